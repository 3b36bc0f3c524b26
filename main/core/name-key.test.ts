import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialOf, nameKey } from './name-key.js';

function sorted(names: readonly string[]): string[] {
  const keys = new Map(names.map((name) => [name, nameKey(name)]));
  const keyOf = (name: string): string => keys.get(name) ?? '';
  return [...names].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

test('names are in the order in which people look for them', () => {
  const names = ['_DSC.jpg', 'IMG_2.jpg', 'img_10.jpg', 'IMG_010b.jpg', 'école.jpg', 'Zebra.jpg'];
  expect(sorted([...names].reverse())).toEqual([
    '_DSC.jpg',
    'école.jpg',
    'IMG_2.jpg',
    'img_10.jpg',
    'IMG_010b.jpg',
    'Zebra.jpg',
  ]);
});

test('numbers of any length are compared by their value', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 30n }),
      fc.bigInt({ min: 0n, max: 10n ** 30n }),
      fc.nat({ max: 3 }),
      (a, b, zeros) => {
        const one = nameKey(`IMG ${'0'.repeat(zeros)}${a}`);
        const other = nameKey(`img ${b}`);
        expect(one < other).toBe(a < b);
        expect(one === other).toBe(a === b);
      },
    ),
  );
});

test('the scale tells letters, one sign for numbers and one for all other signs', () => {
  expect(['IMG_1', 'école', '2024', '(1)', ''].map((name) => initialOf(nameKey(name)))).toEqual([
    'I',
    'E',
    '0',
    '',
    '',
  ]);
});
