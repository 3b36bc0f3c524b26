import { stat } from 'node:fs/promises';
import { wholeMillis } from '../core/file-time.js';

/** Size and time of the file are still those with which it was hashed. False for one that cannot be asked. */
export async function isUnchanged(
  path: string,
  { sizeBytes, mtimeMs }: { readonly sizeBytes: number; readonly mtimeMs: number },
): Promise<boolean> {
  const stats = await stat(path).catch(() => null);
  return stats?.size === sizeBytes && wholeMillis(stats.mtimeMs) === mtimeMs;
}
