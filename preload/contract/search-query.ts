/**
 * The language of the search field: text to a query and back, for both sides. The words of every language are understood at
 * any time; what is kept is written in the English ones. Pure; nothing here ever throws.
 */
import type { Language } from './language.js';
import { germanSearchWords, otherGermanFields, otherGermanValues } from './search-words-de.js';

/** Where the words of a term are looked for. `any`: everywhere, tags and cameras included. */
export type TextScope = 'any' | 'text' | 'title' | 'person' | 'keyword' | 'object' | 'name' | 'folder';
/** Things that have names of their own, one of which a term means. */
export type NameField = 'tag' | 'album' | 'library' | 'camera' | 'lens';
export type MediaType = 'photo' | 'raw' | 'video';
export type PhotoState =
  'untagged' | 'duplicates' | 'offline' | 'missing' | 'edited' | 'damaged' | 'located' | 'described';
export type FlagName = 'picked' | 'rejected' | 'none';
export type LabelName = 'red' | 'orange' | 'yellow' | 'green' | 'blue' | 'purple' | 'none';
/** Degrees, WGS 84, north and east positive. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

export type SearchTerm =
  /** A phrase is found as it stands; else the last word may go on. */
  | { readonly kind: 'text'; readonly scope: TextScope; readonly text: string; readonly isPhrase: boolean }
  | { readonly kind: 'name'; readonly field: NameField; readonly name: string }
  /** From the beginning of one to the end of the other: `2023`, `2023-05` or `2023-05-01`; null: open. */
  | { readonly kind: 'date'; readonly from: string | null; readonly to: string | null }
  | { readonly kind: 'before' | 'after'; readonly date: string }
  /** A position, or a name that photos with a position bear. */
  | { readonly kind: 'near'; readonly at: Position | string; readonly km: number }
  | { readonly kind: 'rating'; readonly is: 'at_least' | 'at_most' | 'exactly'; readonly stars: number }
  | { readonly kind: 'flag'; readonly flag: FlagName }
  | { readonly kind: 'label'; readonly label: LabelName }
  | { readonly kind: 'type'; readonly type: MediaType }
  | { readonly kind: 'is'; readonly state: PhotoState };

/**
 * Normal form, which `parseSearch` answers and `printSearch` keeps: `any` has two or more parts, none of them `any`; so has
 * `all`, except that the empty one is everything; `not` never holds `not`.
 */
export type SearchQuery =
  | SearchTerm
  | { readonly kind: 'all'; readonly of: readonly SearchQuery[] }
  | { readonly kind: 'any'; readonly of: readonly SearchQuery[] }
  | { readonly kind: 'not'; readonly of: SearchQuery };

/** What was passed over, or taken otherwise than it may have been meant. The range is of the text, end not included. */
export interface SearchProblem {
  readonly code:
    | 'unknown_field'
    | 'unknown_value'
    | 'no_value'
    | 'bad_date'
    | 'bad_place'
    | 'bad_rating'
    | 'no_words'
    | 'open_quote'
    | 'parenthesis'
    | 'or_alone'
    | 'too_long';
  readonly from: number;
  readonly to: number;
  /** As it was typed; empty where there is none. */
  readonly field: string;
  readonly value: string;
}

/** A term or group that stands by itself in the text: what the field shows as one chip. */
export interface SearchPart {
  readonly query: SearchQuery;
  readonly from: number;
  readonly to: number;
}

export interface ParsedSearch {
  readonly query: SearchQuery;
  /** The parts that must all hold, in their order. */
  readonly parts: readonly SearchPart[];
  readonly problems: readonly SearchProblem[];
}

/** UTF-16 units of a query. */
export const maxSearchLength = 2000;
const maxTerms = 100;
const maxDepth = 20;
export const everything: SearchQuery = { kind: 'all', of: [] };

// ------------------------------------------------------------------ fields

export const nearRadiusKm = { initial: 1, min: 0.01, max: 2000 } as const;
export const mediaTypes: readonly MediaType[] = ['photo', 'raw', 'video'];
export const photoStates: readonly PhotoState[] = [
  'untagged',
  'duplicates',
  'offline',
  'missing',
  'edited',
  'damaged',
  'located',
  'described',
];
export const flagNames: readonly FlagName[] = ['picked', 'rejected', 'none'];
export const labelNames: readonly LabelName[] = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'none'];

export type SearchField =
  | NameField
  | Exclude<TextScope, 'any'>
  | 'date'
  | 'before'
  | 'after'
  | 'near'
  | 'rating'
  | 'flag'
  | 'label'
  | 'type'
  | 'is';

/** In the order in which they are offered. */
export const searchFields: readonly SearchField[] = [
  'tag',
  'date',
  'before',
  'after',
  'camera',
  'lens',
  'near',
  'rating',
  'flag',
  'label',
  'type',
  'is',
  'album',
  'library',
  'text',
  'title',
  'person',
  'keyword',
  'object',
  'name',
  'folder',
];

/** In one language. */
interface SearchWords {
  readonly or: string;
  readonly fields: Readonly<Record<SearchField, string>>;
  readonly types: Readonly<Record<MediaType, string>>;
  readonly states: Readonly<Record<PhotoState, string>>;
  readonly flags: Readonly<Record<FlagName, string>>;
  readonly labels: Readonly<Record<LabelName, string>>;
}

function asTheyAre<T extends string>(names: readonly T[]): Readonly<Record<T, string>> {
  return Object.fromEntries<string>(names.map((name) => [name, name])) as Readonly<Record<T, string>>;
}

const words: Readonly<Record<Language, SearchWords>> = {
  en: {
    or: 'OR',
    fields: asTheyAre(searchFields),
    types: asTheyAre(mediaTypes),
    states: asTheyAre(photoStates),
    flags: asTheyAre(flagNames),
    labels: asTheyAre(labelNames),
  },
  de: germanSearchWords,
};
const ors: ReadonlySet<string> = new Set(Object.values(words).map(({ or }) => or));

/** What a field is called where it is typed. */
export function fieldWord(field: SearchField, language: Language): string {
  return words[language].fields[field];
}

const listOfValues = { type: 'types', is: 'states', flag: 'flags', label: 'labels' } as const;
/** Fields whose values are words of the language. */
export type WordField = keyof typeof listOfValues;

export function isWordField(field: SearchField): field is WordField {
  return Object.hasOwn(listOfValues, field);
}

/** What a value of such a field is called where it is typed; the value itself where it is none. */
export function valueWord(field: WordField, value: string, language: Language): string {
  const named: Readonly<Record<string, string>> = words[language][listOfValues[field]];
  return named[value] ?? value;
}

/** Each word of a language, and what is meant by it. */
function meanings<T extends string>(named: Readonly<Record<T, string>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries<string>(named).map(([meant, word]) => [word, meant as T]));
}

const otherNamesOfFields: Readonly<Record<string, SearchField>> = {
  ...meanings(words.de.fields),
  ...otherGermanFields,
  tags: 'tag',
  lib: 'library',
  people: 'person',
  keywords: 'keyword',
  objects: 'object',
  thing: 'object',
  file: 'name',
  path: 'folder',
  stars: 'rating',
  color: 'label',
  colour: 'label',
  kind: 'type',
};
const otherTypes: Readonly<Record<string, MediaType>> = {
  ...meanings(words.de.types),
  ...otherGermanValues.types,
  photos: 'photo',
  image: 'photo',
  images: 'photo',
  picture: 'photo',
  videos: 'video',
  movie: 'video',
  movies: 'video',
};
const otherStates: Readonly<Record<string, PhotoState>> = {
  ...meanings(words.de.states),
  ...otherGermanValues.states,
  duplicate: 'duplicates',
  geotagged: 'located',
};
const otherFlags = { ...meanings(words.de.flags), ...otherGermanValues.flags };
const otherLabels = { ...meanings(words.de.labels), ...otherGermanValues.labels };
/** States that mean themselves without `is:`, in any language. */
const bareStates: ReadonlyMap<string, PhotoState> = new Map(
  (['untagged', 'duplicates', 'offline', 'missing', 'edited'] as const).flatMap((state) =>
    Object.values(words).map(({ states }) => [states[state], state] as const),
  ),
);
const nameFields: ReadonlySet<string> = new Set<NameField>(['tag', 'album', 'library', 'camera', 'lens']);
const textFields: ReadonlySet<string> = new Set<TextScope>([
  'text',
  'title',
  'person',
  'keyword',
  'object',
  'name',
  'folder',
]);

export function fieldNamed(typed: string): SearchField | null {
  const name = typed.toLowerCase();
  return (
    searchFields.find((field) => field === name) ??
    (Object.hasOwn(otherNamesOfFields, name) ? otherNamesOfFields[name] : null) ??
    null
  );
}

// ------------------------------------------------------------------ tokens

type Token =
  | { readonly kind: 'open' | 'close' | 'or' | 'minus'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'word';
      readonly from: number;
      readonly to: number;
      /** As typed, with the sign after it: `:`, `>=` …; both empty for free words. */
      readonly field: string;
      readonly sign: string;
      readonly value: string;
      readonly isQuoted: boolean;
      readonly isClosed: boolean;
      /** What follows a quoted value directly: `~5km`. */
      readonly suffix: string;
    };

const blank = /\s/;
const fieldStart = /(\p{L}+)(:|>=|<=|>|<|=)/uy;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at);
    if (blank.test(char)) {
      at++;
    } else if (char === '(' || char === ')') {
      tokens.push({ kind: char === '(' ? 'open' : 'close', from: at, to: ++at });
    } else if (char === '-' && isTermStart(text.charAt(at + 1))) {
      tokens.push({ kind: 'minus', from: at, to: ++at });
    } else {
      const token = wordAt(text, at);
      tokens.push(token);
      at = token.to;
    }
  }
  return tokens;
}

function isTermStart(char: string): boolean {
  return char !== '' && char !== '-' && char !== ')' && !blank.test(char);
}

function wordAt(text: string, from: number): Token {
  fieldStart.lastIndex = from;
  const found = fieldStart.exec(text);
  const [head, field, sign] = found === null ? ['', '', ''] : [found[0], found[1] ?? '', found[2] ?? ''];
  // Only `rating` is compared; elsewhere such signs are letters like others.
  const isField = sign === ':' || (sign !== '' && fieldNamed(field) === 'rating');
  const valueFrom = isField ? from + head.length : from;
  const base = { kind: 'word', from, field: isField ? field : '', sign: isField ? sign : '' } as const;
  if (text.charAt(valueFrom) === '"') {
    const { value, to, isClosed } = quotedAt(text, valueFrom);
    const end = isField ? bareEnd(text, to) : to;
    return { ...base, to: end, value, isQuoted: true, isClosed, suffix: text.slice(to, end) };
  }
  const to = bareEnd(text, valueFrom);
  const value = text.slice(valueFrom, to);
  if (!isField && ors.has(value)) return { kind: 'or', from, to };
  return { ...base, to, value, isQuoted: false, isClosed: true, suffix: '' };
}

function bareEnd(text: string, from: number): number {
  let to = from;
  while (to < text.length && !/[\s()"]/.test(text.charAt(to))) to++;
  return to;
}

/** Two quotes within quotes are one. */
function quotedAt(
  text: string,
  from: number,
): { readonly value: string; readonly to: number; readonly isClosed: boolean } {
  let value = '';
  let at = from + 1;
  while (at < text.length) {
    if (text.charAt(at) !== '"') value += text.charAt(at++);
    else if (text.charAt(at + 1) === '"') {
      value += '"';
      at += 2;
    } else return { value, to: at + 1, isClosed: true };
  }
  return { value, to: at, isClosed: false };
}

// ------------------------------------------------------------------ parsing

/**
 * `OR` binds closer than what stands side by side: `a b OR c` is a, and one of b and c. What makes no sense is passed over
 * and told in `problems`.
 */
export function parseSearch(text: string): ParsedSearch {
  const problems: SearchProblem[] = [];
  if (text.length > maxSearchLength) {
    problems.push({ code: 'too_long', from: maxSearchLength, to: text.length, field: '', value: '' });
  }
  const parser = new Parser(tokensOf(text.slice(0, maxSearchLength)), problems);
  const parts = parser.parse();
  return { query: allOf(parts.map(({ query }) => query)), parts, problems };
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #problems: SearchProblem[];
  #at = 0;
  #terms = 0;

  constructor(tokens: readonly Token[], problems: SearchProblem[]) {
    this.#tokens = tokens;
    this.#problems = problems;
  }

  parse(): readonly SearchPart[] {
    return this.#sequence(0);
  }

  /** To the end of the text, or of a group. */
  #sequence(depth: number): readonly SearchPart[] {
    const parts: SearchPart[] = [];
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      if (token.kind === 'close') {
        if (depth > 0) break;
        this.#note('parenthesis', token);
        this.#at++;
        continue;
      }
      const part = this.#alternatives(depth);
      if (part !== null) parts.push(...(part.query.kind === 'all' ? spread(part) : [part]));
    }
    return parts;
  }

  #alternatives(depth: number): SearchPart | null {
    const found: SearchPart[] = [];
    let or: Token | null = null;
    for (;;) {
      const token = this.#peek();
      if (token?.kind === 'or') {
        if (or !== null || found.length === 0) this.#note('or_alone', token);
        or = token;
        this.#at++;
        continue;
      }
      if (token === undefined || token.kind === 'close' || (found.length > 0 && or === null)) break;
      or = null;
      const part = this.#signed(depth);
      if (part !== null) found.push(part);
      else if (this.#peek()?.kind !== 'or') break;
    }
    if (or !== null && found.length > 0) this.#note('or_alone', or);
    const [first] = found;
    const last = found.at(-1);
    if (first === undefined || last === undefined) return null;
    return { query: anyOf(found.map(({ query }) => query)), from: first.from, to: last.to };
  }

  #signed(depth: number): SearchPart | null {
    const token = this.#peek();
    if (token?.kind !== 'minus') return this.#single(depth);
    this.#at++;
    const part = this.#single(depth);
    return part === null ? null : { query: notOf(part.query), from: token.from, to: part.to };
  }

  #single(depth: number): SearchPart | null {
    const token = this.#peek();
    if (token === undefined || token.kind === 'close' || token.kind === 'or') return null;
    this.#at++;
    if (token.kind === 'minus') return null;
    if (token.kind === 'word') return this.#term(token);
    if (depth >= maxDepth) {
      this.#note('parenthesis', token);
      return null;
    }
    const parts = this.#sequence(depth + 1);
    const close = this.#peek();
    if (close?.kind === 'close') this.#at++;
    else this.#note('parenthesis', token);
    const to = close?.to ?? parts.at(-1)?.to ?? token.to;
    return parts.length === 0 ? null : { query: allOf(parts.map(({ query }) => query)), from: token.from, to };
  }

  #term(token: Token & { readonly kind: 'word' }): SearchPart | null {
    if (!token.isClosed) this.#note('open_quote', token);
    if (++this.#terms > maxTerms) {
      this.#note('too_long', token);
      return null;
    }
    const query = token.field === '' ? this.#free(token) : this.#inField(token);
    return query === null ? null : { query, from: token.from, to: token.to };
  }

  #free(token: Token & { readonly kind: 'word' }): SearchTerm | null {
    if (token.isQuoted) return this.#text(token, 'any', token.value);
    const dates = datesOf(token.value);
    if (dates !== null) return dates;
    const state = bareStates.get(token.value.toLowerCase());
    if (state !== undefined) return { kind: 'is', state };
    return this.#text(token, 'any', token.value);
  }

  #text(token: Token & { readonly kind: 'word' }, scope: TextScope, typed: string): SearchTerm | null {
    const text = typed.trim();
    if (text === '' && token.field !== '') return this.#note('no_value', token);
    if (!hasWords(text)) return this.#note('no_words', token);
    return { kind: 'text', scope, text, isPhrase: token.isQuoted };
  }

  #inField(token: Token & { readonly kind: 'word' }): SearchTerm | null {
    const field = fieldNamed(token.field);
    if (field === null) {
      this.#note('unknown_field', token);
      const text = token.isQuoted ? token.value.trim() : `${token.field}${token.sign}${token.value}`;
      return hasWords(text) ? { kind: 'text', scope: 'any', text, isPhrase: token.isQuoted } : null;
    }
    const value = token.value.trim();
    if (value === '') return this.#note('no_value', token);
    if (token.suffix !== '' && field !== 'near') this.#note('unknown_value', token);
    if (nameFields.has(field)) return { kind: 'name', field: field as NameField, name: value };
    if (textFields.has(field)) return this.#text(token, field as TextScope, value);
    switch (field) {
      case 'date':
        return datesOf(value) ?? this.#note('bad_date', token);
      case 'before':
      case 'after':
        return isDate(value) ? { kind: field, date: value } : this.#note('bad_date', token);
      case 'near':
        return this.#near(token);
      case 'rating':
        return ratingOf(token.sign, value) ?? this.#note('bad_rating', token);
      case 'flag':
        return this.#choice(token, value, flagNames, (flag) => ({ kind: 'flag', flag }), otherFlags);
      case 'label':
        return this.#choice(token, value, labelNames, (label) => ({ kind: 'label', label }), otherLabels);
      case 'type':
        return this.#choice(token, value, mediaTypes, (type) => ({ kind: 'type', type }), otherTypes);
      case 'is':
        return this.#choice(token, value, photoStates, (state) => ({ kind: 'is', state }), otherStates);
      default:
        return null;
    }
  }

  #choice<T extends string>(
    token: Token,
    value: string,
    known: readonly T[],
    term: (chosen: T) => SearchTerm,
    others: Readonly<Record<string, T>> = {},
  ): SearchTerm | null {
    const wanted = value.toLowerCase();
    const chosen = known.find((one) => one === wanted) ?? (Object.hasOwn(others, wanted) ? others[wanted] : undefined);
    return chosen === undefined ? this.#note('unknown_value', token) : term(chosen);
  }

  #near(token: Token & { readonly kind: 'word' }): SearchTerm | null {
    const cut = token.isQuoted ? -1 : token.value.lastIndexOf('~');
    const place = (cut === -1 ? token.value : token.value.slice(0, cut)).trim();
    const km = radiusOf(token.isQuoted ? token.suffix : cut === -1 ? '' : token.value.slice(cut));
    const at = token.isQuoted ? place : (positionOf(place) ?? place);
    if (km === null || (typeof at === 'string' && !hasWords(at))) return this.#note('bad_place', token);
    if (typeof at === 'string' && !token.isQuoted && looksLikePosition.test(at)) return this.#note('bad_place', token);
    return { kind: 'near', at, km };
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #note(code: SearchProblem['code'], token: Token): null {
    const [field, value] = token.kind === 'word' ? [token.field, token.value] : ['', ''];
    this.#problems.push({ code, from: token.from, to: token.to, field, value });
    return null;
  }
}

/** Terms in parentheses that must all hold are so without them too; the parts keep the place of the group. */
function spread({ query, from, to }: SearchPart): readonly SearchPart[] {
  return query.kind === 'all' ? query.of.map((one) => ({ query: one, from, to })) : [];
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}\p{Co}]/u.test(text);
}

const looksLikePosition = /^[-+]?[\d.]+,[-+]?[\d.]*$/;

function positionOf(text: string): Position | null {
  const found = /^([-+]?\d{1,2}(?:\.\d{1,10})?),([-+]?\d{1,3}(?:\.\d{1,10})?)$/.exec(text);
  const latitude = Number(found?.[1]) + 0;
  const longitude = Number(found?.[2]) + 0;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

/** In kilometres; null when it is none. */
function radiusOf(text: string): number | null {
  if (text === '') return nearRadiusKm.initial;
  const found = /^~(\d{1,4}(?:\.\d{1,3})?)(km|m|mi)?$/i.exec(text);
  if (found === null) return null;
  const unit = (found[2] ?? 'km').toLowerCase();
  const km = Number(found[1]) * (unit === 'm' ? 0.001 : unit === 'mi' ? 1.609344 : 1);
  // Metres are enough, and are written back as they were read.
  return Math.min(Math.max(Math.round(km * 1000) / 1000, nearRadiusKm.min), nearRadiusKm.max);
}

function ratingOf(typedSign: string, typed: string): SearchTerm | null {
  const found = /^(>=|<=|>|<|=)?([0-5])$/.exec(typed);
  if (found === null) return null;
  const sign = found[1] ?? typedSign;
  const stars = Number(found[2]);
  if (sign === ':' || sign === '=') return { kind: 'rating', is: 'exactly', stars };
  if (sign === '>=') return { kind: 'rating', is: 'at_least', stars };
  if (sign === '<=') return { kind: 'rating', is: 'at_most', stars };
  if (sign === '>') return stars < 5 ? { kind: 'rating', is: 'at_least', stars: stars + 1 } : null;
  return stars > 0 ? { kind: 'rating', is: 'at_most', stars: stars - 1 } : null;
}

// ------------------------------------------------------------------ dates

const datePattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** `2023`, `2023-05` or `2023-05-01`, of a day that there is. */
function isDate(text: string): boolean {
  const found = datePattern.exec(text);
  if (found === null) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? '1'), Number(found[3] ?? '1')];
  const at = new Date(Date.UTC(year, month - 1, day));
  return year >= 1800 && year <= 2200 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
}

function datesOf(text: string): SearchTerm | null {
  if (isDate(text)) return { kind: 'date', from: text, to: text };
  const [first = '', second = '', ...rest] = text.split('..');
  if (rest.length > 0 || !text.includes('..') || (first === '' && second === '')) return null;
  if ((first !== '' && !isDate(first)) || (second !== '' && !isDate(second))) return null;
  return { kind: 'date', from: first === '' ? null : first, to: second === '' ? null : second };
}

/** Milliseconds on the wall clock, encoded as if it were UTC: from the first, up to and without the second. */
export function boundsOfDate(date: string): readonly [number, number] {
  const [year = 0, month, day] = date.split('-').map(Number);
  const from = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  if (month === undefined) return [from, Date.UTC(year + 1, 0, 1)];
  return [from, day === undefined ? Date.UTC(year, month, 1) : from + 86_400_000];
}

// ------------------------------------------------------------------ normal form

export function allOf(queries: readonly SearchQuery[]): SearchQuery {
  const of = queries.flatMap((query) => (query.kind === 'all' ? query.of : [query]));
  return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'all', of };
}

function anyOf(queries: readonly SearchQuery[]): SearchQuery {
  const of = queries.flatMap((query) => (query.kind === 'any' ? query.of : [query]));
  return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'any', of };
}

export function notOf(query: SearchQuery): SearchQuery {
  return query.kind === 'not' ? query.of : { kind: 'not', of: query };
}

/** What must all hold. */
export function conjuncts(query: SearchQuery): readonly SearchQuery[] {
  return query.kind === 'all' ? query.of : [query];
}

export function isEverything(query: SearchQuery): boolean {
  return query.kind === 'all' && query.of.length === 0;
}

// ------------------------------------------------------------------ printing

/** How a search is kept: what makes no sense in it is gone. Two texts of one search are the same here. */
export function keptSearch(text: string): string {
  return printSearch(parseSearch(text).query);
}

/** The text that `parseSearch` takes for this query. */
export function printSearch(query: SearchQuery, language: Language = 'en'): string {
  const print = (part: SearchQuery): string => printSearch(part, language);
  const grouped = (part: SearchQuery): string => `(${print(part)})`;
  switch (query.kind) {
    case 'all':
      return query.of
        .map((part) => (part.kind === 'any' && query.of.length > 1 ? grouped(part) : print(part)))
        .join(' ');
    case 'any':
      return query.of
        .map((part) => (part.kind === 'all' ? grouped(part) : print(part)))
        .join(` ${words[language].or} `);
    case 'not':
      return `-${query.of.kind === 'all' || query.of.kind === 'any' ? grouped(query.of) : print(query.of)}`;
    default:
      return printTerm(query, words[language]);
  }
}

function printTerm(term: SearchTerm, { fields, types, states, flags, labels }: SearchWords): string {
  switch (term.kind) {
    case 'text':
      return `${term.scope === 'any' ? '' : `${fields[term.scope]}:`}${term.isPhrase ? quoted(term.text) : term.text}`;
    case 'name':
      return `${fields[term.field]}:${/^[^\s"()]+$/.test(term.name) ? term.name : quoted(term.name)}`;
    case 'date':
      return term.from === term.to ? (term.from ?? '..') : `${term.from ?? ''}..${term.to ?? ''}`;
    case 'before':
    case 'after':
      return `${fields[term.kind]}:${term.date}`;
    case 'near': {
      const radius = term.km === nearRadiusKm.initial ? '' : `~${radiusText(term.km)}`;
      return `${fields.near}:${typeof term.at === 'string' ? quoted(term.at) : positionText(term.at)}${radius}`;
    }
    case 'rating':
      return `${fields.rating}${{ at_least: '>=', at_most: '<=', exactly: ':' }[term.is]}${String(term.stars)}`;
    case 'flag':
      return `${fields.flag}:${flags[term.flag]}`;
    case 'label':
      return `${fields.label}:${labels[term.label]}`;
    case 'type':
      return `${fields.type}:${types[term.type]}`;
    case 'is':
      return `${fields.is}:${states[term.state]}`;
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

export function radiusText(km: number): string {
  return km < 1 ? `${String(Math.round(km * 1000))}m` : `${String(km)}km`;
}

/** Five decimals are a metre. */
export function positionText({ latitude, longitude }: Position): string {
  return `${degreesText(latitude)},${degreesText(longitude)}`;
}

function degreesText(degrees: number): string {
  const text = degrees.toFixed(10).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}
