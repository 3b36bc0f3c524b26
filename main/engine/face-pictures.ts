/** Faces for the page of people, as sharp as their photos have them. In memory only: when faces are deleted, nothing stays. */
import type { FaceId } from '../../preload/contract/model.js';
import { NewestFirst } from '../core/newest-first.js';
import { facePlace } from '../dao/people-list.js';
import type { ReadDb } from '../db/open.js';
import type { RenderOutcome } from '../ingest/decode-pool.js';
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
  /** In the order of their last use. */
  readonly #kept = new Map<FaceId, RenderOutcome>();

  constructor(db: ReadDb, renditions: Pick<Renditions, 'face'>) {
    this.#db = db;
    this.#renditions = renditions;
  }

  /** A JPEG, upright. Never rejects; it fails where the photo is not there, or later ones were wanted more. */
  of(faceId: FaceId): Promise<RenderOutcome> {
    const known = this.#known(faceId);
    if (known !== null) return Promise.resolve(known);
    return this.#queue.run(() => this.#make(faceId), { kind: 'failed', reason: 'Other faces came first.' });
  }

  forget(): void {
    this.#kept.clear();
  }

  #known(faceId: FaceId): RenderOutcome | null {
    const known = this.#kept.get(faceId);
    if (known === undefined) return null;
    this.#kept.delete(faceId);
    this.#kept.set(faceId, known);
    return known;
  }

  async #make(faceId: FaceId): Promise<RenderOutcome> {
    // The same face may have been asked for twice.
    const known = this.#known(faceId);
    if (known !== null) return known;
    const place = facePlace(this.#db, faceId);
    if (place === null) return { kind: 'failed', reason: 'This face is not known any more.' };
    const outcome = await this.#renditions.face(place.locationId, place.box, edge);
    // It may have been deleted meanwhile.
    if (outcome.kind === 'rendered' && facePlace(this.#db, faceId) !== null) this.#keep(faceId, outcome);
    return outcome;
  }

  #keep(faceId: FaceId, outcome: RenderOutcome): void {
    this.#kept.set(faceId, outcome);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maxKept && oldest !== undefined) this.#kept.delete(oldest);
  }
}
