import type { Availability, LibraryId, Watching } from '../../preload/contract/model.js';
import type { sampleFiles } from '../dao/locations.js';
import { outermost } from '../core/rel-path.js';
import type { LibraryRow } from '../dao/libraries.js';
import { notProbed } from '../libraries/availability.js';
import { userRules } from '../libraries/ignore-rules.js';
import type { Watch } from '../libraries/watch-listener.js';
import type { IsIgnored } from '../libraries/ignore-rules.js';

/** What a scan is to look at. */
export interface ScanRequest {
  /** Null: everything. */
  readonly targets: readonly string[] | null;
  readonly byUser: boolean;
}

/** More single paths than this are cheaper as one whole scan. */
const maxTargets = 2_000;

/** What the engine keeps in memory of one library; nothing here outlives the process. */
export class LibraryState {
  readonly id: LibraryId;
  rootPath: string;
  availability: Availability = notProbed;
  /** The scan can tell files by their inode numbers; as the last probe found. */
  hasFileIds = true;
  /** The system cannot tell of what others change in it; as the last probe found. */
  isNetwork = false;
  /** What its user wants to be left out. */
  ignorePatterns: readonly string[];
  isIgnored: IsIgnored;
  /** The user says that its empty root is right; until files are seen in it again, or it goes away. */
  trustsEmptyRoot = false;
  watch: Watch | null = null;
  /** Why it is not watched: not tried again before the library comes back or is relocated. */
  unwatchedBecause: Exclude<Watching['reason'], null> | null = null;
  /** Between two whole scans while it is not watched, in milliseconds; null before the first one has ended. */
  pollPauseMs: number | null = null;
  /** Some of its files, to know it again by; null until that is asked for while it is away. */
  sample: ReturnType<typeof sampleFiles> | null = null;
  cancelScan: (() => void) | null = null;
  /** On the clock of `performance.now()`. */
  nextFullScanAt = 0;
  #everything = false;
  #byUser = false;
  #targets: string[] = [];

  constructor({ id, rootPath, ignorePatterns }: Pick<LibraryRow, 'id' | 'rootPath' | 'ignorePatterns'>) {
    this.id = id;
    this.rootPath = rootPath;
    this.ignorePatterns = ignorePatterns;
    this.isIgnored = userRules(ignorePatterns);
  }

  /** A scan that runs goes by the patterns it began with: it is ended, and another one is asked for. */
  ignore(patterns: readonly string[]): void {
    this.ignorePatterns = patterns;
    this.isIgnored = userRules(patterns);
    this.cancelScan?.();
    this.requestFullScan(false);
  }

  /** As the window is told. */
  get announced(): Availability {
    if (this.availability.state !== 'online') return this.availability;
    if (this.watch !== null) return { ...this.availability, watching: { by: 'events', reason: null, pauseMs: null } };
    const reason = this.unwatchedBecause;
    const watching: Watching | null = reason === null ? null : { by: 'polling', reason, pauseMs: this.pollPauseMs };
    return { ...this.availability, watching };
  }

  get isScanWanted(): boolean {
    return this.#everything || this.#targets.length > 0;
  }

  requestFullScan(byUser: boolean): void {
    this.#everything = true;
    this.#byUser ||= byUser;
  }

  requestScan(targets: readonly string[]): void {
    this.#targets.push(...targets);
    if (this.#targets.length > maxTargets) this.#everything = true;
  }

  /** Takes what was asked for; null when nothing was. */
  takeScanRequest(): ScanRequest | null {
    if (!this.isScanWanted) return null;
    const request: ScanRequest = {
      targets: this.#everything ? null : outermost(this.#targets),
      byUser: this.#byUser,
    };
    this.#everything = false;
    this.#byUser = false;
    this.#targets = [];
    return request;
  }
}
