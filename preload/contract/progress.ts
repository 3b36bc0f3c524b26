import type { InsightSource, JobId, LibraryId } from './model.js';

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
  /** Dimensions and capture times from the first bytes of new files; unit: files. */
  | (ProgressBase & { readonly kind: 'glance'; readonly libraryId: LibraryId; readonly current: string | null })
  /** Hash, dimensions, header and thumbnail, one read a file; unit: files. */
  | (ProgressBase & { readonly kind: 'read'; readonly libraryId: LibraryId; readonly current: string | null })
  /** Authoritative metadata by ExifTool; unit: files. */
  | (ProgressBase & { readonly kind: 'metadata'; readonly libraryId: LibraryId; readonly current: string | null })
  /** A frame of each new video; unit: files. */
  | (ProgressBase & { readonly kind: 'poster'; readonly libraryId: LibraryId; readonly current: string | null })
  /** Reading files again to see whether they still have their hash; unit: files. */
  | (ProgressBase & { readonly kind: 'verify'; readonly libraryId: LibraryId; readonly current: string | null })
  /** Looking at pictures for what is in them; unit: photos. */
  | (ProgressBase & { readonly kind: 'look'; readonly current: string | null })
  /** Generating insights; unit: photos. */
  | (ProgressBase & {
      readonly kind: 'insights';
      readonly jobId: JobId;
      readonly source: InsightSource;
      /** `waiting` for its turn, or for mains power. */
      readonly state: 'running' | 'waiting' | 'paused';
      /** Why it is paused by itself, or waits for its provider, for people; null else. */
      readonly reason: string | null;
      readonly current: string | null;
    });

/** How much of the machine background work may take. */
export interface WorkLimits {
  /** One file at a time, on one core. */
  readonly oneCore: boolean;
  /** Files are read, verified, described and looked at only while the machine is not on battery. */
  readonly onlyOnMains: boolean;
}

export interface Activity {
  /** Reading files is paused by the user; listing, tagging and browsing go on. */
  readonly paused: boolean;
  readonly limits: WorkLimits;
  /** Reading files waits for mains power, as the limits say. */
  readonly waitsForMains: boolean;
  readonly items: readonly Progress[];
  /** What keeps the engine from writing, for people: a full disk, a read-only folder, a locked database. Null when well. */
  readonly trouble: Trouble | null;
  readonly looking: Looking;
}

/** Whether photos are looked at for what is in them. */
export interface Looking {
  readonly isOn: boolean;
  /** Faces are kept and grouped. */
  readonly groupsFaces: boolean;
  /** Why nobody can look now, or not for everything, in words of the system; null when all is well. */
  readonly trouble: string | null;
}

export interface Trouble {
  readonly code: 'disk_full' | 'database_read_only' | 'database_locked' | 'database_damaged' | 'clock_changed';
  readonly message: string;
}
