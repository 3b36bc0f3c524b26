/**
 * `content_lineage`: a file got other bytes in place. After an edit, what was known of the old bytes is copied to the new
 * ones; where the file was replaced by another photo, nothing is.
 */
import type { LibraryId } from '../../preload/contract/model.js';
import type { EditVerdict } from '../core/edit-verdict.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
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

function carryTags(db: WriteDb, edit: Edit): number {
  return prepare(
    db,
    `INSERT INTO tagged_photo (library_id, rel_path, content_hash, photo_id, tag_id, created_time)
     SELECT @libraryId, @relPath, @toHash, @toPhoto, t.tag_id, min(t.created_time) FROM tagged_photo AS t
     WHERE t.photo_id = @fromPhoto
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS own WHERE own.photo_id = @toPhoto AND own.tag_id = t.tag_id)
     GROUP BY t.tag_id`,
  ).run(edit).changes;
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
