/** Writes insights from what is known for certain, without a network: the same photo always gets the same text. */
import type { InsightFact, PhotoFacts } from '../../preload/contract/model.js';
import type { InsightProvider, InsightSubject, InsightText } from './provider.js';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

type Season = 'winter' | 'spring' | 'summer' | 'autumn';

/** Meteorological season; null near the equator and where the hemisphere is not known. */
function seasonOf(month: number, latitude: number | null): Season | null {
  if (latitude === null || Math.abs(latitude) < 23.5) return null;
  const northern = (['winter', 'spring', 'summer', 'autumn'] as const)[Math.floor(((month + 1) % 12) / 3)];
  if (northern === undefined || latitude > 0) return northern ?? null;
  return ({ winter: 'summer', spring: 'autumn', summer: 'winter', autumn: 'spring' } as const)[northern];
}

function partOfDay(hour: number): string {
  if (hour < 5) return 'night';
  if (hour < 12) return 'morning';
  if (hour < 17) return 'afternoon';
  if (hour < 22) return 'evening';
  return 'night';
}

interface WhenWords {
  readonly weekday: string;
  readonly date: string;
  readonly time: string;
  readonly part: string;
  readonly season: Season | null;
}

function wordsOf(localMs: number, latitude: number | null): WhenWords {
  const at = new Date(localMs);
  const month = at.getUTCMonth();
  return {
    weekday: weekdays[at.getUTCDay()] ?? '',
    date: `${at.getUTCDate()} ${months[month] ?? ''} ${at.getUTCFullYear()}`,
    time: `${String(at.getUTCHours()).padStart(2, '0')}:${String(at.getUTCMinutes()).padStart(2, '0')}`,
    part: partOfDay(at.getUTCHours()),
    season: seasonOf(month, latitude),
  };
}

function offsetWords(minutes: number): string {
  const sign = minutes < 0 ? '−' : '+';
  const absolute = Math.abs(minutes);
  return `UTC${sign}${String(Math.floor(absolute / 60)).padStart(2, '0')}:${String(absolute % 60).padStart(2, '0')}`;
}

/** The make is left out where the model repeats it: “Canon EOS R5”, not “Canon Canon EOS R5”. */
function cameraWords(facts: PhotoFacts): string | null {
  const { cameraMake: make, cameraModel: model } = facts;
  if (model === null) return make;
  const firstWord = make?.split(/\s+/)[0]?.toLowerCase();
  if (make === null || firstWord === undefined || model.toLowerCase().startsWith(firstWord)) return model;
  return `${make} ${model}`;
}

function trimNumber(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

function exposureWords(facts: PhotoFacts): string | null {
  const parts: string[] = [];
  const { exposureSeconds: seconds } = facts;
  if (seconds !== null) {
    parts.push(seconds < 0.4 ? `1/${Math.round(1 / seconds)} s` : `${trimNumber(seconds, 1)} s`);
  }
  if (facts.apertureF !== null) parts.push(`f/${trimNumber(facts.apertureF, 1)}`);
  if (facts.iso !== null) parts.push(`ISO ${facts.iso}`);
  if (facts.focalLengthMm !== null) parts.push(`${trimNumber(facts.focalLengthMm, 1)} mm`);
  return parts.length === 0 ? null : parts.join(', ');
}

function coordinateWords(latitude: number, longitude: number): string {
  const north = `${Math.abs(latitude).toFixed(4)}° ${latitude < 0 ? 'S' : 'N'}`;
  const east = `${Math.abs(longitude).toFixed(4)}° ${longitude < 0 ? 'W' : 'E'}`;
  return `${north}, ${east}`;
}

function formatWords(width: number, height: number): string {
  const ratio = width / height;
  if (ratio > 2) return 'panorama';
  if (ratio > 1.05) return 'landscape format';
  if (ratio < 0.95) return 'portrait format';
  return 'square';
}

function sizeWords(width: number, height: number): string {
  const megapixels = (width * height) / 1_000_000;
  return `${width} × ${height} pixels${megapixels >= 0.5 ? ` (${trimNumber(megapixels, 1)} megapixels)` : ''}`;
}

function nounOf(mimeType: string): string {
  return mimeType.startsWith('video/') ? 'video' : 'photo';
}

function titleOf(subject: InsightSubject, when: WhenWords): string {
  const { captured, mimeType } = subject.facts;
  if (captured.source === 'exif') {
    const moment = when.season === null ? `${when.weekday} ${when.part}` : `${capitalise(when.season)} ${when.part}`;
    return `${moment}, ${when.date}`;
  }
  if (captured.source === 'file_name') return `${capitalise(nounOf(mimeType))} of ${when.date}`;
  const dot = subject.fileName.lastIndexOf('.');
  return dot > 0 ? subject.fileName.slice(0, dot) : subject.fileName;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function whenSentence(subject: InsightSubject, when: WhenWords): string {
  const { captured } = subject.facts;
  switch (captured.source) {
    case 'exif': {
      const camera = cameraWords(subject.facts);
      const season =
        when.season === null ? '' : `, on ${when.season === 'autumn' ? 'an' : 'a'} ${when.season} ${when.part}`;
      const lens = subject.facts.lensModel === null ? '' : ` and the lens ${subject.facts.lensModel}`;
      const gear = camera === null ? '' : `, with ${/^[aeiou]/i.test(camera) ? 'an' : 'a'} ${camera}${lens}`;
      return `Taken on ${when.weekday}, ${when.date}, at ${when.time}${season}${gear}.`;
    }
    case 'file_name':
      return `The file's name dates it to ${when.weekday}, ${when.date}.`;
    case 'file_time':
      return `The file was last written on ${when.date}; it does not say when it was taken.`;
  }
}

function factsOf(subject: InsightSubject, when: WhenWords): InsightFact[] {
  const { facts } = subject;
  const list: InsightFact[] = [];
  const add = (label: string, text: string | null, source: string): void => {
    if (text !== null) list.push({ label, text, source });
  };
  const { captured } = facts;
  const offset = captured.offsetMinutes === null ? '' : ` (${offsetWords(captured.offsetMinutes)})`;
  const sources = { exif: 'EXIF', file_name: 'file name', file_time: 'file time' } as const;
  add('Captured', `${when.weekday}, ${when.date}, ${when.time}${offset}`, sources[captured.source]);
  if (captured.source === 'exif') add('Season', when.season, 'EXIF time and GPS');
  add('Camera', cameraWords(facts), 'EXIF');
  add('Lens', facts.lensModel, 'EXIF');
  add('Exposure', exposureWords(facts), 'EXIF');
  if (facts.width !== null && facts.height !== null) {
    add('Dimensions', `${sizeWords(facts.width, facts.height)}, ${formatWords(facts.width, facts.height)}`, 'pixels');
  }
  if (facts.latitude !== null && facts.longitude !== null) {
    add('Coordinates', coordinateWords(facts.latitude, facts.longitude), 'GPS');
  }
  if (subject.placeCount > 1) {
    add('Copies', `${subject.placeCount} places: ${subject.libraryNames.join(', ')}`, 'content hash');
  }
  return list;
}

function describe(subject: InsightSubject): InsightText {
  const { facts } = subject;
  const when = wordsOf(facts.captured.localMs, facts.latitude);
  const sentences = [whenSentence(subject, when)];
  const exposure = exposureWords(facts);
  if (exposure !== null) sentences.push(`Exposure: ${exposure}.`);
  if (facts.width !== null && facts.height !== null) {
    sentences.push(`${capitalise(formatWords(facts.width, facts.height))}, ${sizeWords(facts.width, facts.height)}.`);
  }
  if (facts.latitude !== null && facts.longitude !== null) {
    sentences.push(`The camera recorded its position as ${coordinateWords(facts.latitude, facts.longitude)}.`);
  }
  if (subject.placeCount > 1) sentences.push(`The same bytes are kept in ${subject.placeCount} places.`);
  return { title: titleOf(subject, when), summary: sentences.join(' '), facts: factsOf(subject, when) };
}

export const builtInProvider: InsightProvider = {
  name: 'Keepsight',
  modelVersion: 'facts 1',
  promptVersion: null,
  describe: (subject) => Promise.resolve(describe(subject)),
};
