/** For tests: temporary folders and the real photos that lie beside the checkout. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that is removed when the test file is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keepsight-test-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Root of the real photos; `KEEPSIGHT_PHOTOS` names another one. Throws when there is none, so that no test passes empty. */
export function photosFolder(): string {
  const folder = resolve(process.env['KEEPSIGHT_PHOTOS'] ?? join(import.meta.dirname, '../../../shared/photos/dev'));
  if (!existsSync(folder)) {
    throw new Error(`The real photos for the tests are not in ${folder}; say where they are with KEEPSIGHT_PHOTOS.`);
  }
  return folder;
}

/** All files below a folder, sorted, `/`-separated and relative to it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
