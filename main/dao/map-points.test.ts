import { expect, test } from 'vitest';
import type { LocationId } from '../../preload/contract/model.js';
import { addLibrary, addLocation, memoryDatabase, plansOf } from '../testing/database.js';
import { mapPoints } from './map-points.js';

test('all positions there are, strip by strip, or those of some photos', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  // Many on one line of latitude, as where a burst was taken: a strip's edge must not part them.
  const places = Array.from({ length: 40 }, (_, n) => [n < 25 ? 41.157_944 : -89 + n * 4, n * 9 - 180] as const);
  const ids = places.map((position, n) => addLocation(db, 1, `${n}.jpg`, { position }));
  const without = addLocation(db, 1, 'none.jpg');
  for (const stripRows of [1, 7, 100_000]) {
    const { ids: found, latitudes, longitudes } = mapPoints(db, null, stripRows);
    expect(found.length).toBe(places.length);
    for (const [i, id] of found.entries()) {
      const [latitude, longitude] = places[ids.indexOf(id as LocationId)]!;
      expect(latitudes[i]).toBeCloseTo(latitude, 6);
      expect(longitudes[i]).toBeCloseTo(longitude, 6);
    }
    expect(new Set(found).size).toBe(found.length);
  }
  const some = mapPoints(db, [ids[3]!, without, 9999 as LocationId]);
  expect([[...some.ids], [...some.latitudes], [...some.longitudes]]).toEqual([[ids[3]], [41.157_944], [-153]]);
  expect(mapPoints(db, []).ids.length).toBe(0);
  db.close();
});

test('it is read from the index alone', () => {
  const db = memoryDatabase();
  const plan = plansOf(db, () => mapPoints(db, null));
  expect(plan.filter((line) => line.includes('image_exif'))).toEqual([
    'SEARCH image_exif USING COVERING INDEX image_exif_position (latitude>? AND latitude<?)',
    'SEARCH image_exif USING COVERING INDEX image_exif_position (latitude>?)',
  ]);
  db.close();
});
