import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { blurBytes, blurCells, blurPixels, packBlur } from './blur.js';
import type { QuarterTurns } from './model.js';

const cells = blurCells * blurCells;
const colours = fc.array(fc.nat(255), { minLength: cells * 3, maxLength: cells * 3 });

test('a photo of one colour stays in it, whatever the colour, to what 16 bits can say', () => {
  fc.assert(
    fc.property(fc.nat(255), fc.nat(255), fc.nat(255), (red, green, blue) => {
      const packed = packBlur(Array.from({ length: cells }, () => [red, green, blue]).flat());
      expect(packed).toHaveLength(blurBytes);
      const pixels = blurPixels(packed, 8, 0);
      for (let at = 0; at < pixels.length; at += 4) {
        expect(Math.abs((pixels[at] ?? 0) - red)).toBeLessThanOrEqual(5);
        expect(Math.abs((pixels[at + 1] ?? 0) - green)).toBeLessThanOrEqual(3);
        expect(Math.abs((pixels[at + 2] ?? 0) - blue)).toBeLessThanOrEqual(5);
        expect(pixels[at + 3]).toBe(255);
      }
    }),
  );
});

test('no pixel is brighter or darker than the brightest and the darkest cell', () => {
  fc.assert(
    fc.property(colours, (rgb) => {
      const pixels = blurPixels(packBlur(rgb), 12, 0);
      for (let channel = 0; channel < 3; channel += 1) {
        const given = rgb.filter((_, at) => at % 3 === channel);
        const shown = pixels.filter((_, at) => at % 4 === channel);
        expect(Math.min(...shown)).toBeGreaterThanOrEqual(Math.min(...given) - 5);
        expect(Math.max(...shown)).toBeLessThanOrEqual(Math.max(...given) + 5);
      }
    }),
    { numRuns: 50 },
  );
});

/** Turned the slow way: pixel by pixel, a quarter at a time. */
function turnedRight(pixels: Uint8ClampedArray, edge: number): Uint8ClampedArray {
  const result = new Uint8ClampedArray(pixels.length);
  for (let y = 0; y < edge; y += 1) {
    for (let x = 0; x < edge; x += 1) {
      const from = (y * edge + x) * 4;
      result.set(pixels.subarray(from, from + 4), (x * edge + (edge - 1 - y)) * 4);
    }
  }
  return result;
}

it.each([1, 2, 3] as const)('turned by %i quarters it is the upright one, turned', (turn: QuarterTurns) => {
  fc.assert(
    fc.property(colours, (rgb) => {
      const packed = packBlur(rgb);
      let expected: Uint8ClampedArray = blurPixels(packed, 8, 0);
      for (let quarter = 0; quarter < turn; quarter += 1) expected = turnedRight(expected, 8);
      const found = blurPixels(packed, 8, turn);
      // Sums in another order may differ by a rounding.
      for (const [at, value] of expected.entries()) expect(Math.abs((found[at] ?? 0) - value)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 50 },
  );
});
