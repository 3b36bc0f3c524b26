/** Thread: the engine. Owns the one writing connection; everything that changes data happens here. */
import { parentPort, workerData } from 'node:worker_threads';
import { fail } from '../../preload/contract/errors.js';
import type { PosterOutcome } from '../core/poster.js';
import type { Log } from '../core/log.js';
import { Engine } from './engine.js';
import { FAILED_EVENT, LOG_EVENT, READY_EVENT } from './options.js';
import type { EngineOptions } from './options.js';
import { RpcClient, sendEvent, serve, toFailure } from './rpc.js';
import type { Port } from './rpc.js';

function requirePort(): Port {
  if (parentPort === null) throw new Error('The engine runs as a worker thread only.');
  return parentPort;
}

const port = requirePort();

/** Calls go both ways over the port: the main thread has windows, and the engine has none. */
const mainThread = new RpcClient(port, () => undefined);

const log: Log = (level, message, fields = {}) => {
  sendEvent(port, LOG_EVENT, { level, message, fields });
};

async function run(): Promise<void> {
  const engine = await Engine.open(workerData as EngineOptions, {
    emit: (name, payload) => {
      sendEvent(port, name, payload);
    },
    log,
    ownModelKey: async () => {
      const answer = await mainThread.call('ownModelKey', {});
      return answer.ok ? (answer.value as { readonly key: string; readonly origin: string } | null) : null;
    },
    makePoster: async (locationId) => {
      const answer = await mainThread.call('makePoster', { locationId });
      return answer.ok ? (answer.value as PosterOutcome) : { kind: 'unavailable', reason: answer.error.message };
    },
  });
  serve(port, { ...engine.answers, ...engine.internal, shutdown: () => engine.close() }, log);
  sendEvent(port, READY_EVENT, null);
  engine.start();
}

run().catch((error: unknown) => {
  const failure = toFailure(error, 'start', log);
  sendEvent(port, FAILED_EVENT, failure.ok ? fail('internal', 'The engine did not start.').error : failure.error);
});
