import type { CaptureTime } from '../../preload/contract/model.js';

/** A wall-clock time and, where the file says so, its offset from UTC. */
export interface WallTime {
  /** Encoded as if it were UTC. */
  readonly localMs: number;
  readonly offsetMinutes: number | null;
}

const earliestPlausibleMs = Date.UTC(1826, 0, 1);

function wallTime(parts: readonly number[], offsetMinutes: number | null): WallTime | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0] = parts;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return null;
  const localMs = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  // 31 February and the like roll over into another month.
  if (new Date(localMs).getUTCDate() !== day && second < 60) return null;
  return localMs >= earliestPlausibleMs ? { localMs, offsetMinutes } : null;
}

/** `+02:00`, `-0330` or `Z`, in minutes; null for anything else. */
export function parseOffset(text: string): number | null {
  if (text === 'Z') return 0;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text.trim());
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  if (minutes > 14 * 60) return null;
  return match[1] === '-' ? -minutes : minutes;
}

/** `2023:07:14 18:05:09` with optional sub-seconds and offset, as EXIF and XMP write it; null when it is not a time. */
export function parseExifTime(text: string): WallTime | null {
  const match =
    /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(
      text.trim(),
    );
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '', offset] = match;
  const millisecond = Number(fraction.padEnd(3, '0').slice(0, 3));
  return wallTime(
    [year, month, day, hour, minute, second].map(Number).concat(millisecond),
    offset === undefined ? null : parseOffset(offset),
  );
}

/**
 * A date in a file name as phones and cameras write it: `IMG_20230714_180509.jpg`, `2023-07-14 18.05.09.jpg`,
 * `Screenshot_2023-07-14-18-05-09.png`, `IMG-20230714-WA0001.jpg`. Null without a plausible one.
 */
export function parseFileNameTime(fileName: string): WallTime | null {
  const match =
    /(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?:[-_ T.]?(?:at )?(\d{2})[-_.:h]?(\d{2})[-_.:m]?(\d{2})(?!\d)|(?!\d))/.exec(
      fileName,
    );
  if (match === null) return null;
  const [, year, , month, day, hour = '0', minute = '0', second = '0'] = match;
  return wallTime([year, month, day, hour, minute, second].map(Number), null);
}

/** The documented order: what the file says, else a date in its name, else the file's own time. */
export function captureTime(recorded: WallTime | null, fileName: string, mtimeMs: number): CaptureTime {
  if (recorded !== null) return { ...recorded, source: 'exif' };
  const named = parseFileNameTime(fileName);
  if (named !== null) return { ...named, source: 'file_name' };
  return { localMs: mtimeMs, offsetMinutes: null, source: 'file_time' };
}
