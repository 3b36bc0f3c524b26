import { expect, test } from 'vitest';
import type { OfferedTag, TagId } from './model.js';
import { offersOf } from './offered.js';
import { tagMeantBy } from './tag-path.js';

const suggested = (name: string, isDismissed = false): OfferedTag => ({
  name,
  source: 'picture',
  score: 0.8,
  isDismissed,
});
const known = (...names: readonly string[]) =>
  tagMeantBy(names.map((name, at) => ({ id: (at + 1) as TagId, name, synonyms: [] })));
const names = (...args: Parameters<typeof offersOf>): string[] => offersOf(...args).map(({ name }) => name);

test('what the photo bears, or was dismissed, is not offered', () => {
  const all = [suggested('Places/Portugal/Porto'), suggested('Dog'), suggested('Cat', true)];
  expect(names(all, known(), [])).toEqual(['Places/Portugal/Porto', 'Dog']);
  expect(names(all, known(), ['dog'])).toEqual(['Places/Portugal/Porto']);
  // A tag below says as much.
  expect(names(all, known(), ['Places/Portugal/Porto/Ribeira', 'Dog'])).toEqual([]);
  expect(names([suggested('Dog')], known(), ['Dogs'])).toEqual(['Dog']);
});

test('a tag that is there already is the one that is meant', () => {
  const tags = known('Travel/Portugal/Porto', 'Pets/Dog', 'Porto wine');
  const offers = offersOf([suggested('Places/Portugal/Porto'), suggested('Dog'), suggested('Bird')], tags, []);
  expect(offers.map(({ name, tagId }) => [name, tagId])).toEqual([
    ['Travel/Portugal/Porto', 1],
    ['Pets/Dog', 2],
    ['Bird', null],
  ]);
  expect(names([suggested('Dog')], tags, ['Pets/Dog'])).toEqual([]);
});

test('what comes to the same is offered once', () => {
  expect(names([suggested('Dog'), suggested('dog'), suggested('Animals/Dog')], known('Dog'), [])).toEqual(['Dog']);
  // So does what is above another one.
  expect(names([suggested('Places/Portugal/Porto'), suggested('Places/Portugal')], known(), [])).toEqual([
    'Places/Portugal/Porto',
  ]);
});
