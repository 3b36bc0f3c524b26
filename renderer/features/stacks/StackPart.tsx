import { ImageOff } from 'lucide-react';
import { thumbnailUrl, type PhotoDetails, type StackedPhoto } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { isolatedName } from '../../lib/visible-name.js';
import { ActionMenu, Button, classes } from '../../ui/index.js';
import { turnedStyle } from '../photos/index.js';
import { showStack, useView } from '../view/index.js';
import { makeFirst, takeOut, unstack } from './actions.js';
import './stacks.css';

/** As in `stacks.css`, in pixels. */
const MEMBER_SIZE = 64;

/** The photos that are in one stack with this one; nothing for a photo that is in none. */
export function StackPart({ details }: { readonly details: PhotoDetails }) {
  const { stackedPhotos, locationId, contentHash } = details;
  const isOpen = useView((state) => state.view.stackOf !== undefined);
  const words = messages.stacks;
  if (stackedPhotos.length === 0) return null;
  const isShown = (photo: StackedPhoto): boolean =>
    photo.locationId === locationId || (contentHash !== null && photo.contentHash === contentHash);
  return (
    <section className="inspector-section" aria-labelledby="inspector-stack" data-testid="inspector-stack">
      <h3 id="inspector-stack">{words.heading(stackedPhotos.length)}</h3>
      <ol className="stack-members scroll" aria-label={words.list}>
        {stackedPhotos.map((photo, at) => (
          <li key={photo.locationId}>
            <ActionMenu
              className={classes('stack-member', isShown(photo) && 'stack-member-shown')}
              label={words.member(isolatedName(photo.fileName), at + 1)}
              items={[
                {
                  id: 'first',
                  text: words.makeFirst,
                  isDisabled: at === 0,
                  onAction: () => void makeFirst(photo.locationId),
                },
                { id: 'out', text: words.takeOut, onAction: () => void takeOut(photo.locationId) },
              ]}
            >
              <Picture photo={photo} />
              {at === 0 ? <span className="stack-member-first">{words.first}</span> : null}
            </ActionMenu>
          </li>
        ))}
      </ol>
      <p className="inspector-note">{words.explained}</p>
      <div className="stack-acts">
        {isOpen ? null : (
          <Button
            onPress={() => {
              showStack(locationId);
            }}
          >
            {words.showAll}
          </Button>
        )}
        <Button onPress={() => void unstack([locationId])}>{words.unstack}</Button>
      </div>
    </section>
  );
}

function Picture({ photo }: { readonly photo: StackedPhoto }) {
  if (!photo.hasThumbnail || photo.contentHash === null) return <ImageOff size={18} />;
  return (
    <img
      src={thumbnailUrl(photo.contentHash)}
      style={turnedStyle(photo.turn, MEMBER_SIZE, MEMBER_SIZE)}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
    />
  );
}
