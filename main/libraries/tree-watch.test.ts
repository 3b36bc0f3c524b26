import { mkdirSync, renameSync, rmSync, symlinkSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/files.js';
import { watchTree } from './tree-watch.js';
import { WatchLimitReached } from './watch-listener.js';
import type { Watch } from './watch-listener.js';

let root: string;
let watching: Watch | null = null;
let told: string[] = [];
let lost: string[] = [];
let ended: Error[] = [];

const listener = {
  changed: (paths: readonly string[]): void => {
    told.push(...paths);
  },
  lost: (reason: string): void => {
    lost.push(reason);
  },
  ended: (error: Error): void => {
    ended.push(error);
  },
};

async function start(watchFolder: typeof watch = watch): Promise<void> {
  watching = await watchTree(root, listener, watchFolder);
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}: ${told.slice(0, 50).join()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

beforeEach(() => {
  root = temporaryFolder();
  told = [];
  lost = [];
  ended = [];
});
afterEach(async () => {
  await watching?.close();
  watching = null;
});

describe.skipIf(process.platform !== 'linux')('a watched tree', () => {
  it('tells of files that turn up, change and go, and of nothing that concerns no library', async () => {
    writeFileSync(join(root, 'a.jpg'), '1');
    await start();
    writeFileSync(join(root, 'b.jpg'), '1');
    writeFileSync(join(root, 'notes.txt'), '1');
    writeFileSync(join(root, '.hidden.jpg'), '1');
    writeFileSync(join(root, 'c.jpg.nextcloud'), '1');
    symlinkSync('nowhere', join(root, 'link'));
    await until('b is told of', () => told.includes('b.jpg'));
    await until('a placeholder is told of by its real name', () => told.includes('c.jpg'));
    rmSync(join(root, 'a.jpg'));
    await until('a is told of', () => told.includes('a.jpg'));
    await quiet();
    expect(new Set(told)).toEqual(new Set(['a.jpg', 'b.jpg', 'c.jpg', 'link']));
  });

  it('follows a tree that is made at once', async () => {
    await start();
    mkdirSync(join(root, 'a/b/c/d'), { recursive: true });
    await until('it is told of', () => told.includes('a'));
    await quiet();
    writeFileSync(join(root, 'a/b/c/d/deep.jpg'), '1');
    await until('a file deep in it is told of', () => told.includes('a/b/c/d/deep.jpg'));
  });

  it('follows a tree that is moved in, renamed, taken away and made again', async () => {
    const outside = temporaryFolder();
    mkdirSync(join(outside, 'album/in'), { recursive: true });
    await start();
    renameSync(join(outside, 'album'), join(root, 'album'));
    await until('it is told of', () => told.includes('album'));
    writeFileSync(join(root, 'album/in/a.jpg'), '1');
    await until('a file in it is told of', () => told.includes('album/in/a.jpg'));

    renameSync(join(root, 'album'), join(root, 'renamed'));
    await until(
      'both names are told of',
      () => told.includes('renamed') && told.filter((p) => p === 'album').length > 1,
    );
    told = [];
    writeFileSync(join(root, 'renamed/in/b.jpg'), '1');
    await until('a file in it is told of by its new name', () => told.includes('renamed/in/b.jpg'));
    expect(told.filter((path) => path.startsWith('album'))).toEqual([]);

    rmSync(join(root, 'renamed'), { recursive: true });
    mkdirSync(join(root, 'renamed/in'), { recursive: true });
    await quiet();
    writeFileSync(join(root, 'renamed/in/c.jpg'), '1');
    await until('a file in the new one is told of', () => told.includes('renamed/in/c.jpg'));
  });

  it('tells of a file that is written for long at once, and then once a second', async () => {
    await start();
    const writing = setInterval(() => {
      writeFileSync(join(root, 'long.jpg'), 'x', { flag: 'a' });
    }, 5);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    clearInterval(writing);
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told.length).toBeLessThan(6);
  });

  it('says that events were lost when there were more than the system keeps, and watches what was made meanwhile', async () => {
    await start();
    // Nobody reads the queue while this thread works.
    for (let n = 0; n < 9_000; n++) writeFileSync(join(root, `${n}.jpg`), 'x');
    mkdirSync(join(root, 'late/in'), { recursive: true });
    await until('the loss is told', () => lost.length > 0);
    writeFileSync(join(root, 'late/in/a.jpg'), 'x');
    await until('the new folder is watched', () => told.includes('late/in/a.jpg'));
    expect(ended).toEqual([]);
  });

  it('cannot begin where the system watches no more folders, and leaves no watch behind', async () => {
    for (let n = 0; n < 20; n++) mkdirSync(join(root, `${n}`));
    let left = 10;
    let open = 0;
    const limited = ((...parameters: Parameters<typeof watch>) => {
      if (left-- <= 0)
        throw Object.assign(new Error('System limit for number of file watchers reached'), { code: 'ENOSPC' });
      const watcher = watch(...parameters);
      open++;
      watcher.once('close', () => open--);
      return watcher;
    }) as typeof watch;
    await expect(start(limited)).rejects.toBeInstanceOf(WatchLimitReached);
    await quiet();
    expect(open).toBe(0);
  });

  it('ends when the limit is reached later, or the folder is another one', async () => {
    let left = 1;
    const limited = ((...parameters: Parameters<typeof watch>) => {
      if (left-- <= 0) throw Object.assign(new Error('limit'), { code: 'ENOSPC' });
      return watch(...parameters);
    }) as typeof watch;
    await start(limited);
    mkdirSync(join(root, 'one more'));
    await until('it ended', () => ended.length > 0);
    expect(ended[0]).toBeInstanceOf(WatchLimitReached);

    await start();
    renameSync(root, `${root}-away`);
    mkdirSync(root);
    await until('it ended again', () => ended.length > 1);
    rmSync(`${root}-away`, { recursive: true });
  });
});
