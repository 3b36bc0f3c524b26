import { ChevronRight, Pencil, RefreshCw, Sparkles } from 'lucide-react';
import { useId, useState } from 'react';
import { ownHand, type Insight, type LocationId, type TagSummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, classes, FileName, Spinner } from '../../ui/index.js';
import { useOwnModel } from '../own-model/index.js';
import { factLabel } from './fact-label.js';
import { OwnTextForm } from './OwnTextForm.js';
import { generateInsights, isUnderWay, photoKey, renewInsight, useInsights } from './store.js';
import { builtIn } from './made-by.js';
import { SuggestedTags } from './SuggestedTags.js';
import './insights.css';

export interface CurrentInsightProps {
  readonly locationId: LocationId;
  readonly insight: Insight | null;
  /** Shown as the heading while there is no title. */
  readonly fileName: string;
  /** What the photo bears: it is not suggested. */
  readonly tags: readonly TagSummary[];
  /** False while all this is still that of the photo before. */
  readonly isSettled: boolean;
  /** Takes the keyboard when the last suggestion is gone. */
  readonly onLeave: () => void;
}

export function CurrentInsight({ locationId, insight, fileName, tags, isSettled, onLeave }: CurrentInsightProps) {
  const isBusy = useInsights((state) => isUnderWay(state, photoKey(locationId)));
  const hasOwnModel = useOwnModel((state) => state.model?.settings.on === true);
  const [isWriting, setIsWriting] = useState(false);
  if (isWriting) {
    return (
      <div className="insight" data-testid="inspector-insight">
        <OwnTextForm
          locationId={locationId}
          insight={insight}
          onDone={() => {
            setIsWriting(false);
          }}
        />
      </div>
    );
  }
  return (
    <div className="insight" data-testid="inspector-insight">
      <h2 className="insight-title selectable">
        <FileName>{insight?.title ?? fileName}</FileName>
      </h2>
      {insight === null ? (
        <p className="quiet">{messages.insights.none}</p>
      ) : (
        <p className="insight-text selectable">{insight.summary}</p>
      )}
      {insight?.isStale === true ? (
        <p className="insight-stale">
          {messages.insights.staleText} {/* What somebody wrote is theirs to change. */}
          {insight.provider === ownHand ? null : (
            <Button
              variant="quiet"
              className="insight-renew"
              isDisabled={isBusy}
              onPress={() => void renewInsight(locationId, insight)}
            >
              <RefreshCw size={13} />
              {messages.insights.renew}
            </Button>
          )}
        </p>
      ) : null}
      {insight === null ? null : (
        <SuggestedTags
          key={insight.id}
          locationId={locationId}
          insight={insight}
          tags={tags}
          isSettled={isSettled}
          onLeave={onLeave}
        />
      )}
      {insight !== null && insight.facts.length > 0 ? <InsightFacts insight={insight} /> : null}
      <div className="insight-actions">
        <Button
          variant={insight === null ? 'plain' : 'quiet'}
          isDisabled={isBusy}
          onPress={() => {
            void generateInsights({ locationIds: [locationId] }, 'all', photoKey(locationId));
          }}
        >
          {isBusy ? <Spinner /> : <Sparkles size={14} />}
          {isBusy
            ? messages.insights.generating
            : insight === null
              ? messages.insights.generate
              : messages.insights.again}
        </Button>
        <Button
          variant="quiet"
          onPress={() => {
            setIsWriting(true);
          }}
        >
          <Pencil size={13} />
          {insight === null ? messages.insights.write : messages.insights.edit}
        </Button>
        {hasOwnModel ? (
          <Button
            variant="quiet"
            isDisabled={isBusy}
            onPress={() => {
              void generateInsights({ locationIds: [locationId] }, 'all', photoKey(locationId), 'own_model');
            }}
          >
            {insight === null ? messages.ownModel.generate : messages.ownModel.generateAgain}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function InsightFacts({ insight }: { readonly insight: Insight }) {
  const [isOpen, setIsOpen] = useState(false);
  const listId = useId();
  return (
    <div>
      <button
        type="button"
        className="disclosure"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => {
          setIsOpen(!isOpen);
        }}
      >
        <ChevronRight size={13} className={classes('disclosure-icon', isOpen && 'disclosure-icon-open')} />
        {insight.provider === builtIn
          ? messages.insights.basedOn(insight.facts.length)
          : messages.insights.besideIt(insight.facts.length)}
      </button>
      <dl id={listId} className="insight-facts selectable" hidden={!isOpen}>
        {insight.facts.map((fact) => (
          <div key={`${fact.label} ${fact.text}`}>
            <dt>{factLabel(fact.label)}</dt>
            <dd>
              {fact.text} <span className="insight-source">{fact.source}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
