/**
 * `stacked_photos`: which photos somebody put into one stack, and in which order. Not to be taken for the files of one
 * photo, which `stacks.ts` is about: each photo of a stack stays one of its own.
 */
import type { LocationId, StackedPhoto } from '../../preload/contract/model.js';
import { fileNameOf } from '../core/rel-path.js';
import { prepare, preparePluck, prepareRaw } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { hashOrNull, idList } from './columns.js';
import { hasWaiting } from './set-values.js';
import type { ValueTable } from './set-values.js';
import { turnOfLocation } from './turns.js';

export const stacksTable: ValueTable = { name: 'stacked_photos', key: null, fields: ['stack', 'position'] };
export const apartTable: ValueTable = { name: 'apart_photos', key: 'group_id', fields: ['apart'] };

/** While there are none, no list asks for them. */
export function hasPhotoStacks(db: ReadDb): boolean {
  const any = preparePluck(
    db,
    'SELECT 1 FROM stacked_photos INDEXED BY stacked_photos_stack WHERE stack IS NOT NULL LIMIT 1',
  );
  return any.get() !== undefined;
}

export function hasWaitingStacks(db: ReadDb): boolean {
  return hasWaiting(db, stacksTable);
}

/** A condition: the row `row` of a stack is that of the photo at `location`; both are table aliases. */
function isRowOf(row: string, location: string, hasWaitingRows: boolean): string {
  const byPhoto = `${row}.photo_id = ${location}.photo_id`;
  return hasWaitingRows
    ? `(${byPhoto} OR (${row}.photo_id IS NULL AND ${row}.rel_path = ${location}.rel_path AND ${row}.library_id = ${location}.library_id))`
    : byPhoto;
}

/**
 * Locations `mate_file` of the other photos of the stack that the photo at `e` is in; `own` and `mate` are the rows of both.
 * What is asked of a location has aliases of its own.
 */
function matesSql(hasWaitingRows: boolean): string {
  return `stacked_photos AS own CROSS JOIN stacked_photos AS mate INDEXED BY stacked_photos_stack ON mate.stack = own.stack AND mate.id <> own.id
    CROSS JOIN image_exif AS mate_file ON ${isRowOf('mate', 'mate_file', hasWaitingRows)}
    WHERE ${isRowOf('own', 'e', hasWaitingRows)} AND own.stack IS NOT NULL AND mate.stack IS NOT NULL
      AND ${isAnother('mate_file')}`;
}

/** A condition: the location is of another photo than `e`. */
function isAnother(location: string): string {
  return `${location}.id <> e.id AND (${location}.photo_id IS NULL OR ${location}.photo_id IS NOT e.photo_id)`;
}

/** A condition: no photo that comes before the one at `e` in its stack is covered, which `covers` says of an alias. */
export function isFirstOfStack(covers: (alias: string) => string, hasWaitingRows: boolean): string {
  return `NOT EXISTS (SELECT 1 FROM ${matesSql(hasWaitingRows)}
    AND (mate.position, mate.id) < (own.position, own.id) AND ${covers('mate_file')})`;
}

/** How many other photos of its stack are covered, besides the one at `e`. */
export function coveredMatesSql(covers: (alias: string) => string, hasWaitingRows: boolean): string {
  return `(SELECT count(DISTINCT coalesce(mate_file.photo_id, -mate_file.id)) FROM ${matesSql(hasWaitingRows)} AND ${covers('mate_file')})`;
}

/** Every photo of every stack, to be asked for one after the other: a list of a million photos asks for each. */
export interface AllStacks {
  readonly size: number;
  /** From 1, in the order of stacks and within each; 0 for none. */
  readonly turnOf: (locationId: number, photoId: number | null) => number;
  /** Of each turn. */
  readonly stackOf: Int32Array;
}

/** One pass over the index of stacks. */
export function allStacks(db: ReadDb): AllStacks {
  const [texts] = prepareRaw(
    db,
    `SELECT json_group_array(stack), json_group_array(coalesce(photo_id, -id)) FROM (
       SELECT stack, photo_id, id FROM stacked_photos INDEXED BY stacked_photos_stack
       WHERE stack IS NOT NULL ORDER BY stack, position, id)`,
  ).all() as [[string, string]];
  const stacks = JSON.parse(texts[0]) as number[];
  const photos = JSON.parse(texts[1]) as number[];
  const turns = new Int32Array(photos.reduce((most, id) => Math.max(most, id), 0) + 1);
  const stackOf = new Int32Array(stacks.length + 1);
  const waiting = new Map<number, number>();
  photos.forEach((photo, at) => {
    stackOf[at + 1] = stacks[at] ?? 0;
    if (photo > 0) turns[photo] = at + 1;
    else waiting.set(-photo, at + 1);
  });
  const byPlace = waiting.size === 0 ? new Map<number, number>() : turnsOfWaiting(db, waiting);
  return {
    size: stacks.length,
    stackOf,
    turnOf: (locationId, photoId) =>
      (byPlace.size === 0 ? undefined : byPlace.get(locationId)) ?? (photoId === null ? 0 : (turns[photoId] ?? 0)),
  };
}

/** By location, for rows that wait for their hash. */
function turnsOfWaiting(db: ReadDb, turns: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const places = prepareRaw(
    db,
    `SELECT e.id, s.id FROM stacked_photos AS s INDEXED BY stacked_photos_unhashed
     CROSS JOIN image_exif AS e ON e.library_id = s.library_id AND e.rel_path = s.rel_path
     WHERE s.photo_id IS NULL AND s.stack IS NOT NULL`,
  ).all() as [location: number, row: number][];
  return new Map(places.map(([location, row]) => [location, turns.get(row) ?? 0]));
}

/** The stack that the photo at a location is in; null for none. Of two rows that are of one photo the later edit counts. */
export function stackNumberOf(db: ReadDb, locationId: LocationId): number | null {
  const stack = preparePluck(
    db,
    `SELECT s.stack FROM image_exif AS e CROSS JOIN stacked_photos AS s ON ${isRowOf('s', 'e', true)}
     WHERE e.id = ? ORDER BY s.stack_by DESC, s.stack DESC LIMIT 1`,
  ).get(locationId) as number | null | undefined;
  return stack ?? null;
}

/** All locations of the photos of one stack, `@stack`, with the place in its order: as `id`, `position` and `row`. */
export const locationsOfStackSql = `SELECT l.id, s.position, s.id AS row FROM stacked_photos AS s INDEXED BY stacked_photos_stack
    CROSS JOIN image_exif AS l ON l.photo_id = s.photo_id WHERE s.stack = @stack AND s.stack IS NOT NULL
  UNION ALL SELECT l.id, s.position, s.id FROM stacked_photos AS s INDEXED BY stacked_photos_stack
    CROSS JOIN image_exif AS l ON l.library_id = s.library_id AND l.rel_path = s.rel_path
    WHERE s.stack = @stack AND s.stack IS NOT NULL AND s.photo_id IS NULL`;

interface MemberRow extends Omit<StackedPhoto, 'contentHash' | 'fileName' | 'turn' | 'hasThumbnail'> {
  readonly contentHash: Buffer | null;
  readonly relPath: string;
  readonly hasThumbnail: number;
}

/** The photos that are in one stack with this one, and that are shown somewhere, in their order; empty where it is alone. */
export function stackOfPhoto(db: ReadDb, locationId: LocationId): readonly StackedPhoto[] {
  const stack = stackNumberOf(db, locationId);
  if (stack === null) return [];
  const rows = prepare(
    db,
    `SELECT e.id AS locationId, e.content_hash AS contentHash, e.rel_path AS relPath, e.preview_state = 1 AS hasThumbnail,
       min(e.presence * 1000000000 + e.id)
     FROM (${locationsOfStackSql}) AS member CROSS JOIN image_exif AS e ON e.id = member.id
     WHERE e.presence < 2 AND e.stack_cover_id IS NULL
     GROUP BY coalesce(e.photo_id, -e.id) ORDER BY member.position, member.row`,
  ).all({ stack }) as MemberRow[];
  if (rows.length < 2) return [];
  return rows.map(({ locationId: id, contentHash, relPath, hasThumbnail }) => ({
    locationId: id,
    contentHash: hashOrNull(contentHash),
    fileName: fileNameOf(relPath),
    hasThumbnail: hasThumbnail === 1,
    turn: turnOfLocation(db, id),
  }));
}

/**
 * Locations with those of the whole stack, where one of them is of its first photo: what shows a stack stands for it.
 * Other photos of a stack stand for themselves.
 */
export function withStacksOfFirst(db: ReadDb, locationIds: readonly LocationId[]): readonly LocationId[] {
  if (!hasPhotoStacks(db)) return locationIds;
  const hasWaitingRows = hasWaitingStacks(db);
  const mates = preparePluck(
    db,
    `SELECT DISTINCT mate_file.id FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
     CROSS JOIN ${matesSql(hasWaitingRows)} AND mate_file.presence < 2
       AND NOT EXISTS (SELECT 1 FROM stacked_photos AS before INDEXED BY stacked_photos_stack
         CROSS JOIN image_exif AS b ON ${isRowOf('before', 'b', hasWaitingRows)}
         WHERE before.stack = own.stack AND before.stack IS NOT NULL
           AND (before.position, before.id) < (own.position, own.id)
           AND b.presence < 2 AND b.stack_cover_id IS NULL AND ${isAnother('b')})`,
  ).all(idList(locationIds)) as LocationId[];
  return mates.length === 0 ? locationIds : [...new Set([...locationIds, ...mates])];
}

/** Locations of the other photos of the stacks that these are in. */
export function stackmates(db: ReadDb, locationId: LocationId): readonly LocationId[] {
  return preparePluck(
    db,
    `SELECT DISTINCT mate_file.id FROM image_exif AS e CROSS JOIN ${matesSql(true)} AND e.id = ? AND mate_file.presence < 2
     ORDER BY mate.position, mate.id, mate_file.id`,
  ).all(locationId) as LocationId[];
}
