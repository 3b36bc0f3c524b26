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

/**
 * Each in a process of its own: they start threads and processes, load what decodes pictures, or load the texts in another
 * language.
 */
const testsAlone = [
  ...['bench', 'main/engine', 'main/ingest', 'main/libraries', 'main/metadata', 'main/shell', 'main/vision'].map(
    (folder) => `${folder}/**/*.test.ts`,
  ),
  'renderer/features/search/german.test.ts',
  'renderer/lib/messages/catalogues.test.ts',
];
const exclude = hasPhotos ? defaultExclude : [...defaultExclude, ...testsOnPhotos];

/** Of each project; what stands beside the projects is done once for all of them. */
const common = {
  // Native modules and better-sqlite3's binding are per process: threads would share what they must not.
  pool: 'forks',
  // Times of files are taken by the clock of the computer.
  env: { TZ: 'UTC' },
  testTimeout: 120_000,
  hookTimeout: 60_000,
} as const;

export default defineConfig({
  test: {
    projects: [
      { test: { ...common, name: 'alone', include: testsAlone, exclude } },
      {
        test: {
          ...common,
          name: 'together',
          include: ['main/**/*.test.ts', 'preload/**/*.test.ts', 'renderer/**/*.test.ts'],
          exclude: [...exclude, ...testsAlone],
          // A process for each of these files would cost more than their tests.
          isolate: false,
        },
      },
    ],
    globalSetup: 'main/testing/temporary-files.ts',
    // Three keep two cores busy: many tests wait for a file to be complete, or for a drive.
    maxWorkers: 3,
    dangerouslyIgnoreUnhandledErrors: false,
  },
});
