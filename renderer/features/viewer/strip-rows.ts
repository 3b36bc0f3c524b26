export interface StripRows {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

/** `count` rows with the active one in the middle, or nearer to an end where there are no more. */
export function stripRows(active: number, total: number, count: number): StripRows {
  const shown = Math.min(count, total);
  const from = Math.max(0, Math.min(total - shown, active - Math.floor(shown / 2)));
  return { from, to: from + shown };
}
