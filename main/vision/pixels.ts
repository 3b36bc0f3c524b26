/** The pixels of a picture in the sizes in which they are looked at. Runs in the process that looks. */
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { GreyPicture } from './light.js';

/** Longest edge at which writing is read and sharpness judged, in pixels: what is small on a larger picture is read in it. */
export const workEdge = 1600;
const colourEdge = 96;
const maxInputPixels = 64_000_000;

sharp.concurrency(1);
sharp.cache(false);

/** RGB in sRGB, three bytes a pixel, row by row. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Throws what sharp throws for bytes that it cannot decode. */
export async function openPicture(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes, { limitInputPixels: maxInputPixels, autoOrient: true })
    .resize({ width: workEdge, height: workEdge, fit: 'inside', withoutEnlargement: true })
    // What shows through is white, as on the screen's paper.
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function of({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** The whole picture, pulled to this size. */
export async function stretched(pixels: Pixels, width: number, height: number): Promise<Pixels> {
  const data = await of(pixels).resize(width, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
  return { data, width, height };
}

export async function small(pixels: Pixels): Promise<Uint8Array> {
  return of(pixels).resize({ width: colourEdge, height: colourEdge, fit: 'inside' }).raw().toBuffer();
}

export function grey({ data, width, height }: Pixels): GreyPicture {
  const pixels = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < pixels.length; at++, from += 3) {
    // Rec. 601, in 256ths.
    pixels[at] = (77 * (data[from] ?? 0) + 150 * (data[from + 1] ?? 0) + 29 * (data[from + 2] ?? 0)) >> 8;
  }
  return { pixels, width, height };
}
