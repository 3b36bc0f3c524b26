/** Between the engine and its scanner thread. */
import type { FileStats, TouchedStats } from '../core/plan-scan.js';
import type { LeftOutPath } from '../dao/left-out.js';

export interface ScanTask {
  readonly databasePath: string;
  readonly libraryId: number;
  readonly rootPath: string;
  /** False where inode numbers do not last. */
  readonly hasFileIds: boolean;
  /** The user's, as `userRules` takes them. */
  readonly ignorePatterns: readonly string[];
  /** Paths below the root that something happened to; null lists the whole library. */
  readonly targets: readonly string[] | null;
  /** The engine sets element 0 to 1 to cancel. */
  readonly cancelled: Int32Array;
  /** Element 0: how many messages the engine has heard. The scanner is never more than one ahead. */
  readonly heard: Int32Array;
}

export interface SeenFile extends TouchedStats {
  readonly relPath: string;
}

export interface ChangedFile extends TouchedStats {
  readonly id: number;
}

export interface IdentifiedFile extends Pick<FileStats, 'device' | 'inode'> {
  readonly id: number;
  readonly isOtherFile: boolean;
}

export interface ScanDifferences {
  readonly added: readonly SeenFile[];
  readonly changed: readonly ChangedFile[];
  readonly returned: readonly number[];
  readonly identified: readonly IdentifiedFile[];
  /** Known files that are left out by now. */
  readonly ignored: readonly number[];
}

/** What is told of what was left out: all of it would fill the memory where everything is closed. */
export const maxLeftOut = 5_000;

export type ScanMessage =
  /** Written as they come. */
  | {
      readonly kind: 'differences';
      readonly differences: ScanDifferences;
      readonly filesSeen: number;
      readonly current: string | null;
    }
  /** What was not found is told at the end only: it is believed after the root was probed again. */
  | {
      readonly kind: 'finished';
      readonly outcome: 'completed' | 'cancelled';
      readonly filesSeen: number;
      readonly gone: readonly number[];
      /** In the order of their paths within each target; the first `maxLeftOut`. */
      readonly leftOut: readonly LeftOutPath[];
      /** Those among all that were left out whose contents may hold photos that are known. */
      readonly unreadableCount: number;
    }
  | { readonly kind: 'failed'; readonly message: string };
