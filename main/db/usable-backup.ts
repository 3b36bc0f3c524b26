/** Whether a backup can be put in the database's place: nothing is written to it. */
import { join } from 'node:path';
import type { Backup } from '../../preload/contract/model.js';
import { isSoundDatabase, listBackups } from './backups.js';
import { AppFailure } from './failure.js';
import { pendingMigrations } from './migrate.js';
import { closeDb, openReadDb } from './open.js';

/** Throws an AppFailure `not_found`. */
export function findBackup(folder: string, name: string): Backup {
  const backup = listBackups(folder).find((one) => one.name === name);
  if (backup === undefined) {
    throw new AppFailure('not_found', `The backup ${name} is not in the backup folder any more.`, { name });
  }
  return backup;
}

/**
 * Reads all of it. Answers how many migrations it lacks. Throws an AppFailure `backup_unusable` when it is damaged, of a
 * newer app, or no database of Keepsight's.
 */
export function requireUsableBackup(
  folder: string,
  name: string,
  migrationsFolder: string,
): { readonly lacks: number } {
  const path = join(folder, name);
  if (!isSoundDatabase(path)) {
    throw unusable(name, 'is damaged and cannot be used. Choose another one.', 'damaged');
  }
  const db = openReadDb(path);
  try {
    const { applied, pending } = pendingMigrations(db, migrationsFolder);
    if (applied === 0) throw unusable(name, 'is empty. Choose another one.', 'empty');
    return { lacks: pending };
  } catch (error) {
    if (!(error instanceof AppFailure) || error.code === 'backup_unusable') throw error;
    const isNewer = error.details['unknownMigration'] !== undefined;
    throw isNewer
      ? unusable(name, 'was made by a newer Keepsight. Update this app to use it.', 'newer', error)
      : unusable(name, 'is not one of Keepsight’s databases. Choose another one.', 'foreign', error);
  } finally {
    closeDb(db);
  }
}

function unusable(name: string, what: string, reason: string, cause?: unknown): AppFailure {
  return new AppFailure('backup_unusable', `The backup ${name} ${what}`, { name, reason }, false, cause);
}
