import { expect, test } from 'vitest';
import { tagNameOf } from './file-keywords.js';

test('keywords are tags, by the levels that the program that wrote them meant', () => {
  expect(tagNameOf('keyword', ' Sea ')).toBe('Sea');
  expect(tagNameOf('keyword_path', 'Places|Lisbon')).toBe('Places/Lisbon');
  expect(tagNameOf('keyword_path', 'Places/Lisbon')).toBe('Places/Lisbon');
  expect(tagNameOf('keyword_path', 'Bands|AC/DC')).toBe('Bands/AC DC');
  expect(tagNameOf('keyword', 'two\nlines')).toBe('two lines');
  for (const none of ['', ' | ', '/', 'x'.repeat(101)]) expect(tagNameOf('keyword_path', none)).toBeNull();
  expect(tagNameOf('title', 'Sea')).toBeNull();
});
