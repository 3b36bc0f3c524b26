import {
  lastLevelOf,
  typedLevels,
  type ListedTag,
  type TagId,
  type TagSuggestion,
  type TagSummary,
} from '../../api/index.js';
import { foldName, rankOf } from '../../lib/name-match.js';

/** Why a tag is offered before others; null where it only fits what was typed. */
export type Why = Pick<TagSuggestion, 'reason' | 'withName'> | null;

export type Suggestion =
  | {
      readonly kind: 'existing';
      readonly tag: TagSummary;
      readonly isOnAll: boolean;
      readonly why: Why;
      /** The other name that was typed, or begun; null where the tag is found by its own. */
      readonly synonym: string | null;
    }
  | { readonly kind: 'create'; readonly name: string };

export function sameName(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();
}

/** A tag with its other names, which may be left out. */
export type NamedTag = TagSummary & Partial<Pick<ListedTag, 'synonyms'>>;

interface Fit {
  /** See `rankOf`. */
  readonly rank: number;
  readonly synonym: string | null;
}

/** How well a tag fits: by its path, its last level or one of its other names, whichever fits best. */
function fitOf({ name, synonyms = [] }: NamedTag, wanted: string): Fit {
  const fits = [
    { text: name, synonym: null },
    { text: lastLevelOf(name), synonym: null },
    ...synonyms.map((synonym) => ({ text: synonym, synonym })),
  ]
    .map(({ text, synonym }): Fit => ({ rank: rankOf(foldName(text), wanted), synonym }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank);
  return fits[0] ?? { rank: -1, synonym: null };
}

/**
 * Those that fit best first (see `rankOf`), of these the likelier ones and then the more used. "Create" comes last, when no
 * tag has that name. Nothing typed: the likely ones that are not on all photos yet, and then the most used.
 */
export function suggestTags(
  tags: readonly NamedTag[],
  text: string,
  onAll: ReadonlySet<number>,
  likely: readonly TagSuggestion[],
  limit: number,
): readonly Suggestion[] {
  const wanted = foldName(text);
  const places = new Map<TagId, number>(likely.map(({ tag }, at) => [tag.id, at]));
  const ranked = tags
    .map((tag) => ({
      tag,
      ...(wanted === '' ? { rank: onAll.has(tag.id) ? -1 : 0, synonym: null } : fitOf(tag, wanted)),
      at: places.get(tag.id) ?? likely.length,
    }))
    .filter((entry) => entry.rank >= 0)
    .sort(
      (a, b) =>
        a.rank - b.rank || a.at - b.at || b.tag.photoCount - a.tag.photoCount || a.tag.name.localeCompare(b.tag.name),
    )
    .slice(0, limit)
    .map(({ tag, at, synonym }): Suggestion => ({
      kind: 'existing',
      tag,
      isOnAll: onAll.has(tag.id),
      why: likely[at] ?? null,
      synonym,
    }));
  const path = typedLevels(text).join('/');
  const isKnown = tags.some(({ name, synonyms = [] }) =>
    [name, ...synonyms].some((known) => sameName(known, text) || sameName(known, path)),
  );
  return path === '' || isKnown ? ranked : [...ranked, { kind: 'create', name: path }];
}

/** What was typed, when it is several names with commas between them: those before, and the one that is being typed. */
export interface Typed {
  readonly before: readonly string[];
  readonly name: string;
}

/** A known tag whose name has commas is one name. */
export function typedNames(text: string, tags: readonly TagSummary[]): Typed {
  if (!text.includes(',') || tags.some((tag) => sameName(tag.name, text))) return { before: [], name: text };
  const parts = text.split(',');
  return {
    before: parts.slice(0, -1).flatMap((part) => (part.trim() === '' ? [] : [part.trim()])),
    name: (parts.at(-1) ?? '').trimStart(),
  };
}

/**
 * The rest of the best tag's name, or of its last level, when that begins with what was typed, to be shown behind it: Enter
 * then means the tag. Empty when there is none.
 */
export function completionOf(suggestions: readonly Suggestion[], text: string): string {
  const [best] = suggestions;
  if (best?.kind !== 'existing' || text === '' || text.startsWith(' ')) return '';
  const names = best.synonym === null ? [best.tag.name, lastLevelOf(best.tag.name)] : [best.synonym];
  const begun = names.find(
    (name) => name.length > text.length && foldName(name.slice(0, text.length)) === foldName(text),
  );
  return begun === undefined ? '' : begun.slice(text.length);
}

/**
 * Whether Enter means the best tag: its end is shown behind what was typed, or what was typed is its last level or another
 * name of it, which the list shows.
 */
export function isBestMeant(suggestions: readonly Suggestion[], text: string, isCompleting: boolean): boolean {
  return (isCompleting && completionOf(suggestions, text) !== '') || isLevelOfBest(suggestions, text);
}

function isLevelOfBest(suggestions: readonly Suggestion[], text: string): boolean {
  const [best] = suggestions;
  if (best?.kind !== 'existing' || sameName(best.tag.name, text)) return false;
  return sameName(best.synonym ?? lastLevelOf(best.tag.name), text);
}
