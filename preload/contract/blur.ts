/**
 * A picture of 32 bytes, which stands in the place of a photo until its thumbnail is there: 4 × 4 colours, row by row from
 * the top left, two bytes each, with 5 bits of red, 6 of green and 5 of blue. Whatever the photo's shape is, they cover it.
 * Pure.
 */
import type { QuarterTurns } from './model.js';

export const blurCells = 4;
export const blurBytes = blurCells * blurCells * 2;

/** `colours`: red, green and blue of each cell, 0 to 255. */
export function packBlur(colours: ArrayLike<number>): Uint8Array {
  const packed = new Uint8Array(blurBytes);
  for (let cell = 0; cell < blurCells * blurCells; cell += 1) {
    const level = (channel: number, most: number): number =>
      Math.round(((colours[cell * 3 + channel] ?? 0) / 255) * most);
    const value = (level(0, 31) << 11) | (level(1, 63) << 5) | level(2, 31);
    packed[cell * 2] = value >> 8;
    packed[cell * 2 + 1] = value & 0xff;
  }
  return packed;
}

/** Red, green and blue of a cell, 0 to 255. */
function colourOf(packed: Uint8Array, row: number, column: number): readonly [number, number, number] {
  const at = (row * blurCells + column) * 2;
  const value = ((packed[at] ?? 0) << 8) | (packed[at + 1] ?? 0);
  return [((value >> 11) * 255) / 31, (((value >> 5) & 63) * 255) / 63, ((value & 31) * 255) / 31];
}

/** How much each of four neighbours counts between the second and the third: a B-spline, which has no edges. */
function weights(t: number): readonly [number, number, number, number] {
  const square = t * t;
  const cube = square * t;
  return [(1 - t) ** 3 / 6, (4 - 6 * square + 3 * cube) / 6, (1 + 3 * t + 3 * square - 3 * cube) / 6, cube / 6];
}

function held(cell: number): number {
  return Math.min(blurCells - 1, Math.max(0, cell));
}

/** Where a cell of the turned picture is in the one that lies as its file says. */
function beforeTurn(row: number, column: number, turn: QuarterTurns): readonly [row: number, column: number] {
  const last = blurCells - 1;
  switch (turn) {
    case 0:
      return [row, column];
    case 1:
      return [last - column, row];
    case 2:
      return [last - row, last - column];
    case 3:
      return [column, last - row];
  }
}

/** The picture as `edge` by `edge` pixels of red, green, blue and 255, without visible cells, turned to the right. */
export function blurPixels(packed: Uint8Array, edge: number, turn: QuarterTurns): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(edge * edge * 4);
  const places = Array.from({ length: edge }, (_, at) => {
    const place = ((at + 0.5) * blurCells) / edge - 0.5;
    const first = Math.floor(place);
    return { first: first - 1, weights: weights(place - first) };
  });
  for (const [y, down] of places.entries()) {
    for (const [x, across] of places.entries()) {
      const sum = [0, 0, 0];
      for (const [j, byRow] of down.weights.entries()) {
        for (const [i, byColumn] of across.weights.entries()) {
          const cell = beforeTurn(held(down.first + j), held(across.first + i), turn);
          const colour = colourOf(packed, ...cell);
          for (let channel = 0; channel < 3; channel += 1) {
            sum[channel] = (sum[channel] ?? 0) + (colour[channel] ?? 0) * byRow * byColumn;
          }
        }
      }
      pixels.set([...sum, 255], (y * edge + x) * 4);
    }
  }
  return pixels;
}
