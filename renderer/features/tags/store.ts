import { create } from 'zustand';
import {
  call,
  onEvent,
  toAppError,
  type ListedTag,
  type LocationId,
  type TagEdit,
  type TagId,
  type TagScope,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { createRefresher } from '../../lib/refresher.js';
import { showToast } from '../../ui/index.js';
import { countEdit, offerUndo } from '../edits/index.js';

interface TagsState {
  readonly tags: readonly ListedTag[];
  /** The tag editor takes the keyboard focus once, as soon as there is one. */
  readonly isFocusWanted: boolean;
}

export const useTags = create<TagsState>(() => ({ tags: [], isFocusWanted: false }));

async function loadTags(): Promise<void> {
  try {
    useTags.setState({ tags: await call('tags', {}) });
  } catch {
    // The list stays as it is; the next change asks again.
  }
}

/** Returns the function that stops it. */
export function startTags(): () => void {
  const refresher = createRefresher(loadTags, { minIntervalMillis: 300, pausePerDuration: 4 });
  refresher.request();
  const stop = onEvent('changed', ({ topics }) => {
    if (topics.includes('tags') || topics.includes('photos')) refresher.request();
  });
  return () => {
    refresher.stop();
    stop();
  };
}

export function focusTagEditor(): void {
  useTags.setState({ isFocusWanted: true });
}

export function focusTaken(): void {
  useTags.setState({ isFocusWanted: false });
}

function report(cause: unknown): void {
  showToast(toAppError(cause).message, { tone: 'error' });
}

/** Says what an edit did and offers to take it back; nothing when nothing had to be changed. */
function tell({ editId, changed }: TagEdit, text: string): void {
  if (editId === null || changed.length === 0) return;
  countEdit();
  offerUndo(text, editId);
}

export async function tagPhotos(locationIds: LocationId[], name: string): Promise<void> {
  const trimmed = name.trim();
  if (trimmed === '' || locationIds.length === 0) return;
  try {
    const edit = await call('tagPhotos', { locationIds, name: trimmed });
    if (edit.changed.length === 0) showToast(messages.tags.already(edit.tag.name));
    tell(edit, messages.edits.done.tag_added(edit.tag.name, edit.changed.length));
  } catch (cause) {
    report(cause);
  }
}

/** With the scope `copy`, only what these very files bear. */
export async function untagPhotos(locationIds: LocationId[], tagId: TagId, scope: TagScope = 'photo'): Promise<void> {
  if (locationIds.length === 0) return;
  try {
    const edit = await call('untagPhotos', { locationIds, tagId, scope });
    tell(edit, messages.edits.done.tag_removed(edit.tag.name, edit.changed.length));
  } catch (cause) {
    report(cause);
  }
}

export async function setTagScope(locationId: LocationId, tagId: TagId, scope: TagScope): Promise<void> {
  try {
    const edit = await call('setTagScope', { locationId, tagId, scope });
    tell(edit, messages.tags.scopeSet[scope](edit.tag.name));
  } catch (cause) {
    report(cause);
  }
}
