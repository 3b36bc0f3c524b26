/** `edits` and `tag_changes`: what was done to photos, for the history and for undo. */
import type {
  AlbumId,
  Edit,
  EditAction,
  EditId,
  EditStack,
  InsightId,
  LocationId,
  PhotoTagChange,
  TagId,
} from '../../preload/contract/model.js';
import type { Marks } from '../../preload/contract/marks.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, snapshot } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { belongsTo } from './leads-to.js';
import { shownBy } from './stacks.js';

export interface NewEdit {
  readonly action: EditAction;
  readonly madeBy: Edit['madeBy'];
  readonly tagId: TagId | null;
  readonly insightId?: InsightId;
  /** The tag that this one was merged into. */
  readonly otherTagId?: TagId | null;
  /** The new name of a rename, or of the tag that this one was merged into. */
  readonly otherName?: string;
  readonly albumId?: AlbumId | null;
  /** The search that an album had before. */
  readonly albumQuery?: string;
  /** JSON of the marks that the edit set. */
  readonly marks?: string | null;
  /** JSON of what the edit changed of tags themselves, as it was; see `tag-details.ts`. */
  readonly tagsBefore?: string;
  /** JSON of the insights that the edit changed, as they were. */
  readonly insightsBefore?: string;
  readonly role?: Edit['role'];
  /** The edit that this one takes back, which says so from now on. */
  readonly undoes?: EditId | null;
  readonly nowMs: number;
}

/** What happens by itself within this time is one line of the history. */
const togetherMillis = 10 * 60_000;

/** Part of the transaction that does what the edit says. Its photos are counted by `countPhotos`, once they are written. */
export function recordEdit(db: WriteDb, edit: NewEdit): EditId {
  const id = preparePluck(
    db,
    `INSERT INTO edits (at, made_by, action, role, undoes, tag_id, tag_name, other_tag_id, other_name, insight_id,
       insights_before, marks, album_id, album_name,
       album_query, tags_before, photo_count)
     VALUES (@nowMs, @madeBy, @action, @role, @undoes, @tagId, (SELECT name FROM tags WHERE id = @tagId), @otherTagId,
       coalesce(@otherName, (SELECT name FROM tags WHERE id = @otherTagId)), @insightId, @insightsBefore, @marks,
       @albumId, (SELECT name FROM albums WHERE id = @albumId), @albumQuery, @tagsBefore, 1) RETURNING id`,
  ).get({
    nowMs: edit.nowMs,
    madeBy: edit.madeBy,
    action: edit.action,
    role: edit.role ?? 'do',
    undoes: edit.undoes ?? null,
    tagId: edit.tagId,
    otherTagId: edit.otherTagId ?? null,
    otherName: edit.otherName ?? null,
    insightId: edit.insightId ?? null,
    insightsBefore: edit.insightsBefore ?? null,
    marks: edit.marks ?? null,
    albumId: edit.albumId ?? null,
    albumQuery: edit.albumQuery ?? null,
    tagsBefore: edit.tagsBefore ?? null,
  }) as EditId;
  if (edit.undoes !== undefined && edit.undoes !== null) {
    prepare(db, 'UPDATE edits SET undone_by = ? WHERE id = ?').run(id, edit.undoes);
  }
  return id;
}

/** `part` is done and taken back with `whole`, and is no line of the history of its own. */
export function joinEdits(db: WriteDb, part: EditId, whole: EditId): void {
  prepare(db, 'UPDATE edits SET part_of = ? WHERE id = ?').run(whole, part);
}

/** For an edit that knows only when it is done what it changed of tags themselves. */
export function setTagsBefore(db: WriteDb, editId: EditId, json: string): void {
  prepare(db, 'UPDATE edits SET tags_before = ? WHERE id = ?').run(json, editId);
}

/** What an edit changed of faces and people, as it was; see `people.ts`. */
export function setFacesBefore(db: WriteDb, editId: EditId, json: string): void {
  prepare(db, 'UPDATE edits SET faces_before = ? WHERE id = ?').run(json, editId);
}

/** For an edit that knows how many photos it changed. */
export function setPhotoCount(db: WriteDb, editId: EditId, photos: number): void {
  prepare(db, 'UPDATE edits SET photo_count = ? WHERE id = ?').run(photos, editId);
}

/**
 * By the index on the edit: a condition on the photo in the first part would lead to an index of all photos that were ever
 * changed.
 */
export const countedPhotosSql = `
  WITH own (id) AS (SELECT id FROM edits WHERE id = @editId UNION ALL SELECT id FROM edits WHERE part_of = @editId)
  SELECT count(DISTINCT photo_id) + (SELECT count(*) FROM (
    SELECT c.library_id, c.rel_path FROM own CROSS JOIN tag_changes AS c ON c.edit_id = own.id WHERE c.photo_id IS NULL
    UNION
    SELECT c.library_id, c.rel_path FROM own CROSS JOIN photo_changes AS c ON c.edit_id = own.id WHERE c.photo_id IS NULL))
  FROM (SELECT c.photo_id FROM own CROSS JOIN tag_changes AS c ON c.edit_id = own.id
    UNION ALL SELECT c.photo_id FROM own CROSS JOIN photo_changes AS c ON c.edit_id = own.id)`;

/** Counts the photos of an edit and its parts, each once, from their changes. */
export function countPhotos(db: WriteDb, editId: EditId): void {
  setPhotoCount(db, editId, preparePluck(db, countedPhotosSql).get({ editId }) as number);
}

/** An edit of `insight` that is still open for more, and its part of each tag. */
export interface OpenGift {
  readonly whole: EditId;
  readonly parts: ReadonlyMap<TagId, EditId>;
}

export const openGiftSql = `
  SELECT id FROM edits WHERE id = (SELECT max(id) FROM edits WHERE made_by = 'insight' AND part_of IS NULL)
    AND undone_by IS NULL AND abs(@nowMs - at) < ${togetherMillis}`;

/** Null when what was given by itself last is too long ago, or was taken back. */
export function openGift(db: ReadDb, nowMs: number): OpenGift | null {
  const whole = preparePluck(db, openGiftSql).get({ nowMs }) as EditId | undefined;
  if (whole === undefined) return null;
  const parts = prepare(
    db,
    'SELECT id, tag_id AS tagId FROM edits WHERE id = @whole UNION ALL SELECT id, tag_id FROM edits WHERE part_of = @whole',
  ).all({ whole }) as { readonly id: EditId; readonly tagId: TagId }[];
  return { whole, parts: new Map(parts.map(({ id, tagId }) => [tagId, id])) };
}

export interface CarriedTag {
  readonly action: 'tag_added' | 'tag_removed';
  readonly tagId: TagId;
  readonly photoId: number;
  /** Since when the photo had borne a tag that was taken away; null for one that was given. */
  readonly taggedAtMs: number | null;
  readonly nowMs: number;
}

/** Notes that a photo was given a tag, or lost one, because a file was edited. */
export function recordCarriedTag(db: WriteDb, carried: CarriedTag): void {
  const { action, tagId, photoId, taggedAtMs, nowMs } = carried;
  const open = preparePluck(
    db,
    `SELECT id FROM edits WHERE id = (SELECT max(id) FROM edits WHERE tag_id = @tagId) AND made_by = 'carry'
       AND action = @action AND undone_by IS NULL AND abs(@nowMs - at) < ${togetherMillis}
       AND NOT EXISTS (SELECT 1 FROM tag_changes AS c WHERE c.photo_id = @photoId AND c.edit_id = edits.id)`,
  ).get({ tagId, action, nowMs, photoId }) as EditId | undefined;
  const editId = open ?? recordEdit(db, { action, madeBy: 'carry', tagId, nowMs });
  if (open !== undefined) prepare(db, 'UPDATE edits SET photo_count = photo_count + 1 WHERE id = ?').run(open);
  prepare(db, 'INSERT INTO tag_changes (edit_id, photo_id, is_added, tagged_at) VALUES (?, ?, ?, ?)').run(
    editId,
    photoId,
    action === 'tag_added' ? 1 : 0,
    taggedAtMs,
  );
}

export const fillChangesSql = `
  WITH found AS MATERIALIZED (
    SELECT c.id, e.photo_id AS photo_id
    FROM reconcile_locations AS q
    CROSS JOIN image_exif AS e ON e.id = q.location_id
    CROSS JOIN tag_changes AS c ON c.photo_id IS NULL AND c.rel_path = e.rel_path AND c.library_id = e.library_id
    WHERE q.location_id <= @last AND e.photo_id IS NOT NULL)
  UPDATE tag_changes SET photo_id = found.photo_id FROM found WHERE tag_changes.id = found.id RETURNING edit_id`;

/** Changes of places that got their hash, up to a location of reconcile's queue, are of that photo from now on. */
export function fillChanges(db: WriteDb, last: number): void {
  recount(db, preparePluck(db, fillChangesSql).all({ last }) as EditId[]);
}

/** Two places of one edit can turn out to be one photo. */
function recount(db: WriteDb, editIds: readonly EditId[]): void {
  for (const editId of new Set(editIds)) countPhotos(db, editId);
}

/** What was done at a place before its hash was known was done to these bytes. */
export function settleChangesAt(db: WriteDb, libraryId: number, relPath: string, photoId: number): void {
  const changed = preparePluck(
    db,
    'UPDATE tag_changes SET photo_id = ? WHERE photo_id IS NULL AND rel_path = ? AND library_id = ? RETURNING edit_id',
  ).all(photoId, relPath, libraryId) as EditId[];
  recount(db, changed);
}

interface ChangedPlaces {
  readonly fromLibrary: number;
  readonly fromPath: string;
  readonly toLibrary: number;
  readonly toPath: string;
  /** Of the file, where it is known. */
  readonly photoId: number | null;
}

/** A file moved: what was done to that copy alone, or before its hash was known, is found at its new place. */
export function repointChanges(db: WriteDb, places: ChangedPlaces, followsCopy: boolean): void {
  const { fromLibrary, fromPath, photoId } = places;
  if (photoId !== null) settleChangesAt(db, fromLibrary, fromPath, photoId);
  if (!followsCopy) return;
  const move = 'UPDATE tag_changes SET library_id = @toLibrary, rel_path = @toPath';
  const from = 'rel_path = @fromPath AND library_id = @fromLibrary';
  prepare(db, `${move} WHERE photo_id IS NULL AND ${from}`).run(places);
  prepare(db, `${move} WHERE photo_id = @photoId AND is_copy = 1 AND ${from}`).run(places);
}

const editsSql = `
  SELECT d.id, d.at AS atMs, d.made_by AS madeBy, d.action, d.role, u.at AS undoneAtMs, t.id AS tagId,
    d.tag_name AS tagName, d.other_name AS otherName, d.part_of AS partOf, i.title AS insightTitle,
    CASE d.action WHEN 'tags_imported' THEN json_array_length(d.tags_before) - 1
      ELSE (SELECT count(*) FROM edits AS p WHERE p.part_of = d.id AND p.action = d.action) END AS otherTagCount,
    d.marks, al.id AS albumId, d.album_name AS albumName, d.photo_count AS photoCount
  FROM edits AS d LEFT JOIN edits AS u ON u.id = d.undone_by
  LEFT JOIN tags AS t ON t.id = d.tag_id AND t.deleted_at IS NULL
  LEFT JOIN photo_insights AS i ON i.id = d.insight_id
  LEFT JOIN albums AS al ON al.id = d.album_id AND al.deleted_at IS NULL`;

type StoredEdit = Omit<Edit, 'marks'> & { readonly marks: string | null };

function toEdit({ marks, ...edit }: StoredEdit): Edit {
  return { ...edit, marks: marks === null ? null : (JSON.parse(marks) as Partial<Marks>) };
}

/** Throws an AppFailure `not_found`. */
export function getEdit(db: ReadDb, id: EditId): Edit {
  const row = prepare(db, `${editsSql} WHERE d.id = ?`).get(id) as StoredEdit | undefined;
  if (row === undefined) throw new AppFailure('not_found', 'This edit is not in the history.', { editId: id });
  return toEdit(row);
}

/** The edit that undo would take back, never a part of one; null when there is none. */
export function editToUndo(db: ReadDb): EditId | null {
  return preparePluck(
    db,
    `WITH open AS (SELECT id, made_by, role FROM edits WHERE undone_by IS NULL AND part_of IS NULL)
     SELECT max(id) FROM (SELECT max(id) AS id FROM open WHERE made_by = 'user' AND role = 'do'
       UNION ALL SELECT max(id) FROM open WHERE made_by = 'user' AND role = 'redo'
       UNION ALL SELECT max(id) FROM open WHERE made_by = 'import')`,
  ).get() as EditId | null;
}

/** The undo that redo would take back; null when there is none, or when something else was done since, undone or not. */
export function editToRedo(db: ReadDb): EditId | null {
  return preparePluck(
    db,
    `SELECT max(id) FROM edits WHERE undone_by IS NULL AND part_of IS NULL AND made_by = 'user' AND role = 'undo'
       AND id > coalesce((SELECT max(id) FROM edits WHERE part_of IS NULL AND made_by = 'user' AND role = 'do'), 0)
       AND id > coalesce((SELECT max(id) FROM edits WHERE part_of IS NULL AND made_by = 'import'), 0)`,
  ).get() as EditId | null;
}

export function editStack(db: ReadDb): EditStack {
  return snapshot(db, () => {
    const [undo, redo] = [editToUndo(db), editToRedo(db)];
    return { undo: undo === null ? null : getEdit(db, undo), redo: redo === null ? null : getEdit(db, redo) };
  });
}

/** Latest first; of one tag, those that it was one of several in too, or all. */
export function editHistory(
  db: ReadDb,
  { tagId, offset, limit }: { readonly tagId: TagId | null; readonly offset: number; readonly limit: number },
): Edit[] {
  const order = 'ORDER BY d.id DESC LIMIT @limit OFFSET @offset';
  const rows = (
    tagId === null
      ? prepare(db, `${editsSql} WHERE d.part_of IS NULL ${order}`).all({ limit, offset })
      : prepare(
          db,
          `WITH RECURSIVE up (id, part_of) AS (
             SELECT id, part_of FROM edits WHERE tag_id = @tagId UNION SELECT id, part_of FROM edits WHERE other_tag_id = @tagId
             UNION SELECT w.id, w.part_of FROM up CROSS JOIN edits AS w ON w.id = up.part_of)
           ${editsSql} WHERE d.id IN (SELECT id FROM up WHERE part_of IS NULL) ${order}`,
        ).all({ tagId, limit, offset })
  ) as StoredEdit[];
  return rows.map(toEdit);
}

/**
 * One location of each photo that an edit changed, those that still have one: a present one before one that is not; of a
 * stack the file that shows it.
 */
export function editPhotos(db: ReadDb, editId: EditId): LocationId[] {
  return snapshot(db, () => {
    const { insightId } = (prepare(db, 'SELECT insight_id AS insightId FROM edits WHERE id = ?').get(editId) ?? {
      insightId: null,
    }) as { insightId: InsightId | null };
    const source =
      insightId === null
        ? `SELECT DISTINCT photo_id, iif(photo_id IS NULL, library_id, NULL) AS library_id,
             iif(photo_id IS NULL, rel_path, NULL) AS rel_path FROM tag_changes
           WHERE edit_id IN (SELECT d.id FROM edits AS d WHERE d.id = @id OR d.part_of = @id)
           UNION SELECT photo_id, iif(photo_id IS NULL, library_id, NULL), iif(photo_id IS NULL, rel_path, NULL)
           FROM photo_changes WHERE edit_id = @id
           UNION SELECT photo_id, library_id, rel_path FROM turn_changes WHERE edit_id = @id
           UNION SELECT i.photo_id, iif(i.photo_id IS NULL, i.library_id, NULL), iif(i.photo_id IS NULL, i.rel_path, NULL)
           FROM insight_changes AS c CROSS JOIN photo_insights AS i ON i.id = c.chosen_id WHERE c.edit_id = @id`
        : 'SELECT photo_id, library_id, rel_path FROM photo_insights WHERE id = @id';
    const ids = preparePluck(
      db,
      `SELECT found.id FROM (
         SELECT CASE WHEN c.photo_id IS NULL
           THEN (SELECT e.id FROM image_exif AS e WHERE e.library_id = c.library_id AND e.rel_path = c.rel_path)
           ELSE (SELECT e.id FROM image_exif AS e WHERE e.photo_id = c.photo_id ORDER BY e.presence, e.id LIMIT 1) END AS id
         FROM (${source}) AS c) AS found
       WHERE found.id IS NOT NULL ORDER BY found.id`,
    ).all({ id: insightId ?? editId }) as LocationId[];
    return shownBy(db, ids);
  });
}

interface StoredChange extends Omit<PhotoTagChange, 'copy'> {
  readonly libraryName: string;
  readonly relPath: string | null;
  readonly isCopy: number;
  readonly isAdded: number;
}

/**
 * To change the scope is to take and to give: one line, which says the copy. Else what happened to the photo counts, not
 * the needless rows of its copies; and an edit can give to one photo and take from another.
 */
function lineOf(changes: readonly StoredChange[]): StoredChange | undefined {
  const isOfScope = (change: StoredChange): boolean =>
    change.action === 'tag_narrowed' || change.action === 'tag_widened';
  const first = changes.find((change) => isOfScope(change) || change.isCopy === 0) ?? changes[0];
  if (first === undefined || isOfScope(first)) return first;
  return { ...first, action: first.isAdded === 1 ? 'tag_added' : 'tag_removed' };
}

/** Latest first; at the end the tags that the photo bears since before the history was kept. */
export function photoTagHistory(db: ReadDb, locationId: LocationId): PhotoTagChange[] {
  return snapshot(db, () => {
    const kept = prepare(
      db,
      `WITH change AS (
         SELECT c.edit_id, c.library_id, c.rel_path, c.is_copy, c.is_added FROM image_exif AS e
         CROSS JOIN tag_changes AS c ON c.photo_id = e.photo_id WHERE e.id = @id
         UNION ALL
         SELECT c.edit_id, c.library_id, c.rel_path, c.is_copy, c.is_added FROM image_exif AS e
         CROSS JOIN tag_changes AS c ON c.photo_id IS NULL AND c.rel_path = e.rel_path AND c.library_id = e.library_id
         WHERE e.id = @id)
       SELECT d.id AS editId, d.at AS atMs, d.made_by AS madeBy, d.action, d.role, u.at AS undoneAtMs, d.tag_id AS tagId,
         d.tag_name AS tagName, d.photo_count AS photoCount, c.is_copy AS isCopy, c.is_added AS isAdded,
         coalesce(l.name, 'Library ' || c.library_id) AS libraryName, c.rel_path AS relPath
       FROM change AS c JOIN edits AS d ON d.id = c.edit_id LEFT JOIN edits AS u ON u.id = d.undone_by
       LEFT JOIN libraries AS l ON l.id = c.library_id
       ORDER BY d.id DESC, c.is_copy DESC, c.is_added DESC`,
    ).all({ id: locationId }) as StoredChange[];
    const lines = [...new Set(kept.map(({ editId }) => editId))]
      .map((id) => lineOf(kept.filter(({ editId }) => editId === id)))
      .filter((line) => line !== undefined);
    const known = new Set(lines.map(({ tagId }) => tagId));
    const older = prepare(
      db,
      `SELECT t.tag_id AS tagId, g.name AS tagName, min(t.created_time) AS atMs FROM image_exif AS e
       CROSS JOIN tagged_photo AS t ON (t.photo_id = e.photo_id AND t.copy_of IS NULL) OR ${belongsTo('t', 'e')}
       CROSS JOIN tags AS g ON g.id = t.tag_id WHERE e.id = ? GROUP BY t.tag_id ORDER BY 3 DESC, 1`,
    ).all(locationId) as Pick<PhotoTagChange, 'tagId' | 'tagName' | 'atMs'>[];
    return [
      ...lines.map(({ isCopy, isAdded: _isAdded, libraryName, relPath, ...line }) => ({
        ...line,
        copy: isCopy === 1 && relPath !== null ? { libraryName, relPath } : null,
      })),
      ...older.filter(({ tagId }) => !known.has(tagId)).map((line): PhotoTagChange => ({ ...line, ...unrecorded })),
    ];
  });
}

const unrecorded = {
  editId: null,
  madeBy: 'unknown',
  action: 'tag_added',
  role: 'do',
  undoneAtMs: null,
  photoCount: 1,
  copy: null,
} as const;
