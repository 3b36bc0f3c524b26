import { Plus, X } from 'lucide-react';
import { useId, useRef, type KeyboardEvent } from 'react';
import { lastLevelOf, type Insight, type LocationId, type TagSummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, useKeptFocus } from '../../ui/index.js';
import { giveTags, useTags } from '../tags/index.js';
import { offersOf, type Offer } from './offered.js';
import { dismissSuggestedTag } from './store.js';
import './insights.css';

export interface SuggestedTagsProps {
  readonly locationId: LocationId;
  readonly insight: Insight;
  readonly tags: readonly TagSummary[];
  readonly isSettled: boolean;
  readonly onLeave: () => void;
}

/** Nothing of it is the photo's before somebody takes it. */
export function SuggestedTags({ locationId, insight, tags, isSettled, onLeave }: SuggestedTagsProps) {
  const known = useTags((state) => state.tags);
  const list = useRef<HTMLUListElement>(null);
  const keptFocus = useKeptFocus(list, onLeave);
  const headingId = useId();
  const offers = offersOf(insight.suggestedTags, known, tags);
  return (
    <div className="suggested" hidden={offers.length === 0} data-testid="suggested-tags">
      <div className="suggested-head">
        <h3 id={headingId} className="suggested-title">
          {messages.insights.suggestedTags}
        </h3>
        {offers.length < 2 ? null : (
          <Button
            variant="quiet"
            label={messages.insights.acceptAllTags(offers.length)}
            onPress={() => {
              if (isSettled)
                void giveTags(
                  [locationId],
                  offers.map(({ tagId, name }) => tagId ?? name),
                );
            }}
          >
            {messages.insights.acceptAll}
          </Button>
        )}
      </div>
      <ul ref={list} className="chips" aria-labelledby={headingId} {...keptFocus}>
        {offers.map((offer) => (
          <SuggestedChip
            key={offer.name}
            offer={offer}
            onAccept={() => {
              if (isSettled) void giveTags([locationId], [offer.tagId ?? offer.name]);
            }}
            onDismiss={() => {
              if (isSettled) void dismissSuggestedTag(insight.id, offer.suggestion.name);
            }}
          />
        ))}
      </ul>
    </div>
  );
}

interface SuggestedChipProps {
  readonly offer: Offer;
  readonly onAccept: () => void;
  readonly onDismiss: () => void;
}

function SuggestedChip({ offer: { name, suggestion }, onAccept, onDismiss }: SuggestedChipProps) {
  const handleKey = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const item = event.currentTarget.closest('li');
    const next =
      event.key === 'ArrowRight'
        ? item?.nextElementSibling
        : event.key === 'ArrowLeft'
          ? item?.previousElementSibling
          : null;
    if (next !== null && next !== undefined) next.querySelector('button')?.focus();
    else if (event.key === 'Delete' || event.key === 'Backspace') onDismiss();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li className="chip chip-suggested" data-suggested={name}>
      <button
        type="button"
        className="chip-accept"
        aria-label={messages.insights.acceptTag(name)}
        title={[name, messages.insights.suggestedBy[suggestion.source]].join('\n')}
        onClick={onAccept}
        onKeyDown={handleKey}
      >
        <Plus size={12} />
        <span className="chip-name">{lastLevelOf(name)}</span>
      </button>
      <button
        type="button"
        className="chip-button"
        aria-label={messages.insights.dismissTag(name)}
        title={messages.insights.dismissTag(name)}
        onClick={onDismiss}
      >
        <X size={12} />
      </button>
    </li>
  );
}
