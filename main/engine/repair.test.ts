/** Databases damaged for real, and restores that are killed at every step. */
import { fork } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Backup, Salvage } from '../../preload/contract/model.js';
import { isSoundDatabase, listBackups, makeBackup } from '../db/backups.js';
import { migrate, migrateDown } from '../db/migrate.js';
import { closeDb, openReadDb, openWriteDb, prepare, preparePluck, transaction } from '../db/open.js';
import { finishReplacement, runToEnd } from '../db/replace.js';
import { selfCheck } from '../reconcile/self-check.js';
import {
  addInsightRow,
  addLibrary,
  addLocation,
  addTag,
  addTagRow,
  hashNumbered,
  migrationNames,
  migrationsFolder,
} from '../testing/database.js';
import { builtMain } from '../testing/decoding.js';
import { temporaryFolder } from '../testing/files.js';
import { requireRestorable, restoreSteps, salvageSteps, soundBackups } from './repair.js';
import type { RepairOptions } from './repair.js';

const files = 3000;
const pageBytes = 4096;

async function filledPlace(): Promise<RepairOptions> {
  const folder = temporaryFolder();
  const options = {
    databasePath: join(folder, 'keepsight.db'),
    backupFolder: join(folder, 'backups'),
    migrationsFolder,
  };
  const db = openWriteDb(options.databasePath);
  await migrate(db, migrationsFolder, { backupFolder: null });
  transaction(db, () => {
    for (const id of [1, 2]) addLibrary(db, id);
    const tags = ['Sea', 'Hill', 'Anna'].map((name) => addTag(db, name));
    for (let n = 0; n < files; n++) {
      const relPath = `folder ${n % 20}/${n}.jpg`;
      const hash = hashNumbered(n);
      const libraryId = 1 + (n % 2);
      addLocation(db, libraryId, relPath, { hash });
      addTagRow(db, { libraryId, relPath, tagId: tags[n % 3] ?? 1, hash });
      addInsightRow(db, { libraryId, relPath, hash, title: `Photo ${n}` });
    }
  });
  closeDb(db);
  return options;
}

function rowsOf(path: string, sql: string): unknown[] {
  const db = openReadDb(path);
  try {
    return preparePluck(db, sql).all();
  } finally {
    closeDb(db);
  }
}

const tagsSql = "SELECT name || ' ' || rel_path FROM tagged_photo JOIN tags ON tags.id = tag_id ORDER BY 1";
const titlesSql = 'SELECT title FROM photo_insights ORDER BY id';

/** What is there now, and a backup of what was before. */
async function changedPlace(): Promise<{ options: RepairOptions; backup: Backup }> {
  const options = await filledPlace();
  const db = openWriteDb(options.databasePath);
  const backup = await makeBackup(db, options.backupFolder, 'manual', { nowMs: Date.now() - 60_000 });
  prepare(db, "UPDATE tags SET name = 'Now' WHERE name = 'Sea'").run();
  closeDb(db);
  return { options, backup };
}

function namesOf(path: string): unknown[] {
  return rowsOf(path, 'SELECT name FROM tags ORDER BY name');
}

const then = ['Anna', 'Hill', 'Sea'];
const now = ['Anna', 'Hill', 'Now'];

/** After the next start: all of the one or all of the other, and the old one is a backup when it was replaced. */
async function expectOldOrNew(options: RepairOptions): Promise<'old' | 'new'> {
  await finishReplacement(options);
  // As every start does: what was being written when it was killed is taken back.
  closeDb(openWriteDb(options.databasePath));
  expect(isSoundDatabase(options.databasePath)).toBe(true);
  const isNew = namesOf(options.databasePath).includes('Sea');
  expect(namesOf(options.databasePath)).toEqual(isNew ? then : now);
  const rescued = listBackups(options.backupFolder).filter(({ kind }) => kind === 'rescue');
  expect(rescued.map(({ name }) => namesOf(join(options.backupFolder, name)))).toEqual(isNew ? [now] : []);
  expect(readdirSync(join(options.databasePath, '..')).filter((name) => /restoring|unfinished/.test(name))).toEqual([]);
  return isNew ? 'new' : 'old';
}

describe('a restore', () => {
  it('puts the backup in place and keeps what was there as a rescue backup', async () => {
    const { options, backup } = await changedPlace();
    requireRestorable(options, backup.name);
    const { keptAs } = await runToEnd(restoreSteps(options, backup.name, 'rescue'));
    expect(await expectOldOrNew(options)).toBe('new');
    expect(keptAs).toBe(join(options.backupFolder, listBackups(options.backupFolder)[0]?.name ?? ''));
    expect(isSoundDatabase(join(options.backupFolder, backup.name))).toBe(true);
  });

  it('that ends after any of its steps leaves the old database or the new one', async () => {
    const ends: string[] = [];
    for (let steps = 0; ; steps++) {
      const { options, backup } = await changedPlace();
      const restore = restoreSteps(options, backup.name, 'rescue');
      let isDone = false;
      for (let step = 0; step < steps && !isDone; step++) isDone = (await restore.next()).done === true;
      ends.push(await expectOldOrNew(options));
      if (isDone) break;
    }
    expect(ends).toEqual(['old', 'old', 'old', 'new', 'new', 'new', 'new']);
  });

  it('that is killed at any moment leaves the old database or the new one', async () => {
    const relay = join(temporaryFolder(), 'relay.cjs');
    writeFileSync(
      relay,
      `const { Worker } = require('node:worker_threads');
       const worker = new Worker(process.argv[2]);
       worker.on('message', (message) => process.send(message));
       process.on('message', (message) => worker.postMessage(message));
       process.send('ready');`,
    );
    const original = await changedPlace();
    /** What is left when it is killed after a while, or when it is done, and how long it ran. */
    const restored = async (killAfterMillis: number): Promise<{ end: string; tookMillis: number }> => {
      const folder = temporaryFolder();
      cpSync(join(original.options.databasePath, '..'), folder, { recursive: true });
      const options = {
        ...original.options,
        databasePath: join(folder, 'keepsight.db'),
        backupFolder: join(folder, 'backups'),
      };
      const child = fork(relay, [join(builtMain(), 'repair.cjs')], {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        execArgv: [],
      });
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await new Promise((resolve) => child.once('message', resolve));
      child.send({
        kind: 'call',
        id: 1,
        name: 'restore',
        request: { options, name: original.backup.name, aside: 'rescue' },
      });
      const answered = new Promise((resolve) => child.once('message', resolve));
      const startedAtMs = performance.now();
      await (killAfterMillis === Infinity ? answered : Promise.race([answered, sleep(killAfterMillis)]));
      const tookMillis = performance.now() - startedAtMs;
      child.kill('SIGKILL');
      await gone;
      return { end: await expectOldOrNew(options), tookMillis };
    };
    const whole = await restored(Infinity);
    expect(whole.end).toBe('new');
    const rounds = 24;
    for (let round = 0; round < rounds; round++) await restored((whole.tookMillis * round) / rounds);
  });

  it('of an older version is brought up to date by the start that follows', async () => {
    const { options } = await changedPlace();
    const db = openWriteDb(options.databasePath);
    migrateDown(db, migrationsFolder, migrationNames().find((name) => name.startsWith('2026-06-20')) ?? '');
    const older = await makeBackup(db, options.backupFolder, 'manual', { nowMs: Date.now() });
    await migrate(db, migrationsFolder, { backupFolder: null });
    closeDb(db);
    requireRestorable(options, older.name);
    await runToEnd(restoreSteps(options, older.name, 'rescue'));
    const restored = openWriteDb(options.databasePath);
    const { applied } = await migrate(restored, migrationsFolder, { backupFolder: options.backupFolder });
    expect(applied.length).toBeGreaterThan(3);
    closeDb(restored);
    expect(namesOf(options.databasePath)).toEqual(now);
  });

  it('over a damaged database keeps its files as they are', async () => {
    const { options, backup } = await changedPlace();
    writeFileSync(`${options.databasePath}-wal`, 'a log');
    overwrite(options.databasePath, 0, Buffer.alloc(pageBytes, 0xee));
    const bytes = readFileSync(options.databasePath);
    const { keptAs } = await runToEnd(restoreSteps(options, backup.name, 'damaged'));
    expect(keptAs).toMatch(/keepsight-damaged-.*\.db$/);
    expect(readFileSync(keptAs ?? '').equals(bytes)).toBe(true);
    expect(readFileSync(`${keptAs}-wal`, 'utf8')).toBe('a log');
    expect(namesOf(options.databasePath)).toEqual(then);
  });

  it('is refused, with nothing touched, when the backup cannot be used', async () => {
    const { options, backup } = await changedPlace();
    overwrite(join(options.backupFolder, backup.name), 20 * pageBytes, Buffer.alloc(pageBytes, 0xee));
    expect(() => requireRestorable(options, backup.name)).toThrow(expect.objectContaining({ code: 'backup_unusable' }));
    expect(soundBackups(options)).toEqual([]);
    expect(namesOf(options.databasePath)).toEqual(now);
  });
});

function overwrite(path: string, position: number, bytes: Buffer): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, position);
  closeSync(file);
}

/** Numbers of the pages that a table or an index takes, leaves only. */
function pagesOf(path: string, name: string): number[] {
  const db = openReadDb(path);
  try {
    const root = preparePluck(db, 'SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name) as number;
    const bytes = readFileSync(path);
    const page = (n: number): Buffer => bytes.subarray((n - 1) * pageBytes, n * pageBytes);
    const leaves: number[] = [];
    const visit = (n: number): void => {
      const at = page(n);
      const type = at.readUInt8(0);
      if (type === 0x0d || type === 0x0a) {
        leaves.push(n);
        return;
      }
      const cells = at.readUInt16BE(3);
      for (let cell = 0; cell < cells; cell++) visit(at.readUInt32BE(at.readUInt16BE(12 + cell * 2)));
      visit(at.readUInt32BE(8));
    };
    visit(root);
    return leaves;
  } finally {
    closeDb(db);
  }
}

function rubbish(path: string, pages: readonly number[]): void {
  for (const page of pages) overwrite(path, (page - 1) * pageBytes, Buffer.alloc(pageBytes, 0xee));
}

async function salvage(options: RepairOptions): Promise<Salvage> {
  const before = readFileSync(options.databasePath);
  const outcome = await runToEnd(salvageSteps(options, Date.now()));
  expect(readFileSync(outcome.keptAs).equals(before)).toBe(true);
  const db = openReadDb(options.databasePath);
  const { findings } = selfCheck(db, 0);
  closeDb(db);
  expect(findings).toEqual([]);
  expect(isSoundDatabase(options.databasePath)).toBe(true);
  expect(existsSync(`${options.databasePath}.unfinished`)).toBe(false);
  return outcome;
}

describe('a salvage', () => {
  const whole = { libraries: 2, files, tags: files, insights: files, lost: 0 };

  it('of damage in an index loses nothing', async () => {
    const options = await filledPlace();
    const { databasePath } = options;
    const before = rowsOf(databasePath, tagsSql);
    for (const index of ['tagged_photo_photo', 'image_exif_grid', 'photo_insights_photo']) {
      rubbish(databasePath, pagesOf(databasePath, index).slice(1, 4));
    }
    expect(isSoundDatabase(databasePath)).toBe(false);
    expect(await salvage(options)).toMatchObject(whole);
    expect(rowsOf(databasePath, tagsSql)).toEqual(before);
  });

  it('of damage in tables loses the rows of those pages, and says how many', async () => {
    const options = await filledPlace();
    const { databasePath } = options;
    const tags = new Set(rowsOf(databasePath, tagsSql));
    const titles = new Set(rowsOf(databasePath, titlesSql));
    // One alone, and three in a row.
    const [tagPages, insightPages] = [pagesOf(databasePath, 'tagged_photo'), pagesOf(databasePath, 'photo_insights')];
    rubbish(databasePath, [...tagPages.slice(2, 3), ...tagPages.slice(5, 8), ...insightPages.slice(4, 5)]);
    const found = await salvage(options);
    expect(found).toMatchObject({ libraries: 2, files });
    expect(found.lost).toBe(files - found.tags + files - found.insights);
    expect(found.tags).toBeGreaterThanOrEqual(Math.floor((files * (tagPages.length - 5)) / tagPages.length));
    expect(found.tags).toBeLessThan(files);
    expect(found.insights).toBeLessThan(files);
    expect(found.insights).toBeGreaterThanOrEqual(
      Math.floor((files * (insightPages.length - 2)) / insightPages.length),
    );
    expect(rowsOf(databasePath, tagsSql).every((tag) => tags.has(tag))).toBe(true);
    expect(rowsOf(databasePath, titlesSql).every((title) => titles.has(title))).toBe(true);
  });

  it('of a lost tag or library keeps what refers to it', async () => {
    const options = await filledPlace();
    const { databasePath } = options;
    rubbish(databasePath, [...pagesOf(databasePath, 'tags'), ...pagesOf(databasePath, 'libraries')]);
    const found = await salvage(options);
    expect(found).toMatchObject({ files, tags: files, insights: files });
    expect(namesOf(databasePath)).toEqual(['Recovered tag 1', 'Recovered tag 2', 'Recovered tag 3']);
    expect(rowsOf(databasePath, 'SELECT name FROM libraries ORDER BY id')).toEqual([
      'Recovered library 1',
      'Recovered library 2',
    ]);
  });

  it.each(['with', 'without'])('of a zeroed header, %s backups, loses nothing', async (backups) => {
    const options = await filledPlace();
    const { databasePath, backupFolder } = options;
    const before = rowsOf(databasePath, tagsSql);
    if (backups === 'with') {
      const db = openWriteDb(databasePath);
      await makeBackup(db, backupFolder, 'manual', { nowMs: 1 });
      closeDb(db);
    }
    overwrite(databasePath, 0, Buffer.alloc(100));
    expect(await salvage(options)).toMatchObject(whole);
    expect(rowsOf(databasePath, tagsSql)).toEqual(before);
  });

  it('of a lost first page loses nothing when a backup has one', async () => {
    const options = await filledPlace();
    const db = openWriteDb(options.databasePath);
    await makeBackup(db, options.backupFolder, 'manual', { nowMs: 1 });
    closeDb(db);
    rubbish(options.databasePath, [1]);
    expect(await salvage(options)).toMatchObject(whole);
  });

  it('of a file that was cut short keeps what is left of it', async () => {
    const options = await filledPlace();
    const { size } = statSync(options.databasePath);
    truncateSync(options.databasePath, Math.floor(size / 2 / pageBytes) * pageBytes);
    const found = await salvage(options);
    expect(found.libraries).toBeGreaterThanOrEqual(2);
    expect(found.files).toBeGreaterThan(files / 4);
    expect(found.files).toBeLessThan(files);
  });

  it('of pages of rubbish all over goes on after each', async () => {
    const options = await filledPlace();
    const { size } = statSync(options.databasePath);
    // Not the first pages: they hold the schema.
    const pages = Math.floor(size / pageBytes);
    const hit = Array.from({ length: 12 }, (_, n) => 40 + ((n * 7919) % (pages - 40)));
    rubbish(options.databasePath, hit);
    const found = await salvage(options);
    expect(found.files).toBeGreaterThan(files / 2);
    expect(found.tags).toBeGreaterThan(files / 2);
  });

  it('of no database at all begins a new one, and keeps the file', async () => {
    const options = await filledPlace();
    writeFileSync(options.databasePath, Buffer.alloc(300_000, 7));
    expect(await salvage(options)).toMatchObject({ libraries: 0, files: 0, tags: 0, insights: 0, lost: null });
  });

  it('of an older version brings it up to date', async () => {
    const options = await filledPlace();
    const db = openWriteDb(options.databasePath);
    migrateDown(db, migrationsFolder, migrationNames().find((name) => name.startsWith('2026-06-20')) ?? '');
    closeDb(db);
    rubbish(options.databasePath, pagesOf(options.databasePath, 'tagged_photo').slice(1, 2));
    const found = await salvage(options);
    expect(found).toMatchObject({ libraries: 2, files, insights: files });
    expect(found.tags).toBeLessThan(files);
  });
});
