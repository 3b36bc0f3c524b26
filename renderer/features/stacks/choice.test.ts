import { expect, test } from 'vitest';
import type { LocationId, StackSuggestion } from '../../api/index.js';
import { noChoice, photosOfChoice, toggledOut, withFirst } from './choice.js';

const ids = [1, 2, 3] as LocationId[];
const suggestion = { photos: ids.map((locationId) => ({ locationId })) } as unknown as StackSuggestion;
const [a, b, c] = ids as [LocationId, LocationId, LocationId];

test('what is suggested stays, but for another first one and for what is left out', () => {
  expect(photosOfChoice(suggestion, noChoice)).toEqual([a, b, c]);
  expect(photosOfChoice(suggestion, withFirst(noChoice, c))).toEqual([c, a, b]);
  expect(photosOfChoice(suggestion, toggledOut(noChoice, a))).toEqual([b, c]);
});

test('a first one that is left out gives way to what was suggested, and one left out comes back as the first', () => {
  const chosen = withFirst(noChoice, b);
  expect(photosOfChoice(suggestion, toggledOut(chosen, b))).toEqual([a, c]);
  expect(photosOfChoice(suggestion, withFirst(toggledOut(chosen, c), c))).toEqual([c, a, b]);
  expect(photosOfChoice(suggestion, toggledOut(toggledOut(chosen, c), c))).toEqual([b, a, c]);
});
