/** Taking tags from the photos that an edit gave them to, and giving them to those that it took them from. */
import type { EditId, TagId } from '../../preload/contract/model.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { countPhotos } from './edits.js';
import { areTagRowsPlain, belongsTo, hasUnhashedTagRows } from './leads-to.js';
import { rowList, takeRows } from './tagged-photo.js';

/** Places that have a hash by now, before reconcile comes to say so. */
export function settleChanges(db: WriteDb, editId: EditId): void {
  const settled = prepare(
    db,
    `UPDATE tag_changes SET photo_id = e.photo_id FROM image_exif AS e
     WHERE tag_changes.edit_id = ? AND tag_changes.photo_id IS NULL
       AND e.library_id = tag_changes.library_id AND e.rel_path = tag_changes.rel_path AND e.photo_id IS NOT NULL`,
  ).run(editId).changes;
  if (settled > 0) countPhotos(db, editId);
}

const givenSql = 'c.edit_id = @editId AND c.is_added = 1';
/** While all rows are plain. */
const givenByHashSql = `
  SELECT t.id AS rowId FROM tag_changes AS c
  CROSS JOIN tagged_photo AS t ON t.photo_id = c.photo_id AND t.tag_id = @tagId
  WHERE ${givenSql} AND c.is_copy = 0 AND t.copy_of IS NULL`;
const givenRowsSql = `${givenByHashSql}
  UNION
  SELECT t.id FROM tag_changes AS c CROSS JOIN image_exif AS place ON place.photo_id = c.photo_id
  CROSS JOIN tagged_photo AS t ON t.tag_id = @tagId AND ${belongsTo('t', 'place')}
  WHERE ${givenSql} AND c.is_copy = 0
  UNION
  SELECT t.id FROM tag_changes AS c
  CROSS JOIN image_exif AS place ON place.library_id = c.library_id AND place.rel_path = c.rel_path
  CROSS JOIN tagged_photo AS t ON t.tag_id = @tagId AND ${belongsTo('t', 'place')}
  WHERE ${givenSql} AND c.photo_id IS NULL
  UNION
  SELECT t.id FROM tag_changes AS c
  CROSS JOIN tagged_photo AS t ON t.content_hash IS NULL AND t.copy_of IS NULL AND t.tag_id = @tagId
    AND t.rel_path = c.rel_path AND t.library_id IS c.library_id
  WHERE ${givenSql} AND c.photo_id IS NULL
  UNION
  SELECT t.id FROM tag_changes AS c CROSS JOIN photos AS p ON p.id = c.photo_id
  CROSS JOIN tagged_photo AS t ON t.copy_of IS NOT NULL AND t.library_id = c.library_id AND t.rel_path = c.rel_path
    AND t.copy_of = p.content_hash AND t.tag_id = @tagId
  WHERE ${givenSql} AND c.is_copy = 1`;

/** Takes a tag off all photos that an edit gave one to; `id` is the edit that does so. */
export function takeGiven(db: WriteDb, editId: EditId, id: EditId, tagId: TagId): void {
  takeRows(db, id, rowList(db, areTagRowsPlain(db) ? givenByHashSql : givenRowsSql, { editId, tagId }));
}

/** Where an edit both took and gave, what it took comes back only if what it gave was still there. */
const isStandingSql = `(NOT EXISTS (SELECT 1 FROM tag_changes AS given
    WHERE given.photo_id = c.photo_id AND given.edit_id = @editId AND given.is_added = 1)
  OR EXISTS (SELECT 1 FROM tag_changes AS done WHERE done.photo_id = c.photo_id AND done.edit_id = @id AND done.is_added = 0))`;
const bearsByHashSql = `EXISTS (SELECT 1 FROM tagged_photo AS t
    WHERE t.photo_id = c.photo_id AND t.tag_id = @tagId AND t.copy_of IS NULL)`;
const bearsSql = `(${bearsByHashSql}
  OR EXISTS (SELECT 1 FROM image_exif AS place CROSS JOIN tagged_photo AS t
    ON t.tag_id = @tagId AND ${belongsTo('t', 'place')} WHERE place.photo_id = c.photo_id)
  OR (c.photo_id IS NULL AND EXISTS (SELECT 1 FROM image_exif AS place CROSS JOIN tagged_photo AS t
    ON t.tag_id = @tagId AND ${belongsTo('t', 'place')}
    WHERE place.library_id = c.library_id AND place.rel_path = c.rel_path)))`;
/** A place for the row that comes back: a file of the photo, else where another row of it was made, if it says in which library. */
const placesSql = `
  SELECT c.id AS change_id, c.photo_id, e.library_id, e.rel_path FROM tag_changes AS c CROSS JOIN image_exif AS e
    ON e.id = CASE WHEN c.photo_id IS NULL
      THEN (SELECT s.id FROM image_exif AS s WHERE s.library_id = c.library_id AND s.rel_path = c.rel_path)
      ELSE (SELECT s.id FROM image_exif AS s WHERE s.photo_id = c.photo_id ORDER BY s.presence, s.id LIMIT 1) END
  WHERE c.edit_id = @editId AND c.is_added = 0 AND c.is_copy = 0
  UNION ALL
  SELECT c.id, c.photo_id, t.library_id, t.rel_path FROM tag_changes AS c CROSS JOIN tagged_photo AS t
    ON t.id = (SELECT min(s.id) FROM tagged_photo AS s WHERE s.photo_id = c.photo_id AND s.library_id IS NOT NULL)
  WHERE c.edit_id = @editId AND c.is_added = 0 AND c.is_copy = 0
    AND NOT EXISTS (SELECT 1 FROM image_exif AS s WHERE s.photo_id = c.photo_id)
  UNION ALL
  SELECT c.id, c.photo_id, i.library_id, i.rel_path FROM tag_changes AS c CROSS JOIN photo_insights AS i
    ON i.id = (SELECT min(s.id) FROM photo_insights AS s WHERE s.photo_id = c.photo_id)
  WHERE c.edit_id = @editId AND c.is_added = 0 AND c.is_copy = 0
    AND NOT EXISTS (SELECT 1 FROM image_exif AS s WHERE s.photo_id = c.photo_id)
    AND NOT EXISTS (SELECT 1 FROM tagged_photo AS s WHERE s.photo_id = c.photo_id AND s.library_id IS NOT NULL)`;

/** An edit of a whole tag says itself where its photos were: none of them is ever forgotten. */
const placesOfWholeTagSql = `
  SELECT c.id AS change_id, c.photo_id, iif(e.id IS NULL, c.library_id, e.library_id) AS library_id,
    coalesce(e.rel_path, c.rel_path) AS rel_path
  FROM tag_changes AS c LEFT JOIN image_exif AS e
    ON e.id = CASE WHEN c.photo_id IS NULL
      THEN (SELECT s.id FROM image_exif AS s WHERE s.library_id = c.library_id AND s.rel_path = c.rel_path)
      ELSE (SELECT s.id FROM image_exif AS s WHERE s.photo_id = c.photo_id ORDER BY s.presence, s.id LIMIT 1) END
  WHERE c.edit_id = @editId AND c.is_added = 0 AND c.is_copy = 0`;

/**
 * Gives a tag to all photos that an edit took one from, with the time since when they had borne that; `id` is the edit
 * that does so. Returns the number of photos that are forgotten altogether.
 */
export function giveTaken(db: WriteDb, editId: EditId, id: EditId, tagId: TagId, isOfWholeTag = false): number {
  const wanted = prepare(
    db,
    `SELECT count(*) FILTER (WHERE place.change_id IS NULL) AS skipped, 
       json_group_array(json_array(c.id, place.library_id, place.rel_path)) FILTER (WHERE place.change_id IS NOT NULL) AS places
     FROM (SELECT min(id) AS id, photo_id, library_id, rel_path FROM tag_changes
       WHERE edit_id = @editId AND is_added = 0 AND is_copy = 0
       GROUP BY photo_id, iif(photo_id IS NULL, library_id, NULL), iif(photo_id IS NULL, rel_path, NULL)) AS c
     LEFT JOIN (${isOfWholeTag ? placesOfWholeTagSql : placesSql}) AS place ON place.change_id = c.id
     WHERE ${isStandingSql} AND NOT ${hasUnhashedTagRows(db) ? bearsSql : bearsByHashSql}`,
  ).get({ editId, id, tagId }) as { skipped: number; places: string };
  const parameters = { places: wanted.places, id, tagId };
  prepare(
    db,
    `INSERT INTO tagged_photo (library_id, rel_path, content_hash, photo_id, tag_id, created_time)
     SELECT place.value ->> 1, place.value ->> 2, p.content_hash, c.photo_id, @tagId, c.tagged_at
     FROM json_each(@places) AS place CROSS JOIN tag_changes AS c ON c.id = place.value ->> 0
     LEFT JOIN photos AS p ON p.id = c.photo_id`,
  ).run(parameters);
  prepare(
    db,
    `INSERT INTO tag_changes (edit_id, photo_id, library_id, rel_path, is_added)
     SELECT @id, c.photo_id, iif(c.photo_id IS NULL, c.library_id, NULL), iif(c.photo_id IS NULL, c.rel_path, NULL), 1
     FROM json_each(@places) AS place CROSS JOIN tag_changes AS c ON c.id = place.value ->> 0`,
  ).run(parameters);
  giveTakenCopies(db, editId, id, tagId);
  return wanted.skipped;
}

function giveTakenCopies(db: WriteDb, editId: EditId, id: EditId, tagId: TagId): void {
  const changes = preparePluck(
    db,
    `SELECT json_group_array(c.id) FROM tag_changes AS c CROSS JOIN photos AS p ON p.id = c.photo_id
     WHERE c.edit_id = @editId AND c.is_added = 0 AND c.is_copy = 1 AND ${isStandingSql}
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t
         WHERE t.photo_id = c.photo_id AND t.tag_id = @tagId AND t.copy_of IS NULL)
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.copy_of IS NOT NULL AND t.library_id = c.library_id
         AND t.rel_path = c.rel_path AND t.copy_of = p.content_hash AND t.tag_id = @tagId)`,
  ).get({ editId, id, tagId }) as string;
  const parameters = { changes, id, tagId };
  prepare(
    db,
    `INSERT INTO tagged_photo (library_id, rel_path, copy_of, tag_id, created_time)
     SELECT c.library_id, c.rel_path, p.content_hash, @tagId, c.tagged_at
     FROM json_each(@changes) AS wanted CROSS JOIN tag_changes AS c ON c.id = wanted.value
     CROSS JOIN photos AS p ON p.id = c.photo_id`,
  ).run(parameters);
  prepare(
    db,
    `INSERT INTO tag_changes (edit_id, photo_id, library_id, rel_path, is_copy, is_added)
     SELECT @id, c.photo_id, c.library_id, c.rel_path, 1, 1
     FROM json_each(@changes) AS wanted CROSS JOIN tag_changes AS c ON c.id = wanted.value`,
  ).run(parameters);
}
