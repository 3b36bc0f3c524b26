/** The worker threads as the main thread sees them: one engine, four readers. */
// The engine's watcher registers itself only when its library is first loaded into the process. Held here, it is there
// for every engine that follows the first: after a crash, a restore or a salvage.
import '@parcel/watcher';
import { Worker } from 'node:worker_threads';
import { fail } from '../../preload/contract/errors.js';
import type { AppError, Result } from '../../preload/contract/errors.js';
import type { EventName, Events } from '../../preload/contract/events.js';
import type { LogEntry, Log } from '../core/log.js';
import {
  AVAILABILITY_EVENT,
  DAMAGED_EVENT,
  FAILED_EVENT,
  LOG_EVENT,
  READY_EVENT,
  THUMBNAILS_LOST_EVENT,
} from '../engine/options.js';
import type { EngineOptions, ReaderThreadOptions } from '../engine/options.js';
import { RpcClient, serve } from '../engine/rpc.js';

export interface ThreadEntries {
  readonly engine: string;
  readonly reader: string;
}

export interface ThreadsOptions {
  readonly entries: ThreadEntries;
  readonly engine: EngineOptions;
  readonly log: Log;
  /** What the engine may ask of the main thread, by name; as `serve` takes it. */
  readonly answers: Readonly<Record<string, (request: never) => unknown>>;
  readonly onEvent: <E extends EventName>(name: E, payload: Events[E]) => void;
  /** The engine answers, at the start and whenever another one took its place. */
  readonly onEngineReady: () => void;
  /** The engine cannot start, or keeps stopping. */
  readonly onFatal: (error: AppError) => void;
  /** The database is damaged, at the start or found so later: nobody has it open any more. */
  readonly onDamaged: (error: AppError) => void;
}

const maxRestarts = 3;
const restartWindowMillis = 5 * 60_000;
const restartAfterMillis = 500;
const shutdownMillis = 8_000;
/** Answers are garbage as soon as they are sent: five threads that each let 48 MB of it pile up would hold more than all photos need. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

interface Thread {
  readonly worker: Worker;
  readonly client: RpcClient;
}

/**
 * `lister`: the first of a list, and counts. `sweeper`: lists to their end and totals of tags, which take most of a second at a million rows,
 * while somebody may want the first of another one. `finder`: single rows and thumbnails, which never wait behind a
 * list. `checker`: what may take seconds, counts over everything and checks of the whole file.
 */
const readerNames = ['lister', 'sweeper', 'finder', 'checker'] as const;
type ReaderName = (typeof readerNames)[number];

export class Threads {
  readonly #options: ThreadsOptions;
  #engine: Thread | null = null;
  readonly #readers = new Map<ReaderName, Thread>();
  /** What keeps the engine from answering; null when it answers. Open while it starts. */
  #ready: Promise<AppError | null> = Promise.resolve(null);
  /** Ends the waiting of calls; null while none has to wait. */
  #setReady: ((error: AppError | null) => void) | null = null;
  #restarts: number[] = [];
  #availability: unknown = [];
  /** Whoever ends is started again. */
  #isUp = false;
  #isRebuilding = false;

  constructor(options: ThreadsOptions) {
    this.#options = options;
    void this.start();
  }

  engine(name: string, request: unknown): Promise<Result<unknown>> {
    return this.#call(() => this.#engine, name, request);
  }

  lister(name: string, request: unknown): Promise<Result<unknown>> {
    return this.#call(() => this.#readers.get('lister'), name, request);
  }

  sweeper(name: string, request: unknown): Promise<Result<unknown>> {
    return this.#call(() => this.#readers.get('sweeper'), name, request);
  }

  finder(name: string, request: unknown): Promise<Result<unknown>> {
    return this.#call(() => this.#readers.get('finder'), name, request);
  }

  checker(name: string, request: unknown): Promise<Result<unknown>> {
    return this.#call(() => this.#readers.get('checker'), name, request);
  }

  /** After `stop`, or when the engine could not start. Resolves with what keeps it from answering, or null. */
  start(): Promise<AppError | null> {
    if (!this.#isUp) {
      this.#isUp = true;
      this.#restarts = [];
      this.#holdCalls();
      this.#startEngine();
    }
    return this.#ready;
  }

  /**
   * Lets the engine finish its transaction and close its database; gives up waiting after some seconds. One that still
   * opens it hears nothing and is ended. Calls that come now wait for the next start.
   */
  async stop(): Promise<void> {
    const isReady = this.#setReady === null;
    this.#isUp = false;
    this.#holdCalls();
    const engine = this.#engine;
    if (engine !== null && isReady) {
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, shutdownMillis);
      });
      await Promise.race([engine.client.call('shutdown', {}), timeout]);
      clearTimeout(timer);
    }
    await this.#terminate();
  }

  async #terminate(): Promise<void> {
    const threads = [...this.#readers.values(), ...(this.#engine === null ? [] : [this.#engine])];
    this.#engine = null;
    this.#readers.clear();
    for (const { worker } of threads) await worker.terminate();
  }

  async #call(thread: () => Thread | null | undefined, name: string, request: unknown): Promise<Result<unknown>> {
    const error = await this.#ready;
    if (error !== null) return { ok: false, error };
    const answer = await (thread()?.client.call(name, request) ?? this.#unavailable());
    if (!answer.ok && answer.error.details['damaged'] === true) void this.#damaged(answer.error);
    return answer;
  }

  #unavailable(): Result<never> {
    return fail('database_unavailable', 'The library is not open yet. Try again in a moment.', {}, true);
  }

  /** Calls wait from now on, with those that wait already. */
  #holdCalls(): void {
    if (this.#setReady !== null) return;
    this.#ready = new Promise((resolve) => {
      this.#setReady = resolve;
    });
  }

  #answerCalls(error: AppError | null): void {
    if (this.#setReady === null) this.#ready = Promise.resolve(error);
    else this.#setReady(error);
    this.#setReady = null;
  }

  #startEngine(): void {
    const { entries, engine, answers, log } = this.#options;
    const worker = new Worker(entries.engine, { workerData: engine, name: 'engine', resourceLimits });
    const client = new RpcClient(worker, (name, payload) => {
      if (this.#engine?.worker === worker) this.#onEngineEvent(name, payload);
    });
    serve(worker, answers, log);
    this.#engine = { worker, client };
    worker.once('error', (error) => {
      log('error', 'the engine stopped', {
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    });
    worker.once('exit', () => {
      client.close('Keepsight’s engine stopped. Try again in a moment.');
      if (this.#isUp && this.#engine?.worker === worker) this.#restartEngine();
    });
  }

  #restartEngine(): void {
    const nowMs = Date.now();
    this.#restarts = [...this.#restarts.filter((at) => nowMs - at < restartWindowMillis), nowMs];
    if (this.#restarts.length > maxRestarts) {
      void this.#giveUp({
        code: 'internal',
        message:
          'Keepsight’s engine stops again and again. Your tags and insights are safe in the database; the log tells more.',
        details: {},
        retryable: false,
      });
      return;
    }
    this.#holdCalls();
    setTimeout(() => {
      if (this.#isUp) this.#startEngine();
    }, restartAfterMillis);
  }

  /** Nothing more is written, not even what is still in the log, and every call is answered with the reason. */
  async #damaged(error: AppError): Promise<void> {
    if (!this.#isUp) return;
    this.#refuse(error);
    await this.#terminate();
    this.#options.onDamaged(error);
  }

  async #giveUp(error: AppError): Promise<void> {
    this.#refuse(error);
    await this.#terminate();
    this.#options.onFatal(error);
  }

  #refuse(error: AppError): void {
    this.#isUp = false;
    this.#answerCalls(error);
  }

  #onEngineEvent(name: string, payload: unknown): void {
    const { onEvent, log } = this.#options;
    switch (name) {
      case READY_EVENT:
        for (const reader of readerNames) if (!this.#readers.has(reader)) this.#startReader(reader);
        this.#answerCalls(null);
        this.#options.onEngineReady();
        return;
      case FAILED_EVENT: {
        const error = payload as AppError;
        void (error.details['damaged'] === true ? this.#damaged(error) : this.#giveUp(error));
        return;
      }
      case DAMAGED_EVENT:
        void this.#damaged(payload as AppError);
        return;
      case AVAILABILITY_EVENT:
        this.#availability = payload;
        for (const { client } of this.#readers.values()) void client.call('setAvailability', payload);
        return;
      case LOG_EVENT: {
        const { level, message, fields } = payload as LogEntry;
        log(level, message, fields);
        return;
      }
      default:
        onEvent(name as EventName, payload as Events[EventName]);
    }
  }

  /** Once, however many pictures a reader misses meanwhile. */
  async #rebuildThumbnails(): Promise<void> {
    if (this.#isRebuilding) return;
    this.#isRebuilding = true;
    await this.engine('rebuildThumbnails', {});
    this.#isRebuilding = false;
  }

  #startReader(name: ReaderName): void {
    const { entries, engine, log } = this.#options;
    const { databasePath, thumbnailsPath, backupFolder, migrationsFolder } = engine;
    const worker = new Worker(entries.reader, {
      workerData: {
        databasePath,
        thumbnailsPath,
        backupFolder,
        migrationsFolder,
        givesWay: name === 'sweeper' || name === 'checker',
      } satisfies ReaderThreadOptions,
      name,
      resourceLimits,
    });
    const client = new RpcClient(worker, (event, payload) => {
      if (event === LOG_EVENT) {
        const entry = payload as LogEntry;
        log(entry.level, entry.message, entry.fields);
      }
      if (event === THUMBNAILS_LOST_EVENT) void this.#rebuildThumbnails();
    });
    const thread = { worker, client };
    this.#readers.set(name, thread);
    void client.call('setAvailability', this.#availability);
    worker.once('error', (error) => {
      log('error', 'a reader stopped', { name, error: error instanceof Error ? error.message : String(error) });
    });
    worker.once('exit', () => {
      client.close('A reader stopped. Try again in a moment.');
      setTimeout(() => {
        if (this.#readers.get(name) === thread) this.#startReader(name);
      }, restartAfterMillis);
    });
  }
}
