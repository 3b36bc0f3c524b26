/** Long work on the writing connection, cut so that the engine can answer calls between the pieces. */
import { checkpoint, logPages, relaxed } from './open.js';
import type { WriteDb } from './open.js';

const firstStepRows = 500;
const stepRowsRange = { least: 50, most: 20_000 };
/** What a step should take; the engine is to answer within 50 ms, other work and a slow disk included. */
const stepTargetMillis = 10;
/** The log is copied back in steps of its own, small enough for the same bound. */
const checkpointPages = 1000;

/**
 * `next` finds a piece of about so many rows, null when nothing is left; `work` does it in one transaction, which must
 * also make sure that `next` does not find it again. A crash loses at most the last pieces, which are then found again.
 * `leastRows`: for work whose transactions cost more than their first rows.
 */
export function* inSteps<Piece>(
  db: WriteDb,
  next: (rows: number) => Piece | null,
  work: (piece: Piece) => void,
  leastRows = stepRowsRange.least,
): Generator<void, void> {
  let rows = firstStepRows;
  for (let piece = next(rows); piece !== null; piece = next(rows)) {
    const found = piece;
    const startedAt = performance.now();
    relaxed(db, () => {
      work(found);
    });
    const fitting = (rows * stepTargetMillis) / Math.max(performance.now() - startedAt, 0.1);
    rows = Math.round(Math.min(Math.max(fitting, rows / 2, leastRows), rows * 2, stepRowsRange.most));
    yield;
    if (logPages(db) >= checkpointPages) {
      checkpoint(db);
      yield;
    }
  }
}

/** Runs steps to the end without a pause. */
export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Between pieces of work that are no steps: lets the thread answer what waits. */
export function yieldToCalls(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
