/** What the viewer shows of files that Chromium cannot show: made by the engine, from a location's id alone. */
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RenderOutcome } from '../ingest/decode-pool.js';
import type { LocationId } from '../../preload/contract/model.js';
import { imageSize, jpegOf, quarterError, testImage } from '../testing/decoding.js';
import { EngineBench } from '../testing/engine-bench.js';
import { rawMakers } from '../testing/raw-files.js';

type Rendered = Extract<RenderOutcome, { readonly kind: 'rendered' }>;

let bench: EngineBench;
let root: string;
beforeEach(() => {
  bench = new EngineBench();
  root = bench.library('Photos');
});
afterEach(() => bench.stop());

async function start(): Promise<void> {
  await bench.start();
  await bench.add(root);
  await bench.settled();
}

function idOf(fileName: string): LocationId {
  return bench.photo(fileName).locationId;
}

async function rendered(fileName: string): Promise<Rendered> {
  const outcome = await bench.engine.internal.rendition({ locationId: idOf(fileName) });
  if (outcome.kind === 'failed') throw new Error(`${fileName}: ${outcome.reason}`);
  return outcome;
}

describe('a rendition', () => {
  it('is the whole picture in sRGB, upright, of every format that is decoded', async () => {
    const raw = rawMakers['nef'];
    const lying = jpegOf(testImage('srgb-16-bit.png'), { width: 6000, height: 3000 });
    writeFileSync(join(root, 'camera.nef'), raw?.({ jpeg: lying, orientation: 6 }) ?? '');
    const plain = ['p3-10bit.heic', 'p3-lossless16.jxl', 'p3-16-bit.psd', 'p3-16-bit.png', '24-bit.bmp'];
    for (const name of plain) copyFileSync(testImage(name), join(root, name));
    await start();
    for (const name of plain) {
      const { image, mimeType } = await rendered(name);
      expect(mimeType, name).toBe('image/jpeg');
      expect(imageSize(image), name).toMatchObject({
        width: bench.photo(name).facts.width,
        height: bench.photo(name).facts.height,
      });
      expect(quarterError(Buffer.from(image)), name).toBeLessThan(10);
    }
    const { image } = await rendered('camera.nef');
    // Six thousand pixels are more than a screen has; and it stands.
    expect(imageSize(image)).toMatchObject({ width: 2048, height: 4096 });
  });

  it('keeps what is transparent', async () => {
    copyFileSync(testImage('32-bit-alpha.bmp'), join(root, 'alpha.bmp'));
    await start();
    expect((await rendered('alpha.bmp')).mimeType).toBe('image/webp');
  });

  it('is made once, and again when the file is another one', async () => {
    copyFileSync(testImage('p3-8bit.heic'), join(root, 'a.heic'));
    await start();
    const id = idOf('a.heic');
    const first = await rendered('a.heic');
    expect((await rendered('a.heic')).image).toEqual(first.image);
    copyFileSync(testImage('p3-10bit.heic'), join(root, 'a.heic'));
    const second = await bench.engine.internal.rendition({ locationId: id });
    expect(second.kind === 'rendered' && Buffer.from(second.image).equals(Buffer.from(first.image))).toBe(false);
  });

  it('that cannot be made has a reason, and so has that of a file that is gone', async () => {
    writeFileSync(join(root, 'broken.heic'), Buffer.alloc(4000, 'x'));
    copyFileSync(testImage('p3-8bit.heic'), join(root, 'gone.heic'));
    await start();
    const broken = idOf('broken.heic');
    const { whyNotShown } = bench.engine.answers;
    expect(await bench.engine.internal.rendition({ locationId: broken })).toMatchObject({ kind: 'failed' });
    expect(whyNotShown({ locationId: broken })).toMatch(/not an image|damaged/);
    const gone = idOf('gone.heic');
    rmSync(join(root, 'gone.heic'));
    await bench.engine.internal.rendition({ locationId: gone });
    expect(whyNotShown({ locationId: gone })).toMatch(/not there now/);
    const nobody = 999_999 as LocationId;
    expect(await bench.engine.internal.rendition({ locationId: nobody })).toMatchObject({ kind: 'failed' });
  });

  it('of what was passed over long ago is not made: the last ones asked for are', async () => {
    for (let at = 0; at < 12; at++) copyFileSync(testImage('p3-8bit.heic'), join(root, `${at}.heic`));
    await start();
    const ids = bench.photos().flatMap(({ places }) => places.map(({ locationId }) => locationId));
    const outcomes = await Promise.all(ids.map((locationId) => bench.engine.internal.rendition({ locationId })));
    const made = outcomes.map(({ kind }) => kind === 'rendered');
    expect(made.filter(Boolean).length).toBeGreaterThanOrEqual(5);
    expect(made).toContain(false);
    // Once nobody hurries, each of them can be made.
    for (const locationId of ids) {
      expect((await bench.engine.internal.rendition({ locationId })).kind).toBe('rendered');
    }
  });
});
