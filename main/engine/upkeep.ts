/** What goes with every tick: the clock, trouble with the disk, and the daily backup. */
import type { Trouble } from '../../preload/contract/progress.js';
import { ClockWatch } from '../core/clock-watch.js';
import type { Log } from '../core/log.js';
import { getAppState, setAppState } from '../dao/app-state.js';
import { AppFailure, storageFailure } from '../db/failure.js';
import { damagedFailure } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import type { ActivityBoard } from './activity.js';
import type { BackupKeeper } from './backup-keeper.js';

const rememberTimeEveryMillis = 10 * 60_000;
const backupRetryMillis = 60 * 60_000;
const retryMillis = { first: 1_000, longest: 15_000 };

const clockTrouble: Trouble = {
  code: 'clock_changed',
  message:
    'The clock of this computer was set back. Nothing is lost, but dates of new tags and insights may be wrong: ' +
    'check the date and time in the system’s settings.',
};

export interface UpkeepDependencies {
  readonly db: WriteDb;
  readonly backups: BackupKeeper;
  readonly activity: ActivityBoard;
  readonly log: Log;
  readonly nowMs: () => number;
  /** The database was found damaged: nothing more is to be written. */
  readonly onDamage: (failure: AppFailure) => void;
}

export class Upkeep {
  readonly #deps: UpkeepDependencies;
  readonly #clock: ClockWatch;
  #rememberedTimeMs: number;
  #isClockBack = false;
  #failuresInARow = 0;
  /** What became of the last daily backup, when it failed. */
  #backupFailure: { readonly trouble: Trouble | null; readonly retryAtMs: number } | null = null;

  constructor(dependencies: UpkeepDependencies) {
    this.#deps = dependencies;
    this.#rememberedTimeMs = getAppState(dependencies.db, 'latestTimeMs') ?? 0;
    this.#clock = new ClockWatch(this.#rememberedTimeMs);
  }

  beforeTick(): void {
    const { db, log, nowMs } = this.#deps;
    const wasBack = this.#isClockBack;
    this.#isClockBack = this.#clock.wentBack(nowMs(), performance.now());
    const { latestTimeMs } = this.#clock;
    if (this.#isClockBack && !wasBack) log('warn', 'the clock was set back', { nowMs: nowMs(), latestTimeMs });
    // After trouble this is also the proof that writing works again.
    if (this.#failuresInARow > 0 || Math.abs(latestTimeMs - this.#rememberedTimeMs) >= rememberTimeEveryMillis) {
      setAppState(db, 'latestTimeMs', latestTimeMs);
      this.#rememberedTimeMs = latestTimeMs;
    }
  }

  /** `isIdle`: nothing is left to read. A first backup waits for that, later ones do not. */
  async afterTick(isIdle: boolean): Promise<void> {
    this.#failuresInARow = 0;
    // A full disk is looked at again at every tick, which costs nothing: with room, nothing is wrong until a backup says so.
    if (this.#backupFailure?.trouble?.code === 'disk_full' && this.#deps.backups.hasRoom()) this.#backupFailure = null;
    if (isIdle) await this.#backUp();
    this.#deps.activity.trouble = this.#backupFailure?.trouble ?? (this.#isClockBack ? clockTrouble : null);
  }

  /** Says what keeps the engine from its work, and in how many milliseconds it is to try again. */
  tickFailed(error: unknown): number {
    const { activity, log, onDamage } = this.#deps;
    log('error', 'a tick failed', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    this.#failuresInARow++;
    const failure = failureOf(error);
    const trouble = failure === null ? null : troubleOf(failure);
    if (trouble !== null) activity.trouble = trouble;
    if (failure !== null && trouble?.code === 'database_damaged') onDamage(failure);
    return Math.min(retryMillis.first * 2 ** (this.#failuresInARow - 1), retryMillis.longest);
  }

  async #backUp(): Promise<void> {
    const { backups, db, log } = this.#deps;
    if (this.#backupFailure !== null && performance.now() < this.#backupFailure.retryAtMs) return;
    try {
      await backups.makeDailyWhenDue();
      this.#backupFailure = null;
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.code === 'cancelled') return;
      log('warn', 'no daily backup', { error: String(error) });
      // A copy that is not sound may be a true copy.
      if (failure?.code === 'backup_unusable' && !(await backups.isDatabaseSound()))
        throw damagedFailure(db.name, error);
      const trouble = failure === null ? null : troubleOf(failure);
      this.#backupFailure = { trouble, retryAtMs: performance.now() + backupRetryMillis };
    }
  }
}

function failureOf(error: unknown): AppFailure | null {
  return error instanceof AppFailure ? error : storageFailure(error);
}

function troubleOf({ code, message, details }: AppFailure): Trouble | null {
  if (details['damaged'] === true) return { code: 'database_damaged', message };
  if (code === 'disk_full' || code === 'database_read_only' || code === 'database_locked') return { code, message };
  return code === 'database_unavailable' ? { code: 'database_read_only', message } : null;
}
