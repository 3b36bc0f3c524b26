/** Applies what a scan found: grouped writes, and the report a user reads. */
import type { CaptureTime, LibraryId, ScanReport } from '../../preload/contract/model.js';
import { captureTime } from '../core/capture-time.js';
import { readNotBefore } from '../core/half-written.js';
import { mediaTypeOf } from '../core/media-types.js';
import { fileNameOf } from '../core/rel-path.js';
import { forgetLocations } from '../dao/libraries.js';
import { insertLocations, markChanged, markIdentified, markReturned } from '../dao/locations.js';
import type { NewLocation } from '../dao/locations.js';
import { markGoneSteps } from '../dao/moves.js';
import type { GoneCounts, GoneOptions } from '../dao/moves.js';
import type { WriteDb } from '../db/open.js';
import type { IsIgnored } from './ignore-rules.js';
import type { ScanDifferences, SeenFile } from './scan-messages.js';
import type { ScanEnd } from './scan-runner.js';

function toNewLocation(file: SeenFile, nowMs: number): NewLocation | null {
  const fileName = fileNameOf(file.relPath);
  const type = mediaTypeOf(fileName);
  if (type === null) return null;
  const captured: CaptureTime = captureTime(null, fileName, file.mtimeMs, nowMs);
  return {
    ...file,
    mediaKind: type.kind,
    mimeType: type.mimeType,
    captured,
    readNotBeforeMs: readNotBefore(file, nowMs),
  };
}

/** Writes one batch of a scan's differences while it goes on. */
export class ScanApplier {
  added = 0;
  changed = 0;
  readonly #db: WriteDb;
  readonly #libraryId: LibraryId;
  readonly #isIgnored: IsIgnored;

  /** `isIgnored` says what is left out now, which may be more than when the scan began. */
  constructor(db: WriteDb, libraryId: LibraryId, isIgnored: IsIgnored) {
    this.#db = db;
    this.#libraryId = libraryId;
    this.#isIgnored = isIgnored;
  }

  /** True when something was written that shows. */
  apply({ added, changed, returned, identified, ignored }: ScanDifferences, nowMs: number): boolean {
    markIdentified(this.#db, identified);
    if (added.length + changed.length + returned.length + ignored.length === 0) return false;
    if (ignored.length > 0) forgetLocations(this.#db, ignored);
    const locations = added
      .filter(({ relPath }) => !this.#isIgnored(relPath))
      .map((file) => toNewLocation(file, nowMs))
      .filter((location) => location !== null);
    this.added += insertLocations(this.#db, this.#libraryId, locations, nowMs);
    markChanged(
      this.#db,
      changed.map((file) => ({ ...file, readNotBeforeMs: readNotBefore(file, nowMs) })),
    );
    this.changed += changed.length;
    markReturned(this.#db, returned);
    return true;
  }

  /** What a completed scan did not find, in steps; only when the root was probed again and is online. */
  gone(ids: readonly number[], tickStartedAtMs: number, options: GoneOptions): Generator<void, GoneCounts> {
    return markGoneSteps(this.#db, this.#libraryId, ids, tickStartedAtMs, options);
  }

  report(end: ScanEnd, gone: GoneCounts, finishedAtMs: number): ScanReport {
    return {
      finishedAtMs,
      filesSeen: end.filesSeen,
      added: this.added,
      changed: this.changed,
      missing: gone.unconfirmed + gone.missing,
      moved: gone.moved,
      unreadableCount: end.unreadableCount,
      outcome: end.outcome,
    };
  }
}
