import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cornersOf, hullOf, regionsOf, smallestRectangle } from './text-regions.js';
import type { Point } from './text-regions.js';

const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
  minLength: 1,
  maxLength: 30,
});

function side([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

it('a hull holds every point, and turns one way only', () => {
  fc.assert(
    fc.property(points, (all) => {
      const hull = hullOf(all);
      for (const corner of hull) expect(all).toContainEqual(corner);
      if (hull.length < 3) return;
      for (const [n, from] of hull.entries()) {
        const to = hull[(n + 1) % hull.length]!;
        for (const point of all) expect(side(from, to, point)).toBeGreaterThanOrEqual(0);
        expect(side(from, to, hull[(n + 2) % hull.length]!)).toBeGreaterThan(0);
      }
    }),
  );
});

it('the smallest rectangle holds every point, and none of a hundred others is smaller', () => {
  fc.assert(
    fc.property(points, (all) => {
      const hull = hullOf(all);
      if (hull.length < 3) return;
      const { centre, width, height, angle } = smallestRectangle(hull);
      const extent = (direction: number): [number, number, number, number] => {
        const us = all.map(([x, y]) => x * Math.cos(direction) + y * Math.sin(direction));
        const vs = all.map(([x, y]) => y * Math.cos(direction) - x * Math.sin(direction));
        return [Math.min(...us), Math.max(...us), Math.min(...vs), Math.max(...vs)];
      };
      for (const [x, y] of all) {
        const u = (x - centre[0]) * Math.cos(angle) + (y - centre[1]) * Math.sin(angle);
        const v = (y - centre[1]) * Math.cos(angle) - (x - centre[0]) * Math.sin(angle);
        expect(Math.abs(u)).toBeLessThanOrEqual(width / 2 + 1e-6);
        expect(Math.abs(v)).toBeLessThanOrEqual(height / 2 + 1e-6);
      }
      for (let n = 0; n < 100; n++) {
        const [left, right, top, bottom] = extent((n / 100) * (Math.PI / 2));
        expect(width * height).toBeLessThanOrEqual((right - left) * (bottom - top) + 1e-6);
      }
    }),
    { numRuns: 100 },
  );
});

it('finds two lines, one of them askew, larger than they are marked', () => {
  const [width, height] = [200, 120];
  const values = new Float32Array(width * height);
  const mark = (cx: number, cy: number, long: number, thick: number, angle: number): void => {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const u = (x + 0.5 - cx) * Math.cos(angle) + (y + 0.5 - cy) * Math.sin(angle);
        const v = (y + 0.5 - cy) * Math.cos(angle) - (x + 0.5 - cx) * Math.sin(angle);
        if (Math.abs(u) <= long / 2 && Math.abs(v) <= thick / 2) values[y * width + x] = 0.9;
      }
    }
  };
  mark(100, 20, 120, 8, 0);
  mark(100, 80, 80, 10, 0.3);
  values[5] = 0.9;
  const regions = regionsOf({ values, width, height }, 10);
  expect(regions).toHaveLength(2);
  const [first, second] = regions;
  expect(first?.angle).toBeCloseTo(0, 1);
  expect(first?.centre[0]).toBeCloseTo(100, 0);
  expect(first?.width ?? 0).toBeGreaterThan(125);
  expect(first?.height ?? 0).toBeGreaterThan(14);
  expect(second?.angle).toBeCloseTo(0.3, 1);
  expect(second?.score).toBeCloseTo(0.9, 5);
  expect(cornersOf(second!)).toHaveLength(4);
  expect(regionsOf({ values, width, height }, 1)).toHaveLength(1);
});
