/** The process that looks at photos, as the engine sees it: started when it is needed, ended when it has done its share. */
import type { ChildProcess } from 'node:child_process';
import type { FacesLook } from '../core/faces.js';
import { forkHelper } from '../processes/helper-process.js';
import type { HelperRuntime } from '../processes/helper-process.js';
import type { FromLooker, Look, LookPart, LookWanted, ToLooker } from './looker-messages.js';

export interface MissingPart {
  readonly part: LookPart;
  readonly reason: string;
}

export type LookOutcome =
  | ({
      readonly kind: 'seen';
      readonly models: string;
      readonly missing: readonly MissingPart[];
      readonly faces: FacesLook;
    } & Look)
  /** Where faces alone were wanted. */
  | { readonly kind: 'faces_seen'; readonly faces: FacesLook }
  /** The picture cannot be looked at. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The process died of it, or was stopped while it looked. */
  | { readonly kind: 'lost'; readonly reason: string }
  /** Nobody can look now: no photo is to blame. */
  | { readonly kind: 'unavailable'; readonly reason: string };

export interface LookerOptions extends HelperRuntime {
  /** One picture may take this long; then the process is stopped. Default 60 s. */
  readonly jobTimeoutMillis?: number;
  /** Models are to be loaded within this time. Default 60 s. */
  readonly startTimeoutMillis?: number;
}

const crashReason = 'The process that looks at photos stopped at this one.';
const timeoutReason = 'Looking at the photo took too long and was given up.';
const memoryReason = 'Looking at the photo needs more memory than is safe.';
const startReason = 'The process that looks at photos does not start.';

interface Running {
  readonly child: ChildProcess;
  ready: { readonly models: string; readonly missing: readonly MissingPart[] } | null;
  job: { readonly id: number; readonly resolve: (outcome: LookOutcome) => void } | null;
  timer: NodeJS.Timeout | undefined;
  stopReason: string | null;
}

export class Looker {
  readonly #options: LookerOptions;
  #running: Running | null = null;
  #lastJobId = 0;
  #isClosed = false;

  constructor(options: LookerOptions) {
    this.#options = options;
  }

  /** Null while there is none. */
  get pid(): number | null {
    return this.#running?.child.pid ?? null;
  }

  /** `picture`: upright, in sRGB, in a format that sharp decodes. One at a time. Never rejects. */
  look(picture: Uint8Array, wanted: LookWanted = 'all'): Promise<LookOutcome> {
    if (this.#isClosed) return Promise.resolve({ kind: 'unavailable', reason: 'Stopped.' });
    const running = this.#running ?? this.#start();
    if (running.job !== null) throw new Error('One photo is looked at already.');
    const id = ++this.#lastJobId;
    return new Promise((resolve) => {
      running.job = { id, resolve };
      this.#limit(running);
      running.child.send({ kind: 'look', jobId: id, picture, wanted } satisfies ToLooker, () => undefined);
    });
  }

  /** Gives its memory back; the next picture starts another one. */
  releaseIdle(): void {
    if (this.#running !== null && this.#running.job === null) this.#stop(this.#running, 'Stopped.');
  }

  close(): void {
    this.#isClosed = true;
    if (this.#running !== null) this.#stop(this.#running, 'Stopped.');
  }

  #start(): Running {
    const child = forkHelper(this.#options);
    const running: Running = { child, ready: null, job: null, timer: undefined, stopReason: null };
    this.#running = running;
    child.on('message', (message: FromLooker) => {
      this.#receive(running, message);
    });
    const ended = (): void => {
      if (this.#running === running) this.#running = null;
      const { stopReason, ready } = running;
      const reason = stopReason ?? (ready === null ? startReason : crashReason);
      this.#end(running, { kind: ready === null ? 'unavailable' : 'lost', reason });
    };
    child.once('exit', ended);
    child.once('error', ended);
    return running;
  }

  /** The time for the picture begins when the models are there. */
  #limit(running: Running): void {
    const { jobTimeoutMillis = 60_000, startTimeoutMillis = 60_000 } = this.#options;
    const isReady = running.ready !== null;
    clearTimeout(running.timer);
    running.timer = setTimeout(
      () => {
        this.#stop(running, isReady ? timeoutReason : startReason);
      },
      isReady ? jobTimeoutMillis : startTimeoutMillis,
    );
  }

  #receive(running: Running, message: FromLooker): void {
    if (message.kind === 'ready') {
      running.ready = { models: message.models, missing: message.missing };
      if (running.job !== null) this.#limit(running);
      return;
    }
    if (message.jobId !== running.job?.id || running.ready === null) return;
    if (message.kind === 'too_much_memory') {
      this.#stop(running, memoryReason);
      return;
    }
    const { ready } = running;
    if (message.isSpent) {
      // The next picture has another process.
      this.#running = null;
      running.child.kill('SIGKILL');
    }
    if (message.kind === 'failed') {
      this.#end(running, { kind: 'failed', reason: message.reason });
    } else if (message.kind === 'faces_seen') {
      this.#end(running, { kind: 'faces_seen', faces: message.faces });
    } else if (ready.models === '') {
      this.#end(running, { kind: 'unavailable', reason: ready.missing[0]?.reason ?? startReason });
    } else {
      const { seen, embedding, edge, faces } = message;
      this.#end(running, { kind: 'seen', seen, embedding, edge, faces, ...ready });
    }
  }

  #end(running: Running, outcome: LookOutcome): void {
    clearTimeout(running.timer);
    const { job } = running;
    running.job = null;
    job?.resolve(outcome);
  }

  #stop(running: Running, reason: string): void {
    if (this.#running === running) this.#running = null;
    running.stopReason = reason;
    running.child.kill('SIGKILL');
  }
}
