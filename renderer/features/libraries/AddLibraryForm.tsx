import { FolderPlus } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, Spinner, TextInput } from '../../ui/index.js';
import { addLibrary, pickFolder } from './add.js';
import { errorText } from './error-text.js';
import './add-form.css';

export interface AddLibraryFormProps {
  readonly path: string;
  readonly onPathChange: (path: string) => void;
}

/** Add by path: typed, pasted, dropped or picked. Trouble is answered here, where it can be mended. */
export function AddLibraryForm({ path, onPathChange }: AddLibraryFormProps) {
  const [name, setName] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const add = async (rootPath: string, acceptBroadRoot: boolean): Promise<void> => {
    if (rootPath.trim() === '' || isBusy) return;
    setIsBusy(true);
    const outcome = await addLibrary({ rootPath, name, acceptBroadRoot });
    setIsBusy(false);
    if (outcome.kind === 'refused') {
      setError(outcome.error);
      return;
    }
    setError(null);
    setName('');
    onPathChange('');
  };
  const choose = async (): Promise<void> => {
    const picked = await pickFolder();
    if (picked === null) return;
    setError(null);
    onPathChange(picked);
  };

  return (
    <form
      className="add-form"
      data-testid="add-library"
      onSubmit={(event) => {
        event.preventDefault();
        void add(path, false);
      }}
    >
      <div className="add-form-row">
        <TextInput
          className="add-form-path"
          label={messages.settings.path}
          placeholder={messages.settings.pathPlaceholder}
          value={path}
          isInvalid={error !== null}
          describedBy="add-library-error"
          onChange={(value) => {
            setError(null);
            onPathChange(value);
          }}
        />
        <Button
          onPress={() => {
            void choose();
          }}
        >
          <FolderPlus size={15} />
          {messages.settings.choose}
        </Button>
      </div>
      <div className="add-form-row">
        <TextInput
          className="add-form-name"
          label={messages.settings.name}
          placeholder={messages.settings.namePlaceholder}
          value={name}
          onChange={setName}
        />
        <Button type="submit" variant="primary" isDisabled={path.trim() === '' || isBusy}>
          {isBusy ? <Spinner /> : null}
          {messages.settings.add}
        </Button>
      </div>
      <div id="add-library-error" role="alert" className="form-error">
        {error === null ? null : (
          <>
            <p className="selectable">{errorText(error)}</p>
            {error.code === 'folder_too_broad' ? (
              <Button
                onPress={() => {
                  void add(path, true);
                }}
              >
                {messages.settings.addAnyway}
              </Button>
            ) : null}
          </>
        )}
      </div>
    </form>
  );
}
