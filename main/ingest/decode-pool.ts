import type { ChildProcess } from 'node:child_process';
import type { EmbeddedPicture } from '../core/embedded-picture.js';
import type { FileFacts } from '../core/facts.js';
import type { Rendition, Thumbnail } from './decode.js';
import { forkHelper } from '../processes/helper-process.js';
import type { HelperRuntime } from '../processes/helper-process.js';
import type { FromDecoder, RenderSource, ToDecoder, Wanted } from './decoder-messages.js';

export interface ReadJob {
  readonly path: string;
  /** As it was listed: a small file is read while the one before it is decoded. */
  readonly sizeBytes: number;
  /** True when the file's type can be decoded, so that its bytes are worth holding after the hash. */
  readonly wantBytes: boolean;
  /** Asked once the hash is known; false lets the bytes go undecoded. */
  readonly shouldDecode: (hash: Buffer) => boolean;
}

export interface HashedFile {
  readonly hash: Buffer;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

export type ReadOutcome =
  | ({ readonly kind: 'decoded'; readonly facts: FileFacts; readonly thumbnail: Thumbnail } & HashedFile)
  | ({ readonly kind: 'damaged' | 'unsupported'; readonly reason: string } & HashedFile)
  /** Hashed only: not wanted, or too large to decode. */
  | ({ readonly kind: 'hashed' } & HashedFile)
  | { readonly kind: 'changed' }
  | { readonly kind: 'unreadable'; readonly code: string }
  /** The process died or was stopped before the hash was known. */
  | { readonly kind: 'lost'; readonly reason: string };

/** Of a picture that came without a file. */
export type PictureOutcome =
  | { readonly kind: 'decoded'; readonly facts: FileFacts; readonly thumbnail: Thumbnail }
  | { readonly kind: 'damaged' | 'unsupported'; readonly reason: string };

export type { RenderSource, Rendition };
export type RenderOutcome =
  ({ readonly kind: 'rendered' } & Rendition) | { readonly kind: 'failed'; readonly reason: string };

export interface RenderOptions extends Partial<Wanted> {
  readonly isUrgent?: boolean;
}

type Task =
  | { readonly kind: 'read'; readonly job: ReadJob; readonly resolve: (outcome: ReadOutcome) => void }
  | {
      readonly kind: 'headers';
      readonly paths: readonly string[];
      readonly resolve: (facts: readonly (FileFacts | null)[]) => void;
    }
  | {
      readonly kind: 'embedded';
      readonly picture: EmbeddedPicture;
      readonly resolve: (outcome: PictureOutcome) => void;
    }
  | {
      readonly kind: 'render';
      readonly source: RenderSource;
      readonly wanted: Wanted;
      readonly resolve: (outcome: RenderOutcome) => void;
    }
  | {
      readonly kind: 'exifThumbnail';
      readonly path: string;
      readonly resolve: (jpeg: Uint8Array | null) => void;
    }
  | { readonly kind: 'look'; readonly image: Uint8Array; readonly resolve: (look: Uint8Array | null) => void }
  | { readonly kind: 'blur'; readonly image: Uint8Array; readonly resolve: (blur: Uint8Array | null) => void };

interface Job<T extends Task = Task> {
  readonly id: number;
  readonly task: T;
  timer: NodeJS.Timeout | undefined;
  hashed: HashedFile | null;
}

type ReadTask = Extract<Task, { readonly kind: 'read' }>;

interface Decoder {
  readonly child: ChildProcess;
  running: Job | null;
  /** Read and hashed meanwhile, decoded when its turn comes. */
  ahead: Job<ReadTask> | null;
  runsSinceMs: number;
  idleSinceMs: number;
  jobsDone: number;
  stopReason: string | null;
}

export interface DecodePoolOptions extends HelperRuntime {
  readonly size: number;
  /** One job may take this long; then its process is stopped and the file is marked. Default 120 s. */
  readonly jobTimeoutMillis?: number;
  /** A process is replaced after this many jobs, so that no leak of a codec adds up. Default 2000. */
  readonly jobsPerProcess?: number;
}

/** What two processes hold beside what they decode. */
const maxAheadBytes = 16 * 1024 * 1024;
/** Behind a file that takes longer, no other one waits. */
const maxAheadMillis = 500;

const crashReason = 'The decoder stopped while reading this file: it is damaged or made to do harm.';
const memoryReason = 'The file needs more memory to be decoded than is safe (over 1 GB).';
const timeoutReason = 'The file took too long to decode and was given up.';

function giveUp(task: Task, hashed: HashedFile | null, reason: string): void {
  if (task.kind === 'look' || task.kind === 'blur' || task.kind === 'exifThumbnail') task.resolve(null);
  else if (task.kind === 'headers') task.resolve(task.paths.map(() => null));
  else if (task.kind === 'render') task.resolve({ kind: 'failed', reason });
  else if (task.kind === 'embedded') task.resolve({ kind: 'damaged', reason });
  else task.resolve(hashed === null ? { kind: 'lost', reason } : { kind: 'damaged', reason, ...hashed });
}

function goesAhead(task: Task): task is ReadTask {
  return task.kind === 'read' && task.job.sizeBytes <= maxAheadBytes;
}

function orderOf(task: Task, jobId: number): ToDecoder {
  switch (task.kind) {
    case 'read':
      return { kind: 'read', jobId, path: task.job.path, wantBytes: task.job.wantBytes };
    case 'headers':
      return { kind: 'headers', jobId, paths: task.paths };
    case 'embedded':
      return { kind: 'embedded', jobId, picture: task.picture };
    case 'render':
      return { kind: 'render', jobId, source: task.source, wanted: task.wanted };
    case 'exifThumbnail':
      return { kind: 'exifThumbnail', jobId, path: task.path };
    case 'look':
      return { kind: 'look', jobId, image: task.image };
    case 'blur':
      return { kind: 'blur', jobId, image: task.image };
  }
}

/** A fixed number of decoder processes, started when first needed, replaced when one dies or has done its share. */
export class DecodePool {
  readonly #cores: number;
  #isOne = false;
  readonly #runtime: HelperRuntime;
  readonly #jobTimeoutMillis: number;
  readonly #jobsPerProcess: number;
  readonly #decoders = new Set<Decoder>();
  readonly #waiting: Task[] = [];
  #nextJobId = 1;
  #closed = false;

  constructor(options: DecodePoolOptions) {
    this.#cores = options.size;
    this.#runtime = options;
    this.#jobTimeoutMillis = options.jobTimeoutMillis ?? 120_000;
    this.#jobsPerProcess = options.jobsPerProcess ?? 2_000;
  }

  /** How many files are decoded at the same time. */
  get size(): number {
    return this.#isOne ? 1 : this.#cores;
  }

  /** One process from now on, or as many as there are cores; what runs is finished. */
  useOne(isOne: boolean): void {
    this.#isOne = isOne;
    this.#dispatch();
  }

  /** Never rejects: trouble with a file is an outcome. */
  read(job: ReadJob): Promise<ReadOutcome> {
    return new Promise((resolve) => {
      this.#waiting.push({ kind: 'read', job, resolve });
      this.#dispatch();
    });
  }

  /** What the first bytes of files say, in their order; null for those that say nothing. Never rejects. */
  headers(paths: readonly string[]): Promise<readonly (FileFacts | null)[]> {
    return new Promise((resolve) => {
      this.#waiting.push({ kind: 'headers', paths, resolve });
      this.#dispatch();
    });
  }

  /** Thumbnail, and dimensions of its own, of a picture from inside a RAW file. Never rejects. */
  embedded(picture: EmbeddedPicture): Promise<PictureOutcome> {
    return new Promise((resolve) => {
      this.#waiting.push({ kind: 'embedded', picture, resolve });
      this.#dispatch();
    });
  }

  /** The whole picture: for the viewer, where somebody waits for it, so that it goes before everything else. Never rejects. */
  render(
    source: RenderSource,
    { edge = null, face = null, isUrgent = true }: RenderOptions = {},
  ): Promise<RenderOutcome> {
    return new Promise((resolve) => {
      const task = { kind: 'render', source, wanted: { edge, face }, resolve } as const;
      if (isUrgent) this.#waiting.unshift(task);
      else this.#waiting.push(task);
      this.#dispatch();
    });
  }

  /** The small JPEG inside a photo, to be shown at once; null when there is none. Goes before everything. Never rejects. */
  exifThumbnail(path: string): Promise<Uint8Array | null> {
    return new Promise((resolve) => {
      this.#waiting.unshift({ kind: 'exifThumbnail', path, resolve });
      this.#dispatch();
    });
  }

  /** The difference hash of an image's picture, 8 bytes; null when it cannot be decoded. Never rejects. */
  look(image: Uint8Array): Promise<Uint8Array | null> {
    return new Promise((resolve) => {
      this.#waiting.push({ kind: 'look', image, resolve });
      this.#dispatch();
    });
  }

  /** The blurred colours of a thumbnail, 32 bytes; null when it cannot be decoded. Never rejects. */
  blur(image: Uint8Array): Promise<Uint8Array | null> {
    return new Promise((resolve) => {
      this.#waiting.push({ kind: 'blur', image, resolve });
      this.#dispatch();
    });
  }

  /** Process ids of the living decoders. */
  get pids(): readonly number[] {
    return [...this.#decoders].map(({ child }) => child.pid).filter((pid) => pid !== undefined);
  }

  /** Ends processes that had nothing to do for so long; a pool that is used again starts new ones. */
  releaseIdle(idleMillis = 0): void {
    const since = performance.now() - idleMillis;
    for (const decoder of this.#decoders) {
      if (decoder.running === null && decoder.idleSinceMs <= since) this.#stop(decoder, null);
    }
  }

  close(): void {
    this.#closed = true;
    for (const decoder of this.#decoders) this.#stop(decoder, 'Stopped.');
    for (const task of this.#waiting.splice(0)) giveUp(task, null, 'Stopped.');
  }

  #dispatch(): void {
    while (!this.#closed) {
      const [next] = this.#waiting;
      if (next === undefined) return;
      const idle = this.#idle();
      if (idle !== null) {
        this.#waiting.shift();
        this.#run(idle, this.#begin(idle, next));
        continue;
      }
      const busy = goesAhead(next) ? this.#withRoomAhead() : null;
      if (busy === null || !goesAhead(next)) return;
      this.#waiting.shift();
      busy.ahead = this.#begin(busy, next);
      busy.ahead.timer = setTimeout(() => {
        this.#takeBack(busy);
        this.#dispatch();
      }, maxAheadMillis);
    }
  }

  #idle(): Decoder | null {
    if (this.#runningCount() >= this.size) return null;
    const idle = [...this.#decoders].find(({ running, stopReason }) => running === null && stopReason === null);
    return idle ?? (this.#decoders.size < this.size ? this.#start() : null);
  }

  #withRoomAhead(): Decoder | null {
    const since = performance.now() - maxAheadMillis;
    const withRoom = [...this.#decoders].find(
      ({ running, ahead, stopReason, runsSinceMs }) =>
        running?.task.kind === 'read' && ahead === null && stopReason === null && runsSinceMs > since,
    );
    return withRoom ?? null;
  }

  #runningCount(): number {
    return [...this.#decoders].filter(({ running }) => running !== null).length;
  }

  #start(): Decoder {
    const child = forkHelper(this.#runtime);
    const decoder: Decoder = {
      child,
      running: null,
      ahead: null,
      runsSinceMs: 0,
      idleSinceMs: performance.now(),
      jobsDone: 0,
      stopReason: null,
    };
    this.#decoders.add(decoder);
    child.on('message', (message: FromDecoder) => {
      this.#receive(decoder, message);
    });
    const ended = (): void => {
      if (!this.#decoders.delete(decoder)) return;
      const { running } = decoder;
      if (running !== null) {
        clearTimeout(running.timer);
        giveUp(running.task, running.hashed, decoder.stopReason ?? crashReason);
      }
      this.#takeBack(decoder);
      this.#dispatch();
    };
    child.once('exit', ended);
    child.once('error', ended);
    return decoder;
  }

  /** Sends it to the process; its time is not limited yet. */
  #begin<T extends Task>(decoder: Decoder, task: T): Job<T> {
    const id = this.#nextJobId++;
    this.#send(decoder, orderOf(task, id));
    return { id, task, timer: undefined, hashed: null };
  }

  #run(decoder: Decoder, job: Job): void {
    clearTimeout(job.timer);
    job.timer = setTimeout(() => {
      this.#stop(decoder, timeoutReason);
    }, this.#jobTimeoutMillis);
    decoder.running = job;
    decoder.runsSinceMs = performance.now();
    if (job.hashed !== null && job.task.kind === 'read') this.#proceed(decoder, job, job.task, job.hashed);
  }

  /** What waits behind another job goes to the next process that is free. */
  #takeBack(decoder: Decoder): void {
    const { ahead } = decoder;
    if (ahead === null) return;
    decoder.ahead = null;
    clearTimeout(ahead.timer);
    if (ahead.hashed !== null) this.#send(decoder, { kind: 'proceed', jobId: ahead.id, decode: false });
    this.#waiting.unshift(ahead.task);
  }

  #send(decoder: Decoder, message: ToDecoder): void {
    // A process that died between two messages is told of by its exit.
    if (decoder.child.connected) decoder.child.send(message, () => undefined);
  }

  #receive(decoder: Decoder, message: FromDecoder): void {
    const job = [decoder.running, decoder.ahead].find((candidate) => candidate?.id === message.jobId);
    if (job === undefined || job === null) {
      // Taken back before it was hashed: nobody wants its bytes.
      if (message.kind === 'hashed') this.#send(decoder, { kind: 'proceed', jobId: message.jobId, decode: false });
      return;
    }
    const { task } = job;
    if (message.kind === 'too_much_memory') {
      this.#stop(decoder, memoryReason);
    } else if (message.kind === 'look') {
      if (task.kind !== 'look') return;
      this.#finish(decoder, job);
      task.resolve(message.look);
    } else if (message.kind === 'blur') {
      if (task.kind !== 'blur') return;
      this.#finish(decoder, job);
      task.resolve(message.blur);
    } else if (message.kind === 'exifThumbnail') {
      if (task.kind !== 'exifThumbnail') return;
      this.#finish(decoder, job);
      task.resolve(message.jpeg);
    } else if (message.kind === 'headers') {
      if (task.kind !== 'headers') return;
      this.#finish(decoder, job);
      task.resolve(message.facts);
    } else if (task.kind === 'embedded') {
      if (message.kind !== 'decoded' && message.kind !== 'damaged' && message.kind !== 'unsupported') return;
      this.#finish(decoder, job, message.isSpent);
      task.resolve(message);
    } else if (task.kind === 'render') {
      if (message.kind === 'rendered') {
        this.#finish(decoder, job, message.isSpent);
        task.resolve({ kind: 'rendered', image: message.image, mimeType: message.mimeType });
      } else if (message.kind === 'damaged' || message.kind === 'unsupported') {
        this.#finish(decoder, job, message.isSpent);
        task.resolve({ kind: 'failed', reason: message.reason });
      }
    } else if (task.kind === 'read' && message.kind !== 'rendered') {
      this.#receiveOfRead(decoder, job, task, message);
    }
  }

  #receiveOfRead(
    decoder: Decoder,
    job: Job,
    task: ReadTask,
    message: Exclude<
      FromDecoder,
      { kind: 'look' | 'blur' | 'exifThumbnail' | 'headers' | 'rendered' | 'too_much_memory' }
    >,
  ): void {
    const end = (outcome: ReadOutcome): void => {
      this.#finish(decoder, job, 'isSpent' in message && message.isSpent);
      task.resolve(outcome);
    };
    switch (message.kind) {
      case 'hashed': {
        const { hash, sizeBytes, mtimeMs } = message;
        job.hashed = { hash: Buffer.from(hash), sizeBytes, mtimeMs };
        if (!message.canDecode) end({ kind: 'hashed', ...job.hashed });
        else if (job === decoder.running) this.#proceed(decoder, job, task, job.hashed);
        return;
      }
      case 'decoded':
        if (job.hashed !== null) {
          const { facts, thumbnail } = message;
          end({ kind: 'decoded', facts, thumbnail, ...job.hashed });
        }
        return;
      case 'damaged':
      case 'unsupported':
        if (job.hashed !== null) end({ kind: message.kind, reason: message.reason, ...job.hashed });
        return;
      case 'changed':
        end({ kind: 'changed' });
        return;
      case 'unreadable':
        end({ kind: 'unreadable', code: message.code });
        return;
    }
  }

  /** The process holds the bytes: they are decoded now, or let go. */
  #proceed(decoder: Decoder, job: Job, task: ReadTask, hashed: HashedFile): void {
    const decode = task.job.shouldDecode(hashed.hash);
    this.#send(decoder, { kind: 'proceed', jobId: job.id, decode });
    if (decode) return;
    this.#finish(decoder, job);
    task.resolve({ kind: 'hashed', ...hashed });
  }

  #finish(decoder: Decoder, job: Job, isSpent = false): void {
    decoder.jobsDone++;
    decoder.idleSinceMs = performance.now();
    clearTimeout(job.timer);
    if (job === decoder.ahead) decoder.ahead = null;
    else decoder.running = null;
    const isSuperfluous = this.#decoders.size > this.size;
    const { running, ahead } = decoder;
    if (isSpent || isSuperfluous || decoder.jobsDone >= this.#jobsPerProcess) {
      if (running === null) this.#stop(decoder, null);
    } else if (running === null && ahead !== null) {
      decoder.ahead = null;
      this.#run(decoder, ahead);
    }
    this.#dispatch();
  }

  #stop(decoder: Decoder, reason: string | null): void {
    decoder.stopReason = reason ?? '';
    this.#takeBack(decoder);
    decoder.child.kill('SIGKILL');
  }
}
