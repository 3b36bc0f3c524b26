import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from '../core/media-types.js';
import { filesBelow, photosFolder } from '../testing/files.js';
import { damageReason, decodeImage, thumbnailEdge } from './decode.js';

const root = photosFolder();
const photos = filesBelow(root).filter((path) => mediaTypeOf(path.split('/').at(-1) ?? '')?.hasPreview === true);

describe('decodeImage', () => {
  it('ends for every real photo in a picture or a reason', async () => {
    const outcomes = { decoded: 0, damaged: 0 };
    for (const path of photos) {
      try {
        const { thumbnail, facts } = await decodeImage(readFileSync(join(root, path)));
        expect(Math.max(thumbnail.width, thumbnail.height)).toBeLessThanOrEqual(thumbnailEdge);
        expect(facts.width).toBeGreaterThan(0);
        outcomes.decoded++;
      } catch (error) {
        expect(damageReason(error)).toMatch(/^The (file|image) is /);
        outcomes.damaged++;
      }
    }
    expect(outcomes.decoded).toBeGreaterThan(150);
  });

  it('turns a picture as its orientation says', async () => {
    const upright = await decodeImage(readFileSync(join(root, 'recurser+exif-orientation-examples/Landscape_1.jpg')));
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      const file = join(root, `recurser+exif-orientation-examples/Landscape_${orientation}.jpg`);
      const turned = await decodeImage(readFileSync(file));
      expect(turned.facts).toMatchObject({ width: upright.facts.width, height: upright.facts.height });
      expect(await distance(turned.thumbnail.webp, upright.thumbnail.webp)).toBeLessThan(12);
    }
  });

  it('reads the header of a phone’s photo', async () => {
    const { facts } = await decodeImage(readFileSync(join(root, 'LycheeOrg+Lychee/tests/Samples/train.jpg')));
    expect(facts).toMatchObject({ width: 4032, height: 3024 });
    expect(facts.cameraModel).not.toBeNull();
    expect(facts.captured).not.toBeNull();
    expect(facts.captured?.offsetMinutes).not.toBeNull();
    expect(facts.latitude).toBeGreaterThan(0);
  });

  it('refuses a bomb before it decodes a pixel', async () => {
    // A PNG header that claims 100,000 × 100,000 pixels.
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } }).png().toBuffer();
    png.writeUInt32BE(100_000, 16);
    png.writeUInt32BE(100_000, 20);
    const error: unknown = await decodeImage(png).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(damageReason(error)).toMatch(/too large|damaged/);
  });

  it('says that a truncated file is cut short', async () => {
    const whole = readFileSync(join(root, 'LycheeOrg+Lychee/tests/Samples/without_exif.jpg'));
    const error: unknown = await decodeImage(whole.subarray(0, whole.length / 2)).catch((caught: unknown) => caught);
    expect(damageReason(error)).toMatch(/cut short/);
  });
});

/** Mean absolute difference of two pictures at 16 × 16, 0 to 255. */
async function distance(a: Buffer, b: Buffer): Promise<number> {
  const small = (image: Buffer): Promise<Buffer> =>
    sharp(image).resize(16, 16, { fit: 'fill' }).removeAlpha().raw().toBuffer();
  const [x, y] = await Promise.all([small(a), small(b)]);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.abs((x[i] ?? 0) - (y[i] ?? 0));
  return sum / x.length;
}
