import { ensureDependencies } from './dependencies.mjs';
import { ensureElectron } from './electron.mjs';
import { stateDir } from './paths.mjs';
import { readJson, writeJson } from './processes.mjs';
import { ensureSqliteBinding } from './sqlite-binding.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';
import { join } from 'node:path';

/**
 * Everything between a fresh clone and a runtime that can start. Each step looks first and does only what is missing.
 * Returns what it writes to `.runtime/runtime.json`, which scripts/runtime.mjs reads.
 */
export async function setUp({ virtualDisplay = false } = {}) {
  await ensureDependencies();
  const electron = await ensureElectron();
  await ensureSystemLibraries(electron.electronPath, { virtualDisplay });
  const runtime = { ...electron, sqliteBinding: await ensureSqliteBinding(electron.electronPath) };
  const runtimeFile = join(stateDir, 'runtime.json');
  if (JSON.stringify(readJson(runtimeFile)) !== JSON.stringify(runtime)) writeJson(runtimeFile, runtime);
  return runtime;
}
