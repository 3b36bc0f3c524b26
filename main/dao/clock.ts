/** After the clock was wrong: times of the future that would keep work waiting. */
import type { LibraryId } from '../../preload/contract/model.js';
import { inSteps } from '../db/in-steps.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';

/** Nothing is ever put off for longer. */
const longestPauseMillis = 10 * 60_000;

interface Mending {
  /** Ids of a library's rows, by index; parameters: library, time, limit. */
  readonly find: string;
  /** Parameters: the time now, ids. */
  readonly mend: string;
  readonly afterMs: (nowMs: number) => number;
}

const mendings: readonly Mending[] = [
  {
    find: `SELECT id FROM image_exif WHERE library_id = ? AND read_state = 0 AND read_retry_at > ? LIMIT ?`,
    mend: `UPDATE image_exif SET read_retry_at = min(read_retry_at, ?) WHERE id IN (SELECT value FROM json_each(?))`,
    afterMs: (nowMs) => nowMs + longestPauseMillis,
  },
  {
    find: `SELECT id FROM image_exif WHERE library_id = ? AND presence <> 0 AND missing_since > ? LIMIT ?`,
    mend: `UPDATE image_exif SET missing_since = ? WHERE id IN (SELECT value FROM json_each(?))`,
    afterMs: (nowMs) => nowMs,
  },
  {
    find: `SELECT id FROM image_exif WHERE library_id = ? AND read_state = 1 AND verified_at > ? LIMIT ?`,
    mend: `UPDATE image_exif SET verified_at = ? WHERE id IN (SELECT value FROM json_each(?))`,
    afterMs: (nowMs) => nowMs,
  },
];

/**
 * Files put off until a far-away time are due now; what was not found, or verified, in the future was so now. In steps;
 * returns how many rows were mended.
 */
export function* mendTimesSteps(db: WriteDb, libraryId: LibraryId, nowMs: number): Generator<void, number> {
  let mended = 0;
  for (const { find, mend, afterMs } of mendings) {
    yield* inSteps(
      db,
      (rows) => {
        const ids = preparePluck(db, find).all(libraryId, afterMs(nowMs), rows) as number[];
        return ids.length === 0 ? null : ids;
      },
      (ids) => {
        transaction(db, () => {
          mended += prepare(db, mend).run(nowMs, JSON.stringify(ids)).changes;
        });
      },
    );
  }
  return mended;
}
