/**
 * Makes derived data follow the bytes: three idempotent passes over the database alone, once a tick.
 * What there is to look at stands in `reconcile_locations` and `reconcile_insights`, which triggers fill.
 */
import { prepare, preparePluck, relaxed, transaction } from '../db/open.js';
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

const firstStepRows = 500;
const stepRowsRange = { min: 50, max: 20_000 };
/** What a step should take; it must stay far below the 50 ms within which the engine answers. */
const stepTargetMillis = 15;

/** Runs to the end. */
export function reconcile(db: WriteDb, nowMs: number): ReconcileResult {
  const steps = reconcileSteps(db, nowMs);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * The same in steps, each one short transaction, so that the engine can answer calls between them. Work done leaves
 * its queue in the transaction that does it: whatever stops the app, the next run goes on from there.
 */
export function* reconcileSteps(db: WriteDb, nowMs: number): Generator<void, ReconcileResult> {
  const counts: Counts = { taggedPhotoFilled: 0, insightsFilled: 0, insightsDemoted: 0, ambiguousTagRows: 0 };
  yield* inSteps(db, (rows) => fillHashes(db, rows, counts));
  yield* inSteps(db, (rows) => mergeCurrent(db, rows, nowMs, counts));
  const { taggedPhotoFilled, insightsFilled, insightsDemoted } = counts;
  return { ...counts, changed: taggedPhotoFilled + insightsFilled + insightsDemoted > 0 };
}

/** `work` takes up to so many entries off its queue and returns how many it took. */
function* inSteps(db: WriteDb, work: (rows: number) => number): Generator<void, void> {
  let rows = firstStepRows;
  for (;;) {
    const startedAt = performance.now();
    const taken = relaxed(db, () => work(rows));
    if (taken < rows) return;
    const fitting = (rows * stepTargetMillis) / Math.max(performance.now() - startedAt, 0.1);
    rows = Math.round(Math.min(Math.max(fitting, rows / 2, stepRowsRange.min), rows * 2, stepRowsRange.max));
    yield;
  }
}

const pathHashes = `FROM image_exif AS c WHERE c.rel_path = tagged_photo.rel_path AND c.content_hash IS NOT NULL`;

/**
 * Returns, for each row filled, whether it was an older one whose path leads to different bytes. The rows are found
 * first (MATERIALIZED): left to itself, the planner would go through the whole table for each step.
 */
export const fillTaggedPhotoSql = `
  WITH found AS MATERIALIZED (
    SELECT waiting.id, e.content_hash AS hash
    FROM reconcile_locations AS q
    CROSS JOIN image_exif AS e ON e.id = q.location_id
    CROSS JOIN tagged_photo AS waiting ON waiting.content_hash IS NULL AND waiting.rel_path = e.rel_path
      AND (waiting.library_id = e.library_id OR waiting.library_id IS NULL)
    WHERE q.location_id <= @last AND e.content_hash IS NOT NULL)
  UPDATE tagged_photo SET content_hash = CASE WHEN tagged_photo.library_id IS NULL
    THEN (SELECT c.content_hash ${pathHashes} ORDER BY c.library_id LIMIT 1) ELSE found.hash END
  FROM found WHERE tagged_photo.id = found.id
  RETURNING tagged_photo.library_id IS NULL AND (SELECT min(c.content_hash) <> max(c.content_hash) ${pathHashes})`;

export const fillInsightsSql = `
  WITH found AS MATERIALIZED (
    SELECT waiting.id, e.content_hash AS hash
    FROM reconcile_locations AS q
    CROSS JOIN image_exif AS e ON e.id = q.location_id
    CROSS JOIN photo_insights AS waiting
      ON waiting.content_hash IS NULL AND waiting.rel_path = e.rel_path AND waiting.library_id = e.library_id
    WHERE q.location_id <= @last AND e.content_hash IS NOT NULL)
  UPDATE photo_insights SET content_hash = found.hash
  FROM found WHERE photo_insights.id = found.id`;

/** Passes 1 and 2: tag rows and insights without a hash take that of their place. */
function fillHashes(db: WriteDb, rows: number, counts: Counts): number {
  const last = preparePluck(
    db,
    `SELECT max(location_id) FROM (SELECT location_id FROM reconcile_locations ORDER BY location_id LIMIT ?)`,
  ).get(rows) as number | null;
  if (last === null) return 0;
  return transaction(db, () => {
    const filled = preparePluck(db, fillTaggedPhotoSql).all({ last }) as number[];
    counts.taggedPhotoFilled += filled.length;
    for (const isAmbiguous of filled) counts.ambiguousTagRows += isAmbiguous;
    counts.insightsFilled += prepare(db, fillInsightsSql).run({ last }).changes;
    return prepare(db, 'DELETE FROM reconcile_locations WHERE location_id <= ?').run(last).changes;
  });
}

/** The order of DESIGN.md, section 2: the latest pin, then the earliest generated, then the lowest id stays. */
export const mergeSql = `
  WITH ranked AS MATERIALIZED (
    SELECT c.id,
      row_number() OVER best AS place,
      first_value(c.pinned_at) OVER best AS winner_pin
    FROM reconcile_insights AS q
    CROSS JOIN photo_insights AS c ON c.content_hash = q.content_hash AND c.is_current = 1
    WHERE q.content_hash <= @last
    WINDOW best AS (PARTITION BY c.content_hash ORDER BY c.pinned_at DESC NULLS LAST, c.generated_at, c.id))
  UPDATE photo_insights
  SET is_current = 0, demoted_at = @nowMs, demoted_reason = iif(ranked.winner_pin IS NULL, 'merged_later', 'not_pinned')
  FROM ranked WHERE photo_insights.id = ranked.id AND ranked.place > 1`;

/** Pass 3: of several current insights of the same bytes one stays; the others keep all their data. */
function mergeCurrent(db: WriteDb, rows: number, nowMs: number, counts: Counts): number {
  const last = preparePluck(
    db,
    `SELECT max(content_hash) FROM (SELECT content_hash FROM reconcile_insights ORDER BY content_hash LIMIT ?)`,
  ).get(rows) as Buffer | null;
  if (last === null) return 0;
  return transaction(db, () => {
    counts.insightsDemoted += prepare(db, mergeSql).run({ last, nowMs }).changes;
    return prepare(db, 'DELETE FROM reconcile_insights WHERE content_hash <= ?').run(last).changes;
  });
}
