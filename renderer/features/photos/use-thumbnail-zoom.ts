import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { ROW_HEIGHT, setRowHeight, useView } from '../view/index.js';
import type { GridScroller } from './scroller.js';
import { usePhotos } from './store.js';

/** Pixels of wheel that make thumbnails about 2.7 times as large; a notch of a mouse has 100 to 120. */
const wheelScale = 600;

/**
 * The wheel with Ctrl, and two fingers on a trackpad, which come as the same, make thumbnails larger and smaller around
 * the pointer; any other way of doing so goes around the photo with the keyboard, where that is in sight.
 */
export function useThumbnailZoom(element: RefObject<HTMLElement | null>, scroller: GridScroller): void {
  const pointerAt = useRef<number | null>(null);
  const rowHeight = useView((state) => state.rowHeight);
  const arrangedFor = useRef(rowHeight);
  // Before the new layout is arranged, and of the old one still.
  useLayoutEffect(() => {
    if (arrangedFor.current === rowHeight) return;
    arrangedFor.current = rowHeight;
    if (pointerAt.current !== null) scroller.hold(pointerAt.current);
    else {
      const { active } = usePhotos.getState();
      if (active >= 0) scroller.holdPhoto(active);
    }
    pointerAt.current = null;
  }, [scroller, rowHeight]);

  useEffect(() => {
    const node = element.current;
    if (node === null) return undefined;
    let wanted = useView.getState().rowHeight;
    let pointer = 0;
    let frame = 0;
    const apply = (): void => {
      frame = 0;
      const before = useView.getState().rowHeight;
      pointerAt.current = pointer;
      setRowHeight(wanted);
      if (useView.getState().rowHeight === before) pointerAt.current = null;
    };
    const handleWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const current = useView.getState().rowHeight;
      // What is too little for a step is kept, unless somebody else made one.
      const from = Math.abs(wanted - current) < current / 4 ? wanted : current;
      wanted = Math.min(ROW_HEIGHT.max, Math.max(ROW_HEIGHT.min, from * Math.exp(-event.deltaY / wheelScale)));
      pointer = event.clientY - node.getBoundingClientRect().top;
      if (frame === 0) frame = requestAnimationFrame(apply);
    };
    node.addEventListener('wheel', handleWheel, { passive: false });
    return () => {
      node.removeEventListener('wheel', handleWheel);
      cancelAnimationFrame(frame);
    };
  }, [element]);
}
