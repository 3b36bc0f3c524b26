/** Gives thumbnails of earlier versions the blurred colours that are shown before them. */
import { nextUnblurred, putBlurs } from '../db/thumbnail-store.js';
import type { ThumbnailStore } from '../db/thumbnail-store.js';
import type { DecodePool } from './decode-pool.js';

/** Some megabytes of thumbnails. */
const pieceRows = 200;

export interface BlurDrainOptions {
  /** No new piece is begun after this time of `performance.now()`. */
  readonly untilMs: number;
  readonly signal: AbortSignal;
}

/** True when there is more to do. What cannot be decoded stays without, and is not tried again. */
export async function drainBlurs(
  thumbnails: ThumbnailStore,
  pool: Pick<DecodePool, 'blur'>,
  { untilMs, signal }: BlurDrainOptions,
): Promise<boolean> {
  // Asked anew after each wait.
  const isStopped = (): boolean => signal.aborted;
  for (;;) {
    const piece = nextUnblurred(thumbnails, pieceRows);
    if (piece === null) return false;
    if (isStopped() || performance.now() >= untilMs) return true;
    const blurs = await Promise.all(
      piece.rows.map(async ({ contentHash, webp }) => ({ contentHash, blur: await pool.blur(webp) })),
    );
    // A pool that was stopped meanwhile answers null for all.
    if (isStopped()) return true;
    putBlurs(
      thumbnails,
      blurs.flatMap(({ contentHash, blur }) => (blur === null ? [] : [{ contentHash, blur }])),
      piece.upTo,
    );
  }
}
