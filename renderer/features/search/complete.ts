/** What the search field offers while somebody types. Pure. */
import {
  fieldNamed,
  fieldWord,
  isWordField,
  language,
  flagNames,
  labelNames,
  mediaTypes,
  photoStates,
  searchFields,
  valueWord,
  type SearchFacets,
  type SearchField,
} from '../../api/index.js';
import { foldName, rankOf } from '../../lib/name-match.js';
import { chipText } from './chip-text.js';

/** What values there are to choose from. Facets are of the photos that are shown now; null while they are not counted. */
export interface Known {
  readonly tags: readonly string[];
  readonly libraries: readonly string[];
  readonly albums: readonly string[];
  readonly cameras: readonly string[];
  readonly lenses: readonly string[];
  readonly words: readonly string[];
  readonly recent: readonly string[];
  readonly facets: SearchFacets | null;
}

export type Suggestion =
  | { readonly kind: 'field'; readonly field: SearchField }
  /** A term: `field` and `value` to be shown, `term` to be typed. */
  | {
      readonly kind: 'value';
      readonly field: SearchField;
      readonly value: string;
      readonly term: string;
      readonly count: number | null;
    }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'recent'; readonly query: string };

/** The last term of a text, the one that is being typed, and where it begins. */
export interface TypedTerm {
  readonly from: number;
  readonly isNegated: boolean;
  /** Null while no field was named. */
  readonly field: SearchField | null;
  /** Without its quotes. */
  readonly value: string;
}

const lastTerm = /(?:^|[\s(])(-?)(?:(\p{L}+)(:|>=|<=|>|<|=))?("(?:[^"]|"")*"?|[^\s()"]*)$/u;

export function typedTerm(text: string): TypedTerm {
  const found = lastTerm.exec(text);
  const [, minus = '', name = '', sign = '', rest = ''] = found ?? [];
  const field = name === '' ? null : fieldNamed(name);
  const at = text.length - (minus.length + name.length + sign.length + rest.length);
  if (name !== '' && field === null) {
    return { from: at, isNegated: minus !== '', field: null, value: `${name}${sign}${rest}` };
  }
  return { from: at, isNegated: minus !== '', field, value: rest.replace(/^"|"$/g, '').replaceAll('""', '"') };
}

const most = 8;
const mostOfAKind = 4;

export function suggestionsFor(text: string, known: Known): readonly Suggestion[] {
  const { field, value } = typedTerm(text);
  if (field !== null) return valuesOf(field, value, known).slice(0, most);
  if (value === '') {
    if (text.trim() !== '') return [];
    const recent = known.recent.slice(0, mostOfAKind).map((query) => ({ kind: 'recent', query }) as const);
    return [
      ...recent,
      ...fieldsOf(known)
        .slice(0, most)
        .map((one) => ({ kind: 'field', field: one }) as const),
    ];
  }
  const wanted = foldName(value);
  const fields = fieldsOf(known)
    .filter((one) => [fieldWord(one, language), one].some((word) => foldName(word).startsWith(wanted)))
    .map((one) => ({ kind: 'field', field: one }) as const);
  const values = (['tag', 'album', 'camera', 'library', 'lens'] as const).flatMap((one) =>
    valuesOf(one, value, known).slice(0, mostOfAKind),
  );
  const words = known.words
    .filter((word) => word !== wanted && !values.some((one) => one.kind === 'value' && foldName(one.value) === word))
    .slice(0, mostOfAKind)
    .map((word) => ({ kind: 'word', word }) as const);
  return [...values, ...fields, ...words].slice(0, most);
}

/** What nothing has a name of is not offered. */
function fieldsOf({ albums }: Known): readonly SearchField[] {
  return albums.length > 0 ? searchFields : searchFields.filter((field) => field !== 'album');
}

const listOf = {
  tag: 'tags',
  library: 'libraries',
  camera: 'cameras',
  lens: 'lenses',
  type: 'types',
  date: 'dates',
  rating: 'ratings',
  flag: 'flags',
  label: 'labels',
  album: 'albums',
} as const;

function valuesOf(field: SearchField, typed: string, known: Known): readonly Suggestion[] {
  const all = allValues(field, known);
  const facets = Object.hasOwn(listOf, field) ? known.facets?.[listOf[field as keyof typeof listOf]] : undefined;
  const counts = new Map(facets?.map(({ value, count }) => [value, count]));
  const wanted = foldName(typed);
  return all
    .map((value) => ({
      value,
      rank: wanted === '' ? 0 : bestRank(namesOf(field, value), wanted),
      count: counts.get(value) ?? null,
    }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank || (b.count ?? 0) - (a.count ?? 0))
    .map(({ value, count }) => ({ kind: 'value', field, value, term: termOf(field, value), count }));
}

/** What a value is found by: of those that are the same in every language, what it is called in this one too. */
function namesOf(field: SearchField, value: string): readonly string[] {
  if (!isWordField(field)) return [value];
  return [chipText(termOf(field, value)).value, valueWord(field, value, language), value];
}

function bestRank(names: readonly string[], wanted: string): number {
  const fitting = names.map((name) => rankOf(foldName(name), wanted)).filter((rank) => rank >= 0);
  return fitting.length === 0 ? -1 : Math.min(...fitting);
}

function allValues(field: SearchField, known: Known): readonly string[] {
  switch (field) {
    case 'tag':
      return known.tags;
    case 'album':
      return known.albums;
    case 'library':
      return known.libraries;
    case 'camera':
      return known.cameras;
    case 'lens':
      return known.lenses;
    case 'type':
      return mediaTypes;
    case 'is':
      return photoStates;
    case 'flag':
      return flagNames;
    case 'label':
      return labelNames;
    case 'rating':
      return ['5', '4', '3', '2', '1', '0'];
    case 'date':
    case 'before':
    case 'after':
      return known.facets?.dates.map(({ value }) => value) ?? [];
    case 'near':
      return known.tags;
    default:
      return [];
  }
}

export function termOf(field: SearchField, value: string): string {
  const written = /^[^\s"()]+$/.test(value) ? value : `"${value.replaceAll('"', '""')}"`;
  if (field === 'date') return value;
  if (field === 'rating') return value === '0' || value === '5' ? `rating:${value}` : `rating>=${value}`;
  if (field === 'near') return `near:"${value.replaceAll('"', '""')}"`;
  return `${field}:${written}`;
}

/** The text with a suggestion in the place of what was being typed. `isWhole`: nothing more belongs to it. */
export function withSuggestion(
  text: string,
  suggestion: Suggestion,
): { readonly text: string; readonly isWhole: boolean } {
  const { from, isNegated } = typedTerm(text);
  const before = `${text.slice(0, from)}${isNegated ? '-' : ''}`;
  switch (suggestion.kind) {
    case 'recent':
      return { text: suggestion.query, isWhole: true };
    case 'field':
      return { text: `${before}${fieldWord(suggestion.field, language)}:`, isWhole: false };
    case 'word':
      return { text: `${before}${suggestion.word}`, isWhole: true };
    case 'value':
      return { text: `${before}${suggestion.term}`, isWhole: true };
  }
}

/**
 * What of a text stays to be typed on, after a blank: all terms that name a field become chips; words stay until Enter,
 * and so does all that an OR or a parenthesis may still belong to.
 */
export function isSettled(draft: string): boolean {
  if (!/\s$/.test(draft) || /(^|\s)(OR|ODER)\s*$/.test(draft)) return false;
  const quotes = draft.match(/"/g)?.length ?? 0;
  const depth = (draft.match(/\(/g)?.length ?? 0) - (draft.match(/\)/g)?.length ?? 0);
  return quotes % 2 === 0 && depth <= 0;
}
