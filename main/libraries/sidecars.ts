/** Files beside a photo that are none themselves: found when somebody asks, never listed. */
import { opendir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Sidecar } from '../../preload/contract/model.js';
import { isSidecarOf } from '../core/stacks.js';

/** A folder of more files is not looked through to its end. */
const maxEntries = 100_000;

/** By name. `paths` are the files of one photo, all in one folder; a folder that cannot be read has no sidecars. */
export async function sidecarsOf(paths: readonly string[]): Promise<readonly Sidecar[]> {
  const [first] = paths;
  if (first === undefined) return [];
  const folder = dirname(first);
  const names = await namesIn(
    folder,
    paths.map((path) => basename(path)),
  ).catch(() => []);
  const found = await Promise.all(
    names.map(async (fileName) => {
      const stats = await stat(join(folder, fileName)).catch(() => null);
      return stats?.isFile() === true ? [{ fileName, sizeBytes: stats.size }] : [];
    }),
  );
  return found.flat();
}

async function namesIn(folder: string, photoNames: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  let seen = 0;
  for await (const { name } of await opendir(folder, { bufferSize: 1024 })) {
    if (photoNames.some((photoName) => isSidecarOf(name, photoName))) found.push(name);
    if (++seen === maxEntries) break;
  }
  return found.sort();
}
