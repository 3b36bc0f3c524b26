/** What the user changed of a suggested stack. Pure. */
import type { LocationId, StackSuggestion } from '../../api/index.js';

export interface Choice {
  /** Null: the one that was suggested. */
  readonly first: LocationId | null;
  readonly out: ReadonlySet<LocationId>;
}

export const noChoice: Choice = { first: null, out: new Set() };

/** Who is left out cannot be the first, so it is back in. */
export function withFirst({ out }: Choice, first: LocationId): Choice {
  return { first, out: new Set([...out].filter((id) => id !== first)) };
}

export function toggledOut({ first, out }: Choice, id: LocationId): Choice {
  if (out.has(id)) return { first, out: new Set([...out].filter((other) => other !== id)) };
  return { first: first === id ? null : first, out: new Set([...out, id]) };
}

/** The photos that become a stack, the first one first. */
export function photosOfChoice({ photos }: StackSuggestion, { first, out }: Choice): readonly LocationId[] {
  const ids = photos.map(({ locationId }) => locationId).filter((id) => !out.has(id));
  return first === null || !ids.includes(first) ? ids : [first, ...ids.filter((id) => id !== first)];
}
