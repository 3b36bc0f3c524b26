/** The queue of videos that were hashed and wait for a frame of theirs to be shown. */
import type { LibraryId, LocationId } from '../../preload/contract/model.js';
import { prepare } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { pendingColumns, previewStates } from './locations.js';
import type { PendingFile, PreviewResult } from './locations.js';

/** A file whose bytes are known. */
export type PendingPoster = PendingFile & { readonly contentHash: Buffer };

const isPendingSql = `media_kind = 'video' AND preview_state = 0 AND read_state = 1 AND presence = 0`;

export function pendingPosters(db: ReadDb, libraryId: LibraryId, limit: number): readonly PendingPoster[] {
  return prepare(
    db,
    `SELECT ${pendingColumns} FROM image_exif INDEXED BY image_exif_to_poster
     WHERE library_id = ? AND ${isPendingSql} LIMIT ?`,
  ).all(libraryId, limit) as PendingPoster[];
}

/** Those among `ids`, in their order. */
export function pendingPostersAmong(db: ReadDb, ids: readonly LocationId[]): readonly PendingPoster[] {
  const statement = prepare(db, `SELECT ${pendingColumns} FROM image_exif WHERE id = ? AND ${isPendingSql}`);
  return ids.map((id) => statement.get(id) as PendingPoster | undefined).filter((row) => row !== undefined);
}

/** What playing a video told; null where it told nothing. */
export interface PosterFacts {
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMs: number | null;
}

/** Returns false when the row is gone, or is of other bytes by now. */
export function recordPoster(
  db: WriteDb,
  { id, contentHash }: PendingPoster,
  preview: PreviewResult,
  facts: PosterFacts,
): boolean {
  const { changes } = prepare(
    db,
    `UPDATE image_exif SET preview_state = @state, preview_reason = @reason, width = coalesce(@width, width),
       height = coalesce(@height, height), duration_ms = coalesce(@durationMs, duration_ms)
     WHERE id = @id AND content_hash = @contentHash AND ${isPendingSql}`,
  ).run({
    id,
    contentHash,
    state: previewStates[preview.state],
    reason: 'reason' in preview ? preview.reason : null,
    ...facts,
  });
  return changes > 0;
}
