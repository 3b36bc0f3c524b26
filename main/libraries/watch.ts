/** Watching a library's root for changes. */
import { relative, sep } from 'node:path';
import { subscribe } from '@parcel/watcher';
import { watchTree } from './tree-watch.js';
import type { Watch, WatchListener } from './watch-listener.js';

/** Rejects where the system cannot, with `WatchLimitReached` where its limits are reached: the caller then polls. */
export function watchRoot(rootPath: string, listener: WatchListener): Promise<Watch> {
  return process.platform === 'linux' ? watchTree(rootPath, listener) : watchWhole(rootPath, listener);
}

/** macOS and Windows watch a folder with all that is in it. */
async function watchWhole(rootPath: string, listener: WatchListener): Promise<Watch> {
  const subscription = await subscribe(
    rootPath,
    (error, events) => {
      // Whether it goes on after an error differs from system to system: it is begun anew.
      if (error !== null) listener.ended(error);
      else listener.changed(events.map((event) => relative(rootPath, event.path).split(sep).join('/')));
    },
    { ignore: ['**/@eaDir', '**/#recycle'] },
  );
  return { close: () => subscription.unsubscribe() };
}
