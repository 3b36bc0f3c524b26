import { describe, expect, it } from 'vitest';
import { verdictOnEdit } from './edit-verdict.js';
import type { Likeness } from './edit-verdict.js';

const before: Likeness = { capturedLocalMs: 1_000_000, width: 4000, height: 3000, look: new Uint8Array(32) };
const other: Likeness = { capturedLocalMs: 9_000_000, width: 1600, height: 1200, look: new Uint8Array(32).fill(255) };

describe('verdictOnEdit', () => {
  it('calls a file replaced when capture time, dimensions and look all differ', () => {
    expect(verdictOnEdit(before, other)).toBe('replaced');
    expect(verdictOnEdit(other, before)).toBe('replaced');
  });

  it('knows two photos of one camera apart, and photos without a capture time by their dimensions', () => {
    const { width, height } = before;
    expect(verdictOnEdit(before, { ...other, width, height })).toBe('replaced');
    expect(verdictOnEdit({ ...before, width: null }, other)).toBe('replaced');
    expect(verdictOnEdit({ ...before, capturedLocalMs: null }, other)).toBe('replaced');
    expect(verdictOnEdit({ ...before, capturedLocalMs: null }, { ...other, capturedLocalMs: null })).toBe('replaced');
  });

  it('calls it edited when the moment or the look is the same, or too little is known', () => {
    const { width, height, look } = before;
    const undated = { ...before, capturedLocalMs: null };
    expect(verdictOnEdit(before, { ...other, capturedLocalMs: 1_000_400 })).toBe('edited');
    expect(verdictOnEdit(before, { ...other, look })).toBe('edited');
    expect(verdictOnEdit(before, { ...other, look: null })).toBe('edited');
    expect(verdictOnEdit({ ...before, look: null }, other)).toBe('edited');
    expect(verdictOnEdit(undated, { ...other, width, height })).toBe('edited');
    expect(verdictOnEdit(undated, { ...other, width: height, height: width })).toBe('edited');
    expect(verdictOnEdit(undated, { ...other, height: null })).toBe('edited');
  });

  /** Differs from `before`, upright as it is in so many bits, and turned by a quarter in so many. */
  function differing(upright: number, turned: number): [Likeness, Likeness] {
    const bits = (count: number): number[] =>
      Array.from({ length: 8 }, (_, at) => 2 ** Math.min(8, Math.max(0, count - 8 * at)) - 1);
    const look = Uint8Array.from([...bits(upright), ...bits(turned), ...bits(64), ...bits(64)]);
    return [
      { ...before, look },
      { ...other, look: new Uint8Array(32) },
    ];
  }

  it('needs more than 20 of 64 bits to see another look', () => {
    expect(verdictOnEdit(...differing(20, 64))).toBe('edited');
    expect(verdictOnEdit(...differing(21, 64))).toBe('replaced');
  });

  it('knows a picture that was turned, by fewer bits', () => {
    expect(verdictOnEdit(...differing(40, 12))).toBe('edited');
    expect(verdictOnEdit(...differing(40, 13))).toBe('replaced');
  });
});
