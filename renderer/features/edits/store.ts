/** Undo and redo as the database keeps them: they outlast a restart. */
import { create } from 'zustand';
import { call, toAppError, type EditId, type EditOutcome } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { dismissToast, showToast } from '../../ui/index.js';
import { outcomeText } from './text.js';

interface EditsState {
  /** Rises with every edit made here, so that what shows tags or insights asks again at once. */
  readonly count: number;
}

export const useEdits = create<EditsState>(() => ({ count: 0 }));

/** The toast that offers to take an edit back; it goes when the edit is taken back by other means. */
let offer: { readonly toastId: number; readonly editId: EditId } | null = null;

function report(cause: unknown): void {
  showToast(toAppError(cause).message, { tone: 'error' });
}

export function countEdit(): void {
  useEdits.setState(({ count }) => ({ count: count + 1 }));
}

/** Says what was done, with a button that takes exactly this back. */
export function offerUndo(text: string, editId: EditId): void {
  show(text, editId, messages.edits.undo);
}

function show(text: string, editId: EditId, label: string): void {
  if (offer !== null) dismissToast(offer.toastId);
  const toastId = showToast(text, {
    action: {
      label,
      run: () => {
        void takeBack(editId);
      },
    },
  });
  offer = { toastId, editId };
}

function tell(outcome: EditOutcome): void {
  countEdit();
  const isUndo = outcome.edit.role === 'undo';
  show(outcomeText(outcome), outcome.edit.id, isUndo ? messages.edits.redo : messages.edits.undo);
}

/** Edits come one after the other: a key held down must not overtake itself. */
let before: Promise<unknown> = Promise.resolve();

function inTurn(run: () => Promise<void>): Promise<void> {
  const mine = before.then(run).catch(report);
  before = mine;
  return mine;
}

/** Takes back one edit, the last or not; what was taken back is done again by the same call on that edit. */
export function takeBack(editId: EditId): Promise<void> {
  return inTurn(async () => {
    tell(await call('undoEdit', { editId }));
  });
}

export function undoLast(): Promise<void> {
  return inTurn(async () => {
    const outcome = await call('undo', {});
    if (outcome === null) showToast(messages.edits.nothingToUndo);
    else tell(outcome);
  });
}

export function redoLast(): Promise<void> {
  return inTurn(async () => {
    const outcome = await call('redo', {});
    if (outcome === null) showToast(messages.edits.nothingToRedo);
    else tell(outcome);
  });
}
