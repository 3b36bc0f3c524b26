import { join } from 'node:path';
import { expect, test } from 'vitest';
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
  store.pragma('user_version = 7');
  closeThumbnailStore(store);
  expect(() => openThumbnailStore(path)).toThrow(AppFailure);
});
