/** What a salvage leaves: rows whose tag, library or photo was lost get one again, so that no tag and no file goes with it. */
import { preparePluck, prepare, transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';

/** Where the files of a library are whose own row was lost: nowhere, until the user relocates it. */
export type UnknownRoot = (libraryId: number) => string;

/** Answers how many rows had to be deleted because they lead nowhere. */
export function mendReferences(db: WriteDb, unknownRoot: UnknownRoot, nowMs: number): number {
  return transaction(db, () => {
    mendLibraries(db, unknownRoot, nowMs);
    mendTags(db, nowMs);
    if (hasTable(db, 'albums')) mendAlbums(db, nowMs);
    for (const table of hasTable(db, 'photos')
      ? [
          'image_exif',
          'tagged_photo',
          'photo_insights',
          'photo_marks',
          'album_photos',
          'stacked_photos',
          'apart_photos',
        ]
      : []) {
      if (!hasTable(db, table)) continue;
      db.exec(
        `INSERT OR IGNORE INTO photos (id, content_hash)
         SELECT photo_id, content_hash FROM ${table} WHERE photo_id IS NOT NULL AND content_hash IS NOT NULL`,
      );
    }
    return deleteStrays(db);
  });
}

function mendLibraries(db: WriteDb, unknownRoot: UnknownRoot, nowMs: number): void {
  const lost = preparePluck(
    db,
    `SELECT DISTINCT library_id FROM image_exif WHERE library_id NOT IN (SELECT id FROM libraries)`,
  ).all() as number[];
  for (const id of lost) {
    prepare(db, 'INSERT INTO libraries (id, name, root_path, created_time) VALUES (?, ?, ?, ?)').run(
      id,
      `Recovered library ${id}`,
      unknownRoot(id),
      nowMs,
    );
  }
}

function mendTags(db: WriteDb, nowMs: number): void {
  const lost = preparePluck(
    db,
    `SELECT DISTINCT tag_id FROM tagged_photo WHERE tag_id NOT IN (SELECT id FROM tags)`,
  ).all() as number[];
  const formerName = hasTable(db, 'edits')
    ? preparePluck(db, 'SELECT tag_name FROM edits WHERE tag_id = ? AND tag_name IS NOT NULL ORDER BY id DESC LIMIT 1')
    : null;
  const insert = prepare(db, 'INSERT OR IGNORE INTO tags (id, name, created_time) VALUES (?, ?, ?)');
  for (const id of lost) {
    const name = formerName?.get(id) as string | undefined;
    if (name !== undefined && insert.run(id, name, nowMs).changes === 1) continue;
    insert.run(id, `Recovered tag ${id}`, nowMs);
  }
  // What stood below a lost tag is named by its path, and stands at the top by that name.
  if (hasColumn(db, 'tags', 'parent_id')) {
    prepare(db, 'UPDATE tags SET parent_id = NULL WHERE parent_id NOT IN (SELECT id FROM tags)').run();
  }
}

function hasColumn(db: WriteDb, table: string, column: string): boolean {
  return preparePluck(db, 'SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column) !== undefined;
}

function mendAlbums(db: WriteDb, nowMs: number): void {
  const lost = preparePluck(
    db,
    'SELECT DISTINCT album_id FROM album_photos WHERE album_id NOT IN (SELECT id FROM albums)',
  ).all() as number[];
  const formerName = preparePluck(
    db,
    'SELECT album_name FROM edits WHERE album_id = ? AND album_name IS NOT NULL ORDER BY id DESC LIMIT 1',
  );
  for (const id of lost) {
    const name = (formerName.get(id) as string | undefined) ?? `Recovered album ${id}`;
    prepare(db, 'INSERT INTO albums (id, name, created_time) VALUES (?, ?, ?)').run(id, name, nowMs);
  }
}

/** An older version may lack it. */
function hasTable(db: WriteDb, name: string): boolean {
  return preparePluck(db, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;
}

/** Until none is found: what leads to a row that goes leads nowhere either. */
function deleteStrays(db: WriteDb): number {
  let deleted = 0;
  for (;;) {
    const strays = db.pragma('foreign_key_check') as { readonly table: string; readonly rowid: number | null }[];
    if (strays.length === 0) return deleted;
    for (const { table, rowid } of strays) {
      if (rowid !== null) deleted += prepare(db, `DELETE FROM ${table} WHERE rowid = ?`).run(rowid).changes;
    }
    if (strays.some(({ rowid }) => rowid === null)) {
      deleted += prepare(
        db,
        'DELETE FROM tag_ambiguity_photos WHERE ambiguity_id NOT IN (SELECT id FROM tag_ambiguities)',
      ).run().changes;
      if (hasTable(db, 'insight_job_photos')) {
        deleted += prepare(db, 'DELETE FROM insight_job_photos WHERE job_id NOT IN (SELECT id FROM insight_jobs)').run()
          .changes;
      }
    }
  }
}
