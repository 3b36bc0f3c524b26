export interface Timed<T> {
  readonly value: T;
  readonly millis: number;
}

export function timed<T>(work: () => T): Timed<T> {
  const startedAt = performance.now();
  const value = work();
  return { value, millis: performance.now() - startedAt };
}

/** The median of several runs, after one that is not counted. */
export function medianMillis(runs: number, work: () => unknown): number {
  work();
  const times = Array.from({ length: runs }, () => timed(work).millis).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? Number.NaN;
}
