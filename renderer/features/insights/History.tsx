import { FolderClosed, Pin, PinOff, RefreshCw, ThumbsDown, ThumbsUp, Trash2 } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import {
  ownHand,
  type Insight,
  type InsightId,
  type InsightRating,
  type LineageStep,
  type LocationId,
} from '../../api/index.js';
import { formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { visibleName } from '../../lib/visible-name.js';
import { Button, classes, IconButton, useKeptFocus } from '../../ui/index.js';
import { CompareDialog } from './CompareDialog.js';
import { carriedText, madeBy } from './made-by.js';
import { standing } from './reason.js';
import { deleteInsight, makeCurrent, pin, rateInsight, renewInsight, unpin } from './store.js';
import { withUsual } from './version-difference.js';
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
  const [compared, setCompared] = useState<readonly InsightId[] | null>(null);
  return (
    <>
      <ol ref={list} className="history" aria-label={messages.inspector.history} {...keptFocus}>
        {insights.map((insight) => (
          <HistoryCard
            key={insight.id}
            locationId={locationId}
            insight={insight}
            all={insights}
            carried={carriedText(insight, lineage)}
            onCompare={() => {
              setCompared(withUsual(insight, insights));
            }}
            onLeave={onLeave}
          />
        ))}
      </ol>
      {compared === null ? null : (
        <CompareDialog
          insights={insights}
          first={compared}
          onClose={() => {
            setCompared(null);
          }}
        />
      )}
    </>
  );
}

interface HistoryCardProps {
  readonly locationId: LocationId;
  readonly carried: string | null;
  readonly insight: Insight;
  readonly all: readonly Insight[];
  readonly onCompare: () => void;
  readonly onLeave: () => void;
}

function HistoryCard({ locationId, carried, insight, all, onCompare, onLeave }: HistoryCardProps) {
  const titleId = useId();
  const card = useRef<HTMLLIElement>(null);
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
      <h4 id={titleId} className="history-title selectable">
        {insight.title}
      </h4>
      <p className={classes('history-text selectable', insight.isCurrent && 'visually-hidden')}>{insight.summary}</p>
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
        onCompare={all.length > 1 ? onCompare : null}
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
  /** Null where there is nothing to compare with. */
  readonly onCompare: (() => void) | null;
  /** The button that was pressed may go away with what it did; the card stays, and takes the keyboard. */
  readonly onStay: () => void;
  readonly onDelete: () => void;
}

function Actions({ locationId, insight, onCompare, onStay, onDelete }: ActionsProps) {
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
      {onCompare === null ? null : (
        <Button
          variant="quiet"
          label={messages.insights.actionOf(messages.insights.compare, title)}
          onPress={onCompare}
        >
          {messages.insights.compare}
        </Button>
      )}
      {insight.isStale && isCurrent && insight.provider !== ownHand ? (
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
      <span className="history-icons">
        {insight.provider === ownHand ? null : <Rating insight={insight} />}
        <IconButton label={messages.insights.actionOf(messages.insights.remove, title)} onPress={onDelete}>
          <Trash2 size={14} />
        </IconButton>
      </span>
    </div>
  );
}

/** What the user thinks of it; the one that is pressed is taken away by pressing it again. */
function Rating({ insight }: { readonly insight: Insight }) {
  const { title } = insight;
  const words = messages.insights;
  // What was pressed is shown at once, so that a second press takes it away; what the engine says next is shown instead.
  const [pressed, setPressed] = useState<{ over: InsightRating | null; rating: InsightRating | null } | null>(null);
  if (pressed !== null && pressed.over !== insight.rating) setPressed(null);
  const rating = pressed?.over === insight.rating ? pressed.rating : insight.rating;
  const set = (chosen: InsightRating): void => {
    const next = rating === chosen ? null : chosen;
    setPressed({ over: insight.rating, rating: next });
    void rateInsight(insight, next).then((isSet) => {
      if (!isSet) setPressed(null);
    });
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
