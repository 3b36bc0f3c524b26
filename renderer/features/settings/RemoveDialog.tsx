import { useEffect, useState } from 'react';
import { call, toAppError, tryCall, type LibraryRemovalPreview, type LibrarySummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, Dialog, showToast } from '../../ui/index.js';
import { loadLibraries } from '../libraries/index.js';

import { LIBRARIES_HEADING_ID } from './heading.js';

/** Says exactly what stays before anything is removed. */
export function RemoveDialog({ library, onDone }: { readonly library: LibrarySummary; readonly onDone: () => void }) {
  const [preview, setPreview] = useState<LibraryRemovalPreview | null>(null);
  const [error, setError] = useState<string | null>(null);
  const libraryId = library.id;
  useEffect(() => {
    call('libraryRemovalPreview', { libraryId }).then(setPreview, (cause: unknown) => {
      setError(toAppError(cause).message);
    });
  }, [libraryId]);
  const remove = async (): Promise<void> => {
    const result = await tryCall('removeLibrary', { libraryId });
    if (!result.ok) {
      setError(result.error.message);
      return;
    }
    showToast(messages.settings.removed(library.name));
    onDone();
    await loadLibraries();
    // The button that opened this went away with its library.
    document.getElementById(LIBRARIES_HEADING_ID)?.focus();
  };
  return (
    <Dialog title={messages.settings.removeTitle(library.name)} isAlert onClose={onDone}>
      {preview === null ? null : (
        <div className="remove-text" data-testid="removal-preview">
          <p>
            <strong>{messages.settings.removeFiles}</strong>{' '}
            {messages.settings.removeKept(preview.tagsKept, preview.insightsKept)}
          </p>
          <p>
            {messages.settings.removeLeaves(preview.locationCount)}{' '}
            {preview.locationCount === 0 ? '' : messages.settings.removeOnlyHere(preview.photosOnlyHere)}
          </p>
        </div>
      )}
      {error === null ? null : (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
      <div className="dialog-actions">
        <Button onPress={onDone}>{messages.settings.cancel}</Button>
        <Button
          variant="danger"
          isDisabled={preview === null}
          onPress={() => {
            void remove();
          }}
        >
          {messages.settings.removeDo}
        </Button>
      </div>
    </Dialog>
  );
}
