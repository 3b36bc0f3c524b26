import type { ChildProcess } from 'node:child_process';
import { forkHelper } from '../processes/helper-process.js';
import type { HelperRuntime } from '../processes/helper-process.js';
import type { MetadataOutcome } from './exiftool.js';
import type { FromMetadata, ToMetadata } from './metadata-messages.js';

const closeMillis = 3_000;

/** The engine's end of the metadata process, which is started when first needed and again when it died. */
export class MetadataReader {
  readonly #runtime: HelperRuntime;
  readonly #pending = new Map<number, (outcome: MetadataOutcome) => void>();
  #child: ChildProcess | null = null;
  #nextJobId = 1;

  constructor(runtime: HelperRuntime) {
    this.#runtime = runtime;
  }

  /** Never rejects: trouble with a file, and with ExifTool itself, is an outcome. */
  read(path: string, isVideo: boolean): Promise<MetadataOutcome> {
    return new Promise((resolve) => {
      const child = (this.#child ??= this.#start());
      const jobId = this.#nextJobId++;
      this.#pending.set(jobId, resolve);
      // A process that died before it got this is told of by its exit.
      child.send({ kind: 'read', jobId, path, isVideo } satisfies ToMetadata, () => undefined);
    });
  }

  /** Ends the process and what it started; one that does not answer is killed. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const timer = setTimeout(() => child.kill('SIGKILL'), closeMillis);
    child.send({ kind: 'close' } satisfies ToMetadata, () => undefined);
    await ended;
    clearTimeout(timer);
  }

  #start(): ChildProcess {
    const child = forkHelper(this.#runtime);
    child.on('message', ({ jobId, outcome }: FromMetadata) => {
      this.#pending.get(jobId)?.(outcome);
      this.#pending.delete(jobId);
    });
    const ended = (): void => {
      if (this.#child !== child) return;
      this.#child = null;
      for (const resolve of this.#pending.values()) {
        resolve({ kind: 'unavailable', reason: 'The metadata process stopped.' });
      }
      this.#pending.clear();
    };
    child.once('exit', ended);
    child.once('error', ended);
    return child;
  }
}
