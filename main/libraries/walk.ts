/** Runs in the scanner thread: synchronous on purpose, a listing is bound by system calls and nothing waits for it. */
import { lstatSync, readdirSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { join } from 'node:path';
import { mediaTypeOf } from '../core/media-types.js';
import type { FileStats, Sighting } from '../core/plan-scan.js';
import { compareCodePoints, fileNameOf, isIgnoredName } from '../core/rel-path.js';

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'no permission to read it';
    case 'ELOOP':
      return 'too many levels of links';
    case 'ENAMETOOLONG':
      return 'the path is too long for this system';
    case 'EIO':
      return 'the disk reports an input/output error';
    default:
      return code ?? String(error);
  }
}

function isNotFound(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function statsOf({ size, mtime, dev, ino }: Stats, hasFileIds: boolean): FileStats {
  // Numbers of 64 bits come rounded, and 0 is what systems without any say: neither names a file.
  const isKnown = hasFileIds && ino !== 0 && Number.isSafeInteger(ino) && Number.isSafeInteger(dev);
  return { sizeBytes: size, mtimeMs: mtime.getTime(), device: isKnown ? dev : null, inode: isKnown ? ino : null };
}

function fileSighting(path: string, relPath: string, hasFileIds: boolean): Sighting | null {
  let stats: Stats;
  try {
    stats = lstatSync(path);
  } catch (error) {
    return isNotFound(error) ? null : { kind: 'unreadable_file', relPath, reason: reasonOf(error) };
  }
  if (!stats.isFile()) return null;
  return { kind: 'file', relPath, ...statsOf(stats, hasFileIds) };
}

interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
  /** A folder sorts as its name and a slash, so that the walk meets files in the order of their whole paths. */
  readonly key: string;
}

function toEntry(dirent: Dirent): Entry | null {
  const { name } = dirent;
  if (isIgnoredName(name)) return null;
  // Links are not followed and devices, sockets and pipes are never opened: neither is a file of the library.
  if (dirent.isDirectory()) return { name, isFolder: true, key: `${name}/` };
  if (dirent.isFile() && mediaTypeOf(name) !== null) return { name, isFolder: false, key: name };
  return null;
}

/** All photos and videos at or below `relPath` (the empty path is the root), in the order of `compareCodePoints`. */
export function* walkFolder(root: string, relPath: string, hasFileIds = true): Generator<Sighting> {
  let dirents: Dirent[];
  try {
    dirents = readdirSync(join(root, relPath), { withFileTypes: true });
  } catch (error) {
    // The root going away while it is listed must not look like an empty library.
    if (relPath !== '' && isNotFound(error)) return;
    yield { kind: 'unreadable_folder', relPath, reason: reasonOf(error) };
    return;
  }
  const entries = dirents.map(toEntry).filter((entry) => entry !== null);
  entries.sort((a, b) => compareCodePoints(a.key, b.key));
  for (const { name, isFolder } of entries) {
    const child = relPath === '' ? name : `${relPath}/${name}`;
    if (name.includes('\ufffd')) {
      const reason = 'its name is not valid Unicode; rename it to add it';
      yield isFolder
        ? { kind: 'unreadable_folder', relPath: child, reason }
        : { kind: 'unreadable_file', relPath: child, reason };
    } else if (isFolder) {
      yield* walkFolder(root, child, hasFileIds);
    } else {
      const sighting = fileSighting(join(root, child), child, hasFileIds);
      if (sighting !== null) yield sighting;
    }
  }
}

/** One path that something happened to: a file, a folder or nothing any more. */
export function* walkTarget(root: string, relPath: string, hasFileIds = true): Generator<Sighting> {
  if (relPath === '') {
    yield* walkFolder(root, '', hasFileIds);
    return;
  }
  if (relPath.split('/').some(isIgnoredName)) return;
  let stats: Stats;
  try {
    stats = lstatSync(join(root, relPath));
  } catch (error) {
    if (!isNotFound(error)) yield { kind: 'unreadable_file', relPath, reason: reasonOf(error) };
    return;
  }
  if (stats.isDirectory()) yield* walkFolder(root, relPath, hasFileIds);
  else if (stats.isFile() && mediaTypeOf(fileNameOf(relPath)) !== null) {
    yield { kind: 'file', relPath, ...statsOf(stats, hasFileIds) };
  }
}
