import { useMemo, useRef, useState } from 'react';
import {
  actualScale,
  lookOf,
  panned,
  stateOf,
  wholeLook,
  zoomedTo,
  type Look,
  type Point,
  type Sight,
  type Zoom,
  type ZoomState,
} from '../viewer/index.js';
import { mostPanes } from './panes.js';

const middle: Point = { x: 0, y: 0 };
/** One press of a key. */
const step = 1.4;
/** Of the stage, for one press of a key. */
const panShare = 0.2;
const panes = Array.from({ length: mostPanes }, (_, pane) => pane);

export interface PaneZooms {
  readonly of: (pane: number) => Zoom;
  /** Whatever is done to one is done to all. */
  readonly isLinked: boolean;
  /** The others take over how the given one is looked at when they are linked again. */
  readonly toggleLink: (pane: number) => void;
}

type Acts = Omit<Zoom, 'state' | 'percent' | 'isFitted'>;

/** How the pictures side by side are looked at: a look is of no picture, so that another one is seen at the same place. */
export function usePaneZooms(): PaneZooms {
  const [looks, setLooks] = useState<readonly Look[]>(() => panes.map(() => wholeLook));
  const [sights, setSights] = useState<readonly (Sight | null)[]>(() => panes.map(() => null));
  const [isLinked, setIsLinked] = useState(true);
  const seen = useRef<(Sight | null)[]>(panes.map(() => null));
  const linked = useRef(true);
  const acts = useMemo(() => {
    const set = (pane: number, next: (before: Look) => Look): void => {
      setLooks((before) => {
        const look = next(before[pane] ?? wholeLook);
        return before.map((other, at) => (at === pane || linked.current ? look : other));
      });
    };
    return panes.map((pane): Acts => {
      const change = (make: (sight: Sight, state: ZoomState) => ZoomState): void => {
        const sight = seen.current[pane] ?? null;
        if (sight !== null) set(pane, (look) => lookOf(sight, make(sight, stateOf(sight, look))));
      };
      const by = (factor: number, point = middle): void => {
        change((sight, state) => zoomedTo(sight, state, state.scale * factor, point));
      };
      const pan = (distance: Point): void => {
        change((sight, state) => panned(sight, state, distance));
      };
      return {
        by,
        pan,
        see: (sight): void => {
          seen.current[pane] = sight;
          setSights([...seen.current]);
        },
        reset: (): void => {
          set(pane, () => wholeLook);
        },
        in: (): void => {
          by(step);
        },
        out: (): void => {
          by(1 / step);
        },
        toggle: (point = middle): void => {
          const sight = seen.current[pane] ?? null;
          if (sight === null) return;
          set(pane, (look) =>
            look.scale === 1
              ? lookOf(sight, zoomedTo(sight, stateOf(sight, look), actualScale(sight), point))
              : wholeLook,
          );
        },
        panSteps: (x: number, y: number): void => {
          const { width, height } = seen.current[pane]?.stage ?? { width: 0, height: 0 };
          pan({ x: x * width * panShare, y: y * height * panShare });
        },
      };
    });
  }, []);
  return {
    isLinked,
    of: (pane) => {
      const sight = sights[pane] ?? null;
      const look = looks[pane] ?? wholeLook;
      const own = acts[pane];
      if (own === undefined) throw new Error(`No pane ${String(pane)}`);
      const state = sight === null ? { scale: look.scale, middle } : stateOf(sight, look);
      return {
        ...own,
        state,
        percent: sight === null ? null : Math.round((state.scale / actualScale(sight)) * 100),
        isFitted: state.scale === 1,
      };
    },
    toggleLink: (pane) => {
      linked.current = !linked.current;
      setIsLinked(linked.current);
      if (linked.current) setLooks((before) => before.map(() => before[pane] ?? wholeLook));
    },
  };
}
