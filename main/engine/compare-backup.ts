/** Compares a backup with what is there now. The backup is only read: an older one is brought up to date in a copy. */
import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupDifference } from '../../preload/contract/model.js';
import { differenceOfAttached } from '../dao/backup-difference.js';
import { comparedCopyPath, refuseWithoutRoom, removeDatabaseFiles } from '../db/backups.js';
import { migrate } from '../db/migrate.js';
import { closeDb, openReadDb, openWriteDb, prepare, settleJournal } from '../db/open.js';
import { findBackup, requireUsableBackup } from '../db/usable-backup.js';
import type { ReaderOptions } from './options.js';

/** Rejects with an AppFailure `not_found`, `backup_unusable` or `disk_full`. */
export async function compareBackup(
  { databasePath, backupFolder, migrationsFolder }: ReaderOptions,
  name: string,
): Promise<BackupDifference> {
  const backup = findBackup(backupFolder, name);
  const { lacks } = requireUsableBackup(backupFolder, name, migrationsFolder);
  const original = join(backupFolder, name);
  if (lacks === 0) return { backup, ...compareFiles(databasePath, original) };
  const copy = comparedCopyPath(backupFolder, databasePath);
  try {
    removeDatabaseFiles(copy);
    refuseWithoutRoom(backupFolder, backup.sizeBytes);
    await copyFile(original, copy, constants.COPYFILE_FICLONE);
    const db = openWriteDb(copy, { durability: 'normal' });
    try {
      await migrate(db, migrationsFolder, { backupFolder: null });
    } finally {
      closeDb(db);
    }
    settleJournal(copy);
    return { backup, ...compareFiles(databasePath, copy) };
  } finally {
    removeDatabaseFiles(copy);
  }
}

function compareFiles(databasePath: string, backupPath: string): Omit<BackupDifference, 'backup'> {
  const db = openReadDb(databasePath);
  try {
    prepare(db, 'ATTACH DATABASE ? AS backup').run(backupPath);
    return differenceOfAttached(db);
  } finally {
    closeDb(db);
  }
}
