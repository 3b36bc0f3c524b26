/** For tests: decoders as the app runs them. sharp is never loaded into the test's own process, which is Electron. */
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { DecodePool } from '../ingest/decode-pool.js';
import type { DecodePoolOptions, ReadOutcome } from '../ingest/decode-pool.js';
import { findHelperRuntime } from '../shell/helper-runtime.js';

const repository = join(import.meta.dirname, '../..');

/** Folder of the built main process; throws when the app was not built. */
export function builtMain(): string {
  const out = join(repository, 'out/main');
  if (!existsSync(join(out, 'decoder.cjs'))) throw new Error('Build the app before its tests: npm run build.');
  return out;
}

export function helperRuntime(): string | null {
  return findHelperRuntime(join(builtMain(), 'index.cjs'));
}

/** A pool that is closed when the test file is done. */
export function openTestPool(options: Partial<DecodePoolOptions> = {}): DecodePool {
  const pool = new DecodePool({
    entryPath: join(builtMain(), 'decoder.cjs'),
    runtimePath: helperRuntime(),
    size: 2,
    ...options,
  });
  afterAll(() => {
    pool.close();
  });
  return pool;
}

/** The picture of `main/testing/images`: sRGB colours of its quarters, row by row. */
export const quarters = [
  [200, 60, 40],
  [40, 180, 70],
  [50, 70, 200],
  [235, 235, 225],
] as const;

export function testImage(name: string): string {
  return join(import.meta.dirname, 'images', name);
}

/** The pool's answer for a file whose bytes are held, and decoded only if that is wanted. */
export function readWith(pool: DecodePool, path: string, decode: boolean): Promise<ReadOutcome> {
  const sizeBytes = lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return pool.read({ path, sizeBytes, wantBytes: true, shouldDecode: () => decode });
}

/** The pool's answer for a file that is wanted whole. */
export function decodeWith(pool: DecodePool, path: string): Promise<ReadOutcome> {
  return readWith(pool, path, true);
}

/** As `decodeWith`; throws when no picture came out. */
export async function decodedWith(
  pool: DecodePool,
  path: string,
): Promise<Extract<ReadOutcome, { readonly kind: 'decoded' }>> {
  const outcome = await decodeWith(pool, path);
  if (outcome.kind !== 'decoded') throw new Error(`${path} was not decoded: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** The colour in the middle of each quarter of a picture, row by row. */
export function quarterColours(image: Buffer): readonly (readonly number[])[] {
  const path = join(mkdtempSync(join(tmpdir(), 'keepsight-quarters-')), 'image');
  writeFileSync(path, image);
  const pixels = smallPixels(path);
  rmSync(dirname(path), { recursive: true });
  const at = (x: number, y: number): readonly number[] => [...pixels.subarray((y * 16 + x) * 3, (y * 16 + x) * 3 + 3)];
  return [at(4, 4), at(12, 4), at(4, 12), at(12, 12)];
}

/** Largest difference of a channel in the middle of the quarters from what they are to be. */
export function quarterError(image: Buffer): number {
  const differences = quarterColours(image).flatMap((colour, quarter) =>
    colour.map((value, channel) => Math.abs(value - (quarters[quarter]?.[channel] ?? 0))),
  );
  return Math.max(...differences);
}

const pixelScript = `
const sharp = require('sharp');
const [, path] = process.argv;
sharp(path).resize(16, 16, { fit: 'fill' }).removeAlpha().toColourspace('srgb').raw().toBuffer()
  .then((pixels) => process.stdout.write(pixels));
`;

/** The RGB pixels of an image file at 16 × 16. */
export function smallPixels(path: string): Buffer {
  return execFileSync(helperRuntime() ?? process.execPath, ['-e', pixelScript, path], {
    cwd: repository,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
}

export interface JpegOptions {
  readonly width: number;
  readonly height: number;
  /** Written into its EXIF block; without one it has no such block. The pixels are what they are without it. */
  readonly orientation?: number;
  /** Its numbers are those of Adobe RGB, and nothing in it says so. */
  readonly isAdobeRgb?: boolean;
}

// By the definitions of both spaces: sRGB to XYZ at D65, to the primaries of Adobe RGB (1998), and its gamma.
const jpegScript = `
const sharp = require('sharp');
const [, path, json] = process.argv;
const { width, height, orientation, isAdobeRgb } = JSON.parse(json);
const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]];
const adobe = [[2.0413690, -0.5649464, -0.3446944], [-0.9692660, 1.8760108, 0.0415560], [0.0134474, -0.1183897, 1.0154096]];
const times = (matrix, v) => matrix.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);
const toAdobe = (pixel) =>
  times(adobe, times(xyz, [...pixel].map((v) => linear(v / 255)))).map((v) => Math.round(255 * Math.max(0, v) ** (256 / 563)));
(async () => {
  const raw = await sharp(path).resize(width, height, { fit: 'fill' }).removeAlpha().toColourspace('srgb').raw().toBuffer();
  if (isAdobeRgb) for (let at = 0; at < raw.length; at += 3) raw.set(toAdobe(raw.subarray(at, at + 3)), at);
  let image = sharp(raw, { raw: { width, height, channels: 3 } }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' });
  if (orientation) image = image.withMetadata({ orientation });
  process.stdout.write(await image.toBuffer());
})();
`;

/** A JPEG of the picture in an image file. */
export function jpegOf(path: string, options: JpegOptions): Buffer {
  return execFileSync(helperRuntime() ?? process.execPath, ['-e', jpegScript, path, JSON.stringify(options)], {
    cwd: repository,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
}

const sizeScript = `
require('sharp')(process.argv[1]).metadata()
  .then(({ width, height, format }) => process.stdout.write(JSON.stringify({ width, height, format })));
`;

/** Pixels and format of an image, by its header. */
export function imageSize(image: Uint8Array): {
  readonly width: number;
  readonly height: number;
  readonly format: string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'keepsight-size-'));
  writeFileSync(join(folder, 'image'), image);
  const json = execFileSync(helperRuntime() ?? process.execPath, ['-e', sizeScript, join(folder, 'image')], {
    cwd: repository,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  rmSync(folder, { recursive: true });
  return JSON.parse(json.toString()) as ReturnType<typeof imageSize>;
}

const edits = {
  recompress: 'image.jpeg({ quality: 60 })',
  brighten: 'image.linear(1.15, 4)',
  rotate: 'image.rotate(90)',
  resize: 'image.resize({ width: 500 })',
  anotherTime: "image.withExifMerge({ IFD2: { DateTimeOriginal: '2001:02:03 04:05:06' } })",
} as const;

const editScript = `
const [, from, to, edit] = process.argv;
const image = require('sharp')(from).keepMetadata();
new Function('image', 'return ' + edit)(image).toFile(to);
`;

/** Writes an edited copy of an image, as an editor would; what the file says of itself is kept. */
export function editImage(from: string, to: string, ...changes: readonly (keyof typeof edits)[]): void {
  const code = changes.reduce((image, change) => edits[change].replace('image', image), 'image');
  execFileSync(helperRuntime() ?? process.execPath, ['-e', editScript, from, to, code], {
    cwd: repository,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
}
