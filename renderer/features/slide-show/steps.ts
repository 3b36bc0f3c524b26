/** The time that a picture stays. Pure. */

export const interval = { min: 2, max: 30, initial: 5 } as const;

/** Whole seconds within the bounds, whatever was remembered. */
export function intervalFrom(seconds: number): number {
  if (!Number.isFinite(seconds)) return interval.initial;
  return Math.min(interval.max, Math.max(interval.min, Math.round(seconds)));
}
