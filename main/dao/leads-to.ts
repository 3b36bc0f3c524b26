import { preparePluck } from '../db/open.js';
import type { ReadDb } from '../db/open.js';

/**
 * Where a row without a hash belongs: SQL shared by everything that reads such rows.
 *
 * A row that knows its library belongs to the location `(library_id, rel_path)`. An older tag row knows only its path:
 * it belongs to the location of that path in the lowest library id, those with a hash before those without, which is
 * where reconcile will put it. So it shows on one photo, and on the same one before and after.
 */
export function locationOfOlderRow(relPath: string): string {
  return `(SELECT candidate.id FROM libraries AS home
     CROSS JOIN image_exif AS candidate ON candidate.library_id = home.id AND candidate.rel_path = ${relPath}
     ORDER BY candidate.content_hash IS NULL, candidate.library_id LIMIT 1)`;
}

/** A condition: the unhashed tag row `row` belongs to the location `location`; both are table aliases. */
export function belongsTo(row: string, location: string): string {
  return `(${row}.content_hash IS NULL AND ${row}.copy_of IS NULL AND ${row}.rel_path = ${location}.rel_path
     AND (${row}.library_id = ${location}.library_id
          OR (${row}.library_id IS NULL AND ${location}.id = ${locationOfOlderRow(`${row}.rel_path`)})))`;
}

/** Id of the location that the unhashed tag row belongs to; the row is not one for a single copy. */
export function homeOfRow(row: string): string {
  return `CASE WHEN ${row}.library_id IS NULL THEN ${locationOfOlderRow(`${row}.rel_path`)} ELSE
    (SELECT same.id FROM image_exif AS same WHERE same.library_id = ${row}.library_id AND same.rel_path = ${row}.rel_path) END`;
}

/** In the steady state there are none, and nothing has to be looked for by place. */
export function hasUnhashedTagRows(db: ReadDb): boolean {
  // The second condition names the partial index's own column, without which SQLite would go through the table.
  const any = preparePluck(
    db,
    'SELECT 1 FROM tagged_photo WHERE content_hash IS NULL AND rel_path IS NOT NULL AND copy_of IS NULL LIMIT 1',
  );
  return any.get() !== undefined;
}

/** Tags for one copy are rare: while there are none, nothing has to ask which copy a row is for. */
export function hasCopyTagRows(db: ReadDb): boolean {
  const any = preparePluck(
    db,
    'SELECT 1 FROM tagged_photo INDEXED BY tagged_photo_copies WHERE copy_of IS NOT NULL LIMIT 1',
  );
  return any.get() !== undefined;
}

/** All tag rows are of hashed photos, and none is for one copy: much less has to be looked for. */
export function areTagRowsPlain(db: ReadDb): boolean {
  return !hasUnhashedTagRows(db) && !hasCopyTagRows(db);
}

/** A condition: the hashed tag row `row`, of the photo at `location`, is for that location too; both are table aliases. */
export function isForPlace(row: string, location: string): string {
  return `(${row}.copy_of IS NULL OR (${row}.library_id = ${location}.library_id AND ${row}.rel_path = ${location}.rel_path))`;
}
