/** When a file may not be complete yet: nobody tells that a copy or an editor is done. */

/** Nothing was written for this long: it is read. */
const settleMillis = 1_500;
/** Programs pause longer while they write a large file. */
const largeSettleMillis = 5_000;
const largeBytes = 64 * 1024 * 1024;
/** A file that does not make sense and was written to this lately may be the first part of one. */
const youngMillis = 8_000;

function ageAt(nowMs: number, touchedAtMs: number): number | null {
  const age = nowMs - touchedAtMs;
  // A time in the future is a wrong clock, not a file that is being written.
  return age < 0 ? null : age;
}

/** When a file may be read, in milliseconds since 1970; 0: at once. */
export function readNotBefore(
  { touchedAtMs, sizeBytes }: { readonly touchedAtMs: number; readonly sizeBytes: number },
  nowMs: number,
): number {
  const settle = sizeBytes >= largeBytes ? largeSettleMillis : settleMillis;
  const age = ageAt(nowMs, touchedAtMs);
  return age !== null && age < settle ? touchedAtMs + settle : 0;
}

/** True for a damaged or empty file that was written to a moment ago. */
export function mayBeHalfWritten(mtimeMs: number, nowMs: number): boolean {
  const age = ageAt(nowMs, mtimeMs);
  return age !== null && age < youngMillis;
}
