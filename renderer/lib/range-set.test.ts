import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRange,
  emptyRanges,
  fromSorted,
  hasIndex,
  hasRange,
  rangeSet,
  rankOfRow,
  rowAtRank,
  removeRange,
  sizeOf,
  toggleIndex,
  type RangeSet,
} from './range-set.js';

const step = fc.record({
  kind: fc.constantFrom('add', 'remove', 'toggle'),
  from: fc.integer({ min: 0, max: 40 }),
  length: fc.integer({ min: 0, max: 12 }),
});

function isNormal(ranges: RangeSet): boolean {
  return ranges.every((range, i) => {
    const next = ranges[i + 1];
    return range.from < range.to && (next === undefined || range.to < next.from);
  });
}

describe('range set', () => {
  it('does what a plain set does, and its ranges never touch', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let ranges: RangeSet = emptyRanges;
        const oracle = new Set<number>();
        for (const { kind, from, length } of steps) {
          if (kind === 'toggle') {
            ranges = toggleIndex(ranges, from);
            if (!oracle.delete(from)) oracle.add(from);
          } else {
            ranges = kind === 'add' ? addRange(ranges, from, from + length) : removeRange(ranges, from, from + length);
            for (let i = from; i < from + length; i += 1) {
              if (kind === 'add') oracle.add(i);
              else oracle.delete(i);
            }
          }
          expect(isNormal(ranges)).toBe(true);
          expect(sizeOf(ranges)).toBe(oracle.size);
          for (let i = 0; i < 56; i += 1) expect(hasIndex(ranges, i)).toBe(oracle.has(i));
          expect(fromSorted([...oracle].sort((a, b) => a - b))).toEqual(ranges);
        }
      }),
    );
  });

  it('counts through what is in it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 40 })), (list) => {
        const sorted = list.sort((a, b) => a - b);
        const ranges = fromSorted(sorted);
        for (let index = 0; index <= 41; index += 1) expect(rankOfRow(ranges, index)).toBe(sorted.indexOf(index));
        for (let rank = 0; rank <= sorted.length; rank += 1) expect(rowAtRank(ranges, rank)).toBe(sorted[rank] ?? -1);
      }),
    );
  });

  it('holds a million photos as one range', () => {
    const all = rangeSet(0, 1_000_000);
    expect(all).toHaveLength(1);
    expect(hasRange(all, 10, 999_999)).toBe(true);
    expect(removeRange(all, 500_000, 500_001)).toHaveLength(2);
  });
});
