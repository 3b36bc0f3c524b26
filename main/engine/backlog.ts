/** One slice of the three backlogs, with its progress. */
import type { LibraryId } from '../../preload/contract/model.js';
import { backlogOf } from '../dao/locations.js';
import type { WriteDb } from '../db/open.js';
import type { DecodePool } from '../ingest/decode-pool.js';
import { drainGlances } from '../ingest/glance.js';
import type { Ingest, ReadableLibrary } from '../ingest/ingest.js';
import { batchSize, drainMetadata } from '../metadata/drain.js';
import type { MetadataReader } from '../metadata/metadata-reader.js';
import type { Log } from '../core/log.js';
import type { ActivityBoard } from './activity.js';

const sliceMillis = 4_000;
/** So long at the most does what comes into view wait for the pass over headers. */
const glanceMillis = 250;
const metadataRetryMillis = 10 * 60_000;

export interface BacklogDependencies {
  readonly db: WriteDb;
  readonly ingest: Ingest;
  readonly pool: DecodePool;
  readonly metadata: MetadataReader;
  readonly activity: ActivityBoard;
  readonly log: Log;
  readonly nowMs: () => number;
  readonly onPhotosChanged: () => void;
}

type Kind = 'glance' | 'read' | 'metadata';

export class Backlog {
  readonly #deps: BacklogDependencies;
  readonly #done = new Map<string, number>();
  #metadataNotBeforeMs = 0;

  constructor(dependencies: BacklogDependencies) {
    this.#deps = dependencies;
  }

  /** Works for a few seconds at the most. True when there is more to do now. */
  async drain(libraries: readonly ReadableLibrary[], signal: AbortSignal): Promise<boolean> {
    const { db, ingest, metadata, activity, log } = this.#deps;
    const untilMs = performance.now() + sliceMillis;
    if (!(await this.#glance(libraries, untilMs, signal))) return !signal.aborted;

    this.#announce('read', libraries);
    const end = await ingest.drain({ libraries, untilMs, signal, onRead: this.#advanceOf('read') });
    this.#settle('read', libraries);
    if (end !== 'empty') return end === 'time_is_up';
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
    const { toGlance, toRead, toDescribe } = backlogOf(this.#deps.db, libraryId);
    return { glance: toGlance, read: toRead, metadata: toDescribe }[kind];
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
      if (this.#remaining(kind, id) > 0) continue;
      this.#done.delete(`${kind}-${id}`);
      this.#deps.activity.finish({ kind, libraryId: id });
    }
  }
}
