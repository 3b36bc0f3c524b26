/** Calls and events over a message port: the whole protocol between the main thread and its worker threads. */
import type { MessagePort, Worker } from 'node:worker_threads';
import { fail } from '../../preload/contract/errors.js';
import type { Result } from '../../preload/contract/errors.js';
import { AppFailure, storageFailure } from '../db/failure.js';
import type { Log } from '../core/log.js';

/** A worker, a worker's parent port, or one end of a message channel. */
export type Port = MessagePort | Worker;

/** What a client needs of a port: worker threads have it, and so does a process with a message channel, wrapped. */
export interface ClientPort {
  on(event: 'message', listener: (message: Message) => void): unknown;
  postMessage(message: Message): void;
}

export type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly request: unknown }
  | { readonly kind: 'reply'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'event'; readonly name: string; readonly payload: unknown };

/** Calls slower than this are logged, with their name. */
const slowCallMillis = 50;

/** A file of the user's that may not be read is not the database's trouble. */
function isFromSqlite(error: unknown): boolean {
  return error instanceof Error && error.name === 'SqliteError';
}

/** Expected trouble as data; a bug as `internal`, logged with its stack. */
export function toFailure(error: unknown, context: string, log: Log): Result<never> {
  if (error instanceof AppFailure) return fail(error.code, error.message, error.details, error.retryable);
  const storage = isFromSqlite(error) ? storageFailure(error) : null;
  if (storage !== null) {
    log('warn', `${context} met trouble with the database`, { code: storage.code, error: String(error) });
    return fail(storage.code, storage.message, storage.details, storage.retryable);
  }
  log('error', `${context} failed`, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  const reason = error instanceof Error ? error.message : String(error);
  return fail('internal', `Something went wrong inside Keepsight (${reason}). Nothing was lost; try again.`);
}

function transferables(value: unknown): ArrayBuffer[] {
  if (typeof value !== 'object' || value === null) return [];
  const buffers = new Set<ArrayBuffer>();
  const parts: readonly unknown[] = [value, ...(Object.values(value) as unknown[])];
  for (const part of parts) {
    // Small buffers may be slices of a pool that others use: only whole buffers are handed over.
    if (ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer && part.byteLength === part.buffer.byteLength) {
      buffers.add(part.buffer);
    }
  }
  return [...buffers].filter((buffer) => buffer.byteLength >= 65_536);
}

/** Answers calls that arrive on the port. Handlers may answer at once or later, and throw `AppFailure`. */
export function serve(port: Port, handlers: Readonly<Record<string, (request: never) => unknown>>, log: Log): void {
  port.on('message', (message: Message) => {
    if (message.kind !== 'call') return;
    const { id, name, request } = message;
    const startedAtMs = performance.now();
    const reply = (result: Result<unknown>): void => {
      const tookMillis = performance.now() - startedAtMs;
      if (tookMillis > slowCallMillis) log('debug', 'slow call', { name, tookMillis: Math.round(tookMillis) });
      port.postMessage({ kind: 'reply', id, result } satisfies Message, result.ok ? transferables(result.value) : []);
    };
    const handler = handlers[name];
    if (handler === undefined) {
      reply(fail('invalid_request', `There is no call named ${name}.`));
      return;
    }
    void (async () => {
      try {
        reply({ ok: true, value: await handler(request as never) });
      } catch (error) {
        reply(toFailure(error, name, log));
      }
    })();
  });
}

export function sendEvent(port: Port, name: string, payload: unknown): void {
  port.postMessage({ kind: 'event', name, payload } satisfies Message);
}

/** The calling end of a port. */
export class RpcClient {
  readonly #port: ClientPort;
  readonly #pending = new Map<number, (result: Result<unknown>) => void>();
  #nextId = 1;
  #closedBecause: string | null = null;

  constructor(port: ClientPort, onEvent: (name: string, payload: unknown) => void) {
    this.#port = port;
    port.on('message', (message: Message) => {
      if (message.kind === 'event') onEvent(message.name, message.payload);
      if (message.kind === 'reply') {
        this.#pending.get(message.id)?.(message.result);
        this.#pending.delete(message.id);
      }
    });
  }

  call(name: string, request: unknown): Promise<Result<unknown>> {
    if (this.#closedBecause !== null) return Promise.resolve(fail('internal', this.#closedBecause, {}, true));
    return new Promise((resolve) => {
      const id = this.#nextId++;
      this.#pending.set(id, resolve);
      this.#port.postMessage({ kind: 'call', id, name, request } satisfies Message);
    });
  }

  /** The other end is gone: every open call and every later one is answered with the reason. */
  close(reason: string): void {
    this.#closedBecause = reason;
    for (const resolve of this.#pending.values()) resolve(fail('internal', reason, {}, true));
    this.#pending.clear();
  }
}
