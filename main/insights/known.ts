/** What is known of a photo, and how surely, before any word is written: the same for every language. Pure. */
import type { InsightSubject } from './provider.js';
import type { PhotoFacts } from '../../preload/contract/model.js';
import { claims, suretyOf } from '../core/claims.js';
import type { Surety } from '../core/claims.js';
import type { PlaceFound } from '../core/place-name.js';
import { peopleIn } from '../core/people.js';
import type { People } from '../core/people.js';
import type { ColourName, SeenInPhoto } from '../core/seen.js';
import { isRising, sunAltitude, sunPhase } from '../core/sun.js';
import type { SunPhase } from '../core/sun.js';
import type { Holiday } from './holidays.js';

export type Season = 'winter' | 'spring' | 'summer' | 'autumn';

/** When in the day, by the sun where that is known, else by the clock. */
export type Moment =
  | 'night'
  | 'dawn'
  | 'dusk'
  | 'blue_morning'
  | 'blue_evening'
  | 'golden_morning'
  | 'golden_evening'
  | 'morning'
  | 'afternoon'
  | 'evening';

export interface Sun {
  /** Degrees above the horizon. */
  readonly altitude: number;
  readonly phase: SunPhase;
  readonly isRising: boolean;
}

export interface Thing {
  /** One of COCO's words. */
  readonly label: string;
  readonly count: number;
  /** Of the surest one. */
  readonly score: number;
  readonly surety: Surety;
}

export interface Known {
  readonly subject: InsightSubject;
  readonly place: PlaceFound | null;
  readonly holiday: Holiday | null;
  /** Null where it is not known, and where the picture contradicts it: then a clock was wrong, or there was a flash. */
  readonly moment: Moment | null;
  readonly sun: Sun | null;
  readonly season: Season | null;
  readonly people: People | null;
  /** Without people; the surest first. */
  readonly things: readonly Thing[];
  readonly reading: { readonly text: string; readonly surety: Surety } | null;
  /** Those that take up some of the picture, the most first. */
  readonly colours: readonly ColourName[];
  /** What the picture mostly is; never a grey. */
  readonly mostly: ColourName | null;
  readonly isVeryDark: boolean;
  readonly isBurntOut: boolean;
}

export interface LookedUp {
  readonly place: PlaceFound | null;
  readonly holiday: Holiday | null;
}

export function knownOf(subject: InsightSubject, { place, holiday }: LookedUp): Known {
  const { facts, seen } = subject;
  const sun = sunOf(facts);
  const colours = seen?.colours.filter(({ share }) => share >= claims.colour.listed) ?? [];
  const [most] = colours;
  const isColourful = most !== undefined && !greys.has(most.name) && most.share >= claims.colour.mostly;
  return {
    subject,
    place,
    // A time that the file tells in UTC may be of another day.
    holiday: facts.captured.source === 'exif' && facts.captured.offsetSource !== 'utc' ? holiday : null,
    moment: momentOf(subject, sun),
    sun: isContradicted(subject, sun?.phase ?? null) ? null : sun,
    season: facts.captured.source === 'exif' ? seasonOf(facts.captured.localMs, facts.latitude) : null,
    people: seen === null ? null : peopleIn(seen),
    things: seen === null ? [] : thingsIn(seen),
    reading: seen === null ? null : readingOf(seen),
    colours: colours.map(({ name }) => name),
    mostly: isColourful ? most.name : null,
    isVeryDark: seen !== null && seen.light.brightness < claims.lightness.tooDarkForDay,
    isBurntOut: seen !== null && seen.light.clippedHighlights > claims.clipped,
  };
}

const greys: ReadonlySet<ColourName> = new Set(['black', 'grey', 'white']);

// ------------------------------------------------------------------ light and time

/** Meteorological season; null near the equator and where the hemisphere is not known. */
export function seasonOf(localMs: number, latitude: number | null): Season | null {
  if (latitude === null || Math.abs(latitude) < 23.5) return null;
  const month = new Date(localMs).getUTCMonth();
  const northern = (['winter', 'spring', 'summer', 'autumn'] as const)[Math.floor(((month + 1) % 12) / 3)];
  if (northern === undefined || latitude > 0) return northern ?? null;
  return ({ winter: 'summer', spring: 'autumn', summer: 'winter', autumn: 'spring' } as const)[northern];
}

/** Where both the instant and the position are the photo's own. */
export function sunOf({ captured, latitude, longitude }: PhotoFacts): Sun | null {
  const { localMs, offsetMinutes, offsetSource, source } = captured;
  if (source !== 'exif' || latitude === null || longitude === null || offsetMinutes === null) return null;
  if (offsetSource === 'history') return null;
  const utcMs = localMs - offsetMinutes * 60_000;
  const altitude = sunAltitude(utcMs, latitude, longitude);
  return { altitude, phase: sunPhase(altitude), isRising: isRising(utcMs, latitude, longitude) };
}

/** The hours of a wall clock; null for those in which it can be either. */
function partOfDay(hour: number): 'night' | 'morning' | 'afternoon' | 'evening' {
  if (hour < 5) return 'night';
  if (hour < 12) return 'morning';
  if (hour < 17) return 'afternoon';
  return hour < 22 ? 'evening' : 'night';
}

export function momentOf(subject: InsightSubject, sun: Sun | null): Moment | null {
  const { captured } = subject.facts;
  // A time that the file tells in UTC is not that of any wall.
  if (captured.source !== 'exif' || captured.offsetSource === 'utc') return null;
  const hour = new Date(captured.localMs).getUTCHours();
  const byClock = partOfDay(hour);
  if (sun === null) return isContradicted(subject, byClock === 'night' ? 'night' : null) ? null : byClock;
  if (isContradicted(subject, sun.phase)) return null;
  switch (sun.phase) {
    case 'night':
      return 'night';
    case 'twilight':
      return sun.isRising ? 'dawn' : 'dusk';
    case 'blue':
      return sun.isRising ? 'blue_morning' : 'blue_evening';
    case 'golden':
      return sun.isRising ? 'golden_morning' : 'golden_evening';
    case 'day':
      // Where the sun is up at night, the clock's words are wrong.
      return byClock === 'night' ? null : byClock;
  }
}

/** The picture is brighter than any night, or darker than any day. */
export function isContradicted({ facts, seen }: InsightSubject, phase: SunPhase | null): boolean {
  const brightness = seen?.light.brightness ?? null;
  const value = exposureValueOf(facts);
  const { lightness, exposureValue } = claims;
  if (phase === 'night') {
    return (
      (brightness !== null && brightness > lightness.tooBrightForNight) ||
      (value !== null && value > exposureValue.tooBrightForNight)
    );
  }
  if (phase === 'golden' || phase === 'day') {
    // A dark picture alone may be of a dark thing; with little light on it, it was dark.
    const isDark = brightness !== null && brightness < lightness.tooDarkForDay;
    return isDark && value !== null && value < exposureValue.tooDarkForSun;
  }
  return false;
}

/** At ISO 100: how much light there was, in steps of twice as much. Null where the file does not say. */
export function exposureValueOf({ apertureF, exposureSeconds, iso }: PhotoFacts): number | null {
  if (apertureF === null || exposureSeconds === null || iso === null) return null;
  const value = Math.log2((apertureF * apertureF) / exposureSeconds) - Math.log2(iso / 100);
  return Number.isFinite(value) ? value : null;
}

// ------------------------------------------------------------------ what is in the picture

export function thingsIn(seen: SeenInPhoto): readonly Thing[] {
  const things = new Map<string, Thing>();
  const others = seen.objects.filter(({ label }) => label !== 'person').sort((a, b) => b.score - a.score);
  for (const { label, score } of others) {
    const surety = suretyOf(score, claims.object);
    const known = things.get(label);
    if (surety === null) continue;
    if (known === undefined) things.set(label, { label, score, surety, count: 1 });
    // What is less sure than the first one is not counted with it.
    else if (known.surety === surety) things.set(label, { ...known, count: known.count + 1 });
  }
  return [...things.values()];
}

/** Two letters at least in each line: less is noise more often than writing. */
function readingOf(seen: SeenInPhoto): Known['reading'] {
  const lines = seen.texts
    .map(({ text, score }) => ({ text: cleaned(text), surety: suretyOf(score, claims.text) }))
    .filter(({ text }) => (text.match(/\p{L}|\p{N}/gu) ?? []).length >= 2);
  for (const surety of ['sure', 'perhaps'] as const) {
    const read = lines.filter((line) => line.surety === surety).map(({ text }) => text);
    if (read.length > 0) return { text: read.join(' '), surety };
  }
  return null;
}

function cleaned(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s“”„"]+/gu, ' ').trim();
}
