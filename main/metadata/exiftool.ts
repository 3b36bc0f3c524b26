/** The authoritative reading of metadata, by ExifTool's own processes. Reads only: nothing here writes to a photo. */
import { ExifTool } from 'exiftool-vendored';
import { parseExifTime, parseOffset } from '../core/capture-time.js';
import type { WallTime } from '../core/capture-time.js';
import { cleanText, coordinates, noFacts, positive } from '../core/facts.js';
import type { FileFacts } from '../core/facts.js';

/** Read as plain numbers (`#`), whatever words ExifTool has for them. */
const numbers = [
  'ImageWidth',
  'ImageHeight',
  'Orientation',
  'Rotation',
  'FocalLength',
  'FNumber',
  'ExposureTime',
  'ISO',
  'GPSLatitude',
  'GPSLongitude',
] as const;

/** Read as people write them: a lens by its name, not by its number. */
const words = [
  'SubSecDateTimeOriginal',
  'DateTimeOriginal',
  'SubSecCreateDate',
  'CreateDate',
  'CreationDate',
  'OffsetTimeOriginal',
  'OffsetTime',
  'Make',
  'Model',
  'LensModel',
  'LensID',
  'Lens',
] as const;

const readArgs = ['-fast', ...numbers.map((tag) => `-${tag}#`), ...words.map((tag) => `-${tag}`)];

type RawTags = Readonly<Partial<Record<(typeof numbers)[number] | (typeof words)[number] | 'Error', unknown>>>;

function firstTime(values: readonly unknown[], offset: unknown): WallTime | null {
  for (const value of values) {
    const time = typeof value === 'string' ? parseExifTime(value) : null;
    if (time === null) continue;
    if (time.offsetMinutes !== null || typeof offset !== 'string') return time;
    return { ...time, offsetMinutes: parseOffset(offset) };
  }
  return null;
}

/** The first that is a name: where ExifTool does not know a lens it says so, or repeats its number. */
function lensName(values: readonly unknown[]): string | null {
  for (const value of values) {
    const name = cleanText(value);
    if (name !== null && !/^(unknown|n\/a|none|----)/i.test(name) && !/^[0-9A-F]{2}( [0-9A-F]{2}){3,}$/.test(name))
      return name;
  }
  return null;
}

/** Tags as facts; QuickTime's `CreateDate` is UTC and is not taken for a wall clock. */
export function factsFromTags(raw: RawTags, isVideo: boolean): FileFacts {
  const width = positive(raw.ImageWidth);
  const height = positive(raw.ImageHeight);
  const orientation = typeof raw.Orientation === 'number' ? raw.Orientation : 1;
  const rotation = typeof raw.Rotation === 'number' ? raw.Rotation : 0;
  const isTurned = isVideo ? rotation % 180 !== 0 : orientation >= 5 && orientation <= 8;
  const times = isVideo
    ? [raw.CreationDate, raw.SubSecDateTimeOriginal, raw.DateTimeOriginal]
    : [raw.SubSecDateTimeOriginal, raw.DateTimeOriginal, raw.SubSecCreateDate, raw.CreateDate, raw.CreationDate];
  return {
    ...noFacts,
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    captured: firstTime(times, raw.OffsetTimeOriginal ?? raw.OffsetTime),
    cameraMake: cleanText(raw.Make),
    cameraModel: cleanText(typeof raw.Model === 'number' ? String(raw.Model) : raw.Model),
    lensModel: lensName([raw.LensModel, raw.LensID, raw.Lens]),
    focalLengthMm: positive(raw.FocalLength),
    apertureF: positive(raw.FNumber),
    exposureSeconds: positive(raw.ExposureTime),
    iso: positive(raw.ISO),
    ...coordinates(raw.GPSLatitude, raw.GPSLongitude),
  };
}

export type MetadataOutcome =
  | { readonly kind: 'facts'; readonly facts: FileFacts }
  /** ExifTool cannot make sense of this file. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** ExifTool itself does not run: no file is to blame. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** ExifTool's stay-open processes: started when first needed, recycled, with a time limit for each file. */
export class ExifToolProcesses {
  readonly #exiftool: ExifTool;

  constructor(maxProcs: number) {
    this.#exiftool = new ExifTool({ maxProcs, maxTasksPerProcess: 1_000, taskTimeoutMillis: 30_000, taskRetries: 0 });
  }

  async read(path: string, isVideo: boolean): Promise<MetadataOutcome> {
    try {
      const raw: RawTags = await this.#exiftool.readRaw(path, { readArgs });
      if (typeof raw.Error === 'string') return { kind: 'failed', reason: raw.Error };
      return { kind: 'facts', facts: factsFromTags(raw, isVideo) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // A run that never started (no Perl, a lost helper program) is nobody's fault among the files.
      return /ENOENT|spawn|not found|failed to start|ended/i.test(reason) && !reason.includes(path)
        ? { kind: 'unavailable', reason }
        : { kind: 'failed', reason };
    }
  }

  async close(): Promise<void> {
    await this.#exiftool.end();
  }
}
