/** Drains the queue of photos that wait to be looked at: one picture at a time, by its bytes, behind everything else. */
import { join } from 'node:path';
import type { LibraryId, LocationId } from '../../preload/contract/model.js';
import { mediaTypeOf } from '../core/media-types.js';
import { fileNameOf } from '../core/rel-path.js';
import { getAppState, setAppState } from '../dao/app-state.js';
import {
  beginLook,
  filesToLookAt,
  lookAgainSteps,
  putLookBack,
  queueLooksSteps,
  recordLook,
  recordNoLook,
  waitingLooks,
  waitingLooksAmong,
} from '../dao/photo-signals.js';
import type { FileToLookAt, PhotoToLookAt } from '../dao/photo-signals.js';
import {
  beginFaceLook,
  keepsFaces,
  putFaceLookBack,
  queueFaceLooksSteps,
  recordFacesAlone,
  recordNoFaces,
  setKeepsFaces,
  waitingFaceLook,
  wantsFaces,
} from '../dao/photo-faces.js';
import type { FacesLook } from '../core/faces.js';
import type { WriteDb } from '../db/open.js';
import { getThumbnail } from '../db/thumbnail-store.js';
import type { ThumbnailStore } from '../db/thumbnail-store.js';
import type { DecodePool, RenderOutcome } from '../ingest/decode-pool.js';
import { withEmbeddedPreview } from '../ingest/embedded-preview.js';
import type { Attempt, PreviewReader } from '../ingest/embedded-preview.js';
import type { ReadableLibrary } from '../ingest/ingest.js';
import { OneAtATime } from '../ingest/one-at-a-time.js';
import type { Slice, SliceEnd } from '../ingest/one-at-a-time.js';
import { isUnchanged } from '../ingest/unchanged.js';
import type { LookOutcome, Looker, MissingPart } from './looker.js';

/** When nobody can look, it is tried again after this time. */
const retryMillis = 10 * 60_000;
/** A photo that ended the process so often is left alone until a person asks. */
const mostTries = 3;
/** Longest edge of the picture that is asked for, in pixels. */
export const lookEdge = 1600;

export interface LooksDependencies {
  readonly db: WriteDb;
  readonly thumbnails: ThumbnailStore;
  readonly pool: DecodePool;
  /** Finds the pictures in RAW files. */
  readonly previews: PreviewReader;
  /** Null where the app has nobody who looks. */
  readonly looker: Looker | null;
  readonly nowMs: () => number;
  /** What keeps photos from being looked at as they should, for people; null when nothing does. */
  readonly onTrouble: (reason: string | null) => void;
}

export interface LooksDrainOptions extends Slice {
  readonly libraries: readonly ReadableLibrary[];
  /** Called once a photo, after its row was written, with the name of a file of it. */
  readonly onLooked: (fileName: string | null) => void;
}

interface Picture {
  readonly bytes: Uint8Array;
  readonly fileName: string | null;
}

export class Looks {
  readonly #deps: LooksDependencies;
  #wanted: readonly LocationId[] = [];
  #blockedUntil = 0;
  readonly #work = new OneAtATime();
  /** The photo that is looked at, whole or for its faces alone. */
  #begun: { readonly photoId: number; readonly isForFaces: boolean } | null = null;
  /** Others looked until now: what they did is to be done again. */
  #modelsChanged: string | null = null;
  #isClosed = false;

  constructor(dependencies: LooksDependencies) {
    this.#deps = dependencies;
  }

  get isOn(): boolean {
    return this.#deps.looker !== null && getAppState(this.#deps.db, 'isLooking') === true;
  }

  /** It is on, and somebody can look now. */
  get isAble(): boolean {
    return this.isOn && !this.#isClosed && performance.now() >= this.#blockedUntil;
  }

  turn(isOn: boolean): void {
    setAppState(this.#deps.db, 'isLooking', isOn);
    this.#blockedUntil = 0;
    if (!isOn) this.#deps.onTrouble(null);
  }

  /** Faces are kept, where photos are looked at. */
  get keepsFaces(): boolean {
    return keepsFaces(this.#deps.db);
  }

  /** What is kept stays. */
  turnFaces(isOn: boolean): void {
    setKeepsFaces(this.#deps.db, isOn);
    this.#blockedUntil = 0;
    if (!isOn) this.#deps.onTrouble(null);
  }

  /** Photos in view: before all others. */
  prioritise(ids: readonly LocationId[]): void {
    this.#wanted = ids;
  }

  /** Nothing is written from now on. The photo that is looked at is not to blame for being left. */
  close(): void {
    if (this.#begun !== null && !this.#isClosed) {
      const putBack = this.#begun.isForFaces ? putFaceLookBack : putLookBack;
      putBack(this.#deps.db, this.#begun.photoId);
    }
    this.#isClosed = true;
    this.#deps.looker?.close();
  }

  /** Nobody waits for it: its memory is given back. */
  releaseIdle(): void {
    if (this.#work.isIdle) this.#deps.looker?.releaseIdle();
  }

  /** New photos into the queue. */
  queueSteps(): Generator<void, number> {
    return queueLooksSteps(this.#deps.db);
  }

  /** Photos that were looked at before faces were kept; null where none are. */
  queueFacesSteps(): Generator<void, number> | null {
    return this.keepsFaces ? queueFaceLooksSteps(this.#deps.db) : null;
  }

  drain({ libraries, onLooked, ...slice }: LooksDrainOptions): Promise<SliceEnd> {
    const roots = new Map(libraries.map(({ id, rootPath }) => [id, rootPath]));
    return this.#work.drain(
      slice,
      () => this.isAble,
      () => this.#beginNext(roots, onLooked),
    );
  }

  #beginNext(roots: ReadonlyMap<LibraryId, string>, onLooked: LooksDrainOptions['onLooked']): Promise<void> | null {
    const { db } = this.#deps;
    const photo = waitingLooksAmong(db, this.#wanted)[0] ?? waitingLooks(db, 1)[0];
    const forFaces = photo === undefined && this.keepsFaces ? waitingFaceLook(db) : null;
    if (photo === undefined && forFaces === null) return null;
    const work = photo !== undefined ? this.#finish(photo, roots) : this.#finishFaces(forFaces, roots);
    return work
      .then((picture) => {
        if (picture !== null) onLooked(picture.fileName);
      })
      .finally(() => {
        this.#begun = null;
      });
  }

  /** Null when nothing was written. */
  async #finish(photo: PhotoToLookAt, roots: ReadonlyMap<LibraryId, string>): Promise<Picture | null> {
    const { db, looker } = this.#deps;
    const { photoId, tries } = photo;
    if (looker === null) return null;
    if (tries >= mostTries) {
      recordNoLook(db, photoId, 'failed', 'Looking at the photo was begun several times and never came to its end.');
      return { bytes: new Uint8Array(), fileName: null };
    }
    beginLook(db, photoId);
    this.#begun = { photoId, isForFaces: false };
    const picture = await this.#pictureOf(photo, roots);
    if (this.#wasClosed()) return null;
    if (picture === null) {
      recordNoLook(db, photoId, 'without_picture', null);
      return { bytes: new Uint8Array(), fileName: null };
    }
    const outcome = await looker.look(picture.bytes, wantsFaces(db, photoId) ? 'all_and_faces' : 'all');
    if (this.#wasClosed()) return null;
    return this.#record(photo, outcome) ? picture : null;
  }

  /** Of a photo that was looked at before faces were kept. Null when nothing was written. */
  async #finishFaces(photo: PhotoToLookAt | null, roots: ReadonlyMap<LibraryId, string>): Promise<Picture | null> {
    const { db, looker } = this.#deps;
    if (looker === null || photo === null) return null;
    const { photoId, tries } = photo;
    if (tries >= mostTries) {
      recordNoFaces(db, photoId);
      return { bytes: new Uint8Array(), fileName: null };
    }
    beginFaceLook(db, photoId);
    this.#begun = { photoId, isForFaces: true };
    const picture = await this.#pictureOf(photo, roots);
    if (this.#wasClosed()) return null;
    const outcome = picture === null ? null : await looker.look(picture.bytes, 'faces');
    if (this.#wasClosed()) return null;
    return this.#recordFaces(photoId, outcome) ? picture : null;
  }

  /** Null where there is no picture of the photo any more. True when something was written for good. */
  #recordFaces(photoId: number, outcome: LookOutcome | null): boolean {
    const { db } = this.#deps;
    if (outcome?.kind === 'faces_seen') {
      if (outcome.faces.kind === 'described') {
        recordFacesAlone(db, photoId, outcome.faces);
        this.#noteFaces(outcome.faces);
        return true;
      }
      putFaceLookBack(db, photoId);
      this.#noteFaces(outcome.faces);
      this.#blockedUntil = performance.now() + retryMillis;
      return false;
    }
    if (outcome?.kind === 'unavailable') {
      putFaceLookBack(db, photoId);
      this.#blockedUntil = performance.now() + retryMillis;
      this.#deps.onTrouble(outcome.reason);
      return false;
    }
    // One that ended the process is tried again; a picture that cannot be looked at stays one.
    if (outcome?.kind === 'lost') return false;
    recordNoFaces(db, photoId);
    return true;
  }

  #noteFaces(faces: FacesLook): void {
    if (faces.kind === 'unavailable') this.#deps.onTrouble(faces.reason);
  }

  /** While something else was waited for. */
  #wasClosed(): boolean {
    return this.#isClosed;
  }

  #record({ photoId, tries }: PhotoToLookAt, outcome: LookOutcome): boolean {
    const { db, nowMs, onTrouble } = this.#deps;
    switch (outcome.kind) {
      case 'seen':
        recordLook(db, photoId, outcome, nowMs());
        this.#noteModels(outcome.models, outcome.missing);
        this.#noteFaces(outcome.faces);
        return true;
      case 'faces_seen':
        throw new Error('More than faces was wanted.');
      case 'failed':
        recordNoLook(db, photoId, 'failed', `The photo cannot be looked at (${outcome.reason}).`);
        return true;
      case 'lost':
        if (tries + 1 < mostTries) return false;
        recordNoLook(db, photoId, 'failed', outcome.reason);
        return true;
      case 'unavailable':
        putLookBack(db, photoId);
        this.#blockedUntil = performance.now() + retryMillis;
        onTrouble(outcome.reason);
        return false;
    }
  }

  #noteModels(models: string, missing: readonly MissingPart[]): void {
    const { db, onTrouble } = this.#deps;
    onTrouble(missing[0]?.reason ?? null);
    if (missing.length === 0 && getAppState(db, 'lookModels') !== models) {
      this.#modelsChanged = getAppState(db, 'lookModels') === null ? null : models;
      setAppState(db, 'lookModels', models);
    }
  }

  get hasOthersToDoAgain(): boolean {
    return this.#modelsChanged !== null;
  }

  /** Null when nothing is to be done again. */
  againSteps(): Generator<void, number> | null {
    const models = this.#modelsChanged;
    this.#modelsChanged = null;
    return models === null ? null : lookAgainSteps(this.#deps.db, models);
  }

  /** From a file of the photo, or its thumbnail where none is at hand; null when there is none yet. */
  async #pictureOf(photo: PhotoToLookAt, roots: ReadonlyMap<LibraryId, string>): Promise<Picture | null> {
    const files = filesToLookAt(this.#deps.db, photo.photoId);
    const fileName = files[0] === undefined ? null : fileNameOf(files[0].relPath);
    const thumbnail = getThumbnail(this.#deps.thumbnails, photo.contentHash);
    if (thumbnail === null) return null;
    for (const file of files) {
      const root = roots.get(file.libraryId);
      const rendered = root === undefined ? null : await this.#rendered(file, root);
      if (rendered !== null) return { bytes: rendered, fileName };
    }
    return { bytes: thumbnail.webp, fileName };
  }

  async #rendered(file: FileToLookAt, root: string): Promise<Uint8Array | null> {
    const type = mediaTypeOf(fileNameOf(file.relPath));
    if (type === null || type.kind === 'video' || type.preview === null) return null;
    const path = join(root, file.relPath);
    if (!(await isUnchanged(path, file))) return null;
    const outcome = await this.#render(path, type.preview === 'embedded');
    // The picture may be of other bytes than the hash, and what is found would be kept under it for good.
    return outcome?.kind === 'rendered' && (await isUnchanged(path, file)) ? outcome.image : null;
  }

  async #render(path: string, isEmbedded: boolean): Promise<RenderOutcome | null> {
    const { pool, previews } = this.#deps;
    if (!isEmbedded) return pool.render({ path }, { edge: lookEdge, isUrgent: false });
    const outcome = await withEmbeddedPreview(previews, path, async (picture): Promise<Attempt<RenderOutcome>> => {
      const rendered = await pool.render({ picture }, { edge: lookEdge, isUrgent: false });
      return rendered.kind === 'rendered'
        ? { kind: 'done', value: rendered }
        : { kind: 'damaged', reason: rendered.reason };
    });
    return outcome.kind === 'done' ? outcome.value : null;
  }
}
