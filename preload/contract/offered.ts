/** Which of the tags that an insight suggests are still to be offered for a photo, and as which tag. Pure. */
import type { OfferedTag, TagId } from './model.js';
import { isPathOrAbove } from './tag-path.js';

export interface Offer<T> {
  readonly suggestion: T;
  /** The path that the photo gets: that of a known tag where one is meant. */
  readonly name: string;
  /** Null for a tag that is yet to be made. */
  readonly tagId: TagId | null;
}

interface KnownTag {
  readonly id: TagId;
  readonly name: string;
}

/**
 * Without those that were dismissed, and those that the photo bears, itself or one below it. Each once, the best first.
 * `meantBy` finds the known tag that a suggested path means; see `tagMeantBy` of `tag-path.ts`.
 */
export function offersOf<T extends Pick<OfferedTag, 'name' | 'isDismissed'>>(
  suggested: readonly T[],
  meantBy: (path: string) => KnownTag | null,
  borne: readonly string[],
): readonly Offer<T>[] {
  const offers: Offer<T>[] = [];
  for (const suggestion of suggested) {
    const meant = meantBy(suggestion.name);
    const name = meant?.name ?? suggestion.name;
    const has = [...borne, ...offers.map((offer) => offer.name)];
    if (suggestion.isDismissed || has.some((own) => isPathOrAbove(name, own))) continue;
    offers.push({ suggestion, name, tagId: meant?.id ?? null });
  }
  return offers;
}
