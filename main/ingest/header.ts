import readExif from 'exif-reader';
import { cleanText, coordinates, noFacts, positive } from '../core/facts.js';
import type { FileFacts } from '../core/facts.js';
import { isBelievable, parseOffset } from '../core/capture-time.js';
import type { WallTime } from '../core/capture-time.js';

function wallTimeOf(date: unknown, offset: unknown, subSeconds: unknown): WallTime | null {
  // exif-reader gives the wall clock's digits as UTC; cameras without a clock write zeros.
  if (!(date instanceof Date) || Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1826) return null;
  const fraction = typeof subSeconds === 'string' ? /^\d{1,9}/.exec(subSeconds)?.[0] : undefined;
  const milliseconds = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
  const wholeSeconds = date.getTime() - date.getUTCMilliseconds();
  const offsetMinutes = typeof offset === 'string' ? parseOffset(offset) : null;
  const time: WallTime = {
    localMs: wholeSeconds + milliseconds,
    offsetMinutes,
    offsetSource: offsetMinutes === null ? null : 'offset_tag',
  };
  return isBelievable(time, Date.now()) ? time : null;
}

function degrees(parts: unknown, reference: unknown): number | null {
  if (!Array.isArray(parts)) return null;
  const [degree, minute = 0, second = 0] = parts as unknown[];
  if (typeof degree !== 'number' || typeof minute !== 'number' || typeof second !== 'number') return null;
  const value = degree + minute / 60 + second / 3600;
  return reference === 'S' || reference === 'W' ? -value : value;
}

type ExifTags = ReturnType<typeof readExif>;

/** Null for a malformed block. */
export function exifTags(exif: Buffer): ExifTags | null {
  try {
    return readExif(exif);
  } catch {
    return null;
  }
}

/** 1 to 8; 1 where nothing, or nothing that makes sense, is said. */
export function orientationOf(tags: ExifTags | null): number {
  const value: unknown = tags?.Image?.Orientation;
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 8 ? value : 1;
}

/** The EXIF block of an image's header. A malformed block says nothing; it never fails the file. */
export function factsFromExif(exif: Buffer | undefined): FileFacts {
  const tags = exif === undefined ? null : exifTags(exif);
  if (tags === null) return noFacts;
  const { Image: image = {}, Photo: photo = {}, GPSInfo: gps = {} } = tags;
  const iso: unknown = photo.ISOSpeedRatings ?? photo['PhotographicSensitivity'];
  return {
    ...noFacts,
    captured:
      wallTimeOf(photo.DateTimeOriginal, photo.OffsetTimeOriginal, photo.SubSecTimeOriginal) ??
      wallTimeOf(photo.DateTimeDigitized, photo.OffsetTimeDigitized, photo.SubSecTimeDigitized),
    cameraMake: cleanText(image.Make),
    cameraModel: cleanText(image.Model),
    lensModel: cleanText(photo.LensModel),
    focalLengthMm: positive(photo.FocalLength),
    apertureF: positive(photo.FNumber),
    exposureSeconds: positive(photo.ExposureTime),
    iso: positive(Array.isArray(iso) ? iso[0] : iso),
    ...coordinates(degrees(gps.GPSLatitude, gps.GPSLatitudeRef), degrees(gps.GPSLongitude, gps.GPSLongitudeRef)),
  };
}

/** Olympus and Panasonic sign their TIFF with letters of their own. */
const makersOwnTiff = new Set(['IIRO', 'IIRS', 'IIU\0']);

/** The first bytes of a RAW file that is built like a TIFF, as those of one; null for another file. */
export function asTiff(firstBytes: Buffer): Buffer | null {
  const signature = firstBytes.toString('latin1', 0, 4);
  if (makersOwnTiff.has(signature)) {
    const plain = Buffer.from(firstBytes);
    plain.write('II*\0', 'latin1');
    return plain;
  }
  return signature === 'II*\0' || signature === 'MM\0*' ? firstBytes : null;
}

/** Facts of a RAW file that is built like a TIFF, without dimensions: the first directory's are those of a small picture. */
export function factsFromRaw(firstBytes: Buffer): FileFacts | null {
  const tiff = asTiff(firstBytes);
  return tiff === null ? null : factsFromExif(tiff);
}
