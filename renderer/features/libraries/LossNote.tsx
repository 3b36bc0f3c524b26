import { useState } from 'react';
import type { LibraryId, LossGuard } from '../../api/index.js';
import { formatAgo } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { Button, useNow } from '../../ui/index.js';
import { settleLoss } from './actions.js';
import './notes.css';

const MOST_EXAMPLES = 3;

export interface LossNoteProps {
  readonly libraryId: LibraryId;
  readonly name: string;
  readonly guard: LossGuard;
  /** Where the library's name stands beside it already. */
  readonly isNamed?: boolean;
}

/** So many files are not where they were that nothing is believed before the user says so. */
export function LossNote({ libraryId, name, guard, isNamed = false }: LossNoteProps) {
  const nowMs = useNow();
  const [isBusy, setIsBusy] = useState(false);
  const answer = async (accept: boolean): Promise<void> => {
    setIsBusy(true);
    await settleLoss({ id: libraryId, name, count: guard.count }, accept);
    setIsBusy(false);
  };
  const words = messages.libraries;
  const examples = guard.examples.slice(0, MOST_EXAMPLES);
  return (
    <div className="library-note library-note-look" role="group" aria-label={name} data-testid="loss-guard">
      <p className="library-note-title">
        {isNamed ? words.lossTitle(guard.count, guard.total) : words.lossTitleIn(name, guard.count, guard.total)}
      </p>
      <p>{words.lossText(formatAgo(guard.noticedAtMs, nowMs))}</p>
      {guard.examples.length === 0 ? null : (
        <p className="selectable">{words.lossExamples(examples.join(', '), guard.count > examples.length)}</p>
      )}
      <div className="library-note-actions">
        <Button label={words.lossLookOf(name)} isDisabled={isBusy} onPress={() => void answer(false)}>
          {words.lossLook}
        </Button>
        <Button label={words.lossAcceptOf(name)} isDisabled={isBusy} onPress={() => void answer(true)}>
          {words.lossAccept}
        </Button>
      </div>
    </div>
  );
}
