/** A tag dropped on a photo is given to it, or to all that are selected where it is one of them. */
import type { DragEvent } from 'react';
import type { GridModel, LocationId } from '../../api/index.js';
import { hasIndex, sizeOf } from '../../lib/range-set.js';
import { droppedTag, giveTags, isTagDrag } from '../tags/index.js';
import { selectedIds, usePhotos } from './store.js';

/** What shows that it would get the tag: a tile, or the grid for its selected ones. */
let shown: HTMLElement | null = null;

function show(element: HTMLElement | null): void {
  if (shown === element) return;
  if (shown !== null) delete shown.dataset['tagDrop'];
  if (element !== null) element.dataset['tagDrop'] = '';
  shown = element;
}

function tileAt({ target }: DragEvent): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
}

function isOfSelection(row: number): boolean {
  const { selection } = usePhotos.getState();
  return sizeOf(selection) > 1 && hasIndex(selection, row);
}

type Handlers = Readonly<Record<'onDragOver' | 'onDragLeave' | 'onDrop', (event: DragEvent<HTMLElement>) => void>>;

export function tagDropHandlers(model: GridModel): Handlers {
  return {
    onDragOver: (event) => {
      if (!isTagDrag(event)) return;
      const tile = tileAt(event);
      show(tile !== null && isOfSelection(Number(tile.dataset['row'])) ? event.currentTarget : tile);
      if (tile === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDragLeave: ({ currentTarget, relatedTarget }) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) show(null);
    },
    onDrop: (event) => {
      if (!isTagDrag(event)) return;
      event.preventDefault();
      show(null);
      const tile = tileAt(event);
      if (tile === null) return;
      const row = Number(tile.dataset['row']);
      const id = model.ids[row] as LocationId | undefined;
      const locationIds = isOfSelection(row) ? selectedIds() : id === undefined ? [] : [id];
      void giveTags(locationIds, [droppedTag(event)]);
    },
  };
}
