import type { PhotoFacts } from '../../preload/contract/model.js';
import type { WallTime } from './capture-time.js';

/** Raised when more is made of what files say: those that an earlier version read are described again once. */
export const metadataGeneration = 2;

/** What a file says of itself, by its header or by ExifTool; null where it says nothing. Units as in `PhotoFacts`. */
export interface FileFacts extends Omit<PhotoFacts, 'captured' | 'sizeBytes' | 'mimeType' | 'hasMotion'> {
  readonly captured: WallTime | null;
  /** Where the video of a motion photo begins in its file, and how long it is, in bytes. */
  readonly motionOffset: number | null;
  readonly motionLength: number | null;
}

export const noFacts: FileFacts = {
  width: null,
  height: null,
  captured: null,
  cameraMake: null,
  cameraModel: null,
  lensModel: null,
  focalLengthMm: null,
  apertureF: null,
  exposureSeconds: null,
  iso: null,
  latitude: null,
  longitude: null,
  durationMs: null,
  motionOffset: null,
  motionLength: null,
};

/** Trimmed text without NULs, at most 200 characters; null when nothing is left or it is not text. */
export function cleanText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);
  return text === '' ? null : text;
}

/** A finite number above zero, else null. */
export function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}

/** A coordinate pair inside the globe; (0, 0) is what cameras write without a fix, and is not believed. */
export function coordinates(latitude: unknown, longitude: unknown): Pick<FileFacts, 'latitude' | 'longitude'> {
  const usable =
    typeof latitude === 'number' &&
    typeof longitude === 'number' &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 180 &&
    (latitude !== 0 || longitude !== 0);
  return usable ? { latitude, longitude } : { latitude: null, longitude: null };
}

/** The first reading wins fact by fact; capture offsets are completed when both tell the same wall-clock time. */
export function preferFacts(first: FileFacts, second: FileFacts): FileFacts {
  const captured =
    first.captured !== null &&
    first.captured.offsetMinutes === null &&
    first.captured.localMs === second.captured?.localMs
      ? second.captured
      : (first.captured ?? second.captured);
  const located = first.latitude !== null && first.longitude !== null ? first : second;
  return {
    width: first.width ?? second.width,
    height: first.height ?? second.height,
    captured,
    cameraMake: first.cameraMake ?? second.cameraMake,
    cameraModel: first.cameraModel ?? second.cameraModel,
    lensModel: first.lensModel ?? second.lensModel,
    focalLengthMm: first.focalLengthMm ?? second.focalLengthMm,
    apertureF: first.apertureF ?? second.apertureF,
    exposureSeconds: first.exposureSeconds ?? second.exposureSeconds,
    iso: first.iso ?? second.iso,
    latitude: located.latitude,
    longitude: located.longitude,
    durationMs: first.durationMs ?? second.durationMs,
    motionOffset: first.motionOffset ?? second.motionOffset,
    motionLength: first.motionLength ?? second.motionLength,
  };
}
