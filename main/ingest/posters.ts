/** Drains the queue of videos that wait for a poster: a frame of them, which somebody takes who can play videos. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { LibraryId, LocationId } from '../../preload/contract/model.js';
import { mayBeHalfWritten } from '../core/half-written.js';
import { whyNoPoster } from '../core/poster.js';
import type { PosterOutcome } from '../core/poster.js';
import { factsOfSameBytes } from '../dao/locations.js';
import type { PreviewResult } from '../dao/locations.js';
import { pendingPosters, pendingPostersAmong, recordPoster } from '../dao/posters.js';
import type { PendingPoster, PosterFacts } from '../dao/posters.js';
import type { WriteDb } from '../db/open.js';
import { hasThumbnail, putThumbnail } from '../db/thumbnail-store.js';
import type { ThumbnailStore } from '../db/thumbnail-store.js';
import type { MetadataReader } from '../metadata/metadata-reader.js';
import type { DecodePool, PictureOutcome } from './decode-pool.js';
import { aviHeadBytes, firstJpegOfAvi } from './formats/avi.js';
import type { ReadableLibrary } from './ingest.js';
import { OneAtATime } from './one-at-a-time.js';
import type { Slice, SliceEnd } from './one-at-a-time.js';
import { isUnchanged } from './unchanged.js';

/** When nothing can be played, it is tried again after this time. */
const retryMillis = 10 * 60_000;
/** What may be half written is looked at again after this time. */
const settleMillis = 8_000;

/** Takes a frame of a video, one at a time. Never rejects; comes to an end whatever the file is. */
export type MakePoster = (locationId: LocationId) => Promise<PosterOutcome>;

export interface PosterDependencies {
  readonly db: WriteDb;
  readonly thumbnails: ThumbnailStore;
  readonly pool: DecodePool;
  /** Tells what kind of video it is that cannot be played. */
  readonly videos: Pick<MetadataReader, 'videoKind'>;
  /** Null where nobody plays videos: they keep waiting. */
  readonly make: MakePoster | null;
  readonly nowMs: () => number;
}

export interface PosterDrainOptions extends Slice {
  readonly libraries: readonly ReadableLibrary[];
  /** Called once a video, after its row was written; for the last one maybe after the end of the slice. */
  readonly onMade: (libraryId: LibraryId, relPath: string) => void;
}

interface Made {
  readonly preview: PreviewResult;
  readonly facts: PosterFacts;
}

const nothing: PosterFacts = { width: null, height: null, durationMs: null };

function durationOf(outcome: PosterOutcome): number | null {
  return 'durationMs' in outcome ? outcome.durationMs : null;
}

export class Posters {
  readonly #deps: PosterDependencies;
  #wanted: readonly LocationId[] = [];
  /** Left alone until this time of `performance.now()`: gone, or still being written. */
  readonly #notBefore = new Map<LocationId, number>();
  /** How often what was left alone was forgotten. */
  #scans = 0;
  #blockedUntil = 0;
  /** A video may take longer than others should wait. */
  readonly #work = new OneAtATime();
  #isClosed = false;

  constructor(dependencies: PosterDependencies) {
    this.#deps = dependencies;
  }

  /** Somebody can play videos now. */
  get isAble(): boolean {
    return this.#deps.make !== null && !this.#isClosed && performance.now() >= this.#blockedUntil;
  }

  /** Videos in view: before all others. */
  prioritise(ids: readonly LocationId[]): void {
    this.#wanted = ids;
  }

  /** After a scan: what was gone or changed is known by now. */
  forgetVanished(): void {
    this.#scans++;
    this.#notBefore.clear();
  }

  /** Nothing is written from now on. */
  close(): void {
    this.#isClosed = true;
  }

  drain({ libraries, onMade, ...slice }: PosterDrainOptions): Promise<SliceEnd> {
    const roots = new Map(libraries.map(({ id, rootPath }) => [id, rootPath]));
    return this.#work.drain(
      slice,
      () => this.isAble,
      () => this.#beginNext(roots, onMade),
    );
  }

  #beginNext(roots: ReadonlyMap<LibraryId, string>, onMade: PosterDrainOptions['onMade']): Promise<void> | null {
    const { make } = this.#deps;
    const file = this.#next(roots);
    const root = file === null ? undefined : roots.get(file.libraryId);
    if (file === null || root === undefined || make === null) return null;
    return this.#finish(file, join(root, file.relPath), make).then((isMade) => {
      if (isMade) onMade(file.libraryId, file.relPath);
    });
  }

  #next(roots: ReadonlyMap<LibraryId, string>): PendingPoster | null {
    const { db } = this.#deps;
    const now = performance.now();
    const isUsable = ({ id, libraryId }: PendingPoster): boolean =>
      roots.has(libraryId) && (this.#notBefore.get(id) ?? 0) <= now;
    const wanted = pendingPostersAmong(db, this.#wanted).find(isUsable);
    if (wanted !== undefined) return wanted;
    for (const libraryId of roots.keys()) {
      const found = pendingPosters(db, libraryId, this.#notBefore.size + 1).find(isUsable);
      if (found !== undefined) return found;
    }
    return null;
  }

  async #finish(file: PendingPoster, path: string, make: MakePoster): Promise<boolean> {
    const made = this.#ofSameBytes(file) ?? (await this.#make(file, path, make));
    if (made === null || this.#isClosed) return false;
    this.#notBefore.delete(file.id);
    return recordPoster(this.#deps.db, file, made.preview, made.facts);
  }

  /** What another place of the same bytes showed. */
  #ofSameBytes({ id, contentHash }: PendingPoster): Made | null {
    const { db, thumbnails } = this.#deps;
    const known = factsOfSameBytes(db, contentHash, id);
    const preview = known?.preview ?? null;
    if (known === null || preview === null) return null;
    if (preview.state === 'ready' && !hasThumbnail(thumbnails, contentHash)) return null;
    const { width, height, durationMs } = known.facts;
    return { preview, facts: { width, height, durationMs } };
  }

  async #make(file: PendingPoster, path: string, make: MakePoster): Promise<Made | null> {
    const scan = this.#scans;
    if (!(await isUnchanged(path, file))) return this.#leave(file, scan, Infinity);
    const first = await make(file.id);
    // A player can end for want of memory, or for the video before: what two of them ended of is the file's.
    const isCrash = first.kind === 'stopped' && first.because === 'crash';
    const outcome = isCrash ? await make(file.id) : first;
    if (outcome.kind === 'unavailable') {
      this.#blockedUntil = performance.now() + retryMillis;
      return null;
    }
    const picture = await this.#pictureOf(outcome, path);
    // The picture may be of other bytes than the hash, and would be kept under it for good.
    if (outcome.kind === 'gone' || !(await isUnchanged(path, file))) return this.#leave(file, scan, Infinity);
    if (this.#isClosed) return null;
    if (picture?.kind === 'decoded') return this.#keep(file, outcome, picture);
    const trouble =
      picture === null ? await this.#troubleOf(outcome, path) : { state: picture.kind, reason: picture.reason };
    if (trouble.state === 'damaged' && mayBeHalfWritten(file.mtimeMs, this.#deps.nowMs())) {
      return this.#leave(file, scan, performance.now() + settleMillis);
    }
    return { preview: trouble, facts: { ...nothing, durationMs: durationOf(outcome) } };
  }

  /** Not where a scan since `scan` knows better: no other may come to say so. */
  #leave(file: PendingPoster, scan: number, untilMs: number): null {
    if (scan === this.#scans) this.#notBefore.set(file.id, untilMs);
    return null;
  }

  #keep(
    { contentHash }: PendingPoster,
    outcome: PosterOutcome,
    { facts, thumbnail }: Extract<PictureOutcome, { readonly kind: 'decoded' }>,
  ): Made {
    // Before its row: a crash between the two leaves a picture too many, never a row without its picture.
    putThumbnail(this.#deps.thumbnails, { contentHash, ...thumbnail });
    const { width, height } = outcome.kind === 'poster' ? outcome : facts;
    return { preview: { state: 'ready' }, facts: { width, height, durationMs: durationOf(outcome) } };
  }

  /** Null when there is none. */
  async #pictureOf(outcome: PosterOutcome, path: string): Promise<PictureOutcome | null> {
    const image =
      outcome.kind === 'poster' ? outcome.image : outcome.kind === 'unplayable' ? await firstJpegIn(path) : null;
    return image === null ? null : this.#deps.pool.embedded({ image, orientation: 1, stored: null, isAdobeRgb: false });
  }

  async #troubleOf(
    outcome: PosterOutcome,
    path: string,
  ): Promise<Exclude<PreviewResult, { state: 'ready' | 'pending' }>> {
    if (outcome.kind !== 'no_picture' && outcome.kind !== 'unplayable' && outcome.kind !== 'stopped') {
      throw new Error(`A poster that is ${outcome.kind} is no trouble.`);
    }
    const kind = outcome.kind === 'stopped' ? null : await this.#deps.videos.videoKind(path);
    if (kind?.kind === 'failed') return whyNoPoster(outcome, { container: null, codec: null });
    return whyNoPoster(outcome, kind?.kind === 'video_kind' ? kind : null);
  }
}

/** Null for what is no AVI of JPEGs, or cannot be read. */
async function firstJpegIn(path: string): Promise<Buffer | null> {
  const file = await open(path).catch(() => null);
  if (file === null) return null;
  try {
    const head = Buffer.alloc(aviHeadBytes);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return firstJpegOfAvi(head.subarray(0, bytesRead));
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
