/** The search field: chips that stand, text that is being typed, and what was made of both. */
import { create } from 'zustand';
import {
  call,
  keptSearch,
  onEvent,
  parseSearch,
  printSearch,
  type AlbumId,
  type GridView,
  type SearchFacets,
  type SearchNotes,
  type SearchValues,
} from '../../api/index.js';
import { createRefresher } from '../../lib/refresher.js';
import { remember, rememberedTexts } from '../../lib/storage.js';
import { allPhotos, sameView, showView, useView } from '../view/index.js';
import { albumOfSearch } from './album-names.js';
import { shownSearch } from './chip-text.js';
import { isSettled } from './complete.js';

interface SearchState {
  /** Terms that stand by themselves, as they are kept. */
  readonly chips: readonly string[];
  /** What is being typed after them. */
  readonly draft: string;
  readonly recent: readonly string[];
  /** The album that was opened, of what its search finds; another search in the field may be saved there. */
  readonly saved: AlbumId | null;
  /** Of the view that is shown; null while it is not known. */
  readonly notes: SearchNotes | null;
  readonly facets: SearchFacets | null;
  readonly values: SearchValues;
  readonly words: readonly string[];
  /** Rises when the field should take the keyboard focus. */
  readonly focusRequests: number;
}

const recentKey = 'recentSearches';
const mostRecent = 12;
const pauseMillis = 140;
const noValues: SearchValues = { cameras: [], lenses: [] };

export const useSearch = create<SearchState>(() => ({
  chips: [],
  draft: '',
  recent: rememberedTexts(recentKey),
  saved: null,
  notes: null,
  facets: null,
  values: noValues,
  words: [],
  focusRequests: 0,
}));

/** As one text. */
export function searchText({ chips, draft }: Pick<SearchState, 'chips' | 'draft'>): string {
  return [...chips, draft].join(' ').trim();
}

export function focusSearch(): void {
  useSearch.setState(({ focusRequests }) => ({ focusRequests: focusRequests + 1 }));
}

// ------------------------------------------------------------------ what is searched for

/** The query that this field asked for last; another one in the view comes from elsewhere. */
let asked: string | undefined;
/** Where leaving the search leads back to. */
let viewBefore: GridView = allPhotos;
let timer: ReturnType<typeof setTimeout> | undefined;

/** At once, also what is being typed. */
export function applySearch(): void {
  clearTimeout(timer);
  timer = undefined;
  const query = keptSearch(searchText(useSearch.getState()));
  const { view } = useView.getState();
  if (query === (view.query ?? '')) return;
  if (view.query === undefined) viewBefore = view;
  asked = query === '' ? undefined : query;
  const { minRating, flag, label } = view;
  showView(
    query === ''
      ? viewBefore
      : {
          ...allPhotos,
          ...(minRating === undefined ? {} : { minRating }),
          ...(flag === undefined ? {} : { flag }),
          ...(label === undefined ? {} : { label }),
          query,
        },
  );
}

function applySoon(): void {
  clearTimeout(timer);
  timer = setTimeout(applySearch, pauseMillis);
}

/** The typed text as chips, where it says whole terms. */
function chipsOf(text: string): readonly string[] {
  return parseSearch(text).parts.map(({ query }) => printSearch(query));
}

/** An `OR` at the beginning of what is typed belongs to the chip before it. */
function joined(chips: readonly string[], draft: string): readonly string[] {
  if (!/^\s*(OR|ODER)\s/.test(draft)) return [...chips, ...chipsOf(draft)];
  return [...chips.slice(0, -1), ...chipsOf(`${chips.at(-1) ?? ''} ${draft}`)];
}

export function typeSearch(draft: string): void {
  const { chips } = useSearch.getState();
  const last = parseSearch(draft).parts.at(-1)?.query;
  const isField = last !== undefined && !(last.kind === 'text' && last.scope === 'any');
  if (isField && isSettled(draft)) useSearch.setState({ chips: joined(chips, draft), draft: '' });
  else useSearch.setState({ draft });
  applySoon();
}

/** All that is typed becomes chips, and is remembered. */
export function commitSearch(draft = useSearch.getState().draft): void {
  useSearch.setState(({ chips }) => ({ chips: joined(chips, draft), draft: '' }));
  applySearch();
  rememberSearch();
}

export function rememberSearch(): void {
  const query = keptSearch(searchText(useSearch.getState()));
  if (query === '') return;
  useSearch.setState(({ recent }) => {
    const next = [query, ...recent.filter((other) => other !== query)].slice(0, mostRecent);
    remember(recentKey, next);
    return { recent: next };
  });
}

export function openSearch(query: string): void {
  useSearch.setState({ chips: chipsOf(query), draft: '', saved: albumOfSearch(query)?.id ?? null });
  applySearch();
  rememberSearch();
}

export function setChips(chips: readonly string[]): void {
  useSearch.setState({ chips });
  applySearch();
}

/** The chip at a place is text again, to be changed. */
export function editChip(at: number): void {
  useSearch.setState(({ chips, draft }) => ({
    chips: chips.filter((_, n) => n !== at),
    draft: `${draft.trim() === '' ? '' : `${draft.trim()} `}${shownSearch(chips[at] ?? '')}`,
  }));
  focusSearch();
}

/** Adds a term, or takes it away where it stands already. */
export function toggleTerm(term: string): void {
  const { chips, draft } = useSearch.getState();
  const all = joined(chips, draft);
  useSearch.setState({ chips: all.includes(term) ? all.filter((one) => one !== term) : [...all, term], draft: '' });
  applySearch();
  rememberSearch();
}

export function leaveSearch(): void {
  useSearch.setState({ chips: [], draft: '', saved: null });
  applySearch();
}

/** Nobody is at the field: an empty one is not another search for the album that was open. */
export function restSearch(): void {
  if (searchText(useSearch.getState()) === '') useSearch.setState({ saved: null });
}

// ------------------------------------------------------------------ what is known of it

async function loadNotes(): Promise<void> {
  const { view } = useView.getState();
  if (view.query === undefined) {
    useSearch.setState({ notes: null });
    return;
  }
  try {
    const notes = await call('searchNotes', { view });
    if (sameView(view, useView.getState().view)) useSearch.setState({ notes });
  } catch {
    // The next change asks again.
  }
}

let facetsWanted = 0;

async function loadFacets(): Promise<void> {
  const { view } = useView.getState();
  if (facetsWanted === 0) return;
  try {
    const facets = await call('searchFacets', { view });
    if (sameView(view, useView.getState().view)) useSearch.setState({ facets });
  } catch {
    // The next change asks again.
  }
}

async function loadValues(): Promise<void> {
  try {
    useSearch.setState({ values: await call('searchValues', {}) });
  } catch {
    // The lists stay as they are.
  }
}

export async function loadWords(beginning: string): Promise<void> {
  try {
    const words = beginning.length < 2 ? [] : await call('searchWords', { beginning });
    useSearch.setState({ words });
  } catch {
    useSearch.setState({ words: [] });
  }
}

const facets = createRefresher(loadFacets, { minIntervalMillis: 400, pausePerDuration: 4 });

/** While something shows them, what the photos have in common is counted. Returns the function that ends it. */
export function watchFacets(): () => void {
  facetsWanted += 1;
  facets.request();
  return () => {
    facetsWanted -= 1;
  };
}

/** Returns the function that stops it. */
export function startSearch(): () => void {
  const notes = createRefresher(loadNotes, { minIntervalMillis: 100, pausePerDuration: 2 });
  const values = createRefresher(loadValues, { minIntervalMillis: 2000, pausePerDuration: 9 });
  values.request();
  const stopView = useView.subscribe(({ view }, before) => {
    if (sameView(view, before.view)) return;
    useSearch.setState({ facets: null, ...(view.query === undefined ? { notes: null } : {}) });
    notes.request();
    facets.request();
    if (view.query === asked) return;
    // Somebody went elsewhere, or to a search that was saved.
    clearTimeout(timer);
    asked = view.query;
    if (view.query !== undefined && before.view.query === undefined) viewBefore = before.view;
    const saved = view.query === undefined ? null : (albumOfSearch(view.query)?.id ?? null);
    useSearch.setState({ chips: chipsOf(view.query ?? ''), draft: '', saved });
  });
  const stopChanged = onEvent('changed', ({ topics }) => {
    if (!topics.some((topic) => topic !== 'backups' && topic !== 'jobs')) return;
    notes.request();
    facets.request();
    if (topics.includes('photos')) values.request();
  });
  return () => {
    clearTimeout(timer);
    notes.stop();
    values.stop();
    stopView();
    stopChanged();
  };
}
