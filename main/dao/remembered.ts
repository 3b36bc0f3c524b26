/** Answers that take a pass over everything, kept while nothing was written. */
import type { ReadDb } from '../db/open.js';

/** After a pass, the next one waits so many times as long as it took: writing all the time costs a part of one core. */
const restFactor = 5;
const longestRestMillis = 5_000;

export interface Remembered<T> {
  /** The state of the database now: computed again when another connection has written since. */
  readonly now: () => T;
  /** As `now`, but after a rest since the last pass; for what is asked for at every change. */
  readonly rested: () => Promise<T>;
}

/** `db` only reads: what its own connection writes would go unnoticed. */
export function remembered<T>(db: ReadDb, compute: () => T): Remembered<T> {
  let last: { readonly version: number; readonly value: T; readonly nextAt: number } | null = null;
  let resting: Promise<void> | null = null;
  const versionNow = (): number => db.pragma('data_version', { simple: true }) as number;
  const now = (): T => {
    const version = versionNow();
    if (last?.version === version) return last.value;
    const startedAt = performance.now();
    const value = compute();
    const endedAt = performance.now();
    const rest = Math.min((endedAt - startedAt) * restFactor, longestRestMillis);
    last = { version, value, nextAt: endedAt + rest };
    return value;
  };
  return {
    now,
    rested: async () => {
      const wait = (last?.nextAt ?? 0) - performance.now();
      if (wait > 1 && last?.version !== versionNow()) {
        resting ??= new Promise((resolve) => {
          setTimeout(() => {
            resting = null;
            resolve();
          }, wait);
        });
        await resting;
      }
      return now();
    },
  };
}
