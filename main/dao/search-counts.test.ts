import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AlbumId, LibraryId } from '../../preload/contract/model.js';
import { migrate } from '../db/migrate.js';
import { closeDb, openReadDb, openWriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, migrationsFolder, plansOf } from '../testing/database.js';
import { temporaryFolder } from '../testing/files.js';
import { changeAlbumSearch, createAlbum, deleteAlbum } from './albums.js';
import { getEdit } from './edits.js';
import { setMarks } from './marks.js';
import { SearchCounts } from './search-counts.js';

test('searches that are kept are counted, once as long as nothing changes', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'keepsight.db');
  const db = openWriteDb(path);
  await migrate(db, migrationsFolder, { backupFolder: join(folder, 'backups') });
  addLibrary(db, 1);
  addLibrary(db, 2);
  const ids = [1, 2, 3].map((n) => addLocation(db, 1 + (n % 2), `${String(n)}.jpg`, { hash: hashNumbered(n) }));
  // Two places of one photo.
  addLocation(db, 1, 'copy.jpg', { hash: hashNumbered(1) });
  const kept = (name: string, query: string): AlbumId =>
    getEdit(db, createAlbum(db, { name, locationIds: [], query }, 1)).albumId ?? (0 as AlbumId);
  const stars = kept('Stars', 'rating>=3');
  const away = kept('Away', 'offline');
  createAlbum(db, { name: 'Chosen', locationIds: ids, query: null }, 1);
  setMarks(db, ids.slice(0, 2), { rating: 4 }, 2);

  const reader = openReadDb(path);
  const counts = new SearchCounts(reader);
  const now = async (awayIds: readonly LibraryId[] = []): Promise<ReadonlyMap<AlbumId, number>> =>
    new Map((await counts.now({ away: awayIds })).map(({ albumId, photoCount }) => [albumId, photoCount]));
  expect([...(await now())]).toEqual([
    [stars, 2],
    [away, 0],
  ]);
  // Nothing was written: what is asked then is which searches there are.
  const again: Promise<unknown>[] = [];
  const plans = plansOf(reader, () => {
    again.push(now());
  });
  expect(plans.filter((line) => line.includes('image_exif'))).toEqual([]);
  await Promise.all(again);
  // A library went away; the photo that the other one holds too is not offline.
  expect((await now([1 as LibraryId])).get(away)).toBe(1);
  setMarks(db, ids.slice(0, 1), { rating: 1 }, 3);
  expect((await now()).get(stars)).toBe(1);
  changeAlbumSearch(db, stars, 'rating>=1', { nowMs: 4 });
  expect((await now()).get(stars)).toBe(2);
  deleteAlbum(db, stars, { nowMs: 5 });
  expect([...(await now()).keys()]).toEqual([away]);
  closeDb(reader);
  closeDb(db);
});
