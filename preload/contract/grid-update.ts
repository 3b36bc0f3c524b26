/**
 * What changed in a list of photos. While a library is read its list has the same photos for a long time, and few of them
 * change: to send it whole each time would hold up every thread on the way.
 */
import { gridColumns } from './model.js';
import type { ColumnChange, GridChanges, GridColumn, GridModel, GridUpdate } from './model.js';

type Column = GridModel[GridColumn];

/** Changed rows are told one by one up to this part of all; a whole column is smaller then. */
const mostRowsPart = 1 / 8;

/** Null when the lists have other photos, or the same ones in another order. */
export function gridChanges(before: GridModel, now: GridModel): GridChanges | null {
  if (before.truncated !== now.truncated || !isSame(before.ids, now.ids)) return null;
  const columns: Partial<Record<GridColumn, ColumnChange>> = {};
  for (const name of gridColumns) {
    const changed = changedRows(before[name], now[name]);
    if (changed !== null) columns[name] = changed;
  }
  const hasSameSections = JSON.stringify(before.sections) === JSON.stringify(now.sections);
  return { columns, ...(hasSameSections ? {} : { sections: now.sections }) };
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let row = 0; row < a.length; row++) if (a[row] !== b[row]) return false;
  return true;
}

/** Null when nothing changed. */
function changedRows(before: Column, now: Column): ColumnChange | null {
  const most = Math.floor(now.length * mostRowsPart);
  const rows: number[] = [];
  for (let row = 0; row < now.length; row++) {
    if (before[row] === now[row]) continue;
    if (rows.length >= most) return { rows: null, values: now };
    rows.push(row);
  }
  if (rows.length === 0) return null;
  const values = now.slice(0, rows.length);
  for (const [at, row] of rows.entries()) values[at] = now[row] ?? 0;
  return { rows: Int32Array.from(rows), values };
}

/** Columns that did not change are the same arrays. */
export function withChanges(model: GridModel, { columns, sections }: GridChanges): GridModel {
  const result: GridModel = { ...model, ...(sections === undefined ? {} : { sections }) };
  for (const name of gridColumns) Object.assign(result, { [name]: changedColumn(model[name], columns[name]) });
  return result;
}

function changedColumn(column: GridModel[GridColumn], changed: ColumnChange | undefined): GridModel[GridColumn] {
  if (changed === undefined) return column;
  const { rows, values } = changed;
  if (rows === null) return values;
  const result = column.slice();
  for (let at = 0; at < rows.length; at += 1) result[rows[at] ?? 0] = values[at] ?? 0;
  return result;
}

/** Answers with whole lists, or with what changed since the one before, which it remembers. */
export class GridUpdates {
  #last: { readonly stamp: number; readonly view: string; readonly model: GridModel } | null = null;
  /** No two lists have the same, of whatever thread. */
  #stamp: number;

  constructor(firstStamp: number) {
    this.#stamp = firstStamp;
  }

  /** `view`: says which list it is. */
  since(stamp: number | null, view: string, model: GridModel): GridUpdate {
    const last = this.#last;
    const isKnown = last !== null && last.stamp === stamp && last.view === view;
    const changes = isKnown ? gridChanges(last.model, model) : null;
    this.#stamp += 1;
    this.#last = { stamp: this.#stamp, view, model };
    return changes === null ? { stamp: this.#stamp, model } : { stamp: this.#stamp, changes };
  }
}
