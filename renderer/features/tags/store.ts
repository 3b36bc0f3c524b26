import { create } from 'zustand';
import { call, onEvent, toAppError, type LocationId, type TagId, type TagSummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { createRefresher } from '../../lib/refresher.js';
import { dismissToast, showToast } from '../../ui/index.js';

/** An edit that can be taken back: exactly the photos that it changed. */
interface UndoableEdit {
  readonly kind: 'tagged' | 'untagged';
  readonly tagId: TagId;
  readonly name: string;
  readonly changed: readonly LocationId[];
  readonly toastId: number;
}

interface TagsState {
  readonly tags: readonly TagSummary[];
  readonly undoStack: readonly UndoableEdit[];
  /** Rises with every edit, so that what shows the tags of a selection asks again at once. */
  readonly edits: number;
  /** The tag editor takes the keyboard focus once, as soon as there is one. */
  readonly isFocusWanted: boolean;
}

const MOST_UNDOS = 50;

export const useTags = create<TagsState>(() => ({ tags: [], undoStack: [], edits: 0, isFocusWanted: false }));

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

function recordEdit(edit: Omit<UndoableEdit, 'toastId'>): void {
  if (edit.changed.length === 0) {
    if (edit.kind === 'tagged') showToast(messages.tags.already(edit.name));
    return;
  }
  const text = messages.tags[edit.kind](edit.changed.length, edit.name);
  const toastId = showToast(text, {
    action: {
      label: messages.tags.undo,
      run: () => {
        void undo(recorded);
      },
    },
  });
  const recorded: UndoableEdit = { ...edit, toastId };
  useTags.setState(({ undoStack, edits }) => ({
    undoStack: [...undoStack, recorded].slice(-MOST_UNDOS),
    edits: edits + 1,
  }));
}

export async function tagPhotos(locationIds: LocationId[], name: string): Promise<void> {
  const trimmed = name.trim();
  if (trimmed === '' || locationIds.length === 0) return;
  try {
    const { tag, changed } = await call('tagPhotos', { locationIds, name: trimmed });
    recordEdit({ kind: 'tagged', tagId: tag.id, name: tag.name, changed });
  } catch (cause) {
    report(cause);
  }
}

export async function untagPhotos(locationIds: LocationId[], tagId: TagId): Promise<void> {
  if (locationIds.length === 0) return;
  try {
    const { tag, changed } = await call('untagPhotos', { locationIds, tagId });
    recordEdit({ kind: 'untagged', tagId: tag.id, name: tag.name, changed });
  } catch (cause) {
    report(cause);
  }
}

async function undo(edit: UndoableEdit): Promise<void> {
  if (!useTags.getState().undoStack.includes(edit)) return;
  useTags.setState(({ undoStack }) => ({ undoStack: undoStack.filter((other) => other !== edit) }));
  const locationIds = [...edit.changed];
  try {
    if (edit.kind === 'tagged') await call('untagPhotos', { locationIds, tagId: edit.tagId });
    else await call('tagPhotos', { locationIds, name: edit.name });
    dismissToast(edit.toastId);
    useTags.setState(({ edits }) => ({ edits: edits + 1 }));
    showToast(messages.tags.undone);
  } catch (cause) {
    report(cause);
  }
}

export function undoLastEdit(): void {
  const last = useTags.getState().undoStack.at(-1);
  if (last === undefined) showToast(messages.tags.nothingToUndo);
  else void undo(last);
}
