import { X } from 'lucide-react';
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { lastLevelOf } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { classes, useKeptFocus } from '../../ui/index.js';
import './tag-editor.css';
import './suggested.css';

export interface SuggestedProps {
  readonly title: string;
  readonly testId: string;
  readonly isEmpty: boolean;
  readonly className?: string;
  /** Beside the title. */
  readonly act?: ReactNode;
  /** Takes the keyboard when the last one is gone. */
  readonly onLeave: () => void;
  /** A `SuggestedTag` each. */
  readonly children: ReactNode;
}

/** Tags that a photo does not have before somebody takes them. */
export function Suggested({ title, testId, isEmpty, className, act, onLeave, children }: SuggestedProps) {
  const list = useRef<HTMLUListElement>(null);
  const keptFocus = useKeptFocus(list, onLeave);
  const headingId = useId();
  return (
    <div className={classes('suggested', className)} hidden={isEmpty} data-testid={testId}>
      <div className="suggested-head">
        <h3 id={headingId} className="suggested-title">
          {title}
        </h3>
        {act}
      </div>
      <ul ref={list} className="chips" aria-labelledby={headingId} {...keptFocus}>
        {children}
      </ul>
    </div>
  );
}

export interface SuggestedTagProps {
  readonly name: string;
  readonly icon: ReactNode;
  /** Why it is suggested. */
  readonly reason: string;
  readonly onAccept: () => void;
  readonly onDismiss: () => void;
}

/** Enter takes it, Delete dismisses it, the arrows go from one to the next. */
export function SuggestedTag({ name, icon, reason, onAccept, onDismiss }: SuggestedTagProps) {
  const { acceptTag, dismissTag } = messages.insights;
  const handleKey = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const item = event.currentTarget.closest('li');
    const next =
      event.key === 'ArrowRight'
        ? item?.nextElementSibling
        : event.key === 'ArrowLeft'
          ? item?.previousElementSibling
          : null;
    if (next !== null && next !== undefined) next.querySelector('button')?.focus();
    else if (event.key === 'Delete' || event.key === 'Backspace') onDismiss();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li className="chip chip-suggested" data-suggested={name}>
      <button
        type="button"
        className="chip-accept"
        aria-label={acceptTag(name)}
        title={[name, reason].join('\n')}
        onClick={onAccept}
        onKeyDown={handleKey}
      >
        {icon}
        <span className="chip-name">{lastLevelOf(name)}</span>
      </button>
      <button
        type="button"
        className="chip-button"
        aria-label={dismissTag(name)}
        title={dismissTag(name)}
        onClick={onDismiss}
      >
        <X size={12} />
      </button>
    </li>
  );
}
