/** Between the engine and its metadata process. */
import type { MetadataOutcome, PreviewOutcome, PreviewsOutcome, VideoKindOutcome } from './exiftool.js';

interface Job {
  readonly jobId: number;
  readonly path: string;
}

/** What can be asked of a file, with its answer. */
export interface MetadataJobs {
  readonly read: { readonly order: Job & { readonly isVideo: boolean }; readonly outcome: MetadataOutcome };
  readonly videoKind: { readonly order: Job; readonly outcome: VideoKindOutcome };
  readonly previews: { readonly order: Job; readonly outcome: PreviewsOutcome };
  readonly preview: { readonly order: Job & { readonly tag: string }; readonly outcome: PreviewOutcome };
}

export type JobKind = keyof MetadataJobs;
export type MetadataOrder = { readonly [K in JobKind]: { readonly kind: K } & MetadataJobs[K]['order'] }[JobKind];

export type ToMetadata = MetadataOrder | { readonly kind: 'close' };

export interface FromMetadata {
  readonly jobId: number;
  readonly outcome: MetadataJobs[JobKind]['outcome'];
}
