/** Who bears a tag, as SQL: shared by views and searches. */
import { belongsTo, homeOfRow, isForPlace } from './leads-to.js';

/** A condition: the location bears a tag. `only`: which ones, of the row `t`. Copies matter where tags for one copy exist. */
export function bears(alias: string, only: string, hasUnhashed: boolean, hasCopies: boolean): string {
  const here = hasCopies ? `AND ${isForPlace('t', alias)}` : '';
  const byHash = `EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = ${alias}.photo_id ${only} ${here})`;
  return hasUnhashed
    ? `(${byHash} OR EXISTS (SELECT 1 FROM tagged_photo AS t WHERE ${belongsTo('t', alias)} ${only}))`
    : byHash;
}

/** A query for the ids of all locations of photos with a tag; `which` says what its `tag_id` is. */
export function locationsOfTag(which: string, hasUnhashed: boolean): string {
  const byHash = `SELECT l.id FROM (SELECT DISTINCT photo_id FROM tagged_photo WHERE tag_id ${which} AND photo_id IS NOT NULL) AS p
    CROSS JOIN image_exif AS l ON l.photo_id = p.photo_id`;
  return hasUnhashed
    ? `${byHash} UNION SELECT ${homeOfRow('u')} FROM tagged_photo AS u
        WHERE u.tag_id ${which} AND u.content_hash IS NULL AND u.copy_of IS NULL`
    : byHash;
}
