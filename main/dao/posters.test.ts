import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LibraryId, LocationId } from '../../preload/contract/model.js';
import { prepare } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, plansOf } from '../testing/database.js';
import { backlogOf } from './locations.js';
import { pendingPosters, pendingPostersAmong, recordPoster } from './posters.js';

const one = 1 as LibraryId;
const facts = { width: 1920, height: 1080, durationMs: 42_000 };

let db: WriteDb;
beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
});
afterEach(() => {
  db.close();
});

function addVideo(relPath: string, options: Parameters<typeof addLocation>[3] = {}): number {
  return addLocation(db, 1, relPath, { mediaKind: 'video', previewState: 0, hash: hashNumbered(1), ...options });
}

it('waiting are the videos of a library that are there, hashed and without a picture', () => {
  const waiting = addVideo('a.mov');
  addVideo('unread.mov', { hash: null });
  addVideo('missing.mov', { presence: 2 });
  addVideo('done.mov', { previewState: 1 });
  addVideo('image.jpg', { mediaKind: 'image' });
  addLocation(db, 2, 'other.mov', { mediaKind: 'video', previewState: 0, hash: hashNumbered(2) });
  expect(pendingPosters(db, one, 10).map(({ id }) => id)).toEqual([waiting]);
  const ids = prepare(db, 'SELECT id FROM image_exif ORDER BY id DESC').pluck().all() as LocationId[];
  expect(pendingPostersAmong(db, ids)).toHaveLength(2);
  expect(backlogOf(db, one).toPoster).toBe(1);
});

it('a picture is written to the bytes that it is of, and to no others', () => {
  addVideo('a.mov');
  const [file] = pendingPosters(db, one, 1);
  prepare(db, 'UPDATE image_exif SET content_hash = ?').run(hashNumbered(9));
  expect(recordPoster(db, file!, { state: 'ready' }, facts)).toBe(false);
  prepare(db, 'UPDATE image_exif SET content_hash = ?').run(hashNumbered(1));
  expect(recordPoster(db, file!, { state: 'ready' }, facts)).toBe(true);
  expect(pendingPosters(db, one, 1)).toEqual([]);
  expect(prepare(db, 'SELECT preview_state, width, height, duration_ms FROM image_exif').get()).toEqual({
    preview_state: 1,
    width: 1920,
    height: 1080,
    duration_ms: 42_000,
  });
});

it('what the player did not tell stays as it was', () => {
  addVideo('a.mov');
  const [file] = pendingPosters(db, one, 1);
  recordPoster(db, file!, { state: 'damaged', reason: 'Why.' }, { width: null, height: null, durationMs: null });
  expect(prepare(db, 'SELECT preview_state, preview_reason, width, height FROM image_exif').get()).toEqual({
    preview_state: 3,
    preview_reason: 'Why.',
    width: 400,
    height: 300,
  });
});

it('asking goes through no table, however many files there are', () => {
  const plan = plansOf(db, () => {
    pendingPosters(db, one, 1);
    pendingPostersAmong(db, [1 as LocationId]);
    backlogOf(db, one);
  });
  expect(plan.filter((line) => /^SCAN (?!CONSTANT)/.test(line))).toEqual([]);
  expect(plan.join()).toContain('image_exif_to_poster');
});
