/** A set of row numbers as sorted ranges that do not touch: "select all" of a million photos is one range. Immutable. */
export interface Range {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

export type RangeSet = readonly Range[];

export const emptyRanges: RangeSet = [];

export function rangeSet(from: number, to: number): RangeSet {
  return to > from ? [{ from, to }] : emptyRanges;
}

/** The number of the first range that ends after `value`. */
function firstEndingAfter(ranges: RangeSet, value: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.to ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function hasIndex(ranges: RangeSet, index: number): boolean {
  const range = ranges[firstEndingAfter(ranges, index)];
  return range !== undefined && range.from <= index;
}

export function sizeOf(ranges: RangeSet): number {
  let size = 0;
  for (const range of ranges) size += range.to - range.from;
  return size;
}

export function addRange(ranges: RangeSet, from: number, to: number): RangeSet {
  if (to <= from) return ranges;
  const first = firstEndingAfter(ranges, from - 1);
  let last = first;
  let newFrom = from;
  let newTo = to;
  for (let range = ranges[last]; range !== undefined && range.from <= to; last += 1, range = ranges[last]) {
    newFrom = Math.min(newFrom, range.from);
    newTo = Math.max(newTo, range.to);
  }
  return [...ranges.slice(0, first), { from: newFrom, to: newTo }, ...ranges.slice(last)];
}

export function removeRange(ranges: RangeSet, from: number, to: number): RangeSet {
  if (to <= from) return ranges;
  const first = firstEndingAfter(ranges, from);
  const kept: Range[] = [];
  let last = first;
  for (let range = ranges[last]; range !== undefined && range.from < to; last += 1, range = ranges[last]) {
    if (range.from < from) kept.push({ from: range.from, to: from });
    if (range.to > to) kept.push({ from: to, to: range.to });
  }
  return last === first ? ranges : [...ranges.slice(0, first), ...kept, ...ranges.slice(last)];
}

/** True when every index from `from` to `to` (excluded) is in the set. */
export function hasRange(ranges: RangeSet, from: number, to: number): boolean {
  const range = ranges[firstEndingAfter(ranges, from)];
  return range !== undefined && range.from <= from && range.to >= to;
}

export function toggleIndex(ranges: RangeSet, index: number): RangeSet {
  return hasIndex(ranges, index) ? removeRange(ranges, index, index + 1) : addRange(ranges, index, index + 1);
}

export function firstIndex(ranges: RangeSet): number | null {
  return ranges[0]?.from ?? null;
}

/** How many of the set come before `index`; -1 when that is not in it. */
export function rankOfRow(ranges: RangeSet, index: number): number {
  let rank = 0;
  for (const { from, to } of ranges) {
    if (index < from) return -1;
    if (index < to) return rank + index - from;
    rank += to - from;
  }
  return -1;
}

/** The other way round; -1 where the set has not so many. */
export function rowAtRank(ranges: RangeSet, rank: number): number {
  let left = rank;
  for (const { from, to } of ranges) {
    if (left < to - from) return from + left;
    left -= to - from;
  }
  return -1;
}

/** From row numbers in rising order. */
export function fromSorted(indexes: Iterable<number>): RangeSet {
  const ranges: Range[] = [];
  let from = -1;
  let to = -1;
  for (const index of indexes) {
    if (index === to) {
      to += 1;
    } else if (index > to) {
      if (from >= 0) ranges.push({ from, to });
      from = index;
      to = index + 1;
    }
  }
  if (from >= 0) ranges.push({ from, to });
  return ranges;
}
