/** Whom a tag of one photo is for: all places of the photo, or one copy of it. */
import type { Place, PhotoTag, TagId, TagScope } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import type { ActionMenuItem } from '../../ui/index.js';
import { showTag } from '../view/index.js';
import { setTagScope } from './store.js';

export type TagPlace = Pick<Place, 'locationId' | 'libraryName' | 'relPath'>;

/** From this many other places on, the menu would be a list of files: only this copy is offered then. */
const MOST_OTHER_PLACES = 5;

/** What a chip says of its scope; null when there is nothing to tell apart. */
export function scopeText(scope: TagScope | undefined, placeCount: number): string | null {
  if (scope === 'copy') return messages.tags.thisCopy;
  return scope === 'photo' && placeCount > 1 ? messages.tags.toAll(placeCount) : null;
}

/** The line below the tags of a photo with several places. */
export function scopeNote(tags: readonly Pick<PhotoTag, 'scope'>[], placeCount: number): string | null {
  if (placeCount < 2) return null;
  const hasCopyTag = tags.some((tag) => tag.scope === 'copy');
  return hasCopyTag ? messages.tags.allPlacesBut(placeCount) : messages.tags.allPlaces(placeCount);
}

export interface TagMenu {
  readonly tag: { readonly id: TagId; readonly scope?: TagScope };
  /** The place that bears the tag first; empty when it cannot be told apart. */
  readonly places: readonly TagPlace[];
  readonly onRemove: () => void;
  readonly onHistory: (tagId: TagId) => void;
}

function scopeItems({ tag, places }: Pick<TagMenu, 'tag' | 'places'>): readonly ActionMenuItem[] {
  const [own, ...others] = places;
  if (own === undefined || tag.scope === undefined) return [];
  const set = (id: string, text: string, place: TagPlace, scope: TagScope): ActionMenuItem => ({
    id,
    text,
    onAction: () => {
      void setTagScope(place.locationId, tag.id, scope);
    },
  });
  if (tag.scope === 'copy') return [set('all', messages.tags.everyPlace(places.length), own, 'photo')];
  if (others.length === 0) return [];
  const shown = others.length > MOST_OTHER_PLACES ? [] : others;
  return [
    set('this', messages.tags.onlyCopy, own, 'copy'),
    ...shown.map((place) =>
      set(`only ${String(place.locationId)}`, messages.tags.onlyPlace(place.libraryName, place.relPath), place, 'copy'),
    ),
  ];
}

/** What can be done with a tag of a photo. */
export function tagMenu({ tag, places, onRemove, onHistory }: TagMenu): readonly ActionMenuItem[] {
  return [
    ...scopeItems({ tag, places }),
    { id: 'remove', text: messages.tags.removeIt, startsGroup: true, onAction: onRemove },
    {
      id: 'show',
      text: messages.tags.showTagged,
      onAction: () => {
        showTag(tag.id);
      },
    },
    {
      id: 'history',
      text: messages.tags.history,
      onAction: () => {
        onHistory(tag.id);
      },
    },
  ];
}
