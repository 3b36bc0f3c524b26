/** What is computed of pixels and of what the models say, without any model. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { objectLabels, searchWordsOf } from '../core/seen-words.js';
import { boxOfEdges, surest } from './boxes.js';
import { colourOf, coloursOf } from './colours.js';
import { quantized } from './embedding.js';
import { facesOf } from './faces.js';
import { labOf } from './lab.js';
import { lightOf } from './light.js';
import { objectsOf } from './objects.js';
import { inReadingOrder, wordsOf } from './texts.js';

function nameOf(css: string): string {
  const value = Number.parseInt(css, 16);
  return colourOf(...labOf((value >> 16) & 255, (value >> 8) & 255, value & 255));
}

it('colours have the names that people give them', () => {
  const named = {
    '000000': 'black',
    '101418': 'black',
    '808080': 'grey',
    ffffff: 'white',
    f4f4f0: 'white',
    ff0000: 'red',
    '8b0000': 'red',
    b22222: 'red',
    '8b4513': 'brown',
    '5c4033': 'brown',
    ff8c00: 'orange',
    ffff00: 'yellow',
    ffd700: 'yellow',
    '008000': 'green',
    '2e8b57': 'green',
    '00ff00': 'green',
    '00ffff': 'cyan',
    '20b2aa': 'cyan',
    '0000ff': 'blue',
    '87ceeb': 'blue',
    '1e3a8a': 'blue',
    '800080': 'purple',
    '9370db': 'purple',
    ff69b4: 'pink',
    ffc0cb: 'pink',
  };
  expect(Object.fromEntries(Object.keys(named).map((css) => [css, nameOf(css)]))).toEqual(named);
});

it('shares of colours are those of the pixels, the largest first', () => {
  const pixels = Uint8Array.from({ length: 300 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return pixel < 70 ? [255, 0, 0][at % 3]! : pixel < 99 ? [0, 0, 255][at % 3]! : 0;
  });
  expect(coloursOf(pixels)).toEqual([
    { name: 'red', share: 0.7 },
    { name: 'blue', share: 0.29 },
  ]);
});

function picture(
  width: number,
  height: number,
  value: (x: number, y: number) => number,
): Parameters<typeof lightOf>[0] {
  return {
    width,
    height,
    pixels: Uint8Array.from({ length: width * height }, (_, at) => value(at % width, Math.floor(at / width))),
  };
}

it('light says what is dark, flat, blurred and noisy', () => {
  const random = (x: number, y: number): number => Math.abs(Math.sin(x * 12.9898 + y * 78.233) * 43758.5453) % 1;
  const flat = lightOf(picture(256, 256, () => 128));
  expect(flat).toMatchObject({ contrast: 0, sharpness: 0, noise: 0, clippedShadows: 0, clippedHighlights: 0 });
  expect(flat.brightness).toBeCloseTo(0.5, 1);
  expect(lightOf(picture(64, 64, (x) => (x < 32 ? 0 : 255)))).toMatchObject({
    contrast: 0.5,
    clippedShadows: 0.5,
    clippedHighlights: 0.5,
  });
  const squares = (size: number, blur: number) =>
    lightOf(
      picture(256, 256, (x, y) => {
        const wave = (n: number): number => Math.tanh(Math.sin((n * Math.PI) / size) / blur);
        return 128 + 80 * wave(x) * wave(y);
      }),
    );
  expect(squares(9, 0.05).sharpness).toBeGreaterThan(squares(9, 1).sharpness * 1.3);
  const noisy = lightOf(picture(256, 256, (x, y) => 120 + 20 * random(x, y)));
  expect(noisy.noise).toBeGreaterThan(0.2);
});

const box = fc
  .tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([a, b, c, d]) => boxOfEdges(Math.min(a, b), Math.min(c, d), Math.max(a, b), Math.max(c, d)));

it('of boxes over each other the surest stays, and every one left out lies over one that stays', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), box }), { maxLength: 20 }),
      (all) => {
        const kept = surest(all, 0.4);
        expect([...kept].sort((a, b) => b.score - a.score)).toEqual(kept);
        expect(surest(kept, 0.4)).toEqual(kept);
        if (all.length > 0) expect(kept[0]?.score).toBe(Math.max(...all.map(({ score }) => score)));
      },
    ),
  );
});

it('rows of the model of objects become boxes of the picture', () => {
  const rows = Float32Array.of(
    0,
    0,
    256,
    512,
    0.8,
    16,
    4,
    4,
    250,
    512,
    0.6,
    16,
    256,
    0,
    512,
    256,
    0.7,
    15,
    0,
    0,
    9,
    9,
    0.1,
    2,
  );
  expect(objectsOf(rows)).toEqual([
    { label: 'dog', score: expect.closeTo(0.8, 5) as number, box: { x: 0, y: 0, width: 0.5, height: 1 } },
    { label: 'cat', score: expect.closeTo(0.7, 5) as number, box: { x: 0.5, y: 0, width: 0.5, height: 0.5 } },
  ]);
  expect(objectLabels).toHaveLength(80);
});

it('a face is where its square of the net and its own shift say', () => {
  const scores = new Float32Array(896).fill(-10);
  const boxes = new Float32Array(896 * 16);
  // The second of the fine net's third square in its first row, 8 pixels to the right, 64 wide and high.
  scores[5] = 3;
  boxes.set([8, 0, 64, 64], 5 * 16);
  const [face, ...others] = facesOf(scores, boxes);
  expect(others).toEqual([]);
  expect(face?.score).toBeCloseTo(0.953, 3);
  expect(face?.box).toEqual({ x: (48 - 32) / 256, y: 0, width: 64 / 256, height: (8 + 32) / 256 });
});

it('repeated letters of a line are one, unless nothing stands between', () => {
  const letters = ['', 'a', 'b', ' '];
  const steps = [0, 1, 1, 0, 1, 2, 3];
  const values = Float32Array.from(steps.flatMap((best) => letters.map((_, n) => (n === best ? 0.9 : 0.03))));
  expect(wordsOf(values, 4, letters)).toEqual({ text: 'aab', score: expect.closeTo(0.9, 5) as number });
  expect(wordsOf(new Float32Array(8), 4, letters)).toEqual({ text: '', score: 0 });
});

it('lines are read from top to bottom, and each from left to right', () => {
  const at = (text: string, x: number, y: number) => ({ text, score: 1, box: { x, y, width: 0.2, height: 0.1 } });
  const texts = [at('d', 0.5, 0.42), at('b', 0.6, 0.11), at('a', 0.1, 0.1), at('c', 0.1, 0.4)];
  expect(inReadingOrder(texts).map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
});

it('a vector keeps its direction within a hundredth', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: 0, max: 50, noNaN: true }), { minLength: 184, maxLength: 184 }), (values) => {
      const exact = Float32Array.from(values);
      const small = quantized(exact);
      let [dot, a, b] = [0, 0, 0];
      for (const [n, value] of exact.entries()) {
        dot += value * (small[n] ?? 0);
        a += value * value;
        b += (small[n] ?? 0) ** 2;
      }
      if (a > 1e-6) expect(dot / Math.sqrt(a * b)).toBeGreaterThan(0.99);
    }),
  );
});

it('words for searches are of what is sure, in both languages', () => {
  const words = searchWordsOf({
    objects: [
      { label: 'dog', score: 0.8, box: { x: 0, y: 0, width: 0.4, height: 1 } },
      { label: 'cat', score: 0.3, box: { x: 0, y: 0, width: 1, height: 1 } },
    ],
    faces: [{ score: 0.9, box: { x: 0.6, y: 0, width: 0.2, height: 0.2 } }],
    texts: [
      { text: 'Invoice', score: 0.9, box: { x: 0, y: 0, width: 1, height: 1 } },
      { text: 'lnvo1ce', score: 0.55, box: { x: 0, y: 0, width: 1, height: 1 } },
    ],
    colours: [
      { name: 'green', share: 0.6 },
      { name: 'red', share: 0.05 },
    ],
  });
  expect(words).toEqual({
    writing: ['Invoice'],
    objects: ['dog', 'Hund', 'person', 'Mensch Person', 'face', 'Gesicht'],
    colours: ['green', 'grün'],
  });
  // The face of the dog is nobody's.
  const dog = { label: 'dog', score: 0.8, box: { x: 0, y: 0, width: 0.4, height: 1 } };
  const face = { score: 0.9, box: { x: 0.1, y: 0, width: 0.2, height: 0.2 } };
  expect(searchWordsOf({ objects: [dog], faces: [face], texts: [], colours: [] }).objects).toEqual(['dog', 'Hund']);
});
