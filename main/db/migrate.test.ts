import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hashNumbered, migrationNames, migrationsFolder, upSql } from '../testing/database.js';
import { temporaryFolder } from '../testing/files.js';
import { AppFailure } from './failure.js';
import { migrate, migrateDown } from './migrate.js';
import { closeDb, openWriteDb, prepare, preparePluck, prepareRaw } from './open.js';
import type { WriteDb } from './open.js';

const names = migrationNames();
const [first = '', second = ''] = names;
const hex = (n: number): string => hashNumbered(n).toString('hex').toUpperCase();

function freshFile(): { path: string; backupFolder: string; folder: string } {
  const folder = temporaryFolder();
  return { folder, path: join(folder, 'keepsight.sqlite'), backupFolder: join(folder, 'backups') };
}

/** A database as an app of that version left it: its own migrations, no record of them. */
function databaseAt(path: string, version: number): WriteDb {
  const db = openWriteDb(path);
  runUp(db, names.slice(0, version));
  return db;
}

/** In one transaction: a test that waits for the disk after each statement takes seconds. */
function runUp(db: WriteDb, migrations: readonly string[]): void {
  db.exec(['BEGIN;', ...migrations.map(upSql), 'COMMIT;'].join('\n'));
}

function fillPathKeyed(db: WriteDb): void {
  db.exec(`
    INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1), (2, 'Archive', '/archive', 2);
    INSERT INTO image_exif (id, library_id, rel_path, content_hash) VALUES
      (1, 1, 'same.jpg', x'${hex(1)}'), (2, 2, 'same.jpg', x'${hex(2)}'),
      (3, 1, 'only.jpg', x'${hex(3)}'), (4, 2, 'unread.jpg', NULL),
      (5, 1, 'half.jpg', NULL), (6, 2, 'half.jpg', x'${hex(6)}');
    INSERT INTO tags (id, name, created_time) VALUES (1, 'Sea', 1), (2, 'Été', 2);
    INSERT INTO tagged_photo (id, rel_path, tag_id, created_time) VALUES
      (1, 'same.jpg', 1, 10), (2, 'only.jpg', 1, 11), (3, 'only.jpg', 2, 12), (4, 'unread.jpg', 1, 13),
      (5, 'gone.jpg', 2, 14), (6, 'half.jpg', 1, 15);
    INSERT INTO photo_insights (id, library_id, rel_path, title, summary, generated_at, model_version, is_current) VALUES
      (1, 1, 'same.jpg', 'A', 'a', 20, 'm1', 1), (2, 2, 'same.jpg', 'B', 'b', 21, 'm1', 1),
      (3, 2, 'only.jpg', 'C', 'c', 22, 'm1', 1), (4, 1, 'half.jpg', 'D', 'd', 23, 'm1', 1),
      (5, 2, 'half.jpg', 'E', 'e', 24, 'm1', 1), (6, 1, 'only.jpg', 'F', 'f', 25, 'm1', 0);`);
}

function hashes(db: WriteDb, table: string): (number | null)[] {
  const rows = preparePluck(db, `SELECT content_hash FROM ${table} ORDER BY id`).all() as (Buffer | null)[];
  return rows.map((hash) => (hash === null ? null : hash.readUInt32BE(28)));
}

async function failureOf(work: () => unknown): Promise<AppFailure> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AppFailure) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}

describe('from nothing', () => {
  test('every migration is applied once, recorded, and needs no backup', async () => {
    const { path, backupFolder } = freshFile();
    const db = openWriteDb(path);
    const result = await migrate(db, migrationsFolder, { backupFolder });
    expect(result).toEqual({ applied: names, backupPath: null });
    expect(await migrate(db, migrationsFolder, { backupFolder })).toEqual({ applied: [], backupPath: null });
    expect(preparePluck(db, 'SELECT name FROM schema_migrations ORDER BY name').all()).toEqual(names);
    expect(db.pragma('user_version', { simple: true })).toBe(names.length);
    expect(existsSync(backupFolder)).toBe(false);
    closeDb(db);
  });

  test('every table is strict', async () => {
    const { path, backupFolder } = freshFile();
    const db = openWriteDb(path);
    await migrate(db, migrationsFolder, { backupFolder });
    const lax = preparePluck(
      db,
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'
         AND type NOT IN ('virtual', 'shadow')`,
    ).all();
    expect(lax).toEqual([]);
    closeDb(db);
  });
});

describe('hash_keyed_derived_data on a populated path-keyed database', () => {
  async function upgraded(): Promise<WriteDb> {
    const { path, backupFolder } = freshFile();
    const db = databaseAt(path, 1);
    fillPathKeyed(db);
    await migrate(db, migrationsFolder, { backupFolder });
    return db;
  }

  test('tag rows take the hash by path alone, the lowest library first; those without one stay NULL', async () => {
    const db = await upgraded();
    expect(hashes(db, 'tagged_photo')).toEqual([1, 3, 3, null, null, 6]);
    closeDb(db);
  });

  test('insights take the hash by library and path, and nothing else of theirs changes', async () => {
    const db = await upgraded();
    expect(hashes(db, 'photo_insights')).toEqual([1, 2, null, null, 6, 3]);
    expect(
      prepareRaw(
        db,
        'SELECT id, library_id, rel_path, title, summary, generated_at, model_version, is_current FROM photo_insights WHERE id > 4 ORDER BY id',
      ).all(),
    ).toEqual([
      [5, 2, 'half.jpg', 'E', 'e', 24, 'm1', 1],
      [6, 1, 'only.jpg', 'F', 'f', 25, 'm1', 0],
    ]);
    closeDb(db);
  });

  test('both hash columns have a partial index on the non-null rows', () => {
    const { path } = freshFile();
    const db = databaseAt(path, 2);
    const partial = preparePluck(
      db,
      `SELECT name FROM sqlite_schema WHERE type = 'index' AND name IN ('tagged_photo_content', 'photo_insights_content')
         AND sql LIKE '%WHERE content_hash IS NOT NULL'`,
    ).all();
    expect(partial).toHaveLength(2);
    closeDb(db);
  });

  test('the first reconcile looks for what cannot be filled yet, and for what may mean other photos too: nothing more', async () => {
    const db = await upgraded();
    expect(preparePluck(db, 'SELECT location_id FROM reconcile_locations').all()).toEqual([2, 3, 6]);
    expect(preparePluck(db, 'SELECT count(*) FROM reconcile_insights').get()).toBe(0);
    closeDb(db);
  });
});

describe('from every earlier version', () => {
  for (const [index, name] of names.entries()) {
    test(`after ${name}: all rows arrive, counts are true, and down leads back to the same schema`, async () => {
      const { path, backupFolder } = freshFile();
      const version = index + 1;
      const db = databaseAt(path, 1);
      fillPathKeyed(db);
      runUp(db, names.slice(1, version));
      const schema = schemaOf(db);
      const result = await migrate(db, migrationsFolder, { backupFolder });
      expect(result.applied).toEqual(names.slice(version));
      expect(hashes(db, 'tagged_photo')).toEqual([1, 3, 3, null, null, 6]);
      expect(hashes(db, 'photo_insights')).toEqual([1, 2, null, null, 6, 3]);
      expect(prepareRaw(db, 'SELECT library_id, locations, photos, backlog FROM library_counts').all()).toEqual([
        [1, 3, 3, 3],
        [2, 3, 3, 3],
      ]);
      expect(prepareRaw(db, 'SELECT tag_id, photos FROM tag_counts').all()).toEqual([
        [1, 3],
        [2, 1],
      ]);
      expect(prepareRaw(db, 'SELECT photos, tagged FROM totals').all()).toEqual([[6, 3]]);
      expect(migrateDown(db, migrationsFolder, name)).toEqual(names.slice(version).reverse());
      expect(schemaOf(db)).toEqual(schema);
      expect(preparePluck(db, 'SELECT count(*) FROM tagged_photo').get()).toBe(6);
      closeDb(db);
    });
  }

  test('down to nothing leaves no table behind', async () => {
    const { path, backupFolder } = freshFile();
    const db = openWriteDb(path);
    await migrate(db, migrationsFolder, { backupFolder });
    migrateDown(db, migrationsFolder, '');
    expect(schemaOf(db)).toEqual([]);
    closeDb(db);
  });
});

function schemaOf(db: WriteDb): string[] {
  const rows = preparePluck(
    db,
    `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'schema_migrations'
     ORDER BY type, name`,
  ).all() as string[];
  return rows.map((sql) => sql.replace(/\s+/g, ' ').replace(/ ([),])/g, '$1'));
}

describe('ignore patterns and what is left out', () => {
  test('libraries of before ignore nothing of their own, and keep what they know on the way back', async () => {
    const { path, backupFolder } = freshFile();
    const version = names.indexOf('2026-11-24-010000_left_out');
    const db = databaseAt(path, version);
    db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1);
      INSERT INTO image_exif (id, library_id, rel_path) VALUES (1, 1, 'a.jpg');`);
    await migrate(db, migrationsFolder, { backupFolder });
    expect(preparePluck(db, 'SELECT ignore_patterns FROM libraries').get()).toBeNull();
    expect(preparePluck(db, 'SELECT count(*) FROM left_out').get()).toBe(0);
    db.exec(`UPDATE libraries SET ignore_patterns = '["*.tif"]';
      INSERT INTO left_out (library_id, rel_path, reason) VALUES (1, 'link', 'It is a link.');`);
    migrateDown(db, migrationsFolder, names[version - 1] ?? '');
    expect(preparePluck(db, 'SELECT rel_path FROM image_exif').all()).toEqual(['a.jpg']);
    expect(
      preparePluck(db, "SELECT count(*) FROM pragma_table_info('libraries') WHERE name = 'ignore_patterns'").get(),
    ).toBe(0);
    closeDb(db);
  });
});

describe('the length of videos', () => {
  test('is not known of rows of before, and goes on the way back with nothing else', async () => {
    const { path, backupFolder } = freshFile();
    const version = names.indexOf('2026-11-24-070000_video_duration');
    const db = databaseAt(path, version);
    db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1);
      INSERT INTO image_exif (id, library_id, rel_path, media_kind, read_state, preview_state, preview_reason)
      VALUES (1, 1, 'a.mov', 'video', 1, 2, 'Preview not supported yet for MOV files.'), (2, 1, 'b.mov', 'video', 1, 0, NULL);`);
    await migrate(db, migrationsFolder, { backupFolder });
    expect(preparePluck(db, 'SELECT duration_ms FROM image_exif').all()).toEqual([null, null]);
    db.exec('UPDATE image_exif SET duration_ms = 42000 WHERE id = 1');
    migrateDown(db, migrationsFolder, names[version - 1] ?? '');
    expect(prepareRaw(db, 'SELECT rel_path, read_state, preview_state FROM image_exif ORDER BY id').all()).toEqual([
      ['a.mov', 1, 2],
      ['b.mov', 1, 0],
    ]);
    closeDb(db);
  });
});

describe('the time zone of a capture time', () => {
  test('offsets of before were written with their time, and only those are left on the way back', async () => {
    const { path, backupFolder } = freshFile();
    const version = names.indexOf('2026-11-24-050000_capture_zone');
    const db = databaseAt(path, version);
    db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1);
      INSERT INTO image_exif (id, library_id, rel_path, captured_local_ms, captured_offset_minutes, metadata_state) VALUES
        (1, 1, 'tagged.jpg', 1000, 120, 1), (2, 1, 'bare.jpg', 2000, NULL, 1), (3, 1, 'gone.jpg', 3000, NULL, 1);`);
    await migrate(db, migrationsFolder, { backupFolder });
    const rows = 'SELECT id, captured_offset_minutes, captured_offset_source, zone_state FROM image_exif ORDER BY id';
    expect(prepareRaw(db, rows).all()).toEqual([
      [1, 120, 'offset_tag', 0],
      [2, null, null, 0],
      [3, null, null, 0],
    ]);
    expect(() => db.exec(`UPDATE image_exif SET captured_offset_source = 'a guess' WHERE id = 2`)).toThrow(/CHECK/);
    db.exec(`UPDATE image_exif SET captured_offset_minutes = 60, captured_offset_source = 'history', zone_state = 2 WHERE id = 2;
      UPDATE image_exif SET metadata_state = 3 WHERE id = 3;
      INSERT INTO app_state (key, value) VALUES ('metadataGeneration', '2');`);
    migrateDown(db, migrationsFolder, names[version - 1] ?? '');
    expect(
      prepareRaw(db, 'SELECT id, captured_offset_minutes, metadata_state FROM image_exif ORDER BY id').all(),
    ).toEqual([
      [1, 120, 1],
      [2, null, 1],
      [3, null, 1],
    ]);
    // A newer version after that has the same to make up for.
    expect(prepare(db, 'SELECT * FROM app_state').all()).toEqual([]);
    closeDb(db);
  });
});

describe('stacks', () => {
  test('files of before are photos of their own until they are looked at, and are again on the way back', async () => {
    const { path, backupFolder } = freshFile();
    const version = names.indexOf('2026-11-24-060000_stacks');
    const db = databaseAt(path, version);
    db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1);
      INSERT INTO image_exif (id, library_id, rel_path, content_hash, read_state) VALUES
        (1, 1, 'a.jpg', x'${hex(1)}', 1), (2, 1, 'a.cr2', x'${hex(2)}', 1), (3, 1, 'B.jpg', NULL, 0), (4, 1, 'b.mov', NULL, 0);
      INSERT INTO tags (id, name, created_time) VALUES (1, 'Sea', 1);
      INSERT INTO tagged_photo (library_id, rel_path, tag_id, created_time, content_hash) VALUES
        (1, 'a.jpg', 1, 1, x'${hex(1)}'), (1, 'a.cr2', 1, 1, x'${hex(2)}');`);
    const counts = (): unknown[] => [
      prepareRaw(db, 'SELECT photos, tagged FROM totals').get(),
      preparePluck(db, 'SELECT photos FROM library_counts').get(),
      preparePluck(db, 'SELECT photos FROM tag_counts').get(),
    ];
    await migrate(db, migrationsFolder, { backupFolder });
    expect(counts()).toEqual([[4, 2], 4, 2]);
    db.exec('UPDATE image_exif SET stack_cover_id = id - 1 WHERE id IN (2, 4)');
    expect(counts()).toEqual([[2, 1], 2, 1]);
    migrateDown(db, migrationsFolder, names[version - 1] ?? '');
    expect(counts()).toEqual([[4, 2], 4, 2]);
    db.exec('DELETE FROM image_exif WHERE id = 2');
    expect(counts()).toEqual([[3, 1], 3, 1]);
    closeDb(db);
  });
});

test('texts of files come with a table of their own, by bytes, and go with it', async () => {
  const { path, backupFolder } = freshFile();
  const version = names.indexOf('2026-11-25-010000_embedded_texts');
  const db = databaseAt(path, version);
  db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1);
    INSERT INTO image_exif (id, library_id, rel_path, content_hash, read_state) VALUES (1, 1, 'a.jpg', x'${hex(1)}', 1);`);
  await migrate(db, migrationsFolder, { backupFolder });
  const insert = 'INSERT INTO embedded_texts (content_hash, position, field, source, text) VALUES';
  db.exec(`${insert} (x'${hex(1)}', 0, 'keyword', 'IPTC:Keywords', '007')`);
  expect(() => db.exec(`${insert} (x'00', 0, 'keyword', 'IPTC:Keywords', 'short')`)).toThrow(/CHECK/);
  // They belong to the bytes: a file that leaves takes none with it.
  db.exec('DELETE FROM image_exif');
  expect(preparePluck(db, 'SELECT text FROM embedded_texts').all()).toEqual(['007']);
  migrateDown(db, migrationsFolder, names[version - 1] ?? '');
  expect(preparePluck(db, `SELECT count(*) FROM sqlite_schema WHERE name = 'embedded_texts'`).get()).toBe(0);
  closeDb(db);
});

test('where the video of a motion photo lies is not known of files of before, and is forgotten on the way back', async () => {
  const { path, backupFolder } = freshFile();
  const version = names.indexOf('2026-11-25-020000_motion_video');
  const db = databaseAt(path, version);
  db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1);
    INSERT INTO image_exif (id, library_id, rel_path, content_hash, read_state) VALUES (1, 1, 'a.jpg', x'${hex(1)}', 1);`);
  await migrate(db, migrationsFolder, { backupFolder });
  expect(prepareRaw(db, 'SELECT motion_offset, motion_length FROM image_exif').all()).toEqual([[null, null]]);
  db.exec('UPDATE image_exif SET motion_offset = 9, motion_length = 3');
  migrateDown(db, migrationsFolder, names[version - 1] ?? '');
  expect(prepareRaw(db, 'SELECT id, rel_path FROM image_exif').all()).toEqual([[1, 'a.jpg']]);
  closeDb(db);
});

test('edits of tags themselves come with the history as it was, and an older app gets back what it can say', async () => {
  const { path, backupFolder } = freshFile();
  const version = names.indexOf('2026-11-25-030000_tag_management');
  const db = databaseAt(path, version);
  db.exec(`INSERT INTO tags (id, name, created_time) VALUES (1, 'Sea', 1), (2, 'Fog', 1);
    INSERT INTO edits (id, at, made_by, action, tag_id, tag_name, undone_by, photo_count) VALUES
      (1, 5, 'user', 'tag_added', 1, 'Sea', 2, 3), (2, 6, 'user', 'tag_removed', 1, 'Sea', NULL, 3);
    INSERT INTO tag_changes (edit_id, photo_id, is_added) VALUES (1, 7, 1), (2, 7, 0);`);
  const edits = (): unknown[] =>
    prepareRaw(
      db,
      'SELECT id, at, made_by, action, tag_id, tag_name, undone_by, photo_count FROM edits ORDER BY id',
    ).all();
  const before = edits();
  await migrate(db, migrationsFolder, { backupFolder });
  expect(edits()).toEqual(before);
  db.exec(`UPDATE tags SET deleted_at = 8 WHERE id = 2;
    INSERT INTO edits (id, at, made_by, action, tag_id, tag_name, part_of, photo_count) VALUES
      (3, 7, 'user', 'tag_added', 1, 'Sea', 4, 1), (4, 7, 'user', 'tag_merged', 2, 'Fog', NULL, 1);
    INSERT INTO tag_changes (edit_id, photo_id, is_added) VALUES (3, 8, 1), (4, 8, 0);`);
  migrateDown(db, migrationsFolder, names[version - 1] ?? '');
  expect(edits()).toEqual(before);
  expect(prepareRaw(db, 'SELECT id, name FROM tags').all()).toEqual([[1, 'Sea']]);
  expect(preparePluck(db, 'SELECT count(*) FROM tag_changes').get()).toBe(2);
  closeDb(db);
});

test('names with a slash of before are paths, and stay the names they were; what is no path stays one name', async () => {
  const { path, backupFolder } = freshFile();
  const version = names.indexOf('2026-11-27-040000_tag_tree');
  const db = databaseAt(path, version);
  db.exec(`INSERT INTO tags (id, name, created_time, deleted_at) VALUES
      (1, 'Sea', 1, NULL), (2, 'Places/Lisbon', 2, NULL), (3, 'places/Porto/Old Town', 3, NULL), (4, 'Art', 4, 9),
      (5, 'Art/Tiles', 5, NULL), (6, 'AC / DC', 6, NULL), (7, 'a//b', 7, NULL), (8, '/', 8, NULL), (9, 'Gone/By', 9, 9),
      (10, 'Été/Mer', 10, NULL);
    INSERT INTO tagged_photo (library_id, rel_path, tag_id, created_time) VALUES (1, 'a.jpg', 2, 7);
    INSERT INTO edits (id, at, made_by, action, tag_id, tag_name, other_name, photo_count) VALUES
      (1, 5, 'user', 'tag_renamed', 2, 'Lissabon', 'Places/Lisbon', 0);`);
  await migrate(db, migrationsFolder, { backupFolder });
  const tree = (): unknown[] =>
    prepareRaw(
      db,
      `SELECT t.name, p.name FROM tags AS t LEFT JOIN tags AS p ON p.id = t.parent_id
       WHERE t.deleted_at IS NULL ORDER BY t.name COLLATE BINARY`,
    ).all();
  const living = [
    ['/', null],
    ['AC / DC', null],
    ['Art', null],
    ['Art/Tiles', 'Art'],
    ['Places', null],
    ['Places/Lisbon', 'Places'],
    ['Places/Porto', 'Places'],
    ['Places/Porto/Old Town', 'Places/Porto'],
    ['Sea', null],
    ['a//b', null],
    ['Été', null],
    ['Été/Mer', 'Été'],
  ];
  expect(tree()).toEqual(living);
  expect(preparePluck(db, 'SELECT name FROM tags WHERE id IN (2, 9) ORDER BY id').all()).toEqual([
    'Places/Lisbon',
    'Gone/By',
  ]);
  expect(preparePluck(db, 'SELECT count(*) FROM tag_counts').get()).toBe(13);
  db.exec(`INSERT INTO edits (id, at, made_by, action, tag_id, tag_name, other_tag_id, other_name, photo_count) VALUES
    (2, 6, 'user', 'tag_moved', 2, 'Places/Lisbon', 11, 'Lisbon', 0)`);
  migrateDown(db, migrationsFolder, names[version - 1] ?? '');
  expect(preparePluck(db, 'SELECT name FROM tags WHERE id = 2').get()).toBe('Places/Lisbon');
  expect(prepareRaw(db, 'SELECT action, tag_name, other_tag_id, other_name FROM edits ORDER BY id').all()).toEqual([
    ['tag_renamed', 'Lissabon', null, 'Places/Lisbon'],
    ['tag_renamed', 'Places/Lisbon', null, 'Lisbon'],
  ]);
  db.exec("INSERT INTO image_exif (library_id, rel_path, content_hash) SELECT id, 'b.jpg', NULL FROM libraries");
  expect(preparePluck(db, 'PRAGMA integrity_check').get()).toBe('ok');
  closeDb(db);
});

test('turned photos come with tables of their own, and an older app gets the history without them', async () => {
  const { path, backupFolder } = freshFile();
  const version = names.indexOf('2026-11-27-030001_turns');
  const db = databaseAt(path, version);
  db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1);
    INSERT INTO image_exif (id, library_id, rel_path, content_hash, read_state) VALUES
      (1, 1, 'a.jpg', x'${hex(1)}', 1), (2, 1, 'b.jpg', NULL, 0);
    INSERT INTO edits (id, at, made_by, action, tag_id, tag_name, photo_count) VALUES (1, 5, 'user', 'tag_added', 1, 'Sea', 1)`);
  await migrate(db, migrationsFolder, { backupFolder });
  db.exec(`INSERT INTO edits (id, at, made_by, action, photo_count) VALUES (2, 6, 'user', 'turned_right', 2);
    INSERT INTO photo_turns (photo_id, content_hash, quarters) VALUES (1, x'${hex(1)}', 1);
    INSERT INTO photo_turns (library_id, rel_path, quarters) VALUES (1, 'b.jpg', 1);
    INSERT INTO turn_changes (edit_id, library_id, rel_path, quarters) VALUES (2, 1, 'b.jpg', 1);`);
  // Bytes or a place, never both, and once each.
  const insert = 'INSERT INTO photo_turns (photo_id, content_hash, library_id, rel_path, quarters) VALUES';
  expect(() => db.exec(`${insert} (9, x'${hex(9)}', 1, 'c.jpg', 1)`)).toThrow(/CHECK/);
  expect(() => db.exec(`${insert} (NULL, NULL, 1, 'b.jpg', 2)`)).toThrow(/UNIQUE/);
  db.exec(`UPDATE image_exif SET content_hash = x'${hex(2)}' WHERE id = 2`);
  expect(preparePluck(db, 'SELECT location_id FROM reconcile_locations').all()).toEqual([2]);
  migrateDown(db, migrationsFolder, names[version - 1] ?? '');
  expect(preparePluck(db, 'SELECT id FROM edits').all()).toEqual([1]);
  closeDb(db);
});

test('stacks of photos come with tables of their own, and an older app gets the history without them', async () => {
  const { path, backupFolder } = freshFile();
  const version = names.indexOf('2026-11-28-010000_photo_stacks');
  const db = databaseAt(path, version);
  db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1);
    INSERT INTO image_exif (id, library_id, rel_path, content_hash, read_state) VALUES
      (1, 1, 'a.jpg', x'${hex(1)}', 1), (2, 1, 'b.jpg', NULL, 0);
    INSERT INTO edits (id, at, made_by, action, marks, photo_count) VALUES (1, 5, 'user', 'marks_set', '{}', 1);
    INSERT INTO photo_changes (edit_id, photo_id, field, old_value, old_by, new_value, new_by) VALUES (1, 1, 'rating', 0, 0, 4, 1)`);
  await migrate(db, migrationsFolder, { backupFolder });
  db.exec(`INSERT INTO edits (id, at, made_by, action, photo_count) VALUES (2, 6, 'user', 'photos_stacked', 2);
    INSERT INTO photo_changes (edit_id, photo_id, field, old_value, old_by, new_value, new_by) VALUES (2, 1, 'stack', NULL, 0, 1, 2);
    INSERT INTO photo_stacks (id, edit_id) VALUES (1, 2);
    INSERT INTO stacked_photos (photo_id, content_hash, library_id, rel_path, stack, stack_by) VALUES (1, x'${hex(1)}', 1, 'a.jpg', 1, 2);
    INSERT INTO stacked_photos (library_id, rel_path, stack, stack_by) VALUES (1, 'b.jpg', 1, 2);
    INSERT INTO apart_photos (group_id, library_id, rel_path, apart) VALUES (2, 1, 'b.jpg', 2), (3, 1, 'b.jpg', 3);`);
  // A photo is in one stack, and in any number of groups that are none.
  const insert = 'INSERT INTO stacked_photos (photo_id, content_hash, library_id, rel_path) VALUES';
  expect(() => db.exec(`${insert} (1, x'${hex(1)}', 1, 'c.jpg')`)).toThrow(/UNIQUE/);
  expect(() => db.exec(`${insert} (2, NULL, 1, 'c.jpg')`)).toThrow(/CHECK/);
  db.exec(`UPDATE image_exif SET content_hash = x'${hex(2)}' WHERE id = 2`);
  expect(preparePluck(db, 'SELECT location_id FROM reconcile_locations').all()).toEqual([2]);
  migrateDown(db, migrationsFolder, names[version - 1] ?? '');
  expect(preparePluck(db, 'SELECT id FROM edits').all()).toEqual([1]);
  expect(preparePluck(db, 'SELECT field FROM photo_changes').all()).toEqual(['rating']);
  closeDb(db);
});

test('insights suggest no tags from before they did, and an older app gets the history without what was said of them', async () => {
  const { path, backupFolder } = freshFile();
  const version = names.indexOf('2026-11-27-051000_suggested_tags');
  const db = databaseAt(path, version);
  db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1);
    INSERT INTO photo_insights (id, library_id, rel_path, title, summary, generated_at, model_version, is_current)
      VALUES (1, 1, 'a.jpg', 'A', 'Text', 1, '1', 1);
    INSERT INTO edits (id, at, made_by, action, insight_id, photo_count) VALUES (1, 5, 'user', 'insight_deleted', 1, 1)`);
  await migrate(db, migrationsFolder, { backupFolder });
  const kept = () => preparePluck(db, 'SELECT suggested_tags || dismissed_tags FROM photo_insights').all();
  expect(kept()).toEqual(['[][]']);
  db.exec(`INSERT INTO edits (id, at, made_by, action, insight_id, other_name, photo_count)
    VALUES (2, 6, 'user', 'suggestion_dismissed', 1, 'Dog', 1)`);
  migrateDown(db, migrationsFolder, names[version - 1] ?? '');
  expect(preparePluck(db, 'SELECT id FROM edits').all()).toEqual([1]);
  expect(preparePluck(db, 'SELECT title FROM photo_insights').all()).toEqual(['A']);
  closeDb(db);
});

test('edits can be of insights; an older app keeps them, and the whole of the history before', async () => {
  const { path, backupFolder } = freshFile();
  const version = names.indexOf('2026-11-28-040000_given_suggestions');
  const db = databaseAt(path, version);
  db.exec(`INSERT INTO tags (id, name, created_time) VALUES (1, 'Dog', 1);
    INSERT INTO edits (id, at, made_by, action, role, undoes, undone_by, insights_before, tag_id, tag_name, other_tag_id,
        other_name, part_of, insight_id, photo_count, marks, album_id, album_name, album_query, tags_before, faces_before)
      VALUES (1, 2, 'user', 'tag_added', 'redo', 3, 4, 'i', 1, 'Dog', 5, 'o', 6, 7, 8, 'm', 9, 'a', 'q', 't', 'f'),
        (12, 2, 'carry', 'tag_added', 'do', NULL, NULL, NULL, 1, 'Dog', NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL)`);
  const edits = () => prepare(db, 'SELECT * FROM edits ORDER BY id').all();
  const before = edits();
  await migrate(db, migrationsFolder, { backupFolder });
  expect(edits()).toEqual(before);
  db.exec(`INSERT INTO edits (id, at, made_by, action, tag_id, tag_name, photo_count) VALUES (13, 3, 'insight', 'tag_added', 1, 'Dog', 1);
    INSERT INTO app_state (key, value) VALUES ('givenSuggestions', '["place"]')`);
  migrateDown(db, migrationsFolder, names[version - 1] ?? '');
  expect(edits().slice(0, 2)).toEqual(before);
  expect(preparePluck(db, 'SELECT made_by FROM edits WHERE id = 13').get()).toBe('carry');
  expect(preparePluck(db, 'SELECT key FROM app_state').all()).not.toContain('givenSuggestions');
  closeDb(db);
});

test('places of files have an index of their own, which nothing else is in', async () => {
  const { path, backupFolder } = freshFile();
  const version = names.indexOf('2026-11-27-030000_grid_order');
  const db = databaseAt(path, version);
  db.exec(`INSERT INTO embedded_texts (content_hash, position, field, source, text) VALUES
    (x'${hex(1)}', 0, 'place', 'IPTC:City', 'Porto'), (x'${hex(1)}', 1, 'keyword', 'IPTC:Keywords', 'Sea')`);
  await migrate(db, migrationsFolder, { backupFolder });
  const places = `SELECT text FROM embedded_texts INDEXED BY embedded_texts_place WHERE field = 'place'`;
  expect(preparePluck(db, places).all()).toEqual(['Porto']);
  migrateDown(db, migrationsFolder, names[version - 1] ?? '');
  expect(preparePluck(db, 'SELECT text FROM embedded_texts ORDER BY position').all()).toEqual(['Porto', 'Sea']);
  closeDb(db);
});

describe('backup', () => {
  test('a populated database is copied before the upgrade, readable and as it was', async () => {
    const { path, backupFolder } = freshFile();
    const db = databaseAt(path, 1);
    fillPathKeyed(db);
    const { backupPath } = await migrate(db, migrationsFolder, { backupFolder });
    closeDb(db);
    const copy = openWriteDb(backupPath ?? '');
    expect(preparePluck(copy, 'SELECT count(*) FROM tagged_photo').get()).toBe(6);
    expect(copy.pragma('table_info(tagged_photo)')).toHaveLength(4);
    closeDb(copy);
  });

  test('the newest five are kept', async () => {
    const { path, backupFolder } = freshFile();
    mkdirSync(backupFolder);
    for (let n = 0; n < 7; n++)
      writeFileSync(join(backupFolder, `keepsight-2020-01-0${n + 1}T00-00-00-000Z-version-1.sqlite`), '');
    writeFileSync(join(backupFolder, 'notes.txt'), 'mine');
    const db = databaseAt(path, 1);
    await migrate(db, migrationsFolder, { backupFolder });
    closeDb(db);
    const kept = readdirSync(backupFolder).sort();
    expect(kept.filter((name) => name.endsWith('.sqlite'))).toHaveLength(5);
    expect(kept[0]).toContain('2020-01-04');
    expect(kept).toContain('notes.txt');
  });
});

describe('refusals leave the file as it is', () => {
  test('a database of a newer app', async () => {
    const { path, backupFolder } = freshFile();
    const db = openWriteDb(path);
    await migrate(db, migrationsFolder, { backupFolder });
    prepare(db, `INSERT INTO schema_migrations VALUES ('2031-01-01-000000_albums', 1)`).run();
    const failure = await failureOf(() => migrate(db, migrationsFolder, { backupFolder }));
    expect(failure.code).toBe('database_unavailable');
    expect(failure.message).toContain('newer Keepsight');
    expect(failure.details['unknownMigration']).toBe('2031-01-01-000000_albums');
    closeDb(db);
  });

  test('a file that is no database', async () => {
    const { path } = freshFile();
    const text = 'These are my notes. '.repeat(500);
    writeFileSync(path, text);
    const failure = await failureOf(() => openWriteDb(path));
    expect(failure.details['damaged']).toBe(true);
    expect(failure.message).toContain('left as it is');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('a database whose schema page is damaged', async () => {
    const { path } = freshFile();
    closeDb(databaseAt(path, 2));
    const bytes = readFileSync(path);
    bytes.fill(0xff, 100, 3000);
    writeFileSync(path, bytes);
    const failure = await failureOf(async () => {
      const db = openWriteDb(path);
      await migrate(db, migrationsFolder, { backupFolder: join(path, '..') });
    });
    expect(failure.code).toBe('database_unavailable');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test('a database of some other program', async () => {
    const { path, backupFolder } = freshFile();
    const db = openWriteDb(path);
    db.exec('CREATE TABLE bookmarks (url TEXT)');
    const failure = await failureOf(() => migrate(db, migrationsFolder, { backupFolder }));
    expect(failure.message).toContain("not one of Keepsight's");
    expect(preparePluck(db, 'SELECT count(*) FROM sqlite_schema').get()).toBe(1);
    closeDb(db);
  });

  test('a migration that fails takes all of itself back', async () => {
    const { path, backupFolder, folder } = freshFile();
    const broken = join(folder, 'migrations');
    cpSync(migrationsFolder, broken, { recursive: true });
    mkdirSync(join(broken, '2030-01-01-000000_broken'));
    writeFileSync(
      join(broken, '2030-01-01-000000_broken', 'up.sql'),
      'CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1);',
    );
    writeFileSync(join(broken, '2030-01-01-000000_broken', 'down.sql'), '');
    const db = openWriteDb(path);
    await expect(migrate(db, broken, { backupFolder })).rejects.toThrow('nowhere');
    expect(preparePluck(db, `SELECT count(*) FROM sqlite_schema WHERE name = 'half'`).get()).toBe(0);
    expect((await migrate(db, migrationsFolder, { backupFolder })).applied).toEqual([]);
    closeDb(db);
  });
});

test('marks and albums come empty beside what is there, and what they did leaves with them on the way back', async () => {
  const { path, backupFolder } = freshFile();
  const before = names.findIndex((name) => name.includes('_marks'));
  const db = databaseAt(path, before);
  db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1);
    INSERT INTO image_exif (id, library_id, rel_path, content_hash) VALUES (1, 1, 'a.jpg', x'${hex(1)}'), (2, 1, 'b.jpg', NULL);
    INSERT INTO edits (id, at, made_by, action, photo_count) VALUES (1, 1, 'user', 'tag_renamed', 0)`);
  await migrate(db, migrationsFolder, { backupFolder });
  db.exec(`INSERT INTO edits (id, at, made_by, action, marks, photo_count) VALUES (2, 2, 'user', 'marks_set', '{"rating":3}', 1);
    INSERT INTO albums (id, name, created_time) VALUES (1, 'Best', 3);
    INSERT INTO edits (id, at, made_by, action, album_id, album_name, photo_count) VALUES (3, 3, 'user', 'album_created', 1, 'Best', 1);
    INSERT INTO photo_marks (library_id, rel_path, rating, rating_by) VALUES (1, 'b.jpg', 3, 2);
    INSERT INTO album_photos (album_id, library_id, rel_path, position, position_by) VALUES (1, 1, 'b.jpg', 'V', 3);
    INSERT INTO photo_changes (edit_id, library_id, rel_path, field, old_by, new_value, new_by) VALUES (3, 1, 'b.jpg', 'album', 0, 'V', 3);
    UPDATE image_exif SET content_hash = x'${hex(2)}' WHERE id = 2`);
  expect(preparePluck(db, 'SELECT location_id FROM reconcile_locations').all()).toEqual([2]);
  expect(() => db.exec('UPDATE photo_marks SET rating = 6')).toThrow('CHECK');
  expect(() => db.exec("INSERT INTO photo_marks (library_id, rel_path) VALUES (1, 'b.jpg')")).toThrow('UNIQUE');
  migrateDown(db, migrationsFolder, names[before - 1] ?? '');
  expect(preparePluck(db, 'SELECT action FROM edits').all()).toEqual(['tag_renamed']);
  expect(
    preparePluck(db, "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%album%' OR name LIKE 'photo_%marks%'").get(),
  ).toBe(0);
  closeDb(db);
});

test('edits know the search that an album had before; what changed one leaves on the way back', async () => {
  const { path, backupFolder } = freshFile();
  const at = names.indexOf('2026-11-27-050000_album_searches');
  const db = databaseAt(path, at);
  db.exec(`INSERT INTO albums (id, name, created_time, query) VALUES (1, 'Sea', 1, 'tag:Sea');
    INSERT INTO edits (id, at, made_by, action, album_id, album_name, photo_count) VALUES (1, 1, 'user', 'album_created', 1, 'Sea', 0)`);
  await migrate(db, migrationsFolder, { backupFolder });
  expect(preparePluck(db, 'SELECT album_query FROM edits').all()).toEqual([null]);
  db.exec(`INSERT INTO edits (id, at, made_by, action, album_id, album_name, album_query, photo_count)
      VALUES (2, 2, 'user', 'album_search_changed', 1, 'Sea', 'tag:Sea', 0);
    UPDATE albums SET query = 'tag:Lake'`);
  migrateDown(db, migrationsFolder, names[at - 1] ?? '');
  expect(preparePluck(db, 'SELECT action FROM edits').all()).toEqual(['album_created']);
  expect(preparePluck(db, 'SELECT query FROM albums').get()).toBe('tag:Lake');
  closeDb(db);
});

test('what photos show comes empty beside what is there, the index of searches is filled again, and all of it leaves', async () => {
  const { path, backupFolder } = freshFile();
  const before = names.findIndex((name) => name.includes('_photo_signals'));
  const db = databaseAt(path, before);
  db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1);
    INSERT INTO image_exif (id, library_id, rel_path, content_hash) VALUES (1, 1, 'a.jpg', x'${hex(1)}'), (2, 1, 'b.jpg', x'${hex(2)}');
    INSERT INTO search_texts (rowid, title) VALUES (1, 'An old title');
    INSERT INTO search_texts_waiting (photo_id) VALUES (1)`);
  await migrate(db, migrationsFolder, { backupFolder });
  expect(preparePluck(db, "SELECT value FROM app_state WHERE key = 'searchTextsFrom'").get()).toBe('2');
  expect(preparePluck(db, 'SELECT count(*) FROM search_texts_waiting').get()).toBe(0);
  expect(preparePluck(db, "SELECT count(*) FROM search_texts WHERE search_texts MATCH 'title'").get()).toBe(0);
  db.exec(`INSERT INTO photo_signals (photo_id) VALUES (1), (2);
    UPDATE photo_signals SET state = 1, objects = '[]', colours = '[]' WHERE photo_id = 1;
    INSERT INTO photo_embeddings (photo_id, models, vector) VALUES (1, 'm', x'01');
    INSERT INTO app_state (key, value) VALUES ('isLooking', 'true'), ('lookedForTo', '2')`);
  expect(preparePluck(db, 'SELECT photo_id FROM search_texts_waiting').all()).toEqual([1]);
  expect(() => db.exec('UPDATE photo_signals SET state = 4')).toThrow('CHECK');
  expect(() => db.exec("INSERT INTO photo_embeddings (photo_id, models, vector) VALUES (1, 'm', x'02')")).toThrow(
    'UNIQUE',
  );
  migrateDown(db, migrationsFolder, names[before - 1] ?? '');
  expect(
    preparePluck(db, "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%signals%' OR name LIKE '%embedding%'").get(),
  ).toBe(0);
  expect(preparePluck(db, 'SELECT key FROM app_state ORDER BY key').all()).toEqual(['searchTextsFrom']);
  db.exec("INSERT INTO search_texts (rowid, title, credit) VALUES (1, 'Again', 'me')");
  closeDb(db);
});

test('faces come with their photos and go with them; an edit of faces goes with what it was of', async () => {
  const { path, backupFolder } = freshFile();
  const before = names.findIndex((name) => name.endsWith('_faces'));
  const db = databaseAt(path, before);
  db.exec(`INSERT INTO photos (id, content_hash) VALUES (1, zeroblob(32));
    INSERT INTO tags (id, name, created_time) VALUES (5, 'People/Anna', 0);
    INSERT INTO edits (id, at, made_by, action, tag_id, tag_name, photo_count) VALUES (1, 1, 'user', 'tag_added', 5, 'People/Anna', 1)`);
  await migrate(db, migrationsFolder, { backupFolder });
  expect(preparePluck(db, 'SELECT count(*) FROM photo_faces').get()).toBe(0);
  expect(preparePluck(db, 'SELECT faces_before FROM edits').all()).toEqual([null]);
  db.exec(`INSERT INTO face_groups (id, person_id, tag_id, is_stale) VALUES (1, 1, 5, 0), (2, 2, NULL, 0);
    INSERT INTO photo_faces (photo_id, x, y, width, height, score, sharpness, models, vector, group_id)
      VALUES (1, 0, 0, 1, 1, 0.9, 0.2, 'm', zeroblob(128), 1);
    INSERT INTO face_looks (photo_id, state) VALUES (1, 1)`);
  const stale = (): unknown => preparePluck(db, 'SELECT id FROM face_groups WHERE is_stale = 1 ORDER BY id').all();
  expect(stale()).toEqual([1]);
  db.exec('UPDATE face_groups SET is_stale = 0; UPDATE photo_faces SET group_id = 2');
  expect(stale()).toEqual([1, 2]);
  db.exec('UPDATE face_groups SET is_stale = 0; UPDATE tags SET deleted_at = 1');
  expect(stale()).toEqual([1]);
  expect(() => db.exec('UPDATE face_looks SET state = 3')).toThrow('CHECK');
  db.exec(`INSERT INTO edits (id, at, made_by, action, photo_count, faces_before) VALUES (2, 2, 'user', 'person_hidden', 1, '{}');
    INSERT INTO app_state (key, value) VALUES ('isGroupingFaces', 'true');
    UPDATE face_groups SET is_stale = 0; DELETE FROM photos`);
  expect(preparePluck(db, 'SELECT count(*) FROM photo_faces').get()).toBe(0);
  expect(preparePluck(db, 'SELECT count(*) FROM face_looks').get()).toBe(0);
  expect(stale()).toEqual([2]);
  migrateDown(db, migrationsFolder, names[before - 1] ?? '');
  expect(preparePluck(db, "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%face%'").get()).toBe(0);
  expect(preparePluck(db, 'SELECT id FROM edits').all()).toEqual([1]);
  expect(preparePluck(db, "SELECT count(*) FROM app_state WHERE key = 'isGroupingFaces'").get()).toBe(0);
  closeDb(db);
});

test('jobs of insights come and go with their photos', async () => {
  const { path, backupFolder } = freshFile();
  const before = names.findIndex((name) => name.endsWith('_insight_jobs'));
  const db = databaseAt(path, before);
  db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 1);
    INSERT INTO photo_insights (id, library_id, rel_path, title, summary, generated_at, model_version) VALUES (7, 1, 'a.jpg', 'A', 'a', 1, '1')`);
  await migrate(db, migrationsFolder, { backupFolder });
  db.exec(`INSERT INTO insight_jobs (id, source, scope, target, requested_by, created_at, after_insight)
      VALUES (1, 'built_in', 'all', '{"kind":"selection"}', 'user', 1, 7);
    INSERT INTO insight_job_photos (job_id, photo_key, location_id) VALUES (1, -3, 3), (1, 4, 9)`);
  expect(preparePluck(db, 'SELECT state FROM insight_jobs').all()).toEqual(['open']);
  expect(() => db.exec("UPDATE insight_jobs SET state = 'odd'")).toThrow('CHECK');
  expect(() => db.exec('INSERT INTO insight_job_photos (job_id, photo_key, location_id) VALUES (1, 4, 1)')).toThrow(
    'UNIQUE',
  );
  db.exec('DELETE FROM insight_jobs');
  expect(preparePluck(db, 'SELECT count(*) FROM insight_job_photos').get()).toBe(0);
  migrateDown(db, migrationsFolder, names[before - 1] ?? '');
  expect(preparePluck(db, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'insight_job%'").get()).toBe(0);
  expect(preparePluck(db, 'SELECT title FROM photo_insights').all()).toEqual(['A']);
  closeDb(db);
});

test('jobs know which of their photos are meant, and answers wait for theirs', async () => {
  const { path, backupFolder } = freshFile();
  const before = names.findIndex((name) => name.endsWith('_stale_jobs'));
  const db = databaseAt(path, before);
  db.exec(`INSERT INTO insight_jobs (id, source, scope, target, requested_by, created_at, after_insight)
    VALUES (1, 'built_in', 'all', '{"kind":"selection"}', 'user', 1, 7)`);
  await migrate(db, migrationsFolder, { backupFolder });
  expect(preparePluck(db, 'SELECT only_stale FROM insight_jobs').all()).toEqual([0]);
  expect(() => db.exec('UPDATE insight_jobs SET only_stale = 2')).toThrow('CHECK');
  db.exec(`INSERT INTO insight_previews (source, location_id, asked, answer, duration_ms, made_at)
      VALUES ('own_model', 1, 'en', '{}', 5, 1);
    INSERT INTO thrown_away_costs (currency, micros, answers) VALUES ('EUR', 5, 1)`);
  migrateDown(db, migrationsFolder, names[before - 1] ?? '');
  expect(
    preparePluck(
      db,
      "SELECT count(*) FROM sqlite_schema WHERE name IN ('insight_previews', 'thrown_away_costs')",
    ).get(),
  ).toBe(0);
  expect(preparePluck(db, 'SELECT scope FROM insight_jobs').all()).toEqual(['all']);
  closeDb(db);
});

test('jobs by another model than the one that is set end on the way back: an older app does not know whom to ask', async () => {
  const { path, backupFolder } = freshFile();
  const at = names.indexOf('2026-11-28-050000_job_models');
  const db = databaseAt(path, at);
  const addJob = (id: number, model = ''): void => {
    db.exec(`INSERT INTO insight_jobs (id, source, scope, target, requested_by, created_at, after_insight ${model === '' ? '' : ', model'})
      VALUES (${id}, 'own_model', 'all', '{"kind":"selection"}', 'user', 7, 0 ${model === '' ? '' : `, '${model}'`})`);
  };
  addJob(1);
  await migrate(db, migrationsFolder, { backupFolder });
  expect(preparePluck(db, 'SELECT model FROM insight_jobs').all()).toEqual([null]);
  addJob(2, 'moondream');
  migrateDown(db, migrationsFolder, names[at - 1] ?? '');
  expect(prepareRaw(db, 'SELECT id, state, ended_at FROM insight_jobs').all()).toEqual([
    [1, 'open', null],
    [2, 'cancelled', 7],
  ]);
  closeDb(db);
});

test('a kill in the middle of a migration leaves the version before it, and the next start goes on', async () => {
  const { path, backupFolder, folder } = freshFile();
  const db = databaseAt(path, 1);
  fillPathKeyed(db);
  db.exec(`WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    INSERT INTO tagged_photo (rel_path, tag_id, created_time) SELECT 'only.jpg', 1, i FROM n`);
  closeDb(db);
  // Half of the second migration, written out to the log, then a kill: as a crash in its transaction would leave it.
  const script = join(folder, 'half.cjs');
  writeFileSync(
    script,
    `const Database = require(${JSON.stringify(createRequire(import.meta.url).resolve('better-sqlite3'))});
     const db = new Database(${JSON.stringify(path)}, { nativeBinding: process.env.KEEPSIGHT_SQLITE_BINDING });
     db.pragma('journal_mode = WAL');
     db.pragma('cache_size = 10');
     db.exec('BEGIN IMMEDIATE');
     const sql = require('node:fs').readFileSync(${JSON.stringify(join(migrationsFolder, second, 'up.sql'))}, 'utf8');
     db.exec(sql.slice(0, sql.indexOf('UPDATE photo_insights')));
     process.kill(process.pid, 'SIGKILL');`,
  );
  const child = spawn(process.execPath, [script], { stdio: 'inherit' });
  const signal = await new Promise((resolve) => child.on('exit', (_code, by) => resolve(by)));
  expect(signal).toBe('SIGKILL');
  const again = openWriteDb(path);
  expect(again.pragma('table_info(tagged_photo)')).toHaveLength(4);
  expect((await migrate(again, migrationsFolder, { backupFolder })).applied).toEqual(names.slice(1));
  expect(preparePluck(again, 'SELECT count(*) FROM tagged_photo WHERE content_hash IS NOT NULL').get()).toBe(4 + 4901);
  expect(preparePluck(again, 'PRAGMA integrity_check').get()).toBe('ok');
  closeDb(again);
  expect(first).toContain('path_keyed');
});
