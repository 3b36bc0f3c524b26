/**
 * Writes insights from what is known of a photo, without a network: what its file says, what is known of places, times and
 * the sun, and what was seen in it. The same photo always gets the same text in the same language. docs/insights.md tells
 * what each part is made of.
 */
import { zoneAt } from '../metadata/zone-at.js';
import { compose } from './compose.js';
import { openHolidays } from './holidays.js';
import type { Holidays } from './holidays.js';
import { knownOf } from './known.js';
import type { Places } from './place-table.js';
import type { InsightProvider, InsightSubject, InsightText } from './provider.js';

export interface BuiltInOptions {
  readonly places: Places;
  /** Default: those that the app ships. */
  readonly holidays?: Holidays;
}

/** Raised when other words are written of the same photo. */
const version = 'facts 3';

export function builtInProvider({ places, holidays = openHolidays() }: BuiltInOptions): InsightProvider {
  const describe = async (subject: InsightSubject): Promise<InsightText> => {
    const { captured, latitude, longitude } = subject.facts;
    const isPlaced = latitude !== null && longitude !== null;
    const place = isPlaced ? places.at(latitude, longitude) : null;
    const holiday =
      place !== null && captured.source === 'exif'
        ? await holidays.on(place.countryCode, captured.localMs, subject.language)
        : null;
    const zone = isPlaced ? zoneAt(latitude, longitude) : null;
    const isAshore = zone !== null && !zone.startsWith('Etc/');
    const text = compose(knownOf(subject, { place, holiday }), isAshore ? zone : null);
    // What another one writes by its prompt, this one does by its words of a language.
    return { ...text, promptVersion: subject.language };
  };
  return { name: 'Keepsight', modelVersion: version, promptVersion: null, asks: version, atOnce: 4, describe };
}
