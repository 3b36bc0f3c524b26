import { FolderClosed, Pin } from 'lucide-react';
import { useId, useState } from 'react';
import type { Insight } from '../../api/index.js';
import { formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, classes } from '../../ui/index.js';
import { standing } from './reason.js';
import { makeCurrent } from './store.js';
import { isSameText, wordDiff, type DiffPart } from './word-diff.js';
import './insights.css';

/** Every insight of the photo, from all libraries: the current one first, then the others, latest first. */
export function InsightHistory({ insights }: { readonly insights: readonly Insight[] }) {
  const current = insights.find((insight) => insight.isCurrent) ?? null;
  return (
    <ol className="history" aria-label={messages.inspector.history}>
      {insights.map((insight) => (
        <HistoryCard key={insight.id} insight={insight} current={current} all={insights} />
      ))}
    </ol>
  );
}

interface HistoryCardProps {
  readonly insight: Insight;
  readonly current: Insight | null;
  readonly all: readonly Insight[];
}

function HistoryCard({ insight, current, all }: HistoryCardProps) {
  const [isComparing, setIsComparing] = useState(false);
  const titleId = useId();
  const canCompare = current !== null && !insight.isCurrent;
  return (
    <li
      className={classes('history-card', insight.isCurrent && 'history-card-current')}
      data-testid="history-card"
      data-current={insight.isCurrent}
      aria-labelledby={titleId}
    >
      <div className="history-when">
        <time dateTime={new Date(insight.generatedAtMs).toISOString()}>{formatMoment(insight.generatedAtMs)}</time>
        {insight.isCurrent ? <span className="mark mark-current">{messages.insights.current}</span> : null}
        {insight.pinnedAtMs === null ? null : (
          <span className="mark" title={messages.insights.pinnedTitle}>
            <Pin size={11} />
            {messages.insights.pinned}
          </span>
        )}
        {insight.isStale ? (
          <span className="mark mark-stale" title={messages.insights.staleTitle}>
            {messages.insights.stale}
          </span>
        ) : null}
      </div>
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
      <p className="history-from">
        {messages.insights.provider(insight.provider, insight.modelVersion)},{' '}
        {insight.requestedBy === 'user' ? messages.insights.byUser : messages.insights.byBackground}
      </p>
      <p className="history-from history-path selectable" title={insight.relPath}>
        <FolderClosed size={12} />
        <span>{messages.insights.madeAt(insight.libraryName, insight.relPath)}</span>
      </p>
      <p className="history-why">{standing(insight, all)}</p>
      {canCompare ? (
        <div className="history-actions">
          <Button
            onPress={() => {
              void makeCurrent(insight.id);
            }}
          >
            {messages.insights.makeCurrent}
          </Button>
          <Button
            variant="quiet"
            isExpanded={isComparing}
            onPress={() => {
              setIsComparing(!isComparing);
            }}
          >
            {isComparing ? messages.insights.hideCompare : messages.insights.compare}
          </Button>
        </div>
      ) : null}
    </li>
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

function Parts({ parts }: { readonly parts: readonly DiffPart[] }) {
  return parts.map((part, index) => {
    const key = `${String(index)} ${part.kind}`;
    if (part.kind === 'added') return <ins key={key}>{part.text}</ins>;
    if (part.kind === 'removed') return <del key={key}>{part.text}</del>;
    return <span key={key}>{part.text}</span>;
  });
}
