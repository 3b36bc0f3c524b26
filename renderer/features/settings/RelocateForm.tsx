import { useState } from 'react';
import { tryCall, type AppError, type LibrarySummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, TextInput } from '../../ui/index.js';
import { errorText, loadLibraries, pickFolder } from '../libraries/index.js';
import { useFolderDrop } from './use-folder-drop.js';

export function RelocateForm({ library, onDone }: { readonly library: LibrarySummary; readonly onDone: () => void }) {
  const [path, setPath] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const edit = (value: string): void => {
    setError(null);
    setPath(value);
  };
  const drop = useFolderDrop(edit);
  const relocate = async (acceptMismatch: boolean): Promise<void> => {
    if (path.trim() === '' || isBusy) return;
    setIsBusy(true);
    const result = await tryCall('relocateLibrary', {
      libraryId: library.id,
      rootPath: path.trim(),
      ...(acceptMismatch ? { acceptMismatch: true } : {}),
    });
    setIsBusy(false);
    if (!result.ok) {
      setError(result.error);
      return;
    }
    await loadLibraries();
    onDone();
  };
  return (
    <form
      className="relocate"
      {...drop.handlers}
      onSubmit={(event) => {
        event.preventDefault();
        void relocate(false);
      }}
    >
      <p className="settings-quiet">{messages.settings.relocateText}</p>
      <div className="add-form-row">
        <TextInput
          label={messages.settings.relocatePath}
          placeholder={messages.settings.relocatePath}
          value={path}
          isInvalid={error !== null}
          onChange={edit}
        />
        <Button
          onPress={() => {
            void pickFolder().then((picked) => {
              if (picked !== null) edit(picked);
            });
          }}
        >
          {messages.settings.choose}
        </Button>
      </div>
      {error === null ? null : (
        <div className="form-error" role="alert">
          <p className="selectable">{errorText(error)}</p>
          {error.code === 'folder_mismatch' ? (
            <Button
              onPress={() => {
                void relocate(true);
              }}
            >
              {messages.settings.relocateAnyway}
            </Button>
          ) : null}
        </div>
      )}
      <div className="relocate-actions">
        <Button onPress={onDone}>{messages.settings.cancel}</Button>
        <Button type="submit" variant="primary" isDisabled={path.trim() === '' || isBusy}>
          {messages.settings.relocateDo}
        </Button>
      </div>
    </form>
  );
}
