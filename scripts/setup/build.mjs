import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from './log.mjs';
import { fromCheckout } from './paths.mjs';
import { runQuietly } from './processes.mjs';

const SOURCES = [
  'main',
  'preload',
  'renderer',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];
const STAMP = 'out/.keepsight-stamp';

/** Builds the app into `out/` unless what is there was made from these very sources. Returns the build's identity. */
export async function ensureBuild() {
  const stamp = fingerprint(SOURCES);
  const stampFile = fromCheckout(STAMP);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return stamp;
  say('building the app');
  rmSync(stampFile, { force: true });
  await runQuietly('building the app', process.execPath, [
    fromCheckout('node_modules/electron-vite/bin/electron-vite.js'),
    'build',
  ]);
  writeFileSync(stampFile, stamp);
  return stamp;
}

/** A digest over names, sizes and modification times: reading contents would cost more than it finds. */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash, relativePath) {
  const path = fromCheckout(relativePath);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    hash.update(`${relativePath}\0${stat.size}\0${Math.trunc(stat.mtimeMs)}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (/\.test\.tsx?$|\.tsbuildinfo$/.test(name)) continue;
    addTo(hash, join(relativePath, name));
  }
}
