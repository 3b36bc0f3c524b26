/** Which tags the list shows, and in which order. Pure. */
import type { ListedTag } from '../../api/index.js';
import { foldName, rankOf } from '../../lib/name-match.js';

export type SortBy = 'name' | 'photos';

export interface Wanted {
  /** Parts of names, as they are typed. */
  readonly text: string;
  readonly onlyUnused: boolean;
  readonly sortBy: SortBy;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** By name, or those on most photos first; what a text fits best is not put before the rest, so that rows keep their order. */
export function listedTags(tags: readonly ListedTag[], { text, onlyUnused, sortBy }: Wanted): readonly ListedTag[] {
  const wanted = foldName(text);
  return tags
    .filter((tag) => !onlyUnused || !tag.isInUse)
    .filter((tag) => wanted === '' || rankOf(foldName(tag.name), wanted) >= 0)
    .sort(
      (one, other) =>
        (sortBy === 'photos' ? other.photoCount - one.photoCount : 0) || collator.compare(one.name, other.name),
    );
}
