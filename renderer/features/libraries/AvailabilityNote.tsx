import { useState } from 'react';
import { said, type LibrarySummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button } from '../../ui/index.js';
import { moveToFound, trustLibrary } from './actions.js';
import './notes.css';

export interface AvailabilityNoteProps {
  readonly library: LibrarySummary;
  /** Where the library's name and state stand beside it already. */
  readonly isNamed?: boolean;
}

/** What is the matter with a library's folder, and the ways out. Nothing while it is online and can be written to. */
export function AvailabilityNote({ library, isNamed = false }: AvailabilityNoteProps) {
  const [isBusy, setIsBusy] = useState(false);
  const { availability, name } = library;
  const { state, reason, message, foundAt } = availability;
  const words = messages.libraries;
  const run = async (action: Promise<boolean>): Promise<void> => {
    setIsBusy(true);
    await action;
    setIsBusy(false);
  };
  if (message === '') return null;
  const isSuspect = state === 'suspect';
  return (
    <div
      className={state === 'online' ? 'library-note' : 'library-note library-note-look'}
      role="group"
      aria-label={name}
      data-testid="availability-note"
    >
      {isNamed ? null : <p className="library-note-title">{words.title(name, words.reason[reason])}</p>}
      <p className="selectable">{said(message)}</p>
      {isSuspect ? <p>{reason === 'root_empty' ? words.trustEmptyText : words.trustText}</p> : null}
      {foundAt === null && !isSuspect ? null : (
        <div className="library-note-actions">
          {isSuspect ? (
            <Button label={words.trustOf(name)} isDisabled={isBusy} onPress={() => void run(trustLibrary(library))}>
              {words.trust}
            </Button>
          ) : null}
          {foundAt === null ? null : (
            <>
              <span className="library-note-found selectable">{words.foundAt(foundAt)}</span>
              <Button
                variant="primary"
                label={words.useFolderOf(name, foundAt)}
                isDisabled={isBusy}
                onPress={() => void run(moveToFound(library, foundAt))}
              >
                {words.useFolder}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}
