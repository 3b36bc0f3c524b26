/** RAW files in the whole engine: their thumbnails come from ExifTool and the decoders together. */
import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { closeDb, openWriteDb } from '../db/open.js';
import { closeThumbnailStore, getThumbnail, openThumbnailStore } from '../db/thumbnail-store.js';
import { jpegOf, quarterError, testImage } from '../testing/decoding.js';
import { EngineBench } from '../testing/engine-bench.js';
import { photosFolder } from '../testing/files.js';
import { rawMakers, rawSize } from '../testing/raw-files.js';

const jpeg = jpegOf(testImage('srgb-16-bit.png'), { width: 480, height: 320 });

let bench: EngineBench;
let root: string;
beforeEach(() => {
  bench = new EngineBench();
  root = bench.library('Photos');
});
afterEach(() => bench.stop());

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
  await bench.start();
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

it('a RAW file that was read by a version without such previews gets one', async () => {
  write('camera.nef', 'nef');
  await bench.start();
  await bench.add(root);
  await bench.settled();
  await bench.stop();
  rmSync(join(bench.folder, 'thumbnails.db'));
  const db = openWriteDb(join(bench.folder, 'keepsight.db'));
  db.exec(`UPDATE image_exif SET preview_state = 2, preview_reason = 'Preview not supported yet for NEF files.';
    UPDATE app_state SET value = '2' WHERE key = 'previewGeneration';`);
  closeDb(db);
  await bench.start();
  await bench.until('it has a thumbnail', () => thumbnail('camera.nef') !== null);
  expect(bench.photo('camera.nef').preview).toEqual({ state: 'ready', reason: null });
});

it('a RAW file waits for its picture while ExifTool does not run, and has its hash and tags meanwhile', async () => {
  write('camera.nef', 'nef');
  const real = bench.metadataEntry;
  bench.metadataEntry = join(bench.folder, 'broken.cjs');
  writeFileSync(bench.metadataEntry, 'process.exit(1);');
  await bench.start();
  await bench.add(root);
  await bench.until('it is read', () => bench.photo('camera.nef').contentHash !== null);
  expect(bench.photo('camera.nef').preview).toEqual({ state: 'pending', reason: null });
  await bench.engine.answers.tagPhotos({ locationIds: bench.ids(), name: 'Kept' });
  await bench.stop();
  bench.metadataEntry = real;
  await bench.start();
  await bench.until('it has a thumbnail', () => bench.photo('camera.nef').preview.state === 'ready');
  expect(thumbnail('camera.nef')).not.toBeNull();
  expect(bench.photo('camera.nef').tags.map(({ name }) => name)).toEqual(['Kept']);
  expect(readdirSync(root).filter((name) => name.endsWith('.nef'))).toEqual(['camera.nef']);
});
