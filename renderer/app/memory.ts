import { tryCall } from '../api/index.js';
import { useCompare } from '../features/compare/index.js';
import { usePhotos } from '../features/photos/index.js';
import { useSlideShow } from '../features/slide-show/index.js';

/** Nobody waits for anything when the window was left alone for so long. */
const restMillis = 2_000;

/**
 * Chromium keeps every picture that it decoded until other programs are short of memory: half a gigabyte after some
 * scrolling. When the window rests, what is out of sight goes. Where photos are shown whole, that is what comes next, and stays.
 */
export function startMemoryCare(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const rest = (): void => {
    if (!showsWhole()) void tryCall('freeMemory', {});
  };
  const stir = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(rest, restMillis);
  };
  const acts = ['wheel', 'scroll', 'keydown', 'pointerdown', 'pointermove'] as const;
  for (const act of acts) window.addEventListener(act, stir, { capture: true, passive: true });
  return () => {
    if (timer !== null) clearTimeout(timer);
    for (const act of acts) window.removeEventListener(act, stir, { capture: true });
  };
}

/** In the viewer, side by side, or one after the other. */
function showsWhole(): boolean {
  return (
    usePhotos.getState().isViewerOpen || useCompare.getState().ids !== null || useSlideShow.getState().ids !== null
  );
}
