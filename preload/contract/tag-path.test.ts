import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPathOrAbove, lastLevelOf, levelsOf, parentNameOf, tagMeantBy, typedLevels } from './tag-path.js';

test('a name is a path of levels, or one level as it is', () => {
  expect(levelsOf('Places/Europe/Lisbon')).toEqual(['Places', 'Europe', 'Lisbon']);
  expect(levelsOf('Sea')).toEqual(['Sea']);
  for (const odd of ['a//b', '/a', 'a/', 'AC / DC', '/', 'a/ b']) {
    expect([levelsOf(odd), lastLevelOf(odd), parentNameOf(odd)]).toEqual([[odd], odd, null]);
  }
  expect([lastLevelOf('Places/Lisbon'), parentNameOf('Places/Lisbon')]).toEqual(['Lisbon', 'Places']);
});

test('what is typed is taken for the levels that were meant', () => {
  expect(typedLevels(' Places / Lisbon ')).toEqual(['Places', 'Lisbon']);
  expect(typedLevels('//a///b/')).toEqual(['a', 'b']);
  expect(typedLevels(' / ')).toEqual([]);
});

test('levels that were typed make a path of just these levels', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const levels = typedLevels(text);
      if (levels.length > 0) expect(levelsOf(levels.join('/'))).toEqual(levels);
    }),
  );
});

test('a suggested path means a known tag where only one can be meant', () => {
  const meant = (path: string, ...names: readonly string[]): string | null =>
    tagMeantBy(names.map((name) => ({ name, synonyms: [] })))(path)?.name ?? null;
  const porto = 'Places/Portugal/Porto';
  expect(meant(porto, 'porto', 'places/portugal/PORTO')).toBe('places/portugal/PORTO');
  expect(meant(porto, 'Travel/Portugal/Porto', 'Porto')).toBe('Travel/Portugal/Porto');
  expect(meant(porto, 'Porto')).toBe('Porto');
  expect(meant(porto, 'Wine/Porto')).toBeNull();
  expect(meant(porto, 'A/Portugal/Porto', 'B/Portugal/Porto')).toBeNull();
  expect(meant('Dog', 'Pets/Dog')).toBe('Pets/Dog');
  expect(meant('Dog', 'Pets/Dog', 'Toys/Dog')).toBeNull();
  expect(meant('Dog', 'Pets/Dog', 'Dog')).toBe('Dog');
  expect(meant('Dog', 'Hot dog')).toBeNull();
});

test('a suggested path means the tag that has it as another name, where no tag is called so', () => {
  const dog = { name: 'Pets/Hund', synonyms: ['Dog', 'Köter'] };
  const meant = (path: string, ...others: readonly { name: string; synonyms: string[] }[]): string | null =>
    tagMeantBy([dog, ...others])(path)?.name ?? null;
  expect(meant('dog')).toBe('Pets/Hund');
  expect(meant('Animals/KÖTER')).toBe('Pets/Hund');
  expect(meant('Dog', { name: 'Dog', synonyms: [] })).toBe('Dog');
  expect(meant('Dog', { name: 'Toy', synonyms: ['dog'] })).toBeNull();
});

test('a path is above what begins with all of its levels', () => {
  expect(isPathOrAbove('Places/Porto', 'places/PORTO')).toBe(true);
  expect(isPathOrAbove('Places', 'Places/Porto/Ribeira')).toBe(true);
  expect(isPathOrAbove('Places/Port', 'Places/Porto')).toBe(false);
  expect(isPathOrAbove('Places/Porto', 'Places')).toBe(false);
});
