/** Keys that people gave to tags: 1 to 9 with Alt, and letters. One gives its tag to the selection, or takes it away. */
import type { HotKey, ListedTag, LocationId } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { isMac } from '../../lib/platform.js';
import { showToast } from '../../ui/index.js';
import { toggleTag, useTags } from './store.js';

/** As it is written on keyboards. */
export function hotKeyCaps(key: HotKey): readonly string[] {
  return /\d/.test(key) ? [isMac ? '⌥' : 'Alt', key] : [key.toUpperCase()];
}

export type HotStroke = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** The key that a stroke is; null for others. With Alt, some keyboards type signs: the place of the key counts. */
export function hotKeyOf({ key, code, altKey, ctrlKey, metaKey, shiftKey }: HotStroke): string | null {
  if (ctrlKey || metaKey || shiftKey) return null;
  if (altKey) return /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] ?? null;
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : null;
}

export interface HotKeyTargets {
  /** Keys mean something else now: a dialog is open, or a page that has no photos. */
  readonly isBusy: () => boolean;
  readonly selected: () => LocationId[];
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'range';
  return target instanceof HTMLTextAreaElement;
}

/** Returns the function that stops listening. */
export function startHotKeys({ isBusy, selected }: HotKeyTargets): () => void {
  const handleKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.repeat) return;
    const key = hotKeyOf(event);
    if (key === null || (isTyping(event.target) && !event.altKey)) return;
    const tag = useTags.getState().tags.find((candidate: ListedTag) => candidate.hotKey === key);
    if (tag === undefined || isBusy()) return;
    event.preventDefault();
    const ids = selected();
    if (ids.length === 0) showToast(messages.tags.selectToToggle(tag.name));
    else void toggleTag(ids, tag.id);
  };
  window.addEventListener('keydown', handleKey);
  return () => {
    window.removeEventListener('keydown', handleKey);
  };
}
