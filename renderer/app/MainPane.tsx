import type { ReactNode } from 'react';
import type { AlbumId } from '../api/index.js';
import { useActivity } from '../features/activity/index.js';
import { moveInAlbum, removeFromAlbum } from '../features/albums/index.js';
import { AvailabilityNote, libraryById, LossNote, useLibraries } from '../features/libraries/index.js';
import { FilterBar } from '../features/marks/index.js';
import { PaintingBar } from '../features/painting/index.js';
import { Grid, retryPhotos, usePhotos, type OwnOrder } from '../features/photos/index.js';
import { NothingFound, SearchFilters, SearchLine } from '../features/search/index.js';
import { sameView, useView } from '../features/view/index.js';
import { messages } from '../lib/messages.js';
import { Failed, Waiting } from '../ui/index.js';
import { FirstStart, NothingHere, Scanning } from './EmptyStates.js';

export function MainPane() {
  const libraries = useLibraries((state) => state.libraries);
  const librariesError = useLibraries((state) => state.error);
  const view = useView((state) => state.view);
  const { model, shownView, error, isLoading } = usePhotos();
  const isShown = shownView !== null && sameView(shownView, view);
  if (libraries?.length === 0) return <FirstStart />;
  const trouble = error ?? (libraries === null ? librariesError : null);
  if (trouble !== null) {
    const { loadFailed, retry } = messages.grid;
    return <Failed title={loadFailed} text={trouble.message} retry={retry} onRetry={retryPhotos} />;
  }
  if (model === null || libraries === null || (!isShown && model.ids.length === 0)) {
    return (
      <WithNotes>
        <Waiting text={messages.grid.loading} />
      </WithNotes>
    );
  }
  if (model.ids.length === 0 && isShown) {
    return isLoading ? (
      <WithNotes>
        <Waiting text={messages.grid.loading} />
      </WithNotes>
    ) : (
      <WithNotes>
        <Nothing />
      </WithNotes>
    );
  }
  // Another order is the same place in another arrangement: the grid does not start at its beginning.
  const viewKey = JSON.stringify({ ...shownView, order: undefined });
  const albumId = shownView?.albumId;
  return (
    <WithNotes>
      <Grid model={model} viewKey={viewKey} ownOrder={albumId === undefined ? null : orderOfAlbum(albumId)} />
    </WithNotes>
  );
}

function orderOfAlbum(albumId: AlbumId): OwnOrder {
  return {
    move: (locationIds, before) => moveInAlbum(albumId, locationIds, before),
    remove: (locationIds) => {
      void removeFromAlbum(albumId, locationIds);
    },
  };
}

function Nothing() {
  const view = useView((state) => state.view);
  const activity = useActivity((state) => state.activity);
  const scans = activity.items.filter(
    (item) => item.kind === 'scan' && (view.libraryId === null || item.libraryId === view.libraryId),
  );
  if (view.query !== undefined) return <NothingFound />;
  const isWhole = view.tagId === null && view.albumId === undefined && view.likeLocationId === undefined;
  if (scans.length > 0 && isWhole && view.filter === 'all') {
    return <Scanning found={scans.reduce((sum, item) => sum + item.done, 0)} />;
  }
  return <NothingHere view={view} />;
}

/** Over a library that is away or held back: its photos stay in view, and here is why and what can be done. */
function WithNotes({ children }: { readonly children: ReactNode }) {
  const libraryId = useView((state) => state.view.libraryId);
  const library = useLibraries((state) => libraryById(state.libraries, libraryId));
  const isAway = library !== undefined && library.availability.state !== 'online';
  const guard = library?.lossGuard ?? null;
  return (
    <div className="main-body">
      <PaintingBar />
      <SearchFilters />
      <SearchLine />
      {isAway ? (
        <div className="main-note">
          <AvailabilityNote library={library} />
        </div>
      ) : null}
      {library === undefined || guard === null || isAway ? null : (
        <div className="main-note">
          <LossNote libraryId={library.id} name={library.name} guard={guard} />
        </div>
      )}
      <FilterBar />
      {children}
    </div>
  );
}
