/** The worker threads as the main thread sees them: one engine, three readers. */
import { Worker } from 'node:worker_threads';
import { fail } from '../../preload/contract/errors.js';
import type { AppError, Result } from '../../preload/contract/errors.js';
import type { EventName, Events } from '../../preload/contract/events.js';
import type { LogEntry, Log } from '../core/log.js';
import { AVAILABILITY_EVENT, FAILED_EVENT, LOG_EVENT, READY_EVENT } from '../engine/options.js';
import type { EngineOptions, ReaderOptions } from '../engine/options.js';
import { RpcClient } from '../engine/rpc.js';

export interface ThreadEntries {
  readonly engine: string;
  readonly reader: string;
}

export interface ThreadsOptions {
  readonly entries: ThreadEntries;
  readonly engine: EngineOptions;
  readonly log: Log;
  readonly onEvent: <E extends EventName>(name: E, payload: Events[E]) => void;
  /** The engine cannot start, or keeps stopping. */
  readonly onFatal: (error: AppError) => void;
}

const maxRestarts = 3;
const restartWindowMillis = 5 * 60_000;
const restartAfterMillis = 500;
const shutdownMillis = 8_000;

interface Thread {
  readonly worker: Worker;
  readonly client: RpcClient;
}

export class Threads {
  readonly #options: ThreadsOptions;
  #engine: Thread | null = null;
  /** Lists and counts, which may take a while at a million rows. */
  #lister: Thread | null = null;
  /** Single rows and thumbnails, which never wait behind a list. */
  #finder: Thread | null = null;
  /** What may take seconds: counts over everything and checks of the whole file. */
  #checker: Thread | null = null;
  #ready: Promise<void>;
  #setReady: () => void = () => undefined;
  #restarts: number[] = [];
  #availability: unknown = [];
  #closing = false;

  constructor(options: ThreadsOptions) {
    this.#options = options;
    this.#ready = this.#newReady();
    this.#startEngine();
  }

  async engine(name: string, request: unknown): Promise<Result<unknown>> {
    await this.#ready;
    return this.#engine?.client.call(name, request) ?? this.#unavailable();
  }

  async lister(name: string, request: unknown): Promise<Result<unknown>> {
    await this.#ready;
    return this.#lister?.client.call(name, request) ?? this.#unavailable();
  }

  async finder(name: string, request: unknown): Promise<Result<unknown>> {
    await this.#ready;
    return this.#finder?.client.call(name, request) ?? this.#unavailable();
  }

  async checker(name: string, request: unknown): Promise<Result<unknown>> {
    await this.#ready;
    return this.#checker?.client.call(name, request) ?? this.#unavailable();
  }

  /** Lets the engine finish its transaction and close its database; gives up waiting after some seconds. */
  async close(): Promise<void> {
    this.#closing = true;
    const engine = this.#engine;
    if (engine !== null) {
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, shutdownMillis);
      });
      await Promise.race([engine.client.call('shutdown', {}), timeout]);
      clearTimeout(timer);
    }
    for (const thread of [this.#engine, this.#lister, this.#finder, this.#checker]) await thread?.worker.terminate();
  }

  #unavailable(): Result<never> {
    return fail('database_unavailable', 'The library is not open yet. Try again in a moment.', {}, true);
  }

  #newReady(): Promise<void> {
    return new Promise((resolve) => {
      this.#setReady = resolve;
    });
  }

  #startEngine(): void {
    const { entries, engine, log } = this.#options;
    const worker = new Worker(entries.engine, { workerData: engine, name: 'engine' });
    const client = new RpcClient(worker, (name, payload) => {
      this.#onEngineEvent(name, payload);
    });
    this.#engine = { worker, client };
    worker.once('error', (error) => {
      log('error', 'the engine stopped', {
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    });
    worker.once('exit', () => {
      client.close('Keepsight’s engine stopped. Try again in a moment.');
      if (!this.#closing) this.#restartEngine();
    });
  }

  #restartEngine(): void {
    const nowMs = Date.now();
    this.#restarts = [...this.#restarts.filter((at) => nowMs - at < restartWindowMillis), nowMs];
    if (this.#restarts.length > maxRestarts) {
      this.#closing = true;
      this.#options.onFatal({
        code: 'internal',
        message:
          'Keepsight’s engine stops again and again. Your tags and insights are safe in the database; the log tells more.',
        details: {},
        retryable: false,
      });
      return;
    }
    this.#ready = this.#newReady();
    setTimeout(() => {
      if (!this.#closing) this.#startEngine();
    }, restartAfterMillis);
  }

  #onEngineEvent(name: string, payload: unknown): void {
    const { onEvent, onFatal, log } = this.#options;
    switch (name) {
      case READY_EVENT:
        this.#lister ??= this.#startReader('lister');
        this.#finder ??= this.#startReader('finder');
        this.#checker ??= this.#startReader('checker');
        this.#setReady();
        return;
      case FAILED_EVENT:
        this.#closing = true;
        onFatal(payload as AppError);
        return;
      case AVAILABILITY_EVENT:
        this.#availability = payload;
        for (const reader of [this.#lister, this.#finder, this.#checker])
          void reader?.client.call('setAvailability', payload);
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

  #startReader(name: 'lister' | 'finder' | 'checker'): Thread {
    const { entries, engine, log } = this.#options;
    const { databasePath, thumbnailsPath, backupFolder, migrationsFolder } = engine;
    const worker = new Worker(entries.reader, {
      workerData: { databasePath, thumbnailsPath, backupFolder, migrationsFolder } satisfies ReaderOptions,
      name,
    });
    const client = new RpcClient(worker, (event, payload) => {
      if (event === LOG_EVENT) {
        const entry = payload as LogEntry;
        log(entry.level, entry.message, entry.fields);
      }
    });
    void client.call('setAvailability', this.#availability);
    worker.once('error', (error) => {
      log('error', 'a reader stopped', { name, error: error instanceof Error ? error.message : String(error) });
    });
    worker.once('exit', () => {
      client.close('A reader stopped. Try again in a moment.');
      setTimeout(() => {
        if (this.#closing) return;
        if (name === 'lister') this.#lister = this.#startReader(name);
        else if (name === 'finder') this.#finder = this.#startReader(name);
        else this.#checker = this.#startReader(name);
      }, restartAfterMillis);
    });
    return { worker, client };
  }
}
