/** Videos in the whole engine. Who plays them is the test; the window that does is tested with the app. */
import { copyFileSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PosterOutcome } from '../core/poster.js';
import { gridDetails } from '../dao/grid.js';
import { filePlace } from '../dao/locations.js';
import { closeDb, openWriteDb, preparePluck } from '../db/open.js';
import { closeThumbnailStore, getThumbnail, openThumbnailStore } from '../db/thumbnail-store.js';
import { jpegOf, quarterError, testImage } from '../testing/decoding.js';
import { EngineBench, samples } from '../testing/engine-bench.js';
import { claimingHevc, mjpegAvi } from '../testing/videos.js';

const video = join(samples, 'train.mov');
const frame = readFileSync(testImage('srgb-16-bit.png'));
const poster: PosterOutcome = { kind: 'poster', image: frame, width: 1440, height: 1080, durationMs: 1234 };

let bench: EngineBench;
let root: string;
/** File names, in the order in which they were to be played. */
let played: string[];
beforeEach(() => {
  bench = new EngineBench();
  root = bench.library('Videos');
  played = [];
});
afterEach(() => bench.stop());

/** Plays everything by `answer`. */
async function start(answer: (fileName: string) => PosterOutcome | Promise<PosterOutcome>): Promise<void> {
  bench.makePoster = (id) => {
    const fileName = filePlace(bench.db, id)?.relPath ?? '';
    played.push(fileName);
    return Promise.resolve(answer(fileName));
  };
  await bench.start();
}

/** Written long ago, so that nothing waits for more of it. */
function write(name: string, bytes: Buffer | string): void {
  writeFileSync(join(root, name), bytes);
  utimesSync(join(root, name), 1_600_000_000, 1_600_000_000);
}

/** A video of other bytes than all others. */
function writeVideo(name: string): void {
  write(name, Buffer.concat([readFileSync(video), Buffer.from(name)]));
}

function states(): Record<string, string> {
  return Object.fromEntries(bench.photos().map(({ fileName, preview }) => [fileName, preview.state]));
}

async function untilNoneWaits(): Promise<void> {
  await bench.until('no video waits', () => {
    const photos = bench.photos();
    return photos.length > 0 && photos.every(({ preview }) => preview.state !== 'pending');
  });
}

function thumbnailOf(fileName: string): { readonly width: number; readonly webp: Buffer } | null {
  const store = openThumbnailStore(join(bench.folder, 'thumbnails.db'), { readonly: true });
  try {
    return getThumbnail(store, bench.photo(fileName).contentHash ?? '');
  } finally {
    closeThumbnailStore(store);
  }
}

describe('a video', () => {
  it('has a frame of it as its thumbnail, its length, and its size as it is played; copies are not played again', async () => {
    copyFileSync(video, join(root, 'a.mov'));
    await start(() => poster);
    await bench.add(root);
    await untilNoneWaits();
    await bench.settled();
    expect(bench.photo('a.mov')).toMatchObject({
      preview: { state: 'ready', reason: null },
      // ExifTool says 1233; who played it knows better.
      facts: { width: 1440, height: 1080, durationMs: 1234, cameraMake: expect.any(String) as string },
    });
    expect(gridDetails(bench.db, bench.ids())).toMatchObject([{ hasThumbnail: true, durationMs: 1234 }]);
    expect(quarterError(thumbnailOf('a.mov')?.webp ?? Buffer.alloc(0))).toBeLessThan(10);
    const other = bench.library('Other');
    copyFileSync(video, join(other, 'b.mov'));
    await bench.add(other);
    await bench.until('the copy is known', () => bench.photo('b.mov').places.length === 2);
    await bench.settled();
    const copy = bench.photo('b.mov').places.find(({ relPath }) => relPath === 'b.mov');
    expect(bench.details(copy!.locationId)).toMatchObject({ preview: { state: 'ready' }, facts: { durationMs: 1234 } });
    expect(played).toEqual(['a.mov']);
  });

  it('that cannot be played says why, and is known by its bytes and its length all the same', async () => {
    write('phone.mov', claimingHevc(readFileSync(video)));
    write('short.mov', readFileSync(video).subarray(0, 500_000));
    write('text.mp4', 'no video '.repeat(1000));
    write('empty.mp4', '');
    writeVideo('crash.mov');
    await start((name) =>
      name === 'crash.mov' ? { kind: 'stopped', because: 'crash' } : { kind: 'unplayable', detail: '4 no' },
    );
    await bench.add(root);
    await untilNoneWaits();
    await bench.settled();
    expect(bench.photo('phone.mov')).toMatchObject({
      preview: { state: 'unsupported', reason: 'Keepsight cannot play this kind of video (HEVC).' },
      facts: { durationMs: 1233 },
    });
    expect(bench.photo('phone.mov').contentHash).not.toBeNull();
    expect(bench.photo('short.mov').preview).toMatchObject({ state: 'damaged', reason: /cut short/ });
    expect(bench.photo('text.mp4').preview).toMatchObject({ state: 'damaged', reason: /no video/ });
    expect(bench.photo('empty.mp4').preview).toMatchObject({ state: 'damaged', reason: /empty/ });
    expect(bench.photo('crash.mov').preview).toMatchObject({ state: 'damaged', reason: /stopped/ });
    expect(played).not.toContain('empty.mp4');
    expect(played.filter((name) => name === 'crash.mov')).toHaveLength(2);
  });

  it('whose player ended of something else is played once more', async () => {
    writeVideo('a.mov');
    await start(() => (played.length === 1 ? { kind: 'stopped', because: 'crash' } : poster));
    await bench.add(root);
    await bench.until('it has a thumbnail', () => bench.photo('a.mov').preview.state === 'ready');
    expect(played).toEqual(['a.mov', 'a.mov']);
  });

  it('of an old camera, an AVI of JPEGs, shows its first frame though nobody plays it', async () => {
    const jpeg = jpegOf(testImage('srgb-16-bit.png'), { width: 320, height: 240 });
    write('old.avi', mjpegAvi([jpeg, jpeg, jpeg], { width: 320, height: 240, framesPerSecond: 2 }));
    await start(() => ({ kind: 'unplayable', detail: '4 no' }));
    await bench.add(root);
    await untilNoneWaits();
    await bench.settled();
    expect(bench.photo('old.avi')).toMatchObject({
      preview: { state: 'ready' },
      facts: { width: 320, height: 240, durationMs: 1500 },
    });
    expect(quarterError(thumbnailOf('old.avi')?.webp ?? Buffer.alloc(0))).toBeLessThan(12);
  });

  it('that changes while it is played is not shown under its old bytes', async () => {
    writeVideo('a.mov');
    await start(() => {
      if (played.length === 1) write('a.mov', Buffer.concat([readFileSync(video), Buffer.from('edited')]));
      return poster;
    });
    await bench.add(root);
    await bench.until('the new bytes are shown', () => played.length === 2 && states()['a.mov'] === 'ready');
    expectOneThumbnail();
  });

  it('that changes and is found so before it was played to its end is played again', async () => {
    writeVideo('a.mov');
    const edited = Buffer.concat([readFileSync(video), Buffer.from('edited')]);
    const sizeInDatabase = (): unknown => preparePluck(bench.db, 'SELECT size_bytes FROM image_exif').get();
    await start(async () => {
      if (played.length > 1) return poster;
      write('a.mov', edited);
      await bench.until('the change is known', () => sizeInDatabase() === edited.length);
      return poster;
    });
    await bench.add(root);
    await bench.until('the new bytes are shown', () => played.length === 2 && states()['a.mov'] === 'ready');
    expectOneThumbnail();
  });

  function expectOneThumbnail(): void {
    const store = openThumbnailStore(join(bench.folder, 'thumbnails.db'), { readonly: true });
    expect(preparePluck(store.db, 'SELECT count(*) FROM thumbnails').get()).toBe(1);
    closeThumbnailStore(store);
    expect(thumbnailOf('a.mov')).not.toBeNull();
  }
});

describe('the queue', () => {
  it('waits while reading is paused, and begins with what is in view', async () => {
    for (const name of ['a.mov', 'b.mov', 'c.mov']) writeVideo(name);
    let isPaused = false;
    await start(async () => {
      if (!isPaused) {
        isPaused = true;
        await bench.engine.answers.setPaused({ paused: true });
      }
      return poster;
    });
    await bench.add(root);
    await bench.until('one was played', () => Object.values(states()).includes('ready'));
    copyFileSync(join(samples, 'mongolia.jpeg'), join(root, 'photo.jpeg'));
    await bench.until('a new file is listed meanwhile', () => bench.ids().length === 4);
    expect(played).toHaveLength(1);
    const last = bench
      .photos()
      .filter(({ preview, mediaKind }) => mediaKind === 'video' && preview.state === 'pending');
    const wanted = last.at(-1);
    await bench.engine.answers.prioritise({ locationIds: wanted === undefined ? [] : [wanted.locationId] });
    await bench.engine.answers.setPaused({ paused: false });
    await untilNoneWaits();
    expect(played).toHaveLength(3);
    expect(played[1]).toBe(wanted?.fileName);
  });

  it('holds up neither reading nor the end when a video takes for ever, and goes on after the next start', async () => {
    writeVideo('a.mov');
    await start(() => new Promise<never>(() => undefined));
    await bench.add(root);
    await bench.until('it is being played', () => played.length === 1);
    copyFileSync(join(samples, 'mongolia.jpeg'), join(root, 'photo.jpeg'));
    await bench.until('the photo is read', () => states()['photo.jpeg'] === 'ready');
    await bench.stop();
    played = [];
    await start(() => poster);
    await untilNoneWaits();
    expect(played).toEqual(['a.mov']);
  });

  it('keeps videos for later when nothing can be played, and does not ask for each of them', async () => {
    for (const name of ['a.mov', 'b.mov']) writeVideo(name);
    await start(() => ({ kind: 'unavailable', reason: 'no window' }));
    await bench.add(root);
    await bench.settled();
    await bench.until('one was tried', () => played.length > 0);
    expect(states()).toEqual({ 'a.mov': 'pending', 'b.mov': 'pending' });
    await bench.stop();
    await start(() => poster);
    await untilNoneWaits();
    expect(states()).toEqual({ 'a.mov': 'ready', 'b.mov': 'ready' });
  });

  it('takes in videos of older versions, and those whose thumbnails were lost, without reading them again', async () => {
    writeVideo('a.mov');
    writeVideo('b.mov');
    await start(() => poster);
    await bench.add(root);
    await untilNoneWaits();
    await bench.settled();
    const facts = bench.photo('b.mov').facts;
    const readAt = (): unknown[] => preparePluck(bench.db, 'SELECT verified_at FROM image_exif ORDER BY id').all();
    const before = readAt();
    await bench.stop();
    rmSync(join(bench.folder, 'thumbnails.db'));
    const db = openWriteDb(join(bench.folder, 'keepsight.db'));
    db.exec(`UPDATE image_exif SET preview_state = 2, preview_reason = 'Preview not supported yet for MOV files.', duration_ms = NULL
      WHERE rel_path = 'a.mov';
      INSERT OR REPLACE INTO app_state (key, value) VALUES ('previewGeneration', '3'), ('thumbnailsLost', 'true');`);
    closeDb(db);
    await start(() => poster);
    await bench.until('both are shown', () => thumbnailOf('a.mov') !== null && thumbnailOf('b.mov') !== null);
    await untilNoneWaits();
    expect(bench.photo('a.mov').facts.durationMs).toBe(1234);
    expect(bench.photo('b.mov').facts).toEqual(facts);
    expect(readAt()).toEqual(before);
  });
});
