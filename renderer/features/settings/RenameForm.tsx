import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { tryCall, type AppError, type LibrarySummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, TextInput } from '../../ui/index.js';
import { errorText, loadLibraries } from '../libraries/index.js';

const MENU_CLOSE_MILLIS = 80;

export function RenameForm({ library, onDone }: { readonly library: LibrarySummary; readonly onDone: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(library.name);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    const focus = (): void => {
      input.current?.focus();
      input.current?.select();
    };
    focus();
    // The menu that led here gives the focus back to its button when it closes.
    const timer = setTimeout(() => {
      if (document.activeElement !== input.current) focus();
    }, MENU_CLOSE_MILLIS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  const save = async (): Promise<void> => {
    const result = await tryCall('renameLibrary', { libraryId: library.id, name: name.trim() });
    if (!result.ok) {
      setError(result.error);
      return;
    }
    await loadLibraries();
    onDone();
  };
  return (
    <form
      className="library-rename"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        ref={input}
        label={messages.settings.nameOf(library.name)}
        value={name}
        isInvalid={error !== null}
        onChange={(value) => {
          setError(null);
          setName(value);
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onDone();
        }}
      />
      <Button type="submit" variant="primary">
        {messages.settings.save}
      </Button>
      <Button onPress={onDone}>{messages.settings.cancel}</Button>
      {error === null ? null : (
        <p className="form-error" role="alert">
          {errorText(error)}
        </p>
      )}
    </form>
  );
}
