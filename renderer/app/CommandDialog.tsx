import { Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Autocomplete, Header, Input, ListBox, ListBoxItem, ListBoxSection, TextField } from 'react-aria-components';
import { useAlbums } from '../features/albums/index.js';
import { useLibraries } from '../features/libraries/index.js';
import { selectedIds } from '../features/photos/index.js';
import { useTags } from '../features/tags/index.js';
import { openPanel, useView } from '../features/view/index.js';
import { messages } from '../lib/messages.js';
import { isMac } from '../lib/platform.js';
import { remember, rememberedTexts } from '../lib/storage.js';
import { afterOverlay, Dialog, Keys } from '../ui/index.js';
import { entriesOf, find, withUsed, type Entry } from './command-list.js';
import { act } from './commands.js';
import './command-dialog.css';

const recentKey = 'recentCommands';

const close = (): void => {
  openPanel('none');
};

/** Every command, library and tag by a few letters of its name. */
export function CommandDialog() {
  const isOpen = useView((state) => state.panel === 'commands');
  return isOpen ? <OpenCommandDialog /> : null;
}

function OpenCommandDialog() {
  const libraries = useLibraries((state) => state.libraries);
  const tags = useTags((state) => state.tags);
  const albums = useAlbums((state) => state.albums);
  // The selection cannot change while this is open.
  const [selected] = useState(selectedIds);
  const [recent] = useState(() => rememberedTexts(recentKey));
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);
  const entries = useMemo(
    () => entriesOf({ libraries: libraries ?? [], tags, albums: albums ?? [], selected, isMac }),
    [libraries, tags, albums, selected],
  );
  const groups = useMemo(() => find(entries, text, recent), [entries, text, recent]);

  const choose = (id: string): void => {
    const entry = entries.find((candidate) => candidate.id === id);
    if (entry === undefined) return;
    remember(recentKey, withUsed(recent, id));
    close();
    // Some commands take the focus elsewhere.
    afterOverlay(() => {
      act(entry.action, selected);
    });
  };
  return (
    <Dialog title={messages.commands.title} size="bare" hideTitle placement="top" onClose={close}>
      <Autocomplete inputValue={text} onInputChange={setText}>
        <TextField aria-label={messages.commands.field} className="command-field">
          <Search size={16} />
          <Input
            ref={input}
            role="combobox"
            aria-expanded={groups.length > 0}
            aria-haspopup="listbox"
            className="command-input"
            placeholder={messages.commands.field}
            spellCheck={false}
            maxLength={100}
          />
        </TextField>
        <ListBox
          className="command-list scroll"
          aria-label={messages.commands.results}
          data-testid="commands"
          onAction={(key) => {
            choose(String(key));
          }}
          renderEmptyState={() => <p className="command-none">{messages.commands.none}</p>}
        >
          {groups.map((group) => (
            <ListBoxSection
              key={group.title ?? ''}
              className="command-group"
              aria-label={group.title ?? messages.commands.results}
            >
              {group.title === null ? null : <Header className="command-heading">{group.title}</Header>}
              {group.entries.map((entry) => (
                <CommandItem key={entry.id} entry={entry} />
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Autocomplete>
    </Dialog>
  );
}

function CommandItem({ entry }: { readonly entry: Entry }): ReactNode {
  return (
    <ListBoxItem id={entry.id} textValue={entry.title} className="command-item">
      <bdi className="command-title">{entry.title}</bdi>
      {entry.kind === '' ? null : <span className="command-kind">{entry.kind}</span>}
      {entry.keys.length === 0 ? null : (
        <span className="command-keys" aria-hidden="true">
          <Keys caps={entry.keys} />
        </span>
      )}
    </ListBoxItem>
  );
}
