import { useEffect, useRef, type RefObject } from 'react';
import type { PixelPoint } from './mercator.js';
import type { MapScene } from './scene.js';

export interface PixelBox extends PixelPoint {
  readonly width: number;
  readonly height: number;
}

export interface PointerActs {
  /** While a box is drawn; null when it is not any more. */
  readonly onBox: (box: PixelBox | null) => void;
  /** `keep`: adds to what is selected. */
  readonly onBoxDone: (box: PixelBox, keep: boolean) => void;
  readonly onEmptyClick: () => void;
}

/** A hand that moves less has clicked. */
const dragPixels = 4;
/** A notch of a mouse's wheel has 100 or 120, a trackpad moves by less. */
const notchPixels = 50;
/** Pixels of wheel to one level of zoom. */
const wheelPixels = 200;
const pinchPixels = 100;

interface Held {
  readonly start: PixelPoint;
  at: PixelPoint;
}

/**
 * A drag moves the map, with Shift it draws a box; the wheel and two fingers on a trackpad zoom around the pointer, two
 * fingers on a screen move and zoom; a double click goes one level nearer.
 */
export function useMapPointer(surface: RefObject<HTMLDivElement | null>, scene: MapScene, acts: PointerActs): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const node = surface.current;
    if (node === null) return undefined;
    const held = new Map<number, Held>();
    let mode: 'none' | 'drag' | 'box' = 'none';
    let wasDrag = false;
    const pointOf = (event: MouseEvent): PixelPoint => {
      const { left, top } = node.getBoundingClientRect();
      return { left: event.clientX - left, top: event.clientY - top };
    };
    const boxOf = ({ start, at }: Held): PixelBox => ({
      left: Math.min(start.left, at.left),
      top: Math.min(start.top, at.top),
      width: Math.abs(at.left - start.left),
      height: Math.abs(at.top - start.top),
    });
    const down = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      if (held.size === 0) {
        mode = 'none';
        wasDrag = false;
      }
      const at = pointOf(event);
      held.set(event.pointerId, { start: at, at });
    };
    const move = (event: PointerEvent): void => {
      const pointer = held.get(event.pointerId);
      if (pointer === undefined) return;
      const at = pointOf(event);
      if (mode === 'none') {
        if (Math.hypot(at.left - pointer.start.left, at.top - pointer.start.top) < dragPixels && held.size === 1)
          return;
        mode = event.shiftKey && held.size === 1 ? 'box' : 'drag';
        wasDrag = true;
        // From here on a marker below is not clicked.
        node.setPointerCapture(event.pointerId);
        node.dataset['held'] = mode;
      }
      const before = pointer.at;
      const [other] = [...held].filter(([id]) => id !== event.pointerId).map(([, one]) => one);
      pointer.at = at;
      if (mode === 'box') {
        latest.current.onBox(boxOf(pointer));
        return;
      }
      if (other === undefined) {
        scene.panBy(before.left - at.left, before.top - at.top);
        return;
      }
      const spreadBefore = Math.hypot(before.left - other.at.left, before.top - other.at.top);
      const spread = Math.hypot(at.left - other.at.left, at.top - other.at.top);
      const middle = { left: (at.left + other.at.left) / 2, top: (at.top + other.at.top) / 2 };
      scene.panBy((before.left - at.left) / 2, (before.top - at.top) / 2);
      if (spreadBefore > 0 && spread > 0) scene.zoomBy(Math.log2(spread / spreadBefore), middle);
    };
    const up = (event: PointerEvent): void => {
      const pointer = held.get(event.pointerId);
      held.delete(event.pointerId);
      if (held.size > 0) return;
      delete node.dataset['held'];
      if (mode === 'box') {
        latest.current.onBox(null);
        if (pointer !== undefined && event.type === 'pointerup') {
          latest.current.onBoxDone(boxOf(pointer), event.ctrlKey || event.metaKey);
        }
      }
      mode = 'none';
    };
    const isMarker = (event: Event): boolean =>
      event.target instanceof Element && event.target.closest('button') !== null;
    const click = (event: MouseEvent): void => {
      if (wasDrag || isMarker(event) || event.shiftKey || event.detail > 1) return;
      latest.current.onEmptyClick();
    };
    const doubleClick = (event: MouseEvent): void => {
      if (!isMarker(event)) scene.glideBy(1, pointOf(event));
    };
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const isNotch = event.deltaX === 0 && Math.abs(event.deltaY) >= notchPixels;
      // Two fingers that come together or part are told as a wheel with Ctrl.
      if (event.ctrlKey || event.metaKey || isNotch) {
        scene.zoomBy(-event.deltaY / (isNotch ? wheelPixels : pinchPixels), pointOf(event));
      } else scene.panBy(event.deltaX, event.deltaY);
    };
    const selectStart = (event: Event): void => {
      event.preventDefault();
    };
    node.addEventListener('pointerdown', down);
    node.addEventListener('pointermove', move);
    node.addEventListener('pointerup', up);
    node.addEventListener('pointercancel', up);
    node.addEventListener('click', click);
    node.addEventListener('dblclick', doubleClick);
    node.addEventListener('wheel', wheel, { passive: false });
    node.addEventListener('selectstart', selectStart);
    return () => {
      node.removeEventListener('pointerdown', down);
      node.removeEventListener('pointermove', move);
      node.removeEventListener('pointerup', up);
      node.removeEventListener('pointercancel', up);
      node.removeEventListener('click', click);
      node.removeEventListener('dblclick', doubleClick);
      node.removeEventListener('wheel', wheel);
      node.removeEventListener('selectstart', selectStart);
    };
  }, [surface, scene]);
}
