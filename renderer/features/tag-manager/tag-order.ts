/** Which tags the list shows, and in which order. Pure. */
import type { ListedTag, TagId } from '../../api/index.js';
import { foldName, rankOf } from '../../lib/name-match.js';
import { byLevel, shownCount, treeOf, withAncestors, type TagNode } from '../tags/index.js';

export type SortBy = 'name' | 'photos';

export interface Wanted {
  /** Parts of names, as they are typed. */
  readonly text: string;
  readonly onlyUnused: boolean;
  readonly sortBy: SortBy;
}

function fits(tag: ListedTag, text: string, onlyUnused: boolean): boolean {
  return (!onlyUnused || !tag.isInUse) && (text === '' || rankOf(foldName(tag.name), text) >= 0);
}

/** How many tags are what is wanted; those above them are shown too. */
export function countWanted(tags: readonly ListedTag[], { text, onlyUnused }: Wanted): number {
  return tags.filter((tag) => fits(tag, foldName(text), onlyUnused)).length;
}

/**
 * The tree of those wanted: by name, or those on most photos first among those beside them; what a text fits best is not
 * put before the rest, so that rows keep their order.
 */
export function listedTree(
  tags: readonly ListedTag[],
  totals: ReadonlyMap<TagId, number>,
  { text, onlyUnused, sortBy }: Wanted,
): readonly TagNode[] {
  const wanted = foldName(text);
  const countOf = ({ tag, children }: TagNode): number => shownCount(tag, children.length > 0, totals) ?? 0;
  return treeOf(
    withAncestors(tags, (tag) => fits(tag, wanted, onlyUnused)),
    (one, other) => (sortBy === 'photos' ? countOf(other) - countOf(one) : 0) || byLevel(one, other),
  );
}

/** All that have some below them. */
export function parentsIn(nodes: readonly TagNode[]): readonly TagId[] {
  return nodes.flatMap(({ id, children }) => (children.length === 0 ? [] : [id, ...parentsIn(children)]));
}
