import type { TagSummary } from '../../api/index.js';
import { foldName, rankOf } from '../../lib/name-match.js';

export type Suggestion =
  | { readonly kind: 'existing'; readonly tag: TagSummary; readonly isOnAll: boolean }
  | { readonly kind: 'create'; readonly name: string };

export function sameName(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();
}

/**
 * Those that fit best first (see `rankOf`), of these the more used.
 * "Create" comes last, when no tag has that name. Nothing typed: the most used tags that are not on all photos yet.
 */
export function suggestTags(
  tags: readonly TagSummary[],
  text: string,
  onAll: ReadonlySet<number>,
  limit: number,
): readonly Suggestion[] {
  const wanted = foldName(text);
  const ranked = tags
    .map((tag) => ({ tag, rank: wanted === '' ? (onAll.has(tag.id) ? -1 : 0) : rankOf(foldName(tag.name), wanted) }))
    .filter((entry) => entry.rank >= 0)
    .sort((a, b) => a.rank - b.rank || b.tag.photoCount - a.tag.photoCount || a.tag.name.localeCompare(b.tag.name))
    .slice(0, limit)
    .map(({ tag }): Suggestion => ({ kind: 'existing', tag, isOnAll: onAll.has(tag.id) }));
  const isKnown = tags.some((tag) => sameName(tag.name, text));
  return wanted === '' || isKnown ? ranked : [...ranked, { kind: 'create', name: text.trim() }];
}
