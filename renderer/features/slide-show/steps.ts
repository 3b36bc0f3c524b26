/** The time that a picture stays. Pure. */

export const interval = { min: 2, max: 30, initial: 5 } as const;

/** Of a video, in seconds; then the next one follows. Few are longer, and nobody has chosen to see these to their end. */
export const longestVideo = 120;
/** A picture that does not come in time, and a video that stands still for so long, are passed over. */
export const patienceMillis = 8000;

/** How a video that plays gets on. */
export interface VideoProgress {
  /** Seconds. */
  readonly at: number;
  /** When it was first seen there, in milliseconds of any clock. */
  readonly sinceMs: number;
}

/** What was seen of a video and what is seen now; `isOver`: it is time for the next one. */
export function videoProgress(
  before: VideoProgress,
  at: number,
  nowMs: number,
): VideoProgress & { readonly isOver: boolean } {
  const hasMoved = at !== before.at;
  const sinceMs = hasMoved ? nowMs : before.sinceMs;
  return { at, sinceMs, isOver: at >= longestVideo || nowMs - sinceMs >= patienceMillis };
}

/** Whole seconds within the bounds, whatever was remembered. */
export function intervalFrom(seconds: number): number {
  if (!Number.isFinite(seconds)) return interval.initial;
  return Math.min(interval.max, Math.max(interval.min, Math.round(seconds)));
}
