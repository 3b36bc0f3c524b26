/** For tests: temporary folders and the real photos that lie beside the checkout. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { hasPhotos, photosFolder as folder } from '../../scripts/photos.mjs';
import { removeFolder } from './remove-folder.js';

export { filesBelow } from './files-below.js';

const folders: string[] = [];
// Not where a folder is made: in a running test, that would be too late for it.
afterAll(() => {
  folders.forEach(removeFolder);
});

/** A folder that is removed when the test file is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keepsight-test-'));
  folders.push(folder);
  return folder;
}

/** Root of the real photos. Throws when there are none, so that no test passes empty. */
export function photosFolder(): string {
  if (!hasPhotos)
    throw new Error(`The real photos for the tests are not in ${folder}; name a folder with KEEPSIGHT_PHOTOS.`);
  return folder;
}
