import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MetadataReader } from '../metadata/metadata-reader.js';
import {
  builtMain,
  helperRuntime,
  jpegOf,
  openTestPool,
  quarterColours,
  quarterError,
  smallPixels,
  testImage,
} from '../testing/decoding.js';
import { photosFolder, temporaryFolder } from '../testing/files.js';
import { rawMakers, rawSize } from '../testing/raw-files.js';
import type { RawOptions } from '../testing/raw-files.js';
import { embeddedThumbnail } from './embedded-preview.js';

const pool = openTestPool();
const reader = new MetadataReader({ entryPath: join(builtMain(), 'metadata.cjs'), runtimePath: helperRuntime() });
afterAll(() => reader.close());

const folder = temporaryFolder();
const picture = testImage('srgb-16-bit.png');
const size = { width: 480, height: 320 };
const jpeg = jpegOf(picture, size);
let made = 0;

function rawFile(maker: string, options: RawOptions): string {
  const path = join(folder, `${++made}.${maker}`);
  const make = rawMakers[maker];
  if (make === undefined) throw new Error(`No maker of .${maker}`);
  writeFileSync(path, make(options));
  return path;
}

async function thumbnailOf(path: string) {
  const outcome = await embeddedThumbnail(reader, pool, path);
  if (outcome.kind !== 'decoded') throw new Error(`${path} has no thumbnail: ${JSON.stringify(outcome)}`);
  return outcome;
}

describe('the picture in a RAW file', () => {
  it.each(Object.keys(rawMakers))('of .%s becomes its thumbnail, with the dimensions of the photo', async (maker) => {
    const { thumbnail, facts } = await thumbnailOf(rawFile(maker, { jpeg }));
    expect(thumbnail).toMatchObject({ width: 400, height: 267 });
    expect(quarterError(thumbnail.webp)).toBeLessThan(8);
    // A RAF tells its dimensions in fields that only Fuji writes.
    if (maker !== 'raf') {
      expect(facts).toMatchObject(rawSize);
      expect(facts.captured?.localMs).toBe(Date.UTC(2024, 4, 6, 7, 8, 9));
    }
  });

  it('comes later than its date and camera, which its first bytes tell', async () => {
    const told = ['nef', 'arw', 'dng', 'cr2', 'rw2'];
    const facts = await pool.headers(told.map((maker) => rawFile(maker, { jpeg })));
    for (const [at, maker] of told.entries()) {
      expect(facts[at]?.captured?.localMs, maker).toBe(Date.UTC(2024, 4, 6, 7, 8, 9));
      expect(facts[at]?.cameraMake, maker).not.toBeNull();
      expect(facts[at]?.width, maker).toBeNull();
    }
    expect(await pool.headers(['raf', 'cr3'].map((maker) => rawFile(maker, { jpeg })))).toEqual([null, null]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is turned by orientation %i, as the file says', async (orientation) => {
    const { thumbnail, facts } = await thumbnailOf(rawFile('nef', { jpeg, orientation }));
    // What libvips makes of the same picture when that says it itself.
    const upright = join(folder, 'upright.jpg');
    writeFileSync(upright, jpegOf(picture, { ...size, orientation }));
    const expected = await pool.embedded({
      image: readFileSync(upright),
      orientation: 1,
      stored: null,
      isAdobeRgb: false,
    });
    if (expected.kind !== 'decoded') throw new Error(expected.reason);
    expect(thumbnail.width).toBe(expected.thumbnail.width);
    expect(quarterColours(thumbnail.webp)).toEqual(quarterColours(expected.thumbnail.webp));
    const isTurned = orientation >= 5;
    expect(facts.width).toBe(isTurned ? rawSize.height : rawSize.width);
    expect(facts.height).toBe(isTurned ? rawSize.width : rawSize.height);
  });

  it('is not turned again when it says itself how it stands', async () => {
    const own = jpegOf(picture, { ...size, orientation: 6 });
    const { thumbnail } = await thumbnailOf(rawFile('arw', { jpeg: own, orientation: 6 }));
    const plain = await thumbnailOf(rawFile('arw', { jpeg, orientation: 6 }));
    expect(quarterColours(thumbnail.webp)).toEqual(quarterColours(plain.thumbnail.webp));
    expect(thumbnail).toMatchObject({ width: 267, height: 400 });
  });

  it.each(['dng', 'cr3'])('of .%s is the largest of them, and the next one when that is damaged', async (maker) => {
    const small = jpegOf(picture, { width: 96, height: 64 });
    const both = await thumbnailOf(rawFile(maker, { jpeg, small }));
    expect(both.thumbnail.width).toBe(400);
    const damaged = Buffer.from(jpeg);
    damaged.fill(0, 3);
    const rest = await thumbnailOf(rawFile(maker, { jpeg: damaged, small }));
    expect(rest.thumbnail.width).toBe(96);
  });

  it('is the next one, too, when the largest is made to do harm', async () => {
    const small = jpegOf(picture, { width: 96, height: 64 });
    // A claim of 65,000 × 65,000 pixels in the frame header, and half a megabyte after it.
    const bomb = Buffer.concat([jpeg, Buffer.alloc(500_000)]);
    const frame = bomb.indexOf(Buffer.from([0xff, 0xc0]));
    bomb.writeUInt16BE(65_000, frame + 5);
    bomb.writeUInt16BE(65_000, frame + 7);
    const rest = await thumbnailOf(rawFile('dng', { jpeg: bomb, small }));
    expect(rest.thumbnail.width).toBe(96);
    expect(await embeddedThumbnail(reader, pool, rawFile('nef', { jpeg: bomb }))).toMatchObject({
      kind: 'damaged',
      reason: expect.stringContaining('too large') as string,
    });
  });

  it('of a name that ExifTool cannot be told is not asked for', async () => {
    const path = join(folder, 'two\nlines.nef');
    copyFileSync(rawFile('nef', { jpeg }), path);
    expect(await embeddedThumbnail(reader, pool, path)).toMatchObject({
      kind: 'unsupported',
      reason: expect.stringContaining('line break') as string,
    });
  });

  it('has the colours of Adobe RGB when the camera was set to it', async () => {
    const adobe = jpegOf(picture, { ...size, isAdobeRgb: true });
    const told = await thumbnailOf(rawFile('cr2', { jpeg: adobe, isAdobeRgb: true }));
    expect(quarterError(told.thumbnail.webp)).toBeLessThan(8);
    const untold = await thumbnailOf(rawFile('cr2', { jpeg: adobe }));
    expect(quarterError(untold.thumbnail.webp)).toBeGreaterThan(15);
  });

  it('may be missing, and then there is a reason', async () => {
    expect(await embeddedThumbnail(reader, pool, rawFile('nef', { jpeg: Buffer.alloc(0) }))).toMatchObject({
      kind: 'unsupported',
      reason: 'This RAW file holds no preview picture that can be shown.',
      facts: rawSize,
    });
  });

  it('of a file that is cut short is damaged', async () => {
    const path = rawFile('nef', { jpeg });
    truncateSync(path, readFileSync(path).length - jpeg.length / 2);
    expect(await embeddedThumbnail(reader, pool, path)).toMatchObject({ kind: 'damaged' });
  });

  it('of a file that is no RAW file at all is nothing', async () => {
    const text = join(folder, 'text.cr2');
    writeFileSync(text, 'This is no photo. '.repeat(100));
    expect(await embeddedThumbnail(reader, pool, text)).toMatchObject({ kind: 'damaged', facts: null });
    const gone = join(folder, 'gone.cr2');
    expect((await embeddedThumbnail(reader, pool, gone)).kind).toBe('damaged');
  });

  it('is the file itself when that is an ordinary image under a RAW name', async () => {
    const real = join(photosFolder(), 'drewnoakes+metadata-extractor-images/nef/Issue 247-2.nef');
    expect((await embeddedThumbnail(reader, pool, real)).kind).toBe('ordinary');
    const path = join(folder, 'photo.nef');
    copyFileSync(real, path);
    expect(smallPixels(path).length).toBe(16 * 16 * 3);
  });
});
