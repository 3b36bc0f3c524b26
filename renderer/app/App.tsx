import { Component, useEffect, type ReactNode } from 'react';
import { startActivity, TroubleBanner } from '../features/activity/index.js';
import { AlbumDialogs, startAlbums } from '../features/albums/index.js';
import { startBackups } from '../features/backups/index.js';
import { Compare } from '../features/compare/index.js';
import { HealthPage, startHealth } from '../features/health/index.js';
import { HistoryPage } from '../features/history/index.js';
import { startInsights } from '../features/insights/index.js';
import { Inspector } from '../features/inspector/index.js';
import { startLibraries, useLibraries } from '../features/libraries/index.js';
import { focusGrid, startPhotos } from '../features/photos/index.js';
import { RecoveryScreen, startRecovery, useStart } from '../features/recovery/index.js';
import { startSearch } from '../features/search/index.js';
import { SettingsDialog, ShortcutsDialog } from '../features/settings/index.js';
import { Sidebar } from '../features/sidebar/index.js';
import { SlideShow } from '../features/slide-show/index.js';
import { TagDialogs, TagsPage } from '../features/tag-manager/index.js';
import { startTags } from '../features/tags/index.js';
import { useView } from '../features/view/index.js';
import { VocabularyDialogs } from '../features/vocabulary/index.js';
import { Viewer } from '../features/viewer/index.js';
import { messages } from '../lib/messages.js';
import { Button, classes, ToastRegion } from '../ui/index.js';
import { CommandDialog } from './CommandDialog.js';
import { startCommands } from './commands.js';
import { MainPane } from './MainPane.js';
import { TopBar } from './TopBar.js';
import './app.css';

export function App() {
  useEffect(startRecovery, []);
  return (
    <FaultBoundary>
      <Start />
    </FaultBoundary>
  );
}

/** Nothing is asked of the engine before it is known that there is one. */
function Start() {
  const { start, damage, databases } = useStart();
  const isRunning = start?.state === 'running';
  useEffect(() => {
    if (!isRunning) return undefined;
    const stops = [
      startLibraries(),
      startPhotos(),
      startTags(),
      startAlbums(),
      startSearch(),
      startInsights(),
      startActivity(),
      startHealth(),
      startBackups(),
      startCommands(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
    // Another database in the same place: everything is read from the start.
  }, [isRunning, databases]);
  if (damage !== null) return <RecoveryScreen damage={damage} />;
  return isRunning ? <Window /> : null;
}

function Window() {
  const isFirstStart = useLibraries((state) => state.libraries?.length === 0);
  const sidebarOpen = useView((state) => state.sidebarOpen);
  const inspectorOpen = useView((state) => state.inspectorOpen);
  const page = useView((state) => state.page);
  const isPage = page !== 'photos';
  return (
    <>
      <div className="window">
        {sidebarOpen && !isFirstStart ? <Sidebar /> : null}
        <main className="main">
          <TopBar isFirstStart={isFirstStart} />
          <TroubleBanner />
          <div className="main-pages">
            <div className={classes('main-photos', isPage && 'main-photos-hidden')}>
              <MainPane />
            </div>
            {page === 'history' ? <HistoryPage /> : null}
            {page === 'health' ? <HealthPage /> : null}
            {page === 'tags' ? <TagsPage /> : null}
          </div>
        </main>
        {inspectorOpen && !isFirstStart && !isPage ? <Inspector /> : null}
      </div>
      <Viewer />
      <Compare />
      <SlideShow />
      <SettingsDialog />
      <ShortcutsDialog />
      <CommandDialog />
      <TagDialogs />
      <AlbumDialogs />
      <VocabularyDialogs />
      <ToastRegion onFocusLost={focusGrid} />
    </>
  );
}

/** A fault of ours leaves a window that says so and can be reloaded, never an empty one. */
class FaultBoundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div className="fault" role="alert">
        <h1>{messages.error.title}</h1>
        <p>{messages.error.text}</p>
        <Button
          variant="primary"
          onPress={() => {
            window.location.reload();
          }}
        >
          {messages.error.reload}
        </Button>
      </div>
    );
  }
}
