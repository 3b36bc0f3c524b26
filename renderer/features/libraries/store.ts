import { create } from 'zustand';
import { call, keepFresh, toAppError, type AppError, type LibraryId, type LibrarySummary } from '../../api/index.js';

interface LibrariesState {
  /** Null before the first answer. */
  readonly libraries: readonly LibrarySummary[] | null;
  readonly error: AppError | null;
}

export const useLibraries = create<LibrariesState>(() => ({ libraries: null, error: null }));

export async function loadLibraries(): Promise<void> {
  try {
    useLibraries.setState({ libraries: await call('libraries', {}), error: null });
  } catch (cause) {
    useLibraries.setState({ error: toAppError(cause) });
  }
}

/** Keeps names, availability and counts fresh. Returns the function that stops it. */
export function startLibraries(): () => void {
  return keepFresh(loadLibraries, ['libraries', 'photos'], { minIntervalMillis: 500, pausePerDuration: 4 });
}

/** True when only the user can say how a library's folder goes on: it is not trusted, or was found in another place. */
export function isAskedAbout({ availability }: LibrarySummary): boolean {
  return availability.state === 'suspect' || availability.foundAt !== null;
}

export function libraryById(
  libraries: readonly LibrarySummary[] | null,
  id: LibraryId | null,
): LibrarySummary | undefined {
  return libraries?.find((library) => library.id === id);
}
