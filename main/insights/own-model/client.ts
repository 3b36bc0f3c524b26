/** The two protocols that models are asked by: Ollama's, and the one of chat completions. */
import { z } from 'zod';
import type { OwnModelKind } from '../../../preload/contract/own-model.js';
import { PhotoTrouble, ProviderTrouble } from '../provider.js';
import { answerForm, formPrompt, readAnswer, repairPrompt } from './answer.js';
import type { ModelAnswer } from './answer.js';
import { askServer, HttpFailure } from './http.js';
import type { HttpAnswer } from './http.js';

export interface ModelServer {
  readonly kind: OwnModelKind;
  /** With a path that has no slash at its end. */
  readonly address: URL;
  /** Sent to this server only; null for none. */
  readonly key: string | null;
  readonly timeoutMillis: number;
}

export interface Question {
  readonly model: string;
  readonly prompt: string;
  readonly image: Uint8Array;
  readonly mimeType: string;
}

export interface Answered {
  readonly answer: ModelAnswer;
  /** As the server names it. */
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The first answer was not in the form asked for. */
  readonly wasRepaired: boolean;
}

/** More than any answer: what is longer is no answer. */
const maxAnswerBytes = 1024 * 1024;
/** What fails for a moment is asked again after these pauses. */
const retryPausesMillis: readonly number[] = [500, 2_000];
const maxDetailLength = 200;
const maxModels = 1_000;

/** The server's fault, and perhaps only for a moment. The message is for people. */
class ServerFault extends Error {}

interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
  readonly image?: Question;
}

interface Said {
  readonly text: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** How far a server holds models to a form; what it does not know it refuses, and is asked for less. */
type Form = 'schema' | 'json' | 'none';

export class ModelClient {
  readonly #server: ModelServer;
  readonly #retryPauses: readonly number[];
  #form: Form = 'schema';

  constructor(server: ModelServer, retryPauses = retryPausesMillis) {
    this.#server = server;
    this.#retryPauses = retryPauses;
  }

  /** Names of the models that the server has, in the alphabet's order. Rejects as `ask` does. */
  async models(signal: AbortSignal): Promise<readonly string[]> {
    const { kind } = this.#server;
    const answer = await this.#retrying(signal, () =>
      this.#call(kind === 'ollama' ? '/api/tags' : '/models', null, signal),
    );
    const schema =
      kind === 'ollama'
        ? z
            .object({ models: z.array(z.object({ name: z.string() })) })
            .transform(({ models }) => models.map(({ name }) => name))
        : z.object({ data: z.array(z.object({ id: z.string() })) }).transform(({ data }) => data.map(({ id }) => id));
    const names = schema.safeParse(jsonOf(answer.text)).data;
    if (names === undefined) throw new ProviderTrouble(this.#wrongProtocol(), true);
    return [...new Set(names)].slice(0, maxModels).sort((a, b) => a.localeCompare(b));
  }

  /**
   * An answer in the form asked for; one that is not is sent back once. Rejects with `PhotoTrouble` or `ProviderTrouble`,
   * or when the signal is aborted.
   */
  async ask(question: Question, signal: AbortSignal): Promise<Answered> {
    const messages: Message[] = [
      { role: 'system', text: formPrompt },
      { role: 'user', text: question.prompt, image: question },
    ];
    const first = await this.#chat(question.model, messages, signal);
    const read = readAnswer(first.text);
    if (read.ok) return { ...first, answer: read.answer, wasRepaired: false };
    const second = await this.#chat(
      question.model,
      [
        ...messages,
        { role: 'assistant', text: first.text.slice(0, 8_000) },
        { role: 'user', text: repairPrompt(read.problem) },
      ],
      signal,
    );
    const again = readAnswer(second.text);
    if (!again.ok) {
      throw new PhotoTrouble('The model did not answer in the form it was asked for, twice.', false);
    }
    return {
      answer: again.answer,
      model: second.model,
      inputTokens: first.inputTokens + second.inputTokens,
      outputTokens: first.outputTokens + second.outputTokens,
      wasRepaired: true,
    };
  }

  async #chat(model: string, messages: readonly Message[], signal: AbortSignal): Promise<Said> {
    const { kind } = this.#server;
    return this.#retrying(signal, async () => {
      const path = kind === 'ollama' ? '/api/chat' : '/chat/completions';
      const body = kind === 'ollama' ? ollamaBody(model, messages, this.#form) : chatBody(model, messages, this.#form);
      const answer = await this.#call(path, body, signal);
      const said = (kind === 'ollama' ? ollamaSaid : chatSaid).safeParse(jsonOf(answer.text)).data;
      if (said === undefined) throw new ServerFault(this.#wrongProtocol());
      return said;
    });
  }

  /** Asks again what failed for a moment, or what the server knows less of. */
  async #retrying<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof ServerFault)) throw error;
        const pause = this.#retryPauses[tries];
        if (pause === undefined) throw new PhotoTrouble(error.message, false);
        await rest(pause, signal);
      }
    }
  }

  async #call(path: string, body: unknown, signal: AbortSignal): Promise<HttpAnswer> {
    const { address, key, timeoutMillis } = this.#server;
    const url = new URL(address);
    url.pathname = `${address.pathname.replace(/\/$/, '')}${path}`;
    try {
      const answer = await askServer({
        url,
        body,
        headers: key === null ? {} : { authorization: `Bearer ${key}` },
        timeoutMillis,
        maxBytes: maxAnswerBytes,
        signal,
      });
      if (answer.status >= 200 && answer.status < 300) return answer;
      throw this.#refusal(answer, body !== null);
    } catch (error) {
      throw error instanceof HttpFailure ? this.#failure(error) : error;
    }
  }

  #failure({ kind }: HttpFailure): Error {
    const { host } = this.#server.address;
    switch (kind) {
      case 'unreachable':
        return new ProviderTrouble(`Nothing answers at ${host}. Start the server, or correct its address.`, false);
      case 'interrupted':
        return new ServerFault(`${host} broke off in the middle of its answer.`);
      case 'slow':
        return new PhotoTrouble(`${host} took longer than the time that the settings allow.`, false);
      case 'huge':
        return new PhotoTrouble(`${host} sent far more than an answer.`, false);
      case 'cancelled':
        return new Error('aborted');
    }
  }

  #refusal({ status, text, retryAfterMillis, location }: HttpAnswer, isAboutPhoto: boolean): Error {
    const { host } = this.#server.address;
    if (status >= 300 && status < 400) {
      return new ProviderTrouble(
        `${host} sends requests on to ${hostOf(location, this.#server.address)}, which Keepsight does not follow. Give that address, if you trust it.`,
        true,
      );
    }
    const detail = detailOf(text, this.#server.key);
    switch (status) {
      case 401:
      case 403:
        return new ProviderTrouble(`${host} does not accept the key. Check the key in the settings.`, true);
      case 402:
        return new ProviderTrouble(`${host} wants to be paid first: ${detail}`, true);
      case 404:
        return new ProviderTrouble(`${host} does not know this model or this address: ${detail}`, true);
      case 429:
      case 503:
        return new ProviderTrouble(`${host} is busy.`, false, retryAfterMillis);
    }
    if (status >= 500) return new ServerFault(`${host} reports an error of its own: ${detail}`);
    if (isAboutPhoto && this.#asksForLess(text)) return new ServerFault(`${host} refuses the request: ${detail}`);
    return new PhotoTrouble(`${host} refuses the request: ${detail}`, true);
  }

  /** The server does not hold models to this form: the next try asks for less. False when there is no less. */
  #asksForLess(text: string): boolean {
    if (this.#form === 'none' || !/response_format|json_schema|\bformat\b/i.test(text)) return false;
    this.#form = this.#form === 'schema' ? 'json' : 'none';
    return true;
  }

  #wrongProtocol(): string {
    const { kind, address } = this.#server;
    return kind === 'ollama'
      ? `${address.host} does not answer as Ollama does.`
      : `${address.host} does not answer as servers of this kind do.`;
  }
}

function ollamaBody(model: string, messages: readonly Message[], form: Form): unknown {
  return {
    model,
    stream: false,
    ...(form === 'none' ? {} : { format: form === 'schema' ? answerForm : 'json' }),
    options: { temperature: 0.2 },
    messages: messages.map(({ role, text, image }) => ({
      role,
      content: text,
      ...(image === undefined ? {} : { images: [base64(image.image)] }),
    })),
  };
}

function chatBody(model: string, messages: readonly Message[], form: Form): unknown {
  const formats = {
    schema: {
      response_format: { type: 'json_schema', json_schema: { name: 'insight', strict: true, schema: answerForm } },
    },
    json: { response_format: { type: 'json_object' } },
    none: {},
  };
  return {
    model,
    ...formats[form],
    messages: messages.map(({ role, text, image }) => ({
      role,
      content:
        image === undefined
          ? text
          : [
              { type: 'text', text },
              { type: 'image_url', image_url: { url: `data:${image.mimeType};base64,${base64(image.image)}` } },
            ],
    })),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

const tokens = z.number().int().nonnegative().catch(0);
const modelName = z.string().max(200).catch('');

const ollamaSaid = z
  .object({
    model: modelName,
    message: z.object({ content: z.string() }),
    prompt_eval_count: tokens,
    eval_count: tokens,
  })
  .transform(({ model, message, prompt_eval_count: inputTokens, eval_count: outputTokens }): Said => ({
    text: message.content,
    model,
    inputTokens,
    outputTokens,
  }));

/** Some servers give a list of parts, or nothing but a refusal. */
const chatText = z.union([
  z.string(),
  z.array(z.object({ text: z.string().catch('') })).transform((parts) => parts.map(({ text }) => text).join('')),
  z.null().transform(() => ''),
]);

const chatSaid = z
  .object({
    model: modelName,
    choices: z.array(z.object({ message: z.object({ content: chatText }) })).min(1),
    usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(null),
  })
  .transform(({ model, choices, usage }): Said => ({
    text: choices[0]?.message.content ?? '',
    model,
    inputTokens: usage?.prompt_tokens ?? 0,
    outputTokens: usage?.completion_tokens ?? 0,
  }));

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const errorSchema = z.object({
  error: z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]),
});

/** What the server says of an error, short, on one line, and without the key should it repeat that. */
function detailOf(text: string, key: string | null): string {
  const said = errorSchema.safeParse(jsonOf(text)).data?.error ?? text;
  const line = said.replace(/\s+/g, ' ').trim();
  const safe = key === null || key === '' ? line : line.replaceAll(key, '…');
  return safe.length > maxDetailLength ? `${safe.slice(0, maxDetailLength)}…` : safe === '' ? '–' : safe;
}

function hostOf(location: string | null, base: URL): string {
  try {
    return new URL(location ?? '', base).host;
  } catch {
    return '?';
  }
}

function rest(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, millis);
    const stop = (): void => {
      clearTimeout(timer);
      reject(new Error('aborted'));
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
}
