import { expect, test } from 'vitest';
import type { EditId, LocationId } from '../../preload/contract/model.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { reconcile } from '../reconcile/reconcile.js';
import { selfCheckFindings } from '../reconcile/self-check.js';
import { addLibrary, addLocation, addTag, addTagRow, hashNumbered, memoryDatabase } from '../testing/database.js';
import { editHistory, editPhotos, editStack, photoTagHistory } from './edits.js';
import { photoDetails } from './photo-details.js';
import { setTagScope, tagCopies, tagLocations, tagsOfLocations, untagCopies, untagLocations } from './tagged-photo.js';
import { listTags } from './tags.js';
import { redo, undo, undoEdit } from './undo.js';

function tagNames(db: WriteDb, id: LocationId): string[] {
  return (tagsOfLocations(db, [id]).get(id) ?? []).map(({ name }) => name);
}

function photosWith(db: WriteDb, name: string): number | undefined {
  return listTags(db).find((tag) => tag.name === name)?.photoCount;
}

function idOf({ editId }: { readonly editId: EditId | null }): EditId {
  if (editId === null) throw new Error('Nothing was changed.');
  return editId;
}

/** Two photos: one with two places, one not read yet. */
function setUp() {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
  const here = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  const there = addLocation(db, 2, 'b.jpg', { hash: hashNumbered(1) });
  const unread = addLocation(db, 1, 'new.jpg');
  const sea = addTag(db, 'Sea');
  return { db, here, there, unread, sea };
}

test('a tag of several photos is taken back and given again as one edit, those that bore it already aside', () => {
  const { db, here, there, unread, sea } = setUp();
  tagLocations(db, [unread], sea, 1);
  const edit = tagLocations(db, [here, unread], sea, 2);
  expect(edit.changed).toEqual([here]);
  expect(editStack(db).undo).toMatchObject({ id: edit.editId, action: 'tag_added', tagName: 'Sea', photoCount: 1 });
  expect(undo(db, 3)).toMatchObject({ edit: { action: 'tag_removed', role: 'undo', photoCount: 1 }, skipped: 0 });
  expect([tagNames(db, here), tagNames(db, there), tagNames(db, unread)]).toEqual([[], [], ['Sea']]);
  expect(redo(db, 4)?.edit).toMatchObject({ action: 'tag_added', role: 'redo', photoCount: 1 });
  expect([tagNames(db, here), tagNames(db, there), tagNames(db, unread)]).toEqual([['Sea'], ['Sea'], ['Sea']]);
  expect(redo(db, 5)).toBeNull();
  undo(db, 6);
  undo(db, 7);
  expect(undo(db, 8)).toBeNull();
  expect(photosWith(db, 'Sea')).toBe(0);
  expect(editHistory(db, { tagId: sea, offset: 0, limit: 2 }).map(({ atMs }) => atMs)).toEqual([7, 6]);
  expect(selfCheckFindings(db)).toEqual([]);
  db.close();
});

test('a tag that was taken away comes back with the time it was given, and older edits can be taken back too', () => {
  const { db, here, there, sea } = setUp();
  tagLocations(db, [here], sea, 1);
  const removal = untagLocations(db, [there], sea, 2);
  const other = addTag(db, 'Sky');
  tagLocations(db, [here], other, 3);
  undoEdit(db, idOf(removal), 4);
  expect(preparePluck(db, 'SELECT created_time FROM tagged_photo WHERE tag_id = ?').get(sea)).toBe(1);
  expect(() => undoEdit(db, idOf(removal), 5)).toThrow('taken back already');
  expect(editStack(db).redo?.tagName).toBe('Sea');
  tagLocations(db, [here], addTag(db, 'Sun'), 6);
  expect(redo(db, 7)).toBeNull();
  db.close();
});

test('an edit before the hash was known is undone after it, for all places of the photo', () => {
  const { db, here, there, unread, sea } = setUp();
  tagLocations(db, [unread], sea, 1);
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(1), unread);
  expect(editPhotos(db, idOf({ editId: editStack(db).undo?.id ?? null }))).toEqual([unread]);
  reconcile(db, 2);
  expect(tagNames(db, there)).toEqual(['Sea']);
  expect(preparePluck(db, 'SELECT count(*) FROM tag_changes WHERE photo_id IS NULL').get()).toBe(0);
  undo(db, 3);
  expect([tagNames(db, here), tagNames(db, there), tagNames(db, unread)]).toEqual([[], [], []]);
  expect(selfCheckFindings(db)).toEqual([]);
  db.close();
});

test('a tag for one copy: other places do not bear it, and it waits for its file', () => {
  const { db, here, there, unread, sea } = setUp();
  expect(() => tagCopies(db, [unread], sea, 1)).toThrow('has not been read yet');
  tagCopies(db, [here], sea, 1);
  expect([tagNames(db, here), tagNames(db, there), photosWith(db, 'Sea')]).toEqual([['Sea'], [], 1]);
  const details = photoDetails(db, there, new Map());
  expect(details.tags).toEqual([]);
  expect(details.places.find(({ locationId }) => locationId === here)?.tags).toMatchObject([{ name: 'Sea' }]);
  expect(photoDetails(db, here, new Map()).tags).toMatchObject([{ name: 'Sea', scope: 'copy' }]);
  for (const away of [
    'UPDATE image_exif SET presence = 2 WHERE id = ?',
    `UPDATE image_exif SET presence = 0, content_hash = x'${hashNumbered(9).toString('hex')}' WHERE id = ?`,
  ]) {
    prepare(db, away).run(here);
    expect([tagNames(db, here), photosWith(db, 'Sea')]).toEqual([[], 0]);
    expect(selfCheckFindings(db)).toEqual([]);
  }
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(1), here);
  expect([tagNames(db, here), tagNames(db, there), photosWith(db, 'Sea')]).toEqual([['Sea'], [], 1]);
  prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(here);
  expect(photosWith(db, 'Sea')).toBe(0);
  const again = addLocation(db, 1, 'a.jpg');
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(1), again);
  expect([tagNames(db, again), photosWith(db, 'Sea')]).toEqual([['Sea'], 1]);
  untagCopies(db, [again], sea, 9);
  expect(tagNames(db, again)).toEqual([]);
  expect(selfCheckFindings(db)).toEqual([]);
  db.close();
});

test('narrowed to a copy and widened again, with the time it was given; each is undone exactly', () => {
  const { db, here, there, sea } = setUp();
  tagLocations(db, [here], sea, 1);
  setTagScope(db, there, sea, 'copy', 2);
  expect([tagNames(db, here), tagNames(db, there)]).toEqual([[], ['Sea']]);
  undo(db, 3);
  expect([tagNames(db, here), tagNames(db, there)]).toEqual([['Sea'], ['Sea']]);
  redo(db, 4);
  expect([tagNames(db, here), tagNames(db, there)]).toEqual([[], ['Sea']]);
  setTagScope(db, there, sea, 'photo', 5);
  expect([tagNames(db, here), tagNames(db, there)]).toEqual([['Sea'], ['Sea']]);
  expect(preparePluck(db, 'SELECT created_time FROM tagged_photo').get()).toBe(1);
  expect(photoTagHistory(db, here).map(({ action, role }) => `${role} ${action}`)).toEqual([
    'do tag_widened',
    'redo tag_narrowed',
    'undo tag_widened',
    'do tag_narrowed',
    'do tag_added',
  ]);
  expect(photoTagHistory(db, here)[0]?.copy).toEqual({ libraryName: 'Library 2', relPath: 'b.jpg' });
  expect(selfCheckFindings(db)).toEqual([]);
  db.close();
});

test('tagging the photo makes tags of its copies needless; undo brings them back', () => {
  const { db, here, there, sea } = setUp();
  tagCopies(db, [here], sea, 1);
  expect(tagLocations(db, [there], sea, 2).changed).toEqual([there]);
  expect(preparePluck(db, 'SELECT count(*) FROM tagged_photo').get()).toBe(1);
  undo(db, 3);
  expect([tagNames(db, here), tagNames(db, there)]).toEqual([['Sea'], []]);
  expect(selfCheckFindings(db)).toEqual([]);
  db.close();
});

test('tags from before the history was kept stand at its end', () => {
  const { db, here, sea } = setUp();
  addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: addTag(db, 'Old'), hash: hashNumbered(1) });
  tagLocations(db, [here], sea, 5);
  expect(photoTagHistory(db, here).map(({ tagName, madeBy, editId }) => [tagName, madeBy, editId])).toEqual([
    ['Sea', 'user', 1],
    ['Old', 'unknown', null],
  ]);
  db.close();
});

test('photos of which nothing is left are skipped', () => {
  const { db, here, there, sea } = setUp();
  tagLocations(db, [here], sea, 1);
  untagLocations(db, [here], sea, 2);
  prepare(db, 'DELETE FROM image_exif WHERE id IN (?, ?)').run(here, there);
  expect(undo(db, 3)).toMatchObject({ skipped: 1, edit: { photoCount: 0 } });
  db.close();
});
