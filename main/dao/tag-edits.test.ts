import { expect, test } from 'vitest';
import type { TagId } from '../../preload/contract/model.js';
import { prepare, prepareRaw } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, addTag, addTagRow, hashNumbered, memoryDatabase } from '../testing/database.js';
import { expectSound } from '../testing/sound.js';
import { editHistory, editPhotos, editStack } from './edits.js';
import { deleteTags, mergeTags, renameTag, tagEditPreview } from './tag-edits.js';
import { giveTags, tagCopies, tagLocations } from './tagged-photo.js';
import { findOrCreateTag, listTags } from './tags.js';
import { redo, undo, undoEdit } from './undo.js';

/** Who bears what, by tag: bytes, places and single copies, with the time since when. */
function rows(db: WriteDb): string[] {
  return (
    prepareRaw(
      db,
      `SELECT g.name, coalesce(t.photo_id, t.library_id || '/' || t.rel_path, 'any/' || t.rel_path),
         iif(t.copy_of IS NULL, '', 'copy at ' || t.library_id || '/' || t.rel_path), t.created_time
       FROM tagged_photo AS t JOIN tags AS g ON g.id = t.tag_id`,
    ).all() as [string, string, string, number][]
  )
    .map((row) => row.join(' '))
    .sort();
}

const names = (db: WriteDb): string[] => listTags(db).map(({ name }) => name);

/** A tag on every kind of photo: with files, with two, of one copy, not read, without any file, and of an older app. */
function setUp() {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
  const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  addLocation(db, 2, 'a2.jpg', { hash: hashNumbered(1) });
  const b = addLocation(db, 1, 'b.jpg', { hash: hashNumbered(2) });
  addLocation(db, 2, 'b2.jpg', { hash: hashNumbered(2) });
  const unread = addLocation(db, 1, 'unread.jpg');
  const sea = addTag(db, 'Sea');
  const ocean = addTag(db, 'Ocean');
  tagLocations(db, [a, unread], sea, 10);
  tagCopies(db, [b], sea, 11);
  addTagRow(db, { libraryId: 1, relPath: 'gone.jpg', tagId: sea, hash: hashNumbered(3) });
  addTagRow(db, { libraryId: 2, relPath: 'not-here-yet.jpg', tagId: sea });
  addTagRow(db, { relPath: 'older.jpg', tagId: sea });
  addTagRow(db, { relPath: 'older-read.jpg', tagId: sea, hash: hashNumbered(4) });
  return { db, a, b, unread, sea, ocean };
}

const steps = (...ids: TagId[]) => ids.map((tagId) => ({ tagId }));

test('a tag has another name from now on, as an edit that is taken back and done again', () => {
  const { db, sea } = setUp();
  expect(renameTag(db, sea, ' Seaside ', { nowMs: 20 })).not.toBeNull();
  expect(names(db)).toEqual(['Ocean', 'Seaside']);
  expect(editStack(db).undo).toMatchObject({ action: 'tag_renamed', tagName: 'Sea', otherName: 'Seaside' });
  expect(undo(db, 21)?.edit).toMatchObject({ tagName: 'Seaside', otherName: 'Sea', role: 'undo' });
  expect(names(db)).toEqual(['Ocean', 'Sea']);
  redo(db, 22);
  expect(names(db)).toEqual(['Ocean', 'Seaside']);
  expect(renameTag(db, sea, 'Seaside', { nowMs: 23 })).toBeNull();
  expect(renameTag(db, sea, 'SEASIDE', { nowMs: 24 })).not.toBeNull();
  expect(names(db)).toEqual(['Ocean', 'SEASIDE']);
  expectSound(db);
  db.close();
});

test('a name is that of one tag; what only a deleted tag is called is free', () => {
  const { db, sea, ocean } = setUp();
  const before = editHistory(db, { tagId: null, offset: 0, limit: 100 });
  expect(() => renameTag(db, sea, 'OCEAN', { nowMs: 20 })).toThrow('There is a tag “Ocean” already');
  expect(() => renameTag(db, sea, '\n', { nowMs: 20 })).toThrow('1 to 100 characters');
  expect(editHistory(db, { tagId: null, offset: 0, limit: 100 })).toEqual(before);
  const deletion = deleteTags(db, steps(ocean), { nowMs: 21 });
  renameTag(db, sea, 'Ocean', { nowMs: 22 });
  expect(names(db)).toEqual(['Ocean']);
  expect(() => undoEdit(db, deletion, 23)).toThrow('Another tag is called “Ocean” now');
  undo(db, 24);
  undoEdit(db, deletion, 25);
  expect(names(db)).toEqual(['Ocean', 'Sea']);
  expect(() => renameTag(db, 99 as TagId, 'Ghost', { nowMs: 26 })).toThrow('not there any more');
  expectSound(db);
  db.close();
});

test('a deleted tag comes back to every photo that bore it, as it did, and goes again', () => {
  const { db, sea } = setUp();
  const before = rows(db);
  expect(before).toHaveLength(7);
  const id = deleteTags(db, steps(sea), { nowMs: 20 });
  expect(rows(db)).toEqual([]);
  expect(names(db)).toEqual(['Ocean']);
  expect(editHistory(db, { tagId: null, offset: 0, limit: 1 })).toMatchObject([
    { id, action: 'tag_deleted', tagId: null, tagName: 'Sea', photoCount: 7 },
  ]);
  expect(undo(db, 21)).toMatchObject({ edit: { action: 'tag_restored', photoCount: 7 }, skipped: 0 });
  expect(rows(db)).toEqual(before);
  redo(db, 22);
  expect([rows(db), names(db)]).toEqual([[], ['Ocean']]);
  undo(db, 23);
  expect(rows(db)).toEqual(before);
  expectSound(db);
  db.close();
});

test('several tags go and come back as one edit', () => {
  const { db, a, b, sea, ocean } = setUp();
  tagLocations(db, [b], ocean, 12);
  const before = rows(db);
  const id = deleteTags(db, steps(ocean, sea), { nowMs: 20 });
  expect([rows(db), names(db)]).toEqual([[], []]);
  expect(editHistory(db, { tagId: null, offset: 0, limit: 1 })).toMatchObject([
    { id, tagName: 'Sea', otherTagCount: 1 },
  ]);
  expect(editPhotos(db, id)).toEqual(expect.arrayContaining([a, b]));
  undo(db, 21);
  expect(rows(db)).toEqual(before);
  redo(db, 22);
  expect([rows(db), names(db)]).toEqual([[], []]);
  expectSound(db);
  db.close();
});

test('merged tags are one on every photo, and are told apart again by taking it back', () => {
  const { db, a, b, sea, ocean } = setUp();
  const shore = addTag(db, 'Shore');
  tagLocations(db, [a], ocean, 5);
  tagLocations(db, [b], shore, 6);
  const before = rows(db);
  expect(tagEditPreview(db, [sea, shore], ocean)).toEqual({ photos: 7, withBoth: 1, withoutOther: 6, below: 0 });
  const id = mergeTags(db, steps(shore, sea), ocean, { nowMs: 20 });
  expect(names(db)).toEqual(['Ocean']);
  // The photo that bore it keeps the time since when; the others have the time of the tag that they bore.
  expect(rows(db)).toEqual(
    [...before.filter((row) => !row.startsWith('Sea 1 ') && !row.includes('copy'))]
      .map((row) => row.replace(/^(Sea|Shore)/, 'Ocean'))
      .sort(),
  );
  expect(editHistory(db, { tagId: ocean, offset: 0, limit: 1 })).toMatchObject([
    { id, action: 'tag_merged', tagName: 'Sea', otherName: 'Ocean', otherTagCount: 1 },
  ]);
  undo(db, 21);
  expect(rows(db)).toEqual(before);
  redo(db, 22);
  expect(names(db)).toEqual(['Ocean']);
  undo(db, 23);
  expect(rows(db)).toEqual(before);
  expect(() => mergeTags(db, steps(sea), sea, { nowMs: 24 })).toThrow('into itself');
  expectSound(db);
  db.close();
});

test('a new tag by the name of a deleted one begins without its photos, which come back by taking the deletion back', () => {
  const { db, b, sea } = setUp();
  const before = rows(db);
  const deletion = deleteTags(db, steps(sea), { nowMs: 20 });
  expect(findOrCreateTag(db, 'sea', 21)).toEqual({ id: sea, name: 'sea' });
  expect(rows(db)).toEqual([]);
  tagLocations(db, [b], sea, 22);
  undoEdit(db, deletion, 23);
  const back = rows(db);
  expect(back).toHaveLength(before.length);
  expect(back.filter((row) => row.startsWith('sea 2 '))).toEqual(['sea 2  22']);
  expectSound(db);
  db.close();
});

test('what was asked about an older tag is answered when it goes, and asked again when it comes back', () => {
  const { db, sea } = setUp();
  prepare(db, 'INSERT INTO tag_ambiguities (tag_id, rel_path, photo_id, noted_at) VALUES (?, ?, 1, 0)').run(
    sea,
    'a.jpg',
  );
  const open = (): unknown => prepareRaw(db, 'SELECT settled_at IS NULL FROM tag_ambiguities').get();
  deleteTags(db, steps(sea), { nowMs: 20 });
  expect(open()).toEqual([0]);
  undo(db, 21);
  expect(open()).toEqual([1]);
  db.close();
});

test('an edit whose tag was deleted since is told to be impossible', () => {
  const { db, b, sea } = setUp();
  const { editId } = tagLocations(db, [b], sea, 12);
  deleteTags(db, steps(sea), { nowMs: 20 });
  expect(() => undoEdit(db, editId ?? (0 as never), 21)).toThrow('The tag “Sea” no longer exists');
  undo(db, 22);
  expect(undoEdit(db, editId ?? (0 as never), 23).edit.photoCount).toBe(1);
  db.close();
});

test('several tags are given as one edit, which is taken back without those that are gone by then', () => {
  const { db, a, b, sea, ocean } = setUp();
  const fog = addTag(db, 'Fog');
  tagLocations(db, [b], fog, 12);
  const before = rows(db);
  const { editId, changed } = giveTags(db, [a, b], [sea, 'ocean', fog, 99 as TagId], 20);
  expect(changed).toEqual(expect.arrayContaining([a, b]));
  expect(editStack(db).undo).toMatchObject({ id: editId, tagName: 'Fog', photoCount: 2, otherTagCount: 2 });
  expect(rows(db).filter((row) => row.startsWith('Ocean'))).toEqual(['Ocean 1  20', 'Ocean 2  20']);
  undo(db, 21);
  // The tag of one copy became one of the photo, and is one of the copy again.
  expect(rows(db)).toEqual(before);
  redo(db, 22);
  expect(rows(db)).toHaveLength(before.length + 3);
  deleteTags(db, steps(ocean), { nowMs: 23 });
  undoEdit(db, editStack(db).undo?.id ?? (0 as never), 24);
  undo(db, 25);
  expect(rows(db)).toEqual(before);
  expect(giveTags(db, [b], [fog], 26)).toEqual({ editId: null, changed: [] });
  expectSound(db);
  db.close();
});
