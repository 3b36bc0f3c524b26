/** `insight_previews`: answers that were looked at before many more are asked for, until a job takes them or nobody wants them. */
import type { InsightSource, LocationId, ThrownAwayAnswers } from '../../preload/contract/model.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';

export interface PreviewQuestion {
  readonly source: InsightSource;
  readonly locationId: LocationId;
  /** Whom and what was asked: only the answer to the same question is the same. */
  readonly asked: string;
}

export interface KeptPreview {
  readonly id: number;
  /** JSON. */
  readonly answer: string;
  readonly durationMs: number;
}

/** An answer to the same question about the same bytes; null when there is none. */
export function keptPreview(db: ReadDb, question: PreviewQuestion): KeptPreview | null {
  const row = prepare(
    db,
    `SELECT p.id, p.answer, p.duration_ms AS durationMs FROM image_exif AS e
     CROSS JOIN insight_previews AS p ON p.source = @source AND p.content_hash IS e.content_hash
     WHERE e.id = @locationId AND (p.content_hash IS NOT NULL OR p.location_id = e.id) AND p.asked = @asked
     ORDER BY p.id DESC LIMIT 1`,
  ).get(question) as KeptPreview | undefined;
  return row ?? null;
}

/** Answers its id. */
export function keepPreview(
  db: WriteDb,
  question: PreviewQuestion,
  kept: { readonly answer: string; readonly durationMs: number; readonly nowMs: number },
): number | null {
  const id = preparePluck(
    db,
    `INSERT INTO insight_previews (source, content_hash, location_id, asked, answer, duration_ms, made_at)
     SELECT @source, e.content_hash, e.id, @asked, @answer, @durationMs, @nowMs FROM image_exif AS e
     WHERE e.id = @locationId RETURNING id`,
  ).get({ ...question, ...kept }) as number | undefined;
  return id ?? null;
}

/** It became an insight. */
export function forgetPreview(db: WriteDb, id: number): void {
  prepare(db, 'DELETE FROM insight_previews WHERE id = ?').run(id);
}

interface PreviewRow {
  readonly costMicros: number | null;
  readonly currency: string;
}

const throwAwaySql = (condition: string): string => `
  DELETE FROM insight_previews WHERE ${condition}
  RETURNING answer ->> 'costMicros' AS costMicros, coalesce(answer ->> 'currency', '') AS currency`;

/** Nobody wants these. What they cost stays in the sum of all costs. */
export function throwAwayPreviews(db: WriteDb, ids: readonly number[]): ThrownAwayAnswers {
  return throwAway(db, throwAwaySql('id IN (SELECT value FROM json_each(?))'), idList(ids));
}

/** Those that were left from before a time, by an app that ended while they were looked at. A job that goes on keeps its own. */
export function throwAwayOldPreviews(db: WriteDb, beforeMs: number): ThrownAwayAnswers {
  const isNotWanted = `NOT EXISTS (SELECT 1 FROM insight_jobs AS j
    WHERE j.source = insight_previews.source AND j.state IN ('open', 'paused') AND j.scope <> 'new')`;
  return throwAway(db, throwAwaySql(`made_at < ? AND ${isNotWanted}`), beforeMs);
}

function throwAway(db: WriteDb, sql: string, parameter: string | number): ThrownAwayAnswers {
  return transaction(db, () => {
    const rows = prepare(db, sql).all(parameter) as PreviewRow[];
    const sums = new Map<string, number>();
    for (const { costMicros, currency } of rows) {
      if (costMicros === null) continue;
      sums.set(currency, (sums.get(currency) ?? 0) + costMicros);
      prepare(
        db,
        `INSERT INTO thrown_away_costs (currency, micros, answers) VALUES (?, ?, 1)
         ON CONFLICT (currency) DO UPDATE SET micros = micros + excluded.micros, answers = answers + 1`,
      ).run(currency, costMicros);
    }
    return { answers: rows.length, costs: [...sums].map(([currency, micros]) => ({ currency, micros })) };
  });
}
