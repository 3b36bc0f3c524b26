/** The scroll position of the grid in layout space: kept over every new layout, and the rows to render for it. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { GridModel } from '../../api/index.js';
import { rowAt, rowOfPhoto, rowsBetween, type GridLayout } from './layout.js';
import { remapRow } from './remap.js';
import {
  clampPosition,
  isScaled,
  onScroll,
  positionToScrollTop,
  rest,
  scrollSpace,
  type ScrollSpace,
  type ScrollState,
} from './scroll-space.js';

export interface RowWindow {
  readonly fromRow: number;
  readonly toRow: number;
  /** Add to a top in layout space to get a top inside the scrolled element. */
  readonly offset: number;
}

export interface GridScroll {
  readonly rows: RowWindow;
  readonly space: ScrollSpace;
  /** Called with the position on every scroll, before paint and outside React. */
  readonly subscribe: (listener: (position: number) => void) => () => void;
  readonly position: () => number;
  readonly scrollTo: (position: number) => void;
  readonly reveal: (photo: number) => void;
  readonly handleScroll: () => void;
}

interface Anchor {
  readonly ids: Int32Array;
  readonly photo: number;
  /** Pixels between the top of its row and the top of the window. */
  readonly below: number;
  readonly rowHeight: number;
}

const REST_MILLIS = 140;

export function useGridScroll(
  element: RefObject<HTMLDivElement | null>,
  model: GridModel,
  layout: GridLayout,
  viewportHeight: number,
  viewKey: string,
): GridScroll {
  const [rows, setRows] = useState<RowWindow>({ fromRow: 0, toRow: 0, offset: 0 });
  const state = useRef<ScrollState>({ scrollTop: 0, position: 0 });
  const shown = useRef<RowWindow>(rows);
  const anchor = useRef<Anchor | null>(null);
  const lastView = useRef(viewKey);
  const listeners = useRef(new Set<(position: number) => void>());
  const restTimer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const space = scrollSpace(layout.totalHeight, viewportHeight);
  const spaceRef = useRef(space);
  const layoutRef = useRef(layout);

  const settle = useCallback(
    (sync: 'lazy' | 'force') => {
      const current = layoutRef.current;
      const { position, scrollTop } = state.current;
      const height = spaceRef.current.viewportHeight;
      const offset = isScaled(spaceRef.current) ? scrollTop - position : 0;
      const near = rowsBetween(current, position - height * 0.4, position + height * 1.4);
      const before = shown.current;
      const covered = near.from >= before.fromRow && near.to <= before.toRow && before.offset === offset;
      if (sync === 'lazy' && covered) return;
      const wide = rowsBetween(current, position - height, position + height * 2);
      const next: RowWindow = { fromRow: wide.from, toRow: wide.to, offset };
      shown.current = next;
      const sight = rowsBetween(current, position, position + height);
      const isBlank = sight.from < before.fromRow || sight.to > before.toRow || before.offset !== offset;
      if (sync === 'lazy' && isBlank) {
        flushSync(() => {
          setRows(next);
        });
      } else {
        setRows(next);
      }
    },
    [setRows],
  );

  const keepAnchor = useCallback(() => {
    const current = layoutRef.current;
    const { position } = state.current;
    const row = rowAt(current, position + current.options.headerHeight);
    anchor.current = {
      ids: model.ids,
      photo: current.rowFirst[row] ?? 0,
      below: position - (current.rowTop[row] ?? 0),
      rowHeight: current.rowHeight[row] ?? 1,
    };
  }, [model]);

  const place = useCallback(
    (position: number) => {
      const node = element.current;
      if (node === null) return;
      const clamped = clampPosition(spaceRef.current, position);
      const wanted = positionToScrollTop(spaceRef.current, clamped);
      node.scrollTop = wanted;
      state.current = { scrollTop: node.scrollTop, position: clamped };
    },
    [element],
  );

  // A new layout: put the photo that was at the top back to the top, before the browser paints.
  useLayoutEffect(() => {
    const previous = anchor.current;
    const isOtherView = lastView.current !== viewKey;
    layoutRef.current = layout;
    spaceRef.current = space;
    lastView.current = viewKey;
    if (isOtherView || previous === null || state.current.position <= 0) {
      place(0);
    } else {
      const photo = previous.ids === model.ids ? previous.photo : remapRow(previous.photo, previous.ids, model.ids);
      const row = rowOfPhoto(layout, Math.max(0, photo));
      const scale = previous.below > 0 ? (layout.rowHeight[row] ?? 1) / previous.rowHeight : 1;
      place((layout.rowTop[row] ?? 0) + previous.below * scale);
    }
    keepAnchor();
    settle('force');
    for (const listener of listeners.current) listener(state.current.position);
    // `space` follows from the layout and the height.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [layout, model, viewKey, viewportHeight]);

  useEffect(
    () => () => {
      if (restTimer.current !== null) clearTimeout(restTimer.current);
    },
    [],
  );

  const handleScroll = useCallback(() => {
    const node = element.current;
    if (node === null) return;
    if (node.scrollTop !== state.current.scrollTop) {
      state.current = onScroll(spaceRef.current, state.current, node.scrollTop);
      keepAnchor();
    }
    settle('lazy');
    for (const listener of listeners.current) listener(state.current.position);
    if (restTimer.current !== null) clearTimeout(restTimer.current);
    if (!isScaled(spaceRef.current)) return;
    restTimer.current = setTimeout(() => {
      const next = rest(spaceRef.current, state.current);
      if (next === state.current) return;
      node.scrollTop = next.scrollTop;
      state.current = { scrollTop: node.scrollTop, position: next.position };
      flushSync(() => {
        settle('force');
      });
    }, REST_MILLIS);
  }, [element, keepAnchor, settle]);

  const scrollTo = useCallback(
    (position: number) => {
      place(position);
      keepAnchor();
      settle('lazy');
      for (const listener of listeners.current) listener(state.current.position);
    },
    [keepAnchor, place, settle],
  );

  const reveal = useCallback(
    (photo: number) => {
      const current = layoutRef.current;
      const { position } = state.current;
      const row = rowOfPhoto(current, photo);
      const top = (current.rowTop[row] ?? 0) - current.options.headerHeight;
      const bottom = (current.rowTop[row] ?? 0) + (current.rowHeight[row] ?? 0) + 8;
      const height = spaceRef.current.viewportHeight;
      if (top < position) scrollTo(top);
      else if (bottom > position + height) scrollTo(bottom - height);
    },
    [scrollTo],
  );

  const subscribe = useCallback((listener: (position: number) => void) => {
    const all = listeners.current;
    all.add(listener);
    return () => {
      all.delete(listener);
    };
  }, []);

  const position = useCallback(() => state.current.position, []);

  return { rows, space, subscribe, position, scrollTo, reveal, handleScroll };
}
