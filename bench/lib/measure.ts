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

export interface TimedSteps<T> extends Timed<T> {
  readonly steps: number;
  readonly longestStepMillis: number;
}

/** Runs a generator of steps to the end. */
export function inStepsTimed<T>(generator: Generator<void, T>): TimedSteps<T> {
  const startedAt = performance.now();
  let longestStepMillis = 0;
  for (let steps = 1; ; steps++) {
    const step = timed(() => generator.next());
    longestStepMillis = Math.max(longestStepMillis, step.millis);
    if (step.value.done === true) {
      return { value: step.value.value, millis: performance.now() - startedAt, steps, longestStepMillis };
    }
  }
}

/** The value that so large a part of all is below; `part` from 0 to 1. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
