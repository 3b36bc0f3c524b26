/** Backups, their comparison, restores and a salvage, while calls want to be answered: `npm run bench -- backups`. */
import { closeSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { listTags } from '../main/dao/tags.js';
import { isSoundDatabase, makeBackup } from '../main/db/backups.js';
import { closeDb, openReadDb, openWriteDb, prepare, preparePluck } from '../main/db/open.js';
import { runToEnd } from '../main/db/replace.js';
import { compareBackup } from '../main/engine/compare-backup.js';
import { restoreSteps, salvageSteps } from '../main/engine/repair.js';
import { buildDatabase, inTemporaryFolder } from './lib/dataset.js';
import { machineLine, millis, printTable, rows } from './lib/table.js';

const locations = Number(process.argv[2] ?? 1_000_000);
const pageBytes = 4096;

async function timedAsync<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly millis: number }> {
  const startedAt = performance.now();
  const value = await work();
  return { value, millis: performance.now() - startedAt };
}

/** The longest that a call would have waited while `work` ran. */
async function longestWait<T>(work: () => Promise<T>): Promise<{ value: T; millis: number; waitMillis: number }> {
  const done = new AbortController();
  let waitMillis = 0;
  const calls = (async () => {
    for (let askedAt = performance.now(); !done.signal.aborted; askedAt = performance.now()) {
      await new Promise((resolve) => setImmediate(resolve));
      waitMillis = Math.max(waitMillis, performance.now() - askedAt);
    }
  })();
  const result = await timedAsync(work);
  done.abort();
  await calls;
  return { ...result, waitMillis };
}

function megabytes(path: string): string {
  return `${rows(Math.round(statSync(path).size / 1_000_000))} MB`;
}

function spoil(path: string): void {
  const db = openReadDb(path);
  const pages = db.pragma('page_count', { simple: true }) as number;
  closeDb(db);
  const file = openSync(path, 'r+');
  for (let n = 1; n <= 50; n++) {
    writeSync(
      file,
      Buffer.alloc(pageBytes, 0xee),
      0,
      pageBytes,
      (200 + Math.floor((n * (pages - 300)) / 50)) * pageBytes,
    );
  }
  closeSync(file);
}

await inTemporaryFolder(async (folder) => {
  const databasePath = join(folder, 'keepsight.db');
  const backupFolder = join(folder, 'backups');
  mkdirSync(backupFolder);
  const db = await buildDatabase(databasePath, { locations, derived: 'hashed' });
  mkdirSync(backupFolder, { recursive: true });
  const lines: string[][] = [];
  const line = (what: string, took: number, more = ''): void => {
    lines.push([what, millis(took), more]);
  };

  const made = await longestWait(() =>
    makeBackup(db, backupFolder, 'manual', { nowMs: 1, verify: () => Promise.resolve(true) }),
  );
  const backup = join(backupFolder, made.value.name);
  line(
    'backup, copied while calls are answered',
    made.millis,
    `${megabytes(backup)}; longest wait ${millis(made.waitMillis)}`,
  );
  const checked = await timedAsync(() => Promise.resolve(isSoundDatabase(backup)));
  line('backup, read back in a thread of its own', checked.millis, checked.value ? 'sound' : 'damaged');

  db.exec('DELETE FROM tagged_photo WHERE id % 10 = 0');
  prepare(db, "UPDATE photo_insights SET title = title || ' again' WHERE id % 10 = 1").run();
  const options = { databasePath, backupFolder, migrationsFolder: 'migrations', thumbnailsPath: '' };
  const compared = await timedAsync(() => compareBackup(options, made.value.name));
  const { tags, insights } = compared.value;
  line(
    'difference, the backup read back first',
    compared.millis,
    `tags −${rows(tags.onlyInBackup)} +${rows(tags.onlyNow)}, insights −${rows(insights.onlyInBackup)} +${rows(insights.onlyNow)}`,
  );
  closeDb(db);
  const restored = await timedAsync(() => runToEnd(restoreSteps(options, made.value.name, 'rescue')));
  line('restore, without the start that follows', restored.millis);
  const reopened = openWriteDb(databasePath);
  line('first list of tags after it', (await timedAsync(() => Promise.resolve(listTags(reopened)))).millis);
  closeDb(reopened);

  spoil(databasePath);
  const salvaged = await timedAsync(() => runToEnd(salvageSteps(options, 1)));
  const { files, tags: kept, insights: told, lost } = salvaged.value;
  line(
    'salvage, 50 pages of rubbish',
    salvaged.millis,
    `${rows(files)} files, ${rows(kept)} tags, ${rows(told)} insights; lost ${lost === null ? 'unknown' : rows(lost)}`,
  );
  const mended = openReadDb(databasePath);
  const count = preparePluck(mended, 'SELECT count(*) FROM image_exif').get() as number;
  closeDb(mended);
  console.log(machineLine());
  printTable(
    `Backups, ${rows(locations)} files, tags and insights (${rows(count)} after the salvage)`,
    ['what', 'time', ''],
    lines,
  );
});
