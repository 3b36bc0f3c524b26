/** The files of selected photos, handed to other programs. */
import { call, mostFilesOut, toAppError } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { hasIndex } from '../../lib/range-set.js';
import { showToast } from '../../ui/index.js';
import { selectedIds, selectOnly, usePhotos } from './store.js';

/** Says so where there are too many, or none. */
function filesToGive(): ReturnType<typeof selectedIds> | null {
  const ids = selectedIds();
  if (ids.length > 0 && ids.length <= mostFilesOut) return ids;
  showToast(ids.length === 0 ? messages.photoMenu.selectFirst : messages.photoMenu.tooMany(mostFilesOut));
  return null;
}

export async function copyFiles(): Promise<void> {
  const locationIds = filesToGive();
  if (locationIds === null) return;
  try {
    const { count, as } = await call('copyFiles', { locationIds });
    showToast(messages.photoMenu.copied[as](count));
  } catch (cause) {
    showToast(toAppError(cause).message);
  }
}

/** The drag has begun on this photo: it goes with the selection that it is part of, else alone. */
export function dragOut(row: number): void {
  if (!hasIndex(usePhotos.getState().selection, row)) selectOnly(row);
  const locationIds = filesToGive();
  if (locationIds === null) return;
  call('dragFiles', { locationIds }).catch((cause: unknown) => {
    showToast(toAppError(cause).message);
  });
}
