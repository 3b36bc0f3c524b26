/**
 * Words of quantities. They stand apart from the other texts because `format.ts` needs them, and those need it. Each is
 * written in every language.
 */
import { language, type Language } from '../../api/index.js';

interface Units {
  /** Of one, of several. */
  readonly byte: readonly [string, string];
  readonly second: readonly [string, string];
  readonly minute: readonly [string, string];
  readonly hour: readonly [string, string];
  readonly underAMinute: string;
  readonly justNow: string;
  readonly minutesAgo: (count: number) => string;
  readonly hoursAgo: (count: number) => string;
  /** As they stand behind degrees. */
  readonly compass: { readonly north: string; readonly south: string; readonly east: string; readonly west: string };
}

const all: Readonly<Record<Language, Units>> = {
  en: {
    byte: ['byte', 'bytes'],
    second: ['second', 'seconds'],
    minute: ['minute', 'minutes'],
    hour: ['hour', 'hours'],
    underAMinute: 'under a minute',
    justNow: 'just now',
    minutesAgo: (count) => `${String(count)} min ago`,
    hoursAgo: (count) => `${String(count)} h ago`,
    compass: { north: 'N', south: 'S', east: 'E', west: 'W' },
  },
  de: {
    byte: ['Byte', 'Byte'],
    second: ['Sekunde', 'Sekunden'],
    minute: ['Minute', 'Minuten'],
    hour: ['Stunde', 'Stunden'],
    underAMinute: 'unter einer Minute',
    justNow: 'gerade eben',
    minutesAgo: (count) => (count === 1 ? 'vor einer Minute' : `vor ${String(count)} Minuten`),
    hoursAgo: (count) => (count === 1 ? 'vor einer Stunde' : `vor ${String(count)} Stunden`),
    compass: { north: 'N', south: 'S', east: 'O', west: 'W' },
  },
};

export const units = all[language];
