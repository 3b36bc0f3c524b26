/** `image_exif.stack_cover_id`: which file shows a photo that consists of several. Kept up by `settle-stacks.ts`. */
import type { LocationId, MediaKind, StackedFile, TagScope } from '../../preload/contract/model.js';
import { fileNameOf } from '../core/rel-path.js';
import { prepare, preparePluck, prepareRaw } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { idList } from './columns.js';

/**
 * Locations with those that are one photo with them: an edit of one file of a stack is an edit of them all, so that what
 * is left of it still has what was said of the photo. For a whole `photo`, stacks that other places of its bytes show too.
 */
export function wholeStacks(db: ReadDb, locationIds: readonly LocationId[], scope: TagScope): readonly LocationId[] {
  if (!hasStacks(db)) return locationIds;
  const elsewhere =
    scope === 'photo'
      ? 'UNION SELECT p.id FROM asked AS e CROSS JOIN image_exif AS p ON p.photo_id = e.photo_id WHERE p.stack_cover_id IS NULL'
      : '';
  return preparePluck(
    db,
    `WITH asked AS MATERIALIZED (SELECT e.id, e.photo_id, e.stack_cover_id
         FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value),
       own AS MATERIALIZED (SELECT coalesce(stack_cover_id, id) AS id FROM asked),
       cover AS MATERIALIZED (SELECT id FROM own ${elsewhere})
     SELECT id FROM asked UNION SELECT id FROM own
     UNION SELECT m.id FROM cover CROSS JOIN image_exif AS m ON m.stack_cover_id = cover.id`,
  ).all(idList(locationIds)) as LocationId[];
}

/** The files that show these, each once. */
export function shownBy(db: ReadDb, locationIds: readonly LocationId[]): LocationId[] {
  return preparePluck(
    db,
    `SELECT DISTINCT coalesce(e.stack_cover_id, e.id)
     FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value ORDER BY 1`,
  ).all(idList(locationIds)) as LocationId[];
}

/** What kinds of files each of these shows beside itself; those without a stack are not in it. */
export function kindsBehind(db: ReadDb, ids: readonly LocationId[]): ReadonlyMap<LocationId, readonly MediaKind[]> {
  const rows = prepareRaw(
    db,
    `SELECT m.stack_cover_id, json_group_array(DISTINCT m.media_kind)
     FROM json_each(?) AS wanted CROSS JOIN image_exif AS m ON m.stack_cover_id = wanted.value GROUP BY m.stack_cover_id`,
  ).all(idList(ids)) as [LocationId, string][];
  return new Map(rows.map(([id, kinds]) => [id, (JSON.parse(kinds) as MediaKind[]).sort()]));
}

const coverSql = '(SELECT coalesce(stack_cover_id, id) FROM image_exif WHERE id = @id)';

/** The files that are one photo with this one, the cover first; empty when it is one file. */
export function stackOf(db: ReadDb, locationId: LocationId): readonly StackedFile[] {
  const rows = prepare(
    db,
    `SELECT e.id AS locationId, e.rel_path AS relPath, e.media_kind AS mediaKind, coalesce(e.size_bytes, 0) AS sizeBytes
     FROM image_exif AS e WHERE e.id = ${coverSql}
     UNION ALL
     SELECT m.id, m.rel_path, m.media_kind, coalesce(m.size_bytes, 0) FROM image_exif AS m WHERE m.stack_cover_id = ${coverSql}`,
  ).all({ id: locationId }) as (Omit<StackedFile, 'fileName'> & { readonly relPath: string })[];
  const [cover, ...behind] = rows.map(({ relPath, ...file }) => ({ ...file, fileName: fileNameOf(relPath) }));
  if (cover === undefined || behind.length === 0) return [];
  return [cover, ...behind.sort((a, b) => (a.fileName < b.fileName ? -1 : 1))];
}

function hasStacks(db: ReadDb): boolean {
  const any = preparePluck(
    db,
    'SELECT 1 FROM image_exif INDEXED BY image_exif_stack WHERE stack_cover_id IS NOT NULL LIMIT 1',
  );
  return any.get() !== undefined;
}
