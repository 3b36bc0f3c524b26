/** The history of edits as far as it was looked at, kept fresh while its page is open. */
import { create } from 'zustand';
import {
  call,
  keepFresh,
  toAppError,
  type AppError,
  type ChangeTopic,
  type Edit,
  type EditId,
  type TagId,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { showToast } from '../../ui/index.js';
import { revealPhotos } from '../photos/index.js';
import { openPage } from '../view/index.js';

interface HistoryState {
  /** Only edits of this tag; null for all. */
  readonly tagId: TagId | null;
  /** Latest first; null before the first answer. */
  readonly edits: readonly Edit[] | null;
  /** True when there are older ones. */
  readonly hasMore: boolean;
  readonly error: AppError | null;
}

const PAGE = 100;
/** What the history is of. */
const historyTopics: readonly ChangeTopic[] = ['tags', 'marks', 'albums', 'insights'];
const LARGEST_PAGE = 1000;

const nothingYet = { edits: null, hasMore: false, error: null } as const;

export const useHistory = create<HistoryState>(() => ({ tagId: null, ...nothingYet }));

async function firstEdits(tagId: TagId | null, count: number): Promise<Edit[]> {
  const edits: Edit[] = [];
  while (edits.length < count) {
    const limit = Math.min(LARGEST_PAGE, count - edits.length);
    const part = await call('editHistory', { tagId, offset: edits.length, limit });
    edits.push(...part);
    if (part.length < limit) break;
  }
  return edits;
}

async function load(): Promise<void> {
  const { tagId, edits } = useHistory.getState();
  const count = Math.max(PAGE, edits?.length ?? 0);
  try {
    // One more than is shown says whether there are older ones.
    const found = await firstEdits(tagId, count + 1);
    if (useHistory.getState().tagId !== tagId) return;
    useHistory.setState({ edits: found.slice(0, count), hasMore: found.length > count, error: null });
  } catch (cause) {
    // What is shown stays; the next change asks again.
    if (useHistory.getState().edits === null) useHistory.setState({ error: toAppError(cause) });
  }
}

let isLoadingMore = false;

/** New edits that came meanwhile push the older ones on: those that are there already are left out. */
export async function loadMore(): Promise<void> {
  const { tagId, edits, hasMore } = useHistory.getState();
  if (isLoadingMore || edits === null || !hasMore) return;
  isLoadingMore = true;
  try {
    const part = await call('editHistory', { tagId, offset: edits.length, limit: PAGE + 1 });
    const now = useHistory.getState();
    if (now.tagId !== tagId || now.edits === null) return;
    const known = new Set(now.edits.map((edit) => edit.id));
    const fresh = part.slice(0, PAGE).filter((edit) => !known.has(edit.id));
    useHistory.setState({ edits: [...now.edits, ...fresh], hasMore: part.length > PAGE });
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  } finally {
    isLoadingMore = false;
  }
}

export function chooseTag(tagId: TagId | null): void {
  if (useHistory.getState().tagId === tagId) return;
  useHistory.setState({ tagId, ...nothingYet });
  void load();
}

/** Opens the page: the whole history, or that of one tag. */
export function openHistory(tagId: TagId | null): void {
  chooseTag(tagId);
  openPage('history');
}

export function retryHistory(): void {
  useHistory.setState(nothingYet);
  void load();
}

/** Keeps the list fresh. Returns the function that stops it. */
export function startHistory(): () => void {
  return keepFresh(load, historyTopics, { minIntervalMillis: 300, pausePerDuration: 4 });
}

/** Shows the photos of an edit in the grid, selected, and says when some have no file any more. */
export async function showPhotosOf(edit: { readonly id: EditId; readonly photoCount: number }): Promise<void> {
  try {
    const ids = await call('editPhotos', { editId: edit.id });
    if (ids.length === 0) {
      showToast(messages.history.noneLeft);
      return;
    }
    const found = await revealPhotos(ids);
    if (found === 0) showToast(messages.history.noneLeft);
    else showToast(messages.history.selected(found, Math.max(found, edit.photoCount)));
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}
