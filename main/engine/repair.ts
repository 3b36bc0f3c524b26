/** Restoring and salvaging, while neither the engine nor a reader has the database open. */
import { dirname, join } from 'node:path';
import type { Backup, Salvage } from '../../preload/contract/model.js';
import { mendReferences } from '../dao/mend.js';
import { isSoundDatabase, listBackups, refuseWithoutRoom, removeDatabaseFiles, syncFile } from '../db/backups.js';
import { AppFailure } from '../db/failure.js';
import { migrate, migrateDown, newestMigration } from '../db/migrate.js';
import { closeDb, openWriteDb, settleJournal } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { copyUnfinished, replaceSteps, unfinishedPath } from '../db/replace.js';
import type { Aside, Replaced } from '../db/replace.js';
import { copyReadable, openDamaged } from '../db/salvage.js';
import { findBackup, requireUsableBackup } from '../db/usable-backup.js';
import { recount } from '../reconcile/recount.js';
import type { ReaderOptions } from './options.js';

/** So many are offered when the database is damaged: each is read whole to see whether it is sound. */
const offeredBackups = 3;

export type RepairOptions = Pick<ReaderOptions, 'databasePath' | 'backupFolder' | 'migrationsFolder'>;

/** The newest that can be used; a few. */
export function soundBackups({ backupFolder, migrationsFolder }: RepairOptions): readonly Backup[] {
  const sound: Backup[] = [];
  for (const backup of listBackups(backupFolder)) {
    if (sound.length === offeredBackups) break;
    if (isUsable(backupFolder, backup.name, migrationsFolder)) sound.push(backup);
  }
  return sound;
}

function isUsable(folder: string, name: string, migrationsFolder: string): boolean {
  try {
    requireUsableBackup(folder, name, migrationsFolder);
    return true;
  } catch (error) {
    if (error instanceof AppFailure) return false;
    throw error;
  }
}

/** Throws an AppFailure `not_found`, `backup_unusable` or `disk_full`: nothing is touched then. */
export function requireRestorable({ databasePath, backupFolder, migrationsFolder }: RepairOptions, name: string): void {
  const backup = findBackup(backupFolder, name);
  requireUsableBackup(backupFolder, name, migrationsFolder);
  refuseWithoutRoom(dirname(databasePath), backup.sizeBytes);
}

/** Steps of putting a backup in the database's place; see `replaceSteps`. The backup has been found usable. */
export async function* restoreSteps(
  options: RepairOptions,
  name: string,
  aside: Aside,
): AsyncGenerator<string, Replaced> {
  await copyUnfinished(options.databasePath, join(options.backupFolder, name));
  yield 'copied';
  return yield* replaceSteps(options, aside);
}

/** Reads what can be read into a new database and puts it in place; the damaged files are kept. */
export async function* salvageSteps(options: RepairOptions, nowMs: number): AsyncGenerator<string, Salvage> {
  const { databasePath, migrationsFolder } = options;
  const target = unfinishedPath(databasePath);
  const salvaged = await fillFrom(options, target, nowMs);
  await bringUpToDate(target, migrationsFolder);
  if (!isSoundDatabase(target)) {
    removeDatabaseFiles(target);
    throw new AppFailure(
      'database_unavailable',
      'What was read could not be written soundly, so nothing was changed. Check the disk, then try again.',
      { path: target },
      true,
    );
  }
  await syncFile(target);
  yield 'salvaged';
  const { keptAs } = yield* replaceSteps(options, 'damaged');
  return { ...salvaged, keptAs: keptAs ?? databasePath };
}

async function fillFrom(options: RepairOptions, target: string, nowMs: number): Promise<Omit<Salvage, 'keptAs'>> {
  const { databasePath, backupFolder, migrationsFolder } = options;
  const workPath = `${target}-source`;
  removeDatabaseFiles(target);
  await migrateCopy(target, migrationsFolder);
  settleJournal(target);
  const damaged = openDamaged(databasePath, backupFolder, target, workPath);
  const db = openWriteDb(target, { durability: 'normal' });
  try {
    // Nobody goes on from a half-made one: it is made again.
    db.pragma('journal_mode = MEMORY');
    if (damaged === null) return { libraries: 0, files: 0, tags: 0, insights: 0, lost: null };
    return fill(db, damaged, options, nowMs);
  } finally {
    if (damaged !== null) closeDb(damaged);
    closeDb(db);
    removeDatabaseFiles(workPath);
  }
}

/** At the version that the damaged database has; what came later is brought by the migrations. */
function fill(db: WriteDb, damaged: ReadDb, options: RepairOptions, nowMs: number): Omit<Salvage, 'keptAs'> {
  const newest = newestMigrationOf(damaged, options.migrationsFolder);
  if (newest !== null) migrateDown(db, options.migrationsFolder, newest);
  const tables = copyReadable(damaged, db);
  const strays = mendReferences(db, (id) => join(dirname(options.databasePath), `unknown folder ${id}`), nowMs);
  const lost = [...tables.values()].reduce<number | null>(
    (sum, table) => (sum === null || table.lost === null ? null : sum + table.lost),
    strays,
  );
  const copied = (table: string): number => tables.get(table)?.copied ?? 0;
  return {
    libraries: copied('libraries'),
    files: copied('image_exif'),
    tags: copied('tagged_photo'),
    insights: copied('photo_insights'),
    lost,
  };
}

/** Null when it cannot be read: the newest is taken for it. */
function newestMigrationOf(damaged: ReadDb, migrationsFolder: string): string | null {
  try {
    return newestMigration(damaged, migrationsFolder);
  } catch {
    return null;
  }
}

async function migrateCopy(path: string, migrationsFolder: string): Promise<void> {
  const db = openWriteDb(path, { durability: 'normal' });
  try {
    await migrate(db, migrationsFolder, { backupFolder: null });
  } finally {
    closeDb(db);
  }
}

async function bringUpToDate(path: string, migrationsFolder: string): Promise<void> {
  await migrateCopy(path, migrationsFolder);
  const db = openWriteDb(path, { durability: 'normal' });
  try {
    recount(db);
  } finally {
    closeDb(db);
  }
  settleJournal(path);
}
