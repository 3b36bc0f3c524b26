import { countryNames } from '../../../preload/contract/country-names.js';
import type { PlaceFound } from '../../core/place-name.js';
import type { Moment } from '../known.js';
import { thingWords } from './things.js';
import { capitalised, largeCountries, roundKm } from './words.js';
import type { InsightWords } from './words.js';

const locale = 'en-GB';
const inUtc = { timeZone: 'UTC' } as const;
const dates = new Intl.DateTimeFormat(locale, { ...inUtc, day: 'numeric', month: 'long', year: 'numeric' });
const weekdays = new Intl.DateTimeFormat(locale, { ...inUtc, weekday: 'long' });
const times = new Intl.DateTimeFormat(locale, { ...inUtc, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
const country = countryNames(locale);

const numbers = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

function counted(count: number): string {
  return numbers[count] ?? String(count);
}

/** “in the Netherlands”, “in the United States”. */
function withArticle(name: string): string {
  const takesOne =
    /^(United |Netherlands|Philippines|Bahamas|Maldives|Gambia|Dominican Republic|Central African|Democratic|Comoros|Seychelles|Solomon)|Islands$|^Congo|Territories$/;
  return takesOne.test(name) ? `the ${name}` : name;
}

function region({ region: name, countryCode, town }: PlaceFound): string | null {
  return name !== null && name !== town && largeCountries.has(countryCode) ? name : null;
}

/** “Springfield, Illinois, United States”; a town that is called as its country is said once. */
function full(place: PlaceFound): string {
  const { town } = place;
  const state = region(place);
  const land = country(place.countryCode);
  return [town, ...(state === null ? [] : [state]), ...(land === town ? [] : [land])].join(', ');
}

const parts: Partial<Readonly<Record<Moment, string>>> = {
  night: 'night',
  morning: 'morning',
  afternoon: 'afternoon',
  evening: 'evening',
};

const moments: Readonly<Record<Moment, string>> = {
  night: 'Night',
  dawn: 'Dawn',
  dusk: 'Dusk',
  blue_morning: 'Blue hour',
  blue_evening: 'Blue hour',
  golden_morning: 'Golden hour',
  golden_evening: 'Golden hour',
  morning: 'Morning',
  afternoon: 'Afternoon',
  evening: 'Evening',
};

const lights: Partial<Readonly<Record<Moment, string>>> = {
  night: 'at night',
  dawn: 'at dawn',
  dusk: 'at dusk',
  blue_morning: 'in the blue hour before sunrise',
  blue_evening: 'in the blue hour after sunset',
  golden_morning: 'in the golden hour of the morning',
  golden_evening: 'in the golden hour of the evening',
};

const phases = { day: 'day', golden: 'golden hour', blue: 'blue hour', twilight: 'twilight', night: 'night' } as const;

export const en: InsightWords = {
  date: (localMs) => dates.format(localMs),
  longDate: (localMs) => `${weekdays.format(localMs)}, ${dates.format(localMs)}`,
  time: (localMs) => times.format(localMs),
  decimal: (value, digits) => String(Number(value.toFixed(digits))),
  list: (items) => lists.format(items),

  country,
  town: ({ town }) => town,
  region,
  where: (place) => {
    switch (place.relation) {
      case 'in':
        return `in ${full(place)}`;
      case 'near':
        return `near ${full(place)}`;
      case 'away':
        return `about ${String(roundKm(place.distanceKm))} km ${place.direction} of ${full(place)}`;
      case 'country':
        return `in ${withArticle(country(place.countryCode))}`;
    }
  },

  moments,
  seasonMoment: (season, moment) => {
    const part = parts[moment];
    return part === undefined ? null : `${capitalised(season)} ${part}`;
  },
  weekdayMoment: (localMs, moment) => `${weekdays.format(localMs)} ${parts[moment] ?? moments[moment].toLowerCase()}`,
  seasons: { winter: 'winter', spring: 'spring', summer: 'summer', autumn: 'autumn' },
  light: (moment, season) => {
    const said = lights[moment];
    if (said !== undefined && moment !== 'night') return said;
    const part = parts[moment];
    if (season === null || part === undefined) return said ?? null;
    return `on ${season === 'autumn' ? 'an' : 'a'} ${season} ${part}`;
  },
  sunFact: ({ altitude, phase }) =>
    `${phases[phase]}, the sun ${String(Math.abs(Math.round(altitude)))}° ${Math.round(altitude) < 0 ? 'below' : 'above'} the horizon`,

  people: ({ count, isExact }) => {
    if (count > 8) return 'many people';
    if (isExact) return count === 1 ? 'one person' : `${counted(count)} people`;
    return count === 1 ? 'a person' : count === 2 ? 'people' : 'several people';
  },
  thing: (label, count) => {
    const words = thingWords(label, 'en');
    if (words === null) return null;
    return count === 1 ? words.one : count > 8 ? `many ${words.many}` : `${counted(count)} ${words.many}`;
  },
  colours: {
    black: 'black',
    grey: 'grey',
    white: 'white',
    red: 'red',
    orange: 'orange',
    yellow: 'yellow',
    green: 'green',
    cyan: 'cyan',
    blue: 'blue',
    purple: 'purple',
    pink: 'pink',
    brown: 'brown',
  },

  titles: {
    inPlace: (head, place) => {
      if (place.relation === 'in') return `${head} in ${place.town}`;
      if (place.relation === 'near') return `${head} near ${place.town}`;
      return `${head} in ${withArticle(country(place.countryCode))}`;
    },
    placeAlone: (place) => {
      if (place.relation === 'in') return place.town;
      return place.relation === 'near' ? `Near ${place.town}` : country(place.countryCode);
    },
    dated: (isVideo, date) => `${isVideo ? 'Video' : 'Photo'} of ${date}`,
  },
  sentences: {
    taken: (date, time, where, light) =>
      `Taken on ${date}, at ${time}${where === null ? '' : ` ${where}`}${light === null ? '' : `, ${light}`}.`,
    takenAt: (where) => `Taken ${where}.`,
    datedByName: (date) => `The file's name dates it to ${date}.`,
    notDated: (date) => `The file was last written on ${date}; it does not say when it was taken.`,
    holiday: (name, land) => `It was a public holiday in ${withArticle(land)}: ${name}.`,
    picture: (sure, perhaps) => `In the picture: ${sure}${perhaps === null ? '' : `; perhaps also ${perhaps}`}.`,
    perhapsPicture: (things) => `Perhaps in the picture: ${things}.`,
    reading: (text, surety) => (surety === 'sure' ? `It reads “${text}”.` : `It may read “${text}”.`),
    mostly: (colour) => `The picture is mostly ${colour}.`,
    veryDark: 'It is very dark.',
    burntOut: 'Large parts of it are plain white.',
    camera: (camera, lens) => `Camera: ${camera}${lens === null ? '' : `, with the lens ${lens}`}.`,
  },
  facts: {
    labels: {
      captured: 'Captured',
      zone: 'Time zone',
      place: 'Place',
      light: 'Light',
      season: 'Season',
      holiday: 'Holiday',
      people: 'People',
      things: 'Objects',
      writing: 'Writing',
      colours: 'Colours',
      camera: 'Camera',
      lens: 'Lens',
      exposure: 'Exposure',
      dimensions: 'Dimensions',
      coordinates: 'Coordinates',
      copies: 'Copies',
    },
    sources: {
      exif: 'EXIF',
      file_name: 'file name',
      file_time: 'file time',
      place: 'GPS and GeoNames',
      sun: 'computed from time and GPS',
      season: 'EXIF time and GPS',
      calendar: 'calendar of the country',
      gps: 'GPS',
      pixels: 'seen in the picture',
      reading: 'read in the picture',
      size: 'pixels',
      hash: 'content hash',
    },
    captureSources: { exif: 'exif', file_name: 'file_name', file_time: 'file_time' },
    perhaps: (what) => `perhaps ${what}`,
    atLeast: (what) => `at least ${what}`,
    pixels: (width, height, megapixels) =>
      `${width} × ${height} pixels${megapixels === null ? '' : ` (${megapixels} megapixels)`}`,
    formats: { panorama: 'panorama', landscape: 'landscape format', portrait: 'portrait format', square: 'square' },
    copies: (count, libraries) => `${String(count)} places: ${libraries.join(', ')}`,
  },
  tags: { places: 'Places', people: 'People', holidays: 'Holidays' },
};
