import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ContentHash, LocationId } from '../../preload/contract/model.js';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, plansOf } from '../testing/database.js';
import {
  beginLook,
  embeddingsAfter,
  filesToLookAt,
  lookAgainSteps,
  lookCounts,
  lookFailures,
  putLookBack,
  queueLooksSteps,
  recordLook,
  recordNoLook,
  retryLooks,
  seenInPhoto,
  waitingLooks,
  waitingLooksAmong,
} from './photo-signals.js';
import type { LookResult } from './photo-signals.js';

const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
const light = {
  brightness: 0.5,
  contrast: 0.2,
  sharpness: 0.7,
  noise: 0.1,
  clippedShadows: 0,
  clippedHighlights: 0.01,
};
const result: LookResult = {
  seen: {
    objects: [{ label: 'dog', score: 0.71239999, box }],
    faces: [],
    texts: [{ text: 'Invoice 42', score: 0.95, box }],
    colours: [{ name: 'green', share: 0.6 }],
    light,
  },
  embedding: Uint8Array.of(1, 2, 3),
  models: 'one',
  edge: 1600,
};

let db: WriteDb;
beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1);
});
afterEach(() => {
  db.close();
});

function addPhoto(n: number, options: Parameters<typeof addLocation>[3] = {}): LocationId {
  return addLocation(db, 1, `${String(n)}.jpg`, { hash: hashNumbered(n), ...options });
}

function photoOf(n: number): number {
  return preparePluck(db, 'SELECT id FROM photos WHERE content_hash = ?').get(hashNumbered(n)) as number;
}

function queue(): number {
  return finish(queueLooksSteps(db));
}

it('each content waits once, however many files hold it, the last that came first', () => {
  addPhoto(1);
  addPhoto(2);
  addLocation(db, 1, 'copy of 1.jpg', { hash: hashNumbered(1) });
  addLocation(db, 1, 'not read.jpg');
  expect(lookCounts(db)).toEqual({ waiting: 2, done: 0, failed: 0 });
  expect(queue()).toBe(2);
  expect(queue()).toBe(0);
  expect(waitingLooks(db, 10).map(({ photoId }) => photoId)).toEqual([photoOf(2), photoOf(1)]);
  expect(lookCounts(db)).toEqual({ waiting: 2, done: 0, failed: 0 });
  const third = addPhoto(3);
  expect(waitingLooksAmong(db, [third])).toEqual([]);
  expect(queue()).toBe(1);
  expect(waitingLooksAmong(db, [third, third]).map(({ photoId }) => photoId)).toEqual([photoOf(3), photoOf(3)]);
  expect(filesToLookAt(db, photoOf(1)).map(({ relPath }) => relPath)).toEqual(['1.jpg', 'copy of 1.jpg']);
});

it('what is found is kept by its bytes, and waits to be indexed', () => {
  addPhoto(1);
  queue();
  prepare(db, 'DELETE FROM search_texts_waiting').run();
  beginLook(db, photoOf(1));
  recordLook(db, photoOf(1), result, 1234);
  expect(waitingLooks(db, 10)).toEqual([]);
  expect(lookCounts(db)).toEqual({ waiting: 0, done: 1, failed: 0 });
  expect(seenInPhoto(db, hashNumbered(1).toString('hex') as ContentHash)).toEqual({
    ...result.seen,
    objects: [{ label: 'dog', score: 0.7124, box }],
  });
  expect(embeddingsAfter(db, 0, 10)).toEqual([[1, photoOf(1), 'one', Buffer.of(1, 2, 3)]]);
  expect(preparePluck(db, 'SELECT photo_id FROM search_texts_waiting').all()).toEqual([photoOf(1)]);
  expect(prepare(db, 'SELECT state, tries, models, seen_at, edge FROM photo_signals').get()).toEqual({
    state: 1,
    tries: 0,
    models: 'one',
    seen_at: 1234,
    edge: 1600,
  });
});

it('where nobody could read, there are no texts, and that is remembered', () => {
  addPhoto(1);
  queue();
  recordLook(db, photoOf(1), { ...result, seen: { ...result.seen, texts: null }, embedding: null }, 1);
  expect(preparePluck(db, 'SELECT texts FROM photo_signals').get()).toBeNull();
  expect(seenInPhoto(db, hashNumbered(1).toString('hex') as ContentHash)?.texts).toEqual([]);
  expect(embeddingsAfter(db, 0, 10)).toEqual([]);
});

it('a photo that was looked at again has a new number, and the old vector is gone', () => {
  addPhoto(1);
  addPhoto(2);
  queue();
  for (const n of [1, 2]) recordLook(db, photoOf(n), result, 1);
  recordLook(db, photoOf(2), { ...result, embedding: Uint8Array.of(9) }, 2);
  expect(embeddingsAfter(db, 2, 10)).toEqual([[3, photoOf(2), 'one', Buffer.of(9)]]);
  expect(embeddingsAfter(db, 0, 10)).toHaveLength(2);
});

it('tries are counted before a look, and taken back when the photo is not to blame', () => {
  addPhoto(1);
  queue();
  beginLook(db, photoOf(1));
  beginLook(db, photoOf(1));
  putLookBack(db, photoOf(1));
  expect(waitingLooks(db, 1)[0]?.tries).toBe(1);
});

it('what failed says why, and waits again when it is asked for', () => {
  addPhoto(1);
  addPhoto(2);
  queue();
  recordNoLook(db, photoOf(1), 'failed', 'It is broken.');
  recordNoLook(db, photoOf(2), 'without_picture', null);
  expect(lookCounts(db)).toEqual({ waiting: 0, done: 0, failed: 1 });
  expect(lookFailures(db, 5)).toEqual([{ fileName: '1.jpg', reason: 'It is broken.' }]);
  expect(retryLooks(db)).toBe(1);
  expect(waitingLooks(db, 5).map(({ photoId }) => photoId)).toEqual([photoOf(1)]);
});

it('a photo without a picture waits again when it has one', () => {
  const id = addPhoto(1, { previewState: 0 });
  queue();
  recordNoLook(db, photoOf(1), 'without_picture', null);
  prepare(db, 'UPDATE image_exif SET preview_state = 1 WHERE id = ?').run(id);
  expect(waitingLooks(db, 5)).toHaveLength(1);
});

it('what other models looked at is looked at again, and is kept until then', () => {
  addPhoto(1);
  addPhoto(2);
  queue();
  recordLook(db, photoOf(1), result, 1);
  recordLook(db, photoOf(2), { ...result, models: 'two' }, 1);
  expect(finish(lookAgainSteps(db, 'two'))).toBe(1);
  expect(waitingLooks(db, 5).map(({ photoId }) => photoId)).toEqual([photoOf(1)]);
  expect(seenInPhoto(db, hashNumbered(1).toString('hex') as ContentHash)).not.toBeNull();
});

it('a photo that is forgotten leaves nothing, and the next one of its number is looked at', () => {
  addPhoto(1);
  const id = addPhoto(2);
  queue();
  recordLook(db, photoOf(2), result, 1);
  const number = photoOf(2);
  prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(id);
  prepare(db, 'DELETE FROM photos WHERE id = ?').run(number);
  expect(prepare(db, 'SELECT photo_id FROM photo_signals').pluck().all()).toEqual([photoOf(1)]);
  expect(embeddingsAfter(db, 0, 10)).toEqual([]);
  addPhoto(3);
  expect(photoOf(3)).toBe(number);
  expect(queue()).toBe(1);
});

it('reads by its indexes, also among a million', () => {
  const plans = plansOf(db, () => {
    queue();
    waitingLooks(db, 1);
    waitingLooksAmong(db, [1 as LocationId]);
    filesToLookAt(db, 1);
    lookCounts(db);
    lookFailures(db, 5);
    embeddingsAfter(db, 0, 10);
    seenInPhoto(db, hashNumbered(1).toString('hex') as ContentHash);
    finish(lookAgainSteps(db, 'x'));
  });
  expect(plans.filter((plan) => /^SCAN (?!wanted)/.test(plan) && !plan.includes('CONSTANT ROW'))).toEqual([]);
});
