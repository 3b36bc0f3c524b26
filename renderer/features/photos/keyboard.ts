import { photoInNextRow, rowAt, rowOfPhoto, type GridLayout } from './layout.js';

/** The photo that a key leads to; null when the key moves nothing. With no photo active, it is the first in sight. */
export function moveFrom(
  layout: GridLayout,
  aspects: Float32Array,
  active: number,
  key: string,
  viewportHeight: number,
  position: number,
): number | null {
  const last = layout.photoCount - 1;
  if (last < 0) return null;
  const isMove = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'].includes(key);
  if (!isMove) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (active < 0) return layout.rowFirst[rowAt(layout, position + layout.options.headerHeight)] ?? 0;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, active - 1);
    case 'ArrowRight':
      return Math.min(last, active + 1);
    case 'ArrowUp':
      return photoInNextRow(layout, aspects, active, -1);
    case 'ArrowDown':
      return photoInNextRow(layout, aspects, active, 1);
    default: {
      const row = rowOfPhoto(layout, active);
      const step = key === 'PageDown' ? viewportHeight : -viewportHeight;
      const target = rowAt(layout, (layout.rowTop[row] ?? 0) + step);
      const moved = target === row ? Math.sign(step) : target - row;
      return photoInNextRow(layout, aspects, active, moved);
    }
  }
}
