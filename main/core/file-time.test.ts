import { expect, it } from 'vitest';
import { wholeMillis } from './file-time.js';

it('is whole milliseconds, and 0 for what no calendar holds', () => {
  expect(wholeMillis(1_700_000_000_123.4)).toBe(1_700_000_000_123);
  expect(wholeMillis(-86_400_000)).toBe(-86_400_000);
  expect(wholeMillis(Number.NaN)).toBe(0);
  expect(wholeMillis(8.64e15 + 1_000)).toBe(0);
});
