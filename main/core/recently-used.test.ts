import { expect, test } from 'vitest';
import { RecentlyUsed } from './recently-used.js';

function keysIn(kept: RecentlyUsed<string, number>): string[] {
  return ['a', 'b', 'c', 'd'].filter((key) => kept.get(key) !== undefined);
}

test('what was used last stays, and what was not goes first', () => {
  const kept = new RecentlyUsed<string, number>(2);
  kept.set('a', 1);
  kept.set('b', 2);
  expect(kept.get('a')).toBe(1);
  kept.set('c', 3);
  expect(keysIn(kept)).toEqual(['a', 'c']);
  kept.clear();
  expect(keysIn(kept)).toEqual([]);
});

test('values weigh what is said of them, and one that takes the place of another weighs for itself', () => {
  const kept = new RecentlyUsed<string, number>(10, (value) => value);
  kept.set('a', 6);
  kept.set('a', 4);
  kept.set('b', 6);
  expect(keysIn(kept)).toEqual(['a', 'b']);
  kept.set('c', 5);
  expect(keysIn(kept)).toEqual(['c']);
  kept.set('d', 11);
  expect(keysIn(kept)).toEqual([]);
});
