import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LocationId, PhotoFacts } from '../../../preload/contract/model.js';
import { defaultOwnModel, defaultPrompt } from '../../../preload/contract/own-model.js';
import type { OwnModelSettings } from '../../../preload/contract/own-model.js';
import { goodAnswer, json, ModelServer, says, saysGood } from '../../testing/model-server.js';
import type { Behaviour } from '../../testing/model-server.js';
import { PhotoTrouble, ProviderTrouble } from '../provider.js';
import type { InsightSubject, InsightText } from '../provider.js';
import { readAnswer } from './answer.js';
import { retryAfterMillis } from './http.js';
import { OwnModel } from './own-model.js';

let server: ModelServer;
let settings: OwnModelSettings;
let key: { readonly key: string; readonly origin: string } | null;
let prompt: string;
let model: OwnModel;

beforeEach(async () => {
  server = new ModelServer();
  await server.start();
  settings = { ...defaultOwnModel, on: true, baseUrl: server.origin, model: 'llava', timeoutSeconds: 5 };
  key = null;
  prompt = defaultPrompt;
  model = new OwnModel({
    settings: () => settings,
    known: () =>
      Promise.resolve({
        facts: [{ label: 'Place', text: 'in Porto', source: 'GeoNames' }],
        suggestedTags: [
          { name: 'Places/Portugal/Porto', source: 'place', score: 0.9 },
          { name: 'Dog', source: 'picture', score: 0.9 },
        ],
      }),
    prompt: (id) => ({ id, text: prompt, createdAtMs: null }),
    promptVersion: String,
    key: () => Promise.resolve(key),
    picture: (_, edge) => Promise.resolve({ image: Buffer.from(`picture of ${edge}`), mimeType: 'image/jpeg' }),
    retryPauses: [1, 1],
  });
});
afterEach(() => server.stop());

const facts: PhotoFacts = {
  captured: { localMs: Date.UTC(2023, 6, 14, 18, 5), offsetMinutes: null, offsetSource: null, source: 'exif' },
  width: 4000,
  height: 3000,
  sizeBytes: 10,
  mimeType: 'image/jpeg',
  cameraMake: 'Canon',
  cameraModel: 'EOS R5',
  lensModel: 'RF 35',
  focalLengthMm: 35,
  apertureF: 2,
  exposureSeconds: 0.01,
  iso: 100,
  latitude: 41.15,
  longitude: -8.61,
  durationMs: null,
  hasMotion: false,
};

const subject: InsightSubject = {
  locationId: 7 as LocationId,
  fileName: 'IMG_4711.jpg',
  facts,
  placeCount: 1,
  libraryNames: ['Holidays'],
  tagNames: ['Summer', 'Anna'],
  placeNames: ['Porto'],
  seen: null,
  language: 'en',
};

function describeIt(signal = new AbortController().signal): Promise<InsightText> {
  const provider = model.provider();
  if (provider === null) throw new Error('It is off.');
  return provider.describe(subject, signal);
}

async function troubleOf(work: Promise<unknown>): Promise<PhotoTrouble | ProviderTrouble> {
  try {
    await work;
  } catch (error) {
    if (error instanceof PhotoTrouble || error instanceof ProviderTrouble) return error;
    throw error;
  }
  throw new Error('There was no trouble.');
}

/** The text of everything that the server was sent. */
const sent = (): string => JSON.stringify(server.received.map(({ body, headers, path }) => ({ body, headers, path })));

describe('what it writes', () => {
  test('Ollama: title, text, tags and the model’s own name', async () => {
    const text = await describeIt();
    expect(text).toMatchObject({
      title: goodAnswer.title,
      summary: goodAnswer.description,
      suggestedTags: [
        { name: 'Boat', source: 'model', score: 1 },
        { name: 'Harbour', source: 'model' },
        // Of what Keepsight knows itself: not what it saw, which is the model's to say.
        { name: 'Places/Portugal/Porto', source: 'place' },
      ],
      facts: [{ label: 'Place', text: 'in Porto', source: 'GeoNames' }],
      modelVersion: 'llava:13b',
      costMicros: null,
    });
    const [{ path, body } = { path: '', body: null }] = server.asked;
    expect(path).toBe('/api/chat');
    expect(body).toMatchObject({ model: 'llava', stream: false, format: { type: 'object' } });
    const [, question] = (body as { messages: { images?: string[] }[] }).messages;
    expect(Buffer.from(question?.images?.[0] ?? '', 'base64').toString()).toBe('picture of 768');
  });

  test('chat completions, below the path that was given, and what it cost', async () => {
    settings = {
      ...settings,
      kind: 'openai',
      baseUrl: `${server.origin}/v1/`,
      inputPrice: 2.5,
      outputPrice: 10,
      currency: 'USD',
    };
    server.behaviours = [says(JSON.stringify(goodAnswer), [1_000, 50])];
    expect(await describeIt()).toMatchObject({ modelVersion: 'vision-2', costMicros: 3_000, currency: 'USD' });
    const [{ path, body } = { path: '', body: null }] = server.asked;
    expect(path).toBe('/v1/chat/completions');
    expect(body).toMatchObject({ response_format: { type: 'json_schema' } });
    expect(model.provider()?.name).toBe(new URL(server.origin).host);
  });

  test('another model of the same server, of which nobody knows the price', async () => {
    settings = { ...settings, inputPrice: 2.5, outputPrice: 10, currency: 'USD' };
    server.behaviours = [says(JSON.stringify(goodAnswer), [1_000, 50])];
    const other = model.provider('moondream');
    const answer = await other?.describe(subject, new AbortController().signal);
    expect(answer).toMatchObject({ modelVersion: 'moondream', costMicros: null });
    expect(server.asked.map(({ body }) => body)).toMatchObject([{ model: 'moondream' }]);
    // An answer of the one is none of the other.
    expect(other?.asks).not.toBe(model.provider()?.asks);
    expect(model.provider('llava')?.asks).toBe(model.provider()?.asks);
    expect(await describeIt()).toMatchObject({ modelVersion: 'llava:13b', costMicros: 3_000 });
  });

  test('an answer that is not in the form asked for is sent back once, and both are paid for', async () => {
    settings = { ...settings, inputPrice: 1, outputPrice: 1 };
    server.behaviours = [says('Here you are: boats!', [10, 5]), says(JSON.stringify(goodAnswer), [20, 5])];
    expect(await describeIt()).toMatchObject({ title: goodAnswer.title, costMicros: 40 });
    expect(server.asked).toHaveLength(2);
    expect(sent()).toContain('There was no JSON object in it.');
  });

  test('a server that knows no schema is asked for less, from then on', async () => {
    settings = { ...settings, kind: 'openai' };
    server.behaviours = [
      json({ error: { message: 'response_format json_schema is not supported' } }, 400),
      json({ error: { message: 'unknown field response_format' } }, 422),
      saysGood,
    ];
    await describeIt();
    await describeIt();
    const formats = server.asked.map(
      ({ body }) => (body as { response_format?: { type: string } }).response_format?.type,
    );
    expect(formats).toEqual(['json_schema', 'json_object', undefined, undefined]);
  });
});

describe('what leaves', () => {
  test('nothing that the file says, unless the user allows it', async () => {
    await describeIt();
    expect(sent()).toContain('IMG_4711.jpg');
    expect(sent()).toContain('Summer, Anna');
    for (const secret of ['2023', '18:05', 'Canon', 'EOS', 'Porto', '41.15', 'Holidays']) {
      expect(sent()).not.toContain(secret);
    }
  });

  test('date and camera with one tick, the place with the other', async () => {
    settings = { ...settings, sendsExif: true };
    await describeIt();
    expect(sent()).toContain('Taken: 2023-07-14 18:05');
    expect(sent()).toContain('Canon EOS R5');
    expect(sent()).not.toContain('Porto');
    settings = { ...settings, sendsPlace: true };
    await describeIt();
    expect(sent()).toContain('Place: Porto');
  });

  test('the key goes to the address that it is for, and to no other', async () => {
    key = { key: 'sk-secret', origin: server.origin };
    await describeIt();
    expect(server.asked[0]?.headers.authorization).toBe('Bearer sk-secret');
    key = { key: 'sk-secret', origin: 'https://other.example' };
    await describeIt();
    expect(server.asked[1]?.headers.authorization).toBeUndefined();
  });

  test('a redirect is not followed: the other server hears nothing', async () => {
    const other = new ModelServer();
    await other.start();
    const sendOn: Behaviour = (response) => {
      response.writeHead(307, { location: `${other.origin}/api/chat` });
      response.end();
    };
    server.behaviours = [sendOn];
    const trouble = await troubleOf(describeIt());
    expect(trouble).toBeInstanceOf(ProviderTrouble);
    expect(trouble.message).toContain(new URL(other.origin).host);
    expect(trouble.isLasting).toBe(true);
    expect(other.received).toEqual([]);
    await other.stop();
  });
});

describe('a server that misbehaves', () => {
  test.each<[string, Behaviour, string]>([
    ['garbage', (response) => response.end('<html>Hello</html>'), 'does not answer as Ollama does'],
    ['the wrong schema', json({ odd: true }), 'does not answer as Ollama does'],
    ['an error of its own', json({ error: 'out of memory' }, 500), 'out of memory'],
    [
      'a break in the middle of an answer',
      (response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"message":');
        setTimeout(() => response.destroy(), 5);
      },
      'broke off',
    ],
    ['a break before an answer', (response) => response.destroy(), 'broke off'],
  ])('%s: asked again, then this photo is left', async (_, behaviour, message) => {
    server.behaviours = [behaviour];
    const trouble = await troubleOf(describeIt());
    expect(trouble).toBeInstanceOf(PhotoTrouble);
    expect(trouble.message).toContain(message);
    expect(trouble.isLasting).toBe(false);
    expect(server.asked).toHaveLength(3);
    server.behaviours = [behaviour, saysGood];
    expect((await describeIt()).title).toBe(goodAnswer.title);
  });

  test('a model that never finds the form', async () => {
    server.behaviours = [says('{"title": 5}')];
    const trouble = await troubleOf(describeIt());
    expect(trouble.message).toContain('twice');
    expect(server.asked).toHaveLength(2);
  });

  test('slow: given up after the time that the settings allow', async () => {
    settings = { ...settings, timeoutSeconds: 0.05 };
    server.behaviours = [() => undefined];
    expect((await troubleOf(describeIt())).message).toContain('took longer');
    // One that trickles is slow too.
    server.behaviours = [
      (response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(' '), 5);
        response.on('close', () => {
          clearInterval(timer);
        });
      },
    ];
    expect((await troubleOf(describeIt())).message).toContain('took longer');
  });

  test('huge: broken off, and not kept in memory', async () => {
    let written = 0;
    server.behaviours = [
      (response) => {
        response.writeHead(200);
        const chunk = Buffer.alloc(256 * 1024, ' ');
        const more = (): void => {
          while (!response.destroyed && written < 1_000_000_000) {
            written += chunk.byteLength;
            if (!response.write(chunk)) {
              response.once('drain', more);
              return;
            }
          }
        };
        more();
      },
    ];
    expect((await troubleOf(describeIt())).message).toContain('far more than an answer');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(written).toBeLessThan(50_000_000);
  });

  test('busy: its own word on when to ask again is handed on', async () => {
    server.behaviours = [json({ error: 'slow down' }, 429, { 'retry-after': '7' })];
    const trouble = await troubleOf(describeIt());
    expect(trouble).toBeInstanceOf(ProviderTrouble);
    expect(trouble).toMatchObject({ isLasting: false, retryAfterMillis: 7_000 });
    expect(server.asked).toHaveLength(1);
    const at = Date.UTC(2026, 0, 1);
    expect(retryAfterMillis(new Date(at + 60_000).toUTCString(), at)).toBe(60_000);
    expect(retryAfterMillis('soon', at)).toBeNull();
    expect(retryAfterMillis('-5', at)).toBeNull();
  });

  test.each([
    [401, 'does not accept the key', true],
    [403, 'does not accept the key', true],
    [402, 'paid first', true],
    [404, 'does not know this model', true],
    [503, 'busy', false],
  ])('%d is the provider’s trouble', async (status, message, isLasting) => {
    server.behaviours = [json({ error: 'no' }, status)];
    const trouble = await troubleOf(describeIt());
    expect(trouble).toBeInstanceOf(ProviderTrouble);
    expect(trouble.message).toContain(message);
    expect(trouble.isLasting).toBe(isLasting);
  });

  test('400 and 413 are the photo’s, for good, and what is said of them is short and without the key', async () => {
    key = { key: 'sk-secret', origin: server.origin };
    server.behaviours = [json({ error: { message: `bad sk-secret ${'x'.repeat(5_000)}` } }, 413)];
    const trouble = await troubleOf(describeIt());
    expect(trouble).toMatchObject({ isLasting: true });
    expect(trouble).toBeInstanceOf(PhotoTrouble);
    expect(trouble.message).not.toContain('sk-secret');
    expect(trouble.message.length).toBeLessThan(320);
  });

  test('nobody there', async () => {
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    await new Promise((resolve) => listener.close(resolve));
    settings = { ...settings, baseUrl: `http://127.0.0.1:${String(port)}` };
    const trouble = await troubleOf(describeIt());
    expect(trouble).toBeInstanceOf(ProviderTrouble);
    expect(trouble.message).toContain('Nothing answers');
    expect(trouble.isLasting).toBe(false);
  });

  test('five failures in a row are no longer the photos’ fault', async () => {
    server.behaviours = [json({ error: 'this model sees nothing' }, 400)];
    for (let n = 0; n < 4; n++) expect(await troubleOf(describeIt())).toBeInstanceOf(PhotoTrouble);
    const trouble = await troubleOf(describeIt());
    expect(trouble).toBeInstanceOf(ProviderTrouble);
    expect(trouble.isLasting).toBe(true);
    server.behaviours = [saysGood];
    expect((await describeIt()).title).toBe(goodAnswer.title);
  });

  test('given up in the middle of an answer', async () => {
    server.behaviours = [() => undefined];
    const abort = new AbortController();
    const asked = describeIt(abort.signal);
    setTimeout(() => {
      abort.abort();
    }, 20);
    await expect(asked).rejects.toThrow();
  });
});

describe('the list of models and the trial', () => {
  const { signal } = new AbortController();

  test('in the alphabet’s order, of both kinds', async () => {
    expect(await model.models(settings, signal)).toEqual(['llava:13b', 'moondream']);
    expect(await model.models({ ...settings, kind: 'openai' }, signal)).toEqual(['text-1', 'vision-2']);
    server.listing = json({ something: 'else' });
    await expect(model.models(settings, signal)).rejects.toThrow('does not answer as Ollama does');
  });

  test('the trial sends a drawn picture and says how it went', async () => {
    server.behaviours = [says('no'), saysGood];
    const trial = await model.try(signal);
    expect(trial).toMatchObject({ models: 2, title: goodAnswer.title, wasRepaired: true, costMicros: null });
    expect(sent()).not.toContain('IMG_4711');
    server.behaviours = [json({ error: 'model "llava" not found' }, 404)];
    await expect(model.try(signal)).rejects.toMatchObject({ code: 'edit_impossible' });
  });

  test('off means that there is no provider', () => {
    settings = { ...settings, on: false };
    expect(model.provider()).toBeNull();
  });
});

describe('reading answers', () => {
  test.each([
    ['plain', JSON.stringify(goodAnswer)],
    ['in a code fence', `\`\`\`json\n${JSON.stringify(goodAnswer)}\n\`\`\``],
    ['after thoughts', `<think>{maybe}</think> Sure! ${JSON.stringify(goodAnswer)} Anything else?`],
  ])('%s', (_, text) => {
    expect(readAnswer(text)).toEqual({ ok: true, answer: goodAnswer });
  });

  test('tags are made tidy, and too many are left out', () => {
    const tags = [
      '#Sea',
      'sea',
      '  two\n words ',
      '',
      'x'.repeat(200),
      ...Array.from({ length: 30 }, (_, n) => `t${n}`),
    ];
    const read = readAnswer(JSON.stringify({ ...goodAnswer, tags }));
    expect(read.ok && read.answer.tags.slice(0, 2)).toEqual(['sea', 'two words']);
    expect(read.ok && read.answer.tags.length).toBe(12);
  });

  test('whatever a model writes, reading it never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((text) => `{"title":${text},"description":${text}}`),
        ),
        (text) => {
          const read = readAnswer(text);
          expect(read.ok ? read.answer.title.length : read.problem.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
