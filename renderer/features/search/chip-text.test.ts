import { expect, test } from 'vitest';
import { chipText, negated } from './chip-text.js';

test('a chip says what its term means', () => {
  expect(chipText('tag:"Old town"')).toEqual({ isNegated: false, field: 'Tag', value: 'Old town' });
  expect(chipText('-tag:a')).toEqual({ isNegated: true, field: 'Tag', value: 'a' });
  expect(chipText('2021..2023').value).toBe('2021 – 2023');
  expect(chipText('rating>=4')).toEqual({ isNegated: false, field: 'Rating', value: '4 or more' });
  expect(chipText('near:"Porto"~5km').value).toBe('Porto · 5km');
  expect(chipText('is:untagged')).toEqual({ isNegated: false, field: '', value: 'Untagged' });
  expect(chipText('tag:a OR -tag:b').value).toBe('Tag a or −Tag b');
});

test('a term and its opposite', () => {
  expect(negated('tag:a')).toBe('-tag:a');
  expect(negated('-tag:a')).toBe('tag:a');
  expect(negated('tag:a OR tag:b')).toBe('-(tag:a OR tag:b)');
});
