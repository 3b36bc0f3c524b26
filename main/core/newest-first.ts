interface Waiting {
  readonly begin: () => void;
  readonly passOver: () => void;
}

/** Work that somebody looks for who may have gone on meanwhile: what was asked for last is done first. */
export class NewestFirst {
  readonly #atOnce: number;
  readonly #maxWaiting: number;
  /** The newest last. */
  readonly #waiting: Waiting[] = [];
  #running = 0;

  /** Of more than `maxWaiting` that wait, the oldest are given up. */
  constructor(options: { readonly atOnce: number; readonly maxWaiting: number }) {
    this.#atOnce = options.atOnce;
    this.#maxWaiting = options.maxWaiting;
  }

  /** `passedOver` is the answer to what was given up. Rejects only as `work` does. */
  run<T>(work: () => Promise<T>, passedOver: T): Promise<T> {
    return new Promise((resolve) => {
      this.#waiting.push({
        begin: () => {
          resolve(
            work().finally(() => {
              this.#running--;
              this.#next();
            }),
          );
        },
        passOver: () => {
          resolve(passedOver);
        },
      });
      this.#next();
      while (this.#waiting.length > this.#maxWaiting) this.#waiting.shift()?.passOver();
    });
  }

  #next(): void {
    while (this.#running < this.#atOnce) {
      const next = this.#waiting.pop();
      if (next === undefined) return;
      this.#running++;
      next.begin();
    }
  }
}
