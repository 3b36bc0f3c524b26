import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { hashNumbered } from '../testing/database.js';
import { temporaryFolder } from '../testing/files.js';
import { AppFailure } from './failure.js';
import { closeDb, openWriteDb, prepare } from './open.js';
import {
  blursOf,
  closeThumbnailStore,
  deleteThumbnails,
  getThumbnail,
  hasThumbnail,
  nextUnblurred,
  openThumbnailStore,
  putBlurs,
  putThumbnail,
  putThumbnails,
  rebuildThumbnailStore,
} from './thumbnail-store.js';

const folder = temporaryFolder();
const image = (text: string): Buffer => Buffer.from(text.repeat(5000));
const blur = (n: number): Buffer => Buffer.alloc(32, n);

test('thumbnails come back by hash, as bytes or as text, and to a reader on the same file', () => {
  const path = join(folder, 'thumbnails.sqlite');
  const store = openThumbnailStore(path);
  putThumbnails(store, [
    { contentHash: hashNumbered(1), webp: image('one'), width: 400, height: 300, blur: blur(1) },
    { contentHash: hashNumbered(2), webp: image('two'), width: 300, height: 400, blur: blur(2) },
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
  putThumbnail(store, { contentHash: hashNumbered(1), webp: image('new'), width: 10, height: 10, blur: blur(9) });
  expect(getThumbnail(reader, hashNumbered(1))).toEqual({ webp: image('new'), width: 10, height: 10 });
  closeThumbnailStore(reader);
  closeThumbnailStore(store);
});

test('a hash that is none is refused, whoever asks', () => {
  const store = openThumbnailStore(join(folder, 'refuse.sqlite'));
  expect(() => getThumbnail(store, '../../etc/passwd')).toThrow(RangeError);
  expect(() => {
    putThumbnail(store, { contentHash: Buffer.alloc(5), webp: image('x'), width: 1, height: 1, blur: blur(0) });
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

test('blurs are asked for by many hashes, go with their thumbnails, and are replaced with them', () => {
  const path = join(folder, 'blurs.sqlite');
  const store = openThumbnailStore(path);
  const hex = (n: number): string => hashNumbered(n).toString('hex');
  const put = (n: number, colour: number): void => {
    putThumbnail(store, { contentHash: hashNumbered(n), webp: image('x'), width: 4, height: 3, blur: blur(colour) });
  };
  put(1, 1);
  put(2, 2);
  const reader = openThumbnailStore(path, { readonly: true });
  expect(blursOf(reader, [hex(2), hex(3), hex(1)])).toEqual(
    new Map([
      [hex(2), blur(2).toString('base64')],
      [hex(1), blur(1).toString('base64')],
    ]),
  );
  put(1, 7);
  deleteThumbnails(store, [hashNumbered(2)]);
  expect(blursOf(reader, [hex(1), hex(2)])).toEqual(new Map([[hex(1), blur(7).toString('base64')]]));
  // A new store has nothing to make up for.
  expect(nextUnblurred(store, 10)).toBeNull();
  closeThumbnailStore(reader);
  closeThumbnailStore(store);
});

describe('a store of the version before there were blurs', () => {
  /** As that version made it, with so many thumbnails. */
  function former(name: string, count: number): string {
    const path = join(folder, name);
    const db = openWriteDb(path, { pageSize: 8192 });
    db.exec(`CREATE TABLE thumbnails (
        id INTEGER PRIMARY KEY,
        content_hash BLOB NOT NULL UNIQUE CHECK (length(content_hash) = 32),
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        webp BLOB NOT NULL
      ) STRICT;
      PRAGMA user_version = 1;`);
    const insert = prepare(db, 'INSERT INTO thumbnails (content_hash, width, height, webp) VALUES (?, 4, 3, ?)');
    for (let n = 1; n <= count; n++) insert.run(hashNumbered(n), Buffer.from(`picture ${String(n)}`));
    closeDb(db);
    return path;
  }

  it('is upgraded in place, and gets them piece by piece, over a restart', () => {
    const path = former('former.sqlite', 25);
    let store = openThumbnailStore(path);
    expect(getThumbnail(store, hashNumbered(25))?.webp.toString()).toBe('picture 25');
    // What is read meanwhile has its own, and what cannot be decoded is passed over.
    putThumbnail(store, { contentHash: hashNumbered(3), webp: image('new'), width: 4, height: 3, blur: blur(3) });
    const made: string[] = [];
    let pieces = 0;
    for (;;) {
      const piece = nextUnblurred(store, 10);
      if (piece === null) break;
      const rows = piece.rows.filter(({ webp }) => webp.toString() !== 'picture 5');
      made.push(...rows.map(({ webp }) => webp.toString()));
      putBlurs(
        store,
        rows.map(({ contentHash }) => ({ contentHash, blur: blur(8) })),
        piece.upTo,
      );
      pieces++;
      closeThumbnailStore(store);
      store = openThumbnailStore(path);
    }
    expect(pieces).toBe(3);
    expect(new Set(made).size).toBe(23);
    const hashes = Array.from({ length: 25 }, (_, n) => hashNumbered(n + 1).toString('hex'));
    const found = blursOf(store, hashes);
    expect(found.size).toBe(24);
    expect(found.get(hashes[2] ?? '')).toBe(blur(3).toString('base64'));
    closeThumbnailStore(store);
  });

  it('looks for what is to be made by indexes alone', () => {
    const store = openThumbnailStore(former('plan.sqlite', 1));
    const plan = (sql: string): string =>
      (prepare(store.db, `EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
        .map(({ detail }) => detail)
        .join('\n');
    expect(
      plan(`SELECT content_hash FROM thumbnails WHERE content_hash > x'00' ORDER BY content_hash LIMIT 9`),
    ).toMatch(/^SEARCH thumbnails USING COVERING INDEX/);
    expect(plan(`SELECT blur FROM blurs WHERE content_hash = x'00'`)).toBe(
      'SEARCH blurs USING PRIMARY KEY (content_hash=?)',
    );
    closeThumbnailStore(store);
  });
});

describe('a damaged store', () => {
  const rubbish = Buffer.alloc(60_000, 0xee);
  const one = { contentHash: hashNumbered(1), webp: image('one'), width: 4, height: 3, blur: blur(1) };

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
