import { ImageOff, Plus, SquareStack, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { thumbnailUrl, type StackSuggestion, type SuggestedPhoto } from '../../api/index.js';
import { formatDimensions, formatWallDate, formatWallTime } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { isolatedName } from '../../lib/visible-name.js';
import {
  AskingDialog,
  Button,
  classes,
  Failed,
  Page,
  Spinner,
  useKeptFocus,
  usePageFocus,
  Waiting,
} from '../../ui/index.js';
import { setLooking, useActivity } from '../activity/index.js';
import { turnedStyle } from '../photos/index.js';
import { noChoice, photosOfChoice } from './choice.js';
import {
  acceptSuggestions,
  chooseFirst,
  dismissSuggestion,
  openSuggestions,
  retrySuggestions,
  showMoreSuggestions,
  startSuggestions,
  toggleOut,
  useSuggestions,
} from './store.js';
import './suggestions.css';

/** Photos that may belong into one stack, group by group: what is found is only ever suggested. */
export function SuggestionsPage() {
  useEffect(startSuggestions, []);
  const page = usePageFocus();
  return (
    <Page page={page} column="stack-page-column" label={messages.suggestions.title} testId="stack-suggestions">
      <p className="page-intro stack-page-intro">{messages.suggestions.intro}</p>
      <LookNote />
      <List page={page} />
    </Page>
  );
}

/** What has not been looked at is only found by its time; here is how that changes. */
function LookNote() {
  const words = messages.suggestions;
  const notLookedAt = useSuggestions((state) => state.found?.notLookedAt ?? 0);
  const { looking } = useActivity((state) => state.activity);
  if (notLookedAt === 0) return null;
  return (
    <div className="stack-page-note" data-testid="stack-look-note">
      <p>{looking.isOn ? words.lookingNote(notLookedAt) : words.notLookedNote(notLookedAt)}</p>
      {looking.isOn ? <Spinner /> : <Button onPress={() => void setLooking(true)}>{messages.like.turnOn}</Button>}
    </div>
  );
}

function List({ page }: { readonly page: RefObject<HTMLElement | null> }) {
  const words = messages.suggestions;
  const state = useSuggestions();
  const { found, error, isLoading } = state;
  const list = useRef<HTMLOListElement>(null);
  const keptFocus = useKeptFocus(list, () => page.current?.focus({ preventScroll: true }));
  const open = openSuggestions(state);
  if (error !== null) {
    return (
      <Failed title={words.loadFailed} text={error.message} retry={messages.history.retry} onRetry={retrySuggestions} />
    );
  }
  if (found === null) return <Waiting text={words.searching} />;
  if (open.length === 0) {
    if (isLoading) return <Waiting text={words.searching} />;
    return (
      <div className="state" data-testid="stack-suggestions-empty">
        <h2>{words.none}</h2>
        <p>{words.noneText}</p>
      </div>
    );
  }
  const answered = found.groups.length - open.length;
  return (
    <>
      <AllShown shown={open} total={found.total - answered} />
      <ol ref={list} className="stack-groups" aria-label={words.title} {...keptFocus}>
        {open.map((suggestion) => (
          <Suggestion key={suggestion.id} suggestion={suggestion} />
        ))}
      </ol>
      {found.total > found.groups.length ? (
        <div className="stack-page-more">
          <Button variant="quiet" onPress={showMoreSuggestions}>
            {words.more}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function AllShown({ shown, total }: { readonly shown: readonly StackSuggestion[]; readonly total: number }) {
  const words = messages.suggestions;
  const [isAsking, setIsAsking] = useState(false);
  const choices = useSuggestions((state) => state.choices);
  const isBusy = useSuggestions((state) => state.isBusy);
  const photos = shown.reduce(
    (sum, suggestion) => sum + photosOfChoice(suggestion, choices.get(suggestion.id) ?? noChoice).length,
    0,
  );
  return (
    <div className="stack-page-acts">
      <p role="status" data-testid="stack-suggestion-count">
        {words.count(total)}
      </p>
      <Button
        isDisabled={isBusy}
        onPress={() => {
          setIsAsking(true);
        }}
      >
        {words.acceptShown(shown.length)}
      </Button>
      {isAsking ? (
        <AskingDialog
          title={words.acceptTitle(shown.length)}
          doIt={words.acceptDo}
          cancel={words.cancel}
          isReady
          isOnlyAsking
          onClose={() => {
            setIsAsking(false);
          }}
          onDo={async () => {
            await acceptSuggestions(shown);
            setIsAsking(false);
            return null;
          }}
        >
          <p className="stack-page-dialog">{words.acceptText(shown.length, photos)}</p>
        </AskingDialog>
      ) : null}
    </div>
  );
}

function Suggestion({ suggestion }: { readonly suggestion: StackSuggestion }) {
  const words = messages.suggestions;
  const choice = useSuggestions((state) => state.choices.get(suggestion.id) ?? noChoice);
  const isBusy = useSuggestions((state) => state.isBusy);
  const { photos, kind, fromMs, toMs } = suggestion;
  const chosen = photosOfChoice(suggestion, choice);
  const [active, setActive] = useState(0);
  const row = useRef<HTMLUListElement>(null);
  const name = `${formatWallDate(fromMs)}, ${formatWallTime(fromMs)}`;
  const move = (to: number): void => {
    const at = Math.min(photos.length - 1, Math.max(0, to));
    setActive(at);
    row.current?.querySelectorAll<HTMLElement>('[data-photo]')[at]?.focus();
  };
  const handleKey = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: active - 1,
      ArrowRight: active + 1,
      Home: 0,
      End: photos.length - 1,
    };
    const to = steps[event.key];
    const photo = photos[active];
    if (to !== undefined) move(to);
    else if ((event.key === 'Delete' || event.key === 'Backspace') && photo !== undefined) {
      toggleOut(suggestion, photo.locationId);
    } else return;
    event.preventDefault();
  };
  return (
    <li className="stack-group" data-testid="stack-suggestion">
      <div className="stack-group-head">
        <div className="stack-group-title">
          <h3>{kind === 'alike' ? words.alike : words.burst(Math.round((toMs - fromMs) / 1000))}</h3>
          <p>{name}</p>
        </div>
        <div className="stack-group-acts">
          <Button
            variant="quiet"
            label={words.dismissOf(name)}
            isDisabled={isBusy}
            onPress={() => void dismissSuggestion(suggestion)}
          >
            {words.dismiss}
          </Button>
          <Button
            variant="primary"
            label={words.acceptOf(chosen.length, name)}
            isDisabled={isBusy || chosen.length < 2}
            onPress={() => void acceptSuggestions([suggestion])}
          >
            <SquareStack size={14} />
            {words.accept(chosen.length)}
          </Button>
        </div>
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its buttons have the focus, one of them by Tab and the others by arrows */}
      <ul ref={row} className="stack-group-photos" aria-label={words.photosOf(name)} onKeyDown={handleKey}>
        {photos.map((photo, at) => (
          <Photo
            key={photo.locationId}
            suggestion={suggestion}
            photo={photo}
            isFirst={photo.locationId === chosen[0]}
            isOut={choice.out.has(photo.locationId)}
            isSuggested={at === 0}
            isInTabOrder={at === active}
            onFocus={() => {
              setActive(at);
            }}
          />
        ))}
      </ul>
    </li>
  );
}

interface PhotoProps {
  readonly suggestion: StackSuggestion;
  readonly photo: SuggestedPhoto;
  readonly isFirst: boolean;
  readonly isOut: boolean;
  /** As the first. */
  readonly isSuggested: boolean;
  readonly isInTabOrder: boolean;
  readonly onFocus: () => void;
}

/** As in `suggestions.css`, in pixels. */
const size = { width: 144, height: 108 } as const;

function Photo({ suggestion, photo, isFirst, isOut, isSuggested, isInTabOrder, onFocus }: PhotoProps) {
  const words = messages.suggestions;
  const { locationId, contentHash, fileName, libraryName, width, height, turn } = photo;
  const name = isolatedName(fileName);
  const why = isSuggested ? words.reasons[suggestion.reason](suggestion.photos.length) : null;
  const facts = [libraryName, width === null || height === null ? null : formatDimensions(width, height)];
  const said = [name, ...facts, isOut ? words.isOut : isFirst ? words.first : null, why];
  return (
    <li className={classes('stack-choice', isOut && 'stack-choice-out', isFirst && 'stack-choice-first')}>
      <button
        type="button"
        className="stack-choice-picture"
        data-photo=""
        data-testid="suggested-photo"
        data-file-name={fileName}
        tabIndex={isInTabOrder ? 0 : -1}
        aria-pressed={isFirst}
        aria-label={said.filter((part) => part !== null).join(', ')}
        aria-keyshortcuts="Delete"
        onFocus={onFocus}
        onClick={() => {
          chooseFirst(suggestion, locationId);
        }}
      >
        {photo.hasThumbnail ? (
          <img
            src={thumbnailUrl(contentHash)}
            style={turnedStyle(turn, size.width, size.height)}
            alt=""
            loading="lazy"
            decoding="async"
            draggable={false}
          />
        ) : (
          <ImageOff size={18} />
        )}
        {isFirst ? <span className="stack-choice-badge">{words.first}</span> : null}
      </button>
      <button
        type="button"
        className="stack-choice-out-button"
        tabIndex={-1}
        aria-label={isOut ? words.putBack(name) : words.leaveOut(name)}
        title={isOut ? words.putBack(name) : words.leaveOut(name)}
        onClick={() => {
          toggleOut(suggestion, locationId);
        }}
      >
        {isOut ? <Plus size={13} /> : <X size={13} />}
      </button>
      <span className="stack-choice-why">{isOut ? words.isOut : (why ?? '')}</span>
    </li>
  );
}
