/** When a library that the system does not watch is looked at again. */

/** Looking may take this share of the time at the most: a slow drive is not kept busy for nothing. */
const maxShare = 0.04;
const shortestMillis = 10_000;
/** A library where nothing happens is looked at this seldom. */
const calmMillis = 5 * 60_000;
const longestMillis = 60 * 60_000;
/** How much longer than before, while nothing happens. */
const growth = 1.5;

export interface LastLook {
  /** How long the whole scan took. */
  readonly scanMillis: number;
  readonly foundChanges: boolean;
  /** The pause before it; null when there was none. */
  readonly pauseMillis: number | null;
}

/** The pause until the next whole scan, in milliseconds: short after changes, longer while nothing happens. */
export function pollPause({ scanMillis, foundChanges, pauseMillis }: LastLook): number {
  const shortest = Math.min(Math.max(shortestMillis, scanMillis / maxShare), longestMillis);
  if (foundChanges || pauseMillis === null) return shortest;
  return Math.max(shortest, Math.min(pauseMillis * growth, calmMillis));
}
