/** When the next tick runs: on demand, on a timer, and never two at a time. */
export class Ticker {
  readonly #tick: () => Promise<void>;
  #timer: NodeJS.Timeout | null = null;
  #dueAtMs = Infinity;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(tick: () => Promise<void>) {
    this.#tick = tick;
  }

  /** Asks for a tick no later than `inMillis` from now; an earlier one that is planned already stands. */
  request(inMillis: number): void {
    const dueAtMs = performance.now() + inMillis;
    if (this.#stopped || dueAtMs >= this.#dueAtMs) return;
    this.#dueAtMs = dueAtMs;
    if (this.#running === null) this.#arm();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  #arm(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#stopped || this.#dueAtMs === Infinity) return;
    this.#timer = setTimeout(() => void this.#run(), Math.max(0, this.#dueAtMs - performance.now()));
  }

  async #run(): Promise<void> {
    this.#timer = null;
    this.#dueAtMs = Infinity;
    this.#running = this.#tick();
    await this.#running;
    this.#running = null;
    this.#arm();
  }
}
