/** The scroll position of the grid in layout space, kept over every new layout, and the rows to render for it. */
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
  /** Excluded. */
  readonly toRow: number;
  /** Add to a top in layout space to get a top inside the scrolled element. */
  readonly offset: number;
}

interface Anchor {
  readonly ids: Int32Array;
  readonly photo: number;
  /** A point of its row, in pixels below its top, that stays where it is in the window: so far below the window's top. */
  readonly below: number;
  readonly rowHeight: number;
  readonly inWindow: number;
}

interface Arrangement {
  readonly model: GridModel;
  readonly layout: GridLayout;
  readonly space: ScrollSpace;
  readonly viewKey: string;
}

const REST_MILLIS = 140;
/** In window heights: how far beyond the edges rows must be there, and how far they are rendered when they are not. */
const NEAR = 0.4;
const WIDE = 1;

export class GridScroller {
  #element: HTMLElement | null = null;
  #arrangement: Arrangement | null = null;
  #state: ScrollState = { scrollTop: 0, position: 0 };
  #rows: RowWindow = { fromRow: 0, toRow: 0, offset: 0 };
  #anchor: Anchor | null = null;
  #restTimer: ReturnType<typeof setTimeout> | null = null;
  readonly #rowListeners = new Set<() => void>();
  readonly #positionListeners = new Set<(position: number) => void>();

  /** For `useSyncExternalStore`: React renders new rows before the browser paints. */
  readonly subscribeRows = (listener: () => void): (() => void) => {
    this.#rowListeners.add(listener);
    return () => {
      this.#rowListeners.delete(listener);
    };
  };

  readonly getRows = (): RowWindow => this.#rows;

  /** Called with the position on every move, outside React. */
  readonly subscribe = (listener: (position: number) => void): (() => void) => {
    this.#positionListeners.add(listener);
    return () => {
      this.#positionListeners.delete(listener);
    };
  };

  readonly position = (): number => this.#state.position;

  attach(element: HTMLElement | null): void {
    this.#element = element;
    if (element === null && this.#restTimer !== null) clearTimeout(this.#restTimer);
  }

  /** What was at the top, or what is held, stays where it is in the window; another view starts at its beginning. */
  arrange(model: GridModel, layout: GridLayout, viewportHeight: number, viewKey: string): void {
    const before = this.#arrangement;
    this.#arrangement = { model, layout, space: scrollSpace(layout.totalHeight, viewportHeight), viewKey };
    const anchor = this.#anchor;
    if (before?.viewKey !== viewKey || anchor === null || (anchor.inWindow === 0 && this.#state.position <= 0)) {
      this.#place(0);
    } else {
      const photo = anchor.ids === model.ids ? anchor.photo : remapRow(anchor.photo, anchor.ids, model.ids);
      const row = rowOfPhoto(layout, Math.max(0, photo));
      const scale = anchor.below > 0 ? (layout.rowHeight[row] ?? 1) / anchor.rowHeight : 1;
      this.#place((layout.rowTop[row] ?? 0) + anchor.below * scale - anchor.inWindow);
    }
    this.#moved('new layout');
  }

  /** For the next layout: the row that is so many pixels below the top of the window stays there. */
  hold(inWindow: number): void {
    this.#setAnchor(inWindow);
  }

  /** Holds the row of a photo, if that is in sight. */
  holdPhoto(photo: number): void {
    if (this.#arrangement === null) return;
    const { layout, space } = this.#arrangement;
    const row = rowOfPhoto(layout, photo);
    const inWindow = (layout.rowTop[row] ?? 0) + (layout.rowHeight[row] ?? 0) / 2 - this.#state.position;
    if (inWindow > 0 && inWindow < space.viewportHeight) this.#setAnchor(inWindow, photo);
  }

  readonly handleScroll = (): void => {
    const element = this.#element;
    const arrangement = this.#arrangement;
    if (element === null || arrangement === null || element.scrollTop === this.#state.scrollTop) return;
    this.#state = onScroll(arrangement.space, this.#state, element.scrollTop);
    this.#moved('scroll');
    if (!isScaled(arrangement.space)) return;
    if (this.#restTimer !== null) clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => {
      this.#rest();
    }, REST_MILLIS);
  };

  scrollTo(position: number): void {
    this.#place(position);
    this.#moved('scroll');
  }

  /** Scrolls no further than it takes to show the photo. */
  reveal(photo: number): void {
    if (this.#arrangement === null) return;
    const { layout, space } = this.#arrangement;
    const row = rowOfPhoto(layout, photo);
    const top = (layout.rowTop[row] ?? 0) - layout.options.headerHeight;
    const bottom = (layout.rowTop[row] ?? 0) + (layout.rowHeight[row] ?? 0) + 8;
    if (top < this.#state.position) this.scrollTo(top);
    else if (bottom > this.#state.position + space.viewportHeight) this.scrollTo(bottom - space.viewportHeight);
  }

  #place(position: number): void {
    if (this.#element === null || this.#arrangement === null) return;
    const { space } = this.#arrangement;
    const clamped = clampPosition(space, position);
    this.#element.scrollTop = positionToScrollTop(space, clamped);
    this.#state = { scrollTop: this.#element.scrollTop, position: clamped };
  }

  #rest(): void {
    if (this.#element === null || this.#arrangement === null) return;
    const next = rest(this.#arrangement.space, this.#state);
    if (next === this.#state) return;
    this.#element.scrollTop = next.scrollTop;
    this.#state = { scrollTop: this.#element.scrollTop, position: next.position };
    this.#settleRows('new layout');
  }

  #moved(why: 'scroll' | 'new layout'): void {
    if (this.#arrangement === null) return;
    this.#setAnchor(0);
    this.#settleRows(why);
    for (const listener of this.#positionListeners) listener(this.#state.position);
  }

  /** `photo`: of that row; else its first. */
  #setAnchor(inWindow: number, photo?: number): void {
    if (this.#arrangement === null) return;
    const { model, layout } = this.#arrangement;
    const at = this.#state.position + inWindow;
    // At the top of the window is the header of a month, as a rule, which the row below it stands for.
    const row = rowAt(layout, inWindow === 0 ? at + layout.options.headerHeight : at);
    this.#anchor = {
      ids: model.ids,
      photo: photo ?? layout.rowFirst[row] ?? 0,
      below: at - (layout.rowTop[row] ?? 0),
      rowHeight: layout.rowHeight[row] ?? 1,
      inWindow,
    };
  }

  #settleRows(why: 'scroll' | 'new layout'): void {
    if (this.#arrangement === null) return;
    const { layout, space } = this.#arrangement;
    const { position, scrollTop } = this.#state;
    const height = space.viewportHeight;
    const offset = isScaled(space) ? scrollTop - position : 0;
    const { fromRow, toRow, offset: offsetBefore } = this.#rows;
    const near = rowsBetween(layout, position - height * NEAR, position + height * (1 + NEAR));
    if (why === 'scroll' && near.from >= fromRow && near.to <= toRow && offset === offsetBefore) return;
    const wide = rowsBetween(layout, position - height * WIDE, position + height * (1 + WIDE));
    this.#rows = { fromRow: wide.from, toRow: wide.to, offset };
    for (const listener of this.#rowListeners) listener();
  }
}
