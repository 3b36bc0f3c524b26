/** In which order a list of photos stands, and what its parts are called. Pure. */
import type { Rating } from '../../preload/contract/marks.js';
import type { GridOrder, GridSection, GridSectionKey, LibraryId } from '../../preload/contract/model.js';
import { initialOf, nameKey } from './name-key.js';
import { fileNameOf } from './rel-path.js';

/** Capture time, newest first, by month: what a view without an order has. */
export const usualOrder: GridOrder = { by: 'captured', descending: true, group: 'month' };

/** Columns of the same length: what is sorted and grouped by. */
export interface OrderColumns {
  readonly ids: Int32Array;
  /** On the wall clock of the place, encoded as if it were UTC. */
  readonly sortTimesMs: Float64Array;
  /** By `order.by`: when it was added, its path, its bytes, its stars; empty for the capture time. */
  readonly keys: readonly (string | number | null)[];
  /** By `order.group`: its library, or where it was taken as `packPosition` says it; empty for the other groups. */
  readonly groups: readonly (number | null)[];
  /** What the place of each is called; empty where none is known, and for the other groups. */
  readonly placeNames: readonly (string | null)[];
}

export interface OrderContext {
  /** In the order in which their groups stand. */
  readonly libraries: readonly LibraryId[];
  /** A real moment on the wall clock of the computer, encoded as if it were UTC. */
  readonly wallTimeOf: (ms: number) => number;
}

export interface Arrangement {
  /** Rows of the columns in their order; null when they stand in it already. */
  readonly rows: Int32Array | null;
  /** Null where capture times say it all. */
  readonly sections: readonly GridSection[] | null;
}

/** True when the parts of a list follow from the capture times, in the order in which it stands. */
export function isToldByTimes({ by, group }: GridOrder): boolean {
  return by === 'captured' && (group === 'day' || group === 'month' || group === 'none');
}

export function arrange(columns: OrderColumns, order: GridOrder, context: OrderContext): Arrangement {
  const keys = order.by === 'name' ? columns.keys.map((path) => nameKey(fileNameOf(String(path)))) : columns.keys;
  const sorted = sortedRows(columns, keys, order);
  if (isToldByTimes(order)) return { rows: sorted, sections: null };
  const rows = sorted ?? identity(columns.ids.length);
  const isOfImport = order.by === 'added' && (order.group === 'day' || order.group === 'month');
  if (order.group === 'none' || isOfImport) {
    return { rows: sorted, sections: runs(rows, scaleKeys(columns, keys, rows, order, context)) };
  }
  const parts = groupsOf(columns, order, context);
  const grouped = byRank(rows, parts.rankOf, parts.keys.length);
  return { rows: grouped, sections: runsOfRanks(grouped, parts) };
}

// ------------------------------------------------------------------ sorting

function identity(count: number): Int32Array {
  const rows = new Int32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

type Compare = (a: number, b: number) => number;

/** Ids decide between equals, so that no two are. For stars see `byStars`. */
function compareOf({ ids, sortTimesMs }: OrderColumns, keys: readonly (string | number | null)[], by: string): Compare {
  const byId: Compare = (a, b) => (ids[a] ?? 0) - (ids[b] ?? 0);
  switch (by) {
    case 'captured':
      return (a, b) => (sortTimesMs[a] ?? 0) - (sortTimesMs[b] ?? 0) || byId(a, b);
    case 'name': {
      const names = keys as readonly string[];
      return (a, b) => {
        const [one = '', other = ''] = [names[a], names[b]];
        return one < other ? -1 : one > other ? 1 : byId(a, b);
      };
    }
    case 'added':
      // Rows are numbered as they come, whatever the clock said.
      return byId;
    default: {
      const numbers = Float64Array.from(keys as readonly (number | null)[], (key) => key ?? 0);
      return (a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || byId(a, b);
    }
  }
}

function sortedRows(
  columns: OrderColumns,
  keys: readonly (string | number | null)[],
  { by, descending }: GridOrder,
): Int32Array | null {
  if (by === 'rating') return byStars(columns, keys, descending);
  const count = columns.ids.length;
  const ascending = compareOf(columns, keys, by);
  const compare: Compare = descending ? (a, b) => ascending(b, a) : ascending;
  if (isInOrder(count, compare)) return null;
  const rows = identity(count);
  if (isInOrder(count, (a, b) => compare(b, a))) return rows.reverse();
  return rows.sort(compare);
}

const mostStars = 5;

/**
 * Most stars first and the newest first among equals, or all of it the other way round. There are so few of them that no
 * photo has to be compared with another: a million take some ten milliseconds.
 */
function byStars(columns: OrderColumns, keys: OrderColumns['keys'], descending: boolean): Int32Array | null {
  const newest = sortedRows(columns, keys, { ...usualOrder, by: 'captured', descending: true });
  const ranks = Int32Array.from(keys, (stars) => mostStars - Number(stars ?? 0));
  const rows = byRank(newest ?? identity(columns.ids.length), ranks, mostStars + 1);
  if (!descending) rows.reverse();
  return rows.every((row, at) => row === at) ? null : rows;
}

function isInOrder(count: number, compare: Compare): boolean {
  for (let row = 1; row < count; row++) if (compare(row - 1, row) > 0) return false;
  return true;
}

/** By their groups, and within each as they stood. */
function byRank(rows: Int32Array, rankOf: Int32Array, ranks: number): Int32Array {
  const next = new Int32Array(ranks + 1);
  for (const rank of rankOf) next[rank + 1] = (next[rank + 1] ?? 0) + 1;
  for (let rank = 1; rank <= ranks; rank++) next[rank] = (next[rank] ?? 0) + (next[rank - 1] ?? 0);
  const result = new Int32Array(rows.length);
  for (const row of rows) {
    const rank = rankOf[row] ?? 0;
    const at = next[rank] ?? 0;
    next[rank] = at + 1;
    result[at] = row;
  }
  return result;
}

// ------------------------------------------------------------------ parts

/** Start and end of the day or month around a time. */
function spanOf(kind: 'day' | 'month', ms: number): readonly [from: number, to: number] {
  if (kind === 'day') {
    const from = Math.floor(ms / 86_400_000) * 86_400_000;
    return [from, from + 86_400_000];
  }
  const date = new Date(ms);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)];
}

/** Days or months of many times; neighbours mostly share theirs. */
function startsOf(kind: 'day' | 'month'): (ms: number) => number {
  let [from, to] = [0, 0];
  return (ms) => {
    if (ms < from || ms >= to) [from, to] = spanOf(kind, ms);
    return from;
  };
}

/** Sizes by steps of 1, 2 and 5. */
export function sizeStep(bytes: number): number {
  if (bytes < 1000) return 0;
  const unit = 10 ** Math.floor(Math.log10(bytes));
  const digit = Math.floor(bytes / unit);
  return unit * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
}

/** What each of the rows belongs to, in their order, as a text and what that stands for. */
type KeyAt = (row: number) => readonly [id: string | number, key: () => GridSectionKey];

/** The parts of a list that is not grouped, or is by the time that it is sorted by. */
function scaleKeys(
  { keys: given }: OrderColumns,
  keys: readonly (string | number | null)[],
  rows: Int32Array,
  { by, group, descending }: GridOrder,
  { wallTimeOf }: OrderContext,
): KeyAt {
  switch (by) {
    case 'name':
      return (row) => {
        const text = initialOf(String(keys[row] ?? ''));
        return [text, () => ({ kind: 'initial', text })];
      };
    case 'rating':
      return (row) => {
        const rating = Number(given[row] ?? 0) as Rating;
        return [rating, () => ({ kind: 'rating', rating })];
      };
    case 'size':
      return (row) => {
        const fromBytes = sizeStep(Number(given[row] ?? 0));
        return [fromBytes, () => ({ kind: 'size', fromBytes })];
      };
    default: {
      const kind = group === 'day' ? 'day' : 'month';
      const startOf = startsOf(kind);
      // A clock that was put back would make a day come twice.
      let before = Number(given[rows[0] ?? 0] ?? 0);
      return (row) => {
        const addedAtMs = Number(given[row] ?? 0);
        before = descending ? Math.min(before, addedAtMs) : Math.max(before, addedAtMs);
        const startMs = startOf(wallTimeOf(before));
        return [startMs, () => ({ kind, startMs })];
      };
    }
  }
}

function runs(rows: Int32Array, keyAt: KeyAt): GridSection[] {
  const sections: GridSection[] = [];
  let before: string | number | null = null;
  for (const [at, row] of rows.entries()) {
    const [id, key] = keyAt(row);
    if (id !== before) sections.push({ from: at, key: key() });
    before = id;
  }
  return sections;
}

interface Groups {
  /** Of each row of the columns. */
  readonly rankOf: Int32Array;
  /** In the order in which they stand. */
  readonly keys: readonly GridSectionKey[];
}

function runsOfRanks(rows: Int32Array, { rankOf, keys }: Groups): GridSection[] {
  return runs(rows, (row) => {
    const rank = rankOf[row] ?? 0;
    return [rank, () => keys[rank] ?? { kind: 'no_place' }];
  });
}

function groupsOf(columns: OrderColumns, { group }: GridOrder, context: OrderContext): Groups {
  switch (group) {
    case 'library':
      return libraryGroups(columns, context);
    case 'place':
      return placeGroups(columns);
    default:
      return timeGroups(columns, group === 'day' ? 'day' : 'month');
  }
}

function timeGroups({ sortTimesMs }: OrderColumns, kind: 'day' | 'month'): Groups {
  const startOf = startsOf(kind);
  const starts = Float64Array.from(sortTimesMs, startOf);
  const distinct = [...new Set(starts)].sort((a, b) => b - a);
  const ranks = new Map(distinct.map((startMs, rank) => [startMs, rank]));
  return {
    rankOf: Int32Array.from(starts, (startMs) => ranks.get(startMs) ?? 0),
    keys: distinct.map((startMs) => ({ kind, startMs })),
  };
}

function libraryGroups({ groups }: OrderColumns, { libraries }: OrderContext): Groups {
  const ranks = new Map<number, number>(libraries.map((id, rank) => [id, rank]));
  return {
    rankOf: Int32Array.from(groups, (id) => ranks.get(id ?? 0) ?? 0),
    keys: libraries.map((libraryId) => ({ kind: 'library', libraryId })),
  };
}

// Hundredths of a degree, about a kilometre.
const perDegree = 100;
const longitudes = 100_000;
/** About a town: a tenth of a degree. */
const cellSize = 10;

/** A position in one whole number, to about a kilometre; as the SQL of the grid packs it. */
export function packPosition(latitude: number, longitude: number): number {
  return Math.round((latitude + 90) * perDegree) * longitudes + Math.round((longitude + 180) * perDegree);
}

function unpacked(position: number): readonly [latitude: number, longitude: number] {
  return [Math.floor(position / longitudes), position % longitudes];
}

interface Cell {
  count: number;
  latitudes: number;
  longitudes: number;
  readonly names: Map<string, number>;
}

const byText = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/**
 * What a photo says of its place comes first; one that only has a position takes the name that most photos around it
 * have, and where none has one they are together by their position. Those of which nothing is known stand at the end.
 */
function placeGroups({ ids, groups, placeNames }: OrderColumns): Groups {
  const cells = new Map<number, Cell>();
  const cellOf = (position: number): number => {
    const [latitude, longitude] = unpacked(position);
    return Math.floor(latitude / cellSize) * longitudes + Math.floor(longitude / cellSize);
  };
  for (let row = 0; row < ids.length; row++) {
    const position = groups[row] ?? null;
    if (position === null) continue;
    const id = cellOf(position);
    let cell = cells.get(id);
    if (cell === undefined) cells.set(id, (cell = { count: 0, latitudes: 0, longitudes: 0, names: new Map() }));
    const [latitude, longitude] = unpacked(position);
    cell.count += 1;
    cell.latitudes += latitude;
    cell.longitudes += longitude;
    const name = placeNames[row] ?? null;
    if (name !== null) cell.names.set(name, (cell.names.get(name) ?? 0) + 1);
  }
  const nameOfCell = new Map([...cells].map(([id, { names }]) => [id, commonest(names)]));
  const groupAt = (row: number): string | number | null => {
    const own = placeNames[row] ?? null;
    if (own !== null) return own;
    const position = groups[row] ?? null;
    if (position === null) return null;
    const cell = cellOf(position);
    return nameOfCell.get(cell) ?? cell;
  };
  const found = Array.from(ids, (_, row) => groupAt(row));
  const distinct = [...new Set(found)].sort(byPlace);
  const ranks = new Map(distinct.map((id, rank) => [id, rank]));
  return {
    rankOf: Int32Array.from(found, (id) => ranks.get(id) ?? 0),
    keys: distinct.map((id): GridSectionKey => {
      if (id === null) return { kind: 'no_place' };
      const cell = typeof id === 'number' ? cells.get(id) : undefined;
      if (cell === undefined) return { kind: 'place', name: String(id) };
      return {
        kind: 'position',
        latitude: (Math.round(cell.latitudes / cell.count) - 90 * perDegree) / perDegree,
        longitude: (Math.round(cell.longitudes / cell.count) - 180 * perDegree) / perDegree,
      };
    }),
  };
}

function commonest(names: ReadonlyMap<string, number>): string | null {
  let best: string | null = null;
  for (const [name, count] of names) {
    const most = best === null ? 0 : (names.get(best) ?? 0);
    if (count > most || (count === most && best !== null && byText.compare(name, best) < 0)) best = name;
  }
  return best;
}

/** Names, then positions from north to south, then what is not known. */
function byPlace(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string') return typeof b === 'string' ? byText.compare(a, b) || (a < b ? -1 : 1) : -1;
  return typeof b === 'string' ? 1 : b - a;
}
