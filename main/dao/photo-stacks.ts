/**
 * Stacks that people make: different photos that show as one tile. By bytes where the hash is known, by place until then;
 * see `stack-members.ts` for how they are read.
 */
import type { EditAction, EditId, LocationId } from '../../preload/contract/model.js';
import { prepare, preparePluck, prepareRaw, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { countPhotos, recordEdit } from './edits.js';
import type { NewEdit } from './edits.js';
import { carryRows, fillPhotoChanges, foldFound, forgottenPhotos, putBack } from './set-values.js';
import type { EditedBytes } from './set-values.js';
import { apartTable, hasPhotoStacks, stackNumberOf, stacksTable } from './stack-members.js';
import { shownBy, wholeStacks } from './stacks.js';

/** Any number of locations of reconcile's queue. */
const wholeQueue = Number.MAX_SAFE_INTEGER;

type StackAction = Extract<EditAction, 'photos_stacked' | 'photos_unstacked' | `stack_${string}`>;
type EditBy = Pick<NewEdit, 'nowMs' | 'role' | 'undoes'>;

/** Before reconcile comes to do so: whoever makes a stack finds what holds for its photos. */
function settleWaiting(db: WriteDb): void {
  const filled = foldFound(db, stacksTable, wholeQueue) + foldFound(db, apartTable, wholeQueue);
  if (filled > 0) fillPhotoChanges(db, wholeQueue);
}

function record(db: WriteDb, action: StackAction, by: EditBy): EditId {
  return recordEdit(db, { ...by, action, madeBy: 'user', tagId: null });
}

/** A number that no stack and no group had before. */
function newNumber(db: WriteDb, editId: EditId): number {
  return preparePluck(
    db,
    `INSERT INTO photo_stacks (id, edit_id) SELECT max(
       (SELECT coalesce(max(id), 0) FROM photo_stacks),
       (SELECT coalesce(max(stack), 0) FROM stacked_photos INDEXED BY stacked_photos_stack WHERE stack IS NOT NULL)) + 1, ?
     RETURNING id`,
  ).get(editId) as number;
}

/** A column of the row of the location `e`, once nothing waits for its hash. */
function storedSql(column: string): string {
  return `CASE WHEN e.photo_id IS NULL
    THEN (SELECT s.${column} FROM stacked_photos AS s
      WHERE s.photo_id IS NULL AND s.rel_path = e.rel_path AND s.library_id = e.library_id)
    ELSE (SELECT s.${column} FROM stacked_photos AS s WHERE s.photo_id = e.photo_id) END`;
}

interface Chosen {
  readonly id: LocationId;
  /** Its number; of a file without a hash, its location below zero. */
  readonly photo: number;
  readonly stack: number | null;
}

/** One location of each photo that shows these, in the order of the request. */
function chosenPhotos(db: ReadDb, locationIds: readonly LocationId[]): readonly Chosen[] {
  const rows = prepare(
    db,
    `SELECT e.id, coalesce(e.photo_id, -e.id) AS photo, ${storedSql('stack')} AS stack
     FROM json_each(?) AS wanted CROSS JOIN image_exif AS f ON f.id = wanted.value
     CROSS JOIN image_exif AS e ON e.id = coalesce(f.stack_cover_id, f.id) ORDER BY wanted.key`,
  ).all(idList(locationIds)) as Chosen[];
  const seen = new Set<number>();
  return rows.filter(({ photo }) => !seen.has(photo) && seen.add(photo));
}

/** All photos of a stack in their order, files behind a cover too; one location of each that has any. */
function photosOfStack(db: ReadDb, stack: number): readonly LocationId[] {
  return preparePluck(
    db,
    `SELECT id FROM (SELECT coalesce(
         (SELECT e.id FROM image_exif AS e WHERE e.photo_id = s.photo_id ORDER BY e.presence, e.id LIMIT 1),
         (SELECT e.id FROM image_exif AS e WHERE s.photo_id IS NULL AND e.library_id = s.library_id AND e.rel_path = s.rel_path)) AS id
       FROM stacked_photos AS s INDEXED BY stacked_photos_stack WHERE s.stack = ? AND s.stack IS NOT NULL
       ORDER BY s.position, s.id) WHERE id IS NOT NULL`,
  ).all(stack) as LocationId[];
}

/**
 * Who is to be in the stack, in its order: the chosen photos, each with those that it is in a stack with. Some photos of
 * one and the same stack become a stack of their own.
 */
function membersOf(db: ReadDb, chosen: readonly Chosen[]): { members: readonly LocationId[]; isSplit: boolean } {
  const whole = chosen[0]?.stack ?? null;
  const isOfOne = whole !== null && chosen.every(({ stack }) => stack === whole);
  if (isOfOne && chosen.length < chosenPhotos(db, photosOfStack(db, whole)).length) {
    return { members: chosen.map(({ id }) => id), isSplit: true };
  }
  const taken = new Set<number>();
  const members = chosen.flatMap(({ id, stack }) => {
    if (stack === null) return [id];
    if (taken.has(stack)) return [id];
    taken.add(stack);
    return [id, ...photosOfStack(db, stack)];
  });
  return { members, isSplit: false };
}

/**
 * Makes a stack of each group of photos, which are in its order: one edit. Photos of a group bring along those that they
 * are in a stack with; some photos of one stack leave it and become another. Null when all is so already, or no group has
 * two photos.
 */
export function stackPhotos(db: WriteDb, groups: readonly (readonly LocationId[])[], nowMs: number): EditId | null {
  return transaction(db, () => {
    settleWaiting(db);
    let editId: EditId | null = null;
    for (const group of groups) {
      const chosen = chosenPhotos(db, group);
      if (chosen.length < 2) continue;
      const { members, isSplit } = membersOf(db, chosen);
      const shown = chosenPhotos(db, members);
      const [first] = shown;
      if (first === undefined || shown.length < 2) continue;
      const isKept = !isSplit && first.stack !== null;
      const stack = isKept ? first.stack : null;
      const order = new Map(shown.map(({ photo }, position) => [photo, position]));
      if (isKept && isSoAlready(db, first.stack, shown)) continue;
      editId ??= record(db, 'photos_stacked', { nowMs });
      const places = placesOf(db, shown, order);
      write(db, editId, places, stack ?? newNumber(db, editId));
    }
    if (editId !== null) countPhotos(db, editId);
    return editId;
  });
}

/** The photos are one stack, and in this order. */
function isSoAlready(db: ReadDb, stack: number, shown: readonly Chosen[]): boolean {
  if (!shown.every((photo) => photo.stack === stack)) return false;
  const now = chosenPhotos(db, photosOfStack(db, stack));
  return now.length === shown.length && now.every(({ photo }, at) => photo === shown[at]?.photo);
}

/** Of all files of these photos their place in the order: what stands behind a cover goes with it. */
function placesOf(
  db: ReadDb,
  shown: readonly Chosen[],
  order: ReadonlyMap<number, number>,
): readonly (readonly [LocationId, number])[] {
  const files = prepareRaw(
    db,
    `SELECT e.id, coalesce(c.photo_id, -c.id) FROM json_each(?) AS wanted
     CROSS JOIN image_exif AS e ON e.id = wanted.value CROSS JOIN image_exif AS c ON c.id = coalesce(e.stack_cover_id, e.id)`,
  ).all(
    idList(
      wholeStacks(
        db,
        shown.map(({ id }) => id),
        'photo',
      ),
    ),
  ) as [LocationId, number][];
  return files.flatMap(([id, cover]) => {
    const position = order.get(cover);
    return position === undefined ? [] : [[id, position] as const];
  });
}

/** Puts locations into a stack, or with null out of any, as a part of what an edit does; what is so already stays as it is. */
function write(
  db: WriteDb,
  editId: EditId,
  places: readonly (readonly [LocationId, number])[],
  stack: number | null,
): void {
  const parameters = { places: JSON.stringify(places) };
  const wanted = 'FROM json_each(@places) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value ->> 0';
  prepare(
    db,
    `INSERT INTO stacked_photos (photo_id, content_hash, library_id, rel_path)
     SELECT e.photo_id, e.content_hash, e.library_id, e.rel_path ${wanted} WHERE true ON CONFLICT DO NOTHING`,
  ).run(parameters);
  const rows = prepareRaw(db, `SELECT ${storedSql('id')}, min(wanted.value ->> 1) ${wanted} GROUP BY 1`).all(
    parameters,
  ) as [number, number][];
  set(
    db,
    editId,
    'stack',
    'stack',
    rows.map(([row]) => [row, stack]),
  );
  if (stack !== null) set(db, editId, 'position', 'stack_position', rows);
}

/** Values of a column from now on, by row; with what was there, and which edit had set that. */
function set(
  db: WriteDb,
  editId: EditId,
  column: 'stack' | 'position',
  field: 'stack' | 'stack_position',
  values: readonly (readonly [row: number, value: number | null])[],
): void {
  const from = `FROM json_each(@values) AS v CROSS JOIN stacked_photos AS s ON s.id = v.value ->> 0
    WHERE s.${column} IS NOT v.value ->> 1`;
  const parameters = { editId, values: JSON.stringify(values) };
  prepare(
    db,
    `INSERT INTO photo_changes (edit_id, photo_id, library_id, rel_path, field, old_value, old_by, new_value, new_by)
     SELECT @editId, s.photo_id, iif(s.photo_id IS NULL, s.library_id, NULL), iif(s.photo_id IS NULL, s.rel_path, NULL),
       '${field}', s.${column}, s.${column}_by, v.value ->> 1, @editId ${from}`,
  ).run(parameters);
  prepare(
    db,
    `UPDATE stacked_photos SET ${column} = changed.value, ${column}_by = @editId
     FROM (SELECT s.id, v.value ->> 1 AS value ${from}) AS changed WHERE stacked_photos.id = changed.id`,
  ).run(parameters);
}

/** The stacks that these photos are in are none any more: one edit. Null when none of them is in one. */
export function unstackPhotos(db: WriteDb, locationIds: readonly LocationId[], nowMs: number): EditId | null {
  return transaction(db, () => {
    settleWaiting(db);
    const stacks = [...new Set(chosenPhotos(db, locationIds).map(({ stack }) => stack))].filter(
      (stack) => stack !== null,
    );
    if (stacks.length === 0) return null;
    const editId = record(db, 'photos_unstacked', { nowMs });
    for (const stack of stacks) dissolve(db, editId, stack);
    countPhotos(db, editId);
    return editId;
  });
}

/** Photos without any file leave it too. */
function dissolve(db: WriteDb, editId: EditId, stack: number): void {
  const rows = preparePluck(
    db,
    'SELECT id FROM stacked_photos INDEXED BY stacked_photos_stack WHERE stack = ? AND stack IS NOT NULL',
  ).all(stack) as number[];
  set(
    db,
    editId,
    'stack',
    'stack',
    rows.map((row) => [row, null]),
  );
}

/** These photos leave their stacks; where one photo is left it is no stack: one edit. Null when none of them is in one. */
export function takeOutOfStack(db: WriteDb, locationIds: readonly LocationId[], nowMs: number): EditId | null {
  return transaction(db, () => {
    settleWaiting(db);
    const leaving = chosenPhotos(db, locationIds).filter(({ stack }) => stack !== null);
    if (leaving.length === 0) return null;
    const editId = record(db, 'photos_unstacked', { nowMs });
    write(db, editId, placesOf(db, leaving, new Map(leaving.map(({ photo }) => [photo, 0]))), null);
    for (const stack of new Set(leaving.map((photo) => photo.stack))) {
      if (stack !== null && chosenPhotos(db, photosOfStack(db, stack)).length < 2) dissolve(db, editId, stack);
    }
    countPhotos(db, editId);
    return editId;
  });
}

/** The photo shows its stack from now on: one edit. Null when it does so already, or is in none. */
export function setStackFirst(db: WriteDb, locationId: LocationId, nowMs: number): EditId | null {
  return transaction(db, () => {
    settleWaiting(db);
    const [photo] = chosenPhotos(db, [locationId]);
    if (photo === undefined || photo.stack === null) return null;
    const order = chosenPhotos(db, photosOfStack(db, photo.stack));
    if (order[0]?.photo === photo.photo) return null;
    const least = preparePluck(
      db,
      'SELECT min(position) FROM stacked_photos INDEXED BY stacked_photos_stack WHERE stack = ? AND stack IS NOT NULL',
    ).get(photo.stack) as number;
    const editId = record(db, 'stack_first_set', { nowMs });
    write(db, editId, placesOf(db, [photo], new Map([[photo.photo, least - 1]])), photo.stack);
    countPhotos(db, editId);
    return editId;
  });
}

/** These photos are no stack, and are not suggested as one again: one edit. Null for fewer than two photos. */
export function dismissStack(db: WriteDb, locationIds: readonly LocationId[], nowMs: number): EditId | null {
  return transaction(db, () => {
    settleWaiting(db);
    const photos = chosenPhotos(db, locationIds);
    if (photos.length < 2) return null;
    const editId = record(db, 'stack_dismissed', { nowMs });
    const parameters = { editId, ids: idList(photos.map(({ id }) => id)), group: newNumber(db, editId) };
    const wanted = 'FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value WHERE true';
    prepare(
      db,
      `INSERT INTO apart_photos (group_id, photo_id, content_hash, library_id, rel_path, apart, apart_by)
       SELECT @group, e.photo_id, e.content_hash, e.library_id, e.rel_path, @group, @editId ${wanted}`,
    ).run(parameters);
    prepare(
      db,
      `INSERT INTO photo_changes (edit_id, photo_id, library_id, rel_path, field, old_value, old_by, new_value, new_by)
       SELECT @editId, e.photo_id, iif(e.photo_id IS NULL, e.library_id, NULL), iif(e.photo_id IS NULL, e.rel_path, NULL),
         'apart', NULL, 0, @group, @editId ${wanted}`,
    ).run(parameters);
    countPhotos(db, editId);
    return editId;
  });
}

// ------------------------------------------------------------------ taking back

const opposites: Readonly<Record<StackAction, StackAction>> = {
  photos_stacked: 'photos_unstacked',
  photos_unstacked: 'photos_stacked',
  stack_first_set: 'stack_first_set',
  stack_dismissed: 'stack_offered',
  stack_offered: 'stack_dismissed',
};

export function isStackAction(action: EditAction): action is StackAction {
  return Object.hasOwn(opposites, action);
}

/** Puts each photo back where it was, where nothing else was done with it since. */
export function takeBackStackEdit(
  db: WriteDb,
  undoes: EditId,
  action: StackAction,
  by: { readonly role: 'undo' | 'redo'; readonly nowMs: number },
): { id: EditId; skipped: number } {
  return transaction(db, () => {
    settleWaiting(db);
    const id = record(db, opposites[action], { ...by, undoes });
    const stands = 'current_by = new_by';
    if (action === 'stack_dismissed' || action === 'stack_offered') {
      const group = preparePluck(
        db,
        `SELECT coalesce(new_value, old_value) FROM photo_changes WHERE edit_id = ? AND field = 'apart' LIMIT 1`,
      ).get(undoes) as number | undefined;
      putBack(db, { table: apartTable, column: 'apart', field: 'apart', keyId: group ?? 0, stands }, undoes, id);
      countPhotos(db, id);
      return { id, skipped: forgottenPhotos(db, apartTable, undoes) };
    }
    putBack(db, { table: stacksTable, column: 'stack', field: 'stack', keyId: null, stands }, undoes, id);
    putBack(db, { table: stacksTable, column: 'position', field: 'stack_position', keyId: null, stands }, undoes, id);
    countPhotos(db, id);
    return { id, skipped: forgottenPhotos(db, stacksTable, undoes) };
  });
}

// ------------------------------------------------------------------ files that are edited, and files that are one photo

/** The new bytes stand in the stack of the old ones, at the same place, where no later edit said otherwise of these. */
export function carryStacks(db: WriteDb, step: EditedBytes): void {
  for (const table of [stacksTable, apartTable]) carryRows(db, table, step);
}

/** A file that came to stand behind another one goes where that is. */
export function shareStacks(db: WriteDb, members: readonly LocationId[]): void {
  if (members.length === 0 || !hasPhotoStacks(db)) return;
  for (const id of shownBy(db, members)) {
    const stack = stackNumberOf(db, id);
    if (stack === null) continue;
    prepare(
      db,
      `INSERT INTO stacked_photos (photo_id, content_hash, library_id, rel_path, stack, stack_by, position, position_by)
       SELECT m.photo_id, m.content_hash, m.library_id, m.rel_path, s.stack, s.stack_by, s.position, s.position_by
       FROM image_exif AS c CROSS JOIN stacked_photos AS s ON s.photo_id = c.photo_id
       CROSS JOIN image_exif AS m ON m.stack_cover_id = c.id WHERE c.id = ? AND s.stack IS NOT NULL ON CONFLICT DO NOTHING`,
    ).run(id);
  }
}
