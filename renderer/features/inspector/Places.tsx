import { FolderOpen } from 'lucide-react';
import { call, toAppError, type Place } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { ActionMenu, FileName, IconButton, showToast } from '../../ui/index.js';
import { openHistory } from '../history/index.js';
import { AvailabilityDot } from '../libraries/index.js';
import { tagMenu, untagPhotos } from '../tags/index.js';

function placeTrouble(place: Place): string | null {
  if (place.libraryState === 'offline') return messages.inspector.placeOffline;
  if (place.libraryState === 'suspect') return messages.inspector.placeSuspect;
  if (place.presence === 'missing') return messages.inspector.placeMissing;
  if (place.presence === 'unconfirmed') return messages.inspector.placeUnconfirmed;
  return null;
}

async function showInFolder(place: Place): Promise<void> {
  try {
    await call('showInFolder', { locationId: place.locationId });
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

export interface PlacesProps {
  /** Every location of the same bytes in every library, this one first. */
  readonly places: readonly Place[];
  /** False while they are still those of the photo before. */
  readonly isSettled: boolean;
}

export function Places({ places, isSettled }: PlacesProps) {
  return (
    <ul className="places">
      {places.map((place, index) => {
        const trouble = placeTrouble(place);
        const others = places.filter((other) => other !== place);
        return (
          <li key={place.locationId} className="place" data-testid="place" data-location-id={place.locationId}>
            <span className="place-dot">
              <AvailabilityDot state={place.libraryState} />
            </span>
            <div className="place-text selectable">
              <span className="place-library">
                {place.libraryName}
                {index === 0 && others.length > 0 ? (
                  <span className="place-this">{messages.inspector.thisCopy}</span>
                ) : null}
              </span>
              <FileName className="place-path">{place.relPath}</FileName>
              {trouble === null ? null : <span className="place-trouble">{trouble}</span>}
              {place.isChangedSilently ? (
                <span className="place-trouble">{messages.inspector.placeChangedSilently}</span>
              ) : null}
              {index === 0 ? null : <CopyTags place={place} others={others} isSettled={isSettled} />}
            </div>
            {trouble === null ? (
              <IconButton
                label={messages.inspector.showPathInFolder(place.relPath)}
                onPress={() => {
                  void showInFolder(place);
                }}
              >
                <FolderOpen size={15} />
              </IconButton>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

interface CopyTagsProps {
  readonly place: Place;
  readonly others: readonly Place[];
  readonly isSettled: boolean;
}

/** Tags that this other copy alone bears: the photo in view does not. */
function CopyTags({ place, others, isSettled }: CopyTagsProps) {
  if (place.tags.length === 0) return null;
  return (
    <span className="place-tags">
      <span className="place-tags-label">{messages.inspector.onlyHere}</span>
      {place.tags.map((tag) => (
        <ActionMenu
          key={tag.id}
          className="place-tag"
          label={messages.inspector.tagOnlyAt(tag.name, place.libraryName, place.relPath)}
          items={tagMenu({
            tag: { id: tag.id, scope: 'copy' },
            places: isSettled ? [place, ...others] : [],
            onRemove: () => {
              if (isSettled) void untagPhotos([place.locationId], tag.id, 'copy');
            },
            onHistory: openHistory,
          })}
        >
          {tag.name}
        </ActionMenu>
      ))}
    </span>
  );
}
