import { defineConfig } from '@playwright/test';
import { displays } from './e2e/displays.js';
import { hasPhotos } from './scripts/photos.mjs';

/** On real photos only; scripts/test.mjs says when there are none. */
const onPhotos = hasPhotos ? [] : ['main-job.e2e.ts', 'identity.e2e.ts'];
/** Comparing pictures of every screen takes a fifth of the time of all other tests: it is done when it is asked for by name. */
const ofScreens = process.env['KEEPSIGHT_SCREENS'] === '1' ? [] : ['screens.e2e.ts'];

/** The packaged app in a real Electron; scripts/test.mjs says where it is. Failures leave traces and pictures. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  testIgnore: [...onPhotos, ...ofScreens],
  outputDir: 'artifacts/e2e',
  snapshotPathTemplate: '{testDir}/screens/{arg}{ext}',
  fullyParallel: false,
  workers: displays.length,
  retries: 0,
  // Nothing waits so long but on a machine that does much else besides.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
});
