import { beforeEach, expect, test } from 'vitest';
import type { AmbiguousTag, ContentHash, EditId, LibraryId, LocationId, TagId } from '../../preload/contract/model.js';
import { prepare } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { reconcile } from '../reconcile/reconcile.js';
import { addLibrary, addLocation, addTag, addTagRow, hashNumbered, memoryDatabase } from '../testing/database.js';
import { expectSound } from '../testing/sound.js';
import { photoTagHistory } from './edits.js';
import { carryDerivedData } from './lineage.js';
import { ambiguousTags, settleAmbiguousTag } from './tag-ambiguities.js';
import { tagLocations, tagsOfLocations } from './tagged-photo.js';
import { redo, undo } from './undo.js';

let db: WriteDb;
let sea: TagId;

beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1, 'Photos');
  addLibrary(db, 2, 'Archive');
  addLibrary(db, 3, 'Camera');
  sea = addTag(db, 'Sea');
  return () => {
    expectSound(db);
    db.close();
  };
});

function hex(n: number): ContentHash {
  return hashNumbered(n).toString('hex') as ContentHash;
}

function open(): readonly AmbiguousTag[] {
  return ambiguousTags(db, { offset: 0, limit: 100 });
}

function theOnly(): AmbiguousTag {
  const [only, ...others] = open();
  if (only === undefined || others.length > 0) throw new Error(`${open().length} ambiguous tags`);
  return only;
}

function bearers(...ids: LocationId[]): boolean[] {
  const tags = tagsOfLocations(db, ids);
  return ids.map((id) => tags.get(id)?.some((tag) => tag.id === sea) ?? false);
}

/** One older tag, and a path that means two photos. */
function twoPhotos(): { readonly first: LocationId; readonly second: LocationId } {
  addTagRow(db, { relPath: 'a.jpg', tagId: sea });
  const first = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  const second = addLocation(db, 2, 'a.jpg', { hash: hashNumbered(2) });
  reconcile(db, 5);
  return { first, second };
}

test('the list says which photos stood at the path, where, and which got the tag', () => {
  const { first, second } = twoPhotos();
  addLocation(db, 3, 'a.jpg', { hash: hashNumbered(2) });
  reconcile(db, 6);
  expect(theOnly()).toMatchObject({
    relPath: 'a.jpg',
    tag: { id: sea, name: 'Sea', photoCount: 1 },
    photos: [
      { locationId: first, contentHash: hex(1), libraryName: 'Photos', isTagged: true },
      { locationId: second, contentHash: hex(2), libraryName: 'Archive, Camera', isTagged: false },
    ],
  });
  expect(ambiguousTags(db, { offset: 1, limit: 10 })).toEqual([]);
});

test('a path that means the same bytes everywhere is no question', () => {
  addTagRow(db, { relPath: 'a.jpg', tagId: sea });
  addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  addLocation(db, 2, 'a.jpg', { hash: hashNumbered(1) });
  addLocation(db, 2, 'b.jpg', { hash: hashNumbered(2) });
  expect(reconcile(db, 5).ambiguousTags).toBe(0);
});

test('a file that is read only after the tag went to another photo opens the question then', () => {
  addTagRow(db, { relPath: 'a.jpg', tagId: sea });
  addLocation(db, 2, 'a.jpg', { hash: hashNumbered(2) });
  const late = addLocation(db, 1, 'a.jpg');
  expect(reconcile(db, 5)).toMatchObject({ taggedPhotoFilled: 1, ambiguousTags: 0 });
  prepare(db, 'UPDATE image_exif SET content_hash = ?, read_state = 1 WHERE id = ?').run(hashNumbered(1), late);
  expect(reconcile(db, 6)).toMatchObject({ ambiguousTags: 1, changed: true });
  expect(theOnly().photos.map(({ contentHash, isTagged }) => [contentHash, isTagged])).toEqual([
    [hex(1), false],
    [hex(2), true],
  ]);
  expect(reconcile(db, 7).changed).toBe(false);
});

test('bytes that an edit made there are younger than the tag, and were not meant', () => {
  addTagRow(db, { relPath: 'a.jpg', tagId: sea });
  addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  const copy = addLocation(db, 2, 'a.jpg', { hash: hashNumbered(1) });
  reconcile(db, 5);
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(7), copy);
  carryDerivedData(db, {
    libraryId: 2 as LibraryId,
    relPath: 'a.jpg',
    fromHash: hashNumbered(1),
    toHash: hashNumbered(7),
    verdict: 'edited',
    nowMs: 6,
  });
  expect(reconcile(db, 7).ambiguousTags).toBe(0);
});

test('the photos that were meant bear the tag, the others do not; one undo takes it back and opens the question again', () => {
  const { first, second } = twoPhotos();
  const { id } = theOnly();
  const { editId, changed } = settleAmbiguousTag(db, id, [hex(2)], 10);
  expect([...changed].sort()).toEqual([first, second]);
  expect(bearers(first, second)).toEqual([false, true]);
  expect(open()).toEqual([]);
  expect(photoTagHistory(db, first)[0]).toMatchObject({ editId, action: 'tag_removed', photoCount: 2, copy: null });
  expect(photoTagHistory(db, second)[0]).toMatchObject({ editId, action: 'tag_added', photoCount: 2, copy: null });
  reconcile(db, 11);
  expect(open()).toEqual([]);

  undo(db, 12);
  expect(bearers(first, second)).toEqual([true, false]);
  expect(theOnly().id).toBe(id);
  redo(db, 13);
  expect(bearers(first, second)).toEqual([false, true]);
  expect(open()).toEqual([]);
  undo(db, 14);
  settleAmbiguousTag(db, id, [hex(1), hex(2)], 15);
  expect(bearers(first, second)).toEqual([true, true]);
});

test('to say that it is right as it is changes no tag, and settles the question', () => {
  const { first, second } = twoPhotos();
  const { id } = theOnly();
  expect(settleAmbiguousTag(db, id, [hex(1)], 10)).toEqual({ editId: null, changed: [], tagId: sea });
  expect(bearers(first, second)).toEqual([true, false]);
  expect(() => settleAmbiguousTag(db, id, [hex(1)], 11)).toThrow('It has been said already');
  addLocation(db, 3, 'a.jpg', { hash: hashNumbered(3) });
  reconcile(db, 12);
  expect(open()).toEqual([]);
});

test('a photo whose files are gone can still be the one that was meant, and gets the tag for when it comes back', () => {
  const { first, second } = twoPhotos();
  prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(second);
  expect(theOnly().photos[1]).toMatchObject({ locationId: null, libraryName: 'Archive' });
  settleAmbiguousTag(db, theOnly().id, [hex(2)], 10);
  expect(bearers(first)).toEqual([false]);
  const again = addLocation(db, 2, 'elsewhere.jpg', { hash: hashNumbered(2) });
  expect(bearers(again)).toEqual([true]);
});

test('only photos of the path can be meant', () => {
  twoPhotos();
  addLocation(db, 1, 'other.jpg', { hash: hashNumbered(9) });
  expect(() => settleAmbiguousTag(db, theOnly().id, [hex(9)], 10)).toThrow('never stood at the path');
  expect(open().length).toBe(1);
});

test('what was tagged by hand meanwhile is not given twice', () => {
  const { first, second } = twoPhotos();
  tagLocations(db, [second], sea, 8);
  expect(theOnly().photos.map(({ isTagged }) => isTagged)).toEqual([true, true]);
  const { editId } = settleAmbiguousTag(db, theOnly().id, [hex(2)], 10);
  expect(bearers(first, second)).toEqual([false, true]);
  expect(photoTagHistory(db, second).map((line): EditId | null => line.editId)).not.toContain(editId);
});
