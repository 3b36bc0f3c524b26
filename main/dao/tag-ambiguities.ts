/** Older tags whose path leads to different photos: the list, and the user's word on which were meant. */
import type {
  AmbiguityId,
  AmbiguousTag,
  ContentHash,
  EditId,
  LocationId,
  TagId,
} from '../../preload/contract/model.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { hashColumn, hashOf, idList } from './columns.js';
import { countPhotos, recordEdit } from './edits.js';
import { belongsTo } from './leads-to.js';
import { rowList, rowsOfPhotoNumbersSql, takeRows } from './tagged-photo.js';
import type { TagChange } from './tagged-photo.js';
import { getTag } from './tags.js';
import { turnOfPhoto } from './turns.js';

interface Ambiguity {
  readonly id: AmbiguityId;
  readonly tagId: TagId;
  readonly relPath: string;
}

interface MeantPhoto {
  readonly photoId: number;
  readonly hash: Buffer;
  /** The library of a place of that path, the first of several. */
  readonly libraryId: number;
  readonly locationId: LocationId | null;
  readonly libraryName: string;
  readonly isTagged: number;
}

/** Those that wait for the user, the first noted first. */
export function ambiguousTags(db: ReadDb, page: { readonly offset: number; readonly limit: number }): AmbiguousTag[] {
  return snapshot(db, () => {
    const rows = prepare(
      db,
      `SELECT id, tag_id AS tagId, rel_path AS relPath FROM tag_ambiguities INDEXED BY tag_ambiguities_open
       WHERE settled_at IS NULL ORDER BY id LIMIT @limit OFFSET @offset`,
    ).all(page) as Ambiguity[];
    return rows.flatMap((row) => {
      const tag = getTag(db, row.tagId);
      if (tag === null) return [];
      const photos = photosOf(db, row).map(({ photoId, locationId, hash, libraryName, isTagged }) => ({
        locationId,
        contentHash: hashOf(hash),
        turn: turnOfPhoto(db, photoId),
        libraryName,
        isTagged: isTagged === 1,
      }));
      return [{ id: row.id, tag, relPath: row.relPath, photos }];
    });
  });
}

function photosOf(db: ReadDb, { id, tagId, relPath }: Ambiguity): MeantPhoto[] {
  return prepare(
    db,
    `SELECT meant.photo_id AS photoId, p.content_hash AS hash, meant.library_id AS libraryId, meant.libraryName,
       coalesce(
         (SELECT e.id FROM tag_ambiguity_photos AS q CROSS JOIN image_exif AS e
            ON e.library_id = q.library_id AND e.rel_path = @relPath AND e.photo_id = q.photo_id
          WHERE q.ambiguity_id = @id AND q.photo_id = meant.photo_id ORDER BY e.presence, e.id LIMIT 1),
         (SELECT e.id FROM image_exif AS e WHERE e.photo_id = meant.photo_id ORDER BY e.presence, e.id LIMIT 1)) AS locationId,
       EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = meant.photo_id AND t.tag_id = @tagId)
         OR EXISTS (SELECT 1 FROM image_exif AS place CROSS JOIN tagged_photo AS t ON t.tag_id = @tagId AND ${belongsTo('t', 'place')}
           WHERE place.photo_id = meant.photo_id) AS isTagged
     FROM (SELECT m.photo_id, min(m.library_id) AS library_id,
         group_concat(coalesce(l.name, 'A former library'), ', ' ORDER BY m.library_id) AS libraryName
       FROM tag_ambiguity_photos AS m LEFT JOIN libraries AS l ON l.id = m.library_id
       WHERE m.ambiguity_id = @id GROUP BY m.photo_id) AS meant
     CROSS JOIN photos AS p ON p.id = meant.photo_id ORDER BY meant.library_id, meant.photo_id`,
  ).all({ id, tagId, relPath }) as MeantPhoto[];
}

/**
 * The photos that were meant bear the tag from now on, the others of the same path do not: one edit, so that one undo takes
 * it all back and opens the question again. Throws an AppFailure `not_found` or `edit_impossible`.
 */
export function settleAmbiguousTag(
  db: WriteDb,
  id: AmbiguityId,
  contentHashes: readonly ContentHash[],
  nowMs: number,
): TagChange & { readonly tagId: TagId } {
  return transaction(db, () => {
    const ambiguity = openAmbiguity(db, id);
    const photos = photosOf(db, ambiguity);
    const meant = new Set<string>(contentHashes);
    if (contentHashes.some((hash) => !photos.some((photo) => photo.hash.equals(hashColumn(hash))))) {
      throw new AppFailure('edit_impossible', 'One of these photos never stood at the path of this tag.', { id });
    }
    const isMeant = ({ hash }: MeantPhoto): boolean => meant.has(hashOf(hash));
    const gain = photos.filter((photo) => isMeant(photo) && photo.isTagged === 0);
    const lose = photos.filter((photo) => !isMeant(photo) && photo.isTagged === 1);
    const editId = gain.length + lose.length === 0 ? null : exchange(db, ambiguity, gain, lose, nowMs);
    prepare(db, 'UPDATE tag_ambiguities SET settled_at = ?, settled_by = ? WHERE id = ?').run(nowMs, editId, id);
    const changed = [...gain, ...lose].flatMap(({ locationId }) => (locationId === null ? [] : [locationId]));
    return { editId, changed, tagId: ambiguity.tagId };
  });
}

function openAmbiguity(db: ReadDb, id: AmbiguityId): Ambiguity {
  const row = prepare(
    db,
    'SELECT id, tag_id AS tagId, rel_path AS relPath, settled_at AS settledAtMs FROM tag_ambiguities WHERE id = ?',
  ).get(id) as (Ambiguity & { readonly settledAtMs: number | null }) | undefined;
  if (row === undefined) throw new AppFailure('not_found', 'This tag is no longer on the list.', { id });
  if (row.settledAtMs !== null) {
    throw new AppFailure('edit_impossible', 'It has been said already which photos this tag means.', { id });
  }
  return row;
}

function exchange(
  db: WriteDb,
  { tagId, relPath }: Ambiguity,
  gain: readonly MeantPhoto[],
  lose: readonly MeantPhoto[],
  nowMs: number,
): EditId {
  const action = gain.length > 0 ? 'tag_added' : 'tag_removed';
  const editId = recordEdit(db, { action, madeBy: 'user', tagId, nowMs });
  const lost = idList(lose.map(({ photoId }) => photoId));
  takeRows(db, editId, rowList(db, rowsOfPhotoNumbersSql, { photos: lost, tagId }));
  for (const { photoId, hash, libraryId } of gain) {
    prepare(
      db,
      `INSERT INTO tagged_photo (library_id, rel_path, content_hash, photo_id, tag_id, created_time)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(libraryId, relPath, hash, photoId, tagId, nowMs);
    prepare(db, 'INSERT INTO tag_changes (edit_id, photo_id, is_added) VALUES (?, ?, 1)').run(editId, photoId);
  }
  countPhotos(db, editId);
  return editId;
}

/** The edit by which a question was settled was taken back, and it is open again; or that was taken back in turn. */
export function settledByUndo(db: WriteDb, undone: EditId, by: EditId, nowMs: number): void {
  const first = preparePluck(db, 'SELECT undoes FROM edits WHERE id = ?').get(undone) as EditId | null;
  prepare(db, 'UPDATE tag_ambiguities SET settled_at = NULL WHERE settled_by = ?').run(undone);
  if (first === null) return;
  prepare(
    db,
    'UPDATE tag_ambiguities SET settled_at = ?, settled_by = ? WHERE settled_by = ? AND settled_at IS NULL',
  ).run(nowMs, by, first);
}
