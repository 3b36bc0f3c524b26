/** Searches that are kept as albums: opened, changed in the search field, saved there or as another one. */
import { keptSearch, type AlbumSummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { showToast } from '../../ui/index.js';
import { askAboutAlbum, changeAlbumSearch, useAlbums } from '../albums/index.js';
import { allPhotos, showAlbum, showView, useView } from '../view/index.js';
import { albumOfSearch } from './album-names.js';
import { applySearch, searchText, useSearch } from './store.js';

/** Photos that were chosen, or those that its search finds. */
export function openAlbum(album: AlbumSummary): void {
  if (album.query === null) {
    showAlbum(album.id);
    return;
  }
  showView({ ...allPhotos, query: album.query });
  useSearch.setState({ saved: album.id });
}

/** The saved search that is open, and whether another one stands in the field by now. Null while none is. */
export function useSaved(): { readonly album: AlbumSummary; readonly isChanged: boolean } | null {
  const saved = useSearch((state) => state.saved);
  const album = useAlbums((state) => state.albums?.find(({ id }) => id === saved));
  const query = useView((state) => state.view.query);
  if (album === undefined || album.query === null || query === undefined) return null;
  return { album, isChanged: keptSearch(album.query) !== keptSearch(query) };
}

/** What stands in the field, as it is kept; null, and told, where that is nothing. */
function toSave(): string | null {
  applySearch();
  const query = keptSearch(searchText(useSearch.getState()));
  if (query !== '') return query;
  showToast(messages.search.nothingToSave);
  return null;
}

/** Into the saved search that is open; without one, as an album. */
export function saveSearch(): void {
  const query = toSave();
  if (query === null) return;
  const { saved } = useSearch.getState();
  const open = useAlbums.getState().albums?.find(({ id, query: own }) => id === saved && own !== null) ?? null;
  const same = albumOfSearch(query);
  if (open === null && same === null) saveSearchAsNew();
  else if (open === null || same?.id === open.id) showToast(messages.search.savedAlready(same?.name ?? ''));
  else void changeAlbumSearch(open.id, query);
}

/** As one more album, whatever there is. */
export function saveSearchAsNew(): void {
  const query = toSave();
  if (query === null) return;
  askAboutAlbum({
    kind: 'create',
    locationIds: [],
    query,
    onCreated: (albumId) => {
      useSearch.setState({ saved: albumId });
    },
  });
}
