import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild, fingerprint } from './setup/build.mjs';
import { setUp } from './setup/index.mjs';
import { Failure, runScript, say } from './setup/log.mjs';
import { fromCheckout } from './setup/paths.mjs';
import { readJson, runQuietly } from './setup/processes.mjs';

const INPUTS = [
  'electron-builder.yml',
  'scripts/package.mjs',
  'scripts/package-hooks.cjs',
  'migrations',
  'package-lock.json',
];

/**
 * Packages the built app as a folder under `dist/`, with the Electron that set-up chose, and without the network.
 * With `release`, the fuses that the tests need are locked too. Returns the path of the executable.
 */
export async function ensurePackage(runtime, { release = false } = {}) {
  const stamp = [await ensureBuild(), fingerprint(INPUTS), JSON.stringify(runtime), String(release)].join(' ');
  const stampFile = fromCheckout('dist/.keepsight-stamp');
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    say(release ? 'packaging the app for release' : 'packaging the app');
    const configFile = fromCheckout('.runtime/electron-builder.json');
    writeFileSync(configFile, JSON.stringify(configuration(runtime, release), null, 2));
    const cli = fromCheckout('node_modules/electron-builder/cli.js');
    await runQuietly('packaging', process.execPath, [cli, '--dir', '--publish=never', `--config=${configFile}`]);
    mkdirSync(fromCheckout('dist'), { recursive: true });
    writeFileSync(stampFile, stamp);
  }
  return packagedExecutable();
}

/** What electron-builder.yml cannot know: the runtime on this machine, and whether this is a release. */
function configuration(runtime, release) {
  return {
    extends: 'file:electron-builder.yml',
    electronDist: runtime.electronDist,
    electronVersion: runtime.electronVersion,
    ...(runtime.sqliteBinding && {
      extraResources: [{ from: runtime.sqliteBinding, to: 'native/better_sqlite3.node' }],
    }),
    electronFuses: {
      runAsNode: true,
      enableCookieEncryption: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: !release,
      onlyLoadAppFromAsar: release,
      loadBrowserProcessSpecificV8Snapshot: false,
    },
  };
}

function packagedExecutable() {
  const { name, productName } = readJson(fromCheckout('package.json'));
  const candidates = {
    linux: [`${name}`],
    darwin: [`${productName}.app/Contents/MacOS/${productName}`],
    win32: [`${productName}.exe`],
  }[process.platform];
  for (const folder of readdirSync(fromCheckout('dist'))) {
    for (const candidate of candidates) {
      const path = fromCheckout('dist', join(folder, candidate));
      if (existsSync(path)) return path;
    }
  }
  throw new Failure('electron-builder left no executable in dist/; see .runtime/logs/packaging.log');
}

if (process.argv[1] === fromCheckout('scripts/package.mjs')) {
  await runScript(async () => {
    const executable = await ensurePackage(await setUp(), { release: process.argv.includes('--release') });
    say(`the app is ready: ${executable}`);
  });
}
