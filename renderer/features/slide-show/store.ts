/** Photos that follow each other by themselves. */
import { create } from 'zustand';
import { tryCall, type LocationId } from '../../api/index.js';
import { remember, remembered } from '../../lib/storage.js';
import { sizeOf } from '../../lib/range-set.js';
import { focusGrid, selectedIds, selectOnly, usePhotos } from '../photos/index.js';
import { intervalFrom } from './steps.js';

interface SlideShowState {
  /** Null while there is none. */
  readonly ids: readonly LocationId[] | Int32Array | null;
  readonly at: number;
  readonly isPlaying: boolean;
  /** How long a picture stays. */
  readonly seconds: number;
}

export const useSlideShow = create<SlideShowState>(() => ({
  ids: null,
  at: 0,
  isPlaying: true,
  seconds: intervalFrom(remembered<number>('slideSeconds', 5)),
}));

/** The window was so before the show, and will be again. */
let wasFullScreen = false;

/** From the photo with the keyboard through the selection, or where that is one photo through the view. */
export async function startSlideShow(): Promise<void> {
  const { model, selection, active } = usePhotos.getState();
  if (model === null || model.ids.length === 0 || useSlideShow.getState().ids !== null) return;
  const chosen = sizeOf(selection) > 1 ? selectedIds() : null;
  const ids = chosen ?? model.ids;
  const first = model.ids[Math.max(0, active)] ?? 0;
  useSlideShow.setState({ ids, at: Math.max(0, ids.indexOf(first as LocationId)), isPlaying: true });
  const answer = await tryCall('setFullScreen', { on: true });
  wasFullScreen = answer.ok && answer.value.wasOn;
}

export function endSlideShow(): void {
  const { ids, at } = useSlideShow.getState();
  if (ids === null) return;
  const isOfSelection = Array.isArray(ids);
  const row = usePhotos.getState().model?.ids.indexOf(ids[at] ?? -1) ?? -1;
  useSlideShow.setState({ ids: null });
  if (!wasFullScreen) void tryCall('setFullScreen', { on: false });
  if (row >= 0 && isOfSelection) usePhotos.setState({ active: row });
  else if (row >= 0) selectOnly(row);
  focusGrid();
}

/** At its end it begins anew. */
export function step(by: 1 | -1): void {
  useSlideShow.setState(({ ids, at }) => (ids === null ? {} : { at: (at + by + ids.length) % ids.length }));
}

export function togglePlaying(): void {
  useSlideShow.setState(({ isPlaying }) => ({ isPlaying: !isPlaying }));
}

export function setSeconds(seconds: number): void {
  remember('slideSeconds', intervalFrom(seconds));
  useSlideShow.setState({ seconds: intervalFrom(seconds) });
}
