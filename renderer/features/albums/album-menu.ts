import type { AlbumSummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import type { ActionMenuItem } from '../../ui/index.js';
import { selectedIds } from '../photos/index.js';
import { useView } from '../view/index.js';
import { addToAlbum, askAboutAlbum, removeFromAlbum } from './store.js';

/** What can be done with an album as such. */
export function albumMenuItems(album: AlbumSummary): readonly ActionMenuItem[] {
  const add: ActionMenuItem = {
    id: 'add',
    text: messages.albums.addSelection,
    isDisabled: selectedIds().length === 0,
    onAction: () => {
      void addToAlbum(album, selectedIds());
    },
  };
  const takeOut: ActionMenuItem = {
    id: 'take_out',
    text: messages.albums.takeOut,
    isDisabled: useView.getState().view.albumId !== album.id || selectedIds().length === 0,
    onAction: () => {
      void removeFromAlbum(album.id, selectedIds());
    },
  };
  return [
    // What a search finds is not chosen.
    ...(album.query === null ? [add, takeOut] : []),
    {
      id: 'rename',
      text: messages.albums.rename,
      startsGroup: album.query === null,
      onAction: () => {
        askAboutAlbum({ kind: 'rename', album });
      },
    },
    {
      id: 'delete',
      text: messages.albums.remove,
      isDanger: true,
      onAction: () => {
        askAboutAlbum({ kind: 'delete', album });
      },
    },
  ];
}
