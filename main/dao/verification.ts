/** Which files are to be read again, and what was found: bytes that changed while size and time did not. */
import type { ContentHash, LibraryId, LocationId, SilentChange } from '../../preload/contract/model.js';
import type { FileStats } from '../core/plan-scan.js';
import { hashToHex } from '../core/hash.js';
import { prepare, preparePluck, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { turnOfPhoto } from './turns.js';

export interface FileToVerify extends FileStats {
  readonly id: LocationId;
  readonly libraryId: LibraryId;
  readonly relPath: string;
  readonly contentHash: Buffer;
}

/** Present files whose last reading was before a time, the longest ago first. */
export function filesToVerify(db: ReadDb, libraryId: LibraryId, beforeMs: number, limit: number): FileToVerify[] {
  return prepare(
    db,
    `SELECT id, library_id AS libraryId, rel_path AS relPath, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, device, inode,
       content_hash AS contentHash
     FROM image_exif INDEXED BY image_exif_to_verify
     WHERE library_id = ? AND read_state = 1 AND verified_at < ? AND presence = 0 AND content_hash IS NOT NULL
     ORDER BY verified_at LIMIT ?`,
  ).all(libraryId, beforeMs, limit) as FileToVerify[];
}

export function countToVerify(db: ReadDb, libraryId: LibraryId, beforeMs: number): number {
  return preparePluck(
    db,
    `SELECT (SELECT count(*) FROM image_exif INDEXED BY image_exif_to_verify
             WHERE library_id = @libraryId AND read_state = 1 AND verified_at < @beforeMs)
          - (SELECT count(*) FROM image_exif INDEXED BY image_exif_not_present
             WHERE library_id = @libraryId AND presence <> 0 AND read_state = 1 AND verified_at < @beforeMs)`,
  ).get({ libraryId, beforeMs }) as number;
}

/**
 * `sound`: the bytes are those that were hashed. `changed`: others, though size and time are the same; reported, and the
 * location keeps its hash. `assumed_wrong`: the hash was taken over unread and is not the file's; it is read as a new
 * one. `outdated`: the row is another by now, and nothing was written.
 */
export type Finding = 'sound' | 'changed' | 'assumed_wrong' | 'outdated';

/** Writes what reading a file again found, unless its row changed meanwhile. */
export function recordVerification(db: WriteDb, file: FileToVerify, foundHash: Buffer, nowMs: number): Finding {
  return transaction(db, () => {
    const row = prepare(
      db,
      `SELECT hash_is_assumed AS isAssumed FROM image_exif
       WHERE id = @id AND content_hash = @contentHash AND size_bytes = @sizeBytes AND mtime_ms = @mtimeMs AND read_state = 1`,
    ).get(file) as { readonly isAssumed: number } | undefined;
    if (row === undefined) return 'outdated';
    const { id, contentHash } = file;
    if (foundHash.equals(contentHash)) {
      prepare(db, 'UPDATE image_exif SET verified_at = ?, hash_is_assumed = 0 WHERE id = ?').run(nowMs, id);
      forgetSilentChange(db, id);
      return 'sound';
    }
    if (row.isAssumed === 1) {
      prepare(
        db,
        `UPDATE image_exif SET content_hash = NULL, photo_id = NULL, hash_is_assumed = 0, read_state = 0, read_attempts = 0,
           read_retry_at = 0, metadata_state = 0, preview_state = 0, preview_reason = NULL WHERE id = ?`,
      ).run(id);
      forgetSilentChange(db, id);
      return 'assumed_wrong';
    }
    prepare(db, 'UPDATE image_exif SET verified_at = ? WHERE id = ?').run(nowMs, id);
    prepare(
      db,
      `INSERT INTO fixity_failures (location_id, expected_hash, found_hash, found_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (location_id) DO UPDATE SET expected_hash = excluded.expected_hash, found_hash = excluded.found_hash`,
    ).run(id, contentHash, foundHash, nowMs);
    return 'changed';
  });
}

/** A condition: the file at the location, a table alias, was not found to hold other bytes than its hash says. */
export function isSound(location: string): string {
  return `NOT EXISTS (SELECT 1 FROM fixity_failures AS failure WHERE failure.location_id = ${location}.id)`;
}

/** The file was found sound again, or is another one by now. */
export function forgetSilentChange(db: WriteDb, id: number): void {
  prepare(db, 'DELETE FROM fixity_failures WHERE location_id = ?').run(id);
}

/** The bytes are right as they are: read again as an edit, so that what was known is carried. */
export function acceptSilentChanges(db: WriteDb, ids: readonly LocationId[]): void {
  const list = idList(ids);
  transaction(db, () => {
    prepare(
      db,
      `UPDATE image_exif SET read_state = 0, read_attempts = 0, read_retry_at = 0, metadata_state = 0
       WHERE id IN (SELECT f.location_id FROM json_each(?) AS wanted JOIN fixity_failures AS f ON f.location_id = wanted.value)`,
    ).run(list);
    prepare(db, 'DELETE FROM fixity_failures WHERE location_id IN (SELECT value FROM json_each(?))').run(list);
  });
}

/** The files were put right, the user says: they are the first to be read again. */
export function verifyAgain(db: WriteDb, ids: readonly LocationId[]): void {
  const list = idList(ids);
  transaction(db, () => {
    prepare(
      db,
      `UPDATE image_exif SET verified_at = 0
       WHERE id IN (SELECT f.location_id FROM json_each(?) AS wanted JOIN fixity_failures AS f ON f.location_id = wanted.value)`,
    ).run(list);
    prepare(db, 'DELETE FROM fixity_failures WHERE location_id IN (SELECT value FROM json_each(?))').run(list);
  });
}

/** A page of those that are not missing, the latest found first. */
export function silentChanges(db: ReadDb, page: { readonly offset: number; readonly limit: number }): SilentChange[] {
  return snapshot(db, () => {
    const rows = prepare(
      db,
      `SELECT f.location_id AS locationId, f.found_at AS foundAtMs, l.name AS libraryName, e.rel_path AS relPath,
         f.expected_hash AS hash, e.photo_id AS photoId
       FROM fixity_failures AS f CROSS JOIN image_exif AS e ON e.id = f.location_id
       CROSS JOIN libraries AS l ON l.id = e.library_id WHERE e.presence < 2
       ORDER BY f.found_at DESC, f.location_id DESC LIMIT @limit OFFSET @offset`,
    ).all(page) as (Omit<SilentChange, 'contentHash' | 'turn' | 'soundCopies'> & { hash: Buffer; photoId: number })[];
    const copies = prepare(
      db,
      `SELECT l.name AS libraryName, e.rel_path AS relPath
       FROM image_exif AS e CROSS JOIN libraries AS l ON l.id = e.library_id
       WHERE e.photo_id = ? AND e.presence = 0 AND e.id <> ?
         AND NOT EXISTS (SELECT 1 FROM fixity_failures AS f WHERE f.location_id = e.id)
       ORDER BY e.library_id, e.rel_path`,
    );
    return rows.map(({ hash, photoId, ...change }) => ({
      ...change,
      contentHash: hashToHex(hash) satisfies ContentHash,
      turn: turnOfPhoto(db, photoId),
      soundCopies: copies.all(photoId, change.locationId) as SilentChange['soundCopies'],
    }));
  });
}
