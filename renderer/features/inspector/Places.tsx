import { FolderOpen } from 'lucide-react';
import { call, toAppError, type Place } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { IconButton, showToast } from '../../ui/index.js';
import { AvailabilityDot } from '../libraries/index.js';

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

/** Every location of the same bytes in every library, this one first. */
export function Places({ places }: { readonly places: readonly Place[] }) {
  return (
    <ul className="places">
      {places.map((place) => {
        const trouble = placeTrouble(place);
        return (
          <li key={place.locationId} className="place" data-testid="place" data-location-id={place.locationId}>
            <span className="place-dot">
              <AvailabilityDot state={place.libraryState} />
            </span>
            <div className="place-text selectable">
              <span className="place-library">{place.libraryName}</span>
              <span className="place-path">{place.relPath}</span>
              {trouble === null ? null : <span className="place-trouble">{trouble}</span>}
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
