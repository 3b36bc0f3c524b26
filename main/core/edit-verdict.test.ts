import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictOnEdit } from './edit-verdict.js';
import type { Likeness } from './edit-verdict.js';

const before: Likeness = { capturedLocalMs: 1_000_000, width: 4000, height: 3000, look: new Uint8Array(8) };
const other: Likeness = { capturedLocalMs: 9_000_000, width: 1600, height: 1200, look: new Uint8Array(8).fill(255) };

describe('verdictOnEdit', () => {
  it('calls a file replaced when capture time, dimensions and look all differ', () => {
    expect(verdictOnEdit(before, other)).toBe('replaced');
    expect(verdictOnEdit(other, before)).toBe('replaced');
  });

  it('calls it edited as soon as one of them is the same or is not known', () => {
    const facts = fc.constantFrom('capturedLocalMs', 'width', 'height', 'look');
    fc.assert(
      fc.property(facts, fc.boolean(), (fact, onOldSide) => {
        const [a, b] = onOldSide ? [{ ...before, [fact]: null }, other] : [before, { ...other, [fact]: null }];
        expect(verdictOnEdit(a, b)).toBe('edited');
      }),
    );
    const { width, height, look } = before;
    expect(verdictOnEdit(before, { ...other, capturedLocalMs: 1_000_400 })).toBe('edited');
    expect(verdictOnEdit(before, { ...other, width, height })).toBe('edited');
    expect(verdictOnEdit(before, { ...other, width: height, height: width })).toBe('edited');
    expect(verdictOnEdit(before, { ...other, look })).toBe('edited');
  });

  it('needs more than 20 of 64 bits to see another look', () => {
    const withBits = (bits: number): Uint8Array =>
      Uint8Array.from({ length: 8 }, (_, at) => 2 ** Math.min(8, Math.max(0, bits - 8 * at)) - 1);
    expect(verdictOnEdit(before, { ...other, look: withBits(20) })).toBe('edited');
    expect(verdictOnEdit(before, { ...other, look: withBits(21) })).toBe('replaced');
  });
});
