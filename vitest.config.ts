import { defaultExclude, defineConfig } from 'vitest/config';
import { hasPhotos } from './scripts/photos.mjs';

/** What these prove, they prove on real photos: without any they are left out, and scripts/test.mjs says so. */
const testsOnPhotos = [
  'bench/fuzz.test.ts',
  'main/engine/engine.test.ts',
  'main/engine/availability.test.ts',
  'main/engine/clock.test.ts',
  'main/engine/edits.test.ts',
  'main/engine/guard.test.ts',
  'main/engine/insights.test.ts',
  'main/engine/moves.test.ts',
  'main/engine/purge.test.ts',
  'main/engine/raw-files.test.ts',
  'main/engine/renditions.test.ts',
  'main/engine/thumbnails.test.ts',
  'main/engine/verification.test.ts',
  'main/engine/work-limits.test.ts',
  'main/ingest/*.test.ts',
  'main/libraries/walk.test.ts',
  'main/metadata/*.test.ts',
  'main/shell/recovery.test.ts',
  'main/engine/looking.test.ts',
  'main/vision/looker.test.ts',
];

export default defineConfig({
  test: {
    include: ['main/**/*.test.ts', 'preload/**/*.test.ts', 'renderer/**/*.test.ts', 'bench/**/*.test.ts'],
    exclude: hasPhotos ? defaultExclude : [...defaultExclude, ...testsOnPhotos],
    globalSetup: 'main/testing/temporary-files.ts',
    // Native modules and better-sqlite3's binding are per process: threads would share what they must not.
    pool: 'forks',
    // Three keep two cores busy: many tests wait for a file to be complete, or for a drive.
    maxWorkers: 3,
    // Times of files are taken by the clock of the computer.
    env: { TZ: 'UTC' },
    testTimeout: 120_000,
    hookTimeout: 60_000,
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
