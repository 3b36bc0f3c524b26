/** Where the menu of the selected photos is open. */
import { create } from 'zustand';
import { hasIndex } from '../../lib/range-set.js';
import { selectOnly, usePhotos } from './store.js';

interface PhotoMenuState {
  /** In the window; null while it is closed. */
  readonly at: { readonly left: number; readonly top: number } | null;
}

export const usePhotoMenu = create<PhotoMenuState>(() => ({ at: null }));

/** Of the selection, if the photo is part of it; else of the photo, which is selected then. */
export function openPhotoMenu(row: number, left: number, top: number): void {
  const { selection } = usePhotos.getState();
  if (!hasIndex(selection, row)) selectOnly(row);
  usePhotoMenu.setState({ at: { left, top } });
}

/** By the keyboard: at the photo. */
export function openPhotoMenuAt(row: number, element: Element): void {
  const { left, top, width, height } = element.getBoundingClientRect();
  openPhotoMenu(row, left + width / 2, top + height / 2);
}

export function closePhotoMenu(): void {
  usePhotoMenu.setState({ at: null });
}

/** The keys that open a menu wherever there is one. */
export function isMenuKey({ key, shiftKey }: { readonly key: string; readonly shiftKey: boolean }): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey);
}
