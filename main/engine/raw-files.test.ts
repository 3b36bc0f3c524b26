/** RAW files in the whole engine: their thumbnails come from ExifTool and the decoders together. */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { closeDb, openReadDb, openWriteDb, preparePluck } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { closeThumbnailStore, getThumbnail, hasThumbnail, openThumbnailStore } from '../db/thumbnail-store.js';
import { jpegOf, quarterError, testImage } from '../testing/decoding.js';
import { EngineBench } from '../testing/engine-bench.js';
import { EngineProcess } from '../testing/engine-process.js';
import { photosFolder } from '../testing/files.js';
import { rawMakers, rawSize } from '../testing/raw-files.js';

const jpeg = jpegOf(testImage('srgb-16-bit.png'), { width: 480, height: 320 });

let bench: EngineBench;
let root: string;
beforeEach(() => {
  bench = new EngineBench();
  isStarted = false;
  root = bench.library('Photos');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  if (isStarted) await bench.stop();
});

let isStarted = false;
async function start(): Promise<void> {
  await bench.start();
  isStarted = true;
}

function write(name: string, maker: string, orientation = 1): void {
  const make = rawMakers[maker];
  if (make === undefined) throw new Error(`No maker of .${maker}`);
  writeFileSync(join(root, name), make({ jpeg, orientation }));
}

function thumbnail(fileName: string): { readonly width: number; readonly webp: Buffer } | null {
  const { contentHash } = bench.photo(fileName);
  const store = openThumbnailStore(join(bench.folder, 'thumbnails.db'), { readonly: true });
  try {
    return contentHash === null ? null : getThumbnail(store, contentHash);
  } finally {
    closeThumbnailStore(store);
  }
}

it('RAW files have thumbnails, the dimensions of the photo, and a reason where there is no picture', async () => {
  write('upright.nef', 'nef');
  copyFileSync(join(root, 'upright.nef'), join(root, 'copy.nef'));
  write('turned.arw', 'arw', 6);
  copyFileSync(
    join(photosFolder(), 'drewnoakes+metadata-extractor-images/nef/Issue 247-2.nef'),
    join(root, 'jpeg.nef'),
  );
  writeFileSync(join(root, 'bare.cr2'), rawMakers['nef']?.({ jpeg: Buffer.alloc(0) }) ?? '');
  writeFileSync(join(root, 'text.dng'), 'no photo '.repeat(1000));
  await start();
  await bench.add(root);
  await bench.settled();
  const shown = bench.photos().map(({ fileName, preview, facts }) => [fileName, preview.state, facts.width]);
  expect(Object.fromEntries(shown.map(([name, ...rest]) => [name, rest]))).toEqual({
    'copy.nef': ['ready', rawSize.width],
    'turned.arw': ['ready', rawSize.height],
    'jpeg.nef': ['ready', 2000],
    'bare.cr2': ['unsupported', rawSize.width],
    'text.dng': ['damaged', null],
  });
  expect(bench.photo('upright.nef').places).toHaveLength(2);
  expect(quarterError(thumbnail('upright.nef')?.webp ?? Buffer.alloc(0))).toBeLessThan(8);
  expect(thumbnail('turned.arw')?.width).toBe(267);
  expect(bench.photo('bare.cr2').preview.reason).toBe('This RAW file holds no preview picture that can be shown.');
  expect(bench.photo('text.dng').preview.reason).toMatch(/^The file is damaged, or is no RAW file/);
});

it('reading RAW files goes on after the engine was killed, and leaves nothing behind', async () => {
  const large = jpegOf(testImage('srgb-16-bit.png'), { width: 3000, height: 2000 });
  // Each of other bytes, so that each has a picture of its own to be made.
  for (let at = 0; at < 24; at++) {
    writeFileSync(
      join(root, `${at}.nef`),
      Buffer.concat([rawMakers['nef']?.({ jpeg: large }) ?? jpeg, Buffer.alloc(1, at)]),
    );
  }
  const temporary = join(bench.folder, 'tmp');
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
  const engine = new EngineProcess(join(bench.folder, 'killed'));
  const db = (): ReadDb => openReadDb(engine.options.databasePath);
  const ready = (): number => {
    const reader = db();
    try {
      return preparePluck(reader, 'SELECT count(*) FROM image_exif WHERE preview_state = 1').get() as number;
    } finally {
      closeDb(reader);
    }
  };
  await engine.start();
  await engine.call('addLibrary', { rootPath: root });
  for (const least of [1, 8, 16]) {
    await expect.poll(ready, { timeout: 100_000, interval: 5 }).toBeGreaterThanOrEqual(least);
    await engine.kill();
    await engine.start();
  }
  await expect.poll(ready, { timeout: 100_000 }).toBe(24);
  await engine.stop();
  const store = openThumbnailStore(engine.options.thumbnailsPath, { readonly: true });
  const reader = db();
  const hashes = preparePluck(reader, 'SELECT DISTINCT content_hash FROM image_exif').all() as Buffer[];
  expect(hashes).toHaveLength(24);
  expect(hashes.every((hash) => hasThumbnail(store, hash))).toBe(true);
  closeDb(reader);
  closeThumbnailStore(store);
  const left = (): readonly string[] => readdirSync(temporary).filter((name) => name.startsWith('keepsight-'));
  await expect.poll(left, { timeout: 100_000 }).toEqual([]);
});

it('a RAW file that was read by a version without such previews gets one', async () => {
  write('camera.nef', 'nef');
  await start();
  await bench.add(root);
  await bench.settled();
  await bench.stop();
  rmSync(join(bench.folder, 'thumbnails.db'));
  const db = openWriteDb(join(bench.folder, 'keepsight.db'));
  db.exec(`UPDATE image_exif SET preview_state = 2, preview_reason = 'Preview not supported yet for NEF files.';
    UPDATE app_state SET value = '2' WHERE key = 'previewGeneration';`);
  closeDb(db);
  await start();
  await bench.until('it has a thumbnail', () => thumbnail('camera.nef') !== null);
  expect(bench.photo('camera.nef').preview).toEqual({ state: 'ready', reason: null });
});

it('a RAW file waits for its picture while ExifTool does not run, and has its hash and tags meanwhile', async () => {
  write('camera.nef', 'nef');
  const real = bench.metadataEntry;
  bench.metadataEntry = join(bench.folder, 'broken.cjs');
  writeFileSync(bench.metadataEntry, 'process.exit(1);');
  await start();
  await bench.add(root);
  await bench.until('it is read', () => bench.photo('camera.nef').contentHash !== null);
  expect(bench.photo('camera.nef').preview).toEqual({ state: 'pending', reason: null });
  await bench.engine.answers.tagPhotos({ locationIds: bench.ids(), name: 'Kept' });
  await bench.stop();
  bench.metadataEntry = real;
  await start();
  await bench.until('it has a thumbnail', () => bench.photo('camera.nef').preview.state === 'ready');
  expect(thumbnail('camera.nef')).not.toBeNull();
  expect(bench.photo('camera.nef').tags.map(({ name }) => name)).toEqual(['Kept']);
  expect(readdirSync(root).filter((name) => name.endsWith('.nef'))).toEqual(['camera.nef']);
});
