/** Answers to what is the matter with a library, each with a word about how it went. */
import { call, toAppError, type LibraryId, type LibrarySummary } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { showToast } from '../../ui/index.js';
import { loadLibraries } from './store.js';

async function attempt(run: () => Promise<string | null>): Promise<boolean> {
  try {
    const text = await run();
    if (text !== null) showToast(text);
    await loadLibraries();
    return true;
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
    return false;
  }
}

export function trustLibrary(library: LibrarySummary): Promise<boolean> {
  return attempt(async () => {
    await call('trustLibrary', { libraryId: library.id });
    return messages.libraries.trusted(library.name);
  });
}

export function moveToFound(library: LibrarySummary, rootPath: string): Promise<boolean> {
  return attempt(async () => {
    await call('relocateLibrary', { libraryId: library.id, rootPath });
    return messages.libraries.relocated(library.name, rootPath);
  });
}

export function setMarker(libraryId: LibraryId, present: boolean): Promise<boolean> {
  return attempt(async () => {
    await call('setLibraryMarker', { libraryId, present });
    return null;
  });
}

/** Files that could not be read are tried again, in every library. */
export function readAgain(): Promise<boolean> {
  return attempt(async () => {
    await call('scanLibrary', { libraryId: null });
    return messages.work.tryingAgain;
  });
}

export interface HeldBack {
  readonly id: LibraryId;
  readonly name: string;
  /** Files that are not where they were. */
  readonly count: number;
}

export function settleLoss({ id, name, count }: HeldBack, accept: boolean): Promise<boolean> {
  return attempt(async () => {
    await call('settleLoss', { libraryId: id, accept });
    return accept ? messages.libraries.lossAccepted(count) : messages.libraries.lossLooking(name);
  });
}
