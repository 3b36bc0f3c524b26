/** What a job of insights would do, told before it begins: how many photos, and what the last answers took. Read only. */
import type { InsightFilter, InsightPlan } from '../../preload/contract/model.js';
import { hasPrice, providerName, withModel } from '../../preload/contract/own-model.js';
import type { OwnModelSettings } from '../../preload/contract/own-model.js';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { idList } from './columns.js';
import type { JobTarget } from './insight-jobs.js';
import { locationsOfList } from './insight-list.js';
import { ownModelSettings } from './own-model.js';
import { isShownSql, staleInsightSql, withoutInsightSql } from './photo-insights.js';

/** Of a target of a million photos it takes seconds: for a reader. */
export function planInsights(
  db: ReadDb,
  target: JobTarget | { readonly filter: InsightFilter; readonly model?: string },
): InsightPlan {
  const photos = 'filter' in target ? { locationIds: finish(locationsOfList(db, target.filter)) } : target;
  const model = 'filter' in target ? (target.model ?? null) : null;
  return snapshot(db, () => ({
    photos: countPhotos(db, photos),
    earlier: earlierAnswers(db, withModel(ownModelSettings(db), model)),
  }));
}

/** One computation a photo, however many of its copies are in the target. */
const countSql = (from: string): string => `
  SELECT count(*) AS "all", coalesce(sum(isMissing), 0) AS missing, coalesce(sum(isStale), 0) AS stale FROM (
    SELECT max(${withoutInsightSql}) AS isMissing, max(${staleInsightSql}) AS isStale
    FROM ${from} GROUP BY coalesce(e.photo_id, -e.id))`;
const countIdsSql = countSql(
  'json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value WHERE e.presence < 2',
);
const countLibrarySql = countSql(`image_exif AS e WHERE e.library_id = @libraryId AND ${isShownSql}`);

function countPhotos(db: ReadDb, target: JobTarget): InsightPlan['photos'] {
  const row =
    'libraryId' in target
      ? prepare(db, countLibrarySql).get({ libraryId: target.libraryId })
      : prepare(db, countIdsSql).get({ ids: idList(target.locationIds) });
  return row as InsightPlan['photos'];
}

/** Answers that tell what the next ones take. */
const lookedAt = 100;

const modelsSql = `
  SELECT DISTINCT model_version FROM photo_insights INDEXED BY photo_insights_maker
  WHERE provider = @provider AND deleted_at IS NULL AND substr(model_version, 1, length(@model)) = @model`;
const answersSql = `
  SELECT duration_ms AS durationMs, cost_micros AS costMicros, currency FROM photo_insights INDEXED BY photo_insights_maker
  WHERE provider = @provider AND model_version = @version AND deleted_at IS NULL
    AND carried_from IS NULL AND duration_ms IS NOT NULL
  ORDER BY generated_at DESC, id DESC LIMIT ${lookedAt}`;

interface Answer {
  readonly durationMs: number;
  readonly costMicros: number | null;
  readonly currency: string | null;
}

/** Servers answer for a model with its dated name: `vision-2` as `vision-2-2026-05-01`. */
function earlierAnswers(db: ReadDb, settings: OwnModelSettings): InsightPlan['earlier'] {
  const { model, currency } = settings;
  const provider = providerName(settings);
  const versions = preparePluck(db, modelsSql).all({ provider, model }) as string[];
  const answers = versions
    .flatMap((version) => prepare(db, answersSql).all({ provider, version }) as Answer[])
    .slice(0, lookedAt);
  if (answers.length === 0) return null;
  const costs = answers.filter((answer) => (answer.currency ?? '') === currency).map(({ costMicros }) => costMicros);
  const known = costs.filter((cost) => cost !== null);
  return {
    answers: answers.length,
    durationMs: mean(answers.map(({ durationMs }) => durationMs)),
    costMicros: hasPrice(settings) && known.length > 0 ? mean(known) : null,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
