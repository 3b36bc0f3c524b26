/** How light, sharp and clean a picture is, by its pixels alone. Pure. */
import type { SeenInPhoto } from '../core/seen.js';

/** Brightness of pixels, a byte each, row by row. */
export interface GreyPicture {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const tile = 32;
/** Below and above these, nothing can be seen in a byte's shadows and lights. */
const [blackest, whitest] = [3, 252];

export function lightOf(picture: GreyPicture): SeenInPhoto['light'] {
  const { pixels } = picture;
  const count = Math.max(1, pixels.length);
  let sum = 0;
  let squares = 0;
  let shadows = 0;
  let highlights = 0;
  for (const value of pixels) {
    sum += value;
    squares += value * value;
    if (value <= blackest) shadows++;
    else if (value >= whitest) highlights++;
  }
  const mean = sum / count;
  const tiles = tilesOf(picture);
  return {
    brightness: mean / 255,
    contrast: Math.sqrt(Math.max(0, squares / count - mean * mean)) / 255,
    sharpness: sharpnessOf(tiles),
    noise: noiseOf(tiles),
    clippedShadows: shadows / count,
    clippedHighlights: highlights / count,
  };
}

interface Tile {
  /** Mean of the absolute second differences: edges, and noise. */
  readonly detail: number;
  /** Standard deviation of brightness. */
  readonly spread: number;
  readonly mean: number;
}

function tilesOf({ pixels, width, height }: GreyPicture): readonly Tile[] {
  const tiles: Tile[] = [];
  for (let top = 1; top + tile < height; top += tile) {
    for (let left = 1; left + tile < width; left += tile) {
      let [sum, squares, detail] = [0, 0, 0];
      for (let y = top; y < top + tile; y++) {
        for (let x = left; x < left + tile; x++) {
          const at = y * width + x;
          const value = pixels[at] ?? 0;
          sum += value;
          squares += value * value;
          // Neither slopes nor straight edges are seen by this one, which noise does not escape (Immerkær 1996).
          const cross =
            (pixels[at - 1] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at - width] ?? 0) + (pixels[at + width] ?? 0);
          const corners =
            (pixels[at - width - 1] ?? 0) +
            (pixels[at - width + 1] ?? 0) +
            (pixels[at + width - 1] ?? 0) +
            (pixels[at + width + 1] ?? 0);
          detail += Math.abs(4 * value - 2 * cross + corners);
        }
      }
      const count = tile * tile;
      const mean = sum / count;
      tiles.push({ detail: detail / count, spread: Math.sqrt(Math.max(0, squares / count - mean * mean)), mean });
    }
  }
  return tiles;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** By the sharpest parts: what is out of focus on purpose lies behind what is not. */
function sharpnessOf(tiles: readonly Tile[]): number {
  const details = tiles
    .filter(({ spread }) => spread > 4)
    .map(({ detail, spread }) => detail / (spread + 4))
    .sort((a, b) => a - b);
  return Math.min(1, quantile(details, 0.9) / 1.1);
}

/** By the flattest parts, neither black nor white: there all that differs is noise. */
function noiseOf(tiles: readonly Tile[]): number {
  const flat = tiles
    .filter(({ mean }) => mean > 12 && mean < 243)
    .map(({ detail }) => detail * Math.sqrt(Math.PI / 2) * (1 / 6))
    .sort((a, b) => a - b);
  return Math.min(1, quantile(flat, 0.1) / 12);
}
