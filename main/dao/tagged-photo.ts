/** `tagged_photo`: which photos bear which tags. By bytes where the hash is known, by place until then. */
import type { LibraryId, LocationId, SelectionTag, TagId, TagSummary } from '../../preload/contract/model.js';
import { prepare, preparePluck, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { belongsTo, hasUnhashedTagRows } from './leads-to.js';
import { byName, photoCounts } from './tags.js';

export interface TagFileRequest {
  readonly libraryId: LibraryId;
  readonly relPath: string;
  readonly tagId: TagId;
  readonly nowMs: number;
}

/** Tags the file at a place, known to the index or not. Returns false when its photo bears the tag already. */
export function tagFile(db: WriteDb, request: TagFileRequest): boolean {
  const { libraryId, relPath, tagId, nowMs } = request;
  return transaction(db, () => {
    const location = prepare(
      db,
      `SELECT ${taggedColumns} FROM image_exif AS e WHERE e.library_id = ? AND e.rel_path = ?`,
    ).get(libraryId, relPath) as Tagged | undefined;
    if (location !== undefined) return tagOne(db, location, tagId, nowMs);
    const there = preparePluck(
      db,
      'SELECT 1 FROM tagged_photo WHERE content_hash IS NULL AND rel_path = ? AND library_id = ? AND tag_id = ?',
    ).get(relPath, libraryId, tagId);
    if (there !== undefined) return false;
    insertRow(db, { libraryId, relPath, hash: null, photoId: null }, tagId, nowMs);
    return true;
  });
}

interface Tagged {
  readonly id: LocationId;
  readonly libraryId: LibraryId;
  readonly relPath: string;
  readonly hash: Buffer | null;
  readonly photoId: number | null;
}

const taggedColumns =
  'e.id, e.library_id AS libraryId, e.rel_path AS relPath, e.content_hash AS hash, e.photo_id AS photoId';

/** Tags the photos of these locations. Returns one location of each photo that did not bear the tag before. */
export function tagLocations(
  db: WriteDb,
  locationIds: readonly LocationId[],
  tagId: TagId,
  nowMs: number,
): LocationId[] {
  return transaction(db, () => {
    const changed: LocationId[] = [];
    for (const location of locationsOf(db, locationIds)) {
      if (tagOne(db, location, tagId, nowMs)) changed.push(location.id);
    }
    return changed;
  });
}

/** In the order of the photo: neighbours in the index are written together. */
function locationsOf(db: ReadDb, ids: readonly LocationId[]): readonly Tagged[] {
  return prepare(
    db,
    `SELECT ${taggedColumns}
     FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value ORDER BY e.photo_id`,
  ).all(idList(ids)) as Tagged[];
}

function tagOne(db: WriteDb, location: Tagged, tagId: TagId, nowMs: number): boolean {
  const { id, relPath, photoId } = location;
  if (photoId !== null) {
    const bears = preparePluck(db, 'SELECT 1 FROM tagged_photo WHERE photo_id = ? AND tag_id = ?');
    if (bears.get(photoId, tagId) !== undefined) return false;
  }
  const bearsUnhashed = preparePluck(
    db,
    `SELECT 1 FROM tagged_photo AS t CROSS JOIN image_exif AS e
     WHERE e.id = ? AND t.content_hash IS NULL AND t.rel_path = ? AND t.tag_id = ? AND ${belongsTo('t', 'e')} LIMIT 1`,
  );
  if (bearsUnhashed.get(id, relPath, tagId) !== undefined) return false;
  insertRow(db, location, tagId, nowMs);
  return true;
}

function insertRow(db: WriteDb, place: Omit<Tagged, 'id'>, tagId: TagId, nowMs: number): void {
  prepare(
    db,
    'INSERT INTO tagged_photo (library_id, rel_path, content_hash, photo_id, tag_id, created_time) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(place.libraryId, place.relPath, place.hash, place.photoId, tagId, nowMs);
}

/**
 * Takes a tag off the photos of these locations: every row of the hash and tag, and the unhashed rows of all their
 * locations, which would bring it back through the union. Returns one location of each photo that bore it.
 */
export function untagLocations(db: WriteDb, locationIds: readonly LocationId[], tagId: TagId): LocationId[] {
  const removeByPhoto = prepare(db, 'DELETE FROM tagged_photo WHERE photo_id = ? AND tag_id = ?');
  const removeByPlace = prepare(
    db,
    `DELETE FROM tagged_photo WHERE id IN (
       SELECT t.id FROM image_exif AS e CROSS JOIN tagged_photo AS t
       WHERE e.id = ? AND t.tag_id = ? AND ${belongsTo('t', 'e')})`,
  );
  const places = preparePluck(db, 'SELECT id FROM image_exif WHERE photo_id = ?');
  return transaction(db, () => {
    const unhashedLeft = hasUnhashedTagRows(db);
    const changed: LocationId[] = [];
    for (const { id, photoId } of locationsOf(db, locationIds)) {
      let removed = photoId === null ? 0 : removeByPhoto.run(photoId, tagId).changes;
      if (unhashedLeft) {
        const all = photoId === null ? [id] : (places.all(photoId) as LocationId[]);
        for (const place of all) removed += removeByPlace.run(place, tagId).changes;
      }
      if (removed > 0) changed.push(id);
    }
    return changed;
  });
}

/** Pairs of a wanted location and a tag that its photo bears: by its hash, and by unhashed rows of the place itself. */
const tagPairsSql = `
  SELECT e.id AS locationId, t.tag_id AS tagId
  FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
  CROSS JOIN tagged_photo AS t ON t.photo_id = e.photo_id
  UNION
  SELECT e.id, t.tag_id
  FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
  CROSS JOIN tagged_photo AS t ON ${belongsTo('t', 'e')}`;

/** How many tags each photo bears; those without a tag are not in it. */
export function tagCountsOfLocations(db: ReadDb, ids: readonly LocationId[]): ReadonlyMap<LocationId, number> {
  return new Map([...tagIdsOfLocations(db, ids)].map(([id, tagIds]) => [id, tagIds.length]));
}

function tagIdsOfLocations(db: ReadDb, ids: readonly LocationId[]): ReadonlyMap<LocationId, TagId[]> {
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

function summariesOf(db: ReadDb, tagIds: ReadonlySet<TagId>): ReadonlyMap<TagId, TagSummary> {
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
