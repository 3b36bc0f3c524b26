import { useCallback, useMemo, useRef, useState } from 'react';
import { actualScale, fitted, panned, resized, zoomedTo, type Point, type Sight, type ZoomState } from './zoom.js';

const middle: Point = { x: 0, y: 0 };
/** One press of a key. */
const step = 1.4;
/** Of the stage, for one press of a key. */
const panShare = 0.2;

export interface Zoom {
  readonly state: ZoomState;
  /** Percent of the picture's own pixels on those of the screen; null while it is not known. */
  readonly percent: number | null;
  readonly isFitted: boolean;
  readonly see: (sight: Sight | null) => void;
  readonly reset: () => void;
  /** Between fitted and a pixel to a pixel, around a point. */
  readonly toggle: (point?: Point) => void;
  readonly by: (factor: number, point?: Point) => void;
  readonly in: () => void;
  readonly out: () => void;
  readonly pan: (by: Point) => void;
  /** By shares of the stage: -1, 0 or 1 steps to each side. */
  readonly panSteps: (x: number, y: number) => void;
}

/** How the picture in the viewer is looked at; `see` tells what there is to look at. Another one is seen whole at first. */
export function useZoom(): Zoom {
  const [state, setState] = useState<ZoomState>(fitted);
  const [sight, setSight] = useState<Sight | null>(null);
  const seen = useRef<Sight | null>(null);
  const see = useCallback((next: Sight | null): void => {
    const before = seen.current;
    seen.current = next;
    setSight(next);
    if (next === null) setState(fitted);
    else if (before !== null) setState((current) => resized(before, next, current));
  }, []);
  const acts = useMemo(() => {
    const change = (make: (sight: Sight, current: ZoomState) => ZoomState): void => {
      const now = seen.current;
      if (now !== null) setState((current) => make(now, current));
    };
    const by = (factor: number, point = middle): void => {
      change((now, current) => zoomedTo(now, current, current.scale * factor, point));
    };
    const pan = (distance: Point): void => {
      change((now, current) => panned(now, current, distance));
    };
    return {
      by,
      pan,
      reset: (): void => {
        setState(fitted);
      },
      in: (): void => {
        by(step);
      },
      out: (): void => {
        by(1 / step);
      },
      toggle: (point = middle): void => {
        change((now, current) => (current.scale === 1 ? zoomedTo(now, current, actualScale(now), point) : fitted));
      },
      panSteps: (x: number, y: number): void => {
        const { width, height } = seen.current?.stage ?? { width: 0, height: 0 };
        pan({ x: x * width * panShare, y: y * height * panShare });
      },
    };
  }, []);
  return {
    ...acts,
    state,
    see,
    percent: sight === null ? null : Math.round((state.scale / actualScale(sight)) * 100),
    isFitted: state.scale === 1,
  };
}
