/** Between the engine and its metadata process. */
import type { MetadataOutcome } from './exiftool.js';

export type ToMetadata =
  | { readonly kind: 'read'; readonly jobId: number; readonly path: string; readonly isVideo: boolean }
  | { readonly kind: 'close' };

export interface FromMetadata {
  readonly jobId: number;
  readonly outcome: MetadataOutcome;
}
