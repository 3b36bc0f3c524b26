/** For tests: the built engine in a process of its own, as it runs in the app but for the windows, so that it can be killed. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallsBy, RequestOf, ResponseOf } from '../../preload/contract/api.js';
import type { AppError, Result } from '../../preload/contract/errors.js';
import type { EventName, Events } from '../../preload/contract/events.js';
import { FAILED_EVENT, LOG_EVENT, READY_EVENT } from '../engine/options.js';
import type { EngineOptions } from '../engine/options.js';
import { RpcClient } from '../engine/rpc.js';
import { migrationsFolder } from './database.js';
import { builtMain, helperRuntime } from './decoding.js';

/** Hands messages on between the process that tests and the engine's thread. */
const relayScript = `
const { Worker } = require('node:worker_threads');
const worker = new Worker(process.argv[2], { workerData: JSON.parse(process.argv[3]) });
worker.on('message', (message) => process.connected && process.send(message));
worker.on('error', (error) => { console.error(error); process.exit(70); });
process.on('message', (message) => worker.postMessage(message));
process.on('disconnect', () => process.exit(0));
`;

export function engineOptions(dataFolder: string): EngineOptions {
  const out = builtMain();
  return {
    databasePath: join(dataFolder, 'keepsight.db'),
    thumbnailsPath: join(dataFolder, 'thumbnails.db'),
    backupFolder: join(dataFolder, 'backups'),
    migrationsFolder,
    scannerEntry: join(out, 'scanner.cjs'),
    decoderEntry: join(out, 'decoder.cjs'),
    metadataEntry: join(out, 'metadata.cjs'),
    helperRuntime: helperRuntime(),
    decoders: 2,
  };
}

export class EngineProcess {
  readonly options: EngineOptions;
  readonly #relay: string;
  readonly #listeners = new Set<(name: string, payload: unknown) => void>();
  /** The last lines of its log, for the message of a test that fails. */
  readonly logged: string[] = [];
  #child: ChildProcess | null = null;
  #client: RpcClient | null = null;

  constructor(dataFolder: string, others: Partial<EngineOptions> = {}) {
    mkdirSync(dataFolder, { recursive: true });
    this.options = { ...engineOptions(dataFolder), ...others };
    this.#relay = join(dataFolder, 'relay.cjs');
    writeFileSync(this.#relay, relayScript);
  }

  get isRunning(): boolean {
    return this.#child !== null;
  }

  /** Resolves when the engine answers calls; rejects with what kept it from starting. */
  async start(): Promise<void> {
    const child = fork(this.#relay, [join(builtMain(), 'engine.cjs'), JSON.stringify(this.options)], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    let started: () => void = () => undefined;
    let failed: (error: Error) => void = () => undefined;
    const ready = new Promise<void>((resolve, reject) => {
      started = resolve;
      failed = reject;
    });
    const client = new RpcClient(
      {
        on: (_event, listener) => child.on('message', listener),
        postMessage: (message) => {
          if (child.connected) child.send(message, () => undefined);
        },
      },
      (name, payload) => {
        if (name === READY_EVENT) started();
        if (name === FAILED_EVENT) failed(new Error((payload as AppError).message));
        if (name === LOG_EVENT) this.#log(payload);
        for (const listener of this.#listeners) listener(name, payload);
      },
    );
    this.#client = client;
    child.once('exit', (code, signal) => {
      client.close('The engine was killed.');
      failed(new Error(`The engine ended before it was ready (${signal ?? code ?? ''}).`));
      if (this.#child === child) this.#child = null;
    });
    await ready;
  }

  /** Rejects with the error's code and message. */
  async call<N extends CallsBy<'engine'>>(name: N, request: RequestOf<N>): Promise<ResponseOf<N>> {
    const result = await this.tryCall(name, request);
    if (!result.ok) throw new Error(`${name}: ${result.error.code}: ${result.error.message}`);
    return result.value;
  }

  async tryCall<N extends CallsBy<'engine'>>(name: N, request: RequestOf<N>): Promise<Result<ResponseOf<N>>> {
    if (this.#client === null) throw new Error('The engine was not started.');
    return (await this.#client.call(name, request)) as Result<ResponseOf<N>>;
  }

  next<E extends EventName>(event: E): Promise<Events[E]> {
    return new Promise((resolve) => {
      const listener = (name: string, payload: unknown): void => {
        if (name !== event) return;
        this.#listeners.delete(listener);
        resolve(payload as Events[E]);
      };
      this.#listeners.add(listener);
    });
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    await this.#end((child) => {
      child.kill('SIGKILL');
    });
  }

  async stop(): Promise<void> {
    await this.#client?.call('shutdown', {});
    await this.kill();
  }

  async #end(how: (child: ChildProcess) => void): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    how(child);
    if (child.exitCode === null && child.signalCode === null) await gone;
  }

  #log(payload: unknown): void {
    this.logged.push(JSON.stringify(payload));
    if (this.logged.length > 40) this.logged.shift();
  }
}
