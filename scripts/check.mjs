import { ensureDependencies } from './setup/dependencies.mjs';
import { Failure, formatSeconds, runScript, say } from './setup/log.mjs';
import { fromCheckout } from './setup/paths.mjs';
import { runAttached } from './setup/processes.mjs';

const CHECKS = {
  format: [
    'prettier/bin/prettier.cjs',
    '--check',
    '--log-level=warn',
    '--cache',
    '--cache-location=.runtime/prettier-cache',
    '.',
  ],
  // No cache: rules that know types depend on other files than the one they report.
  lint: ['eslint/bin/eslint.js', '--max-warnings=0', '.'],
  types: ['typescript/bin/tsc', '-b', '--pretty'],
  layers: ['dependency-cruiser/bin/dependency-cruise.mjs', '--output-type=err', 'main', 'preload', 'renderer'],
};

/** Runs the static checks, all of them even when one fails, so that one run shows everything there is to mend. */
export async function check(names = Object.keys(CHECKS)) {
  const failed = [];
  for (const name of names) {
    if (!(name in CHECKS))
      throw new Failure(`there is no check called ${name}; there are: ${Object.keys(CHECKS).join(', ')}`);
    const [tool, ...args] = CHECKS[name];
    const started = Date.now();
    const status = await runAttached(process.execPath, [fromCheckout('node_modules', tool), ...args]);
    say(`${name}: ${status === 0 ? 'fine' : 'FAILED'} (${formatSeconds(Date.now() - started)})`);
    if (status !== 0) failed.push(name);
  }
  if (failed.length > 0)
    throw new Failure(`checks failed: ${failed.join(', ')}; formatting is mended by: npm run format`);
}

if (process.argv[1] === fromCheckout('scripts/check.mjs')) {
  await runScript(async () => {
    await ensureDependencies();
    await check(process.argv.length > 2 ? process.argv.slice(2) : undefined);
  });
}
