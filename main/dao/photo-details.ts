/** Everything the inspector shows of a photo. */
import type {
  Availability,
  CaptureTime,
  LibraryId,
  LineageStep,
  LocationId,
  MediaKind,
  OffsetSource,
  PhotoDetails,
  PhotoFacts,
  Place,
  Preview,
} from '../../preload/contract/model.js';
import { fileNameOf } from '../core/rel-path.js';
import { AppFailure } from '../db/failure.js';
import { prepare, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { hashOf, hashOrNull } from './columns.js';
import { embeddedTextsOf } from './embedded-texts.js';
import { insightsOfLocation } from './photo-insights.js';
import { stackOfPhoto } from './stack-members.js';
import { stackOf } from './stacks.js';
import { tagsOfCopies, tagsOfCopy } from './tagged-photo.js';
import { suggestedPeople } from './people-list.js';
import { turnOfLocation } from './turns.js';

interface StoredPhoto extends Omit<PhotoFacts, 'captured' | 'mimeType' | 'sizeBytes' | 'hasMotion'> {
  readonly hasMotion: number;
  readonly relPath: string;
  readonly contentHash: Buffer | null;
  readonly photoId: number | null;
  readonly mediaKind: MediaKind;
  readonly previewState: number;
  readonly previewReason: string | null;
  readonly localMs: number;
  readonly offsetMinutes: number | null;
  readonly offsetSource: OffsetSource | null;
  readonly capturedSource: CaptureTime['source'];
  readonly sizeBytes: number | null;
  readonly mimeType: string | null;
}

const previewStates = ['pending', 'ready', 'unsupported', 'damaged'] as const;
const presences = ['present', 'unconfirmed', 'missing'] as const;

/** Throws an AppFailure `not_found` when the location is gone. */
export function photoDetails(
  db: ReadDb,
  locationId: LocationId,
  availability: ReadonlyMap<LibraryId, Availability>,
): PhotoDetails {
  return snapshot(db, () => {
    const row = prepare(
      db,
      `SELECT rel_path AS relPath, content_hash AS contentHash, photo_id AS photoId, media_kind AS mediaKind, preview_state AS previewState,
         preview_reason AS previewReason, coalesce(captured_local_ms, sort_time_ms) AS localMs,
         captured_offset_minutes AS offsetMinutes, captured_offset_source AS offsetSource,
         captured_source AS capturedSource, width, height,
         size_bytes AS sizeBytes, mime_type AS mimeType, camera_make AS cameraMake, camera_model AS cameraModel,
         lens_model AS lensModel, focal_length_mm AS focalLengthMm, aperture_f AS apertureF,
         exposure_seconds AS exposureSeconds, iso, latitude, longitude, duration_ms AS durationMs, motion_length IS NOT NULL AS hasMotion
       FROM image_exif WHERE id = ?`,
    ).get(locationId) as StoredPhoto | undefined;
    if (row === undefined) {
      throw new AppFailure('not_found', 'This photo is no longer in a library.', { locationId });
    }
    return {
      locationId,
      contentHash: hashOrNull(row.contentHash),
      fileName: fileNameOf(row.relPath),
      mediaKind: row.mediaKind,
      preview: previewOf(row),
      facts: factsOf(row),
      embeddedTexts: embeddedTextsOf(db, row.contentHash),
      tags: tagsOfCopy(db, locationId),
      places: placesOf(db, locationId, row.photoId, availability),
      stack: stackOf(db, locationId),
      stackedPhotos: stackOfPhoto(db, locationId),
      insights: insightsOfLocation(db, locationId),
      turn: turnOfLocation(db, locationId),
      lineage: lineageOf(db, row.photoId),
      suggestedPeople: suggestedPeople(db, [locationId]).get(locationId) ?? [],
    };
  });
}

/** Every edit that led to these bytes, through the whole line of them. */
function lineageOf(db: ReadDb, photoId: number | null): readonly LineageStep[] {
  if (photoId === null) return [];
  const rows = prepare(
    db,
    `WITH RECURSIVE line (id, from_hash) AS (
       SELECT l.id, l.from_hash FROM content_lineage AS l
       WHERE l.to_hash = (SELECT content_hash FROM photos WHERE id = ?)
       UNION SELECT l.id, l.from_hash FROM line JOIN content_lineage AS l ON l.to_hash = line.from_hash)
     SELECT l.id, l.observed_at AS observedAtMs, coalesce(b.name, 'Library ' || l.library_id) AS libraryName,
       l.rel_path AS relPath, l.from_hash AS fromHash, l.verdict,
       (SELECT e.id FROM image_exif AS e WHERE e.content_hash = l.from_hash AND e.presence < 2 ORDER BY e.id LIMIT 1) AS formerAt
     FROM content_lineage AS l LEFT JOIN libraries AS b ON b.id = l.library_id
     WHERE l.id IN (SELECT id FROM line) ORDER BY l.id DESC`,
  ).all(photoId) as (Omit<LineageStep, 'fromHash'> & { readonly fromHash: Buffer })[];
  return rows.map((row) => ({ ...row, fromHash: hashOf(row.fromHash) }));
}

function previewOf(row: StoredPhoto): Preview {
  const state = previewStates[row.previewState] ?? 'pending';
  // While a read is put off, the row says why.
  return { state, reason: state === 'ready' ? null : row.previewReason };
}

function factsOf(row: StoredPhoto): PhotoFacts {
  return {
    captured: {
      localMs: row.localMs,
      offsetMinutes: row.offsetMinutes,
      offsetSource: row.offsetSource,
      source: row.capturedSource,
    },
    width: row.width,
    height: row.height,
    sizeBytes: row.sizeBytes ?? 0,
    mimeType: row.mimeType ?? 'application/octet-stream',
    cameraMake: row.cameraMake,
    cameraModel: row.cameraModel,
    lensModel: row.lensModel,
    focalLengthMm: row.focalLengthMm,
    apertureF: row.apertureF,
    exposureSeconds: row.exposureSeconds,
    iso: row.iso,
    latitude: row.latitude,
    longitude: row.longitude,
    durationMs: row.durationMs,
    hasMotion: row.hasMotion === 1,
  };
}

function placesOf(
  db: ReadDb,
  locationId: LocationId,
  photoId: number | null,
  availability: ReadonlyMap<LibraryId, Availability>,
): readonly Place[] {
  const rows = prepare(
    db,
    `SELECT e.id AS locationId, e.library_id AS libraryId, l.name AS libraryName, e.rel_path AS relPath, e.presence,
       EXISTS (SELECT 1 FROM fixity_failures AS f WHERE f.location_id = e.id) AS isChangedSilently
     FROM image_exif AS e JOIN libraries AS l ON l.id = e.library_id
     WHERE e.id = @id OR e.photo_id = @photoId
     ORDER BY e.id = @id DESC, e.presence, e.library_id, e.rel_path`,
  ).all({ id: locationId, photoId }) as (Omit<Place, 'presence' | 'libraryState' | 'tags' | 'isChangedSilently'> & {
    presence: number;
    isChangedSilently: number;
  })[];
  const tags = photoId === null ? null : tagsOfCopies(db, photoId);
  return rows.map((row) => ({
    ...row,
    libraryState: availability.get(row.libraryId)?.state ?? 'offline',
    presence: presences[row.presence] ?? 'present',
    tags: tags?.get(row.locationId) ?? [],
    isChangedSilently: row.isChangedSilently === 1,
  }));
}
