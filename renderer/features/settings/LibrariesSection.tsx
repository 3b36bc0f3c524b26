import { useState } from 'react';
import { messages } from '../../lib/messages.js';
import { classes } from '../../ui/index.js';
import { AddLibraryForm, useLibraries } from '../libraries/index.js';
import { LIBRARIES_HEADING_ID } from './heading.js';
import { LibraryRow } from './LibraryRow.js';
import { useFolderDrop } from './use-folder-drop.js';

export function LibrariesSection() {
  const libraries = useLibraries((state) => state.libraries);
  const error = useLibraries((state) => state.error);
  const [path, setPath] = useState('');
  const drop = useFolderDrop(setPath);
  return (
    <div className={classes('libraries scroll', drop.isOver && 'libraries-over')} {...drop.handlers}>
      <h3 className="settings-title" id={LIBRARIES_HEADING_ID} tabIndex={-1}>
        {messages.settings.libraries}
      </h3>
      <p className="settings-quiet settings-intro">{messages.settings.intro}</p>
      <AddLibraryForm path={path} onPathChange={setPath} />
      {error === null ? null : (
        <p className="form-error" role="alert">
          {error.message}
        </p>
      )}
      {libraries?.length === 0 ? <p className="settings-none">{messages.settings.none}</p> : null}
      <ul className="library-list" aria-label={messages.settings.libraries}>
        {(libraries ?? []).map((library) => (
          <LibraryRow key={library.id} library={library} />
        ))}
      </ul>
      {drop.isOver ? <div className="drop-hint">{messages.empty.drop}</div> : null}
    </div>
  );
}
