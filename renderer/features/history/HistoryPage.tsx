import { Redo2, Undo2 } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { Edit } from '../../api/index.js';
import { formatAgo, formatMoment, formatTimeOfDay } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, classes, Failed, Page, useNow, usePageFocus, Waiting } from '../../ui/index.js';
import { canTakeBack, editText, takeBack, takeBackText, whoText } from '../edits/index.js';
import { groupByDay } from './days.js';
import { loadMore, retryHistory, showPhotosOf, startHistory, useHistory } from './store.js';
import { TagFilter } from './TagFilter.js';
import './history.css';

export function HistoryPage() {
  useEffect(startHistory, []);
  const page = usePageFocus();
  return (
    <Page page={page} column="history-column" label={messages.history.title} testId="history">
      <header className="history-head">
        <p className="history-intro">{messages.history.intro}</p>
        <TagFilter />
      </header>
      <Edits />
    </Page>
  );
}

function Edits() {
  const { edits, error, hasMore, tagId } = useHistory();
  const nowMs = useNow();
  const days = useMemo(() => groupByDay(edits ?? [], nowMs), [edits, nowMs]);
  if (error !== null) {
    const { loadFailed, retry } = messages.history;
    return <Failed title={loadFailed} text={error.message} retry={retry} onRetry={retryHistory} />;
  }
  if (edits === null) return <Waiting text={messages.history.loading} />;
  if (edits.length === 0) {
    return (
      <div className="state" data-testid="history-empty">
        <h2>{tagId === null ? messages.history.empty : messages.history.emptyTag}</h2>
        <p>{tagId === null ? messages.history.emptyText : messages.history.emptyTagText}</p>
      </div>
    );
  }
  return (
    <div className="edits">
      {days.map((day) => (
        <section key={day.key} className="edit-day" aria-label={day.title}>
          <h2 className="edit-day-title">{day.title}</h2>
          <ol className="edit-list">
            {day.edits.map((edit) => (
              <EditLine key={edit.id} edit={edit} nowMs={nowMs} />
            ))}
          </ol>
        </section>
      ))}
      {hasMore ? <More /> : null}
    </div>
  );
}

function EditLine({ edit, nowMs }: { readonly edit: Edit; readonly nowMs: number }) {
  const line = useRef<HTMLLIElement>(null);
  const what = editText(edit);
  const isOfPhotos = edit.insightTitle === null && !edit.action.startsWith('insight_');
  const isReachable = canTakeBack(edit);
  const button = takeBackText({ ...edit, canTakeBack: isReachable });
  const notes = [
    whoText(edit.madeBy),
    edit.undoneAtMs === null ? null : messages.history.takenBack[edit.role](formatAgo(edit.undoneAtMs, nowMs)),
    isReachable ? null : edit.albumName === null ? messages.history.tagGone : messages.albums.gone,
  ].filter((note) => note !== null);
  return (
    <li
      ref={line}
      className={classes('edit', edit.undoneAtMs !== null && 'edit-undone')}
      tabIndex={-1}
      data-testid="edit"
      data-edit-id={edit.id}
    >
      <time className="edit-time" dateTime={new Date(edit.atMs).toISOString()} title={formatMoment(edit.atMs)}>
        {formatTimeOfDay(edit.atMs)}
      </time>
      <div className="edit-text selectable">
        <p className="edit-what">{what}</p>
        <p className="edit-who">{notes.join(' · ')}</p>
      </div>
      <div className="edit-actions">
        {isOfPhotos && edit.photoCount === 0 ? null : (
          <Button
            variant="quiet"
            label={messages.history.photosOf(what)}
            onPress={() => {
              void showPhotosOf(edit);
            }}
          >
            {messages.history.showPhotos(isOfPhotos ? edit.photoCount : 1)}
          </Button>
        )}
        {button === null ? null : (
          <Button
            variant="quiet"
            label={messages.history.takeBackOf(button, what)}
            onPress={() => {
              // The button goes away with what it did; the line stays.
              line.current?.focus({ preventScroll: true });
              void takeBack(edit.id);
            }}
          >
            {edit.role === 'undo' ? <Redo2 size={14} /> : <Undo2 size={14} />}
            {button}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Older edits come by themselves when the end is in sight, and by the button for the keyboard. */
function More() {
  const sentinel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = sentinel.current;
    if (node === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void loadMore();
      },
      { rootMargin: '600px' },
    );
    observer.observe(node);
    return () => {
      observer.disconnect();
    };
  }, []);
  return (
    <div ref={sentinel} className="edits-more">
      <Button
        variant="quiet"
        onPress={() => {
          void loadMore();
        }}
      >
        {messages.history.more}
      </Button>
    </div>
  );
}
