/** Photos whose order is their user's: moved by keys and by dragging them. */
import type { DragEvent, KeyboardEvent } from 'react';
import type { GridModel, LocationId } from '../../api/index.js';
import { hasIndex } from '../../lib/range-set.js';
import { draggedPhotos, isPhotoDrag } from './drag.js';
import { photoInNextRow, type GridLayout } from './layout.js';
import { selectedIds, usePhotos } from './store.js';

export interface OwnOrder {
  /** Before another photo, null for the end. Resolves when the grid shows it. */
  readonly move: (locationIds: readonly LocationId[], before: LocationId | null) => Promise<void>;
  readonly remove: (locationIds: readonly LocationId[]) => void;
}

/** The first photo at or after a row that stays where it is; null for the end. */
function staying(model: GridModel, row: number): LocationId | null {
  const { selection } = usePhotos.getState();
  let at = Math.max(0, row);
  while (hasIndex(selection, at)) at += 1;
  return (model.ids[at] as LocationId | undefined) ?? null;
}

let isMoving = false;

/** Alt and an arrow move the selection by one photo, or by one row. A key held down waits for what it asked for before. */
export function moveByKey(event: KeyboardEvent, order: OwnOrder, layout: GridLayout, model: GridModel): void {
  const { selection } = usePhotos.getState();
  const first = selection[0]?.from ?? -1;
  const last = (selection.at(-1)?.to ?? 0) - 1;
  if (first < 0) return;
  const targets: Readonly<Record<string, () => number>> = {
    ArrowLeft: () => first - 1,
    ArrowRight: () => last + 2,
    ArrowUp: () => photoInNextRow(layout, model.aspects, first, -1),
    ArrowDown: () => photoInNextRow(layout, model.aspects, last, 1) + 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  if (isMoving) return;
  isMoving = true;
  void order.move(selectedIds(), staying(model, target())).finally(() => {
    isMoving = false;
  });
}

/** The tile that shows where photos would be put in. */
let shown: HTMLElement | null = null;

function showDrop(tile: HTMLElement | null, side: 'before' | 'after'): void {
  if (shown !== null && shown !== tile) delete shown.dataset['drop'];
  shown = tile;
  if (tile !== null) tile.dataset['drop'] = side;
}

/** Left half of a tile: before its photo; right half: after it. */
function dropAt({
  target,
  clientX,
}: DragEvent): { readonly tile: HTMLElement; readonly side: 'before' | 'after' } | null {
  const tile = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  if (tile === null) return null;
  const { left, width } = tile.getBoundingClientRect();
  return { tile, side: clientX < left + width / 2 ? 'before' : 'after' };
}

type Handlers = Readonly<Record<'onDragOver' | 'onDragLeave' | 'onDrop', (event: DragEvent) => void>>;

export function dropHandlers(order: OwnOrder, model: GridModel): Handlers {
  return {
    onDragOver: (event) => {
      if (!isPhotoDrag(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      const place = dropAt(event);
      showDrop(place?.tile ?? null, place?.side ?? 'before');
    },
    onDragLeave: ({ currentTarget, relatedTarget }) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) showDrop(null, 'before');
    },
    onDrop: (event) => {
      if (!isPhotoDrag(event)) return;
      event.preventDefault();
      const place = dropAt(event);
      showDrop(null, 'before');
      const row =
        place === null ? model.ids.length : Number(place.tile.dataset['row']) + (place.side === 'after' ? 1 : 0);
      void order.move(draggedPhotos(), staying(model, row));
    },
  };
}
