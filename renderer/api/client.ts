/** The typed client over `window.keepsight`. Nothing else in the renderer touches the bridge. */
import type { Bridge, CallName, RequestOf, ResponseOf } from '../../preload/contract/api.js';
import type { AppError, Result } from '../../preload/contract/errors.js';
import type { EventName, Events } from '../../preload/contract/events.js';
import { troubleIn } from '../../preload/contract/sentences.js';
import { language } from './language.js';

declare global {
  interface Window {
    readonly keepsight: Bridge;
  }
}

/** What `call` throws: expected trouble, as the other side told it, in the language of the window. */
export class CallError extends Error {
  readonly appError: AppError;
  constructor(appError: AppError) {
    super(appError.message);
    this.name = 'CallError';
    this.appError = appError;
  }
}

/** For callers that answer trouble where it happens, for example a form. Never rejects. */
export async function tryCall<N extends CallName>(name: N, request: RequestOf<N>): Promise<Result<ResponseOf<N>>> {
  try {
    const result = await window.keepsight.call(name, request);
    return result.ok ? result : { ok: false, error: inLanguage(result.error) };
  } catch (cause) {
    return { ok: false, error: toAppError(cause) };
  }
}

function inLanguage(error: AppError): AppError {
  return { ...error, message: troubleIn(language, error.code, error.message) };
}

/** The answer itself; throws `CallError`. */
export async function call<N extends CallName>(name: N, request: RequestOf<N>): Promise<ResponseOf<N>> {
  const result = await tryCall(name, request);
  if (!result.ok) throw new CallError(result.error);
  return result.value;
}

export function toAppError(cause: unknown): AppError {
  if (cause instanceof CallError) return cause.appError;
  const message = cause instanceof Error ? cause.message : String(cause);
  return inLanguage({ code: 'internal', message, details: {}, retryable: true });
}

type Listener<E extends EventName> = (payload: Events[E]) => void;

/** Everybody who listens here shares one listener of the bridge. */
const heard: { [E in EventName]?: Set<Listener<E>> } = {};

function listenersOf<E extends EventName>(event: E): Set<Listener<E>> {
  const known: Set<Listener<E>> | undefined = heard[event];
  if (known !== undefined) return known;
  const listeners = new Set<Listener<E>>();
  Object.assign(heard, { [event]: listeners });
  window.keepsight.on(event, (payload) => {
    for (const listener of [...listeners]) {
      try {
        listener(payload);
      } catch (cause) {
        // A fault of one is not the others'.
        reportError(cause);
      }
    }
  });
  return listeners;
}

/** Returns the function that stops listening. */
export function onEvent<E extends EventName>(event: E, listener: Listener<E>): () => void {
  const listeners = listenersOf(event);
  const own: Listener<E> = (payload) => {
    listener(payload);
  };
  listeners.add(own);
  return () => {
    listeners.delete(own);
  };
}

export function pathForFile(file: File): string {
  return window.keepsight.pathForFile(file);
}
