import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  decodeWith,
  decodedWith,
  openTestPool,
  quarterColours,
  quarterError,
  testImage,
} from '../../testing/decoding.js';
import { photosFolder, temporaryFolder } from '../../testing/files.js';

const folder = temporaryFolder();
const pool = openTestPool();

function written(name: string, bytes: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function thumbnailOf(path: string): Promise<Buffer> {
  return (await decodedWith(pool, path)).thumbnail.webp;
}

/** A copy with another number somewhere. */
function patched(name: string, change: (bytes: Buffer) => void): string {
  const bytes = readFileSync(testImage(name));
  change(bytes);
  return written(`patched-${name}`, bytes);
}

function reasonOf(path: string, reason: RegExp, kind = 'damaged'): Promise<void> {
  return expect(decodeWith(pool, path)).resolves.toMatchObject({
    kind,
    reason: expect.stringMatching(reason) as string,
  });
}

describe('JPEG XL', () => {
  it('reads a real photo', async () => {
    const photo = join(photosFolder(), 'immich-app+test-assets/formats/jxl/8bit-sRGB.jxl');
    const { facts, thumbnail } = await decodedWith(pool, photo);
    expect(facts).toMatchObject({ width: 1440, height: 1080 });
    expect([thumbnail.width, thumbnail.height]).toEqual([400, 300]);
  });

  it.each(['p3-lossy.jxl', 'p3-lossless16.jxl'])('shows the colours of %s as they are meant', async (name) => {
    expect(quarterError(await thumbnailOf(testImage(name)))).toBeLessThan(9);
  });

  it('finds the capture time, packed and plain', async () => {
    const expected = {
      captured: { localMs: Date.UTC(2024, 4, 6, 7, 8, 9), offsetMinutes: 120 },
      cameraMake: 'Keepsight',
    };
    const bytes = readFileSync(testImage('packed-exif.jxl'));
    expect((await decodedWith(pool, testImage('packed-exif.jxl'))).facts).toMatchObject(expected);

    const at = bytes.indexOf('brobExif', 0, 'latin1') - 4;
    const size = bytes.readUInt32BE(at);
    const exif = brotliDecompressSync(bytes.subarray(at + 12, at + size));
    const box = Buffer.alloc(8);
    box.writeUInt32BE(8 + exif.length);
    box.write('Exif', 4, 'latin1');
    const plain = Buffer.concat([bytes.subarray(0, at), box, exif, bytes.subarray(at + size)]);
    expect((await decodedWith(pool, written('plain-exif.jxl', plain))).facts).toMatchObject(expected);
  });

  it('refuses too many pixels and broken files with a reason, and reads the next one', async () => {
    // A bare codestream of 40,000 × 40,000 pixels that goes on with nothing.
    const bomb = Buffer.concat([Buffer.from('ff0afce12401', 'hex'), Buffer.alloc(64)]);
    await reasonOf(written('bomb.jxl', bomb), /too large/);
    const whole = readFileSync(testImage('p3-lossy.jxl'));
    await reasonOf(written('half.jxl', whole.subarray(0, whole.length / 2)), /cut short|damaged/);
    await reasonOf(
      written('noise.jxl', Buffer.concat([whole.subarray(0, 100), Buffer.alloc(500, 0x5a)])),
      /^The (file|image) is /,
    );
    expect(quarterError(await thumbnailOf(testImage('p3-lossy.jxl')))).toBeLessThan(9);
  });
});

describe('Windows bitmaps and icons', () => {
  it.each([
    ['4-bit.bmp', 42, 24],
    ['8-bit.bmp', 42, 24],
    ['8-bit-rle.bmp', 42, 24],
    ['16-bit-565.bmp', 42, 24],
    ['24-bit.bmp', 42, 24],
    ['os2.bmp', 42, 24],
    ['24.ico', 24, 24],
    ['4-bit.ico', 32, 32],
    ['256-png.ico', 256, 256],
  ])('%s is upright and in its colours, the largest picture of an icon', async (name, width, height) => {
    const { facts, thumbnail } = await decodedWith(pool, testImage(name));
    expect(facts).toMatchObject({ width, height });
    expect(quarterError(thumbnail.webp)).toBeLessThan(9);
  });

  it('keeps transparency, unless it would hide everything', async () => {
    const half = await thumbnailOf(testImage('32-bit-alpha.bmp'));
    expect(quarterError(half)).toBeLessThan(9);
    expect(half.includes('ALPH')).toBe(true);
    const clear = patched('32-bit-alpha.bmp', (bytes) => {
      const start = bytes.readUInt32LE(10);
      for (let at = start + 3; at < bytes.length; at += 4) bytes[at] = 0;
    });
    expect(quarterError(await thumbnailOf(clear))).toBeLessThan(9);
  });

  it('turns pictures stored from the top', async () => {
    const flipped = patched('24-bit.bmp', (bytes) => {
      bytes.writeInt32LE(-24, 22);
    });
    const [topLeft, , bottomLeft] = quarterColours(await thumbnailOf(flipped));
    // The rows are those of the picture that is stored from the bottom: blue comes first.
    expect(topLeft?.[2]).toBeGreaterThan(150);
    expect(bottomLeft?.[0]).toBeGreaterThan(150);
  });

  it('gives a reason for what is broken', async () => {
    const sized = (name: string, width: number, height: number): string =>
      patched(name, (bytes) => {
        bytes.writeInt32LE(width, 18);
        bytes.writeInt32LE(height, 22);
      });
    await reasonOf(sized('24-bit.bmp', 100_000, 100_000), /too large/);
    await reasonOf(sized('8-bit-rle.bmp', 10_000, 10_000), /too large/);
    await reasonOf(sized('24-bit.bmp', 4_000, 4_000), /cut short/);
    await reasonOf(sized('24-bit.bmp', -5, 4), /no size/);
    await reasonOf(written('head.bmp', readFileSync(testImage('24-bit.bmp')).subarray(0, 40)), /cut short/);
    await reasonOf(
      patched('8-bit.bmp', (bytes) => {
        bytes.writeUInt16LE(13, 28);
      }),
      /makes no sense/,
    );
    await reasonOf(
      patched('24.ico', (bytes) => {
        bytes.writeUInt32LE(90_000, 18);
        bytes.writeUInt32LE(90_000, 34);
      }),
      /holds no picture/,
    );
  });
});

describe('Photoshop files', () => {
  it.each(['p3-rle.psd', 'p3-plain.psd', 'p3-16-bit.psd', 'p3.psb', 'indexed.psd'])(
    'shows the composite of %s in its colours',
    async (name) => {
      expect(quarterError(await thumbnailOf(testImage(name)))).toBeLessThan(9);
    },
  );

  it.each(['cmyk.psd', 'cmyk-plain.psd'])('shows the inks of %s', async (name) => {
    const [red = [], green = [], blue = [], white = []] = quarterColours(await thumbnailOf(testImage(name)));
    const strongest = (colour: readonly number[]): number => colour.indexOf(Math.max(...colour));
    expect([red, green, blue].map(strongest)).toEqual([0, 1, 2]);
    expect(Math.min(...white)).toBeGreaterThan(200);
  });

  it('shows greyscale, and leaves saved selections out', async () => {
    const [red = []] = quarterColours(await thumbnailOf(testImage('grey.psd')));
    expect(Math.max(...red) - Math.min(...red)).toBeLessThan(3);
    expect((await decodedWith(pool, testImage('alpha.psd'))).facts).toMatchObject({ width: 42, height: 24 });
  });

  it('says what it cannot show, and what is broken', async () => {
    const withMode = (mode: number): string =>
      patched('p3-rle.psd', (bytes) => {
        bytes.writeUInt16BE(mode, 24);
      });
    await reasonOf(withMode(9), /Lab or multichannel/, 'unsupported');
    await reasonOf(withMode(4), /some of its colours are missing/);
    const huge = patched('p3-rle.psd', (bytes) => {
      bytes.writeUInt32BE(300_000, 14);
      bytes.writeUInt32BE(300_000, 18);
    });
    await reasonOf(huge, /too large/);
    const whole = readFileSync(testImage('p3-rle.psd'));
    await reasonOf(written('half.psd', whole.subarray(0, whole.length - 40)), /cut short/);
  });
});

describe('SVG', () => {
  const svg = (content: string, head = ''): string =>
    `<?xml version="1.0"?>${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"` +
    ` width="40" height="20">${content}</svg>`;

  it('is drawn in the size it is wanted in', async () => {
    const path = written('small.svg', svg('<rect width="40" height="20" fill="#c83c28"/>'));
    const { facts, thumbnail } = await decodedWith(pool, path);
    expect(facts).toMatchObject({ width: 40, height: 20 });
    expect([thumbnail.width, thumbnail.height]).toEqual([400, 200]);
  });

  it('loads nothing from anywhere else', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const web = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const picture = testImage('256-png.ico');
    const png = written('red.png', readFileSync(picture).subarray(readFileSync(picture).readUInt32LE(34)));
    const links = [`${web}/a.png`, `file://${png}`, png, 'red.png'];
    const images = links.map((link) => `<image xlink:href="${link}" href="${link}" width="40" height="20"/>`).join('');
    const uses = `<use xlink:href="file://${png}#a"/><style>@import url("${web}/b.css");</style>`;
    const path = written('links.svg', svg(`<rect width="40" height="20" fill="#ffffff"/>${images}${uses}`));
    const [colour = []] = quarterColours(await thumbnailOf(path));
    expect(Math.min(...colour)).toBeGreaterThan(250);
    server.close();
    expect(asked).toEqual([]);
  });

  it('reads no file through an entity, and does not swell', async () => {
    const secret = written('secret.txt', '<rect width="40" height="20" fill="#000000"/>');
    const outside = svg(
      '<rect width="40" height="20" fill="#ffffff"/>&leak;',
      `<!DOCTYPE svg [<!ENTITY leak SYSTEM "file://${secret}">]>`,
    );
    const outcome = await decodeWith(pool, written('entity.svg', outside));
    if (outcome.kind === 'decoded') {
      expect(Math.min(...(quarterColours(outcome.thumbnail.webp)[0] ?? []))).toBeGreaterThan(250);
    }
    const levels = Array.from(
      { length: 12 },
      (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
    ).join('');
    const bomb = svg('<text>&e12;</text>', `<!DOCTYPE svg [<!ENTITY e0 "aaaaaaaaaa">${levels}]>`);
    expect((await decodeWith(pool, written('bomb.svg', bomb))).kind).toBe('damaged');
    const huge = written('huge.svg', svg('').replace('width="40" height="20"', 'width="9000000" height="9000000"'));
    await reasonOf(huge, /too large/);
  });
});
