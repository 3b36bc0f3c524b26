import { Ellipsis } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { call, toAppError, tryCall, type AppError, type LibrarySummary, type Progress } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { ActionMenu, Button, ProgressBar, showToast, TextInput } from '../../ui/index.js';
import { cancelScan, progressOfLibrary, progressText, useActivity } from '../activity/index.js';
import { generateInsights, libraryKey } from '../insights/index.js';
import { AvailabilityDot, availabilityWord, errorText, loadLibraries } from '../libraries/index.js';
import { useNow } from '../../ui/index.js';
import { RelocateForm } from './RelocateForm.js';
import { RemoveDialog } from './RemoveDialog.js';
import { countsText, scanText } from './scan-text.js';

const MENU_CLOSE_MILLIS = 80;

type Mode = 'rest' | 'rename' | 'relocate' | 'remove';

export function LibraryRow({ library }: { readonly library: LibrarySummary }) {
  const [mode, setMode] = useState<Mode>('rest');
  const activity = useActivity((state) => state.activity);
  const nowMs = useNow();
  const progress = progressOfLibrary(activity, library.id);
  const { availability, name } = library;
  const isOnline = availability.state === 'online';
  const rest = (): void => {
    setMode('rest');
  };
  return (
    <li className="library" data-testid="library" data-library-name={name}>
      <div className="library-head">
        <AvailabilityDot state={availability.state} />
        {mode === 'rename' ? (
          <RenameForm library={library} onDone={rest} />
        ) : (
          <>
            <h4 className="library-name">{name}</h4>
            {isOnline ? null : <span className="library-state">{availabilityWord(availability.state)}</span>}
            <span className="library-space" />
            <Button
              label={messages.settings.scanOf(name)}
              isDisabled={!isOnline || progress.some((item) => item.kind === 'scan')}
              onPress={() => {
                void scanNow(library);
              }}
            >
              {messages.settings.scanNow}
            </Button>
            <RowMenu library={library} onMode={setMode} />
          </>
        )}
      </div>
      <p className="library-path selectable">{library.rootPath}</p>
      {isOnline ? null : <p className="library-trouble selectable">{availability.message}</p>}
      <p className="library-facts">{countsText(library)}</p>
      {progress.length > 0 ? (
        <div className="library-progress">
          {progress.map((item) => (
            <RowProgress key={item.id} item={item} library={library} />
          ))}
        </div>
      ) : (
        <p className="library-facts">{scanText(library.lastScan, nowMs)}</p>
      )}
      <Unreadable library={library} />
      {mode === 'relocate' ? <RelocateForm library={library} onDone={rest} /> : null}
      {mode === 'remove' ? <RemoveDialog library={library} onDone={rest} /> : null}
    </li>
  );
}

async function scanNow(library: LibrarySummary): Promise<void> {
  try {
    await call('scanLibrary', { libraryId: library.id });
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

interface RowMenuProps {
  readonly library: LibrarySummary;
  readonly onMode: (mode: Mode) => void;
}

function RowMenu({ library, onMode }: RowMenuProps) {
  const generate = (scope: 'missing' | 'all'): void => {
    void generateInsights({ libraryId: library.id }, scope, libraryKey(library.id));
  };
  return (
    <ActionMenu
      label={messages.settings.more(library.name)}
      items={[
        {
          id: 'rename',
          text: messages.settings.rename,
          onAction: () => {
            onMode('rename');
          },
        },
        {
          id: 'relocate',
          text: messages.settings.relocate,
          onAction: () => {
            onMode('relocate');
          },
        },
        {
          id: 'missing',
          text: messages.settings.insightsMissing,
          onAction: () => {
            generate('missing');
          },
        },
        {
          id: 'all',
          text: messages.settings.insightsAll,
          onAction: () => {
            generate('all');
          },
        },
        {
          id: 'remove',
          text: messages.settings.remove,
          isDanger: true,
          onAction: () => {
            onMode('remove');
          },
        },
      ]}
    >
      <Ellipsis size={16} />
    </ActionMenu>
  );
}

function RowProgress({ item, library }: { readonly item: Progress; readonly library: LibrarySummary }) {
  const title =
    item.kind === 'scan'
      ? messages.settings.scanning
      : item.kind === 'read'
        ? messages.settings.reading
        : messages.settings.readingDetails;
  return (
    <div className="library-progress-item">
      <div className="library-progress-line">
        <span>{title}</span>
        <span className="library-progress-text">{progressText(item)}</span>
        {item.kind === 'scan' ? (
          <Button
            variant="quiet"
            className="library-stop"
            label={messages.activity.cancelScan(library.name)}
            onPress={() => {
              cancelScan(library.id);
            }}
          >
            {messages.settings.stop}
          </Button>
        ) : null}
      </div>
      <ProgressBar label={title} done={item.done} total={item.total} />
    </div>
  );
}

function Unreadable({ library }: { readonly library: LibrarySummary }) {
  const report = library.lastScan;
  if (report === null || report.unreadableCount === 0) return null;
  const more = report.unreadableCount - report.unreadableExamples.length;
  return (
    <p className="library-trouble selectable">
      {messages.settings.unreadable(report.unreadableCount)} {report.unreadableExamples.join(', ')}
      {more > 0 ? ` ${messages.settings.unreadableMore(more)}` : ''}
    </p>
  );
}

function RenameForm({ library, onDone }: { readonly library: LibrarySummary; readonly onDone: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(library.name);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    const focus = (): void => {
      input.current?.focus();
      input.current?.select();
    };
    focus();
    // The menu that led here gives the focus back to its button when it closes.
    const timer = setTimeout(() => {
      if (document.activeElement !== input.current) focus();
    }, MENU_CLOSE_MILLIS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  const save = async (): Promise<void> => {
    const result = await tryCall('renameLibrary', { libraryId: library.id, name: name.trim() });
    if (!result.ok) {
      setError(result.error);
      return;
    }
    await loadLibraries();
    onDone();
  };
  return (
    <form
      className="library-rename"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        ref={input}
        label={messages.settings.nameOf(library.name)}
        value={name}
        isInvalid={error !== null}
        onChange={(value) => {
          setError(null);
          setName(value);
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onDone();
        }}
      />
      <Button type="submit" variant="primary">
        {messages.settings.save}
      </Button>
      <Button onPress={onDone}>{messages.settings.cancel}</Button>
      {error === null ? null : (
        <p className="form-error" role="alert">
          {errorText(error)}
        </p>
      )}
    </form>
  );
}
