/** Public holidays of whole countries, from the package `date-holidays` (ISC and CC BY 3.0). Days of regions are not among them. */
import type { Language } from '../../preload/contract/language.js';
import type { RuledDay } from './holiday-rules.js';

export interface Holiday {
  /** In the language asked for, else English, else the country's. */
  readonly name: string;
  /** One of those that everybody knows, which may stand in a title. */
  readonly isWellKnown: boolean;
}

export interface Holidays {
  /** Of a day: the wall time, encoded as if it were UTC. Null for none, and for countries that are not known. */
  on(countryCode: string, localMs: number, language: Language): Promise<Holiday | null>;
}

const dayMillis = 86_400_000;
/** Years of countries that are kept: a few kilobytes each. */
const mostKept = 100;

/** As its rules name them: Christmas and New Year, by the calendar that most follow. */
const wellKnown = /^(12-24|12-25|12-31|01-01)\b/;

type Year = ReadonlyMap<number, Holiday>;

/** Loads the rules of all countries, 10 MB of memory, when the first day is asked for. */
export function openHolidays(): Holidays {
  const years = new Map<string, Year>();
  const yearOf = async (countryCode: string, year: number, language: Language): Promise<Year> => {
    const key = `${countryCode} ${String(year)} ${language}`;
    const known = years.get(key);
    if (known !== undefined) return known;
    const { publicHolidays } = await import('./holiday-rules.js');
    const made = daysOf(publicHolidays(countryCode, year, language));
    if (years.size >= mostKept) years.delete([...years.keys()][0] ?? '');
    years.set(key, made);
    return made;
  };
  return {
    on: async (countryCode, localMs, language) => {
      const day = Math.floor(localMs / dayMillis);
      const year = await yearOf(countryCode, new Date(localMs).getUTCFullYear(), language);
      return year.get(day) ?? null;
    },
  };
}

/** By the number of the day. A holiday that begins at sunset is the day whose noon lies in it. */
export function daysOf(holidays: readonly RuledDay[]): Year {
  const days = new Map<number, Holiday>();
  for (const { date, start, end, name, rule } of holidays) {
    const startMs = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19) || '00:00:00'}Z`);
    if (!Number.isFinite(startMs) || name.trim() === '') continue;
    const endMs = startMs + (end.getTime() - start.getTime());
    for (let day = Math.floor(startMs / dayMillis); day * dayMillis < endMs; day++) {
      const noon = (day + 0.5) * dayMillis;
      if (noon >= startMs && noon < endMs && !days.has(day)) {
        days.set(day, { name: name.trim(), isWellKnown: wellKnown.test(rule) });
      }
    }
  }
  return days;
}
