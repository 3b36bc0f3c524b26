/** Decides what a listing means for what is known: pure, so that it can be held against an oracle. */
import { compareCodePoints, isWithin } from './rel-path.js';

/** A row of `image_exif` as the scan needs it. */
export interface KnownFile {
  readonly id: number;
  readonly relPath: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** 0 present, 1 not found once, 2 missing. */
  readonly presence: number;
}

/** What the walk meets, in the order of `compareCodePoints` (a folder's key ends in `/`). */
export type Sighting =
  | { readonly kind: 'file'; readonly relPath: string; readonly sizeBytes: number; readonly mtimeMs: number }
  /** Nothing can be said of what lies below; the root itself is the empty path. */
  | { readonly kind: 'unreadable_folder'; readonly relPath: string; readonly reason: string }
  | { readonly kind: 'unreadable_file'; readonly relPath: string; readonly reason: string };

export type ScanOutcome =
  | { readonly kind: 'added'; readonly relPath: string; readonly sizeBytes: number; readonly mtimeMs: number }
  | { readonly kind: 'changed'; readonly id: number; readonly sizeBytes: number; readonly mtimeMs: number }
  | { readonly kind: 'returned'; readonly id: number }
  | { readonly kind: 'gone'; readonly id: number }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'unreadable'; readonly relPath: string; readonly reason: string };

function compare(known: KnownFile, file: Extract<Sighting, { kind: 'file' }>): ScanOutcome {
  if (known.sizeBytes !== file.sizeBytes || known.mtimeMs !== file.mtimeMs) {
    return { kind: 'changed', id: known.id, sizeBytes: file.sizeBytes, mtimeMs: file.mtimeMs };
  }
  return known.presence === 0 ? { kind: 'unchanged' } : { kind: 'returned', id: known.id };
}

/**
 * Merges two sequences in the same order in one pass.
 * Known files below a folder that could not be read are neither found nor gone.
 */
export function* planScan(known: Iterator<KnownFile>, seen: Iterable<Sighting>): Generator<ScanOutcome> {
  let next = known.next();
  for (const sighting of seen) {
    const key =
      sighting.kind === 'unreadable_folder'
        ? sighting.relPath === ''
          ? ''
          : `${sighting.relPath}/`
        : sighting.relPath;
    while (next.done !== true && compareCodePoints(next.value.relPath, key) < 0) {
      yield { kind: 'gone', id: next.value.id };
      next = known.next();
    }
    switch (sighting.kind) {
      case 'file':
        if (next.done !== true && next.value.relPath === sighting.relPath) {
          yield compare(next.value, sighting);
          next = known.next();
        } else {
          const { relPath, sizeBytes, mtimeMs } = sighting;
          yield { kind: 'added', relPath, sizeBytes, mtimeMs };
        }
        break;
      case 'unreadable_file':
      case 'unreadable_folder':
        while (next.done !== true && isWithin(sighting.relPath, next.value.relPath)) next = known.next();
        yield { kind: 'unreadable', relPath: sighting.relPath, reason: sighting.reason };
        break;
    }
  }
  while (next.done !== true) {
    yield { kind: 'gone', id: next.value.id };
    next = known.next();
  }
}
