/** Edits of tags themselves: their names and places in the tree, and whether they are. Each is one transaction and can be taken back. */
import type { EditId, TagEditPreview, TagId } from '../../preload/contract/model.js';
import { lastLevelOf, levelsOf, parentNameOf } from '../../preload/contract/tag-path.js';
import { AppFailure } from '../db/failure.js';
import { prepare, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { countPhotos, joinEdits, recordEdit, setFacesBefore, setTagsBefore } from './edits.js';
import type { NewEdit } from './edits.js';
import { followMerge } from './faces-before.js';
import { giveTaken } from './give-and-take.js';
import { homeOfRow } from './leads-to.js';
import {
  changeDetails,
  clearDetails,
  detailsOf,
  freeNames,
  recordDetails,
  restoreDetails,
  tagsBefore,
} from './tag-details.js';
import type { TagBefore } from './tag-details.js';
import {
  childrenOf,
  cleanLevels,
  ensureLevels,
  findTag,
  getTag,
  livingTag,
  parentIdOf,
  pathBelow,
  synonymHolder,
  withDescendants,
} from './tags.js';
import type { TagRow } from './tags.js';

export type EditContext = Pick<NewEdit, 'role' | 'nowMs'>;

/** A tag of an edit of several, and which former edit of it this one takes back. */
export interface TagStep {
  readonly tagId: TagId;
  readonly undoes?: EditId | null;
  /** Of a merge: the other tag. */
  readonly intoId?: TagId | null;
  /** Of a merge: what was given to the other tag, and taken from it since. */
  readonly partUndoes?: EditId | null;
  /** Of what stood below the tag: the edits that brought it back there. */
  readonly moves?: readonly PastMove[];
  /** Of a merge: the edit that gave the other tag its names, and took them back. */
  readonly named?: EditId | null;
}

/** A rename or a move, as the history has it. */
export interface PastMove {
  readonly id: EditId;
  readonly action: 'tag_renamed' | 'tag_moved';
  readonly tagId: TagId;
  /** The path before it. */
  readonly tagName: string;
  /** The tag that it stood below before; null at the top. */
  readonly otherTagId: TagId | null;
}

/**
 * A name of one level leaves the tag where it stands, a path is where it goes; what is below it goes along. Null when that
 * is its name already. Throws an AppFailure `not_found`, `name_invalid`, `edit_impossible` for a place below itself, or
 * `name_taken` with `tagId` and `name` of the tag that has it.
 */
export function renameTag(db: WriteDb, tagId: TagId, wanted: string, by: EditContext): EditId | null {
  return transaction(db, () => {
    const tag = livingTag(db, tagId);
    const levels = cleanLevels(wanted);
    const above = levels.slice(0, -1);
    const parent = above.length === 0 ? parentOf(db, tagId) : ensureLevels(db, above, by.nowMs);
    const level = levels.at(-1) ?? '';
    if (pathBelow(parent, level) === tag.name) return null;
    const holder = synonymHolder(db, level);
    if (holder !== null && holder.id !== tagId && (parent === null || parentIdOf(db, holder.id) === parent.id)) {
      throw new AppFailure('name_taken', `“${level}” is another name of the tag “${holder.name}”.`, {
        tagId: holder.id,
        name: holder.name,
      });
    }
    return place(db, { tagId }, parent, level, by);
  });
}

/**
 * Puts tags below another one, or with null at the top, with all below them: one edit. Null when they stand there already.
 * Throws an AppFailure as `renameTag` does.
 */
export function moveTags(
  db: WriteDb,
  tagIds: readonly TagId[],
  parentId: TagId | null,
  by: EditContext,
): EditId | null {
  return transaction(db, () => {
    const parent = parentId === null ? null : livingTag(db, parentId);
    // What stands below another one of these goes along with it.
    const along = new Set(tagIds.flatMap((id) => withDescendants(db, [id]).filter((below) => below !== id)));
    const steps = tagIds.filter((id) => !along.has(id) && parentIdOf(db, id) !== parentId).map((tagId) => ({ tagId }));
    if (steps.length === 0) return null;
    return asOne(db, steps, (step) => place(db, step, parent, lastLevelOf(livingTag(db, step.tagId).name), by));
  });
}

function parentOf(db: ReadDb, tagId: TagId): TagRow | null {
  const id = parentIdOf(db, tagId);
  return id === null ? null : getTag(db, id);
}

/** Writes down where the tag stood, and puts it elsewhere. */
function place(db: WriteDb, step: TagStep, parent: TagRow | null, level: string, by: EditContext): EditId {
  const { tagId } = step;
  const before = parentIdOf(db, tagId);
  const action = before === (parent?.id ?? null) ? 'tag_renamed' : 'tag_moved';
  const id = recordEdit(db, {
    ...roleOf(by.role),
    nowMs: by.nowMs,
    action,
    tagId,
    undoes: step.undoes ?? null,
    otherTagId: before,
    otherName: pathBelow(parent, level),
  });
  putBelow(db, tagId, parent, level);
  countPhotos(db, id);
  return id;
}

/** The tag and all below it get the names that say so. Throws an AppFailure `name_taken` or `edit_impossible`. */
function putBelow(db: WriteDb, tagId: TagId, parent: TagRow | null, level: string): void {
  const tag = livingTag(db, tagId);
  const path = pathBelow(parent, level);
  const all = withDescendants(db, [tagId]);
  if (parent !== null && all.includes(parent.id)) {
    throw new AppFailure('edit_impossible', `“${tag.name}” cannot stand below itself.`, { tagId });
  }
  const holder = findTag(db, path);
  if (holder !== null && holder.id !== tagId && !holder.isDeleted) {
    throw new AppFailure('name_taken', `There is a tag “${holder.name}” already. To make them one, merge them.`, {
      tagId: holder.id,
      name: holder.name,
    });
  }
  const names = prepare(
    db,
    'SELECT t.id, t.name FROM json_each(?) AS wanted CROSS JOIN tags AS t ON t.id = wanted.value',
  ).all(idList(all)) as TagRow[];
  for (const { id, name } of names) {
    const next = path + name.slice(tag.name.length);
    clearName(db, id, next);
    prepare(db, 'UPDATE tags SET name = ? WHERE id = ?').run(next, id);
  }
  prepare(db, 'UPDATE tags SET parent_id = ? WHERE id = ?').run(parent?.id ?? null, tagId);
}

/** A name that only a deleted tag bears is free: that one gives way. */
function clearName(db: WriteDb, tagId: TagId, name: string): void {
  prepare(
    db,
    "UPDATE tags SET name = name || ' (' || id || ', deleted)' WHERE name = ? AND id <> ? AND deleted_at IS NOT NULL",
  ).run(name, tagId);
}

/**
 * Takes back a rename or a move: the tag is called as before, and stands where it stood, or at the top where that is gone.
 * Throws an AppFailure as `renameTag` does.
 */
export function takeMoveBack(db: WriteDb, move: PastMove, by: EditContext): EditId {
  const { id, action, tagId, tagName, otherTagId } = move;
  return transaction(db, () => {
    livingTag(db, tagId);
    const above = parentNameOf(tagName);
    const before = otherTagId === null ? null : getTag(db, otherTagId);
    // A rename of before tags had levels knows no tag above: its path says where it stood.
    const isOfPath = otherTagId === null && above !== null;
    const parent = isOfPath
      ? ensureLevels(db, levelsOf(above), by.nowMs)
      : action === 'tag_moved'
        ? before
        : parentOf(db, tagId);
    return place(db, { tagId, undoes: id }, parent, lastLevelOf(tagName), by);
  });
}

/**
 * Takes tags off all photos, those without any file too, and out of every list: one edit. The last one stands for all of
 * them in the history. What stands below them goes up to the next tag that stays. Throws an AppFailure `not_found`, or
 * `name_taken` where something of that name stands there already.
 */
export function deleteTags(db: WriteDb, steps: readonly TagStep[], by: EditContext): EditId {
  const gone = new Set(steps.map(({ tagId }) => tagId));
  return transaction(db, () =>
    asOne(db, steps, (step) => {
      const { tagId } = step;
      livingTag(db, tagId);
      const moves = moveAgain(db, step, by);
      let stays = parentIdOf(db, tagId);
      while (stays !== null && gone.has(stays)) stays = parentIdOf(db, stays);
      const parent = stays === null ? null : getTag(db, stays);
      for (const child of childrenOf(db, tagId).filter((each) => !gone.has(each.id))) {
        moves.push(place(db, { tagId: child.id }, parent, lastLevelOf(child.name), { nowMs: by.nowMs }));
      }
      const id = recordEdit(db, {
        ...roleOf(by.role),
        nowMs: by.nowMs,
        action: 'tag_deleted',
        tagId,
        undoes: step.undoes ?? null,
      });
      for (const move of moves) joinEdits(db, move, id);
      takeWholeTag(db, id, tagId, by.nowMs);
      return id;
    }),
  );
}

/** What the step knows to have stood below its tag, and still does, goes again where it went the first time. */
function moveAgain(db: WriteDb, { tagId, moves = [] }: TagStep, by: EditContext): EditId[] {
  return moves
    .filter((move) => getTag(db, move.tagId) !== null && parentIdOf(db, move.tagId) === tagId)
    .map((move) => takeMoveBack(db, move, by));
}

/**
 * All photos with one of these tags bear another one instead, and what stood below them stands below that; where something
 * of that name does already, the two are merged. With `keepNames`, what they were called are other names of that one.
 * Throws an AppFailure `not_found` or `edit_impossible`.
 */
export function mergeTags(
  db: WriteDb,
  steps: readonly TagStep[],
  intoId: TagId,
  by: EditContext,
  keepNames = false,
): EditId {
  return transaction(db, () => {
    livingTag(db, intoId);
    for (const step of steps) refuseMerge(db, step.tagId, step.intoId ?? intoId);
    const whole = steps.flatMap((step) => mergesOf(db, step, step.intoId ?? intoId, steps));
    return asOne(db, whole, (step) => mergeOne(db, step, step.intoId ?? intoId, by, keepNames));
  });
}

function refuseMerge(db: ReadDb, tagId: TagId, intoId: TagId): void {
  const { name } = livingTag(db, tagId);
  if (tagId === intoId) {
    throw new AppFailure('edit_impossible', `“${name}” cannot be merged into itself.`, { tagId });
  }
  if (withDescendants(db, [tagId]).includes(intoId)) {
    const below = livingTag(db, intoId).name;
    throw new AppFailure(
      'edit_impossible',
      `“${name}” cannot be merged into “${below}”, which stands below it. Move that one first.`,
      { tagId },
    );
  }
}

/** The merges that one means: of what stands below both by the same name first. */
function mergesOf(db: ReadDb, step: TagStep, intoId: TagId, asked: readonly TagStep[]): readonly TagStep[] {
  const own = childrenOf(db, step.tagId).filter(({ id }) => asked.every(({ tagId }) => tagId !== id));
  const into = livingTag(db, intoId);
  const inner = own.flatMap((child) => {
    const same = findTag(db, pathBelow(into, lastLevelOf(child.name)));
    const isOther = same !== null && !same.isDeleted && same.id !== child.id;
    return isOther ? mergesOf(db, { tagId: child.id }, same.id, asked) : [];
  });
  return [...inner, { ...step, intoId }];
}

function mergeOne(db: WriteDb, step: TagStep, intoId: TagId, { role, nowMs }: EditContext, keepNames: boolean): EditId {
  const { tagId, undoes, partUndoes, named } = step;
  const { name } = livingTag(db, tagId);
  const into = livingTag(db, intoId);
  // What the first time did not have to do is done afresh.
  const by = { ...roleOf(undoes === undefined || undoes === null ? undefined : role), nowMs };
  const moves = moveAgain(db, step, { ...(role === undefined ? {} : { role }), nowMs });
  for (const child of childrenOf(db, tagId)) {
    moves.push(place(db, { tagId: child.id }, into, lastLevelOf(child.name), { nowMs }));
  }
  // The part comes first: undo takes the last edit, and with it its parts.
  const part = recordEdit(db, { ...by, action: 'tag_added', tagId: intoId, undoes: partUndoes ?? null });
  const names = [lastLevelOf(name), ...detailsOf(db, tagId).synonyms];
  const isNaming = keepNames || (named !== undefined && named !== null);
  const naming = isNaming
    ? [recordDetails(db, { ...by, action: 'tag_described', tagId: intoId, undoes: named ?? null }, [])]
    : [];
  const other = { otherTagId: intoId, otherName: into.name };
  const id = recordEdit(db, { ...by, ...other, action: 'tag_merged', tagId, undoes: undoes ?? null });
  for (const joined of [...moves, part, ...naming]) joinEdits(db, joined, id);
  const people = followMerge(db, tagId, intoId);
  if (people !== null) setFacesBefore(db, id, JSON.stringify(people));
  takeWholeTag(db, id, tagId, nowMs);
  for (const edit of naming) {
    const own = detailsOf(db, intoId).synonyms;
    const before =
      named === undefined || named === null
        ? changeDetails(db, intoId, { synonyms: [...own, ...freeNames(db, intoId, names)] })
        : restoreDetails(db, tagsBefore(db, named), nowMs, () => undefined);
    setTagsBefore(db, edit, JSON.stringify(before));
  }
  giveTaken(db, id, part, intoId, true);
  countPhotos(db, part);
  return id;
}

function roleOf(role: NewEdit['role']): Pick<NewEdit, 'role' | 'madeBy'> {
  return { madeBy: 'user', ...(role === undefined ? {} : { role }) };
}

function asOne(db: WriteDb, steps: readonly TagStep[], run: (step: TagStep) => EditId): EditId {
  const ids = steps.map(run);
  const whole = ids.at(-1);
  if (whole === undefined) throw new Error('An edit of no tags');
  for (const id of ids) if (id !== whole) joinEdits(db, id, whole);
  return whole;
}

const writeWholeLossSql = `
  INSERT INTO tag_changes (edit_id, photo_id, library_id, rel_path, is_copy, is_added, tagged_at)
  SELECT @editId, photo, library, path, is_copy, 0, min(since) FROM (
    SELECT t.photo_id AS photo, t.library_id AS library, t.rel_path AS path, 0 AS is_copy, t.created_time AS since
    FROM tagged_photo AS t WHERE t.tag_id = @tagId AND t.copy_of IS NULL AND t.photo_id IS NOT NULL
    UNION ALL
    SELECT p.id, t.library_id, t.rel_path, 1, t.created_time
    FROM tagged_photo AS t CROSS JOIN photos AS p ON p.content_hash = t.copy_of
    WHERE t.tag_id = @tagId AND t.copy_of IS NOT NULL
    UNION ALL
    SELECT e.photo_id, coalesce(e.library_id, t.library_id), t.rel_path, 0, t.created_time
    FROM tagged_photo AS t LEFT JOIN image_exif AS e ON e.id = ${homeOfRow('t')}
    WHERE t.tag_id = @tagId AND t.copy_of IS NULL AND t.photo_id IS NULL)
  GROUP BY photo, is_copy, iif(photo IS NULL OR is_copy = 1, library, NULL), iif(photo IS NULL OR is_copy = 1, path, NULL)`;

/** Every row of the tag goes, written down with its place; what was asked about it is answered. */
function takeWholeTag(db: WriteDb, editId: EditId, tagId: TagId, nowMs: number): void {
  const details: readonly TagBefore[] = clearDetails(db, tagId);
  if (details.length > 0) setTagsBefore(db, editId, JSON.stringify(details));
  prepare(db, writeWholeLossSql).run({ editId, tagId });
  prepare(db, 'DELETE FROM tagged_photo WHERE tag_id = ?').run(tagId);
  prepare(db, 'UPDATE tags SET deleted_at = ? WHERE id = ?').run(nowMs, tagId);
  prepare(
    db,
    'UPDATE tag_ambiguities SET settled_at = @nowMs, settled_by = @editId WHERE tag_id = @tagId AND settled_at IS NULL',
  ).run({ nowMs, editId, tagId });
  countPhotos(db, editId);
}

/**
 * A deleted tag is one again, by the name it had: below the tag that it stood below, or at the top where that is gone.
 * Nothing where it is one. Throws an AppFailure `edit_impossible` when another one has that name now.
 */
export function reviveTag(db: WriteDb, tagId: TagId, name: string, nowMs: number): void {
  if (getTag(db, tagId) !== null) return;
  const parentId = parentIdOf(db, tagId);
  const above = parentNameOf(name);
  // Deleted before tags had levels, it knows no tag above: its path says where it stood.
  const parent =
    parentId !== null ? getTag(db, parentId) : above === null ? null : ensureLevels(db, levelsOf(above), nowMs);
  const path = pathBelow(parent, lastLevelOf(name));
  const holder = findTag(db, path);
  if (holder !== null && holder.id !== tagId && !holder.isDeleted) {
    throw new AppFailure(
      'edit_impossible',
      `Another tag is called “${holder.name}” now. Rename that one first, then take this back.`,
      { tagId: holder.id },
    );
  }
  clearName(db, tagId, path);
  prepare(db, 'UPDATE tags SET name = ?, parent_id = ?, deleted_at = NULL WHERE id = ?').run(
    path,
    parent?.id ?? null,
    tagId,
  );
}

/** What deleting tags, with those below them or without, or merging them into another one, would do. */
export function tagEditPreview(
  db: ReadDb,
  tagIds: readonly TagId[],
  intoId: TagId | null,
  withBelow = false,
): TagEditPreview {
  const all = withDescendants(db, tagIds);
  const counted = withBelow ? all : tagIds;
  const numbers = prepare(
    db,
    `WITH wanted AS MATERIALIZED (SELECT value AS tag_id FROM json_each(@tagIds)),
       bearing AS MATERIALIZED (
         SELECT DISTINCT t.photo_id, iif(t.photo_id IS NULL, t.library_id, NULL) AS library_id,
           iif(t.photo_id IS NULL, t.rel_path, NULL) AS rel_path
         FROM wanted CROSS JOIN tagged_photo AS t ON t.tag_id = wanted.tag_id)
     SELECT count(*) AS photos,
       count(*) FILTER (WHERE EXISTS (SELECT 1 FROM tagged_photo AS o
         WHERE o.photo_id = b.photo_id AND o.tag_id = @intoId)) AS withBoth,
       count(*) FILTER (WHERE iif(b.photo_id IS NOT NULL,
         NOT EXISTS (SELECT 1 FROM tagged_photo AS o
           WHERE o.photo_id = b.photo_id AND o.tag_id NOT IN (SELECT tag_id FROM wanted)),
         NOT EXISTS (SELECT 1 FROM tagged_photo AS o WHERE o.content_hash IS NULL AND o.rel_path = b.rel_path
           AND o.library_id IS b.library_id AND o.tag_id NOT IN (SELECT tag_id FROM wanted)))) AS withoutOther
     FROM bearing AS b`,
  ).get({ tagIds: idList(counted), intoId }) as Omit<TagEditPreview, 'below'>;
  return { ...numbers, below: all.length - new Set(tagIds).size };
}
