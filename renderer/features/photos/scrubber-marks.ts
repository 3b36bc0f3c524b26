import type { GridSectionKey } from '../../api/index.js';
import type { GridLayout } from './layout.js';

export interface ScrubberMark {
  readonly key: number;
  /** Pixels from the start of the scale. */
  readonly top: number;
  /** A year or a letter, or null for the dot of a part between them. */
  readonly label: string | null;
}

const LABEL_SPACE = 20;
const DOT_SPACE = 8;

/** Where what `textOf` says changes, as many as fit, and dots for the parts between them. */
export function scaleMarks(
  layout: GridLayout,
  length: number,
  textOf: (key: GridSectionKey) => string,
): readonly ScrubberMark[] {
  if (layout.totalHeight <= 0) return [];
  let before: string | null = null;
  const steps = layout.scaleKeys.map((key, step) => {
    const label = textOf(key);
    const isNew = label !== before;
    before = label;
    return { step, label, isNew, top: ((layout.scaleTop[step] ?? 0) / layout.totalHeight) * length };
  });
  const labels: ScrubberMark[] = [];
  for (const { step, label, isNew, top } of steps) {
    const last = labels.at(-1);
    if (!isNew || (last !== undefined && top - last.top < LABEL_SPACE)) continue;
    labels.push({ key: step, top, label });
  }
  const marks: ScrubberMark[] = [...labels];
  let next = 0;
  let lastTop = -Infinity;
  for (const { step, top } of steps) {
    while (labels[next] !== undefined && (labels[next]?.top ?? 0) < top - LABEL_SPACE / 2) next += 1;
    const isNearLabel = [labels[next - 1], labels[next], labels[next + 1]].some(
      (label) => label !== undefined && Math.abs(label.top - top) < LABEL_SPACE / 2 + 2,
    );
    if (isNearLabel || top - lastTop < DOT_SPACE) continue;
    lastTop = top;
    marks.push({ key: -1 - step, top, label: null });
  }
  return marks;
}
