import { expect, test } from 'vitest';
import { photosBetween } from './stacked.js';

test('tiles stand for the photos of their stacks', () => {
  const stacked = Uint16Array.of(0, 2, 0, 1, 0);
  expect(photosBetween({ stacked }, 0, 5)).toBe(8);
  expect(photosBetween({ stacked }, 1, 3)).toBe(4);
  expect(photosBetween({ stacked }, 4, 5)).toBe(1);
  expect(photosBetween({ stacked: new Uint16Array(3) }, 1, 3)).toBe(2);
});
