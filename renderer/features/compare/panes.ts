/** Which rows of a list lie side by side. Pure. */

export const mostPanes = 4;

/** The rows that are compared: those selected, or the one and its neighbour; null for too many. */
export function paneRows(selected: readonly number[], total: number): readonly number[] | null {
  if (selected.length > mostPanes) return null;
  const [only] = selected;
  if (selected.length !== 1 || only === undefined) return selected;
  const neighbour = only + 1 < total ? only + 1 : only - 1;
  return neighbour < 0 ? selected : [only, neighbour];
}

/** The row after, or before, that of a pane which no pane shows; null where there is none. */
export function nextShown(rows: readonly number[], pane: number, step: 1 | -1, total: number): number | null {
  const others = new Set(rows);
  let row = (rows[pane] ?? -1) + step;
  while (row >= 0 && row < total && others.has(row)) row += step;
  return row >= 0 && row < total ? row : null;
}
