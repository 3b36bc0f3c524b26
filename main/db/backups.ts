/** Copies of the database in the backup folder: made while the app runs, checked, and only so many kept. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, statfsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Backup } from '../../preload/contract/model.js';
import { databaseBytes } from './check.js';
import { AppFailure, storageFailure } from './failure.js';
import { closeDb, openReadDb, preparePluck, settleJournal } from './open.js';
import type { ReadDb } from './open.js';

export interface MakeBackupOptions {
  readonly nowMs: number;
  /** In a name instead of the kind; for copies before an upgrade. */
  readonly suffix?: string;
  readonly signal?: AbortSignal;
  /** Whether the file is a sound database; it reads all of it. Without it, that is done here and now. */
  readonly verify?: (path: string) => Promise<boolean>;
}

const namePattern =
  /-(\d{4})-(\d\d)-(\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-(?:(daily|upgrade|manual|rescue)|version-\d+)\.sqlite$/;
/** A step of a copy is this long at the most, so that calls are answered between two. 4 MB. */
const pagesPerStep = 1000;
/** Written pages are sent to the disk on the way, so that the end of a large copy does not wait for all of them. */
const pagesPerSync = 16_000;
const spareBytes = 16 * 1024 * 1024;

const dayMillis = 24 * 3_600_000;
const weekMillis = 7 * dayMillis;
const dailyEveryMillis = 20 * 3_600_000;
const kept = { dailyNewest: 7, dailyWeeks: 4, upgrade: 5, manual: 20, rescue: 3 } as const;

/** Null for a name that is not a backup's. */
export function parseBackupName(name: string): Pick<Backup, 'kind' | 'madeAtMs'> | null {
  const match = namePattern.exec(name);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, millis, kind] = match;
  const madeAtMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millis}Z`);
  return Number.isNaN(madeAtMs) ? null : { kind: (kind as Backup['kind'] | undefined) ?? 'upgrade', madeAtMs };
}

/** A name that sorts by time and is not taken yet. */
export function backupPath(folder: string, databasePath: string, suffix: string, nowMs: number): string {
  const stem = stemOf(databasePath);
  for (let atMs = nowMs; ; atMs++) {
    const stamp = new Date(atMs).toISOString().replace(/[:.]/g, '-');
    const path = join(folder, `${stem}-${stamp}-${suffix}.sqlite`);
    if (!existsSync(path)) return path;
  }
}

/** The newest first. A folder that is not there has none. */
export function listBackups(folder: string): readonly Backup[] {
  return namesIn(folder)
    .flatMap((name): Backup[] => {
      const parsed = parseBackupName(name);
      const size = parsed === null ? null : sizeOf(join(folder, name));
      return parsed === null || size === null ? [] : [{ name, ...parsed, sizeBytes: size }];
    })
    .sort((a, b) => b.madeAtMs - a.madeAtMs || b.name.localeCompare(a.name));
}

export function lastBackup(folder: string): Backup | null {
  return listBackups(folder)[0] ?? null;
}

/**
 * Copies the database while it is in use, checks the copy, gives it its name, and removes what is older than need be.
 * Rejects with an AppFailure `disk_full`, `database_read_only`, `cancelled`, or `backup_unusable` when the copy is not
 * sound; nothing half-written stays.
 */
export async function makeBackup(
  db: ReadDb,
  folder: string,
  kind: Backup['kind'],
  options: MakeBackupOptions,
): Promise<Backup> {
  let partial: string | null = null;
  try {
    mkdirSync(folder, { recursive: true });
    removePartials(folder, db.name);
    refuseWithoutRoom(folder, databaseBytes(db));
    const path = backupPath(folder, db.name, options.suffix ?? kind, options.nowMs);
    // A copy that was cut short must not pass for a backup.
    partial = `${path}.partial`;
    await copyDatabase(db, partial, options.signal);
    if (!(await (options.verify ?? verifyHere)(partial))) {
      throw new AppFailure(
        'backup_unusable',
        'The backup could not be read back, so it was not kept. Check the disk, then try again.',
        { path },
        true,
      );
    }
    renameSync(partial, path);
    await syncFile(folder);
    removeOld(folder, basename(path));
    const { madeAtMs } = parseBackupName(basename(path)) ?? { madeAtMs: options.nowMs };
    return { name: basename(path), kind, madeAtMs, sizeBytes: statSync(path).size };
  } catch (error) {
    if (partial !== null) removeDatabaseFiles(partial);
    throw roomOf(folder, error);
  }
}

/** One file without a log beside it, on the disk when this resolves. */
export async function copyDatabase(db: ReadDb, target: string, signal?: AbortSignal): Promise<void> {
  removeDatabaseFiles(target);
  let unsynced = 0;
  let syncing: Promise<unknown> = Promise.resolve();
  let before = 0;
  await db.backup(target, {
    progress: ({ totalPages, remainingPages }) => {
      if (signal?.aborted === true) throw new AppFailure('cancelled', 'The backup was stopped.');
      const done = totalPages - remainingPages;
      unsynced += Math.max(0, done - before);
      before = done;
      if (unsynced >= pagesPerSync) {
        unsynced = 0;
        // Trouble shows again at the last sync, which is waited for.
        syncing = syncing.then(() => syncFile(target)).catch(() => undefined);
      }
      return pagesPerStep;
    },
  });
  await syncing;
  settleJournal(target);
  await syncFile(target);
}

/** Reads the whole file. */
export function isSoundDatabase(path: string): boolean {
  try {
    const db = openReadDb(path);
    try {
      return preparePluck(db, 'PRAGMA quick_check(1)').get() === 'ok';
    } finally {
      closeDb(db);
      removeEmptyLog(path);
    }
  } catch {
    return false;
  }
}

/** One a day at the most, also on a clock that jumped; none while nothing changed since the last. */
export function isDailyBackupDue(backups: readonly Backup[], nowMs: number, changedAtMs: number): boolean {
  const [newest] = backups;
  if (newest !== undefined && newest.madeAtMs <= nowMs && newest.madeAtMs >= changedAtMs) return false;
  return !backups.some(({ kind, madeAtMs }) => kind === 'daily' && Math.abs(nowMs - madeAtMs) < dailyEveryMillis);
}

/** When the database was last written to, its log included. */
export function databaseChangedAtMs(databasePath: string): number {
  return Math.max(...[databasePath, `${databasePath}-wal`].map((path) => modifiedAtMs(path)));
}

/** Names of those that need not be kept. */
export function superfluousBackups(backups: readonly Backup[]): readonly string[] {
  const ofKind = (kind: Backup['kind']): readonly Backup[] =>
    backups.filter((backup) => backup.kind === kind).sort((a, b) => b.madeAtMs - a.madeAtMs);
  const daily = ofKind('daily');
  const weeks = new Map<number, Backup>();
  for (const backup of daily) {
    const week = Math.floor(backup.madeAtMs / weekMillis);
    if (!weeks.has(week)) weeks.set(week, backup);
  }
  const keptDaily = new Set([...daily.slice(0, kept.dailyNewest), ...[...weeks.values()].slice(0, kept.dailyWeeks)]);
  return [
    ...daily.filter((backup) => !keptDaily.has(backup)),
    ...ofKind('upgrade').slice(kept.upgrade),
    ...ofKind('manual').slice(kept.manual),
    ...ofKind('rescue').slice(kept.rescue),
  ].map(({ name }) => name);
}

/** `justMade` stays, whatever its date: it is the one that is known to be sound. */
export function removeOld(folder: string, justMade: string): void {
  for (const name of superfluousBackups(listBackups(folder))) {
    if (name !== justMade) removeDatabaseFiles(join(folder, name));
  }
}

/** The database and what SQLite keeps beside it. */
export function removeDatabaseFiles(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
}

/** Sends a file, or a folder's entries, to the disk. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Windows does not sync folders; their entries are journalled there.
    if (process.platform !== 'win32') throw error;
  } finally {
    await handle.close();
  }
}

/** Whether a file of so many bytes fits, with some to spare. The folder must be there. */
export function hasRoomFor(folder: string, neededBytes: number): boolean {
  return freeBytesOf(folder) >= neededBytes + Math.min(spareBytes, neededBytes);
}

/** Throws `disk_full` when a copy of so many bytes does not fit. */
export function refuseWithoutRoom(folder: string, neededBytes: number): void {
  if (hasRoomFor(folder, neededBytes)) return;
  const freeBytes = freeBytesOf(folder);
  throw new AppFailure(
    'disk_full',
    `There is not enough room for a backup: it takes ${megabytes(neededBytes)}, and ${megabytes(freeBytes)} are free. ` +
      'Make room on the disk, then try again.',
    { neededBytes, freeBytes },
    true,
  );
}

function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function megabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1_000_000)).toLocaleString('en')} MB`;
}

function verifyHere(path: string): Promise<boolean> {
  return Promise.resolve(isSoundDatabase(path));
}

function roomOf(folder: string, error: unknown): unknown {
  if (error instanceof AppFailure) return error;
  const failure = storageFailure(error);
  if (failure === null) return error;
  const what =
    failure.code === 'disk_full'
      ? 'There is not enough room for a backup. Make room on the disk, then try again.'
      : `The backup could not be written into ${folder}. Check that folder, then try again.`;
  return new AppFailure(failure.code, what, failure.details, true, error);
}

/** Where a copy of a backup is made to be compared with the database. Not a backup's name. */
export function comparedCopyPath(folder: string, databasePath: string): string {
  return join(folder, `${stemOf(databasePath)}-compared.copy`);
}

/** What a crash left in the folder: copies that were cut short, and one that was compared. */
export function removeLeftovers(folder: string, databasePath: string): void {
  removePartials(folder, databasePath);
  removeDatabaseFiles(comparedCopyPath(folder, databasePath));
}

function stemOf(databasePath: string): string {
  return basename(databasePath).replace(/\.[^.]*$/, '');
}

function removePartials(folder: string, databasePath: string): void {
  const stem = stemOf(databasePath);
  for (const name of namesIn(folder)) {
    if (name.startsWith(`${stem}-`) && name.endsWith('.partial')) removeDatabaseFiles(join(folder, name));
  }
}

/** Reading a file in the mode that writes ahead leaves an empty log beside it. */
function removeEmptyLog(path: string): void {
  if (sizeOf(`${path}-wal`) !== 0) return;
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}

function modifiedAtMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
