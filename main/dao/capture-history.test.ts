import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import type { LocationId, OffsetSource } from '../../preload/contract/model.js';
import { noFacts } from '../core/facts.js';
import { finish } from '../db/in-steps.js';
import { closeDb, prepareRaw } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, memoryDatabase, plansOf } from '../testing/database.js';
import { offsetsFromHistorySteps } from './capture-history.js';
import { recordMetadata, storedFacts } from './locations.js';

const hour = 60 * 60_000;
const noon = Date.UTC(2023, 6, 14, 12);

interface Shot {
  readonly localMs: number;
  readonly offsetMinutes: number | null;
  readonly make?: string | null;
  readonly model?: string | null;
  readonly libraryId?: number;
}

function record(db: WriteDb, id: LocationId, shot: Shot): void {
  const { localMs, offsetMinutes, make = 'Canon', model = 'EOS R5' } = shot;
  const offsetSource: OffsetSource | null = offsetMinutes === null ? null : 'gps_place';
  const captured = { localMs, offsetMinutes, offsetSource };
  recordMetadata(
    db,
    id,
    { ...noFacts, captured, cameraMake: make, cameraModel: model },
    { ...captured, source: 'exif' },
  );
}

function database(): WriteDb {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
  return db;
}

let added = 0;

function add(db: WriteDb, shots: readonly Shot[]): LocationId[] {
  return shots.map((shot) => {
    added++;
    const id = addLocation(db, shot.libraryId ?? 1, `${added}.jpg`);
    record(db, id, shot);
    return id;
  });
}

function offsets(db: WriteDb): unknown[] {
  return prepareRaw(db, 'SELECT captured_offset_minutes, captured_offset_source FROM image_exif ORDER BY id').all();
}

const wanted = { localMs: noon, offsetMinutes: null };
const other = (hours: number, offsetMinutes: number, rest: Partial<Shot> = {}): Shot => ({
  localMs: noon + hours * hour,
  offsetMinutes,
  ...rest,
});

it.each<readonly [string, readonly Shot[], number | null]>([
  ['none', [], null],
  ['one before', [other(-24, 120)], 120],
  ['one after', [other(24, 120)], 120],
  ['too far away', [other(-24.1, 120), other(24.1, 120)], null],
  ['both agree', [other(-1, 120), other(20, 120)], 120],
  ['they disagree', [other(-1, 120), other(20, 60)], null],
  ['only the nearest count', [other(-3, 60), other(-1, 120), other(2, 120), other(3, 60)], 120],
  ['two of the same second disagree', [other(0, 120), other(0, 60)], null],
  ['another camera', [other(1, 120, { model: 'EOS R6' }), other(1, 60, { make: 'Nikon' })], null],
  ['another library', [other(1, 120, { libraryId: 2 })], null],
])('by the history of the camera: %s', (_, others, expected) => {
  const db = database();
  const [id] = add(db, [wanted, ...others]);
  expect(finish(offsetsFromHistorySteps(db, 1))).toBe(expected === null ? 0 : 1);
  expect(offsets(db)[0]).toEqual([expected, expected === null ? null : 'history']);
  // It is not what the bytes say, and nobody else's evidence.
  expect(id === undefined ? null : storedFacts(db, id)?.facts.captured?.offsetMinutes).toBeNull();
  closeDb(db);
});

test('a time that is told in UTC says nothing of the zone of other photos, and is not moved by them', () => {
  const db = database();
  const id = addLocation(db, 1, 'told-in-utc.mp4');
  const captured = { localMs: noon, offsetMinutes: 0, offsetSource: 'utc' } as const;
  const facts = { ...noFacts, captured, cameraMake: 'Canon', cameraModel: 'EOS R5' };
  recordMetadata(db, id, facts, { ...captured, source: 'exif' });
  add(db, [wanted]);
  finish(offsetsFromHistorySteps(db, 1));
  add(db, [other(2, 120)]);
  finish(offsetsFromHistorySteps(db, 1));
  expect(offsets(db)).toEqual([
    [0, 'utc'],
    [120, 'history'],
    [120, 'gps_place'],
  ]);
  closeDb(db);
});

test('one that was found among others is evidence for nobody', () => {
  const db = database();
  add(db, [{ localMs: noon - 20 * hour, offsetMinutes: 60 }, wanted, { ...wanted, localMs: noon + 20 * hour }]);
  finish(offsetsFromHistorySteps(db, 1));
  expect(offsets(db)).toEqual([
    [60, 'gps_place'],
    [60, 'history'],
    [null, null],
  ]);
  closeDb(db);
});

test('it is looked for once, and again when another photo of the camera has an offset of its own', () => {
  const db = database();
  const [, late] = add(db, [wanted, { localMs: noon + hour, offsetMinutes: null }]);
  finish(offsetsFromHistorySteps(db, 1));
  expect(finish(offsetsFromHistorySteps(db, 1))).toBe(0);
  add(db, [other(30, 60), other(1, 60, { model: null }), other(1, 60, { make: null })]);
  const waiting = prepareRaw(db, 'SELECT count(*) FROM image_exif WHERE zone_state = 1');
  // The one at 13:00 has still 29 hours to the newcomer's.
  expect(waiting.all()).toEqual([[0]]);
  if (late !== undefined) record(db, late, { localMs: noon + hour, offsetMinutes: 120 });
  expect(waiting.all()).toEqual([[1]]);
  expect(finish(offsetsFromHistorySteps(db, 1))).toBe(1);
  expect(offsets(db)[0]).toEqual([120, 'history']);
  add(db, [other(-1, 60)]);
  expect(finish(offsetsFromHistorySteps(db, 1))).toBe(1);
  expect(offsets(db)[0]).toEqual([null, null]);
  closeDb(db);
});

test('photos without a camera, or with a time of their name, are left alone', () => {
  const db = database();
  add(db, [{ ...wanted, model: null }, other(1, 120, { model: null })]);
  const named = addLocation(db, 1, 'IMG_20230714_120000.jpg');
  const captured = { localMs: noon, offsetMinutes: null, offsetSource: null, source: 'file_name' } as const;
  recordMetadata(db, named, { ...noFacts, cameraMake: 'Canon', cameraModel: 'EOS R5' }, captured);
  expect(prepareRaw(db, 'SELECT count(*) FROM image_exif WHERE zone_state <> 0').all()).toEqual([[0]]);
  closeDb(db);
});

test('whatever the order in which photos are described, the same comes of it', () => {
  const shot = fc.record({
    localMs: fc.integer({ min: -40, max: 40 }).map((hours) => noon + hours * hour),
    offsetMinutes: fc.constantFrom(null, null, 60, 120),
    model: fc.constantFrom('EOS R5', 'EOS R6'),
    isBreak: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(shot, { maxLength: 12 }), (shots) => {
      const db = database();
      const ids = shots.map((_, at) => addLocation(db, 1, `${at}.jpg`));
      for (const [at, one] of shots.entries()) {
        const id = ids[at];
        if (id === undefined) continue;
        record(db, id, one);
        if (one.isBreak) finish(offsetsFromHistorySteps(db, 1));
      }
      finish(offsetsFromHistorySteps(db, 1));
      const expected = shots.map((one) => {
        if (one.offsetMinutes !== null) return one.offsetMinutes;
        const near = shots.filter(
          ({ model, offsetMinutes, localMs }) =>
            model === one.model && offsetMinutes !== null && Math.abs(localMs - one.localMs) <= 24 * hour,
        );
        const closest = (side: readonly Shot[]): readonly (number | null)[] => {
          const distance = Math.min(...side.map(({ localMs }) => Math.abs(localMs - one.localMs)));
          return side
            .filter(({ localMs }) => Math.abs(localMs - one.localMs) === distance)
            .map(({ offsetMinutes }) => offsetMinutes)
            .sort((a, b) => (a ?? 0) - (b ?? 0));
        };
        const before = closest(near.filter(({ localMs }) => localMs <= one.localMs)).at(-1);
        const after = closest(near.filter(({ localMs }) => localMs >= one.localMs)).at(0);
        if (before === undefined || after === undefined) return before ?? after ?? null;
        return before === after ? before : null;
      });
      const found = offsets(db) as readonly (readonly [number | null, string | null])[];
      expect(found.map(([offset]) => offset)).toEqual(expected);
      closeDb(db);
    }),
    { numRuns: 40 },
  );
});

test('neither the look among other photos nor the marking scans the table', () => {
  const db = database();
  const plans = plansOf(db, () => {
    add(db, [wanted, other(1, 120)]);
    finish(offsetsFromHistorySteps(db, 1));
    add(db, [other(-1, 120)]);
  });
  expect(prepareRaw(db, 'SELECT zone_state FROM image_exif ORDER BY id').all()).toEqual([[1], [0], [0]]);
  expect(plans.filter((line) => line.startsWith('SCAN') || line.includes('TEMP B-TREE'))).toEqual([]);
  expect(plans).toContain('SEARCH image_exif USING INDEX image_exif_without_zone (library_id=? AND zone_state=?)');
  const between = 'camera_model=? AND camera_make=? AND captured_local_ms>? AND captured_local_ms<?';
  expect(plans).toContain(`SEARCH image_exif USING INDEX image_exif_with_zone (library_id=? AND ${between})`);
  expect(plans).toContain(
    `SEARCH other USING COVERING INDEX image_exif_without_zone (library_id=? AND zone_state=? AND ${between})`,
  );
  closeDb(db);
});
