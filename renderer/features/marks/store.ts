/** Setting marks, and going on to the next photo when that is wanted. */
import { create } from 'zustand';
import { tryCall, type LocationId, type Marks } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { sizeOf } from '../../lib/range-set.js';
import { remember, remembered } from '../../lib/storage.js';
import { showToast } from '../../ui/index.js';
import { countEdit, editText, offerUndo } from '../edits/index.js';
import { focusGrid, selectedIds, selectOnly, showMarks, usePhotos } from '../photos/index.js';

interface MarkingState {
  /** After a mark on one photo, the next one is selected. */
  readonly goesOn: boolean;
}

export const useMarking = create<MarkingState>(() => ({ goesOn: remembered<boolean>('goOnAfterMarking', false) }));

export function toggleGoingOn(): void {
  const goesOn = !useMarking.getState().goesOn;
  remember('goOnAfterMarking', goesOn);
  useMarking.setState({ goesOn });
  showToast(messages.marks.goesOn[goesOn ? 'on' : 'off']);
}

/** Keys come faster than answers: what is said of them comes in the order of the keys. */
let told: Promise<unknown> = Promise.resolve();

function markPhotos(locationIds: readonly LocationId[], marks: Partial<Marks>): void {
  const settle = showMarks(locationIds, marks);
  const before = told;
  // At once, whatever else is not answered yet: the window may be closed in the next moment.
  const answering = tryCall('setMarks', { locationIds: [...locationIds], marks });
  told = (async () => {
    const answer = await answering;
    await before;
    settle(answer.ok);
    if (!answer.ok) {
      showToast(answer.error.message, { tone: 'error' });
      return;
    }
    const edit = answer.value;
    if (edit === null) return;
    countEdit();
    offerUndo(editText(edit), edit.id);
  })();
}

/** `isOneByOne`: by a key, so that the next photo may follow. */
export function markSelection(marks: Partial<Marks>, isOneByOne: boolean): void {
  const { selection, active, model, isViewerOpen } = usePhotos.getState();
  const locationIds = selectedIds();
  if (locationIds.length === 0) {
    showToast(messages.marks.selectFirst);
    return;
  }
  markPhotos(locationIds, marks);
  const next = active + 1;
  if (!isOneByOne || !useMarking.getState().goesOn || sizeOf(selection) !== 1) return;
  if (next >= (model?.ids.length ?? 0)) return;
  selectOnly(next);
  if (!isViewerOpen) focusGrid();
}
