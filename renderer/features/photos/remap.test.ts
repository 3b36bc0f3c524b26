import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromSorted, hasIndex, rangeSet } from '../../lib/range-set.js';
import { IdIndex } from '../../lib/id-index.js';
import { remapRanges, remapRow } from './remap.js';

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2_000_000_000 }), { maxLength: 60 });

describe('remap', () => {
  it('finds every id and no other', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 2_000_000_000 }), (list, other) => {
        const index = new IdIndex(Int32Array.from(list));
        list.forEach((id, row) => {
          expect(index.rowOf(id)).toBe(row);
        });
        expect(index.rowOf(other)).toBe(list.indexOf(other));
      }),
    );
  });

  it('keeps exactly the selected photos that are still there', () => {
    fc.assert(
      fc.property(ids, ids, fc.func(fc.boolean()), (before, added, isChosen) => {
        const from = Int32Array.from(before);
        const kept = before.filter((_, row) => row % 3 !== 0);
        const to = Int32Array.from(new Set([...added, ...kept]));
        const selection = fromSorted(before.map((_, row) => row).filter((row) => isChosen(row)));
        const after = remapRanges(selection, from, to);
        to.forEach((id, row) => {
          const oldRow = before.indexOf(id);
          expect(hasIndex(after, row)).toBe(oldRow >= 0 && hasIndex(selection, oldRow));
        });
      }),
    );
  });

  it('a photo that is gone gives its place to the next one that is not', () => {
    const from = Int32Array.of(10, 11, 12, 13);
    expect(remapRow(1, from, Int32Array.of(9, 10, 12, 13))).toBe(2);
    expect(remapRow(3, from, Int32Array.of(10, 11))).toBe(1);
    expect(remapRow(0, from, new Int32Array())).toBe(-1);
    expect(remapRow(-1, from, from)).toBe(-1);
  });

  it('keeps "all" of a large list one range', () => {
    const from = Int32Array.from({ length: 1000 }, (_, i) => i + 1);
    expect(remapRanges(rangeSet(0, 1000), from, from)).toEqual(rangeSet(0, 1000));
  });
});
