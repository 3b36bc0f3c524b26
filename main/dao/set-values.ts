/**
 * Values that people set on photos: marks, and places in albums. Each knows the edit that set it, and of two that turn out
 * to be of one photo the later edit's counts. `photo_changes` has what an edit found and left, for undo.
 */
import type { EditId, LibraryId } from '../../preload/contract/model.js';
import { prepare, preparePluck } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { countPhotos } from './edits.js';

/** A table of such values; a constant, so that statements made of it are compiled once. */
export interface ValueTable {
  readonly name: 'photo_marks' | 'album_photos' | 'stacked_photos' | 'apart_photos';
  /** What a photo has a row for each of. */
  readonly key: 'album_id' | 'group_id' | null;
  /** Columns; each has one beside it, `<field>_by`, for the edit. */
  readonly fields: readonly string[];
}

export interface ValuePlace {
  readonly libraryId: LibraryId;
  readonly relPath: string;
}

export interface ValuePhoto {
  readonly photoId: number;
  /** 32 bytes. */
  readonly hash: Buffer;
}

function columnsOf({ key, fields }: ValueTable): readonly string[] {
  return [...(key === null ? [] : [key]), 'library_id', 'rel_path', ...fields.flatMap((f) => [f, `${f}_by`])];
}

/** Of a row that is there and one that is put in, each field is that of the later edit. */
export function laterCounts({ name, fields }: Pick<ValueTable, 'name' | 'fields'>): string {
  return fields
    .map((f) => {
      const isLater = `(excluded.${f}_by, excluded.${f}) > (${name}.${f}_by, ${name}.${f})`;
      return `${f} = iif(${isLater}, excluded.${f}, ${name}.${f}), ${f}_by = max(excluded.${f}_by, ${name}.${f}_by)`;
    })
    .join(', ');
}

function keyList({ key }: ValueTable, ...columns: readonly string[]): string {
  return [...columns, ...(key === null ? [] : [key])].join(', ');
}

function meetsPhoto(table: ValueTable): string {
  return `ON CONFLICT (${keyList(table, 'photo_id')}) WHERE photo_id IS NOT NULL DO UPDATE SET ${laterCounts(table)}`;
}

function meetsPlace(table: ValueTable): string {
  return `ON CONFLICT (${keyList(table, 'rel_path', 'library_id')}) WHERE photo_id IS NULL DO UPDATE SET ${laterCounts(table)}`;
}

const waitingAt = (row: string, place: string): string =>
  `${row}.photo_id IS NULL AND ${row}.rel_path = ${place}.rel_path AND ${row}.library_id = ${place}.library_id`;

/** Rows whose place has its hash by now, of the first of reconcile's queue. */
function foundSql({ name }: ValueTable): string {
  return `reconcile_locations AS q CROSS JOIN image_exif AS e ON e.id = q.location_id
    CROSS JOIN ${name} AS w ON ${waitingAt('w', 'e')}
    WHERE q.location_id <= @last AND e.photo_id IS NOT NULL`;
}

export function foldFoundSql(table: ValueTable): string {
  return `INSERT INTO ${table.name} (photo_id, content_hash, ${columnsOf(table).join(', ')})
    SELECT e.photo_id, e.content_hash, ${columnsOf(table)
      .map((column) => `w.${column}`)
      .join(', ')} FROM ${foundSql(table)} ${meetsPhoto(table)}`;
}

/** Values of places that got their hash, up to a location of reconcile's queue, are of that photo from now on. */
export function foldFound(db: WriteDb, table: ValueTable, last: number): number {
  if (!hasWaiting(db, table)) return 0;
  prepare(db, foldFoundSql(table)).run({ last });
  return prepare(db, `DELETE FROM ${table.name} WHERE id IN (SELECT w.id FROM ${foundSql(table)})`).run({ last })
    .changes;
}

/** What was said at a place is of these bytes, which are known to have stood there. */
export function foldPlace(db: WriteDb, table: ValueTable, place: ValuePlace, photo: ValuePhoto): void {
  if (!hasWaiting(db, table)) return;
  const at = `photo_id IS NULL AND rel_path = @relPath AND library_id = @libraryId`;
  const columns = columnsOf(table).join(', ');
  prepare(
    db,
    `INSERT INTO ${table.name} (photo_id, content_hash, ${columns})
     SELECT @photoId, @hash, ${columns} FROM ${table.name} WHERE ${at} ${meetsPhoto(table)}`,
  ).run({ ...place, ...photo });
  prepare(db, `DELETE FROM ${table.name} WHERE ${at}`).run({ relPath: place.relPath, libraryId: place.libraryId });
}

/** A step of a file's line, with the numbers of its photos. */
export interface EditedBytes {
  readonly libraryId: LibraryId;
  readonly relPath: string;
  readonly fromPhoto: number;
  readonly toHash: Buffer;
  readonly toPhoto: number;
}

/** The new bytes have the values of the old ones, where no later edit said otherwise of these; no edit of its own. */
export function carryRows(db: WriteDb, table: ValueTable, step: EditedBytes): void {
  const rest = columnsOf(table).filter((column) => column !== 'library_id' && column !== 'rel_path');
  prepare(
    db,
    `INSERT INTO ${table.name} (photo_id, content_hash, library_id, rel_path, ${rest.join(', ')})
     SELECT @toPhoto, @toHash, @libraryId, @relPath, ${rest.join(', ')} FROM ${table.name} WHERE photo_id = @fromPhoto
     ${meetsPhoto(table)}`,
  ).run({
    libraryId: step.libraryId,
    relPath: step.relPath,
    fromPhoto: step.fromPhoto,
    toHash: step.toHash,
    toPhoto: step.toPhoto,
  });
}

/** In the steady state there are none, and nothing has to be looked for by place. */
export function hasWaiting(db: ReadDb, { name }: Pick<ValueTable, 'name'>): boolean {
  const any = preparePluck(
    db,
    `SELECT 1 FROM ${name} INDEXED BY ${name}_unhashed WHERE photo_id IS NULL AND rel_path > '' LIMIT 1`,
  );
  return any.get() !== undefined;
}

export interface MovedPlaces {
  readonly fromLibrary: number;
  readonly fromPath: string;
  readonly toLibrary: number;
  readonly toPath: string;
}

/** A file moved: its values are found at its new place. `photo`: its bytes, where they are known. */
export function repointValues(db: WriteDb, table: ValueTable, places: MovedPlaces, photo: ValuePhoto | null): void {
  const { fromLibrary, fromPath } = places;
  const from = `rel_path = @fromPath AND library_id = @fromLibrary`;
  if (photo !== null) {
    foldPlace(db, table, { libraryId: fromLibrary as LibraryId, relPath: fromPath }, photo);
    prepare(
      db,
      `UPDATE ${table.name} SET library_id = @toLibrary, rel_path = @toPath WHERE photo_id = @photoId AND ${from}`,
    ).run({ ...places, photoId: photo.photoId });
    return;
  }
  if (!hasWaiting(db, table)) return;
  const rest = columnsOf(table).filter((column) => column !== 'library_id' && column !== 'rel_path');
  prepare(
    db,
    `INSERT INTO ${table.name} (library_id, rel_path, ${rest.join(', ')})
     SELECT @toLibrary, @toPath, ${rest.join(', ')} FROM ${table.name} WHERE photo_id IS NULL AND ${from} ${meetsPlace(table)}`,
  ).run(places);
  prepare(db, `DELETE FROM ${table.name} WHERE photo_id IS NULL AND ${from}`).run({ fromLibrary, fromPath });
}

// ------------------------------------------------------------------ what edits did

export const fillPhotoChangesSql = `
  WITH found AS MATERIALIZED (
    SELECT c.id, e.photo_id AS photo_id
    FROM reconcile_locations AS q
    CROSS JOIN image_exif AS e ON e.id = q.location_id
    CROSS JOIN photo_changes AS c ON c.photo_id IS NULL AND c.rel_path = e.rel_path AND c.library_id = e.library_id
    WHERE q.location_id <= @last AND e.photo_id IS NOT NULL)
  UPDATE photo_changes SET photo_id = found.photo_id FROM found WHERE photo_changes.id = found.id RETURNING edit_id`;

/** Changes of places that got their hash, up to a location of reconcile's queue, are of that photo from now on. */
export function fillPhotoChanges(db: WriteDb, last: number): void {
  recount(db, preparePluck(db, fillPhotoChangesSql).all({ last }) as EditId[]);
}

/** Two places of one edit can turn out to be one photo. */
function recount(db: WriteDb, editIds: readonly EditId[]): void {
  for (const editId of new Set(editIds)) countPhotos(db, editId);
}

/** What was done at a place before its hash was known was done to these bytes. */
export function settlePhotoChangesAt(db: WriteDb, { libraryId, relPath }: ValuePlace, photoId: number): void {
  const changed = preparePluck(
    db,
    'UPDATE photo_changes SET photo_id = ? WHERE photo_id IS NULL AND rel_path = ? AND library_id = ? RETURNING edit_id',
  ).all(photoId, relPath, libraryId) as EditId[];
  recount(db, changed);
}

/** A file moved: what was done before its hash was known is found at its new place. */
export function repointPhotoChanges(db: WriteDb, places: MovedPlaces, photoId: number | null): void {
  const from = { libraryId: places.fromLibrary as LibraryId, relPath: places.fromPath };
  if (photoId !== null) settlePhotoChangesAt(db, from, photoId);
  else {
    prepare(
      db,
      `UPDATE photo_changes SET library_id = @toLibrary, rel_path = @toPath
       WHERE photo_id IS NULL AND rel_path = @fromPath AND library_id = @fromLibrary`,
    ).run(places);
  }
}

/** What is set and by which edit, to be put back or given on. */
export interface TakenBack {
  readonly table: ValueTable;
  /** A column of the table. */
  readonly column: string;
  /** As `photo_changes.field` calls it. */
  readonly field: string;
  /** Of the rows that the edit is about; null where a photo has one. */
  readonly keyId: number | null;
  /** A condition on `current`, `current_by`, `old_value` and `new_by`: what the edit left stands. */
  readonly stands: string;
}

/**
 * Puts back what an edit found, with the edit that had set that, where what it left still stands; `id` is the edit that
 * does so. Of several changes of one photo, from when its files were not known to be one, the latest setting is put back.
 */
export function putBack(
  db: WriteDb,
  { table, column, field, keyId, stands }: TakenBack,
  undoes: EditId,
  id: EditId,
): void {
  const { name, key } = table;
  const ofKey = key === null ? '' : `AND m.${key} = @keyId`;
  const parameters = { field, ...(key === null ? {} : { keyId }) };
  const rowsOf = (edit: string, columns: string): string => `
    SELECT ${columns} FROM photo_changes AS c CROSS JOIN ${name} AS m ON m.photo_id = c.photo_id ${ofKey}
    WHERE c.edit_id = ${edit} AND c.field = @field
    UNION ALL
    SELECT ${columns} FROM photo_changes AS c CROSS JOIN ${name} AS m ON ${waitingAt('m', 'c')} ${ofKey}
    WHERE c.edit_id = ${edit} AND c.field = @field AND c.photo_id IS NULL`;
  prepare(
    db,
    `WITH met AS MATERIALIZED (${rowsOf(
      '@undoes',
      `c.id AS change_id, c.old_value, c.old_by, c.new_by, m.id AS row_id, m.photo_id, m.library_id, m.rel_path,
       m.${column} AS current, m.${column}_by AS current_by`,
    )}),
     standing AS (SELECT *, row_number() OVER (PARTITION BY row_id ORDER BY old_by DESC, old_value DESC, change_id) AS turn
       FROM met WHERE (${stands}) AND current IS NOT old_value)
     INSERT INTO photo_changes (edit_id, photo_id, library_id, rel_path, field, old_value, old_by, new_value, new_by)
     SELECT @id, photo_id, iif(photo_id IS NULL, library_id, NULL), iif(photo_id IS NULL, rel_path, NULL), @field,
       current, current_by, old_value, old_by FROM standing WHERE turn = 1`,
  ).run({ ...parameters, undoes, id });
  prepare(
    db,
    `WITH found AS MATERIALIZED (${rowsOf('@id', 'm.id, c.new_value, c.new_by')})
     UPDATE ${name} SET ${column} = found.new_value, ${column}_by = found.new_by FROM found WHERE ${name}.id = found.id`,
  ).run({ ...parameters, id });
}

/** Photos of an edit of whose values nothing is known any more. */
export function forgottenPhotos(db: ReadDb, { name }: ValueTable, editId: EditId): number {
  return preparePluck(
    db,
    `SELECT count(*) FROM (SELECT DISTINCT photo_id, iif(photo_id IS NULL, library_id, NULL) AS library_id,
         iif(photo_id IS NULL, rel_path, NULL) AS rel_path FROM photo_changes WHERE edit_id = ?) AS c
     WHERE NOT EXISTS (SELECT 1 FROM ${name} AS m WHERE m.photo_id = c.photo_id)
       AND NOT EXISTS (SELECT 1 FROM ${name} AS m WHERE ${waitingAt('m', 'c')})`,
  ).get(editId) as number;
}

/** Deletes all that is known of what was done to these photos; each edit is short of them from then on. */
export function forgetPhotoChanges(db: WriteDb, changes: readonly number[]): void {
  if (changes.length === 0) return;
  const editIds = preparePluck(
    db,
    'DELETE FROM photo_changes WHERE id IN (SELECT value FROM json_each(?)) RETURNING edit_id',
  ).all(idList(changes)) as EditId[];
  recount(db, editIds);
}
