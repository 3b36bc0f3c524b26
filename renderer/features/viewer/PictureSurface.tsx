import { useEffect, useRef, type MouseEvent, type PointerEvent, type ReactNode } from 'react';
import { classes } from '../../ui/index.js';
import type { Zoom } from './use-zoom.js';
import type { Point, Size } from './zoom.js';

interface PictureSurfaceProps {
  readonly zoom: Zoom;
  /** The picture's own pixels, once it is there whole. */
  readonly picture: Size | null;
  readonly children: ReactNode;
}

/** A hand that moves less has clicked. */
const dragPixels = 4;
/** A notch of a mouse's wheel has 100 or 120, a trackpad moves by less. */
const notchPixels = 50;
/** Pixels of wheel that enlarge about 2.7 times. */
const wheelScale = 400;
const pinchScale = 100;

/** Shows what is in it as the zoom says; the wheel and two fingers zoom around the pointer, a drag moves, a click looks closer. */
export function PictureSurface({ zoom, picture, children }: PictureSurfaceProps) {
  const surface = useRef<HTMLDivElement>(null);
  const { see, by, pan } = zoom;
  const { width = 0, height = 0 } = picture ?? {};

  useEffect(() => {
    const node = surface.current;
    if (node === null || width === 0 || height === 0) return undefined;
    const measure = (): void => {
      const stage = { width: node.clientWidth, height: node.clientHeight };
      if (stage.width > 0 && stage.height > 0) {
        see({ stage, picture: { width, height }, pixelRatio: window.devicePixelRatio });
      }
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => {
      observer.disconnect();
      see(null);
    };
  }, [see, width, height]);

  useEffect(() => {
    const node = surface.current;
    if (node === null) return undefined;
    const handleWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const isNotch = event.deltaX === 0 && Math.abs(event.deltaY) >= notchPixels;
      // Two fingers that come together or part are told as a wheel with Ctrl.
      if (event.ctrlKey || event.metaKey || isNotch) {
        by(Math.exp(-event.deltaY / (isNotch ? wheelScale : pinchScale)), pointIn(node, event));
      } else pan({ x: -event.deltaX, y: -event.deltaY });
    };
    node.addEventListener('wheel', handleWheel, { passive: false });
    return () => {
      node.removeEventListener('wheel', handleWheel);
    };
  }, [by, pan]);

  const drag = useRef<{ at: Point; hasMoved: boolean } | null>(null);
  const handleDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { at: { x: event.clientX, y: event.clientY }, hasMoved: false };
  };
  const handleMove = (event: PointerEvent<HTMLDivElement>): void => {
    const from = drag.current;
    if (from === null) return;
    const by = { x: event.clientX - from.at.x, y: event.clientY - from.at.y };
    if (!from.hasMoved && Math.hypot(by.x, by.y) < dragPixels) return;
    drag.current = { at: { x: event.clientX, y: event.clientY }, hasMoved: true };
    pan(by);
  };
  const handleClick = (event: MouseEvent<HTMLDivElement>): void => {
    const wasDrag = drag.current?.hasMoved === true;
    drag.current = null;
    if (!wasDrag) zoom.toggle(pointIn(event.currentTarget, event));
  };
  const { scale, middle } = zoom.state;
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- Z, plus, minus and Shift with arrows do the same
    <div
      ref={surface}
      className={classes(
        'viewer-surface',
        picture !== null && 'viewer-surface-ready',
        !zoom.isFitted && 'viewer-surface-zoomed',
      )}
      data-testid="surface"
      onPointerDown={handleDown}
      onPointerMove={handleMove}
      onPointerCancel={() => {
        drag.current = null;
      }}
      onClick={handleClick}
    >
      <div
        className="viewer-sheet"
        style={{ transform: `translate(${String(middle.x)}px, ${String(middle.y)}px) scale(${String(scale)})` }}
      >
        {children}
      </div>
    </div>
  );
}

function pointIn(node: HTMLElement, event: { readonly clientX: number; readonly clientY: number }): Point {
  const { left, top, width, height } = node.getBoundingClientRect();
  return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
}
