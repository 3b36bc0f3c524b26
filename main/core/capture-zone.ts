/** The offset from UTC of a wall time, and where it is known from. Pure. The order is that of docs/metadata.md. */
import type { OffsetSource } from '../../preload/contract/model.js';
import { isOffset } from './capture-time.js';
import type { WallTime } from './capture-time.js';

/** What a file says of its time zone; null where it says nothing. Offsets in minutes east of UTC. */
export interface ZoneEvidence {
  /** Written with the time, or in the tag beside it. */
  readonly tagMinutes: number | null;
  /** The satellites' clock when the photo was taken, in milliseconds of UTC. */
  readonly gpsTimeMs: number | null;
  /** The IANA name of the zone in which the photo was taken. */
  readonly placeZone: string | null;
  /** What the camera's own clock is set to, daylight saving included. */
  readonly cameraMinutes: number | null;
}

export interface KnownOffset {
  readonly offsetMinutes: number;
  readonly offsetSource: OffsetSource;
}

const minuteMillis = 60_000;
const dayMillis = 24 * 60 * minuteMillis;
/** What a wall clock may be slow or fast by, and a fix old. */
const gpsToleranceMinutes = 5;
/** Offsets that are no whole hours and are, or were since there is GPS, those of a place. */
const unevenOffsets: ReadonlySet<number> = new Set(
  [-9.5, -4.5, -3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.5, 8.75, 9.5, 10.5, 11.5, 12.75, 13.75].map((h) => h * 60),
);

/**
 * The wall clock against the satellites', to a quarter of an hour; null when the rest is more than five minutes, or when
 * no place has such an offset: then one of them is wrong.
 */
export function offsetFromGpsTime(localMs: number, gpsTimeMs: number): number | null {
  const exact = (localMs - gpsTimeMs) / minuteMillis;
  // Not −0.
  const rounded = Math.round(exact / 15) * 15 + 0;
  if (Math.abs(exact - rounded) > gpsToleranceMinutes || !isOffset(rounded)) return null;
  return rounded % 60 === 0 || unevenOffsets.has(rounded) ? rounded : null;
}

const clocks = new Map<string, Intl.DateTimeFormat | null>();

function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  let clock: Intl.DateTimeFormat | null;
  try {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  } catch {
    clock = null;
  }
  clocks.set(zone, clock);
  return clock;
}

/** What is to be added to an instant, in milliseconds; null when the zone is not known here. */
function zoneShift(zone: string, utcMs: number): number | null {
  const clock = clockOf(zone);
  if (clock === null) return null;
  const parts = new Map(clock.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wholeSecondMs = Math.floor(utcMs / 1_000) * 1_000;
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - wholeSecondMs
  );
}

/** Of an instant; null when the zone is not known here. Before there were zones, to the nearest minute. */
export function offsetAtInstant(zone: string, utcMs: number): number | null {
  const shift = zoneShift(zone, utcMs);
  return shift === null ? null : Math.round(shift / minuteMillis) + 0;
}

/**
 * Of a wall time. An hour that comes twice is taken for the first of the two; one that the clocks leap over has the offset
 * from before the leap, as of a camera that was not put forward yet. Null when the zone is not known here.
 */
export function offsetAtWallTime(zone: string, localMs: number): number | null {
  const before = zoneShift(zone, localMs - dayMillis);
  const after = zoneShift(zone, localMs + dayMillis);
  if (before === null || after === null) return null;
  const fitting = [before, after].filter((shift) => zoneShift(zone, localMs - shift) === shift);
  const shift = fitting.length === 0 ? before : Math.max(...fitting);
  return Math.round(shift / minuteMillis) + 0;
}

function known(minutes: number | null, offsetSource: OffsetSource): KnownOffset | null {
  return minutes !== null && isOffset(minutes) ? { offsetMinutes: minutes, offsetSource } : null;
}

/** The first that makes sense: a tag, the satellites' time, the place, the camera's setting. */
export function offsetOf(localMs: number, evidence: ZoneEvidence): KnownOffset | null {
  const { tagMinutes, gpsTimeMs, placeZone, cameraMinutes } = evidence;
  return (
    known(tagMinutes, 'offset_tag') ??
    known(gpsTimeMs === null ? null : offsetFromGpsTime(localMs, gpsTimeMs), 'gps_time') ??
    known(placeZone === null ? null : offsetAtWallTime(placeZone, localMs), 'gps_place') ??
    known(cameraMinutes, 'camera')
  );
}

/** A wall time with the offset that is known for it, if any is. */
export function zoned(localMs: number, evidence: ZoneEvidence): WallTime {
  return { localMs, ...(offsetOf(localMs, evidence) ?? { offsetMinutes: null, offsetSource: null }) };
}

/** A time that is told in UTC, as videos do, on the wall clock of its place; UTC's own when the place's is not known. */
export function zonedFromUtc(utcMs: number, evidence: ZoneEvidence): WallTime {
  const { tagMinutes, placeZone, cameraMinutes } = evidence;
  const offset =
    known(tagMinutes, 'offset_tag') ??
    known(placeZone === null ? null : offsetAtInstant(placeZone, utcMs), 'gps_place') ??
    known(cameraMinutes, 'camera');
  if (offset === null) return { localMs: utcMs, offsetMinutes: 0, offsetSource: 'utc' };
  return { localMs: utcMs + offset.offsetMinutes * minuteMillis, ...offset };
}

/** So far in time is another photo of the same camera believed to be in the same zone. */
export const historyReachMillis = dayMillis;

/** By the camera's nearest photos before and after with an offset of their own: they must agree, one alone is enough. */
export function offsetFromHistory(before: number | null, after: number | null): number | null {
  if (before === null || after === null) return before ?? after;
  return before === after ? before : null;
}
