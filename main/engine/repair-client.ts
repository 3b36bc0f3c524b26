/** A repair thread for one piece of work: it reads whole databases, which would hold up whoever does it. */
import { Worker } from 'node:worker_threads';
import { RpcClient } from './rpc.js';

/** `entry`: built entry of `repair-worker.ts`. What dies answers its calls with `internal`. */
export async function withRepairWorker<T>(entry: string, work: (client: RpcClient) => Promise<T>): Promise<T> {
  const worker = new Worker(entry, { name: 'repair' });
  const client = new RpcClient(worker, () => undefined);
  worker.once('error', (error) => {
    client.close(`The check of the database stopped: ${error instanceof Error ? error.message : String(error)}.`);
  });
  worker.once('exit', () => {
    client.close('The check of the database stopped. Try again.');
  });
  try {
    return await work(client);
  } finally {
    await worker.terminate();
  }
}
