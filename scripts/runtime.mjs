import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './setup/log.mjs';
import { stateDir } from './setup/paths.mjs';

/**
 * The Electron that set-up chose: `{electronPath, electronDist, electronVersion, sqliteBinding}`; the last is null
 * where better-sqlite3's own binding loads. Everything that runs Electron asks here.
 */
export function readRuntime() {
  const path = join(stateDir, 'runtime.json');
  if (!existsSync(path)) throw new Failure('the project is not set up yet; run: npm start or npm test');
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The environment for a process that is, or starts, this Electron. */
export function runtimeEnvironment(runtime = readRuntime()) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return runtime.sqliteBinding === null ? env : { ...env, KEEPSIGHT_SQLITE_BINDING: runtime.sqliteBinding };
}

/** Chromium refuses to sandbox for root. Only these scripts ever pass this; the app itself never does. */
export function sandboxArguments() {
  return process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
}
