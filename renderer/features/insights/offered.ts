/** Which of the tags that an insight suggests are still to be offered for a photo, and as which tag. Pure. */
import {
  LEVEL_SEPARATOR,
  tagMeantBy,
  type ListedTag,
  type OfferedTag,
  type TagId,
  type TagSummary,
} from '../../api/index.js';

export interface Offer {
  readonly suggestion: OfferedTag;
  /** The path that the photo gets: that of a known tag where one is meant. */
  readonly name: string;
  /** Null for a tag that is yet to be made. */
  readonly tagId: TagId | null;
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Without those that were dismissed, and those that the photo bears, itself or one below it. Each once, the best first. */
export function offersOf(
  suggested: readonly OfferedTag[],
  known: readonly Pick<ListedTag, 'id' | 'name'>[],
  borne: readonly Pick<TagSummary, 'name'>[],
): readonly Offer[] {
  const has = borne.map(({ name }) => folded(name));
  const isBorne = (name: string): boolean => {
    const path = folded(name);
    return has.some((own) => own === path || own.startsWith(`${path}${LEVEL_SEPARATOR}`));
  };
  const offers = suggested
    .filter(({ isDismissed }) => !isDismissed)
    .map((suggestion): Offer => {
      const meant = tagMeantBy(suggestion.name, known);
      return { suggestion, name: meant?.name ?? suggestion.name, tagId: meant?.id ?? null };
    })
    .filter(({ name }) => !isBorne(name));
  return offers.filter(({ name }, at) => offers.findIndex((other) => folded(other.name) === folded(name)) === at);
}
