import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { say } from './log.mjs';
import { verifyManifest, writeManifest } from './manifest.mjs';
import { cacheDir, fromCheckout } from './paths.mjs';
import { readJson, writeJson } from './processes.mjs';

const REMEMBER_FAILURE_MS = 24 * 60 * 60 * 1000;
const GIVE_UP_WITHOUT_PROGRESS_MS = 20_000;
const GIVE_UP_MS = 15 * 60 * 1000;

/**
 * Electron by the `electron` package's own installer, which pins the SHA-256 of each file it fetches. Returns
 * `{dist, electronVersion}`, or null when its host cannot be reached; that is remembered for a day.
 */
export async function electronFromInstaller() {
  const packageDir = fromCheckout('node_modules/electron');
  const { version } = readJson(join(packageDir, 'package.json'));
  const dist = join(packageDir, 'dist');
  const manifest = join(packageDir, 'keepsight-dist.json');
  const found = { dist, electronVersion: version };
  if (await verifyManifest(dist, manifest)) return found;
  const failureFile = join(cacheDir, 'electron', 'installer-failure.json');
  const failure = readJson(failureFile);
  if (failure?.version === version && Date.now() - failure.atMs < REMEMBER_FAILURE_MS) return null;

  say(`trying Electron ${version} by its own installer`);
  rmSync(dist, { recursive: true, force: true });
  rmSync(join(packageDir, 'path.txt'), { force: true });
  const reason = await runInstaller(join(packageDir, 'install.js'));
  if (reason === null && existsSync(join(packageDir, 'path.txt'))) {
    await writeManifest(dist, manifest, version);
    return found;
  }
  say(`Electron's installer did not succeed (${reason ?? 'it left nothing'}); taking the npm registry instead`);
  writeJson(failureFile, { version, atMs: Date.now(), reason });
  return null;
}

/** The executable the installer left, whose place differs between systems. */
export function installedExecutable() {
  return join('node_modules/electron/dist', readFileSync(fromCheckout('node_modules/electron/path.txt'), 'utf8'));
}

/** Null when it succeeded, else why not. A host that swallows packets is noticed by the download not growing. */
function runInstaller(script) {
  const downloads = join(cacheDir, 'electron', 'installer');
  mkdirSync(downloads, { recursive: true });
  const temporary = mkdtempSync(join(dirname(downloads), 'work-'));
  return new Promise((resolve) => {
    const env = { ...process.env, electron_config_cache: downloads, TMPDIR: temporary };
    const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    let verdict = null;
    const started = Date.now();
    let last = { bytes: -1, atMs: started };
    child.stderr.on('data', (chunk) => (stderr += chunk));
    const timer = setInterval(() => {
      const bytes = folderSize(temporary) + folderSize(dirname(script));
      if (bytes !== last.bytes) last = { bytes, atMs: Date.now() };
      if (Date.now() - last.atMs < GIVE_UP_WITHOUT_PROGRESS_MS && Date.now() - started < GIVE_UP_MS) return;
      verdict = 'its host does not answer';
      child.kill('SIGKILL');
    }, 1000);
    child.on('close', (code) => {
      clearInterval(timer);
      rmSync(temporary, { recursive: true, force: true });
      resolve(code === 0 ? null : (verdict ?? stderr.trim().split('\n')[0]?.slice(0, 200) ?? 'no reason given'));
    });
  });
}

function folderSize(dir) {
  let total = 0;
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    total += statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return total;
}
