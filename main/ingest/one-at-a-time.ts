/** Long pieces of work, one after the other: each may go on beyond the slice of time that began it. */

export interface Slice {
  /** Nothing is begun after this time of `performance.now()`. */
  readonly untilMs: number;
  readonly signal: AbortSignal;
}

/** `blocked`: nothing can be done for a while. */
export type SliceEnd = 'empty' | 'time_is_up' | 'aborted' | 'blocked';

export class OneAtATime {
  #current: Promise<void> | null = null;

  get isIdle(): boolean {
    return this.#current === null;
  }

  /** Goes on with what was begun, then begins the next until there is none. Rejects with what a piece rejects with. */
  async drain(
    { untilMs, signal }: Slice,
    isAble: () => boolean,
    beginNext: () => Promise<void> | null,
  ): Promise<SliceEnd> {
    const end = endOf(signal, untilMs);
    try {
      for (;;) {
        if (signal.aborted) return 'aborted';
        if (performance.now() >= untilMs) return 'time_is_up';
        if (!isAble()) return 'blocked';
        this.#current ??= this.#tracked(beginNext());
        if (this.#current === null) return 'empty';
        await Promise.race([this.#current, end.reached]);
      }
    } finally {
      end.forget();
    }
  }

  #tracked(begun: Promise<void> | null): Promise<void> | null {
    if (begun === null) return null;
    const work = begun.finally(() => {
      this.#current = null;
    });
    // Whoever drains hears of trouble; between two slices nobody does, and the piece still waits.
    work.catch(() => undefined);
    return work;
  }
}

function endOf(signal: AbortSignal, untilMs: number): { readonly reached: Promise<void>; readonly forget: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    stop = resolve;
    timer = setTimeout(resolve, Math.max(0, untilMs - performance.now()));
    signal.addEventListener('abort', stop, { once: true });
  });
  const forget = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  };
  return { reached, forget };
}
