/**
 * Makes derived data follow the bytes: three idempotent passes over the database alone, once a tick.
 * What there is to look at stands in `reconcile_locations` and `reconcile_insights`, which triggers fill.
 */
import { earliestTrustedMs, trustedAheadMs } from '../core/insight-order.js';
import { albumsTable } from '../dao/albums.js';
import { fillChanges } from '../dao/edits.js';
import { marksTable } from '../dao/marks.js';
import { fillPhotoChanges, foldFound } from '../dao/set-values.js';
import { apartTable, stacksTable } from '../dao/stack-members.js';
import { fillTurns } from '../dao/turns.js';
import { finish, inSteps } from '../db/in-steps.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';

export interface ReconcileResult {
  readonly taggedPhotoFilled: number;
  readonly insightsFilled: number;
  /** Places whose marks are the photo's from now on. */
  readonly marksFilled: number;
  /** Places in albums that are the photo's from now on. */
  readonly albumsFilled: number;
  /** Places in stacks that are the photo's from now on. */
  readonly stacksFilled: number;
  readonly insightsDemoted: number;
  /** Older tags whose path turned out to lead to different bytes in several libraries, noted for the user. */
  readonly ambiguousTags: number;
  readonly changed: boolean;
}

interface Counts {
  taggedPhotoFilled: number;
  insightsFilled: number;
  marksFilled: number;
  albumsFilled: number;
  stacksFilled: number;
  insightsDemoted: number;
  ambiguousTags: number;
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
  const counts: Counts = {
    taggedPhotoFilled: 0,
    insightsFilled: 0,
    marksFilled: 0,
    albumsFilled: 0,
    stacksFilled: 0,
    insightsDemoted: 0,
    ambiguousTags: 0,
  };
  yield* inSteps(
    db,
    (rows) => nextLocations(db, rows),
    (last) => {
      fillHashes(db, last, nowMs, counts);
    },
  );
  yield* inSteps(
    db,
    (rows) => nextPhotos(db, rows),
    (last) => {
      mergeCurrent(db, last, nowMs, counts);
    },
  );
  return { ...counts, changed: Object.values(counts).some((count: number) => count > 0) };
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
 * step.
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
  FROM found WHERE tagged_photo.id = found.id`;

/** Where an edit made these bytes, the tag is older than they are, and never meant them. */
function couldBeMeant(place: string): string {
  return `${place}.content_hash IS NOT NULL AND NOT EXISTS (SELECT 1 FROM content_lineage AS made
    WHERE made.to_hash = ${place}.content_hash AND made.library_id = ${place}.library_id AND made.rel_path = ${place}.rel_path)`;
}

/** `t` is an older tag row with its hash, and `c` another photo that it may have meant. */
export const ambiguousSql = `t.library_id IS NULL AND t.photo_id IS NOT NULL AND EXISTS (SELECT 1 FROM image_exif AS c
  WHERE c.rel_path = t.rel_path AND c.photo_id <> t.photo_id AND ${couldBeMeant('c')})`;

/** Of several rows of a tag and a path, the oldest says which photo was chosen. Settled ones stay settled. */
export const noteAmbiguitiesSql = `
  INSERT INTO tag_ambiguities (tag_id, rel_path, photo_id, noted_at)
  SELECT tag_id, rel_path, photo_id, @nowMs FROM (
    SELECT t.tag_id, t.rel_path, t.photo_id, min(t.id)
    FROM reconcile_locations AS q CROSS JOIN image_exif AS e ON e.id = q.location_id
    CROSS JOIN tagged_photo AS t INDEXED BY tagged_photo_older ON t.rel_path = e.rel_path
    WHERE q.location_id <= @last AND ${ambiguousSql} GROUP BY t.tag_id, t.rel_path)
  WHERE true ON CONFLICT (rel_path, tag_id) DO NOTHING`;

const openAmbiguitySql = `
  reconcile_locations AS q CROSS JOIN image_exif AS e ON e.id = q.location_id
  CROSS JOIN tag_ambiguities AS a ON a.rel_path = e.rel_path AND a.settled_at IS NULL`;
export const notePhotosSql = `
  INSERT INTO tag_ambiguity_photos (ambiguity_id, photo_id, library_id)
  SELECT a.id, c.photo_id, c.library_id FROM ${openAmbiguitySql}
  CROSS JOIN image_exif AS c ON c.rel_path = e.rel_path AND ${couldBeMeant('c')}
  WHERE q.location_id <= @last
    AND EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.library_id IS NULL AND t.rel_path = a.rel_path AND t.tag_id = a.tag_id)
  ON CONFLICT DO NOTHING`;
/** Its file may be gone, or edited, by now. */
export const noteChosenSql = `
  INSERT INTO tag_ambiguity_photos (ambiguity_id, photo_id, library_id)
  SELECT a.id, a.photo_id, coalesce(
    (SELECT c.library_id FROM image_exif AS c WHERE c.photo_id = a.photo_id ORDER BY c.library_id LIMIT 1), 0)
  FROM ${openAmbiguitySql} WHERE q.location_id <= @last
    AND NOT EXISTS (SELECT 1 FROM tag_ambiguity_photos AS p WHERE p.ambiguity_id = a.id AND p.photo_id = a.photo_id)
  ON CONFLICT DO NOTHING`;

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

/**
 * Passes 1 and 2: tag rows, insights and marks without a hash take that of their place; so do changes in the history. Of
 * marks that meet, the later edit's count. Older tags that may mean several photos are noted.
 */
function fillHashes(db: WriteDb, last: number, nowMs: number, counts: Counts): void {
  transaction(db, () => {
    counts.taggedPhotoFilled += prepare(db, fillTaggedPhotoSql).run({ last }).changes;
    counts.ambiguousTags += prepare(db, noteAmbiguitiesSql).run({ last, nowMs }).changes;
    prepare(db, notePhotosSql).run({ last });
    prepare(db, noteChosenSql).run({ last });
    counts.insightsFilled += prepare(db, fillInsightsSql).run({ last }).changes;
    counts.marksFilled += foldFound(db, marksTable, last);
    counts.albumsFilled += foldFound(db, albumsTable, last);
    counts.stacksFilled += foldFound(db, stacksTable, last) + foldFound(db, apartTable, last);
    fillChanges(db, last);
    fillPhotoChanges(db, last);
    fillTurns(db, last);
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
