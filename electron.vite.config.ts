import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { lookModels } from './scripts/look-models.mjs';
import { mapCities } from './scripts/map-cities.mjs';
import { placesFile } from './scripts/place-table.mjs';

const root = import.meta.dirname;

/** One entry per process or thread: see docs/architecture.md. */
const mainEntries = {
  index: resolve(root, 'main/index.ts'),
  engine: resolve(root, 'main/engine/worker.ts'),
  reader: resolve(root, 'main/engine/reader-worker.ts'),
  repair: resolve(root, 'main/engine/repair-worker.ts'),
  scanner: resolve(root, 'main/libraries/scanner-worker.ts'),
  decoder: resolve(root, 'main/ingest/decoder-process.ts'),
  metadata: resolve(root, 'main/metadata/metadata-process.ts'),
  looker: resolve(root, 'main/vision/looker-process.ts'),
};

export default defineConfig({
  main: {
    plugins: [placesFile(), lookModels()],
    build: {
      target: 'node20',
      sourcemap: true,
      // Of TensorFlow.js a tenth is used. zod is a hundred files, which each thread would open and compile.
      externalizeDeps: {
        exclude: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-converter', '@tensorflow/tfjs-backend-wasm', 'zod'],
      },
      rolldownOptions: {
        input: mainEntries,
        // CommonJS: workers and forked processes then load the same way from a folder and from an asar archive.
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      // A sandboxed preload is one CommonJS file and can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        // They share no module: it would become a third file.
        input: { index: resolve(root, 'preload/index.ts'), poster: resolve(root, 'preload/poster.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react(), mapCities()],
    build: {
      target: 'chrome130',
      minify: true,
      rolldownOptions: { input: { index: resolve(root, 'renderer/index.html') } },
    },
  },
});
