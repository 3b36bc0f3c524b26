/**
 * One request to one server, bounded in time and size. Redirects are answers like others: nothing is ever asked of another
 * host than the one that was named.
 */
import { request as requestPlain } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';

export interface HttpRequest {
  readonly url: URL;
  /** Sent as JSON; null: the request is a GET. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** From the first byte sent to the last one received. */
  readonly timeoutMillis: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  /** When the server wants to be asked again; null when it does not say. */
  readonly retryAfterMillis: number | null;
  /** Where it sends on to; null for an answer of its own. */
  readonly location: string | null;
}

/**
 * `unreachable`: nobody answers there. `interrupted`: the answer broke off. `slow`: it took longer than allowed. `huge`: it
 * was larger.
 */
export type HttpFailureKind = 'unreachable' | 'interrupted' | 'slow' | 'huge' | 'cancelled';

export class HttpFailure extends Error {
  readonly kind: HttpFailureKind;

  constructor(kind: HttpFailureKind, cause?: unknown) {
    super(`The request failed: ${kind}`, cause === undefined ? undefined : { cause });
    this.name = 'HttpFailure';
    this.kind = kind;
  }
}

/** Seconds, or a date; see RFC 9110, 10.2.3. */
export function retryAfterMillis(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) : null;
  // Dates have the name of a month; what else a number with a sign might be is nothing.
  const date = /[a-z]{3}/i.test(header) ? Date.parse(header) : NaN;
  const millis = seconds === null ? date - nowMs : seconds * 1_000;
  return Number.isFinite(millis) ? Math.max(0, Math.round(millis)) : null;
}

/** Rejects with an `HttpFailure`. */
export function askServer(request: HttpRequest): Promise<HttpAnswer> {
  const { url, body, timeoutMillis, maxBytes, signal } = request;
  const payload = body === null ? null : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new HttpFailure('cancelled'));
      return;
    }
    let hasAnswered = false;
    const open = url.protocol === 'https:' ? requestSecure : requestPlain;
    const outgoing = open(url, {
      method: payload === null ? 'GET' : 'POST',
      // Not kept open: a local server may want its memory back, and each request stands for itself.
      agent: false,
      headers: {
        accept: 'application/json',
        ...(payload === null ? {} : { 'content-type': 'application/json', 'content-length': payload.byteLength }),
        ...request.headers,
      },
    });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      settle();
      outgoing.destroy();
    };
    const fail = (kind: HttpFailureKind, cause?: unknown): void => {
      end(() => {
        reject(new HttpFailure(kind, cause));
      });
    };
    const cancel = (): void => {
      fail('cancelled');
    };
    const timer = setTimeout(() => {
      fail('slow');
    }, timeoutMillis);
    signal.addEventListener('abort', cancel, { once: true });
    outgoing.on('error', (error) => {
      fail(hasAnswered || isBroken(error) ? 'interrupted' : 'unreachable', error);
    });
    outgoing.on('response', (incoming) => {
      hasAnswered = true;
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.byteLength;
        if (size > maxBytes) fail('huge');
        else chunks.push(chunk);
      });
      incoming.on('error', (error) => {
        fail('interrupted', error);
      });
      incoming.on('end', () => {
        if (!incoming.complete) fail('interrupted');
        else {
          end(() => {
            resolve(answerOf(incoming, Buffer.concat(chunks).toString('utf8')));
          });
        }
      });
    });
    outgoing.end(payload ?? undefined);
  });
}

/** The connection was there, and broke off before an answer came. */
function isBroken(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function answerOf({ statusCode, headers }: IncomingMessage, text: string): HttpAnswer {
  return {
    status: statusCode ?? 0,
    text,
    retryAfterMillis: retryAfterMillis(headers['retry-after'], Date.now()),
    location: headers.location ?? null,
  };
}
