/** Which of several insights of the same bytes is the one to show. */

/** 2000-01-01 UTC: before, there was no Keepsight. */
export const earliestTrustedMs = Date.UTC(2000, 0, 1);
/** Clocks of other machines and time zones set by hand may be ahead by so much. */
export const trustedAheadMs = 24 * 60 * 60_000;

export interface Mergeable {
  readonly id: number;
  readonly pinnedAtMs: number | null;
  readonly generatedAtMs: number;
}

/** A clock was wrong: the time is before 2000, or more than a day ahead. */
export function hasWrongClock(generatedAtMs: number, nowMs: number): boolean {
  return generatedAtMs < earliestTrustedMs || generatedAtMs > nowMs + trustedAheadMs;
}

/** The first one stays: the latest pin, then a time that can be right, then the earliest generated, then the lowest id. */
export function mergeOrder(nowMs: number): (a: Mergeable, b: Mergeable) => number {
  return (a, b) =>
    (a.pinnedAtMs === null || b.pinnedAtMs === null
      ? Number(a.pinnedAtMs === null) - Number(b.pinnedAtMs === null)
      : b.pinnedAtMs - a.pinnedAtMs) ||
    Number(hasWrongClock(a.generatedAtMs, nowMs)) - Number(hasWrongClock(b.generatedAtMs, nowMs)) ||
    a.generatedAtMs - b.generatedAtMs ||
    a.id - b.id;
}
