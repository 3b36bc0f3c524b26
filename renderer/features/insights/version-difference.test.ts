import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InsightFact, InsightId } from '../../api/index.js';
import { chooseTwo, sideOf, versionDifference, withUsual } from './version-difference.js';

const tag = (name: string) => ({ name, source: 'picture', score: 1, isDismissed: false }) as const;
const version = (title: string, summary: string, facts: readonly InsightFact[] = [], tags: readonly string[] = []) => ({
  title,
  summary,
  facts,
  suggestedTags: tags.map(tag),
});
const joined = (parts: readonly { readonly text: string }[]): string => parts.map(({ text }) => text).join('');

test('words, facts and suggested tags are told apart', () => {
  const place = { label: 'Place', text: 'Porto', source: 'GPS' };
  const difference = versionDifference(
    version(
      'Evening in Porto',
      'Two people.',
      [place, { label: 'Light', text: 'Night', source: 'sun' }],
      ['Porto', 'Sea'],
    ),
    version('Evening in Porto', 'Two people by a river.', [{ ...place, text: 'Gaia' }], ['porto', 'River']),
  );
  expect(difference).toMatchObject({ wordsAdded: 3, wordsRemoved: 0, factsChanged: 2, tagsChanged: 2, isSame: false });
  expect(difference.facts.map(({ label, kind }) => [label, kind])).toEqual([
    ['Place', 'changed'],
    ['Light', 'removed'],
  ]);
  expect(difference.tags).toEqual([
    { name: 'porto', kind: 'same' },
    { name: 'River', kind: 'added' },
    { name: 'Sea', kind: 'removed' },
  ]);
});

test('each side of any two versions reads as that version', () => {
  const text = fc.array(fc.constantFrom('a', 'bee', 'Sea', '.', 'the river')).map((words) => words.join(' '));
  const fact = fc.record({ label: fc.constantFrom('Place', 'Light'), text, source: fc.constant('GPS') });
  const any = fc.record({
    title: text,
    summary: text,
    facts: fc.array(fact, { maxLength: 3 }),
    tags: fc.subarray(['A', 'B', 'C']),
  });
  fc.assert(
    fc.property(any, any, (one, other) => {
      const [from, to] = [one, other].map(({ title, summary, facts, tags }) => version(title, summary, facts, tags));
      if (from === undefined || to === undefined) return;
      const difference = versionDifference(from, to);
      expect(joined(sideOf(difference.title, 'from'))).toBe(from.title);
      expect(joined(sideOf(difference.text, 'to'))).toBe(to.summary);
      expect(difference.facts).toHaveLength(
        ['Place', 'Light'].reduce((sum, label) => {
          const of = (facts: readonly InsightFact[]): number => facts.filter((fact) => fact.label === label).length;
          return sum + Math.max(of(from.facts), of(to.facts));
        }, 0),
      );
      expect(versionDifference(from, from).isSame).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('of two chosen versions the one that was chosen first gives way to a third', () => {
  expect(chooseTwo([1], new Set([1, 2]))).toEqual([1, 2]);
  expect(chooseTwo([1, 2], new Set([1, 2, 3]))).toEqual([2, 3]);
  expect(chooseTwo([1, 2], new Set([2]))).toEqual([2]);
});

test('a version is compared with the one that is shown, and that one with the one before it', () => {
  const all = [1, 2, 3].map((id) => ({ id: id as InsightId, isCurrent: id === 1 }));
  const [shown, before, first] = all;
  if (shown === undefined || before === undefined || first === undefined) return;
  expect(withUsual(first, all)).toEqual([1, 3]);
  expect(withUsual(shown, all)).toEqual([2, 1]);
  expect(withUsual(shown, [shown])).toEqual([1]);
});
