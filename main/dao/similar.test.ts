import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LocationId } from '../../preload/contract/model.js';
import { finish } from '../db/in-steps.js';
import { preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase } from '../testing/database.js';
import { gridModel } from './grid.js';
import { queueLooksSteps, recordLook } from './photo-signals.js';
import { SimilarPhotos } from './similar.js';

const seen = {
  objects: [],
  faces: [],
  texts: [],
  colours: [],
  light: { brightness: 0, contrast: 0, sharpness: 0, noise: 0, clippedShadows: 0, clippedHighlights: 0 },
};

interface World {
  readonly db: WriteDb;
  readonly ids: LocationId[];
  readonly add: (vector: readonly number[], models?: string) => LocationId;
  readonly photo: (id: LocationId) => number;
  readonly look: (id: LocationId, vector: readonly number[], models?: string) => void;
}

function world(): World {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const ids: LocationId[] = [];
  const photo = (id: LocationId): number =>
    preparePluck(db, 'SELECT photo_id FROM image_exif WHERE id = ?').get(id) as number;
  const look: World['look'] = (id, vector, models = 'm') => {
    finish(queueLooksSteps(db));
    recordLook(db, photo(id), { seen, embedding: Uint8Array.from(vector), models, edge: 400 }, 1);
  };
  const add: World['add'] = (vector, models) => {
    const id = addLocation(db, 1, `${String(ids.length)}.jpg`, {
      hash: hashNumbered(ids.length + 1),
      sortTimeMs: ids.length,
    });
    ids.push(id);
    look(id, vector, models);
    return id;
  };
  return { db, ids, add, photo, look };
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, n) => sum + value * (y[n] ?? 0), 0);
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  return lengths === 0 ? 0 : dot(a, b) / lengths;
}

const vector = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 });

it('finds what a naive comparison of all finds, also when photos come and are looked at again in between', () => {
  fc.assert(
    fc.property(
      fc.array(vector, { minLength: 1, maxLength: 12 }),
      fc.array(fc.tuple(fc.nat(), vector), { maxLength: 6 }),
      fc.integer({ min: 1, max: 8 }),
      (first, changes, most) => {
        const { db, ids, add, photo, look } = world();
        const similar = new SimilarPhotos(db);
        const vectors = new Map<LocationId, readonly number[]>();
        for (const one of first) vectors.set(add(one), one);
        const check = (): void => {
          for (const id of ids) {
            const wanted = vectors.get(id) ?? [];
            const others = ids
              .filter((other) => other !== id)
              .map((other) => ({ other, likeness: cosine(wanted, vectors.get(other) ?? []) }))
              .filter(({ likeness }) => likeness >= 0.6);
            const found = similar.to(id, most, 0.6);
            expect(found[0]).toEqual({ photoId: photo(id), likeness: 1 });
            const expected = others.map(({ likeness }) => likeness).sort((a, b) => b - a);
            // One place may be taken by the photo itself.
            const rest = found.slice(1).map(({ likeness }) => likeness);
            expect(rest.length).toBeGreaterThanOrEqual(Math.min(expected.length, most - 1));
            for (const [n, likeness] of rest.entries()) expect(likeness).toBeCloseTo(expected[n] ?? -1, 4);
          }
        };
        check();
        for (const [n, changed] of changes) {
          const id = ids[n % (ids.length + 1)];
          if (id === undefined) vectors.set(add(changed), changed);
          else {
            look(id, changed);
            vectors.set(id, changed);
          }
        }
        check();
        db.close();
      },
    ),
    { numRuns: 60 },
  );
});

it('photos that other models looked at are not compared', () => {
  const { db, add } = world();
  const old = add([1, 2, 3], 'old');
  const [one, other] = [add([1, 2, 3, 4], 'new'), add([1, 2, 3, 5], 'new')];
  const similar = new SimilarPhotos(db);
  expect(similar.to(old)).toEqual([]);
  expect(similar.to(one)).toHaveLength(2);
  expect(similar.to(other)).toHaveLength(2);
  db.close();
});

it('a view of what is alike stands by how much it is, in parts, and is narrowed as others are', () => {
  const { db, ids, add } = world();
  const itself = add([100, 0, 0]);
  const alike = add([100, 70, 0]);
  const same = add([100, 3, 0]);
  add([0, 0, 100]);
  const similar = new SimilarPhotos(db);
  const context = { away: [], similarTo: (id: LocationId) => similar.to(id) };
  const view = { libraryId: null, tagId: null, filter: 'all', likeLocationId: itself } as const;
  for (const limit of [null, 10]) {
    const model = gridModel(db, view, limit, context);
    expect([...model.ids]).toEqual([itself, same, alike]);
    expect(model.sections).toEqual([
      { from: 0, key: { kind: 'likeness', likeness: 'itself' } },
      { from: 1, key: { kind: 'likeness', likeness: 'same' } },
      { from: 2, key: { kind: 'likeness', likeness: 'alike' } },
    ]);
  }
  expect([...gridModel(db, { ...view, query: 'name:1' }, null, context).ids]).toEqual([]);
  expect([...gridModel(db, { ...view, from: 1, to: 2 }, null, context).ids]).toEqual([alike]);
  expect([...gridModel(db, view, null).ids]).toEqual([]);
  // A copy of one of them changes nothing but its number of places.
  addLocation(db, 1, 'copy.jpg', { hash: hashNumbered(2) });
  expect([...gridModel(db, view, null, context).places]).toEqual([1, 1, 2]);
  expect(ids).toHaveLength(4);
  db.close();
});
