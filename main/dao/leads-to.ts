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
  return `(${row}.content_hash IS NULL AND ${row}.rel_path = ${location}.rel_path
     AND (${row}.library_id = ${location}.library_id
          OR (${row}.library_id IS NULL AND ${location}.id = ${locationOfOlderRow(`${row}.rel_path`)})))`;
}
