import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysBetween } from './order-keys.js';

test('whatever is put between, before or after others stands there, and texts stay short', () => {
  const act = fc.record({ at: fc.nat(), count: fc.integer({ min: 1, max: 5 }) });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const keys: string[] = [];
      for (const { at, count } of acts) {
        const index = at % (keys.length + 1);
        keys.splice(index, 0, ...keysBetween(keys[index - 1] ?? null, keys[index] ?? null, count));
        expect([...keys].sort()).toEqual(keys);
        expect(new Set(keys).size).toBe(keys.length);
      }
    }),
  );
});

test('a thousand at the same place, one after the other or at once', () => {
  let [low = '', high = ''] = keysBetween(null, null, 2);
  for (let i = 0; i < 1000; i++) {
    const [key = ''] = keysBetween(low, high, 1);
    expect(low < key && key < high).toBe(true);
    if (i % 2 === 0) high = key;
    else low = key;
  }
  const many = keysBetween('V0000000', 'V0000001', 1000);
  expect([...many].sort()).toEqual(many);
  expect(Math.max(...many.map((key) => key.length))).toBeLessThan(12);
  expect(keysBetween(null, 'V0000000', 3)).toEqual(['Uzzzzzzx', 'Uzzzzzzy', 'Uzzzzzzz']);
});

test('there is nothing between a text and itself', () => {
  expect(() => keysBetween('V0000000', 'V0000000', 1)).toThrow('Nothing is between');
  expect(keysBetween('V0000000', 'V0000001', 0)).toEqual([]);
});
