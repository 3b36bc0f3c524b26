import { expect, test } from 'vitest';
import { commandIds, keysOf } from '../../preload/contract/commands.js';
import { isStroke, keyCaps, type KeyStroke } from './keys.js';

function stroke(key: string, held: Partial<KeyStroke> = {}): KeyStroke {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

test('a stroke is what is written, with exactly these keys held', () => {
  expect(isStroke('Mod+Shift+Z', stroke('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
  expect(isStroke('Mod+Z', stroke('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
  expect(isStroke('Mod+Z', stroke('z', { ctrlKey: true, altKey: true }), false)).toBe(false);
  expect(isStroke('Mod+Z', stroke('z', { ctrlKey: true }), true)).toBe(false);
  expect(isStroke('Mod+Z', stroke('z', { metaKey: true }), true)).toBe(true);
  expect(isStroke('T', stroke('t'), false)).toBe(true);
  expect(isStroke('T', stroke('T', { shiftKey: true }), false)).toBe(false);
});

test('signs are found on every keyboard', () => {
  expect(isStroke('?', stroke('?', { shiftKey: true }), false)).toBe(true);
  expect(isStroke('Mod++', stroke('+', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
  expect(isStroke('Mod++', stroke('+', { ctrlKey: true }), false)).toBe(true);
  expect(isStroke('Mod++', stroke('=', { ctrlKey: true }), false)).toBe(false);
});

test('keys are shown as keyboards have them', () => {
  expect(keyCaps('Mod+Shift+H', false)).toEqual(['Ctrl', 'Shift', 'H']);
  expect(keyCaps('Mod+Shift+H', true)).toEqual(['⌘', '⇧', 'H']);
  expect(keyCaps('Mod++', false)).toEqual(['Ctrl', '+']);
  expect(keyCaps('?', false)).toEqual(['?']);
});

test.each([true, false])('no keys mean two commands (on a Mac: %s)', (onMac) => {
  const all = commandIds.flatMap((command) => keysOf(command, onMac));
  expect(new Set(all).size).toBe(all.length);
});
