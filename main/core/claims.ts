/**
 * What may be said, and how surely, in insights, suggested tags and searches: the one table of thresholds. Scores are those
 * of `core/seen.ts`; docs/insights.md has the measurements behind them. From `sure` on a thing is said plainly, suggested as a
 * tag, and found by a search; from `perhaps` on it is said as a possibility; below not at all.
 */
export const claims = {
  /** With 0.55 and more 21 of 22 were right, between 0.45 and 0.55 12 of 20. */
  object: { sure: 0.55, perhaps: 0.45 },
  /** With 0.72 and more 5 of 5 were right, with 0.6 5 of 7. What is weaker makes a count unsure, and says nothing by itself. */
  face: { sure: 0.72, perhaps: 0.4 },
  /** A person is seen by shape as well; the same detector as for objects. */
  person: { sure: 0.55, perhaps: 0.4 },
  /** Where an animal may be, a face is its own. */
  animal: 0.4,
  /**
   * Signs are read well at 0.9 and more; handwriting falls below, and is half right. A search finds what is read with
   * `searched`: a word that somebody looks for is checked by looking at the photo, one that is quoted is believed.
   */
  text: { sure: 0.9, searched: 0.8, perhaps: 0.75 },
  /** Shares of the picture: named among its colours, and named as what it mostly is. */
  colour: { listed: 0.12, mostly: 0.5 },
  /** Mean lightness: a picture brighter than this was not taken by the light of a night; darker than the other, not by day's. */
  lightness: { tooBrightForNight: 0.45, tooDarkForDay: 0.12 },
  /**
   * Exposure values at ISO 100. Streets at night have 3 to 8, full daylight 12 to 16: 10 and more is no night (or a flash),
   * below 2 no light of a low sun.
   */
  exposureValue: { tooBrightForNight: 10, tooDarkForSun: 2 },
  /** So much of the picture without any drawing is worth a word. */
  clipped: 0.2,
} as const;

export type Surety = 'sure' | 'perhaps';

/** Null for what is not said at all. */
export function suretyOf(
  score: number,
  { sure, perhaps }: { readonly sure: number; readonly perhaps: number },
): Surety | null {
  if (score >= sure) return 'sure';
  return score >= perhaps ? 'perhaps' : null;
}
