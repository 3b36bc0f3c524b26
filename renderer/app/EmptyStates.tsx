import { FolderPlus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { call, type AppError, type GridView } from '../api/index.js';
import { setLooking, useActivity } from '../features/activity/index.js';
import { addLibrary, errorText, libraryById, pickFolder, useLibraries } from '../features/libraries/index.js';
import { useFolderDrop } from '../features/settings/index.js';
import { useTags } from '../features/tags/index.js';
import { hasMarkFilter, leaveAside, narrowView, openPanel } from '../features/view/index.js';
import { messages } from '../lib/messages.js';
import { Button, classes, Spinner } from '../ui/index.js';

export function FirstStart() {
  const [refused, setRefused] = useState<{ readonly error: AppError; readonly path: string } | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const add = async (rootPath: string, acceptBroadRoot: boolean): Promise<void> => {
    setIsBusy(true);
    const outcome = await addLibrary({ rootPath, name: '', acceptBroadRoot });
    setIsBusy(false);
    setRefused(outcome.kind === 'refused' ? { error: outcome.error, path: rootPath } : null);
  };
  const choose = async (): Promise<void> => {
    const picked = await pickFolder();
    if (picked !== null) await add(picked, false);
  };
  const drop = useFolderDrop((path) => void add(path, false));
  return (
    <div
      className={classes('state first-start', drop.isOver && 'first-start-over')}
      data-testid="first-start"
      {...drop.handlers}
    >
      <Illustration />
      <h2>{messages.empty.welcome}</h2>
      <p>{messages.empty.welcomeText}</p>
      <Button variant="primary" size="large" isDisabled={isBusy} onPress={() => void choose()}>
        {isBusy ? <Spinner /> : <FolderPlus size={17} />}
        {messages.empty.choose}
      </Button>
      <p className="first-start-more">
        {messages.empty.dropHint}
        <span aria-hidden="true"> · </span>
        <button
          type="button"
          className="link"
          onClick={() => {
            openPanel('settings');
          }}
        >
          {messages.empty.typePath}
        </button>
      </p>
      {refused === null ? null : (
        <div className="first-start-error" role="alert">
          <p className="selectable">{errorText(refused.error)}</p>
          {refused.error.code === 'folder_too_broad' ? (
            <Button onPress={() => void add(refused.path, true)}>{messages.settings.addAnyway}</Button>
          ) : null}
        </div>
      )}
    </div>
  );
}

/** Justified rows of blank photos, as the grid will lay them out. */
function Illustration() {
  return (
    <svg className="illustration" viewBox="0 0 240 132" width="240" height="132" aria-hidden="true">
      <g>
        <rect x="0" y="0" width="92" height="64" rx="3" />
        <rect x="95" y="0" width="50" height="64" rx="3" />
        <rect className="illustration-accent" x="148" y="0" width="92" height="64" rx="3" />
        <rect x="0" y="67" width="50" height="64" rx="3" />
        <rect x="53" y="67" width="110" height="64" rx="3" />
        <rect x="166" y="67" width="74" height="64" rx="3" />
        <path d="M158 52 180 28l14 15 10-9 22 18z" />
        <circle cx="212" cy="20" r="6" />
      </g>
    </svg>
  );
}

export function Scanning({ found }: { readonly found: number }) {
  return (
    <div className="state" role="status">
      <Spinner />
      <h2>{messages.empty.scanning}</h2>
      <p>{messages.empty.scanningText(found)}</p>
    </div>
  );
}

/** What it means that a filter shows nothing; null when that says nothing by itself. */
const emptyFilter: Readonly<Record<GridView['filter'], { readonly title: string; readonly text: string } | null>> = {
  all: null,
  untagged: { title: messages.empty.nothingUntagged, text: messages.empty.nothingUntaggedText },
  missing: { title: messages.empty.nothingMissing, text: messages.empty.nothingMissingText },
  problems: { title: messages.empty.nothingProblems, text: messages.empty.nothingProblemsText },
  unreadable: { title: messages.empty.nothingUnreadable, text: messages.empty.nothingUnreadableText },
  duplicates: { title: messages.empty.nothingDuplicates, text: messages.empty.nothingDuplicatesText },
  replaced: { title: messages.empty.nothingReplaced, text: messages.empty.nothingReplacedText },
  ambiguous: { title: messages.empty.nothingAmbiguous, text: messages.empty.nothingAmbiguousText },
  changed_silently: { title: messages.empty.nothingSilent, text: messages.empty.nothingSilentText },
};

export function NothingHere({ view }: { readonly view: GridView }) {
  const library = useLibraries((state) => libraryById(state.libraries, view.libraryId));
  const tag = useTags((state) => state.tags.find(({ id }) => id === view.tagId));
  if (library !== undefined && library.availability.state !== 'online') {
    return (
      <State title={messages.empty.offline(library.name)} text={messages.empty.offlineNothing}>
        <SettingsButton />
      </State>
    );
  }
  if (hasMarkFilter(view)) {
    return (
      <State title={messages.filter.nothing} text={messages.filter.nothingText}>
        <Button
          onPress={() => {
            narrowView({ minRating: undefined, flag: undefined, label: undefined });
          }}
        >
          {messages.filter.clear}
        </Button>
      </State>
    );
  }
  if (view.likeLocationId !== undefined) return <NothingAlike />;
  if (view.bounds !== undefined) return <State title={messages.map.nothing} text={messages.map.nothingText} />;
  if (view.from !== undefined || view.monthDays !== undefined) {
    return <State title={messages.calendar.nothing} text={messages.calendar.nothingText} />;
  }
  if (view.albumId !== undefined) {
    return <State title={messages.albums.empty} text={messages.albums.emptyText} />;
  }
  if (view.tagId !== null) {
    const text = tag?.isInUse === true ? messages.empty.nothingTagMissing : messages.empty.nothingTag;
    return <State title={messages.empty.nothing} text={text} />;
  }
  const filtered = emptyFilter[view.filter];
  if (filtered !== null) return <State title={filtered.title} text={filtered.text} />;
  const text = library === undefined ? messages.empty.nothingAll : messages.empty.nothingLibrary;
  return (
    <State title={messages.empty.nothing} text={text}>
      <Button onPress={() => void call('scanLibrary', { libraryId: view.libraryId }).catch(() => undefined)}>
        {messages.empty.scanNow}
      </Button>
      <SettingsButton />
    </State>
  );
}

/** The photo itself is not shown either: it was not looked at. */
function NothingAlike() {
  const { looking } = useActivity((state) => state.activity);
  const words = messages.like;
  if (looking.isOn) return <State title={words.notYet} text={words.notYetText} />;
  return (
    <State title={words.off} text={words.offText}>
      <Button onPress={() => void setLooking(true)}>{words.turnOn}</Button>
      <Button onPress={leaveAside}>{words.back}</Button>
    </State>
  );
}

function SettingsButton() {
  return (
    <Button
      onPress={() => {
        openPanel('settings');
      }}
    >
      {messages.empty.openSettings}
    </Button>
  );
}

interface StateProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

function State({ title, text, children }: StateProps) {
  return (
    <div className="state" data-testid="empty">
      <h2>{title}</h2>
      <p className="selectable">{text}</p>
      {children === undefined ? null : <div className="state-actions">{children}</div>}
    </div>
  );
}
