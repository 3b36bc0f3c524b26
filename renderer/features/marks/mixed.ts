/** Marks of a selection: where its photos differ, a field has no value of its own. Pure. */
import { markShift, unpackMarks, type MarkField, type Marks } from '../../api/index.js';
import type { RangeSet } from '../../lib/range-set.js';

export type MixedMarks = { readonly [F in MarkField]: Marks[F] | 'mixed' };

export const markFields = ['rating', 'flag', 'label'] as const satisfies readonly MarkField[];
const masks: Readonly<Record<MarkField, number>> = {
  rating: 7 << markShift.rating,
  flag: 3 << markShift.flag,
  label: 7 << markShift.label,
};

/** `packed`: of each row of the grid. */
export function marksOf(packed: Uint16Array, selection: RangeSet): MixedMarks {
  const first = packed[selection[0]?.from ?? 0] ?? 0;
  let differing = 0;
  for (const { from, to } of selection) {
    for (let row = from; row < to; row += 1) differing |= (packed[row] ?? 0) ^ first;
  }
  const marks: MixedMarks = unpackMarks(first);
  const mixed = markFields.filter((field) => (differing & masks[field]) !== 0);
  return { ...marks, ...Object.fromEntries(mixed.map((field) => [field, 'mixed'])) };
}
