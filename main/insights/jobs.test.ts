import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JobEnd } from '../../preload/contract/events.js';
import type { JobId, LocationId } from '../../preload/contract/model.js';
import { getJob, jobFailures, listJobs } from '../dao/insight-jobs.js';
import { throwAwayPreviews } from '../dao/insight-previews.js';
import { ownModel } from '../dao/own-model.js';
import { closeDb, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase } from '../testing/database.js';
import { InsightJobs } from './jobs.js';
import type { InsightJobsDependencies } from './jobs.js';
import { PhotoTrouble, ProviderTrouble } from './provider.js';
import type { InsightProvider, InsightSubject, InsightText } from './provider.js';

let db: WriteDb;
let bench: Bench;

/** A provider that does what the test says, and everything that is told. */
class Bench {
  readonly ends: JobEnd[] = [];
  readonly shown = new Map<JobId, { done: number; total: number | null; state: string; reason: string | null }>();
  readonly asked: string[] = [];
  most = 0;
  hold = { isHeld: false, oneCore: false };
  isOff = false;
  question = 'What is it?';
  describe: (subject: InsightSubject, signal: AbortSignal) => Promise<InsightText> = (subject) =>
    Promise.resolve({ title: subject.fileName, summary: 'Text', facts: [], suggestedTags: [] });
  jobs = this.make();
  #busy = 0;

  make(): InsightJobs {
    const provider: InsightProvider = {
      name: 'Test',
      modelVersion: '1',
      promptVersion: null,
      asks: this.question,
      atOnce: 3,
      describe: async (subject, signal) => {
        this.asked.push(subject.fileName);
        this.most = Math.max(this.most, ++this.#busy);
        try {
          return await this.describe(subject, signal);
        } finally {
          this.#busy--;
        }
      },
    };
    const dependencies: InsightJobsDependencies = {
      db,
      provider: () => (this.isOff ? null : provider),
      activity: {
        update: ({ jobId, state, reason }, { done, total }) => this.shown.set(jobId, { done, total, state, reason }),
        finish: ({ jobId }) => this.shown.delete(jobId),
      },
      language: () => 'en',
      hold: () => this.hold,
      nowMs: () => 1_700_000_000_000,
      log: () => undefined,
      onStored: () => undefined,
      onChanged: () => undefined,
      onEnd: (end) => this.ends.push(end),
      troublePauses: [1, 1],
    };
    return new InsightJobs(dependencies);
  }

  start(locationIds: readonly LocationId[], scope: 'missing' | 'all' = 'missing'): JobId {
    return this.jobs.start({ locationIds }, scope, { source: 'built_in' });
  }

  async until(condition: () => boolean): Promise<void> {
    for (let turns = 0; !condition(); turns++) {
      if (turns > 2_000) throw new Error(`Waited in vain: ${JSON.stringify(listJobs(db))}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  async end(jobId: JobId): Promise<JobEnd> {
    await this.until(() => this.ends.some((end) => end.jobId === jobId));
    return this.ends.find((end) => end.jobId === jobId)!;
  }
}

beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1);
  bench = new Bench();
});
afterEach(async () => {
  bench.jobs.close();
  await bench.jobs.settled();
  closeDb(db);
});

function photos(count: number): LocationId[] {
  return Array.from({ length: count }, (_, n) => addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n + 1) }));
}

const insights = (): unknown => preparePluck(db, 'SELECT count(*) FROM photo_insights').get();
const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('aborted'));
    });
  });

test('every photo gets one insight, several at once, one where the user wants one core', async () => {
  const jobId = bench.start(photos(100));
  expect(await bench.end(jobId)).toEqual({
    jobId,
    outcome: 'completed',
    done: 100,
    failed: 0,
    total: 100,
    reason: null,
  });
  expect(insights()).toBe(100);
  expect(bench.most).toBe(3);
  expect(bench.shown.size).toBe(0);
  bench.most = 0;
  bench.hold = { isHeld: false, oneCore: true };
  const ids = [...preparePluck(db, 'SELECT id FROM image_exif').all()] as LocationId[];
  await bench.end(bench.start(ids, 'all'));
  expect(bench.most).toBe(1);
  expect(insights()).toBe(200);
});

test('what was looked at is not asked for again, and goes into the insight with what it cost', async () => {
  const ids = photos(3);
  const [first, second] = ids as [LocationId, LocationId];
  bench.describe = ({ fileName }) =>
    Promise.resolve({ title: fileName, summary: '', facts: [], suggestedTags: [], costMicros: 5, currency: 'EUR' });
  const signal = new AbortController().signal;
  const kept = await bench.jobs.preview(first, { source: 'built_in' }, signal);
  expect(kept).toMatchObject({ text: { title: '0.jpg' }, preview: 1 });
  // Whoever looks again sees the same answer, which is the first one's to throw away.
  expect(await bench.jobs.preview(first, { source: 'built_in' }, signal)).toMatchObject({
    text: { title: '0.jpg' },
    preview: null,
  });
  const unwanted = await bench.jobs.preview(second, { source: 'built_in' }, signal);
  expect(throwAwayPreviews(db, [unwanted.preview ?? 0])).toEqual({
    answers: 1,
    costs: [{ currency: 'EUR', micros: 5 }],
  });
  expect(bench.asked).toEqual(['0.jpg', '1.jpg']);
  await bench.end(bench.start(ids, 'all'));
  expect(bench.asked.sort()).toEqual(['0.jpg', '1.jpg', '1.jpg', '2.jpg']);
  expect(preparePluck(db, 'SELECT sum(cost_micros) FROM photo_insights').get()).toBe(15);
  expect(preparePluck(db, 'SELECT count(*) FROM insight_previews').get()).toBe(0);
  expect(ownModel(db).thrownAway).toEqual([{ currency: 'EUR', micros: 5, answers: 1 }]);
});

test('an answer to another question is not taken for it, and one that nobody came back for goes after a day', async () => {
  const [first] = photos(1) as [LocationId];
  await bench.jobs.preview(first, { source: 'built_in' }, new AbortController().signal);
  db.exec('UPDATE insight_previews SET made_at = made_at - 25 * 3600000');
  bench.question = 'What else is it?';
  await bench.jobs.settled();
  bench.jobs = bench.make();
  await bench.end(bench.start([first], 'all'));
  expect(bench.asked).toHaveLength(2);
  await bench.jobs.settled();
  expect(preparePluck(db, 'SELECT count(*) FROM insight_previews').get()).toBe(0);
});

test('a look that is stopped keeps nothing', async () => {
  const [first] = photos(1) as [LocationId];
  bench.describe = (_, signal) => never(signal);
  const stop = new AbortController();
  const look = bench.jobs.preview(first, { source: 'built_in' }, stop.signal);
  stop.abort();
  await expect(look).rejects.toThrow('This was stopped');
  expect(preparePluck(db, 'SELECT count(*) FROM insight_previews').get()).toBe(0);
});

test('jobs that were agreed to for another place wait for the user', async () => {
  bench.hold = { isHeld: true, oneCore: false };
  const jobId = bench.start(photos(3));
  bench.jobs.pauseAll('own_model', 'Elsewhere.');
  expect(getJob(db, jobId).state).toBe('open');
  bench.jobs.pauseAll('built_in', 'Elsewhere.');
  bench.hold = { isHeld: false, oneCore: false };
  bench.jobs.wake();
  expect(getJob(db, jobId)).toMatchObject({ state: 'paused', reason: 'Elsewhere.' });
  expect(bench.asked).toEqual([]);
  bench.jobs.resume(jobId);
  expect((await bench.end(jobId)).done).toBe(3);
});

test('paused, what is under way is finished and nothing else begun; resumed, the rest is done', async () => {
  const waiting: (() => void)[] = [];
  bench.describe = async ({ fileName }) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return { title: fileName, summary: '', facts: [], suggestedTags: [] };
  };
  const jobId = bench.start(photos(10));
  await bench.until(() => waiting.length === 3);
  bench.jobs.pause(jobId);
  for (const go of waiting.splice(0)) go();
  await bench.until(() => getJob(db, jobId).done === 3);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(bench.asked).toHaveLength(3);
  expect(bench.shown.get(jobId)).toMatchObject({ state: 'paused', done: 3, total: 10 });
  // None of those that were let go counts as tried.
  expect(preparePluck(db, 'SELECT sum(tries) FROM insight_job_photos').get()).toBe(0);
  bench.describe = ({ fileName }) => Promise.resolve({ title: fileName, summary: '', facts: [], suggestedTags: [] });
  bench.jobs.resume(jobId);
  expect((await bench.end(jobId)).done).toBe(10);
  expect(bench.asked).toHaveLength(10);
});

test('cancelled, what is under way is given up, and what was written stays', async () => {
  let count = 0;
  bench.describe = async ({ fileName }, signal) =>
    ++count > 5 ? never(signal) : Promise.resolve({ title: fileName, summary: '', facts: [], suggestedTags: [] });
  const jobId = bench.start(photos(20));
  await bench.until(() => count > 7);
  bench.jobs.cancel(jobId);
  expect(await bench.end(jobId)).toMatchObject({ outcome: 'cancelled', done: 5, total: 20 });
  expect(insights()).toBe(5);
  await bench.until(() => preparePluck(db, 'SELECT count(*) FROM insight_job_photos').get() === 0);
});

test('a photo asked for by itself goes before a job that is under way, and waits for no mains power', async () => {
  const ids = photos(40);
  bench.describe = async ({ fileName }) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    return { title: fileName, summary: '', facts: [], suggestedTags: [] };
  };
  const many = bench.start(ids.slice(0, 39));
  await bench.until(() => bench.asked.length > 3);
  const [last = 0 as LocationId] = ids.slice(-1);
  const one = bench.start([last]);
  await bench.end(one);
  expect(getJob(db, many).done).toBeLessThan(39);
  bench.hold = { isHeld: true, oneCore: false };
  await new Promise((resolve) => setTimeout(resolve, 20));
  const before = bench.asked.length;
  await bench.end(bench.start([last], 'all'));
  expect(bench.asked).toHaveLength(before + 1);
  expect(bench.shown.get(many)?.state).toBe('waiting');
  bench.hold = { isHeld: false, oneCore: false };
  bench.jobs.wake();
  await bench.end(many);
});

test('what is the matter with a photo is kept, and the others go on', async () => {
  bench.describe = ({ fileName }) => {
    if (fileName === '1.jpg') return Promise.reject(new PhotoTrouble('It is no picture.', true));
    if (fileName === '2.jpg') return Promise.reject(new PhotoTrouble('It came out wrong.', false));
    if (fileName === '3.jpg') return Promise.reject(new TypeError('a bug'));
    return Promise.resolve({ title: fileName, summary: '', facts: [], suggestedTags: [] });
  };
  const jobId = bench.start(photos(6));
  expect(await bench.end(jobId)).toMatchObject({ outcome: 'completed', done: 3, failed: 3, total: 6 });
  const failures = jobFailures(db, { jobId, offset: 0, limit: 10 });
  expect(failures.map(({ relPath, tries }) => [relPath, tries])).toEqual([
    ['1.jpg', 1],
    ['2.jpg', 3],
    ['3.jpg', 3],
  ]);
  expect(failures.map(({ error }) => error)).toEqual([
    'It is no picture.',
    'It came out wrong.',
    'Something went wrong inside Keepsight; the log tells more.',
  ]);
  bench.describe = ({ fileName }) => Promise.resolve({ title: fileName, summary: '', facts: [], suggestedTags: [] });
  bench.ends.length = 0;
  bench.jobs.retry(jobId);
  expect(await bench.end(jobId)).toMatchObject({ done: 6, failed: 0 });
});

test('a provider in trouble costs no photo a try: asked again after a while, then left to the user', async () => {
  bench.describe = () => Promise.reject(new ProviderTrouble('The server does not answer.', false));
  const jobId = bench.start(photos(5));
  await bench.until(() => getJob(db, jobId).state === 'paused');
  expect(getJob(db, jobId).reason).toBe('The server does not answer.');
  expect(bench.shown.get(jobId)).toMatchObject({ state: 'paused', reason: 'The server does not answer.' });
  expect(preparePluck(db, 'SELECT sum(tries) FROM insight_job_photos').get()).toBe(0);
  let asked = 0;
  bench.describe = ({ fileName }) =>
    asked++ === 0
      ? Promise.reject(new ProviderTrouble('Busy.', false))
      : Promise.resolve({ title: fileName, summary: '', facts: [], suggestedTags: [] });
  bench.jobs.resume(jobId);
  expect(await bench.end(jobId)).toMatchObject({ done: 5, failed: 0 });
  bench.describe = () => Promise.reject(new ProviderTrouble('The key is wrong.', true));
  const other = bench.start(photos(0).concat(addLocation(db, 1, 'x.jpg'), addLocation(db, 1, 'y.jpg')));
  await bench.until(() => getJob(db, other).state === 'paused');
  expect(bench.asked.filter((name) => name === 'x.jpg')).toHaveLength(1);
});

test('what was begun goes on at the next start, and none is done twice', async () => {
  let count = 0;
  bench.describe = ({ fileName }, signal) =>
    ++count > 40 ? never(signal) : Promise.resolve({ title: fileName, summary: '', facts: [], suggestedTags: [] });
  const jobId = bench.start(photos(100));
  await bench.until(() => count > 42);
  bench.jobs.close();
  await bench.jobs.settled();
  expect(getJob(db, jobId)).toMatchObject({ state: 'open', done: 40 });
  expect(preparePluck(db, 'SELECT sum(tries) FROM insight_job_photos').get()).toBe(0);
  bench.describe = ({ fileName }) => Promise.resolve({ title: fileName, summary: '', facts: [], suggestedTags: [] });
  bench.jobs = bench.make();
  bench.jobs.wake();
  expect(await bench.end(jobId)).toMatchObject({ outcome: 'completed', done: 100 });
  expect(insights()).toBe(100);
});

test('new photos are described as they come', async () => {
  photos(3);
  bench.jobs.describeNew('built_in', true);
  await bench.jobs.gatherNew();
  addLocation(db, 1, 'new.jpg', { hash: hashNumbered(50) });
  await bench.jobs.gatherNew();
  await bench.until(() => insights() === 1);
  expect(preparePluck(db, 'SELECT rel_path || requested_by FROM photo_insights').all()).toEqual(['new.jpgbackground']);
  expect(bench.ends).toEqual([]);
  await bench.until(() => bench.shown.size === 0);
  bench.jobs.describeNew('built_in', false);
  addLocation(db, 1, 'newer.jpg', { hash: hashNumbered(51) });
  await bench.jobs.gatherNew();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(insights()).toBe(1);
});

test('a source that is switched off takes no jobs, and those it has wait', async () => {
  bench.isOff = true;
  const ids = photos(2);
  expect(() => bench.start(ids)).toThrow('switched off');
  bench.isOff = false;
  const jobId = bench.start(ids);
  bench.isOff = true;
  await bench.until(() => getJob(db, jobId).state === 'paused');
  expect(getJob(db, jobId).reason).toContain('switched off');
});
