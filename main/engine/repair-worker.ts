/** Thread: reads whole databases and puts them in each other's place while nobody else has them open. */
import { parentPort } from 'node:worker_threads';
import type { Log } from '../core/log.js';
import { isSoundDatabase } from '../db/backups.js';
import { LOG_EVENT } from './options.js';
import { sendEvent, serve } from './rpc.js';

const port = parentPort;
if (port === null) throw new Error('The repair runs as a worker thread only.');

const log: Log = (level, message, fields = {}) => {
  sendEvent(port, LOG_EVENT, { level, message, fields });
};

serve(port, { verify: ({ path }: { readonly path: string }): boolean => isSoundDatabase(path) }, log);
