import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from '../core/media-types.js';
import { fileNameOf } from '../core/rel-path.js';
import { blurBytes, blurPixels } from '../../preload/contract/blur.js';
import {
  decodeWith,
  decodedWith,
  imageSize,
  jpegOf,
  openTestPool,
  quarterColours,
  quarterError,
  quarters,
  smallPixels,
  testImage,
} from '../testing/decoding.js';
import { filesBelow, photosFolder, temporaryFolder } from '../testing/files.js';
import type { ReadOutcome } from './decode-pool.js';

const thumbnailEdge = 400;
const root = photosFolder();
const pool = openTestPool();

const decode = (path: string): Promise<ReadOutcome> => decodeWith(pool, path);
const decoded = (path: string): ReturnType<typeof decodedWith> => decodedWith(pool, path);

/** A PNG that claims a size and holds no pixel. */
function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(17);
  header.write('IHDR', 0, 'latin1');
  header.writeUInt32BE(width, 4);
  header.writeUInt32BE(height, 8);
  header.set([8, 2, 0, 0, 0], 12);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(header));
  const data = Buffer.from('0000000049444154', 'hex');
  return Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d', 'hex'), header, checksum, data]);
}

describe('decoding', () => {
  it('ends for every real photo in a picture or a reason', async () => {
    const photos = filesBelow(root).filter((path) => mediaTypeOf(fileNameOf(path))?.preview === 'decoded');
    const outcomes = await Promise.all(photos.map(async (path) => ({ path, outcome: await decode(join(root, path)) })));
    for (const { path, outcome } of outcomes) {
      if (outcome.kind === 'decoded') {
        const { thumbnail, facts } = outcome;
        expect(Math.max(thumbnail.width, thumbnail.height), path).toBeLessThanOrEqual(thumbnailEdge);
        expect(facts.width, path).toBeGreaterThan(0);
      } else {
        expect(outcome, path).toMatchObject({
          kind: 'damaged',
          reason: expect.stringMatching(/^The (file|image) is /) as string,
        });
      }
    }
    expect(outcomes.filter(({ outcome }) => outcome.kind === 'decoded').length).toBeGreaterThan(150);
  });

  it('turns a picture as its orientation says', async () => {
    const folder = temporaryFolder();
    const pixels = async (orientation: number): Promise<{ readonly width: number | null; readonly rgb: Buffer }> => {
      const file = join(root, `recurser+exif-orientation-examples/Landscape_${orientation}.jpg`);
      const { facts, thumbnail } = await decoded(file);
      const path = join(folder, `${orientation}.webp`);
      writeFileSync(path, thumbnail.webp);
      return { width: facts.width, rgb: smallPixels(path) };
    };
    const upright = await pixels(1);
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      const turned = await pixels(orientation);
      expect(turned.width).toBe(upright.width);
      const differences = turned.rgb.map((value, at) => Math.abs(value - (upright.rgb[at] ?? 0)));
      expect(differences.reduce((sum, value) => sum + value, 0) / differences.length).toBeLessThan(12);
    }
  });

  it('shows 16-bit pictures in their colours, with a profile and without', async () => {
    const wide = await decoded(testImage('p3-16-bit.png'));
    expect(quarterError(wide.thumbnail.webp)).toBeLessThan(9);
    const plain = await decoded(testImage('srgb-16-bit.png'));
    expect(quarterError(plain.thumbnail.webp)).toBeLessThan(9);
  });

  it('cuts a face and what is around it out of the upright picture, and makes no more of it than is wanted', async () => {
    const path = join(temporaryFolder(), 'wide.jpg');
    const jpeg = jpegOf(testImage('srgb-16-bit.png'), { width: 2000, height: 1000 });
    writeFileSync(path, jpeg);
    // In the lower left quarter, which is the upper left one of the picture that stands.
    const lying = { x: 0.2, y: 0.675, width: 0.1, height: 0.15 };
    const standing = { x: 0.175, y: 0.2, width: 0.15, height: 0.1 };
    const picture = { image: jpeg, orientation: 6, stored: null, isAdobeRgb: false };
    for (const [source, face] of [
      [{ path }, lying],
      [{ picture }, standing],
    ] as const) {
      for (const edge of [64, null]) {
        const outcome = await pool.render(source, { face, edge });
        if (outcome.kind === 'failed') throw new Error(outcome.reason);
        const { width, height } = imageSize(outcome.image);
        expect(width).toBe(height);
        expect(Math.abs(width - (edge ?? 322))).toBeLessThan(3);
        for (const colour of quarterColours(Buffer.from(outcome.image))) {
          for (const [channel, value] of colour.entries()) {
            expect(Math.abs(value - (quarters[2][channel] ?? 0))).toBeLessThan(9);
          }
        }
      }
    }
    // At the edge the square moves into the picture.
    const atEdge = await pool.render({ path }, { face: { x: 0.95, y: 0, width: 0.05, height: 0.1 }, edge: null });
    expect(atEdge.kind === 'rendered' ? imageSize(atEdge.image).width : atEdge.reason).toBe(161);
  });

  it('has the colours of every picture in its blur, and the same of its thumbnail alone', async () => {
    const names = ['srgb-16-bit.png', 'p3-8bit.heic', '24-bit.bmp', 'p3-rle.psd', 'p3-lossy.jxl'];
    for (const name of names) {
      const { thumbnail } = await decoded(testImage(name));
      const again = await pool.blur(thumbnail.webp);
      for (const blur of [thumbnail.blur, again ?? new Uint8Array()]) {
        expect(blur).toHaveLength(blurBytes);
        // Two cells by two of one quarter, and what the smoothing takes from the next ones.
        const pixels = blurPixels(Uint8Array.from(blur), 8, 0);
        for (const [quarter, [x, y]] of [
          [0, 0],
          [7, 0],
          [0, 7],
          [7, 7],
        ].entries()) {
          const at = ((y ?? 0) * 8 + (x ?? 0)) * 4;
          for (const [channel, wanted] of (quarters[quarter] ?? []).entries()) {
            expect(Math.abs((pixels[at + channel] ?? 0) - wanted), `${name}, quarter ${String(quarter)}`).toBeLessThan(
              40,
            );
          }
        }
      }
    }
    expect(await pool.blur(Buffer.from('no picture'))).toBeNull();
  });

  it('reads the header of a phone’s photo', async () => {
    const { facts } = await decoded(join(root, 'LycheeOrg+Lychee/tests/Samples/train.jpg'));
    expect(facts).toMatchObject({ width: 4032, height: 3024 });
    expect(facts.cameraModel).not.toBeNull();
    expect(facts.captured?.offsetMinutes).not.toBeNull();
    expect(facts.latitude).toBeGreaterThan(0);
  });

  it('refuses a bomb before it decodes a pixel, and says that a truncated file is cut short', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'bomb.png'), pngHeader(100_000, 100_000));
    expect(await decode(join(folder, 'bomb.png'))).toMatchObject({
      kind: 'damaged',
      reason: expect.stringMatching(/too large/) as string,
    });
    const whole = readFileSync(join(root, 'LycheeOrg+Lychee/tests/Samples/without_exif.jpg'));
    writeFileSync(join(folder, 'half.jpg'), whole.subarray(0, whole.length / 2));
    expect(await decode(join(folder, 'half.jpg'))).toMatchObject({
      kind: 'damaged',
      reason: expect.stringMatching(/cut short/) as string,
    });
  });
});
