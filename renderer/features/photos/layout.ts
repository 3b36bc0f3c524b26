import type { GridOrder, GridSection, GridSectionKey } from '../../api/index.js';

/**
 * Justified rows in parts, as typed arrays: one pass over a million photos costs tens of milliseconds,
 * so it is done again for every width and zoom. Tops are in the layout's own space (see scroll-space.ts).
 */

export interface LayoutInput {
  readonly aspects: Float32Array;
  readonly sortTimesMs: Float64Array;
  /** As in the model: null where capture times tell the parts. */
  readonly sections: readonly GridSection[] | null;
}

export interface LayoutOptions {
  /** Without groups there is one part, without a header. */
  readonly group: GridOrder['group'];
  readonly width: number;
  readonly targetRowHeight: number;
  readonly gap: number;
  readonly headerHeight: number;
  /** Space below the last row of a part. */
  readonly sectionGap: number;
}

export interface GridLayout {
  /** As it was asked for; the header's height is 0 where there are none. */
  readonly options: LayoutOptions;
  readonly photoCount: number;
  readonly rowCount: number;
  /** First photo of each row; one more entry at the end holds the photo count. */
  readonly rowFirst: Int32Array;
  readonly rowTop: Float64Array;
  readonly rowHeight: Int32Array;
  readonly sectionCount: number;
  /** First row of each part; one more entry at the end holds the row count. */
  readonly sectionFirstRow: Int32Array;
  readonly sectionTop: Float64Array;
  /** What the header of each says; empty where there are none. */
  readonly sectionKeys: readonly GridSectionKey[];
  /** Where what the scale at the edge tells begins: the parts, or within the only one steps of what it is sorted by. */
  readonly scaleTop: Float64Array;
  readonly scaleKeys: readonly GridSectionKey[];
  readonly totalHeight: number;
}

const UNKNOWN_ASPECT = 4 / 3;
/** Panoramas and strips are cropped in the grid, or they would leave rows of a few pixels. */
const MIN_ASPECT = 0.5;
const MAX_ASPECT = 3.2;

export function layoutAspect(aspect: number): number {
  if (!(aspect > 0)) return UNKNOWN_ASPECT;
  return aspect < MIN_ASPECT ? MIN_ASPECT : aspect > MAX_ASPECT ? MAX_ASPECT : aspect;
}

const DAY_MILLIS = 86_400_000;

/** Consecutive photos of the same month, or day. */
export function timeSections(sortTimesMs: Float64Array, kind: 'day' | 'month'): readonly GridSection[] {
  const sections: GridSection[] = [];
  let from = Infinity;
  let to = -Infinity;
  for (let index = 0; index < sortTimesMs.length; index += 1) {
    const time = sortTimesMs[index] ?? 0;
    if (time >= from && time < to) continue;
    if (kind === 'day') {
      from = Math.floor(time / DAY_MILLIS) * DAY_MILLIS;
      to = from + DAY_MILLIS;
    } else {
      const date = new Date(time);
      from = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
      to = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
    }
    sections.push({ from: index, key: { kind, startMs: from } });
  }
  return sections;
}

/** Growable, because the number of rows is known only at the end. */
class Rows {
  first = new Int32Array(1024);
  top = new Float64Array(1024);
  height = new Int32Array(1024);
  count = 0;

  push(first: number, top: number, height: number): void {
    if (this.count + 1 >= this.first.length) {
      const size = this.first.length * 2;
      this.first = grown(this.first, new Int32Array(size));
      this.top = grown(this.top, new Float64Array(size));
      this.height = grown(this.height, new Int32Array(size));
    }
    this.first[this.count] = first;
    this.top[this.count] = top;
    this.height[this.count] = height;
    this.count += 1;
  }
}

function grown<A extends Int32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

export function computeLayout(input: LayoutInput, options: LayoutOptions): GridLayout {
  const { aspects, sortTimesMs } = input;
  const { gap, sectionGap, targetRowHeight, group } = options;
  const width = Math.max(options.width, 80);
  const count = aspects.length;
  const scale = input.sections ?? timeSections(sortTimesMs, group === 'day' ? 'day' : 'month');
  const hasHeaders = group !== 'none';
  const headerHeight = hasHeaders ? options.headerHeight : 0;
  const starts = hasHeaders ? scale.map(({ from }) => from) : count === 0 ? [] : [0];
  const rows = new Rows();
  const sectionFirstRow: number[] = [];
  const sectionTop: number[] = [];
  let top = 0;

  for (const [section, index] of starts.entries()) {
    const end = starts[section + 1] ?? count;
    sectionFirstRow.push(rows.count);
    sectionTop.push(top);
    top += headerHeight;

    let first = index;
    let sum = 0;
    for (let i = index; i < end; i += 1) {
      const aspect = layoutAspect(aspects[i] ?? 0);
      const members = i - first;
      const height = (width - members * gap) / (sum + aspect);
      if (height > targetRowHeight) {
        sum += aspect;
        continue;
      }
      // The row is full: end it before or after this photo, whichever is nearer to the wanted height.
      const without = members > 0 ? (width - (members - 1) * gap) / sum : Infinity;
      if (members > 0 && without - targetRowHeight < targetRowHeight - height && without < targetRowHeight * 1.6) {
        const rounded = Math.round(without);
        rows.push(first, top, rounded);
        top += rounded + gap;
        first = i;
        sum = aspect;
        if (width / aspect <= targetRowHeight) {
          const alone = Math.max(24, Math.round(width / aspect));
          rows.push(first, top, alone);
          top += alone + gap;
          first = i + 1;
          sum = 0;
        }
      } else {
        const rounded = Math.max(24, Math.round(height));
        rows.push(first, top, rounded);
        top += rounded + gap;
        first = i + 1;
        sum = 0;
      }
    }
    if (first < end) {
      const members = end - first;
      const full = (width - (members - 1) * gap) / sum;
      const rounded = Math.round(full < targetRowHeight * 1.25 ? full : targetRowHeight);
      rows.push(first, top, rounded);
      top += rounded + gap;
    }
    top += sectionGap;
  }

  rows.push(count, top, 0);
  const rowCount = rows.count - 1;
  sectionFirstRow.push(rowCount);
  const rowFirst = rows.first.slice(0, rowCount + 1);
  const rowTop = rows.top.slice(0, rowCount + 1);
  const topOf = (index: number): number => rowTop[lastNotAbove(rowFirst, rowCount, index)] ?? 0;
  return {
    options: { ...options, width, headerHeight },
    photoCount: count,
    rowCount,
    rowFirst,
    rowTop,
    rowHeight: rows.height.slice(0, rowCount + 1),
    sectionCount: sectionTop.length,
    sectionFirstRow: Int32Array.from(sectionFirstRow),
    sectionTop: Float64Array.from(sectionTop),
    sectionKeys: hasHeaders ? scale.map(({ key }) => key) : [],
    scaleTop: Float64Array.from(hasHeaders ? sectionTop : scale.map(({ from }) => topOf(from))),
    scaleKeys: scale.map(({ key }) => key),
    totalHeight: top,
  };
}

export interface TileBox {
  readonly index: number;
  readonly left: number;
  readonly width: number;
}

/** The tiles of one row, in whole pixels; a full row ends exactly at the right edge. */
export function rowTiles(layout: GridLayout, aspects: Float32Array, row: number): readonly TileBox[] {
  const { gap, width } = layout.options;
  const first = layout.rowFirst[row] ?? 0;
  const end = layout.rowFirst[row + 1] ?? first;
  const height = layout.rowHeight[row] ?? 0;
  let sum = 0;
  for (let i = first; i < end; i += 1) sum += layoutAspect(aspects[i] ?? 0);
  const gaps = (end - first - 1) * gap;
  const natural = sum * height + gaps;
  // Rounding moves a full row by half a pixel a photo at most; a short last row is far from the edge.
  const full = Math.abs(natural - width) <= Math.max(2, sum * 0.5 + 1) || natural > width;
  const scale = full ? (width - gaps) / sum : height;
  const tiles: TileBox[] = [];
  let exact = 0;
  let left = 0;
  for (let i = first; i < end; i += 1) {
    exact += layoutAspect(aspects[i] ?? 0) * scale;
    const right = Math.round(exact) + (i - first) * gap;
    tiles.push({ index: i, left, width: right - left });
    left = right + gap;
  }
  return tiles;
}

/** The last entry that is not greater than `value`, in a sorted array of which `length` entries count. */
function lastNotAbove(sorted: Float64Array | Int32Array, length: number, value: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

export function rowAt(layout: GridLayout, y: number): number {
  return lastNotAbove(layout.rowTop, layout.rowCount, y);
}

export function rowOfPhoto(layout: GridLayout, index: number): number {
  return lastNotAbove(layout.rowFirst, layout.rowCount, index);
}

/** The step of the scale that a place in the layout belongs to. */
export function scaleAt(layout: GridLayout, y: number): number {
  return lastNotAbove(layout.scaleTop, layout.scaleTop.length, y);
}

export function sectionOfRow(layout: GridLayout, row: number): number {
  return lastNotAbove(layout.sectionFirstRow, layout.sectionCount, row);
}

export function sectionBottom(layout: GridLayout, section: number): number {
  return layout.sectionTop[section + 1] ?? layout.totalHeight;
}

/** First and last photo of a part, the end excluded. */
export function sectionPhotos(layout: GridLayout, section: number): { readonly from: number; readonly to: number } {
  const from = layout.rowFirst[layout.sectionFirstRow[section] ?? 0] ?? 0;
  const to = layout.rowFirst[layout.sectionFirstRow[section + 1] ?? layout.rowCount] ?? layout.photoCount;
  return { from, to };
}

/** Rows that meet the band from `top` to `bottom`, the end excluded. */
export function rowsBetween(
  layout: GridLayout,
  top: number,
  bottom: number,
): { readonly from: number; readonly to: number } {
  if (layout.rowCount === 0) return { from: 0, to: 0 };
  const from = rowAt(layout, top);
  const to = rowAt(layout, Math.max(top, bottom)) + 1;
  return { from, to };
}

/** The photo straight above or below, by the middle of its tile: what an arrow key means in rows of unequal tiles. */
export function photoInNextRow(layout: GridLayout, aspects: Float32Array, index: number, rowStep: number): number {
  const row = rowOfPhoto(layout, index);
  const target = Math.min(layout.rowCount - 1, Math.max(0, row + rowStep));
  if (target === row) return index;
  const own = rowTiles(layout, aspects, row).find((tile) => tile.index === index);
  const middle = own === undefined ? 0 : own.left + own.width / 2;
  let best = layout.rowFirst[target] ?? 0;
  let bestDistance = Infinity;
  for (const tile of rowTiles(layout, aspects, target)) {
    const distance = Math.abs(tile.left + tile.width / 2 - middle);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = tile.index;
    }
  }
  return best;
}
