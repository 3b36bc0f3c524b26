/** Faces for the page of people, as sharp as their photos have them. In memory only: when faces are deleted, nothing stays. */
import type { FaceId } from '../../preload/contract/model.js';
import { NewestFirst } from '../core/newest-first.js';
import { RecentlyUsed } from '../core/recently-used.js';
import { facePlace } from '../dao/people-list.js';
import type { ReadDb } from '../db/open.js';
import type { Rendition } from '../ingest/decode-pool.js';
import type { Renditions } from './renditions.js';

/** Pixels a side: the largest that is shown, on a screen of twice the density. */
const edge = 256;
/** Each takes a decoder for 0.1 s or so; the other one goes on with what else there is to do. */
const atOnce = 1;
/** More than a screen shows. */
const maxWaiting = 200;
/** About ten megabytes. */
const maxKept = 600;

export class FacePictures {
  readonly #db: ReadDb;
  readonly #renditions: Pick<Renditions, 'face'>;
  readonly #queue = new NewestFirst({ atOnce, maxWaiting });
  readonly #kept = new RecentlyUsed<FaceId, Rendition>(maxKept);

  constructor(db: ReadDb, renditions: Pick<Renditions, 'face'>) {
    this.#db = db;
    this.#renditions = renditions;
  }

  /** A JPEG, upright; null where the photo is not there, or later ones were wanted more. Never rejects. */
  of(faceId: FaceId): Promise<Rendition | null> {
    const known = this.#kept.get(faceId);
    if (known !== undefined) return Promise.resolve(known);
    return this.#queue.run(() => this.#make(faceId), null);
  }

  forget(): void {
    this.#kept.clear();
  }

  async #make(faceId: FaceId): Promise<Rendition | null> {
    // The same face may have been asked for twice.
    const known = this.#kept.get(faceId);
    if (known !== undefined) return known;
    const place = facePlace(this.#db, faceId);
    if (place === null) return null;
    const outcome = await this.#renditions.face(place.locationId, place.box, edge);
    if (outcome.kind === 'failed') return null;
    // It may have been deleted meanwhile.
    if (facePlace(this.#db, faceId) !== null) this.#kept.set(faceId, outcome);
    return outcome;
  }
}
