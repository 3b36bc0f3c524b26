/** Runs in the scanner thread: synchronous on purpose, a listing is bound by system calls and nothing waits for it. */
import { lstatSync, readdirSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { join } from 'node:path';
import { cloudPlaceholder, placeholderNames } from '../core/cloud-placeholder.js';
import { wholeMillis } from '../core/file-time.js';
import { mediaTypeOf } from '../core/media-types.js';
import type { Sighting, TouchedStats } from '../core/plan-scan.js';
import { isIgnoredName, isIgnoredPath, isPhotoPackage } from '../core/ignored-names.js';
import { compareCodePoints, fileNameOf } from '../core/rel-path.js';
import type { IsIgnored } from './ignore-rules.js';

export interface WalkOptions {
  /** False where inode numbers do not last. */
  readonly hasFileIds: boolean;
  /** What the user wants to be left out; asked for folders before they are entered, and for files. */
  readonly isIgnored: IsIgnored;
}

const everything: WalkOptions = { hasFileIds: true, isIgnored: () => false };

const linkReason = 'It is a link. Links are not followed: add the folder it leads to as a library of its own.';
const packageReason =
  'It is the library of another program. Export its photos into a folder, and add that folder as a library.';
const nameReason = 'Its name is not valid Unicode. Rename it to add it.';

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'No permission to read it. Allow it, then scan again.';
    case 'ELOOP':
      return 'Its path leads through too many links.';
    case 'ENAMETOOLONG':
      return 'Its path is too long for this system. Move it to a folder higher up to add it.';
    case 'EIO':
      return 'The disk reports an error. Check the disk, then scan again.';
    default:
      return `It cannot be read (${code ?? String(error)}).`;
  }
}

function cloudReason(service: string): string {
  return `It is only in the cloud. Download it with ${service} to add it.`;
}

function isNotFound(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function statsOf(stats: Stats, hasFileIds: boolean): TouchedStats {
  const { size, dev, ino } = stats;
  const mtimeMs = wholeMillis(stats.mtimeMs);
  // Numbers of 64 bits come rounded, and 0 is what systems without any say: neither names a file.
  const isKnown = hasFileIds && ino !== 0 && Number.isSafeInteger(ino) && Number.isSafeInteger(dev);
  return {
    sizeBytes: size,
    mtimeMs,
    touchedAtMs: Math.max(mtimeMs, wholeMillis(stats.ctimeMs)),
    device: isKnown ? dev : null,
    inode: isKnown ? ino : null,
  };
}

/** Small files can lie in the table of files itself, without a block of their own. */
const smallestWithBlocks = 64 * 1024;

/**
 * macOS and Windows keep the names and sizes of files whose bytes are only in a cloud; to read such a file would fetch it.
 * Elsewhere a file without blocks is only sparse.
 */
export function isDehydrated({ size, blocks }: Pick<Stats, 'size' | 'blocks'>, platform = process.platform): boolean {
  return (platform === 'darwin' || platform === 'win32') && blocks === 0 && size >= smallestWithBlocks;
}

function specialReason(entry: Pick<Stats, 'isFIFO' | 'isSocket'>): string {
  const what = entry.isFIFO() ? 'a pipe' : entry.isSocket() ? 'a socket' : 'a device';
  return `It is not a file but ${what}. It is never opened.`;
}

function fileSighting(path: string, relPath: string, { hasFileIds }: WalkOptions): Sighting | null {
  let stats: Stats;
  try {
    stats = lstatSync(path);
  } catch (error) {
    return isNotFound(error) ? null : { kind: 'unreadable_file', relPath, reason: reasonOf(error) };
  }
  // It was a file a moment ago: the next scan says what it is.
  if (!stats.isFile()) return null;
  if (isDehydrated(stats)) return { kind: 'unreadable_file', relPath, reason: cloudReason('your cloud service') };
  return { kind: 'file', relPath, ...statsOf(stats, hasFileIds) };
}

interface Entry {
  /** As the file is called, or will be when its bytes are here. */
  readonly name: string;
  /** A folder sorts as its name and a slash, so that the walk meets files in the order of their whole paths. */
  readonly key: string;
  /** What is to be done, or why nothing is. */
  readonly what: 'folder' | 'file' | { readonly leftOut: string } | { readonly onlyInCloud: string };
}

function toEntry(dirent: Dirent): Entry | null {
  const { name } = dirent;
  // By far the most: what other programs keep for themselves is hidden or no photo by its name.
  if (dirent.isFile() && !name.startsWith('.') && mediaTypeOf(name) !== null) return { name, key: name, what: 'file' };
  const placeholder = cloudPlaceholder(name);
  if (placeholder !== null && dirent.isFile()) {
    const { fileName, service } = placeholder;
    return { name: fileName, key: fileName, what: { onlyInCloud: cloudReason(service) } };
  }
  if (isIgnoredName(name)) {
    const isPackage = dirent.isDirectory() && isPhotoPackage(name);
    return isPackage ? { name, key: name, what: { leftOut: packageReason } } : null;
  }
  if (dirent.isDirectory()) return { name, key: `${name}/`, what: 'folder' };
  // Links are not followed and devices, sockets and pipes are never opened: neither is a file of the library.
  if (dirent.isSymbolicLink()) return { name, key: name, what: { leftOut: linkReason } };
  if (dirent.isFile() || mediaTypeOf(name) === null) return null;
  return { name, key: name, what: { leftOut: specialReason(dirent) } };
}

function listed(path: string): readonly Entry[] {
  const dirents = readdirSync(path, { withFileTypes: true });
  const entries = dirents.map(toEntry).filter((entry) => entry !== null);
  return entries.sort((a, b) => compareCodePoints(a.key, b.key) || rank(a) - rank(b));
}

/** A file comes before the placeholder of the same name. */
function rank({ what }: Entry): number {
  return typeof what === 'object' && 'onlyInCloud' in what ? 1 : 0;
}

/** Two names that differ only in bytes that are not valid Unicode are told as one. */
function isValidName(path: string, name: string, before: Entry | undefined): boolean {
  if (!name.includes('\ufffd')) return true;
  if (before?.name === name) return false;
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

interface Level {
  /** Absolute. */
  readonly path: string;
  readonly relPath: string;
  readonly entries: readonly Entry[];
  next: number;
}

/**
 * All photos and videos at or below `relPath` (the empty path is the root), in the order of `compareCodePoints`. The
 * levels are kept in a list: folders can be nested as deep as paths can be long.
 */
export function* walkFolder(root: string, relPath: string, options: WalkOptions = everything): Generator<Sighting> {
  const levels: Level[] = [];
  const enter = (path: string, folder: string): Sighting | null => {
    try {
      levels.push({ path, relPath: folder, entries: listed(path), next: 0 });
      return null;
    } catch (error) {
      // The root going away while it is listed must not look like an empty library.
      if (folder !== '' && isNotFound(error)) return null;
      return { kind: 'unreadable_folder', relPath: folder, reason: reasonOf(error) };
    }
  };
  const closed = enter(join(root, relPath), relPath);
  if (closed !== null) yield closed;
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const before = level.entries[level.next - 1];
    const entry = level.entries[level.next++];
    if (entry === undefined) {
      levels.pop();
      continue;
    }
    const child = level.relPath === '' ? entry.name : `${level.relPath}/${entry.name}`;
    if (options.isIgnored(entry.what === 'folder' ? `${child}/` : child)) continue;
    // By hand: `join` takes as long as half a look at a file.
    const path = `${level.path}/${entry.name}`;
    const sighting = isValidName(path, entry.name, before)
      ? entry.what === 'folder'
        ? enter(path, child)
        : sightingOf(path, child, entry, before, options)
      : invalidName(child, entry);
    if (sighting !== null) yield sighting;
  }
}

function invalidName(relPath: string, { what }: Entry): Sighting {
  return what === 'folder'
    ? { kind: 'unreadable_folder', relPath, reason: nameReason }
    : { kind: 'unreadable_file', relPath, reason: nameReason };
}

function sightingOf(
  path: string,
  relPath: string,
  { name, what }: Entry,
  before: Entry | undefined,
  options: WalkOptions,
): Sighting | null {
  if (what === 'folder' || what === 'file') return fileSighting(path, relPath, options);
  if ('leftOut' in what) return { kind: 'left_out', relPath, reason: what.leftOut };
  // The file itself is there as well: its placeholder is only a leftover.
  if (before?.name === name) return null;
  return { kind: 'unreadable_file', relPath, reason: what.onlyInCloud };
}

/** Nothing below a link is in the library, even if the link's own path is asked for by a path below it. */
function leadsThroughLink(root: string, relPath: string): boolean {
  for (let slash = relPath.indexOf('/'); slash !== -1; slash = relPath.indexOf('/', slash + 1)) {
    if (lstatSync(join(root, relPath.slice(0, slash))).isSymbolicLink()) return true;
  }
  return false;
}

/** A file that is not there may have gone into a cloud, and is not lost. */
function placeholderOf(root: string, relPath: string): Sighting | null {
  const fileName = fileNameOf(relPath);
  const folder = relPath.slice(0, relPath.length - fileName.length);
  for (const { name, service } of placeholderNames(fileName)) {
    const stats = lstatSync(join(root, folder, name), { throwIfNoEntry: false });
    if (stats?.isFile() === true) return { kind: 'unreadable_file', relPath, reason: cloudReason(service) };
  }
  return null;
}

/** One path that something happened to: a file, a folder or nothing any more. */
export function* walkTarget(root: string, relPath: string, options: WalkOptions = everything): Generator<Sighting> {
  if (relPath === '') {
    yield* walkFolder(root, '', options);
    return;
  }
  if (isIgnoredPath(relPath) || options.isIgnored(relPath)) return;
  let stats: Stats;
  try {
    if (leadsThroughLink(root, relPath)) return;
    stats = lstatSync(join(root, relPath));
  } catch (error) {
    const sighting: Sighting | null = isNotFound(error)
      ? placeholderOf(root, relPath)
      : { kind: 'unreadable_file', relPath, reason: reasonOf(error) };
    if (sighting !== null) yield sighting;
    return;
  }
  if (stats.isDirectory()) {
    if (!options.isIgnored(`${relPath}/`)) yield* walkFolder(root, relPath, options);
  } else if (stats.isSymbolicLink()) yield { kind: 'left_out', relPath, reason: linkReason };
  else if (mediaTypeOf(fileNameOf(relPath)) === null) return;
  else if (!stats.isFile()) yield { kind: 'left_out', relPath, reason: specialReason(stats) };
  else if (isDehydrated(stats)) {
    yield { kind: 'unreadable_file', relPath, reason: cloudReason('your cloud service') };
  } else yield { kind: 'file', relPath, ...statsOf(stats, options.hasFileIds) };
}
