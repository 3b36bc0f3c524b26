import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Insight, LocationId } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { Button, TextArea, TextInput } from '../../ui/index.js';
import { writeInsight } from './store.js';

export interface OwnTextFormProps {
  readonly locationId: LocationId;
  /** Where the text starts from; null for nothing. */
  readonly insight: Insight | null;
  readonly onDone: () => void;
}

/** The user's own words for a photo. What was written before stays in the history. */
export function OwnTextForm({ locationId, insight, onDone }: OwnTextFormProps) {
  const words = messages.insights;
  const [title, setTitle] = useState(insight?.title ?? '');
  const [summary, setSummary] = useState(insight?.summary ?? '');
  const [isBusy, setIsBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);
  const isUnchanged = title.trim() === (insight?.title ?? '') && summary.trim() === (insight?.summary ?? '');
  const canSave = title.trim() !== '' && !isUnchanged && !isBusy;
  const save = async (): Promise<void> => {
    if (!canSave) return;
    setIsBusy(true);
    const isKept = await writeInsight({ locationId, title: title.trim(), summary: summary.trim() });
    setIsBusy(false);
    if (isKept) onDone();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onDone();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    }
  };
  return (
    <form
      className="own-text"
      aria-label={words.ownText}
      data-testid="own-text"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        ref={first}
        label={words.ownTitle}
        placeholder={words.ownTitle}
        value={title}
        onChange={setTitle}
        onKeyDown={onKeyDown}
      />
      <TextArea
        label={words.ownSummary}
        placeholder={words.ownSummary}
        rows={5}
        value={summary}
        onChange={setSummary}
        onKeyDown={onKeyDown}
      />
      <div className="own-text-actions">
        <Button variant="quiet" onPress={onDone}>
          {messages.settings.cancel}
        </Button>
        <Button type="submit" variant="primary" isDisabled={!canSave}>
          {messages.settings.save}
        </Button>
      </div>
    </form>
  );
}
