import type { Health, LibrarySummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button } from '../../ui/index.js';
import { AvailabilityNote, isAskedAbout, LossNote } from '../libraries/index.js';
import { showFilter, showHealth, type HealthPart } from '../view/index.js';
import { Group, Row } from './Row.js';

export interface AnswersGroupProps {
  readonly health: Health;
  readonly libraries: readonly LibrarySummary[];
}

/** What only the user can decide. Nothing happens before. */
export function AnswersGroup({ health, libraries }: AnswersGroupProps) {
  const words = messages.health;
  const { heldBack, ambiguousTags, replacedFiles, silentlyChanged } = health;
  const askedAbout = libraries.filter(isAskedAbout);
  const isNone =
    askedAbout.length === 0 &&
    heldBack.length === 0 &&
    ambiguousTags === 0 &&
    replacedFiles === 0 &&
    silentlyChanged === 0;
  return (
    <Group title={words.answers}>
      {askedAbout.map((library) => (
        <li key={library.id} className="health-note">
          <AvailabilityNote library={library} />
        </li>
      ))}
      {heldBack.map(({ libraryId, name, guard }) => (
        <li key={libraryId} className="health-note">
          <LossNote libraryId={libraryId} name={name} guard={guard} />
        </li>
      ))}
      {ambiguousTags > 0 ? (
        <Question
          title={words.ambiguous(ambiguousTags)}
          text={words.ambiguousText(ambiguousTags)}
          part="ambiguous"
          filter="ambiguous"
        />
      ) : null}
      {replacedFiles > 0 ? (
        <Question title={words.replaced(replacedFiles)} text={words.replacedText} part="replaced" filter="replaced" />
      ) : null}
      {silentlyChanged > 0 ? (
        <Question
          title={words.silent(silentlyChanged)}
          text={words.silentText}
          part="silent"
          filter="changed_silently"
        />
      ) : null}
      {isNone ? <Row tone="well" title={words.noAnswers} /> : null}
    </Group>
  );
}

interface QuestionProps {
  readonly title: string;
  readonly text: string;
  readonly part: HealthPart;
  readonly filter: 'ambiguous' | 'replaced' | 'changed_silently';
}

function Question({ title, text, part, filter }: QuestionProps) {
  return (
    <Row
      tone="look"
      title={title}
      text={text}
      actions={
        <>
          <PhotosButton about={title} filter={filter} />
          <Button
            variant="primary"
            label={messages.health.decideOf(title)}
            onPress={() => {
              showHealth(part);
            }}
          >
            {messages.health.decide}
          </Button>
        </>
      }
    />
  );
}

export interface PhotosButtonProps {
  /** The row it belongs to. */
  readonly about: string;
  readonly filter: Parameters<typeof showFilter>[0];
}

/** Leads to the photos that a row is about. */
export function PhotosButton({ about, filter }: PhotosButtonProps) {
  return (
    <Button
      label={messages.health.showPhotosOf(about)}
      onPress={() => {
        showFilter(filter);
      }}
    >
      {messages.health.showPhotos}
    </Button>
  );
}
