import { expect, test } from 'vitest';
import { parseSearch } from '../../api/index.js';
import { isSettled, suggestionsFor, termOf, typedTerm, withSuggestion, type Known } from './complete.js';

const known: Known = {
  tags: ['Lisbon', 'Old town', 'Lighthouse'],
  libraries: ['Pictures', 'Archive'],
  albums: [],
  cameras: ['FUJIFILM X-T5'],
  lenses: [],
  words: ['lights'],
  recent: ['tag:Lisbon 2023'],
  facets: {
    photos: 9,
    tags: [
      { value: 'Lighthouse', count: 7 },
      { value: 'Lisbon', count: 2 },
    ],
    dates: [{ value: '2023', count: 9 }],
    cameras: [],
    lenses: [],
    libraries: [],
    types: [],
    ratings: [],
    flags: [],
    labels: [],
    albums: [],
  },
};

function offered(text: string): string[] {
  return suggestionsFor(text, known).map((suggestion) => {
    switch (suggestion.kind) {
      case 'value':
        return suggestion.term;
      case 'field':
        return `${suggestion.field}:`;
      case 'word':
        return suggestion.word;
      case 'recent':
        return `recent ${suggestion.query}`;
    }
  });
}

test('nothing typed: what was searched for before, then fields; nothing that has no values', () => {
  const first = offered('');
  expect(first.slice(0, 3)).toEqual(['recent tag:Lisbon 2023', 'tag:', 'date:']);
  expect(first).not.toContain('album:');
});

test('values of a field, those on most of the photos shown first', () => {
  expect(offered('tag:')).toEqual(['tag:Lighthouse', 'tag:Lisbon', 'tag:"Old town"']);
  expect(offered('sea -tag:old')).toEqual(['tag:"Old town"']);
  expect(offered('camera:x')).toEqual(['camera:"FUJIFILM X-T5"']);
  expect(offered('2023 type:r')).toEqual(['type:raw']);
});

test('a word may be a value, a field, or the beginning of another word', () => {
  expect(offered('li')).toEqual(['tag:Lighthouse', 'tag:Lisbon', 'library:', 'lights']);
});

test('a suggestion takes the place of what is being typed, and says what was offered', () => {
  const [first] = suggestionsFor('sea -tag:"old t', known);
  expect(first && withSuggestion('sea -tag:"old t', first)).toEqual({ text: 'sea -tag:"Old town"', isWhole: true });
  for (const field of ['tag', 'library', 'near', 'type', 'is', 'rating', 'label', 'flag'] as const) {
    for (const suggestion of suggestionsFor(`${field}:`, known)) {
      const { text } = withSuggestion(`${field}:`, suggestion);
      expect(parseSearch(text).problems, text).toEqual([]);
    }
  }
  expect(termOf('tag', 'say "hi"')).toBe('tag:"say ""hi"""');
});

test('the term at the end, with its field and without its quotes', () => {
  expect(typedTerm('a b')).toEqual({ from: 2, isNegated: false, field: null, value: 'b' });
  expect(typedTerm('(-tag:"Old t')).toEqual({ from: 1, isNegated: true, field: 'tag', value: 'Old t' });
  expect(typedTerm('foo:bar')).toEqual({ from: 0, isNegated: false, field: null, value: 'foo:bar' });
});

test('text is settled after a blank, unless something of it is still open', () => {
  expect(isSettled('tag:a ')).toBe(true);
  expect(isSettled('tag:a')).toBe(false);
  expect(isSettled('tag:a OR ')).toBe(false);
  expect(isSettled('tag:"a ')).toBe(false);
  expect(isSettled('(tag:a ')).toBe(false);
});
