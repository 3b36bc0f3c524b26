import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { AppFailure } from '../db/failure.js';
import { RpcClient, sendEvent, serve } from './rpc.js';

const open: MessageChannel[] = [];
afterEach(() => {
  for (const { port1, port2 } of open.splice(0)) {
    port1.close();
    port2.close();
  }
});

function connect(handlers: Record<string, (request: never) => unknown>) {
  const channel = new MessageChannel();
  open.push(channel);
  const events: unknown[] = [];
  const logged: string[] = [];
  serve(channel.port1, handlers, (_level, message) => logged.push(message));
  const client = new RpcClient(channel.port2, (name, payload) => events.push([name, payload]));
  return { client, events, logged, serverPort: channel.port1 };
}

describe('calls over a port', () => {
  it('answers in any order, each to its own caller', async () => {
    const { client } = connect({
      slow: async (value: number) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return value;
      },
      quick: (value: number) => value,
    });
    const answers = await Promise.all([client.call('slow', 1), client.call('quick', 2)]);
    expect(answers).toEqual([
      { ok: true, value: 1 },
      { ok: true, value: 2 },
    ]);
  });

  it('go both ways over one port, whatever their numbers', async () => {
    const { client, serverPort } = connect({ double: (value: number) => value * 2 });
    const { port2 } = open[0]!;
    serve(port2, { negate: (value: number) => -value }, () => undefined);
    const back = new RpcClient(serverPort, () => undefined);
    const answers = await Promise.all([client.call('double', 3), back.call('negate', 4), back.call('double', 5)]);
    expect(answers).toMatchObject([
      { ok: true, value: 6 },
      { ok: true, value: -4 },
      { ok: false, error: { code: 'invalid_request' } },
    ]);
  });

  it('carries expected trouble as data and hides a bug behind a plain sentence', async () => {
    const { client, logged } = connect({
      expected: () => {
        throw new AppFailure('library_offline', 'The drive is away.', { libraryId: 3 }, true);
      },
      bug: () => {
        throw new TypeError('x is undefined');
      },
    });
    expect(await client.call('expected', null)).toEqual({
      ok: false,
      error: { code: 'library_offline', message: 'The drive is away.', details: { libraryId: 3 }, retryable: true },
    });
    expect(await client.call('bug', null)).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(logged.filter((message) => message !== 'slow call')).toEqual(['bug failed']);
    expect(await client.call('unknown', null)).toMatchObject({ ok: false, error: { code: 'invalid_request' } });
  });

  it('brings typed arrays whole, large ones without a copy', async () => {
    const { client } = connect({ ids: () => ({ ids: Int32Array.from({ length: 100_000 }, (_, at) => at) }) });
    const answer = await client.call('ids', null);
    expect(answer.ok && (answer.value as { ids: Int32Array }).ids[99_999]).toBe(99_999);
  });

  it('tells events, and answers everything open when the other end is gone', async () => {
    const { client, events, serverPort } = connect({ never: () => new Promise(() => undefined) });
    sendEvent(serverPort, 'changed', { topics: ['tags'] });
    const waiting = client.call('never', null);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(events).toEqual([['changed', { topics: ['tags'] }]]);
    client.close('The engine stopped.');
    expect(await waiting).toMatchObject({ ok: false, error: { message: 'The engine stopped.', retryable: true } });
    expect(await client.call('never', null)).toMatchObject({ ok: false });
  });
});
