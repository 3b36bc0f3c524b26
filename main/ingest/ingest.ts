/** Drains the backlog of files that were never read: one read a file, results written in short transactions. */
import { join } from 'node:path';
import type { LibraryId, LocationId } from '../../preload/contract/model.js';
import { captureTime } from '../core/capture-time.js';
import { couldBeReplaced, verdictOnEdit } from '../core/edit-verdict.js';
import type { EditVerdict, Outline } from '../core/edit-verdict.js';
import { noFacts, preferFacts } from '../core/facts.js';
import type { FileFacts } from '../core/facts.js';
import { extensionOf, mediaTypeOf } from '../core/media-types.js';
import { mayBeHalfWritten } from '../core/half-written.js';
import { fileNameOf } from '../core/rel-path.js';
import {
  factsOfSameBytes,
  markChanged,
  pendingAmong,
  pendingReads,
  postponeRead,
  recordRead,
  recordReadFailure,
  storedFacts,
} from '../dao/locations.js';
import type { PendingFile, PreviewResult, ReadRecord, StoredFacts } from '../dao/locations.js';
import { transaction } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { getThumbnail, hasThumbnail, putThumbnails } from '../db/thumbnail-store.js';
import type { ThumbnailStore, ThumbnailRow } from '../db/thumbnail-store.js';
import type { DecodePool, HashedFile, ReadOutcome } from './decode-pool.js';
import { embeddedThumbnail } from './embedded-preview.js';
import type { PreviewReader } from './embedded-preview.js';
import { isUnchanged } from './unchanged.js';

const flushEveryMillis = 200;
const flushAtCount = 64;
const retryAfterMillis = 60_000;
const maxAttempts = 3;
/** A file that is written to is looked at again after this time. */
const settleMillis = 1_500;

export interface ReadableLibrary {
  readonly id: LibraryId;
  readonly rootPath: string;
}

export interface IngestDependencies {
  readonly db: WriteDb;
  readonly thumbnails: ThumbnailStore;
  readonly pool: DecodePool;
  /** Finds the pictures in RAW files. */
  readonly previews: PreviewReader;
  readonly nowMs: () => number;
}

export interface DrainOptions {
  readonly libraries: readonly ReadableLibrary[];
  /** No new file is begun after this time of `performance.now()`. */
  readonly untilMs: number;
  readonly signal: AbortSignal;
  /** Ends when everything is read that `prioritise` asked for. */
  readonly onlyWanted?: boolean;
  /** Called once a file, after its row was written. */
  readonly onRead: (libraryId: LibraryId, relPath: string) => void;
}

/** Files that could not be found are left to the next scan; they are not tried again before it. */
export type DrainEnd = 'empty' | 'time_is_up' | 'aborted' | 'files_vanish';

/** What a file gave, by the decoders and, for RAW files, by ExifTool. */
type FileOutcome =
  | ReadOutcome
  /** A RAW file without a picture, and what ExifTool says of it all the same. */
  | ({
      readonly kind: 'damaged' | 'unsupported';
      readonly reason: string;
      readonly facts: FileFacts | null;
    } & HashedFile)
  /** A RAW file whose picture nobody could look for: ExifTool does not run. */
  | ({ readonly kind: 'unasked' } & HashedFile);

interface Finished {
  readonly file: PendingFile;
  readonly outcome: FileOutcome;
  readonly verdict: EditVerdict;
}

type HashedOutcome = Extract<FileOutcome, { hash: Buffer }>;

function unsupportedReason(fileName: string): string {
  return `Preview not supported yet for ${extensionOf(fileName).toUpperCase()} files.`;
}

const noExifToolReason = 'The preview in this RAW file cannot be read: ExifTool does not run on this computer.';
const incompleteReason = 'The file is still being written. It is read when it is complete.';

/** What makes no sense may be the first part of a file that somebody writes. */
function isIncomplete(file: PendingFile, outcome: FileOutcome, nowMs: number): boolean {
  if (outcome.kind === 'damaged') return mayBeHalfWritten(outcome.mtimeMs, nowMs);
  return outcome.kind === 'unreadable' && outcome.code === 'EMPTY' && mayBeHalfWritten(file.mtimeMs, nowMs);
}

/** `known`: what is known of the same bytes already. */
function factsOf(outcome: HashedOutcome, known: StoredFacts | null): FileFacts {
  const own = 'facts' in outcome ? (outcome.facts ?? noFacts) : noFacts;
  return known === null ? own : preferFacts(known.facts, own);
}

function outlineOf({ captured, width, height }: FileFacts): Outline {
  return { capturedLocalMs: captured?.localMs ?? null, width, height };
}

export class Ingest {
  readonly #deps: IngestDependencies;
  #wanted: readonly LocationId[] = [];
  readonly #vanished = new Set<LocationId>();

  constructor(dependencies: IngestDependencies) {
    this.#deps = dependencies;
  }

  /** Photos in view: read before everything else. */
  prioritise(ids: readonly LocationId[]): void {
    this.#wanted = ids;
  }

  /** After a scan: what had vanished is known by now. */
  forgetVanished(): void {
    this.#vanished.clear();
  }

  async drain(options: DrainOptions): Promise<DrainEnd> {
    const { pool } = this.#deps;
    const inFlight = new Map<LocationId, Promise<void>>();
    const finished: Finished[] = [];
    let flushedAt = performance.now();
    let vanishedInARow = 0;
    let end: DrainEnd | null = null;

    const roots = new Map(options.libraries.map(({ id, rootPath }) => [id, rootPath]));
    const flush = (): void => {
      if (finished.length > 0) this.#write(finished.splice(0), options.onRead);
      flushedAt = performance.now();
    };
    const begin = (file: PendingFile, root: string): void => {
      const reading = this.#read(file, root).then(async (outcome) => {
        const verdict = await this.#verdict(file, outcome);
        inFlight.delete(file.id);
        if (outcome.kind === 'unreadable' && outcome.code === 'ENOENT') {
          this.#vanished.add(file.id);
          vanishedInARow++;
        } else {
          vanishedInARow = 0;
          finished.push({ file, outcome, verdict });
        }
      });
      inFlight.set(file.id, reading);
      // Whoever waits for it hears of its trouble; when a write before it failed, nobody waits.
      reading.catch(() => undefined);
    };

    const depth = pool.size * 3;
    while (end === null) {
      const busy = new Set([...inFlight.keys(), ...finished.map(({ file }) => file.id)]);
      const batch = this.#next(roots, depth * 4, busy, options.onlyWanted === true);
      if (batch.length === 0 && inFlight.size === 0) {
        end = 'empty';
        break;
      }
      for (const file of batch) {
        const root = roots.get(file.libraryId);
        if (root === undefined) continue;
        while (inFlight.size >= depth) await Promise.race(inFlight.values());
        if (finished.length >= flushAtCount || performance.now() - flushedAt >= flushEveryMillis) flush();
        if (options.signal.aborted) end = 'aborted';
        else if (vanishedInARow >= 8) end = 'files_vanish';
        else if (performance.now() >= options.untilMs) end = 'time_is_up';
        if (end !== null) break;
        begin(file, root);
      }
      if (end === null && batch.length === 0) await Promise.race(inFlight.values());
      if (performance.now() - flushedAt >= flushEveryMillis) flush();
    }
    await Promise.all(inFlight.values());
    flush();
    return end;
  }

  /** What is in view first, then library by library. */
  #next(
    roots: ReadonlyMap<LibraryId, string>,
    count: number,
    busy: ReadonlySet<LocationId>,
    onlyWanted: boolean,
  ): readonly PendingFile[] {
    const { db, nowMs } = this.#deps;
    const usable = (file: PendingFile): boolean =>
      !busy.has(file.id) && !this.#vanished.has(file.id) && roots.has(file.libraryId);
    const result =
      this.#wanted.length === 0 ? [] : pendingAmong(db, this.#wanted, nowMs()).filter(usable).slice(0, count);
    if (result.length > 0 || onlyWanted) return result;
    this.#wanted = [];
    for (const libraryId of roots.keys()) {
      if (result.length >= count) break;
      // Those busy or vanished are still pending in the database: look past them.
      const limit = count + busy.size + this.#vanished.size;
      result.push(
        ...pendingReads(db, libraryId, nowMs(), limit)
          .filter(usable)
          .slice(0, count - result.length),
      );
    }
    return result;
  }

  async #read(file: PendingFile, root: string): Promise<FileOutcome> {
    const type = mediaTypeOf(fileNameOf(file.relPath));
    if (file.sizeBytes === 0) return { kind: 'unreadable', code: 'EMPTY' };
    const path = join(root, file.relPath);
    const outcome = await this.#readBytes(file, path, type?.preview === 'decoded');
    if (type?.preview !== 'embedded' || outcome.kind !== 'hashed' || this.#knownPreview(outcome.hash, file) !== null)
      return outcome;
    return this.#readEmbedded(file, path, outcome);
  }

  #readBytes(file: PendingFile, path: string, wantBytes: boolean): Promise<ReadOutcome> {
    const shouldDecode = (hash: Buffer): boolean => this.#knownPreview(hash, file) === null;
    return this.#deps.pool.read({ path, sizeBytes: file.sizeBytes, wantBytes, shouldDecode });
  }

  async #readEmbedded(file: PendingFile, path: string, hashed: HashedFile): Promise<FileOutcome> {
    const outcome = await embeddedThumbnail(this.#deps.previews, this.#deps.pool, path);
    if (outcome.kind === 'ordinary') return this.#readBytes(file, path, true);
    // The picture may be of other bytes than the hash, and would be kept under it for good.
    if (!(await isUnchanged(path, hashed))) return { kind: 'changed' };
    const { hash, sizeBytes, mtimeMs } = hashed;
    return outcome.kind === 'unavailable'
      ? { kind: 'unasked', hash, sizeBytes, mtimeMs }
      : { ...outcome, hash, sizeBytes, mtimeMs };
  }

  /** Before the new bytes are written: what the file showed until now is still there to be compared. */
  async #verdict(file: PendingFile, outcome: FileOutcome): Promise<EditVerdict> {
    if (!('hash' in outcome) || file.contentHash === null || file.contentHash.equals(outcome.hash)) return 'edited';
    const before = storedFacts(this.#deps.db, file.id)?.facts;
    if (before === undefined) return 'edited';
    const after = factsOf(outcome, factsOfSameBytes(this.#deps.db, outcome.hash, file.id));
    // The looks cost two decodings: they are asked for only where the answer depends on them.
    if (!couldBeReplaced(outlineOf(before), outlineOf(after))) return 'edited';
    const [lookBefore, lookAfter] = await Promise.all([
      this.#look(getThumbnail(this.#deps.thumbnails, file.contentHash)),
      this.#look(outcome.kind === 'decoded' ? outcome.thumbnail : getThumbnail(this.#deps.thumbnails, outcome.hash)),
    ]);
    return verdictOnEdit({ ...outlineOf(before), look: lookBefore }, { ...outlineOf(after), look: lookAfter });
  }

  #look(thumbnail: { readonly webp: Buffer } | null): Promise<Uint8Array | null> {
    return thumbnail === null ? Promise.resolve(null) : this.#deps.pool.look(thumbnail.webp);
  }

  /** What another place of the same bytes showed, when that can be taken over. */
  #knownPreview(hash: Buffer, file: PendingFile): PreviewResult | null {
    const preview = factsOfSameBytes(this.#deps.db, hash, file.id)?.preview ?? null;
    if (preview?.state === 'ready') return hasThumbnail(this.#deps.thumbnails, hash) ? preview : null;
    return preview?.state === 'damaged' ? preview : null;
  }

  #write(finished: readonly Finished[], onRead: DrainOptions['onRead']): void {
    const { db, thumbnails, nowMs } = this.#deps;
    const images: ThumbnailRow[] = [];
    for (const { outcome } of finished) {
      if (outcome.kind === 'decoded') images.push({ contentHash: outcome.hash, ...outcome.thumbnail });
    }
    // Thumbnails first: a crash between the two leaves a picture too many, never a row without its picture.
    putThumbnails(thumbnails, images);
    transaction(db, () => {
      for (const one of finished) this.#record(one, nowMs());
    });
    for (const { file } of finished) onRead(file.libraryId, file.relPath);
  }

  #record({ file, outcome, verdict }: Finished, nowMs: number): void {
    const { db } = this.#deps;
    if (isIncomplete(file, outcome, nowMs)) {
      postponeRead(db, file.id, { untilMs: nowMs + settleMillis, reason: incompleteReason, countAttempt: false });
      return;
    }
    switch (outcome.kind) {
      case 'changed':
        postponeRead(db, file.id, {
          untilMs: nowMs + settleMillis,
          reason: incompleteReason,
          countAttempt: false,
        });
        return;
      case 'lost':
        if (file.attempts + 1 >= maxAttempts) recordReadFailure(db, file.id, outcome.reason);
        else postponeRead(db, file.id, { untilMs: nowMs, reason: null, countAttempt: true });
        return;
      case 'unreadable':
        this.#recordUnreadable(file, outcome.code, nowMs);
        return;
      case 'decoded':
      case 'damaged':
      case 'unsupported':
      case 'hashed':
      case 'unasked':
        break;
    }
    if (outcome.sizeBytes !== file.sizeBytes || outcome.mtimeMs !== file.mtimeMs) {
      // Edited between the scan and the reading: what was read is of the new bytes, and so is what is written.
      markChanged(db, [
        {
          id: file.id,
          sizeBytes: outcome.sizeBytes,
          mtimeMs: outcome.mtimeMs,
          // It may be another file by now; the next scan tells.
          device: null,
          inode: null,
          readNotBeforeMs: nowMs,
        },
      ]);
    }
    recordRead(db, { ...this.#toRecord(file, outcome, nowMs), verdictOnEdit: verdict }, nowMs);
  }

  #recordUnreadable(file: PendingFile, code: string, nowMs: number): void {
    const { db } = this.#deps;
    if (code === 'EMPTY') {
      recordReadFailure(db, file.id, 'The file is empty (0 bytes).');
    } else if (code === 'EACCES' || code === 'EPERM') {
      recordReadFailure(db, file.id, 'No permission to read the file. Allow it, then scan again.');
    } else if (file.attempts + 1 >= maxAttempts) {
      recordReadFailure(db, file.id, `The file cannot be read (${code}). Check its disk, then scan again.`);
    } else {
      postponeRead(db, file.id, {
        untilMs: nowMs + retryAfterMillis,
        reason: `The file could not be read (${code}); it will be tried again.`,
        countAttempt: true,
      });
    }
  }

  #toRecord(file: PendingFile, outcome: HashedOutcome, nowMs: number): Omit<ReadRecord, 'verdictOnEdit'> {
    const fileName = fileNameOf(file.relPath);
    const known = factsOfSameBytes(this.#deps.db, outcome.hash, file.id);
    // What ExifTool said of the same bytes is not lost by another reading of them.
    const isSame = file.contentHash?.equals(outcome.hash) === true;
    const described = isSame ? storedFacts(this.#deps.db, file.id) : null;
    const facts = factsOf(outcome, described?.hasMetadata === true ? described : (known ?? described));
    return {
      id: file.id,
      contentHash: outcome.hash,
      facts,
      captured: captureTime(facts.captured, fileName, outcome.mtimeMs, nowMs),
      preview: this.#previewOf(file, outcome, known?.preview ?? null),
    };
  }

  #previewOf(file: PendingFile, outcome: HashedOutcome, known: PreviewResult | null): PreviewResult {
    const fileName = fileNameOf(file.relPath);
    if (outcome.kind === 'decoded') return { state: 'ready' };
    if (outcome.kind === 'damaged' || outcome.kind === 'unsupported') {
      return { state: outcome.kind, reason: outcome.reason };
    }
    if (outcome.kind === 'unasked') {
      // It is asked for once more when ExifTool has described the file after all, and then no more.
      return storedFacts(this.#deps.db, file.id)?.hasMetadata === true
        ? { state: 'unsupported', reason: noExifToolReason }
        : { state: 'pending' };
    }
    const wanted = mediaTypeOf(fileName)?.preview ?? null;
    // A frame of it is taken by whoever plays it, once its bytes have a name.
    if (wanted === 'poster') return { state: hasThumbnail(this.#deps.thumbnails, outcome.hash) ? 'ready' : 'pending' };
    if (known !== null && known.state !== 'unsupported') return known;
    if (wanted !== null) {
      return { state: 'unsupported', reason: 'The file is too large for a preview (over 256 MB).' };
    }
    return { state: 'unsupported', reason: unsupportedReason(fileName) };
  }
}
