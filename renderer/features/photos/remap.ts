import { fromSorted, sizeOf, type RangeSet } from '../../lib/range-set.js';
import { IdIndex } from '../../lib/id-index.js';

/** The same photos in a list that has changed. Photos that are gone leave the selection. */
export function remapRanges(ranges: RangeSet, from: Int32Array, to: Int32Array): RangeSet {
  if (ranges.length === 0 || from === to) return ranges;
  const size = sizeOf(ranges);
  if (size <= 8) {
    const rows: number[] = [];
    for (const range of ranges) {
      for (let row = range.from; row < range.to; row += 1) {
        const found = to.indexOf(from[row] ?? -1);
        if (found >= 0) rows.push(found);
      }
    }
    return fromSorted(rows.sort((a, b) => a - b));
  }
  const index = new IdIndex(to);
  const chosen = new Uint8Array(to.length);
  for (const range of ranges) {
    for (let row = range.from; row < range.to; row += 1) {
      const found = index.rowOf(from[row] ?? -1);
      if (found >= 0) chosen[found] = 1;
    }
  }
  return fromSorted(setBits(chosen));
}

/** Rows that are marked with 1, in order. */
export function* setBits(chosen: Uint8Array): Generator<number> {
  for (let row = chosen.indexOf(1); row >= 0; row = chosen.indexOf(1, row + 1)) yield row;
}

/** Where a photo went; when it is gone, the next one that is still there, so that the place in the list is kept. */
export function remapRow(row: number, from: Int32Array, to: Int32Array): number {
  if (row < 0 || to.length === 0) return -1;
  const end = Math.min(from.length, row + 500);
  for (let i = row; i < end; i += 1) {
    const found = to.indexOf(from[i] ?? -1);
    if (found >= 0) return found;
  }
  return Math.min(row, to.length - 1);
}

type Numbers = Int32Array | Float64Array | Float32Array | Uint16Array | Uint8Array;

export function sameEntries(a: Numbers, b: Numbers): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}
