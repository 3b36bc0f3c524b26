import { useMemo } from 'react';
import { useAlbums } from '../albums/index.js';

/** Names of albums that a search can name. */
export function useAlbumNames(): readonly string[] {
  const albums = useAlbums((state) => state.albums);
  return useMemo(() => (albums ?? []).map(({ name }) => name), [albums]);
}
