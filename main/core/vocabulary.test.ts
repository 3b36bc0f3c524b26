import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tagColours } from '../../preload/contract/tag-details.js';
import type { HotKey } from '../../preload/contract/tag-details.js';
import { parseVocabulary, writeVocabulary } from './vocabulary.js';
import type { WrittenTag } from './vocabulary.js';

const names = (text: string, fileName = 'list.txt'): readonly string[] =>
  parseVocabulary(text, fileName).entries.map(({ name }) => name);

describe('lists that other programs write', () => {
  test('Lightroom’s: a tab further in is below, other names are in braces', () => {
    const text =
      '\uFEFFPlaces\r\n\tPortugal\r\n\t\tLisbon\r\n\t\t\t{Lissabon}\r\n\t\t\t{Olisipo}\r\n\t[People]\r\nSea\r\n';
    const { entries, problems } = parseVocabulary(text, 'keywords.txt');
    expect(entries.map(({ name }) => name)).toEqual([
      'Places',
      'Places/Portugal',
      'Places/Portugal/Lisbon',
      'Places/People',
      'Sea',
    ]);
    expect(entries[2]?.synonyms).toEqual(['Lissabon', 'Olisipo']);
    expect(problems).toEqual([]);
  });

  test('a path a line, with either sign between the levels', () => {
    expect(names('Places/Lisbon\n Places | Porto \n\nSea\nplaces|a/b\n')).toEqual([
      'Places/Lisbon',
      'Places/Porto',
      'Sea',
      'places|a/b',
    ]);
  });

  test('what cannot be understood is told by its line, and the rest is read', () => {
    const { entries, problems } = parseVocabulary(
      `Sea\n\t\tLost\n{Nobody}\n${'x'.repeat(101)}\n\tBelow\nFog\n`,
      'a.txt',
    );
    expect(entries.map(({ name }) => name)).toEqual(['Sea', 'Fog']);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  });

  test('a table has its columns in any order, fields in quotes, and commas or semicolons', () => {
    const comma = 'Photos,Path,"Other names"\r\n3,"Places/Lisbon, Portugal","Lissabon | Olisipo"\r\n0,"a ""b""",\r\n';
    expect(parseVocabulary(comma, 'tags.CSV').entries).toMatchObject([
      { name: 'Places/Lisbon, Portugal', synonyms: ['Lissabon', 'Olisipo'] },
      { name: 'a "b"', synonyms: [] },
    ]);
    expect(names('path;photos\nSea;1\nFog|Mist;2', 'a.csv')).toEqual(['Sea', 'Fog/Mist']);
    expect(names('Sea\nFog\n', 'a.csv')).toEqual(['Sea', 'Fog']);
  });

  test('JSON that is not Keepsight’s is said to be that', () => {
    expect(parseVocabulary('{"a": 1}', 'a.json').problems).toMatchObject([{ line: 1 }]);
    expect(parseVocabulary('{"format": "keepsight-tags", ', 'a.json').problems[0]?.text).toContain('no sound JSON');
    const odd = '{"format": "keepsight-tags", "tags": [{"path": ["A"], "colour": "loud", "hotKey": "11"}, 5, {}]}';
    const { entries, problems } = parseVocabulary(odd, 'a.json');
    expect(entries).toEqual([{ name: 'A', synonyms: [], colour: null, hotKey: null }]);
    expect(problems.map(({ line }) => line)).toEqual([2, 3]);
  });
});

/** Letters, and signs that mean something in one of the formats. */
const level = fc
  .string({
    unit: fc.constantFrom('a', 'B', 'é', '字', ' ', ',', '"', ';', '.', '-', '{', ']', "'"),
    minLength: 1,
    maxLength: 8,
  })
  .map((text) => text.trim().normalize('NFC'))
  .filter((text) => text !== '' && !/^[{[].*[}\]]$|^\{/.test(text));
const tags: fc.Arbitrary<WrittenTag[]> = fc
  .uniqueArray(
    fc.record({
      levels: fc.array(level, { minLength: 1, maxLength: 4 }),
      synonyms: fc.uniqueArray(level, { maxLength: 3 }),
      colour: fc.option(fc.constantFrom(...tagColours)),
      hotKey: fc.option(fc.constantFrom('1', '9', 'g')) as fc.Arbitrary<HotKey | null>,
      photoCount: fc.nat(),
    }),
    { selector: ({ levels }) => levels.join('/'), maxLength: 12 },
  )
  .map((list) => list.map(({ levels, ...rest }) => ({ name: levels.join('/'), ...rest })));

describe('what is written is read again', () => {
  test('whole as JSON and as a table', () => {
    fc.assert(
      fc.property(tags, (list) => {
        const wanted = list.map(({ photoCount: _photoCount, ...entry }) => entry);
        for (const [format, fileName] of [
          ['json', 'a.json'],
          ['csv', 'a.csv'],
        ] as const) {
          const { entries, problems } = parseVocabulary(writeVocabulary(list, format), fileName);
          expect([entries, problems], format).toEqual([wanted, []]);
        }
      }),
    );
  });

  test('every name and other name as a keyword list, every name as paths', () => {
    fc.assert(
      fc.property(tags, (list) => {
        const all = new Map<string, readonly string[]>();
        for (const { name, synonyms } of list) {
          const levels = name.split('/');
          levels.forEach((_, at) => {
            const path = levels.slice(0, at + 1).join('/');
            if (!all.has(path)) all.set(path, []);
          });
          all.set(name, [...synonyms].sort());
        }
        const read = parseVocabulary(writeVocabulary(list, 'keywords'), 'a.txt');
        expect(read.problems).toEqual([]);
        expect(new Map(read.entries.map(({ name, synonyms }) => [name, [...synonyms].sort()]))).toEqual(all);
        expect(parseVocabulary(writeVocabulary(list, 'paths'), 'a.txt').entries.map(({ name }) => name)).toEqual(
          list.map(({ name }) => name),
        );
      }),
    );
  });

  test('any text is read without a fault', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\t', '\n', '{', '}', '[', '"', ',', '/', '|', '\r') }),
        (text) => {
          for (const fileName of ['a.txt', 'a.csv', 'a.json']) {
            for (const { name } of parseVocabulary(text, fileName).entries) expect(name).not.toBe('');
          }
        },
      ),
    );
  });
});
