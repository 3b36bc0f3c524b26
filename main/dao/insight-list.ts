/** The insights of all photos, latest first: for the page that shows them, and for what is done to many at once. */
import { ownHand } from '../../preload/contract/model.js';
import type {
  InsightFilter,
  InsightMaker,
  InsightPage,
  InsightPlace,
  ListedInsight,
  LocationId,
} from '../../preload/contract/model.js';
import { prepare, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { hashOrNull, idList } from './columns.js';

/** Rows of the index that are read at once. */
const readAtOnce = 500;
/** Where few rows fit, an answer comes with what was found among so many, and the caller asks on. */
const lookedAtMost = 20_000;

const latestPlace: InsightPlace = { generatedAtMs: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

/**
 * Who wrote insights that are kept, and of how many photos theirs is the one that is shown. Those of the user's own hand
 * first, then in the alphabet's order. Reads an index of all insights: for a reader.
 */
export function insightMakers(db: ReadDb): InsightMaker[] {
  const makers = prepare(
    db,
    `SELECT provider, model_version AS modelVersion, count(*) AS insights, sum(is_current) AS current
     FROM photo_insights INDEXED BY photo_insights_maker WHERE deleted_at IS NULL GROUP BY provider, model_version`,
  ).all() as InsightMaker[];
  return [...makers.filter(isOwn), ...makers.filter((maker) => !isOwn(maker))];
}

function isOwn({ provider }: InsightMaker): boolean {
  return provider === ownHand;
}

interface Row extends InsightPlace {
  readonly isCurrent: number;
}

const condition = `deleted_at IS NULL AND (generated_at, id) < (@generatedAtMs, @id)
  AND generated_at >= @fromMs AND generated_at < @toMs AND (@isCurrent IS NULL OR is_current = @isCurrent)
  ORDER BY generated_at DESC, id DESC LIMIT ${readAtOnce}`;
const rowSql = 'SELECT id, generated_at AS generatedAtMs, is_current AS isCurrent FROM photo_insights';
const allSql = `${rowSql} INDEXED BY photo_insights_made WHERE ${condition}`;
const ofMakerSql = `${rowSql} INDEXED BY photo_insights_maker
  WHERE provider = @provider AND model_version = @modelVersion AND ${condition}`;

function nextRows(db: ReadDb, filter: InsightFilter, after: InsightPlace): Row[] {
  const parameters = {
    generatedAtMs: after.generatedAtMs,
    id: after.id,
    fromMs: filter.fromMs ?? Number.MIN_SAFE_INTEGER,
    toMs: filter.toMs ?? Number.MAX_SAFE_INTEGER,
    isCurrent: filter.standing === 'all' ? null : Number(filter.standing !== 'history'),
  };
  const { maker } = filter;
  const rows =
    maker === null ? prepare(db, allSql).all(parameters) : prepare(db, ofMakerSql).all({ ...parameters, ...maker });
  return rows as Row[];
}

/**
 * Versions of the same photo by somebody else say something else: another title, without regard to case. Of what the
 * user wrote, too.
 */
const differsSql = `EXISTS (SELECT 1 FROM photo_insights AS o WHERE o.photo_id = i.photo_id AND o.deleted_at IS NULL
  AND (o.provider, o.model_version) <> (i.provider, i.model_version) AND lower(o.title) <> lower(i.title))`;

const listedSql = `
  SELECT i.id, i.title, i.summary, i.provider, i.model_version AS modelVersion, i.prompt_version AS promptVersion,
    i.generated_at AS generatedAtMs, i.is_current AS isCurrent, i.pinned_at IS NOT NULL AS isPinned,
    i.is_stale AS isStale, i.rating, i.content_hash AS contentHash, i.rel_path AS relPath,
    coalesce(l.name, i.imported_from, 'Library ' || i.library_id) AS libraryName,
    (SELECT count(*) FROM photo_insights AS o WHERE o.photo_id = i.photo_id AND o.deleted_at IS NULL) AS versions,
    coalesce(
      (SELECT e.id FROM image_exif AS e WHERE e.photo_id = i.photo_id ORDER BY e.presence, e.stack_cover_id IS NOT NULL, e.id LIMIT 1),
      (SELECT e.id FROM image_exif AS e
       WHERE i.photo_id IS NULL AND e.library_id = i.library_id AND e.rel_path = i.rel_path)) AS locationId
  FROM json_each(@ids) AS wanted CROSS JOIN photo_insights AS i ON i.id = wanted.value
    LEFT JOIN libraries AS l ON l.id = i.library_id
  WHERE (NOT @differs OR ${differsSql}) AND (NOT @isStale OR i.is_stale)
    AND (@rating IS NULL OR i.rating IS nullif(@rating, 'none'))
  ORDER BY i.generated_at DESC, i.id DESC`;

type StoredRow = Omit<ListedInsight, 'isCurrent' | 'isPinned' | 'isStale' | 'contentHash'> & {
  readonly isCurrent: number;
  readonly isPinned: number;
  readonly isStale: number;
  readonly contentHash: Buffer | null;
};

function listed(db: ReadDb, rows: readonly Row[], { differs, rating, standing }: InsightFilter): ListedInsight[] {
  const found = prepare(db, listedSql).all({
    ids: idList(rows.map(({ id }) => id)),
    differs: differs ? 1 : 0,
    isStale: standing === 'stale' ? 1 : 0,
    rating,
  }) as StoredRow[];
  return found.map((row) => ({
    ...row,
    isCurrent: row.isCurrent === 1,
    isPinned: row.isPinned === 1,
    isStale: row.isStale === 1,
    contentHash: hashOrNull(row.contentHash),
    // Of a file that was not read yet, there are no others.
    versions: Math.max(1, row.versions),
  }));
}

/**
 * A part of the list: those after a place, null for the first. `next` says where the next part begins, null at the end; a
 * part can be short, or empty, while there is more.
 */
export function listInsights(
  db: ReadDb,
  filter: InsightFilter,
  after: InsightPlace | null,
  limit: number,
): InsightPage {
  return snapshot(db, () => {
    const insights: ListedInsight[] = [];
    let place = after ?? latestPlace;
    for (let looked = 0; looked < lookedAtMost; looked += readAtOnce) {
      const rows = nextRows(db, filter, place);
      for (const insight of listed(db, rows, filter)) {
        insights.push(insight);
        if (insights.length === limit) {
          const { generatedAtMs, id } = insight;
          return { insights, next: { generatedAtMs, id } };
        }
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < readAtOnce) return { insights, next: null };
      place = { generatedAtMs: last.generatedAtMs, id: last.id };
    }
    return { insights, next: place };
  });
}

/** One location of each photo of the whole list, in its order; files that are gone are none. In steps: there may be many. */
export function* locationsOfList(db: ReadDb, filter: InsightFilter): Generator<void, LocationId[]> {
  const found = new Set<LocationId>();
  let place: InsightPlace | null = null;
  do {
    const page: InsightPage = listInsights(db, filter, place, readAtOnce);
    for (const { locationId } of page.insights) if (locationId !== null) found.add(locationId);
    place = page.next;
    yield;
  } while (place !== null);
  return [...found];
}
