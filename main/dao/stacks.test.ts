import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LocationId } from '../../preload/contract/model.js';
import { mediaTypeOf } from '../core/media-types.js';
import { coversOf, stackNameOf } from '../core/stacks.js';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck, prepareRaw } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { recount } from '../reconcile/recount.js';
import { selfCheckFindings } from '../reconcile/self-check.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, plansOf } from '../testing/database.js';
import { gridDetails, gridModel, viewCounts } from './grid.js';
import { successors } from './locations.js';
import { photoDetails } from './photo-details.js';
import { settleNewStacks, settleStacksSteps } from './settle-stacks.js';
import { setTagScope, tagByName, tagsOfCopy, untagCopies, untagLocations } from './tagged-photo.js';
import { findTag, getTag } from './tags.js';
import { redo, undo } from './undo.js';

function addFile(db: WriteDb, libraryId: number, relPath: string, hash: number | null = null): LocationId {
  return addLocation(db, libraryId, relPath, {
    mediaKind: mediaTypeOf(relPath)?.kind ?? 'other',
    hash: hash === null ? null : hashNumbered(hash),
  });
}

/** Paths of members, each with the path of its cover. */
function stacks(db: ReadDb): Record<string, string> {
  return Object.fromEntries(
    prepareRaw(
      db,
      `SELECT m.rel_path, c.rel_path FROM image_exif AS m JOIN image_exif AS c ON c.id = m.stack_cover_id ORDER BY m.id`,
    ).all() as [string, string][],
  );
}

test('files of one name in one folder are stacked, however they are written', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
  for (const path of ['IMG_1.JPG', 'IMG_1.CR2', 'Sea/Été.jpg', 'Sea/E\u0301TE\u0301.dng', 'x/Ab.heic', 'x/aB.mov']) {
    addFile(db, 1, path);
  }
  for (const path of ['IMG_1.CR2', 'IMG_1/IMG_1.jpg', 'y/IMG_1 (1).jpg', 'y/IMG_1.cr2']) addFile(db, 2, path);
  finish(settleStacksSteps(db, 0));
  expect(stacks(db)).toEqual({
    'IMG_1.CR2': 'IMG_1.JPG',
    'Sea/E\u0301TE\u0301.dng': 'Sea/Été.jpg',
    'x/aB.mov': 'x/Ab.heic',
  });
});

test('folders whose name is like the file’s are passed over, however much is in them', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  for (let i = 0; i < 40; i++) addFile(db, 1, `a.files/${String(i)}.jpg`);
  for (let i = 0; i < 40; i++) addFile(db, 1, `a.${String(i)}.jpg`);
  addFile(db, 1, 'a.jpg');
  addFile(db, 1, 'a.nef');
  finish(settleStacksSteps(db, 0));
  expect(stacks(db)).toEqual({ 'a.nef': 'a.jpg' });
});

test('a cover that goes shows at once what stood behind it, and counts with it', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const jpeg = addFile(db, 1, 'a.jpg', 1);
  const raw = addFile(db, 1, 'a.cr2', 2);
  const video = addFile(db, 1, 'a.mov', 3);
  finish(settleStacksSteps(db, 0));
  const shown = (): number[] => [...gridModel(db, { libraryId: null, tagId: null, filter: 'all' }, null).ids].sort();
  expect([shown(), viewCounts(db).all]).toEqual([[jpeg], 1]);
  prepare(db, 'UPDATE image_exif SET presence = 2 WHERE id = ?').run(jpeg);
  expect([shown(), viewCounts(db).all]).toEqual([[raw, video], 2]);
  finish(settleStacksSteps(db, 0));
  expect([shown(), viewCounts(db).all]).toEqual([[raw], 1]);
  prepare(db, 'UPDATE image_exif SET presence = 0 WHERE id = ?').run(jpeg);
  finish(settleStacksSteps(db, 0));
  expect([shown(), viewCounts(db).all]).toEqual([[jpeg], 1]);
  expect(selfCheckFindings(db)).toEqual([]);
});

test('bytes that stand behind a cover here and alone there are shown there', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const jpeg = addFile(db, 1, 'a.jpg', 1);
  addFile(db, 1, 'a.cr2', 2);
  const alone = addFile(db, 1, 'raws/a.cr2', 2);
  finish(settleStacksSteps(db, 0));
  const model = gridModel(db, { libraryId: 1 as never, tagId: null, filter: 'all' }, null);
  expect([...model.ids].sort()).toEqual([jpeg, alone]);
  expect(viewCounts(db).all).toBe(2);
});

const paths = ['a', 'A', 'Ab', 'aB', 'd/a', 'é', 'e\u0301'].flatMap((stem) =>
  ['jpg', 'png', 'cr2', 'mov'].map((extension) => `${stem}.${extension}`),
);
const path = fc.constantFrom(...paths);
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('add'), path, hash: fc.option(fc.nat({ max: 5 }), { nil: null }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('remove', 'miss', 'find'), path, hash: fc.constant(null) }),
  },
  fc.record({ kind: fc.constantFrom('settle', 'settleSome', 'recount'), path, hash: fc.constant(null) }),
);

function perform(db: WriteDb, step: { kind: string; path: string; hash: number | null }): void {
  const id =
    (preparePluck(db, 'SELECT id FROM image_exif WHERE rel_path = ?').get(step.path) as number | undefined) ?? 0;
  const setPresence = prepare(db, 'UPDATE image_exif SET presence = ? WHERE id = ?');
  if (step.kind === 'settle') finish(settleStacksSteps(db, 0));
  else if (step.kind === 'settleSome') settleNewStacks(db, 2, 0);
  else if (step.kind === 'recount') recount(db);
  else if (step.kind === 'remove') prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(id);
  else if (step.kind === 'miss') setPresence.run(2, id);
  else if (step.kind === 'find') setPresence.run(0, id);
  else if (id === 0) addFile(db, 1, step.path, step.hash);
}

/** From all files at once, group by group. */
function expectedStacks(db: ReadDb): Record<string, string> {
  const rows = prepare(db, 'SELECT id, rel_path AS relPath FROM image_exif WHERE presence < 2 ORDER BY id').all() as {
    id: LocationId;
    relPath: string;
  }[];
  const nameOf = (path: string): string => {
    const { folder, key } = stackNameOf(path);
    return folder + key;
  };
  const pathOf = new Map(rows.map(({ id, relPath }) => [id, relPath]));
  const names = new Set(rows.map(({ relPath }) => nameOf(relPath)));
  return Object.fromEntries(
    [...names].flatMap((name) =>
      [...coversOf(rows.filter(({ relPath }) => nameOf(relPath) === name))].map(([member, cover]) => [
        pathOf.get(member) ?? '',
        pathOf.get(cover) ?? '',
      ]),
    ),
  );
}

test('whatever comes and goes, stacks are as if made anew, and counts are as if counted', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const db = memoryDatabase();
      addLibrary(db, 1);
      for (const step of acts) {
        perform(db, step);
        expect(selfCheckFindings(db)).toEqual([]);
        expect(gridModel(db, { libraryId: null, tagId: null, filter: 'all' }, null).ids).toHaveLength(
          viewCounts(db).all,
        );
      }
      finish(settleStacksSteps(db, 0));
      expect(stacks(db)).toEqual(expectedStacks(db));
      expect(selfCheckFindings(db)).toEqual([]);
    }),
  );
});

test('nothing is gone through to settle one name', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addFile(db, 1, 'a.jpg');
  const cover = addFile(db, 1, 'Ab.jpg');
  addFile(db, 1, 'ab.cr2');
  const plans = plansOf(db, () => {
    finish(settleStacksSteps(db, 0));
    prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(cover);
    finish(settleStacksSteps(db, 0));
  });
  expect(plans.filter((line) => /^SCAN (?!stacks_to_settle|wanted|home|\(subquery)/.test(line))).toEqual([]);
});

test('the grid says what stands behind a photo, the inspector of each of its files', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const raw = addFile(db, 1, 'x/a.cr2', 1);
  const jpeg = addFile(db, 1, 'x/A.jpg');
  const video = addFile(db, 1, 'x/a.mov');
  const alone = addFile(db, 1, 'x/b.jpg');
  finish(settleStacksSteps(db, 0));
  expect(gridDetails(db, [jpeg, alone]).map(({ behind }) => behind)).toEqual([['raw', 'video'], []]);
  const files = ['A.jpg', 'a.cr2', 'a.mov'];
  for (const id of [raw, jpeg, video]) {
    expect(photoDetails(db, id, new Map()).stack.map(({ fileName }) => fileName)).toEqual(files);
  }
  // Who had it in view before it went behind the other goes on with that one.
  expect(successors(db, [{ locationId: raw, contentHash: null }])).toEqual([[raw, jpeg]]);
  expect(photoDetails(db, alone, new Map()).stack).toEqual([]);
});

function tagsByPath(db: ReadDb): Record<string, string[]> {
  const rows = prepare(db, 'SELECT id, rel_path AS relPath FROM image_exif ORDER BY id').all() as {
    id: LocationId;
    relPath: string;
  }[];
  return Object.fromEntries(
    rows.map(({ id, relPath }) => [relPath, tagsOfCopy(db, id).map(({ name, scope }) => `${name} (${scope})`)]),
  );
}

test('a tag given to a stack is on all its files, by one edit, and comes off by one undo', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const jpeg = addFile(db, 1, 'a.jpg', 1);
  const raw = addFile(db, 1, 'a.cr2', 2);
  addFile(db, 1, 'b.jpg', 3);
  finish(settleStacksSteps(db, 0));
  const { tagId, changed } = tagByName(db, [jpeg], 'Sea', 'photo', 1);
  expect(changed).toEqual([jpeg]);
  expect(tagsByPath(db)).toEqual({ 'a.jpg': ['Sea (photo)'], 'a.cr2': ['Sea (photo)'], 'b.jpg': [] });
  expect([getTag(db, tagId)?.photoCount, viewCounts(db).untagged]).toEqual([1, 1]);
  undo(db, 2);
  expect(tagsByPath(db)).toEqual({ 'a.jpg': [], 'a.cr2': [], 'b.jpg': [] });
  redo(db, 3);
  prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(jpeg);
  expect([tagsByPath(db)['a.cr2'], getTag(db, tagId)?.photoCount]).toEqual([['Sea (photo)'], 1]);
  expect(untagLocations(db, [raw], tagId, 4).changed).toEqual([raw]);
  expect(selfCheckFindings(db)).toEqual([]);
});

test('tags of before files were one photo are of all of it, and none comes back that was taken off', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const raw = addFile(db, 1, 'a.cr2', 1);
  tagByName(db, [raw], 'Sea', 'photo', 1);
  const jpeg = addFile(db, 1, 'a.jpg');
  const { tagId } = tagByName(db, [jpeg], 'Sun', 'photo', 2);
  finish(settleStacksSteps(db, 3));
  const both = ['Sea (photo)', 'Sun (photo)'];
  expect(tagsByPath(db)).toEqual({ 'a.jpg': both, 'a.cr2': both });
  // Ctrl+Z is about what the user did.
  expect(undo(db, 4)?.edit.tagId).toBe(tagId);
  expect(tagsByPath(db)['a.jpg']).toEqual(['Sea (photo)']);

  prepare(db, 'UPDATE image_exif SET presence = 2 WHERE id = ?').run(raw);
  finish(settleStacksSteps(db, 5));
  untagLocations(db, [jpeg], findTag(db, 'Sea')?.id ?? tagId, 6);
  prepare(db, 'UPDATE image_exif SET presence = 0 WHERE id = ?').run(raw);
  finish(settleStacksSteps(db, 7));
  expect(tagsByPath(db)['a.jpg']).toEqual([]);
  expect(selfCheckFindings(db)).toEqual([]);
});

test('a tag for one copy of a stack is on its files in that folder alone', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const jpeg = addFile(db, 1, 'a.jpg', 1);
  addFile(db, 1, 'a.cr2', 2);
  addFile(db, 1, 'copy/a.jpg', 1);
  addFile(db, 1, 'copy/a.cr2', 2);
  finish(settleStacksSteps(db, 0));
  const { tagId } = tagByName(db, [jpeg], 'Sea', 'copy', 1);
  const none = { 'copy/a.jpg': [], 'copy/a.cr2': [] };
  expect(tagsByPath(db)).toEqual({ 'a.jpg': ['Sea (copy)'], 'a.cr2': ['Sea (copy)'], ...none });
  setTagScope(db, jpeg, tagId, 'photo', 2);
  expect(Object.values(tagsByPath(db)).flat()).toEqual(Array.from({ length: 4 }, () => 'Sea (photo)'));
  undo(db, 3);
  expect(tagsByPath(db)).toEqual({ 'a.jpg': ['Sea (copy)'], 'a.cr2': ['Sea (copy)'], ...none });
  untagCopies(db, [jpeg], tagId, 4);
  expect(tagsByPath(db)).toEqual({ 'a.jpg': [], 'a.cr2': [], ...none });
  expect(selfCheckFindings(db)).toEqual([]);
});
