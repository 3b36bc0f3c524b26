import { ChevronRight, Redo2, Undo2 } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { onEvent, toAppError, tryCall, type AppError, type LocationId, type PhotoTagChange } from '../../api/index.js';
import { formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { remember, remembered } from '../../lib/storage.js';
import { Button, classes, IconButton, Spinner, useNow } from '../../ui/index.js';
import { takeBack, takeBackText, useEdits } from '../edits/index.js';
import { changeNotes, changeText } from './change-text.js';
import { openHistory } from './store.js';
import './history.css';

const FIRST_SHOWN = 5;
const OPEN_KEY = 'tagHistoryOpen';

interface Loaded {
  readonly locationId: LocationId;
  readonly changes: readonly PhotoTagChange[] | null;
  readonly error: AppError | null;
}

function useChanges(locationId: LocationId, isOpen: boolean): Omit<Loaded, 'locationId'> {
  const edits = useEdits((state) => state.count);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [heard, setHeard] = useState(0);
  useEffect(
    () =>
      onEvent('changed', ({ topics }) => {
        if (topics.includes('tags')) setHeard((count) => count + 1);
      }),
    [],
  );
  useEffect(() => {
    if (!isOpen) return;
    let isWanted = true;
    const load = async (): Promise<void> => {
      const answer = await tryCall('photoTagHistory', { locationId });
      if (!isWanted) return;
      setLoaded(
        answer.ok
          ? { locationId, changes: answer.value, error: null }
          : { locationId, changes: null, error: toAppError(answer.error) },
      );
    };
    void load();
    return () => {
      isWanted = false;
    };
  }, [locationId, isOpen, edits, heard]);
  return loaded?.locationId === locationId ? loaded : { changes: null, error: null };
}

/** Every change of the photo's tags, on demand. */
export function PhotoTagHistory({ locationId }: { readonly locationId: LocationId }) {
  const [isOpen, setIsOpen] = useState(() => remembered<boolean>(OPEN_KEY, false));
  const listId = useId();
  const [isWhole, setIsWhole] = useState(false);
  const nowMs = useNow();
  const { changes, error } = useChanges(locationId, isOpen);
  const older = (changes?.length ?? 0) - FIRST_SHOWN;
  return (
    <div className="tag-history" data-testid="tag-history">
      <button
        type="button"
        className="disclosure"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => {
          remember(OPEN_KEY, !isOpen);
          setIsOpen(!isOpen);
        }}
      >
        <ChevronRight size={13} className={classes('disclosure-icon', isOpen && 'disclosure-icon-open')} />
        {messages.history.ofPhoto}
      </button>
      <div id={listId} hidden={!isOpen}>
        {error === null ? null : (
          <p className="tag-history-note" role="alert">
            {messages.history.loadFailed}: {error.message}
          </p>
        )}
        {changes === null && error === null ? <Spinner /> : null}
        {changes?.length === 0 ? <p className="tag-history-note">{messages.history.photoEmpty}</p> : null}
        <ol className="tag-history-list">
          {(changes ?? []).slice(0, isWhole ? undefined : FIRST_SHOWN).map((change, index) => (
            <Change key={change.editId ?? `tag ${String(index)}`} change={change} nowMs={nowMs} />
          ))}
        </ol>
        {older > 0 && !isWhole ? (
          <Button
            variant="quiet"
            className="tag-history-more"
            onPress={() => {
              setIsWhole(true);
            }}
          >
            {messages.history.older(older)}
          </Button>
        ) : null}
        {isOpen ? (
          <button
            type="button"
            className="link tag-history-all"
            onClick={() => {
              openHistory(null);
            }}
          >
            {messages.history.showAll}
          </button>
        ) : null}
      </div>
    </div>
  );
}

function Change({ change, nowMs }: { readonly change: PhotoTagChange; readonly nowMs: number }) {
  const line = useRef<HTMLLIElement>(null);
  const { editId, photoCount, role } = change;
  const what = changeText(change);
  const button = editId === null ? null : takeBackText({ ...change, canTakeBack: true });
  return (
    <li
      ref={line}
      className={classes('tag-change', change.undoneAtMs !== null && 'tag-change-undone')}
      tabIndex={-1}
      data-testid="tag-change"
    >
      <div className="tag-change-text selectable">
        <p className="tag-change-what">{what}</p>
        <p className="tag-change-note">
          <time dateTime={new Date(change.atMs).toISOString()}>{formatMoment(change.atMs)}</time>
          {changeNotes(change, nowMs).map((note) => ` · ${note}`)}
        </p>
      </div>
      {button === null || editId === null ? null : (
        <IconButton
          label={messages.history.takeBackAll(button, what, photoCount)}
          onPress={() => {
            // The button goes away with what it did; the line stays.
            line.current?.focus({ preventScroll: true });
            void takeBack(editId);
          }}
        >
          {role === 'undo' ? <Redo2 size={14} /> : <Undo2 size={14} />}
        </IconButton>
      )}
    </li>
  );
}
