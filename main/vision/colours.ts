/** Which of twelve colours a picture has, as people would call them. Pure. */
import type { ColourName, SeenInPhoto } from '../core/seen.js';
import { labOf } from './lab.js';

/** Hues of CIELAB in degrees, from where each begins; what comes before the first is the last. */
const hues: readonly (readonly [from: number, name: ColourName])[] = [
  [18, 'red'],
  [45, 'orange'],
  [76, 'yellow'],
  [112, 'green'],
  [172, 'cyan'],
  [232, 'blue'],
  [300, 'purple'],
  [330, 'pink'],
];

/** `lightness` 0 to 100, `a` and `b` of CIELAB. */
export function colourOf(lightness: number, a: number, b: number): ColourName {
  const chroma = Math.hypot(a, b);
  if (lightness < 14 && chroma < 22) return 'black';
  // Light and dark colours need more of it to be seen as one.
  if (chroma < (lightness > 80 ? 9 : lightness < 30 ? 10 : 11)) {
    return lightness < 22 ? 'black' : lightness > 84 ? 'white' : 'grey';
  }
  const hue = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
  const name = hues.findLast(([from]) => hue >= from)?.[1] ?? 'pink';
  switch (name) {
    case 'red':
      return lightness > 66 ? 'pink' : lightness < 40 && chroma < 42 ? 'brown' : 'red';
    case 'orange':
      return lightness < 58 || chroma < 30 ? 'brown' : 'orange';
    case 'yellow':
      if (lightness < 50) return hue < 98 ? 'brown' : 'green';
      return chroma < 26 && hue < 98 && lightness < 80 ? 'brown' : 'yellow';
    case 'purple':
      // The purest blue has the hue of some purples.
      if (hue < 310 && chroma > 90) return 'blue';
      return hue > 318 && lightness > 65 ? 'pink' : 'purple';
    case 'pink':
      return hue < 18 && lightness < 46 ? 'red' : 'pink';
    default:
      return name;
  }
}

/** `pixels`: RGB in sRGB, three bytes each. Colours of less than a fiftieth are left out; the largest first. */
export function coloursOf(pixels: Uint8Array): SeenInPhoto['colours'] {
  const counts = new Map<ColourName, number>();
  const total = Math.floor(pixels.length / 3);
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const [lightness, a, b] = labOf(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
    const name = colourOf(lightness, a, b);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, share: count / total }))
    .filter(({ share }) => share >= 0.02)
    .sort((one, other) => other.share - one.share);
}
