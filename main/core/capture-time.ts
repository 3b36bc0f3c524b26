import type { CaptureTime, OffsetSource } from '../../preload/contract/model.js';

/** A wall-clock time and, where it is known, its offset from UTC. */
export interface WallTime {
  /** Encoded as if it were UTC. */
  readonly localMs: number;
  readonly offsetMinutes: number | null;
  readonly offsetSource: OffsetSource | null;
}

/** Before the first photograph there is none. */
const earliestPlausibleMs = Date.UTC(1826, 0, 1);
const dayMillis = 24 * 60 * 60_000;
/** The first second of clocks that were never set, or lost their battery. */
const unsetClocks: ReadonlySet<number> = new Set([1904, 1970, 1980, 2000, 2001].map((year) => Date.UTC(year, 0, 1)));

function isUnset(ms: number): boolean {
  return unsetClocks.has(Math.floor(ms / 1_000) * 1_000);
}

/** False for what a clock shows that was never set, and for more than a day in the future. */
export function isBelievable({ localMs, offsetMinutes }: WallTime, nowMs: number): boolean {
  if (localMs < earliestPlausibleMs || localMs > nowMs + dayMillis) return false;
  return !isUnset(localMs) && !isUnset(localMs - (offsetMinutes ?? 0) * 60_000);
}

function wallTime(parts: readonly number[], offsetMinutes: number | null): WallTime | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0] = parts;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return null;
  const localMs = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  // 31 February and the like roll over into another month.
  if (new Date(localMs).getUTCDate() !== day && second < 60) return null;
  if (localMs < earliestPlausibleMs) return null;
  return { localMs, offsetMinutes, offsetSource: offsetMinutes === null ? null : 'offset_tag' };
}

/** Whether a place on Earth can have it, in minutes east of UTC. */
export function isOffset(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= -12 * 60 && minutes <= 14 * 60;
}

/** `+02:00`, `-0330` or `Z`, in minutes; null for anything else, and for what no place on Earth has. */
export function parseOffset(text: string): number | null {
  if (text === 'Z') return 0;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text.trim());
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  const signed = match[1] === '-' && minutes > 0 ? -minutes : minutes;
  return Number(match[3]) < 60 && isOffset(signed) ? signed : null;
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

/**
 * The documented order: what the file says, else a date in its name, else the file's own time. What is not believable is
 * passed over; a name may well say the first day of a year.
 */
export function captureTime(recorded: WallTime | null, fileName: string, mtimeMs: number, nowMs: number): CaptureTime {
  if (recorded !== null && isBelievable(recorded, nowMs)) return { ...recorded, source: 'exif' };
  const named = parseFileNameTime(fileName);
  if (named !== null && named.localMs <= nowMs + dayMillis) return { ...named, source: 'file_name' };
  return { localMs: onOwnClock(mtimeMs), offsetMinutes: null, offsetSource: null, source: 'file_time' };
}

/** What this computer's clock showed then: as file managers show the time of a file. */
function onOwnClock(timeMs: number): number {
  return timeMs - new Date(timeMs).getTimezoneOffset() * 60_000;
}
