/** What a user does with libraries: add, rename, relocate, mark, trust, remove. Never touches a photo. */
import { randomUUID } from 'node:crypto';
import type { Availability, LibraryId, LibrarySummary } from '../../preload/contract/model.js';
import {
  forgetIgnoredSteps,
  forgetVolume,
  getLibrary,
  insertLibrary,
  librarySummaries,
  listLibraries,
  relocateLibrary,
  removeLibrarySteps,
  renameLibrary,
  reviveLibrary,
  setIgnorePatterns,
  setMarkerId,
} from '../dao/libraries.js';
import type { LibraryRow } from '../dao/libraries.js';
import { sampleFiles } from '../dao/locations.js';
import { clearLossGuard } from '../dao/loss-guard.js';
import { acceptLossSteps } from '../dao/moves.js';
import { AppFailure } from '../db/failure.js';
import type { WriteDb } from '../db/open.js';
import { checkPatterns, userRules } from './ignore-rules.js';
import { readMarker, removeMarker, writeMarker } from './marker.js';
import { checkName, checkRoot, countMatches, defaultName } from './roots.js';

const sampleSize = 50;

export interface AddRequest {
  readonly rootPath: string;
  readonly name?: string | undefined;
  readonly acceptBroadRoot?: boolean | undefined;
}

export interface RelocateRequest {
  readonly libraryId: LibraryId;
  readonly rootPath: string;
  readonly acceptMismatch?: boolean | undefined;
}

export class LibraryService {
  readonly #db: WriteDb;
  readonly #nowMs: () => number;

  constructor(db: WriteDb, nowMs: () => number) {
    this.#db = db;
    this.#nowMs = nowMs;
  }

  /** A library that was removed and is added again gets its id back, and with it what was tagged before a hash was known. */
  async add(request: AddRequest): Promise<LibraryRow> {
    const rootPath = await checkRoot(request.rootPath, listLibraries(this.#db), {
      acceptBroadRoot: request.acceptBroadRoot === true,
    });
    const wanted = request.name?.trim() ?? '';
    // Without a name, one that comes back keeps the one it had.
    const name = wanted === '' ? undefined : checkName(wanted);
    const library =
      reviveLibrary(this.#db, rootPath, name) ??
      insertLibrary(this.#db, { name: name ?? defaultName(rootPath), rootPath, createdAtMs: this.#nowMs() });
    await this.#takeMarker(library.id, rootPath);
    return library;
  }

  rename(id: LibraryId, name: string): void {
    renameLibrary(this.#db, id, checkName(name));
  }

  /** The new root's real path. Fails with `folder_mismatch` when it does not look like the same library. */
  async relocate(request: RelocateRequest): Promise<string> {
    const library = getLibrary(this.#db, request.libraryId);
    const others = listLibraries(this.#db).filter(({ id }) => id !== library.id);
    const rootPath = await checkRoot(request.rootPath, others, { acceptBroadRoot: true });
    const sample = sampleFiles(this.#db, library.id, sampleSize);
    const matches = await countMatches(rootPath, sample);
    if (sample.length > 0 && matches === 0 && request.acceptMismatch !== true) {
      throw new AppFailure(
        'folder_mismatch',
        `None of the photos of “${library.name}” was found in ${rootPath}. Is it the right folder?`,
        { path: rootPath, libraryName: library.name, sampled: sample.length },
      );
    }
    relocateLibrary(this.#db, library.id, rootPath);
    await this.#takeMarker(library.id, rootPath);
    return rootPath;
  }

  /** The folder is the library's as it is: its volume and its marker, or that there is none, are learnt again. */
  async trust(id: LibraryId): Promise<void> {
    forgetVolume(this.#db, id);
    await this.#takeMarker(id, getLibrary(this.#db, id).rootPath);
  }

  /** Fails with `library_offline` when the folder is not there, or with `folder_not_writable`. */
  async setMarker(id: LibraryId, present: boolean, availability: Availability): Promise<void> {
    const { name, rootPath, markerId } = getLibrary(this.#db, id);
    if (availability.state !== 'online') {
      throw new AppFailure(
        'library_offline',
        `“${name}” is not there now. Connect its drive, then try again.`,
        { libraryName: name },
        true,
      );
    }
    if (present) {
      const wanted = markerId ?? randomUUID();
      await writeMarker(rootPath, wanted);
      setMarkerId(this.#db, id, wanted);
    } else {
      // Forgotten first: a crash between the two leaves a file that nobody asks for, not a library that misses it.
      setMarkerId(this.#db, id, null);
      await removeMarker(rootPath);
    }
  }

  /** What the folder says of itself is what is expected of it from now on. */
  async #takeMarker(id: LibraryId, rootPath: string): Promise<void> {
    const marker = await readMarker(rootPath);
    if (marker.state !== 'unknown') setMarkerId(this.#db, id, marker.state === 'present' ? marker.id : null);
  }

  /** The patterns as they are kept from now on. */
  setIgnorePatterns(id: LibraryId, patterns: readonly string[]): readonly string[] {
    const checked = checkPatterns(patterns);
    setIgnorePatterns(this.#db, getLibrary(this.#db, id).id, checked);
    return checked;
  }

  /** Files that the patterns leave out are listed no more. In steps; a crash between them is made good by the next scan. */
  forgetIgnored(id: LibraryId): Generator<void, number> {
    return forgetIgnoredSteps(this.#db, id, userRules(getLibrary(this.#db, id).ignorePatterns));
  }

  /** The files that were held back are missing, as the user says. In steps. */
  acceptLoss(id: LibraryId): Generator<void, void> {
    return acceptLossSteps(this.#db, getLibrary(this.#db, id).id);
  }

  /** The loss may be none: the next scan tells. */
  lookAgain(id: LibraryId): void {
    clearLossGuard(this.#db, id);
  }

  /** In steps, so that calls are answered between them; the library must not be scanned meanwhile. */
  remove(id: LibraryId): Generator<void, number> {
    return removeLibrarySteps(this.#db, id, this.#nowMs());
  }

  summary(id: LibraryId, availability: ReadonlyMap<LibraryId, Availability>): LibrarySummary {
    const summary = librarySummaries(this.#db, availability).find((candidate) => candidate.id === id);
    if (summary === undefined) throw new AppFailure('not_found', 'This library was removed meanwhile.', {});
    return summary;
  }
}
