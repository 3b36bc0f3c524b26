import { availableParallelism } from 'node:os';
import { ensureDependencies } from './setup/dependencies.mjs';
import { Failure, formatSeconds, runScript, say } from './setup/log.mjs';
import { fromCheckout } from './setup/paths.mjs';
import { runCollected } from './setup/processes.mjs';

/** The longest first: the others run beside it. */
const CHECKS = {
  // No cache: rules that know types depend on other files than the one they report.
  lint: ['eslint/bin/eslint.js', '--max-warnings=0', '.'],
  format: [
    'prettier/bin/prettier.cjs',
    '--check',
    '--log-level=warn',
    '--cache',
    '--cache-location=.runtime/prettier-cache',
    '.',
  ],
  types: ['typescript/bin/tsc', '-b', '--pretty'],
  layers: ['dependency-cruiser/bin/dependency-cruise.mjs', '--output-type=err', 'main', 'preload', 'renderer'],
};

/**
 * Runs the static checks, two at a time and all of them even when one fails, so that one run shows everything there is to
 * mend. `beside`: other work, for the time in which the longest of them runs on alone.
 */
export async function check(names = Object.keys(CHECKS), beside = null) {
  const unknown = names.find((name) => !(name in CHECKS));
  if (unknown !== undefined)
    throw new Failure(`there is no check called ${unknown}; there are: ${Object.keys(CHECKS).join(', ')}`);
  const failed = [];
  const waiting = names.map((name) => async () => {
    if (!(await passes(name))) failed.push(name);
  });
  if (beside !== null) waiting.push(beside);
  const lane = async () => {
    for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) await work();
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
  if (failed.length > 0)
    throw new Failure(`checks failed: ${failed.join(', ')}; formatting is mended by: npm run format`);
}

async function passes(name) {
  const [tool, ...args] = CHECKS[name];
  const started = Date.now();
  const { status, output } = await runCollected(process.execPath, [fromCheckout('node_modules', tool), ...args]);
  if (status !== 0) process.stderr.write(output);
  say(`${name}: ${status === 0 ? 'fine' : 'FAILED'} (${formatSeconds(Date.now() - started)})`);
  return status === 0;
}

if (process.argv[1] === fromCheckout('scripts/check.mjs')) {
  await runScript(async () => {
    await ensureDependencies();
    await check(process.argv.length > 2 ? process.argv.slice(2) : undefined);
  });
}
