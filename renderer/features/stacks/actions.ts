/** Stacks that people make: different photos that show as one. Each act is an edit, and says so. */
import { call, mostStacked, toAppError, type Edit, type LocationId } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { firstIndex, hasIndex, sizeOf } from '../../lib/range-set.js';
import { showToast } from '../../ui/index.js';
import { countEdit, editText, offerUndo } from '../edits/index.js';
import { focusGrid, idAt, selectedIds, usePhotos } from '../photos/index.js';
import { leaveAside, showStack, useView } from '../view/index.js';

/** Answers whether anything was done; `otherwise` is said where nothing had to be. */
export async function edited(edit: Promise<Edit | null>, otherwise: string | null = null): Promise<boolean> {
  try {
    const done = await edit;
    if (done === null) {
      if (otherwise !== null) showToast(otherwise);
      return false;
    }
    countEdit();
    offerUndo(`${editText(done)}.`, done.id);
    return true;
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
    return false;
  }
}

/** The photo with the keyboard first, where it is one of them: it is the one that was looked at last. */
function inOrder(): readonly LocationId[] {
  const ids = selectedIds();
  const { selection, active } = usePhotos.getState();
  const shown = hasIndex(selection, active) ? idAt(active) : null;
  return shown === null ? ids : [shown, ...ids.filter((id) => id !== shown)];
}

export async function stackSelection(): Promise<void> {
  const ids = inOrder();
  if (ids.length < 2) showToast(messages.stacks.selectFirst);
  else if (ids.length > mostStacked) showToast(messages.stacks.tooMany(mostStacked));
  else await edited(call('stackPhotos', { groups: [[...ids]] }), messages.stacks.isSo);
}

export async function unstackSelection(): Promise<void> {
  const locationIds = selectedIds();
  if (locationIds.length === 0) showToast(messages.stacks.none);
  else await unstack(locationIds);
}

export async function unstack(locationIds: readonly LocationId[]): Promise<void> {
  const isDone = await edited(call('unstackPhotos', { locationIds: [...locationIds] }), messages.stacks.none);
  // What was looked at is no stack any more.
  if (isDone && useView.getState().view.stackOf !== undefined) leaveAside();
}

export async function takeOut(locationId: LocationId): Promise<void> {
  await edited(call('takeOutOfStack', { locationIds: [locationId] }), messages.stacks.none);
}

export async function makeFirst(locationId: LocationId): Promise<void> {
  await edited(call('setStackFirst', { locationId }));
}

/** Of the selected photo with the keyboard, else of the first one; out of a stack it leads back. */
export function showStackOfSelection(): void {
  if (useView.getState().view.stackOf !== undefined) {
    leaveAside();
    focusGrid();
    return;
  }
  const { selection, active, model } = usePhotos.getState();
  const row = sizeOf(selection) === 0 || hasIndex(selection, active) ? active : (firstIndex(selection) ?? -1);
  const id = idAt(row);
  if (id === null || (model?.stacked[row] ?? 0) === 0) {
    showToast(messages.stacks.none);
    return;
  }
  showStack(id);
  focusGrid();
}
