import type { ChangeTopic } from '../../preload/contract/events.js';

const sendEveryMillis = 100;

/** Collects what changed and tells it at most ten times a second. */
export class ChangeNotice {
  readonly #send: (topics: readonly ChangeTopic[]) => void;
  readonly #topics = new Set<ChangeTopic>();
  #timer: NodeJS.Timeout | null = null;
  #sentAtMs = 0;

  constructor(send: (topics: readonly ChangeTopic[]) => void) {
    this.#send = send;
  }

  add(...topics: readonly ChangeTopic[]): void {
    for (const topic of topics) this.#topics.add(topic);
    if (this.#timer !== null) return;
    this.#timer = setTimeout(
      () => {
        this.flush();
      },
      Math.max(0, this.#sentAtMs + sendEveryMillis - performance.now()),
    );
  }

  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#topics.size === 0) return;
    this.#sentAtMs = performance.now();
    const topics = [...this.#topics];
    this.#topics.clear();
    this.#send(topics);
  }
}
