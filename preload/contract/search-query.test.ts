import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  allOf,
  boundsOfDate,
  everything,
  fieldNamed,
  fieldWord,
  flagNames,
  labelNames,
  maxSearchLength,
  mediaTypes,
  parseSearch,
  photoStates,
  keptSearch,
  printSearch,
  searchFields,
} from './search-query.js';
import { languages } from './language.js';
import type { SearchQuery, SearchTerm } from './search-query.js';

const word = fc.stringMatching(/^[\p{Lu}\p{Ll}0-9_.'&#]{1,8}$/u).filter((text) => /[\p{L}\p{N}]/u.test(text));
const plainWord = word.filter((text) => {
  const { query } = parseSearch(text);
  return query.kind === 'text' && query.text === text;
});
const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => text.trim());
const name = anyText.filter((text) => text !== '');
const phrase = anyText.filter((text) => /[\p{L}\p{N}\p{Co}]/u.test(text));
const date = fc.oneof(
  fc.integer({ min: 1800, max: 2200 }).map(String),
  fc.constantFrom('2023-05', '2024-02-29', '1999-12-31'),
);
const coordinate = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: -most * 100_000, max: most * 100_000 }).map((n) => n / 100_000);
const kilometres = fc.integer({ min: 10, max: 2_000_000 }).map((metres) => metres / 1000);

const term: fc.Arbitrary<SearchTerm> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    scope: fc.constant('any' as const),
    text: plainWord,
    isPhrase: fc.constant(false),
  }),
  fc.record({
    kind: fc.constant('text' as const),
    scope: fc.constantFrom('any', 'text', 'title', 'person', 'keyword', 'object', 'name', 'folder'),
    text: phrase,
    isPhrase: fc.constant(true),
  }),
  fc.record({
    kind: fc.constant('name' as const),
    field: fc.constantFrom('tag', 'album', 'library', 'camera', 'lens'),
    name,
  }),
  fc
    .tuple(fc.option(date, { nil: null }), fc.option(date, { nil: null }))
    .filter(([from, to]) => from !== null || to !== null)
    .map(([from, to]) => ({ kind: 'date' as const, from, to })),
  fc.record({ kind: fc.constantFrom('before' as const, 'after' as const), date }),
  fc.record({
    kind: fc.constant('near' as const),
    at: fc.oneof(phrase, fc.record({ latitude: coordinate(90), longitude: coordinate(180) })),
    km: kilometres,
  }),
  fc.record({
    kind: fc.constant('rating' as const),
    is: fc.constantFrom('at_least', 'at_most', 'exactly'),
    stars: fc.integer({ min: 0, max: 5 }),
  }),
  fc.constantFrom(...flagNames).map((flag) => ({ kind: 'flag' as const, flag })),
  fc.constantFrom(...labelNames).map((label) => ({ kind: 'label' as const, label })),
  fc.constantFrom(...mediaTypes).map((type) => ({ kind: 'type' as const, type })),
  fc.constantFrom(...photoStates).map((state) => ({ kind: 'is' as const, state })),
);

/** In normal form. */
const query: fc.Arbitrary<SearchQuery> = fc.letrec<{
  query: SearchQuery;
  all: SearchQuery;
  any: SearchQuery;
  not: SearchQuery;
}>((tie) => ({
  query: fc.oneof({ depthSize: 'small', withCrossShrink: true }, term, tie('all'), tie('any'), tie('not')),
  all: fc
    .array(tie('query'), { minLength: 2, maxLength: 4 })
    .map((of) => of.filter(({ kind }) => kind !== 'all'))
    .filter(({ length }) => length > 1)
    .map((of) => ({ kind: 'all', of })),
  any: fc
    .array(tie('query'), { minLength: 2, maxLength: 4 })
    .map((of) => of.filter(({ kind }) => kind !== 'any'))
    .filter(({ length }) => length > 1)
    .map((of) => ({ kind: 'any', of })),
  not: tie('query')
    .filter(({ kind }) => kind !== 'not')
    .map((of) => ({ kind: 'not', of })),
})).query;

test('what is printed is parsed to the same query, in every language', () => {
  fc.assert(
    fc.property(query, fc.constantFrom(...languages), (wanted, language) => {
      const text = printSearch(wanted, language);
      fc.pre(text.length <= maxSearchLength);
      const { query: read, problems } = parseSearch(text);
      expect(problems, text).toEqual([]);
      expect(read, text).toEqual(wanted);
    }),
    { numRuns: 500 },
  );
});

const scrap = fc.oneof(
  fc.constantFrom(
    'tag:',
    'near:',
    '"',
    '(',
    ')',
    ' ',
    '-',
    'OR',
    'ODER',
    'schlagwort:',
    ' OR ',
    '..',
    '~5km',
    'rating>=',
    '4',
    '2023',
    ':',
    'is:',
    'untagged',
    'a',
    'café',
  ),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);

test('any text makes some sense, and says the same when written again', () => {
  fc.assert(
    fc.property(
      fc.array(scrap, { maxLength: 14 }).map((scraps) => scraps.join('')),
      (text) => {
        const { query: read, parts, problems } = parseSearch(text);
        expect(parseSearch(printSearch(read)).query).toEqual(read);
        expect(allOf(parts.map((part) => part.query))).toEqual(read);
        for (const { from, to } of [...parts, ...problems]) {
          expect(0 <= from && from < to && to <= text.length, `${from} to ${to} of ${text}`).toBe(true);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

const text = (value: string, isPhrase = false): SearchTerm => ({ kind: 'text', scope: 'any', text: value, isPhrase });
const tag = (value: string): SearchTerm => ({ kind: 'name', field: 'tag', name: value });

test('words, phrases, fields, alternatives and what is left out', () => {
  expect(parseSearch('').query).toEqual(everything);
  expect(parseSearch('old "town hall"').query).toEqual({ kind: 'all', of: [text('old'), text('town hall', true)] });
  expect(parseSearch('tag:Lisbon -tag:"out of focus"').query).toEqual({
    kind: 'all',
    of: [tag('Lisbon'), { kind: 'not', of: tag('out of focus') }],
  });
  // OR binds closer.
  expect(parseSearch('sea tag:a OR tag:b').query).toEqual({
    kind: 'all',
    of: [text('sea'), { kind: 'any', of: [tag('a'), tag('b')] }],
  });
  expect(parseSearch('-(a b) OR c').query).toEqual({
    kind: 'any',
    of: [{ kind: 'not', of: { kind: 'all', of: [text('a'), text('b')] } }, text('c')],
  });
  expect(parseSearch('TAGS:x stars:3 kind:movies').query).toEqual({
    kind: 'all',
    of: [tag('x'), { kind: 'rating', is: 'exactly', stars: 3 }, { kind: 'type', type: 'video' }],
  });
});

test('dates, places, ratings and states', () => {
  const only = (typed: string): SearchQuery => parseSearch(typed).query;
  expect(only('2023')).toEqual({ kind: 'date', from: '2023', to: '2023' });
  expect(only('2023-05-01..2023-06')).toEqual({ kind: 'date', from: '2023-05-01', to: '2023-06' });
  expect(only('date:..2023')).toEqual({ kind: 'date', from: null, to: '2023' });
  expect(only('after:2023-05')).toEqual({ kind: 'after', date: '2023-05' });
  expect(only('near:41.15,-8.61~500m')).toEqual({ kind: 'near', at: { latitude: 41.15, longitude: -8.61 }, km: 0.5 });
  expect(only('near:"Porto"~5km')).toEqual({ kind: 'near', at: 'Porto', km: 5 });
  expect(only('near:Porto')).toEqual({ kind: 'near', at: 'Porto', km: 1 });
  expect(only('rating>=4')).toEqual({ kind: 'rating', is: 'at_least', stars: 4 });
  expect(only('rating:<3')).toEqual({ kind: 'rating', is: 'at_most', stars: 2 });
  expect(only('untagged')).toEqual({ kind: 'is', state: 'untagged' });
  expect(only('"untagged"')).toEqual(text('untagged', true));
  // Numbers that are no year, and days that there are not, are words.
  expect(only('1234')).toEqual(text('1234'));
  expect(only('2023-02-30')).toEqual(text('2023-02-30'));
});

test('what is not understood is told, with its place', () => {
  const problemsOf = (typed: string): unknown[] =>
    parseSearch(typed).problems.map(({ code, from, to }) => [code, from, to]);
  expect(problemsOf('sea foo:bar')).toEqual([['unknown_field', 4, 11]]);
  expect(problemsOf('tag:')).toEqual([['no_value', 0, 4]]);
  expect(problemsOf('type:painting')).toEqual([['unknown_value', 0, 13]]);
  expect(problemsOf('before:yesterday')).toEqual([['bad_date', 0, 16]]);
  expect(problemsOf('near:95,200')).toEqual([['bad_place', 0, 11]]);
  expect(problemsOf('rating:9')).toEqual([['bad_rating', 0, 8]]);
  expect(problemsOf('"old town')).toEqual([['open_quote', 0, 9]]);
  expect(problemsOf('(a')).toEqual([['parenthesis', 0, 1]]);
  expect(problemsOf('a)')).toEqual([['parenthesis', 1, 2]]);
  expect(problemsOf('a OR')).toEqual([['or_alone', 2, 4]]);
  expect(problemsOf('...')).toEqual([['no_words', 0, 3]]);
  expect(parseSearch('x'.repeat(maxSearchLength + 1)).problems[0]?.code).toBe('too_long');
  expect(parseSearch('a '.repeat(200)).problems[0]?.code).toBe('too_long');
});

test('the parts of a text are what stands by itself in it', () => {
  const { parts } = parseSearch('sea (tag:a OR tag:b) -2023');
  expect(parts.map(({ from, to }) => [from, to])).toEqual([
    [0, 3],
    [4, 20],
    [21, 26],
  ]);
});

test('a year, a month and a day end where the next one begins', () => {
  expect(boundsOfDate('2023')).toEqual([Date.UTC(2023, 0), Date.UTC(2024, 0)]);
  expect(boundsOfDate('2023-12')).toEqual([Date.UTC(2023, 11), Date.UTC(2024, 0)]);
  expect(boundsOfDate('2024-02-29')).toEqual([Date.UTC(2024, 1, 29), Date.UTC(2024, 2, 1)]);
});

test('fields are known by other names too, and not by those of objects', () => {
  expect(fieldNamed('Colour')).toBe('label');
  expect(fieldNamed('constructor')).toBeNull();
});

test('German words mean the same as English ones, and are kept as these', () => {
  expect(keptSearch('Schlagwort:Lissabon ODER -Wahl:GEWÄHLT')).toBe('tag:Lissabon OR -flag:picked');
  expect(keptSearch('sterne>=4 farbe:lila vor:2020 art:bilder')).toBe('rating>=4 label:purple before:2020 type:photo');
  expect(keptSearch('zustand:doppelt -unverschlagwortet')).toBe('is:duplicates -is:untagged');
  for (const field of searchFields) expect(fieldNamed(fieldWord(field, 'de'))).toBe(field);
  for (const field of searchFields) expect(fieldWord(field, 'en')).toBe(field);
});

test('a text with what makes no sense in it is kept without that', () => {
  expect(keptSearch(' TAG:"Lisbon"   rating:9 ( ')).toBe('tag:Lisbon');
  expect(keptSearch('tag:')).toBe('');
});
