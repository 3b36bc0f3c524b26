/** Taking back an edit: the opposite of what it really did, photo by photo, as an edit of its own. */
import type { EditAction, EditId, EditOutcome, TagId } from '../../preload/contract/model.js';
import { AppFailure } from '../db/failure.js';
import { prepare, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { isAlbumAction, takeBackAlbumEdit } from './albums.js';
import { countPhotos, editToRedo, editToUndo, getEdit, joinEdits, recordEdit } from './edits.js';
import { giveTaken, settleChanges, takeGiven } from './give-and-take.js';
import { takeBackMarks } from './marks.js';
import { restoreInsight, takeInsightAgain } from './photo-insights.js';
import { settledByUndo } from './tag-ambiguities.js';
import { deleteTags, mergeTags, renameTag, reviveTag } from './tag-edits.js';
import type { TagStep } from './tag-edits.js';

const opposites = {
  tag_added: 'tag_removed',
  tag_removed: 'tag_added',
  tag_narrowed: 'tag_widened',
  tag_widened: 'tag_narrowed',
} as const;

/** Takes back the last edit of the user that is in effect; null when there is none. */
export function undo(db: WriteDb, nowMs: number): EditOutcome | null {
  return transaction(db, () => {
    const id = editToUndo(db);
    return id === null ? null : undoEdit(db, id, nowMs);
  });
}

/** Takes back the last undo, unless something else was done since; null when there is none. */
export function redo(db: WriteDb, nowMs: number): EditOutcome | null {
  return transaction(db, () => {
    const id = editToRedo(db);
    return id === null ? null : undoEdit(db, id, nowMs);
  });
}

/** An edit of tags and what is needed to take it back. */
interface UndoableEdit {
  readonly id: EditId;
  readonly action: EditAction;
  /** It may be deleted. */
  readonly tagId: TagId;
  readonly tagName: string;
  readonly otherTagId: TagId | null;
  readonly isTagAlive: number;
}

const undoableSql = `
  SELECT d.id, d.action, d.tag_id AS tagId, d.tag_name AS tagName, d.other_tag_id AS otherTagId,
    EXISTS (SELECT 1 FROM tags AS t WHERE t.id = d.tag_id AND t.deleted_at IS NULL) AS isTagAlive
  FROM edits AS d`;

function undoable(db: ReadDb, id: EditId): UndoableEdit {
  return prepare(db, `${undoableSql} WHERE d.id = ?`).get(id) as UndoableEdit;
}

function partsOf(db: ReadDb, id: EditId): readonly UndoableEdit[] {
  return prepare(db, `${undoableSql} WHERE d.part_of = ? ORDER BY d.id`).all(id) as UndoableEdit[];
}

/**
 * Takes back one edit, the last or not; a part of one with all of it. Throws an AppFailure `edit_impossible` when it is
 * taken back, or its tag is gone, or has a name that another one took since.
 */
export function undoEdit(db: WriteDb, editId: EditId, nowMs: number): EditOutcome {
  return transaction(db, () => {
    const edit = getEdit(db, editId);
    if (edit.partOf !== null) return undoEdit(db, edit.partOf, nowMs);
    if (edit.undoneAtMs !== null) {
      throw new AppFailure('edit_impossible', 'This edit has been taken back already.', { editId });
    }
    const role = edit.role === 'undo' ? 'redo' : 'undo';
    if (edit.action === 'insight_deleted') return outcome(db, restoreInsight(db, editId, role, nowMs), 0);
    if (edit.action === 'insight_restored') return outcome(db, takeInsightAgain(db, editId, role, nowMs), 0);
    if (edit.action === 'marks_set') {
      const { id, skipped } = takeBackMarks(db, { undoes: editId, role, nowMs });
      return outcome(db, id, skipped);
    }
    if (isAlbumAction(edit.action)) {
      const { id, skipped } = takeBackAlbumEdit(db, editId, edit.action, { role, nowMs });
      return outcome(db, id, skipped);
    }
    return takeBack(db, undoable(db, editId), { role, nowMs });
  });
}

interface TakingBack {
  readonly role: 'undo' | 'redo';
  readonly nowMs: number;
}

function takeBack(db: WriteDb, edit: UndoableEdit, by: TakingBack): EditOutcome {
  const { id: undoes, action, tagId, tagName, otherTagId } = edit;
  const isGone = action === 'tag_deleted' || action === 'tag_merged';
  if (!isGone && edit.isTagAlive === 0) throw tagIsGone(edit);
  switch (action) {
    case 'tag_renamed':
      return outcome(db, renameTag(db, { tagId, undoes }, tagName, by) ?? undoes, 0);
    case 'tag_deleted':
    case 'tag_merged':
      return outcome(db, bringBack(db, edit, by), 0);
    case 'tag_restored':
      return outcome(db, deleteTags(db, stepsOf(db, edit), by), 0);
    case 'tag_unmerged':
      if (otherTagId === null) throw tagIsGone(edit);
      return outcome(db, mergeTags(db, stepsOf(db, edit), otherTagId, by), 0);
    case 'tag_added':
    case 'tag_removed':
    case 'tag_narrowed':
    case 'tag_widened': {
      // Of several tags given at once, those that were deleted since are left aside.
      const parts = partsOf(db, undoes).filter((part) => part.action === action && part.isTagAlive === 1);
      const others = parts.map((part) => takeBack(db, part, by));
      const id = recordEdit(db, { ...by, action: opposites[action], madeBy: 'user', tagId, undoes });
      for (const { edit: other } of others) joinEdits(db, other.id, id);
      settleChanges(db, undoes);
      takeGiven(db, undoes, id, tagId);
      const skipped = giveTaken(db, undoes, id, tagId);
      countPhotos(db, id);
      settledByUndo(db, undoes, id, by.nowMs);
      return outcome(
        db,
        id,
        others.reduce((sum, other) => sum + other.skipped, skipped),
      );
    }
    case 'insight_deleted':
    case 'insight_restored':
    case 'marks_set':
    case 'album_created':
    case 'album_renamed':
    case 'album_deleted':
    case 'album_photos_added':
    case 'album_photos_removed':
    case 'album_photos_moved':
      throw new Error(`This is no edit of tags: ${undoes}`);
  }
}

function tagIsGone({ tagName, id }: UndoableEdit): AppFailure {
  return new AppFailure('edit_impossible', `The tag “${tagName}” no longer exists.`, { editId: id });
}

/** The tags that an edit brought back, itself last, to be deleted or merged once more. */
function stepsOf(db: ReadDb, edit: UndoableEdit): readonly TagStep[] {
  return [...partsOf(db, edit.id).filter(({ action }) => action === edit.action), edit].map(({ id, tagId }) => ({
    tagId,
    undoes: id,
    partUndoes: partsOf(db, id).find(({ action }) => action === 'tag_removed')?.id ?? null,
  }));
}

/** Deleted tags, or those that went into another one, with all photos that they were taken from. */
function bringBack(db: WriteDb, edit: UndoableEdit, by: TakingBack): EditId {
  const { id: undoes, tagId, tagName, otherTagId, action } = edit;
  const parts = partsOf(db, undoes);
  const others = parts.filter((part) => part.action === action).map((part) => bringBack(db, part, by));
  reviveTag(db, tagId, tagName);
  const given = parts.find((part) => part.action === 'tag_added');
  const taking = { ...by, madeBy: 'user' } as const;
  const taken =
    given === undefined
      ? null
      : recordEdit(db, { ...taking, action: 'tag_removed', tagId: given.tagId, undoes: given.id });
  const back = action === 'tag_merged' ? 'tag_unmerged' : 'tag_restored';
  const id = recordEdit(db, { ...taking, action: back, tagId, otherTagId, undoes });
  for (const other of others) joinEdits(db, other, id);
  settleChanges(db, undoes);
  giveTaken(db, undoes, id, tagId, true);
  countPhotos(db, id);
  // After the photos have their tag again: the row of the other one may be all that says where they were.
  if (given !== undefined && taken !== null) {
    joinEdits(db, taken, id);
    settleChanges(db, given.id);
    takeGiven(db, given.id, taken, given.tagId);
    countPhotos(db, taken);
  }
  settledByUndo(db, undoes, id, by.nowMs);
  return id;
}

function outcome(db: WriteDb, id: EditId, skipped: number): EditOutcome {
  return { edit: getEdit(db, id), skipped };
}
