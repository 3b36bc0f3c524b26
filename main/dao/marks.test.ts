import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packMarks, unpackMarks } from '../../preload/contract/marks.js';
import type { Marks } from '../../preload/contract/marks.js';
import type { EditId, GridView, LibraryId, LocationId } from '../../preload/contract/model.js';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { reconcile } from '../reconcile/reconcile.js';
import { recount } from '../reconcile/recount.js';
import { selfCheckFindings } from '../reconcile/self-check.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, planOf, plansOf } from '../testing/database.js';
import { expectSound } from '../testing/sound.js';
import { editPhotos, editStack, getEdit } from './edits.js';
import { planView } from './grid-view.js';
import { gridModel, probe, sweep } from './grid.js';
import { carryDerivedData } from './lineage.js';
import { setMarks } from './marks.js';
import { markGoneSteps } from './moves.js';
import { fillPhotoChangesSql, foldFoundSql } from './set-values.js';
import { marksTable } from './marks.js';
import { settleNewStacks } from './settle-stacks.js';
import { redo, undo, undoEdit } from './undo.js';

const none: Marks = { rating: 0, flag: null, label: null };
const everything: GridView = { libraryId: null, tagId: null, filter: 'all' };

/** By way of the grid, both ways it is read. */
function marksOf(db: WriteDb, id: LocationId): Marks {
  const view = { ...everything, filter: 'missing' as const };
  for (const wanted of [everything, view]) {
    const plan = planView(db, wanted, 'all');
    const models = wanted === everything ? [probe(db, plan), sweep(db, plan)] : [probe(db, plan)];
    const found = models.map(({ model }) => model.marks[model.ids.indexOf(id)]);
    if (found[0] === undefined) continue;
    expect(new Set(found).size).toBe(1);
    return unpackMarks(found[0]);
  }
  throw new Error(`${id} is in no view`);
}

/** Two photos: one with two places in views of their own, one not read yet. */
function setUp() {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
  const here = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  const there = addLocation(db, 2, 'b.jpg', { hash: hashNumbered(1) });
  const unread = addLocation(db, 1, 'new.jpg');
  return { db, here, there, unread };
}

function idOf(editId: EditId | null): EditId {
  if (editId === null) throw new Error('Nothing was changed.');
  return editId;
}

test('packed into a number and out again', () => {
  for (const rating of [0, 1, 2, 3, 4, 5] as const) {
    for (const flag of [null, 'picked', 'rejected'] as const) {
      for (const label of [null, 'red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const) {
        const packed = packMarks({ rating, flag, label });
        expect(packed).toBeLessThan(256);
        expect(unpackMarks(packed)).toEqual({ rating, flag, label });
      }
    }
  }
});

test('marks of several photos are one edit, those that are so already aside; taken back and set again', () => {
  const { db, here, there, unread } = setUp();
  setMarks(db, [unread], { rating: 4 }, 1);
  const editId = setMarks(db, [there, unread], { rating: 4 }, 2);
  expect(editStack(db).undo).toMatchObject({ id: editId, action: 'marks_set', marks: { rating: 4 }, photoCount: 1 });
  expect(setMarks(db, [here, unread], { rating: 4 }, 3)).toBeNull();
  const both = idOf(setMarks(db, [here, unread], { flag: 'picked', label: 'red' }, 4));
  expect(getEdit(db, both)).toMatchObject({ photoCount: 2, marks: { flag: 'picked', label: 'red' } });
  expect(editPhotos(db, both)).toEqual([here, unread]);
  expect([marksOf(db, here), marksOf(db, unread)]).toEqual(
    Array.from({ length: 2 }, () => ({ rating: 4, flag: 'picked', label: 'red' })),
  );
  setMarks(db, [here], { rating: 2 }, 5);
  expect(undo(db, 6)).toMatchObject({ edit: { action: 'marks_set', role: 'undo', photoCount: 1 }, skipped: 0 });
  expect(marksOf(db, here)).toEqual({ rating: 4, flag: 'picked', label: 'red' });
  undo(db, 7);
  expect([marksOf(db, here), marksOf(db, unread)]).toEqual([
    { ...none, rating: 4 },
    { ...none, rating: 4 },
  ]);
  redo(db, 8);
  redo(db, 9);
  expect(marksOf(db, here)).toEqual({ rating: 2, flag: 'picked', label: 'red' });
  // Not the last one: what was set again since stays.
  undoEdit(db, idOf(editId), 10);
  expect(marksOf(db, here)).toEqual({ rating: 2, flag: 'picked', label: 'red' });
  expectSound(db);
  db.close();
});

test('what was set before the hash was known is of the photo from then on; of two places the later edit counts', () => {
  const { db, here, unread } = setUp();
  setMarks(db, [unread], { rating: 5, label: 'blue' }, 1);
  setMarks(db, [here], { rating: 3 }, 2);
  setMarks(db, [unread], { flag: 'rejected' }, 3);
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(1), unread);
  // Before reconcile, where it was set.
  expect(unpackMarks(gridModel(db, everything, 600).marks[0] ?? 0)).toMatchObject({ rating: 3 });
  expectSound(db);
  expect(reconcile(db, 4)).toMatchObject({ marksFilled: 1, changed: true });
  expect(marksOf(db, here)).toEqual({ rating: 3, flag: 'rejected', label: 'blue' });
  expect(reconcile(db, 5).changed).toBe(false);
  expect(preparePluck(db, 'SELECT count(*) FROM photo_marks').get()).toBe(1);
  undo(db, 6);
  expect(marksOf(db, here)).toEqual({ rating: 3, flag: null, label: 'blue' });
  undo(db, 7);
  // What it found at the other place is what it puts back: nothing was there.
  expect(marksOf(db, here)).toEqual({ rating: 0, flag: null, label: 'blue' });
  undo(db, 8);
  expect(marksOf(db, here)).toEqual(none);
  expectSound(db);
  db.close();
});

test('a cleared mark is a word too: it counts against an earlier one that turns up later', () => {
  const { db, here, unread } = setUp();
  setMarks(db, [unread], { rating: 5 }, 1);
  setMarks(db, [here], { rating: 3 }, 2);
  setMarks(db, [here], { rating: 0 }, 3);
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(1), unread);
  reconcile(db, 4);
  expect(marksOf(db, here)).toEqual(none);
  db.close();
});

test('an edited file takes its marks along, the old bytes keep theirs, and going back keeps the last word', () => {
  const { db, here, there } = setUp();
  setMarks(db, [here], { rating: 4, flag: 'picked' }, 1);
  const step = (to: number, nowMs: number): void => {
    const fromHash = preparePluck(db, 'SELECT content_hash FROM image_exif WHERE id = ?').get(here) as Buffer;
    prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(to), here);
    const at = { libraryId: 1 as LibraryId, relPath: 'a.jpg' };
    carryDerivedData(db, { ...at, fromHash, toHash: hashNumbered(to), verdict: 'edited', nowMs });
  };
  step(7, 2);
  expect(marksOf(db, here)).toEqual({ ...none, rating: 4, flag: 'picked' });
  expect(preparePluck(db, "SELECT made_by FROM edits WHERE action = 'marks_set' ORDER BY id DESC").get()).toBe('carry');
  setMarks(db, [here], { flag: null, rating: 1 }, 3);
  expect(marksOf(db, there)).toEqual({ ...none, rating: 4, flag: 'picked' });
  step(1, 4);
  expect(marksOf(db, here)).toEqual({ ...none, rating: 1 });
  expectSound(db);
  db.close();
});

test('marks follow a file that moves, read or not, and wait for one that is missing', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const inode = prepare(db, 'UPDATE image_exif SET inode = ?, device = 1 WHERE id = ?');
  const pairs = [
    ['read.jpg', hashNumbered(5)],
    ['unread.jpg', null],
  ] as const;
  for (const [n, [path, hash]] of pairs.entries()) {
    const from = addLocation(db, 1, path, { hash });
    inode.run(n + 1, from);
    setMarks(db, [from], { label: 'green' }, 1);
    const to = addLocation(db, 1, `moved-${path}`, { hash });
    inode.run(n + 1, to);
    finish(markGoneSteps(db, 1 as LibraryId, [from], 2));
    expect(marksOf(db, to)).toEqual({ ...none, label: 'green' });
    expect(preparePluck(db, "SELECT count(*) FROM photo_marks WHERE rel_path LIKE 'moved-%'").get()).toBe(n + 1);
    prepare(db, 'UPDATE image_exif SET presence = 2 WHERE id = ?').run(to);
    expect(marksOf(db, to)).toEqual({ ...none, label: 'green' });
    prepare(db, 'UPDATE image_exif SET presence = 0 WHERE id = ?').run(to);
  }
  undo(db, 3);
  undo(db, 4);
  expect([...gridModel(db, everything, null).marks]).toEqual([0, 0]);
  expectSound(db);
  db.close();
});

test('all files of a stack are marked, and files that become one photo share the last word', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const picture = addLocation(db, 1, 'IMG_1.JPG', { hash: hashNumbered(1) });
  setMarks(db, [picture], { rating: 5 }, 1);
  const raw = addLocation(db, 1, 'IMG_1.CR2', { hash: hashNumbered(2), mediaKind: 'raw' });
  setMarks(db, [raw], { rating: 2, flag: 'picked' }, 2);
  settleNewStacks(db, 100, 3);
  expect(marksOf(db, picture)).toEqual({ rating: 2, flag: 'picked', label: null });
  setMarks(db, [picture], { label: 'red' }, 4);
  expect(preparePluck(db, 'SELECT count(*) FROM photo_marks WHERE label = 1').get()).toBe(2);
  expect(editStack(db).undo?.photoCount).toBe(2);
  expectSound(db);
  db.close();
});

test('views are narrowed by marks, photos that are not read yet among them', () => {
  const acts = fc.array(
    fc.record({
      file: fc.nat({ max: 7 }),
      rating: fc.constantFrom(undefined, 0 as const, 2 as const, 5 as const),
      flag: fc.constantFrom(undefined, null, 'picked' as const, 'rejected' as const),
      label: fc.constantFrom(undefined, null, 'red' as const, 'blue' as const),
    }),
    { maxLength: 12 },
  );
  const filter = fc.record(
    {
      minRating: fc.constantFrom(2 as const, 4 as const),
      flag: fc.constantFrom('picked' as const, 'rejected' as const, 'none' as const, 'not_rejected' as const),
      label: fc.constantFrom('red' as const, 'none' as const),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(acts, filter, fc.boolean(), (list, narrow, isLate) => {
      const db = memoryDatabase();
      addLibrary(db, 1);
      const ids = Array.from({ length: 8 }, (_, n) =>
        addLocation(db, 1, `${n}.jpg`, { hash: n < 5 ? hashNumbered(n - (n % 2)) : null, sortTimeMs: n }),
      );
      const photo = (n: number): number => (n < 5 ? n - (n % 2) : n);
      const naive = new Map<number, Marks>();
      for (const { file, ...marks } of list) {
        const set = Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== undefined));
        setMarks(db, [ids[file] ?? (0 as LocationId)], set, 1);
        naive.set(photo(file), { ...(naive.get(photo(file)) ?? none), ...set });
      }
      if (isLate) {
        prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(99), ids[7]);
      }
      const view: GridView = { ...everything, ...narrow };
      const fits = ({ rating, flag, label }: Marks): boolean =>
        rating >= (narrow.minRating ?? 0) &&
        (narrow.flag === undefined ||
          (narrow.flag === 'not_rejected'
            ? flag !== 'rejected'
            : flag === (narrow.flag === 'none' ? null : narrow.flag))) &&
        (narrow.label === undefined || label === (narrow.label === 'none' ? null : narrow.label));
      const wanted = [7, 6, 5, 4, 2, 0].filter((n) => fits(naive.get(n) ?? none)).map((n) => ids[n]);
      const models = [
        gridModel(db, view, null),
        gridModel(db, view, 600),
        sweep(db, { ...planView(db, view, 'all'), isSparse: false }, 3).model,
        probe(db, { ...planView(db, view, 'all'), isSparse: false }).model,
      ];
      for (const model of models) {
        expect([...model.ids]).toEqual(wanted);
        expect([...model.marks].map(unpackMarks)).toEqual(
          [7, 6, 5, 4, 2, 0].filter((n) => fits(naive.get(n) ?? none)).map((n) => naive.get(n) ?? none),
        );
      }
      db.close();
    }),
    { numRuns: 40 },
  );
});

test('by an index: setting marks, the pass over the queue, narrowed views', () => {
  const { db, here, unread } = setUp();
  setMarks(db, [here, unread], { rating: 4 }, 1);
  const isWhole = (line: string): boolean =>
    /^SCAN (?!wanted|q$|p$|c$|found|met|standing|\(subquery|2 |CONSTANT)/.test(line);
  const lines = [
    ...plansOf(db, () => setMarks(db, [here, unread], { flag: 'picked' }, 2)),
    ...plansOf(db, () => undo(db, 3)),
    ...planOf(db, foldFoundSql(marksTable)),
    ...planOf(db, fillPhotoChangesSql),
  ];
  expect(lines.filter(isWhole)).toEqual([]);
  for (const narrow of [{ minRating: 4 }, { flag: 'picked' }, { label: 'red' }] as const) {
    const plan = plansOf(db, () => gridModel(db, { ...everything, ...narrow }, null));
    // The marks are counted as far as it takes to know that they are few.
    expect(plan.filter((line) => /^SCAN \w+$/.test(line) && !/^SCAN (k|marked|photo_marks)$/.test(line))).toEqual([]);
    expect(plan.filter((line) => line.includes('image_exif_grid'))).toEqual([]);
  }
  // Looking by place, too, is for photos that are not read yet.
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(9), unread);
  reconcile(db, 4);
  for (const narrow of [{ flag: 'none' }, { flag: 'not_rejected' }, { label: 'none' }] as const) {
    const plan = plansOf(db, () => gridModel(db, { ...everything, ...narrow }, 600));
    expect(plan.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
  }
  db.close();
});

test('rows filed under another photo than their bytes say are found and put right', () => {
  const { db, here, unread } = setUp();
  setMarks(db, [here, unread], { rating: 4 }, 1);
  const other = addLocation(db, 1, 'other.jpg', { hash: hashNumbered(2) });
  setMarks(db, [other], { rating: 2 }, 2);
  const [one, two] = preparePluck(db, 'SELECT photo_id FROM photo_marks WHERE photo_id IS NOT NULL').all() as number[];
  db.exec(`UPDATE photo_marks SET photo_id = -1 WHERE photo_id = ${one};
    UPDATE photo_marks SET photo_id = ${one} WHERE photo_id = ${two}; UPDATE photo_marks SET photo_id = ${two} WHERE photo_id = -1`);
  expect(selfCheckFindings(db).map(({ what }) => what)).toEqual([
    'marks filed under another photo than their bytes say',
  ]);
  recount(db);
  expectSound(db);
  expect([marksOf(db, here).rating, marksOf(db, other).rating]).toEqual([4, 2]);
  db.close();
});
