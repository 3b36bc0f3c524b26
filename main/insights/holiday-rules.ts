/** A module of its own, so that ten megabytes of rules are loaded only when a day is asked for. */
import Rules from 'date-holidays';
import type { Language } from '../../preload/contract/language.js';

/** A holiday of one year. */
export interface RuledDay {
  /** `2024-12-25 00:00:00`, on the wall clock of the country. */
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly name: string;
  readonly rule: string;
}

/** Public holidays of a whole country, named in the language, else in English, else as the country does; none where it is not known. */
export function publicHolidays(countryCode: string, year: number, language: Language): readonly RuledDay[] {
  const languages = language === 'en' ? ['en'] : [language, 'en'];
  return new Rules(countryCode, { languages, types: ['public'] }).getHolidays(year);
}
