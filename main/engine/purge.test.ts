/** The engine and a reader beside it: what is left of removed libraries is told, and deleted only after a backup. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Backup, Health, OrphanGroup } from '../../preload/contract/model.js';
import { listTags } from '../dao/tags.js';
import { listBackups } from '../db/backups.js';
import { closeDb, openReadDb, preparePluck } from '../db/open.js';
import { closeThumbnailStore, hasThumbnail, openThumbnailStore } from '../db/thumbnail-store.js';
import { builtMain } from '../testing/decoding.js';
import { migrationsFolder } from '../testing/database.js';
import { EngineBench, samples } from '../testing/engine-bench.js';
import type { ReaderOptions } from './options.js';
import { RpcClient } from './rpc.js';

let bench: EngineBench;
let reader: Worker;
let client: RpcClient;

beforeEach(async () => {
  bench = new EngineBench();
  await bench.start();
  reader = new Worker(join(builtMain(), 'reader.cjs'), {
    workerData: {
      databasePath: join(bench.folder, 'keepsight.db'),
      thumbnailsPath: join(bench.folder, 'thumbnails.db'),
      backupFolder: join(bench.folder, 'backups'),
      migrationsFolder,
    } satisfies ReaderOptions,
  });
  client = new RpcClient(reader, () => undefined);
});
afterEach(async () => {
  await reader.terminate();
  await bench.stop();
});

async function ask<T>(name: string): Promise<T> {
  const answer = await client.call(name, {});
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value as T;
}

it('deletes what a removed library left, keeps the rest, and the backup holds all of it', async () => {
  const kept = bench.library('Kept');
  const left = bench.library('Left');
  cpSync(join(samples, 'train.jpg'), join(kept, 'train.jpg'));
  cpSync(join(samples, 'mongolia.jpeg'), join(left, 'mongolia.jpeg'));
  await bench.add(kept);
  const { id } = await bench.add(left);
  await bench.settled();
  const leftHash = bench.photo('mongolia.jpeg').contentHash ?? '';
  const keptHash = bench.photo('train.jpg').contentHash ?? '';
  await bench.engine.answers.tagPhotos({ locationIds: bench.ids(), name: 'Sea' });
  await bench.engine.answers.removeLibrary({ libraryId: id });
  await bench.settled();

  expect((await ask<Health>('health')).orphans).toEqual({
    photos: 1,
    tags: 1,
    marks: 0,
    albums: 0,
    stacks: 0,
    insights: 0,
  });
  expect(await ask<OrphanGroup[]>('orphans')).toMatchObject([
    { libraryId: id, libraryName: 'Left', isRemoved: true, tags: 1, tagNames: ['Sea'] },
  ]);
  await bench.until('the backup of the day is made', () => listBackups(join(bench.folder, 'backups')).length === 1);
  const before = await ask<Backup[]>('backups');

  const { backup, ...purged } = await bench.engine.answers.purgeOrphans({ libraryIds: [id] });
  expect(purged).toEqual({ tags: 1, marks: 0, albums: 0, stacks: 0, insights: 0 });
  expect(listTags(bench.db)).toMatchObject([{ name: 'Sea', photoCount: 1 }]);
  const health = await ask<Health>('health');
  expect(health.orphans).toEqual({ photos: 0, tags: 0, marks: 0, albums: 0, stacks: 0, insights: 0 });
  expect(health.lastBackup).toEqual(backup);
  expect(health.database.sizeBytes).toBeGreaterThan(4096);
  expect(await ask<Backup[]>('backups')).toEqual([backup, ...before]);

  const thumbnails = openThumbnailStore(join(bench.folder, 'thumbnails.db'), { readonly: true });
  expect([hasThumbnail(thumbnails, leftHash), hasThumbnail(thumbnails, keptHash)]).toEqual([false, true]);
  closeThumbnailStore(thumbnails);
  const copy = openReadDb(join(bench.folder, 'backups', backup.name));
  expect(preparePluck(copy, 'SELECT count(*) FROM tagged_photo').get()).toBe(2);
  closeDb(copy);
});

it('refuses while files wait to be read, and makes no backup then', async () => {
  await bench.engine.answers.setPaused({ paused: true });
  const root = bench.library('New');
  cpSync(join(samples, 'train.jpg'), join(root, 'train.jpg'));
  await bench.add(root);
  await bench.until('it is listed', () => bench.ids().length === 1);
  await expect(bench.engine.answers.purgeOrphans({ libraryIds: [null] })).rejects.toMatchObject({
    code: 'edit_impossible',
  });
  expect((await ask<Backup[]>('backups')).filter(({ kind }) => kind === 'manual')).toEqual([]);
});
