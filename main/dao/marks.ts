/** `photo_marks`: stars, flags and colour labels. By bytes where the hash is known, by place until then. */
import { codesOf, markShift, unpackMarks } from '../../preload/contract/marks.js';
import type { MarkCodes, MarkField, Marks } from '../../preload/contract/marks.js';
import type { Edit, EditId, LibraryId, LocationId } from '../../preload/contract/model.js';
import { prepare, preparePluck, prepareRaw, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { countPhotos, recordEdit, setPhotoCount } from './edits.js';
import { fillPhotoChanges, foldFound, forgottenPhotos, hasWaiting, laterCounts, putBack } from './set-values.js';
import type { ValueTable } from './set-values.js';
import { wholeStacks } from './stacks.js';

export const markFields = ['rating', 'flag', 'label'] as const satisfies readonly MarkField[];

export const marksTable: ValueTable = { name: 'photo_marks', key: null, fields: markFields };

/** Any number of locations of reconcile's queue. */
const wholeQueue = Number.MAX_SAFE_INTEGER;

/**
 * Sets marks on the photos of these locations, all places of each, with all files of their stacks. Null when all of them
 * are so already.
 */
export function setMarks(
  db: WriteDb,
  locationIds: readonly LocationId[],
  marks: Partial<Marks>,
  nowMs: number,
  madeBy: Edit['madeBy'] = 'user',
): EditId | null {
  return transaction(db, () => {
    settleWaitingMarks(db);
    const codes = codesOf({ rating: 0, flag: null, label: null, ...marks });
    const ids = idList(wholeStacks(db, locationIds, 'photo'));
    const changes = markFields
      .filter((field) => marks[field] !== undefined)
      .map((field) => ({ field, value: codes[field], changed: thoseNotSo(db, ids, field, codes[field]) }))
      .filter(({ changed }) => changed.length > 0);
    const [only] = changes;
    if (only === undefined) return null;
    const editId = recordEdit(db, { action: 'marks_set', madeBy, tagId: null, nowMs, marks: JSON.stringify(marks) });
    for (const { field, value, changed } of changes) setField(db, editId, field, value, idList(changed));
    if (changes.length === 1) setPhotoCount(db, editId, only.changed.length);
    else countPhotos(db, editId);
    return editId;
  });
}

/** One location of each photo whose field has another value. */
function thoseNotSo(db: ReadDb, ids: string, field: MarkField, value: number): readonly LocationId[] {
  return preparePluck(
    db,
    `SELECT min(e.id) FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
     WHERE coalesce(${storedSql(field)}, 0) <> @value GROUP BY coalesce(e.photo_id, -e.id)`,
  ).all({ ids, value }) as LocationId[];
}

/** A column of the row of the location `e`, once nothing waits for its hash. */
function storedSql(column: string): string {
  return `CASE WHEN e.photo_id IS NULL
    THEN (SELECT m.${column} FROM photo_marks AS m WHERE m.photo_id IS NULL AND m.rel_path = e.rel_path AND m.library_id = e.library_id)
    ELSE (SELECT m.${column} FROM photo_marks AS m WHERE m.photo_id = e.photo_id) END`;
}

function setField(db: WriteDb, editId: EditId, field: MarkField, value: number, ids: string): void {
  const wanted = 'FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value WHERE true';
  prepare(
    db,
    `INSERT INTO photo_changes (edit_id, photo_id, library_id, rel_path, field, old_value, old_by, new_value, new_by)
     SELECT @editId, e.photo_id, iif(e.photo_id IS NULL, e.library_id, NULL), iif(e.photo_id IS NULL, e.rel_path, NULL),
       '${field}', coalesce(${storedSql(field)}, 0), coalesce(${storedSql(`${field}_by`)}, 0), @value, @editId ${wanted}`,
  ).run({ ids, editId, value });
  prepare(
    db,
    `INSERT INTO photo_marks (photo_id, content_hash, library_id, rel_path, ${field}, ${field}_by)
     SELECT e.photo_id, e.content_hash, e.library_id, e.rel_path, @value, @editId ${wanted}
     ON CONFLICT (photo_id) WHERE photo_id IS NOT NULL DO UPDATE SET ${field} = excluded.${field}, ${field}_by = excluded.${field}_by
     ON CONFLICT (rel_path, library_id) WHERE photo_id IS NULL
       DO UPDATE SET ${field} = excluded.${field}, ${field}_by = excluded.${field}_by`,
  ).run({ ids, editId, value });
}

/** Before reconcile comes to do so: whoever sets a mark finds what holds for the photo. */
function settleWaitingMarks(db: WriteDb): void {
  if (foldFound(db, marksTable, wholeQueue) > 0) fillPhotoChanges(db, wholeQueue);
}

interface UndoneMarks {
  readonly undoes: EditId;
  readonly role: 'undo' | 'redo';
  readonly nowMs: number;
}

/** Puts back the marks that an edit found. */
export function takeBackMarks(db: WriteDb, { undoes, role, nowMs }: UndoneMarks): { id: EditId; skipped: number } {
  return transaction(db, () => {
    settleWaitingMarks(db);
    const marks = preparePluck(db, 'SELECT marks FROM edits WHERE id = ?').get(undoes) as string;
    const id = recordEdit(db, { action: 'marks_set', madeBy: 'user', tagId: null, role, undoes, nowMs, marks });
    for (const field of markFields) {
      const what = { table: marksTable, column: field, field, keyId: null, stands: 'current_by = new_by' };
      putBack(db, what, undoes, id);
    }
    countPhotos(db, id);
    return { id, skipped: forgottenPhotos(db, marksTable, undoes) };
  });
}

// ------------------------------------------------------------------ reading

export function hasWaitingMarks(db: ReadDb): boolean {
  return hasWaiting(db, marksTable);
}

/** A field of the photo at the location `alias`; with rows that wait for their hash, those of this very place count too. */
export function markSql(alias: string, field: MarkField, hasWaitingRows: boolean): string {
  const byPhoto = `m.photo_id = ${alias}.photo_id`;
  const byPlace = `(m.photo_id IS NULL AND m.rel_path = ${alias}.rel_path AND m.library_id = ${alias}.library_id)`;
  const found = hasWaitingRows
    ? `WHERE ${byPhoto} OR ${byPlace} ORDER BY m.${field}_by DESC, m.${field} DESC LIMIT 1`
    : `WHERE ${byPhoto}`;
  return `coalesce((SELECT m.${field} FROM photo_marks AS m ${found}), 0)`;
}

/** All three in one number, as `packMarks` makes it. */
export function packedMarksSql(alias: string, hasWaitingRows: boolean): string {
  return markFields.map((field) => `${markSql(alias, field, hasWaitingRows)} * ${1 << markShift[field]}`).join(' + ');
}

/** Marks of all photos that have any, to be asked for one after the other. */
export interface AllMarks {
  /** Packed; 0 for none. */
  of(locationId: number, photoId: number | null): number;
}

/** One pass over those that are set: a list of a million photos asks for each. */
export function allMarks(db: ReadDb): AllMarks {
  const packed = markFields.map((field) => `${field} * ${1 << markShift[field]}`).join(' + ');
  const [ids, values] = prepareRaw(
    db,
    `SELECT json_group_array(photo_id), json_group_array(${packed}) FROM photo_marks INDEXED BY photo_marks_set
     WHERE photo_id IS NOT NULL AND rating + flag + label > 0`,
  ).get() as [string, string];
  const photos = JSON.parse(ids) as number[];
  const marks = JSON.parse(values) as number[];
  const byPhoto = new Uint8Array(photos.length === 0 ? 0 : photos.reduce((most, id) => Math.max(most, id), 0) + 1);
  for (let i = 0; i < photos.length; i++) byPhoto[photos[i] ?? 0] = marks[i] ?? 0;
  const byPlace = hasWaitingMarks(db) ? marksOfWaiting(db) : new Map<number, number>();
  return {
    of: (locationId, photoId) => byPlace.get(locationId) ?? (photoId === null ? 0 : (byPhoto[photoId] ?? 0)),
  };
}

/** By location, for those that have a row which waits for its hash. */
function marksOfWaiting(db: ReadDb): Map<number, number> {
  return new Map(
    prepareRaw(
      db,
      `SELECT e.id, ${packedMarksSql('e', true)} FROM photo_marks AS w INDEXED BY photo_marks_unhashed
       CROSS JOIN image_exif AS e ON e.library_id = w.library_id AND e.rel_path = w.rel_path WHERE w.photo_id IS NULL`,
    ).all() as [number, number][],
  );
}

// ------------------------------------------------------------------ files that are edited, and files that are one photo

interface StoredMarks {
  readonly rating: number;
  readonly rating_by: number;
  readonly flag: number;
  readonly flag_by: number;
  readonly label: number;
  readonly label_by: number;
}

const noMarks: StoredMarks = { rating: 0, rating_by: 0, flag: 0, flag_by: 0, label: 0, label_by: 0 };

/** A step of a file's line, with the numbers of its photos. */
interface EditedBytes {
  readonly libraryId: LibraryId;
  readonly relPath: string;
  readonly fromPhoto: number;
  readonly toHash: Buffer;
  readonly toPhoto: number;
  readonly nowMs: number;
}

function marksOfPhoto(db: ReadDb, photoId: number): StoredMarks | undefined {
  return prepare(
    db,
    'SELECT rating, rating_by, flag, flag_by, label, label_by FROM photo_marks WHERE photo_id = ?',
  ).get(photoId) as StoredMarks | undefined;
}

/**
 * The marks of the old bytes are those of the new ones, where no later edit said otherwise of these. The old bytes keep
 * theirs.
 */
export function carryMarks(db: WriteDb, { libraryId, relPath, fromPhoto, toHash, toPhoto, nowMs }: EditedBytes): void {
  const from = marksOfPhoto(db, fromPhoto);
  if (from === undefined) return;
  const to = marksOfPhoto(db, toPhoto) ?? noMarks;
  const gained = markFields.filter((field) => isLater(from, to, field) && from[field] !== to[field]);
  if (gained.length > 0) {
    const codes = { rating: from.rating, flag: from.flag, label: from.label };
    const editId = carriedEdit(db, gained, codes, toPhoto, nowMs);
    for (const field of gained) {
      prepare(
        db,
        `INSERT INTO photo_changes (edit_id, photo_id, field, old_value, old_by, new_value, new_by)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ).run(editId, toPhoto, field, to[field], to[`${field}_by`], from[field], from[`${field}_by`]);
    }
    countPhotos(db, editId);
  }
  prepare(
    db,
    `INSERT INTO photo_marks (photo_id, content_hash, library_id, rel_path, rating, rating_by, flag, flag_by, label, label_by)
     SELECT @toPhoto, @toHash, @libraryId, @relPath, rating, rating_by, flag, flag_by, label, label_by
     FROM photo_marks WHERE photo_id = @fromPhoto
     ON CONFLICT (photo_id) WHERE photo_id IS NOT NULL DO UPDATE SET ${laterCounts(marksTable)}`,
  ).run({ fromPhoto, toPhoto, toHash, libraryId, relPath });
}

function isLater(one: StoredMarks, other: StoredMarks, field: MarkField): boolean {
  const [a, b] = [one[`${field}_by`], other[`${field}_by`]];
  return a > b || (a === b && one[field] > other[field]);
}

/** Files edited within this time of each other are one line of the history for each mark that was carried. */
const carriedTogetherMillis = 10 * 60_000;

function carriedEdit(
  db: WriteDb,
  fields: readonly MarkField[],
  codes: MarkCodes,
  photoId: number,
  nowMs: number,
): EditId {
  const marks = JSON.stringify(someMarks(fields, codes));
  const open = preparePluck(
    db,
    `SELECT id FROM edits WHERE id = (SELECT max(id) FROM edits WHERE marks = @marks) AND made_by = 'carry'
       AND undone_by IS NULL AND abs(@nowMs - at) < ${carriedTogetherMillis}
       AND NOT EXISTS (SELECT 1 FROM photo_changes AS c WHERE c.photo_id = @photoId AND c.edit_id = edits.id)`,
  ).get({ marks, nowMs, photoId }) as EditId | undefined;
  return open ?? recordEdit(db, { action: 'marks_set', madeBy: 'carry', tagId: null, nowMs, marks });
}

function someMarks(fields: readonly MarkField[], codes: MarkCodes): Partial<Marks> {
  const marks = unpackMarks(markFields.reduce((packed, field) => packed | (codes[field] << markShift[field]), 0));
  return Object.fromEntries(fields.map((field) => [field, marks[field]]));
}

/**
 * What was said last of files that became one photo is said of all of it. Not of files that were one photo before and come
 * back: a mark that was cleared meanwhile would come back with them.
 */
export function shareMarks(db: WriteDb, members: readonly LocationId[], nowMs: number): void {
  if (members.length === 0 || !hasMarks(db)) return;
  const rows = prepare(
    db,
    `SELECT m.stack_cover_id AS cover, k.rating, k.rating_by, k.flag, k.flag_by, k.label, k.label_by
     FROM json_each(?) AS wanted CROSS JOIN image_exif AS m ON m.id = wanted.value
     CROSS JOIN image_exif AS f ON f.id = m.id OR f.id = m.stack_cover_id
     CROSS JOIN photo_marks AS k ON k.photo_id = f.photo_id
       OR (k.photo_id IS NULL AND k.rel_path = f.rel_path AND k.library_id = f.library_id)
     WHERE m.stack_cover_id IS NOT NULL`,
  ).all(idList(members)) as (StoredMarks & { readonly cover: LocationId })[];
  const latest = new Map<LocationId, StoredMarks>();
  for (const { cover, ...row } of rows) latest.set(cover, later(latest.get(cover) ?? noMarks, row));
  const alike = new Map<string, LocationId[]>();
  for (const [cover, marks] of latest) {
    const said = markFields.filter((field) => marks[`${field}_by`] > 0);
    const text = JSON.stringify(someMarks(said, marks));
    alike.set(text, [...(alike.get(text) ?? []), cover]);
  }
  for (const [text, covers] of alike) setMarks(db, covers, JSON.parse(text) as Partial<Marks>, nowMs, 'carry');
}

function later(one: StoredMarks, other: StoredMarks): StoredMarks {
  return markFields.reduce(
    (both, field) =>
      isLater(other, both, field) ? { ...both, [field]: other[field], [`${field}_by`]: other[`${field}_by`] } : both,
    one,
  );
}

function hasMarks(db: ReadDb): boolean {
  return preparePluck(db, 'SELECT max(id) FROM photo_marks').get() !== null;
}
