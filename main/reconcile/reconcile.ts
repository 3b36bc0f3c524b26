import type { WriteDb } from '../db/open.js';

export interface ReconcileResult {
  readonly taggedPhotoFilled: number;
  readonly insightsFilled: number;
  readonly insightsDemoted: number;
  /** Older tag rows that were filled although their path leads to different bytes in several libraries. */
  readonly ambiguousTagRows: number;
  readonly changed: boolean;
}

export function* reconcileSteps(_db: WriteDb, _nowMs: number): Generator<void, ReconcileResult> {
  yield;
  return { taggedPhotoFilled: 0, insightsFilled: 0, insightsDemoted: 0, ambiguousTagRows: 0, changed: false };
}
