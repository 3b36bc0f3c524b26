/** The authoritative reading of metadata, by ExifTool's own processes. Reads only: nothing here writes to a photo. */
import { ExifTool } from 'exiftool-vendored';
import { unsentBytes } from '../core/binary-data.js';
import { isBelievable, parseExifTime, parseOffset } from '../core/capture-time.js';
import type { WallTime } from '../core/capture-time.js';
import { zoned, zonedFromUtc } from '../core/capture-zone.js';
import type { EmbeddedText } from '../../preload/contract/model.js';
import type { EmbeddedFrame } from '../core/embedded-picture.js';
import { embeddedTexts, embeddedTextTags } from '../core/embedded-texts.js';
import type { FoundTag } from '../core/embedded-texts.js';
import { codecOf } from '../core/poster.js';
import type { VideoKind } from '../core/poster.js';
import { cleanText, coordinates, noFacts, positive } from '../core/facts.js';
import type { FileFacts } from '../core/facts.js';
import { PreviewFiles } from './preview-files.js';
import { zoneAt } from './zone-at.js';

/** Read as plain numbers (`#`), whatever words ExifTool has for them. */
const numbers = [
  'ImageSize',
  'ImageWidth',
  'ImageHeight',
  'Orientation',
  'Rotation',
  'FocalLength',
  'FNumber',
  'ExposureTime',
  'ISO',
  'Duration',
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
  'CreationDateValue',
  'OffsetTimeOriginal',
  'OffsetTimeDigitized',
  'OffsetTime',
  'GPSDateTime',
  'TimeZone',
  'DaylightSavings',
  'Make',
  'Model',
  'LensModel',
  'LensID',
  'Lens',
] as const;

/**
 * Texts as they are: without the format, a keyword `007` would come as the number 7. Each tag comes with where it stands,
 * and with a copy number where it is not the one that ExifTool takes for the file's.
 */
const factArgs = [
  '-fast',
  '-api',
  'StructFormat=JSONQ',
  '-G1:4',
  ...numbers.map((tag) => `-${tag}#`),
  ...words.map((tag) => `-${tag}`),
];
const readArgs = [...factArgs, ...embeddedTextTags.map((tag) => `-${tag}`)];

const videoKindArgs = [
  '-fast',
  '-FileType',
  '-CompressorID',
  '-VideoCodecID',
  '-VideoCodec',
  '-VideoCodecName',
  '-VideoStreamType',
  '-CompressorName',
];
type VideoKindTags = Readonly<Record<string, unknown>>;

/** Pictures that cameras put into RAW files. */
const previewTags = ['JpgFromRaw', 'PreviewImage', 'OtherImage', 'ThumbnailImage', 'ThumbnailTIFF'] as const;
/** Of one picture: the largest that cameras write today have a quarter of it. */
const maxPreviewBytes = 64 * 1024 * 1024;

const frameArgs = [...factArgs, '-ColorSpace', '-InteropIndex', '-FileType'];
/** A DNG has several of one name: each is told of, with the directory that it is in. */
const previewArgs = ['-a', '-G1', ...previewTags.map((tag) => `-${tag}`)];

type Tag = (typeof numbers)[number] | (typeof words)[number];
type RawTags = Readonly<Partial<Record<Tag | 'ColorSpace' | 'InteropIndex' | 'FileType' | 'Error', unknown>>>;

/** What ExifTool answers, by `group:tag`, or `group:Copy1:tag` for a further one of that name. */
type Answer = Readonly<Record<string, unknown>>;

interface AnsweredTag extends FoundTag {
  readonly isFurther: boolean;
}

function tagsOf(answer: Answer): readonly AnsweredTag[] {
  return Object.entries(answer).map(([key, value]) => {
    const parts = key.split(':');
    const name = parts.pop() ?? key;
    const groups = parts.filter((part) => !/^Copy\d+$/.test(part));
    return { name, group: groups.join(':'), value, isFurther: groups.length < parts.length };
  });
}

/** What ExifTool makes of several tags stands nowhere in the file. */
function isInFile({ group }: FoundTag): boolean {
  return group !== 'MWG' && group !== 'Composite';
}

const numberTags: ReadonlySet<string> = new Set(numbers);

/** By name, each as ExifTool would answer it alone; numbers as numbers. */
function plainTags(tags: readonly AnsweredTag[]): RawTags {
  const own = tags.filter(({ isFurther }) => !isFurther);
  return Object.fromEntries(
    own.map(({ name, value }) => [name, numberTags.has(name) ? numberOf(value) : value] as const).reverse(),
  );
}

/** ExifTool's numbers come as texts here; what is no number (`inf`, a size of two numbers) stays what it is. */
function numberOf(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(value) ? Number(value) : value;
}

/** A time tag with the offset tags that go with it, the nearest first. */
type TimeTag = readonly [value: unknown, ...offsets: readonly unknown[]];

function timesOf(raw: RawTags, isVideo: boolean): readonly TimeTag[] {
  const { OffsetTimeOriginal: original, OffsetTimeDigitized: digitized, OffsetTime: modified } = raw;
  const taken: readonly TimeTag[] = [
    [raw.SubSecDateTimeOriginal, original, modified, digitized],
    [raw.DateTimeOriginal, original, modified, digitized],
  ];
  // Apple's, with the offset in it; Sony's calls itself a value.
  if (isVideo) return [[raw.CreationDate], [raw.CreationDateValue], ...taken];
  return [
    ...taken,
    [raw.SubSecCreateDate, digitized, original, modified],
    [raw.CreateDate, digitized, original, modified],
    [raw.CreationDate],
  ];
}

/** XMP may have a list of them: the first counts. */
function parsed(value: unknown): WallTime | null {
  const first = typeof value === 'string' ? value.split(', ', 1)[0] : undefined;
  return first === undefined ? null : parseExifTime(first);
}

function firstOffset(values: readonly unknown[]): number | null {
  for (const value of values) {
    const minutes = typeof value === 'string' ? parseOffset(value) : null;
    if (minutes !== null) return minutes;
  }
  return null;
}

/** EXIF may tell the time to the hundredth, and XMP its offset. */
function offsetOfSameSecond(tags: readonly TimeTag[], { localMs }: WallTime): number | null {
  const second = Math.floor(localMs / 1_000);
  const times = tags.map(([value]) => parsed(value)).filter((time) => time !== null);
  const same = times.find((time) => time.offsetMinutes !== null && Math.floor(time.localMs / 1_000) === second);
  return same?.offsetMinutes ?? null;
}

/**
 * Canon's zone has the hour of daylight saving in it already; Nikon's has not. A Canon is in London until somebody sets
 * it, so that London's winter says nothing.
 */
function cameraOffset(raw: RawTags): number | null {
  const minutes = firstOffset([raw.TimeZone]);
  const make = String(raw.Make);
  if (minutes === null || (minutes === 0 && /\bcanon\b/i.test(make))) return null;
  return raw.DaylightSavings === 'Yes' && /\bnikon\b/i.test(make) ? minutes + 60 : minutes;
}

/** The first time that can be believed, with its offset where that is known. */
function captured(raw: RawTags, isVideo: boolean, nowMs: number): WallTime | null {
  const { latitude, longitude } = coordinates(raw.GPSLatitude, raw.GPSLongitude);
  const gpsTime = parsed(raw.GPSDateTime);
  const evidence = {
    gpsTimeMs: gpsTime === null ? null : gpsTime.localMs - (gpsTime.offsetMinutes ?? 0) * 60_000,
    placeZone: latitude === null || longitude === null ? null : zoneAt(latitude, longitude),
    cameraMinutes: cameraOffset(raw),
  };
  const tags = timesOf(raw, isVideo);
  for (const [value, ...offsets] of tags) {
    const time = parsed(value);
    if (time === null || !isBelievable(time, nowMs)) continue;
    const tagMinutes = time.offsetMinutes ?? firstOffset(offsets) ?? offsetOfSameSecond(tags, time);
    // Videos mean UTC by that, wherever they were taken.
    const isUtc = isVideo && tagMinutes === 0;
    const own = isUtc
      ? zonedFromUtc(time.localMs, { ...evidence, tagMinutes: null })
      : zoned(time.localMs, { ...evidence, tagMinutes });
    if (isBelievable(own, nowMs)) return own;
  }
  const utc = isVideo ? parsed(raw.CreateDate) : null;
  if (utc === null || !isBelievable(utc, nowMs)) return null;
  const tagMinutes = firstOffset([raw.OffsetTimeOriginal, raw.OffsetTimeDigitized, raw.OffsetTime]);
  return zonedFromUtc(utc.localMs, { ...evidence, tagMinutes });
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

/** As stored, before it is turned. ExifTool's composite knows which of a RAW file's pictures is the photo. */
function storedSize(raw: RawTags): { readonly width: number | null; readonly height: number | null } {
  const both = typeof raw.ImageSize === 'string' ? /^(\d+)[ x](\d+)$/.exec(raw.ImageSize) : null;
  return {
    width: positive(both === null ? raw.ImageWidth : Number(both[1])),
    height: positive(both === null ? raw.ImageHeight : Number(both[2])),
  };
}

/** Seconds as milliseconds; null for what is no length of time. */
function wholeMillisOf(seconds: unknown): number | null {
  const known = positive(seconds);
  return known === null ? null : Math.max(1, Math.round(known * 1_000));
}

/** Tags as facts; QuickTime's `CreateDate` is UTC, and on the wall clock of its place where that is known. */
export function factsFromTags(raw: RawTags, isVideo: boolean, nowMs = Date.now()): FileFacts {
  const { width, height } = storedSize(raw);
  const orientation = typeof raw.Orientation === 'number' ? raw.Orientation : 1;
  const rotation = typeof raw.Rotation === 'number' ? raw.Rotation : 0;
  const isTurned = isVideo ? rotation % 180 !== 0 : orientation >= 5 && orientation <= 8;
  return {
    ...noFacts,
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    captured: captured(raw, isVideo, nowMs),
    cameraMake: cleanText(raw.Make),
    cameraModel: cleanText(typeof raw.Model === 'number' ? String(raw.Model) : raw.Model),
    lensModel: lensName([raw.LensModel, raw.LensID, raw.Lens]),
    focalLengthMm: positive(raw.FocalLength),
    apertureF: positive(raw.FNumber),
    exposureSeconds: positive(raw.ExposureTime),
    iso: positive(raw.ISO),
    ...coordinates(raw.GPSLatitude, raw.GPSLongitude),
    durationMs: isVideo ? wholeMillisOf(raw.Duration) : null,
  };
}

export type MetadataOutcome =
  | { readonly kind: 'facts'; readonly facts: FileFacts; readonly texts: readonly EmbeddedText[] }
  /** ExifTool cannot make sense of this file. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** ExifTool itself does not run: no file is to blame. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** What ExifTool finds of pictures in a RAW file, without their bytes. */
export interface EmbeddedPreviews {
  /** Names for ExifTool (`SubIFD1:PreviewImage`), the largest first; none above 64 MB. */
  readonly tags: readonly string[];
  readonly frame: EmbeddedFrame;
  readonly facts: FileFacts;
  /** False for what is called RAW and is an ordinary image, which shows itself. */
  readonly isRaw: boolean;
}

export type VideoKindOutcome = ({ readonly kind: 'video_kind' } & VideoKind) | Trouble;

type Trouble = Exclude<MetadataOutcome, { readonly kind: 'facts' }>;
export type PreviewsOutcome = ({ readonly kind: 'previews' } & EmbeddedPreviews) | Trouble;
export type PreviewOutcome = { readonly kind: 'preview'; readonly image: Uint8Array } | Trouble;

const ordinaryTypes: ReadonlySet<unknown> = new Set([
  'JPEG',
  'PNG',
  'WEBP',
  'HEIC',
  'HEIF',
  'AVIF',
  'JXL',
  'GIF',
  'BMP',
]);

/** `pictures`: by `directory:tag`, what ExifTool says instead of the bytes. */
export function previewsFromTags(raw: RawTags, pictures: Readonly<Record<string, unknown>>): EmbeddedPreviews {
  const { width, height } = storedSize(raw);
  const orientation = typeof raw.Orientation === 'number' ? raw.Orientation : 1;
  const sizes = Object.entries(pictures).map(([tag, value]) => ({ tag, bytes: unsentBytes(value) ?? 0 }));
  const usable = sizes.filter(({ tag, bytes }) => /^[\w-]+:\w+$/.test(tag) && bytes > 0 && bytes <= maxPreviewBytes);
  return {
    tags: usable.sort((a, b) => b.bytes - a.bytes).map(({ tag }) => tag),
    frame: {
      orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
      stored: width === null || height === null ? null : { width, height },
      // R03 is how DCF names Adobe RGB, where EXIF itself has only "uncalibrated" for it.
      isAdobeRgb: /adobe/i.test(String(raw.ColorSpace)) || /^R03|adobe/i.test(String(raw.InteropIndex)),
    },
    facts: factsFromTags(raw, false),
    isRaw: !ordinaryTypes.has(raw.FileType),
  };
}

export function videoKindFromTags(raw: VideoKindTags): VideoKind {
  return {
    container: cleanText(raw['FileType']),
    codec: codecOf([
      raw['CompressorID'],
      raw['VideoCodecID'],
      raw['VideoCodec'],
      raw['VideoCodecName'],
      raw['VideoStreamType'],
      raw['CompressorName'],
    ]),
  };
}

/** ExifTool's stay-open processes: started when first needed, recycled, with a time limit for each file. */
export class ExifToolProcesses {
  readonly #exiftool: ExifTool;
  readonly #files = new PreviewFiles();

  constructor(maxProcs: number) {
    this.#exiftool = new ExifTool({ maxProcs, maxTasksPerProcess: 1_000, taskTimeoutMillis: 30_000, taskRetries: 0 });
  }

  async read(path: string, isVideo: boolean): Promise<MetadataOutcome> {
    return this.#attempt(path, async () => {
      const tags = tagsOf(await this.#exiftool.readRaw<Answer>(path, { readArgs }));
      const raw = plainTags(tags);
      if (typeof raw.Error === 'string') return { kind: 'failed', reason: raw.Error };
      return { kind: 'facts', facts: factsFromTags(raw, isVideo), texts: embeddedTexts(tags.filter(isInFile)) };
    });
  }

  async videoKind(path: string): Promise<VideoKindOutcome> {
    return this.#attempt(path, async () => {
      const raw = await this.#exiftool.readRaw<VideoKindTags>(path, { readArgs: videoKindArgs });
      return { kind: 'video_kind', ...videoKindFromTags(raw) };
    });
  }

  async previews(path: string): Promise<PreviewsOutcome> {
    return this.#attempt(path, async () => {
      const raw = plainTags(tagsOf(await this.#exiftool.readRaw<Answer>(path, { readArgs: frameArgs })));
      if (typeof raw.Error === 'string') return { kind: 'failed', reason: raw.Error };
      const pictures = await this.#exiftool.readRaw<Record<string, unknown>>(path, { readArgs: previewArgs });
      return { kind: 'previews', ...previewsFromTags(raw, pictures) };
    });
  }

  /** `tag`: one of those that `previews` told of. */
  async preview(path: string, tag: string): Promise<PreviewOutcome> {
    return this.#attempt(path, async () => {
      const image = await this.#files.through((file) =>
        // In the names of files to be written, ExifTool takes a percent sign for a code of its own.
        this.#exiftool.extractBinaryTag(tag, path, file.replaceAll('%', '%%')),
      );
      return { kind: 'preview', image };
    });
  }

  async #attempt<T>(path: string, work: () => Promise<T>): Promise<T | Trouble> {
    try {
      return await work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // A run that never started (no Perl, a lost helper program), or had no room for a picture, is nobody's fault among the files.
      const isOwnTrouble = /ENOENT|spawn|not found|failed to start|ended/i.test(reason) && !reason.includes(path);
      return isOwnTrouble || /ENOSPC|no space left/i.test(reason)
        ? { kind: 'unavailable', reason }
        : { kind: 'failed', reason };
    }
  }

  /** They only read, and what they were about to write must not be there after the folder for it went: killed, not asked. */
  async close(): Promise<void> {
    const { pids } = this.#exiftool;
    const ended = this.#exiftool.end(false);
    for (const pid of pids) kill(pid);
    // First: whoever started this process may not wait until the library has seen them end.
    this.#files.close();
    try {
      await ended;
    } finally {
      this.#files.close();
    }
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
