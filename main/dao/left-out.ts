/** `left_out`: files and folders that a scan met and did not list, and why. */
import type { LeftOut, LibraryId } from '../../preload/contract/model.js';
import { isWithin } from '../core/rel-path.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';

export interface LeftOutPath {
  readonly relPath: string;
  readonly reason: string;
}

function known(db: ReadDb, libraryId: LibraryId, target: string): readonly LeftOutPath[] {
  const rows = prepare(
    db,
    `SELECT rel_path AS relPath, reason FROM left_out WHERE library_id = ? AND rel_path >= ? ORDER BY rel_path`,
  ).all(libraryId, target) as LeftOutPath[];
  return rows.filter(({ relPath }) => isWithin(target, relPath));
}

/**
 * What a completed scan left out at and below `targets` (an empty path is the whole library), in the place of what was
 * left out there before. False when that is the same. What does not fit into `most` a library is not kept.
 */
export function replaceLeftOut(
  db: WriteDb,
  libraryId: LibraryId,
  targets: readonly string[],
  found: readonly LeftOutPath[],
  most: number,
): boolean {
  return transaction(db, () => {
    const reasons = new Map(found.map(({ relPath, reason }) => [relPath, reason]));
    const forget = prepare(db, 'DELETE FROM left_out WHERE library_id = ? AND rel_path = ?');
    let changes = 0;
    for (const target of targets) {
      for (const { relPath, reason } of known(db, libraryId, target)) {
        if (reasons.get(relPath) === reason) reasons.delete(relPath);
        else changes += forget.run(libraryId, relPath).changes;
      }
    }
    const insert = prepare(
      db,
      `INSERT INTO left_out (library_id, rel_path, reason) VALUES (?, ?, ?)
       ON CONFLICT (library_id, rel_path) DO UPDATE SET reason = excluded.reason`,
    );
    let room = most - leftOutCount(db, libraryId);
    for (const [relPath, reason] of reasons) {
      if (room-- <= 0) break;
      changes += insert.run(libraryId, relPath, reason).changes;
    }
    return changes > 0;
  });
}

export function leftOutCount(db: ReadDb, libraryId: LibraryId): number {
  return preparePluck(db, 'SELECT count(*) FROM left_out WHERE library_id = ?').get(libraryId) as number;
}

export function forgetLeftOut(db: WriteDb, libraryId: LibraryId): void {
  prepare(db, 'DELETE FROM left_out WHERE library_id = ?').run(libraryId);
}

/** Library by library, in the order of their paths. */
export function listLeftOut(
  db: ReadDb,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): readonly LeftOut[] {
  return prepare(
    db,
    `SELECT l.library_id AS libraryId, b.name AS libraryName, l.rel_path AS relPath, l.reason
     FROM left_out AS l CROSS JOIN libraries AS b ON b.id = l.library_id
     ORDER BY l.library_id, l.rel_path LIMIT ? OFFSET ?`,
  ).all(limit, offset) as LeftOut[];
}
