/** Thread: reads whole databases and puts them in each other's place while nobody else has them open. */
import { parentPort } from 'node:worker_threads';
import type { Log } from '../core/log.js';
import type { Backup, Salvage } from '../../preload/contract/model.js';
import { isSoundDatabase } from '../db/backups.js';
import { runToEnd } from '../db/replace.js';
import type { Aside, Replaced } from '../db/replace.js';
import { LOG_EVENT } from './options.js';
import { requireRestorable, restoreSteps, salvageSteps, soundBackups } from './repair.js';
import type { RepairOptions } from './repair.js';
import { sendEvent, serve } from './rpc.js';

interface RestoreRequest {
  readonly options: RepairOptions;
  readonly name: string;
}

const port = parentPort;
if (port === null) throw new Error('The repair runs as a worker thread only.');

const log: Log = (level, message, fields = {}) => {
  sendEvent(port, LOG_EVENT, { level, message, fields });
};

serve(
  port,
  {
    verify: ({ path }: { readonly path: string }): boolean => isSoundDatabase(path),
    soundBackups: (options: RepairOptions): readonly Backup[] => soundBackups(options),
    requireRestorable: ({ options, name }: RestoreRequest): null => {
      requireRestorable(options, name);
      return null;
    },
    restore: async ({ options, name, aside }: RestoreRequest & { readonly aside: Aside }): Promise<Replaced> =>
      runToEnd(restoreSteps(options, name, aside)),
    salvage: async (options: RepairOptions): Promise<Salvage> => runToEnd(salvageSteps(options, Date.now())),
  },
  log,
);
