/**
 * Makes derived data follow the bytes: three idempotent passes over the database alone, once a tick.
 * What there is to look at stands in `reconcile_locations` and `reconcile_insights`, which triggers fill.
 */
import { earliestTrustedMs, trustedAheadMs } from '../core/insight-order.js';
import { fillChanges } from '../dao/edits.js';
import { finish, inSteps } from '../db/in-steps.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';

export interface ReconcileResult {
  readonly taggedPhotoFilled: number;
  readonly insightsFilled: number;
  readonly insightsDemoted: number;
  /** Older tag rows that were filled although their path leads to different bytes in several libraries. */
  readonly ambiguousTagRows: number;
  readonly changed: boolean;
}

interface Counts {
  taggedPhotoFilled: number;
  insightsFilled: number;
  insightsDemoted: number;
  ambiguousTagRows: number;
}

/** Runs to the end. */
export function reconcile(db: WriteDb, nowMs: number): ReconcileResult {
  return finish(reconcileSteps(db, nowMs));
}

/**
 * The same in steps, each one short transaction, so that the engine can answer calls between them. Work done leaves
 * its queue in the transaction that does it: whatever stops the app, the next run goes on from there.
 */
export function* reconcileSteps(db: WriteDb, nowMs: number): Generator<void, ReconcileResult> {
  const counts: Counts = { taggedPhotoFilled: 0, insightsFilled: 0, insightsDemoted: 0, ambiguousTagRows: 0 };
  yield* inSteps(
    db,
    (rows) => nextLocations(db, rows),
    (last) => {
      fillHashes(db, last, counts);
    },
  );
  yield* inSteps(
    db,
    (rows) => nextPhotos(db, rows),
    (last) => {
      mergeCurrent(db, last, nowMs, counts);
    },
  );
  const { taggedPhotoFilled, insightsFilled, insightsDemoted } = counts;
  return { ...counts, changed: taggedPhotoFilled + insightsFilled + insightsDemoted > 0 };
}

function nextLocations(db: WriteDb, rows: number): number | null {
  return preparePluck(
    db,
    'SELECT max(location_id) FROM (SELECT location_id FROM reconcile_locations ORDER BY location_id LIMIT ?)',
  ).get(rows) as number | null;
}

function nextPhotos(db: WriteDb, rows: number): number | null {
  return preparePluck(
    db,
    'SELECT max(photo_id) FROM (SELECT photo_id FROM reconcile_insights ORDER BY photo_id LIMIT ?)',
  ).get(rows) as number | null;
}

/**
 * The rows to fill are found first (MATERIALIZED): left to itself, the planner would go through the whole table in each
 * step. Returns, for each row filled, whether it was an older one whose path leads to different bytes.
 */
export const fillTaggedPhotoSql = `
  WITH found AS MATERIALIZED (
    SELECT waiting.id, home.content_hash AS hash, home.photo_id AS photo_id
    FROM reconcile_locations AS q
    CROSS JOIN image_exif AS e ON e.id = q.location_id
    CROSS JOIN tagged_photo AS waiting ON waiting.content_hash IS NULL AND waiting.copy_of IS NULL
      AND waiting.rel_path = e.rel_path AND (waiting.library_id = e.library_id OR waiting.library_id IS NULL)
    CROSS JOIN image_exif AS home ON home.id = CASE WHEN waiting.library_id IS NOT NULL THEN e.id ELSE (
      SELECT c.id FROM image_exif AS c WHERE c.rel_path = e.rel_path AND c.content_hash IS NOT NULL
      ORDER BY c.library_id LIMIT 1) END
    WHERE q.location_id <= @last AND e.content_hash IS NOT NULL)
  UPDATE tagged_photo SET content_hash = found.hash, photo_id = found.photo_id
  FROM found WHERE tagged_photo.id = found.id
  RETURNING tagged_photo.library_id IS NULL AND EXISTS (
    SELECT 1 FROM image_exif AS c WHERE c.rel_path = tagged_photo.rel_path AND c.content_hash IS NOT NULL
      AND c.photo_id <> tagged_photo.photo_id)`;

export const fillInsightsSql = `
  WITH found AS MATERIALIZED (
    SELECT waiting.id, e.content_hash AS hash, e.photo_id AS photo_id
    FROM reconcile_locations AS q
    CROSS JOIN image_exif AS e ON e.id = q.location_id
    CROSS JOIN photo_insights AS waiting
      ON waiting.content_hash IS NULL AND waiting.rel_path = e.rel_path AND waiting.library_id = e.library_id
    WHERE q.location_id <= @last AND e.content_hash IS NOT NULL)
  UPDATE photo_insights SET content_hash = found.hash, photo_id = found.photo_id
  FROM found WHERE photo_insights.id = found.id`;

/** Passes 1 and 2: tag rows and insights without a hash take that of their place; so do changes in the history. */
function fillHashes(db: WriteDb, last: number, counts: Counts): void {
  transaction(db, () => {
    const filled = preparePluck(db, fillTaggedPhotoSql).all({ last }) as number[];
    counts.taggedPhotoFilled += filled.length;
    for (const isAmbiguous of filled) counts.ambiguousTagRows += isAmbiguous;
    counts.insightsFilled += prepare(db, fillInsightsSql).run({ last }).changes;
    fillChanges(db, last);
    prepare(db, 'DELETE FROM reconcile_locations WHERE location_id <= ?').run(last);
  });
}

/** `mergeOrder` in SQL. */
export const mergeSql = `
  WITH ranked AS MATERIALIZED (
    SELECT c.id,
      row_number() OVER best AS place,
      first_value(c.pinned_at) OVER best AS winner_pin
    FROM reconcile_insights AS q
    CROSS JOIN photo_insights AS c ON c.photo_id = q.photo_id AND c.is_current = 1
    WHERE q.photo_id <= @last
    WINDOW best AS (PARTITION BY c.photo_id ORDER BY c.pinned_at DESC NULLS LAST,
      c.generated_at < ${earliestTrustedMs} OR c.generated_at > @nowMs + ${trustedAheadMs}, c.generated_at, c.id))
  UPDATE photo_insights
  SET is_current = 0, demoted_at = @nowMs, demoted_reason = iif(ranked.winner_pin IS NULL, 'merged_later', 'not_pinned')
  FROM ranked WHERE photo_insights.id = ranked.id AND ranked.place > 1`;

/** Pass 3: of several current insights of the same bytes one stays; the others keep all their data. */
function mergeCurrent(db: WriteDb, last: number, nowMs: number, counts: Counts): void {
  transaction(db, () => {
    counts.insightsDemoted += prepare(db, mergeSql).run({ last, nowMs }).changes;
    prepare(db, 'DELETE FROM reconcile_insights WHERE photo_id <= ?').run(last);
  });
}
