/** The blurred colours of a picture, for the few bytes that are shown before its thumbnail (`preload/contract/blur.ts`). */
import { blurCells, packBlur } from '../../preload/contract/blur.js';

/** Pixels of 8 bits a channel: grey, grey and alpha, red, green and blue, or those and alpha. */
export interface RawPicture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** What nobody sees through it: the middle between light and dark. */
const ofNothing = 128;
/** In each direction of a cell: more would not change what is seen. */
const mostSamples = 16;

/** 32 bytes. Transparent parts count for as much as they are seen. */
export function blurOf({ data, width, height, channels }: RawPicture): Uint8Array {
  const colours: number[] = [];
  const hasAlpha = channels === 2 || channels === 4;
  const isGrey = channels < 3;
  for (let row = 0; row < blurCells; row++) {
    const ys = samples((row * height) / blurCells, ((row + 1) * height) / blurCells, height);
    for (let column = 0; column < blurCells; column++) {
      const xs = samples((column * width) / blurCells, ((column + 1) * width) / blurCells, width);
      const sum = [0, 0, 0];
      let seen = 0;
      for (const y of ys) {
        for (const x of xs) {
          const at = (y * width + x) * channels;
          const share = hasAlpha ? (data[at + channels - 1] ?? 0) / 255 : 1;
          seen += share;
          for (let channel = 0; channel < 3; channel++) {
            sum[channel] = (sum[channel] ?? 0) + (data[at + (isGrey ? 0 : channel)] ?? 0) * share;
          }
        }
      }
      const count = ys.length * xs.length;
      colours.push(...sum.map((value) => (value + (count - seen) * ofNothing) / count));
    }
  }
  return packBlur(colours);
}

/** Whole numbers in a range, at least one, evenly spread. */
function samples(from: number, to: number, end: number): readonly number[] {
  const first = Math.min(end - 1, Math.floor(from));
  const last = Math.max(first, Math.ceil(to) - 1);
  const count = Math.min(mostSamples, last - first + 1);
  return Array.from({ length: count }, (_, n) => first + Math.floor((n * (last - first + 1)) / count));
}
