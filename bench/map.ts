/** A million photos on the map and in the calendar: reading positions and days, clusters at each zoom, drawing the base map. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { GridView, MapPoints } from '../preload/contract/model.js';
import { calendarYear } from '../main/dao/calendar.js';
import { gridModel, photosUpTo } from '../main/dao/grid.js';
import { mapPoints } from '../main/dao/map-points.js';
import { checkpoint, closeDb, openReadDb, preparePluck } from '../main/db/open.js';
import type { ReadDb, WriteDb } from '../main/db/open.js';
import { baseMapOf, type Topology } from '../renderer/features/map/base-map.js';
import { drawMap } from '../renderer/features/map/draw.js';
import { heldCamera, sight, worldPixels, worldX, worldY } from '../renderer/features/map/mercator.js';
import { clustersIn, levelOf, orderPoints, PointIndex } from '../renderer/features/map/point-index.js';
import { buildDatabase, inTemporaryFolder } from './lib/dataset.js';
import { medianMillis, timed } from './lib/measure.js';
import { machineLine, millis, printTable, ratio, rows } from './lib/table.js';

const locations = 1_000_000;
const size = { width: 1600, height: 1000 };
const everything: GridView = { libraryId: null, tagId: null, filter: 'all' };

/** All photos: half around thirty towns, the rest along the way. */
function addPositions(db: WriteDb): void {
  db.exec(`UPDATE image_exif SET
    latitude = CASE WHEN id % 2 = 0 THEN 36 + (id / 7 % 30) * 0.8 + id % 997 * 0.0002 ELSE -50 + id % 11003 * 0.0105 END,
    longitude = CASE WHEN id % 2 = 0 THEN -9 + (id / 7 % 30) * 1.3 + id % 991 * 0.0002 ELSE -170 + id % 7919 * 0.043 END`);
  checkpoint(db);
}

function readTable(db: ReadDb): MapPoints {
  const floor = medianMillis(3, () =>
    preparePluck(db, 'SELECT count(*) FROM image_exif INDEXED BY image_exif_position WHERE latitude IS NOT NULL').get(),
  );
  const day = Date.UTC(2020, 6, 14);
  const area = { west: -9, south: 38, east: -8, north: 42 };
  const calls: readonly (readonly [string, () => unknown])[] = [
    ['positions of all', () => mapPoints(db, null)],
    ['an area of the map, whole', () => gridModel(db, { ...everything, bounds: area }, null)],
    [
      'the whole world as an area, first 600',
      () => gridModel(db, { ...everything, bounds: { west: -180, south: -90, east: 180, north: 90 } }, 600),
    ],
    ['a year of the calendar', () => calendarYear(db, everything, 2020)],
    ['a day', () => gridModel(db, { ...everything, from: day, to: day + 86_400_000 }, null)],
    ['this day in all years', () => gridModel(db, { ...everything, monthDays: [714] }, null)],
    ['how many that are', () => photosUpTo(db, { ...everything, monthDays: [714] }, locations)],
  ];
  printTable(
    `Reading, ${rows(locations)} files; floor: one count over the index of positions, ${millis(floor)}`,
    ['call', 'median', 'against the floor'],
    calls.map(([name, call]) => {
      const taken = medianMillis(5, call);
      return [name, millis(taken), ratio(taken, floor)];
    }),
  );
  return mapPoints(db, null);
}

function clusterTable({ ids, latitudes, longitudes }: MapPoints): void {
  const { value: index, millis: built } = timed(
    () =>
      new PointIndex(
        orderPoints(
          Int32Array.from(ids, (_, row) => row),
          latitudes,
          longitudes,
        ),
      ),
  );
  const table = Array.from({ length: 13 }, (_, n) => n + 2).map((zoom) => {
    const camera = heldCamera({ x: worldX(-8.6), y: worldY(41), zoom }, size);
    const apart = 64 / worldPixels(zoom);
    const box = sight(camera, size, 240);
    const wide = box.east - box.west > 1 ? { ...box, east: box.west + 1 } : box;
    const make = (): ReturnType<typeof clustersIn> => clustersIn(index, wide, levelOf(zoom), apart);
    return [String(zoom), rows(make().length), millis(medianMillis(9, make))];
  });
  printTable(
    `Clusters of ${rows(ids.length)} photos, in order after ${millis(built)}`,
    ['zoom', 'clusters', 'median'],
    table,
  );
}

/** Counts what the canvas is asked for: the work of a frame, but for the filling of pixels. */
function countingContext(): { readonly context: CanvasRenderingContext2D; readonly points: () => number } {
  let points = 0;
  const nothing = (): void => undefined;
  const context = new Proxy({} as CanvasRenderingContext2D, {
    get: (_, name) => {
      if (name === 'lineTo' || name === 'moveTo') return () => void (points += 1);
      if (name === 'measureText') return (text: string) => ({ width: text.length * 6 });
      return nothing;
    },
    set: () => true,
  });
  return { context, points: () => points };
}

function drawTable(): void {
  const color = '#888888';
  const colors = {
    water: color,
    land: color,
    coast: color,
    border: color,
    label: color,
    country: color,
    font: 'Inter',
  };
  const table = (['50m', '10m'] as const).flatMap((detail) => {
    const text = readFileSync(resolve(`node_modules/world-atlas/countries-${detail}.json`), 'utf8');
    const { value: base, millis: read } = timed(() => baseMapOf(JSON.parse(text) as Topology, (_, name) => name));
    return (detail === '50m' ? [2.7, 4] : [5, 7, 10, 14]).map((zoom) => {
      const { context, points } = countingContext();
      const camera = heldCamera({ x: worldX(-8.6), y: worldY(41), zoom }, size);
      const draw = (): void => {
        drawMap(context, { camera, size, pixelRatio: 1, colors, base, cities: [], taken: [] });
      };
      draw();
      const drawn = points();
      return [detail, millis(read), String(zoom), rows(drawn), millis(medianMillis(9, draw))];
    });
  });
  printTable('A frame of the base map, without the pixels', ['lines', 'loaded in', 'zoom', 'points', 'median'], table);
}

export async function run(): Promise<void> {
  console.log(machineLine());
  drawTable();
  await inTemporaryFolder(async (folder) => {
    const path = join(folder, 'keepsight.sqlite');
    const db = await buildDatabase(path, { locations, derived: 'none' });
    addPositions(db);
    const reader = openReadDb(path);
    const points = readTable(reader);
    closeDb(reader);
    closeDb(db);
    clusterTable(points);
  });
}

await run();
