import { FolderClosed, Pin, PinOff, RefreshCw, ThumbsDown, ThumbsUp } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { ownHand, type Insight, type InsightRating, type LineageStep, type LocationId } from '../../api/index.js';
import { formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { visibleName } from '../../lib/visible-name.js';
import { Button, classes, IconButton, useKeptFocus } from '../../ui/index.js';
import { carriedText, madeBy } from './made-by.js';
import { standing } from './reason.js';
import { deleteInsight, makeCurrent, pin, rateInsight, renewInsight, unpin } from './store.js';
import { isSameText, wordDiff, type DiffPart } from './word-diff.js';
import './insights.css';

export interface InsightHistoryProps {
  readonly locationId: LocationId;
  readonly insights: readonly Insight[];
  /** Former bytes of the photo's files. */
  readonly lineage: readonly LineageStep[];
  /** Takes the keyboard when the last insight is deleted. */
  readonly onLeave: () => void;
}

/** Every insight of the photo, from all libraries: the current one first, then the others, latest first. */
export function InsightHistory({ locationId, insights, lineage, onLeave }: InsightHistoryProps) {
  const list = useRef<HTMLOListElement>(null);
  const keptFocus = useKeptFocus(list, onLeave);
  const current = insights.find((insight) => insight.isCurrent) ?? null;
  return (
    <ol ref={list} className="history" aria-label={messages.inspector.history} {...keptFocus}>
      {insights.map((insight) => (
        <HistoryCard
          key={insight.id}
          locationId={locationId}
          insight={insight}
          current={current}
          all={insights}
          carried={carriedText(insight, lineage)}
          onLeave={onLeave}
        />
      ))}
    </ol>
  );
}

interface HistoryCardProps {
  readonly locationId: LocationId;
  readonly carried: string | null;
  readonly insight: Insight;
  readonly current: Insight | null;
  readonly all: readonly Insight[];
  readonly onLeave: () => void;
}

function HistoryCard({ locationId, carried, insight, current, all, onLeave }: HistoryCardProps) {
  const [isComparing, setIsComparing] = useState(false);
  const titleId = useId();
  const card = useRef<HTMLLIElement>(null);
  const canCompare = current !== null && !insight.isCurrent;
  return (
    <li
      ref={card}
      tabIndex={-1}
      className={classes('history-card', insight.isCurrent && 'history-card-current')}
      data-testid="history-card"
      data-current={insight.isCurrent}
      aria-labelledby={titleId}
    >
      <Marks insight={insight} />
      {isComparing && current !== null ? (
        <Comparison insight={insight} current={current} titleId={titleId} />
      ) : (
        <>
          <h4 id={titleId} className="history-title selectable">
            {insight.title}
          </h4>
          <p className={classes('history-text selectable', insight.isCurrent && 'visually-hidden')}>
            {insight.summary}
          </p>
        </>
      )}
      <p className="history-from">{madeBy(insight)}</p>
      <p className="history-from history-path selectable" title={visibleName(insight.relPath)}>
        <FolderClosed size={12} />
        <span>{messages.insights.madeAt(insight.libraryName, insight.relPath)}</span>
      </p>
      {carried === null ? null : <p className="history-from">{carried}</p>}
      <p className="history-why">
        {standing(insight, all)}
        {insight.isStale ? ` ${messages.insights.staleText}` : ''}
      </p>
      <Actions
        locationId={locationId}
        insight={insight}
        canCompare={canCompare}
        isComparing={isComparing}
        onCompare={() => {
          setIsComparing(!isComparing);
        }}
        onStay={() => {
          card.current?.focus({ preventScroll: true });
        }}
        onDelete={() => {
          if (all.length === 1) onLeave();
          void deleteInsight(insight);
        }}
      />
    </li>
  );
}

function Marks({ insight }: { readonly insight: Insight }) {
  const { generatedAtMs, hasWrongClock, isCurrent, pinnedAtMs, isStale } = insight;
  const when = formatMoment(generatedAtMs);
  return (
    <div className="history-when">
      <time
        dateTime={new Date(generatedAtMs).toISOString()}
        {...(hasWrongClock ? { className: 'history-wrong-clock', title: messages.insights.wrongClockTitle } : {})}
      >
        {hasWrongClock ? messages.insights.wrongClock(when) : when}
      </time>
      {isCurrent ? <span className="mark mark-current">{messages.insights.current}</span> : null}
      {pinnedAtMs === null ? null : (
        <span className="mark" title={isCurrent ? messages.insights.pinnedTitle : messages.insights.pinnedBeforeTitle}>
          <Pin size={11} />
          {isCurrent ? messages.insights.pinned : messages.insights.pinnedBefore}
        </span>
      )}
      {isStale ? (
        <span className="mark mark-stale" title={messages.insights.staleText}>
          {messages.insights.stale}
        </span>
      ) : null}
    </div>
  );
}

interface ActionsProps {
  readonly locationId: LocationId;
  readonly insight: Insight;
  readonly canCompare: boolean;
  readonly isComparing: boolean;
  readonly onCompare: () => void;
  /** The button that was pressed may go away with what it did; the card stays, and takes the keyboard. */
  readonly onStay: () => void;
  readonly onDelete: () => void;
}

function Actions({ locationId, insight, canCompare, isComparing, onCompare, onStay, onDelete }: ActionsProps) {
  const { id, title, isCurrent } = insight;
  const isPinned = insight.pinnedAtMs !== null;
  const pinText = isPinned ? messages.insights.unpin : messages.insights.pin;
  return (
    <div className="history-actions">
      {isCurrent ? (
        <Button
          variant="quiet"
          label={messages.insights.actionOf(pinText, title)}
          onPress={() => {
            onStay();
            void (isPinned ? unpin(id) : pin(id));
          }}
        >
          {isPinned ? <PinOff size={14} /> : <Pin size={14} />}
          {pinText}
        </Button>
      ) : (
        <Button
          label={messages.insights.actionOf(messages.insights.makeCurrent, title)}
          onPress={() => {
            onStay();
            void makeCurrent(id);
          }}
        >
          {messages.insights.makeCurrent}
        </Button>
      )}
      {canCompare ? (
        <Button
          variant="quiet"
          label={isComparing ? messages.insights.hideCompare : messages.insights.compare}
          isExpanded={isComparing}
          onPress={onCompare}
        >
          {isComparing ? messages.insights.hideCompareShort : messages.insights.compareShort}
        </Button>
      ) : null}
      {insight.isStale && isCurrent ? (
        <Button
          variant="quiet"
          label={messages.insights.actionOf(messages.insights.renew, title)}
          onPress={() => {
            onStay();
            void renewInsight(locationId, insight);
          }}
        >
          <RefreshCw size={13} />
          {messages.insights.renew}
        </Button>
      ) : null}
      {insight.provider === ownHand ? null : <Rating insight={insight} />}
      <Button variant="quiet" label={messages.insights.actionOf(messages.insights.remove, title)} onPress={onDelete}>
        {messages.insights.remove}
      </Button>
    </div>
  );
}

/** What the user thinks of it; the one that is pressed is taken away by pressing it again. */
function Rating({ insight }: { readonly insight: Insight }) {
  const { rating, title } = insight;
  const words = messages.insights;
  const set = (chosen: InsightRating): void => {
    void rateInsight(insight, rating === chosen ? null : chosen);
  };
  return (
    <span className="history-rating" role="group" aria-label={words.actionOf(words.rating, title)}>
      <IconButton
        label={words.useful}
        isOn={rating === 'useful'}
        onPress={() => {
          set('useful');
        }}
      >
        <ThumbsUp size={14} />
      </IconButton>
      <IconButton
        label={words.wrong}
        isOn={rating === 'wrong'}
        onPress={() => {
          set('wrong');
        }}
      >
        <ThumbsDown size={14} />
      </IconButton>
    </span>
  );
}

interface ComparisonProps {
  readonly insight: Insight;
  readonly current: Insight;
  readonly titleId: string;
}

function Comparison({ insight, current, titleId }: ComparisonProps) {
  const title = wordDiff(insight.title, current.title);
  const text = wordDiff(insight.summary, current.summary);
  return (
    <div data-testid="comparison">
      <h4 id={titleId} className="history-title selectable">
        <Parts parts={title} />
      </h4>
      <p className="history-text selectable">
        <Parts parts={text} />
      </p>
      <p className="history-legend">
        {isSameText(title) && isSameText(text) ? (
          messages.insights.sameText
        ) : (
          <>
            <del>{messages.insights.removed}</del> <ins>{messages.insights.added}</ins>
          </>
        )}
      </p>
    </div>
  );
}

export function Parts({ parts }: { readonly parts: readonly DiffPart[] }) {
  return parts.map((part, index) => {
    const key = `${String(index)} ${part.kind}`;
    if (part.kind === 'added') return <ins key={key}>{part.text}</ins>;
    if (part.kind === 'removed') return <del key={key}>{part.text}</del>;
    return <span key={key}>{part.text}</span>;
  });
}
