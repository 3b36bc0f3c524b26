import { useMemo } from 'react';
import { keptSearch, type AlbumSummary } from '../../api/index.js';
import { useAlbums } from '../albums/index.js';

/** Names of albums that a search can name. */
export function useAlbumNames(): readonly string[] {
  const albums = useAlbums((state) => state.albums);
  return useMemo(() => (albums ?? []).map(({ name }) => name), [albums]);
}

/** An album of what this search finds; null where there is none. */
export function albumOfSearch(query: string): AlbumSummary | null {
  const wanted = keptSearch(query);
  return (
    useAlbums.getState().albums?.find((album) => album.query !== null && keptSearch(album.query) === wanted) ?? null
  );
}
