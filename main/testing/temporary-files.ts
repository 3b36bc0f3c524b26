/** For a run of the tests: whatever they and the processes that they start leave in the temporary folder goes with it. */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from './remove-folder.js';

let folder: string | null = null;

export function setup(): void {
  folder = mkdtempSync(join(tmpdir(), 'keepsight-tests-'));
  // Some tests look through the eyes of another user.
  chmodSync(folder, 0o755);
  process.env['TMPDIR'] = folder;
}

export function teardown(): void {
  if (folder !== null) removeFolder(folder);
}
