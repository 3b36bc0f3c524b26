/** What comes into the tags from files: lists of other programs, and keywords inside photos. */
import { expect, test } from 'vitest';
import type { EmbeddedField, LocationId } from '../../preload/contract/model.js';
import type { HotKey } from '../../preload/contract/tag-details.js';
import type { WriteDb } from '../db/open.js';
import { transaction } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, planOf } from '../testing/database.js';
import { expectSound } from '../testing/sound.js';
import { editHistory, editStack } from './edits.js';
import { recordEmbeddedTexts } from './embedded-texts.js';
import { fileKeywords, takeKeywords } from './file-keywords.js';
import { describeTag } from './tag-details.js';
import { tagLocations } from './tagged-photo.js';
import { findOrCreateTag, listTags } from './tags.js';
import { redo, undo } from './undo.js';
import { importVocabulary, previewVocabulary, writtenTags } from './vocabulary.js';

const entry = (name: string, synonyms: string[] = [], hotKey: string | null = null) => ({
  name,
  synonyms,
  colour: null,
  hotKey: hotKey as HotKey | null,
});
const lines = (db: WriteDb): string[] =>
  listTags(db).map(({ name, synonyms, hotKey }) => [name, synonyms.join(), hotKey ?? ''].join(' ').trim());

test('an import makes what is not there, adds what known tags lack, and is taken back as one edit', () => {
  const db = memoryDatabase();
  const lisbon = findOrCreateTag(db, 'Places/Lisbon', 1).id;
  describeTag(db, lisbon, { hotKey: '1' as HotKey, synonyms: ['Lisboa'] }, { nowMs: 2 });
  findOrCreateTag(db, 'Sea', 1);
  const before = lines(db);
  const entries = [
    entry('places/LISBON', ['Lissabon', 'lisboa', 'Sea'], '2'),
    entry('Places/Porto/Old Town', [], '1'),
    entry('Sea'),
  ];
  const found = previewVocabulary(db, entries, 3);
  expect(found).toEqual({
    newTags: ['Places/Porto', 'Places/Porto/Old Town'],
    changedTags: ['Places/Lisbon'],
    unchanged: 1,
  });
  expect(lines(db)).toEqual(before);
  const id = importVocabulary(db, entries, 4);
  const after = ['Places', 'Places/Lisbon Lisboa,Lissabon 1', 'Places/Porto', 'Places/Porto/Old Town', 'Sea'];
  expect(lines(db)).toEqual(after);
  expect(editStack(db).undo).toMatchObject({ id, madeBy: 'import', action: 'tags_imported', otherTagCount: 2 });
  expect(importVocabulary(db, entries, 5)).toBeNull();
  undo(db, 6);
  expect(lines(db)).toEqual(before);
  redo(db, 7);
  expect(lines(db)).toEqual(after);
  undo(db, 8);
  expect(lines(db)).toEqual(before);
  expect(writtenTags(db).map(({ name }) => name)).toEqual(['Places', 'Places/Lisbon', 'Sea']);
  expectSound(db);
  db.close();
});

test('an imported tag that is borne by photos since stays when the import is taken back', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  importVocabulary(db, [entry('Fog'), entry('Ice')], 2);
  const imported = editStack(db).undo;
  tagLocations(db, [a], findOrCreateTag(db, 'Fog', 3).id, 3);
  undo(db, 4);
  tagLocations(db, [a], findOrCreateTag(db, 'Fog', 5).id, 5, 'carry');
  expect(undo(db, 6)?.edit.action).toBe('tags_imported');
  expect(lines(db)).toEqual(['Fog']);
  expect(imported?.tagName).toBe('Fog');
  db.close();
});

function withKeywords(db: WriteDb, n: number, texts: readonly (readonly [EmbeddedField, string])[]): LocationId {
  const id = addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n) });
  transaction(db, () => {
    recordEmbeddedTexts(
      db,
      hashNumbered(n),
      texts.map(([field, text]) => ({ field, source: 'XMP', text })),
    );
  });
  return id;
}

test('keywords of files are counted, told apart by what they are, and become tags when asked to', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const a = withKeywords(db, 1, [
    ['keyword', 'Lisbon'],
    ['keyword', 'Sea'],
    ['keyword_path', 'Places|Lisbon'],
    ['title', 'Sea'],
  ]);
  const b = withKeywords(db, 2, [
    ['keyword', 'SEA'],
    ['keyword_path', 'Places/Lisbon'],
  ]);
  const c = withKeywords(db, 3, [['keyword', 'Fog']]);
  const unread = addLocation(db, 1, 'unread.jpg');
  const sea = findOrCreateTag(db, 'Sea', 1).id;
  tagLocations(db, [b], sea, 2);
  const keyword = (name: string, photoCount: number, rest = {}) => ({
    name,
    photoCount,
    borneCount: 0,
    isPath: false,
    isPartOfPath: false,
    ...rest,
  });
  expect(fileKeywords(db, [a, b, c, unread])).toEqual([
    keyword('Places/Lisbon', 2, { isPath: true }),
    keyword('Sea', 2, { borneCount: 1 }),
    keyword('Fog', 1),
    keyword('Lisbon', 1, { isPartOfPath: true }),
  ]);
  expect(fileKeywords(db, [c])).toEqual([keyword('Fog', 1)]);
  const before = lines(db);
  const { editId } = takeKeywords(db, [a, b, c], ['places/lisbon', 'Sea', 'Nothing'], 3);
  expect(lines(db)).toEqual(['Places', 'Places/Lisbon', 'Sea']);
  expect(listTags(db).map(({ photoCount }) => photoCount)).toEqual([0, 2, 2]);
  expect(editHistory(db, { tagId: null, offset: 0, limit: 1 })).toMatchObject([
    { id: editId, madeBy: 'import', action: 'tag_added', otherTagCount: 1 },
  ]);
  // Ctrl+Z takes back an import as it does what was done by hand.
  expect(undo(db, 4)?.edit).toMatchObject({ action: 'tag_removed', otherTagCount: 1 });
  expect(listTags(db).map(({ photoCount }) => photoCount)).toEqual([0, 0, 1]);
  redo(db, 5);
  expect(listTags(db).map(({ photoCount }) => photoCount)).toEqual([0, 2, 2]);
  expect(before).toEqual(['Sea']);
  expect(takeKeywords(db, [c], ['Sea'], 6).editId).toBeNull();
  expectSound(db);
  db.close();
});

test('what undo would take back is found by an index, imports too', () => {
  const db = memoryDatabase();
  const plan = planOf(db, "SELECT max(id) FROM edits WHERE undone_by IS NULL AND made_by = 'import'");
  expect(plan.join()).toContain('edits_imported');
  db.close();
});
