import { expect, test } from 'vitest';
import type { TagId } from '../../api/index.js';
import { heirOf } from './use-kept-row.js';

test('the row that takes the place of one that is gone', () => {
  const [a, b, c, d] = [1, 2, 3, 4] as TagId[] as [TagId, TagId, TagId, TagId];
  expect(heirOf(b, [a, b, c, d], new Set([a, c, d]))).toBe(c);
  expect(heirOf(b, [a, b, c, d], new Set([a, d]))).toBe(d);
  expect(heirOf(d, [a, b, c, d], new Set([a, b]))).toBe(b);
  expect(heirOf(b, [a, b], new Set())).toBeNull();
  // A new row does not take it from those that were there.
  expect(heirOf(b, [a, b, c], new Set([9 as TagId, a, c]))).toBe(c);
});
