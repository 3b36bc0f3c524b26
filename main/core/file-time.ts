const lastMs = 8.64e15;

/** Integral, because parts of a millisecond do not survive every file system; 0 for times that no calendar holds. */
export function wholeMillis(timeMs: number): number {
  const whole = Math.round(timeMs);
  return Math.abs(whole) <= lastMs ? whole : 0;
}
