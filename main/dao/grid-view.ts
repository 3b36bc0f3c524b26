/** What a grid view shows, as SQL conditions on a location. */
import { colourLabels, flags } from '../../preload/contract/marks.js';
import type { GridBounds, GridView, TagId } from '../../preload/contract/model.js';
import { preparePluck } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { hasWaitingAlbums, locationsOfAlbumSql, orderSql, positionSql } from './albums.js';
import { parseSearch } from '../../preload/contract/search-query.js';
import { bears, locationsOfTag } from './borne.js';
import { idList } from './columns.js';
import { hasCopyTagRows, hasUnhashedTagRows } from './leads-to.js';
import { isMissing, noContext, planSearch, usualLimits } from './search-plan.js';
import type { SearchContext, SearchLimits, SearchPlan } from './search-plan.js';
import { hasWaitingMarks, markSql } from './marks.js';
import type { AlikePhoto } from './similar.js';
import {
  coveredMatesSql,
  hasPhotoStacks,
  hasWaitingStacks,
  isFirstOfStack,
  locationsOfStackSql,
  stackNumberOf,
} from './stack-members.js';
import { withDescendants } from './tags.js';
import { isSound } from './verification.js';

/** A view, and what decides how it is best read. */
export interface ViewPlan {
  readonly view: GridView;
  /** Tag rows without a hash exist, and have to be looked for by place. */
  readonly hasUnhashed: boolean;
  /** Tags for one copy exist, and the place decides who bears them. */
  readonly hasCopies: boolean;
  /** Places in albums without a hash exist, and have to be looked for by place. */
  readonly hasWaitingAlbums: boolean;
  /** Marks without a hash exist, and have to be looked for by place. */
  readonly hasWaitingMarks: boolean;
  /** The view is narrowed to marks that few photos have: start from them instead of going through all locations. */
  readonly isOfFewMarks: boolean;
  /** The tag and all below it: a photo that bears one of them is shown. Empty without a tag. */
  readonly tagIds: readonly TagId[];
  /** The tags are on few photos: start from them instead of going through all locations. */
  readonly isSparse: boolean;
  /** What is searched for; null for nothing in particular. */
  readonly search: SearchPlan | null;
  /** The view is of a part of the map with few photos: start from their positions. */
  readonly isSmallArea: boolean;
  /** For `monthDays`: from, included, and to, excluded, of each of these days in each year there is; else null. */
  readonly dayRanges: readonly (readonly [from: number, to: number])[] | null;
  /** Photos of a stack show as one, by the first of them that the view covers. */
  readonly showsStacksOfPhotos: boolean;
  /** Places in stacks without a hash exist, and have to be looked for by place. */
  readonly hasWaitingStacks: boolean;
  /** For `stackOf`: the number of that stack, 0 for none; else null. */
  readonly stack: number | null;
  /** For `likeLocationId`: photos that look like it, the most alike first; else null. */
  readonly alike: readonly AlikePhoto[] | null;
}

// Above these, reading the index in its order is quicker than finding and sorting the tag's photos.
const sparsePhotos = { firstScreen: 50_000, all: 100_000 };

export function planView(
  db: ReadDb,
  view: GridView,
  wants: keyof typeof sparsePhotos,
  context: SearchContext = noContext,
  limits: SearchLimits = usualLimits,
): ViewPlan {
  const { tagId, query, monthDays, likeLocationId, stackOf } = view;
  const tagIds = tagId === null ? [] : withDescendants(db, [tagId]);
  return {
    view,
    hasUnhashed: hasUnhashedTagRows(db),
    hasCopies: hasCopyTagRows(db),
    hasWaitingAlbums: hasWaitingAlbums(db),
    tagIds,
    hasWaitingMarks: hasWaitingMarks(db),
    isOfFewMarks: asksForMark(view) && !hasMoreMarks(db, sparsePhotos[wants]),
    isSparse: tagId !== null && photosOf(db, tagIds) <= sparsePhotos[wants],
    search: query === undefined ? null : planSearch(db, parseSearch(query).query, context, limits),
    isSmallArea: isSmallArea(db, view),
    dayRanges: monthDays === undefined ? null : dayRangesOf(db, monthDays),
    showsStacksOfPhotos: foldsStacks(view) && hasPhotoStacks(db),
    hasWaitingStacks: hasWaitingStacks(db),
    stack: stackOf === undefined ? null : (stackNumberOf(db, stackOf) ?? 0),
    alike: likeLocationId === undefined ? null : (context.similarTo?.(likeLocationId) ?? []),
  };
}

/** Photos without any mark are not in the view. */
function asksForMark({ minRating = 0, flag, label }: GridView): boolean {
  const isFlag = flag !== undefined && flag !== 'none' && flag !== 'not_rejected';
  return minRating > 0 || isFlag || (label !== undefined && label !== 'none');
}

function hasMoreMarks(db: ReadDb, limit: number): boolean {
  const count = preparePluck(db, 'SELECT count(*) FROM (SELECT 1 FROM photo_marks LIMIT ?)');
  return (count.get(limit + 1) as number) > limit;
}

/** What the SQL of a view names. */
export function parametersOf({
  view,
  tagIds,
  dayRanges,
  search,
  alike,
  stack,
}: ViewPlan): Readonly<Record<string, number | string | null>> {
  const { libraryId, tagId, bounds, from, to } = view;
  return {
    library: libraryId,
    tag: tagId,
    tags: idList(tagIds),
    album: view.albumId ?? null,
    ...search?.parameters,
    ...bounds,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(dayRanges === null ? {} : { dayRanges: JSON.stringify(dayRanges) }),
    ...(alike === null ? {} : { alike: idList(alike.map(({ photoId }) => photoId)) }),
    ...(stack === null ? {} : { stack, stackOf: view.stackOf ?? 0 }),
  };
}

// More are quicker read in the order of time, each with a look at its position.
const mostOfArea = 100_000;

function isSmallArea(db: ReadDb, { bounds }: GridView): boolean {
  if (bounds === undefined) return false;
  const count = preparePluck(
    db,
    `SELECT count(*) FROM (SELECT 1 FROM image_exif AS e INDEXED BY image_exif_position
       WHERE ${isWithin(bounds, 'e')} LIMIT ${mostOfArea + 1})`,
  ).get({ ...bounds }) as number;
  return count <= mostOfArea;
}

function isWithin({ west, east }: GridBounds, alias: string): string {
  const along =
    west <= east
      ? `${alias}.longitude BETWEEN @west AND @east`
      : `(${alias}.longitude >= @west OR ${alias}.longitude <= @east)`;
  return `${alias}.latitude BETWEEN @south AND @north AND ${along}`;
}

const dayMs = 86_400_000;

/** In every year of which there is a photo; a day that a year has not is left out. */
function dayRangesOf(db: ReadDb, monthDays: readonly number[]): readonly (readonly [number, number])[] {
  const edge = (order: 'ASC' | 'DESC'): number | undefined =>
    preparePluck(
      db,
      `SELECT sort_time_ms FROM image_exif INDEXED BY image_exif_grid ORDER BY sort_time_ms ${order}, id ${order} LIMIT 1`,
    ).get() as number | undefined;
  const first = edge('ASC');
  const last = edge('DESC');
  if (first === undefined || last === undefined) return [];
  const ranges: (readonly [number, number])[] = [];
  for (let year = new Date(first).getUTCFullYear(); year <= new Date(last).getUTCFullYear(); year++) {
    for (const monthDay of monthDays) {
      const day = monthDay % 100;
      const from = new Date(0);
      from.setUTCFullYear(year, Math.floor(monthDay / 100) - 1, day);
      if (from.getUTCDate() === day) ranges.push([from.getTime(), from.getTime() + dayMs]);
    }
  }
  return ranges;
}

/** At the most: a photo that bears several of them counts for each. */
function photosOf(db: ReadDb, tagIds: readonly TagId[]): number {
  return preparePluck(
    db,
    `SELECT coalesce(sum(c.photos), 0) FROM json_each(?) AS wanted
     CROSS JOIN tag_counts AS c ON c.tag_id = wanted.value`,
  ).get(idList(tagIds)) as number;
}

/** A comparison: a tag is one of those that are shown. Of one tag the index is asked for just that one. */
function isWanted({ tagIds }: ViewPlan): string {
  return tagIds.length > 1 ? 'IN (SELECT value FROM json_each(@tags))' : '= @tag';
}

/** Where a filter finds its files, each once, for `e`; others go through all files or those of a tag. */
const sourceOfFilter: Readonly<Partial<Record<GridView['filter'], string>>> = {
  missing: 'image_exif AS e INDEXED BY image_exif_not_present',
  problems: 'image_exif AS e INDEXED BY image_exif_problem',
  unreadable: 'image_exif AS e INDEXED BY image_exif_unreadable',
  duplicates: `(SELECT photo_id FROM image_exif INDEXED BY image_exif_photo
      WHERE photo_id IS NOT NULL AND presence < 2 GROUP BY photo_id HAVING count(*) > 1) AS several
    CROSS JOIN image_exif AS e ON e.photo_id = several.photo_id`,
  replaced: `(SELECT DISTINCT to_hash FROM content_lineage INDEXED BY content_lineage_open
      WHERE verdict = 'replaced' AND settled_at IS NULL) AS waiting
    CROSS JOIN photos AS p ON p.content_hash = waiting.to_hash CROSS JOIN image_exif AS e ON e.photo_id = p.id`,
  ambiguous: `(SELECT DISTINCT p.photo_id FROM tag_ambiguities AS a INDEXED BY tag_ambiguities_open
      CROSS JOIN tag_ambiguity_photos AS p ON p.ambiguity_id = a.id WHERE a.settled_at IS NULL) AS meant
    CROSS JOIN image_exif AS e ON e.photo_id = meant.photo_id`,
  changed_silently: 'fixity_failures AS f CROSS JOIN image_exif AS e ON e.id = f.location_id',
};

/** What a filter asks of a file that is not missing. */
const conditionOfFilter: Readonly<Partial<Record<GridView['filter'], (alias: string) => string>>> = {
  problems: (alias) => `${alias}.preview_state >= 2`,
  unreadable: (alias) => `${alias}.preview_state = 3`,
  duplicates: (alias) => `${isSound(alias)} AND EXISTS (SELECT 1 FROM image_exif AS other
    WHERE other.photo_id = ${alias}.photo_id AND other.presence < 2 AND other.id <> ${alias}.id AND ${isSound('other')})`,
  replaced: (alias) => `EXISTS (SELECT 1 FROM photos AS q CROSS JOIN content_lineage AS l ON l.to_hash = q.content_hash
    WHERE q.id = ${alias}.photo_id AND l.verdict = 'replaced' AND l.settled_at IS NULL)`,
  ambiguous: (
    alias,
  ) => `EXISTS (SELECT 1 FROM tag_ambiguity_photos AS q CROSS JOIN tag_ambiguities AS a ON a.id = q.ambiguity_id
    WHERE q.photo_id = ${alias}.photo_id AND a.settled_at IS NULL)`,
  changed_silently: (alias) => `EXISTS (SELECT 1 FROM fixity_failures AS q WHERE q.location_id = ${alias}.id)`,
};

/** The view is of few photos, which are found without going through the others. */
export function isOfFew({ view, isSmallArea: isSmall, dayRanges, search, alike, stack }: ViewPlan): boolean {
  const { filter, from, to } = view;
  const isShortTime = from !== undefined && to !== undefined && to - from <= shortTimeMs;
  return (
    sourceOfFilter[filter] !== undefined ||
    isSmall ||
    isShortTime ||
    dayRanges !== null ||
    alike !== null ||
    stack !== null ||
    (search?.start ?? null) !== null
  );
}

const shortTimeMs = 40 * dayMs;

/** Views that ask what is the matter with files show each file that it is about, behind a cover or not. */
function showsStacksAsOne({ filter }: GridView): boolean {
  return filter === 'all' || filter === 'untagged';
}

/** Not where the photos of a stack are what is looked at, or where what is alike is to be seen side by side. */
function foldsStacks(view: GridView): boolean {
  return showsStacksAsOne(view) && view.likeLocationId === undefined && view.stackOf === undefined;
}

/** A photo that is in no stack any more stands for itself. */
const membersSql = `SELECT id, min(position) AS position, row
  FROM (${locationsOfStackSql} UNION ALL SELECT @stackOf, 0, 0 WHERE @stack = 0) GROUP BY id`;

/** The FROM clause for `e`: by the smallest index that holds all that the view covers. */
export function sourceOf(plan: ViewPlan): string {
  const { view, isSparse, isOfFewMarks, hasUnhashed, hasWaitingMarks, search } = plan;
  if (plan.alike !== null) {
    return 'json_each(@alike) AS wanted CROSS JOIN image_exif AS e ON e.photo_id = wanted.value';
  }
  if (plan.stack !== null) return `(${membersSql}) AS member CROSS JOIN image_exif AS e ON e.id = member.id`;
  if (view.albumId !== undefined && sourceOfFilter[view.filter] === undefined) {
    return `(${locationsOfAlbumSql(plan.hasWaitingAlbums)}) AS chosen CROSS JOIN image_exif AS e ON e.id = chosen.id`;
  }
  const source = sourceOfFilter[view.filter];
  if (source !== undefined) return source;
  const few = search?.start ?? null;
  if (few !== null) {
    return `(SELECT DISTINCT id FROM (${few})) AS found CROSS JOIN image_exif AS e ON e.id = found.id`;
  }
  if (isSparse) {
    return `(${locationsOfTag(isWanted(plan), hasUnhashed)}) AS tagged CROSS JOIN image_exif AS e ON e.id = tagged.id`;
  }
  if (isOfFewMarks) {
    return `(${locationsWithMarks(hasWaitingMarks)}) AS marked CROSS JOIN image_exif AS e ON e.id = marked.id`;
  }
  if (plan.isSmallArea) return 'image_exif AS e INDEXED BY image_exif_position';
  if (plan.dayRanges !== null) {
    return `json_each(@dayRanges) AS day CROSS JOIN image_exif AS e INDEXED BY image_exif_grid
      ON e.sort_time_ms >= day.value ->> 0 AND e.sort_time_ms < day.value ->> 1`;
  }
  return view.libraryId === null
    ? 'image_exif AS e INDEXED BY image_exif_grid'
    : 'image_exif AS e INDEXED BY image_exif_library_order';
}

function locationsWithMarks(hasWaitingRows: boolean): string {
  const byPhoto = `SELECT l.id FROM photo_marks AS k INDEXED BY photo_marks_set CROSS JOIN image_exif AS l ON l.photo_id = k.photo_id
    WHERE k.photo_id IS NOT NULL AND k.rating + k.flag + k.label > 0`;
  return hasWaitingRows
    ? `${byPhoto} UNION SELECT l.id FROM photo_marks AS k INDEXED BY photo_marks_unhashed
        CROSS JOIN image_exif AS l ON l.rel_path = k.rel_path AND l.library_id = k.library_id WHERE k.photo_id IS NULL`
    : byPhoto;
}

/** What the marks of the photo at a location must be. */
function markConditions({ view, hasWaitingMarks }: ViewPlan, alias: string): readonly string[] {
  const { minRating = 0, flag, label } = view;
  const valueOf = (field: 'rating' | 'flag' | 'label'): string => markSql(alias, field, hasWaitingMarks);
  const conditions = [];
  if (minRating > 0) conditions.push(`${valueOf('rating')} >= ${minRating}`);
  if (flag === 'not_rejected') conditions.push(`${valueOf('flag')} <> ${flags.indexOf('rejected') + 1}`);
  else if (flag !== undefined) conditions.push(`${valueOf('flag')} = ${flag === 'none' ? 0 : flags.indexOf(flag) + 1}`);
  if (label !== undefined) {
    conditions.push(`${valueOf('label')} = ${label === 'none' ? 0 : colourLabels.indexOf(label) + 1}`);
  }
  return conditions;
}

/** The view shows the photo at this location, and may show it by this location. */
export function covers(plan: ViewPlan, alias: string): string {
  const { view, hasUnhashed, hasCopies, search } = plan;
  const conditions = [];
  if (view.libraryId !== null) conditions.push(`${alias}.library_id = @library`);
  if (view.filter === 'missing') {
    // "<> 0" says what the partial index says.
    conditions.push(`${alias}.presence = 2 AND ${alias}.presence <> 0`);
    conditions.push(
      `NOT EXISTS (SELECT 1 FROM image_exif AS c WHERE c.photo_id = ${alias}.photo_id AND c.presence < 2)`,
    );
  } else {
    const isThere = `${alias}.presence < 2`;
    conditions.push(search?.wantsMissing === true ? `(${isThere} OR ${isMissing(alias)})` : isThere);
  }
  if (showsStacksAsOne(view)) conditions.push(`${alias}.stack_cover_id IS NULL`);
  const condition = conditionOfFilter[view.filter];
  if (condition !== undefined) conditions.push(condition(alias));
  if (view.filter === 'untagged') conditions.push(`NOT ${bears(alias, '', hasUnhashed, false)}`);
  if (view.tagId !== null) conditions.push(bears(alias, `AND t.tag_id ${isWanted(plan)}`, hasUnhashed, hasCopies));
  if (search !== null) conditions.push(`(${search.condition(alias)})`);
  if (view.albumId !== undefined) {
    conditions.push(`${positionSql(alias, plan.hasWaitingAlbums)} IS NOT NULL`);
    conditions.push('EXISTS (SELECT 1 FROM albums WHERE id = @album AND deleted_at IS NULL)');
  }
  if (plan.alike !== null) conditions.push(`${alias}.photo_id IN (SELECT value FROM json_each(@alike))`);
  if (plan.stack !== null) conditions.push(`${alias}.id IN (SELECT id FROM (${membersSql}))`);
  conditions.push(...markConditions(plan, alias));
  if (view.bounds !== undefined) conditions.push(isWithin(view.bounds, alias));
  if (view.from !== undefined) conditions.push(`${alias}.sort_time_ms >= @from`);
  if (view.to !== undefined) conditions.push(`${alias}.sort_time_ms < @to`);
  if (view.monthDays !== undefined) {
    const days = view.monthDays.map((day) => String(Math.trunc(day))).join(', ');
    conditions.push(`CAST(strftime('%m%d', ${alias}.sort_time_ms / 1000.0, 'unixepoch') AS INTEGER) IN (${days})`);
  }
  return conditions.join(' AND ');
}

/** How a view is ordered: the newest first, an album and a stack as its user has it, what is alike by how much. */
export function orderOf({ view, hasWaitingAlbums, alike, stack }: ViewPlan): string {
  if (stack !== null) return 'member.position, member.row, e.id';
  if (alike !== null) return 'wanted.key';
  return view.albumId === undefined ? 'e.sort_time_ms DESC, e.id DESC' : `${orderSql('e', hasWaitingAlbums)}, e.id`;
}

/** The location `e` stands for its photo: present before not found once, then the lowest id of those covered. */
export function represents(plan: ViewPlan): string {
  return `${covers(plan, 'e')} AND NOT EXISTS (SELECT 1 FROM image_exif AS o WHERE o.photo_id = e.photo_id
    AND (o.presence, o.id) < (e.presence, e.id) AND ${covers(plan, 'o')})`;
}

/** The same of the photos that have a tile: of those of a stack the first that the view covers. */
export function hasTile(plan: ViewPlan): string {
  if (!plan.showsStacksOfPhotos) return represents(plan);
  return `${represents(plan)} AND ${isFirstOfStack((alias) => covers(plan, alias), plan.hasWaitingStacks)}`;
}

/** How many other photos the tile of `e` stands for, as a number. */
export function stackedSql(plan: ViewPlan): string {
  if (!plan.showsStacksOfPhotos) return '0';
  return `min(65535, ${coveredMatesSql((alias) => covers(plan, alias), plan.hasWaitingStacks)})`;
}
