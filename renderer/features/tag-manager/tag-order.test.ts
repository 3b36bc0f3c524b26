import { expect, test } from 'vitest';
import type { ListedTag, TagId } from '../../api/index.js';
import { listedTags } from './tag-order.js';

const tags: ListedTag[] = (
  [
    ['zebra', 3, true],
    ['Café 10', 0, true],
    ['Café 9', 0, false],
    ['Beach', 3, true],
  ] as const
).map(([name, photoCount, isInUse], i) => ({ id: (i + 1) as TagId, name, photoCount, isInUse }));
const names = (wanted: Partial<Parameters<typeof listedTags>[1]>): string[] =>
  listedTags(tags, { text: '', onlyUnused: false, sortBy: 'name', ...wanted }).map(({ name }) => name);

test('tags are in the order of their names, numbers as numbers, or by photos and then by name', () => {
  expect(names({})).toEqual(['Beach', 'Café 9', 'Café 10', 'zebra']);
  expect(names({ sortBy: 'photos' })).toEqual(['Beach', 'zebra', 'Café 9', 'Café 10']);
});

test('a tag whose photos are all missing is in use', () => {
  expect(names({ onlyUnused: true })).toEqual(['Café 9']);
});

test('the filter finds parts of names without their accents', () => {
  expect(names({ text: 'cafe' })).toEqual(['Café 9', 'Café 10']);
  expect(names({ text: 'cafe', onlyUnused: true })).toEqual(['Café 9']);
  expect(names({ text: 'nothing' })).toEqual([]);
});
