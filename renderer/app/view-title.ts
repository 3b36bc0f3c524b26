import { useAlbums } from '../features/albums/index.js';
import { libraryById, useLibraries } from '../features/libraries/index.js';
import { useTags } from '../features/tags/index.js';
import { useView } from '../features/view/index.js';
import { messages } from '../lib/messages.js';

export function useViewTitle(): string {
  const view = useView((state) => state.view);
  const library = useLibraries((state) => libraryById(state.libraries, view.libraryId)?.name);
  const tag = useTags((state) => state.tags.find((candidate) => candidate.id === view.tagId)?.name);
  const album = useAlbums(
    (state) =>
      state.albums?.find(({ id, query }) => (query === null ? id === view.albumId : query === view.query))?.name,
  );
  const page = useView((state) => state.page);
  if (page === 'tags') return messages.tagManager.title;
  if (page !== 'photos') return messages[page].title;
  if (view.query !== undefined) return album ?? messages.search.title;
  return album ?? library ?? tag ?? messages.view[view.filter];
}
