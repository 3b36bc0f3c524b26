import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { call, toAppError, type LibrarySummary, type Progress } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { ActionMenu, Button, classes, ProgressBar, showToast, useNow } from '../../ui/index.js';
import { cancelOf, progressOfLibrary, progressText, useActivity } from '../activity/index.js';
import { askToDescribe, generateInsights, jobOf, libraryKey, useInsights } from '../insights/index.js';
import { AvailabilityDot, AvailabilityNote, availabilityWord, LossNote } from '../libraries/index.js';
import { IgnoreForm } from './IgnoreForm.js';
import { openPanel, showHealth } from '../view/index.js';
import { MarkerSwitch } from './MarkerSwitch.js';
import { RelocateForm } from './RelocateForm.js';
import { RemoveDialog } from './RemoveDialog.js';
import { RenameForm } from './RenameForm.js';
import { countsText, scanText, watchingText } from './scan-text.js';

type Mode = 'rest' | 'rename' | 'relocate' | 'ignore' | 'remove';

export function LibraryRow({ library }: { readonly library: LibrarySummary }) {
  const [mode, setMode] = useState<Mode>('rest');
  const activity = useActivity((state) => state.activity);
  const nowMs = useNow();
  const jobId = useInsights((state) => jobOf(state, libraryKey(library.id)));
  const job = activity.items.find((item) => item.kind === 'insights' && item.jobId === jobId);
  const files = progressOfLibrary(activity, library.id);
  const progress = job === undefined ? files : [...files, job];
  const { availability, name } = library;
  const isOnline = availability.state === 'online';
  const watching = watchingText(availability.watching);
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
            {availability.reason === 'readable' ? null : (
              <span className={classes('library-state', isOnline && 'library-state-quiet')}>
                {availabilityWord(availability)}
              </span>
            )}
            <span className="library-space" />
            <Button
              label={messages.settings.scanOf(name)}
              isDisabled={progress.some((item) => item.kind === 'scan')}
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
      {watching === null ? null : (
        <p className="library-facts" data-testid="watching">
          {watching}
        </p>
      )}
      {library.ignorePatterns.length > 0 && mode !== 'ignore' ? (
        <p className="library-facts">{messages.settings.ignores(library.ignorePatterns)}</p>
      ) : null}
      <LeftOutLine library={library} />
      <div className="library-notes">
        <AvailabilityNote library={library} isNamed />
        {library.lossGuard === null ? null : (
          <LossNote libraryId={library.id} name={name} guard={library.lossGuard} isNamed />
        )}
      </div>
      <MarkerSwitch library={library} />
      {mode === 'ignore' ? <IgnoreForm library={library} onDone={rest} /> : null}
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
          id: 'ignore',
          text: messages.settings.ignore,
          onAction: () => {
            onMode('ignore');
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
          id: 'describe',
          text: messages.describe.open,
          onAction: () => {
            void askToDescribe({
              target: { libraryId: library.id },
              targetKey: libraryKey(library.id),
              name: messages.jobs.ofLibrary(library.name),
              photos: library.photoCount,
              scope: null,
              source: 'built_in',
            });
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

const progressTitles = {
  scan: messages.settings.scanning,
  glance: messages.settings.glancing,
  read: messages.settings.reading,
  metadata: messages.settings.readingDetails,
  poster: messages.settings.takingFrames,
  verify: messages.settings.verifying,
  look: messages.activity.look,
  insights: messages.activity.insights,
} as const satisfies Record<Progress['kind'], string>;

function RowProgress({ item, library }: { readonly item: Progress; readonly library: LibrarySummary }) {
  const title = progressTitles[item.kind];
  const cancel = cancelOf(item, () => library.name);
  return (
    <div className="library-progress-item">
      <div className="library-progress-line">
        <span>{title}</span>
        <span className="library-progress-text">{progressText(item)}</span>
        {cancel === null ? null : (
          <Button variant="quiet" className="library-stop" label={cancel.label} onPress={cancel.run}>
            {messages.settings.stop}
          </Button>
        )}
      </div>
      <ProgressBar label={title} done={item.done} total={item.total} />
    </div>
  );
}

function LeftOutLine({ library }: { readonly library: LibrarySummary }) {
  const { leftOutCount, name } = library;
  if (leftOutCount === 0) return null;
  return (
    <p className="library-trouble">
      {messages.settings.leftOut(leftOutCount)}{' '}
      <Button
        variant="quiet"
        className="library-stop"
        label={messages.settings.leftOutWhyOf(name)}
        onPress={() => {
          openPanel('none');
          showHealth('left_out');
        }}
      >
        {messages.settings.leftOutWhy}
      </Button>
    </p>
  );
}
