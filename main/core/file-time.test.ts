import { expect, it } from 'vitest';
import { mtimeMsOf } from './file-time.js';

it('is whole milliseconds, and 0 for what no calendar holds', () => {
  expect(mtimeMsOf({ mtime: new Date(1_700_000_000_123.9) })).toBe(1_700_000_000_123);
  expect(mtimeMsOf({ mtime: new Date(-86_400_000) })).toBe(-86_400_000);
  expect(mtimeMsOf({ mtime: new Date(Number.NaN) })).toBe(0);
});
