/** For tests: a server on this computer that answers as Ollama and as chat completions do, or misbehaves as the test says. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** Answers a request, or does not. */
export type Behaviour = (response: ServerResponse, request: ReceivedRequest) => void;

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
}

export const goodAnswer = {
  title: 'Boats at the quay',
  description: 'Three boats lie at a quay.',
  tags: ['Boat', 'Harbour'],
};

/** What a model writes, as both protocols wrap it. */
export function says(text: string, tokens: readonly [input: number, output: number] = [100, 20]): Behaviour {
  return (response, request) => {
    const body = request.path.endsWith('/api/chat')
      ? {
          model: longNameOf(request),
          message: { role: 'assistant', content: text },
          prompt_eval_count: tokens[0],
          eval_count: tokens[1],
        }
      : {
          model: 'vision-2',
          choices: [{ message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
          usage: { prompt_tokens: tokens[0], completion_tokens: tokens[1] },
        };
    json(body)(response, request);
  };
}

export const saysGood = says(JSON.stringify(goodAnswer));

/** Servers name a model with more than they were asked by. */
function longNameOf({ body }: ReceivedRequest): string {
  const { model = '' } = (body ?? {}) as { readonly model?: string };
  return model === 'llava' ? 'llava:13b' : model;
}

/** Both lists of models. */
export const lists: Behaviour = (response, request) => {
  json(
    request.path.endsWith('/api/tags')
      ? { models: [{ name: 'moondream' }, { name: 'llava:13b' }] }
      : { data: [{ id: 'vision-2' }, { id: 'text-1' }] },
  )(response, request);
};

export class ModelServer {
  readonly received: ReceivedRequest[] = [];
  /** One after the other; the last one for all that follow. */
  behaviours: Behaviour[] = [];
  readonly #server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const request = {
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: text === '' ? null : (JSON.parse(text) as unknown),
      };
      this.received.push(request);
      if (/\/(api\/tags|models)$/.test(request.path)) {
        (this.listing ?? lists)(response, request);
        return;
      }
      const own = this.answersOf?.(request) ?? null;
      if (own !== null) {
        own(response, request);
        return;
      }
      const [next, ...rest] = this.behaviours;
      if (rest.length > 0) this.behaviours = rest;
      (next ?? saysGood)(response, request);
    });
  });
  listing: Behaviour | null = null;
  /** Goes before the behaviours, where it gives one. */
  answersOf: ((request: ReceivedRequest) => Behaviour | null) | null = null;

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** Questions about photos, without the lists of models. */
  get asked(): readonly ReceivedRequest[] {
    return this.received.filter(({ body }) => body !== null);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
