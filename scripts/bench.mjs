import { existsSync, readdirSync } from 'node:fs';
import { runtimeEnvironment } from './runtime.mjs';
import { ensureBuild } from './setup/build.mjs';
import { setUp } from './setup/index.mjs';
import { Failure, runScript } from './setup/log.mjs';
import { fromCheckout } from './setup/paths.mjs';
import { runAttached } from './setup/processes.mjs';
import { needsVirtualDisplay, withDisplay } from './setup/virtual-display.mjs';

/** `npm run bench -- <name> [arguments]`: bundles bench/<name>.ts and runs it on the product's own runtime. */
await runScript(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined || !existsSync(fromCheckout('bench', `${name}.ts`))) {
    throw new Failure(`name one of the benchmarks: ${benchmarks().join(', ') || 'there are none yet'}`);
  }
  const runtime = await setUp({ virtualDisplay: needsVirtualDisplay() });
  await ensureBuild();
  const bundled = await bundle(name);
  return withDisplay((display) => {
    const env = { ...runtimeEnvironment(runtime), ...display, ELECTRON_RUN_AS_NODE: '1' };
    return runAttached(runtime.electronPath, ['--expose-gc', bundled, ...args], { env });
  });
});

function benchmarks() {
  return readdirSync(fromCheckout('bench'))
    .filter((file) => /^[^.]+\.ts$/.test(file))
    .map((file) => file.replace(/\.ts$/, ''));
}

async function bundle(name) {
  const { build } = await import('vite');
  await build({
    root: fromCheckout(),
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fromCheckout('bench', `${name}.ts`),
      outDir: fromCheckout('out/bench'),
      emptyOutDir: false,
      target: 'node20',
      sourcemap: true,
      rolldownOptions: { output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  });
  return fromCheckout('out/bench', `${name}.mjs`);
}
