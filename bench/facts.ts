/** What the built-in insights know of the world: the first place, the next ones, the sun, holidays, and whole descriptions. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sunAltitude } from '../main/core/sun.js';
import { builtInProvider } from '../main/insights/built-in.js';
import { openHolidays } from '../main/insights/holidays.js';
import { distanceBetween, PlaceTable } from '../main/insights/place-table.js';
import type { InsightSubject } from '../main/insights/provider.js';
import { medianMillis, timed } from './lib/measure.js';
import { machineLine, millis, printTable, ratio } from './lib/table.js';

const file = resolve('out/main/places.bin');
const asked = 10_000;

/** As `Math.random`, but the same each time. */
function* numbers(): Generator<number, never> {
  for (let seed = 12345; ;) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    yield seed / 2147483648;
  }
}

function positions(table: PlaceTable): Record<string, readonly (readonly [number, number])[]> {
  const random = numbers();
  const next = (): number => random.next().value;
  const towns = table.near(48, 8, 1_500);
  const some = towns.filter(({ population }) => population > 100_000);
  return {
    'in cities of Europe': Array.from({ length: asked }, (_, i) => {
      const town = some[i % some.length];
      return [(town?.latitude ?? 0) + next() * 0.04, (town?.longitude ?? 0) + next() * 0.04] as const;
    }),
    'anywhere in Europe': Array.from({ length: asked }, () => [37 + next() * 22, -8 + next() * 30] as const),
    'anywhere on earth': Array.from({ length: asked }, () => [next() * 180 - 90, next() * 360 - 180] as const),
  };
}

const subject = (at: number, latitude: number, longitude: number): InsightSubject => ({
  locationId: (at + 1) as InsightSubject['locationId'],
  fileName: 'IMG_1.jpg',
  facts: {
    captured: {
      localMs: Date.UTC(2015, 0, 1) + at * 7 * 3_600_000,
      offsetMinutes: 60,
      offsetSource: 'offset_tag',
      source: 'exif',
    },
    width: 6000,
    height: 4000,
    sizeBytes: 1,
    mimeType: 'image/jpeg',
    cameraMake: 'FUJIFILM',
    cameraModel: 'X-T5',
    lensModel: null,
    focalLengthMm: 35,
    apertureF: 2.8,
    exposureSeconds: 0.004,
    iso: 400,
    latitude,
    longitude,
    durationMs: null,
    hasMotion: false,
  },
  placeCount: 1,
  libraryNames: ['Pictures'],
  tagNames: [],
  placeNames: [],
  seen: null,
  language: 'en',
});

console.log(machineLine());
const rss = (): number => process.memoryUsage().rss / 1e6;
const before = rss();
const { value: bytes, millis: read } = timed(() => readFileSync(file));
const { value: table, millis: opened } = timed(() => new PlaceTable(bytes));
const { millis: first } = timed(() => table.at(41.15, -8.61));
console.log(
  `${String(table.count)} towns, ${(bytes.length / 1e6).toFixed(1)} MB: read ${millis(read)}, opened ${millis(opened)}, first place ${millis(first)}, memory +${(rss() - before).toFixed(0)} MB`,
);
const all = table.near(0, 0, 21_000);
const naive = medianMillis(5, () => {
  let nearest = Infinity;
  for (const town of all) nearest = Math.min(nearest, distanceBetween(41.15, -8.61, town.latitude, town.longitude));
  return nearest;
});
printTable(
  `A place, median of 5 × ${String(asked)}; floor: the nearest of all towns by looking at each, ${millis(naive)}`,
  ['positions', 'each', 'against the floor', 'named'],
  Object.entries(positions(table)).map(([name, list]) => {
    const each = medianMillis(5, () => list.map(([lat, lon]) => table.at(lat, lon))) / asked;
    const named = list.filter(([lat, lon]) => table.at(lat, lon) !== null).length;
    return [name, `${each.toFixed(4)} ms`, ratio(each, naive), `${Math.round((100 * named) / asked)} %`];
  }),
);
const suns = medianMillis(5, () => {
  let sum = 0;
  for (let i = 0; i < asked; i++) sum += sunAltitude(i * 3_600_000, 41, -8);
  return sum;
});
const holidays = openHolidays();
const held = rss();
const timedAsync = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
const loaded = await timedAsync(() => holidays.on('PT', Date.UTC(2020, 0, 1), 'en'));
const another = await timedAsync(() => holidays.on('DE', Date.UTC(2020, 0, 1), 'en'));
const again = await timedAsync(async () => {
  for (let i = 0; i < asked; i++) await holidays.on('DE', Date.UTC(2020, 0, i % 365), 'en');
});
console.log(
  `Sun ${(suns / asked).toFixed(4)} ms. Holidays: the first ${millis(loaded)} and +${(rss() - held).toFixed(0)} MB, another country or year ${millis(another)}, a day of a known one ${(again / asked).toFixed(4)} ms.`,
);
const provider = builtInProvider({ places: table, holidays });
const { signal } = new AbortController();
const cities = positions(table)['in cities of Europe'] ?? [];
await Promise.all(cities.slice(0, 200).map(([lat, lon], i) => provider.describe(subject(i, lat, lon), signal)));
const described = await timedAsync(async () => {
  for (const [i, [lat, lon]] of cities.entries()) await provider.describe(subject(i, lat, lon), signal);
});
console.log(`Whole descriptions: ${(described / cities.length).toFixed(3)} ms each.`);
