/** Which photos lie side by side, and which of them is worked on. */
import { create } from 'zustand';
import type { LocationId } from '../../api/index.js';
import { fromSorted, sizeOf } from '../../lib/range-set.js';
import { focusGrid, selectOnly, usePhotos } from '../photos/index.js';
import { nextShown, paneRows } from './panes.js';

interface CompareState {
  /** Null while nothing is compared. */
  readonly ids: readonly LocationId[] | null;
  readonly active: number;
}

export const useCompare = create<CompareState>(() => ({ ids: null, active: 0 }));

/** What keeps the selection from being compared; null when it is. */
export function openCompare(): 'nothing' | 'too_many' | null {
  const { model, selection, active } = usePhotos.getState();
  const count = sizeOf(selection);
  if (model === null || (count === 0 && active < 0)) return 'nothing';
  const rows: number[] = [];
  for (const { from, to } of selection) for (let row = from; row < to && rows.length < 5; row += 1) rows.push(row);
  const shown = paneRows(rows.length === 0 ? [active] : rows, model.ids.length);
  if (shown === null) return 'too_many';
  if (shown.length < 2) return 'nothing';
  usePhotos.setState({ isViewerOpen: false });
  useCompare.setState({ ids: shown.map((row) => model.ids[row] as LocationId), active: 0 });
  activate(0);
  return null;
}

/** What is done to the selection is done to the photo in this pane. */
export function activate(pane: number): void {
  const { ids } = useCompare.getState();
  const row = usePhotos.getState().model?.ids.indexOf(ids?.[pane] ?? -1) ?? -1;
  useCompare.setState({ active: pane });
  if (row >= 0) selectOnly(row);
}

/** The next photo of the view that no pane shows takes the place of the one in the active pane. */
export function replaceActive(step: 1 | -1): void {
  const { ids, active } = useCompare.getState();
  const { model } = usePhotos.getState();
  if (ids === null || model === null) return;
  const rows = ids.map((id) => model.ids.indexOf(id));
  const row = nextShown(rows, active, step, model.ids.length);
  if (row === null) return;
  useCompare.setState({ ids: ids.map((id, pane) => (pane === active ? (model.ids[row] as LocationId) : id)) });
  activate(active);
}

/** Of more than two. */
export function removePane(pane: number): void {
  const { ids, active } = useCompare.getState();
  if (ids === null || ids.length <= 2) return;
  useCompare.setState({ ids: ids.filter((_, at) => at !== pane) });
  activate(Math.min(active, ids.length - 2));
}

/** Back to where it was opened from, with what was compared selected. */
export function closeCompare(): void {
  const { ids } = useCompare.getState();
  if (ids === null) return;
  const { model } = usePhotos.getState();
  const rows = ids.map((id) => model?.ids.indexOf(id) ?? -1).filter((row) => row >= 0);
  useCompare.setState({ ids: null, active: 0 });
  usePhotos.setState({ selection: fromSorted([...rows].sort((a, b) => a - b)) });
  focusGrid();
}
