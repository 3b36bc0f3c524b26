import { expect, it } from 'vitest';
import { afterKey, type TypedAhead } from './type-ahead.js';

function typed(...keys: readonly string[]): TypedAhead | null {
  return keys.reduce<TypedAhead | null>((ahead, key) => (ahead === null ? null : afterKey(ahead, key)), {
    text: '',
    isEntered: false,
  });
}

it('letters and signs are kept, and taken away again; other keys are not', () => {
  expect(typed('l', 'Shift', 'I', 's', ' ', ',')).toEqual({ text: 'lIs ,', isEntered: false });
  expect(typed('a', 'b', 'Backspace', 'ArrowDown', 'é')).toEqual({ text: 'aé', isEntered: false });
  expect(typed('Backspace')).toEqual({ text: '', isEntered: false });
});

it('after Enter nothing more is written', () => {
  expect(typed('a', 'Enter', 'b', 'Backspace', 'Enter')).toEqual({ text: 'a', isEntered: true });
});

it('Escape gives it up', () => {
  expect(typed('a', 'Escape')).toBeNull();
});
