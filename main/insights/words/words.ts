/** What a language has to say, and how it is put together; `compose.ts` says what of it goes into an insight. */
import type { CaptureTime } from '../../../preload/contract/model.js';
import type { PlaceFound } from '../../core/place-name.js';
import type { ColourName } from '../../core/seen.js';
import type { Surety } from '../../core/claims.js';
import type { People } from '../../core/people.js';
import type { Moment, Season, Sun } from '../known.js';

/** Phrases are without capitals at their beginning and without a stop at their end, unless they are sentences or titles. */
export interface InsightWords {
  /** `14 July 2023`; of a wall time, encoded as if it were UTC. */
  readonly date: (localMs: number) => string;
  readonly longDate: (localMs: number) => string;
  /** `18:05`. */
  readonly time: (localMs: number) => string;
  readonly decimal: (value: number, digits: number) => string;
  readonly list: (items: readonly string[]) => string;

  readonly country: (code: string) => string;
  readonly town: (place: PlaceFound) => string;
  readonly region: (place: PlaceFound) => string | null;
  /** `in Porto, Portugal`, `near Porto, Portugal`, `about 20 km north of Porto, Portugal`, `in Portugal`. */
  readonly where: (place: PlaceFound) => string;

  readonly moments: Readonly<Record<Moment, string>>;
  /** `Summer evening`; null for moments that go with no season. */
  readonly seasonMoment: (season: Season, moment: Moment) => string | null;
  /** `Friday evening`. */
  readonly weekdayMoment: (localMs: number, moment: Moment) => string;
  readonly seasons: Readonly<Record<Season, string>>;
  /** `in the golden hour of the evening`; null where the time of day says as much. */
  readonly light: (moment: Moment, season: Season | null) => string | null;
  readonly sunFact: (sun: Sun) => string;

  readonly people: (people: People) => string;
  /** `a dog`, `two dogs`; null for a word that the language has not. */
  readonly thing: (label: string, count: number) => string | null;
  readonly colours: Readonly<Record<ColourName, string>>;

  readonly titles: {
    /** `Evening in Porto`; null where the place is too far off for a title. */
    readonly inPlace: (head: string, place: PlaceFound) => string | null;
    readonly placeAlone: (place: PlaceFound) => string;
    /** `Photo of 14 July 2023`. */
    readonly dated: (isVideo: boolean, date: string) => string;
  };
  readonly sentences: {
    readonly taken: (date: string, time: string, where: string | null, light: string | null) => string;
    readonly takenAt: (where: string) => string;
    readonly datedByName: (date: string) => string;
    readonly notDated: (date: string) => string;
    readonly holiday: (name: string, country: string) => string;
    readonly picture: (sure: string, perhaps: string | null) => string;
    readonly perhapsPicture: (things: string) => string;
    readonly reading: (text: string, surety: Surety) => string;
    readonly mostly: (colour: string) => string;
    readonly veryDark: string;
    readonly burntOut: string;
    readonly camera: (camera: string, lens: string | null) => string;
  };
  readonly facts: {
    readonly labels: Readonly<Record<FactName, string>>;
    readonly sources: Readonly<Record<FactSource, string>>;
    readonly captureSources: Readonly<Record<CaptureTime['source'], FactSource>>;
    readonly perhaps: (what: string) => string;
    readonly atLeast: (what: string) => string;
    readonly pixels: (width: string, height: string, megapixels: string | null) => string;
    readonly formats: Readonly<Record<'panorama' | 'landscape' | 'portrait' | 'square', string>>;
    readonly copies: (count: number, libraries: readonly string[]) => string;
  };
  /** The first levels of suggested tags. */
  readonly tags: { readonly places: string; readonly people: string; readonly holidays: string };
}

export type FactName =
  | 'captured'
  | 'zone'
  | 'place'
  | 'light'
  | 'season'
  | 'holiday'
  | 'people'
  | 'things'
  | 'writing'
  | 'colours'
  | 'camera'
  | 'lens'
  | 'exposure'
  | 'dimensions'
  | 'coordinates'
  | 'copies';

export type FactSource =
  | 'exif'
  | 'file_name'
  | 'file_time'
  | 'place'
  | 'sun'
  | 'season'
  | 'calendar'
  | 'gps'
  | 'pixels'
  | 'reading'
  | 'size'
  | 'hash';

/** To 5 km below 50, to 10 above; never 0. */
export function roundKm(distanceKm: number): number {
  const step = distanceKm < 50 ? 5 : 10;
  return Math.max(step, Math.round(distanceKm / step) * step);
}

/** Countries that are so large that the state is said with a town. */
export const largeCountries: ReadonlySet<string> = new Set([
  'US',
  'CA',
  'AU',
  'BR',
  'IN',
  'CN',
  'MX',
  'RU',
  'AR',
  'GB',
]);

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
