/** Puts what is known of a photo into words: the same photo always gets the same ones. Pure. */
import type { Language } from '../../preload/contract/language.js';
import type { InsightFact, PhotoFacts, SuggestedTag } from '../../preload/contract/model.js';
import { exposureValueOf } from './known.js';
import type { Known, Thing } from './known.js';
import type { InsightText } from './provider.js';
import { de } from './words/de.js';
import { en } from './words/en.js';
import { thingTag } from './words/things.js';
import { capitalised } from './words/words.js';
import type { FactName, FactSource, InsightWords } from './words/words.js';

export const wordsOf: Readonly<Record<Language, InsightWords>> = { en, de };

/** In characters. */
export const longestTitle = 60;
const longestReading = 80;
const longestReadingFact = 300;
/** So many things are named in a title, and in a text. */
const thingsInTitle = 2;
const thingsInText = 5;
const mostTags = 12;

export function compose(known: Known, zone: string | null): InsightText {
  const words = wordsOf[known.subject.language];
  return {
    title: titleOf(known, words),
    summary: summaryOf(known, words),
    facts: factsOf(known, words, zone),
    suggestedTags: tagsOf(known, words),
  };
}

// ------------------------------------------------------------------ title

/** What is in the picture without doubt, as one phrase; null for nothing. */
function subjectOf({ people, things }: Known, words: InsightWords, most: number): string | null {
  const sure = things.filter(({ surety }) => surety === 'sure');
  const items = [...(people === null ? [] : [words.people(people)]), ...phrases(sure, words)].slice(0, most);
  return items.length === 0 ? null : words.list(items);
}

function phrases(things: readonly Thing[], words: InsightWords): readonly string[] {
  return things.map(({ label, count }) => words.thing(label, count)).filter((phrase) => phrase !== null);
}

/** The first that is short enough; the last is shortened if it must. */
function fitting(candidates: readonly string[]): string {
  const found = candidates.find((candidate) => Array.from(candidate).length <= longestTitle);
  return found ?? shortened(candidates.at(-1) ?? '', longestTitle);
}

function shortened(text: string, most: number): string {
  const letters = Array.from(text);
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

function titleOf(known: Known, words: InsightWords): string {
  const { facts, fileName } = known.subject;
  const { localMs, source } = facts.captured;
  const date = words.date(localMs);
  const subjects = [thingsInTitle + 1, thingsInTitle, 1]
    .map((most) => subjectOf(known, words, most))
    .filter((subject) => subject !== null);
  const heads = headsOf(known, words);
  const [whole] = heads;
  const isVideo = facts.mimeType.startsWith('video/');
  const withSubject = subjects.flatMap((subject) =>
    heads.length > 0
      ? heads.map((head) => `${head}, ${subject}`)
      : [source === 'file_time' ? capitalised(subject) : `${capitalised(subject)}, ${date}`],
  );
  if (whole !== undefined) {
    const dated = known.moment === null && source !== 'file_time' ? heads.map((head) => `${head}, ${date}`) : [];
    return fitting([...withSubject, ...dated, ...heads]);
  }
  const plain =
    source === 'exif'
      ? [whenTitle(known, words)]
      : source === 'file_name'
        ? [words.titles.dated(isVideo, date)]
        : [stemOf(fileName)];
  return fitting([...withSubject, ...plain]);
}

/** The place, with the day or its time where that is known; the fullest first. Empty where no place is known. */
function headsOf({ place, moment, holiday }: Known, words: InsightWords): readonly string[] {
  if (place === null) return [];
  const { inPlace, placeAlone } = words.titles;
  const when =
    holiday?.isWellKnown === true ? capitalised(holiday.name) : moment === null ? null : words.moments[moment];
  const alone = placeAlone(place);
  if (when === null) return [alone];
  const whole = inPlace(when, place);
  return whole === null ? [alone] : [whole, alone];
}

function whenTitle({ season, moment, subject }: Known, words: InsightWords): string {
  const { localMs } = subject.facts.captured;
  if (moment === null) return capitalised(words.longDate(localMs));
  const bySeason = season === null ? null : words.seasonMoment(season, moment);
  return `${bySeason ?? words.weekdayMoment(localMs, moment)}, ${words.date(localMs)}`;
}

function stemOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? fileName.slice(0, dot) : fileName;
}

// ------------------------------------------------------------------ text

function summaryOf(known: Known, words: InsightWords): string {
  const { subject, place, holiday, things, people, reading, mostly } = known;
  const { facts } = subject;
  const { sentences } = words;
  const said: string[] = [whenSentence(known, words)];
  if (holiday !== null && place !== null) said.push(sentences.holiday(holiday.name, words.country(place.countryCode)));
  const sure = [
    ...(people === null ? [] : [words.people(people)]),
    ...phrases(
      things.filter(({ surety }) => surety === 'sure'),
      words,
    ),
  ].slice(0, thingsInText);
  const perhaps = phrases(
    things.filter(({ surety }) => surety === 'perhaps'),
    words,
  ).slice(0, thingsInText);
  if (sure.length > 0)
    said.push(sentences.picture(words.list(sure), perhaps.length === 0 ? null : words.list(perhaps)));
  else if (perhaps.length > 0) said.push(sentences.perhapsPicture(words.list(perhaps)));
  if (reading !== null) said.push(sentences.reading(shortened(reading.text, longestReading), reading.surety));
  if (mostly !== null) said.push(sentences.mostly(words.colours[mostly]));
  if (known.isVeryDark) said.push(sentences.veryDark);
  else if (known.isBurntOut) said.push(sentences.burntOut);
  const camera = cameraWords(facts);
  if (camera !== null) said.push(sentences.camera(camera, facts.lensModel));
  return said.join(' ');
}

function whenSentence(known: Known, words: InsightWords): string {
  const { subject, place, moment, season } = known;
  const { localMs, source } = subject.facts.captured;
  const { sentences } = words;
  const where = place === null ? null : words.where(place);
  const date = words.longDate(localMs);
  switch (source) {
    case 'exif':
      return sentences.taken(date, words.time(localMs), where, moment === null ? null : words.light(moment, season));
    case 'file_name':
      return [sentences.datedByName(date), ...(where === null ? [] : [sentences.takenAt(where)])].join(' ');
    case 'file_time':
      return [...(where === null ? [] : [sentences.takenAt(where)]), sentences.notDated(words.date(localMs))].join(' ');
  }
}

/** The make is left out where the model repeats it: “Canon EOS R5”, not “Canon Canon EOS R5”. */
export function cameraWords({ cameraMake: make, cameraModel: model }: PhotoFacts): string | null {
  if (model === null) return make;
  const firstWord = make?.split(/\s+/)[0]?.toLowerCase();
  if (make === null || firstWord === undefined || model.toLowerCase().startsWith(firstWord)) return model;
  return `${make} ${model}`;
}

// ------------------------------------------------------------------ facts

function factsOf(known: Known, words: InsightWords, zone: string | null): readonly InsightFact[] {
  const { subject, place, holiday, sun, season, people, things, reading, colours } = known;
  const { facts } = subject;
  const { labels, sources, captureSources } = words.facts;
  const list: InsightFact[] = [];
  const add = (name: FactName, text: string | null, source: FactSource): void => {
    if (text !== null && text !== '') list.push({ label: labels[name], text, source: sources[source] });
  };
  const { captured, latitude, longitude } = facts;
  const offset = captured.offsetMinutes === null ? '' : ` (${offsetWords(captured.offsetMinutes)})`;
  add(
    'captured',
    `${words.longDate(captured.localMs)}, ${words.time(captured.localMs)}${offset}`,
    captureSources[captured.source],
  );
  add('zone', zone, 'gps');
  if (place !== null) add('place', words.where(place), 'place');
  if (sun !== null) add('light', words.sunFact(sun), 'sun');
  if (season !== null) add('season', words.seasons[season], 'season');
  if (holiday !== null && place !== null) add('holiday', holiday.name, 'calendar');
  if (people !== null) {
    const said = `${String(people.count)} (${words.decimal(people.score, 2)})`;
    add('people', people.isExact ? said : words.facts.atLeast(said), 'pixels');
  }
  const scored = things.flatMap(({ label, count, score, surety }) => {
    const phrase = words.thing(label, count);
    if (phrase === null) return [];
    const said = `${phrase} (${words.decimal(score, 2)})`;
    return [surety === 'sure' ? said : words.facts.perhaps(said)];
  });
  add('things', scored.join(', '), 'pixels');
  if (reading !== null) {
    const text = shortened(reading.text, longestReadingFact);
    add('writing', reading.surety === 'sure' ? text : words.facts.perhaps(text), 'reading');
  }
  add('colours', colours.map((colour) => words.colours[colour]).join(', '), 'pixels');
  add('camera', cameraWords(facts), 'exif');
  add('lens', facts.lensModel, 'exif');
  add('exposure', exposureWords(facts, words), 'exif');
  if (facts.width !== null && facts.height !== null && facts.width > 0 && facts.height > 0) {
    add('dimensions', sizeWords(facts.width, facts.height, words), 'size');
  }
  if (latitude !== null && longitude !== null) add('coordinates', coordinateWords(latitude, longitude), 'gps');
  if (subject.placeCount > 1) add('copies', words.facts.copies(subject.placeCount, subject.libraryNames), 'hash');
  return list;
}

function offsetWords(minutes: number): string {
  const sign = minutes < 0 ? '−' : '+';
  const absolute = Math.abs(minutes);
  return `UTC${sign}${String(Math.floor(absolute / 60)).padStart(2, '0')}:${String(absolute % 60).padStart(2, '0')}`;
}

function exposureWords(facts: PhotoFacts, words: InsightWords): string | null {
  const parts: string[] = [];
  const { exposureSeconds: seconds } = facts;
  if (seconds !== null) {
    parts.push(seconds < 0.4 ? `1/${String(Math.round(1 / seconds))} s` : `${words.decimal(seconds, 1)} s`);
  }
  if (facts.apertureF !== null) parts.push(`f/${words.decimal(facts.apertureF, 1)}`);
  if (facts.iso !== null) parts.push(`ISO ${String(facts.iso)}`);
  if (facts.focalLengthMm !== null) parts.push(`${words.decimal(facts.focalLengthMm, 1)} mm`);
  const value = exposureValueOf(facts);
  if (value !== null) parts.push(`EV ${words.decimal(value, 0)}`);
  return parts.length === 0 ? null : parts.join(', ');
}

function coordinateWords(latitude: number, longitude: number): string {
  const north = `${Math.abs(latitude).toFixed(4)}° ${latitude < 0 ? 'S' : 'N'}`;
  const east = `${Math.abs(longitude).toFixed(4)}° ${longitude < 0 ? 'W' : 'E'}`;
  return `${north}, ${east}`;
}

function sizeWords(width: number, height: number, words: InsightWords): string {
  const megapixels = (width * height) / 1_000_000;
  const { pixels, formats } = words.facts;
  const size = pixels(String(width), String(height), megapixels >= 0.5 ? words.decimal(megapixels, 1) : null);
  const ratio = width / height;
  const format =
    ratio > 2 ? formats.panorama : ratio > 1.05 ? formats.landscape : ratio < 0.95 ? formats.portrait : formats.square;
  return `${size}, ${format}`;
}

// ------------------------------------------------------------------ suggested tags

/** Only of what is sure. A town stands below its country, a holiday below all of them; what is seen stands for itself. */
function tagsOf({ subject, place, people, things, holiday }: Known, words: InsightWords): readonly SuggestedTag[] {
  const tags: SuggestedTag[] = [];
  if (place !== null) {
    const levels = [words.tags.places, words.country(place.countryCode)];
    if (place.relation === 'in' || place.relation === 'near') levels.push(words.town(place));
    const score = { in: 0.95, near: 0.8, away: 0.8, country: 0.7 }[place.relation];
    tags.push({ name: path(levels), source: 'place', score });
  }
  if (people !== null) tags.push({ name: words.tags.people, source: 'picture', score: rounded(people.score) });
  for (const { label, score, surety } of things) {
    const name = thingTag(label, subject.language);
    if (surety === 'sure' && name !== null) tags.push({ name: path([name]), source: 'picture', score: rounded(score) });
  }
  if (holiday !== null && place !== null) {
    tags.push({ name: path([words.tags.holidays, holiday.name]), source: 'calendar', score: 0.9 });
  }
  return tags.slice(0, mostTags);
}

/** A slash within a level would make two of it. */
function path(levels: readonly string[]): string {
  return levels.map((level) => level.replaceAll('/', '-').replace(/\s+/g, ' ').trim().slice(0, 100)).join('/');
}

function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}
