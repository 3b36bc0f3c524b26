import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { EditId, GridView, LocationId } from '../../preload/contract/model.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { reconcile } from '../reconcile/reconcile.js';
import { selfCheck } from '../reconcile/self-check.js';
import { addLibrary, addLocation, addTag, hashNumbered, memoryDatabase, plansOf } from '../testing/database.js';
import { editHistory, editPhotos } from './edits.js';
import { gridModel, photosUpTo, probe, sweep } from './grid.js';
import { planView } from './grid-view.js';
import { carryDerivedData } from './lineage.js';
import { successors } from './locations.js';
import { setMarks } from './marks.js';
import { repointBackReferences } from './photo-insights.js';
import { ensurePhotoId } from './photos.js';
import { dismissStack, setStackFirst, stackPhotos, takeOutOfStack, unstackPhotos } from './photo-stacks.js';
import { searchFacets } from './search.js';
import { settleNewStacks } from './settle-stacks.js';
import { stackOfPhoto, withStacksOfFirst } from './stack-members.js';
import { tagLocations } from './tagged-photo.js';
import { redo, undo, undoEdit } from './undo.js';

const everything: GridView = { libraryId: null, tagId: null, filter: 'all' };

let db: WriteDb;

beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
});

/** Photos 1 to `count`, the first one the newest. */
function photos(count: number, library = 1): LocationId[] {
  return Array.from({ length: count }, (_, n) =>
    addLocation(db, library, `${n + 1}.jpg`, { hash: hashNumbered(n + 1), sortTimeMs: 1_000 - n }),
  );
}

/** Location and how many photos stand behind it. */
function tiles(view: GridView = everything): (readonly [number, number])[] {
  const whole = gridModel(db, view, null);
  const first = gridModel(db, view, 1_000);
  expect([...first.ids]).toEqual([...whole.ids]);
  expect([...first.stacked]).toEqual([...whole.stacked]);
  return [...whole.ids].map((id, row) => [id, whole.stacked[row] ?? 0] as const);
}

function stacked(id: LocationId): LocationId[] {
  return stackOfPhoto(db, id).map(({ locationId }) => locationId);
}

test('photos of a stack are one tile, shown by the first, and undone and done again', () => {
  const [a, b, c, d] = photos(4) as [LocationId, LocationId, LocationId, LocationId];
  expect(stackPhotos(db, [[c, a, b]], 1)).toBe(1);
  expect(tiles()).toEqual([
    [c, 2],
    [d, 0],
  ]);
  expect(stacked(b)).toEqual([c, a, b]);
  expect(stackPhotos(db, [[c, a, b]], 2)).toBeNull();
  expect(editHistory(db, { tagId: null, offset: 0, limit: 9 })[0]).toMatchObject({
    action: 'photos_stacked',
    photoCount: 3,
  });
  expect(editPhotos(db, 1 as EditId).sort()).toEqual([a, b, c]);
  expect(undo(db, 3)?.edit).toMatchObject({ action: 'photos_unstacked', role: 'undo', photoCount: 3 });
  expect(tiles().map(([, behind]) => behind)).toEqual([0, 0, 0, 0]);
  redo(db, 4);
  expect(stacked(a)).toEqual([c, a, b]);
  // In the stack's own view each photo is by itself, in its order.
  expect(tiles({ ...everything, stackOf: b })).toEqual([
    [c, 0],
    [a, 0],
    [b, 0],
  ]);
});

test('another photo is the first, one leaves, and of two the last stack is none', () => {
  const [a, b, c] = photos(3) as [LocationId, LocationId, LocationId];
  stackPhotos(db, [[a, b, c]], 1);
  setStackFirst(db, c, 2);
  expect(stacked(a)).toEqual([c, a, b]);
  expect(setStackFirst(db, c, 3)).toBeNull();
  undo(db, 4);
  expect(stacked(a)).toEqual([a, b, c]);
  takeOutOfStack(db, [a], 5);
  expect(tiles()).toEqual([
    [a, 0],
    [b, 1],
  ]);
  takeOutOfStack(db, [b], 6);
  expect(stacked(c)).toEqual([]);
  undo(db, 7);
  expect(stacked(c)).toEqual([b, c]);
  undo(db, 8);
  expect(stacked(c)).toEqual([a, b, c]);
  expect(unstackPhotos(db, [b], 9)).not.toBeNull();
  expect(tiles()).toHaveLength(3);
  expect(unstackPhotos(db, [b], 10)).toBeNull();
});

test('a stack that is stacked brings all its photos along, and some of one become another', () => {
  const [a, b, c, d, e] = photos(5) as [LocationId, LocationId, LocationId, LocationId, LocationId];
  stackPhotos(db, [[a, b]], 1);
  stackPhotos(db, [[c, d]], 2);
  stackPhotos(db, [[e, c, a]], 3);
  expect(stacked(a)).toEqual([e, c, d, a, b]);
  stackPhotos(db, [[d, b]], 4);
  expect(stacked(d)).toEqual([d, b]);
  expect(stacked(a)).toEqual([e, c, a]);
  expect(stackPhotos(db, [[a]], 5)).toBeNull();
});

test('a view shows a stack by the first of its photos that it covers', () => {
  const [a, b, c] = photos(3) as [LocationId, LocationId, LocationId];
  const copy = addLocation(db, 2, 'export.jpg', { hash: hashNumbered(50), sortTimeMs: 2_000 });
  stackPhotos(db, [[a, b, c, copy]], 1);
  expect(tiles({ ...everything, libraryId: 2 as never })).toEqual([[copy, 0]]);
  const tagId = addTag(db, 'Fog');
  tagLocations(db, [b, c], tagId, 2);
  expect(tiles({ ...everything, tagId })).toEqual([[b, 1]]);
  setMarks(db, [c], { rating: 4 }, 3);
  expect(tiles({ ...everything, minRating: 3 })).toEqual([[c, 0]]);
  expect(tiles({ ...everything, filter: 'untagged' })).toEqual([[a, 1]]);
  // Counts are of photos.
  expect(searchFacets(db, { ...everything, tagId }).photos).toBe(2);
  expect(photosUpTo(db, { ...everything, tagId }, 9)).toBe(2);
  // A first photo that is missing gives way to the next.
  prepare(db, 'UPDATE image_exif SET presence = 2 WHERE id = ?').run(a);
  expect(tiles()).toEqual([[b, 2]]);
  expect(stacked(c)).toEqual([b, c, copy]);
});

test('what the first photo stands for is the whole stack, and any other photo only itself', () => {
  const [a, b, c, d] = photos(4) as [LocationId, LocationId, LocationId, LocationId];
  expect(withStacksOfFirst(db, [a, d])).toEqual([a, d]);
  stackPhotos(db, [[a, b, c]], 1);
  expect([...withStacksOfFirst(db, [a, d])].sort()).toEqual([a, b, c, d]);
  expect(withStacksOfFirst(db, [b])).toEqual([b]);
  prepare(db, 'UPDATE image_exif SET presence = 2 WHERE id = ?').run(a);
  expect([...withStacksOfFirst(db, [b])].sort()).toEqual([b, c]);
});

test('a RAW file goes where the picture before it goes, and shows the stack when that is gone', () => {
  const jpeg = addLocation(db, 1, 'A.JPG', { hash: hashNumbered(1), sortTimeMs: 9 });
  const raw = addLocation(db, 1, 'A.NEF', { hash: hashNumbered(2), sortTimeMs: 9, mediaKind: 'raw' });
  const other = addLocation(db, 1, 'B.JPG', { hash: hashNumbered(3), sortTimeMs: 8 });
  settleNewStacks(db, 100, 1);
  stackPhotos(db, [[jpeg, other]], 2);
  expect(tiles()).toEqual([[jpeg, 1]]);
  expect(stacked(raw)).toEqual([jpeg, other]);
  prepare(db, 'UPDATE image_exif SET presence = 2 WHERE id = ?').run(jpeg);
  expect(tiles()).toEqual([[raw, 1]]);
  const late = addLocation(db, 1, 'B.NEF', { hash: hashNumbered(4), sortTimeMs: 8, mediaKind: 'raw' });
  settleNewStacks(db, 100, 3);
  prepare(db, 'UPDATE image_exif SET presence = 2 WHERE id = ?').run(other);
  expect(stacked(late)).toEqual([raw, late]);
});

test('files that were not read yet are stacked by place, and the bytes of a stack by their hash from then on', () => {
  const early = addLocation(db, 1, 'early.jpg', { sortTimeMs: 30 });
  const [a] = photos(1) as [LocationId];
  stackPhotos(db, [[early, a]], 1);
  expect(tiles()).toEqual([[early, 1]]);
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(7), early);
  expect(tiles()).toEqual([[early, 1]]);
  expect(reconcile(db, 2)).toMatchObject({ stacksFilled: 1, changed: true });
  expect(tiles()).toEqual([[early, 1]]);
  const copy = addLocation(db, 2, 'copy.jpg', { hash: hashNumbered(7), sortTimeMs: 30 });
  expect(tiles()).toEqual([[early, 1]]);
  expect(tiles({ ...everything, libraryId: 2 as never })).toEqual([[copy, 0]]);
  undo(db, 3);
  expect(tiles()).toHaveLength(2);
  expect(selfCheck(db, 4).findings).toEqual([]);
});

test('of two places that turn out to be one photo the later edit says which stack it is in', () => {
  const [a, b, known] = photos(3) as [LocationId, LocationId, LocationId];
  const early = addLocation(db, 1, 'early.jpg', { sortTimeMs: 30 });
  stackPhotos(db, [[a, early]], 1);
  stackPhotos(db, [[b, known]], 2);
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(3), early);
  reconcile(db, 3);
  expect(stacked(a)).toEqual([]);
  expect(stacked(b)).toHaveLength(2);
  // Taken back, it is where the edit before it found the row that it changed: in none.
  undo(db, 4);
  expect([stacked(a), stacked(b)]).toEqual([[], []]);
  const late = addLocation(db, 1, 'late.jpg', { sortTimeMs: 31 });
  stackPhotos(db, [[b, known]], 5);
  stackPhotos(db, [[a, late]], 6);
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(3), late);
  reconcile(db, 7);
  expect(stacked(b)).toEqual([]);
  expect(stacked(a)).toHaveLength(2);
  expect(selfCheck(db, 8).findings).toEqual([]);
});

test('an edited file stays in its stack, and its old bytes do too', () => {
  const [a, b] = photos(2) as [LocationId, LocationId];
  stackPhotos(db, [[a, b]], 1);
  dismissStack(db, [a, b], 2);
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(60), a);
  carryDerivedData(db, {
    libraryId: 1 as never,
    relPath: '1.jpg',
    fromHash: hashNumbered(1),
    toHash: hashNumbered(60),
    nowMs: 3,
    verdict: 'edited',
  });
  expect(tiles()).toEqual([[a, 1]]);
  expect(preparePluck(db, 'SELECT count(*) FROM apart_photos').get()).toBe(3);
  addLocation(db, 2, 'backup.jpg', { hash: hashNumbered(1), sortTimeMs: 1 });
  expect(stacked(b)).toHaveLength(3);
});

test('a selected photo that goes behind another one is followed to it', () => {
  const [a, b] = photos(2) as [LocationId, LocationId];
  stackPhotos(db, [[a, b]], 1);
  expect(successors(db, [{ locationId: b, contentHash: null }])).toEqual([[b, a]]);
});

test('the list of a million photos asks for stacks by index only, and not at all without any', () => {
  const [a, b] = photos(2) as [LocationId, LocationId];
  const none = plansOf(db, () => gridModel(db, everything, 100)).filter((line) => line.includes('stacked_photos'));
  expect(none.every((line) => /COVERING INDEX stacked_photos_stack|INDEX stacked_photos_unhashed/.test(line))).toBe(
    true,
  );
  stackPhotos(db, [[a, b]], 1);
  for (const limit of [null, 100]) {
    const plans = plansOf(db, () => gridModel(db, everything, limit));
    const ofStacks = plans.filter((line) => /\b(own|mate|mate_file|stacked_photos)\b/.test(line));
    expect(ofStacks.length).toBeGreaterThan(0);
    expect(
      ofStacks.filter((line) => line.startsWith('SCAN') && !/USING (COVERING )?INDEX stacked_photos_stack/.test(line)),
    ).toEqual([]);
  }
});

// ------------------------------------------------------------------ a world written down naively

const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('stack' as const),
      on: fc.uniqueArray(fc.nat({ max: 6 }), { minLength: 1, maxLength: 4 }),
    }),
  },
  fc.record({ kind: fc.constantFrom('unstack' as const, 'out' as const, 'first' as const), on: fc.nat({ max: 6 }) }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'reconcile' as const) }),
  fc.record({ kind: fc.constant('read' as const), on: fc.nat({ max: 6 }), bytes: fc.integer({ min: 20, max: 23 }) }),
  fc.record({ kind: fc.constantFrom('edit' as const, 'move' as const), on: fc.nat({ max: 6 }) }),
);

/** Who is in a stack with whom, in order, by bytes; of the edits what each found, to be put back. */
class NaiveStacks {
  there: () => ReadonlySet<string> = () => new Set();
  of = new Map<string, { stack: number; position: number }>();
  #next = 1;
  done: Map<string, { stack: number; position: number }>[] = [];
  undone: Map<string, { stack: number; position: number }>[] = [];

  /** Those that have a file: old bytes of an edited one have none. */
  members(stack: number): string[] {
    const there = this.there();
    return [...this.of]
      .filter(([photo, place]) => place.stack === stack && there.has(photo))
      .sort((x, y) => x[1].position - y[1].position)
      .map(([photo]) => photo);
  }

  /** Whether anything had to be done. */
  change(work: (of: Map<string, { stack: number; position: number }>) => boolean): boolean {
    const before = new Map(this.of);
    if (!work(this.of)) return false;
    this.done.push(before);
    this.undone = [];
    return true;
  }

  stack(chosen: readonly string[]): boolean {
    return this.change((of) => {
      const stacks = chosen.map((photo) => of.get(photo)?.stack ?? null);
      if (chosen.length < 2) return false;
      const isOfOne = stacks[0] !== null && stacks.every((stack) => stack === stacks[0]);
      const isSplit = isOfOne && chosen.length < this.members(stacks[0] ?? 0).length;
      const taken = new Set<number>();
      const wanted = chosen.flatMap((photo, at) => {
        const stack = stacks[at] ?? null;
        if (isSplit || stack === null || taken.has(stack)) return [photo];
        taken.add(stack);
        return [photo, ...this.members(stack)];
      });
      const order = [...new Set(wanted)];
      if (order.length < 2) return false;
      const kept = isSplit ? null : (stacks[0] ?? null);
      if (kept !== null && this.members(kept).join() === order.join()) return false;
      const stack = kept ?? this.#next++;
      for (const [position, photo] of order.entries()) of.set(photo, { stack, position });
      return true;
    });
  }
}

test('stacks are made, taken apart, taken back and carried as in a world written down naively', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 24 }), (acts) => {
      db = memoryDatabase();
      addLibrary(db, 1);
      const files = Array.from({ length: 7 }, (_, n) => ({
        id: addLocation(db, 1, `${n}.jpg`, { hash: n < 5 ? hashNumbered(n + 1) : null, sortTimeMs: 100 - n }),
        photo: n < 5 ? `h${n + 1}` : `p${n}`,
        path: `${n}.jpg`,
        isUnread: n >= 5,
      }));
      const world = new NaiveStacks();
      world.there = () => new Set(files.map(({ photo }) => photo));
      let now = 1;
      let nextBytes = 40;
      for (const one of acts) {
        now += 1;
        const file = 'on' in one && typeof one.on === 'number' ? files[one.on] : undefined;
        switch (one.kind) {
          case 'stack': {
            const chosen = one.on.map((n) => files[n]).filter((some) => some !== undefined);
            const isDone = stackPhotos(db, [chosen.map(({ id }) => id)], now) !== null;
            expect(isDone).toBe(world.stack([...new Set(chosen.map(({ photo }) => photo))]));
            break;
          }
          case 'unstack':
          case 'out':
          case 'first': {
            if (file === undefined) break;
            const { photo } = file;
            const place = world.of.get(photo);
            const wanted = world.change((of) => {
              if (place === undefined) return false;
              const all = world.members(place.stack);
              if (one.kind === 'first') {
                if (all[0] === photo) return false;
                of.set(photo, { stack: place.stack, position: (of.get(all[0] ?? '')?.position ?? 0) - 1 });
                return true;
              }
              const leaving = one.kind === 'unstack' || all.length < 3 ? all : [photo];
              for (const gone of leaving) of.delete(gone);
              return true;
            });
            const run = { unstack: unstackPhotos, out: takeOutOfStack };
            const done = one.kind === 'first' ? setStackFirst(db, file.id, now) : run[one.kind](db, [file.id], now);
            expect(done !== null).toBe(wanted);
            break;
          }
          case 'undo': {
            const before = world.done.pop();
            if (before !== undefined) {
              world.undone.push(new Map(world.of));
              world.of = before;
            }
            expect(undo(db, now) !== null).toBe(before !== undefined);
            break;
          }
          case 'redo': {
            const again = world.undone.pop();
            if (again !== undefined) {
              world.done.push(new Map(world.of));
              world.of = again;
            }
            expect(redo(db, now) !== null).toBe(again !== undefined);
            break;
          }
          case 'reconcile':
            reconcile(db, now);
            break;
          case 'read': {
            // Bytes that are nowhere else: what happens where two meet has a test of its own.
            if (file?.isUnread !== true) break;
            file.isUnread = false;
            const bytes = nextBytes++;
            prepare(db, 'UPDATE image_exif SET content_hash = ?, read_state = 1 WHERE id = ?').run(
              hashNumbered(bytes),
              file.id,
            );
            rename(world, file.photo, `h${bytes}`);
            file.photo = `h${bytes}`;
            break;
          }
          case 'move': {
            if (file === undefined) break;
            const path = `moved-${now}.jpg`;
            const to = addLocation(db, 1, path, { hash: null, sortTimeMs: 50 });
            repointBackReferences(db, file.id, to, { followsCopy: true });
            const hash = preparePluck(db, 'SELECT content_hash FROM image_exif WHERE id = ?').get(
              file.id,
            ) as Buffer | null;
            prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(file.id);
            if (hash !== null) prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hash, to);
            Object.assign(file, { id: to, path });
            break;
          }
          case 'edit': {
            if (file === undefined || file.isUnread) break;
            reconcile(db, now);
            const from = preparePluck(db, 'SELECT content_hash FROM image_exif WHERE id = ?').get(file.id) as Buffer;
            const bytes = nextBytes++;
            prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(bytes), file.id);
            carryDerivedData(db, {
              libraryId: 1 as never,
              relPath: file.path,
              fromHash: from,
              toHash: hashNumbered(bytes),
              nowMs: now,
              verdict: 'edited',
            });
            const place = world.of.get(file.photo);
            file.photo = `h${bytes}`;
            if (place !== undefined) world.of.set(file.photo, place);
            // What was done before was done to the old bytes: only what is so now is compared from here on.
            world.done = [];
            world.undone = [];
            prepare(db, `UPDATE edits SET made_by = 'carry' WHERE made_by = 'user'`).run();
            break;
          }
        }
        expect(seen(files)).toEqual(wantedOf(world, files));
      }
      reconcile(db, now + 1);
      expect(seen(files)).toEqual(wantedOf(world, files));
      expect(selfCheck(db, now + 2).findings).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

function rename(world: NaiveStacks, from: string, to: string): void {
  for (const map of [world.of, ...world.done, ...world.undone]) {
    const place = map.get(from);
    if (place === undefined) continue;
    map.delete(from);
    map.set(to, place);
  }
}

interface WorldFile {
  readonly id: LocationId;
  readonly photo: string;
}

/** Stacks of two or more photos that have a file, as lists of photos. */
function wantedOf(world: NaiveStacks, files: readonly WorldFile[]): string[] {
  const there = new Set(files.map(({ photo }) => photo));
  const stacks = new Set([...world.of.values()].map(({ stack }) => stack));
  return [...stacks]
    .map((stack) => world.members(stack).filter((photo) => there.has(photo)))
    .filter((members) => members.length > 1)
    .map((members) => members.join(' '))
    .sort();
}

/** The same as the lists show it: the tiles agree with what the inspector lists. */
function seen(files: readonly WorldFile[]): string[] {
  const photoOf = new Map(files.map(({ id, photo }) => [id, photo]));
  const shown = tiles().filter(([, behind]) => behind > 0);
  const lists = shown.map(([id, behind]) => {
    const members = stacked(id as LocationId);
    expect(members).toHaveLength(behind + 1);
    expect(members[0]).toBe(id);
    return members.map((member) => photoOf.get(member) ?? '?').join(' ');
  });
  return lists.sort();
}

test('both ways of listing agree about stacks, copies and files without a hash', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          hash: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
          presence: fc.nat({ max: 2 }),
          library: fc.integer({ min: 1, max: 2 }),
        }),
        { minLength: 2, maxLength: 10 },
      ),
      fc.array(fc.uniqueArray(fc.nat({ max: 9 }), { minLength: 2, maxLength: 5 }), { maxLength: 3 }),
      (files, groups) => {
        db = memoryDatabase();
        addLibrary(db, 1);
        addLibrary(db, 2);
        const ids = files.map(({ hash, presence, library }, n) =>
          addLocation(db, library, `${n}.jpg`, {
            hash: hash === null ? null : hashNumbered(hash),
            presence,
            sortTimeMs: 100 - n,
          }),
        );
        for (const group of groups) {
          const chosen = group.map((n) => ids[n]).filter((id) => id !== undefined);
          if (chosen.length > 0) stackPhotos(db, [chosen], 1);
        }
        for (const view of [everything, { ...everything, libraryId: 2 as never }]) {
          const plan = planView(db, view, 'all');
          const swept = sweep(db, plan, 3).model;
          const probed = probe(db, plan).model;
          expect([...swept.ids]).toEqual([...probed.ids]);
          expect([...swept.stacked]).toEqual([...probed.stacked]);
          // Every photo that is covered is shown, or stands behind one that is.
          const covered = new Set(
            files.flatMap(({ hash, presence, library }, n) =>
              presence < 2 && (view.libraryId === null || library === 2) ? [hash === null ? `p${n}` : `h${hash}`] : [],
            ),
          );
          const behind = swept.stacked.reduce((sum, photosBehind) => sum + photosBehind, 0);
          expect(swept.ids.length + behind).toBe(covered.size);
        }
        ensurePhotoId(db, hashNumbered(1));
      },
    ),
    { numRuns: 150 },
  );
});

test('photos that are no stack are dismissed as one, which is taken back and done again', () => {
  const [a, b, c] = photos(3) as [LocationId, LocationId, LocationId];
  const apart = (): number =>
    preparePluck(db, 'SELECT count(*) FROM apart_photos WHERE apart IS NOT NULL').get() as number;
  const first = dismissStack(db, [a, b], 1) ?? (0 as EditId);
  dismissStack(db, [b, c], 2);
  expect(apart()).toBe(4);
  expect(undoEdit(db, first, 3).edit).toMatchObject({ action: 'stack_offered', photoCount: 2 });
  expect(apart()).toBe(2);
  redo(db, 4);
  expect(apart()).toBe(4);
  expect(dismissStack(db, [a], 5)).toBeNull();
});
