/**
 * Keys that are pressed after the one that asks for the tag field and before the field is there. They are kept for it: until
 * then letters are keys of tags and of marks, and would change photos.
 */
import type { KeyStroke } from '../../lib/keys.js';

export interface TypedAhead {
  readonly text: string;
  /** Enter was pressed: what was typed is to be given at once. */
  readonly isEntered: boolean;
}

/** Longest wait for the field: without one, keys mean what they always do. */
const patienceMillis = 3_000;

/** What is kept after a key; null where nobody wants the field any more. */
export function afterKey(ahead: TypedAhead, key: string): TypedAhead | null {
  if (key === 'Escape') return null;
  if (ahead.isEntered) return ahead;
  if (key === 'Enter') return { ...ahead, isEntered: true };
  if (key === 'Backspace') return { ...ahead, text: ahead.text.slice(0, -1) };
  // One sign, of one or two units; other keys have names.
  return /^.$/u.test(key) ? { ...ahead, text: ahead.text + key } : ahead;
}

/** Ctrl and Alt together type signs on some keyboards. */
function isCommand({ ctrlKey, altKey, metaKey }: KeyStroke): boolean {
  return metaKey || ctrlKey !== altKey;
}

interface Waiting {
  ahead: TypedAhead;
  /** False while something that closes would take the keyboard back. */
  isDue: boolean;
  readonly timers: readonly ReturnType<typeof setTimeout>[];
}

/** Null while nobody waits for the field. */
let waiting: Waiting | null = null;

type TakeKeyboard = (ahead: TypedAhead) => void;
let field: TakeKeyboard | null = null;

function stopWaiting(): void {
  waiting?.timers.forEach(clearTimeout);
  waiting = null;
}

function handOver(): void {
  if (field === null || waiting?.isDue !== true) return;
  const { ahead } = waiting;
  stopWaiting();
  field(ahead);
}

/** The tag field takes the keyboard after these milliseconds, or as soon as there is one. */
export function focusTagEditor(afterMillis: number): void {
  stopWaiting();
  const mine: Waiting = {
    ahead: { text: '', isEntered: false },
    isDue: false,
    timers: [
      setTimeout(() => {
        mine.isDue = true;
        handOver();
      }, afterMillis),
      setTimeout(stopWaiting, afterMillis + patienceMillis),
    ],
  };
  waiting = mine;
}

/** There is a field; `take` is called when it is to have the keyboard. Returns what is to be called when it goes. */
export function offerField(take: TakeKeyboard): () => void {
  field = take;
  handOver();
  return () => {
    if (field === take) field = null;
  };
}

/** Before all others that listen for keys. Returns the function that stops listening. */
export function startTypeAhead(): () => void {
  const handleKey = (event: KeyboardEvent): void => {
    if (waiting === null || event.isComposing || isCommand(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const ahead = afterKey(waiting.ahead, event.key);
    if (ahead === null) stopWaiting();
    else waiting.ahead = ahead;
  };
  window.addEventListener('keydown', handleKey, { capture: true });
  return () => {
    stopWaiting();
    window.removeEventListener('keydown', handleKey, { capture: true });
  };
}
