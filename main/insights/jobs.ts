/**
 * Insights for many photos. What is to be done is in the database; here it is done, one job of a source at a time, in short
 * transactions between which calls are answered.
 */
import type { Language } from '../../preload/contract/language.js';
import type { JobEnd } from '../../preload/contract/events.js';
import type {
  InsightId,
  InsightJob,
  InsightSource,
  JobId,
  JobPriority,
  JobScope,
  LocationId,
} from '../../preload/contract/model.js';
import { troublePausesMillis } from '../core/job-limits.js';
import type { Log } from '../core/log.js';
import {
  breakOffJob,
  cancelJob,
  claimPhotos,
  completeJob,
  createJob,
  failPhoto,
  finishPhoto,
  gatherNew,
  gatherSome,
  getJob,
  listJobs,
  nextJob,
  pauseJob,
  releasePhotos,
  resumeJob,
  retryJob,
  setPriority,
  setStandingJob,
  sweepEnded,
} from '../dao/insight-jobs.js';
import type { ClaimedPhoto, JobTarget, Writer } from '../dao/insight-jobs.js';
import { forgetPreview, keepPreview, keptPreview, throwAwayOldPreviews } from '../dao/insight-previews.js';
import type { PreviewQuestion } from '../dao/insight-previews.js';
import { filePlace } from '../dao/locations.js';
import { storeInsight } from '../dao/photo-insights.js';
import { giveSuggestedTags } from '../dao/suggested-tags.js';
import { AppFailure, storageFailure } from '../db/failure.js';
import { yieldToCalls } from '../db/in-steps.js';
import { transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { PhotoTrouble, ProviderTrouble } from './provider.js';
import type { InsightProvider, InsightSubject, InsightText } from './provider.js';
import { subjectOf } from './subject.js';

/** Photos that are claimed and stored together. */
const chunkSize = 32;
/** Calls are answered at least so often. */
const yieldEveryMillis = 10;
/** What was written is stored so often, for progress that can be seen and little that a crash takes. */
const storeEveryMillis = 500;
/** Answers that nobody came back for are thrown away after that. */
const previewsKeptMillis = 24 * 60 * 60_000;

const insideMessage = 'Something went wrong inside Keepsight; the log tells more.';
const stoppedMessage = 'This was stopped.';
const offMessage = 'Your own model is switched off. Switch it on in the settings, then resume this.';

interface InsightWork {
  readonly kind: 'insights';
  readonly jobId: JobId;
  readonly source: InsightSource;
  readonly state: 'running' | 'waiting' | 'paused';
  readonly reason: string | null;
}

export interface JobProgress {
  update(
    work: InsightWork,
    progress: { readonly done: number; readonly total: number | null; readonly current: string | null },
  ): void;
  finish(work: { readonly kind: 'insights'; readonly jobId: JobId }): void;
}

export interface WorkHold {
  /** Work waits for mains power. */
  readonly isHeld: boolean;
  readonly oneCore: boolean;
}

export interface InsightJobsDependencies {
  readonly db: WriteDb;
  /** Null: there is none now, which only the user can change. `model`: see `InsightJob.model`. */
  readonly provider: (source: InsightSource, model: string | null) => InsightProvider | null;
  /** What insights are written in, as it is now. */
  readonly language: () => Language;
  readonly activity: JobProgress;
  readonly hold: () => WorkHold;
  readonly nowMs: () => number;
  readonly log: Log;
  readonly onStored: (stored: { readonly hasGivenTags: boolean }) => void;
  /** The list of jobs says something else now. */
  readonly onChanged: () => void;
  readonly onEnd: (end: JobEnd) => void;
  /** Default: those of `core/job-limits.ts`. */
  readonly troublePauses?: readonly number[];
}

function questionAbout(subject: InsightSubject, source: InsightSource, provider: InsightProvider): PreviewQuestion {
  return { source, locationId: subject.locationId, asked: `${subject.language} ${provider.asks}` };
}

/** Who is to write. */
interface AskedFor {
  readonly source: InsightSource;
  /** See `InsightJob.model`. */
  readonly model?: string | null;
}

/** Keepsight's own versions are all one writer. */
function writerOf(source: InsightSource, { name, modelVersion }: InsightProvider): Writer {
  return { provider: name, model: source === 'built_in' ? null : modelVersion };
}

interface Described {
  readonly text: InsightText;
  readonly durationMs: number;
  /** `insight_previews.id` of the answer that was there already; null for a new one. */
  readonly preview: number | null;
}

type Outcome =
  | (Described & { readonly photo: ClaimedPhoto })
  | { readonly photo: ClaimedPhoto; readonly error: string; readonly isLasting: boolean };

/** The jobs of one source: what describes photos is busy with one at a time. */
interface Lane {
  readonly source: InsightSource;
  running: Promise<void> | null;
  /** It was woken while it ran: what it had looked at may be otherwise by now. */
  isWanted: boolean;
  /** Aborts what is being described for this job. */
  abort: AbortController;
  jobId: JobId | null;
  /** How often the provider was found in trouble since it last described a photo. */
  troubles: number;
  /** For people; null while it is not in trouble. */
  trouble: string | null;
  retry: NodeJS.Timeout | null;
}

function laneOf(source: InsightSource): Lane {
  const abort = new AbortController();
  return { source, running: null, isWanted: false, abort, jobId: null, troubles: 0, trouble: null, retry: null };
}

export class InsightJobs {
  readonly #deps: InsightJobsDependencies;
  readonly #lanes: readonly Lane[] = [laneOf('built_in'), laneOf('own_model')];
  readonly #shown = new Set<JobId>();
  #isClosed = false;
  #sweeping: Promise<void> | null = null;
  #yieldedAt = performance.now();

  constructor(dependencies: InsightJobsDependencies) {
    this.#deps = dependencies;
  }

  /**
   * What an insight would be. A new answer is kept aside, as `preview` of the result, until a job takes it or somebody
   * throws it away, so that it is asked for once; one that was there already belongs to who asked first. Throws an AppFailure that says why there is none.
   */
  async preview(locationId: LocationId, { source, model = null }: AskedFor, signal: AbortSignal): Promise<Described> {
    const { db, language, nowMs, provider: providerOf } = this.#deps;
    const provider = providerOf(source, model);
    if (provider === null) throw new AppFailure('edit_impossible', offMessage);
    const subject = subjectOf(db, locationId, language());
    const question = questionAbout(subject, source, provider);
    try {
      const described = await this.#ask(provider, subject, question, signal);
      if (signal.aborted) throw new AppFailure('cancelled', stoppedMessage);
      if (described.preview !== null) return { ...described, preview: null };
      const { text, durationMs } = described;
      return {
        ...described,
        preview: keepPreview(db, question, { answer: JSON.stringify(text), durationMs, nowMs: nowMs() }),
      };
    } catch (error) {
      if (signal.aborted) throw new AppFailure('cancelled', stoppedMessage, {}, false, error);
      if (error instanceof PhotoTrouble || error instanceof ProviderTrouble) {
        throw new AppFailure('edit_impossible', error.message, {}, true, error);
      }
      throw error;
    }
  }

  /** The answer that was looked at already, else a new one. Rejects as providers do. */
  async #ask(
    provider: InsightProvider,
    subject: InsightSubject,
    question: PreviewQuestion,
    signal: AbortSignal,
  ): Promise<Described> {
    const kept = keptPreview(this.#deps.db, question);
    if (kept !== null) {
      return { text: JSON.parse(kept.answer) as InsightText, durationMs: kept.durationMs, preview: kept.id };
    }
    const startedAt = performance.now();
    const text = await provider.describe(subject, signal);
    return { text, durationMs: Math.round(performance.now() - startedAt), preview: null };
  }

  /** Goes on with what is in the database. Call it at the start, and when what holds work back has changed. */
  wake(): void {
    if (this.#isClosed) return;
    this.#show();
    this.#sweep();
    for (const lane of this.#lanes) if (lane.retry === null) this.#run(lane);
  }

  start(target: JobTarget, scope: JobScope, { source, model = null }: AskedFor): JobId {
    const { db, nowMs } = this.#deps;
    if (this.#deps.provider(source, model) === null) throw new AppFailure('edit_impossible', offMessage);
    const jobId = createJob(db, { target, scope, source, model, nowMs: nowMs() });
    for (const lane of this.#lanes) if (lane.source === source) this.#forgetTrouble(lane);
    // The caller gets the job's id before anything is told of the job.
    setImmediate(() => {
      this.wake();
    });
    return jobId;
  }

  describeNew(source: InsightSource, on: boolean): void {
    const { db, nowMs } = this.#deps;
    const isOff = on && this.#deps.provider(source, null) === null;
    if (isOff) throw new AppFailure('edit_impossible', offMessage);
    setStandingJob(db, source, on, nowMs());
    this.#changed();
    this.wake();
  }

  /** Call it when all files are read: photos that came since are described, where the user wants that. */
  async gatherNew(): Promise<void> {
    while (!this.#isClosed && gatherNew(this.#deps.db)) await yieldToCalls();
    if (!this.#isClosed) this.wake();
  }

  cancel(jobId: JobId): void {
    if (!cancelJob(this.#deps.db, jobId, this.#deps.nowMs())) return;
    // Told by the lane when it has let go of the job, so that what is stored is told first.
    if (!this.#abort(jobId)) this.#settle(jobId);
    this.#changed();
  }

  /** What is being described is finished. */
  pause(jobId: JobId): void {
    if (pauseJob(this.#deps.db, jobId, null)) this.#changed();
  }

  /** Jobs of a source that were not paused yet are, for the user to say that they go on. */
  pauseAll(source: InsightSource, reason: string): void {
    const { db } = this.#deps;
    const open = listJobs(db).filter((job) => job.source === source && job.state === 'open');
    for (const { id } of open) pauseJob(db, id, reason);
    if (open.length > 0) this.#changed();
  }

  resume(jobId: JobId): void {
    if (!resumeJob(this.#deps.db, jobId)) return;
    this.#tryAgainNow();
  }

  retry(jobId: JobId): void {
    retryJob(this.#deps.db, jobId);
    this.#tryAgainNow();
  }

  setPriority(jobId: JobId, priority: JobPriority): void {
    setPriority(this.#deps.db, jobId, priority);
    this.#changed();
    this.wake();
  }

  /** What a provider was told of has changed: whatever was the matter may be mended. */
  providerChanged(): void {
    this.#tryAgainNow();
  }

  /** What is being described is let go, and goes on at the next start. */
  close(): void {
    this.#isClosed = true;
    for (const lane of this.#lanes) {
      if (lane.retry !== null) clearTimeout(lane.retry);
      lane.abort.abort();
    }
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#lanes.map(({ running }) => running), this.#sweeping]);
  }

  #tryAgainNow(): void {
    for (const lane of this.#lanes) this.#forgetTrouble(lane);
    this.#changed();
    this.wake();
  }

  #forgetTrouble(lane: Lane): void {
    if (lane.retry !== null) clearTimeout(lane.retry);
    Object.assign(lane, { retry: null, troubles: 0, trouble: null });
  }

  /** True when the job was being worked on. */
  #abort(jobId: JobId): boolean {
    const lane = this.#lanes.find((one) => one.jobId === jobId);
    lane?.abort.abort();
    return lane !== undefined;
  }

  #known(jobId: JobId): InsightJob | null {
    try {
      return getJob(this.#deps.db, jobId);
    } catch (error) {
      if (error instanceof AppFailure) return null;
      throw error;
    }
  }

  #run(lane: Lane): void {
    lane.isWanted = lane.running !== null;
    if (lane.isWanted || this.#isClosed) return;
    lane.running = this.#work(lane)
      .catch((error: unknown) => {
        // The database does not take it. The tick tells the user; here it goes on when it is well again.
        this.#deps.log('error', 'jobs stopped for a while', { source: lane.source, error: String(error) });
        this.#pauseLane(lane, this.#pauses[0] ?? 0);
      })
      .finally(() => {
        lane.running = null;
        if (lane.isWanted) this.#run(lane);
      });
  }

  get #pauses(): readonly number[] {
    return this.#deps.troublePauses ?? troublePausesMillis;
  }

  #pauseLane(lane: Lane, millis: number): void {
    if (this.#isClosed) return;
    lane.retry = setTimeout(() => {
      lane.retry = null;
      this.#run(lane);
    }, millis);
  }

  /** Whether the job is the one to go on with: it was not paused, nothing holds it back, and none goes before it. */
  #isItsTurn(lane: Lane, jobId: JobId): boolean {
    return nextJob(this.#deps.db, lane.source, this.#deps.hold().isHeld) === jobId;
  }

  async #work(lane: Lane): Promise<void> {
    await yieldToCalls();
    for (;;) {
      if (this.#isClosed || lane.retry !== null) return;
      const jobId = nextJob(this.#deps.db, lane.source, this.#deps.hold().isHeld);
      if (jobId === null) return;
      lane.abort = new AbortController();
      lane.jobId = jobId;
      try {
        await this.#advance(lane, jobId);
      } catch (error) {
        this.#breakOff(jobId, error);
      } finally {
        lane.jobId = null;
      }
      this.#settle(jobId);
      await yieldToCalls();
    }
  }

  /** One step of a job: a part of its target is looked at, or a chunk of its photos is described. */
  async #advance(lane: Lane, jobId: JobId): Promise<void> {
    const { db, provider: providerOf } = this.#deps;
    if (gatherSome(db, jobId)) return;
    const { model } = getJob(db, jobId);
    const provider = providerOf(lane.source, model);
    if (provider === null) {
      pauseJob(db, jobId, offMessage);
      this.#changed();
      return;
    }
    const { photos, isEmpty } = claimPhotos(db, jobId, writerOf(lane.source, provider), chunkSize);
    if (isEmpty) completeJob(db, jobId, this.#deps.nowMs());
    else if (photos.length > 0) await this.#describe(lane, jobId, provider, photos);
  }

  async #describe(lane: Lane, jobId: JobId, provider: InsightProvider, photos: readonly ClaimedPhoto[]): Promise<void> {
    const { signal } = lane.abort;
    const waiting = [...photos];
    const outcomes: Outcome[] = [];
    const settled = new Set<number>();
    const found: { trouble: ProviderTrouble | null } = { trouble: null };
    let storedAt = performance.now();
    const store = (): void => {
      const stored = outcomes.splice(0);
      this.#store(jobId, provider, stored);
      for (const { photo } of stored) settled.add(photo.key);
      storedAt = performance.now();
    };
    const worker = async (): Promise<void> => {
      for (let photo = waiting.shift(); photo !== undefined; photo = waiting.shift()) {
        if (signal.aborted || found.trouble !== null || !this.#isItsTurn(lane, jobId)) return;
        try {
          const outcome = await this.#describeOne(provider, photo, { jobId, source: lane.source }, signal);
          if (outcome === null) return;
          outcomes.push(outcome);
          if ('text' in outcome) this.#forgetTrouble(lane);
        } catch (error) {
          if (!(error instanceof ProviderTrouble)) throw error;
          found.trouble ??= error;
          return;
        }
        if (performance.now() - storedAt > storeEveryMillis) store();
        await this.#breathe();
      }
    };
    const workers = this.#deps.hold().oneCore ? 1 : Math.max(1, provider.atOnce);
    const results = await Promise.allSettled(Array.from({ length: workers }, worker));
    store();
    releasePhotos(
      this.#deps.db,
      jobId,
      photos.map(({ key }) => key).filter((key) => !settled.has(key)),
    );
    const broken = results.find((result) => result.status === 'rejected');
    if (broken !== undefined) throw broken.reason;
    if (found.trouble !== null && !signal.aborted) this.#inTrouble(lane, jobId, found.trouble);
  }

  /** Null when it was given up. Rejects with the provider's trouble. */
  async #describeOne(
    provider: InsightProvider,
    photo: ClaimedPhoto,
    { jobId, source }: { readonly jobId: JobId; readonly source: InsightSource },
    signal: AbortSignal,
  ): Promise<Outcome | null> {
    const { db, log } = this.#deps;
    const { locationId } = photo;
    try {
      const subject = subjectOf(db, locationId, this.#deps.language());
      this.#progress(jobId, subject.fileName);
      const question = questionAbout(subject, source, provider);
      const described = await this.#ask(provider, subject, question, signal);
      return signal.aborted ? null : { photo, ...described };
    } catch (error) {
      if (signal.aborted) return null;
      if (error instanceof ProviderTrouble) throw error;
      log('warn', 'no insight for a photo', { locationId, tries: photo.tries, error: String(error) });
      if (error instanceof PhotoTrouble) return { photo, error: error.message, isLasting: error.isLasting };
      return { photo, error: error instanceof AppFailure ? error.message : insideMessage, isLasting: false };
    }
  }

  async #breathe(): Promise<void> {
    if (performance.now() - this.#yieldedAt < yieldEveryMillis) return;
    await yieldToCalls();
    this.#yieldedAt = performance.now();
  }

  /** The insight and that its photo is done are one transaction. */
  #store(jobId: JobId, provider: InsightProvider, outcomes: readonly Outcome[]): void {
    const { db, nowMs, onStored } = this.#deps;
    if (outcomes.length === 0) return;
    const { scope, total } = getJob(db, jobId);
    // Whoever asks for one photo means it; among many, what a person wrote is not given up.
    const isOfMany = scope === 'new' || total > 1;
    const hasGivenTags = transaction(db, () => {
      const described = new Map<InsightId, LocationId>();
      for (const outcome of outcomes) {
        const { photo } = outcome;
        if ('error' in outcome) {
          failPhoto(db, jobId, photo.key, outcome.error, outcome.isLasting);
          continue;
        }
        const place = filePlace(db, photo.locationId);
        // The file went while its text was written.
        if (place !== null) {
          const insightId = storeInsight(db, {
            libraryId: place.libraryId,
            relPath: place.relPath,
            ...outcome.text,
            provider: provider.name,
            modelVersion: outcome.text.modelVersion ?? provider.modelVersion,
            promptVersion: outcome.text.promptVersion ?? provider.promptVersion,
            requestedBy: scope === 'new' ? 'background' : 'user',
            generatedAtMs: nowMs(),
            pin: photo.isRenewal,
            yieldsToOwn: isOfMany,
            durationMs: outcome.durationMs,
          });
          described.set(insightId, photo.locationId);
          if (outcome.preview !== null) forgetPreview(db, outcome.preview);
        }
        finishPhoto(db, jobId, photo.key);
      }
      return giveSuggestedTags(db, described, nowMs());
    });
    onStored({ hasGivenTags });
    this.#progress(jobId, null);
  }

  /** It is tried again after a while, and not for ever: then its jobs wait for the user. */
  #inTrouble(lane: Lane, jobId: JobId, { message, isLasting, retryAfterMillis }: ProviderTrouble): void {
    const pause = this.#pauses[lane.troubles];
    if (isLasting || pause === undefined) {
      pauseJob(this.#deps.db, jobId, message);
      this.#forgetTrouble(lane);
      this.#changed();
      return;
    }
    lane.troubles++;
    lane.trouble = message;
    this.#pauseLane(lane, Math.max(pause, retryAfterMillis ?? 0));
    this.#changed();
  }

  #breakOff(jobId: JobId, error: unknown): void {
    const { db, log, nowMs } = this.#deps;
    log('error', 'a job failed', {
      jobId,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    const failure = error instanceof AppFailure ? error : storageFailure(error);
    breakOffJob(db, jobId, failure?.message ?? insideMessage, nowMs());
  }

  /** After a step: the job is over, or told of as it is now. */
  #settle(jobId: JobId): void {
    const job = this.#known(jobId);
    if (job === null) return;
    if (job.endedAtMs === null) {
      this.#tell(job, null);
      return;
    }
    this.#hide(jobId);
    this.#sweep();
    this.#deps.onChanged();
    const { state, scope, done, failed, skipped, total, reason } = job;
    if (scope === 'new' || state === 'open' || state === 'paused') return;
    this.#deps.onEnd({ jobId, outcome: state, done, failed, total: total - skipped, reason });
  }

  #changed(): void {
    this.#show();
    this.#deps.onChanged();
  }

  /** Tells of all jobs that are not over, those that wait too. */
  #show(): void {
    const open = listJobs(this.#deps.db).filter(({ endedAtMs }) => endedAtMs === null);
    for (const job of open) this.#tell(job, null);
    for (const jobId of this.#shown) if (!open.some(({ id }) => id === jobId)) this.#hide(jobId);
  }

  #progress(jobId: JobId, current: string | null): void {
    const job = this.#known(jobId);
    if (job !== null && job.endedAtMs === null) this.#tell(job, current);
  }

  #tell(job: InsightJob, current: string | null): void {
    const { id: jobId, source, state, done, skipped, failed, total, isGathered } = job;
    const settled = done + skipped + failed;
    if (job.scope === 'new' && settled === total) {
      this.#hide(jobId);
      return;
    }
    const lane = this.#lanes.find((one) => one.source === source);
    const isRunning = lane?.jobId === jobId;
    this.#shown.add(jobId);
    this.#deps.activity.update(
      {
        kind: 'insights',
        jobId,
        source,
        state: state === 'paused' ? 'paused' : isRunning ? 'running' : 'waiting',
        reason: job.reason ?? (state === 'open' ? (lane?.trouble ?? null) : null),
      },
      { done: settled, total: isGathered ? total : null, current },
    );
  }

  #hide(jobId: JobId): void {
    this.#shown.delete(jobId);
    this.#deps.activity.finish({ kind: 'insights', jobId });
  }

  #sweep(): void {
    const sweep = async (): Promise<void> => {
      await yieldToCalls();
      while (!this.#isClosed && sweepEnded(this.#deps.db)) await yieldToCalls();
      if (!this.#isClosed) throwAwayOldPreviews(this.#deps.db, this.#deps.nowMs() - previewsKeptMillis);
    };
    this.#sweeping ??= sweep().finally(() => {
      this.#sweeping = null;
    });
  }
}
