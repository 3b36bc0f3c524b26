import { expect, test } from 'vitest';
import type { ListedTag, TagId } from '../../api/index.js';
import { countWanted, listedTree, parentsIn, type Wanted } from './tag-order.js';

const tags: ListedTag[] = (
  [
    ['zebra', 3, true, null],
    ['Café 10', 0, true, null],
    ['Café 9', 0, false, null],
    ['Beach', 3, true, null],
    ['Beach/Empty', 0, false, 4],
    ['Beach/Dune', 9, true, 4],
  ] as const
).map(([name, photoCount, isInUse, parent], i) => ({
  id: (i + 1) as TagId,
  name,
  photoCount,
  isInUse,
  synonyms: [],
  colour: null,
  hotKey: null,
  parentId: parent === null ? null : (parent as TagId),
}));
const totals = new Map([[4 as TagId, 12]]);
const tree = (wanted: Partial<Wanted>) =>
  listedTree(tags, totals, { text: '', onlyUnused: false, sortBy: 'name', ...wanted });
const names = (wanted: Partial<Wanted>): string[] =>
  tree(wanted).flatMap(({ level, children }) => [level, ...children.map((child) => `- ${child.level}`)]);

test('tags are in the order of their names, numbers as numbers, or by photos and then by name', () => {
  expect(names({})).toEqual(['Beach', '- Dune', '- Empty', 'Café 9', 'Café 10', 'zebra']);
  expect(names({ sortBy: 'photos' })).toEqual(['Beach', '- Dune', '- Empty', 'zebra', 'Café 9', 'Café 10']);
  expect(parentsIn(tree({}))).toEqual([4]);
});

test('a tag whose photos are all missing is in use; what is above an unused one is shown with it', () => {
  expect(names({ onlyUnused: true })).toEqual(['Beach', '- Empty', 'Café 9']);
  expect(countWanted(tags, { text: '', onlyUnused: true, sortBy: 'name' })).toBe(2);
});

test('the filter finds parts of names without their accents', () => {
  expect(names({ text: 'cafe' })).toEqual(['Café 9', 'Café 10']);
  expect(names({ text: 'dune' })).toEqual(['Beach', '- Dune']);
  expect(names({ text: 'cafe', onlyUnused: true })).toEqual(['Café 9']);
  expect(names({ text: 'nothing' })).toEqual([]);
});
