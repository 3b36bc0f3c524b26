import type { Answers } from '../../../preload/contract/api.js';
import type { BackupKeeper } from '../backup-keeper.js';

type Calls = 'createBackup';

export function backupAnswers(backups: BackupKeeper): Pick<Answers<'engine'>, Calls> {
  return { createBackup: () => backups.make('manual') };
}
