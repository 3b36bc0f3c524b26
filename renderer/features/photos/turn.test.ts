import { expect, test } from 'vitest';
import type { GridModel } from '../../api/index.js';
import { turnedModel, turnedStyle } from './turn.js';

const model: GridModel = {
  ids: Int32Array.of(1, 2, 3),
  sortTimesMs: new Float64Array(3),
  aspects: Float32Array.of(2, 0, 0.5),
  places: new Uint8Array(3),
  flags: new Uint8Array(3),
  marks: new Uint16Array(3),
  turns: Uint8Array.of(0, 3, 0),
  stacked: new Uint16Array(3),
  sections: null,
  truncated: false,
};

test('photos lie at once as they will: turns add up, sides change places, and the others stay', () => {
  const right = turnedModel(model, [{ from: 0, to: 2 }], 1);
  expect([...right.turns]).toEqual([1, 0, 0]);
  expect([...right.aspects]).toEqual([0.5, 0, 0.5]);
  expect([...model.turns]).toEqual([0, 3, 0]);
  expect([...turnedModel(right, [{ from: 0, to: 1 }], 3).aspects]).toEqual([2, 0, 0.5]);
});

test('a turned picture covers the box that it stands in', () => {
  expect(turnedStyle(0, 300, 200)).toBeUndefined();
  expect(turnedStyle(2, 300, 200)).toEqual({ transform: 'rotate(180deg)' });
  expect(turnedStyle(1, 300, 200)).toMatchObject({ width: 200, height: 300, left: 50, top: -50 });
});
