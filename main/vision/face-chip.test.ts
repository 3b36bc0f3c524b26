import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chipEdge, chipOf, chipSharpness, placingOf } from './face-chip.js';
import type { Placing, Point } from './face-chip.js';
import type { Pixels } from './pixels.js';

const wanted: readonly Point[] = [
  [47.7, 47.1],
  [100.3, 47.1],
  [74.5, 103],
];

function placed({ cos, sin, x, y }: Pick<Placing, 'cos' | 'sin' | 'x' | 'y'>, [atX, atY]: Point): Point {
  return [cos * atX - sin * atY + x, sin * atX + cos * atY + y];
}

const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

it('a face that was turned, made larger and moved is found where it went', () => {
  fc.assert(
    fc.property(number(-3, 3), number(0.2, 8), number(-500, 500), number(-500, 500), (angle, scale, x, y) => {
      const moved = { cos: scale * Math.cos(angle), sin: scale * Math.sin(angle), x, y };
      const placing = placingOf(wanted.map((point) => placed(moved, point)));
      expect(placing.scale).toBeCloseTo(scale, 6);
      for (const point of wanted) {
        const [foundX, foundY] = placed(placing, point);
        const [rightX, rightY] = placed(moved, point);
        expect(foundX).toBeCloseTo(rightX, 5);
        expect(foundY).toBeCloseTo(rightY, 5);
      }
    }),
    { numRuns: 50 },
  );
});

function picture(width: number, height: number, value: (x: number, y: number) => number): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at++) data.fill(value(at % width, Math.floor(at / width)), at * 3, at * 3 + 3);
  return { data, width, height };
}

it('what is cut out is the picture at the wanted places, and its last pixels beyond its edges', () => {
  const slope = picture(400, 300, (x) => x / 2);
  const chip = chipOf(slope, { cos: 2, sin: 0, x: 40, y: 10, scale: 2 });
  const at = (x: number, y: number): number => chip.data[(y * chipEdge + x) * 3] ?? -1;
  expect(at(0, 0)).toBe(20);
  expect(at(100, 75)).toBe(120);
  const outside = chipOf(slope, { cos: 1, sin: 0, x: 390, y: 290, scale: 1 });
  expect(outside.data.at(-1)).toBe(199);
});

it('a picture of few pixels is less sharp than one of many', () => {
  const squares = (size: number): Pixels =>
    picture(chipEdge, chipEdge, (x, y) => ((Math.floor(x / size) + Math.floor(y / size)) % 2 === 0 ? 60 : 180));
  const sharp = chipSharpness(squares(5));
  const large = chipOf(squares(5), { cos: 0.2, sin: 0, x: 40, y: 40, scale: 0.2 });
  expect(chipSharpness(large)).toBeLessThan(sharp / 3);
  expect(chipSharpness(picture(chipEdge, chipEdge, () => 90))).toBe(0);
});
