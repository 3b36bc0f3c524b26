/** Clicks, strokes and keys on the grid while painting: they tag, and neither select nor open anything. */
import { useEffect, type RefObject } from 'react';
import type { LocationId } from '../../api/index.js';
import { endPainting, paint, usePaintingState } from './store.js';

interface Stroke {
  readonly ids: Set<LocationId>;
  readonly tiles: Set<Element>;
  readonly isErasing: boolean;
}

function tileAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-location-id]') : null;
}

function touch(stroke: Stroke, tile: HTMLElement | null): void {
  if (tile === null) return;
  stroke.ids.add(Number(tile.dataset['locationId']) as LocationId);
  stroke.tiles.add(tile);
  tile.setAttribute('data-painted', stroke.isErasing ? 'off' : 'on');
}

function finish(stroke: Stroke): void {
  for (const tile of stroke.tiles) tile.removeAttribute('data-painted');
  void paint([...stroke.ids], stroke.isErasing);
}

const silenced = ['mousedown', 'click', 'dblclick', 'dragstart'] as const;

/** `activate` moves the keyboard to the photo that was painted. */
export function usePainting(element: RefObject<HTMLElement | null>, activate: (row: number) => void): void {
  const isOn = usePaintingState((state) => state.isOn);
  useEffect(() => {
    const grid = element.current;
    if (!isOn || grid === null) return undefined;
    let stroke: Stroke | null = null;
    const ending = new AbortController();
    // Before the grid hears of it.
    const options = { capture: true, signal: ending.signal };
    grid.setAttribute('data-painting', '');
    grid.addEventListener(
      'pointerdown',
      (event) => {
        const tile = tileAt(event.target);
        if (event.button !== 0 || tile === null) return;
        event.preventDefault();
        event.stopPropagation();
        stroke = { ids: new Set(), tiles: new Set(), isErasing: event.altKey };
        touch(stroke, tile);
        const row = Number(tile.dataset['row']);
        if (Number.isInteger(row)) activate(row);
      },
      options,
    );
    window.addEventListener(
      'pointermove',
      (event) => {
        if (stroke === null) return;
        // What lies between two events of a quick stroke is part of it.
        for (const { clientX, clientY } of event.getCoalescedEvents().concat(event)) {
          touch(stroke, tileAt(document.elementFromPoint(clientX, clientY)));
        }
      },
      options,
    );
    const end = (): void => {
      if (stroke !== null) finish(stroke);
      stroke = null;
    };
    window.addEventListener('pointerup', end, options);
    window.addEventListener('pointercancel', end, options);
    for (const name of silenced) {
      grid.addEventListener(
        name,
        (event) => {
          if (tileAt(event.target) === null) return;
          event.preventDefault();
          event.stopPropagation();
        },
        options,
      );
    }
    grid.addEventListener(
      'keydown',
      (event) => {
        const tile = tileAt(event.target);
        const isErasing = event.key === 'Backspace' || event.key === 'Delete';
        const isMod = event.ctrlKey || event.metaKey || event.altKey;
        if (isMod || tile === null || (event.key !== ' ' && !isErasing)) return;
        event.preventDefault();
        event.stopPropagation();
        void paint([Number(tile.dataset['locationId']) as LocationId], isErasing);
      },
      options,
    );
    window.addEventListener(
      'keydown',
      (event) => {
        // Lists and dialogs that are open close first.
        if (event.key !== 'Escape' || document.querySelector('[role="dialog"], [role="listbox"].menu') !== null) return;
        event.preventDefault();
        event.stopPropagation();
        endPainting();
      },
      options,
    );
    return () => {
      ending.abort();
      grid.removeAttribute('data-painting');
      for (const tile of stroke?.tiles ?? []) tile.removeAttribute('data-painted');
    };
  }, [isOn, element, activate]);
}
