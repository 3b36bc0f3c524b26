/**
 * `content_lineage`: a file got other bytes in place. After an edit, what was known of the old bytes is copied to the new
 * ones; where the file was replaced by another photo, nothing is.
 */
import type { LibraryId, TagId } from '../../preload/contract/model.js';
import type { EditVerdict } from '../core/edit-verdict.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { recordCarriedTag } from './edits.js';
import { belongsTo } from './leads-to.js';
import { ensurePhotoId } from './photos.js';

export interface Carry {
  readonly libraryId: LibraryId;
  readonly relPath: string;
  /** 32 bytes each. */
  readonly fromHash: Buffer;
  readonly toHash: Buffer;
  readonly verdict: EditVerdict;
  readonly nowMs: number;
}

interface Edit extends Carry {
  readonly fromPhoto: number;
  readonly toPhoto: number;
}

export interface CarryResult {
  readonly tagsCarried: number;
  readonly insightsCarried: number;
}

/**
 * Call it with the location's new hash already written. The old bytes keep what they have: an unedited copy may stand
 * elsewhere, or come back from a backup. A second call changes nothing.
 */
export function carryDerivedData(db: WriteDb, carry: Carry): CarryResult {
  if (carry.fromHash.equals(carry.toHash)) return { tagsCarried: 0, insightsCarried: 0 };
  return transaction(db, () => {
    const edit: Edit = {
      ...carry,
      fromPhoto: ensurePhotoId(db, carry.fromHash),
      toPhoto: ensurePhotoId(db, carry.toHash),
    };
    const recorded = prepare(
      db,
      `INSERT INTO content_lineage (library_id, rel_path, from_hash, to_hash, observed_at, verdict)
       VALUES (@libraryId, @relPath, @fromHash, @toHash, @nowMs, @verdict) ON CONFLICT DO NOTHING`,
    ).run(carry).changes;
    if (recorded > 0) settleOnOldBytes(db, edit);
    if (carry.verdict === 'replaced') return { tagsCarried: 0, insightsCarried: 0 };
    takeWhatWasRemoved(db, edit);
    prepare(
      db,
      `UPDATE content_lineage SET after_edit = (SELECT coalesce(max(id), 0) FROM edits) WHERE to_hash = ? AND from_hash = ?`,
    ).run(carry.toHash, carry.fromHash);
    carryCopyTags(db, edit);
    return { tagsCarried: carryTags(db, edit), insightsCarried: carryInsights(db, edit) };
  });
}

/** Rows made here before the old hash was known belong to the old bytes; reconcile would give them to the new ones. */
function settleOnOldBytes(db: WriteDb, { libraryId, relPath, fromHash, fromPhoto }: Edit): void {
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
}

/**
 * A file that is back at bytes which it was edited from: what the user took off the edited photo meanwhile is not to come
 * back with them, unless another file kept these bytes, and their tags, all the time.
 */
function takeWhatWasRemoved(
  db: WriteDb,
  { libraryId, relPath, fromHash, fromPhoto, toHash, toPhoto, nowMs }: Edit,
): void {
  const removed = prepare(
    db,
    `SELECT t.tag_id AS tagId, min(t.created_time) AS taggedAtMs FROM tagged_photo AS t
     WHERE t.photo_id = @toPhoto AND t.copy_of IS NULL
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS own
         WHERE own.photo_id = @fromPhoto AND own.tag_id = t.tag_id AND own.copy_of IS NULL)
       AND NOT EXISTS (SELECT 1 FROM image_exif AS other WHERE other.photo_id = @toPhoto AND other.presence < 2
         AND (other.library_id <> @libraryId OR other.rel_path <> @relPath))
       AND EXISTS (SELECT 1 FROM content_lineage AS l WHERE l.from_hash = @toHash AND l.to_hash = @fromHash)
       AND EXISTS (SELECT 1 FROM tag_changes AS c CROSS JOIN edits AS d ON d.id = c.edit_id
         WHERE c.photo_id = @fromPhoto AND c.is_added = 0 AND c.is_copy = 0 AND d.tag_id = t.tag_id AND d.made_by = 'user'
           AND d.id > (SELECT max(l.after_edit) FROM content_lineage AS l WHERE l.to_hash = @fromHash))
     GROUP BY t.tag_id`,
  ).all({ libraryId, relPath, fromHash, fromPhoto, toHash, toPhoto }) as { tagId: TagId; taggedAtMs: number }[];
  for (const { tagId, taggedAtMs } of removed) {
    prepare(db, 'DELETE FROM tagged_photo WHERE photo_id = ? AND tag_id = ? AND copy_of IS NULL').run(toPhoto, tagId);
    recordCarriedTag(db, { action: 'tag_removed', tagId, photoId: toPhoto, taggedAtMs, nowMs });
  }
}

/** Tags for this copy alone stay with the file. */
function carryCopyTags(db: WriteDb, { libraryId, relPath, fromHash, toHash }: Edit): void {
  prepare(
    db,
    `UPDATE tagged_photo AS t SET copy_of = @toHash
     WHERE t.copy_of = @fromHash AND t.library_id = @libraryId AND t.rel_path = @relPath
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS own WHERE own.copy_of = @toHash AND own.tag_id = t.tag_id
         AND own.library_id = @libraryId AND own.rel_path = @relPath)`,
  ).run({ libraryId, relPath, fromHash, toHash });
}

function carryTags(db: WriteDb, edit: Edit): number {
  const carried = preparePluck(
    db,
    `INSERT INTO tagged_photo (library_id, rel_path, content_hash, photo_id, tag_id, created_time)
     SELECT @libraryId, @relPath, @toHash, @toPhoto, t.tag_id, min(t.created_time) FROM tagged_photo AS t
     WHERE t.photo_id = @fromPhoto AND t.copy_of IS NULL
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS own
         WHERE own.photo_id = @toPhoto AND own.tag_id = t.tag_id AND own.copy_of IS NULL)
     GROUP BY t.tag_id RETURNING tag_id`,
  ).all(edit) as TagId[];
  for (const tagId of carried) {
    recordCarriedTag(db, { action: 'tag_added', tagId, photoId: edit.toPhoto, taggedAtMs: null, nowMs: edit.nowMs });
  }
  return carried.length;
}

function carryInsights(db: WriteDb, { fromHash, fromPhoto, toHash, toPhoto }: Edit): number {
  const has = preparePluck(db, 'SELECT 1 FROM photo_insights WHERE photo_id = ? LIMIT 1').get(toPhoto);
  if (has !== undefined) return 0;
  return prepare(
    db,
    `INSERT INTO photo_insights (library_id, rel_path, content_hash, photo_id, title, summary, facts, provider, model_version,
       prompt_version, requested_by, generated_at, pinned_at, is_current, demoted_reason, demoted_at, is_stale, carried_from)
     SELECT library_id, rel_path, @toHash, @toPhoto, title, summary, facts, provider, model_version,
       prompt_version, requested_by, generated_at, pinned_at, is_current, demoted_reason, demoted_at, 1, @fromHash
     FROM photo_insights WHERE photo_id = @fromPhoto AND deleted_at IS NULL ORDER BY id`,
  ).run({ fromHash, fromPhoto, toHash, toPhoto }).changes;
}
