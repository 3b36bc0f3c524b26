import type { JobId, LibraryId } from './model.js';

interface ProgressBase {
  /** Stable while the work runs. */
  readonly id: string;
  readonly done: number;
  /** Null while it cannot be known. */
  readonly total: number | null;
  readonly ratePerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** Work that is under way; sent at most ten times a second. */
export type Progress =
  /** Listing a library's folders; unit: files. */
  | (ProgressBase & { readonly kind: 'scan'; readonly libraryId: LibraryId; readonly current: string | null })
  /** Hash, dimensions, header and thumbnail, one read a file; unit: files. */
  | (ProgressBase & { readonly kind: 'read'; readonly libraryId: LibraryId; readonly current: string | null })
  /** Authoritative metadata by ExifTool; unit: files. */
  | (ProgressBase & { readonly kind: 'metadata'; readonly libraryId: LibraryId; readonly current: string | null })
  /** Generating insights; unit: photos. */
  | (ProgressBase & { readonly kind: 'insights'; readonly jobId: JobId; readonly current: string | null });

export interface Activity {
  /** Reading files is paused by the user; listing, tagging and browsing go on. */
  readonly paused: boolean;
  readonly items: readonly Progress[];
}
