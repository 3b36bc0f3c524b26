/** One slice of the backlogs, with its progress. */
import type { LibraryId } from '../../preload/contract/model.js';
import { backlogOf } from '../dao/locations.js';
import { waitingFaceLookCount } from '../dao/photo-faces.js';
import { waitingLookCount } from '../dao/photo-signals.js';
import type { WriteDb } from '../db/open.js';
import type { DecodePool } from '../ingest/decode-pool.js';
import { drainGlances } from '../ingest/glance.js';
import type { Ingest, ReadableLibrary } from '../ingest/ingest.js';
import { batchSize, drainMetadata } from '../metadata/drain.js';
import type { Posters } from '../ingest/posters.js';
import type { Looks } from '../vision/looks.js';
import type { MetadataReader } from '../metadata/metadata-reader.js';
import type { Log } from '../core/log.js';
import type { ActivityBoard } from './activity.js';

const sliceMillis = 4_000;
/** So long at the most does what comes into view wait for the pass over headers. */
const glanceMillis = 250;
/** Decoders that nobody needed for so long end while other work goes on. */
const decodersRestMillis = 10_000;
const metadataRetryMillis = 10 * 60_000;

export interface BacklogDependencies {
  readonly db: WriteDb;
  readonly ingest: Ingest;
  readonly posters: Posters;
  readonly looks: Looks;
  readonly pool: DecodePool;
  readonly metadata: MetadataReader;
  readonly activity: ActivityBoard;
  readonly log: Log;
  readonly nowMs: () => number;
  readonly onPhotosChanged: () => void;
  readonly onLooked: () => void;
}

type Kind = 'glance' | 'read' | 'metadata' | 'poster';

export class Backlog {
  readonly #deps: BacklogDependencies;
  readonly #done = new Map<string, number>();
  #metadataNotBeforeMs = 0;
  #looked = 0;

  constructor(dependencies: BacklogDependencies) {
    this.#deps = dependencies;
  }

  /** Works for a few seconds at the most. True when there is more to do now. */
  async drain(libraries: readonly ReadableLibrary[], signal: AbortSignal): Promise<boolean> {
    const untilMs = performance.now() + sliceMillis;
    const read = (): Promise<boolean> => this.#readAndDescribe(libraries, untilMs, signal);
    const takeFrames = (): Promise<boolean> => this.#takeFrames(libraries, untilMs, signal);
    if (this.#deps.activity.limits.oneCore) return (await read()) || takeFrames();
    // Videos are played beside the decoders. Both come to an end before the next slice, even if one of them fails.
    const [hasMoreToRead, hasMoreFrames] = await Promise.allSettled([read(), takeFrames()]);
    if (hasMoreToRead.status === 'rejected') throw hasMoreToRead.reason;
    if (hasMoreFrames.status === 'rejected') throw hasMoreFrames.reason;
    // What was read meanwhile may be videos.
    return hasMoreToRead.value || hasMoreFrames.value || takeFrames();
  }

  /** Photos are looked at while nothing else is to be read. True when there is more to look at. */
  async look(libraries: readonly ReadableLibrary[], signal: AbortSignal): Promise<boolean> {
    const { db, looks, activity, onLooked } = this.#deps;
    if (!looks.isAble) {
      this.#endLooking();
      return false;
    }
    const waiting = waitingLookCount(db) + (looks.keepsFaces ? waitingFaceLookCount(db) : 0);
    if (waiting > 0)
      activity.update({ kind: 'look' }, { done: this.#looked, total: this.#looked + waiting, current: null });
    const end = await looks.drain({
      libraries,
      untilMs: performance.now() + sliceMillis,
      signal,
      onLooked: (fileName) => {
        this.#looked += 1;
        activity.advance({ kind: 'look' }, this.#looked, fileName);
        onLooked();
      },
    });
    if (end === 'empty' || end === 'blocked') this.#endLooking();
    return end === 'time_is_up';
  }

  #endLooking(): void {
    this.#looked = 0;
    this.#deps.activity.finish({ kind: 'look' });
  }

  async #readAndDescribe(
    libraries: readonly ReadableLibrary[],
    untilMs: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { db, ingest, pool, metadata, activity, log } = this.#deps;
    if (!(await this.#glance(libraries, untilMs, signal))) return !signal.aborted;

    this.#announce('read', libraries);
    const end = await ingest.drain({ libraries, untilMs, signal, onRead: this.#advanceOf('read') });
    this.#settle('read', libraries);
    if (end !== 'empty') return end === 'time_is_up';
    // ExifTool goes on for as long as reading took, and needs the memory more than those who wait for a picture to be opened.
    pool.releaseIdle(decodersRestMillis);
    if (performance.now() < this.#metadataNotBeforeMs) return false;

    this.#announce('metadata', libraries);
    const metadataEnd = await drainMetadata(db, metadata, {
      libraries,
      untilMs,
      signal,
      atOnce: activity.limits.oneCore ? 1 : batchSize,
      onRead: this.#advanceOf('metadata'),
    });
    this.#settle('metadata', libraries);
    if (metadataEnd.kind === 'unavailable') {
      this.#metadataNotBeforeMs = performance.now() + metadataRetryMillis;
      log('warn', 'ExifTool does not run; what headers say is used until it does', { reason: metadataEnd.reason });
    }
    return metadataEnd.kind === 'time_is_up';
  }

  async #takeFrames(libraries: readonly ReadableLibrary[], untilMs: number, signal: AbortSignal): Promise<boolean> {
    const { posters } = this.#deps;
    if (posters.isAble) this.#announce('poster', libraries);
    const end = await posters.drain({ libraries, untilMs, signal, onMade: this.#advanceOf('poster') });
    // Those that are left wait for a scan, or for somebody who can play them: nothing is under way.
    if (end === 'empty' || end === 'blocked') for (const { id } of libraries) this.#finish('poster', id);
    return end === 'time_is_up';
  }

  /** True when the first bytes of every new file were looked at. What is in view is read whole in between. */
  async #glance(libraries: readonly ReadableLibrary[], untilMs: number, signal: AbortSignal): Promise<boolean> {
    const { db, ingest, pool, nowMs } = this.#deps;
    this.#announce('glance', libraries);
    const look = (): Promise<boolean> =>
      drainGlances(db, pool, {
        libraries,
        untilMs: Math.min(untilMs, performance.now() + glanceMillis),
        signal,
        nowMs,
        onGlanced: this.#advanceOf('glance'),
      });
    let isDone = await look();
    while (!isDone && !signal.aborted && performance.now() < untilMs) {
      await ingest.drain({ libraries, untilMs, signal, onlyWanted: true, onRead: this.#advanceOf('read') });
      isDone = await look();
    }
    this.#settle('glance', libraries);
    return isDone;
  }

  #remaining(kind: Kind, libraryId: LibraryId): number {
    const { toGlance, toRead, toDescribe, toPoster } = backlogOf(this.#deps.db, libraryId);
    return { glance: toGlance, read: toRead, metadata: toDescribe, poster: toPoster }[kind];
  }

  #announce(kind: Kind, libraries: readonly ReadableLibrary[]): void {
    for (const { id } of libraries) {
      const remaining = this.#remaining(kind, id);
      const key = `${kind}-${id}`;
      if (remaining === 0) continue;
      const done = this.#done.get(key) ?? 0;
      this.#done.set(key, done);
      this.#deps.activity.update({ kind, libraryId: id }, { done, total: done + remaining, current: null });
    }
  }

  #advanceOf(kind: Kind): (libraryId: LibraryId, relPath: string) => void {
    return (libraryId, relPath) => {
      const key = `${kind}-${libraryId}`;
      const done = (this.#done.get(key) ?? 0) + 1;
      this.#done.set(key, done);
      this.#deps.activity.advance({ kind, libraryId }, done, relPath);
      this.#deps.onPhotosChanged();
    };
  }

  /** What is done is taken off the board; what goes on in the next slice stays. */
  #settle(kind: Kind, libraries: readonly ReadableLibrary[]): void {
    for (const { id } of libraries) {
      if (this.#remaining(kind, id) === 0) this.#finish(kind, id);
    }
  }

  #finish(kind: Kind, libraryId: LibraryId): void {
    this.#done.delete(`${kind}-${libraryId}`);
    this.#deps.activity.finish({ kind, libraryId });
  }
}
