import type { ChildProcess } from 'node:child_process';
import { forkHelper } from '../processes/helper-process.js';
import type { HelperRuntime } from '../processes/helper-process.js';
import type { MetadataOutcome, PreviewOutcome, PreviewsOutcome, VideoKindOutcome } from './exiftool.js';
import { removeStalePreviewFiles } from './preview-files.js';
import type { FromMetadata, JobKind, MetadataJobs, MetadataOrder, ToMetadata } from './metadata-messages.js';

const closeMillis = 3_000;

/** The engine's end of the metadata process, which is started when first needed and again when it died. */
export class MetadataReader {
  readonly #runtime: HelperRuntime;
  readonly #pending = new Map<number, (outcome: FromMetadata['outcome']) => void>();
  #child: ChildProcess | null = null;
  #nextJobId = 1;

  constructor(runtime: HelperRuntime) {
    this.#runtime = runtime;
  }

  /** Never rejects: trouble with a file, and with ExifTool itself, is an outcome. */
  read(path: string, isVideo: boolean): Promise<MetadataOutcome> {
    return this.#ask<'read'>((jobId) => ({ kind: 'read', jobId, path, isVideo }));
  }

  /** Container and codec of a video. Never rejects. */
  videoKind(path: string): Promise<VideoKindOutcome> {
    return this.#ask<'videoKind'>((jobId) => ({ kind: 'videoKind', jobId, path }));
  }

  /** Which pictures a RAW file carries. Never rejects. */
  previews(path: string): Promise<PreviewsOutcome> {
    return this.#ask<'previews'>((jobId) => ({ kind: 'previews', jobId, path }));
  }

  /** The bytes of one of them. Never rejects. */
  preview(path: string, tag: string): Promise<PreviewOutcome> {
    return this.#ask<'preview'>((jobId) => ({ kind: 'preview', jobId, path, tag }));
  }

  #ask<K extends JobKind>(
    orderOf: (jobId: number) => Extract<MetadataOrder, { readonly kind: K }>,
  ): Promise<MetadataJobs[K]['outcome']> {
    return new Promise((resolve) => {
      const child = (this.#child ??= this.#start());
      const jobId = this.#nextJobId++;
      // The process answers a job with what its kind is answered with.
      this.#pending.set(jobId, resolve);
      // A process that died before it got this is told of by its exit.
      child.send(orderOf(jobId), () => undefined);
    });
  }

  /** Ends the process and what it started; one that does not answer is killed, and leaves nothing either. */
  async close(): Promise<void> {
    if (this.#child !== null) await this.#end(this.#child);
    removeStalePreviewFiles();
  }

  async #end(child: ChildProcess): Promise<void> {
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
