import { Worker } from 'node:worker_threads';
import type { LeftOutPath } from '../dao/left-out.js';
import type { ScanDifferences, ScanMessage, ScanTask } from './scan-messages.js';

export interface ScanEnd {
  readonly outcome: 'completed' | 'cancelled' | 'interrupted';
  readonly filesSeen: number;
  readonly gone: readonly number[];
  readonly leftOut: readonly LeftOutPath[];
  readonly unreadableCount: number;
  /** Why it was interrupted; null otherwise. */
  readonly reason: string | null;
}

export interface RunningScan {
  readonly ended: Promise<ScanEnd>;
  cancel(): void;
}

export interface ScanListener {
  readonly differences: (differences: ScanDifferences) => void;
  readonly progress: (filesSeen: number, current: string | null) => void;
  /** Asked when the thread has been silent for long: true abandons it. */
  readonly shouldAbandon: () => Promise<boolean>;
}

const silenceMillis = 20_000;

/**
 * One scan in a thread of its own, which sends the next batch only after the caller's thread has been round its loop: many
 * that wait would all be written before any call is answered. that dies is an interrupted scan; rejects only with what
 * the listener throws.
 */
export function runScan(
  entryPath: string,
  task: Omit<ScanTask, 'cancelled' | 'heard'>,
  listener: ScanListener,
): RunningScan {
  const cancelled = new Int32Array(new SharedArrayBuffer(4));
  const heard = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(entryPath, { workerData: { ...task, cancelled, heard } satisfies ScanTask });
  let filesSeen = 0;
  let heardAtMs = performance.now();

  const ended = new Promise<ScanEnd>((resolve, reject) => {
    const interrupted = (reason: string): void => {
      clearInterval(silence);
      resolve({ outcome: 'interrupted', filesSeen, gone: [], leftOut: [], unreadableCount: 0, reason });
    };
    const silence = setInterval(() => {
      if (performance.now() - heardAtMs < silenceMillis) return;
      void listener.shouldAbandon().then((abandon) => {
        if (!abandon) return;
        void worker.terminate();
        interrupted('The folder does not answer any more.');
      });
    }, 5_000);
    const hear = (message: ScanMessage): void => {
      heardAtMs = performance.now();
      switch (message.kind) {
        case 'differences':
          ({ filesSeen } = message);
          listener.differences(message.differences);
          listener.progress(filesSeen, message.current);
          return;
        case 'finished': {
          clearInterval(silence);
          const { outcome, gone, leftOut, unreadableCount } = message;
          resolve({ outcome, filesSeen: message.filesSeen, gone, leftOut, unreadableCount, reason: null });
          return;
        }
        case 'failed':
          interrupted(message.message);
          return;
      }
    };
    worker.on('message', (message: ScanMessage) => {
      try {
        hear(message);
        setImmediate(() => {
          Atomics.add(heard, 0, 1);
          Atomics.notify(heard, 0);
        });
      } catch (error) {
        // What was found cannot be written: nothing that follows is applied, and the next scan finds it all again.
        clearInterval(silence);
        worker.removeAllListeners('message');
        void worker.terminate();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    worker.once('error', (error) => {
      interrupted(error instanceof Error ? error.message : String(error));
    });
    worker.once('exit', () => {
      interrupted('The scan stopped unexpectedly.');
    });
  });
  return { ended, cancel: () => void Atomics.store(cancelled, 0, 1) };
}
