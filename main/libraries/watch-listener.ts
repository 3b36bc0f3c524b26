export interface WatchListener {
  /** Paths below the root, `/`-separated, that something happened to. */
  readonly changed: (relPaths: readonly string[]) => void;
  /** Events were lost, and the watch goes on: only a whole scan tells what happened. */
  readonly lost: (reason: string) => void;
  /** The watch is over, and events may have been lost. */
  readonly ended: (error: Error) => void;
}

export interface Watch {
  readonly close: () => Promise<void>;
}

/** The system watches no more folders for this user. */
export class WatchLimitReached extends Error {}
