import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { tryCall, type IgnorePreview, type LibrarySummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { visibleName } from '../../lib/visible-name.js';
import { Button, showToast, TextArea } from '../../ui/index.js';
import { loadLibraries } from '../libraries/index.js';
import { linesOf } from './lines.js';

/** Reading every path of a library of a million files takes a second or two. */
const PREVIEW_AFTER_MILLIS = 400;
const MENU_CLOSE_MILLIS = 80;

/** Patterns of what a library leaves out, one a line, and what they would do. */
export function IgnoreForm({ library, onDone }: { readonly library: LibrarySummary; readonly onDone: () => void }) {
  const { id: libraryId, name, ignorePatterns } = library;
  const input = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(ignorePatterns.join('\n'));
  const [preview, setPreview] = useState<IgnorePreview | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const about = useId();
  const words = messages.settings;

  useEffect(() => {
    // The menu that led here gives the focus back to its button when it closes.
    const timer = setTimeout(() => input.current?.focus(), MENU_CLOSE_MILLIS);
    return () => {
      clearTimeout(timer);
    };
  }, []);

  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      void tryCall('ignorePreview', { libraryId, patterns: linesOf(text) }).then((result) => {
        if (!isCurrent) return;
        setPreview(result.ok ? result.value : null);
        setError(result.ok ? null : result.error.message);
      });
    }, PREVIEW_AFTER_MILLIS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [libraryId, text]);

  const save = async (): Promise<void> => {
    setIsBusy(true);
    const result = await tryCall('setIgnorePatterns', { libraryId, patterns: linesOf(text) });
    setIsBusy(false);
    if (!result.ok) {
      setError(result.error.message);
      return;
    }
    showToast(words.ignoreSaved(name));
    await loadLibraries();
    onDone();
  };

  return (
    <form
      className="relocate"
      data-testid="ignore-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="settings-quiet">{words.ignoreText}</p>
      <TextArea
        ref={input}
        label={words.ignoreOf(name)}
        placeholder={words.ignorePlaceholder}
        rows={4}
        value={text}
        isInvalid={error !== null}
        describedBy={about}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onDone();
        }}
        onChange={(value) => {
          setError(null);
          setPreview(null);
          setText(value);
        }}
      />
      <div id={about} aria-live="polite" data-testid="ignore-preview">
        {error === null ? (
          <p className="settings-quiet">{preview === null ? words.ignoreCounting : previewText(preview)}</p>
        ) : (
          <p className="form-error">{error}</p>
        )}
      </div>
      <div className="relocate-actions">
        <Button onPress={onDone}>{words.cancel}</Button>
        <Button type="submit" variant="primary" isDisabled={isBusy || error !== null}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

function previewText({ leaving, examples }: IgnorePreview): string {
  const words = messages.settings;
  if (leaving === 0) return words.ignoreNone;
  return `${words.ignoreLeaving(leaving)} ${words.ignoreExamples(examples.map(visibleName), leaving > examples.length)}`;
}
