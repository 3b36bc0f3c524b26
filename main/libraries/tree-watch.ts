/**
 * Linux watches folders one by one. Each folder of a library has a watch of its own, which follows folders that turn up,
 * move and go. `@parcel/watcher` does not: of a tree that is moved in or made at once it watches the uppermost folder
 * only, after a folder was renamed it tells of paths that are no more, and lost events are not told of at all.
 */
import { lstatSync, readFileSync, watch } from 'node:fs';
import type { FSWatcher, Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cloudPlaceholder } from '../core/cloud-placeholder.js';
import { isIgnoredName } from '../core/ignored-names.js';
import { extensionOf, mediaTypeOf } from '../core/media-types.js';
import { fileNameOf, isWithin } from '../core/rel-path.js';
import { WatchLimitReached } from './watch-listener.js';
import type { Watch, WatchListener } from './watch-listener.js';

/** Events come in bursts: one file that is written is several. */
const gatherMillis = 50;
/** A file that is written for long is told of at once, and then so often. */
const againMillis = 1_000;
const foldersAtOnce = 16;
const pathsAtOnce = 64;
const defaultQueueLength = 16_384;

interface WatchedFolder {
  readonly watcher: FSWatcher;
  readonly inode: number;
}

/** Watches every folder at and below the root. Rejects as `watchRoot` does. Tests bring a system with limits of their own. */
export async function watchTree(
  rootPath: string,
  listener: WatchListener,
  watchFolder: typeof watch = watch,
): Promise<Watch> {
  const tree = new TreeWatch(rootPath, listener, watchFolder);
  try {
    await tree.add('');
    if (tree.isClosed) throw new Error('The folder went away.');
  } catch (error) {
    tree.close();
    throw error;
  }
  return {
    close: () => {
      tree.close();
      return Promise.resolve();
    },
  };
}

/** All watches of a thread share one queue of the kernel; what does not fit into it is lost without a word. */
const trees = new Set<TreeWatch>();
let heardAtOnce = 0;

function queueLength(): number {
  try {
    return Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8')) || defaultQueueLength;
  } catch {
    return defaultQueueLength;
  }
}

/** Events of one look into the queue: as many as half of what it holds were perhaps not all. */
const perhapsLostFrom = queueLength() / 2;

function countEvent(): void {
  if (heardAtOnce++ === 0) {
    setImmediate(() => {
      if (heardAtOnce >= perhapsLostFrom) for (const tree of trees) tree.tellLost();
      heardAtOnce = 0;
    });
  }
}

function toError(error: unknown): Error {
  if (error instanceof WatchLimitReached) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EMFILE' || code === 'ENFILE'
    ? new WatchLimitReached(message)
    : new Error(message);
}

class TreeWatch {
  readonly #root: string;
  readonly #watch: typeof watch;
  readonly #listener: WatchListener;
  readonly #folders = new Map<string, WatchedFolder>();
  readonly #toldAt = new Map<string, number>();
  /** True: something of that name came or went; false: it was only written to. */
  #heard = new Map<string, boolean>();
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  constructor(root: string, listener: WatchListener, watchFolder: typeof watch) {
    this.#watch = watchFolder;
    this.#root = root;
    this.#listener = listener;
    trees.add(this);
  }

  close(): void {
    this.#isClosed = true;
    trees.delete(this);
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const { watcher } of this.#folders.values()) watcher.close();
    this.#folders.clear();
  }

  /** Folders may have turned up, moved and gone unheard: all are watched anew. */
  tellLost(): void {
    this.#drop('');
    this.add('').then(
      () => {
        if (!this.#isClosed) this.#listener.lost('more events than the system keeps');
      },
      (error: unknown) => {
        this.#end(toError(error));
      },
    );
  }

  async add(folder: string): Promise<void> {
    const found = [folder];
    while (found.length > 0 && !this.#isClosed) {
      const inside = await Promise.all(found.splice(0, foldersAtOnce).map((path) => this.#addOne(path)));
      found.push(...inside.flat());
    }
  }

  /** The folders in it. Watches first and lists then, so that none slips through between the two. */
  async #addOne(folder: string): Promise<readonly string[]> {
    if (!this.#watchFolder(folder)) return [];
    try {
      const dirents = await readdir(join(this.#root, folder), { withFileTypes: true });
      return dirents
        .filter((dirent) => dirent.isDirectory() && !isIgnoredName(dirent.name))
        .map(({ name }) => (folder === '' ? name : `${folder}/${name}`));
    } catch {
      return [];
    }
  }

  /** False when it is not there, may not be read, or is watched already. Throws at the system's limits. */
  #watchFolder(folder: string): boolean {
    const path = join(this.#root, folder);
    let watcher: FSWatcher | null = null;
    try {
      const stats = lstatSync(path);
      // The root may be given by way of a link; what is in it is not.
      if (!stats.isDirectory() && folder !== '') return false;
      if (this.#folders.get(folder)?.inode === stats.ino) return false;
      this.#drop(folder);
      watcher = this.#watch(path, { persistent: false, encoding: 'utf8' });
      this.#folders.set(folder, { watcher, inode: stats.ino });
    } catch (error) {
      const failure = toError(error);
      if (failure instanceof WatchLimitReached || folder === '') throw failure;
      return false;
    }
    watcher.on('change', (event, name) => {
      countEvent();
      this.#hear(folder, typeof name === 'string' ? name : null, event === 'rename');
    });
    watcher.on('error', () => {
      this.#hear(folder, null, false);
    });
    return true;
  }

  #drop(folder: string): void {
    if (!this.#folders.has(folder)) return;
    for (const [path, { watcher }] of this.#folders) {
      if (!isWithin(folder, path)) continue;
      watcher.close();
      this.#folders.delete(path);
    }
  }

  #hear(folder: string, name: string | null, cameOrWent: boolean): void {
    // What is told of a folder itself bears its own name.
    if (folder === '' && name === basename(this.#root) && !this.#isSameRoot()) {
      this.#end(new Error('The folder is another one now.'));
      return;
    }
    // A name that is not valid Unicode cannot be asked for: its folder can.
    const path = name === null || name.includes('\ufffd') ? folder : folder === '' ? name : `${folder}/${name}`;
    const placeholder = name === null ? null : cloudPlaceholder(name);
    const heard =
      placeholder === null ? path : folder === '' ? placeholder.fileName : `${folder}/${placeholder.fileName}`;
    if (placeholder !== null || name === null || !isIgnoredName(name)) {
      this.#heard.set(heard, cameOrWent || this.#heard.get(heard) === true);
    }
    this.#tellSoon(gatherMillis);
  }

  #isSameRoot(): boolean {
    try {
      return lstatSync(this.#root).ino === this.#folders.get('')?.inode;
    } catch {
      return false;
    }
  }

  #end(error: Error): void {
    if (this.#isClosed) return;
    this.close();
    this.#listener.ended(error);
  }

  #tellSoon(millis: number): void {
    if (this.#isClosed || this.#heard.size === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#tell().then(
        () => {
          this.#timer = null;
          this.#tellSoon(gatherMillis);
        },
        (error: unknown) => {
          this.#end(toError(error));
        },
      );
    }, millis).unref();
  }

  /** Tells of what was heard; what was told of a moment ago waits. */
  async #tell(): Promise<void> {
    const now = performance.now();
    for (const [path, at] of this.#toldAt) if (now - at >= againMillis) this.#toldAt.delete(path);
    const paths = [...this.#heard].filter(([path]) => !this.#toldAt.has(path));
    for (const [path] of paths) this.#heard.delete(path);
    const news: string[] = [];
    while (paths.length > 0 && !this.#isClosed) {
      const looked = await Promise.all(
        paths.splice(0, pathsAtOnce).map(([path, cameOrWent]) => this.#news(path, cameOrWent)),
      );
      news.push(...looked.filter((path) => path !== null));
    }
    for (const path of news) this.#toldAt.set(path, now);
    if (news.length > 0 && !this.#isClosed) this.#listener.changed(news);
  }

  /** The path, unless what happened to it concerns no library. */
  async #news(path: string, cameOrWent: boolean): Promise<string | null> {
    let stats: Stats | null = null;
    try {
      stats = await lstat(join(this.#root, path));
    } catch {
      // Gone, or out of reach: the scan tells.
    }
    if (path === '') return path;
    if (stats?.isDirectory() === true) {
      // A new folder may get the number of the one that went.
      if (!cameOrWent && this.#folders.get(path)?.inode === stats.ino) return null;
      this.#drop(path);
      await this.add(path);
      return path;
    }
    const wasFolder = this.#folders.has(path);
    this.#drop(path);
    const name = fileNameOf(path);
    const concernsLibrary = wasFolder || mediaTypeOf(name) !== null;
    // Links are told of, whatever they are called; one that is gone had a folder's name, most often.
    const mayBeLink = stats === null ? extensionOf(name) === '' : stats.isSymbolicLink();
    return concernsLibrary || mayBeLink ? path : null;
  }
}
