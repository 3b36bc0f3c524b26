import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  boundsOf,
  cameraFor,
  heldCamera,
  isWithin,
  kilometresBetween,
  latitudeOf,
  leastZoom,
  longitudeOf,
  MOST_ZOOM,
  pannedBy,
  scaleBar,
  sight,
  toPixels,
  toWorld,
  worldX,
  worldY,
  zoomedTo,
  type Camera,
} from './mercator.js';

const size = { width: 1280, height: 800 };
const camera: fc.Arbitrary<Camera> = fc
  .record({
    x: fc.double({ min: 0, max: 0.999, noNaN: true }),
    y: fc.double({ min: 0, max: 1, noNaN: true }),
    zoom: fc.double({ min: 0, max: 14, noNaN: true }),
  })
  .map((wanted) => heldCamera(wanted, size));
const pixel = fc.record({ left: fc.integer({ min: 0, max: 1280 }), top: fc.integer({ min: 0, max: 800 }) });

test('degrees and world coordinates are the same place', () => {
  expect([worldX(0), worldY(0)]).toEqual([0.5, 0.5]);
  expect(worldY(85.0511287798066)).toBeCloseTo(0, 9);
  expect(worldY(90)).toBeCloseTo(0, 9);
  // Porto, by the tile that every map has it on: 10/487/383.
  expect([Math.floor(worldX(-8.61) * 1024), Math.floor(worldY(41.15) * 1024)]).toEqual([487, 383]);
  fc.assert(
    fc.property(
      fc.double({ min: -85, max: 85, noNaN: true }),
      fc.double({ min: -180, max: 179.99, noNaN: true }),
      (latitude, longitude) => {
        expect(latitudeOf(worldY(latitude))).toBeCloseTo(latitude, 6);
        expect(longitudeOf(worldX(longitude))).toBeCloseTo(longitude, 6);
      },
    ),
  );
});

test('a pixel leads to a place and back, whichever world it is in', () => {
  fc.assert(
    fc.property(camera, pixel, (from, at) => {
      const back = toPixels(toWorld(at, from, size), from, size);
      const wide = 256 * 2 ** from.zoom;
      expect(back.top).toBeCloseTo(at.top, 4);
      // At an edge of a world that is just as wide as the window both sides are the same place.
      expect(Math.abs(back.left - at.left) % wide).toSatisfy((off: number) => Math.min(off, wide - off) < 1e-3);
    }),
  );
});

test('what is under the pointer stays there while it is zoomed, as far as the world reaches', () => {
  fc.assert(
    fc.property(camera, pixel, fc.double({ min: 3, max: 14, noNaN: true }), (from, at, zoom) => {
      const to = zoomedTo(from, size, zoom, at);
      const before = toWorld(at, from, size);
      const after = toWorld(at, to, size);
      const isHeld = sight(to, size).north <= 1e-9 || sight(to, size).south >= 1 - 1e-9;
      expect(Math.abs(after.x - before.x - Math.round(after.x - before.x))).toBeLessThan(1e-9);
      if (!isHeld) expect(after.y).toBeCloseTo(before.y, 9);
    }),
  );
});

test('the world fills the window, is in it once, and is not left', () => {
  expect(2 ** leastZoom(size) * 256).toBeCloseTo(1280, 6);
  fc.assert(
    fc.property(
      camera,
      fc.integer({ min: -5000, max: 5000 }),
      fc.integer({ min: -5000, max: 5000 }),
      (from, left, top) => {
        const to = pannedBy(from, size, left, top);
        const seen = sight(to, size);
        expect(to.x).toBeGreaterThanOrEqual(0);
        expect(to.x).toBeLessThan(1);
        expect(seen.north).toBeGreaterThan(-1e-9);
        expect(seen.south).toBeLessThan(1 + 1e-9);
        expect(seen.east - seen.west).toBeLessThan(1 + 1e-9);
        expect(to.zoom).toBeLessThanOrEqual(MOST_ZOOM);
      },
    ),
  );
});

test('a camera for a box shows all of it', () => {
  fc.assert(
    fc.property(
      fc.record({
        west: fc.double({ min: 0, max: 1, noNaN: true }),
        wide: fc.double({ min: 0, max: 0.3, noNaN: true }),
        north: fc.double({ min: 0.2, max: 0.5, noNaN: true }),
        high: fc.double({ min: 0, max: 0.2, noNaN: true }),
      }),
      ({ west, wide, north, high }) => {
        const to = cameraFor({ west, north, east: west + wide, south: north + high }, size, 40, MOST_ZOOM);
        const from = toPixels({ x: west, y: north }, to, size);
        const end = toPixels({ x: west + wide, y: north + high }, to, size);
        for (const { left, top } of [from, end]) {
          expect(left).toBeGreaterThan(0);
          expect(left).toBeLessThan(size.width);
          expect(top).toBeGreaterThan(0);
          expect(top).toBeLessThan(size.height);
        }
      },
    ),
  );
});

test('bounds over the antimeridian hold what is on both sides and nothing between', () => {
  const fiji = boundsOf({ west: worldX(176), east: worldX(-178) + 1, north: worldY(-15), south: worldY(-20) });
  expect(fiji.west).toBeCloseTo(176, 6);
  expect(fiji.east).toBeCloseTo(-178, 6);
  expect(isWithin(fiji, -17, 178)).toBe(true);
  expect(isWithin(fiji, -17, -179)).toBe(true);
  expect(isWithin(fiji, -17, 180)).toBe(true);
  expect(isWithin(fiji, -17, -180)).toBe(true);
  expect(isWithin(fiji, -17, 0)).toBe(false);
  expect(isWithin(fiji, -10, 178)).toBe(false);
  expect(boundsOf({ west: -0.2, east: 0.9, north: -0.1, south: 1.2 })).toEqual({
    west: -180,
    east: 180,
    north: 90,
    south: -90,
  });
});

test('a box drawn anywhere holds just the places that are drawn in it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -0.5, max: 1, noNaN: true }),
      fc.double({ min: 0.001, max: 0.9, noNaN: true }),
      fc.double({ min: -179.9, max: 179.9, noNaN: true }),
      (west, wide, longitude) => {
        const bounds = boundsOf({ west, east: west + wide, north: 0.3, south: 0.6 });
        const x = worldX(longitude);
        const isIn = [-1, 0, 1].some((world) => x + world >= west && x + world <= west + wide);
        const edge = [west, west + wide].some((side) => Math.abs(x - side - Math.round(x - side)) < 1e-9);
        if (!edge) expect(isWithin(bounds, 0, longitude)).toBe(isIn);
      },
    ),
  );
});

test('distances and the scale bar are those of the Earth', () => {
  // Lisbon to Porto, and over the antimeridian.
  expect(kilometresBetween(38.7223, -9.1393, 41.1579, -8.6291)).toBeCloseTo(274.6, 0);
  expect(kilometresBetween(0, 179.5, 0, -179.5)).toBeCloseTo(111.3, 1);
  for (const zoom of [3, 8.4, 13.9]) {
    const bar = scaleBar({ x: 0.5, y: worldY(60), zoom }, 120);
    expect(bar.pixels).toBeLessThanOrEqual(120);
    expect(bar.pixels).toBeGreaterThan(40);
    expect(['1', '2', '5']).toContain(String(bar.metres)[0]);
    const metres = kilometresBetween(60, 0, 60, (bar.pixels / (256 * 2 ** zoom)) * 360) * 1000;
    expect(metres / bar.metres).toBeCloseTo(1, 1);
  }
});
