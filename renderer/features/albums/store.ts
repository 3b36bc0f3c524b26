/** Albums: their list, what is asked about them, and what is done with them. */
import { create } from 'zustand';
import {
  call,
  onEvent,
  toAppError,
  tryCall,
  type AlbumId,
  type AlbumSummary,
  type AppError,
  type Edit,
  type LocationId,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { createRefresher } from '../../lib/refresher.js';
import { remember, remembered } from '../../lib/storage.js';
import { showToast } from '../../ui/index.js';
import { countEdit, editText, offerUndo } from '../edits/index.js';
import { refreshPhotos, selectedIds } from '../photos/index.js';
import { leaveAlbum } from '../view/index.js';

/** The dialog that is open. */
export type AlbumQuestion =
  /** With a search, the album has the photos that it finds. */
  | {
      readonly kind: 'create';
      readonly locationIds: readonly LocationId[];
      readonly query?: string;
      readonly onCreated?: (albumId: AlbumId) => void;
    }
  | { readonly kind: 'rename'; readonly album: AlbumSummary }
  | { readonly kind: 'delete'; readonly album: AlbumSummary }
  | { readonly kind: 'add'; readonly locationIds: readonly LocationId[] };

interface AlbumsState {
  /** By name; null before the first answer. */
  readonly albums: readonly AlbumSummary[] | null;
  /** Photos that the searches among them find; missing until they are counted. */
  readonly searchCounts: ReadonlyMap<AlbumId, number>;
  readonly question: AlbumQuestion | null;
}

export const useAlbums = create<AlbumsState>(() => ({ albums: null, searchCounts: new Map(), question: null }));

async function loadAlbums(): Promise<void> {
  try {
    useAlbums.setState({ albums: await call('albums', {}) });
    counts.request();
  } catch {
    // The list stays as it is; the next change asks again.
  }
}

async function loadSearchCounts(): Promise<void> {
  const isAny = useAlbums.getState().albums?.some(({ query }) => query !== null) ?? false;
  if (!isAny) return;
  try {
    const found = await call('searchCounts', {});
    useAlbums.setState({ searchCounts: new Map(found.map(({ albumId, photoCount }) => [albumId, photoCount])) });
  } catch {
    // As above.
  }
}

/** To count may take seconds: while photos are read all the time, it takes a tenth of one core. */
const counts = createRefresher(loadSearchCounts, {
  minIntervalMillis: 1000,
  pausePerDuration: 9,
  longestPauseMillis: 60_000,
});

/** Null for an album whose search is not counted yet. */
export function albumCount(album: AlbumSummary, searchCounts: ReadonlyMap<AlbumId, number>): number | null {
  return album.query === null ? album.photoCount : (searchCounts.get(album.id) ?? null);
}

/** Returns the function that stops it. */
export function startAlbums(): () => void {
  const refresher = createRefresher(loadAlbums, { minIntervalMillis: 300, pausePerDuration: 4 });
  refresher.request();
  const stop = onEvent('changed', ({ topics }) => {
    if (topics.includes('albums') || topics.includes('photos')) refresher.request();
    else if (topics.some((topic) => topic !== 'backups' && topic !== 'health')) counts.request();
  });
  return () => {
    refresher.stop();
    counts.stop();
    stop();
  };
}

export function askAboutAlbum(question: AlbumQuestion): void {
  useAlbums.setState({ question });
}

export function stopAskingAboutAlbum(): void {
  useAlbums.setState({ question: null });
}

export function isAskingAboutAlbums(): boolean {
  return useAlbums.getState().question !== null;
}

function told(edit: Edit): void {
  countEdit();
  offerUndo(editText(edit), edit.id);
}

/** Null when it is done; otherwise why not. */
export async function createAlbum(
  name: string,
  locationIds: readonly LocationId[],
  query?: string,
): Promise<AppError | null> {
  const search = query === undefined ? {} : { query };
  const result = await tryCall('createAlbum', { name, locationIds: [...locationIds], ...search });
  if (!result.ok) return result.error;
  const { albumId } = result.value;
  told(result.value);
  if (albumId !== null && query === undefined) rememberUsed(albumId);
  const { question } = useAlbums.getState();
  if (albumId !== null && question?.kind === 'create') question.onCreated?.(albumId);
  stopAskingAboutAlbum();
  return null;
}

/** The photos of the album are those that another search finds. */
export async function changeAlbumSearch(albumId: AlbumId, query: string): Promise<void> {
  const result = await tryCall('changeAlbumSearch', { albumId, query });
  if (!result.ok) showToast(result.error.message, { tone: 'error' });
  else if (result.value !== null) told(result.value);
}

export async function renameAlbum(albumId: AlbumId, name: string): Promise<AppError | null> {
  const result = await tryCall('renameAlbum', { albumId, name });
  if (!result.ok) return result.error;
  if (result.value !== null) told(result.value);
  stopAskingAboutAlbum();
  return null;
}

export async function deleteAlbum(albumId: AlbumId): Promise<AppError | null> {
  const result = await tryCall('deleteAlbum', { albumId });
  if (!result.ok) return result.error;
  leaveAlbum(albumId);
  told(result.value);
  stopAskingAboutAlbum();
  return null;
}

const usedKey = 'albumUsedLast';

function rememberUsed(albumId: AlbumId): void {
  remember(usedKey, albumId);
}

/** Null when it is not there any more. */
function usedLast(): AlbumSummary | null {
  const id = remembered<number>(usedKey, 0);
  return useAlbums.getState().albums?.find((album) => album.id === id) ?? null;
}

export async function addToAlbum(
  album: Pick<AlbumSummary, 'id' | 'name'>,
  locationIds: readonly LocationId[],
): Promise<void> {
  if (locationIds.length === 0) return;
  rememberUsed(album.id);
  try {
    const edit = await call('addToAlbum', { albumId: album.id, locationIds: [...locationIds] });
    if (edit === null) showToast(messages.albums.allIn(album.name, locationIds.length));
    else told(edit);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

/** To the album used last; asks where there is none, or with `asks` in any case. */
export function addSelectionToAlbum(asks: boolean): void {
  const locationIds = selectedIds();
  if (locationIds.length === 0) {
    showToast(messages.albums.selectFirst);
    return;
  }
  const album = asks ? null : usedLast();
  if (album === null) askAboutAlbum({ kind: 'add', locationIds });
  else void addToAlbum(album, locationIds);
}

export async function removeFromAlbum(albumId: AlbumId, locationIds: readonly LocationId[]): Promise<void> {
  if (locationIds.length === 0) {
    showToast(messages.albums.selectToRemove);
    return;
  }
  try {
    const edit = await call('removeFromAlbum', { albumId, locationIds: [...locationIds] });
    if (edit !== null) told(edit);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

/** Before another photo, null for the end. Resolves when the grid shows it. */
export async function moveInAlbum(
  albumId: AlbumId,
  locationIds: readonly LocationId[],
  before: LocationId | null,
): Promise<void> {
  try {
    const edit = await call('moveInAlbum', { albumId, locationIds: [...locationIds], before });
    if (edit === null) return;
    told(edit);
    await refreshPhotos();
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}
