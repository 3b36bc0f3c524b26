/** The photos of the current view, the selection among them, and which one has the keyboard. */
import { create } from 'zustand';
import {
  call,
  onEvent,
  toAppError,
  withChanges,
  type AppError,
  type ChangeTopic,
  type GridModel,
  type GridSection,
  type GridView,
  type LocationId,
  type Marks,
  type ViewCounts,
} from '../../api/index.js';
import {
  addRange,
  emptyRanges,
  fromSorted,
  hasIndex,
  hasRange,
  rangeSet,
  removeRange,
  sizeOf,
  toggleIndex,
  type RangeSet,
} from '../../lib/range-set.js';
import { createRefresher } from '../../lib/refresher.js';
import { hasMarkFilter, isHealthView, sameList, sameView, useView } from '../view/index.js';
import { gridDetails } from './details.js';
import { startHolding, whenLetGo } from './held.js';
import { PendingMarks, withMarks } from './pending-marks.js';
import { remapRanges, remapRow, sameEntries, setBits } from './remap.js';

interface PhotosState {
  /** The view that `model` belongs to; null before the first answer. */
  readonly shownView: GridView | null;
  readonly model: GridModel | null;
  readonly error: AppError | null;
  readonly isLoading: boolean;
  /** Photos in the standing views, as last counted; null before the first answer. */
  readonly counts: ViewCounts | null;
  /** Rows of the model. */
  readonly selection: RangeSet;
  /** The row that has the keyboard; -1 when there is none. */
  readonly active: number;
  /** Where a range that Shift extends begins; -1 when there is none. */
  readonly anchor: number;
  readonly isViewerOpen: boolean;
  /** The file of the photo in the viewer that is shown there, where the photo is several; null for the one that shows it. */
  readonly viewerFile: LocationId | null;
  /** Rises when the grid should take the keyboard focus. */
  readonly focusRequests: number;
}

export const FIRST_SCREEN = 600;

export const usePhotos = create<PhotosState>(() => ({
  shownView: null,
  model: null,
  error: null,
  isLoading: true,
  counts: null,
  selection: emptyRanges,
  active: -1,
  anchor: -1,
  isViewerOpen: false,
  viewerFile: null,
  focusRequests: 0,
}));

function sameSections(a: readonly GridSection[] | null, b: readonly GridSection[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}

function sameModel(a: GridModel, b: GridModel): boolean {
  return (
    a.truncated === b.truncated &&
    sameEntries(a.ids, b.ids) &&
    sameEntries(a.flags, b.flags) &&
    sameEntries(a.marks, b.marks) &&
    sameEntries(a.aspects, b.aspects) &&
    sameEntries(a.turns, b.turns) &&
    sameEntries(a.stacked, b.stacked) &&
    sameEntries(a.places, b.places) &&
    sameEntries(a.sortTimesMs, b.sortTimesMs) &&
    sameSections(a.sections, b.sections)
  );
}

const mostFollowed = 64;

/**
 * Photos of the selection that a new list no longer has under their location: the file moved, or the same bytes turned
 * out to stand elsewhere too. Where the new list has the photo under another location, that one takes its place.
 */
async function followSelection(to: Int32Array): Promise<ReadonlyMap<number, LocationId>> {
  const { model, selection, active } = usePhotos.getState();
  if (model === null || sizeOf(selection) > mostFollowed) return new Map();
  const rows = new Set(active < 0 ? [] : [active]);
  for (const range of selection) for (let row = range.from; row < range.to; row += 1) rows.add(row);
  const gone = [...rows].filter((row) => !to.includes(model.ids[row] ?? -1));
  if (gone.length === 0) return new Map();
  const photos = gone.map((row) => {
    const locationId = model.ids[row] as LocationId;
    return { locationId, contentHash: gridDetails.lastHash(locationId) };
  });
  const found = await call('successors', { photos });
  const heirs = new Map<number, LocationId>();
  gone.forEach((row, at) => {
    const heir = found[at]?.find((id) => to.includes(id));
    if (heir !== undefined) heirs.set(row, heir);
  });
  return heirs;
}

function withHeirs(ids: Int32Array, heirs: ReadonlyMap<number, LocationId>): Int32Array {
  if (heirs.size === 0) return ids;
  const result = ids.slice();
  for (const [row, heir] of heirs) result[row] = heir;
  return result;
}

const pendingMarks = new PendingMarks();

/** A list, and the number by which it was asked for. */
interface Listed {
  readonly model: GridModel;
  readonly asked: number;
}

function applyModel(view: GridView, listed: Listed, heirs: ReadonlyMap<number, LocationId> = new Map()): void {
  // Only now: a mark may have been set since the list came.
  const model = pendingMarks.over(listed.model, listed.asked);
  const before = usePhotos.getState();
  const settled = { shownView: view, error: null, isLoading: model.truncated };
  if (before.model === null || before.shownView === null || !sameView(before.shownView, view)) {
    usePhotos.setState({ ...settled, model, selection: emptyRanges, active: -1, anchor: -1 });
    return;
  }
  if (sameModel(before.model, model)) {
    usePhotos.setState(settled);
    return;
  }
  const from = withHeirs(before.model.ids, heirs);
  const to = model.ids;
  const active = remapRow(before.active, from, to);
  const selection = remapRanges(before.selection, from, to);
  const isGoneThrough = view.filter === 'untagged' || hasMarkFilter(view);
  const isDone = isGoneThrough && before.selection.length > 0 && selection.length === 0 && active >= 0;
  usePhotos.setState({
    ...settled,
    model,
    active,
    // What was tagged leaves the untagged ones, what was marked a view narrowed by marks, and the next of them is selected: they are gone through one by one.
    ...(isDone
      ? { selection: rangeSet(active, active + 1), anchor: active }
      : { selection, anchor: remapRow(before.anchor, from, to) }),
    isViewerOpen: before.isViewerOpen && to.length > 0,
  });
}

/** The last whole list, as it came. */
let received: { readonly stamp: number; readonly view: GridView; readonly model: GridModel } | null = null;

async function updatedList(view: GridView): Promise<Listed> {
  const asked = pendingMarks.ask();
  const known = received !== null && sameList(received.view, view) ? received : null;
  const update = await call('gridUpdate', { view, since: known?.stamp ?? null });
  if ('model' in update) received = { stamp: update.stamp, view, model: update.model };
  else if (known !== null) received = { stamp: update.stamp, view, model: withChanges(known.model, update.changes) };
  else throw new Error('Changes of a list that was not asked for.');
  return { model: received.model, asked };
}

async function firstScreen(view: GridView): Promise<Listed> {
  const asked = pendingMarks.ask();
  return { model: await call('gridModel', { view, limit: FIRST_SCREEN }), asked };
}

let ticket = 0;
let listing: Promise<unknown> = Promise.resolve();

/** One list to its end at a time: what was wanted while one was read, and is not any more, is never asked for. */
async function wholeList(view: GridView, isWanted: () => boolean): Promise<Listed | null> {
  const before = listing;
  const mine = (async () => {
    await before.catch(() => undefined);
    return isWanted() ? updatedList(view) : null;
  })();
  listing = mine;
  return mine;
}

let isAtTop = true;

/** Whether the grid shows the beginning of its list. */
export function noteTop(isThere: boolean): void {
  isAtTop = isThere;
}

/** The same photos in another order, of which one is to stay in sight: the first ones would not tell where it is. */
function keepsPlace(view: GridView): boolean {
  const { shownView, model, active } = usePhotos.getState();
  const isReordered = shownView !== null && model !== null && sameView(shownView, view) && !sameList(shownView, view);
  return isReordered && (active >= 0 || !isAtTop);
}

async function openView(view: GridView): Promise<void> {
  const mine = ++ticket;
  const { shownView, isViewerOpen } = usePhotos.getState();
  const isSame = shownView !== null && sameView(shownView, view);
  usePhotos.setState({ isLoading: true, error: null, isViewerOpen: isViewerOpen && isSame });
  try {
    const first = keepsPlace(view) ? await updatedList(view) : await firstScreen(view);
    if (mine !== ticket) return;
    applyModel(view, first);
    if (!first.model.truncated) return;
    const whole = await wholeList(view, () => mine === ticket);
    await whenLetGo();
    if (whole !== null && mine === ticket) applyModel(view, whole);
  } catch (cause) {
    if (mine === ticket) usePhotos.setState({ error: toAppError(cause), isLoading: false });
  }
}

/** A reload that fails leaves what is shown: the next change tries again. */
async function reload(): Promise<void> {
  const { view } = useView.getState();
  const { shownView, error } = usePhotos.getState();
  if (error !== null || shownView === null || !sameList(shownView, view)) return openView(view);
  const mine = ticket;
  try {
    const whole = await wholeList(view, () => mine === ticket);
    if (whole === null) return;
    await whenLetGo();
    const { selection } = usePhotos.getState();
    const heirs = await followSelection(whole.model.ids);
    // A click meanwhile chose among what is shown: its rows are not those that were followed.
    if (mine === ticket) applyModel(view, whole, usePhotos.getState().selection === selection ? heirs : new Map());
  } catch {
    usePhotos.setState({ isLoading: false });
  }
}

/** At once, after an edit that is to be seen. */
export function refreshPhotos(): Promise<void> {
  return reload();
}

async function count(): Promise<void> {
  try {
    usePhotos.setState({ counts: await call('viewCounts', {}) });
  } catch {
    // The counts stay as they are; the next change asks again.
  }
}

export function retryPhotos(): void {
  void openView(useView.getState().view);
}

/** What a search may ask for, or be answered by. */
const ofSearch: ReadonlySet<ChangeTopic> = new Set(['tags', 'insights', 'health', 'albums', 'search']);

function concernsModel(topics: readonly ChangeTopic[], view: GridView): boolean {
  if (topics.includes('photos') || topics.includes('marks') || topics.includes('libraries')) return true;
  if (topics.includes('albums') && view.albumId !== undefined) return true;
  if (topics.includes('signals') && view.likeLocationId !== undefined) return true;
  if (topics.includes('health') && isHealthView(view)) return true;
  if (view.query !== undefined && topics.some((topic) => ofSearch.has(topic))) return true;
  return topics.includes('tags') && (view.tagId !== null || view.filter === 'untagged' || view.filter === 'ambiguous');
}

/** Nothing of these is on a tile or counted beside the views. */
const ofOtherPages: ReadonlySet<ChangeTopic> = new Set(['jobs', 'signals', 'search', 'people', 'backups']);

/** Loads the current view and keeps it fresh. Returns the function that stops it. */
export function startPhotos(): () => void {
  const refresher = createRefresher(reload, { minIntervalMillis: 1000, pausePerDuration: 4 });
  const details = createRefresher(
    () => {
      gridDetails.invalidate();
      return Promise.resolve();
    },
    { minIntervalMillis: 500, pausePerDuration: 0 },
  );
  const counts = createRefresher(count, { minIntervalMillis: 1000, pausePerDuration: 9 });
  void openView(useView.getState().view);
  counts.request();
  const stopHolding = startHolding((target) => target instanceof Element && target.closest('[data-row]') !== null);
  const stopView = useView.subscribe((state, before) => {
    if (!sameList(state.view, before.view)) void openView(state.view);
  });
  const stopChanged = onEvent('changed', ({ topics }) => {
    if (concernsModel(topics, useView.getState().view)) refresher.request();
    const shown = topics.filter((topic) => !ofOtherPages.has(topic));
    if (shown.some((topic) => topic !== 'insights')) counts.request();
    if (shown.length > 0) details.request();
  });
  return () => {
    refresher.stop();
    details.stop();
    counts.stop();
    stopHolding();
    stopView();
    stopChanged();
  };
}

/** Shows marks before they are written. Returns what is to be called once they are, or with `false` where they could not be. */
export function showMarks(locationIds: readonly LocationId[], set: Partial<Marks>): (isWritten: boolean) => void {
  const mark = pendingMarks.add(locationIds, set);
  const { model } = usePhotos.getState();
  if (model !== null) usePhotos.setState({ model: withMarks(model, [mark]) });
  return (isWritten) => {
    if (isWritten) {
      pendingMarks.written(mark);
      return;
    }
    pendingMarks.failed(mark);
    void reload();
  };
}

export function idAt(row: number): LocationId | null {
  const id = usePhotos.getState().model?.ids[row];
  return id === undefined ? null : (id as LocationId);
}

/** One location of each selected photo, in the order of the grid. */
export function selectedIds(): LocationId[] {
  const { model, selection } = usePhotos.getState();
  if (model === null) return [];
  const ids = new Array<LocationId>(sizeOf(selection));
  let next = 0;
  for (const range of selection) {
    for (let row = range.from; row < range.to; row += 1) ids[next++] = model.ids[row] as LocationId;
  }
  return ids;
}

export function selectOnly(row: number): void {
  usePhotos.setState({ selection: rangeSet(row, row + 1), active: row, anchor: row });
}

const dayMillis = 86_400_000;

/** All photos of the same day, by the wall clock, however the view is ordered. */
export function selectDayOf(row: number): void {
  const times = usePhotos.getState().model?.sortTimesMs ?? new Float64Array(0);
  const day = Math.floor((times[row] ?? NaN) / dayMillis);
  const rows: number[] = [];
  for (let at = 0; at < times.length; at += 1) if (Math.floor((times[at] ?? NaN) / dayMillis) === day) rows.push(at);
  selectRows(rows, false);
  usePhotos.setState({ active: row });
}

/** These and no others; `keep` adds them to what is selected already. In any order; those that are none are left out. */
export function selectRows(rows: Iterable<number>, keep: boolean): void {
  usePhotos.setState(({ model, selection }) => {
    const chosen = new Uint8Array(model?.ids.length ?? 0);
    if (keep) for (const { from, to } of selection) chosen.fill(1, from, to);
    for (const row of rows) if (row >= 0) chosen[row] = 1;
    const active = chosen.indexOf(1);
    return { selection: fromSorted(setBits(chosen)), active, anchor: active };
  });
}

export function toggleSelected(row: number): void {
  usePhotos.setState(({ selection }) => ({ selection: toggleIndex(selection, row), active: row, anchor: row }));
}

/** From the anchor to `row`; `keep` adds to what is selected already. */
export function selectTo(row: number, keep: boolean): void {
  usePhotos.setState(({ selection, anchor, active }) => {
    const start = anchor >= 0 ? anchor : active >= 0 ? active : row;
    const from = Math.min(start, row);
    const to = Math.max(start, row) + 1;
    return { selection: addRange(keep ? selection : emptyRanges, from, to), active: row, anchor: start };
  });
}

export function toggleRange(from: number, to: number): void {
  usePhotos.setState(({ selection }) => ({
    selection: hasRange(selection, from, to) ? removeRange(selection, from, to) : addRange(selection, from, to),
    active: from,
    anchor: from,
  }));
}

export function selectAll(): void {
  usePhotos.setState(({ model, active }) => ({
    selection: rangeSet(0, model?.ids.length ?? 0),
    active: Math.max(0, active),
  }));
}

export function selectNone(): void {
  if (usePhotos.getState().selection.length > 0) usePhotos.setState({ selection: emptyRanges, anchor: -1 });
}

/** `file`: one of those that the photo consists of. */
export function openViewer(row: number, file: LocationId | null = null): void {
  const { selection } = usePhotos.getState();
  if (!hasIndex(selection, row) || sizeOf(selection) !== 1) selectOnly(row);
  usePhotos.setState({ isViewerOpen: true, active: row, viewerFile: file });
}

export function showFileInViewer(file: LocationId): void {
  usePhotos.setState({ viewerFile: file });
}

export function closeViewer(): void {
  usePhotos.setState(({ focusRequests }) => ({ isViewerOpen: false, focusRequests: focusRequests + 1 }));
}

export function focusGrid(): void {
  usePhotos.setState(({ focusRequests }) => ({ focusRequests: focusRequests + 1 }));
}
