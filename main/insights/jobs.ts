/** Generating insights for many photos: cancellable, with progress, in short transactions between which calls are answered. */
import type { RequestOf } from '../../preload/contract/api.js';
import type { JobEnd } from '../../preload/contract/events.js';
import type { Language } from '../../preload/contract/language.js';
import type { JobId, LocationId } from '../../preload/contract/model.js';
import type { Log } from '../core/log.js';
import { filePlace } from '../dao/locations.js';
import { locationsOfPhotos, locationsWithoutInsight, storeInsight } from '../dao/photo-insights.js';
import { photoDetails } from '../dao/photo-details.js';
import { seenInPhoto } from '../dao/photo-signals.js';
import { AppFailure, storageFailure } from '../db/failure.js';
import { transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import type { InsightProvider, InsightSubject, InsightText } from './provider.js';

type Target = RequestOf<'generateInsights'>['target'];
type Scope = RequestOf<'generateInsights'>['scope'];

const chunkSize = 50;

export interface JobProgress {
  update(
    work: { readonly kind: 'insights'; readonly jobId: JobId },
    progress: { readonly done: number; readonly total: number; readonly current: string | null },
  ): void;
  finish(work: { readonly kind: 'insights'; readonly jobId: JobId }): void;
}

export interface InsightJobsDependencies {
  readonly db: WriteDb;
  readonly provider: InsightProvider;
  /** What insights are written in, as it is now. */
  readonly language: () => Language;
  readonly activity: JobProgress;
  readonly nowMs: () => number;
  readonly log: Log;
  readonly onStored: () => void;
  readonly onEnd: (end: JobEnd) => void;
}

interface PhotoToDescribe {
  readonly locationId: LocationId;
  /** Asking again for what there is already is the user's choice of the new one: it is pinned. */
  readonly isRenewal: boolean;
}

interface Written {
  readonly photo: PhotoToDescribe;
  readonly text: InsightText;
}

export class InsightJobs {
  readonly #deps: InsightJobsDependencies;
  readonly #running = new Map<JobId, { readonly abort: AbortController; readonly ended: Promise<void> }>();
  #lastId = 0;

  constructor(dependencies: InsightJobsDependencies) {
    this.#deps = dependencies;
  }

  start(target: Target, scope: Scope): JobId {
    const jobId = ++this.#lastId as JobId;
    const abort = new AbortController();
    const ended = this.#run(jobId, target, scope, abort.signal)
      .catch((error: unknown): JobEnd => this.#failed(jobId, error))
      .then((end) => {
        this.#running.delete(jobId);
        this.#deps.activity.finish({ kind: 'insights', jobId });
        this.#deps.onEnd(end);
      });
    this.#running.set(jobId, { abort, ended });
    return jobId;
  }

  cancel(jobId: JobId): void {
    this.#running.get(jobId)?.abort.abort();
  }

  cancelAll(): void {
    for (const { abort } of this.#running.values()) abort.abort();
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  async #run(jobId: JobId, target: Target, scope: Scope, signal: AbortSignal): Promise<JobEnd> {
    const { activity } = this.#deps;
    // The caller gets the job's id before anything is told of the job.
    await new Promise((resolve) => setImmediate(resolve));
    const photos = this.#photos(target, scope);
    let done = 0;
    let failed = 0;
    for (let start = 0; start < photos.length; start += chunkSize) {
      const chunk = photos.slice(start, start + chunkSize);
      activity.update({ kind: 'insights', jobId }, { done, total: photos.length, current: null });
      const written = await this.#describe(chunk, signal);
      if (signal.aborted) break;
      this.#store(written);
      done += written.length;
      failed += chunk.length - written.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return this.#end(jobId, { done, failed, total: photos.length, cancelled: signal.aborted });
  }

  #photos(target: Target, scope: Scope): readonly PhotoToDescribe[] {
    const { db } = this.#deps;
    const wanted = 'libraryId' in target ? { libraryIds: [target.libraryId] } : target;
    const without = locationsWithoutInsight(db, wanted);
    if (scope === 'missing') return without.map((locationId) => ({ locationId, isRenewal: false }));
    const isNew = new Set(without);
    return locationsOfPhotos(db, wanted).map((locationId) => ({ locationId, isRenewal: !isNew.has(locationId) }));
  }

  async #describe(photos: readonly PhotoToDescribe[], signal: AbortSignal): Promise<readonly Written[]> {
    const { provider, log } = this.#deps;
    const answers = await Promise.all(
      photos.map(async (photo): Promise<Written | null> => {
        try {
          const subject = this.#subject(photo.locationId);
          return { photo, text: await provider.describe(subject, signal) };
        } catch (error) {
          log('warn', 'no insight for a photo', { locationId: photo.locationId, error: String(error) });
          return null;
        }
      }),
    );
    return answers.filter((answer) => answer !== null);
  }

  #subject(locationId: LocationId): InsightSubject {
    const { db } = this.#deps;
    const { contentHash, fileName, facts, places } = photoDetails(db, locationId, new Map());
    const present = places.filter(({ presence }) => presence !== 'missing');
    return {
      fileName,
      facts,
      placeCount: Math.max(1, present.length),
      libraryNames: [...new Set(present.map(({ libraryName }) => libraryName))],
      seen: contentHash === null ? null : seenInPhoto(db, contentHash),
      language: this.#deps.language(),
    };
  }

  #store(written: readonly Written[]): void {
    const { db, provider, nowMs, onStored } = this.#deps;
    if (written.length === 0) return;
    transaction(db, () => {
      for (const { photo, text } of written) {
        const place = filePlace(db, photo.locationId);
        // The file went while its text was written.
        if (place === null) continue;
        storeInsight(db, {
          libraryId: place.libraryId,
          relPath: place.relPath,
          ...text,
          provider: provider.name,
          modelVersion: provider.modelVersion,
          promptVersion: text.promptVersion ?? provider.promptVersion,
          requestedBy: 'user',
          generatedAtMs: nowMs(),
          pin: photo.isRenewal,
        });
      }
    });
    onStored();
  }

  #end(
    jobId: JobId,
    { done, failed, total, cancelled }: { done: number; failed: number; total: number; cancelled: boolean },
  ): JobEnd {
    return { jobId, outcome: cancelled ? 'cancelled' : 'completed', done, failed, total, reason: null };
  }

  #failed(jobId: JobId, error: unknown): JobEnd {
    const { log } = this.#deps;
    log('error', 'a job failed', {
      jobId,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    const failure = error instanceof AppFailure ? error : storageFailure(error);
    const reason = failure?.message ?? 'Something went wrong inside Keepsight; the log tells more.';
    return { jobId, outcome: 'failed', done: 0, failed: 0, total: 0, reason };
  }
}
