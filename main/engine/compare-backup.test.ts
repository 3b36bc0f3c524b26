import { existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAlbum } from '../dao/albums.js';
import { setMarks } from '../dao/marks.js';
import { stackPhotos, unstackPhotos } from '../dao/photo-stacks.js';
import { comparedCopyPath, makeBackup, removeLeftovers } from '../db/backups.js';
import { migrate, migrateDown } from '../db/migrate.js';
import { closeDb, openReadDb, openWriteDb, prepare, preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { reconcile } from '../reconcile/reconcile.js';
import {
  addInsightRow,
  addLibrary,
  addLocation,
  addTag,
  addTagRow,
  hashNumbered,
  migrationNames,
  migrationsFolder,
} from '../testing/database.js';
import { temporaryFolder } from '../testing/files.js';
import { compareBackup } from './compare-backup.js';
import type { ReaderOptions } from './options.js';

interface Place extends ReaderOptions {
  readonly db: WriteDb;
}

async function freshPlace(): Promise<Place> {
  const folder = temporaryFolder();
  const databasePath = join(folder, 'keepsight.db');
  const backupFolder = join(folder, 'backups');
  const db = openWriteDb(databasePath, { durability: 'normal' });
  await migrate(db, migrationsFolder, { backupFolder });
  return { db, databasePath, backupFolder, migrationsFolder, thumbnailsPath: join(folder, 'thumbnails.db') };
}

/** Tags and insights as texts that say all that makes two of them the same. */
function known(db: ReadDb): { readonly tags: Set<string>; readonly insights: Set<string> } {
  const texts = (sql: string): Set<string> => new Set(preparePluck(db, sql).all() as string[]);
  return {
    tags: texts(
      `SELECT iif(copy_of IS NOT NULL, format('copy %s %s %s', hex(copy_of), library_id, rel_path),
         iif(content_hash IS NULL, format('place %s %s', library_id, rel_path), hex(content_hash))) || ' ' || name
       FROM tagged_photo JOIN tags ON tags.id = tag_id`,
    ),
    insights: texts(
      `SELECT format('%s %s %s %s', coalesce(hex(content_hash), library_id || rel_path), title, generated_at, id)
       FROM photo_insights WHERE deleted_at IS NULL`,
    ),
  };
}

const act = fc.oneof(
  fc.record({ kind: fc.constant('tag'), photo: fc.nat(12), tag: fc.nat(3), hashed: fc.boolean() }),
  fc.record({ kind: fc.constant('copy'), photo: fc.nat(12), tag: fc.nat(3) }),
  fc.record({ kind: fc.constant('untag'), photo: fc.nat(12), tag: fc.nat(3) }),
  fc.record({ kind: fc.constant('insight'), photo: fc.nat(12), hashed: fc.boolean() }),
  fc.record({ kind: fc.constant('forget'), photo: fc.nat(12) }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function perform(db: WriteDb, act: Act, n: number): void {
  const relPath = `${act.photo}.jpg`;
  const hash = hashNumbered(act.photo);
  switch (act.kind) {
    case 'tag':
      addTagRow(db, { libraryId: 1, relPath, tagId: tagNumbered(db, act.tag), hash: act.hashed ? hash : null });
      return;
    case 'copy':
      prepare(
        db,
        'INSERT INTO tagged_photo (library_id, rel_path, tag_id, created_time, copy_of) VALUES (1, ?, ?, 0, ?)',
      ).run(relPath, tagNumbered(db, act.tag), hash);
      return;
    case 'untag':
      prepare(db, 'DELETE FROM tagged_photo WHERE rel_path = ? AND tag_id = ?').run(relPath, tagNumbered(db, act.tag));
      return;
    case 'insight':
      addInsightRow(db, {
        libraryId: 1,
        relPath,
        hash: act.hashed ? hash : null,
        title: `Title ${n}`,
        generatedAtMs: n,
      });
      return;
    case 'forget':
      // Its number is given to another photo then.
      prepare(db, 'DELETE FROM tagged_photo WHERE content_hash = ?').run(hash);
      prepare(db, 'DELETE FROM photo_insights WHERE content_hash = ?').run(hash);
      prepare(db, 'DELETE FROM photos WHERE content_hash = ?').run(hash);
  }
}

function tagNumbered(db: WriteDb, n: number): number {
  const found = preparePluck(db, 'SELECT id FROM tags WHERE name = ?').get(`Tag ${n}`) as number | undefined;
  return found ?? addTag(db, `Tag ${n}`);
}

function without(one: Set<string>, other: Set<string>): number {
  return [...one].filter((text) => !other.has(text)).length;
}

it('finds what only the backup has, and what only now is there, as a naive comparison does', async () => {
  const place = await freshPlace();
  const { db } = place;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 20 }), fc.array(act, { maxLength: 20 }), async (before, after) => {
      transaction(db, () => {
        for (const table of ['tagged_photo', 'photo_insights', 'photos', 'tags', 'libraries'])
          db.exec(`DELETE FROM ${table}`);
        addLibrary(db, 1);
        for (const [n, one] of before.entries()) perform(db, one, n);
      });
      const { name } = await makeBackup(db, place.backupFolder, 'manual', { nowMs: 1 });
      transaction(db, () => {
        for (const [n, one] of after.entries()) perform(db, one, 1000 + n);
      });
      const copy = openReadDb(join(place.backupFolder, name));
      const [then, now] = [known(copy), known(db)];
      closeDb(copy);
      expect(await compareBackup(place, name)).toMatchObject({
        tags: { onlyInBackup: without(then.tags, now.tags), onlyNow: without(now.tags, then.tags) },
        insights: { onlyInBackup: without(then.insights, now.insights), onlyNow: without(now.insights, then.insights) },
      });
    }),
    { numRuns: 60 },
  );
  closeDb(db);
});

it('names libraries and tags, and knows a library that was renamed and relocated', async () => {
  const place = await freshPlace();
  const { db } = place;
  for (const id of [1, 2]) addLibrary(db, id);
  const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: addTag(db, 'Sea'), hash: hashNumbered(1) });
  const unread = addLocation(db, 1, 'unread.jpg');
  setMarks(db, [a, unread], { rating: 3 }, 1);
  const both = [3, 4].map((n) => addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n) }));
  stackPhotos(db, [[a, unread], both], 1);
  const backup = await makeBackup(db, place.backupFolder, 'manual', { nowMs: 1 });
  prepare(db, "UPDATE libraries SET name = 'Renamed', root_path = '/elsewhere' WHERE id = 1").run();
  prepare(db, 'UPDATE libraries SET removed_at = 5 WHERE id = 2').run();
  prepare(db, "INSERT INTO libraries (name, root_path, created_time) VALUES ('New', '/new', 7)").run();
  const b = addLocation(db, 1, 'b.jpg', { hash: hashNumbered(2) });
  setMarks(db, [a, b], { flag: 'picked' }, 2);
  unstackPhotos(db, [a], 2);
  stackPhotos(db, [[a, b]], 2);
  prepare(db, 'DELETE FROM tagged_photo').run();
  addTagRow(db, { libraryId: 1, relPath: 'b.jpg', tagId: addTag(db, 'Hill'), hash: hashNumbered(2) });
  expect(await compareBackup(place, backup.name)).toEqual({
    backup,
    libraries: { added: ['Library 2'], removed: ['New'] },
    tags: { onlyInBackup: 1, onlyNow: 1, names: ['Sea', 'Hill'] },
    insights: { onlyInBackup: 0, onlyNow: 0 },
    marks: { onlyInBackup: 1, onlyNow: 2 },
    albums: { onlyInBackup: 0, onlyNow: 0 },
    stacks: { onlyInBackup: 2, onlyNow: 2 },
    photos: { inBackup: 4, now: 5 },
  });
  closeDb(db);
});

it('what was said of files before they were read is the same once they are, to both sides', async () => {
  const place = await freshPlace();
  const { db } = place;
  addLibrary(db, 1);
  const ids = [1, 2, 3].map((n) => addLocation(db, 1, `${n}.jpg`));
  const tagId = addTag(db, 'Sea');
  for (const n of [1, 2, 3]) {
    addTagRow(db, { libraryId: 1, relPath: `${n}.jpg`, tagId });
    addInsightRow(db, { libraryId: 1, relPath: `${n}.jpg`, title: `Title ${n}`, generatedAtMs: n });
  }
  setMarks(db, ids, { rating: 3 }, 1);
  stackPhotos(db, [ids], 1);
  createAlbum(db, { name: 'Album', locationIds: ids, query: null }, 1);
  const backup = await makeBackup(db, place.backupFolder, 'manual', { nowMs: 1 });
  const nothing = { onlyInBackup: 0, onlyNow: 0 };
  const said = { insights: nothing, marks: nothing, albums: nothing, stacks: nothing };
  for (const n of [1, 2]) {
    prepare(db, 'UPDATE image_exif SET content_hash = ?, read_state = 1 WHERE rel_path = ?').run(
      hashNumbered(n),
      `${n}.jpg`,
    );
  }
  reconcile(db, 2);
  expect(await compareBackup(place, backup.name)).toMatchObject({ ...said, tags: { ...nothing, names: [] } });
  // The other way round: what a backup knows by hashes, and now is known by places.
  const later = await makeBackup(db, place.backupFolder, 'manual', { nowMs: 2 });
  const earlier = { ...place, databasePath: join(place.backupFolder, backup.name) };
  expect(await compareBackup(earlier, later.name)).toMatchObject({ ...said, tags: nothing });
  prepare(db, "UPDATE photo_marks SET rating = 5 WHERE rel_path = '1.jpg'").run();
  prepare(db, "DELETE FROM tagged_photo WHERE rel_path = '2.jpg'").run();
  expect(await compareBackup(place, backup.name)).toMatchObject({
    ...said,
    marks: { onlyInBackup: 1, onlyNow: 1 },
    tags: { onlyInBackup: 1, onlyNow: 0, names: ['Sea'] },
  });
  closeDb(db);
});

it('brings an older backup up to date in a copy, which goes, and never changes the backup', async () => {
  const place = await freshPlace();
  const { db } = place;
  addLibrary(db, 1);
  addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: addTag(db, 'Sea'), hash: hashNumbered(1) });
  const older = migrationNames().find((name) => name.startsWith('2026-06-20')) ?? '';
  migrateDown(db, migrationsFolder, older);
  const { name } = await makeBackup(db, place.backupFolder, 'manual', { nowMs: 1 });
  await migrate(db, migrationsFolder, { backupFolder: null });
  prepare(db, 'DELETE FROM tagged_photo').run();
  const bytes = readFileSync(join(place.backupFolder, name));
  expect((await compareBackup(place, name)).tags).toEqual({ onlyInBackup: 1, onlyNow: 0, names: ['Sea'] });
  expect(readFileSync(join(place.backupFolder, name)).equals(bytes)).toBe(true);
  expect(readdirSync(place.backupFolder)).toEqual([name]);
  closeDb(db);
});

it('refuses what cannot be used: damaged, newer, foreign, empty, gone', async () => {
  const place = await freshPlace();
  const { db } = place;
  addLibrary(db, 1);
  const made = async (nowMs: number, change: (path: string) => void): Promise<string> => {
    const { name } = await makeBackup(db, place.backupFolder, 'manual', { nowMs });
    change(join(place.backupFolder, name));
    return name;
  };
  const cases = [
    ['damaged', await made(1, (path) => truncateSync(path, 30_000))],
    ['damaged', await made(2, (path) => writeFileSync(path, Buffer.alloc(50_000, 7)))],
    ['empty', await made(3, (path) => writeFileSync(path, ''))],
    [
      'newer',
      await made(4, (path) => {
        const copy = openWriteDb(path);
        copy.exec("INSERT INTO schema_migrations VALUES ('2099-01-01-000000_future', 0)");
        closeDb(copy);
      }),
    ],
    [
      'foreign',
      await made(5, (path) => {
        const copy = openWriteDb(path);
        copy.exec('DROP TABLE schema_migrations; CREATE TABLE of_another_app (x)');
        closeDb(copy);
      }),
    ],
  ] as const;
  for (const [reason, name] of cases) {
    await expect(compareBackup(place, name)).rejects.toMatchObject({ code: 'backup_unusable', details: { reason } });
  }
  await expect(compareBackup(place, 'gone.sqlite')).rejects.toMatchObject({ code: 'not_found' });
  closeDb(db);
});

it('a copy that a crash left is removed at the next start', async () => {
  const place = await freshPlace();
  await makeBackup(place.db, place.backupFolder, 'manual', { nowMs: 1 });
  const left = comparedCopyPath(place.backupFolder, place.databasePath);
  writeFileSync(left, 'half');
  removeLeftovers(place.backupFolder, place.databasePath);
  expect(existsSync(left)).toBe(false);
  expect(readdirSync(place.backupFolder)).toHaveLength(1);
  closeDb(place.db);
});
