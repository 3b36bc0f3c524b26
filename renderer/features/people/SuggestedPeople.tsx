import { UserRound } from 'lucide-react';
import type { SuggestedPerson } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Suggested, SuggestedTag } from '../tags/index.js';
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
  const answer = ({ personId, faceId }: SuggestedPerson, isYes: boolean): void => {
    if (isSettled) void answerSuggestion(personId, faceId, isYes);
  };
  return (
    <Suggested
      title={messages.people.suggested}
      testId="suggested-people"
      className="suggested-people"
      isEmpty={people.length === 0}
      onLeave={onLeave}
    >
      {people.map((person) => (
        <SuggestedTag
          key={person.faceId}
          name={person.tagName}
          icon={<UserRound size={12} />}
          reason={messages.people.suggestedBy}
          onAccept={() => {
            answer(person, true);
          }}
          onDismiss={() => {
            answer(person, false);
          }}
        />
      ))}
    </Suggested>
  );
}
