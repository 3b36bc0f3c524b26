/** The grid: one entry a photo, in the order of its view. */
import type {
  GridDetail,
  GridModel,
  GridSection,
  GridView,
  LibraryId,
  LocationId,
  ViewCounts,
} from '../../preload/contract/model.js';
import { unpackMarks } from '../../preload/contract/marks.js';
import { GridFlag } from '../../preload/contract/model.js';
import { arrange } from '../core/grid-order.js';
import type { OrderColumns } from '../core/grid-order.js';
import { fileNameOf } from '../core/rel-path.js';
import { withIdSets } from '../db/id-sets.js';
import { prepare, prepareOnce, preparePluck, prepareRaw, snapshot } from '../db/open.js';
import type { ReadDb, Statement } from '../db/open.js';
import { hashOrNull, idList } from './columns.js';
import {
  firstInOrder,
  gridOrderOf,
  groupSql,
  keySql,
  librariesInOrder,
  namesOfPlaces,
  wallTimeOf,
} from './grid-order.js';
import {
  covers,
  hasTile,
  isOfFew,
  orderOf,
  parametersOf,
  planView,
  represents,
  sourceOf,
  stackedSql,
} from './grid-view.js';
import type { ViewPlan } from './grid-view.js';
import { belongsTo, hasUnhashedTagRows, homeOfRow } from './leads-to.js';
import { allMarks, packedMarksSql } from './marks.js';
import { noContext } from './search-plan.js';
import type { SearchContext } from './search-plan.js';
import { currentTitles } from './photo-insights.js';
import { likenessOf } from './similar.js';
import type { AlikePhoto } from './similar.js';
import { allStacks } from './stack-members.js';
import type { AllStacks } from './stack-members.js';
import { kindsBehind } from './stacks.js';
import { tagCountsOfLocations } from './tagged-photo.js';
import { allTurns } from './turns.js';

/**
 * With a limit, only the first photos, unless it takes all of them to know which these are; null for all of them. `folds`:
 * photos of a stack have one tile.
 */
export function gridModel(
  db: ReadDb,
  view: GridView,
  limit: number | null,
  context: SearchContext = noContext,
  folds = true,
): GridModel {
  return snapshot(db, () => {
    const hasOwnOrder = view.albumId !== undefined || view.likeLocationId !== undefined || view.stackOf !== undefined;
    const first = limit === null || hasOwnOrder ? null : firstInOrder(gridOrderOf(view));
    const planned = planView(db, view, first === null ? 'all' : 'firstScreen', context);
    const plan = folds ? planned : { ...planned, showsStacksOfPhotos: false };
    if (hasOwnOrder) return inOrder(db, plan, probe(db, plan, { limit }));
    if (first !== null) return inOrder(db, plan, probe(db, plan, { ...first, limit }));
    return inOrder(db, plan, isOfFewPhotos(plan) ? probe(db, plan) : sweep(db, plan));
  });
}

/** They are found without going through the others. */
function isOfFewPhotos(plan: ViewPlan): boolean {
  return plan.view.albumId !== undefined || plan.isSparse || plan.isOfFewMarks || isOfFew(plan);
}

/** Photos as they were read, and by what they are sorted and grouped. */
export interface Listed {
  readonly model: GridModel;
  /** Of each row; 0 while the file has no hash. */
  readonly photos: Int32Array;
  readonly keys: OrderColumns['keys'];
  readonly groups: OrderColumns['groups'];
}

function inOrder(db: ReadDb, { view, alike }: ViewPlan, { model, photos, keys: read, groups }: Listed): GridModel {
  const order = gridOrderOf(view);
  const keys = order.by === 'rating' ? Array.from(model.marks, (packed) => unpackMarks(packed).rating) : read;
  addTurns(db, model, photos);
  if (alike !== null) return { ...model, sections: sectionsOfAlike(alike, photos) };
  if (view.albumId !== undefined) return model;
  // Its order is of no time.
  if (view.stackOf !== undefined) return { ...model, sections: [] };
  const placeNames = order.group === 'place' ? namesOfPlaces(db, photos) : [];
  const columns = { ids: model.ids, sortTimesMs: model.sortTimesMs, keys, groups, placeNames };
  const libraries = order.group === 'library' ? librariesInOrder(db) : [];
  const { rows, sections } = arrange(columns, order, { libraries, wallTimeOf });
  return rows === null ? { ...model, sections } : { ...permuted(model, rows), sections };
}

/** The photo itself, what is nearly the same, and what is alike. */
function sectionsOfAlike(alike: readonly AlikePhoto[], photos: Int32Array): readonly GridSection[] {
  const [itself] = alike;
  const likenesses = new Map(alike.map(({ photoId, likeness }) => [photoId, likeness]));
  const sections: GridSection[] = [];
  let before: string | null = null;
  for (const [row, photo] of photos.entries()) {
    const likeness =
      photo === itself?.photoId ? 'itself' : (likenesses.get(photo) ?? 0) >= likenessOf.same ? 'same' : 'alike';
    if (likeness !== before) sections.push({ from: row, key: { kind: 'likeness', likeness } });
    before = likeness;
  }
  return sections;
}

/** Photos that were turned lie as they stand. */
function addTurns(db: ReadDb, model: GridModel, photos: Int32Array): void {
  const { ofPhotos, ofLocations } = allTurns(db);
  if (ofPhotos.size === 0 && ofLocations.size === 0) return;
  for (let row = 0; row < model.ids.length; row++) {
    const photo = photos[row] ?? 0;
    const turn = photo === 0 ? ofLocations.get(model.ids[row] ?? 0) : ofPhotos.get(photo);
    if (turn === undefined) continue;
    model.turns[row] = turn;
    const aspect = model.aspects[row] ?? 0;
    if (turn % 2 === 1 && aspect > 0) model.aspects[row] = 1 / aspect;
  }
}

function permuted(model: GridModel, rows: Int32Array): GridModel {
  const result = emptyModel(rows.length, model.truncated);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0;
    result.ids[at] = model.ids[row] ?? 0;
    result.sortTimesMs[at] = model.sortTimesMs[row] ?? 0;
    result.aspects[at] = model.aspects[row] ?? 0;
    result.places[at] = model.places[row] ?? 0;
    result.flags[at] = model.flags[row] ?? 0;
    result.marks[at] = model.marks[row] ?? 0;
    result.turns[at] = model.turns[row] ?? 0;
    result.stacked[at] = model.stacked[row] ?? 0;
  }
  return result;
}

/** How many photos a view shows, counted up to a number. */
export function photosUpTo(db: ReadDb, view: GridView, most: number, context: SearchContext = noContext): number {
  return snapshot(db, () => {
    const plan = planView(db, view, 'firstScreen', context);
    const sql = `SELECT count(*) FROM (SELECT 1 FROM ${sourceOf(plan)} WHERE ${represents(plan)} LIMIT @most)`;
    const [count] = withSetsOf(db, plan, () => statementOf(db, plan, sql).get({ ...parametersOf(plan), most })) as [
      number,
    ];
    return count;
  });
}

/** What runs a statement of the view: its search's sets are there meanwhile. */
export function withSetsOf<T>(db: ReadDb, { search }: ViewPlan, work: () => T): T {
  return search === null ? work() : withIdSets(db, search.sets, work);
}

/** Rows come as arrays. The text of a search is its own, and not kept. */
export function statementOf(db: ReadDb, { search }: ViewPlan, sql: string): Statement {
  return search === null ? prepareRaw(db, sql) : prepareOnce(db, sql).raw();
}

const flagsSql = `(e.preview_state = 0) * ${GridFlag.pending} + (e.preview_state = 2) * ${GridFlag.unsupported}
  + (e.preview_state = 3) * ${GridFlag.damaged} + (e.media_kind = 'video') * ${GridFlag.video}
  + (e.presence = 2) * ${GridFlag.missing}`;

// Whole numbers travel cheaper than fractions; a millionth is far below a pixel.
const aspectUnit = 1_000_000;
const aspectSql = `coalesce(e.width * ${aspectUnit} / nullif(e.height, 0), 0)`;

function emptyModel(count: number, truncated: boolean): GridModel {
  return {
    ids: new Int32Array(count),
    sortTimesMs: new Float64Array(count),
    aspects: new Float32Array(count),
    places: new Uint8Array(count),
    flags: new Uint8Array(count),
    marks: new Uint16Array(count),
    turns: new Uint8Array(count),
    stacked: new Uint16Array(count),
    sections: null,
    truncated,
  };
}

/** How a first screen is read. */
export interface ProbeOptions {
  /** As the view is where it says nothing else: newest first, an album in its own order. */
  readonly orderBy?: string;
  /** Where the order has an index of its own, in place of what the view is read by. */
  readonly source?: string | null;
  /** Null for all. */
  readonly limit?: number | null;
}

/** For few photos: each row looks up its copies. */
export function probe(db: ReadDb, plan: ViewPlan, options: ProbeOptions = {}): Listed {
  const { orderBy = orderOf(plan), source = null, limit = null } = options;
  const order = gridOrderOf(plan.view);
  const from = isOfFewPhotos(plan) || plan.view.libraryId !== null ? null : source;
  const sql = `SELECT e.id, e.sort_time_ms, ${aspectSql}, CASE WHEN e.photo_id IS NULL THEN e.presence = 0 ELSE
       min(255, (SELECT count(*) FROM image_exif AS p WHERE p.photo_id = e.photo_id AND p.presence = 0)) END, ${flagsSql},
       ${packedMarksSql('e', plan.hasWaitingMarks)}, coalesce(e.photo_id, 0), ${keySql(order) ?? 'NULL'},
       ${groupSql(order) ?? 'NULL'}, ${stackedSql(plan)}
     FROM ${from ?? sourceOf(plan)} WHERE ${hasTile(plan)} ORDER BY ${orderBy} LIMIT @limit`;
  const rows = withSetsOf(db, plan, () =>
    statementOf(db, plan, sql).all({ ...parametersOf(plan), limit: limit === null ? -1 : limit + 1 }),
  ) as [
    id: number,
    sortTimeMs: number,
    aspect: number,
    places: number,
    flags: number,
    marks: number,
    photo: number,
    key: string | number | null,
    group: number | null,
    stacked: number,
  ][];
  const count = limit === null ? rows.length : Math.min(rows.length, limit);
  const model = emptyModel(count, rows.length > count);
  const photos = new Int32Array(count);
  const shown = rows.slice(0, count);
  for (const [i, [id, sortTimeMs, aspect, places, flags, marks, photo, , , stacked]] of shown.entries()) {
    model.ids[i] = id;
    model.sortTimesMs[i] = sortTimeMs;
    model.aspects[i] = aspect / aspectUnit;
    model.places[i] = places;
    model.flags[i] = flags;
    model.marks[i] = marks;
    model.stacked[i] = stacked;
    photos[i] = photo;
  }
  return {
    model,
    photos,
    keys: keySql(order) === null ? [] : shown.map((row) => row[7]),
    groups: groupSql(order) === null ? [] : shown.map((row) => row[8]),
  };
}

const sweepPageRows = 100_000;
const unconfirmedBit = 32;
const lookBits = 64;

/** Covered locations in order, copies and all, as columns. */
interface Swept {
  readonly ids: number[];
  readonly sortTimesMs: number[];
  /** Null while the file has no hash. */
  readonly photos: (number | null)[];
  /** Aspect and flags in one number. */
  readonly looks: number[];
  /** Empty where the view's order needs none. */
  readonly keys: (string | number | null)[];
  readonly groups: (number | null)[];
}

/**
 * For many photos: one pass over the index in its order, and one over the places of each photo that has several.
 * A row object for each of a million rows costs more than SQLite does; a page comes as a JSON text a column instead.
 */
export function sweep(db: ReadDb, plan: ViewPlan, pageRows = sweepPageRows): Listed {
  const copies = placesOfCopies(db);
  const marks = allMarks(db);
  const pages = [...sweptPages(db, plan, pageRows)];
  const total = pages.reduce((sum, { ids }) => sum + ids.length, 0);
  const best = bestPlaces(pages, copies);
  const isCopyOnly = (photo: number | null, row: number): boolean =>
    photo !== null && copies.has(photo) && best.get(photo)?.row !== row;
  const folded = plan.showsStacksOfPhotos ? foldedStacks(pages, allStacks(db), isCopyOnly) : null;
  const model = emptyModel(total, false);
  const listed = { photos: new Int32Array(total), keys: [] as Swept['keys'], groups: [] as Swept['groups'] };
  let count = 0;
  let row = 0;
  for (const { ids, sortTimesMs, photos, looks, keys, groups } of pages) {
    for (let i = 0; i < ids.length; i++, row++) {
      const photo = photos[i] ?? null;
      if (isCopyOnly(photo, row)) continue;
      const stacked = folded === null ? 0 : folded(ids[i] ?? 0, photo);
      if (stacked === null) continue;
      const isCopy = photo !== null && copies.has(photo);
      const look = looks[i] ?? 0;
      const bits = look % lookBits;
      model.ids[count] = ids[i] ?? 0;
      model.sortTimesMs[count] = sortTimesMs[i] ?? 0;
      model.aspects[count] = Math.floor(look / lookBits) / aspectUnit;
      model.places[count] = isCopy ? (copies.get(photo) ?? 0) : bits & (unconfirmedBit | GridFlag.missing) ? 0 : 1;
      model.flags[count] = bits & ~unconfirmedBit;
      model.marks[count] = marks.of(ids[i] ?? 0, photo);
      model.stacked[count] = stacked;
      listed.photos[count] = photo ?? 0;
      if (keys.length > 0) listed.keys.push(keys[i] ?? null);
      if (groups.length > 0) listed.groups.push(groups[i] ?? null);
      count++;
    }
  }
  return { ...listed, model: firstOf(model, count) };
}

function* sweptPages(db: ReadDb, plan: ViewPlan, pageRows: number): Generator<Swept, void> {
  const order = gridOrderOf(plan.view);
  const [key, group] = [keySql(order), groupSql(order)];
  const sql = `SELECT json_group_array(id), json_group_array(sort_time_ms), json_group_array(photo_id), json_group_array(look),
       ${key === null ? "'[]'" : 'json_group_array(order_key)'}, ${group === null ? "'[]'" : 'json_group_array(order_group)'}
     FROM (SELECT e.id, e.sort_time_ms, e.photo_id,
             ${aspectSql} * ${lookBits} + (e.presence = 1) * ${unconfirmedBit} + ${flagsSql} AS look
             ${key === null ? '' : `, ${key} AS order_key`} ${group === null ? '' : `, ${group} AS order_group`}
           FROM image_exif AS e INDEXED BY image_exif_grid
           WHERE (e.sort_time_ms, e.id) < (@sortTimeMs, @id) AND ${covers(plan, 'e')}
           ORDER BY e.sort_time_ms DESC, e.id DESC LIMIT @pageRows)`;
  const statement = withSetsOf(db, plan, () => statementOf(db, plan, sql));
  let after = { sortTimeMs: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };
  for (;;) {
    const texts = withSetsOf(db, plan, () => statement.get({ ...parametersOf(plan), ...after, pageRows })) as string[];
    const [ids, sortTimesMs, photos, looks, keys = [], groups = []] = texts.map((text) => JSON.parse(text) as number[]);
    if (ids === undefined || sortTimesMs === undefined || photos === undefined || looks === undefined) return;
    yield { ids, sortTimesMs, photos, looks, keys, groups };
    if (ids.length < pageRows) return;
    after = { sortTimeMs: sortTimesMs.at(-1) ?? 0, id: ids.at(-1) ?? 0 };
  }
}

/** For each photo with more than one location, the number of those that are present, at most 255. */
function placesOfCopies(db: ReadDb): ReadonlyMap<number, number> {
  return new Map(
    prepareRaw(
      db,
      `SELECT photo_id, min(255, count(*) FILTER (WHERE presence = 0)) FROM image_exif INDEXED BY image_exif_photo
       WHERE photo_id IS NOT NULL GROUP BY photo_id HAVING count(*) > 1`,
    ).all() as [number, number][],
  );
}

interface BestPlace {
  row: number;
  id: number;
  presence: number;
}

function bestPlaces(pages: readonly Swept[], copies: ReadonlyMap<number, number>): ReadonlyMap<number, BestPlace> {
  const best = new Map<number, BestPlace>();
  if (copies.size === 0) return best;
  let row = 0;
  for (const { ids, photos, looks } of pages) {
    for (let i = 0; i < ids.length; i++, row++) {
      const photo = photos[i] ?? null;
      if (photo === null || !copies.has(photo)) continue;
      const id = ids[i] ?? 0;
      const presence = ((looks[i] ?? 0) % lookBits) & unconfirmedBit ? 1 : 0;
      const other = best.get(photo);
      if (other === undefined) best.set(photo, { row, id, presence });
      else if (presence < other.presence || (presence === other.presence && id < other.id)) {
        Object.assign(other, { row, id, presence });
      }
    }
  }
  return best;
}

/**
 * How many other photos are shown by the tile of a photo; null for one that has none, because another photo of its stack
 * comes before it.
 */
function foldedStacks(
  pages: readonly Swept[],
  stacks: AllStacks,
  isCopyOnly: (photo: number | null, row: number) => boolean,
): (id: number, photo: number | null) => number | null {
  const firsts = new Map<number, { turn: number; photos: number }>();
  let row = 0;
  for (const { ids, photos } of pages) {
    for (let i = 0; i < ids.length; i++, row++) {
      const photo = photos[i] ?? null;
      const turn = stacks.turnOf(ids[i] ?? 0, photo);
      if (turn === 0 || isCopyOnly(photo, row)) continue;
      const stack = stacks.stackOf[turn] ?? 0;
      const first = firsts.get(stack);
      if (first === undefined) firsts.set(stack, { turn, photos: 1 });
      else Object.assign(first, { turn: Math.min(first.turn, turn), photos: first.photos + 1 });
    }
  }
  return (id, photo) => {
    const turn = stacks.turnOf(id, photo);
    if (turn === 0) return 0;
    const first = firsts.get(stacks.stackOf[turn] ?? 0);
    return first?.turn === turn ? Math.min(65_535, first.photos - 1) : null;
  };
}

function firstOf(model: GridModel, count: number): GridModel {
  // Copied, not cut: the arrays are sent to another thread with the whole of their memory.
  return {
    ids: model.ids.slice(0, count),
    sortTimesMs: model.sortTimesMs.slice(0, count),
    aspects: model.aspects.slice(0, count),
    places: model.places.slice(0, count),
    flags: model.flags.slice(0, count),
    marks: model.marks.slice(0, count),
    turns: model.turns.slice(0, count),
    stacked: model.stacked.slice(0, count),
    sections: model.sections,
    truncated: model.truncated,
  };
}

/** How many photos each standing view shows, all libraries together. */
export function viewCounts(db: ReadDb): ViewCounts {
  return snapshot(db, () => {
    const totals = prepare(db, 'SELECT photos, tagged FROM totals').get() as { photos: number; tagged: number };
    const count = (filter: 'missing' | 'problems'): number => {
      const plan = planView(db, { libraryId: null, tagId: null, filter }, 'all');
      return preparePluck(db, `SELECT count(*) FROM ${sourceOf(plan)} WHERE ${represents(plan)}`).get() as number;
    };
    return {
      all: totals.photos,
      untagged: totals.photos - totals.tagged - taggedByPlaceOnly(db),
      missing: count('missing'),
      problems: count('problems'),
    };
  });
}

/** Photos that bear tags through rows without a hash alone, on every place that shows it. */
function taggedByPlaceOnly(db: ReadDb): number {
  if (!hasUnhashedTagRows(db)) return 0;
  return preparePluck(
    db,
    `SELECT count(DISTINCT coalesce(e.photo_id, -e.id))
     FROM tagged_photo AS u INDEXED BY tagged_photo_unhashed CROSS JOIN image_exif AS e ON e.id = ${homeOfRow('u')}
     WHERE u.content_hash IS NULL AND u.copy_of IS NULL AND e.presence < 2 AND e.stack_cover_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS h WHERE h.photo_id = e.photo_id)
       AND NOT EXISTS (SELECT 1 FROM image_exif AS o WHERE o.photo_id = e.photo_id AND o.presence < 2 AND o.stack_cover_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t WHERE ${belongsTo('t', 'o')}))`,
  ).get() as number;
}

interface StoredDetail {
  readonly id: LocationId;
  readonly contentHash: Buffer | null;
  readonly relPath: string;
  readonly libraryId: LibraryId;
  readonly previewState: number;
  readonly durationMs: number | null;
  readonly hasMotion: number;
}

/** In the order of the request; ids that are gone are left out. Blurs are with the thumbnails, in a file of their own. */
export function gridDetails(db: ReadDb, ids: readonly LocationId[]): Omit<GridDetail, 'blur'>[] {
  return snapshot(db, () => {
    const rows = prepare(
      db,
      `SELECT e.id, e.content_hash AS contentHash, e.rel_path AS relPath, e.library_id AS libraryId,
         e.preview_state AS previewState, e.duration_ms AS durationMs, e.motion_length IS NOT NULL AS hasMotion
       FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value ORDER BY wanted.key`,
    ).all(idList(ids)) as StoredDetail[];
    const tagCounts = tagCountsOfLocations(db, ids);
    const titles = currentTitles(db, ids);
    const behind = kindsBehind(db, ids);
    return rows.map(({ id, contentHash, relPath, libraryId, previewState, durationMs, hasMotion }) => ({
      id,
      contentHash: hashOrNull(contentHash),
      hasThumbnail: previewState === 1,
      fileName: fileNameOf(relPath),
      libraryId,
      tagCount: tagCounts.get(id) ?? 0,
      title: titles.get(id) ?? null,
      durationMs,
      hasMotion: hasMotion === 1,
      behind: behind.get(id) ?? [],
    }));
  });
}
