/** Decides what a listing means for what is known: pure, so that it can be held against an oracle. */
import { compareCodePoints, isWithin } from './rel-path.js';

/** What the file system says of a file without its bytes. */
export interface FileStats {
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** Which file it is, whatever it is called; both null where the file system has no lasting numbers. */
  readonly device: number | null;
  readonly inode: number | null;
}

/** With the last time that anything was done to the file, which programs cannot set as they can the other one. */
export interface TouchedStats extends FileStats {
  readonly touchedAtMs: number;
}

/** A row of `image_exif` as the scan needs it. */
export interface KnownFile extends FileStats {
  readonly id: number;
  readonly relPath: string;
  /** 0 present, 1 not found once, 2 missing. */
  readonly presence: number;
}

/** What the walk meets, in the order of `compareCodePoints` (a folder's key ends in `/`). */
export type Sighting =
  | ({ readonly kind: 'file'; readonly relPath: string } & TouchedStats)
  /** Nothing can be said of what lies below; the root itself is the empty path. */
  | { readonly kind: 'unreadable_folder'; readonly relPath: string; readonly reason: string }
  | { readonly kind: 'unreadable_file'; readonly relPath: string; readonly reason: string }
  /** There, but nothing that a library lists: a known file of that path is gone. */
  | { readonly kind: 'left_out'; readonly relPath: string; readonly reason: string };

export type ScanOutcome =
  | ({ readonly kind: 'added'; readonly relPath: string } & TouchedStats)
  | ({ readonly kind: 'changed'; readonly id: number } & TouchedStats)
  | { readonly kind: 'returned'; readonly id: number }
  /** Follows `unchanged` or `returned`. Another file of the same size and time: restored in place, perhaps. */
  | {
      readonly kind: 'identified';
      readonly id: number;
      readonly device: number | null;
      readonly inode: number | null;
      readonly isOtherFile: boolean;
    }
  | { readonly kind: 'gone'; readonly id: number }
  /** Not seen because it is left out on purpose: neither lost nor missing. */
  | { readonly kind: 'ignored'; readonly id: number }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'left_out' | 'unreadable'; readonly relPath: string; readonly reason: string };

type FileSighting = Extract<Sighting, { kind: 'file' }>;

const unchanged: ScanOutcome = { kind: 'unchanged' };

/** As nearly all files are: asked first, because whole libraries are compared one file at a time. */
function isSame(known: KnownFile, file: FileSighting): boolean {
  return (
    known.sizeBytes === file.sizeBytes &&
    known.mtimeMs === file.mtimeMs &&
    known.presence === 0 &&
    (file.inode === null || (file.inode === known.inode && file.device === known.device))
  );
}

function statsOf({ sizeBytes, mtimeMs, touchedAtMs, device, inode }: FileSighting): TouchedStats {
  return { sizeBytes, mtimeMs, touchedAtMs, device, inode };
}

function* compare(known: KnownFile, file: FileSighting): Generator<ScanOutcome> {
  const { id } = known;
  if (known.sizeBytes !== file.sizeBytes || known.mtimeMs !== file.mtimeMs) {
    yield { kind: 'changed', id, ...statsOf(file) };
    return;
  }
  yield known.presence === 0 ? unchanged : { kind: 'returned', id };
  const { device, inode } = file;
  if (inode === null || (inode === known.inode && device === known.device)) return;
  // Systems number devices anew at each mount: only on the same device does another number mean another file.
  const isOtherFile = known.inode !== null && known.inode !== inode && known.device === device;
  yield { kind: 'identified', id, device, inode, isOtherFile };
}

/**
 * Merges two sequences in the same order in one pass.
 * Known files below a folder that could not be read are neither found nor gone. `isIgnored` is asked of the paths of known
 * files that were not seen.
 */
export function* planScan(
  known: Iterator<KnownFile>,
  seen: Iterable<Sighting>,
  isIgnored: (relPath: string) => boolean = () => false,
): Generator<ScanOutcome> {
  const unseen = ({ id, relPath }: KnownFile): ScanOutcome => ({ kind: isIgnored(relPath) ? 'ignored' : 'gone', id });
  let next = known.next();
  for (const sighting of seen) {
    const key =
      sighting.kind === 'unreadable_folder'
        ? sighting.relPath === ''
          ? ''
          : `${sighting.relPath}/`
        : sighting.relPath;
    while (next.done !== true && compareCodePoints(next.value.relPath, key) < 0) {
      yield unseen(next.value);
      next = known.next();
    }
    switch (sighting.kind) {
      case 'file':
        if (next.done !== true && next.value.relPath === sighting.relPath) {
          if (isSame(next.value, sighting)) yield unchanged;
          else yield* compare(next.value, sighting);
          next = known.next();
        } else {
          yield { kind: 'added', relPath: sighting.relPath, ...statsOf(sighting) };
        }
        break;
      case 'left_out':
        yield { kind: 'left_out', relPath: sighting.relPath, reason: sighting.reason };
        break;
      case 'unreadable_file':
      case 'unreadable_folder':
        while (next.done !== true && isWithin(sighting.relPath, next.value.relPath)) next = known.next();
        yield { kind: 'unreadable', relPath: sighting.relPath, reason: sighting.reason };
        break;
    }
  }
  while (next.done !== true) {
    yield unseen(next.value);
    next = known.next();
  }
}
