/** Taking back an edit: the opposite of what it really did, photo by photo, as an edit of its own. */
import type { EditAction, EditId, EditOutcome, TagId } from '../../preload/contract/model.js';
import { levelsOf } from '../../preload/contract/tag-path.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { isAlbumAction, takeBackAlbumEdit } from './albums.js';
import { countPhotos, editToRedo, editToUndo, getEdit, joinEdits, recordEdit } from './edits.js';
import { isFacesAction, takeBackFaces, takeBackFacesOf } from './faces-before.js';
import { giveTaken, settleChanges, takeGiven } from './give-and-take.js';
import { takeBackChoice, takeBackRating, takeBackReturn, takeBackWriting, writeAgain } from './insight-edits.js';
import { takeBackImport } from './insight-transfer.js';
import { takeBackMarks } from './marks.js';
import { restoreDetails, recordDetails, tagsBefore } from './tag-details.js';
import { restoreInsight, takeBackSuggestion, takeInsightAgain } from './photo-insights.js';
import { isStackAction, takeBackStackEdit } from './photo-stacks.js';
import { settledByUndo } from './tag-ambiguities.js';
import { deleteTags, mergeTags, reviveTag, takeMoveBack } from './tag-edits.js';
import type { PastMove, TagStep } from './tag-edits.js';
import { getTag, parentIdOf } from './tags.js';
import { isTurn, turnBack } from './turns.js';

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
    if (edit.action === 'suggestion_dismissed' || edit.action === 'suggestion_restored') {
      return outcome(db, takeBackSuggestion(db, editId, edit.action, { role, nowMs }), 0);
    }
    if (edit.action === 'insight_written') return outcome(db, takeBackWriting(db, editId, { role, nowMs }), 0);
    if (edit.action === 'insight_unwritten') return outcome(db, writeAgain(db, editId, { role, nowMs }), 0);
    if (edit.action === 'insight_rated') return outcome(db, takeBackRating(db, editId, { role, nowMs }), 0);
    if (edit.action === 'insights_imported') return outcome(db, takeBackImport(db, editId, { role, nowMs }), 0);
    if (edit.action === 'insight_chosen' || edit.action === 'insight_unpinned') {
      const { id, skipped } = takeBackChoice(db, editId, edit.action, { role, nowMs });
      return outcome(db, id, skipped);
    }
    if (edit.action === 'insights_returned') {
      const { id, skipped } = takeBackReturn(db, editId, { role, nowMs });
      return outcome(db, id, skipped);
    }
    if (edit.action === 'marks_set') {
      const { id, skipped } = takeBackMarks(db, { undoes: editId, role, nowMs });
      return outcome(db, id, skipped);
    }
    if (isAlbumAction(edit.action)) {
      const { id, skipped } = takeBackAlbumEdit(db, editId, edit.action, { role, nowMs });
      return outcome(db, id, skipped);
    }
    if (isStackAction(edit.action)) {
      const { id, skipped } = takeBackStackEdit(db, editId, edit.action, { role, nowMs });
      return outcome(db, id, skipped);
    }
    if (isFacesAction(edit.action)) return outcome(db, takeBackFaces(db, editId, edit.action, { role, nowMs }), 0);
    if (isTurn(edit.action)) return outcome(db, turnBack(db, edit, { role, nowMs }, edit.action), 0);
    return takeBack(db, undoable(db, editId), { role, nowMs });
  });
}

interface TakingBack {
  readonly role: 'undo' | 'redo';
  readonly nowMs: number;
}

function takeBack(db: WriteDb, edit: UndoableEdit, by: TakingBack): EditOutcome {
  const { id: undoes, action, tagId, otherTagId } = edit;
  const isGone = action === 'tag_deleted' || action === 'tag_merged' || action === 'tags_imported';
  if (!isGone && edit.isTagAlive === 0) throw tagIsGone(edit);
  switch (action) {
    case 'tag_renamed':
    case 'tag_moved':
      return outcome(db, moveBack(db, { ...edit, action }, by), 0);
    case 'tag_described':
    case 'tags_imported':
      return outcome(db, restoreTags(db, { ...edit, action }, by), 0);
    case 'tag_deleted':
    case 'tag_merged':
      reviveAll(db, edit, by.nowMs);
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
      takeBackFacesOf(db, undoes, id);
      return outcome(
        db,
        id,
        others.reduce((sum, other) => sum + other.skipped, skipped),
      );
    }
    case 'insight_deleted':
    case 'insight_restored':
    case 'suggestion_dismissed':
    case 'suggestion_restored':
    case 'insight_rated':
    case 'insight_chosen':
    case 'insight_unpinned':
    case 'insight_written':
    case 'insight_unwritten':
    case 'insights_returned':
    case 'insights_imported':
    case 'person_named':
    case 'people_joined':
    case 'faces_parted':
    case 'person_hidden':
    case 'person_shown':
    case 'marks_set':
    case 'album_created':
    case 'album_renamed':
    case 'album_deleted':
    case 'album_search_changed':
    case 'album_photos_added':
    case 'album_photos_removed':
    case 'album_photos_moved':
    case 'turned_right':
    case 'turned_left':
    case 'turned_over':
    case 'photos_stacked':
    case 'photos_unstacked':
    case 'stack_first_set':
    case 'stack_dismissed':
    case 'stack_offered':
      throw new Error(`This is no edit of tags: ${undoes}`);
  }
}

function tagIsGone({ tagName, id }: UndoableEdit): AppFailure {
  return new AppFailure('edit_impossible', `The tag “${tagName}” no longer exists.`, { editId: id });
}

function movesOf(parts: readonly UndoableEdit[]): readonly PastMove[] {
  return parts.flatMap(({ action, ...move }) =>
    action === 'tag_moved' || action === 'tag_renamed' ? [{ ...move, action }] : [],
  );
}

/** What tags had beside their names, as it was before the edit. */
function restoreTags(
  db: WriteDb,
  { id: undoes, action, tagId }: Pick<UndoableEdit, 'id' | 'tagId'> & { action: 'tag_described' | 'tags_imported' },
  by: TakingBack,
): EditId {
  const before = restoreDetails(db, tagsBefore(db, undoes), by.nowMs, (id) => {
    reviveTag(db, id, preparePluck(db, 'SELECT name FROM tags WHERE id = ?').get(id) as string, by.nowMs);
  });
  return recordDetails(db, { ...by, madeBy: 'user', action, tagId, undoes }, before);
}

/** With the other tags that were moved by the same edit, those that are still there; itself last. */
function moveBack(db: WriteDb, edit: PastMove, by: TakingBack): EditId {
  const others = movesOf(partsOf(db, edit.id)).filter(({ tagId }) => getTag(db, tagId) !== null);
  const moved = others.map((move) => takeMoveBack(db, move, by));
  const id = takeMoveBack(db, edit, by);
  for (const other of moved) joinEdits(db, other, id);
  return id;
}

/** Deleted tags of one edit are there again, those above before those below them. */
function reviveAll(db: WriteDb, edit: UndoableEdit, nowMs: number): void {
  const gone = [...partsOf(db, edit.id).filter(({ action }) => action === edit.action), edit];
  const depth = ({ tagName }: UndoableEdit): number => levelsOf(tagName).length;
  for (const { tagId } of gone.sort((a, b) => depth(a) - depth(b))) {
    reviveTag(db, tagId, lastNameOf(db, tagId), nowMs);
  }
}

/** What a deleted tag was called when it went the last time: it can have come back, and got another name, since the edit. */
function lastNameOf(db: ReadDb, tagId: TagId): string {
  return preparePluck(
    db,
    `SELECT tag_name FROM edits WHERE tag_id = ? AND action IN ('tag_deleted', 'tag_merged') ORDER BY id DESC LIMIT 1`,
  ).get(tagId) as string;
}

/** The tags that an edit brought back, itself last, to be deleted or merged once more. */
function stepsOf(db: ReadDb, edit: UndoableEdit): readonly TagStep[] {
  return [...partsOf(db, edit.id).filter(({ action }) => action === edit.action), edit].map(
    ({ id, tagId, otherTagId }) => ({
      tagId,
      undoes: id,
      intoId: otherTagId,
      named: partsOf(db, id).find(({ action }) => action === 'tag_described')?.id ?? null,
      partUndoes: partsOf(db, id).find(({ action }) => action === 'tag_removed')?.id ?? null,
      moves: movesOf(partsOf(db, id)),
    }),
  );
}

/** Deleted tags, or those that went into another one, with all photos that they were taken from. */
function bringBack(db: WriteDb, edit: UndoableEdit, by: TakingBack): EditId {
  const { id: undoes, tagId, otherTagId, action } = edit;
  const parts = partsOf(db, undoes);
  const others = parts.filter((part) => part.action === action).map((part) => bringBack(db, part, by));
  // What went elsewhere by the same edit stands below it once more.
  const moves = movesOf(parts).filter((move) => getTag(db, move.tagId) !== null && move.otherTagId === tagId);
  const moved = moves.filter((move) => !isBelow(db, move.tagId, tagId)).map((move) => takeMoveBack(db, move, by));
  // Names that the other tag was given are free before this one has them again.
  const named = parts.flatMap(({ action: what, ...part }) =>
    what === 'tag_described' ? [restoreTags(db, { ...part, action: what }, by)] : [],
  );
  const given = parts.find((part) => part.action === 'tag_added');
  const taking = { ...by, madeBy: 'user' } as const;
  const taken =
    given === undefined
      ? null
      : recordEdit(db, { ...taking, action: 'tag_removed', tagId: given.tagId, undoes: given.id });
  const back = action === 'tag_merged' ? 'tag_unmerged' : 'tag_restored';
  const id = recordEdit(db, { ...taking, action: back, tagId, otherTagId, undoes });
  for (const other of [...others, ...moved, ...named]) joinEdits(db, other, id);
  restoreDetails(db, tagsBefore(db, undoes), by.nowMs, () => undefined);
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
  takeBackFacesOf(db, undoes, id);
  return id;
}

/** The tag `below` stands somewhere below `tagId`: it cannot be above it too. */
function isBelow(db: ReadDb, tagId: TagId, below: TagId): boolean {
  for (let id = parentIdOf(db, below); id !== null; id = parentIdOf(db, id)) if (id === tagId) return true;
  return false;
}

function outcome(db: WriteDb, id: EditId, skipped: number): EditOutcome {
  return { edit: getEdit(db, id), skipped };
}
