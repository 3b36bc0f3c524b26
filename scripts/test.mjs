import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { check } from './check.mjs';
import { ensurePackage } from './package.mjs';
import { hasPhotos, photosFolder } from './photos.mjs';
import { runtimeEnvironment } from './runtime.mjs';
import { ensureBuild } from './setup/build.mjs';
import { setUp } from './setup/index.mjs';
import { Failure, formatSeconds, runScript, say } from './setup/log.mjs';
import { fromCheckout } from './setup/paths.mjs';
import { readJson, runAttached } from './setup/processes.mjs';
import { needsVirtualDisplay, withDisplays } from './setup/virtual-display.mjs';

const UNIT_RESULTS = 'artifacts/unit.json';
const E2E_RESULTS = 'artifacts/e2e.json';

/** In the order that reports the cheapest mistake first. What a part before it has built is not built again. */
const PARTS = {
  check: async (_runtime, args) => check(args.length > 0 ? args : undefined),
  build: async () => void (await ensureBuild()),
  unit: runUnitTests,
  package: async (runtime) => void (await ensurePackage(runtime)),
  e2e: runEndToEndTests,
};

/** `npm test` runs every part; `npm test -- <part> [arguments]` runs one and hands the arguments to its tool. */
await runScript(async () => {
  const [only, ...args] = process.argv.slice(2);
  if (only !== undefined && !(only in PARTS)) {
    throw new Failure(`there is no part called ${only}; there are: ${Object.keys(PARTS).join(', ')}`);
  }
  const names = only === undefined ? Object.keys(PARTS) : [only];
  const runtime = await setUp({ virtualDisplay: names.includes('e2e') && needsVirtualDisplay() });
  if (!hasPhotos) {
    say(
      `no real photos in ${photosFolder}: the tests that need them are left out; name a folder with KEEPSIGHT_PHOTOS`,
    );
  }
  mkdirSync(fromCheckout('artifacts'), { recursive: true });
  for (const path of [UNIT_RESULTS, E2E_RESULTS]) rmSync(fromCheckout(path), { force: true });

  const times = [];
  for (const name of names) {
    const started = Date.now();
    try {
      if (only === undefined && name === 'check') await check(undefined, () => ensurePackage(runtime));
      else await PARTS[name](runtime, args);
    } catch (error) {
      if (error instanceof Failure) reportCounts();
      throw error;
    }
    times.push(`${name} ${formatSeconds(Date.now() - started)}`);
  }
  say(`done: ${times.join(', ')}`);
  reportCounts();
});

async function runUnitTests(runtime, args) {
  // They start the built scanner and decoders.
  await ensureBuild();
  const vitest = fromCheckout('node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_RESULTS}`];
  const env = { ...runtimeEnvironment(runtime), ELECTRON_RUN_AS_NODE: '1' };
  const status = await runAttached(runtime.electronPath, [vitest, 'run', ...reporters, ...args], { env });
  if (status === 0) return;
  nameUnfinished();
  throw new Failure('unit tests failed; run some of them with: npm test -- unit <part of a file name>');
}

async function runEndToEndTests(runtime, args) {
  const executable = await ensurePackage(runtime);
  const workers = Math.min(2, availableParallelism());
  const status = await withDisplays(workers, (displays) =>
    runAttached(
      process.execPath,
      [fromCheckout('node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json', ...args],
      {
        env: {
          ...runtimeEnvironment(runtime),
          KEEPSIGHT_DISPLAYS: JSON.stringify(displays),
          KEEPSIGHT_PACKAGED_APP: executable,
          KEEPSIGHT_SCREENS: args.some((arg) => arg.includes('screens')) ? '1' : '0',
          KEEPSIGHT_PICTURES: args.length > 0 ? '1' : '0',
          PLAYWRIGHT_JSON_OUTPUT_NAME: fromCheckout(E2E_RESULTS),
          PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
        },
      },
    ),
  );
  if (status !== 0)
    throw new Failure('end-to-end tests failed; run some of them with: npm test -- e2e <part of a file name>');
}

/** Vitest says that a process of tests died, not in which of them. */
function nameUnfinished() {
  for (const { name, assertionResults } of readJson(fromCheckout(UNIT_RESULTS))?.testResults ?? []) {
    const test = assertionResults.find(({ status }) => status === 'pending');
    if (test) say(`the process of ${relative(fromCheckout('.'), name)} died in: ${test.fullName}`);
  }
}

/** One plain line for people and machines that only want to know how many. */
function reportCounts() {
  const unit = readJson(fromCheckout(UNIT_RESULTS));
  const e2e = readJson(fromCheckout(E2E_RESULTS))?.stats;
  if (!unit && !e2e) return;
  const passed = (unit?.numPassedTests ?? 0) + (e2e?.expected ?? 0) + (e2e?.flaky ?? 0);
  const failed = (unit?.numFailedTests ?? 0) + brokenFiles(unit) + (e2e?.unexpected ?? 0);
  const skipped = (unit?.numPendingTests ?? 0) + (e2e?.skipped ?? 0);
  const note = skipped > 0 ? `, ${skipped} skipped` : '';
  process.stdout.write(`${passed} passed, ${failed} failed${note}\n`);
}

/** A file that fails before any of its tests runs counts as one failure, or it would not show in the sum. */
function brokenFiles(unit) {
  const isBroken = (file) =>
    file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
  return (unit?.testResults ?? []).filter(isBroken).length;
}
