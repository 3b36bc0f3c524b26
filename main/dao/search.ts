/** What the window asks about a search beside its photos: what was made of it, and what its photos have in common. */
import type {
  FacetCount,
  GridModel,
  GridView,
  LocationId,
  SearchFacets,
  SearchNotes,
} from '../../preload/contract/model.js';
import { colourLabels, flags, unpackMarks } from '../../preload/contract/marks.js';
import { allOf, conjuncts, parseSearch, printSearch } from '../../preload/contract/search-query.js';
import { foldWord } from '../core/search-words.js';
import { idSet, withIdSets } from '../db/id-sets.js';
import { preparePluck, prepareRaw, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { hasWaitingAlbums } from './albums.js';
import { idList } from './columns.js';
import { planView } from './grid-view.js';
import { gridModel, photosUpTo } from './grid.js';
import { belongsTo, hasCopyTagRows, hasUnhashedTagRows, isForPlace } from './leads-to.js';
import { noContext } from './search-plan.js';
import type { SearchContext } from './search-plan.js';
import { cameraLabelSql } from './search-values.js';

const mostCounted = 1000;
const mostTermsTried = 12;

/** Corrections, names that lead nowhere and, where nothing is found, which single term is to blame. */
export function searchNotes(db: ReadDb, view: GridView, context: SearchContext = noContext): SearchNotes {
  return snapshot(db, () => {
    const { search } = planView(db, view, 'firstScreen', context);
    if (search === null) return { corrections: [], unknown: [], without: [] };
    const { corrections, unknown } = search;
    const terms = conjuncts(parseSearch(view.query ?? '').query);
    const isEmpty = terms.length > 1 && terms.length <= mostTermsTried && photosUpTo(db, view, 1, context) === 0;
    const without = !isEmpty
      ? []
      : terms.flatMap((term) => {
          const query = printSearch(allOf(terms.filter((other) => other !== term)));
          const photos = photosUpTo(db, { ...view, query }, mostCounted, context);
          return photos === 0 ? [] : [{ term: printSearch(term), query, photos, isMore: photos === mostCounted }];
        });
    return { corrections, unknown, without };
  });
}

/** Words that were indexed and begin so, in the alphabet's order. */
export function searchWords(db: ReadDb, beginning: string, limit: number): readonly string[] {
  const from = foldWord(beginning);
  if (from === '') return [];
  return preparePluck(db, 'SELECT word FROM search_words WHERE word >= ? AND word < ? ORDER BY word LIMIT ?').all(
    from,
    `${from}\u{10FFFF}`,
    limit,
  ) as string[];
}

/** Up to so many photos their rows are looked up one by one; of more, whole indexes are gone through. */
const fewPhotos = 50_000;
const mostValues = 200;

/** What the photos of a view have in common, each with on how many of them, the most first. */
export function searchFacets(
  db: ReadDb,
  view: GridView,
  context: SearchContext = noContext,
  few = fewPhotos,
): SearchFacets {
  return snapshot(db, () => {
    // Each photo counts, in a stack or not.
    const model = gridModel(db, view, null, context, false);
    const photos = model.ids.length;
    const counts = photos <= few ? ofFew(db, model) : ofMany(db, model);
    return { photos, dates: datesOf(model), ...marksOf(model), ...counts };
  });
}

type MarkCounts = Pick<SearchFacets, 'ratings' | 'flags' | 'labels'>;
type Counts = Omit<SearchFacets, 'photos' | 'dates' | keyof MarkCounts>;

function ofFew(db: ReadDb, model: GridModel): Counts {
  const ids = idList([...model.ids] as LocationId[]);
  const shown = 'json_each(@ids) AS shown CROSS JOIN image_exif AS e ON e.id = shown.value';
  const counted = (sql: string): readonly FacetCount[] =>
    facetsOf(
      prepareRaw(db, `${sql} ORDER BY 2 DESC, 1 LIMIT ${String(mostValues)}`).all({ ids }) as [string, number][],
    );
  const here = hasCopyTagRows(db) ? `AND ${isForPlace('t', 'e')}` : '';
  const byPlace = hasUnhashedTagRows(db)
    ? `UNION SELECT e.id, t.tag_id FROM ${shown} CROSS JOIN tagged_photo AS t ON ${belongsTo('t', 'e')}`
    : '';
  return {
    tags: counted(
      `SELECT g.name, count(*) FROM (
         SELECT e.id, t.tag_id FROM ${shown} CROSS JOIN tagged_photo AS t ON t.photo_id = e.photo_id ${here} ${byPlace}
         ${byPlace === '' ? 'GROUP BY e.id, t.tag_id' : ''}) AS borne
       CROSS JOIN tags AS g ON g.id = borne.tag_id GROUP BY g.id`,
    ),
    cameras: counted(
      `SELECT ${cameraLabelSql('e')}, count(*) FROM ${shown} WHERE e.camera_model IS NOT NULL GROUP BY 1`,
    ),
    lenses: counted(`SELECT e.lens_model, count(*) FROM ${shown} WHERE e.lens_model IS NOT NULL GROUP BY 1`),
    libraries: counted(
      `SELECT y.name, count(*) FROM (
         SELECT e.id, p.library_id FROM ${shown} CROSS JOIN image_exif AS p ON p.photo_id = e.photo_id
           WHERE p.presence < 2 AND p.stack_cover_id IS NULL
         UNION SELECT e.id, e.library_id FROM ${shown}) AS held
       CROSS JOIN libraries AS y ON y.id = held.library_id GROUP BY y.id`,
    ),
    types: counted(
      `SELECT kind, count(*) FROM (
         SELECT iif(e.media_kind = 'image', 'photo', e.media_kind) AS kind FROM ${shown}
         UNION ALL SELECT 'raw' FROM ${shown} WHERE e.media_kind <> 'raw' AND EXISTS (
           SELECT 1 FROM image_exif AS b INDEXED BY image_exif_stack WHERE b.stack_cover_id = e.id AND b.media_kind = 'raw'))
       WHERE kind <> 'other' GROUP BY kind`,
    ),
    albums: counted(
      `SELECT b.name, ${countedIn(db)} FROM (
         SELECT e.id AS photo, a.album_id FROM ${shown} CROSS JOIN album_photos AS a ON a.photo_id = e.photo_id
           WHERE a.position IS NOT NULL
         ${
           hasWaitingAlbums(db)
             ? `UNION SELECT e.id, a.album_id FROM ${shown} CROSS JOIN album_photos AS a INDEXED BY album_photos_unhashed
                  ON a.photo_id IS NULL AND a.rel_path = e.rel_path AND a.library_id = e.library_id
                  WHERE a.position IS NOT NULL`
             : ''
         }) AS held
       CROSS JOIN albums AS b ON b.id = held.album_id WHERE b.deleted_at IS NULL GROUP BY b.name`,
    ),
  };
}

function ofMany(db: ReadDb, model: GridModel): Counts {
  const shown = idSet([...model.ids]);
  const photos = withIdSets(
    db,
    [shown],
    () =>
      JSON.parse(
        preparePluck(
          db,
          `SELECT json_group_array(photo_id) FROM image_exif INDEXED BY image_exif_grid
           WHERE photo_id IS NOT NULL AND in_set(0, id)`,
        ).get() as string,
      ) as number[],
  );
  return withIdSets(db, [shown, idSet(photos)], () => {
    const counted = (sql: string): readonly FacetCount[] =>
      facetsOf(prepareRaw(db, `${sql} ORDER BY 2 DESC, 1 LIMIT ${String(mostValues)}`).all() as [string, number][]);
    const raw = preparePluck(
      db,
      `SELECT count(DISTINCT coalesce(stack_cover_id, id)) FROM image_exif INDEXED BY image_exif_kind
       WHERE media_kind = 'raw' AND media_kind <> 'image' AND in_set(0, coalesce(stack_cover_id, id))`,
    ).get() as number;
    const ofKind = prepareRaw(
      db,
      `SELECT media_kind, count(*) FROM image_exif INDEXED BY image_exif_kind
       WHERE media_kind <> 'image' AND in_set(0, id) GROUP BY media_kind`,
    ).all() as [string, number][];
    const others = ofKind.reduce((sum, [, count]) => sum + count, 0);
    const video = ofKind.find(([kind]) => kind === 'video')?.[1] ?? 0;
    return {
      // Tags that wait for their photo are few, and not among these.
      tags: counted(
        `SELECT g.name, count(*) FROM (
           SELECT DISTINCT tag_id, photo_id FROM tagged_photo INDEXED BY tagged_photo_tag
           WHERE photo_id IS NOT NULL AND in_set(1, photo_id)) AS borne
         CROSS JOIN tags AS g ON g.id = borne.tag_id GROUP BY g.id`,
      ),
      cameras: counted(
        `SELECT ${cameraLabelSql('e')}, count(*) FROM image_exif AS e INDEXED BY image_exif_camera
         WHERE e.camera_model IS NOT NULL AND in_set(0, e.id) GROUP BY 1`,
      ),
      lenses: counted(
        `SELECT e.lens_model, count(*) FROM image_exif AS e INDEXED BY image_exif_lens
         WHERE e.lens_model IS NOT NULL AND in_set(0, e.id) GROUP BY 1`,
      ),
      libraries: counted(
        `SELECT y.name, count(*) FROM (
           SELECT DISTINCT library_id, coalesce(photo_id, -id) FROM image_exif INDEXED BY image_exif_grid
           WHERE presence < 2 AND stack_cover_id IS NULL AND (in_set(1, photo_id) OR in_set(0, id))) AS held
         CROSS JOIN libraries AS y ON y.id = held.library_id GROUP BY y.id`,
      ),
      types: facetsOf(
        (
          [
            ['photo', model.ids.length - others],
            ['raw', raw],
            ['video', video],
          ] as [string, number][]
        )
          .filter(([, count]) => count > 0)
          .sort(([, a], [, b]) => b - a),
      ),
      albums: counted(
        `SELECT b.name, ${countedIn(db)} FROM (
           SELECT album_id, photo_id AS photo FROM album_photos INDEXED BY album_photos_order
             WHERE position IS NOT NULL AND photo_id IS NOT NULL AND in_set(1, photo_id)
           ${
             hasWaitingAlbums(db)
               ? `UNION SELECT a.album_id, coalesce(e.photo_id, -e.id) FROM album_photos AS a INDEXED BY album_photos_unhashed
                    CROSS JOIN image_exif AS e ON e.rel_path = a.rel_path AND e.library_id = a.library_id
                    WHERE a.photo_id IS NULL AND a.position IS NOT NULL AND in_set(0, e.id)`
               : ''
           }) AS held
         CROSS JOIN albums AS b ON b.id = held.album_id WHERE b.deleted_at IS NULL GROUP BY b.name`,
      ),
    };
  });
}

function facetsOf(rows: readonly (readonly [string, number])[]): readonly FacetCount[] {
  return rows.map(([value, count]) => ({ value, count }));
}

/** What a list of photos says of their marks; what none has is left out. */
function marksOf({ marks }: GridModel): MarkCounts {
  const alike = new Map<number, number>();
  for (const packed of marks) alike.set(packed, (alike.get(packed) ?? 0) + 1);
  const ratings = new Map<string, number>(['5', '4', '3', '2', '1', '0'].map((stars) => [stars, 0]));
  const ofFlags = new Map<string, number>([...flags, 'none'].map((flag) => [flag, 0]));
  const ofLabels = new Map<string, number>([...colourLabels, 'none'].map((label) => [label, 0]));
  const add = (counts: Map<string, number>, value: string, count: number): void => {
    counts.set(value, (counts.get(value) ?? 0) + count);
  };
  for (const [packed, count] of alike) {
    const { rating, flag, label } = unpackMarks(packed);
    if (rating === 0) add(ratings, '0', count);
    for (let stars = 1; stars <= rating; stars++) add(ratings, String(stars), count);
    add(ofFlags, flag ?? 'none', count);
    add(ofLabels, label ?? 'none', count);
  }
  const facets = (counts: ReadonlyMap<string, number>): readonly FacetCount[] =>
    facetsOf([...counts].filter(([, count]) => count > 0));
  return { ratings: facets(ratings), flags: facets(ofFlags), labels: facets(ofLabels) };
}

/** Albums have one name here and there: then a photo in two of them counts once. */
function countedIn(db: ReadDb): string {
  const twice = preparePluck(
    db,
    'SELECT 1 FROM albums WHERE deleted_at IS NULL AND query IS NULL GROUP BY name HAVING count(*) > 1 LIMIT 1',
  ).get();
  return twice === undefined ? 'count(*)' : 'count(DISTINCT held.photo)';
}

/** By year; where there is one only, by month. The latest first. */
function datesOf({ sortTimesMs }: GridModel): readonly FacetCount[] {
  const years = new Map<number, number>();
  const months = new Map<string, number>();
  let [from, to] = [0, 0];
  let year = 0;
  for (const time of sortTimesMs) {
    if (time < from || time >= to) {
      year = new Date(time).getUTCFullYear();
      [from, to] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
    }
    years.set(year, (years.get(year) ?? 0) + 1);
  }
  if (years.size > 1 || years.size === 0) {
    return facetsOf([...years].sort(([a], [b]) => b - a).map(([value, count]) => [String(value), count]));
  }
  for (const time of sortTimesMs) {
    const month = new Date(time).toISOString().slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + 1);
  }
  return facetsOf([...months].sort(([a], [b]) => (a < b ? 1 : -1)));
}
