/** Offsets of capture times by the history of a camera: what its other photos of that time say. */
import type { LocationId } from '../../preload/contract/model.js';
import { historyReachMillis, offsetFromHistory } from '../core/capture-zone.js';
import { inSteps } from '../db/in-steps.js';
import { prepare, preparePluck } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';

interface Unzoned {
  readonly id: LocationId;
  readonly libraryId: number;
  readonly localMs: number;
  readonly make: string | null;
  readonly model: string;
  readonly offsetMinutes: number | null;
}

// Two photos of the same second that disagree are found one before and one after: that is a disagreement too.
const beforeSql = `SELECT captured_offset_minutes FROM image_exif INDEXED BY image_exif_with_zone
  WHERE library_id = @libraryId AND camera_model = @model AND camera_make IS @make
    AND captured_local_ms BETWEEN @localMs - @reach AND @localMs
    AND zone_state = 0 AND captured_offset_minutes IS NOT NULL AND camera_model IS NOT NULL
  ORDER BY captured_local_ms DESC, captured_offset_minutes DESC LIMIT 1`;
const afterSql = `SELECT captured_offset_minutes FROM image_exif INDEXED BY image_exif_with_zone
  WHERE library_id = @libraryId AND camera_model = @model AND camera_make IS @make
    AND captured_local_ms BETWEEN @localMs AND @localMs + @reach
    AND zone_state = 0 AND captured_offset_minutes IS NOT NULL AND camera_model IS NOT NULL
  ORDER BY captured_local_ms, captured_offset_minutes LIMIT 1`;

function offsetAround(db: ReadDb, { libraryId, model, make, localMs }: Unzoned): number | null {
  const around = { libraryId, model, make, localMs, reach: historyReachMillis };
  const before = preparePluck(db, beforeSql).get(around) as number | undefined;
  const after = preparePluck(db, afterSql).get(around) as number | undefined;
  return offsetFromHistory(before ?? null, after ?? null);
}

/**
 * Looks once for the offset of every photo of a library that has a time and a camera and no offset, in steps. Returns how
 * many got another one than they had.
 */
export function* offsetsFromHistorySteps(db: WriteDb, libraryId: number): Generator<void, number> {
  let changed = 0;
  const waiting = prepare(
    db,
    `SELECT id, library_id AS libraryId, captured_local_ms AS localMs, camera_make AS make, camera_model AS model,
       captured_offset_minutes AS offsetMinutes
     FROM image_exif INDEXED BY image_exif_without_zone WHERE library_id = ? AND zone_state = 1 AND zone_state > 0 LIMIT ?`,
  );
  const settle = prepare(
    db,
    `UPDATE image_exif SET zone_state = 2, captured_offset_minutes = @minutes,
       captured_offset_source = iif(@minutes IS NULL, NULL, 'history') WHERE id = @id`,
  );
  yield* inSteps(
    db,
    (rows) => {
      const found = waiting.all(libraryId, rows) as Unzoned[];
      return found.length === 0 ? null : found;
    },
    (photos) => {
      for (const photo of photos) {
        const minutes = offsetAround(db, photo);
        settle.run({ id: photo.id, minutes });
        if (minutes !== photo.offsetMinutes) changed++;
      }
    },
  );
  return changed;
}

const ownSql = `SELECT library_id, camera_model, camera_make, captured_local_ms FROM image_exif
  WHERE id = @id AND zone_state = 0 AND captured_offset_minutes IS NOT NULL AND camera_model IS NOT NULL`;
const aroundSql = `other.library_id = own.library_id AND other.zone_state = 2 AND other.zone_state > 0
  AND other.camera_model = own.camera_model AND other.camera_make IS own.camera_make
  AND other.captured_local_ms BETWEEN own.captured_local_ms - @reach AND own.captured_local_ms + @reach`;

/** A photo has an offset of its own: those of the same camera that were looked for at that time are looked for again. */
export function lookAgainAround(db: WriteDb, id: LocationId): void {
  const around = { id, reach: historyReachMillis };
  // Mostly there is none, and an update that changes nothing takes longer than all the rest of a row's writing.
  const found = preparePluck(
    db,
    `SELECT 1 FROM (${ownSql}) AS own CROSS JOIN image_exif AS other WHERE ${aroundSql} LIMIT 1`,
  ).get(around);
  if (found === undefined) return;
  prepare(db, `UPDATE image_exif AS other SET zone_state = 1 FROM (${ownSql}) AS own WHERE ${aroundSql}`).run(around);
}
