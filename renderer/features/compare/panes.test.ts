import { expect, test } from 'vitest';
import { nextShown, paneRows } from './panes.js';

test('two to four photos are compared as they are, one with its neighbour', () => {
  expect(paneRows([3, 7], 10)).toEqual([3, 7]);
  expect(paneRows([1, 2, 3, 4], 10)).toEqual([1, 2, 3, 4]);
  expect(paneRows([1, 2, 3, 4, 5], 10)).toBeNull();
  expect(paneRows([3], 10)).toEqual([3, 4]);
  expect(paneRows([9], 10)).toEqual([9, 8]);
  expect(paneRows([0], 1)).toEqual([0]);
});

test('a pane goes to the next photo that no other pane shows, and never past the ends', () => {
  expect(nextShown([3, 4], 0, 1, 10)).toBe(5);
  expect(nextShown([3, 4], 1, -1, 10)).toBe(2);
  expect(nextShown([8, 9], 0, 1, 10)).toBeNull();
  expect(nextShown([0, 1], 1, -1, 10)).toBeNull();
});
