/** What the orders of a grid are read by. */
import type { GridOrder, GridView, LibraryId } from '../../preload/contract/model.js';
import { usualOrder } from '../core/grid-order.js';
import { preparePluck, prepareRaw } from '../db/open.js';
import type { ReadDb } from '../db/open.js';

export function gridOrderOf({ order }: GridView): GridOrder {
  return order ?? usualOrder;
}

/** By what photos are sorted, of `e`; null where the columns of every list say it. */
export function keySql({ by }: GridOrder): string | null {
  switch (by) {
    case 'captured':
    case 'rating':
      return null;
    case 'added':
      return 'e.added_at';
    case 'name':
      return 'e.rel_path';
    case 'size':
      return 'e.size_bytes';
  }
}

/** By what they are grouped, of `e`, as `packPosition` says positions; null where the columns of every list say it. */
export function groupSql({ group }: GridOrder): string | null {
  switch (group) {
    case 'library':
      return 'e.library_id';
    case 'place':
      return `CAST(round((e.latitude + 90) * 100) AS INTEGER) * 100000 + CAST(round((e.longitude + 180) * 100) AS INTEGER)`;
    default:
      return null;
  }
}

export interface FirstInOrder {
  readonly orderBy: string;
  /** Null: as the view is read. */
  readonly source: string | null;
}

/** How the first photos of an order are found without going through all; null where there is no way. */
export function firstInOrder({ by, descending, group }: GridOrder): FirstInOrder | null {
  if (group === 'place' || group === 'library') return null;
  const direction = descending ? 'DESC' : 'ASC';
  if (by === 'captured') {
    return { orderBy: `e.sort_time_ms ${direction}, e.id ${direction}`, source: null };
  }
  // Rows are numbered as they come.
  return by === 'added' ? { orderBy: `e.id ${direction}`, source: 'image_exif AS e NOT INDEXED' } : null;
}

export function librariesInOrder(db: ReadDb): LibraryId[] {
  return preparePluck(db, 'SELECT id FROM libraries ORDER BY name COLLATE NOCASE, id').all() as LibraryId[];
}

/** A real moment on the wall clock of this computer, encoded as if it were UTC. */
export function wallTimeOf(ms: number): number {
  return ms - new Date(ms).getTimezoneOffset() * 60_000;
}

/** Of several tags the first one that is there counts; the country stands behind the place. */
const placesSql = `
  SELECT p.id,
    coalesce(max(t.text) FILTER (WHERE t.source LIKE '%:City'),
      max(t.text) FILTER (WHERE t.source LIKE '%:Location' OR t.source LIKE '%:Sub-location'),
      max(t.text) FILTER (WHERE t.source LIKE '%:State' OR t.source LIKE '%:Province-State')) AS town,
    max(t.text) FILTER (WHERE t.source LIKE '%:Country%') AS country
  FROM embedded_texts AS t INDEXED BY embedded_texts_place CROSS JOIN photos AS p ON p.content_hash = t.content_hash
  WHERE t.field = 'place' GROUP BY t.content_hash`;

/** What files call the place of each of these photos; null where they say nothing. `photos`: 0 for none. */
export function namesOfPlaces(db: ReadDb, photos: Int32Array): readonly (string | null)[] {
  const rows = prepareRaw(db, placesSql).all() as [photo: number, town: string | null, country: string | null][];
  const names = new Map(rows.map(([photo, town, country]) => [photo, placeName(town, country)]));
  return names.size === 0 ? [] : Array.from(photos, (photo) => names.get(photo) ?? null);
}

function placeName(town: string | null, country: string | null): string | null {
  const parts = [town, country].map((part) => part?.trim() ?? '').filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}
