import { Component, lazy, Suspense, useEffect, type CSSProperties, type ReactNode } from 'react';
import { startActivity, TroubleBanner } from '../features/activity/index.js';
import { AlbumDialogs, startAlbums } from '../features/albums/index.js';
import { startBackups } from '../features/backups/index.js';
import { Compare } from '../features/compare/index.js';
import { startOnThisDay } from '../features/calendar/index.js';
import { HealthPage, startHealth } from '../features/health/index.js';
import { HistoryPage } from '../features/history/index.js';
import { DescribeDialog, startInsights } from '../features/insights/index.js';
import { InsightListPage } from '../features/insight-list/index.js';
import { Inspector } from '../features/inspector/index.js';
import { startJobs } from '../features/jobs/index.js';
import { startLibraries, useLibraries } from '../features/libraries/index.js';
import { focusGrid, startPhotos } from '../features/photos/index.js';
import { startOwnModel } from '../features/own-model/index.js';
import { PeoplePage } from '../features/people/index.js';
import { RecoveryScreen, startRecovery, useStart } from '../features/recovery/index.js';
import { startSearch } from '../features/search/index.js';
import { SettingsDialog, ShortcutsDialog } from '../features/settings/index.js';
import { Sidebar } from '../features/sidebar/index.js';
import { SlideShow } from '../features/slide-show/index.js';
import { SuggestionsPage } from '../features/stacks/index.js';
import { TagDialogs, TagsPage } from '../features/tag-manager/index.js';
import { startTags } from '../features/tags/index.js';
import { PANES, setPaneWidth, showsPhotos, useView, type Pane } from '../features/view/index.js';
import { VocabularyDialogs } from '../features/vocabulary/index.js';
import { Viewer } from '../features/viewer/index.js';
import { messages } from '../lib/messages.js';
import { Button, classes, PaneEdge, ToastRegion, Waiting } from '../ui/index.js';
import { CommandDialog } from './CommandDialog.js';
import { startCommands } from './commands.js';
import { MainPane } from './MainPane.js';
import { startMemoryCare } from './memory.js';
import { PhotoMenu } from './PhotoMenu.js';
import { TopBar } from './TopBar.js';
import './app.css';

// Loaded when they are first opened: the map has megabytes of its own.
const MapPage = lazy(async () => ({ default: (await import('../features/map/MapPage.js')).MapPage }));
const CalendarPage = lazy(async () => ({
  default: (await import('../features/calendar/CalendarPage.js')).CalendarPage,
}));

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
      startJobs(),
      startOwnModel(),
      startHealth(),
      startBackups(),
      startCommands(),
      startOnThisDay(),
      startMemoryCare(),
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
  const { sidebar, inspector } = useView((state) => state.paneWidths);
  const widths = { '--sidebar-width': `${String(sidebar)}px`, '--inspector-width': `${String(inspector)}px` };
  return (
    <>
      <div className="window" style={widths as CSSProperties}>
        {sidebarOpen && !isFirstStart ? (
          <>
            <Sidebar />
            <Edge pane="sidebar" />
          </>
        ) : null}
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
            {page === 'insightList' ? <InsightListPage /> : null}
            {page === 'suggestions' ? <SuggestionsPage /> : null}
            {page === 'people' ? <PeoplePage /> : null}
            <Suspense fallback={<Waiting text={messages.map.loading} />}>
              {page === 'map' ? <MapPage /> : null}
            </Suspense>
            <Suspense fallback={<Waiting text={messages.calendar.loading} />}>
              {page === 'calendar' ? <CalendarPage /> : null}
            </Suspense>
          </div>
        </main>
        {inspectorOpen && !isFirstStart && showsPhotos(page) ? (
          <>
            <Edge pane="inspector" />
            <Inspector />
          </>
        ) : null}
      </div>
      <Viewer />
      <Compare />
      <SlideShow />
      <SettingsDialog />
      <ShortcutsDialog />
      <PhotoMenu />
      <CommandDialog />
      <TagDialogs />
      <AlbumDialogs />
      <VocabularyDialogs />
      <DescribeDialog />
      <ToastRegion onFocusLost={focusGrid} />
    </>
  );
}

/** By which a pane beside the photos is made wider and narrower. */
function Edge({ pane }: { readonly pane: Pane }) {
  const width = useView((state) => state.paneWidths[pane]);
  const { min, max, step } = PANES[pane];
  return (
    <PaneEdge
      label={messages.panes[pane]}
      pane={pane === 'sidebar' ? 'left' : 'right'}
      value={width}
      min={min}
      max={max}
      step={step}
      onChange={(wanted) => {
        setPaneWidth(pane, wanted);
      }}
      onReset={() => {
        setPaneWidth(pane);
      }}
    />
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
