/** Reads files again in the background, to see whether they still have the bytes they had. */
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import type { LibraryId, LocationId } from '../../preload/contract/model.js';
import type { Log } from '../core/log.js';
import { verifyIntervalMs } from '../core/verification.js';
import { getAppState, setAppState } from '../dao/app-state.js';
import { markChanged } from '../dao/locations.js';
import { countToVerify, filesToVerify, recordVerification } from '../dao/verification.js';
import type { FileToVerify, Finding } from '../dao/verification.js';
import type { WriteDb } from '../db/open.js';
import type { DecodePool, ReadOutcome } from './decode-pool.js';
import type { ReadableLibrary } from './ingest.js';

const sliceMillis = 4_000;
const batchSize = 200;
/** On its own account it leaves the disk to others most of the time. */
const backgroundBytesPerMilli = 20_000;
/** After everything was read, after a drive that gave nothing but errors, and when a person ended it. */
const restMillis = 60 * 60_000;
const troublesInARow = 8;

export interface VerifierDependencies {
  readonly db: WriteDb;
  readonly pool: DecodePool;
  readonly log: Log;
  readonly nowMs: () => number;
  /** `remaining` files of a library are due; `isAsked`: a person wants to know. Null: the library is done. */
  readonly onProgress: (libraryId: LibraryId, progress: VerificationProgress | null) => void;
  readonly onFinding: (finding: Finding) => void;
}

export interface VerificationProgress {
  readonly done: number;
  readonly total: number;
  readonly isAsked: boolean;
  readonly current: string | null;
}

interface Reading {
  readonly file: FileToVerify;
  readonly isAsked: boolean;
  readonly outcome: Promise<ReadOutcome>;
}

export class Verifier {
  readonly #deps: VerifierDependencies;
  #queue: FileToVerify[] = [];
  /** A reading that outlasted its slice. */
  #reading: Reading | null = null;
  /** Not tried again before the next round. */
  readonly #skipped = new Set<LocationId>();
  readonly #counts = new Map<LibraryId, { done: number; readonly total: number }>();
  #troubles = 0;
  /** On the clock of `performance.now()`, as all pauses here. */
  #notBefore = 0;
  #restUntil = 0;
  #isPutOffUntil = 0;

  constructor(dependencies: VerifierDependencies) {
    this.#deps = dependencies;
  }

  /** All files of these libraries are read again now, whenever they were last read; outlives a restart. */
  request(libraryIds: readonly LibraryId[]): void {
    const { db, nowMs } = this.#deps;
    const asked = { ...this.#asked };
    for (const id of libraryIds) asked[id] = nowMs();
    setAppState(db, 'verificationAsked', asked);
    this.#restart();
  }

  /** Ends what a user asked for, and leaves the background work for later. */
  cancel(): void {
    setAppState(this.#deps.db, 'verificationAsked', {});
    this.#restart();
    this.#isPutOffUntil = performance.now() + restMillis;
  }

  /** Files may be due that were not before. */
  wake(): void {
    this.#restUntil = 0;
  }

  /** Works for a few seconds at the most; true when there is more to do now. */
  async drain(libraries: readonly ReadableLibrary[], signal: AbortSignal): Promise<boolean> {
    const roots = new Map(libraries.map(({ id, rootPath }) => [id, rootPath]));
    const until = performance.now() + sliceMillis;
    while (!signal.aborted && performance.now() < until) {
      this.#reading ??= await this.#begin(roots, until, signal);
      if (this.#reading === null) return performance.now() < this.#notBefore;
      const { file, isAsked, outcome } = this.#reading;
      const ended = await Promise.race([outcome, pause(until - performance.now(), signal)]);
      if (ended === null) return true;
      this.#reading = null;
      this.#apply(file, ended);
      this.#advance(file, isAsked);
      if (!isAsked) this.#notBefore += file.sizeBytes / backgroundBytesPerMilli;
    }
    return true;
  }

  /** Null when nothing is due, or the next file has to wait. */
  async #begin(roots: ReadonlyMap<LibraryId, string>, until: number, signal: AbortSignal): Promise<Reading | null> {
    const file = this.#next(roots);
    const root = file === null ? undefined : roots.get(file.libraryId);
    if (file === null || root === undefined) return null;
    const isAsked = this.#asked[file.libraryId] !== undefined;
    if (!isAsked && this.#notBefore > performance.now()) {
      await pause(Math.min(this.#notBefore, until) - performance.now(), signal);
      if (signal.aborted || this.#notBefore > performance.now()) {
        this.#queue.unshift(file);
        return null;
      }
    }
    this.#notBefore = performance.now();
    const outcome = this.#deps.pool.read({
      path: join(root, file.relPath),
      sizeBytes: file.sizeBytes,
      wantBytes: false,
      shouldDecode: () => false,
    });
    return { file, isAsked, outcome };
  }

  #next(roots: ReadonlyMap<LibraryId, string>): FileToVerify | null {
    for (;;) {
      const file = this.#queue.shift();
      if (file === undefined) break;
      if (roots.has(file.libraryId)) return file;
    }
    if (performance.now() < this.#restUntil) return null;
    const asked = this.#asked;
    const [wanted, others] = [true, false].map((isAsked) =>
      [...roots.keys()].filter((id) => (asked[id] !== undefined) === isAsked),
    );
    // What a person waits for comes first.
    this.#queue = (wanted ?? []).flatMap((id) => this.#due(id));
    const isPutOff = performance.now() < this.#isPutOffUntil;
    if (this.#queue.length === 0 && !isPutOff) this.#queue = (others ?? []).flatMap((id) => this.#due(id));
    if (this.#queue.length === 0) {
      this.#skipped.clear();
      this.#restUntil = performance.now() + restMillis;
    }
    return this.#queue.shift() ?? null;
  }

  /** The next files of a library; where there are none, it is done. */
  #due(libraryId: LibraryId): readonly FileToVerify[] {
    const { db, nowMs, onProgress } = this.#deps;
    const asked = this.#asked;
    const before = asked[libraryId] ?? nowMs() - verifyIntervalMs;
    const files = filesToVerify(db, libraryId, before, batchSize + this.#skipped.size)
      .filter(({ id }) => !this.#skipped.has(id))
      .slice(0, batchSize);
    if (files.length > 0) {
      if (!this.#counts.has(libraryId)) {
        const total = countToVerify(db, libraryId, before);
        this.#counts.set(libraryId, { done: 0, total });
        onProgress(libraryId, { done: 0, total, isAsked: asked[libraryId] !== undefined, current: null });
      }
      return files;
    }
    this.#counts.delete(libraryId);
    onProgress(libraryId, null);
    if (asked[libraryId] !== undefined) {
      const rest = Object.entries(asked).filter(([id]) => Number(id) !== libraryId);
      setAppState(db, 'verificationAsked', Object.fromEntries(rest));
    }
    return [];
  }

  #apply(file: FileToVerify, outcome: ReadOutcome): void {
    const { db, log, nowMs, onFinding } = this.#deps;
    if (!('hash' in outcome)) {
      // For the next round: a scan or a later reading tells what is the matter.
      this.#skipped.add(file.id);
      if (++this.#troubles >= troublesInARow) {
        this.#queue = [];
        this.#troubles = 0;
        this.#restUntil = performance.now() + restMillis;
      }
      return;
    }
    this.#troubles = 0;
    const { sizeBytes, mtimeMs } = outcome;
    if (sizeBytes !== file.sizeBytes || mtimeMs !== file.mtimeMs) {
      const { id, device, inode } = file;
      markChanged(db, [{ id, sizeBytes, mtimeMs, device, inode, readNotBeforeMs: 0 }]);
      onFinding('outdated');
      return;
    }
    const finding = recordVerification(db, file, outcome.hash, nowMs());
    if (finding === 'changed') {
      log('warn', 'the bytes of a file changed while its size and time did not', {
        libraryId: file.libraryId,
        relPath: file.relPath,
      });
    }
    onFinding(finding);
  }

  #advance({ libraryId, relPath }: FileToVerify, isAsked: boolean): void {
    const count = this.#counts.get(libraryId);
    if (count === undefined) return;
    count.done++;
    this.#deps.onProgress(libraryId, { ...count, isAsked, current: relPath });
  }

  get #asked(): Record<number, number> {
    return getAppState(this.#deps.db, 'verificationAsked') ?? {};
  }

  #restart(): void {
    this.#queue = [];
    this.#skipped.clear();
    for (const id of this.#counts.keys()) this.#deps.onProgress(id, null);
    this.#counts.clear();
    this.#notBefore = 0;
    this.#restUntil = 0;
  }
}

/** Null after a while, or at once when the signal says so. */
async function pause(millis: number, signal: AbortSignal): Promise<null> {
  try {
    await sleep(Math.max(0, millis), undefined, { signal });
  } catch {
    // Aborted: what was waited for is tried again in the next slice.
  }
  return null;
}
