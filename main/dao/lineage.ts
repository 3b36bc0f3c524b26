/**
 * `content_lineage`: a file got other bytes in place. After an edit, what was known of the old bytes is copied to the new
 * ones; where the file was replaced by another photo, nothing is.
 */
import type { LibraryId, LocationId, TagId } from '../../preload/contract/model.js';
import type { EditVerdict } from '../core/edit-verdict.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { recordCarriedTag, settleChangesAt } from './edits.js';
import { belongsTo } from './leads-to.js';
import { albumsTable, carryAlbums } from './albums.js';
import { carryMarks, marksTable } from './marks.js';
import { carryStacks } from './photo-stacks.js';
import { ensurePhotoId } from './photos.js';
import { foldPlace, settlePhotoChangesAt } from './set-values.js';
import { apartTable, stacksTable } from './stack-members.js';
import { carryTurn, settleTurnsAt } from './turns.js';

/** One step of a file's line. */
export interface Step {
  readonly libraryId: LibraryId;
  readonly relPath: string;
  /** 32 bytes each. */
  readonly fromHash: Buffer;
  readonly toHash: Buffer;
  readonly nowMs: number;
}

export interface Carry extends Step {
  /** As the files look; what the user said of the same two before is worth more. */
  readonly verdict: EditVerdict;
  /** The editor turned the picture by a quarter: it stands as it is meant to, and is not turned once more. */
  readonly turnsItself?: boolean;
}

/** A step with the numbers of its photos. */
export interface NumberedStep extends Step {
  readonly fromPhoto: number;
  readonly toPhoto: number;
}

export interface CarryResult {
  readonly tagsCarried: number;
  readonly insightsCarried: number;
}

const nothingCarried: CarryResult = { tagsCarried: 0, insightsCarried: 0 };

/**
 * Call it with the location's new hash already written. The old bytes keep what they have: an unedited copy may stand
 * elsewhere, or come back from a backup. Tags, marks and albums that are carried or taken away are in the history, as edits made by
 * `carry`.
 *
 * Where the new bytes are older ones of the same line, the file went back: what was taken off since then leaves them too,
 * unless another file kept these bytes, and their tags, all the time.
 */
export function carryDerivedData(db: WriteDb, carry: Carry): CarryResult {
  if (carry.fromHash.equals(carry.toHash)) return nothingCarried;
  return transaction(db, () => {
    const step = numbered(db, carry);
    settleOnOldBytes(db, step);
    const takenSince = removedTags(db, step);
    const verdict = recordStep(db, carry);
    if (verdict === 'replaced') return nothingCarried;
    if (!hasOtherFile(db, step)) for (const tagId of takenSince) takeTag(db, step, tagId);
    carryCopyTags(db, step, false);
    carryValues(db, step);
    if (carry.turnsItself !== true) carryTurn(db, step);
    return { tagsCarried: carryTags(db, step).length, insightsCarried: carryInsights(db, step) };
  });
}

export function numbered(db: WriteDb, step: Step): NumberedStep {
  return {
    libraryId: step.libraryId,
    relPath: step.relPath,
    fromHash: step.fromHash,
    toHash: step.toHash,
    nowMs: step.nowMs,
    fromPhoto: ensurePhotoId(db, step.fromHash),
    toPhoto: ensurePhotoId(db, step.toHash),
  };
}

interface KnownStep {
  readonly verdict: EditVerdict;
  readonly isSettled: number;
  readonly isBack: number;
  readonly isHere: number;
}

/** A step that was made before is made again: it is the last one now. Returns the verdict that holds. */
function recordStep(db: WriteDb, carry: Carry): EditVerdict {
  const { libraryId, relPath, fromHash, toHash, nowMs } = carry;
  const known = prepare(
    db,
    `SELECT verdict, settled_at IS NOT NULL AS isSettled, from_hash = @toHash AS isBack,
       library_id = @libraryId AND rel_path = @relPath AS isHere
     FROM content_lineage WHERE (from_hash = @fromHash AND to_hash = @toHash) OR (from_hash = @toHash AND to_hash = @fromHash)`,
  ).all({ libraryId, relPath, fromHash, toHash }) as KnownStep[];
  const wasEdited = known.some(({ verdict }) => verdict === 'edited');
  const verdict = wasEdited ? 'edited' : carry.verdict;
  // The photo that was replaced is back, or the user has answered for these two.
  const isBack = known.some((step) => step.isBack === 1 && step.isHere === 1);
  const isAnswered = verdict === 'replaced' && (isBack || known.some(({ isSettled }) => isSettled === 1));
  const here = { libraryId, relPath, fromHash, toHash, nowMs };
  if (isBack && verdict === 'replaced') {
    prepare(
      db,
      `UPDATE content_lineage SET settled_at = @nowMs WHERE from_hash = @toHash AND to_hash = @fromHash
         AND library_id = @libraryId AND rel_path = @relPath AND settled_at IS NULL`,
    ).run(here);
  }
  prepare(
    db,
    `DELETE FROM content_lineage WHERE from_hash = @fromHash AND to_hash = @toHash
       AND library_id = @libraryId AND rel_path = @relPath`,
  ).run({ libraryId, relPath, fromHash, toHash });
  prepare(
    db,
    `INSERT INTO content_lineage (library_id, rel_path, from_hash, to_hash, observed_at, verdict, settled_at, after_edit)
     VALUES (@libraryId, @relPath, @fromHash, @toHash, @nowMs, @verdict, @settledAtMs,
       (SELECT coalesce(max(id), 0) FROM edits))`,
  ).run({ ...here, verdict, settledAtMs: isAnswered ? nowMs : null });
  return verdict;
}

/** Rows made here before the old hash was known belong to the old bytes; reconcile would give them to the new ones. */
function settleOnOldBytes(db: WriteDb, { libraryId, relPath, fromHash, fromPhoto }: NumberedStep): void {
  prepare(
    db,
    `UPDATE tagged_photo SET content_hash = @fromHash, photo_id = @fromPhoto WHERE id IN (
       SELECT t.id FROM image_exif AS e CROSS JOIN tagged_photo AS t ON ${belongsTo('t', 'e')}
       WHERE e.library_id = @libraryId AND e.rel_path = @relPath)`,
  ).run({ libraryId, relPath, fromHash, fromPhoto });
  prepare(
    db,
    `UPDATE photo_insights SET content_hash = @fromHash, photo_id = @fromPhoto
     WHERE content_hash IS NULL AND rel_path = @relPath AND library_id = @libraryId`,
  ).run({ libraryId, relPath, fromHash, fromPhoto });
  settleChangesAt(db, libraryId, relPath, fromPhoto);
  for (const table of [marksTable, albumsTable, stacksTable, apartTable]) {
    foldPlace(db, table, { libraryId, relPath }, { photoId: fromPhoto, hash: fromHash });
  }
  settlePhotoChangesAt(db, { libraryId, relPath }, fromPhoto);
  settleTurnsAt(db, { libraryId, relPath, photoId: fromPhoto });
}

/** Marks, albums and stacks: what was said last of either bytes is said of the new ones. */
export function carryValues(db: WriteDb, step: NumberedStep): void {
  carryMarks(db, step);
  carryAlbums(db, step);
  carryStacks(db, step);
}

/**
 * Tags that were taken off the bytes between the new ones and the old ones of a line, since each of them was made, and
 * that the old ones do not bear. None when the new bytes were never edited into the old ones.
 */
function removedTags(db: ReadDb, { fromHash, toHash, fromPhoto }: NumberedStep): TagId[] {
  const wasEdited = preparePluck(db, 'SELECT 1 FROM content_lineage WHERE from_hash = ? LIMIT 1').get(toHash);
  if (wasEdited === undefined) return [];
  return preparePluck(
    db,
    `WITH RECURSIVE back (hash) AS (
       SELECT @fromHash UNION SELECT l.from_hash FROM back
         CROSS JOIN content_lineage AS l ON l.to_hash = back.hash WHERE l.verdict = 'edited' AND back.hash <> @toHash),
     forth (hash) AS (
       SELECT @toHash UNION SELECT l.to_hash FROM forth
         CROSS JOIN content_lineage AS l ON l.from_hash = forth.hash WHERE l.verdict = 'edited' AND forth.hash <> @fromHash)
     SELECT DISTINCT d.tag_id FROM (SELECT hash FROM back INTERSECT SELECT hash FROM forth) AS line
     CROSS JOIN photos AS p ON p.content_hash = line.hash
     CROSS JOIN tag_changes AS c ON c.photo_id = p.id AND c.is_added = 0 AND c.is_copy = 0
     CROSS JOIN edits AS d ON d.id = c.edit_id AND d.made_by = 'user'
     WHERE line.hash <> @toHash AND d.id > (
         SELECT coalesce(max(m.after_edit), 0) FROM content_lineage AS m WHERE m.to_hash = line.hash AND m.verdict = 'edited')
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS t
         WHERE t.photo_id = @fromPhoto AND t.tag_id = d.tag_id AND t.copy_of IS NULL)
     ORDER BY d.tag_id`,
  ).all({ fromHash, toHash, fromPhoto }) as TagId[];
}

function hasOtherFile(db: ReadDb, { libraryId, relPath, toPhoto }: NumberedStep): boolean {
  const other = preparePluck(
    db,
    `SELECT 1 FROM image_exif WHERE photo_id = @toPhoto AND presence < 2
       AND NOT (library_id = @libraryId AND rel_path = @relPath) LIMIT 1`,
  ).get({ libraryId, relPath, toPhoto });
  return other !== undefined;
}

function takeTag(db: WriteDb, { toPhoto, nowMs }: NumberedStep, tagId: TagId): void {
  const taggedAtMs = preparePluck(
    db,
    'SELECT min(created_time) FROM tagged_photo WHERE photo_id = ? AND tag_id = ? AND copy_of IS NULL',
  ).get(toPhoto, tagId) as number | null;
  if (taggedAtMs === null) return;
  prepare(db, 'DELETE FROM tagged_photo WHERE photo_id = ? AND tag_id = ? AND copy_of IS NULL').run(toPhoto, tagId);
  recordCarriedTag(db, { action: 'tag_removed', tagId, photoId: toPhoto, taggedAtMs, nowMs });
}

/** The tags that the new bytes got; of them all, or only of some. */
export function carryTags(db: WriteDb, step: NumberedStep, only?: readonly TagId[]): TagId[] {
  const { libraryId, relPath, fromPhoto, toHash, toPhoto, nowMs } = step;
  const carried = preparePluck(
    db,
    `INSERT INTO tagged_photo (library_id, rel_path, content_hash, photo_id, tag_id, created_time)
     SELECT @libraryId, @relPath, @toHash, @toPhoto, t.tag_id, min(t.created_time) FROM tagged_photo AS t
     WHERE t.photo_id = @fromPhoto AND t.copy_of IS NULL
       AND (@only IS NULL OR t.tag_id IN (SELECT value FROM json_each(@only)))
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS own
         WHERE own.photo_id = @toPhoto AND own.tag_id = t.tag_id AND own.copy_of IS NULL)
     GROUP BY t.tag_id RETURNING tag_id`,
  ).all({
    libraryId,
    relPath,
    fromPhoto,
    toHash,
    toPhoto,
    only: only === undefined ? null : idList(only),
  }) as TagId[];
  for (const tagId of carried) {
    recordCarriedTag(db, { action: 'tag_added', tagId, photoId: toPhoto, taggedAtMs: null, nowMs });
  }
  return carried;
}

/**
 * What is for a file alone waits at its place for the old bytes; it is for the new ones from now on. `wherever`: the file
 * may have been moved since, so that all places of the new bytes are looked at.
 */
export function carryCopyTags(db: WriteDb, step: Omit<NumberedStep, 'fromPhoto' | 'nowMs'>, wherever: boolean): void {
  const { libraryId, relPath, fromHash, toHash, toPhoto } = step;
  const parameters = { libraryId, relPath, fromHash, toHash, toPhoto, wherever: wherever ? 1 : 0 };
  const isWaiting = `t.copy_of = @fromHash AND t.id IN (SELECT w.id FROM image_exif AS e CROSS JOIN tagged_photo AS w
    ON w.copy_of IS NOT NULL AND w.library_id = e.library_id AND w.rel_path = e.rel_path
    WHERE e.photo_id = @toPhoto AND (@wherever OR (e.library_id = @libraryId AND e.rel_path = @relPath)))`;
  prepare(
    db,
    `DELETE FROM tagged_photo AS t WHERE ${isWaiting} AND EXISTS (SELECT 1 FROM tagged_photo AS own
       WHERE own.copy_of IS NOT NULL AND own.library_id = t.library_id AND own.rel_path = t.rel_path
         AND own.copy_of = @toHash AND own.tag_id = t.tag_id)`,
  ).run(parameters);
  prepare(db, `UPDATE tagged_photo AS t SET copy_of = @toHash WHERE ${isWaiting}`).run(parameters);
}

/** A file that was edited and then moved, and read before its old place was looked at: what is for it alone follows both. */
export function carryMovedCopyTags(db: WriteDb, from: LocationId, to: LocationId): void {
  const step = prepare(
    db,
    `SELECT e.library_id AS libraryId, e.rel_path AS relPath, l.from_hash AS fromHash, l.to_hash AS toHash,
       e.photo_id AS toPhoto
     FROM image_exif AS gone CROSS JOIN image_exif AS e ON e.id = @to CROSS JOIN content_lineage AS l
       ON l.from_hash = gone.content_hash AND l.to_hash = e.content_hash AND l.verdict = 'edited'
       AND l.library_id = e.library_id AND l.rel_path = e.rel_path
     WHERE gone.id = @from`,
  ).get({ from, to }) as Omit<NumberedStep, 'fromPhoto' | 'nowMs'> | undefined;
  if (step !== undefined) carryCopyTags(db, step, false);
}

/** Bytes that have a history of their own keep it. */
export function carryInsights(db: WriteDb, step: NumberedStep): number {
  const has = preparePluck(db, 'SELECT 1 FROM photo_insights WHERE photo_id = ? LIMIT 1').get(step.toPhoto);
  return has === undefined ? copyInsights(db, step) : 0;
}

/** Marked stale; those that were current become history where the new bytes have a current one. */
export function copyInsights(db: WriteDb, { fromHash, fromPhoto, toHash, toPhoto, nowMs }: NumberedStep): number {
  const hasCurrent = preparePluck(
    db,
    'SELECT EXISTS (SELECT 1 FROM photo_insights WHERE photo_id = ? AND is_current = 1)',
  ).get(toPhoto) as number;
  return prepare(
    db,
    `INSERT INTO photo_insights (library_id, rel_path, content_hash, photo_id, title, summary, facts, suggested_tags,
       dismissed_tags, provider, model_version, prompt_version, requested_by, generated_at, pinned_at, reason_before_pin, is_current, demoted_reason, demoted_at,
       is_stale, carried_from, rating)
     SELECT library_id, rel_path, @toHash, @toPhoto, title, summary, facts, suggested_tags, dismissed_tags,
       provider, model_version, prompt_version, requested_by, generated_at, pinned_at, reason_before_pin, iif(@hasCurrent, 0, is_current),
       iif(@hasCurrent AND is_current, 'superseded', demoted_reason), iif(@hasCurrent AND is_current, @nowMs, demoted_at),
       1, @fromHash, rating
     FROM photo_insights WHERE photo_id = @fromPhoto AND deleted_at IS NULL ORDER BY id`,
  ).run({ fromHash, fromPhoto, toHash, toPhoto, nowMs, hasCurrent }).changes;
}
