import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { placeTable } from '../../scripts/place-table.mjs';
import { temporaryFolder } from '../testing/files.js';
import { distanceBetween, openPlaces, PlaceTable } from './place-table.js';
import { wordsOf } from './compose.js';

let file: Buffer;
let table: PlaceTable;
beforeAll(() => {
  file = placeTable();
  table = new PlaceTable(file);
});

const where = (latitude: number, longitude: number, language: 'en' | 'de' = 'en'): string | null => {
  const found = table.at(latitude, longitude);
  return found === null ? null : wordsOf[language].where(found);
};

describe('the towns of the world', () => {
  test('name known places, by the region of GeoNames where a country is large', () => {
    expect(where(41.1496, -8.611)).toBe('in Porto, Portugal');
    expect(where(48.8584, 2.2945)).toMatch(/^in Paris, France$/);
    expect(where(52.5163, 13.3777)).toBe('in Berlin, Germany');
    expect(where(37.8199, -122.4783)).toMatch(/^(in|near) San Francisco, California, United States$/);
    expect(where(40.7061, -73.9969)).toMatch(/New York City, New York, United States$/);
    expect(where(-33.8568, 151.2153)).toMatch(/^in Sydney, New South Wales, Australia$/);
    expect(where(55.9486, -3.1999)).toBe('in Edinburgh, Scotland, United Kingdom');
    expect(where(35.6586, 139.7454)).toMatch(/, Japan$/);
    expect(where(50.4501, 30.5234)).toMatch(/^in Kyiv, Ukraine$/);
    expect(where(1.2834, 103.8607)).toBe('in Singapore');
    expect(where(65.64, -16.91)).toMatch(/Iceland$/);
  });

  test('are called as they are now', () => {
    expect(where(51.1801, 71.446)).toBe('in Astana, Kazakhstan');
    expect(where(-33.9608, 25.6022)).toBe('in Gqeberha, South Africa');
  });

  test('have German names in German', () => {
    expect(where(38.7139, -9.1394, 'de')).toBe('in Lissabon, Portugal');
    expect(where(48.1372, 11.5755, 'de')).toBe('in München, Deutschland');
    expect(where(50.0875, 14.4213, 'de')).toBe('in Prag, Tschechien');
    expect(where(46.2044, 6.1432, 'de')).toBe('in Genf, Schweiz');
  });

  test('say nothing at sea, and of a desert only the country', () => {
    expect(where(45, -30)).toBeNull();
    expect(where(-40, 100)).toBeNull();
    expect(where(0, -150)).toBeNull();
    const ténéré = table.at(18.5, 11.5);
    expect(ténéré === null || ténéré.countryCode === 'NE').toBe(true);
  });

  test('stay on the right side of a border', () => {
    // Either bank of the Rhine at Basel and at Strasbourg, and of the Minho.
    expect(table.at(47.5935, 7.6225)?.countryCode).toBe('DE');
    expect(table.at(47.5596, 7.5886)?.countryCode).toBe('CH');
    expect(table.at(48.5734, 7.8121)?.countryCode).toBe('DE');
    expect(table.at(42.0473, -8.6446)?.countryCode).toBe('ES');
    expect(table.at(42.0279, -8.6437)?.countryCode).toBe('PT');
  });

  test('are found as by looking at all of them, over the antimeridian and at the poles too', () => {
    const all = allTowns();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true })),
          fc.constantFrom<[number, number]>(...edges),
          fc.nat(all.length - 1).map((i): [number, number] => all[i] ?? [0, 0]),
        ),
        fc.constantFrom(5, 40, 300),
        ([latitude, longitude], reachKm) => {
          const found = table.near(latitude, longitude, reachKm);
          const expected = all.filter((t) => distanceBetween(latitude, longitude, t[0], t[1]) <= reachKm);
          expect(found).toHaveLength(expected.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('never throw, and are within reach, wherever one asks', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (lat, lon) => {
          const found = table.at(lat, lon);
          if (found === null) return;
          expect(found.distanceKm).toBeLessThanOrEqual(300);
          expect(found.town).not.toBe('');
          expect(found.countryCode).toMatch(/^[A-Z]{2}$/);
          for (const words of Object.values(wordsOf)) expect(words.where(found)).not.toMatch(/undefined|null|NaN/);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(table.at(NaN, 0)).toBeNull();
    expect(table.at(91, 0)).toBeNull();
    expect(table.at(0, Infinity)).toBeNull();
  });

  test('are read when they are first asked for, and missed without harm', () => {
    const logged: string[] = [];
    const log = (_level: unknown, message: string): void => void logged.push(message);
    const folder = temporaryFolder();
    expect(openPlaces(null, log).at(41.15, -8.61)).toBeNull();
    const path = join(folder, 'places.bin');
    const places = openPlaces(path, log);
    writeFileSync(path, file);
    expect(places.at(41.15, -8.61)?.town).toBe('Porto');
    const none = openPlaces(join(folder, 'none.bin'), log);
    expect([none.at(41.15, -8.61), none.at(41.15, -8.61)]).toEqual([null, null]);
    writeFileSync(path, Buffer.from('no table'));
    expect(openPlaces(path, log).at(41.15, -8.61)).toBeNull();
    expect(logged).toHaveLength(2);
  });
});

const edges: [number, number][] = [
  [90, 0],
  [-90, 0],
  [89.9, 179],
  [0, 180],
  [-17.8, 179.99],
  [-17.8, -179.99],
  [78.22, 15.65],
  [-77.85, 166.67],
];

/** Latitude and longitude of each, as the table has them. */
function allTowns(): [number, number][] {
  return table.near(0, 0, 21_000).map((t) => [t.latitude, t.longitude]);
}
