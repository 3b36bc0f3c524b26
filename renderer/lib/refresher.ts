/** Runs a reload often enough to feel live and seldom enough not to be the work itself. */
export interface Refresher {
  /** Asks for a run: now when the last one is long enough ago, else as soon as it is. */
  readonly request: () => void;
  readonly stop: () => void;
}

export interface RefresherOptions {
  readonly minIntervalMillis: number;
  /** A run that takes long is repeated less often: the pause is at least this many times its own duration. */
  readonly pausePerDuration: number;
  /** At the most; 5 seconds without one. */
  readonly longestPauseMillis?: number;
  readonly now?: () => number;
}

/** A run that had to wait, for a database that was being restored, says nothing about how long the next one takes. */
const LONGEST_PAUSE_MILLIS = 5000;

export function createRefresher(run: () => Promise<void>, options: RefresherOptions): Refresher {
  const now = options.now ?? (() => performance.now());
  const longestPause = options.longestPauseMillis ?? LONGEST_PAUSE_MILLIS;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running = false;
  let wanted = false;
  let notBefore = 0;

  // A request may come while the run is awaited, which the compiler does not see.
  const isWanted = (): boolean => wanted;
  const start = async (): Promise<void> => {
    timer = null;
    running = true;
    wanted = false;
    const startedAt = now();
    try {
      await run();
    } finally {
      running = false;
      const endedAt = now();
      notBefore = Math.max(
        startedAt + options.minIntervalMillis,
        endedAt + Math.min(longestPause, (endedAt - startedAt) * options.pausePerDuration),
      );
      if (isWanted()) request();
    }
  };
  const request = (): void => {
    wanted = true;
    if (running || timer !== null) return;
    timer = setTimeout(() => void start(), Math.max(0, notBefore - now()));
  };
  return {
    request,
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      wanted = false;
    },
  };
}
