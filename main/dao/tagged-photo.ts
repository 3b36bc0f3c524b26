/** `tagged_photo`: which photos bear which tags. By bytes where the hash is known, by place until then. */
import type {
  Edit,
  EditId,
  LibraryId,
  LocationId,
  PhotoTag,
  SelectionTag,
  TagId,
  TagScope,
  TagSummary,
} from '../../preload/contract/model.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { countPhotos, joinEdits, recordEdit, setPhotoCount } from './edits.js';
import { areTagRowsPlain, belongsTo, hasCopyTagRows, hasUnhashedTagRows, homeOfRow, isForPlace } from './leads-to.js';
import { shownBy, wholeStacks } from './stacks.js';
import { byName, findOrCreateTag, getTag, livingTag, photoCounts } from './tags.js';

export interface TagFileRequest {
  readonly libraryId: LibraryId;
  readonly relPath: string;
  readonly tagId: TagId;
  readonly nowMs: number;
}

/** What an edit of tags did. */
export interface TagChange {
  /** Null when nothing had to be changed. */
  readonly editId: EditId | null;
  /** One location of each photo that the edit changed; of a stack the file that shows it. */
  readonly changed: LocationId[];
}

const nothingChanged: TagChange = { editId: null, changed: [] };

/** Tags the file at a place, known to the index or not. Returns false when its photo bears the tag already. */
export function tagFile(db: WriteDb, request: TagFileRequest): boolean {
  const { libraryId, relPath, tagId, nowMs } = request;
  return transaction(db, () => {
    const location = preparePluck(db, 'SELECT id FROM image_exif WHERE library_id = ? AND rel_path = ?').get(
      libraryId,
      relPath,
    ) as LocationId | undefined;
    if (location !== undefined) return tagLocations(db, [location], tagId, nowMs, 'import').changed.length > 0;
    const there = preparePluck(
      db,
      `SELECT 1 FROM tagged_photo
       WHERE content_hash IS NULL AND copy_of IS NULL AND rel_path = ? AND library_id = ? AND tag_id = ?`,
    ).get(relPath, libraryId, tagId);
    if (there !== undefined) return false;
    prepare(db, 'INSERT INTO tagged_photo (library_id, rel_path, tag_id, created_time) VALUES (?, ?, ?, ?)').run(
      libraryId,
      relPath,
      tagId,
      nowMs,
    );
    const editId = recordEdit(db, { action: 'tag_added', madeBy: 'import', tagId, nowMs });
    prepare(db, 'INSERT INTO tag_changes (edit_id, library_id, rel_path, is_added) VALUES (?, ?, ?, 1)').run(
      editId,
      libraryId,
      relPath,
    );
    return true;
  });
}

export interface NamedTagChange extends TagChange {
  readonly tagId: TagId;
}

/**
 * Gives the tag of that name to photos or copies. The tag is made in the same transaction: what fails leaves none behind.
 * Throws an AppFailure `name_invalid` or `edit_impossible`.
 */
export function tagByName(
  db: WriteDb,
  locationIds: readonly LocationId[],
  name: string,
  scope: TagScope,
  nowMs: number,
): NamedTagChange {
  return transaction(db, () => {
    const tagId = findOrCreateTag(db, name, nowMs).id;
    const give = scope === 'copy' ? tagCopies : tagLocations;
    return { tagId, ...give(db, locationIds, tagId, nowMs) };
  });
}

/**
 * Tags the photos of these locations, all places of each, with all files of their stacks. Rows for single copies, which
 * the tag makes needless, go in the same edit: a new one, or `into`, which gives the tag too.
 */
export function tagLocations(
  db: WriteDb,
  locationIds: readonly LocationId[],
  tagId: TagId,
  nowMs: number,
  madeBy: Edit['madeBy'] = 'user',
  into: EditId | null = null,
): TagChange {
  return transaction(db, () => {
    const byPlace = hasUnhashedTagRows(db)
      ? `AND NOT EXISTS (SELECT 1 FROM tagged_photo AS u WHERE u.tag_id = @tagId AND ${belongsTo('u', 'e')})`
      : '';
    const changed = preparePluck(
      db,
      `SELECT min(e.id) FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
       WHERE NOT EXISTS (SELECT 1 FROM tagged_photo AS t
         WHERE t.photo_id = e.photo_id AND t.tag_id = @tagId AND t.copy_of IS NULL) ${byPlace}
       GROUP BY coalesce(e.photo_id, -e.id)`,
    ).all({ ids: idList(wholeStacks(db, locationIds, 'photo')), tagId }) as LocationId[];
    if (changed.length === 0) return nothingChanged;
    const ids = idList(changed);
    const editId = into ?? recordEdit(db, { action: 'tag_added', madeBy, tagId, nowMs });
    // One statement: a round trip for each row costs more than the row.
    prepare(
      db,
      `INSERT INTO tagged_photo (library_id, rel_path, content_hash, photo_id, tag_id, created_time)
       SELECT e.library_id, e.rel_path, e.content_hash, e.photo_id, @tagId, @nowMs
       FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value`,
    ).run({ ids, tagId, nowMs });
    prepare(
      db,
      `INSERT INTO tag_changes (edit_id, photo_id, library_id, rel_path, is_added)
       SELECT @editId, e.photo_id, iif(e.photo_id IS NULL, e.library_id, NULL), iif(e.photo_id IS NULL, e.rel_path, NULL), 1
       FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value`,
    ).run({ ids, editId });
    if (hasCopyTagRows(db)) takeRows(db, editId, rowList(db, rowsOfCopiesSql, { ids, tagId }));
    if (into === null) setPhotoCount(db, editId, changed.length);
    else countPhotos(db, editId);
    return { editId, changed: shownBy(db, changed) };
  });
}

/**
 * Gives several tags to the photos of these locations: one edit, which the last tag that was new to any of them stands for
 * in the history. Those named are made where there are none; numbers of tags that are gone are left out. Throws an
 * AppFailure `name_invalid`.
 */
export function giveTags(
  db: WriteDb,
  locationIds: readonly LocationId[],
  tags: readonly (TagId | string)[],
  nowMs: number,
): TagChange {
  return transaction(db, () => {
    const tagIds = tags.flatMap((tag) => {
      const known = typeof tag === 'string' ? findOrCreateTag(db, tag, nowMs) : getTag(db, tag);
      return known === null ? [] : [known.id];
    });
    return asOneChange(
      db,
      [...new Set(tagIds)].map((tagId) => tagLocations(db, locationIds, tagId, nowMs)),
    );
  });
}

/** The last edit that changed something stands for them all. */
export function asOneChange(db: WriteDb, changes: readonly TagChange[]): TagChange {
  const ids = changes.map(({ editId }) => editId).filter((editId) => editId !== null);
  const whole = ids.at(-1) ?? null;
  for (const id of ids) if (whole !== null && id !== whole) joinEdits(db, id, whole);
  if (whole !== null && ids.length > 1) countPhotos(db, whole);
  return { editId: whole, changed: [...new Set(changes.flatMap(({ changed }) => changed))] };
}

/** Takes several tags off the photos of these locations: one edit. */
export function takeTags(
  db: WriteDb,
  locationIds: readonly LocationId[],
  tagIds: readonly TagId[],
  nowMs: number,
): TagChange {
  return transaction(db, () =>
    asOneChange(
      db,
      tagIds.map((tagId) => untagLocations(db, locationIds, tagId, nowMs)),
    ),
  );
}

/** Gives a tag to the photos of these locations; takes it off them when all bear it. */
export function toggleTag(db: WriteDb, locationIds: readonly LocationId[], tagId: TagId, nowMs: number): TagChange {
  return transaction(db, () => {
    livingTag(db, tagId);
    const given = tagLocations(db, locationIds, tagId, nowMs);
    return given.editId === null ? untagLocations(db, locationIds, tagId, nowMs) : given;
  });
}

/**
 * Takes a tag off the photos of these locations: every row of the hash and tag, those for single copies too, and the
 * unhashed rows of all their locations, which would bring it back through the union; of all files of their stacks.
 */
export function untagLocations(
  db: WriteDb,
  locationIds: readonly LocationId[],
  tagId: TagId,
  nowMs: number,
): TagChange {
  return transaction(db, () => takeFrom(db, rowsOfPhotosSql(db), wholeStacks(db, locationIds, 'photo'), tagId, nowMs));
}

/**
 * Tags these very files, with the rest of their stacks; other places of their bytes are left out. Throws an AppFailure
 * `edit_impossible`.
 */
export function tagCopies(db: WriteDb, locationIds: readonly LocationId[], tagId: TagId, nowMs: number): TagChange {
  return transaction(db, () => {
    const files = wholeStacks(db, locationIds, 'copy');
    requireHashes(db, files);
    const changed = preparePluck(
      db,
      `SELECT DISTINCT e.id FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
       WHERE NOT EXISTS (SELECT 1 FROM tagged_photo AS t
         WHERE t.photo_id = e.photo_id AND t.tag_id = @tagId AND ${isForPlace('t', 'e')})
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE ${isCopyRowOf('t', 'e')} AND t.tag_id = @tagId)
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS u WHERE u.tag_id = @tagId AND ${belongsTo('u', 'e')})`,
    ).all({ ids: idList(files), tagId }) as LocationId[];
    if (changed.length === 0) return nothingChanged;
    const editId = recordEdit(db, { action: 'tag_added', madeBy: 'user', tagId, nowMs });
    giveToCopies(db, editId, changed, tagId, nowMs);
    countPhotos(db, editId);
    return { editId, changed: shownBy(db, changed) };
  });
}

/** Takes away what only these files and the rest of their stacks bear. Throws an AppFailure `edit_impossible`. */
export function untagCopies(db: WriteDb, locationIds: readonly LocationId[], tagId: TagId, nowMs: number): TagChange {
  return transaction(db, () => {
    const files = wholeStacks(db, locationIds, 'copy');
    requireHashes(db, files);
    return takeFrom(db, rowsOfThisCopySql, files, tagId, nowMs);
  });
}

/**
 * `copy`: of a photo that bears the tag, only this file does from now on. `photo`: a tag of this file becomes one of all
 * its places; so do the files of its stack. Nothing where it is so already. Throws an AppFailure `edit_impossible`.
 */
export function setTagScope(
  db: WriteDb,
  locationId: LocationId,
  tagId: TagId,
  scope: TagScope,
  nowMs: number,
): TagChange {
  return transaction(db, () => {
    const stack = wholeStacks(db, [locationId], 'copy');
    requireHashes(db, stack);
    const [from, to] = scope === 'copy' ? (['photo', 'copy'] as const) : (['copy', 'photo'] as const);
    const files = stack.filter((id) => tagScopesOfLocation(db, id).get(tagId) === from);
    if (files.length === 0) return nothingChanged;
    const parameters = { ids: idList(files), tagId };
    const rows = rowList(db, rowsOfPhotosSql(db), parameters);
    const since = preparePluck(
      db,
      'SELECT min(t.created_time) FROM json_each(?) AS r CROSS JOIN tagged_photo AS t ON t.id = r.value',
    ).get(rows) as number;
    const action = to === 'copy' ? 'tag_narrowed' : 'tag_widened';
    const editId = recordEdit(db, { action, madeBy: 'user', tagId, nowMs });
    takeRows(db, editId, rows);
    if (to === 'copy') giveToCopies(db, editId, files, tagId, since);
    else for (const id of files) giveToPhoto(db, editId, id, tagId, since);
    countPhotos(db, editId);
    return { editId, changed: [locationId] };
  });
}

function requireHashes(db: ReadDb, locationIds: readonly LocationId[]): void {
  const unread = preparePluck(
    db,
    `SELECT e.rel_path FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
     WHERE e.photo_id IS NULL LIMIT 1`,
  ).get(idList(locationIds)) as string | undefined;
  if (unread === undefined) return;
  throw new AppFailure(
    'edit_impossible',
    `“${unread}” has not been read yet, so its copies are not known. Wait until it is read, or tag the photo instead.`,
    { relPath: unread },
    true,
  );
}

function giveToCopies(db: WriteDb, editId: EditId, ids: readonly LocationId[], tagId: TagId, sinceMs: number): void {
  const parameters = { ids: idList(ids), editId, tagId, sinceMs };
  // The trigger gives the hash to those whose file is there.
  prepare(
    db,
    `INSERT INTO tagged_photo (library_id, rel_path, copy_of, tag_id, created_time)
     SELECT e.library_id, e.rel_path, e.content_hash, @tagId, @sinceMs
     FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value`,
  ).run(parameters);
  prepare(
    db,
    `INSERT INTO tag_changes (edit_id, photo_id, library_id, rel_path, is_copy, is_added)
     SELECT @editId, e.photo_id, e.library_id, e.rel_path, 1, 1
     FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value`,
  ).run(parameters);
}

function giveToPhoto(db: WriteDb, editId: EditId, locationId: LocationId, tagId: TagId, sinceMs: number): void {
  prepare(
    db,
    `INSERT INTO tagged_photo (library_id, rel_path, content_hash, photo_id, tag_id, created_time)
     SELECT library_id, rel_path, content_hash, photo_id, ?, ? FROM image_exif WHERE id = ?`,
  ).run(tagId, sinceMs, locationId);
  prepare(
    db,
    'INSERT INTO tag_changes (edit_id, photo_id, is_added) SELECT ?, photo_id, 1 FROM image_exif WHERE id = ?',
  ).run(editId, locationId);
}

/** Takes the rows that `rowsSql` finds for these locations, as an edit of the user. */
function takeFrom(
  db: WriteDb,
  rowsSql: string,
  locationIds: readonly LocationId[],
  tagId: TagId,
  nowMs: number,
): TagChange {
  const parameters = { ids: idList(locationIds), tagId };
  const changed = preparePluck(
    db,
    `SELECT min(found.locationId) FROM (${rowsSql}) AS found
     CROSS JOIN image_exif AS e ON e.id = found.locationId GROUP BY coalesce(e.photo_id, -e.id)`,
  ).all(parameters) as LocationId[];
  if (changed.length === 0) return nothingChanged;
  const editId = recordEdit(db, { action: 'tag_removed', madeBy: 'user', tagId, nowMs });
  const isPlain = !hasUnhashedTagRows(db);
  takeRows(db, editId, rowList(db, rowsSql, parameters));
  if (isPlain) setPhotoCount(db, editId, changed.length);
  else countPhotos(db, editId);
  return { editId, changed: shownBy(db, changed) };
}

/** Ids of the rows that `rowsSql` finds, as one parameter for `json_each(?)`. */
export function rowList(db: ReadDb, rowsSql: string, parameters: Readonly<Record<string, unknown>>): string {
  return preparePluck(db, `SELECT json_group_array(found.rowId) FROM (${rowsSql}) AS found`).get(parameters) as string;
}

/** Deletes tag rows and writes into an edit what each photo loses by it. */
export function takeRows(db: WriteDb, editId: EditId, rows: string): void {
  prepare(db, areTagRowsPlain(db) ? writePlainLossSql : writeLossSql).run({ editId, rows });
  prepare(db, 'DELETE FROM tagged_photo WHERE id IN (SELECT value FROM json_each(?))').run(rows);
}

/** While all rows are of hashed photos: a third of the work. */
const writePlainLossSql = `
  INSERT INTO tag_changes (edit_id, photo_id, is_added, tagged_at)
  SELECT @editId, t.photo_id, 0, min(t.created_time)
  FROM json_each(@rows) AS r CROSS JOIN tagged_photo AS t ON t.id = r.value GROUP BY t.photo_id`;
const writeLossSql = `
  INSERT INTO tag_changes (edit_id, photo_id, library_id, rel_path, is_copy, is_added, tagged_at)
     SELECT @editId, photo, library, path, is_copy, 0, min(since) FROM (
       SELECT t.photo_id AS photo, NULL AS library, NULL AS path, 0 AS is_copy, t.created_time AS since
       FROM json_each(@rows) AS r CROSS JOIN tagged_photo AS t ON t.id = r.value
       WHERE t.copy_of IS NULL AND t.photo_id IS NOT NULL
       UNION ALL
       SELECT p.id, t.library_id, t.rel_path, 1, t.created_time
       FROM json_each(@rows) AS r CROSS JOIN tagged_photo AS t ON t.id = r.value
       CROSS JOIN photos AS p ON p.content_hash = t.copy_of
       WHERE t.copy_of IS NOT NULL
       UNION ALL
       SELECT e.photo_id, iif(e.photo_id IS NULL, coalesce(e.library_id, t.library_id), NULL),
         iif(e.photo_id IS NULL, t.rel_path, NULL), 0, t.created_time
       FROM json_each(@rows) AS r CROSS JOIN tagged_photo AS t ON t.id = r.value
       LEFT JOIN image_exif AS e ON e.id = ${homeOfRow('t')}
       WHERE t.copy_of IS NULL AND t.photo_id IS NULL)
     GROUP BY photo, library, path, is_copy`;

/** The row is for the copy at `location` alone, found or not found there. */
function isCopyRowOf(row: string, location: string): string {
  return `${row}.copy_of IS NOT NULL AND ${row}.library_id = ${location}.library_id AND ${row}.rel_path = ${location}.rel_path
    AND ${row}.copy_of = ${location}.content_hash`;
}

function rowsOfPhotosSql(db: ReadDb): string {
  return [
    rowsByHashSql,
    ...(hasUnhashedTagRows(db) ? [rowsByPlaceSql] : []),
    ...(hasCopyTagRows(db) ? [rowsOfCopiesSql] : []),
  ].join(' UNION ');
}

const rowsByHashSql = `
  SELECT e.id AS locationId, t.id AS rowId
  FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
  CROSS JOIN tagged_photo AS t ON t.photo_id = e.photo_id AND t.tag_id = @tagId`;
const rowsByPlaceSql = `
  SELECT e.id AS locationId, t.id AS rowId
  FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
  CROSS JOIN image_exif AS place ON place.id = e.id OR place.photo_id = e.photo_id
  CROSS JOIN tagged_photo AS t ON t.tag_id = @tagId AND ${belongsTo('t', 'place')}`;
/** Of missing files too, whose rows have no hash. */
const rowsOfCopiesSql = `
  SELECT e.id AS locationId, t.id AS rowId
  FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
  CROSS JOIN image_exif AS place ON place.photo_id = e.photo_id
  CROSS JOIN tagged_photo AS t ON ${isCopyRowOf('t', 'place')} AND t.tag_id = @tagId`;
const rowsOfThisCopySql = `
  SELECT e.id AS locationId, t.id AS rowId
  FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
  CROSS JOIN tagged_photo AS t ON ${isCopyRowOf('t', 'e')} AND t.tag_id = @tagId`;

/** All rows that make photos bear a tag, by the photos' numbers. */
export const rowsOfPhotoNumbersSql = `
  SELECT t.id AS rowId FROM json_each(@photos) AS wanted
  CROSS JOIN tagged_photo AS t ON t.photo_id = wanted.value AND t.tag_id = @tagId
  UNION
  SELECT t.id FROM json_each(@photos) AS wanted CROSS JOIN image_exif AS place ON place.photo_id = wanted.value
  CROSS JOIN tagged_photo AS t ON t.tag_id = @tagId AND ${belongsTo('t', 'place')}
  UNION
  SELECT t.id FROM json_each(@photos) AS wanted CROSS JOIN image_exif AS place ON place.photo_id = wanted.value
  CROSS JOIN tagged_photo AS t ON ${isCopyRowOf('t', 'place')} AND t.tag_id = @tagId`;

/** Pairs of a wanted location and a tag that its photo bears: by its hash, and by unhashed rows of the place itself. */
const tagPairsSql = `
  SELECT e.id AS locationId, t.tag_id AS tagId
  FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
  CROSS JOIN tagged_photo AS t ON t.photo_id = e.photo_id AND ${isForPlace('t', 'e')}
  UNION
  SELECT e.id, t.tag_id
  FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
  CROSS JOIN tagged_photo AS t ON ${belongsTo('t', 'e')}`;

/** How many tags each photo bears; those without a tag are not in it. */
export function tagCountsOfLocations(db: ReadDb, ids: readonly LocationId[]): ReadonlyMap<LocationId, number> {
  return new Map([...tagIdsOfLocations(db, ids)].map(([id, tagIds]) => [id, tagIds.length]));
}

/** Those without a tag are not in it. */
export function tagIdsOfLocations(db: ReadDb, ids: readonly LocationId[]): ReadonlyMap<LocationId, TagId[]> {
  const pairs = prepare(db, tagPairsSql).all({ ids: idList(ids) }) as { locationId: LocationId; tagId: TagId }[];
  const byLocation = new Map<LocationId, TagId[]>();
  for (const { locationId, tagId } of pairs) {
    const tagIds = byLocation.get(locationId);
    if (tagIds === undefined) byLocation.set(locationId, [tagId]);
    else tagIds.push(tagId);
  }
  return byLocation;
}

/** The tags of each photo by name, for the badge and the inspector alike; ids that are gone are left out. */
export function tagsOfLocations(db: ReadDb, ids: readonly LocationId[]): Map<LocationId, TagSummary[]> {
  return snapshot(db, () => {
    const byLocation = tagIdsOfLocations(db, ids);
    const summaries = summariesOf(db, new Set([...byLocation.values()].flat()));
    const known = preparePluck(
      db,
      'SELECT e.id FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value',
    ).all(idList(ids)) as LocationId[];
    return new Map(
      known.map((id) => {
        const tags = (byLocation.get(id) ?? []).map((tagId) => summaries.get(tagId)).filter((tag) => tag !== undefined);
        return [id, tags.sort(byName)];
      }),
    );
  });
}

/** A tag that all places bear is of the photo, whatever rows for single copies there are besides. */
function tagScopesOfLocation(db: ReadDb, locationId: LocationId): ReadonlyMap<TagId, TagScope> {
  const rows = prepare(
    db,
    `SELECT t.tag_id AS tagId, min(t.copy_of IS NOT NULL) AS isCopy FROM image_exif AS e
     CROSS JOIN tagged_photo AS t ON t.photo_id = e.photo_id AND ${isForPlace('t', 'e')}
     WHERE e.id = @id GROUP BY t.tag_id
     UNION ALL
     SELECT t.tag_id, 0 FROM image_exif AS e CROSS JOIN tagged_photo AS t ON ${belongsTo('t', 'e')} WHERE e.id = @id`,
  ).all({ id: locationId }) as { tagId: TagId; isCopy: number }[];
  const scopes = new Map<TagId, TagScope>();
  for (const { tagId, isCopy } of rows) {
    if (isCopy === 0 || !scopes.has(tagId)) scopes.set(tagId, isCopy === 1 ? 'copy' : 'photo');
  }
  return scopes;
}

/** The tags of one file by name, each for the photo or for this copy. */
export function tagsOfCopy(db: ReadDb, locationId: LocationId): PhotoTag[] {
  return snapshot(db, () => {
    const scopes = tagScopesOfLocation(db, locationId);
    const summaries = summariesOf(db, new Set(scopes.keys()));
    return [...summaries.values()].map((tag) => ({ ...tag, scope: scopes.get(tag.id) ?? 'photo' })).sort(byName);
  });
}

/** The tags that only single copies of a photo bear, by place. */
export function tagsOfCopies(db: ReadDb, photoId: number): ReadonlyMap<LocationId, TagSummary[]> {
  const rows = prepare(
    db,
    `SELECT DISTINCT e.id AS locationId, t.tag_id AS tagId FROM image_exif AS e
     CROSS JOIN tagged_photo AS t ON ${isCopyRowOf('t', 'e')} WHERE e.photo_id = ?`,
  ).all(photoId) as { locationId: LocationId; tagId: TagId }[];
  const summaries = summariesOf(db, new Set(rows.map(({ tagId }) => tagId)));
  const byPlace = new Map<LocationId, TagSummary[]>();
  for (const { locationId, tagId } of rows) {
    const tag = summaries.get(tagId);
    if (tag !== undefined) byPlace.set(locationId, [...(byPlace.get(locationId) ?? []), tag].sort(byName));
  }
  return byPlace;
}

export function summariesOf(db: ReadDb, tagIds: ReadonlySet<TagId>): ReadonlyMap<TagId, TagSummary> {
  const ids = [...tagIds];
  const counts = photoCounts(db, ids);
  const rows = prepare(
    db,
    'SELECT t.id, t.name FROM json_each(?) AS wanted CROSS JOIN tags AS t ON t.id = wanted.value',
  ).all(idList(ids)) as { id: TagId; name: string }[];
  return new Map(rows.map((row) => [row.id, { ...row, photoCount: counts.get(row.id) ?? 0 }]));
}

/** Every tag on the selected photos, by name, with how many of the photos bear it. Copies of the same bytes count once. */
export function selectionTags(db: ReadDb, ids: readonly LocationId[]): SelectionTag[] {
  return snapshot(db, () => {
    const rows = prepare(
      db,
      `WITH pair AS (${tagPairsSql})
       SELECT pair.tagId, count(DISTINCT coalesce(e.photo_id, -e.id)) AS selectedCount
       FROM pair CROSS JOIN image_exif AS e ON e.id = pair.locationId GROUP BY pair.tagId`,
    ).all({ ids: idList(ids) }) as { tagId: TagId; selectedCount: number }[];
    const summaries = summariesOf(db, new Set(rows.map(({ tagId }) => tagId)));
    return rows
      .flatMap(({ tagId, selectedCount }) => {
        const summary = summaries.get(tagId);
        return summary === undefined ? [] : [{ ...summary, selectedCount }];
      })
      .sort(byName);
  });
}
