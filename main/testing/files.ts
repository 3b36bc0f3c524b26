/** For tests: temporary folders and the real photos that lie beside the checkout. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { hasPhotos, photosFolder as folder } from '../../scripts/photos.mjs';

export { filesBelow } from './files-below.js';

/** A folder that is removed when the test file is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keepsight-test-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Root of the real photos. Throws when there are none, so that no test passes empty. */
export function photosFolder(): string {
  if (!hasPhotos)
    throw new Error(`The real photos for the tests are not in ${folder}; name a folder with KEEPSIGHT_PHOTOS.`);
  return folder;
}
