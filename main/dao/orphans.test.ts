import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LibraryId } from '../../preload/contract/model.js';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck, prepareRaw } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { hasThumbnail, openThumbnailStore, putThumbnails } from '../db/thumbnail-store.js';
import { addInsightRow, addLocation, addTagRow, hashNumbered, plansOf } from '../testing/database.js';
import { temporaryFolder } from '../testing/files.js';
import { emptyDatabase, history, perform } from '../testing/random-acts.js';
import { expectSound } from '../testing/sound.js';
import { embeddedTextsOf, recordEmbeddedTexts } from './embedded-texts.js';
import { findOrphans, purgeOrphansSteps, requireAllFilesKnown } from './orphans.js';
import { stackPhotos } from './photo-stacks.js';

const folder = temporaryFolder();
const store = openThumbnailStore(join(folder, 'thumbnails.db'));
const everyLibrary = [1, 2, 3, null] as (LibraryId | null)[];

interface Row {
  readonly table: 'tagged_photo' | 'photo_insights';
  readonly id: number;
  readonly library: number | null;
}

/** Row by row, as the definition says it. */
function naiveOrphans(db: WriteDb): Row[] {
  const places = prepareRaw(db, 'SELECT library_id, rel_path, hex(content_hash) FROM image_exif').all() as [
    number,
    string,
    string,
  ][];
  const rows = prepareRaw(
    db,
    `SELECT 'tagged_photo', id, library_id, rel_path, hex(content_hash), hex(copy_of) FROM tagged_photo
     UNION ALL SELECT 'photo_insights', id, library_id, rel_path, hex(content_hash), '' FROM photo_insights`,
  ).all() as [Row['table'], number, number | null, string, string, string][];
  return rows
    .filter(([, , library, path, hash, copyOf]) => {
      const bytes = hash === '' ? copyOf : hash;
      return !places.some(([l, p, h]) => (bytes === '' ? p === path && (library ?? l) === l : h === bytes));
    })
    .map(([table, id, library]) => ({ table, id, library }));
}

function rowIds(db: WriteDb): string[] {
  return preparePluck(
    db,
    "SELECT 't' || id FROM tagged_photo UNION ALL SELECT 'i' || id FROM photo_insights ORDER BY 1",
  ).all() as string[];
}

test('orphans are the rows that lead to no file, and a purge takes exactly those of the libraries it is told', () => {
  fc.assert(
    fc.property(history, fc.subarray(everyLibrary, { minLength: 1 }), (acts, libraries) => {
      const db = emptyDatabase();
      for (const each of acts) perform(db, each);
      const expected = naiveOrphans(db);
      const { counts, groups } = findOrphans(db);
      const count = (table: Row['table'], rows = expected): number => rows.filter((row) => row.table === table).length;
      expect({ tags: counts.tags, insights: counts.insights }).toEqual({
        tags: count('tagged_photo'),
        insights: count('photo_insights'),
      });
      for (const { libraryId, tags, insights } of groups) {
        const own = expected.filter(({ library }) => library === libraryId);
        expect([tags, insights]).toEqual([count('tagged_photo', own), count('photo_insights', own)]);
      }
      const going = expected.filter(({ library }) => libraries.includes(library as LibraryId | null));
      const gone = new Set(going.map(({ table, id }) => `${table === 'tagged_photo' ? 't' : 'i'}${id}`));
      const staying = rowIds(db).filter((id) => !gone.has(id));
      const purged = finish(purgeOrphansSteps(db, store, libraries));
      expect(purged).toEqual({
        tags: count('tagged_photo', going),
        marks: 0,
        albums: 0,
        stacks: 0,
        insights: count('photo_insights', going),
      });
      expect(rowIds(db)).toEqual(staying);
      expectSound(db);
      expect(finish(purgeOrphansSteps(db, store, libraries))).toEqual({
        tags: 0,
        marks: 0,
        albums: 0,
        stacks: 0,
        insights: 0,
      });
      db.close();
    }),
    { numRuns: 150 },
  );
});

test('a photo that is in a stack and has nothing else is kept, with its line of edits, until that is deleted', () => {
  const db = emptyDatabase();
  const stacked = [1, 2].map((n) => addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n) }));
  stackPhotos(db, [stacked], 1);
  prepare(
    db,
    `INSERT INTO content_lineage (library_id, rel_path, from_hash, to_hash, observed_at, verdict)
     VALUES (1, '1.jpg', ?, ?, 0, 'edited')`,
  ).run(hashNumbered(9), hashNumbered(1));
  prepare(db, 'DELETE FROM image_exif').run();
  const none = { tags: 0, marks: 0, albums: 0, stacks: 0, insights: 0 };
  expect(findOrphans(db).counts).toEqual({ ...none, photos: 2, stacks: 2 });
  const left = (): unknown[] =>
    ['photos', 'stacked_photos', 'content_lineage'].map((table) =>
      preparePluck(db, `SELECT count(*) FROM ${table}`).get(),
    );
  expect(finish(purgeOrphansSteps(db, store, [2 as LibraryId]))).toEqual(none);
  expect(left()).toEqual([2, 2, 1]);
  expect(finish(purgeOrphansSteps(db, store, [1 as LibraryId]))).toEqual({ ...none, stacks: 2 });
  expect(left()).toEqual([0, 0, 0]);
});

test('with the last row of a photo go its history, thumbnail, texts, line of edits and number; a photo with a file keeps all', () => {
  const db = emptyDatabase();
  const [gone, kept] = [hashNumbered(1), hashNumbered(2)];
  addLocation(db, 1, 'kept.jpg', { hash: kept, presence: 2 });
  for (const hash of [gone, kept]) {
    addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: 1, hash });
    addInsightRow(db, { libraryId: 1, relPath: 'a.jpg', hash });
    recordEmbeddedTexts(db, hash, [{ field: 'title', source: 'XMP-dc:Title', text: 'Sea' }]);
  }
  putThumbnails(
    store,
    [gone, kept].map((contentHash) => ({
      contentHash,
      webp: Buffer.from('x'),
      width: 1,
      height: 1,
      blur: Buffer.alloc(32),
    })),
  );
  const photo = (hash: Buffer): number =>
    preparePluck(db, 'SELECT id FROM photos WHERE content_hash = ?').get(hash) as number;
  db.exec(`
    INSERT INTO edits (id, at, made_by, action, tag_id, tag_name, photo_count)
      VALUES (1, 0, 'user', 'tag_added', 1, 'Tag 1', 2);
    INSERT INTO tag_changes (edit_id, photo_id, is_added)
      VALUES (1, ${photo(gone)}, 1), (1, ${photo(kept)}, 1);`);
  const lineage = prepare(
    db,
    'INSERT INTO content_lineage (library_id, rel_path, from_hash, to_hash, observed_at) VALUES (1, ?, ?, ?, 0)',
  );
  // Set before its file went; a mark that was cleared is none.
  db.exec(`INSERT INTO edits (id, at, made_by, action, marks, photo_count) VALUES (2, 0, 'user', 'marks_set', '{"rating":4}', 2);
    INSERT INTO photo_marks (photo_id, content_hash, library_id, rel_path, rating, rating_by)
      SELECT id, content_hash, 1, 'x.jpg', iif(content_hash = x'${gone.toString('hex')}', 4, 0), 2 FROM photos
      WHERE content_hash IN (x'${gone.toString('hex')}', x'${kept.toString('hex')}');
    INSERT INTO photo_changes (edit_id, photo_id, field, old_value, old_by, new_value, new_by)
      SELECT 2, photo_id, 'rating', 0, 0, 4, 2 FROM photo_marks`);
  lineage.run('a.jpg', hashNumbered(9), gone);
  lineage.run('b.jpg', hashNumbered(8), hashNumbered(9));
  lineage.run('c.jpg', gone, kept);
  expect(findOrphans(db)).toEqual({
    counts: { photos: 1, tags: 1, marks: 1, albums: 0, stacks: 0, insights: 1 },
    groups: [
      {
        libraryId: 1,
        libraryName: 'Library 1',
        isRemoved: false,
        tagNames: ['Tag 1'],
        photos: 1,
        tags: 1,
        marks: 1,
        albums: 0,
        stacks: 0,
        insights: 1,
      },
    ],
  });
  expect(finish(purgeOrphansSteps(db, store, [1 as LibraryId]))).toEqual({
    tags: 1,
    marks: 1,
    albums: 0,
    stacks: 0,
    insights: 1,
  });
  expect([hasThumbnail(store, gone), hasThumbnail(store, kept)]).toEqual([false, true]);
  expect([embeddedTextsOf(db, gone), embeddedTextsOf(db, kept)].map((texts) => texts.length)).toEqual([0, 1]);
  expect(preparePluck(db, 'SELECT photo_count FROM edits').all()).toEqual([1, 1]);
  expect(preparePluck(db, 'SELECT count(*) FROM photo_marks').get()).toBe(1);
  expect(preparePluck(db, 'SELECT count(*) FROM photos WHERE content_hash = ?').get(gone)).toBe(0);
  // A file that is still there shows its former bytes, although nothing else is known of them.
  expect(preparePluck(db, 'SELECT rel_path FROM content_lineage ORDER BY 1').all()).toEqual([
    'a.jpg',
    'b.jpg',
    'c.jpg',
  ]);
  expectSound(db);
  db.close();
});

test('a line of edits that ends in bytes of which nothing is left goes from its end to its start', () => {
  const db = emptyDatabase();
  addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: 1, hash: hashNumbered(3) });
  const lineage = prepare(
    db,
    'INSERT INTO content_lineage (library_id, rel_path, from_hash, to_hash, observed_at) VALUES (1, ?, ?, ?, 0)',
  );
  lineage.run('a.jpg', hashNumbered(1), hashNumbered(2));
  lineage.run('a.jpg', hashNumbered(2), hashNumbered(3));
  finish(purgeOrphansSteps(db, store, [1 as LibraryId]));
  expect(preparePluck(db, 'SELECT count(*) FROM content_lineage').get()).toBe(0);
  db.close();
});

test('the old bytes of a replaced file are no orphan while the user has not said what it is', () => {
  const db = emptyDatabase();
  addLocation(db, 1, 'a.jpg', { hash: hashNumbered(2) });
  addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: 1, hash: hashNumbered(1) });
  prepare(
    db,
    `INSERT INTO content_lineage (library_id, rel_path, from_hash, to_hash, observed_at, verdict)
     VALUES (1, 'a.jpg', ?, ?, 0, 'replaced')`,
  ).run(hashNumbered(1), hashNumbered(2));
  expect(findOrphans(db).counts.tags).toBe(0);
  expect(finish(purgeOrphansSteps(db, store, everyLibrary)).tags).toBe(0);
  prepare(db, 'UPDATE content_lineage SET settled_at = 1').run();
  expect(findOrphans(db).counts.tags).toBe(1);
  db.close();
});

test('a photo whose file turned up between two steps keeps what it has', () => {
  const db = emptyDatabase();
  for (let n = 1; n <= 700; n++) addTagRow(db, { libraryId: 1, relPath: `${n}.jpg`, tagId: 1, hash: hashNumbered(n) });
  const steps = purgeOrphansSteps(db, store, [1 as LibraryId]);
  steps.next();
  steps.next();
  addLocation(db, 2, 'back.jpg', { hash: hashNumbered(700) });
  expect(finish(steps)).toEqual({ tags: 699, marks: 0, albums: 0, stacks: 0, insights: 0 });
  expect(preparePluck(db, 'SELECT rel_path FROM tagged_photo').all()).toEqual(['700.jpg']);
  expect(preparePluck(db, 'SELECT photos FROM tag_counts WHERE tag_id = 1').get()).toBe(1);
  expectSound(db);
  db.close();
});

test('nothing is purged while a library is not looked through, or a file not read', () => {
  const db = emptyDatabase();
  const listed = prepare(db, 'UPDATE libraries SET last_scan = ? WHERE id = ?');
  for (const id of [1, 2]) listed.run(JSON.stringify({ outcome: 'completed' }), id);
  expect(() => {
    requireAllFilesKnown(db);
  }).toThrow('Library 3');
  listed.run(JSON.stringify({ outcome: 'completed' }), 3);
  const unread = addLocation(db, 1, 'new.jpg');
  expect(() => {
    requireAllFilesKnown(db);
  }).toThrow('One file has not been read');
  prepare(db, 'UPDATE image_exif SET read_state = 1, content_hash = ? WHERE id = ?').run(hashNumbered(1), unread);
  requireAllFilesKnown(db);
  db.close();
});

test('orphans are looked for through indexes', () => {
  const db = emptyDatabase();
  const plans = plansOf(db, () => findOrphans(db));
  // All photos once, by their numbers; the rest from what was found.
  expect(plans.filter((line) => /^SCAN (tagged_photo|photo_insights|t|i|e)$/.test(line))).toEqual([]);
  db.close();
});
