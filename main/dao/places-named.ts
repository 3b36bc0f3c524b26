/** Where a name leads on the map: the middle of the photos that bear it. */
import type { TagId } from '../../preload/contract/model.js';
import type { Position } from '../../preload/contract/search-query.js';
import { prepareRaw } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { locationsOfTag } from './borne.js';
import { idList } from './columns.js';

/** Photos looked at: enough to know a place. */
const mostLookedAt = 2_000;

/** Null when no photo with one of the tags, or with texts that match, says where it was taken. */
export function medianPosition(
  db: ReadDb,
  tags: readonly TagId[],
  match: string,
  hasUnhashed: boolean,
): Position | null {
  const tagged = prepareRaw(
    db,
    `SELECT e.latitude, e.longitude FROM (${locationsOfTag('IN (SELECT value FROM json_each(@tags))', hasUnhashed)}) AS found
     CROSS JOIN image_exif AS e ON e.id = found.id WHERE e.latitude IS NOT NULL AND e.longitude IS NOT NULL LIMIT ${String(mostLookedAt)}`,
  ).all({ tags: idList(tags) }) as [number, number][];
  const named =
    tagged.length > 0
      ? tagged
      : (prepareRaw(
          db,
          `SELECT e.latitude, e.longitude FROM (SELECT rowid FROM search_texts WHERE search_texts MATCH @match LIMIT ${String(10 * mostLookedAt)}) AS found
           CROSS JOIN image_exif AS e ON e.photo_id = found.rowid
           WHERE e.latitude IS NOT NULL AND e.longitude IS NOT NULL LIMIT ${String(mostLookedAt)}`,
        ).all({ match }) as [number, number][]);
  if (named.length === 0) return null;
  return {
    latitude: median(named.map(([latitude]) => latitude)),
    longitude: median(named.map(([, longitude]) => longitude)),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
