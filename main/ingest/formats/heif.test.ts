import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeWith, decodedWith, openTestPool, quarterError, smallPixels, testImage } from '../../testing/decoding.js';
import { photosFolder, temporaryFolder } from '../../testing/files.js';

const root = photosFolder();
const iphone = join(root, 'immich-app+test-assets/formats/heic/IMG_2682.heic');
const samples = join(root, 'drewnoakes+metadata-extractor-images/heic');
const folder = temporaryFolder();
const pool = openTestPool();

function written(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** A copy of the iPhone's photo whose rotation property is another property of the same length. */
function withTransform(name: string, type: 'irot' | 'imir', value: number): string {
  const bytes = readFileSync(iphone);
  const at = bytes.indexOf('irot');
  bytes.write(type, at, 'latin1');
  bytes.writeUInt8(value, at + 4);
  return written(name, bytes);
}

async function pixelsOf(path: string): Promise<Buffer> {
  const { thumbnail } = await decodedWith(pool, path);
  return smallPixels(written('thumbnail.webp', thumbnail.webp));
}

/** `turn` tells which pixel of 16 × 16 lies at (x, y) now. */
function turned(pixels: Buffer, turn: (x: number, y: number) => readonly [number, number]): Buffer {
  const result = Buffer.alloc(pixels.length);
  for (let y = 0; y < 16; y++) {
    for (let x = 0; x < 16; x++) {
      const [fromX, fromY] = turn(x, y);
      pixels.copy(result, (y * 16 + x) * 3, (fromY * 16 + fromX) * 3, (fromY * 16 + fromX) * 3 + 3);
    }
  }
  return result;
}

function difference(one: Buffer, other: Buffer): number {
  return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
}

describe('HEIC and HEIF', () => {
  it('reads what phones write: tiles, capture time, place, camera', async () => {
    expect((await decodedWith(pool, iphone)).facts).toMatchObject({
      width: 4032,
      height: 3024,
      cameraModel: 'iPhone 7',
      captured: { localMs: Date.UTC(2019, 2, 21, 11, 4, 22, 348), offsetMinutes: null },
      latitude: expect.closeTo(41.2203, 3) as number,
    });
    const samsung = join(root, 'LycheeOrg+Lychee/tests/Samples/sewing-threads.heic');
    expect((await decodedWith(pool, samsung)).facts).toMatchObject({
      width: 4000,
      height: 3000,
      cameraModel: 'SM-A326B',
      captured: { offsetMinutes: 60 },
    });
  });

  it('turns by the container’s properties, and never by EXIF', async () => {
    // Its EXIF block says orientation 6, which readers of HEIF are told to ignore.
    const exifOnly = await decodedWith(pool, join(samples, 'Issue 437 (dotnet).heic'));
    expect(exifOnly.facts).toMatchObject({ width: 4000, height: 1848 });

    const upright = await pixelsOf(iphone);
    const quarter = withTransform('quarter.heic', 'irot', 1);
    expect((await decodedWith(pool, quarter)).facts).toMatchObject({ width: 3024, height: 4032 });
    const counterClockwise = turned(upright, (x, y) => [15 - y, x]);
    expect(difference(await pixelsOf(quarter), counterClockwise)).toBeLessThan(8);
    expect(difference(upright, counterClockwise)).toBeGreaterThan(20);

    const mirrored = turned(upright, (x, y) => [15 - x, y]);
    expect(difference(await pixelsOf(withTransform('mirror.heic', 'imir', 1)), mirrored)).toBeLessThan(8);
  });

  it.each(['p3-8bit.heic', 'p3-10bit.heic'])('shows the colours of %s as they are meant', async (name) => {
    const { facts, thumbnail } = await decodedWith(pool, testImage(name));
    expect(facts).toMatchObject({ width: 160, height: 96 });
    expect(quarterError(thumbnail.webp)).toBeLessThan(9);
  });

  it('knows a photo by its bytes, whatever its name says', async () => {
    const { facts } = await decodedWith(pool, written('sent.jpg', readFileSync(testImage('p3-8bit.heic'))));
    expect(facts.width).toBe(160);
  });

  it('refuses a picture that claims too many pixels before it decodes any', async () => {
    const bytes = readFileSync(testImage('p3-8bit.heic'));
    const size = bytes.indexOf('ispe') + 8;
    bytes.writeUInt32BE(40_000, size);
    bytes.writeUInt32BE(40_000, size + 4);
    expect(await decodeWith(pool, written('bomb.heic', bytes))).toMatchObject({
      kind: 'damaged',
      reason: expect.stringMatching(/too large/) as string,
    });
  });

  it('gives a reason for each broken file, and reads the next one', async () => {
    const whole = readFileSync(testImage('p3-8bit.heic'));
    const broken = [
      written('half.heic', whole.subarray(0, whole.length - 200)),
      written('head.heic', whole.subarray(0, 40)),
      join(samples, 'IllegalArgumentException.HeifReader.processBoxes.heif'),
      join(samples, 'NegativeArraySizeException.HeifReader.processBoxes.heif'),
      join(samples, 'NegativeArraySizeException.ItemInfoBox.init.heif'),
      join(samples, 'NullPointerException.HeifPictureHandler.processBox.heif'),
    ];
    for (const path of broken) {
      expect(await decodeWith(pool, path), path).toMatchObject({
        kind: 'damaged',
        reason: expect.stringMatching(/^The (file|image) is /) as string,
      });
    }
    expect((await decodedWith(pool, join(samples, 'cheers_1440x960.heic'))).facts.width).toBe(1440);
  });
});
