/** A face cut out of a picture, upright and in the size and place in which faces are compared. Pure. */
import type { Pixels } from './pixels.js';

/** Edge of what is cut out, in pixels. */
export const chipEdge = 150;
/** In pixels of a picture, or of a chip. */
export type Point = readonly [x: number, y: number];

/**
 * Where the eye on the left, the eye on the right and the middle of the mouth lie in the chips that the model was trained
 * with: dlib's mean face with a quarter of its width around it.
 */
const wantedPoints: readonly Point[] = [
  [47.7, 47.1],
  [100.3, 47.1],
  [74.5, 103],
];

/** Turns, stretches alike in all directions, and moves: `x` and `y` of a chip to those of the picture. */
export interface Placing {
  readonly cos: number;
  readonly sin: number;
  readonly x: number;
  readonly y: number;
  /** Pixels of the picture in one of the chip. */
  readonly scale: number;
}

/** The one that brings the three points of a face closest to where they are wanted, by least squares. */
export function placingOf(points: readonly Point[]): Placing {
  const middle = (all: readonly Point[]): Point => {
    const sum = all.reduce<Point>(([x, y], point) => [x + point[0], y + point[1]], [0, 0]);
    return [sum[0] / all.length, sum[1] / all.length];
  };
  const [fromX, fromY] = middle(wantedPoints);
  const [toX, toY] = middle(points);
  let [cos, sin, size] = [0, 0, 0];
  for (const [n, [wantedX, wantedY]] of wantedPoints.entries()) {
    const [pointX, pointY] = points[n] ?? [toX, toY];
    const [a, b, c, d] = [wantedX - fromX, wantedY - fromY, pointX - toX, pointY - toY];
    cos += a * c + b * d;
    sin += a * d - b * c;
    size += a * a + b * b;
  }
  [cos, sin] = [cos / size, sin / size];
  return {
    cos,
    sin,
    x: toX - cos * fromX + sin * fromY,
    y: toY - sin * fromX - cos * fromY,
    scale: Math.hypot(cos, sin),
  };
}

/** Beyond the edges of the picture its last pixels go on. */
export function chipOf(picture: Pixels, placing: Placing): Pixels {
  const { cos, sin, x: atX, y: atY, scale } = placing;
  const data = new Uint8Array(chipEdge * chipEdge * 3);
  // Of a large face several pixels become one: to take only one of them would make noise of fine detail.
  const samples = Math.min(8, Math.max(1, Math.ceil(scale)));
  const colour = [0, 0, 0];
  let to = 0;
  for (let row = 0; row < chipEdge; row++) {
    for (let column = 0; column < chipEdge; column++) {
      colour.fill(0);
      for (let n = 0; n < samples * samples; n++) {
        const x = column + ((n % samples) + 0.5) / samples - 0.5;
        const y = row + (Math.floor(n / samples) + 0.5) / samples - 0.5;
        addPixel(picture, cos * x - sin * y + atX, sin * x + cos * y + atY, colour);
      }
      for (const value of colour) data[to++] = Math.round(value / (samples * samples));
    }
  }
  return { data, width: chipEdge, height: chipEdge };
}

function addPixel({ data, width, height }: Pixels, x: number, y: number, colour: number[]): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [toRight, down] = [x - left, y - top];
  for (let corner = 0; corner < 4; corner++) {
    const [right, below] = [corner & 1, corner >> 1];
    const share = (right === 1 ? toRight : 1 - toRight) * (below === 1 ? down : 1 - down);
    if (share === 0) continue;
    const column = Math.min(width - 1, Math.max(0, left + right));
    const line = Math.min(height - 1, Math.max(0, top + below));
    const at = (line * width + column) * 3;
    for (let n = 0; n < 3; n++) colour[n] = (colour[n] ?? 0) + share * (data[at + n] ?? 0);
  }
}

/**
 * How sharp the middle of a chip is: the mean change of the change of brightness from pixel to pixel, as a share of the
 * contrast. A face that was small, or moved, has little.
 */
export function chipSharpness({ data }: Pixels): number {
  const [from, to] = [30, 120];
  const grey = (x: number, y: number): number => {
    const at = (y * chipEdge + x) * 3;
    return (77 * (data[at] ?? 0) + 150 * (data[at + 1] ?? 0) + 29 * (data[at + 2] ?? 0)) / 256;
  };
  let [sum, squares, detail, count] = [0, 0, 0, 0];
  for (let y = from; y < to; y++) {
    for (let x = from; x < to; x++) {
      const value = grey(x, y);
      sum += value;
      squares += value * value;
      detail += Math.abs(4 * value - grey(x - 1, y) - grey(x + 1, y) - grey(x, y - 1) - grey(x, y + 1));
      count++;
    }
  }
  const spread = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  return spread < 1 ? 0 : detail / count / spread;
}
