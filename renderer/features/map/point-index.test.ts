import fc from 'fast-check';
import { expect, test } from 'vitest';
import { worldX, worldY } from './mercator.js';
import { clustersIn, levelOf, orderPoints, PointIndex } from './point-index.js';

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

const place: fc.Arbitrary<Place> = fc.oneof(
  fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  }),
  // Crowds, at one place and around the antimeridian.
  fc.record({ latitude: fc.constant(41.15), longitude: fc.double({ min: -8.62, max: -8.6, noNaN: true }) }),
  fc.record({ latitude: fc.constant(-17), longitude: fc.constantFrom(-180, -179.99, 179.99, 180) }),
);
const places = fc.array(place, { maxLength: 60 });

function indexOf(list: readonly Place[]): PointIndex {
  return new PointIndex(
    orderPoints(
      Int32Array.from(list, (_, row) => row),
      Float64Array.from(list, ({ latitude }) => latitude),
      Float64Array.from(list, ({ longitude }) => longitude),
    ),
  );
}

/** The square of the world that a place lies in, counted by hand. */
function squareOf({ latitude, longitude }: Place, level: number): string {
  const cell = (part: number): number => Math.min(2 ** level - 1, Math.max(0, Math.floor(part * 2 ** level)));
  return `${String(level)}/${String(cell(worldX(longitude)))}/${String(cell(worldY(latitude)))}`;
}

const world = { west: 0, north: 0, east: 1 - 1e-12, south: 1 };

test('squares are those counted naively, with their photos and their middle', () => {
  fc.assert(
    fc.property(places, fc.integer({ min: 0, max: 8 }), (list, level) => {
      const naive = new Map<string, number[]>();
      list.forEach((one, row) => {
        const square = squareOf(one, level);
        naive.set(square, [...(naive.get(square) ?? []), row]);
      });
      const index = indexOf(list);
      const found = index.squares(world, level);
      expect(found.map(({ key }) => key).sort()).toEqual([...naive.keys()].sort());
      for (const { key, count, runs, x, y } of found) {
        const rows = naive.get(key) ?? [];
        expect(count).toBe(rows.length);
        expect([...index.rowsOf(runs)].sort((a, b) => a - b)).toEqual(rows);
        const mean = (of: (one: Place) => number): number =>
          rows.reduce((sum, row) => sum + of(list[row]!), 0) / rows.length;
        expect(x).toBeCloseTo(
          mean(({ longitude }) => worldX(longitude)),
          8,
        );
        expect(y).toBeCloseTo(
          mean(({ latitude }) => worldY(latitude)),
          8,
        );
      }
    }),
  );
});

test('clusters hold every photo in the box once, and stand apart', () => {
  fc.assert(
    fc.property(places, fc.double({ min: 0, max: 6, noNaN: true }), (list, zoom) => {
      const index = indexOf(list);
      const apart = 64 / (256 * 2 ** Math.round(zoom));
      const clusters = clustersIn(index, world, levelOf(zoom), apart);
      const rows = clusters.flatMap(({ runs }) => [...index.rowsOf(runs)]).sort((a, b) => a - b);
      expect(rows).toEqual(list.map((_, row) => row));
      expect(new Set(clusters.map(({ key }) => key)).size).toBe(clusters.length);
      for (const [i, a] of clusters.entries()) {
        expect(a.count).toBe(index.rowsOf(a.runs).length);
        for (const b of clusters.slice(i + 1)) {
          const dx = a.x - b.x;
          expect(Math.hypot(dx - Math.round(dx), a.y - b.y)).toBeGreaterThanOrEqual(apart);
        }
      }
    }),
  );
});

test('a box over the antimeridian finds both sides, and their box is the short way round', () => {
  const list = [
    { latitude: -17, longitude: 179.9 },
    { latitude: -18, longitude: -179.8 },
    { latitude: -17, longitude: 0 },
  ];
  const index = indexOf(list);
  const box = { west: worldX(175), east: worldX(-175) + 1, north: worldY(-10), south: worldY(-25) };
  const found = index.squares(box, 8).flatMap(({ runs }) => [...index.rowsOf(runs)]);
  expect(found.sort()).toEqual([0, 1]);
  const two = indexOf(list.slice(0, 2));
  const whole = two.boxOf([{ from: 0, to: 2 }]);
  expect(whole.east - whole.west).toBeCloseTo(0.3 / 360, 6);
});

test('nothing is nothing', () => {
  const index = indexOf([]);
  expect(clustersIn(index, world, 5, 0.01)).toEqual([]);
  expect(index.faceOf([])).toBe(-1);
});

test('the face of a cluster is one of its photos', () => {
  fc.assert(
    fc.property(places, (list) => {
      const index = indexOf(list);
      for (const { runs } of index.squares(world, 3)) expect([...index.rowsOf(runs)]).toContain(index.faceOf(runs));
    }),
  );
});
