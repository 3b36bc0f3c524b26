import { Album, Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { tryCall, type ChangeTopic, type SelectionAlbum } from '../../api/index.js';
import { commandCaps } from '../../lib/keys.js';
import { messages } from '../../lib/messages.js';
import { isMac } from '../../lib/platform.js';
import { classes, IconButton, useKeptFocus } from '../../ui/index.js';
import { addSelectionToAlbum, addToAlbum, removeFromAlbum } from '../albums/index.js';
import { focusGrid, selectedIds } from '../photos/index.js';
import { showAlbum } from '../view/index.js';
import { useOfSelection } from './use-of-selection.js';

const topics: readonly ChangeTopic[] = ['albums', 'photos'];

async function load(): Promise<readonly SelectionAlbum[] | null> {
  const answer = await tryCall('selectionAlbums', { locationIds: selectedIds() });
  return answer.ok ? answer.value : null;
}

/** Albums that the selected photos were put in: each leads there, and can lose them. */
export function PhotoAlbums({ photoCount }: { readonly photoCount: number }) {
  const albums = useOfSelection(load, topics);
  const list = useRef<HTMLUListElement>(null);
  const keptFocus = useKeptFocus(list, focusGrid);
  return (
    <section className="inspector-section" aria-labelledby="inspector-albums" data-testid="inspector-albums">
      <div className="inspector-heading">
        <h3 id="inspector-albums">{messages.albums.heading}</h3>
        <IconButton
          label={messages.albums.addTo}
          shortcut={commandCaps('choose_album', isMac).join(' ')}
          onPress={() => {
            addSelectionToAlbum(true);
          }}
        >
          <Plus size={14} />
        </IconButton>
      </div>
      {albums.length === 0 ? null : (
        <ul ref={list} className="chips" aria-labelledby="inspector-albums" {...keptFocus}>
          {albums.map((album) => (
            <AlbumChip key={album.id} album={album} photoCount={photoCount} />
          ))}
        </ul>
      )}
    </section>
  );
}

function AlbumChip({ album, photoCount }: { readonly album: SelectionAlbum; readonly photoCount: number }) {
  const { id, name, selectedCount } = album;
  const isSome = selectedCount < photoCount;
  return (
    <li className={classes('chip', isSome && 'chip-some')}>
      <button
        type="button"
        className="album-link"
        aria-label={isSome ? messages.albums.showSome(name, selectedCount, photoCount) : messages.albums.show(name)}
        title={messages.albums.show(name)}
        onClick={() => {
          showAlbum(id);
        }}
      >
        <Album size={12} />
        <bdi className="chip-name">{name}</bdi>
        {isSome ? <span className="chip-some-text">{messages.albums.inSome(selectedCount, photoCount)}</span> : null}
      </button>
      {isSome ? (
        <button
          type="button"
          className="chip-button"
          aria-label={messages.albums.addAll(name)}
          title={messages.albums.addAll(name)}
          onClick={() => {
            void addToAlbum(album, selectedIds());
          }}
        >
          <Plus size={12} />
        </button>
      ) : null}
      <button
        type="button"
        className="chip-button"
        aria-label={messages.albums.takeOutOf(name)}
        title={messages.albums.takeOutOf(name)}
        onClick={() => {
          void removeFromAlbum(id, selectedIds());
        }}
      >
        <X size={12} />
      </button>
    </li>
  );
}
