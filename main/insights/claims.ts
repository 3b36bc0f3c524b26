/**
 * What may be said, and how surely: the one table of thresholds. Scores are those of `core/seen.ts`; docs/insights.md has the
 * measurements behind them. From `sure` on a thing is said plainly, from `perhaps` on as a possibility, below not at all.
 */
export const claims = {
  /** Of the objects with 0.55 and more, 10 of 11 were right, between 0.45 and 0.55 7 of 13: said plainly a little above that. */
  object: { sure: 0.6, perhaps: 0.5 },
  /** Counts of faces were right in 18 of 19 photos at 0.6; what is weaker makes a count unsure, and says nothing by itself. */
  face: { sure: 0.6, perhaps: 0.4 },
  /** A person is seen by shape as well; the same detector as for objects. */
  person: { sure: 0.55, perhaps: 0.4 },
  /** Signs are read well at 0.9 and more; handwriting falls below, and is half right. */
  text: { sure: 0.9, perhaps: 0.75 },
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
