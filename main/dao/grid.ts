/** The grid: one entry a photo, newest first. */
import type {
  ContentHash,
  GridDetail,
  GridModel,
  GridView,
  LibraryId,
  LocationId,
  ViewCounts,
} from '../../preload/contract/model.js';
import { GridFlag } from '../../preload/contract/model.js';
import { fileNameOf } from '../core/rel-path.js';
import { prepare, preparePluck, prepareRaw, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { hashOrNull, idList } from './columns.js';
import { belongsTo } from './leads-to.js';
import { currentTitles } from './photo-insights.js';
import { tagCountsOfLocations } from './tagged-photo.js';

/** With a limit, only the newest photos; null for all of them. */
export function gridModel(db: ReadDb, view: GridView, limit: number | null): GridModel {
  return snapshot(db, () => {
    const rows = prepareRaw(db, modelSql(view)).all({
      library: view.libraryId,
      tag: view.tagId,
      limit: limit === null ? -1 : limit + 1,
    }) as [id: number, sortTimeMs: number, aspect: number, places: number, flags: number][];
    const count = limit === null ? rows.length : Math.min(rows.length, limit);
    const model = {
      ids: new Int32Array(count),
      sortTimesMs: new Float64Array(count),
      aspects: new Float32Array(count),
      places: new Uint8Array(count),
      flags: new Uint8Array(count),
      truncated: rows.length > count,
    };
    for (let i = 0; i < count; i++) {
      const row = rows[i];
      if (row === undefined) break;
      [model.ids[i], model.sortTimesMs[i], model.aspects[i], model.places[i], model.flags[i]] = row;
    }
    return model;
  });
}

function modelSql(view: GridView): string {
  return `SELECT e.id, e.sort_time_ms, coalesce(e.width * 1.0 / nullif(e.height, 0), 0),
      CASE WHEN e.photo_id IS NULL THEN e.presence = 0 ELSE
        min(255, (SELECT count(*) FROM image_exif AS p WHERE p.photo_id = e.photo_id AND p.presence = 0)) END,
      ${flagsSql}
    FROM image_exif AS e WHERE ${represents(view)}
    ORDER BY e.sort_time_ms DESC, e.id DESC LIMIT @limit`;
}

/** How many photos each standing view shows. */
export function viewCounts(db: ReadDb): ViewCounts {
  return snapshot(db, () => {
    const count = (filter: GridView['filter']): number =>
      preparePluck(
        db,
        `SELECT count(*) FROM image_exif AS e WHERE ${represents({ libraryId: null, tagId: null, filter })}`,
      ).get() as number;
    return { all: count('all'), untagged: count('untagged'), missing: count('missing'), problems: count('problems') };
  });
}

/** A condition: the location `e` stands for its photo in the view. */
function represents(view: GridView): string {
  return `${covers(view, 'e')}
      AND NOT EXISTS (SELECT 1 FROM image_exif AS o WHERE o.photo_id = e.photo_id
        AND (o.presence, o.id) < (e.presence, e.id) AND ${covers(view, 'o')})`;
}

const flagsSql = `(e.preview_state = 0) * ${GridFlag.pending} + (e.preview_state = 2) * ${GridFlag.unsupported}
  + (e.preview_state = 3) * ${GridFlag.damaged} + (e.media_kind = 'video') * ${GridFlag.video}
  + (e.presence = 2) * ${GridFlag.missing}`;

/** A condition: the view shows the photo at this location, and may show it by this location. */
function covers(view: GridView, alias: string): string {
  const conditions = [];
  if (view.libraryId !== null) conditions.push(`${alias}.library_id = @library`);
  if (view.filter === 'missing') {
    conditions.push(`${alias}.presence = 2`);
    conditions.push(
      `NOT EXISTS (SELECT 1 FROM image_exif AS c WHERE c.photo_id = ${alias}.photo_id AND c.presence < 2)`,
    );
  } else {
    conditions.push(`${alias}.presence < 2`);
  }
  if (view.filter === 'problems') conditions.push(`${alias}.preview_state >= 2`);
  if (view.filter === 'untagged') conditions.push(`NOT ${bears(alias, '')}`);
  if (view.tagId !== null) conditions.push(bears(alias, 'AND t.tag_id = @tag'));
  return conditions.join(' AND ');
}

function bears(alias: string, only: string): string {
  return `(EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = ${alias}.photo_id ${only})
    OR EXISTS (SELECT 1 FROM tagged_photo AS t WHERE ${belongsTo('t', alias)} ${only}))`;
}

interface StoredDetail {
  readonly id: LocationId;
  readonly contentHash: Buffer | null;
  readonly relPath: string;
  readonly libraryId: LibraryId;
  readonly previewState: number;
}

/** In the order of the request; ids that are gone are left out. */
export function gridDetails(db: ReadDb, ids: readonly LocationId[]): GridDetail[] {
  return snapshot(db, () => {
    const rows = prepare(
      db,
      `SELECT e.id, e.content_hash AS contentHash, e.rel_path AS relPath, e.library_id AS libraryId,
         e.preview_state AS previewState
       FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value ORDER BY wanted.key`,
    ).all(idList(ids)) as StoredDetail[];
    const tagCounts = tagCountsOfLocations(db, ids);
    const titles = currentTitles(db, ids);
    return rows.map(({ id, contentHash, relPath, libraryId, previewState }) => ({
      id,
      contentHash: hashOrNull(contentHash) satisfies ContentHash | null,
      hasThumbnail: previewState === 1,
      fileName: fileNameOf(relPath),
      libraryId,
      tagCount: tagCounts.get(id) ?? 0,
      title: titles.get(id) ?? null,
    }));
  });
}
