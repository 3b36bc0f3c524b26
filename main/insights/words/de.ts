import { countryNames } from '../../../preload/contract/country-names.js';
import type { Direction, PlaceFound } from '../../core/place-name.js';
import type { Moment, Season } from '../known.js';
import { germanName } from './names-de.js';
import { thingWords } from './things.js';
import { largeCountries, roundKm } from './words.js';
import type { InsightWords } from './words.js';

const locale = 'de-DE';
const inUtc = { timeZone: 'UTC' } as const;
const dates = new Intl.DateTimeFormat(locale, { ...inUtc, day: 'numeric', month: 'long', year: 'numeric' });
const weekdays = new Intl.DateTimeFormat(locale, { ...inUtc, weekday: 'long' });
const times = new Intl.DateTimeFormat(locale, { ...inUtc, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const decimals = new Map<number, Intl.NumberFormat>();
const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
const country = countryNames(locale);

const numbers = [
  'keine',
  'eine',
  'zwei',
  'drei',
  'vier',
  'fünf',
  'sechs',
  'sieben',
  'acht',
  'neun',
  'zehn',
  'elf',
  'zwölf',
];

function counted(count: number): string {
  return numbers[count] ?? String(count);
}

const directionWords: Readonly<Record<Direction, string>> = {
  north: 'nördlich',
  'north-east': 'nordöstlich',
  east: 'östlich',
  'south-east': 'südöstlich',
  south: 'südlich',
  'south-west': 'südwestlich',
  west: 'westlich',
  'north-west': 'nordwestlich',
};

/** “in der Schweiz”, “im Iran”, “auf den Malediven”; most countries have no article. */
const inCountries: ReadonlyMap<string, string> = new Map(
  `CH in der Schweiz|TR in der Türkei|SK in der Slowakei|UA in der Ukraine|MN in der Mongolei|CF in der Zentralafrikanischen Republik
   DO in der Dominikanischen Republik|VA in der Vatikanstadt|CG in der Republik Kongo|CD in der Demokratischen Republik Kongo
   IR im Iran|IQ im Irak|LB im Libanon|TD im Tschad|SD im Sudan|YE im Jemen|SS im Südsudan|NE im Niger|OM im Oman
   US in den Vereinigten Staaten|NL in den Niederlanden|AE in den Vereinigten Arabischen Emiraten|GB im Vereinigten Königreich
   PH auf den Philippinen|MV auf den Malediven|BS auf den Bahamas|SC auf den Seychellen|KM auf den Komoren|FO auf den Färöern
   SB auf den Salomonen|MH auf den Marshallinseln|KY auf den Kaimaninseln|FK auf den Falklandinseln|EH in der Westsahara
   IM auf der Isle of Man|CI in der Elfenbeinküste|PS in den Palästinensischen Gebieten`
    .split(/[|\n]/)
    .map((entry): [string, string] => [entry.trim().slice(0, 2), entry.trim().slice(3)]),
);

function inCountry(code: string): string {
  return inCountries.get(code) ?? `in ${country(code)}`;
}

const town = (place: PlaceFound): string => germanName(place.countryCode, place.town);

function region(place: PlaceFound): string | null {
  const { region: name, countryCode } = place;
  return name !== null && name !== place.town && largeCountries.has(countryCode) ? germanName(countryCode, name) : null;
}

function full(place: PlaceFound): string {
  const name = town(place);
  const state = region(place);
  const land = country(place.countryCode);
  return [name, ...(state === null ? [] : [state]), ...(land === name ? [] : [land])].join(', ');
}

const parts: Partial<Readonly<Record<Moment, string>>> = {
  night: 'nacht',
  morning: 'morgen',
  afternoon: 'nachmittag',
  evening: 'abend',
};

const moments: Readonly<Record<Moment, string>> = {
  night: 'Nacht',
  dawn: 'Morgendämmerung',
  dusk: 'Abenddämmerung',
  blue_morning: 'Blaue Stunde',
  blue_evening: 'Blaue Stunde',
  golden_morning: 'Goldene Stunde',
  golden_evening: 'Goldene Stunde',
  morning: 'Morgen',
  afternoon: 'Nachmittag',
  evening: 'Abend',
};

const lights: Partial<Readonly<Record<Moment, string>>> = {
  night: 'bei Nacht',
  dawn: 'in der Morgendämmerung',
  dusk: 'in der Abenddämmerung',
  blue_morning: 'in der blauen Stunde vor Sonnenaufgang',
  blue_evening: 'in der blauen Stunde nach Sonnenuntergang',
  golden_morning: 'in der goldenen Stunde am Morgen',
  golden_evening: 'in der goldenen Stunde am Abend',
};

const seasons: Readonly<Record<Season, string>> = {
  winter: 'Winter',
  spring: 'Frühling',
  summer: 'Sommer',
  autumn: 'Herbst',
};

/** As the first part of a word: Frühlingsabend, Sommernacht. */
const seasonStems: Readonly<Record<Season, string>> = { ...seasons, spring: 'Frühlings' };

const phases = {
  day: 'Tag',
  golden: 'goldene Stunde',
  blue: 'blaue Stunde',
  twilight: 'Dämmerung',
  night: 'Nacht',
} as const;

export const de: InsightWords = {
  date: (localMs) => dates.format(localMs),
  longDate: (localMs) => `${weekdays.format(localMs)}, ${dates.format(localMs)}`,
  time: (localMs) => times.format(localMs),
  decimal: (value, digits) => {
    const format =
      decimals.get(digits) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits, useGrouping: false });
    decimals.set(digits, format);
    return format.format(value);
  },
  list: (items) => lists.format(items),

  country,
  town,
  region,
  where: (place) => {
    switch (place.relation) {
      case 'in':
        return `in ${full(place)}`;
      case 'near':
        return `bei ${full(place)}`;
      case 'away':
        return `etwa ${String(roundKm(place.distanceKm))} km ${directionWords[place.direction]} von ${full(place)}`;
      case 'country':
        return inCountry(place.countryCode);
    }
  },

  moments,
  seasonMoment: (season, moment) => {
    const part = parts[moment];
    return part === undefined ? null : `${seasonStems[season]}${part}`;
  },
  weekdayMoment: (localMs, moment) => {
    const part = parts[moment];
    const day = weekdays.format(localMs);
    return part === undefined ? `${day}, ${moments[moment]}` : `${day}${part}`;
  },
  seasons,
  light: (moment, season) => {
    const said = lights[moment];
    if (said !== undefined && moment !== 'night') return said;
    const part = parts[moment];
    if (season === null || part === undefined) return said ?? null;
    return moment === 'night' ? `in einer ${seasonStems[season]}${part}` : `an einem ${seasonStems[season]}${part}`;
  },
  sunFact: ({ altitude, phase }) =>
    `${phases[phase]}, die Sonne ${String(Math.abs(Math.round(altitude)))}° ${Math.round(altitude) < 0 ? 'unter' : 'über'} dem Horizont`,

  people: ({ count, isExact }) => {
    if (count > 8) return 'viele Menschen';
    if (isExact) return count === 1 ? 'eine Person' : `${counted(count)} Personen`;
    return count === 1 ? 'jemand' : count === 2 ? 'Menschen' : 'mehrere Menschen';
  },
  thing: (label, count) => {
    const words = thingWords(label, 'de');
    if (words === null) return null;
    return count === 1 ? words.one : count > 8 ? `viele ${words.many}` : `${counted(count)} ${words.many}`;
  },
  colours: {
    black: 'schwarz',
    grey: 'grau',
    white: 'weiß',
    red: 'rot',
    orange: 'orange',
    yellow: 'gelb',
    green: 'grün',
    cyan: 'türkis',
    blue: 'blau',
    purple: 'violett',
    pink: 'rosa',
    brown: 'braun',
  },

  titles: {
    inPlace: (head, place) => {
      if (place.relation === 'in') return `${head} in ${town(place)}`;
      if (place.relation === 'near') return `${head} bei ${town(place)}`;
      return `${head} ${inCountry(place.countryCode)}`;
    },
    placeAlone: (place) => {
      if (place.relation === 'in') return town(place);
      return place.relation === 'near' ? `Bei ${town(place)}` : country(place.countryCode);
    },
    dated: (isVideo, date) => `${isVideo ? 'Video' : 'Foto'} vom ${date}`,
  },
  sentences: {
    taken: (date, time, where, light) =>
      `Aufgenommen am ${date}, um ${time} Uhr${where === null ? '' : ` ${where}`}${light === null ? '' : `, ${light}`}.`,
    takenAt: (where) => `Aufgenommen ${where}.`,
    datedByName: (date) => `Laut Dateiname vom ${date}.`,
    notDated: (date) => `Die Datei wurde zuletzt am ${date} geschrieben; sie sagt nicht, wann aufgenommen wurde.`,
    holiday: (name, land) => `Feiertag (${land}): ${name}.`,
    picture: (sure, perhaps) => `Im Bild: ${sure}${perhaps === null ? '' : `; vielleicht auch ${perhaps}`}.`,
    perhapsPicture: (things) => `Vielleicht im Bild: ${things}.`,
    reading: (text, surety) => (surety === 'sure' ? `Zu lesen: „${text}“.` : `Vielleicht zu lesen: „${text}“.`),
    mostly: (colour) => `Das Bild ist überwiegend ${colour}.`,
    veryDark: 'Es ist sehr dunkel.',
    burntOut: 'Große Teile sind reines Weiß.',
    camera: (camera, lens) => `Kamera: ${camera}${lens === null ? '' : `, Objektiv ${lens}`}.`,
  },
  facts: {
    labels: {
      captured: 'Aufgenommen',
      zone: 'Zeitzone',
      place: 'Ort',
      light: 'Licht',
      season: 'Jahreszeit',
      holiday: 'Feiertag',
      people: 'Personen',
      things: 'Dinge',
      writing: 'Schrift',
      colours: 'Farben',
      camera: 'Kamera',
      lens: 'Objektiv',
      exposure: 'Belichtung',
      dimensions: 'Abmessungen',
      coordinates: 'Position',
      copies: 'Kopien',
    },
    sources: {
      exif: 'EXIF',
      file_name: 'Dateiname',
      file_time: 'Dateizeit',
      place: 'GPS und GeoNames',
      sun: 'berechnet aus Zeit und GPS',
      season: 'EXIF-Zeit und GPS',
      calendar: 'Kalender des Landes',
      gps: 'GPS',
      pixels: 'im Bild erkannt',
      reading: 'im Bild gelesen',
      size: 'Bildpunkte',
      hash: 'Prüfsumme des Inhalts',
    },
    captureSources: { exif: 'exif', file_name: 'file_name', file_time: 'file_time' },
    perhaps: (what) => `vielleicht ${what}`,
    atLeast: (what) => `mindestens ${what}`,
    pixels: (width, height, megapixels) =>
      `${width} × ${height} Pixel${megapixels === null ? '' : ` (${megapixels} Megapixel)`}`,
    formats: { panorama: 'Panorama', landscape: 'Querformat', portrait: 'Hochformat', square: 'quadratisch' },
    copies: (count, libraries) => `${String(count)} Speicherorte: ${libraries.join(', ')}`,
  },
  tags: { places: 'Orte', people: 'Personen', holidays: 'Feiertage' },
};
