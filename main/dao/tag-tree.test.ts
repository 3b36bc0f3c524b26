/** Tags below tags: made by their paths, moved, deleted and merged with what is below them, and put back. */
import { expect, test } from 'vitest';
import type { LocationId, TagId } from '../../preload/contract/model.js';
import { prepare, prepareRaw } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase } from '../testing/database.js';
import { expectSound } from '../testing/sound.js';
import { editHistory, editStack } from './edits.js';
import { gridModel } from './grid.js';
import { deleteTags, mergeTags, moveTags, renameTag, tagEditPreview } from './tag-edits.js';
import { TagTotals } from './tag-totals.js';
import { giveTags, tagLocations, untagLocations } from './tagged-photo.js';
import { findOrCreateTag, findTag, listTags, withDescendants } from './tags.js';
import { redo, undo, undoEdit } from './undo.js';

const names = (db: WriteDb): string[] => listTags(db).map(({ name }) => name);
const by = (nowMs: number) => ({ nowMs });

function idOf(db: WriteDb, name: string): TagId {
  const tag = findTag(db, name);
  if (tag === null) throw new Error(`No tag ${name}`);
  return tag.id;
}

const steps = (...ids: TagId[]) => ids.map((tagId) => ({ tagId }));
const shown = (db: WriteDb, tagId: TagId): number[] =>
  [...gridModel(db, { libraryId: null, tagId, filter: 'all' }, null).ids].sort();

/** Every name with its number, and the photos that bear it. */
function everything(db: WriteDb): unknown[] {
  return prepareRaw(
    db,
    `SELECT t.id, t.name, t.parent_id, t.deleted_at IS NULL, (SELECT json_group_array(DISTINCT photo_id) FROM tagged_photo AS p
       WHERE p.tag_id = t.id) FROM tags AS t ORDER BY t.id`,
  ).all();
}

function setUp() {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const photos = [1, 2, 3, 4].map((n) => addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n) }));
  const [a, b, c, d] = photos as [LocationId, LocationId, LocationId, LocationId];
  const lisbon = findOrCreateTag(db, 'Places/Portugal/Lisbon', 1).id;
  const porto = findOrCreateTag(db, 'places/portugal/Porto', 1).id;
  const places = idOf(db, 'Places');
  const portugal = idOf(db, 'Places/Portugal');
  const sea = findOrCreateTag(db, 'Sea', 1).id;
  tagLocations(db, [a, b], lisbon, 2);
  tagLocations(db, [b, c], porto, 3);
  tagLocations(db, [c], places, 4);
  tagLocations(db, [d], sea, 5);
  return { db, a, b, c, d, lisbon, porto, places, portugal, sea };
}

test('typing a path makes the levels that are not there, in whatever case the others are', () => {
  const { db, portugal, porto } = setUp();
  expect(names(db)).toEqual(['Places', 'Places/Portugal', 'Places/Portugal/Lisbon', 'Places/Portugal/Porto', 'Sea']);
  expect(findOrCreateTag(db, ' PLACES /portugal//Porto ', 9)).toEqual({ id: porto, name: 'Places/Portugal/Porto' });
  expect(listTags(db).find(({ id }) => id === porto)?.parentId).toBe(portugal);
  for (const empty of ['', ' / ', `${'x'.repeat(101)}/y`, `${'x/'.repeat(300)}y`]) {
    expect(() => findOrCreateTag(db, empty, 9)).toThrow('A tag needs a name');
  }
  prepare(db, "INSERT INTO tags (name, created_time) VALUES ('AC / DC', 0)").run();
  // A name of before, which is no path, is still found as it is written.
  expect(findOrCreateTag(db, 'ac / dc', 9).name).toBe('AC / DC');
  db.close();
});

test('what stands below a tag is shown and counted with it, each photo once', () => {
  const { db, a, b, c, places, portugal, lisbon } = setUp();
  expect([shown(db, places), shown(db, portugal), shown(db, lisbon)]).toEqual([
    [a, b, c],
    [a, b, c],
    [a, b],
  ]);
  const totals = new TagTotals(db);
  const now = (): unknown[] => totals.now().map(({ tagId, photoCount }) => [tagId, photoCount]);
  expect(now()).toEqual([
    [places, 3],
    [portugal, 3],
  ]);
  untagLocations(db, [a], lisbon, 9);
  expect(now()).toEqual([
    [places, 2],
    [portugal, 2],
  ]);
  db.exec("UPDATE image_exif SET presence = 2 WHERE rel_path = '3.jpg'");
  expect(now()).toEqual([
    [places, 1],
    [portugal, 1],
  ]);
  expect(withDescendants(db, [portugal])).toHaveLength(3);
  db.close();
});

test('a tag is renamed and moved with all below it, as one edit that is taken back and done again', () => {
  const { db, portugal, sea, places } = setUp();
  const before = everything(db);
  renameTag(db, portugal, 'Portuguese Republic', by(10));
  expect(names(db)).toContain('Places/Portuguese Republic/Lisbon');
  renameTag(db, portugal, 'Countries/Portugal', by(11));
  expect(names(db)).toContain('Countries/Portugal/Porto');
  expect(editStack(db).undo).toMatchObject({
    action: 'tag_moved',
    tagName: 'Places/Portuguese Republic',
    otherName: 'Countries/Portugal',
  });
  expect(moveTags(db, [sea, portugal], null, by(12))).not.toBeNull();
  expect(names(db)).toEqual(['Countries', 'Places', 'Portugal', 'Portugal/Lisbon', 'Portugal/Porto', 'Sea']);
  expect(moveTags(db, [sea], null, by(13))).toBeNull();
  undo(db, 14);
  redo(db, 15);
  undo(db, 16);
  undo(db, 17);
  undo(db, 18);
  deleteTags(db, steps(idOf(db, 'Countries')), by(19));
  expect(everything(db).slice(0, before.length)).toEqual(before);
  for (const [ids, target] of [
    [[places], portugal],
    [[portugal], portugal],
  ] as const) {
    expect(() => moveTags(db, ids, target, by(20))).toThrow('cannot stand below itself');
  }
  expect(() => renameTag(db, places, 'Places/Portugal/Inside', by(20))).toThrow('cannot stand below itself');
  expectSound(db);
  db.close();
});

test('several tags move as one edit; what stands below one of them goes along', () => {
  const { db, sea, lisbon, portugal } = setUp();
  const before = everything(db);
  const id = moveTags(db, [lisbon, portugal], sea, by(10));
  expect(names(db)).toEqual(['Places', 'Sea', 'Sea/Portugal', 'Sea/Portugal/Lisbon', 'Sea/Portugal/Porto']);
  undo(db, 11);
  expect(everything(db)).toEqual(before);
  expect(moveTags(db, [lisbon, idOf(db, 'Places/Portugal/Porto')], null, by(12))).not.toBe(id);
  expect(editStack(db).undo).toMatchObject({ action: 'tag_moved', otherTagCount: 1 });
  undo(db, 13);
  expect(everything(db)).toEqual(before);
  db.close();
});

test('a name is taken only among those beside it, and a deleted tag gives way on every level', () => {
  const { db, lisbon, portugal, sea } = setUp();
  findOrCreateTag(db, 'Boats/Lisbon', 9);
  expect(() => renameTag(db, lisbon, 'porto', by(10))).toThrow('There is a tag “Places/Portugal/Porto” already');
  expect(() => moveTags(db, [lisbon], idOf(db, 'Boats'), by(10))).toThrow('“Boats/Lisbon” already');
  const gone = findOrCreateTag(db, 'Sea/Portugal/Lisbon', 11).id;
  const deletion = deleteTags(db, steps(gone, idOf(db, 'Sea/Portugal')), by(12));
  moveTags(db, [portugal], sea, by(13));
  expect(names(db)).toContain('Sea/Portugal/Lisbon');
  expect(() => undoEdit(db, deletion, 14)).toThrow('Another tag is called “Sea/Portugal” now');
  db.close();
});

test('a tag goes with all below it, or these go up; both come back and go again', () => {
  const { db, places, portugal, lisbon, porto } = setUp();
  const before = everything(db);
  expect(tagEditPreview(db, [portugal], null, true)).toEqual({ photos: 3, withBoth: 0, withoutOther: 2, below: 2 });
  expect(tagEditPreview(db, [portugal], null)).toEqual({ photos: 0, withBoth: 0, withoutOther: 0, below: 2 });
  deleteTags(db, steps(lisbon, porto, portugal), by(10));
  expect(names(db)).toEqual(['Places', 'Sea']);
  expect(editHistory(db, { tagId: null, offset: 0, limit: 1 })).toMatchObject([
    { action: 'tag_deleted', tagName: 'Places/Portugal', otherTagCount: 2 },
  ]);
  undo(db, 11);
  expect(everything(db)).toEqual(before);
  redo(db, 12);
  expect(names(db)).toEqual(['Places', 'Sea']);
  undo(db, 13);
  expect(everything(db)).toEqual(before);
  deleteTags(db, steps(portugal, places), by(14));
  expect(names(db)).toEqual(['Lisbon', 'Porto', 'Sea']);
  undo(db, 15);
  expect(everything(db)).toEqual(before);
  redo(db, 16);
  expect(names(db)).toEqual(['Lisbon', 'Porto', 'Sea']);
  undo(db, 17);
  expect(everything(db)).toEqual(before);
  findOrCreateTag(db, 'Places/Sea', 18);
  expect(() => deleteTags(db, steps(places), by(19))).toThrow('There is a tag “Sea” already');
  expectSound(db);
  db.close();
});

test('a tag that comes back stands below the one it stood below, wherever that is by now, or at the top', () => {
  const { db, lisbon, portugal, sea } = setUp();
  const deletion = deleteTags(db, steps(lisbon), by(10));
  moveTags(db, [portugal], sea, by(11));
  undoEdit(db, deletion, 12);
  expect(names(db)).toContain('Sea/Portugal/Lisbon');
  const again = deleteTags(db, steps(lisbon), by(13));
  deleteTags(db, steps(portugal), by(14));
  undoEdit(db, again, 15);
  expect(names(db)).toContain('Lisbon');
  db.close();
});

test('what stands below a merged tag stands below the other one, and what has the same name there is merged', () => {
  const { db, a, d, places, sea } = setUp();
  giveTags(db, [d], ['Sea/Portugal/Lisbon'], 9);
  findOrCreateTag(db, 'Places/Spain', 9);
  const before = everything(db);
  mergeTags(db, steps(places), sea, by(10));
  expect(names(db)).toEqual(['Sea', 'Sea/Portugal', 'Sea/Portugal/Lisbon', 'Sea/Portugal/Porto', 'Sea/Spain']);
  expect(shown(db, idOf(db, 'Sea/Portugal/Lisbon'))).toContain(a);
  expect(editStack(db).undo).toMatchObject({ action: 'tag_merged', tagName: 'Places', otherName: 'Sea' });
  undo(db, 11);
  expect(everything(db)).toEqual(before);
  redo(db, 12);
  expect(names(db)).toEqual(['Sea', 'Sea/Portugal', 'Sea/Portugal/Lisbon', 'Sea/Portugal/Porto', 'Sea/Spain']);
  undo(db, 13);
  expect(everything(db)).toEqual(before);
  expect(() => mergeTags(db, steps(places), idOf(db, 'Places/Portugal'), by(14))).toThrow('which stands below it');
  expectSound(db);
  db.close();
});
