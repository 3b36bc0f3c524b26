import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { call, GridFlag, type GridModel, type GridSection, type LocationId } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { hasIndex } from '../../lib/range-set.js';
import { usePainting } from '../painting/index.js';
import { showStack, usualOrder, useView } from '../view/index.js';
import { asOverlayCloses } from '../../ui/index.js';
import { gridDetails } from './details.js';
import { endPhotoDrag, startPhotoDrag } from './drag.js';
import { dropHandlers, moveByKey, type OwnOrder } from './own-order.js';
import { moveFrom } from './keyboard.js';
import {
  computeLayout,
  rowOfPhoto,
  rowsBetween,
  rowTiles,
  sectionBottom,
  sectionOfRow,
  sectionPhotos,
  type GridLayout,
} from './layout.js';
import { MAX_ELEMENT_HEIGHT, scrollSpace } from './scroll-space.js';
import { GridScroller, type RowWindow } from './scroller.js';
import { isMenuKey, openPhotoMenu, openPhotoMenuAt } from './photo-menu.js';
import { dragOut } from './files-out.js';
import { Scrubber } from './Scrubber.js';
import { sectionText } from './section-text.js';
import { photosBetween } from './stacked.js';
import {
  focusGrid,
  idAt,
  noteTop,
  openViewer,
  selectAll,
  selectedIds,
  selectNone,
  selectOnly,
  selectTo,
  toggleRange,
  toggleSelected,
  usePhotos,
} from './store.js';
import { tagDropHandlers } from './tag-drop.js';
import { Tile, tileElementId } from './Tile.js';
import { useLibraryNames } from './use-library-names.js';
import { useThumbnailZoom } from './use-thumbnail-zoom.js';

import './grid.css';

const GAP = 3;
const HEADER_HEIGHT = 40;
const SECTION_GAP = 16;
const PADDING_LEFT = 12;
const SCRUBBER_WIDTH = 52;

interface Size {
  readonly width: number;
  readonly height: number;
}

interface GridProps {
  readonly model: GridModel;
  readonly viewKey: string;
  /** For photos whose order is their user's; null for the order of time. */
  readonly ownOrder?: OwnOrder | null;
}

export function Grid({ model, viewKey, ownOrder = null }: GridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const node = frame.current;
    if (node === null) return;
    const measure = (): void => {
      const next = { width: node.clientWidth, height: node.clientHeight };
      setSize((before) => (before?.width === next.width && before.height === next.height ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => {
      observer.disconnect();
    };
  }, []);
  return (
    <div className="grid-frame" ref={frame}>
      {size === null || size.width === 0 ? null : (
        <SizedGrid model={model} viewKey={viewKey} ownOrder={ownOrder} size={size} />
      )}
    </div>
  );
}

const noSections: readonly GridSection[] = [];

interface SizedGridProps extends Required<GridProps> {
  readonly size: Size;
}

function SizedGrid({ model, viewKey, ownOrder, size }: SizedGridProps) {
  const rowHeight = useView((state) => state.rowHeight);
  const active = usePhotos((state) => state.active);
  const focusRequests = usePhotos((state) => state.focusRequests);
  const order = usePhotos((state) => state.shownView?.order ?? usualOrder);
  const element = useRef<HTMLDivElement>(null);
  const width = size.width - PADDING_LEFT - SCRUBBER_WIDTH;
  // An album stands as its user has it: its photos belong to no part of it.
  const group = ownOrder === null ? order.group : 'none';
  const sections = ownOrder === null ? model.sections : noSections;
  const layout = useMemo(
    () =>
      computeLayout(
        { ...model, sections },
        {
          width,
          group,
          targetRowHeight: rowHeight,
          gap: GAP,
          headerHeight: HEADER_HEIGHT,
          sectionGap: SECTION_GAP,
        },
      ),
    [model, width, rowHeight, group, sections],
  );
  const [scroller] = useState(() => new GridScroller());
  const rows = useSyncExternalStore(scroller.subscribeRows, scroller.getRows);
  const space = scrollSpace(layout.totalHeight, size.height);
  useLayoutEffect(() => {
    scroller.attach(element.current);
    return () => {
      scroller.attach(null);
    };
  }, [scroller]);
  useThumbnailZoom(element, scroller);
  usePainting(element, activate);
  // A pane made wider or narrower leaves the photo with the keyboard where it is.
  const arrangedWidth = useRef(width);
  useLayoutEffect(() => {
    if (arrangedWidth.current === width) return;
    arrangedWidth.current = width;
    const row = usePhotos.getState().active;
    if (row >= 0) scroller.holdPhoto(row);
  }, [scroller, width]);
  // Before the browser paints, so that a new layout never shows another place first.
  useLayoutEffect(() => {
    scroller.arrange(model, layout, size.height, viewKey);
  }, [scroller, model, layout, size.height, viewKey]);
  const orderBefore = useRef(order);
  useLayoutEffect(() => {
    if (orderBefore.current === order) return;
    orderBefore.current = order;
    // What stood at the top does so still; the photo with the keyboard is more to the person than that.
    const { active: row } = usePhotos.getState();
    if (row >= 0) scroller.reveal(row);
  }, [scroller, order]);
  useVisible(model, layout, scroller, size.height);

  const hadFocus = useRef(false);
  const focusTile = (row: number): void => {
    const id = model.ids[row];
    if (id !== undefined) document.getElementById(tileElementId(id as LocationId))?.focus({ preventScroll: true });
  };
  // A tile that moved to another row is a new element: give it the focus its former one had.
  useLayoutEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) focusTile(active);
  });
  const requestsSeen = useRef(focusRequests);
  useLayoutEffect(() => {
    if (requestsSeen.current === focusRequests) return;
    requestsSeen.current = focusRequests;
    if (active < 0) {
      element.current?.focus({ preventScroll: true });
      return;
    }
    scroller.reveal(active);
    focusTile(active);
    // Coming back from a page, the inspector takes its width from the grid, which is measured after the first frame.
    const callOff = asOverlayCloses(() => {
      scroller.reveal(active);
      focusTile(active);
    }, element.current);
    // Whoever presses the next key meanwhile, or is in a text field, has gone on: the focus is theirs.
    const moved = new AbortController();
    const release = (): void => {
      callOff();
      moved.abort();
    };
    const options = { capture: true, signal: moved.signal };
    window.addEventListener('keydown', release, options);
    window.addEventListener('pointerdown', release, options);
    window.addEventListener(
      'focusin',
      ({ target }) => {
        if (target instanceof HTMLInputElement) release();
      },
      options,
    );
    return release;
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [focusRequests]);

  const handleKey = (event: KeyboardEvent): void => {
    const isMod = event.ctrlKey || event.metaKey;
    if (isMod && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      selectAll();
      return;
    }
    if (event.key === 'Escape') {
      selectNone();
      return;
    }
    // Ctrl+Enter is the menu's.
    if (((event.key === 'Enter' && !isMod) || event.key === ' ') && active >= 0) {
      event.preventDefault();
      if (event.key === ' ' && isMod) toggleSelected(active);
      else openViewer(active);
      return;
    }
    if (isMenuKey(event) && active >= 0) {
      event.preventDefault();
      const id = model.ids[active] as LocationId;
      openPhotoMenuAt(active, document.getElementById(tileElementId(id)) ?? event.currentTarget);
      return;
    }
    if (ownOrder !== null && event.key === 'Delete') {
      event.preventDefault();
      ownOrder.remove(selectedIds());
      return;
    }
    if (event.altKey) {
      if (ownOrder !== null) moveByKey(event, ownOrder, layout, model);
      return;
    }
    const next = moveFrom(layout, model.aspects, active, event.key, size.height, scroller.position());
    if (next === null) return;
    event.preventDefault();
    if (event.shiftKey) selectTo(next, isMod);
    else if (isMod) usePhotos.setState({ active: next });
    else selectOnly(next);
    scroller.reveal(next);
    focusTile(next);
  };

  return (
    <>
      <div
        ref={element}
        className="grid"
        data-testid="grid"
        role="listbox"
        aria-label={messages.grid.label}
        aria-multiselectable="true"
        tabIndex={active >= 0 ? -1 : 0}
        onScroll={scroller.handleScroll}
        onKeyDown={handleKey}
        onClick={handleClick}
        onMouseDown={handleMouseDown}
        onContextMenu={handleContextMenu}
        onDoubleClick={handleDoubleClick}
        onDragStart={handleDragStart}
        onDragEnd={endPhotoDrag}
        {...dropsOf(model, ownOrder)}
        onFocus={(event) => {
          hadFocus.current = true;
          if (event.target === element.current && active < 0 && model.ids.length > 0) {
            usePhotos.setState({ active: rowAtTop(layout, scroller.position()) });
          }
        }}
        onBlur={(event) => {
          if (event.target.isConnected) hadFocus.current = false;
        }}
      >
        <div
          className="grid-sheet"
          role="presentation"
          style={{
            height: Math.max(space.elementHeight, 1),
            marginLeft: PADDING_LEFT,
            width: layout.options.width,
          }}
        >
          <Sections model={model} layout={layout} rows={rows} active={active} />
        </div>
      </div>
      {layout.totalHeight > size.height * 1.5 ? (
        <Scrubber by={order.by} layout={layout} scroller={scroller} space={space} height={size.height} />
      ) : null}
    </>
  );
}

/** Tags for photos, and photos for another place among those that have an order of their own. */
function dropsOf(model: GridModel, ownOrder: OwnOrder | null): ReturnType<typeof tagDropHandlers> {
  const ofTags = tagDropHandlers(model);
  if (ownOrder === null) return ofTags;
  const ofPhotos = dropHandlers(ownOrder, model);
  const both =
    (name: keyof typeof ofTags) =>
    (event: DragEvent<HTMLElement>): void => {
      ofTags[name](event);
      ofPhotos[name](event);
    };
  return { onDragOver: both('onDragOver'), onDragLeave: both('onDragLeave'), onDrop: both('onDrop') };
}

function activate(row: number): void {
  usePhotos.setState({ active: row });
}

function rowAtTop(layout: GridLayout, position: number): number {
  const top = position + layout.options.headerHeight;
  const { from } = rowsBetween(layout, top, top);
  return layout.rowFirst[from] ?? 0;
}

function tileRow(event: MouseEvent): number | null {
  const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
  return tile === null ? null : Number(tile.dataset['row']);
}

function handleContextMenu(event: MouseEvent): void {
  event.preventDefault();
  const row = tileRow(event);
  if (row !== null) openPhotoMenu(row, event.clientX, event.clientY);
}

/** A text selection would start with Shift and a click. */
function handleMouseDown(event: MouseEvent): void {
  if (event.shiftKey) event.preventDefault();
}

function handleClick(event: MouseEvent): void {
  const row = tileRow(event);
  if (row === null) {
    const isEmptySpace = event.target instanceof Element && event.target.closest('button') === null;
    if (isEmptySpace) selectNone();
    return;
  }
  const isCheck = event.target instanceof Element && event.target.closest('[data-check]') !== null;
  const isMod = event.ctrlKey || event.metaKey;
  if (event.shiftKey) selectTo(row, isMod);
  else if (isMod || isCheck) toggleSelected(row);
  else selectOnly(row);
  const isStack = event.target instanceof Element && event.target.closest('[data-stack]') !== null;
  const id = idAt(row);
  if (isStack && id !== null && !event.shiftKey && !isMod) {
    showStack(id);
    focusGrid();
    return;
  }
  const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
  tile?.focus({ preventScroll: true });
}

function handleDragStart(event: DragEvent): void {
  const row = tileRow(event);
  if (row === null) return;
  if (!event.altKey) {
    startPhotoDrag(event, row);
    return;
  }
  // With Alt the files go out of the window, to other programs: the system drags them, not the page.
  event.preventDefault();
  dragOut(row);
}

function handleDoubleClick(event: MouseEvent): void {
  const row = tileRow(event);
  const isCheck = event.target instanceof Element && event.target.closest('[data-check], [data-stack]') !== null;
  if (row !== null && !isCheck && !event.shiftKey && !event.ctrlKey && !event.metaKey) openViewer(row);
}

interface SectionsProps {
  readonly model: GridModel;
  readonly layout: GridLayout;
  readonly rows: RowWindow;
  readonly active: number;
}

function Sections({ model, layout, rows, active }: SectionsProps) {
  const selection = usePhotos((state) => state.selection);
  const libraries = useLibraryNames();
  const toRow = Math.min(rows.toRow, layout.rowCount);
  const fromRow = Math.min(rows.fromRow, toRow);
  const bySection = new Map<number, number[]>();
  const show = (row: number): void => {
    const section = sectionOfRow(layout, row);
    const list = bySection.get(section) ?? [];
    list.push(row);
    bySection.set(section, list);
  };
  // The tile with the keyboard stays in the document, or scrolling would take its focus.
  const activeRow = active >= 0 && active < layout.photoCount ? rowOfPhoto(layout, active) : -1;
  if (activeRow >= 0 && activeRow < fromRow) show(activeRow);
  for (let row = fromRow; row < toRow; row += 1) show(row);
  if (activeRow >= toRow) show(activeRow);

  return [...bySection].map(([section, sectionRows]) => {
    const top = layout.sectionTop[section] ?? 0;
    const bottom = sectionBottom(layout, section);
    const key = layout.sectionKeys[section];
    const title = key === undefined ? null : sectionText(key, libraries);
    const photos = sectionPhotos(layout, section);
    const placedTop = Math.max(-MAX_ELEMENT_HEIGHT, top + rows.offset);
    const placedBottom = Math.min(MAX_ELEMENT_HEIGHT * 2, bottom + rows.offset);
    return (
      <div
        key={section}
        role="group"
        aria-label={title ?? messages.grid.label}
        className="grid-section"
        style={{ top: placedTop, height: placedBottom - placedTop }}
      >
        {title === null ? null : (
          <div className="grid-header" role="presentation" style={{ height: HEADER_HEIGHT }}>
            <span
              className="grid-header-check"
              role="presentation"
              title={messages.grid.selectSection(title)}
              onClick={(event) => {
                event.stopPropagation();
                toggleRange(photos.from, photos.to);
              }}
            >
              <span className="grid-header-title">{title}</span>
              <span className="grid-header-count">
                {messages.grid.sectionCount(photosBetween(model, photos.from, photos.to))}
              </span>
            </span>
          </div>
        )}
        {sectionRows.map((row) => (
          <div
            key={row}
            role="presentation"
            className="grid-row"
            style={{ transform: `translateY(${String((layout.rowTop[row] ?? 0) + rows.offset - placedTop)}px)` }}
          >
            {rowTiles(layout, model.aspects, row).map((tile) => {
              const id = model.ids[tile.index] as LocationId;
              return (
                <Tile
                  key={id}
                  id={id}
                  row={tile.index}
                  total={model.ids.length}
                  left={tile.left}
                  width={tile.width}
                  height={layout.rowHeight[row] ?? 0}
                  flags={model.flags[tile.index] ?? 0}
                  turn={model.turns[tile.index] ?? 0}
                  places={model.places[tile.index] ?? 1}
                  marks={model.marks[tile.index] ?? 0}
                  stacked={model.stacked[tile.index] ?? 0}
                  timeMs={model.sortTimesMs[tile.index] ?? 0}
                  isSelected={hasIndex(selection, tile.index)}
                  isActive={tile.index === active}
                />
              );
            })}
          </div>
        ))}
      </div>
    );
  });
}

/** Asks for the details of what is in sight, and tells the engine which of it to read first. */
function useVisible(model: GridModel, layout: GridLayout, scroller: GridScroller, height: number): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let prioritiseTimer: ReturnType<typeof setTimeout> | null = null;
    let lastAt = 0;
    const ask = (): void => {
      timer = null;
      lastAt = performance.now();
      const top = scroller.position();
      const sight = rowsBetween(layout, top, top + height);
      noteTop(top <= 0);
      const around = rowsBetween(layout, top - height * 0.75, top + height * 1.75);
      const inSight = photosOf(model, layout, sight.from, sight.to);
      const before = photosOf(model, layout, around.from, sight.from);
      const after = photosOf(model, layout, sight.to, around.to);
      gridDetails.want([...inSight, ...after, ...before].slice(0, 1600));
      if (prioritiseTimer !== null) clearTimeout(prioritiseTimer);
      prioritiseTimer = setTimeout(() => {
        const pending = pendingOf(model, layout, sight.from, sight.to);
        if (pending.length > 0) void call('prioritise', { locationIds: pending }).catch(() => undefined);
      }, 300);
    };
    const soon = (): void => {
      timer ??= setTimeout(ask, Math.max(0, 60 - (performance.now() - lastAt)));
    };
    ask();
    const stop = scroller.subscribe(soon);
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
      if (prioritiseTimer !== null) clearTimeout(prioritiseTimer);
    };
  }, [model, layout, height, scroller]);
}

function photosOf(model: GridModel, layout: GridLayout, fromRow: number, toRow: number): LocationId[] {
  const from = layout.rowFirst[fromRow] ?? 0;
  const to = layout.rowFirst[toRow] ?? model.ids.length;
  return Array.from(model.ids.subarray(from, Math.max(from, to))) as LocationId[];
}

function pendingOf(model: GridModel, layout: GridLayout, fromRow: number, toRow: number): LocationId[] {
  const from = layout.rowFirst[fromRow] ?? 0;
  const to = layout.rowFirst[toRow] ?? model.ids.length;
  const pending: LocationId[] = [];
  for (let row = from; row < to && pending.length < 2000; row += 1) {
    if (((model.flags[row] ?? 0) & GridFlag.pending) !== 0) pending.push(model.ids[row] as LocationId);
  }
  return pending;
}
