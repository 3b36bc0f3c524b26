import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stripRows } from './strip-rows.js';

test('the active photo is in the middle, and at the ends the strip is still full', () => {
  expect(stripRows(50, 100, 9)).toEqual({ from: 46, to: 55 });
  expect(stripRows(1, 100, 9)).toEqual({ from: 0, to: 9 });
  expect(stripRows(99, 100, 9)).toEqual({ from: 91, to: 100 });
  expect(stripRows(1, 3, 9)).toEqual({ from: 0, to: 3 });
});

test('it is as long as it can be, inside the list, and has the active photo', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000 }),
      fc.nat(999),
      fc.integer({ min: 1, max: 60 }),
      (total, at, count) => {
        const active = at % total;
        const { from, to } = stripRows(active, total, count);
        expect(to - from).toBe(Math.min(total, count));
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(total);
        expect(active >= from && active < to).toBe(true);
      },
    ),
  );
});
