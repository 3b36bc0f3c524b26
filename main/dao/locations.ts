/** `image_exif`: files in libraries, and the queues of the ingest that live in their rows. */
import type {
  CaptureTime,
  ContentHash,
  LibraryId,
  LocationId,
  MediaKind,
  OffsetSource,
} from '../../preload/contract/model.js';
import { isTurned } from '../core/edit-verdict.js';
import type { EditVerdict } from '../core/edit-verdict.js';
import type { FileFacts } from '../core/facts.js';
import type { FilePlace } from '../core/file-place.js';
import type { FileStats, KnownFile } from '../core/plan-scan.js';
import { hexToHash } from '../core/hash.js';
import { stackKeyOf } from '../core/stacks.js';
import { inSteps } from '../db/in-steps.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { lookAgainAround } from './capture-history.js';
import { carryDerivedData } from './lineage.js';
import { takeOverSameFile } from './moves.js';
import { hasPhotoStacks, stackmates } from './stack-members.js';
import { forgetSilentChange } from './verification.js';

const knownColumns = `id, rel_path AS relPath, size_bytes AS sizeBytes, mtime_ms AS mtimeMs, device, inode, presence`;

/** Known files at or below `target` (empty: the whole library) after a path, in the order of their paths. */
export function knownFilesPage(
  db: ReadDb,
  libraryId: number,
  target: string,
  after: string | null,
  limit: number,
): readonly KnownFile[] {
  if (target === '') {
    return prepare(
      db,
      `SELECT ${knownColumns} FROM image_exif WHERE library_id = ? AND rel_path > ? ORDER BY rel_path LIMIT ?`,
    ).all(libraryId, after ?? '', limit) as KnownFile[];
  }
  const itself =
    after === null
      ? (prepare(db, `SELECT ${knownColumns} FROM image_exif WHERE library_id = ? AND rel_path = ?`).all(
          libraryId,
          target,
        ) as KnownFile[])
      : [];
  // '0' follows '/' in the alphabet: the half-open range holds exactly what lies below the folder.
  const below = prepare(
    db,
    `SELECT ${knownColumns} FROM image_exif
     WHERE library_id = ? AND rel_path > ? AND rel_path < ? ORDER BY rel_path LIMIT ?`,
  ).all(
    libraryId,
    after !== null && after !== target ? after : `${target}/`,
    `${target}0`,
    limit - itself.length,
  ) as KnownFile[];
  return [...itself, ...below];
}

export interface NewLocation extends FileStats {
  readonly relPath: string;
  readonly mediaKind: MediaKind;
  readonly mimeType: string;
  readonly captured: CaptureTime;
  /** Not read before this time: a file touched a moment ago may still be written to. */
  readonly readNotBeforeMs: number;
}

/**
 * Returns how many were new. A row that is there already (a scan that was cut short) is left as it is. A file that is
 * known under another path takes over what is known of it, and needs no reading.
 */
export function insertLocations(
  db: WriteDb,
  libraryId: LibraryId,
  files: readonly NewLocation[],
  nowMs: number,
): number {
  const statement = preparePluck(
    db,
    `INSERT INTO image_exif (library_id, rel_path, size_bytes, mtime_ms, device, inode, media_kind, mime_type, added_at,
       sort_time_ms, captured_local_ms, captured_offset_minutes, captured_offset_source, captured_source, read_retry_at,
       stack_key)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (library_id, rel_path) DO NOTHING RETURNING id`,
  );
  return transaction(db, () => {
    let inserted = 0;
    for (const file of files) {
      const { captured } = file;
      const id = statement.get(
        libraryId,
        file.relPath,
        file.sizeBytes,
        file.mtimeMs,
        file.device,
        file.inode,
        file.mediaKind,
        file.mimeType,
        nowMs,
        captured.localMs,
        captured.localMs,
        captured.offsetMinutes,
        captured.offsetSource,
        captured.source,
        file.readNotBeforeMs,
        stackKeyOf(file.relPath),
      ) as LocationId | undefined;
      if (id === undefined) continue;
      inserted++;
      takeOverSameFile(db, id, file);
    }
    return inserted;
  });
}

/**
 * Size or time differ: the bytes are read again. The old hash stays until the new one is known, so that tags and
 * insights never blink.
 */
export function markChanged(
  db: WriteDb,
  files: readonly (FileStats & { readonly id: number; readonly readNotBeforeMs: number })[],
): void {
  const statement = prepare(
    db,
    `UPDATE image_exif SET size_bytes = ?, mtime_ms = ?, device = ?, inode = ?, read_state = 0, read_attempts = 0, read_retry_at = ?,
       metadata_state = 0, presence = 0, missing_since = NULL WHERE id = ?`,
  );
  transaction(db, () => {
    for (const { sizeBytes, mtimeMs, device, inode, readNotBeforeMs, id } of files) {
      statement.run(sizeBytes, mtimeMs, device, inode, readNotBeforeMs, id);
    }
  });
}

/** The file's number is known now, or another one. Another file in the same place is read again before long. */
export function markIdentified(
  db: WriteDb,
  files: readonly (Pick<FileStats, 'device' | 'inode'> & { readonly id: number; readonly isOtherFile: boolean })[],
): void {
  const identify = prepare(db, `UPDATE image_exif SET device = ?, inode = ? WHERE id = ?`);
  const doubt = prepare(db, `UPDATE image_exif SET verified_at = 0 WHERE id = ?`);
  transaction(db, () => {
    for (const { device, inode, id, isOtherFile } of files) {
      identify.run(device, inode, id);
      if (isOtherFile) doubt.run(id);
    }
  });
}

export function markReturned(db: WriteDb, ids: readonly number[]): void {
  const statement = prepare(
    db,
    `UPDATE image_exif SET presence = 0, missing_since = NULL, metadata_state = iif(metadata_state = 3, 0, metadata_state)
     WHERE id = ?`,
  );
  transaction(db, () => {
    for (const id of ids) statement.run(id);
  });
}

export function hasUnconfirmed(db: ReadDb, libraryId: number): boolean {
  const found = prepare(
    db,
    `SELECT 1 FROM image_exif INDEXED BY image_exif_not_present WHERE library_id = ? AND presence = 1 AND presence <> 0
     LIMIT 1`,
  ).get(libraryId);
  return found !== undefined;
}

/** Paths of a library that were not found once and wait to be looked for again. */
export function unconfirmedPaths(db: ReadDb, libraryId: number): readonly string[] {
  const rows = prepare(
    db,
    `SELECT rel_path AS relPath FROM image_exif INDEXED BY image_exif_not_present
     WHERE library_id = ? AND presence = 1 AND presence <> 0 LIMIT 10000`,
  ).all(libraryId) as { relPath: string }[];
  return rows.map((row) => row.relPath);
}

/** A file to be read, by the ingest or by ExifTool. */
export interface PendingFile {
  readonly id: LocationId;
  readonly libraryId: LibraryId;
  readonly relPath: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly contentHash: Buffer | null;
  readonly attempts: number;
}

export const pendingColumns = `id, library_id AS libraryId, rel_path AS relPath, size_bytes AS sizeBytes, mtime_ms AS mtimeMs,
  content_hash AS contentHash, read_attempts AS attempts`;

/** Oldest first within a library; those due only. */
export function pendingReads(db: ReadDb, libraryId: number, nowMs: number, limit: number): readonly PendingFile[] {
  return prepare(
    db,
    `SELECT ${pendingColumns} FROM image_exif
     WHERE library_id = ? AND read_state = 0 AND read_retry_at <= ? ORDER BY read_retry_at LIMIT ?`,
  ).all(libraryId, nowMs, limit) as PendingFile[];
}

/** Files that nothing is known of yet but their names, due ones only. */
export function pendingGlances(db: ReadDb, libraryId: number, nowMs: number, limit: number): readonly PendingFile[] {
  return prepare(
    db,
    `SELECT ${pendingColumns} FROM image_exif INDEXED BY image_exif_to_glance
     WHERE library_id = ? AND header_state = 0 AND read_state = 0 AND content_hash IS NULL AND read_retry_at <= ? LIMIT ?`,
  ).all(libraryId, nowMs, limit) as PendingFile[];
}

/** When the next file that was not due at `afterMs` yet is due; null when none waits. */
export function nextReadDueAtMs(db: ReadDb, libraryId: number, afterMs: number): number | null {
  const row = prepare(
    db,
    `SELECT min(read_retry_at) AS dueAtMs FROM image_exif WHERE library_id = ? AND read_state = 0 AND read_retry_at > ?`,
  ).get(libraryId, afterMs) as { dueAtMs: number | null };
  return row.dueAtMs;
}

/** Those among `ids` that still wait to be read in a library. */
export function pendingAmong(db: ReadDb, ids: readonly number[], nowMs: number): readonly PendingFile[] {
  const statement = prepare(
    db,
    `SELECT ${pendingColumns} FROM image_exif WHERE id = ? AND read_state = 0 AND read_retry_at <= ?`,
  );
  return ids.map((id) => statement.get(id, nowMs) as PendingFile | undefined).filter((row) => row !== undefined);
}

export function pendingMetadata(db: ReadDb, libraryId: number, limit: number): readonly PendingFile[] {
  return prepare(
    db,
    `SELECT ${pendingColumns} FROM image_exif
     WHERE library_id = ? AND metadata_state = 0 AND read_state <> 0 AND presence = 0 LIMIT ?`,
  ).all(libraryId, limit) as PendingFile[];
}

export interface Backlog {
  readonly toGlance: number;
  readonly toRead: number;
  readonly toDescribe: number;
  /** Videos without their poster frame. */
  readonly toPoster: number;
}

export function backlogOf(db: ReadDb, libraryId: number): Backlog {
  return prepare(
    db,
    `SELECT (SELECT count(*) FROM image_exif INDEXED BY image_exif_to_glance
             WHERE library_id = @id AND header_state = 0 AND read_state = 0 AND content_hash IS NULL) AS toGlance,
            (SELECT count(*) FROM image_exif WHERE library_id = @id AND read_state = 0) AS toRead,
            (SELECT count(*) FROM image_exif WHERE library_id = @id AND metadata_state = 0 AND read_state <> 0) AS toDescribe,
            (SELECT count(*) FROM image_exif INDEXED BY image_exif_to_poster
             WHERE library_id = @id AND media_kind = 'video' AND preview_state = 0 AND read_state = 1 AND presence = 0) AS toPoster`,
  ).get({ id: libraryId }) as Backlog;
}

export type PreviewResult =
  | { readonly state: 'ready' }
  /** ExifTool, which finds it, did not run: the file is read again when it has answered. */
  | { readonly state: 'pending' }
  | { readonly state: 'unsupported'; readonly reason: string }
  | { readonly state: 'damaged'; readonly reason: string };

export const previewStates = { pending: 0, ready: 1, unsupported: 2, damaged: 3 } as const;

const recordFactsSql = `width = @width, height = @height, sort_time_ms = @localMs, captured_local_ms = @localMs,
  captured_offset_minutes = @offsetMinutes, captured_offset_source = @offsetSource, captured_source = @source,
  zone_state = CASE WHEN @offsetSource = 'utc' THEN 3
    WHEN @source = 'exif' AND @offsetMinutes IS NULL AND @cameraModel IS NOT NULL THEN 1 ELSE 0 END, camera_make = @cameraMake,
  camera_model = @cameraModel, lens_model = @lensModel, focal_length_mm = @focalLengthMm, aperture_f = @apertureF,
  exposure_seconds = @exposureSeconds, iso = @iso, latitude = @latitude, longitude = @longitude,
  duration_ms = @durationMs, motion_offset = @motionOffset, motion_length = @motionLength`;

function factParameters(facts: FileFacts, captured: CaptureTime): Record<string, string | number | null> {
  return {
    width: facts.width,
    height: facts.height,
    localMs: captured.localMs,
    offsetMinutes: captured.offsetMinutes,
    offsetSource: captured.offsetSource,
    source: captured.source,
    cameraMake: facts.cameraMake,
    cameraModel: facts.cameraModel,
    lensModel: facts.lensModel,
    focalLengthMm: facts.focalLengthMm,
    apertureF: facts.apertureF,
    exposureSeconds: facts.exposureSeconds,
    iso: facts.iso === null ? null : Math.round(facts.iso),
    latitude: facts.latitude,
    longitude: facts.longitude,
    durationMs: facts.durationMs,
    motionOffset: facts.motionOffset,
    motionLength: facts.motionLength,
  };
}

/** What the first bytes of a file say, of one that was never read whole. */
export function recordGlance(db: WriteDb, id: LocationId, facts: FileFacts, captured: CaptureTime): void {
  prepare(
    db,
    `UPDATE image_exif SET header_state = 1, ${recordFactsSql} WHERE id = @id AND read_state = 0 AND content_hash IS NULL`,
  ).run({ id, ...factParameters(facts, captured) });
  if (captured.offsetMinutes !== null) lookAgainAround(db, id);
}

export interface ReadRecord {
  readonly id: LocationId;
  readonly contentHash: Buffer;
  readonly facts: FileFacts;
  readonly captured: CaptureTime;
  readonly preview: PreviewResult;
  /** What it means when the hash is another than before. */
  readonly verdictOnEdit: EditVerdict;
}

interface ReadBefore extends Pick<FileFacts, 'width' | 'height'> {
  readonly libraryId: LibraryId;
  readonly relPath: string;
  readonly hash: Buffer | null;
}

/**
 * Writes what the one read of a file found. Where the hash is another than before, lineage is recorded, and tags and
 * insights are carried unless the file was replaced. Returns false when the row is gone.
 */
export function recordRead(db: WriteDb, record: ReadRecord, nowMs: number): boolean {
  return transaction(db, () => {
    const before = prepare(
      db,
      `SELECT library_id AS libraryId, rel_path AS relPath, content_hash AS hash, width, height FROM image_exif WHERE id = ?`,
    ).get(record.id) as ReadBefore | undefined;
    if (before === undefined) return false;
    prepare(
      db,
      `UPDATE image_exif SET content_hash = @hash, read_state = 1, read_attempts = 0, presence = 0, missing_since = NULL,
         verified_at = @nowMs, hash_is_assumed = 0, preview_state = @previewState, preview_reason = @previewReason, ${recordFactsSql} WHERE id = @id`,
    ).run({
      id: record.id,
      hash: record.contentHash,
      nowMs,
      previewState: previewStates[record.preview.state],
      previewReason: 'reason' in record.preview ? record.preview.reason : null,
      ...factParameters(record.facts, record.captured),
    });
    if (record.captured.offsetMinutes !== null) lookAgainAround(db, record.id);
    forgetSilentChange(db, record.id);
    if (before.hash !== null && !before.hash.equals(record.contentHash)) {
      carryDerivedData(db, {
        libraryId: before.libraryId,
        relPath: before.relPath,
        fromHash: before.hash,
        toHash: record.contentHash,
        verdict: record.verdictOnEdit,
        turnsItself: isTurned(before, record.facts),
        nowMs,
      });
    }
    return true;
  });
}

/** Trouble that will not pass by itself: not tried again until the file changes or the user asks. */
export function recordReadFailure(db: WriteDb, id: LocationId, reason: string): void {
  prepare(
    db,
    `UPDATE image_exif SET read_state = 2, metadata_state = 2, preview_state = 3, preview_reason = ? WHERE id = ?`,
  ).run(reason, id);
}

/** Trouble that may pass: the reason is shown, and the file is read again after a while. */
export function postponeRead(
  db: WriteDb,
  id: LocationId,
  options: { readonly untilMs: number; readonly reason: string | null; readonly countAttempt: boolean },
): void {
  prepare(
    db,
    `UPDATE image_exif SET read_retry_at = ?, preview_reason = coalesce(?, preview_reason),
       read_attempts = read_attempts + ? WHERE id = ?`,
  ).run(options.untilMs, options.reason, options.countAttempt ? 1 : 0, id);
}

/** Files that failed or wait for another try are due again: a scan that the user asks for. */
export function retryFailedReads(db: WriteDb, libraryId: number): number {
  const again = 'UPDATE image_exif SET read_state = 0, metadata_state = 0, read_attempts = 0, read_retry_at = 0';
  return transaction(db, () => {
    // What could not be read cannot be shown either.
    const failed = prepare(db, `${again} WHERE library_id = ? AND preview_state = 3 AND read_state = 2`).run(libraryId);
    const waiting = prepare(db, `${again} WHERE library_id = ? AND read_state = 0 AND read_retry_at > 0`).run(
      libraryId,
    );
    return failed.changes + waiting.changes;
  });
}

function* throughAllSteps(db: WriteDb, work: (after: number, last: number) => void): Generator<void, void> {
  let after = 0;
  const lastOf = preparePluck(db, 'SELECT max(id) FROM (SELECT id FROM image_exif WHERE id > ? ORDER BY id LIMIT ?)');
  yield* inSteps(
    db,
    (rows) => lastOf.get(after, rows) as number | null,
    (last) => {
      work(after, last);
      after = last;
    },
  );
}

/**
 * Files whose thumbnails were lost are to be read again, in steps; those that are missing have nothing to be read. A video
 * is not read again, however large it is: it waits for another poster frame.
 */
export function* readAgainForThumbnailsSteps(db: WriteDb): Generator<void, void> {
  const again = prepare(
    db,
    `UPDATE image_exif SET read_state = 0, read_attempts = 0, read_retry_at = 0
     WHERE id > ? AND id <= ? AND read_state = 1 AND preview_state = 1 AND presence < 2 AND media_kind <> 'video'`,
  );
  const anotherPoster = prepare(
    db,
    `UPDATE image_exif SET preview_state = 0
     WHERE id > ? AND id <= ? AND read_state = 1 AND preview_state = 1 AND media_kind = 'video'`,
  );
  yield* throughAllSteps(db, (after, last) => {
    again.run(after, last);
    anotherPoster.run(after, last);
  });
}

/**
 * Files of these types that had no preview are to be read again, in steps; and those that could not be decoded, because
 * their names may have told another type than they are of. Videos are not read again, but wait for their poster
 * frames, and for what ExifTool says of their length.
 */
export function* readAgainForPreviewsSteps(db: WriteDb, mimeTypes: readonly string[]): Generator<void, void> {
  const again = prepare(
    db,
    `UPDATE image_exif SET read_state = 0, read_attempts = 0, read_retry_at = 0
     WHERE id > ? AND id <= ? AND read_state = 1 AND presence < 2 AND media_kind <> 'video' AND
       (preview_state = 3 OR (preview_state = 2 AND mime_type IN (SELECT value FROM json_each(?))))`,
  );
  const poster = prepare(
    db,
    `UPDATE image_exif SET preview_state = 0, preview_reason = NULL, metadata_state = 0
     WHERE id > ? AND id <= ? AND read_state = 1 AND media_kind = 'video' AND preview_state IN (2, 3) AND
       mime_type IN (SELECT value FROM json_each(?))`,
  );
  const types = JSON.stringify(mimeTypes);
  yield* throughAllSteps(db, (after, last) => {
    again.run(after, last, types);
    poster.run(after, last, types);
  });
}

/**
 * Files that an earlier version described are to be described again, in steps; those that are not there, when they are
 * back.
 */
export function* describeAgainSteps(db: WriteDb): Generator<void, void> {
  const again = prepare(
    db,
    `UPDATE image_exif SET metadata_state = iif(presence = 0, 0, 3) WHERE id > ? AND id <= ? AND metadata_state = 1`,
  );
  yield* throughAllSteps(db, (after, last) => again.run(after, last));
}

/** A RAW file that was read and has its preview still to come is read again for it: ExifTool runs. */
export function recordMetadata(db: WriteDb, id: LocationId, facts: FileFacts, captured: CaptureTime): void {
  prepare(
    db,
    `UPDATE image_exif SET metadata_state = 1, read_state = iif(read_state = 1 AND preview_state = 0 AND media_kind <> 'video', 0, read_state),
       ${recordFactsSql} WHERE id = @id`,
  ).run({
    id,
    ...factParameters(facts, captured),
  });
  if (captured.offsetMinutes !== null) lookAgainAround(db, id);
}

export function recordMetadataFailure(db: WriteDb, id: LocationId): void {
  prepare(db, `UPDATE image_exif SET metadata_state = 2 WHERE id = ?`).run(id);
}

interface StoredRow extends Omit<FileFacts, 'captured'> {
  readonly localMs: number | null;
  readonly offsetMinutes: number | null;
  readonly offsetSource: OffsetSource | null;
  readonly source: CaptureTime['source'];
  readonly previewState: number;
  readonly previewReason: string | null;
  readonly metadataState: number;
}

export interface StoredFacts {
  readonly facts: FileFacts;
  readonly preview: PreviewResult | null;
  readonly hasMetadata: boolean;
}

const storedColumns = `width, height, captured_local_ms AS localMs, captured_offset_minutes AS offsetMinutes,
  captured_offset_source AS offsetSource, captured_source AS source, camera_make AS cameraMake,
  camera_model AS cameraModel, lens_model AS lensModel, focal_length_mm AS focalLengthMm, aperture_f AS apertureF,
  exposure_seconds AS exposureSeconds, iso, latitude, longitude, duration_ms AS durationMs,
  motion_offset AS motionOffset, motion_length AS motionLength,
  preview_state AS previewState, preview_reason AS previewReason, metadata_state AS metadataState`;

function toStoredFacts(row: StoredRow): StoredFacts {
  const { localMs, offsetMinutes, offsetSource, source, previewState, previewReason, metadataState, ...facts } = row;
  const reason = previewReason ?? '';
  // What other photos say is looked for again; the bytes do not say it.
  const isOwn = offsetSource !== 'history';
  const recorded = {
    localMs: localMs ?? 0,
    offsetMinutes: isOwn ? offsetMinutes : null,
    offsetSource: isOwn ? offsetSource : null,
  };
  const preview: PreviewResult | null =
    previewState === previewStates.ready
      ? { state: 'ready' }
      : previewState === previewStates.unsupported
        ? { state: 'unsupported', reason }
        : previewState === previewStates.damaged
          ? { state: 'damaged', reason }
          : null;
  return {
    facts: { ...facts, captured: source === 'exif' && localMs !== null ? recorded : null },
    preview,
    hasMetadata: metadataState === 1,
  };
}

/** What is known of a location. */
export function storedFacts(db: ReadDb, id: LocationId): StoredFacts | null {
  const row = prepare(db, `SELECT ${storedColumns} FROM image_exif WHERE id = ?`).get(id) as StoredRow | undefined;
  return row === undefined ? null : toStoredFacts(row);
}

/** What is known of the same bytes at another location that was read to the end; the best described one. */
export function factsOfSameBytes(db: ReadDb, contentHash: Buffer, exceptId: LocationId): StoredFacts | null {
  const row = prepare(
    db,
    `SELECT ${storedColumns} FROM image_exif
     WHERE content_hash = ? AND id <> ? AND read_state = 1 ORDER BY metadata_state = 1 DESC LIMIT 1`,
  ).get(contentHash, exceptId) as StoredRow | undefined;
  return row === undefined ? null : toStoredFacts(row);
}

/**
 * All present locations of each photo, and the files that show them where they stand behind one; by its location while
 * that is known, else by its last hash. Behind them those of the other photos of its stack.
 */
export function successors(
  db: ReadDb,
  photos: readonly { readonly locationId: LocationId; readonly contentHash: ContentHash | null }[],
): readonly (readonly LocationId[])[] {
  const hashOf = preparePluck(db, `SELECT content_hash FROM image_exif WHERE id = ?`);
  const places = preparePluck(
    db,
    `SELECT id FROM image_exif WHERE content_hash = @hash AND presence < 2
     UNION SELECT stack_cover_id FROM image_exif
       WHERE content_hash = @hash AND presence < 2 AND stack_cover_id IS NOT NULL ORDER BY 1`,
  );
  const hasStacks = hasPhotoStacks(db);
  return photos.map(({ locationId, contentHash }) => {
    const stored = hashOf.get(locationId) as Buffer | null | undefined;
    const hash = stored ?? (contentHash === null ? null : hexToHash(contentHash));
    if (hash === null) return [];
    const own = places.all({ hash }) as LocationId[];
    // What shows the stack that it was put into meanwhile.
    return hasStacks ? [...own, ...stackmates(db, own[0] ?? locationId)] : own;
  });
}

/** Where a location's file is; null when the id is not known. */
interface StoredPlace extends Omit<FilePlace, 'motion'>, Pick<FileFacts, 'motionOffset' | 'motionLength'> {}

export function filePlace(db: ReadDb, id: LocationId): FilePlace | null {
  const row = prepare(
    db,
    `SELECT e.library_id AS libraryId, l.root_path AS rootPath, e.rel_path AS relPath,
       coalesce(e.mime_type, 'application/octet-stream') AS mimeType,
       e.motion_offset AS motionOffset, e.motion_length AS motionLength
     FROM image_exif AS e JOIN libraries AS l ON l.id = e.library_id WHERE e.id = ?`,
  ).get(id) as StoredPlace | undefined;
  if (row === undefined) return null;
  const { motionOffset: offset, motionLength: length, ...place } = row;
  return { ...place, motion: offset === null || length === null ? null : { offset, length } };
}

/** Up to `count` files of a library, spread over it: to tell whether another folder holds the same library. */
export function sampleFiles(
  db: ReadDb,
  libraryId: number,
  count: number,
): readonly { readonly relPath: string; readonly sizeBytes: number }[] {
  return prepare(
    db,
    `SELECT rel_path AS relPath, size_bytes AS sizeBytes FROM image_exif
     WHERE library_id = ? AND presence = 0 ORDER BY (id * 2654435761) % 4294967296 LIMIT ?`,
  ).all(libraryId, count) as { relPath: string; sizeBytes: number }[];
}

/** False too when all of a library's files are known to be missing. */
export function holdsFiles(db: ReadDb, libraryId: number): boolean {
  return preparePluck(db, `SELECT locations > missing FROM library_counts WHERE library_id = ?`).get(libraryId) === 1;
}
