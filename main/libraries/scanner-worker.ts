/**
 * Thread: one scan, then it ends. A listing that hangs on a dead network mount blocks this thread alone.
 * Opens the database read-only; what it finds is written by the engine.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { closeDb, openReadDb } from '../db/open.js';
import { giveWay } from '../processes/thread-priority.js';
import { scanLibrary } from './scan-library.js';
import type { ScanMessage, ScanTask } from './scan-messages.js';

giveWay();
const task = workerData as ScanTask;
let sent = 0;
/** While the engine writes one batch the next one is found; it does not get that before it had time for others. */
const send = (message: ScanMessage): void => {
  for (let heard = 0; (heard = Atomics.load(task.heard, 0)) < sent;) Atomics.wait(task.heard, 0, heard);
  parentPort?.postMessage(message);
  sent++;
};

const db = openReadDb(task.databasePath);
try {
  for (const message of scanLibrary(db, task)) send(message);
} catch (error) {
  send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
} finally {
  closeDb(db);
}
