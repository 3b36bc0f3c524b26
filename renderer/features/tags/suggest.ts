import type { TagSummary } from '../../api/index.js';

export type Suggestion =
  | { readonly kind: 'existing'; readonly tag: TagSummary; readonly isOnAll: boolean }
  | { readonly kind: 'create'; readonly name: string };

/** Names are compared without regard to case and accents typed or not. */
export function foldName(name: string): string {
  return name
    .trim()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLocaleLowerCase();
}

export function sameName(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();
}

function rank(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.split(/[\s\-_/]+/).some((word) => word.startsWith(wanted))) return 2;
  return name.includes(wanted) ? 3 : -1;
}

/**
 * Exact match, then names that begin with the text, then words that do, then names that hold it; the more used first.
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
    .map((tag) => ({ tag, rank: wanted === '' ? (onAll.has(tag.id) ? -1 : 0) : rank(foldName(tag.name), wanted) }))
    .filter((entry) => entry.rank >= 0)
    .sort((a, b) => a.rank - b.rank || b.tag.photoCount - a.tag.photoCount || a.tag.name.localeCompare(b.tag.name))
    .slice(0, limit)
    .map(({ tag }): Suggestion => ({ kind: 'existing', tag, isOnAll: onAll.has(tag.id) }));
  const isKnown = tags.some((tag) => sameName(tag.name, text));
  return wanted === '' || isKnown ? ranked : [...ranked, { kind: 'create', name: text.trim() }];
}
