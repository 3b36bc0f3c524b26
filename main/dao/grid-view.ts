/** What a grid view shows, as SQL conditions on a location. */
import type { GridView, TagId } from '../../preload/contract/model.js';
import { preparePluck } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { belongsTo, hasCopyTagRows, hasUnhashedTagRows, homeOfRow, isForPlace } from './leads-to.js';

/** A view, and what decides how it is best read. */
export interface ViewPlan {
  readonly view: GridView;
  /** Tag rows without a hash exist, and have to be looked for by place. */
  readonly hasUnhashed: boolean;
  /** Tags for one copy exist, and the place decides who bears them. */
  readonly hasCopies: boolean;
  /** The tag is on few photos: start from them instead of going through all locations. */
  readonly isSparse: boolean;
}

// Above these, reading the index in its order is quicker than finding and sorting the tag's photos.
const sparseTagPhotos = { firstScreen: 50_000, all: 100_000 };

export function planView(db: ReadDb, view: GridView, wants: keyof typeof sparseTagPhotos): ViewPlan {
  const { tagId } = view;
  return {
    view,
    hasUnhashed: hasUnhashedTagRows(db),
    hasCopies: hasCopyTagRows(db),
    isSparse: tagId !== null && photosOf(db, tagId) <= sparseTagPhotos[wants],
  };
}

function photosOf(db: ReadDb, tagId: TagId): number {
  return (preparePluck(db, 'SELECT photos FROM tag_counts WHERE tag_id = ?').get(tagId) as number | undefined) ?? 0;
}

/** The FROM clause for `e`: by the smallest index that holds all that the view covers. */
export function sourceOf({ view, isSparse, hasUnhashed }: ViewPlan): string {
  if (view.filter === 'missing') return 'image_exif AS e INDEXED BY image_exif_not_present';
  if (view.filter === 'problems') return 'image_exif AS e INDEXED BY image_exif_problem';
  if (isSparse) return `(${locationsOfTag(hasUnhashed)}) AS tagged CROSS JOIN image_exif AS e ON e.id = tagged.id`;
  return view.libraryId === null
    ? 'image_exif AS e INDEXED BY image_exif_grid'
    : 'image_exif AS e INDEXED BY image_exif_library_order';
}

function locationsOfTag(hasUnhashed: boolean): string {
  const byHash = `SELECT l.id FROM (SELECT DISTINCT photo_id FROM tagged_photo WHERE tag_id = @tag AND photo_id IS NOT NULL) AS p
    CROSS JOIN image_exif AS l ON l.photo_id = p.photo_id`;
  return hasUnhashed
    ? `${byHash} UNION SELECT ${homeOfRow('u')} FROM tagged_photo AS u
        WHERE u.tag_id = @tag AND u.content_hash IS NULL AND u.copy_of IS NULL`
    : byHash;
}

/** The view shows the photo at this location, and may show it by this location. */
export function covers(plan: ViewPlan, alias: string): string {
  const { view, hasUnhashed, hasCopies } = plan;
  const conditions = [];
  if (view.libraryId !== null) conditions.push(`${alias}.library_id = @library`);
  if (view.filter === 'missing') {
    // "<> 0" says what the partial index says.
    conditions.push(`${alias}.presence = 2 AND ${alias}.presence <> 0`);
    conditions.push(
      `NOT EXISTS (SELECT 1 FROM image_exif AS c WHERE c.photo_id = ${alias}.photo_id AND c.presence < 2)`,
    );
  } else {
    conditions.push(`${alias}.presence < 2`);
  }
  if (view.filter === 'problems') conditions.push(`${alias}.preview_state >= 2`);
  if (view.filter === 'untagged') conditions.push(`NOT ${bears(alias, '', hasUnhashed, false)}`);
  if (view.tagId !== null) conditions.push(bears(alias, 'AND t.tag_id = @tag', hasUnhashed, hasCopies));
  return conditions.join(' AND ');
}

function bears(alias: string, only: string, hasUnhashed: boolean, hasCopies: boolean): string {
  const here = hasCopies ? `AND ${isForPlace('t', alias)}` : '';
  const byHash = `EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = ${alias}.photo_id ${only} ${here})`;
  return hasUnhashed
    ? `(${byHash} OR EXISTS (SELECT 1 FROM tagged_photo AS t WHERE ${belongsTo('t', alias)} ${only}))`
    : byHash;
}

/** The location `e` stands for its photo: present before not found once, then the lowest id of those covered. */
export function represents(plan: ViewPlan): string {
  return `${covers(plan, 'e')} AND NOT EXISTS (SELECT 1 FROM image_exif AS o WHERE o.photo_id = e.photo_id
    AND (o.presence, o.id) < (e.presence, e.id) AND ${covers(plan, 'o')})`;
}
