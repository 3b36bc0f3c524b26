import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Backup } from '../../preload/contract/model.js';
import { addLibrary, addTag, migrationsFolder } from '../testing/database.js';
import { temporaryFolder } from '../testing/files.js';
import { smallDisk, whyNoMounts } from '../testing/mounts.js';
import {
  isDailyBackupDue,
  isSoundDatabase,
  listBackups,
  makeBackup,
  parseBackupName,
  superfluousBackups,
} from './backups.js';
import { AppFailure } from './failure.js';
import { migrate } from './migrate.js';
import { closeDb, openReadDb, openWriteDb, prepare, preparePluck } from './open.js';
import type { WriteDb } from './open.js';

const folder = temporaryFolder();
let number = 0;
const day = 24 * 3_600_000;
const noon = Date.parse('2026-11-23T12:00:00Z');

async function freshDatabase(): Promise<{ db: WriteDb; backups: string }> {
  const place = join(folder, String(++number));
  mkdirSync(place);
  const db = openWriteDb(join(place, 'keepsight.db'));
  await migrate(db, migrationsFolder, { backupFolder: join(place, 'backups') });
  addLibrary(db, 1);
  return { db, backups: join(place, 'backups') };
}

function fill(db: WriteDb, megabytes: number): void {
  db.exec('CREATE TABLE filler (bytes BLOB)');
  for (let n = 0; n < megabytes; n++) prepare(db, 'INSERT INTO filler VALUES (randomblob(1000000))').run();
}

function backup(kind: Backup['kind'], madeAtMs: number): Backup {
  return {
    name: `keepsight-${new Date(madeAtMs).toISOString().replace(/[:.]/g, '-')}-${kind}.sqlite`,
    kind,
    madeAtMs,
    sizeBytes: 1,
  };
}

async function failureOf(work: Promise<unknown>): Promise<AppFailure> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppFailure);
  return error as AppFailure;
}

test('a backup holds what was there, is one file, and says its kind and time in its name', async () => {
  const { db, backups } = await freshDatabase();
  addTag(db, 'Sea');
  const made = await makeBackup(db, backups, 'manual', { nowMs: noon });
  expect(made.name).toBe('keepsight-2026-11-23T12-00-00-000Z-manual.sqlite');
  expect(listBackups(backups)).toEqual([made]);
  expect(readdirSync(backups)).toEqual([made.name]);
  const copy = openReadDb(join(backups, made.name));
  expect(preparePluck(copy, 'SELECT name FROM tags').all()).toEqual(['Sea']);
  closeDb(copy);
  expect(readdirSync(backups)).toEqual([made.name]);
  closeDb(db);
});

test('calls write while a large copy is made, and the copy is one state', async () => {
  const { db, backups } = await freshDatabase();
  fill(db, 30);
  let written = 0;
  const timer = setInterval(() => {
    addTag(db, `Tag ${++written}`);
  }, 1);
  const made = await makeBackup(db, backups, 'daily', { nowMs: noon });
  clearInterval(timer);
  expect(written).toBeGreaterThan(1);
  expect(isSoundDatabase(join(backups, made.name))).toBe(true);
  closeDb(db);
});

test('two in one millisecond have two names', async () => {
  const { db, backups } = await freshDatabase();
  const first = await makeBackup(db, backups, 'manual', { nowMs: noon });
  const second = await makeBackup(db, backups, 'manual', { nowMs: noon });
  expect(second.name).not.toBe(first.name);
  expect(listBackups(backups).map(({ name }) => name)).toEqual([second.name, first.name]);
  closeDb(db);
});

test('a copy that is stopped or not sound leaves nothing, and the ones before it stay', async () => {
  const { db, backups } = await freshDatabase();
  const before = await makeBackup(db, backups, 'manual', { nowMs: noon });
  fill(db, 10);
  const stop = new AbortController();
  stop.abort();
  expect((await failureOf(makeBackup(db, backups, 'manual', { nowMs: noon, signal: stop.signal }))).code).toBe(
    'cancelled',
  );
  const unsound = makeBackup(db, backups, 'manual', { nowMs: noon, verify: () => Promise.resolve(false) });
  expect((await failureOf(unsound)).code).toBe('backup_unusable');
  expect(readdirSync(backups)).toEqual([before.name]);
  closeDb(db);
});

test('what a killed app left half-written goes with the next backup', async () => {
  const { db, backups } = await freshDatabase();
  mkdirSync(backups, { recursive: true });
  writeFileSync(join(backups, 'keepsight-2026-11-22T12-00-00-000Z-daily.sqlite.partial'), 'half');
  const made = await makeBackup(db, backups, 'daily', { nowMs: noon });
  expect(readdirSync(backups)).toEqual([made.name]);
  closeDb(db);
});

test('older names of copies before an upgrade are read', () => {
  expect(parseBackupName('keepsight-2026-06-20T10-00-00-000Z-version-9.sqlite')).toEqual({
    kind: 'upgrade',
    madeAtMs: Date.parse('2026-06-20T10:00:00Z'),
  });
  expect(parseBackupName('keepsight-2026-06-20T10-00-00-000Z-damaged.sqlite')).toBeNull();
  expect(parseBackupName('notes.txt')).toBeNull();
});

describe('which are kept', () => {
  it('seven days, four weeks', () => {
    const daily = Array.from({ length: 60 }, (_, days) => backup('daily', noon - days * day));
    const gone = new Set(superfluousBackups(daily));
    const left = daily.filter(({ name }) => !gone.has(name)).map(({ madeAtMs }) => (noon - madeAtMs) / day);
    expect(left.slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(left.length).toBeGreaterThanOrEqual(9);
    expect(left.length).toBeLessThanOrEqual(11);
    expect(left.at(-1)).toBeGreaterThanOrEqual(14);
  });

  it('day by day, there are weeks to go back to', () => {
    let present: Backup[] = [];
    for (let days = 0; days < 100; days++) {
      present.push(backup('daily', noon + days * day));
      const gone = new Set(superfluousBackups(present));
      present = present.filter(({ name }) => !gone.has(name));
    }
    const ages = present.map(({ madeAtMs }) => (noon + 99 * day - madeAtMs) / day);
    expect(Math.max(...ages)).toBeGreaterThanOrEqual(15);
    expect(ages.length).toBeLessThanOrEqual(11);
  });

  it('never more than its number of each kind, and of each kind the newest', () => {
    const anyBackup = fc
      .record({ kind: fc.constantFrom('daily', 'upgrade', 'manual', 'rescue'), at: fc.integer({ min: 0, max: 1000 }) })
      .map(({ kind, at }) => backup(kind, noon + at * 7 * 3_600_000));
    fc.assert(
      fc.property(fc.uniqueArray(anyBackup, { selector: ({ name }) => name, maxLength: 80 }), (backups) => {
        const gone = new Set(superfluousBackups(backups));
        const left = backups.filter(({ name }) => !gone.has(name));
        for (const [kind, most] of [
          ['daily', 11],
          ['upgrade', 5],
          ['manual', 20],
          ['rescue', 3],
        ] as const) {
          const before = backups.filter((one) => one.kind === kind).map(({ madeAtMs }) => madeAtMs);
          const after = left.filter((one) => one.kind === kind).map(({ madeAtMs }) => madeAtMs);
          expect(after.length).toBeLessThanOrEqual(most);
          if (before.length > 0) expect(Math.max(...after)).toBe(Math.max(...before));
        }
      }),
    );
  });
});

describe('when a daily one is due', () => {
  it('after a day in which something was written', () => {
    expect(isDailyBackupDue([], noon, noon)).toBe(true);
    expect(isDailyBackupDue([backup('daily', noon - 3_600_000)], noon, noon)).toBe(false);
    expect(isDailyBackupDue([backup('daily', noon - day)], noon, noon - 1000)).toBe(true);
    expect(isDailyBackupDue([backup('daily', noon - 2 * day)], noon, noon - 3 * day)).toBe(false);
    expect(isDailyBackupDue([backup('manual', noon - 3_600_000)], noon, noon)).toBe(true);
  });

  it('once, on a clock that jumped', () => {
    const future = backup('daily', noon + 300 * day);
    expect(isDailyBackupDue([future], noon, noon)).toBe(true);
    expect(isDailyBackupDue([future, backup('daily', noon)], noon + 60_000, noon + 60_000)).toBe(false);
  });
});

describe.skipIf(whyNoMounts !== null)(
  `a disk without room${whyNoMounts === null ? '' : ` (skipped: ${whyNoMounts})`}`,
  () => {
    test('is said before the copy begins, and nothing is left', async () => {
      const { db } = await freshDatabase();
      const disk = smallDisk(4 * 1024 * 1024);
      fill(db, 8);
      const failure = await failureOf(makeBackup(db, join(disk, 'backups'), 'manual', { nowMs: noon }));
      expect(failure.code).toBe('disk_full');
      expect(readdirSync(join(disk, 'backups'))).toEqual([]);
      closeDb(db);
    });

    test('is said when it fills up meanwhile, and nothing is left', async () => {
      const { db } = await freshDatabase();
      const disk = smallDisk(24 * 1024 * 1024);
      const backups = join(disk, 'backups');
      fill(db, 10);
      const making = makeBackup(db, backups, 'manual', { nowMs: noon });
      writeFileSync(join(disk, 'filler'), Buffer.alloc(20 * 1024 * 1024));
      expect((await failureOf(making)).code).toBe('disk_full');
      expect(readdirSync(backups)).toEqual([]);
      rmSync(join(disk, 'filler'));
      const made = await makeBackup(db, backups, 'manual', { nowMs: noon });
      expect(existsSync(join(backups, made.name))).toBe(true);
      closeDb(db);
    });
  },
);
