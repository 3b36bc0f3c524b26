/** The numbers of the Health page. Each is kept, or read from a small index; passes over everything are remembered. */
import type { Health, LibraryId, LossGuard } from '../../preload/contract/model.js';
import { verifyIntervalDays, verifyIntervalMs } from '../core/verification.js';
import { databaseBytes } from '../db/check.js';
import { prepare, preparePluck, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { getAppState } from './app-state.js';
import { findDuplicates } from './duplicates.js';
import type { Duplicates } from './duplicates.js';
import { viewCounts } from './grid.js';
import { findOrphans } from './orphans.js';
import type { Orphans } from './orphans.js';

/** What the database alone can say; the last backup is known elsewhere. */
export type HealthNumbers = Omit<Health, 'lastBackup'>;

/** Passes over everything take up to a second at a million photos. */
export interface Whole {
  readonly duplicates: Duplicates;
  readonly orphans: Orphans;
  readonly verification: Health['verification'];
}

export function findWhole(db: ReadDb, nowMs: number): Whole {
  return snapshot(db, () => ({
    duplicates: findDuplicates(db),
    orphans: findOrphans(db),
    verification: verification(db, nowMs),
  }));
}

export function healthNumbers(db: ReadDb, whole: Whole): HealthNumbers {
  return snapshot(db, () => ({
    ambiguousTags: count(db, 'SELECT count(*) FROM tag_ambiguities WHERE settled_at IS NULL'),
    replacedFiles: count(db, "SELECT count(*) FROM content_lineage WHERE verdict = 'replaced' AND settled_at IS NULL"),
    missingPhotos: viewCounts(db).missing,
    unreadableFiles: count(
      db,
      'SELECT count(*) FROM image_exif INDEXED BY image_exif_unreadable WHERE preview_state = 3 AND presence < 2',
    ),
    leftOutPaths: count(db, 'SELECT count(*) FROM left_out'),
    silentlyChanged: count(
      db,
      'SELECT count(*) FROM fixity_failures CROSS JOIN image_exif AS e ON e.id = location_id WHERE e.presence < 2',
    ),
    duplicates: whole.duplicates.counts,
    orphans: whole.orphans.counts,
    heldBack: heldBack(db),
    backlog: {
      toRead: count(db, 'SELECT coalesce(sum(backlog), 0) FROM library_counts'),
      toDescribe: toDescribe(db),
      toReconcile: count(
        db,
        'SELECT (SELECT count(*) FROM reconcile_locations) + (SELECT count(*) FROM reconcile_insights)',
      ),
    },
    verification: whole.verification,
    database: { sizeBytes: databaseBytes(db), lastCheck: getAppState(db, 'databaseCheck') },
    lastSelfCheck: getAppState(db, 'selfCheck'),
  }));
}

function count(db: ReadDb, sql: string): number {
  return preparePluck(db, sql).get() as number;
}

/** Files that are not there wait for nothing but themselves. */
function toDescribe(db: ReadDb): number {
  const waits = 'metadata_state = 0 AND read_state <> 0';
  return (
    count(db, `SELECT count(*) FROM image_exif INDEXED BY image_exif_to_describe WHERE ${waits}`) -
    count(db, `SELECT count(*) FROM image_exif INDEXED BY image_exif_not_present WHERE presence <> 0 AND ${waits}`)
  );
}

function heldBack(db: ReadDb): Health['heldBack'] {
  const rows = prepare(
    db,
    `SELECT id AS libraryId, name, loss_guard AS guard FROM libraries
     WHERE loss_guard IS NOT NULL AND removed_at IS NULL ORDER BY id`,
  ).all() as { libraryId: LibraryId; name: string; guard: string }[];
  return rows.map(({ guard, ...library }) => ({ ...library, guard: JSON.parse(guard) as LossGuard }));
}

/** Missing files cannot be read, and are not due. */
function verification(db: ReadDb, nowMs: number): Health['verification'] {
  const read = prepare(
    db,
    `SELECT count(*) AS files, coalesce(sum(verified_at < @dueBeforeMs), 0) AS due,
       min(nullif(verified_at, 0)) AS oldestVerifiedAtMs
     FROM image_exif INDEXED BY image_exif_to_verify WHERE read_state = 1`,
  );
  const gone = prepare(
    db,
    `SELECT count(*) AS files, coalesce(sum(verified_at < @dueBeforeMs), 0) AS due
     FROM image_exif INDEXED BY image_exif_not_present WHERE presence = 2 AND presence <> 0 AND read_state = 1`,
  );
  const dueBeforeMs = nowMs - verifyIntervalMs;
  const all = read.get({ dueBeforeMs }) as Omit<Health['verification'], 'intervalDays'>;
  const missing = gone.get({ dueBeforeMs }) as { readonly files: number; readonly due: number };
  return {
    files: all.files - missing.files,
    due: all.due - missing.due,
    oldestVerifiedAtMs: all.oldestVerifiedAtMs,
    intervalDays: verifyIntervalDays,
  };
}
