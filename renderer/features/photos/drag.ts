/** Photos dragged out of the grid, for whatever takes photos: albums, tags, another place in an album. */
import { useState, type DragEvent } from 'react';
import type { LocationId } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { hasIndex } from '../../lib/range-set.js';
import { showDragCard } from '../../ui/index.js';
import { selectedIds, selectOnly, usePhotos } from './store.js';

/**
 * The type by which a drag says that it is of photos. Its data is how many they are; which, is asked of `draggedPhotos`: a
 * million ids are no text.
 */
export const PHOTOS_TYPE = 'application/x-keepsight-photos';

let dragged: readonly LocationId[] = [];

/** The selection goes along when the photo is one of it; else the photo is selected first. */
export function startPhotoDrag({ dataTransfer }: DragEvent, row: number): void {
  if (!hasIndex(usePhotos.getState().selection, row)) selectOnly(row);
  dragged = selectedIds();
  dataTransfer.effectAllowed = 'copyMove';
  dataTransfer.setData(PHOTOS_TYPE, String(dragged.length));
  showDragCard(dataTransfer, messages.view.title(dragged.length));
}

export function endPhotoDrag(): void {
  dragged = [];
}

export function isPhotoDrag({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(PHOTOS_TYPE);
}

/** One location of each photo that is dragged now, in the order of the grid; none while none is. */
export function draggedPhotos(): LocationId[] {
  return [...dragged];
}

type DragHandler = (event: DragEvent) => void;

export interface PhotoDrop {
  /** Photos are held above it. */
  readonly isOver: boolean;
  readonly handlers: Readonly<Record<'onDragOver' | 'onDragLeave' | 'onDrop', DragHandler>>;
}

/** For an element that photos can be dropped on; they stay where they are as well. */
export function usePhotoDrop(onDrop: (locationIds: LocationId[]) => void): PhotoDrop {
  const [isOver, setIsOver] = useState(false);
  return {
    isOver,
    handlers: {
      onDragOver: (event) => {
        if (!isPhotoDrag(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setIsOver(true);
      },
      onDragLeave: ({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsOver(false);
      },
      onDrop: (event) => {
        if (!isPhotoDrag(event)) return;
        event.preventDefault();
        setIsOver(false);
        onDrop(draggedPhotos());
      },
    },
  };
}
