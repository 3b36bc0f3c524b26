import { useEffect, useState } from 'react';
import { useActivity } from '../features/activity/index.js';
import { libraryById, useLibraries } from '../features/libraries/index.js';
import { Grid, retryPhotos, usePhotos } from '../features/photos/index.js';
import { sameView, useView } from '../features/view/index.js';
import { messages } from '../lib/messages.js';
import { Button, Spinner } from '../ui/index.js';
import { FirstStart, NothingHere, Scanning } from './EmptyStates.js';

/** Only waiting that is long enough to be noticed is shown. */
const NOTICED_MILLIS = 400;

export function MainPane() {
  const libraries = useLibraries((state) => state.libraries);
  const librariesError = useLibraries((state) => state.error);
  const view = useView((state) => state.view);
  const { model, shownView, error, isLoading } = usePhotos();
  const isShown = shownView !== null && sameView(shownView, view);
  if (libraries?.length === 0) return <FirstStart />;
  const trouble = error ?? (libraries === null ? librariesError : null);
  if (trouble !== null) {
    return (
      <div className="state" role="alert">
        <h2>{messages.grid.loadFailed}</h2>
        <p className="selectable">{trouble.message}</p>
        <Button variant="primary" onPress={retryPhotos}>
          {messages.grid.retry}
        </Button>
      </div>
    );
  }
  if (model === null || libraries === null || (!isShown && model.ids.length === 0)) return <Waiting />;
  if (model.ids.length === 0 && isShown) return isLoading ? <Waiting /> : <Nothing />;
  const viewKey = JSON.stringify(shownView);
  return (
    <div className="main-body">
      <OfflineNote />
      <Grid model={model} viewKey={viewKey} />
    </div>
  );
}

function Waiting() {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsLong(true);
    }, NOTICED_MILLIS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <div className="state" aria-busy="true">
      {isLong ? (
        <>
          <Spinner />
          <p>{messages.grid.loading}</p>
        </>
      ) : null}
    </div>
  );
}

function Nothing() {
  const view = useView((state) => state.view);
  const activity = useActivity((state) => state.activity);
  const scans = activity.items.filter(
    (item) => item.kind === 'scan' && (view.libraryId === null || item.libraryId === view.libraryId),
  );
  if (scans.length > 0 && view.tagId === null && view.filter === 'all') {
    return <Scanning found={scans.reduce((sum, item) => sum + item.done, 0)} />;
  }
  return <NothingHere view={view} />;
}

/** Over a library that is away: its photos stay in view, and here is why they cannot be opened. */
function OfflineNote() {
  const libraryId = useView((state) => state.view.libraryId);
  const library = useLibraries((state) => libraryById(state.libraries, libraryId));
  if (library === undefined || library.availability.state === 'online') return null;
  return (
    <p className="offline-note" role="status">
      <strong>{messages.empty.offline(library.name)}.</strong> {library.availability.message}
    </p>
  );
}
