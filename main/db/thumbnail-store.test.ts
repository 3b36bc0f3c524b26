import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { hashNumbered } from '../testing/database.js';
import { temporaryFolder } from '../testing/files.js';
import { AppFailure } from './failure.js';
import {
  closeThumbnailStore,
  getThumbnail,
  hasThumbnail,
  openThumbnailStore,
  putThumbnail,
  putThumbnails,
  rebuildThumbnailStore,
} from './thumbnail-store.js';

const folder = temporaryFolder();
const image = (text: string): Buffer => Buffer.from(text.repeat(5000));

test('thumbnails come back by hash, as bytes or as text, and to a reader on the same file', () => {
  const path = join(folder, 'thumbnails.sqlite');
  const store = openThumbnailStore(path);
  putThumbnails(store, [
    { contentHash: hashNumbered(1), webp: image('one'), width: 400, height: 300 },
    { contentHash: hashNumbered(2), webp: image('two'), width: 300, height: 400 },
  ]);
  const reader = openThumbnailStore(path, { readonly: true });
  expect(getThumbnail(reader, hashNumbered(1).toString('hex'))).toEqual({
    webp: image('one'),
    width: 400,
    height: 300,
  });
  expect(getThumbnail(reader, hashNumbered(2))?.height).toBe(400);
  expect(getThumbnail(reader, hashNumbered(3))).toBeNull();
  expect(hasThumbnail(reader, hashNumbered(2))).toBe(true);
  expect(hasThumbnail(reader, hashNumbered(3))).toBe(false);
  putThumbnail(store, { contentHash: hashNumbered(1), webp: image('new'), width: 10, height: 10 });
  expect(getThumbnail(reader, hashNumbered(1))).toEqual({ webp: image('new'), width: 10, height: 10 });
  closeThumbnailStore(reader);
  closeThumbnailStore(store);
});

test('a hash that is none is refused, whoever asks', () => {
  const store = openThumbnailStore(join(folder, 'refuse.sqlite'));
  expect(() => getThumbnail(store, '../../etc/passwd')).toThrow(RangeError);
  expect(() => {
    putThumbnail(store, { contentHash: Buffer.alloc(5), webp: image('x'), width: 1, height: 1 });
  }).toThrow();
  closeThumbnailStore(store);
});

test('a store of another version is refused and left alone', () => {
  const path = join(folder, 'newer.sqlite');
  const store = openThumbnailStore(path);
  store.db.pragma('user_version = 7');
  closeThumbnailStore(store);
  expect(() => openThumbnailStore(path)).toThrow(AppFailure);
});

describe('a damaged store', () => {
  const rubbish = Buffer.alloc(60_000, 0xee);
  const one = { contentHash: hashNumbered(1), webp: image('one'), width: 4, height: 3 };

  function spoilt(name: string, from: number): string {
    const path = join(folder, name);
    const store = openThumbnailStore(path);
    for (let n = 1; n < 30; n++) putThumbnail(store, { ...one, contentHash: hashNumbered(n) });
    closeThumbnailStore(store);
    const file = openSync(path, 'r+');
    writeSync(file, rubbish, 0, rubbish.length, from);
    closeSync(file);
    return path;
  }

  it.each([
    ['from its first byte', 0],
    ['after its first page', 8192],
  ])('%s is made anew, says so, and takes thumbnails again', (_, from) => {
    let lost = 0;
    const store = openThumbnailStore(spoilt(`spoilt-${from}.db`, from), { onLost: () => lost++ });
    for (let n = 1; n < 30; n++) expect(hasThumbnail(store, hashNumbered(n)) && lost > 0).toBe(false);
    putThumbnail(store, one);
    expect(lost).toBe(1);
    expect(getThumbnail(store, one.contentHash)?.webp).toEqual(one.webp);
    closeThumbnailStore(store);
  });

  it('has nothing for a reader, which tells and finds the new one when it is there', () => {
    const path = spoilt('read.db', 8192);
    let told = 0;
    const reader = openThumbnailStore(path, { readonly: true, onLost: () => told++ });
    for (let n = 1; n < 30; n++) getThumbnail(reader, hashNumbered(n));
    expect(told).toBeGreaterThan(0);
    const store = openThumbnailStore(path);
    rebuildThumbnailStore(store);
    putThumbnail(store, one);
    expect(getThumbnail(reader, one.contentHash)?.webp).toEqual(one.webp);
    closeThumbnailStore(reader);
    closeThumbnailStore(store);
  });
});
