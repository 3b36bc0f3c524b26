import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldWord, isSpellable, namesMeant, oneSlipAway, wordsOf } from './search-words.js';

/** Damerau's distance, where no letter is touched twice. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...new Array<number>(b.length).fill(0)]);
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let j = 0; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      rows[i]![j] = least;
    }
  }
  return at(a.length, b.length);
}

const word = fc.stringMatching(/^[a-e]{1,6}$/);

test('one slip away is what a slow measure of distance says', () => {
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(oneSlipAway(one).has(other)).toBe(distance(one, other) === 1);
    }),
    { numRuns: 2000 },
  );
});

test('words are folded as the index folds them', () => {
  expect(wordsOf('São João_2023, ÉTÉ!')).toEqual(['sao', 'joao', '2023', 'ete']);
  expect(foldWord('Åse')).toBe('ase');
  expect(isSpellable('img1234')).toBe(false);
  expect(isSpellable('tag')).toBe(false);
  expect(isSpellable('porto')).toBe(true);
});

test('a name itself before names that begin so, before a guess', () => {
  const meant = (wanted: string): unknown =>
    namesMeant(wanted, ['Lisbon', 'Lisbon at night', 'Café', 'EOS R6', 'EOS R6 Mark II'], (name) => [name]);
  expect(meant('lisbon')).toEqual({ found: ['Lisbon'], isGuess: false });
  expect(meant('night lis')).toEqual({ found: ['Lisbon at night'], isGuess: false });
  expect(meant('cafe')).toEqual({ found: ['Café'], isGuess: false });
  expect(meant('R6')).toEqual({ found: ['EOS R6', 'EOS R6 Mark II'], isGuess: false });
  expect(meant('lisbn')).toEqual({ found: ['Lisbon', 'Lisbon at night'], isGuess: true });
  expect(meant('paris')).toEqual({ found: [], isGuess: false });
  expect(meant('…')).toEqual({ found: [], isGuess: false });
});
