/** Thumbnails can be made again: damage to their store, or a full disk below it, makes no photo the worse. */
import { closeSync, cpSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Activity } from '../../preload/contract/progress.js';
import { closeDb, openWriteDb, prepare } from '../db/open.js';
import { blursOf, closeThumbnailStore, hasThumbnail, openThumbnailStore } from '../db/thumbnail-store.js';
import { testImage } from '../testing/decoding.js';
import { EngineBench, samples } from '../testing/engine-bench.js';
import { smallDisk, whyNoMounts } from '../testing/mounts.js';

const names = ['train.jpg', 'mongolia.jpeg'];
const megabyte = 1024 * 1024;

let bench: EngineBench;
beforeEach(() => {
  bench = new EngineBench();
});
afterEach(() => bench.stop());

async function withPhotos(): Promise<void> {
  const root = bench.library('Photos');
  for (const name of names) cpSync(join(samples, name), join(root, name));
  await bench.add(root);
}

function thumbnails(): number {
  const store = openThumbnailStore(join(bench.thumbnailsFolder, 'thumbnails.db'), { readonly: true });
  try {
    return bench.photos().filter(({ contentHash }) => contentHash !== null && hasThumbnail(store, contentHash)).length;
  } finally {
    closeThumbnailStore(store);
  }
}

function previews(): readonly string[] {
  return bench.photos().map(({ preview }) => preview.state);
}

function rubbish(from: number): void {
  const file = openSync(join(bench.folder, 'thumbnails.db'), 'r+');
  writeSync(file, Buffer.alloc(60_000, 0xee), 0, 60_000, from);
  closeSync(file);
}

function waiting(): number {
  return prepare(bench.db, 'SELECT count(*) AS n FROM image_exif WHERE read_state = 0').pluck().get() as number;
}

it('a store that is damaged at the start is made anew, and so are the thumbnails', async () => {
  await bench.start();
  await withPhotos();
  await bench.settled();
  await bench.engine.answers.tagPhotos({ locationIds: bench.ids(), name: 'Kept' });
  const facts = (): unknown => Object.fromEntries(bench.photos().map((photo) => [photo.fileName, photo.facts]));
  const before = facts();
  await bench.stop();
  rubbish(0);
  await bench.start();
  await bench.until('all have thumbnails again', () => waiting() === 0 && thumbnails() === names.length);
  expect(previews()).toEqual(names.map(() => 'ready'));
  expect(bench.photos().every(({ tags }) => tags.length === 1)).toBe(true);
  // What ExifTool said, too: the lens is not in the header that was read again.
  expect(facts()).toEqual(before);
  expect((bench.engine.answers.activity({}) as Activity).trouble).toBeNull();
});

it('a store found damaged while the engine runs is made anew, and so are the thumbnails', async () => {
  await bench.start();
  await withPhotos();
  await bench.settled();
  bench.engine.internal.rebuildThumbnails();
  expect(thumbnails()).toBe(0);
  await bench.until('all have thumbnails again', () => waiting() === 0 && thumbnails() === names.length);
  expect(previews()).toEqual(names.map(() => 'ready'));
});

it('thumbnails of an earlier version get their blurs in the background', async () => {
  await bench.start();
  await withPhotos();
  await bench.settled();
  const path = join(bench.folder, 'thumbnails.db');
  const blurs = (): number => {
    const store = openThumbnailStore(path, { readonly: true });
    try {
      return blursOf(
        store,
        bench.photos().flatMap(({ contentHash }) => contentHash ?? []),
      ).size;
    } finally {
      closeThumbnailStore(store);
    }
  };
  expect(blurs()).toBe(names.length);
  await bench.stop();
  const db = openWriteDb(path);
  db.exec('DROP TABLE blurs; DROP TABLE blurs_to_make; PRAGMA user_version = 1;');
  closeDb(db);
  await bench.start();
  await bench.until('all have blurs', () => blurs() === names.length);
});

it('a file that had no preview gets one after an upgrade to a version that can make it', async () => {
  await bench.start();
  const root = bench.library('Photos');
  cpSync(testImage('p3-8bit.heic'), join(root, 'phone.heic'));
  await bench.add(root);
  await bench.settled();
  await bench.engine.answers.tagPhotos({ locationIds: bench.ids(), name: 'Kept' });
  await bench.stop();
  rmSync(join(bench.folder, 'thumbnails.db'));
  const db = openWriteDb(join(bench.folder, 'keepsight.db'));
  db.exec(`UPDATE image_exif SET preview_state = 2, preview_reason = 'Preview not supported yet for HEIC files.';
    DELETE FROM app_state WHERE key = 'previewGeneration';`);
  closeDb(db);
  await bench.start();
  await bench.until('it has a thumbnail', () => previews()[0] === 'ready' && thumbnails() === 1);
  expect(bench.photos().map(({ tags, preview }) => [tags.length, preview.reason])).toEqual([[1, null]]);
});

it.skipIf(whyNoMounts !== null)(
  'a full disk below the thumbnails is told, marks no file, and passes',
  async () => {
    bench.thumbnailsFolder = smallDisk(2 * megabyte);
    await bench.start();
    const filler = join(bench.thumbnailsFolder, 'filler');
    for (let size = megabyte, part = 0; size >= 512; part++) {
      try {
        writeFileSync(`${filler}${part}`, Buffer.alloc(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
    await withPhotos();
    const trouble = (): string | undefined => (bench.engine.answers.activity({}) as Activity).trouble?.code;
    await bench.until('the trouble is told', () => trouble() === 'disk_full');
    expect(previews()).toEqual(names.map(() => 'pending'));
    await bench.engine.answers.tagPhotos({ locationIds: bench.ids(), name: 'All the same' });
    for (let part = 0; part < 40; part++) rmSync(`${filler}${part}`, { force: true });
    await bench.until('all have thumbnails', () => thumbnails() === names.length);
    expect(previews()).toEqual(names.map(() => 'ready'));
    await bench.until('the trouble has passed', () => trouble() === undefined);
  },
  90_000,
);
