/** Files that are not where they were: moved when the same file or the same bytes stand elsewhere, else missing. */
import type { LibraryId, LocationId } from '../../preload/contract/model.js';
import { isMassLoss } from '../core/mass-loss.js';
import type { FileStats } from '../core/plan-scan.js';
import { inSteps } from '../db/in-steps.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { carryMovedCopyTags } from './lineage.js';
import { clearLossGuard, hasLossGuard, holdBackLoss, lossSteps } from './loss-guard.js';
import { repointBackReferences } from './photo-insights.js';

/** A file that turned up this long before another was missed can be that one: copied first, deleted later. */
const copiedBeforeMillis = 24 * 60 * 60_000;

interface SameFile {
  readonly id: LocationId;
  readonly readState: number;
  readonly isHashed: number;
}

/**
 * A new row for a file that is known under another path, by its number, size and time: what is known of the bytes is
 * taken over, to be confirmed in the background. Where the other path is known to be gone, the move is settled.
 */
export function takeOverSameFile(db: WriteDb, id: LocationId, file: FileStats): void {
  if (file.inode === null) return;
  // Sorted here: each new file of a first scan asks, nearly always for nothing.
  const same = prepare(
    db,
    `SELECT id, read_state AS readState, content_hash IS NOT NULL AS isHashed FROM image_exif
     WHERE inode = @inode AND device = @device AND size_bytes = @sizeBytes AND mtime_ms = @mtimeMs AND id <> @id`,
  ).all({ ...fileKey(file), id }) as SameFile[];
  if (same.length === 0) return;
  const [known] = same
    .filter(({ isHashed }) => isHashed === 1)
    .sort((a, b) => Number(b.readState === 1) - Number(a.readState === 1) || b.id - a.id);
  if (known !== undefined) {
    if (known.readState === 1) takeOverFacts(db, id, known.id);
    else takeOverPending(db, id, known.id);
  }
  settleOn(db, id, file);
}

function fileKey({ inode, device, sizeBytes, mtimeMs }: FileStats): Record<string, number | null> {
  return { inode, device, sizeBytes, mtimeMs };
}

/** Times that were made of the file's name stay those of the new name. */
const sameFactsSql = `content_hash = old.content_hash, photo_id = old.photo_id, width = old.width, height = old.height,
  sort_time_ms = iif(old.captured_source = 'exif', old.sort_time_ms, new.sort_time_ms),
  captured_local_ms = iif(old.captured_source = 'exif', old.captured_local_ms, new.captured_local_ms),
  captured_offset_minutes = iif(old.captured_source = 'exif', old.captured_offset_minutes, new.captured_offset_minutes),
  captured_offset_source = iif(old.captured_source = 'exif', old.captured_offset_source, new.captured_offset_source),
  zone_state = iif(old.zone_state = 2, 1, old.zone_state),
  captured_source = iif(old.captured_source = 'exif', 'exif', new.captured_source),
  camera_make = old.camera_make, camera_model = old.camera_model, lens_model = old.lens_model,
  focal_length_mm = old.focal_length_mm, aperture_f = old.aperture_f, exposure_seconds = old.exposure_seconds,
  iso = old.iso, latitude = old.latitude, longitude = old.longitude,
  duration_ms = old.duration_ms`;

function takeOverFacts(db: WriteDb, id: LocationId, fromId: LocationId): void {
  prepare(
    db,
    `UPDATE image_exif AS new SET ${sameFactsSql}, read_state = 1,
       metadata_state = iif(old.metadata_state = 3, 0, old.metadata_state),
       verified_at = iif(f.location_id IS NULL, 0, old.verified_at),
       hash_is_assumed = iif(f.location_id IS NULL, 1, old.hash_is_assumed),
       preview_state = old.preview_state, preview_reason = old.preview_reason
     FROM image_exif AS old LEFT JOIN fixity_failures AS f ON f.location_id = old.id
     WHERE new.id = @id AND old.id = @fromId`,
  ).run({ id, fromId });
  prepare(
    db,
    `INSERT INTO fixity_failures (location_id, expected_hash, found_hash, found_at)
     SELECT @id, expected_hash, found_hash, found_at FROM fixity_failures WHERE location_id = @fromId`,
  ).run({ id, fromId });
}

/** Edited, then moved before it was read: what was known of the old bytes goes along, so that the reading finds the edit. */
function takeOverPending(db: WriteDb, id: LocationId, fromId: LocationId): void {
  prepare(
    db,
    `UPDATE image_exif AS new SET ${sameFactsSql}
     FROM image_exif AS old WHERE new.id = @id AND old.id = @fromId`,
  ).run({ id, fromId });
}

function settleOn(db: WriteDb, id: LocationId, file: FileStats): void {
  const gone = preparePluck(
    db,
    `SELECT id FROM image_exif
     WHERE inode = @inode AND device = @device AND size_bytes = @sizeBytes AND mtime_ms = @mtimeMs
       AND id <> @id AND presence <> 0
       AND (photo_id IS NULL OR photo_id = (SELECT photo_id FROM image_exif WHERE id = @id))`,
  ).all({ ...fileKey(file), id }) as LocationId[];
  for (const from of gone) settleMove(db, from, id, true);
}

function settleMove(db: WriteDb, from: LocationId, to: LocationId, followsCopy: boolean): void {
  repointBackReferences(db, from, to, { followsCopy });
  if (followsCopy) carryMovedCopyTags(db, from, to);
  prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(from);
}

interface GoneFile extends FileStats {
  readonly id: LocationId;
  readonly presence: number;
  readonly missingSinceMs: number | null;
  /** Null while it is not known of which bytes the file was when it was last seen. */
  readonly photoId: number | null;
  /** The last photo known here, read before the file changed or not. */
  readonly lastPhotoId: number | null;
}

interface Survivor {
  readonly id: LocationId;
  /** It is the very file, or turned up when the other one went: tags for that copy alone go along. */
  readonly isMoved: boolean;
}

function goneFile(db: ReadDb, id: number): GoneFile | null {
  const row = prepare(
    db,
    `SELECT id, presence, missing_since AS missingSinceMs, photo_id AS lastPhotoId,
       iif(read_state = 0, NULL, photo_id) AS photoId, device, inode, size_bytes AS sizeBytes,
       mtime_ms AS mtimeMs FROM image_exif WHERE id = ?`,
  ).get(id) as GoneFile | undefined;
  return row ?? null;
}

/**
 * The same file under another path. Bytes that are known to differ are another photo, whatever the numbers say. For one
 * that was never read, a path where it was is better than none, though it has gone from there too.
 */
function sameFileElsewhere(db: ReadDb, gone: GoneFile): LocationId | null {
  if (gone.inode === null) return null;
  const id = preparePluck(
    db,
    `SELECT id FROM image_exif
     WHERE inode = @inode AND device = @device AND size_bytes = @sizeBytes AND mtime_ms = @mtimeMs
       AND id <> @id AND (presence = 0 OR (@isUnread AND photo_id IS NOT NULL))
       AND (@photoId IS NULL OR photo_id = @photoId) ORDER BY presence, id DESC LIMIT 1`,
  ).get({ ...fileKey(gone), id: gone.id, photoId: gone.photoId, isUnread: gone.lastPhotoId === null ? 1 : 0 }) as
    LocationId | undefined;
  return id ?? null;
}

function survivorOf(db: ReadDb, gone: GoneFile): Survivor | null {
  const sameFile = sameFileElsewhere(db, gone);
  if (sameFile !== null) return { id: sameFile, isMoved: true };
  if (gone.lastPhotoId === null || mayBeUnread(db, gone)) return null;
  // One that changed and is not read again yet holds other bytes by now, or the same: the reading will tell.
  const newest = prepare(
    db,
    `SELECT id, added_at AS addedAtMs FROM image_exif
     WHERE photo_id = ? AND id <> ? AND presence = 0 AND read_state = 1 ORDER BY added_at DESC, id DESC LIMIT 1`,
  ).get(gone.lastPhotoId, gone.id) as { id: LocationId; addedAtMs: number } | undefined;
  if (newest === undefined) return null;
  const { id, addedAtMs } = newest;
  const turnedUpLately = gone.missingSinceMs !== null && addedAtMs >= gone.missingSinceMs - copiedBeforeMillis;
  // The other way round, the file that went was the copy.
  return { id, isMoved: turnedUpLately && id > gone.id };
}

/**
 * Something is for this file alone, and a file of its size is still to be read: that may be where it was moved to, so that
 * no other copy is taken for it before.
 */
function mayBeUnread(db: ReadDb, { id, lastPhotoId, sizeBytes }: GoneFile): boolean {
  const found = preparePluck(
    db,
    `SELECT 1 FROM image_exif AS gone WHERE gone.id = @id
     AND (EXISTS (SELECT 1 FROM tagged_photo AS t
         WHERE t.copy_of IS NOT NULL AND t.library_id = gone.library_id AND t.rel_path = gone.rel_path)
       OR EXISTS (SELECT 1 FROM tag_changes AS c WHERE c.photo_id = @lastPhotoId AND c.is_copy = 1
         AND c.library_id = gone.library_id AND c.rel_path = gone.rel_path))
     AND EXISTS (SELECT 1 FROM image_exif AS e
       WHERE e.read_state = 0 AND e.presence = 0 AND e.size_bytes = @sizeBytes AND e.id <> @id)`,
  ).get({ id, lastPhotoId, sizeBytes });
  return found !== undefined;
}

/**
 * A file that was never read, and of which nobody said anything: the half of a copy that was given up, or what a program
 * wrote before it put it elsewhere. There is nothing to be missed.
 */
function isUnknown(db: ReadDb, { id, lastPhotoId }: GoneFile): boolean {
  if (lastPhotoId !== null) return false;
  const found = preparePluck(
    db,
    `SELECT 1 FROM image_exif AS gone WHERE gone.id = ?
     AND (EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.content_hash IS NULL AND t.rel_path = gone.rel_path
         AND (t.library_id = gone.library_id OR t.library_id IS NULL))
       OR EXISTS (SELECT 1 FROM photo_insights AS i WHERE i.content_hash IS NULL AND i.rel_path = gone.rel_path
         AND i.library_id = gone.library_id)
       OR EXISTS (SELECT 1 FROM tag_changes AS c WHERE c.photo_id IS NULL AND c.rel_path = gone.rel_path
         AND c.library_id = gone.library_id)
       OR EXISTS (SELECT 1 FROM photo_changes AS c WHERE c.photo_id IS NULL AND c.rel_path = gone.rel_path
         AND c.library_id = gone.library_id)
       OR EXISTS (SELECT 1 FROM turn_changes AS c WHERE c.photo_id IS NULL AND c.rel_path = gone.rel_path
         AND c.library_id = gone.library_id))`,
  ).get(id);
  return found === undefined;
}

export interface GoneCounts {
  /** Not found for the first time. */
  readonly unconfirmed: number;
  /** Confirmed, and no other place holds the bytes; files of which nothing is known are forgotten, and not counted. */
  readonly missing: number;
  /** The same file, or after a second look the same bytes, stand elsewhere: what pointed here points there. */
  readonly moved: number;
}

export interface GoneOptions {
  /**
   * False while somebody may be at work: editors put the old file aside under another name before the new one takes its
   * place. Then a move, too, is believed at the second look only.
   */
  readonly settlesMovesAtOnce: boolean;
}

export const noneGone: GoneCounts = { unconfirmed: 0, missing: 0, moved: 0 };

/**
 * What a completed scan did not find, in steps. A file is missing when two ticks in a row did not find it; what is
 * derived from it is never deleted. An unusually large loss is held back: the library's loss guard says so, and nothing
 * is taken as missing before the user says so or the files are back.
 */
export function* markGoneSteps(
  db: WriteDb,
  libraryId: LibraryId,
  ids: readonly number[],
  tickStartedAtMs: number,
  { settlesMovesAtOnce }: GoneOptions = { settlesMovesAtOnce: true },
): Generator<void, GoneCounts> {
  const suspect = prepare(db, `UPDATE image_exif SET presence = 1, missing_since = ? WHERE id = ?`);
  let unconfirmed = 0;
  let moved = 0;
  const toConfirm: LocationId[] = [];
  yield* eachInSteps(db, ids, (id) => {
    const gone = goneFile(db, id);
    if (gone === null) return;
    const isConfirmed = gone.presence !== 0 && (gone.missingSinceMs ?? 0) < tickStartedAtMs;
    const sameFile = isConfirmed || !settlesMovesAtOnce ? null : sameFileElsewhere(db, gone);
    const survivor = isConfirmed ? survivorOf(db, gone) : sameFile === null ? null : { id: sameFile, isMoved: true };
    if (survivor !== null) {
      settleMove(db, gone.id, survivor.id, survivor.isMoved);
      moved++;
    } else if (gone.presence === 0) {
      suspect.run(tickStartedAtMs, id);
      unconfirmed++;
    } else if (isConfirmed && isUnknown(db, gone)) {
      prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(gone.id);
    } else if (isConfirmed && gone.presence === 1) {
      toConfirm.push(gone.id);
    }
  });
  const isHeldBack = toConfirm.length > 0 || hasLossGuard(db, libraryId);
  const loss = isHeldBack ? yield* lossSteps(db, libraryId, tickStartedAtMs) : null;
  if (loss !== null && isMassLoss(loss.count, loss.total)) {
    holdBackLoss(db, libraryId, loss, tickStartedAtMs);
    return { unconfirmed, missing: 0, moved };
  }
  if (loss !== null) clearLossGuard(db, libraryId);
  return { unconfirmed, missing: yield* confirmSteps(db, toConfirm), moved };
}

function* confirmSteps(db: WriteDb, ids: readonly LocationId[]): Generator<void, number> {
  const confirm = prepare(db, `UPDATE image_exif SET presence = 2 WHERE id = ? AND presence = 1`);
  let confirmed = 0;
  yield* eachInSteps(db, ids, (id) => {
    confirmed += confirm.run(id).changes;
  });
  return confirmed;
}

/** The user takes the loss that was held back for true: what is not found is missing, or moved. */
export function* acceptLossSteps(db: WriteDb, libraryId: LibraryId): Generator<void, void> {
  const ids = preparePluck(db, `SELECT id FROM image_exif WHERE library_id = ? AND presence = 1`).all(
    libraryId,
  ) as LocationId[];
  yield* confirmSteps(db, ids);
  clearLossGuard(db, libraryId);
}

function* eachInSteps<T>(db: WriteDb, items: readonly T[], work: (item: T) => void): Generator<void, void> {
  let at = 0;
  yield* inSteps(
    db,
    (rows) => {
      const piece = items.slice(at, at + rows);
      at += piece.length;
      return piece.length === 0 ? null : piece;
    },
    (piece) => {
      transaction(db, () => {
        for (const item of piece) work(item);
      });
    },
  );
}

/** Missing files whose bytes have turned up somewhere else meanwhile: a move seen from its far end first. In steps. */
export function* settleMovesSteps(db: WriteDb, libraryId: LibraryId): Generator<void, number> {
  const ids = preparePluck(
    db,
    `SELECT gone.id FROM image_exif AS gone WHERE gone.library_id = ? AND gone.presence = 2
       AND EXISTS (SELECT 1 FROM image_exif AS other
         WHERE other.photo_id = gone.photo_id AND other.presence = 0 AND other.read_state = 1)`,
  ).all(libraryId) as LocationId[];
  let settled = 0;
  yield* eachInSteps(db, ids, (id) => {
    const gone = goneFile(db, id);
    const survivor = gone?.presence === 2 ? survivorOf(db, gone) : null;
    if (survivor === null) return;
    settleMove(db, id, survivor.id, survivor.isMoved);
    settled++;
  });
  return settled;
}
