/**
 * Thread: one scan, then it ends. A listing that hangs on a dead network mount blocks this thread alone.
 * Opens the database read-only; what it finds is written by the engine.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { closeDb, openReadDb } from '../db/open.js';
import { scanLibrary } from './scan-library.js';
import type { ScanMessage, ScanTask } from './scan-messages.js';

const task = workerData as ScanTask;
const send = (message: ScanMessage): void => parentPort?.postMessage(message);

const db = openReadDb(task.databasePath);
try {
  for (const message of scanLibrary(db, task)) send(message);
} catch (error) {
  send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
} finally {
  closeDb(db);
}
