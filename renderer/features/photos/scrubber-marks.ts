import type { GridLayout } from './layout.js';

export interface ScrubberMark {
  readonly key: number;
  /** Pixels from the start of the scale. */
  readonly top: number;
  /** A year, or null for a month's dot. */
  readonly label: string | null;
}

const LABEL_SPACE = 20;
const DOT_SPACE = 8;

/** Years where they begin, as many as fit, and dots for the months between them. */
export function yearMarks(layout: GridLayout, length: number): readonly ScrubberMark[] {
  if (layout.totalHeight <= 0) return [];
  const tops: { readonly month: number; readonly top: number; readonly startsYear: boolean }[] = [];
  let yearBefore = -1;
  for (let section = 0; section < layout.sectionCount; section += 1) {
    const month = layout.sectionMonth[section] ?? 0;
    const year = Math.floor(month / 12);
    tops.push({
      month,
      top: ((layout.sectionTop[section] ?? 0) / layout.totalHeight) * length,
      startsYear: year !== yearBefore,
    });
    yearBefore = year;
  }
  const labels: ScrubberMark[] = [];
  for (const { month, top, startsYear } of tops) {
    const last = labels.at(-1);
    if (!startsYear || (last !== undefined && top - last.top < LABEL_SPACE)) continue;
    labels.push({ key: month, top, label: String(Math.floor(month / 12)) });
  }
  const marks: ScrubberMark[] = [...labels];
  let next = 0;
  let lastTop = -Infinity;
  for (const { month, top } of tops) {
    while (labels[next] !== undefined && (labels[next]?.top ?? 0) < top - LABEL_SPACE / 2) next += 1;
    const nearLabel = labels.some(
      (label, i) => Math.abs(i - next) <= 1 && Math.abs(label.top - top) < LABEL_SPACE / 2 + 2,
    );
    if (nearLabel || top - lastTop < DOT_SPACE) continue;
    lastTop = top;
    marks.push({ key: -month, top, label: null });
  }
  return marks;
}
