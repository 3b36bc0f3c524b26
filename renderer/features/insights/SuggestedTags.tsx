import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { offersOf, tagMeantBy, type Insight, type LocationId, type TagSummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button } from '../../ui/index.js';
import { giveTags, Suggested, SuggestedTag, useTags } from '../tags/index.js';
import { dismissSuggestedTag } from './store.js';

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
  const words = messages.insights;
  const meantBy = useMemo(() => tagMeantBy(known), [known]);
  const offers = offersOf(
    insight.suggestedTags,
    meantBy,
    tags.map(({ name }) => name),
  );
  const acceptAll =
    offers.length < 2 ? null : (
      <Button
        variant="quiet"
        label={words.acceptAllTags(offers.length)}
        onPress={() => {
          if (isSettled)
            void giveTags(
              [locationId],
              offers.map(({ tagId, name }) => tagId ?? name),
            );
        }}
      >
        {words.acceptAll}
      </Button>
    );
  return (
    <Suggested
      title={words.suggestedTags}
      testId="suggested-tags"
      isEmpty={offers.length === 0}
      act={acceptAll}
      onLeave={onLeave}
    >
      {offers.map(({ name, tagId, suggestion }) => (
        <SuggestedTag
          key={name}
          name={name}
          icon={<Plus size={12} />}
          reason={words.suggestedBy[suggestion.source]}
          onAccept={() => {
            if (isSettled) void giveTags([locationId], [tagId ?? name]);
          }}
          onDismiss={() => {
            if (isSettled) void dismissSuggestedTag(insight.id, suggestion.name);
          }}
        />
      ))}
    </Suggested>
  );
}
