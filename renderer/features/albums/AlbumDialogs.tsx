import { Album, Plus } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { AlbumSummary, AppError, LocationId } from '../../api/index.js';
import { formatCount } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { foldName } from '../../lib/name-match.js';
import { AskingDialog, classes, Dialog, TextInput } from '../../ui/index.js';
import { addToAlbum, createAlbum, deleteAlbum, renameAlbum, stopAskingAboutAlbum, useAlbums } from './store.js';
import './album-dialogs.css';

/** What is asked about albums, from wherever it was asked for. */
export function AlbumDialogs() {
  const question = useAlbums((state) => state.question);
  switch (question?.kind) {
    case 'create':
      return (
        <NameDialog
          title={messages.albums.createTitle}
          doIt={messages.albums.createDo}
          name=""
          onDo={(name) => createAlbum(name, question.locationIds, question.query)}
        />
      );
    case 'rename':
      return (
        <NameDialog
          title={messages.albums.renameTitle(question.album.name)}
          doIt={messages.albums.renameDo}
          name={question.album.name}
          onDo={(name) => renameAlbum(question.album.id, name)}
        />
      );
    case 'delete':
      return <DeleteDialog album={question.album} />;
    case 'add':
      return <AddDialog locationIds={question.locationIds} />;
    case undefined:
      return null;
  }
}

interface NameDialogProps {
  readonly title: string;
  readonly doIt: string;
  readonly name: string;
  readonly onDo: (name: string) => Promise<AppError | null>;
}

function NameDialog({ title, doIt, name: before, onDo }: NameDialogProps) {
  const [name, setName] = useState(before);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const isReady = name.trim() !== '' && name.trim() !== before;
  return (
    <AskingDialog
      title={title}
      doIt={doIt}
      cancel={messages.albums.cancel}
      onClose={stopAskingAboutAlbum}
      isReady={isReady}
      onDo={() => onDo(name.trim())}
    >
      <TextInput ref={input} label={messages.albums.nameField} value={name} onChange={setName} />
    </AskingDialog>
  );
}

function DeleteDialog({ album }: { readonly album: AlbumSummary }) {
  return (
    <AskingDialog
      cancel={messages.albums.cancel}
      onClose={stopAskingAboutAlbum}
      title={messages.albums.removeTitle(album.name)}
      doIt={messages.albums.removeDo}
      isDanger
      isReady
      onDo={() => deleteAlbum(album.id)}
    >
      <p>{album.query === null ? messages.albums.removeText(album.photoCount) : messages.albums.removeSearchText}</p>
    </AskingDialog>
  );
}

interface Choice {
  readonly key: string;
  readonly text: string;
  readonly album: AlbumSummary | null;
}

/** Albums by a few letters, or a new one of the name that was typed. */
function AddDialog({ locationIds }: { readonly locationIds: readonly LocationId[] }) {
  const albums = useAlbums((state) => state.albums);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [error, setError] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);
  const name = text.trim();
  const choices = useMemo((): readonly Choice[] => {
    const wanted = foldName(name);
    const fitting = (albums ?? []).filter((album) => album.query === null && foldName(album.name).includes(wanted));
    const known = fitting.map((album) => ({ key: String(album.id), text: album.name, album }));
    const isNew = name !== '' && !fitting.some((album) => foldName(album.name) === wanted);
    return isNew ? [...known, { key: 'new', text: messages.albums.createNamed(name), album: null }] : known;
  }, [albums, name]);
  const at = Math.min(chosen, choices.length - 1);

  const choose = async (choice: Choice | undefined): Promise<void> => {
    if (choice === undefined) return;
    if (choice.album === null) {
      const failure = await createAlbum(name, locationIds);
      setError(failure?.message ?? null);
      return;
    }
    stopAskingAboutAlbum();
    await addToAlbum(choice.album, locationIds);
  };
  const handleKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      setChosen((at + step + choices.length) % choices.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void choose(choices[at]);
    }
  };
  return (
    <Dialog title={messages.albums.addTitle(locationIds.length)} onClose={stopAskingAboutAlbum}>
      <div className="album-dialog">
        <input
          ref={input}
          type="text"
          className="field"
          role="combobox"
          aria-label={messages.albums.addField}
          aria-expanded={choices.length > 0}
          aria-controls="album-choices"
          aria-autocomplete="list"
          {...(choices.length > 0 ? { 'aria-activedescendant': `album-choice-${choices[at]?.key ?? ''}` } : {})}
          placeholder={messages.albums.addField}
          maxLength={100}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
            setError(null);
          }}
          onKeyDown={handleKey}
        />
        {choices.length === 0 ? <p className="album-dialog-hint">{messages.albums.addHint}</p> : null}
        <ul id="album-choices" role="listbox" aria-label={messages.albums.heading} className="album-choices scroll">
          {choices.map((choice, index) => (
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keys: arrows and Enter
            <li
              key={choice.key}
              id={`album-choice-${choice.key}`}
              role="option"
              aria-selected={index === at}
              className={classes('album-choice', index === at && 'album-choice-chosen')}
              onMouseDown={(event) => {
                event.preventDefault();
              }}
              onClick={() => {
                void choose(choice);
              }}
            >
              {choice.album === null ? <Plus size={14} /> : <Album size={14} />}
              <bdi>{choice.text}</bdi>
              {choice.album === null ? null : (
                <span className="album-choice-count">{formatCount(choice.album.photoCount)}</span>
              )}
            </li>
          ))}
        </ul>
        {error === null ? null : (
          <p className="album-dialog-error" role="alert">
            {error}
          </p>
        )}
      </div>
    </Dialog>
  );
}
