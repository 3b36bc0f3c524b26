/** How bright a picture is, and how its colours are spread. Pure. */

/** Pixels of each value from 0 to 255. */
export interface Histogram {
  readonly red: Uint32Array;
  readonly green: Uint32Array;
  readonly blue: Uint32Array;
  /** As bright as it looks (Rec. 709, on the values as they are shown). */
  readonly luminance: Uint32Array;
  /** Pixels counted; those that can be seen through are not. */
  readonly pixels: number;
}

const opaque = 128;

/** `rgba`: four bytes a pixel, in the order of the canvas. */
export function histogramOf(rgba: Uint8ClampedArray): Histogram {
  const [red, green, blue, luminance] = [0, 1, 2, 3].map(() => new Uint32Array(256));
  if (red === undefined || green === undefined || blue === undefined || luminance === undefined)
    throw new Error('bins');
  let pixels = 0;
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    if ((rgba[at + 3] ?? 0) < opaque) continue;
    const [r = 0, g = 0, b = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]];
    const light = Math.round(0.2126 * r + 0.7152 * g + 0.0722 * b);
    red[r] = (red[r] ?? 0) + 1;
    green[g] = (green[g] ?? 0) + 1;
    blue[b] = (blue[b] ?? 0) + 1;
    luminance[light] = (luminance[light] ?? 0) + 1;
    pixels += 1;
  }
  return { red, green, blue, luminance, pixels };
}

/** What counts as all black and all white; JPEG does not keep the last values apart. */
const shadow = 2;
const highlight = 253;

/** Shares of the pixels that show nothing because they are all black, or all white in one colour at least. */
export function clippedShares(rgba: Uint8ClampedArray): { readonly shadows: number; readonly highlights: number } {
  let [shadows, highlights, pixels] = [0, 0, 0];
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    if ((rgba[at + 3] ?? 0) < opaque) continue;
    pixels += 1;
    const kind = clippedAt(rgba, at);
    if (kind === 'shadow') shadows += 1;
    else if (kind === 'highlight') highlights += 1;
  }
  return pixels === 0 ? { shadows: 0, highlights: 0 } : { shadows: shadows / pixels, highlights: highlights / pixels };
}

function clippedAt(rgba: Uint8ClampedArray, at: number): 'shadow' | 'highlight' | null {
  const [r = 0, g = 0, b = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]];
  if (r >= highlight || g >= highlight || b >= highlight) return 'highlight';
  return r <= shadow && g <= shadow && b <= shadow ? 'shadow' : null;
}

/** A picture of the same size to lay over it: red where it is too bright, blue where it is too dark, else nothing. */
export function clippingOverlay(rgba: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const overlay = new Uint8ClampedArray(rgba.length);
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    if ((rgba[at + 3] ?? 0) < opaque) continue;
    const kind = clippedAt(rgba, at);
    if (kind === 'highlight') overlay.set([255, 48, 48, 255], at);
    else if (kind === 'shadow') overlay.set([64, 128, 255, 255], at);
  }
  return overlay;
}

/**
 * An area for an SVG path of that size, its highest value as high as `most`. The ends, where all that is clipped comes
 * together, may be higher than it: they are cut.
 */
export function areaPath(bins: Uint32Array, most: number, width: number, height: number): string {
  const top = (count: number): number => height - Math.min(1, most === 0 ? 0 : count / most) * height;
  const points = Array.from(bins, (count, value) => `L${round((value / 255) * width)} ${round(top(count))}`);
  return `M0 ${String(height)}${points.join('')}L${String(width)} ${String(height)}Z`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The highest of the values between the ends, over all colours. */
export function highest({ red, green, blue, luminance }: Histogram): number {
  let most = 1;
  for (const bins of [red, green, blue, luminance]) {
    for (let value = 1; value < 255; value += 1) most = Math.max(most, bins[value] ?? 0);
  }
  return most;
}
