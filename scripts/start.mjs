import { runtimeEnvironment, sandboxArguments } from './runtime.mjs';
import { ensureBuild } from './setup/build.mjs';
import { setUp } from './setup/index.mjs';
import { Failure, runScript, say } from './setup/log.mjs';
import { checkoutDir } from './setup/paths.mjs';
import { runAttached } from './setup/processes.mjs';
import { hasDisplay, needsVirtualDisplay } from './setup/virtual-display.mjs';

/** `npm start [-- arguments]`: set up, build, and run the app; `--demo [folder]` shows it on sample photos instead. */
await runScript(async () => {
  const args = process.argv.slice(2);
  const demo = args.includes('--demo');
  if (!demo && !hasDisplay()) {
    throw new Failure('there is no display to show a window on; see the app at work with: npm start -- --demo');
  }
  const runtime = await setUp({ virtualDisplay: demo && needsVirtualDisplay() });
  await ensureBuild();
  if (demo) {
    const { runDemo } = await import('./demo/run.mjs');
    return runDemo(runtime, args[args.indexOf('--demo') + 1]);
  }
  const sandbox = sandboxArguments();
  if (sandbox.length > 0)
    say('running as root, so without the Chromium sandbox (--no-sandbox); use an ordinary account for real photos');
  return runAttached(runtime.electronPath, [...sandbox, checkoutDir, ...args], { env: runtimeEnvironment(runtime) });
});
