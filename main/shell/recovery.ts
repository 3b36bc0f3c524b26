/** What can be done about a damaged database, and going back to a backup: with everybody who has the database open away. */
import { fail, ok } from '../../preload/contract/errors.js';
import type { AppError, Result } from '../../preload/contract/errors.js';
import type { ChangeTopic, EventName, Events } from '../../preload/contract/events.js';
import type { Backup, Salvage, StartState } from '../../preload/contract/model.js';
import type { Log } from '../core/log.js';
import { withRepairWorker } from '../engine/repair-client.js';
import type { RepairOptions } from '../engine/repair.js';

const allTopics: readonly ChangeTopic[] = ['libraries', 'photos', 'tags', 'insights', 'health', 'backups'];

/** What the recovery needs of the threads. */
export interface Restartable {
  stop(): Promise<void>;
  start(): Promise<AppError | null>;
}

export interface RecoveryOptions {
  readonly threads: () => Restartable;
  /** Built entry of the repair thread. */
  readonly repairEntry: string;
  readonly paths: RepairOptions;
  readonly log: Log;
  readonly emit: <E extends EventName>(name: E, payload: Events[E]) => void;
}

interface Damage {
  readonly message: string;
  readonly backups: Promise<readonly Backup[]>;
}

export class Recovery {
  readonly #options: RecoveryOptions;
  #damage: Damage | null = null;
  #isBusy = false;

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  /** Waits until the backups have been looked at. */
  async startState(): Promise<StartState> {
    if (this.#damage === null) return { state: 'running' };
    const { message, backups } = this.#damage;
    return { state: 'damaged', message, databasePath: this.#options.paths.databasePath, backups: await backups };
  }

  /** The threads have let go of the database. */
  damaged({ message }: AppError): void {
    const { log } = this.#options;
    log('error', 'the database is damaged', { message });
    this.#damage = { message, backups: this.#soundBackups() };
    this.#announce();
  }

  /** Answers when the engine runs on the backup. */
  restore(name: string): Promise<Result<null>> {
    return this.#alone(async () => {
      const { threads, repairEntry, paths, log } = this.#options;
      return withRepairWorker(repairEntry, async (repair) => {
        const isUsable = await repair.call('requireRestorable', { options: paths, name });
        if (!isUsable.ok) return isUsable;
        const aside = this.#damage === null ? 'rescue' : 'damaged';
        if (this.#damage === null) await threads().stop();
        const restored = await repair.call('restore', { options: paths, name, aside });
        log('info', 'a backup was restored', { name, ok: restored.ok });
        return this.#startAgain(restored, null);
      });
    });
  }

  /** Answers when the engine runs on what could be read. */
  salvage(): Promise<Result<Salvage>> {
    return this.#alone(async () => {
      const { repairEntry, paths, log } = this.#options;
      if (this.#damage === null)
        return fail('invalid_request', 'The database is not damaged: there is nothing to mend.');
      const salvaged = await withRepairWorker(repairEntry, (repair) => repair.call('salvage', paths));
      if (!salvaged.ok) return salvaged;
      const found = salvaged.value as Salvage;
      log('info', 'the database was salvaged', { ...found });
      return this.#startAgain(salvaged, found);
    });
  }

  /** Nobody is started on a database that is damaged still. */
  async #startAgain<T>(outcome: Result<unknown>, value: T): Promise<Result<T>> {
    if (outcome.ok) this.#damage = null;
    else if (this.#damage !== null) return outcome;
    const trouble = await this.#options.threads().start();
    this.#options.emit('changed', { topics: allTopics });
    if (trouble === null) this.#announce();
    if (!outcome.ok) return outcome;
    return trouble === null ? ok(value) : { ok: false, error: trouble };
  }

  async #alone<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (this.#isBusy) {
      return fail(
        'database_unavailable',
        'The database is being put in order already. Wait until it is done.',
        {},
        true,
      );
    }
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }

  async #soundBackups(): Promise<readonly Backup[]> {
    const { repairEntry, paths } = this.#options;
    const answer = await withRepairWorker(repairEntry, (repair) => repair.call('soundBackups', paths));
    return answer.ok ? (answer.value as readonly Backup[]) : [];
  }

  #announce(): void {
    void this.startState().then((state) => {
      this.#options.emit('startState', state);
    });
  }
}
