/** Makes the engine's backups, one at a time. */
import type { Backup } from '../../preload/contract/model.js';
import {
  databaseChangedAtMs,
  hasRoomFor,
  isDailyBackupDue,
  isSoundDatabase,
  listBackups,
  makeBackup,
} from '../db/backups.js';
import { databaseBytes } from '../db/check.js';
import type { ReadDb } from '../db/open.js';
import { preparePluck } from '../db/open.js';
import { withRepairWorker } from './repair-client.js';

export interface BackupKeeperOptions {
  readonly db: ReadDb;
  readonly folder: string;
  /** Built entry of the thread that reads copies back; null: they are read here, which holds up calls. */
  readonly repairEntry: string | null;
  readonly nowMs: () => number;
  /** Stops a copy under way. */
  readonly signal: AbortSignal;
  readonly onMade: () => void;
}

export class BackupKeeper {
  readonly #options: BackupKeeperOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: BackupKeeperOptions) {
    this.#options = options;
  }

  /** Rejects as `makeBackup` does. */
  make(kind: Backup['kind']): Promise<Backup> {
    const { db, folder, nowMs, signal, onMade } = this.#options;
    const made = this.#last.then(async () => {
      const backup = await makeBackup(db, folder, kind, {
        nowMs: nowMs(),
        signal,
        verify: (path) => this.#verify(path),
      });
      onMade();
      return backup;
    });
    this.#last = made.catch(() => undefined);
    return made;
  }

  /** Whether the disk has room for one more. */
  hasRoom(): boolean {
    return hasRoomFor(this.#options.folder, databaseBytes(this.#options.db));
  }

  /** Null when none is due, or there is nothing to lose yet. */
  async makeDailyWhenDue(): Promise<Backup | null> {
    const { db, folder, nowMs } = this.#options;
    if (!isDailyBackupDue(listBackups(folder), nowMs(), databaseChangedAtMs(db.name))) return null;
    if (preparePluck(db, 'SELECT 1 FROM libraries LIMIT 1').get() === undefined) return null;
    return this.make('daily');
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#last;
  }

  /** Reads the whole database, in a thread of its own. */
  isDatabaseSound(): Promise<boolean> {
    return this.#verify(this.#options.db.name);
  }

  async #verify(path: string): Promise<boolean> {
    const { repairEntry } = this.#options;
    if (repairEntry === null) return isSoundDatabase(path);
    const answer = await withRepairWorker(repairEntry, (repair) => repair.call('verify', { path }));
    return answer.ok && answer.value === true;
  }
}
