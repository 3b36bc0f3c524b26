/** Other names, colours and keys of tags, each of them taken back like any edit. */
import { expect, test } from 'vitest';
import type { TagId } from '../../preload/contract/model.js';
import type { HotKey } from '../../preload/contract/tag-details.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase } from '../testing/database.js';
import { expectSound } from '../testing/sound.js';
import { editStack } from './edits.js';
import { describeTag } from './tag-details.js';
import { deleteTags, mergeTags, renameTag } from './tag-edits.js';
import { takeTags, tagLocations, toggleTag } from './tagged-photo.js';
import { findOrCreateTag, listTags } from './tags.js';
import { redo, undo, undoEdit } from './undo.js';

const by = { nowMs: 10 };
const key = (text: string): HotKey => text as HotKey;

function setUp() {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const [a, b] = [1, 2].map((n) => addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n) }));
  if (a === undefined || b === undefined) throw new Error('No photos');
  const lisbon = findOrCreateTag(db, 'Places/Lisbon', 1).id;
  const sea = findOrCreateTag(db, 'Sea', 1).id;
  return { db, a, b, lisbon, sea };
}

/** What each tag has beside its name. */
const details = (db: WriteDb): Record<string, unknown> =>
  Object.fromEntries(
    listTags(db).map(({ name, synonyms, colour, hotKey }) => [
      name,
      [synonyms.join(), colour, hotKey].join(' ').trim(),
    ]),
  );

test('another name means the tag, at the top and below the same tag, and nobody else can have it', () => {
  const { db, lisbon, sea } = setUp();
  describeTag(db, lisbon, { synonyms: [' Lissabon ', 'Olisipo', 'LISSABON', ''] }, by);
  expect(details(db)['Places/Lisbon']).toBe('Lissabon,Olisipo');
  for (const typed of ['lissabon', 'Places/LISSABON', 'places/olisipo']) {
    expect(findOrCreateTag(db, typed, 2).id).toBe(lisbon);
  }
  expect(findOrCreateTag(db, 'Lissabon/Alfama', 2).name).toBe('Places/Lisbon/Alfama');
  expect(() => describeTag(db, sea, { synonyms: ['olisipo'] }, by)).toThrow('is a name of the tag “Places/Lisbon”');
  expect(() => describeTag(db, sea, { synonyms: ['lisbon'] }, by)).toThrow('is a name of the tag “Places/Lisbon”');
  expect(() => describeTag(db, sea, { synonyms: ['a/b'] }, by)).toThrow('has a / in it');
  expect(() => renameTag(db, sea, 'Lissabon', by)).toThrow('is another name of the tag “Places/Lisbon”');
  expect(describeTag(db, lisbon, { synonyms: ['Lissabon', 'Olisipo'] }, by)).toBeNull();
  db.close();
});

test('a change is taken back and done again; a key goes over from the tag that had it, and back', () => {
  const { db, lisbon, sea } = setUp();
  describeTag(db, sea, { hotKey: key('1'), colour: 'blue' }, by);
  describeTag(db, lisbon, { hotKey: key('1'), synonyms: ['Lissabon'] }, by);
  const after = { Places: '', 'Places/Lisbon': 'Lissabon  1', Sea: 'blue' };
  expect(details(db)).toEqual(after);
  expect(editStack(db).undo).toMatchObject({ action: 'tag_described', tagName: 'Places/Lisbon' });
  undo(db, 11);
  expect(details(db)).toEqual({ Places: '', 'Places/Lisbon': '', Sea: 'blue 1' });
  redo(db, 12);
  expect(details(db)).toEqual(after);
  undo(db, 13);
  undo(db, 14);
  expect(details(db)).toEqual({ Places: '', 'Places/Lisbon': '', Sea: '' });
  expectSound(db);
  db.close();
});

test('what another tag took since stays with that one', () => {
  const { db, lisbon, sea } = setUp();
  const first = describeTag(db, sea, { hotKey: key('g'), synonyms: ['Ocean'] }, by);
  const second = describeTag(db, sea, { hotKey: null, synonyms: [] }, by);
  describeTag(db, lisbon, { hotKey: key('g'), synonyms: ['Ocean'] }, by);
  undoEdit(db, second ?? (0 as never), 12);
  expect(details(db)).toEqual({ Places: '', 'Places/Lisbon': 'Ocean  g', Sea: '' });
  expect(first).not.toBeNull();
  db.close();
});

test('a deleted tag leaves its names and its key to others, and has them again where they are free', () => {
  const { db, lisbon, sea } = setUp();
  describeTag(db, lisbon, { hotKey: key('2'), synonyms: ['Lissabon', 'Olisipo'], colour: 'red' }, by);
  const before = details(db);
  deleteTags(db, [{ tagId: lisbon }], by);
  undo(db, 11);
  expect(details(db)).toEqual(before);
  deleteTags(db, [{ tagId: lisbon }], by);
  describeTag(db, sea, { hotKey: key('2'), synonyms: ['Lissabon'] }, by);
  const deletion = editStack(db);
  expect(deletion.undo?.action).toBe('tag_described');
  redo(db, 12);
  undo(db, 13);
  undo(db, 14);
  expect(details(db)).toEqual(before);
  expectSound(db);
  db.close();
});

test('a merge keeps the names that went as other names, and gives them back', () => {
  const { db, a, lisbon, sea } = setUp();
  const lissabon = findOrCreateTag(db, 'Lissabon', 1).id;
  describeTag(db, lissabon, { synonyms: ['Lisboa'] }, by);
  tagLocations(db, [a], lissabon, 2);
  const before = details(db);
  mergeTags(db, [{ tagId: lissabon }], lisbon, by, true);
  const merged = { Places: '', 'Places/Lisbon': 'Lissabon,Lisboa', Sea: '' };
  expect(details(db)).toEqual(merged);
  expect(findOrCreateTag(db, 'lissabon', 3).id).toBe(lisbon);
  undo(db, 11);
  expect(details(db)).toEqual(before);
  redo(db, 12);
  expect(details(db)).toEqual(merged);
  undo(db, 13);
  expect(details(db)).toEqual(before);
  mergeTags(db, [{ tagId: lissabon }], sea, by);
  expect(details(db)).toEqual({ Places: '', 'Places/Lisbon': '', Sea: '' });
  expectSound(db);
  db.close();
});

test('a key gives a tag to all that lack it, and takes it away when none does', () => {
  const { db, a, b, sea } = setUp();
  tagLocations(db, [a], sea, 2);
  const counts = (): number | undefined => listTags(db).find(({ id }) => id === sea)?.photoCount;
  toggleTag(db, [a, b], sea, 3);
  expect(counts()).toBe(2);
  toggleTag(db, [a, b], sea, 4);
  expect(counts()).toBe(0);
  undo(db, 5);
  expect(counts()).toBe(2);
  expect(() => toggleTag(db, [a], 99 as TagId, 6)).toThrow('not there any more');
  const fog = findOrCreateTag(db, 'Fog', 7).id;
  tagLocations(db, [a], fog, 8);
  takeTags(db, [a, b], [fog, sea], 9);
  expect(listTags(db).map(({ photoCount }) => photoCount)).toEqual([0, 0, 0, 0]);
  undo(db, 10);
  expect(counts()).toBe(2);
  expectSound(db);
  db.close();
});
