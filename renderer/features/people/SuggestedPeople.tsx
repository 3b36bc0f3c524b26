import { UserRound, X } from 'lucide-react';
import { useId, useRef, type KeyboardEvent } from 'react';
import { lastLevelOf, type SuggestedPerson } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { useKeptFocus } from '../../ui/index.js';
import { answerSuggestion } from './store.js';
import './people.css';

interface SuggestedPeopleProps {
  readonly people: readonly SuggestedPerson[];
  readonly isSettled: boolean;
  /** Takes the keyboard when the last one is gone. */
  readonly onLeave: () => void;
}

/** Named people whom faces on the photo look like: Enter says yes, Delete says no. */
export function SuggestedPeople({ people, isSettled, onLeave }: SuggestedPeopleProps) {
  const list = useRef<HTMLUListElement>(null);
  const keptFocus = useKeptFocus(list, onLeave);
  const headingId = useId();
  return (
    <div className="suggested suggested-people" hidden={people.length === 0} data-testid="suggested-people">
      <div className="suggested-head">
        <h3 id={headingId} className="suggested-title">
          {messages.people.suggested}
        </h3>
      </div>
      <ul ref={list} className="chips" aria-labelledby={headingId} {...keptFocus}>
        {people.map((person) => (
          <Chip
            key={person.faceId}
            person={person}
            onAnswer={(isYes) => {
              if (isSettled) void answerSuggestion(person.personId, person.faceId, isYes);
            }}
          />
        ))}
      </ul>
    </div>
  );
}

interface ChipProps {
  readonly person: SuggestedPerson;
  readonly onAnswer: (isYes: boolean) => void;
}

function Chip({ person: { tagName }, onAnswer }: ChipProps) {
  const { acceptTag, dismissTag } = messages.insights;
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    onAnswer(false);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li className="chip chip-suggested" data-suggested={tagName}>
      <button
        type="button"
        className="chip-accept"
        aria-label={acceptTag(tagName)}
        title={[tagName, messages.people.suggestedBy].join('\n')}
        onClick={() => {
          onAnswer(true);
        }}
        onKeyDown={handleKey}
      >
        <UserRound size={12} />
        <span className="chip-name">{lastLevelOf(tagName)}</span>
      </button>
      <button
        type="button"
        className="chip-button"
        aria-label={dismissTag(tagName)}
        title={dismissTag(tagName)}
        onClick={() => {
          onAnswer(false);
        }}
      >
        <X size={12} />
      </button>
    </li>
  );
}
