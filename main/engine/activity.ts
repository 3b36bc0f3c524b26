import type { JobId, LibraryId } from '../../preload/contract/model.js';
import type { Activity, Looking, Progress, Trouble, WorkLimits } from '../../preload/contract/progress.js';

export type Work =
  | { readonly kind: 'scan' | 'glance' | 'read' | 'metadata' | 'poster' | 'verify'; readonly libraryId: LibraryId }
  | { readonly kind: 'look' }
  | Pick<Extract<Progress, { readonly kind: 'insights' }>, 'kind' | 'jobId' | 'source' | 'state' | 'reason'>;

type WorkName = Exclude<Work, { readonly kind: 'insights' }> | { readonly kind: 'insights'; readonly jobId: JobId };

interface Entry {
  work: Work;
  done: number;
  total: number | null;
  current: string | null;
  /** Moving average; null until there is something to measure. */
  ratePerSecond: number | null;
  measuredAtMs: number;
  measuredDone: number;
}

const sendEveryMillis = 100;
const measureEveryMillis = 1_000;
/** Weight of the newest second: a rate that follows a change within a few seconds and does not jump. */
const smoothing = 0.3;

function idOf(work: WorkName): string {
  if (work.kind === 'look') return 'look';
  return work.kind === 'insights' ? `insights-${work.jobId}` : `${work.kind}-${work.libraryId}`;
}

function toProgress(id: string, entry: Entry): Progress {
  const { work, done, total, current, ratePerSecond } = entry;
  const secondsLeft =
    total === null || ratePerSecond === null || ratePerSecond <= 0 ? null : Math.max(0, total - done) / ratePerSecond;
  return { id, ...work, done, total, current, ratePerSecond, secondsLeft };
}

export const noLimits: WorkLimits = { oneCore: false, onlyOnMains: false };

/** What is under way, told at most ten times a second. */
export class ActivityBoard {
  readonly #entries = new Map<string, Entry>();
  readonly #send: (activity: Activity) => void;
  readonly #nowMs: () => number;
  #paused = false;
  #limits = noLimits;
  #isOnBattery = false;
  #trouble: Trouble | null = null;
  #looking: Looking = { isOn: false, groupsFaces: false, trouble: null };
  #timer: NodeJS.Timeout | null = null;
  #sentAtMs = 0;

  constructor(send: (activity: Activity) => void, nowMs: () => number) {
    this.#send = send;
    this.#nowMs = nowMs;
  }

  /** Files are not to be read now. */
  get isHeld(): boolean {
    return this.#paused || this.waitsForMains;
  }

  /** The machine is on battery, and the user wants work to wait then. */
  get waitsForMains(): boolean {
    return this.#limits.onlyOnMains && this.#isOnBattery;
  }

  set paused(paused: boolean) {
    this.#paused = paused;
    this.#changed();
  }

  get limits(): WorkLimits {
    return this.#limits;
  }

  set limits(limits: WorkLimits) {
    this.#limits = limits;
    this.#changed();
  }

  set isOnBattery(isOnBattery: boolean) {
    this.#isOnBattery = isOnBattery;
    this.#changed();
  }

  get looking(): Looking {
    return this.#looking;
  }

  set looking(looking: Looking) {
    const { isOn, groupsFaces, trouble } = this.#looking;
    if (looking.isOn === isOn && looking.groupsFaces === groupsFaces && looking.trouble === trouble) return;
    this.#looking = looking;
    this.#changed();
  }

  get trouble(): Trouble | null {
    return this.#trouble;
  }

  set trouble(trouble: Trouble | null) {
    if (trouble?.message === this.#trouble?.message) return;
    this.#trouble = trouble;
    this.#changed();
  }

  update(
    work: Work,
    progress: { readonly done: number; readonly total: number | null; readonly current: string | null },
  ): void {
    const id = idOf(work);
    const nowMs = this.#nowMs();
    const entry = this.#entries.get(id);
    if (entry === undefined) {
      const { done } = progress;
      this.#entries.set(id, { work, ...progress, ratePerSecond: null, measuredAtMs: nowMs, measuredDone: done });
    } else {
      Object.assign(entry, progress, { work });
      const elapsedMs = nowMs - entry.measuredAtMs;
      if (elapsedMs >= measureEveryMillis) {
        const rate = Math.max(0, (entry.done - entry.measuredDone) * 1_000) / elapsedMs;
        entry.ratePerSecond =
          entry.ratePerSecond === null ? rate : entry.ratePerSecond * (1 - smoothing) + rate * smoothing;
        entry.measuredAtMs = nowMs;
        entry.measuredDone = entry.done;
      }
    }
    this.#changed();
  }

  /** One step further; the total stays as it was, and grows when it was too small. */
  advance(work: Work, done: number, current: string | null): void {
    const total = this.#entries.get(idOf(work))?.total ?? null;
    this.update(work, { done, total: total === null ? null : Math.max(total, done), current });
  }

  finish(work: WorkName): void {
    if (this.#entries.delete(idOf(work))) this.#changed();
  }

  snapshot(): Activity {
    return {
      paused: this.#paused,
      limits: this.#limits,
      waitsForMains: this.waitsForMains,
      items: [...this.#entries].map(([id, entry]) => toProgress(id, entry)),
      trouble: this.#trouble,
      looking: this.#looking,
    };
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #changed(): void {
    if (this.#timer !== null) return;
    const waitMillis = Math.max(0, this.#sentAtMs + sendEveryMillis - this.#nowMs());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#sentAtMs = this.#nowMs();
      this.#send(this.snapshot());
    }, waitMillis);
  }
}
