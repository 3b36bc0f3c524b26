import { expect, test } from 'vitest';
import type { LibraryId, TagId } from '../../api/index.js';
import { kindOfView, orderFrom, orderTexts, sameOrder, sortedBy, usualOrder } from './order.js';

test('what is sorted by anew comes in its own direction, and what is sorted by already stays as it is', () => {
  const names = sortedBy(usualOrder, 'name');
  expect(names).toEqual({ by: 'name', descending: false, group: 'month' });
  expect(sortedBy({ ...names, descending: true }, 'name').descending).toBe(true);
  expect(sortedBy(names, 'size').descending).toBe(true);
});

test('an order is remembered as texts, and what was written by another app is none', () => {
  const order = { by: 'size', descending: false, group: 'place' } as const;
  expect(orderFrom(orderTexts(order))).toEqual(order);
  expect(orderFrom([])).toBeNull();
  expect(orderFrom(['colour', 'descending', 'month'])).toBeNull();
  expect(sameOrder(undefined, usualOrder)).toBe(true);
});

test('all libraries share an order, all tags another one, and each list of the sidebar has its own', () => {
  const all = { libraryId: null, tagId: null, filter: 'all' } as const;
  expect(kindOfView(all)).toBe('all');
  expect(kindOfView({ ...all, libraryId: 7 as LibraryId })).toBe('library');
  expect(kindOfView({ ...all, libraryId: 7 as LibraryId, tagId: 1 as TagId })).toBe('tag');
  expect(kindOfView({ ...all, filter: 'missing' })).toBe('missing');
});
