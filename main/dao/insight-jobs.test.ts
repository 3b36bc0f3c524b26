import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobId, JobScope, LibraryId, LocationId } from '../../preload/contract/model.js';
import { maxTries } from '../core/job-limits.js';
import { finish } from '../db/in-steps.js';
import { closeDb, prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { reconcileSteps } from '../reconcile/reconcile.js';
import { addInsightRow, addLibrary, addLocation, hashNumbered, memoryDatabase, plansOf } from '../testing/database.js';
import {
  cancelJob,
  claimPhotos,
  completeJob,
  createJob,
  failPhoto,
  finishPhoto,
  forgetEndedJobs,
  gatherNew,
  gatherSome,
  getJob,
  jobFailures,
  listJobs,
  nextJob,
  pauseJob,
  releasePhotos,
  resumeJob,
  retryJob,
  setPriority,
  setStandingJob,
  sweepEnded,
  waitingPhotos,
} from './insight-jobs.js';
import type { JobTarget } from './insight-jobs.js';
import { storeInsight } from './photo-insights.js';

let db: WriteDb;
beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1, 'Photos');
  addLibrary(db, 2, 'Archive');
});
afterEach(() => {
  closeDb(db);
});

const provider = 'Keepsight';
const keepsight = { provider, model: null };

function create(target: JobTarget, scope: JobScope = 'missing'): JobId {
  return createJob(db, { source: 'built_in', scope, target, nowMs: 5 });
}

function gathered(target: JobTarget, scope: JobScope = 'missing'): JobId {
  const job = create(target, scope);
  while (gatherSome(db, job));
  return job;
}

function store(relPath: string, libraryId = 1, by = provider, modelVersion = '1'): void {
  storeInsight(db, {
    libraryId: libraryId as LibraryId,
    relPath,
    title: 'T',
    summary: 'S',
    facts: [],
    provider: by,
    modelVersion,
    promptVersion: null,
    requestedBy: 'user',
    generatedAtMs: 10,
    pin: false,
  });
}

function claimed(job: JobId, most = 100): LocationId[] {
  return claimPhotos(db, job, keepsight, most).photos.map(({ locationId }) => locationId);
}

describe('what is to be done', () => {
  test('one row a photo: not of copies, of missing files, of those that have an insight', () => {
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    addLocation(db, 2, 'a.jpg', { hash: hashNumbered(1) });
    const b = addLocation(db, 1, 'b.jpg', { hash: hashNumbered(2) });
    const c = addLocation(db, 1, 'c.jpg');
    const d = addLocation(db, 1, 'd.jpg');
    addLocation(db, 1, 'e.jpg', { presence: 2 });
    store('b.jpg');
    store('d.jpg');
    const library = gathered({ libraryId: 1 as LibraryId });
    expect(getJob(db, library)).toMatchObject({ total: 2, isGathered: true, target: { libraryName: 'Photos' } });
    expect(claimed(library).sort()).toEqual([a, c]);
    const again = gathered({ libraryId: 1 as LibraryId }, 'all');
    const photos = claimPhotos(db, again, keepsight, 100).photos;
    expect(photos.map(({ locationId, isRenewal }) => [locationId, isRenewal]).sort()).toEqual([
      [a, false],
      [b, true],
      [c, false],
      [d, true],
    ]);
    expect(claimed(gathered({ locationIds: [b, c, d] }))).toEqual([c]);
  });

  test('what another model of the same server wrote meanwhile is no answer, what this one did is', () => {
    const ids = ['a', 'b'].map((name, n) => addLocation(db, 1, `${name}.jpg`, { hash: hashNumbered(n + 1) }));
    const [a] = ids as [LocationId];
    const job = createJob(db, {
      source: 'own_model',
      model: 'llava',
      scope: 'all',
      target: { locationIds: ids },
      nowMs: 5,
    });
    while (gatherSome(db, job));
    store('a.jpg', 1, 'Ollama', 'moondream');
    store('b.jpg', 1, 'Ollama', 'llava:13b');
    const { photos } = claimPhotos(db, job, { provider: 'Ollama', model: 'llava' }, 10);
    expect(photos.map(({ locationId }) => locationId)).toEqual([a]);
    expect(getJob(db, job)).toMatchObject({ model: 'llava', skipped: 1 });
  });

  test('of photos that were edited since: not those that are fresh by their turn, nor what the user wrote', () => {
    const ids = ['a', 'b', 'c', 'd'].map((name, n) => addLocation(db, 1, `${name}.jpg`, { hash: hashNumbered(n + 1) }));
    const [a, b] = ids as [LocationId, LocationId];
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) store(name);
    store('d.jpg', 1, 'You');
    db.exec("UPDATE photo_insights SET is_stale = 1 WHERE rel_path <> 'c.jpg'");
    const job = gathered({ locationIds: ids }, 'stale');
    expect(getJob(db, job)).toMatchObject({ scope: 'stale', total: 2 });
    expect(listJobs(db).map(({ scope }) => scope)).toEqual(['stale']);
    store('b.jpg', 1, 'Another');
    const { photos } = claimPhotos(db, job, keepsight, 100);
    expect(photos.map(({ locationId, isRenewal }) => [locationId, isRenewal])).toEqual([[a, true]]);
    expect(getJob(db, job).skipped).toBe(1);
    expect(claimed(gathered({ libraryId: 1 as LibraryId }, 'stale'))).toEqual([a]);
    expect(b).not.toBe(a);
  });

  test('a job of a view is called by its album, tag or library, as these are called now', () => {
    const a = addLocation(db, 1, 'a.jpg');
    const view = { libraryId: 1 as LibraryId, tagId: null, filter: 'all' } as const;
    const job = create({ locationIds: [a], view });
    const search = create({ locationIds: [a], view: { ...view, libraryId: null, query: 'sea' } });
    db.exec("UPDATE libraries SET name = 'Pictures' WHERE id = 1");
    expect(getJob(db, job).target).toEqual({ kind: 'view', query: '', name: 'Pictures' });
    expect(getJob(db, search).target).toEqual({ kind: 'view', query: 'sea', name: null });
  });

  test('a selection is looked at in parts, each once, and a crash in between loses none', () => {
    const ids = Array.from({ length: 4_500 }, (_, n) => addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n) }));
    const job = create({ locationIds: ids }, 'all');
    expect(gatherSome(db, job)).toBe(true);
    expect(getJob(db, job)).toMatchObject({ total: 2_000, isGathered: false });
    while (gatherSome(db, job));
    expect(getJob(db, job)).toMatchObject({ total: 4_500, isGathered: true });
    expect(waitingPhotos(db, job)).toBe(4_500);
    const library = gathered({ libraryId: 1 as LibraryId });
    expect(getJob(db, library).total).toBe(4_500);
  });

  test('new photos, as they come, and none of those before', () => {
    addLocation(db, 1, 'old.jpg', { hash: hashNumbered(1) });
    const job = setStandingJob(db, 'built_in', true, 1) ?? (0 as JobId);
    expect(setStandingJob(db, 'built_in', true, 2)).toBe(job);
    expect(gatherNew(db)).toBe(false);
    expect(nextJob(db, 'built_in', false)).toBeNull();
    const fresh = addLocation(db, 1, 'new.jpg', { hash: hashNumbered(2) });
    addLocation(db, 2, 'copy.jpg', { hash: hashNumbered(2) });
    gatherNew(db);
    expect(nextJob(db, 'built_in', false)).toBe(job);
    expect(claimed(job)).toEqual([fresh]);
    store('new.jpg');
    finishPhoto(db, job, claimKey('new.jpg'));
    gatherNew(db);
    expect(completeJob(db, job, 3)).toBe(false);
    expect(nextJob(db, 'built_in', false)).toBeNull();
    setStandingJob(db, 'built_in', false, 4);
    expect(getJob(db, job)).toMatchObject({ state: 'cancelled', done: 1, total: 1 });
  });

  function claimKey(relPath: string): number {
    return preparePluck(db, 'SELECT photo_id FROM image_exif WHERE rel_path = ?').get(relPath) as number;
  }
});

describe('whose turn it is', () => {
  test('one photo before many, then the older, and what is done first', () => {
    const ids = [1, 2, 3].map((n) => addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n) }));
    const [first = 0 as LocationId] = ids;
    const many = create({ locationIds: ids });
    const later = create({ locationIds: ids }, 'all');
    const one = create({ locationIds: [first] });
    expect(listJobs(db).map(({ id }) => id)).toEqual([one, many, later]);
    expect(nextJob(db, 'built_in', false)).toBe(one);
    expect(nextJob(db, 'own_model', false)).toBeNull();
    pauseJob(db, one, null);
    expect(nextJob(db, 'built_in', false)).toBe(many);
    // On battery only what somebody waits for.
    expect(nextJob(db, 'built_in', true)).toBeNull();
    setPriority(db, later, 'first');
    expect(nextJob(db, 'built_in', false)).toBe(later);
    while (gatherSome(db, later));
    expect(nextJob(db, 'built_in', true)).toBeNull();
    resumeJob(db, one);
    expect(nextJob(db, 'built_in', true)).toBe(one);
    cancelJob(db, later, 9);
    expect(nextJob(db, 'built_in', false)).toBe(one);
  });

  test('what another job did meanwhile is not done again', () => {
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const b = addLocation(db, 1, 'b.jpg', { hash: hashNumbered(2) });
    const missing = gathered({ locationIds: [a, b] });
    const all = gathered({ locationIds: [a, b] }, 'all');
    store('a.jpg', 1, 'Ollama');
    store('b.jpg');
    expect(claimed(missing)).toEqual([]);
    expect(getJob(db, missing)).toMatchObject({ skipped: 2, total: 2 });
    expect(completeJob(db, missing, 7)).toBe(true);
    expect(claimed(all)).toEqual([a]);
    expect(getJob(db, all).skipped).toBe(1);
  });
});

describe('trouble', () => {
  test('tried again at the end, then left to the user, who may try again', () => {
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const b = addLocation(db, 1, 'b.jpg', { hash: hashNumbered(2) });
    const job = gathered({ locationIds: [a, b] });
    const fail = (lasting: boolean): void => {
      const [photo] = claimPhotos(db, job, keepsight, 1).photos;
      if (photo !== undefined) failPhoto(db, job, photo.key, `No. ${photo.tries}`, lasting);
    };
    fail(false);
    fail(true);
    expect(jobFailures(db, { jobId: job, offset: 0, limit: 10 })).toEqual([
      { locationId: b, libraryName: 'Photos', relPath: 'b.jpg', error: 'No. 1', tries: 1 },
    ]);
    fail(false);
    fail(false);
    expect(getJob(db, job).failed).toBe(2);
    expect(completeJob(db, job, 1)).toBe(true);
    retryJob(db, job);
    expect(getJob(db, job)).toMatchObject({ state: 'open', failed: 0, endedAtMs: null });
    expect(claimed(job)).toEqual([a, b]);
    expect(() => {
      retryJob(db, 99 as JobId);
    }).toThrow('no longer in the list');
  });

  test('a photo that ends the app each time is found out, and costs no other a try', () => {
    const ids = [1, 2, 3].map((n) => addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n) }));
    const [poison = 0 as LocationId] = ids;
    const job = gathered({ locationIds: ids });
    let deaths = 0;
    for (;;) {
      const { photos, isEmpty } = claimPhotos(db, job, keepsight, 10);
      if (isEmpty) break;
      // A crash: nothing is said of any of them.
      if (photos.some(({ locationId }) => locationId === poison)) deaths++;
      else for (const { key } of photos) finishPhoto(db, job, key);
    }
    expect(deaths).toBe(maxTries);
    expect(getJob(db, job)).toMatchObject({ done: 2, failed: 1 });
    expect(jobFailures(db, { jobId: job, offset: 0, limit: 10 })[0]?.error).toContain('ended each time');
  });

  test('what a cancelled job would have done goes, and what it could not do stays', () => {
    const ids = [1, 2, 3].map((n) => addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n) }));
    const job = gathered({ locationIds: ids });
    const [photo] = claimPhotos(db, job, keepsight, 1).photos;
    failPhoto(db, job, photo?.key ?? 0, 'No.', true);
    cancelJob(db, job, 3);
    while (sweepEnded(db));
    expect(waitingPhotos(db, job)).toBe(0);
    expect(jobFailures(db, { jobId: job, offset: 0, limit: 10 })).toHaveLength(1);
    retryJob(db, job);
    expect(getJob(db, job)).toMatchObject({ total: 1, state: 'open' });
    cancelJob(db, job, 4);
    forgetEndedJobs(db);
    expect(listJobs(db)).toEqual([]);
    expect(preparePluck(db, 'SELECT count(*) FROM insight_job_photos').get()).toBe(0);
  });
});

test('every statement goes by an index', () => {
  const here = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  addInsightRow(db, { libraryId: 1, relPath: 'b.jpg' });
  const unhashed = addLocation(db, 1, 'b.jpg');
  const plan = plansOf(db, () => {
    const selection = gathered({ locationIds: [here, unhashed] }, 'all');
    gathered({ libraryId: 1 as LibraryId });
    setStandingJob(db, 'built_in', true, 1);
    gatherNew(db);
    nextJob(db, 'built_in', false);
    claimPhotos(db, selection, keepsight, 10);
    releasePhotos(db, selection, [1]);
    finishPhoto(db, selection, 1);
    failPhoto(db, selection, 1, 'No.', true);
    jobFailures(db, { jobId: selection, offset: 0, limit: 10 });
    sweepEnded(db);
    completeJob(db, selection, 1);
  });
  // There are few jobs, and what is looked at of a library is a range of ids.
  expect(plan.filter((line) => /^SCAN (?!wanted|json_each|CONSTANT|\(subquery|insight_jobs|j$)/.test(line))).toEqual(
    [],
  );
});

// ------------------------------------------------------------------ against a naive list

type Step =
  | { readonly act: 'add'; readonly hash: number | null }
  | { readonly act: 'hash'; readonly at: number; readonly hash: number }
  | { readonly act: 'gone'; readonly at: number }
  | { readonly act: 'create'; readonly from: number; readonly to: number; readonly all: boolean }
  | { readonly act: 'claim'; readonly job: number; readonly most: number }
  | { readonly act: 'finish' | 'fail' | 'fail_for_good' | 'release'; readonly at: number }
  | { readonly act: 'crash' }
  | { readonly act: 'pause' | 'resume' | 'cancel' | 'retry'; readonly job: number };

interface NaivePhoto {
  /** As the row is called: that of a file changes to its photo's number when its turn comes. */
  key: number;
  /** Index of a place. */
  location: number;
  tries: number;
  state: 'waiting' | 'failed';
}

interface NaiveJob {
  readonly id: JobId;
  readonly all: boolean;
  readonly afterInsight: number;
  photos: NaivePhoto[];
  state: string;
  done: number;
  skipped: number;
  failed: number;
  total: number;
}

/** Places with what is known of their bytes; insights by photo; jobs as plain lists. */
class NaiveQueue {
  readonly places: { hash: number | null; isGone: boolean; id: LocationId }[] = [];
  readonly jobs: NaiveJob[] = [];
  /** In the order in which they were stored; the place is where. */
  readonly insights: { readonly place: number }[] = [];
  claims: { readonly job: NaiveJob; readonly photo: NaivePhoto; readonly key: number }[] = [];

  same(a: number, b: number): boolean {
    const [one, other] = [this.places[a]?.hash ?? null, this.places[b]?.hash ?? null];
    return a === b || (one !== null && one === other);
  }

  has(place: number, after = 0): boolean {
    return this.insights.some((insight, at) => at >= after && this.same(insight.place, place));
  }

  present(place: number): number | null {
    if (this.places[place]?.isGone === false) return place;
    const other = this.places.findIndex(({ isGone }, at) => !isGone && this.same(at, place));
    return other < 0 ? null : other;
  }
}

const small = fc.nat({ max: 6 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('add' as const), hash: fc.option(fc.nat({ max: 3 })) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('hash' as const), at: small, hash: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('gone' as const), at: small }) },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('create' as const), from: small, to: small, all: fc.boolean() }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constant('claim' as const),
      job: fc.nat({ max: 2 }),
      most: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constantFrom(
        'finish' as const,
        'finish' as const,
        'fail' as const,
        'fail_for_good' as const,
        'release' as const,
      ),
      at: small,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ act: 'crash' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constantFrom('pause' as const, 'resume' as const, 'cancel' as const, 'retry' as const),
      job: fc.nat({ max: 2 }),
    }),
  },
);

class Run {
  readonly naive = new NaiveQueue();

  step(step: Step): void {
    const { naive } = this;
    switch (step.act) {
      case 'add': {
        const relPath = `${naive.places.length}.jpg`;
        const hash = step.hash === null ? null : hashNumbered(step.hash);
        naive.places.push({ hash: step.hash, isGone: false, id: addLocation(db, 1, relPath, { hash }) });
        return;
      }
      case 'hash': {
        const place = naive.places[step.at];
        if (place?.hash !== null) return;
        place.hash = step.hash;
        prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(step.hash), place.id);
        finish(reconcileSteps(db, 1));
        return;
      }
      case 'gone': {
        const place = naive.places[step.at];
        if (place === undefined) return;
        place.isGone = true;
        prepare(db, 'UPDATE image_exif SET presence = 2 WHERE id = ?').run(place.id);
        return;
      }
      case 'create': {
        const ids = naive.places.slice(step.from, step.to).map(({ id }) => id);
        if (ids.length === 0) return;
        this.create(gathered({ locationIds: ids }, step.all ? 'all' : 'missing'), step);
        return;
      }
      case 'claim':
        this.claim(step.job, step.most);
        return;
      case 'crash':
        naive.claims = [];
        return;
      case 'pause':
      case 'resume':
      case 'cancel':
      case 'retry':
        this.command(step.act, step.job);
        return;
      default:
        this.settle(step.act, step.at);
    }
  }

  keyOf(place: number): number {
    const id: number = this.naive.places[place]?.id ?? 0;
    const photo = preparePluck(db, 'SELECT photo_id FROM image_exif WHERE id = ?').get(id) as number | null;
    return photo ?? -id;
  }

  create(id: JobId, { from, to, all }: { readonly from: number; readonly to: number; readonly all: boolean }): void {
    const { naive } = this;
    const photos: NaivePhoto[] = [];
    for (let place = from; place < Math.min(to, naive.places.length); place++) {
      const isWanted = all || (!naive.has(place) && naive.places[place]?.isGone === false);
      if (!isWanted || photos.some((photo) => naive.same(photo.location, place))) continue;
      photos.push({ key: this.keyOf(place), location: place, tries: 0, state: 'waiting' });
    }
    const counts = { done: 0, skipped: 0, failed: 0, total: photos.length };
    naive.jobs.push({ id, all, afterInsight: naive.insights.length, photos, state: 'open', ...counts });
  }

  /** What becomes of a photo whose turn it is; null when it is to be described. */
  verdict(job: NaiveJob, photo: NaivePhoto): 'skipped' | 'failed' | null {
    const { naive } = this;
    const key = this.keyOf(photo.location);
    if (photo.key < 0 && key > 0) {
      if (job.photos.some((other) => other.key === key)) return 'skipped';
      photo.key = key;
    }
    if (photo.tries >= maxTries) return 'failed';
    const place = naive.present(photo.location);
    if (place === null) return 'skipped';
    return naive.has(place, job.all ? job.afterInsight : 0) ? 'skipped' : null;
  }

  claim(at: number, most: number): void {
    const { naive } = this;
    const job = naive.jobs[at];
    // One job is worked on by one lane, which settles what it claimed before it claims more.
    if (job?.state !== 'open' || naive.claims.some((claim) => claim.job === job)) return;
    const waiting = job.photos
      .filter(({ state }) => state === 'waiting')
      .sort((a, b) => a.tries - b.tries || a.key - b.key);
    const [first] = waiting;
    const fresh = waiting.slice(0, most).filter(({ tries }) => tries === 0);
    const expected: number[] = [];
    for (const photo of first !== undefined && first.tries > 0 ? [first] : fresh) {
      const verdict = this.verdict(job, photo);
      if (verdict === 'skipped') {
        job.photos = job.photos.filter((other) => other !== photo);
        job.skipped++;
      } else if (verdict === 'failed') {
        photo.state = 'failed';
        job.failed++;
      } else {
        photo.tries++;
        photo.location = naive.present(photo.location) ?? photo.location;
        naive.claims.push({ job, photo, key: photo.key });
        expected.push(photo.key);
      }
    }
    const { photos } = claimPhotos(db, job.id, keepsight, most);
    expect(photos.map(({ key }) => key)).toEqual(expected);
  }

  settle(act: 'finish' | 'fail' | 'fail_for_good' | 'release', at: number): void {
    const { naive } = this;
    const claim = naive.claims[at % Math.max(1, naive.claims.length)];
    if (claim === undefined) return;
    naive.claims = naive.claims.filter((other) => other !== claim);
    const { job, photo, key } = claim;
    if (act === 'finish') {
      const place = naive.places[photo.location];
      if (place === undefined) return;
      store(`${photo.location}.jpg`);
      naive.insights.push({ place: photo.location });
      finishPhoto(db, job.id, key);
      if (!job.photos.includes(photo)) return;
      job.photos = job.photos.filter((other) => other !== photo);
      job.done++;
    } else if (act === 'release') {
      releasePhotos(db, job.id, [key]);
      photo.tries--;
    } else {
      failPhoto(db, job.id, key, 'No.', act === 'fail_for_good');
      if (act === 'fail_for_good' || photo.tries >= maxTries) {
        photo.state = 'failed';
        job.failed++;
      }
    }
  }

  command(act: 'pause' | 'resume' | 'cancel' | 'retry', at: number): void {
    const { naive } = this;
    const job = naive.jobs[at];
    // The lane lets go of what it claimed before anything else becomes of a job.
    if (job === undefined || naive.claims.some((claim) => claim.job === job)) return;
    if (act === 'pause') {
      if (pauseJob(db, job.id, null)) job.state = 'paused';
    } else if (act === 'resume') {
      if (resumeJob(db, job.id)) job.state = 'open';
    } else if (act === 'cancel') {
      if (cancelJob(db, job.id, 1)) job.state = 'cancelled';
      sweepEnded(db);
      if (job.state === 'cancelled') job.photos = job.photos.filter(({ state }) => state === 'failed');
    } else {
      retryJob(db, job.id);
      if (job.state === 'cancelled') job.total = job.done + job.skipped + job.failed;
      Object.assign(job, { state: 'open', failed: 0 });
      for (const photo of job.photos)
        if (photo.state === 'failed') Object.assign(photo, { state: 'waiting', tries: 0 });
    }
  }

  check(): void {
    for (const job of this.naive.jobs) {
      const { state, done, skipped, failed, total } = getJob(db, job.id);
      expect({ state, done, skipped, failed, total }).toEqual({
        state: job.state,
        done: job.done,
        skipped: job.skipped,
        failed: job.failed,
        total: job.total,
      });
      expect(waitingPhotos(db, job.id)).toBe(job.photos.filter((photo) => photo.state === 'waiting').length);
    }
  }
}

test('the queue does what a plain list would: each photo once a job, whatever happens in between', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 60 }), (list) => {
      closeDb(db);
      db = memoryDatabase();
      addLibrary(db, 1);
      const run = new Run();
      for (const step of list) {
        run.step(step);
        run.check();
      }
      // Let to its end, every job that is open settles all its photos.
      run.naive.claims = [];
      for (const { id, state } of run.naive.jobs) {
        if (state !== 'open') continue;
        for (let turns = 0; !completeJob(db, id, 1); turns++) {
          expect(turns).toBeLessThan(200);
          for (const { key } of claimPhotos(db, id, keepsight, 3).photos) finishPhoto(db, id, key);
        }
        const { done, skipped, failed, total } = getJob(db, id);
        expect(done + skipped + failed).toBe(total);
      }
    }),
    { numRuns: 300 },
  );
});
