/** `albums` and `album_photos`: photos chosen and ordered by hand. By bytes where the hash is known, by place until then. */
import type {
  AlbumId,
  AlbumSummary,
  Edit,
  EditAction,
  EditId,
  LibraryId,
  LocationId,
  SelectionAlbum,
} from '../../preload/contract/model.js';
import { keptSearch } from '../../preload/contract/search-query.js';
import { keysBetween } from '../core/order-keys.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, prepareRaw, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { countPhotos, recordEdit } from './edits.js';
import type { NewEdit } from './edits.js';
import { fillPhotoChanges, foldFound, forgottenPhotos, hasWaiting, laterCounts, putBack } from './set-values.js';
import type { ValueTable } from './set-values.js';
import { wholeStacks } from './stacks.js';
import { byName } from './tags.js';

export const albumsTable: ValueTable = { name: 'album_photos', key: 'album_id', fields: ['position'] };

const maxNameLength = 100;
/** Any number of locations of reconcile's queue. */
const wholeQueue = Number.MAX_SAFE_INTEGER;

interface AlbumRow {
  readonly id: AlbumId;
  readonly name: string;
  readonly query: string | null;
}

/** By name. Counts are of photos that have a file which is shown: not missing, and not behind the cover of a stack. */
export function listAlbums(db: ReadDb): AlbumSummary[] {
  const rows = prepare(db, 'SELECT id, name, query FROM albums WHERE deleted_at IS NULL').all() as AlbumRow[];
  const counts = photoCounts(db);
  return rows.map((row) => ({ ...row, photoCount: counts.get(row.id) ?? 0 })).sort(byName);
}

export const countedAlbumsSql = `
  SELECT a.album_id, count(*) FROM album_photos AS a INDEXED BY album_photos_order
  WHERE a.position IS NOT NULL AND EXISTS (
    SELECT 1 FROM image_exif AS e WHERE e.photo_id = a.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)
  GROUP BY a.album_id`;
/** Photos that are in an album only through rows that have no hash yet. */
const countedWaitingSql = `
  SELECT a.album_id, count(DISTINCT coalesce(e.photo_id, -e.id)) FROM album_photos AS a INDEXED BY album_photos_unhashed
  CROSS JOIN image_exif AS e ON e.library_id = a.library_id AND e.rel_path = a.rel_path
  WHERE a.photo_id IS NULL AND a.position IS NOT NULL AND e.presence < 2 AND e.stack_cover_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM album_photos AS h WHERE h.photo_id = e.photo_id AND h.album_id = a.album_id)
  GROUP BY a.album_id`;

function photoCounts(db: ReadDb): ReadonlyMap<AlbumId, number> {
  const counts = new Map(prepareRaw(db, countedAlbumsSql).all() as [AlbumId, number][]);
  if (!hasWaiting(db, albumsTable)) return counts;
  for (const [id, photos] of prepareRaw(db, countedWaitingSql).all() as [AlbumId, number][]) {
    counts.set(id, (counts.get(id) ?? 0) + photos);
  }
  return counts;
}

/** Throws an AppFailure `not_found` for one that was deleted, or never was. */
export function livingAlbum(db: ReadDb, id: AlbumId): AlbumRow {
  const row = prepare(db, 'SELECT id, name, query FROM albums WHERE id = ? AND deleted_at IS NULL').get(id) as
    AlbumRow | undefined;
  if (row === undefined) throw new AppFailure('not_found', 'This album is not there any more.', { albumId: id });
  return row;
}

/** Throws an AppFailure `name_invalid`. */
function cleanName(name: string): string {
  const clean = name.normalize('NFC').trim();
  const { length } = Array.from(clean);
  if (length < 1 || length > maxNameLength || /[\p{Cc}\u2028\u2029]/u.test(clean)) {
    throw new AppFailure('name_invalid', `An album needs a name of 1 to ${maxNameLength} characters in one line.`, {
      name,
    });
  }
  return clean;
}

export interface NewAlbum {
  readonly name: string;
  /** What is in it from the start. */
  readonly locationIds: readonly LocationId[];
  /** A search, for an album whose photos are what it finds. */
  readonly query: string | null;
}

/** Several may have one name. Throws an AppFailure `name_invalid`. */
export function createAlbum(db: WriteDb, { name, locationIds, query }: NewAlbum, nowMs: number): EditId {
  return transaction(db, () => {
    const albumId = preparePluck(
      db,
      'INSERT INTO albums (name, created_time, query) VALUES (?, ?, ?) RETURNING id',
    ).get(cleanName(name), nowMs, query === null ? null : keptSearch(query)) as AlbumId;
    const editId = record(db, 'album_created', albumId, { nowMs });
    append(db, editId, albumId, locationIds);
    countPhotos(db, editId);
    return editId;
  });
}

/** Null when that is its name already. Throws an AppFailure `not_found` or `name_invalid`. */
export function renameAlbum(db: WriteDb, albumId: AlbumId, wanted: string, by: EditBy): EditId | null {
  return transaction(db, () => {
    const name = cleanName(wanted);
    if (livingAlbum(db, albumId).name === name && by.undoes === undefined) return null;
    const editId = record(db, 'album_renamed', albumId, { ...by, otherName: name });
    prepare(db, 'UPDATE albums SET name = ? WHERE id = ?').run(name, albumId);
    countPhotos(db, editId);
    return editId;
  });
}

/**
 * Null when that is its search already. Throws an AppFailure `not_found`, or `edit_impossible` for an album whose photos
 * are chosen.
 */
export function changeAlbumSearch(db: WriteDb, albumId: AlbumId, query: string, by: EditBy): EditId | null {
  return transaction(db, () => {
    const { name, query: before } = livingAlbum(db, albumId);
    if (before === null) {
      throw new AppFailure('edit_impossible', `The photos of “${name}” are chosen, not searched for.`, { albumId });
    }
    const after = by.undoes === undefined ? keptSearch(query) : query;
    if (after === before && by.undoes === undefined) return null;
    const editId = record(db, 'album_search_changed', albumId, { ...by, albumQuery: before });
    prepare(db, 'UPDATE albums SET query = ? WHERE id = ?').run(after, albumId);
    countPhotos(db, editId);
    return editId;
  });
}

/** It goes out of every list; its photos stay in it, for undo. Throws an AppFailure `not_found`. */
export function deleteAlbum(db: WriteDb, albumId: AlbumId, by: EditBy): EditId {
  return transaction(db, () => {
    livingAlbum(db, albumId);
    const editId = record(db, 'album_deleted', albumId, by);
    prepare(db, 'UPDATE albums SET deleted_at = ? WHERE id = ?').run(by.nowMs, albumId);
    countPhotos(db, editId);
    return editId;
  });
}

function reviveAlbum(db: WriteDb, albumId: AlbumId, by: EditBy): EditId {
  const editId = record(db, 'album_created', albumId, by);
  prepare(db, 'UPDATE albums SET deleted_at = NULL WHERE id = ?').run(albumId);
  countPhotos(db, editId);
  return editId;
}

type EditBy = Pick<NewEdit, 'nowMs' | 'role' | 'undoes' | 'otherName' | 'albumQuery'> & {
  readonly madeBy?: Edit['madeBy'];
};
type AlbumAction = Extract<EditAction, `album_${string}`>;

function record(db: WriteDb, action: AlbumAction, albumId: AlbumId, by: EditBy): EditId {
  return recordEdit(db, { madeBy: 'user', ...by, action, albumId, tagId: null });
}

// ------------------------------------------------------------------ photos

/**
 * Puts the photos of these locations at the end of an album, in this order, with all files of their stacks. Null when all
 * of them are in it. Throws an AppFailure `not_found`.
 */
export function addToAlbum(
  db: WriteDb,
  albumId: AlbumId,
  locationIds: readonly LocationId[],
  nowMs: number,
): EditId | null {
  return transaction(db, () => {
    livingAlbum(db, albumId);
    settleWaitingAlbums(db);
    if (outside(db, albumId, locationIds).length === 0) return null;
    const editId = record(db, 'album_photos_added', albumId, { nowMs });
    append(db, editId, albumId, locationIds);
    countPhotos(db, editId);
    return editId;
  });
}

/** One location of each photo that is not in the album, in the order of the request; the rest of a stack beside its cover. */
function outside(db: ReadDb, albumId: AlbumId, locationIds: readonly LocationId[]): readonly LocationId[] {
  const whole = wholeStacks(db, locationIds, 'photo');
  const found = prepareRaw(
    db,
    `SELECT e.id, coalesce(e.photo_id, -e.id), coalesce(e.stack_cover_id, e.id)
     FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
     WHERE ${storedSql('position')} IS NULL ORDER BY wanted.key`,
  ).all({ ids: idList(whole), album: albumId }) as [LocationId, number, LocationId][];
  const turns = new Map(locationIds.map((id, turn) => [id, turn]));
  const turnOf = ([id, , cover]: (typeof found)[number]): number =>
    turns.get(id) ?? turns.get(cover) ?? locationIds.length;
  if (whole !== locationIds) found.sort((a, b) => turnOf(a) - turnOf(b) || a[0] - b[0]);
  const seen = new Set<number>();
  return found.filter(([, photo]) => !seen.has(photo) && seen.add(photo)).map(([id]) => id);
}

/** A column of the row of the album for the location `e`, once nothing waits for its hash. */
function storedSql(column: string): string {
  return `CASE WHEN e.photo_id IS NULL
    THEN (SELECT a.${column} FROM album_photos AS a
      WHERE a.photo_id IS NULL AND a.rel_path = e.rel_path AND a.library_id = e.library_id AND a.album_id = @album)
    ELSE (SELECT a.${column} FROM album_photos AS a WHERE a.photo_id = e.photo_id AND a.album_id = @album) END`;
}

function append(db: WriteDb, editId: EditId, albumId: AlbumId, locationIds: readonly LocationId[]): void {
  settleWaitingAlbums(db);
  const ids = outside(db, albumId, locationIds);
  const last = preparePluck(
    db,
    'SELECT max(position) FROM album_photos INDEXED BY album_photos_order WHERE album_id = ? AND position IS NOT NULL',
  ).get(albumId) as string | null;
  const rows = rowsFor(db, albumId, ids);
  const keys = keysBetween(last, null, rows.length);
  place(
    db,
    editId,
    rows.map((row, i) => [row, keys[i] ?? null]),
  );
}

/** The rows of the album for these locations, in this order, made where there are none. */
function rowsFor(db: WriteDb, albumId: AlbumId, locationIds: readonly LocationId[]): readonly number[] {
  const parameters = { ids: idList(locationIds), album: albumId };
  const wanted = 'FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value';
  prepare(
    db,
    `INSERT INTO album_photos (album_id, photo_id, content_hash, library_id, rel_path, position, position_by)
     SELECT @album, e.photo_id, e.content_hash, e.library_id, e.rel_path, NULL, 0 ${wanted} WHERE true
     ON CONFLICT DO NOTHING`,
  ).run(parameters);
  return preparePluck(db, `SELECT ${storedSql('id')} ${wanted} ORDER BY wanted.key`).all(parameters) as number[];
}

/** Where rows stand from now on, null for out of the album, as a part of what an edit does. */
function place(db: WriteDb, editId: EditId, positions: readonly (readonly [row: number, key: string | null])[]): void {
  const parameters = { editId, positions: JSON.stringify(positions) };
  prepare(
    db,
    `INSERT INTO photo_changes (edit_id, photo_id, library_id, rel_path, field, old_value, old_by, new_value, new_by)
     SELECT @editId, a.photo_id, iif(a.photo_id IS NULL, a.library_id, NULL), iif(a.photo_id IS NULL, a.rel_path, NULL),
       'album', a.position, a.position_by, p.value ->> 1, @editId
     FROM json_each(@positions) AS p CROSS JOIN album_photos AS a ON a.id = p.value ->> 0`,
  ).run(parameters);
  prepare(
    db,
    `UPDATE album_photos SET position = p.value ->> 1, position_by = @editId
     FROM json_each(@positions) AS p WHERE album_photos.id = p.value ->> 0`,
  ).run(parameters);
}

/** Rows of photos that are in the album, of these locations and all files of their stacks. */
function rowsInside(db: ReadDb, albumId: AlbumId, locationIds: readonly LocationId[]): readonly number[] {
  return preparePluck(
    db,
    `SELECT DISTINCT ${storedSql('id')} FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
     WHERE ${storedSql('position')} IS NOT NULL`,
  ).all({ ids: idList(wholeStacks(db, locationIds, 'photo')), album: albumId }) as number[];
}

/** Null when none of them is in it. Throws an AppFailure `not_found`. */
export function removeFromAlbum(
  db: WriteDb,
  albumId: AlbumId,
  locationIds: readonly LocationId[],
  nowMs: number,
): EditId | null {
  return transaction(db, () => {
    livingAlbum(db, albumId);
    settleWaitingAlbums(db);
    const rows = rowsInside(db, albumId, locationIds);
    if (rows.length === 0) return null;
    const editId = record(db, 'album_photos_removed', albumId, { nowMs });
    place(
      db,
      editId,
      rows.map((row) => [row, null]),
    );
    countPhotos(db, editId);
    return editId;
  });
}

interface OrderedRow {
  readonly id: number;
  readonly position: string;
}

/**
 * Moves photos of an album before another one of it, null for the end; among themselves they keep their order. Null when
 * they stand there already. Throws an AppFailure `not_found`.
 */
export function moveInAlbum(
  db: WriteDb,
  albumId: AlbumId,
  locationIds: readonly LocationId[],
  before: LocationId | null,
  nowMs: number,
): EditId | null {
  return transaction(db, () => {
    livingAlbum(db, albumId);
    settleWaitingAlbums(db);
    const order = prepare(
      db,
      `SELECT id, position FROM album_photos INDEXED BY album_photos_order
       WHERE album_id = ? AND position IS NOT NULL ORDER BY position, id`,
    ).all(albumId) as OrderedRow[];
    const moving = new Set(rowsInside(db, albumId, locationIds));
    const target = before === null ? [] : rowsInside(db, albumId, [before]).filter((id) => !moving.has(id));
    const positions = newPositions(order, moving, before === null ? null : new Set(target));
    if (positions.length === 0) return null;
    const editId = record(db, 'album_photos_moved', albumId, { nowMs });
    place(db, editId, positions);
    // Those that had to make room are none that were moved.
    countPhotos(db, editId);
    return editId;
  });
}

/** Empty when the order stays as it is. `target`: before the first of these; null for the end. */
function newPositions(
  order: readonly OrderedRow[],
  moving: ReadonlySet<number>,
  target: ReadonlySet<number> | null,
): readonly (readonly [number, string])[] {
  const moved = order.filter(({ id }) => moving.has(id));
  const rest = order.filter(({ id }) => !moving.has(id));
  const found = target === null ? -1 : rest.findIndex(({ id }) => target.has(id));
  const at = found < 0 ? rest.length : found;
  const after = [...rest.slice(0, at), ...moved, ...rest.slice(at)];
  if (moved.length === 0 || after.every(({ id }, i) => id === order[i]?.id)) return [];
  const previous = rest[at - 1]?.position ?? null;
  // Photos that stand at one and the same place, as an edited file and its copy do, make room.
  const alike = rest.slice(at).filter(({ position }) => position === previous);
  const next = rest[at + alike.length]?.position ?? null;
  const rows = [...moved, ...alike];
  const keys = keysBetween(previous, next, rows.length);
  return rows.map(({ id }, i) => [id, keys[i] ?? '']);
}

function settleWaitingAlbums(db: WriteDb): void {
  if (foldFound(db, albumsTable, wholeQueue) > 0) fillPhotoChanges(db, wholeQueue);
}

// ------------------------------------------------------------------ taking back

export function isAlbumAction(action: EditAction): action is AlbumAction {
  return action.startsWith('album_');
}

const opposites = {
  album_photos_added: 'album_photos_removed',
  album_photos_removed: 'album_photos_added',
  album_photos_moved: 'album_photos_moved',
} as const;

/** Throws an AppFailure `edit_impossible` when the album is gone, unless it was this that took it away. */
export function takeBackAlbumEdit(
  db: WriteDb,
  undoes: EditId,
  action: AlbumAction,
  by: { readonly role: 'undo' | 'redo'; readonly nowMs: number },
): { id: EditId; skipped: number } {
  return transaction(db, () => {
    const { albumId, albumName, albumQuery } = prepare(
      db,
      'SELECT album_id AS albumId, album_name AS albumName, album_query AS albumQuery FROM edits WHERE id = ?',
    ).get(undoes) as { albumId: AlbumId; albumName: string; albumQuery: string | null };
    const isThere =
      preparePluck(db, 'SELECT 1 FROM albums WHERE id = ? AND deleted_at IS NULL').get(albumId) !== undefined;
    if (action === 'album_deleted' ? isThere : !isThere) {
      const text = isThere
        ? `The album “${albumName}” is there already.`
        : `The album “${albumName}” no longer exists.`;
      throw new AppFailure('edit_impossible', text, { editId: undoes });
    }
    const taking = { ...by, undoes };
    switch (action) {
      case 'album_created':
        return { id: deleteAlbum(db, albumId, taking), skipped: 0 };
      case 'album_deleted':
        return { id: reviveAlbum(db, albumId, taking), skipped: 0 };
      case 'album_renamed':
        return { id: renameAlbum(db, albumId, albumName, taking) ?? undoes, skipped: 0 };
      case 'album_search_changed':
        return { id: changeAlbumSearch(db, albumId, albumQuery ?? '', taking) ?? undoes, skipped: 0 };
      case 'album_photos_added':
      case 'album_photos_removed':
      case 'album_photos_moved': {
        settleWaitingAlbums(db);
        const id = record(db, opposites[action], albumId, taking);
        // What was put in goes, wherever it was moved to since.
        const stands = 'current_by = new_by OR (old_value IS NULL AND current IS NOT NULL)';
        putBack(db, { table: albumsTable, column: 'position', field: 'album', keyId: albumId, stands }, undoes, id);
        countPhotos(db, id);
        return { id, skipped: forgottenPhotos(db, albumsTable, undoes) };
      }
    }
  });
}

// ------------------------------------------------------------------ files that are edited, and files that are one photo

/** A step of a file's line, with the numbers of its photos. */
interface EditedBytes {
  readonly libraryId: LibraryId;
  readonly relPath: string;
  readonly fromPhoto: number;
  readonly toHash: Buffer;
  readonly toPhoto: number;
  readonly nowMs: number;
}

interface CarriedRow {
  readonly albumId: AlbumId;
  readonly position: string | null;
  readonly positionBy: number;
  readonly oldPosition: string | null;
  readonly oldBy: number;
}

/** The new bytes are in the albums of the old ones, at the same place, where no later edit said otherwise of these. */
export function carryAlbums(db: WriteDb, step: EditedBytes): void {
  const { libraryId, relPath, fromPhoto, toHash, toPhoto } = step;
  const rows = prepare(
    db,
    `SELECT a.album_id AS albumId, a.position, a.position_by AS positionBy, own.position AS oldPosition,
       coalesce(own.position_by, 0) AS oldBy
     FROM album_photos AS a LEFT JOIN album_photos AS own ON own.photo_id = @toPhoto AND own.album_id = a.album_id
     WHERE a.photo_id = @fromPhoto AND a.position_by > coalesce(own.position_by, 0) ORDER BY a.album_id`,
  ).all({ fromPhoto, toPhoto }) as CarriedRow[];
  for (const { albumId, position, positionBy, oldPosition, oldBy } of rows) {
    if ((position === null) === (oldPosition === null)) continue;
    const editId = carriedEdit(db, position === null ? 'album_photos_removed' : 'album_photos_added', albumId, step);
    prepare(
      db,
      `INSERT INTO photo_changes (edit_id, photo_id, field, old_value, old_by, new_value, new_by)
       VALUES (?, ?, 'album', ?, ?, ?, ?)`,
    ).run(editId, toPhoto, oldPosition, oldBy, position, positionBy);
    countPhotos(db, editId);
  }
  if (rows.length === 0) return;
  prepare(
    db,
    `INSERT INTO album_photos (album_id, photo_id, content_hash, library_id, rel_path, position, position_by)
     SELECT album_id, @toPhoto, @toHash, @libraryId, @relPath, position, position_by FROM album_photos
     WHERE photo_id = @fromPhoto
     ON CONFLICT (photo_id, album_id) WHERE photo_id IS NOT NULL DO UPDATE SET ${laterCounts(albumsTable)}`,
  ).run({ fromPhoto, toPhoto, toHash, libraryId, relPath });
}

/** Files edited within this time of each other are one line of the history for each album. */
const carriedTogetherMillis = 10 * 60_000;

function carriedEdit(
  db: WriteDb,
  action: 'album_photos_added' | 'album_photos_removed',
  albumId: AlbumId,
  { toPhoto: photoId, nowMs }: Pick<EditedBytes, 'toPhoto' | 'nowMs'>,
): EditId {
  const open = preparePluck(
    db,
    `SELECT id FROM edits WHERE id = (SELECT max(id) FROM edits WHERE album_id = @albumId) AND made_by = 'carry'
       AND action = @action AND undone_by IS NULL AND abs(@nowMs - at) < ${carriedTogetherMillis}
       AND NOT EXISTS (SELECT 1 FROM photo_changes AS c WHERE c.photo_id = @photoId AND c.edit_id = edits.id)`,
  ).get({ albumId, action, nowMs, photoId }) as EditId | undefined;
  return open ?? record(db, action, albumId, { nowMs, madeBy: 'carry' });
}

interface SharedRow {
  readonly cover: LocationId;
  readonly albumId: AlbumId;
  readonly position: string | null;
  readonly by: number;
}

/** Files that became one photo are in the albums that one of them was put in last, at its place. */
export function shareAlbums(db: WriteDb, members: readonly LocationId[], nowMs: number): void {
  if (members.length === 0 || preparePluck(db, 'SELECT max(id) FROM album_photos').get() === null) return;
  const rows = prepare(
    db,
    `SELECT m.stack_cover_id AS cover, a.album_id AS albumId, a.position, a.position_by AS "by"
     FROM json_each(?) AS wanted CROSS JOIN image_exif AS m ON m.id = wanted.value
     CROSS JOIN image_exif AS f ON f.id = m.id OR f.id = m.stack_cover_id
     CROSS JOIN album_photos AS a ON a.photo_id = f.photo_id
       OR (a.photo_id IS NULL AND a.rel_path = f.rel_path AND a.library_id = f.library_id)
     WHERE m.stack_cover_id IS NOT NULL ORDER BY a.position_by, a.id`,
  ).all(idList(members)) as SharedRow[];
  // The last one of each photo and album stays.
  const latest = new Map(rows.map((row) => [`${row.cover} ${row.albumId}`, row]));
  for (const { cover, albumId, position } of latest.values()) {
    settleWaitingAlbums(db);
    const files = wholeStacks(db, [cover], 'photo');
    const ids = position === null ? rowsInside(db, albumId, files) : rowsFor(db, albumId, outside(db, albumId, files));
    if (ids.length === 0) continue;
    const action = position === null ? 'album_photos_removed' : 'album_photos_added';
    const editId = record(db, action, albumId, { nowMs, madeBy: 'carry' });
    place(
      db,
      editId,
      ids.map((row) => [row, position]),
    );
    countPhotos(db, editId);
  }
}

// ------------------------------------------------------------------ reading

export function hasWaitingAlbums(db: ReadDb): boolean {
  return hasWaiting(db, albumsTable);
}

/** Every album that some of these photos were put in, by name, with how many. Copies of the same bytes count once. */
export function selectionAlbums(db: ReadDb, ids: readonly LocationId[]): SelectionAlbum[] {
  return snapshot(db, () => {
    const rows = prepare(
      db,
      `SELECT b.id, b.name, count(*) AS selectedCount FROM (${selectedSql(hasWaitingAlbums(db))}) AS held
       CROSS JOIN albums AS b ON b.id = held.album_id WHERE b.deleted_at IS NULL AND b.query IS NULL GROUP BY b.id`,
    ).all({ ids: idList(ids) }) as SelectionAlbum[];
    return rows.sort(byName);
  });
}

/** Albums and photos of `@ids` in them, each pair once. */
function selectedSql(hasWaitingRows: boolean): string {
  const wanted = 'json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value';
  if (!hasWaitingRows) {
    return `SELECT DISTINCT a.album_id, a.photo_id FROM ${wanted} CROSS JOIN album_photos AS a ON a.photo_id = e.photo_id
      WHERE a.position IS NOT NULL`;
  }
  // Of a row of the photo and one of this very place the later edit counts: a bare column is that of the maximum's row.
  const rowOf = 'SELECT a.album_id, coalesce(e.photo_id, -e.id) AS photo, a.position, a.position_by';
  return `SELECT album_id, photo FROM (
      SELECT album_id, photo, position, max(position_by) FROM (
        ${rowOf} FROM ${wanted} CROSS JOIN album_photos AS a ON a.photo_id = e.photo_id
        UNION ALL
        ${rowOf} FROM ${wanted} CROSS JOIN album_photos AS a INDEXED BY album_photos_unhashed
          ON a.photo_id IS NULL AND a.rel_path = e.rel_path AND a.library_id = e.library_id)
      GROUP BY album_id, photo) WHERE position IS NOT NULL`;
}

/**
 * Where the photo at the location `alias` stands in the album `@album`, NULL where it is not in it; with rows that wait
 * for their hash, those of this very place count too.
 */
export function positionSql(alias: string, hasWaitingRows: boolean): string {
  return rowSql('a.position', alias, hasWaitingRows);
}

/** The same as a text to sort by: of photos at one place, the one that was put there first. '/' comes before all digits. */
export function orderSql(alias: string, hasWaitingRows: boolean): string {
  return rowSql("a.position || '/' || printf('%015d', a.id)", alias, hasWaitingRows);
}

function rowSql(column: string, alias: string, hasWaitingRows: boolean): string {
  const byPhoto = `a.photo_id = ${alias}.photo_id AND a.album_id = @album`;
  const byPlace = `a.photo_id IS NULL AND a.rel_path = ${alias}.rel_path AND a.library_id = ${alias}.library_id AND a.album_id = @album`;
  const found = hasWaitingRows
    ? `WHERE (${byPhoto}) OR (${byPlace}) ORDER BY a.position_by DESC, a.position DESC LIMIT 1`
    : `WHERE ${byPhoto}`;
  return `(SELECT ${column} FROM album_photos AS a ${found})`;
}

/** Locations of the photos of the album `@album`, each once. */
export function locationsOfAlbumSql(hasWaitingRows: boolean): string {
  const byPhoto = `SELECT l.id FROM album_photos AS a INDEXED BY album_photos_order
    CROSS JOIN image_exif AS l ON l.photo_id = a.photo_id WHERE a.album_id = @album AND a.position IS NOT NULL`;
  return hasWaitingRows
    ? `${byPhoto} UNION SELECT l.id FROM album_photos AS a INDEXED BY album_photos_order
        CROSS JOIN image_exif AS l ON l.rel_path = a.rel_path AND l.library_id = a.library_id
        WHERE a.album_id = @album AND a.position IS NOT NULL AND a.photo_id IS NULL`
    : byPhoto;
}
