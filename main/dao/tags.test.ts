import { beforeEach, describe, expect, test } from 'vitest';
import type { LibraryId, LocationId, TagId } from '../../preload/contract/model.js';
import { AppFailure } from '../db/failure.js';
import { preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import {
  addLibrary,
  addLocation,
  addTag,
  addTagRow,
  hashNumbered,
  memoryDatabase,
  plansOf,
} from '../testing/database.js';
import { selectionTags, tagFile, tagLocations, tagsOfLocations, untagLocations } from './tagged-photo.js';
import { findOrCreateTag, getTag, listTags } from './tags.js';

let db: WriteDb;
beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
});

const rowCount = (): unknown => preparePluck(db, 'SELECT count(*) FROM tagged_photo').get();
const namesOf = (id: LocationId): string[] => (tagsOfLocations(db, [id]).get(id) ?? []).map(({ name }) => name);

describe('names', () => {
  test('case does not make another tag, in any script', () => {
    const sea = findOrCreateTag(db, '  Sea ', 1);
    expect(sea.name).toBe('Sea');
    expect(findOrCreateTag(db, 'SEA', 2)).toEqual(sea);
    for (const [one, other] of [
      ['Été', 'ÉTÉ'],
      ['Straße', 'STRASSE'],
      ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
      ['Ёлка', 'ёлка'],
    ] as const) {
      expect(findOrCreateTag(db, other, 2).id).toBe(findOrCreateTag(db, one, 1).id);
    }
    expect(findOrCreateTag(db, 'ılık', 1).id).not.toBe(findOrCreateTag(db, 'ilik', 1).id);
    // Written in two ways, one letter.
    expect(findOrCreateTag(db, 'Cafe\u0301', 1)).toEqual(findOrCreateTag(db, 'Café', 1));
  });

  test.each(['', '   ', 'a'.repeat(101), 'two\nlines', 'nul\u0000'])('%j is no name', (name) => {
    expect(() => findOrCreateTag(db, name, 1)).toThrow(AppFailure);
  });

  test('a hundred characters are counted as people count them', () => {
    expect(findOrCreateTag(db, '🦆'.repeat(100), 1).name).toHaveLength(200);
  });
});

describe('tagging', () => {
  test('copies of the same bytes are one photo: tagged once, shown everywhere, counted once', () => {
    const sea = addTag(db, 'Sea');
    const here = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const there = addLocation(db, 2, 'b.jpg', { hash: hashNumbered(1) });
    expect(tagLocations(db, [here, there], sea, 5).changed).toHaveLength(1);
    expect(tagLocations(db, [there], sea, 6)).toEqual({ editId: null, changed: [] });
    expect(rowCount()).toBe(1);
    expect(namesOf(there)).toEqual(['Sea']);
    expect(listTags(db)).toMatchObject([{ id: sea, name: 'Sea', photoCount: 1, isInUse: true }]);
    expect(getTag(db, sea)?.photoCount).toBe(1);
  });

  test('a row knows its hash when it is known, its library always', () => {
    const sea = addTag(db, 'Sea');
    addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const request = { libraryId: 1 as LibraryId, tagId: sea, nowMs: 5 };
    expect(tagFile(db, { ...request, relPath: 'a.jpg' })).toBe(true);
    expect(tagFile(db, { ...request, relPath: 'unknown.jpg' })).toBe(true);
    expect(tagFile(db, { ...request, relPath: 'unknown.jpg' })).toBe(false);
    expect(db.prepare('SELECT library_id, rel_path, content_hash FROM tagged_photo ORDER BY id').raw().all()).toEqual([
      [1, 'a.jpg', hashNumbered(1)],
      [1, 'unknown.jpg', null],
    ]);
  });

  test('untagging takes every row that would bring the tag back', () => {
    const sea = addTag(db, 'Sea');
    const sky = addTag(db, 'Sky');
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    addLocation(db, 2, 'copy.jpg', { hash: hashNumbered(1) });
    const other = addLocation(db, 2, 'a.jpg', { hash: hashNumbered(2) });
    addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: sea, hash: hashNumbered(1) });
    addTagRow(db, { libraryId: 2, relPath: 'copy.jpg', tagId: sea, hash: hashNumbered(1) });
    addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: sea });
    addTagRow(db, { libraryId: 2, relPath: 'copy.jpg', tagId: sea });
    addTagRow(db, { libraryId: null, relPath: 'a.jpg', tagId: sea });
    addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: sky });
    addTagRow(db, { libraryId: 2, relPath: 'a.jpg', tagId: sea });
    expect(untagLocations(db, [a], sea, 2).changed).toEqual([a]);
    expect(untagLocations(db, [a], sea, 2).changed).toEqual([]);
    expect(namesOf(a)).toEqual(['Sky']);
    expect(namesOf(other)).toEqual(['Sea']);
    expect(rowCount()).toBe(2);
  });

  test('an older row without a library shows on one photo only: the one reconcile will give it to', () => {
    const sea = addTag(db, 'Sea');
    const low = addLocation(db, 1, 'a.jpg');
    const high = addLocation(db, 2, 'a.jpg', { hash: hashNumbered(2) });
    addTagRow(db, { libraryId: null, relPath: 'a.jpg', tagId: sea });
    expect([namesOf(low), namesOf(high)]).toEqual([[], ['Sea']]);
    db.prepare('UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(1), low);
    expect([namesOf(low), namesOf(high)]).toEqual([['Sea'], []]);
  });
});

test('a selection counts photos, not places', () => {
  const [sea, sky] = [addTag(db, 'Sea'), addTag(db, 'Sky')] as [TagId, TagId];
  const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  const copy = addLocation(db, 2, 'a.jpg', { hash: hashNumbered(1) });
  const b = addLocation(db, 1, 'b.jpg');
  tagLocations(db, [a, b], sea, 1);
  tagLocations(db, [b], sky, 1);
  expect(selectionTags(db, [a, copy, b])).toEqual([
    { id: sea, name: 'Sea', photoCount: 2, selectedCount: 2 },
    { id: sky, name: 'Sky', photoCount: 1, selectedCount: 1 },
  ]);
});

test('counts leave out photos whose files are all missing or gone', () => {
  const sea = addTag(db, 'Sea');
  const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  const b = addLocation(db, 1, 'b.jpg', { hash: hashNumbered(2) });
  tagLocations(db, [a, b], sea, 1);
  db.exec(`UPDATE image_exif SET presence = 2 WHERE rel_path = 'a.jpg'`);
  expect(getTag(db, sea)?.photoCount).toBe(1);
  db.exec(`DELETE FROM image_exif WHERE rel_path = 'b.jpg'`);
  expect(getTag(db, sea)?.photoCount).toBe(0);
  db.exec(`UPDATE image_exif SET presence = 0`);
  expect(getTag(db, sea)?.photoCount).toBe(1);
});

test('every statement goes by an index', () => {
  const sea = addTag(db, 'Sea');
  const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  addTagRow(db, { libraryId: 1, relPath: 'z.jpg', tagId: sea });
  const plan = plansOf(db, () => {
    tagLocations(db, [a], sea, 1);
    untagLocations(db, [a], sea, 2);
    tagsOfLocations(db, [a]);
    selectionTags(db, [a]);
    getTag(db, sea);
  });
  expect(
    plan.filter((line) =>
      /^SCAN (?!\w+ USING INDEX tagged_photo_(?:unhashed|copies)|found|wanted|r |json_each|home|pair|\(subquery)/.test(
        line,
      ),
    ),
  ).toEqual([]);
});
