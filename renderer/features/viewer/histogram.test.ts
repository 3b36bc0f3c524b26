import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaPath, clippedShares, clippingOverlay, highest, histogramOf } from './histogram.js';

const pixel = fc.tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.constantFrom(0, 255));

test('every pixel that is seen is counted once in each colour, and once by its brightness', () => {
  fc.assert(
    fc.property(fc.array(pixel, { maxLength: 60 }), (pixels) => {
      const { red, luminance, pixels: counted } = histogramOf(Uint8ClampedArray.from(pixels.flat()));
      const seen = pixels.filter(([, , , alpha]) => alpha === 255);
      expect(counted).toBe(seen.length);
      expect(luminance.reduce((sum, count) => sum + count, 0)).toBe(seen.length);
      expect([...red]).toEqual(Array.from({ length: 256 }, (_, value) => seen.filter(([r]) => r === value).length));
    }),
  );
});

test('grey is as bright as it is in each colour', () => {
  const { luminance } = histogramOf(Uint8ClampedArray.of(128, 128, 128, 255, 255, 255, 255, 255));
  expect([luminance[128], luminance[255]]).toEqual([1, 1]);
});

test('black and what is white in one colour is marked, and counted as a share', () => {
  const rgba = Uint8ClampedArray.of(0, 1, 2, 255, 255, 10, 10, 255, 100, 100, 100, 255, 255, 255, 255, 0);
  expect(clippedShares(rgba)).toEqual({ shadows: 1 / 3, highlights: 1 / 3 });
  const overlay = clippingOverlay(rgba);
  expect([3, 7, 11, 15].map((at) => overlay[at])).toEqual([255, 255, 0, 0]);
  expect(clippedShares(new Uint8ClampedArray())).toEqual({ shadows: 0, highlights: 0 });
});

test('the area is as high as its highest value between the ends, which are cut', () => {
  const rgba = new Uint8ClampedArray(400).fill(255);
  rgba.set([100, 100, 100, 255], 0);
  const histogram = histogramOf(rgba);
  expect(highest(histogram)).toBe(1);
  expect(areaPath(histogram.luminance, highest(histogram), 255, 10)).toMatch(/^M0 10L0 10.*L100 0.*L255 0L255 10Z$/);
});
