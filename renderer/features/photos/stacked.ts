/** How many photos tiles stand for: a stack's tile is one for all of its photos. Pure. */
import type { GridModel } from '../../api/index.js';

/** Sums of what stands behind the tiles before each row; null where nothing does. By the column, which is never changed. */
const sums = new WeakMap<Uint16Array, Int32Array | null>();

function sumsOf(stacked: Uint16Array): Int32Array | null {
  const known = sums.get(stacked);
  if (known !== undefined) return known;
  const made = stacked.some((behind) => behind > 0) ? new Int32Array(stacked.length + 1) : null;
  if (made !== null)
    for (let row = 0; row < stacked.length; row++) made[row + 1] = (made[row] ?? 0) + (stacked[row] ?? 0);
  sums.set(stacked, made);
  return made;
}

/** Photos that the tiles of these rows stand for. */
export function photosBetween({ stacked }: Pick<GridModel, 'stacked'>, from: number, to: number): number {
  const before = sumsOf(stacked);
  return to - from + (before === null ? 0 : (before[to] ?? 0) - (before[from] ?? 0));
}
