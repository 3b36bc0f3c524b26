import { beforeEach, expect, test } from 'vitest';
import type { LocationId, StackSuggestions } from '../../preload/contract/model.js';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, planOf } from '../testing/database.js';
import { dismissStack, stackPhotos } from './photo-stacks.js';
import { queueLooksSteps, recordLook } from './photo-signals.js';
import { StackFinder, timedPhotosSql } from './stack-suggestions.js';
import { undo } from './undo.js';

let db: WriteDb;
let photos: number;

beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
  photos = 0;
});

interface Taken {
  readonly camera?: string | null;
  readonly source?: string;
  readonly library?: number;
  readonly width?: number;
}

/** Taken so many milliseconds after a moment. */
function taken(
  afterMs: number,
  { camera = 'X100', source = 'exif', library = 1, width = 400 }: Taken = {},
): LocationId {
  photos++;
  const id = addLocation(db, library, `${photos}.jpg`, {
    hash: hashNumbered(photos),
    sortTimeMs: 1_000_000_000 + afterMs,
  });
  prepare(
    db,
    'UPDATE image_exif SET camera_make = ?, camera_model = ?, captured_source = ?, width = ?, height = ? WHERE id = ?',
  ).run('Maker', camera, source, width, (width * 3) / 4, id);
  return id;
}

/** What looking at it found. */
function look(id: LocationId, vector: readonly number[], sharpness = 0.5, edge = 1600): void {
  finish(queueLooksSteps(db));
  const light = { brightness: 0, contrast: 0, sharpness, noise: 0, clippedShadows: 0, clippedHighlights: 0 };
  recordLook(
    db,
    preparePluck(db, 'SELECT photo_id FROM image_exif WHERE id = ?').get(id) as number,
    {
      seen: { objects: [], faces: [], texts: [], colours: [], light },
      embedding: Uint8Array.from(vector),
      models: 'm',
      edge,
    },
    1,
  );
}

function suggested(): Promise<StackSuggestions> {
  return new StackFinder(db).page(0, 100);
}

async function groups(): Promise<LocationId[][]> {
  const { groups: found } = await suggested();
  return found.map((group) => group.photos.map(({ locationId }) => locationId));
}

test('a burst is photos of one camera, moments apart, the newest group first', async () => {
  const [a, b, c] = [taken(0), taken(1_900), taken(3_000)];
  const others = [taken(500, { camera: 'Other' }), taken(900, { camera: null }), taken(9_000)];
  const later = [taken(60_000), taken(60_100)];
  expect(await suggested()).toMatchObject({ total: 2, photos: 5, lookedAt: 0, notLookedAt: 8 });
  expect(await groups()).toEqual([later, [a, b, c]]);
  expect(others).toHaveLength(3);
  expect((await suggested()).groups[1]).toMatchObject({
    kind: 'burst',
    reason: 'earliest',
    fromMs: 1_000_000_000,
    toMs: 1_000_003_000,
  });
});

test('times of files say nothing of a burst, and neither do copies of the same bytes', async () => {
  taken(0, { source: 'file_time' });
  taken(0, { source: 'file_time' });
  taken(100_000);
  addLocation(db, 2, 'copy.jpg', { hash: hashNumbered(photos), sortTimeMs: 1_000_100_000 });
  expect(await groups()).toEqual([]);
});

test('what was looked at and plainly differs is no burst, and the sharpest of one comes first', async () => {
  const [a, b, c, d] = [taken(0), taken(500), taken(1_000), taken(1_500)];
  look(a, [200, 10, 10, 0], 0.3);
  look(b, [200, 12, 9, 0], 0.6);
  look(c, [0, 200, 10, 0], 0.5);
  look(d, [0, 200, 12, 0], 0.5);
  expect(await groups()).toEqual([
    [c, d],
    [b, a],
  ]);
  expect((await suggested()).groups[1]).toMatchObject({
    reason: 'sharpest',
    photos: [{ sharpness: 0.6 }, { sharpness: 0.3 }],
  });
});

test('nearly the same pictures are found across libraries, whenever they say that they were taken', async () => {
  const original = taken(0, { width: 4000 });
  const copy = taken(90_000_000, { library: 2, source: 'file_time', camera: null, width: 800 });
  const other = taken(5_000_000);
  const vectors = Array.from({ length: 184 }, (_, n) => (n * 53) % 200);
  look(original, vectors, 0.3);
  look(
    copy,
    vectors.map((value) => value + 1),
    0.9,
    800,
  );
  look(
    other,
    vectors.map((_, n) => (n * 91) % 200),
  );
  const found = await suggested();
  expect(found.groups).toMatchObject([
    { kind: 'alike', reason: 'largest', photos: [{ locationId: original }, { locationId: copy, width: 800 }] },
  ]);
});

test('what is in a stack is not suggested, and what is none is not suggested again, until that is taken back', async () => {
  const [a, b, c] = [taken(0), taken(500), taken(1_000)];
  stackPhotos(db, [[a, b]], 1);
  expect(await groups()).toEqual([]);
  undo(db, 2);
  expect(await groups()).toEqual([[a, b, c]]);
  dismissStack(db, [a, b, c], 3);
  expect(await groups()).toEqual([]);
  // A photo of which nothing was said.
  const late = taken(1_500);
  expect(await groups()).toEqual([[c, late]]);
  undo(db, 4);
  expect(await groups()).toEqual([[a, b, c, late]]);
});

test('a list in parts, without photos that are gone', async () => {
  for (let n = 0; n < 6; n++) {
    taken(n * 100_000);
    taken(n * 100_000 + 500);
  }
  const finder = new StackFinder(db);
  const all = (await finder.page(0, 100)).groups;
  expect(all).toHaveLength(6);
  expect((await finder.page(2, 3)).groups).toEqual(all.slice(2, 5));
  prepare(db, 'UPDATE image_exif SET presence = 2 WHERE id = ?').run(all[0]?.photos[0]?.locationId);
  expect((await finder.page(0, 100)).groups).toEqual(all.slice(1));
});

test('times of a million photos are read from the index alone', () => {
  expect(planOf(db, timedPhotosSql).filter((line) => line.includes(' e '))).toEqual([
    expect.stringContaining('SEARCH e USING COVERING INDEX image_exif_grid'),
  ]);
});
