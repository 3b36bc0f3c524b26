/**
 * Photos with two files or more that are not missing: what the same bytes take up more than once. A file that was found
 * to hold other bytes is none of them: its sound copy may be the only one.
 */
import type { ContentHash, DuplicateGroup, Health, LocationId } from '../../preload/contract/model.js';
import { prepare, preparePluck, prepareRaw, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { hashOf } from './columns.js';
import { turnOfPhoto } from './turns.js';
import { isSound } from './verification.js';

export interface Duplicates {
  readonly counts: Health['duplicates'];
  /** Numbers of the photos, the largest waste first. */
  readonly photos: Float64Array;
}

/** One pass over the index of photos: some tenths of a second for a million files. */
export function findDuplicates(db: ReadDb): Duplicates {
  const rows = prepareRaw(
    db,
    `WITH failed AS MATERIALIZED (SELECT e.photo_id FROM fixity_failures AS f CROSS JOIN image_exif AS e
       ON e.id = f.location_id WHERE e.presence < 2)
     SELECT photo_id, files - 1, (files - 1) * coalesce((
       SELECT e.size_bytes FROM image_exif AS e WHERE e.photo_id = several.photo_id AND e.presence < 2 LIMIT 1), 0) AS waste
     FROM (SELECT photo_id, files - (SELECT count(*) FROM failed WHERE failed.photo_id = copied.photo_id) AS files
           FROM (SELECT photo_id, count(*) AS files FROM image_exif INDEXED BY image_exif_photo
                 WHERE photo_id IS NOT NULL AND presence < 2 GROUP BY photo_id HAVING count(*) > 1) AS copied) AS several
     WHERE files > 1
     ORDER BY waste DESC, photo_id`,
  ).all() as [photo: number, extraFiles: number, waste: number][];
  return {
    counts: {
      photos: rows.length,
      extraFiles: rows.reduce((sum, [, extraFiles]) => sum + extraFiles, 0),
      reclaimableBytes: rows.reduce((sum, [, , waste]) => sum + waste, 0),
    },
    photos: Float64Array.from(rows, ([photo]) => photo),
  };
}

/** A page of the list; photos that are no duplicates any more are left out. */
export function duplicateGroups(db: ReadDb, { photos }: Duplicates, offset: number, limit: number): DuplicateGroup[] {
  return snapshot(db, () => [...photos.subarray(offset, offset + limit)].flatMap((photo) => groupOf(db, photo)));
}

function groupOf(db: ReadDb, photo: number): DuplicateGroup[] {
  const files = prepare(
    db,
    `SELECT e.id AS locationId, e.size_bytes AS sizeBytes, l.name AS libraryName, e.rel_path AS relPath
     FROM image_exif AS e CROSS JOIN libraries AS l ON l.id = e.library_id
     WHERE e.photo_id = ? AND e.presence < 2 AND ${isSound('e')} ORDER BY e.presence, e.id`,
  ).all(photo) as { locationId: LocationId; sizeBytes: number | null; libraryName: string; relPath: string }[];
  const [first] = files;
  if (first === undefined || files.length < 2) return [];
  return [
    {
      contentHash: contentHashOf(db, photo),
      turn: turnOfPhoto(db, photo),
      sizeBytes: first.sizeBytes ?? 0,
      files: files.map(({ locationId, libraryName, relPath }) => ({ locationId, libraryName, relPath })),
    },
  ];
}

function contentHashOf(db: ReadDb, photo: number): ContentHash {
  return hashOf(preparePluck(db, 'SELECT content_hash FROM photos WHERE id = ?').get(photo) as Buffer);
}
