import { relative, sep } from 'node:path';
import { subscribe } from '@parcel/watcher';
import type { AsyncSubscription } from '@parcel/watcher';

export interface WatchListener {
  /** Paths below the root, `/`-separated, that something happened to. */
  readonly changed: (relPaths: readonly string[]) => void;
  /** Events were lost or the watch ended: only a whole scan tells what happened. */
  readonly lost: (reason: string) => void;
}

/**
 * Watches a library's root. Rejects where the system cannot (limits, network file systems): the caller then polls.
 */
export async function watchRoot(rootPath: string, listener: WatchListener): Promise<AsyncSubscription> {
  return subscribe(
    rootPath,
    (error, events) => {
      if (error !== null) {
        listener.lost(error.message);
        return;
      }
      listener.changed(events.map((event) => relative(rootPath, event.path).split(sep).join('/')));
    },
    { ignore: ['**/.*', '**/@eaDir', '**/#recycle'] },
  );
}
