/** What the Health page can do, each with a word about how it went. */
import {
  call,
  toAppError,
  type AmbiguousTag,
  type ContentHash,
  type LineageId,
  type LocationId,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { showToast } from '../../ui/index.js';
import { loadHealth } from './store.js';

/** Answers whether it went well. */
async function attempt(run: () => Promise<void>): Promise<boolean> {
  try {
    await run();
    await loadHealth();
    return true;
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
    return false;
  }
}

export function settleAmbiguousTag(item: AmbiguousTag, contentHashes: ContentHash[]): Promise<boolean> {
  return attempt(async () => {
    const { editId } = await call('settleAmbiguousTag', { ambiguityId: item.id, contentHashes });
    const action =
      editId === null
        ? null
        : {
            label: messages.health.undo,
            run: () => void attempt(() => call('undoEdit', { editId }).then(() => undefined)),
          };
    showToast(messages.health.settled(item.tag.name), { action });
  });
}

export function settleReplaced(lineageIds: LineageId[], carry: boolean): Promise<boolean> {
  return attempt(async () => {
    await call('settleReplaced', { lineageIds, carry });
    showToast(messages.health[carry ? 'carried' : 'othersSettled'](lineageIds.length));
  });
}

export function settleSilentChange(locationId: LocationId, answer: 'accept' | 'verify_again'): Promise<boolean> {
  return attempt(async () => {
    await call('settleSilentChange', { locationIds: [locationId], answer });
    showToast(messages.health[answer === 'accept' ? 'accepted' : 'verifyingAgain']);
  });
}

export function verifyFiles(): Promise<boolean> {
  return attempt(async () => {
    await call('verifyFiles', { libraryId: null });
    showToast(messages.health.verifyStarted);
  });
}

export function checkDatabase(): Promise<boolean> {
  return attempt(async () => {
    await call('checkDatabase', {});
  });
}

export function selfCheck(): Promise<boolean> {
  return attempt(async () => {
    await call('selfCheck', {});
  });
}

/** Counts again, and then compares again, so that what is shown is what is true now. */
export function recount(): Promise<boolean> {
  return attempt(async () => {
    await call('recount', {});
    await call('selfCheck', {});
    showToast(messages.health.recounted);
  });
}

export async function showInFolder(locationId: LocationId): Promise<void> {
  try {
    await call('showInFolder', { locationId });
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}
