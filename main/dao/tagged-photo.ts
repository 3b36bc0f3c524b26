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
    const location = preparePluck(db, 'SELECT id FROM image_exif WHERE library_id = ? AND rel_path = ?').get(
      libraryId,
      relPath,
    ) as LocationId | undefined;
    if (location !== undefined) return tagLocations(db, [location], tagId, nowMs).length > 0;
    const there = preparePluck(
      db,
      'SELECT 1 FROM tagged_photo WHERE content_hash IS NULL AND rel_path = ? AND library_id = ? AND tag_id = ?',
    ).get(relPath, libraryId, tagId);
    if (there !== undefined) return false;
    prepare(db, 'INSERT INTO tagged_photo (library_id, rel_path, tag_id, created_time) VALUES (?, ?, ?, ?)').run(
      libraryId,
      relPath,
      tagId,
      nowMs,
    );
    return true;
  });
}

/** Tags the photos of these locations. Returns one location of each photo that did not bear the tag before. */
export function tagLocations(
  db: WriteDb,
  locationIds: readonly LocationId[],
  tagId: TagId,
  nowMs: number,
): LocationId[] {
  return transaction(db, () => {
    const byPlace = hasUnhashedTagRows(db)
      ? `AND NOT EXISTS (SELECT 1 FROM tagged_photo AS u WHERE u.tag_id = @tagId AND ${belongsTo('u', 'e')})`
      : '';
    const changed = preparePluck(
      db,
      `SELECT min(e.id) FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
       WHERE NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = e.photo_id AND t.tag_id = @tagId) ${byPlace}
       GROUP BY coalesce(e.photo_id, -e.id)`,
    ).all({ ids: idList(locationIds), tagId }) as LocationId[];
    // One statement: a round trip for each row costs more than the row.
    prepare(
      db,
      `INSERT INTO tagged_photo (library_id, rel_path, content_hash, photo_id, tag_id, created_time)
       SELECT e.library_id, e.rel_path, e.content_hash, e.photo_id, @tagId, @nowMs
       FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value`,
    ).run({ ids: idList(changed), tagId, nowMs });
    return changed;
  });
}

/**
 * Takes a tag off the photos of these locations: every row of the hash and tag, and the unhashed rows of all their
 * locations, which would bring it back through the union. Returns one location of each photo that bore it.
 */
export function untagLocations(db: WriteDb, locationIds: readonly LocationId[], tagId: TagId): LocationId[] {
  return transaction(db, () => {
    const rowsSql = hasUnhashedTagRows(db) ? `${rowsByHashSql} UNION ${rowsByPlaceSql}` : rowsByHashSql;
    const parameters = { ids: idList(locationIds), tagId };
    const changed = preparePluck(
      db,
      `SELECT min(found.locationId) FROM (${rowsSql}) AS found
       CROSS JOIN image_exif AS e ON e.id = found.locationId GROUP BY coalesce(e.photo_id, -e.id)`,
    ).all(parameters) as LocationId[];
    if (changed.length > 0) {
      prepare(db, `DELETE FROM tagged_photo WHERE id IN (SELECT found.rowId FROM (${rowsSql}) AS found)`).run(
        parameters,
      );
    }
    return changed;
  });
}

const rowsByHashSql = `
  SELECT e.id AS locationId, t.id AS rowId
  FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
  CROSS JOIN tagged_photo AS t ON t.photo_id = e.photo_id AND t.tag_id = @tagId`;
const rowsByPlaceSql = `
  SELECT e.id, t.id
  FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
  CROSS JOIN image_exif AS place ON place.id = e.id OR place.photo_id = e.photo_id
  CROSS JOIN tagged_photo AS t ON t.tag_id = @tagId AND ${belongsTo('t', 'place')}`;

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
