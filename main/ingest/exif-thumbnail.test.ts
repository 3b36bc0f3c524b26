import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodedWith, jpegOf, openTestPool, testImage } from '../testing/decoding.js';
import { photosFolder, temporaryFolder } from '../testing/files.js';
import { rawMakers } from '../testing/raw-files.js';
import { fitsPhoto, thumbnailOfExif, uprightJpeg } from './exif-thumbnail.js';

const samples = join(photosFolder(), 'LycheeOrg+Lychee/tests/Samples');
const pool = openTestPool();
const folder = temporaryFolder();

function differingBits(a: Uint8Array, b: Uint8Array): number {
  let bits = 0;
  a.forEach((byte, at) => {
    for (let rest = byte ^ (b[at] ?? 0); rest > 0; rest >>= 1) bits += rest & 1;
  });
  return bits;
}

/** How a picture looks, upright: 8 bytes. */
async function lookOfJpeg(path: string): Promise<Uint8Array> {
  const { thumbnail } = await decodedWith(pool, path);
  const look = await pool.look(thumbnail.webp);
  return look?.subarray(0, 8) ?? new Uint8Array();
}

function inFile(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('the thumbnail inside a photo', () => {
  it('shows what every real photo shows, upright', async () => {
    const paths = readdirSync(photosFolder(), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.jpe?g$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    const found: string[] = [];
    for (const path of paths) {
      const jpeg = await pool.exifThumbnail(path);
      if (jpeg === null) continue;
      found.push(basename(path));
      const bits = differingBits(await lookOfJpeg(inFile('picture.jpg', jpeg)), await lookOfJpeg(path));
      // Half of 64 is what any two pictures differ by; the bars of some cameras are a fifth.
      expect(bits, relative(photosFolder(), path)).toBeLessThan(16);
    }
    expect(found.length).toBeGreaterThan(25);
    expect(found).toEqual(
      expect.arrayContaining(['orientation-90.jpg', 'orientation-180.jpg', 'orientation-hflip.jpg']),
    );
  });

  it('is found in RAW files whose first directories hold it, and turned as they say', async () => {
    const small = jpegOf(testImage('srgb-16-bit.png'), { width: 160, height: 120 });
    const raw = rawMakers['cr2']?.({ jpeg: small, small, orientation: 6 }) ?? Buffer.alloc(0);
    const found = await pool.exifThumbnail(inFile('camera.cr2', raw));
    expect(Buffer.from(found ?? []).equals(uprightJpeg({ jpeg: small, orientation: 6 }))).toBe(true);
  });

  it('is none where there is none, where the file is not there, and where it is cut off', async () => {
    expect(await pool.exifThumbnail(testImage('srgb-16-bit.png'))).toBeNull();
    expect(await pool.exifThumbnail(join(folder, 'gone.jpg'))).toBeNull();
    const whole = readFileSync(join(samples, 'mongolia.jpeg'));
    expect(await pool.exifThumbnail(inFile('cut.jpg', whole.subarray(0, 6_000)))).toBeNull();
  });

  it('is not shown when it stands and the photo lies: it is from before an edit', () => {
    const [lies, stands, square] = [
      { width: 160, height: 120 },
      { width: 600, height: 900 },
      { width: 500, height: 500 },
    ];
    expect([fitsPhoto(lies, stands), fitsPhoto(stands, lies)]).toEqual([false, false]);
    expect([fitsPhoto(lies, square), fitsPhoto(square, stands), fitsPhoto(lies, lies)]).toEqual([true, true, true]);
  });

  it('of whatever bytes is a JPEG or nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom('', 'Exif\0\0MM\0*\0\0\0\x08'), (bytes, start) => {
        const thumbnail = thumbnailOfExif(Buffer.concat([Buffer.from(start, 'latin1'), bytes]));
        expect(thumbnail?.jpeg.toString('latin1', 0, 2) ?? '\xff\xd8').toBe('\xff\xd8');
      }),
    );
  });
});
