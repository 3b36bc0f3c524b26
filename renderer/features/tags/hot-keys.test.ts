import { expect, test } from 'vitest';
import { hotKeys } from '../../api/index.js';
import { hotKeyCaps, hotKeyOf, type HotStroke } from './hot-keys.js';

const stroke = (wanted: Partial<HotStroke>): HotStroke => ({
  key: '',
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...wanted,
});

test('a number counts with Alt, whatever sign it types, a letter only by itself', () => {
  expect(hotKeyOf(stroke({ key: '¡', code: 'Digit1', altKey: true }))).toBe('1');
  expect(hotKeyOf(stroke({ key: '9', code: 'Numpad9', altKey: true }))).toBe('9');
  expect(hotKeyOf(stroke({ key: '1', code: 'Digit1' }))).toBeNull();
  expect(hotKeyOf(stroke({ key: '0', code: 'Digit0', altKey: true }))).toBeNull();
  expect(hotKeyOf(stroke({ key: 'g', code: 'KeyG' }))).toBe('g');
  for (const modifier of ['ctrlKey', 'metaKey', 'shiftKey'] as const) {
    expect(hotKeyOf(stroke({ key: 'g', [modifier]: true }))).toBeNull();
  }
  expect(hotKeyOf(stroke({ key: 'Enter' }))).toBeNull();
});

test('letters that mean something already are not offered', () => {
  const keys = hotKeys();
  expect(keys.slice(0, 9).join('')).toBe('123456789');
  expect(keys).toContain('g');
  for (const taken of ['t', 'p', 'x', 'u', 'b', 'c', 'i', 'j', 'f', 'z']) expect(keys).not.toContain(taken);
  expect(keys.map((key) => hotKeyCaps(key).join(' '))).toContain('Alt 1');
});
