/** Pictures as people and programs change them, and how alike their vectors are. */
import { execFileSync } from 'node:child_process';
import { decoderRuntime } from './engine.js';

/** A name, and an expression of sharp's `image`, its `width` and `height`. */
export type PictureEdit = readonly [name: string, expression: string];

const script = `
const sharp = require('sharp');
const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk));
process.stdin.on('end', async () => {
  const [, expression, quality] = process.argv;
  const bytes = Buffer.concat(chunks);
  const { width, height } = await sharp(bytes).metadata();
  const image = new Function('image', 'width', 'height', 'return ' + expression)(sharp(bytes), width, height);
  process.stdout.write(await image.jpeg({ quality: Number(quality) }).toBuffer());
});`;

/** A JPEG of this quality, made by the Node that decodes. */
export function editedPicture(picture: Uint8Array, expression: string, quality: number): Uint8Array {
  return execFileSync(decoderRuntime().runtimePath ?? process.execPath, ['-e', script, expression, String(quality)], {
    input: picture,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** A square part of the picture: where it begins and how large it is, as shares of both edges. */
export function partOf(left: number, top: number, share: number): string {
  return `image.extract({ left: Math.round(width * ${left}), top: Math.round(height * ${top}), width: Math.round(width * ${share}), height: Math.round(height * ${share}) })`;
}

/** Written down plainly, to be held against what the app computes. */
export function cosine(one: Uint8Array, other: Uint8Array): number {
  let [dot, a, b] = [0, 0, 0];
  for (const [n, value] of one.entries()) {
    const second = other[n] ?? 0;
    dot += value * second;
    a += value * value;
    b += second * second;
  }
  return dot / Math.sqrt(a * b || 1);
}
