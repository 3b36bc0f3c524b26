import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Files that other programs must find on the disk lie beside the archive, not in it. */
export function outsideArchive(path: string): string {
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
}

/**
 * What runs the helper processes. On Linux a Node of its own: Electron is linked against the system's GLib there, and
 * sharp's own GLib in the same process leaks every image or aborts (docs/decisions.md). Null: Electron itself, as Node.
 */
export function findHelperRuntime(fromFile: string): string | null {
  if (process.platform !== 'linux') return null;
  try {
    const manifest = createRequire(fromFile).resolve(`node-linux-${process.arch}/package.json`);
    const path = outsideArchive(join(dirname(manifest), 'bin', 'node'));
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
