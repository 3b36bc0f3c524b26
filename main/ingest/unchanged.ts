import { stat } from 'node:fs/promises';
import { wholeMillis } from '../core/file-time.js';

interface HashedAs {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** Size and time of the file are still those with which it was hashed. False for one that cannot be asked. */
export async function isUnchanged(path: string, file: HashedAs): Promise<boolean> {
  return (await changeOf(path, file)) === 'same';
}

/** `other`: other bytes, or no file any more. `unknown`: it cannot be asked. */
export async function changeOf(path: string, { sizeBytes, mtimeMs }: HashedAs): Promise<'same' | 'other' | 'unknown'> {
  try {
    const stats = await stat(path);
    return stats.size === sizeBytes && wholeMillis(stats.mtimeMs) === mtimeMs ? 'same' : 'other';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'other' : 'unknown';
  }
}
