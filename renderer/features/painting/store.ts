/** Tagging as one clicks: which tags are painted with. As long as the window is open. */
import { create } from 'zustand';
import type { LocationId, TagId } from '../../api/index.js';
import { giveTags, takeTags, useTags } from '../tags/index.js';
import { openPage } from '../view/index.js';

interface PaintingState {
  readonly isOn: boolean;
  /** Those that were painted with last stay for the next time. */
  readonly tagIds: readonly TagId[];
}

export const usePaintingState = create<PaintingState>(() => ({ isOn: false, tagIds: [] }));

export function isPainting(): boolean {
  return usePaintingState.getState().isOn;
}

/** With these tags, or with those of the last time. */
export function startPainting(tagIds?: readonly TagId[]): void {
  openPage('photos');
  usePaintingState.setState((state) => ({ isOn: true, tagIds: tagIds ?? livingTags(state.tagIds) }));
}

export function endPainting(): void {
  usePaintingState.setState({ isOn: false });
}

export function togglePainting(): void {
  if (isPainting()) endPainting();
  else startPainting();
}

export function addPaint(tagId: TagId): void {
  usePaintingState.setState(({ tagIds }) => ({ tagIds: tagIds.includes(tagId) ? tagIds : [...tagIds, tagId] }));
}

export function removePaint(tagId: TagId): void {
  usePaintingState.setState(({ tagIds }) => ({ tagIds: tagIds.filter((id) => id !== tagId) }));
}

function livingTags(tagIds: readonly TagId[]): readonly TagId[] {
  const living = new Set(useTags.getState().tags.map(({ id }) => id));
  return tagIds.filter((id) => living.has(id));
}

/** One stroke, which is one edit. */
export async function paint(locationIds: readonly LocationId[], isErasing: boolean): Promise<void> {
  const tagIds = livingTags(usePaintingState.getState().tagIds);
  if (locationIds.length === 0 || tagIds.length === 0) return;
  if (isErasing) await takeTags([...locationIds], tagIds);
  else await giveTags([...locationIds], tagIds);
}
