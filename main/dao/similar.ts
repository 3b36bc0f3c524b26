/** Which photos look like one, by their vectors: all of them in memory, compared one by one. */
import type { LocationId } from '../../preload/contract/model.js';
import type { ReadDb } from '../db/open.js';
import { embeddingsAfter, latestModels, photoAt, scaleOf } from './photo-signals.js';

/** Cosines of what is called alike; docs/insights.md has the figures beside which they were chosen. */
export const likenessOf = { same: 0.95, alike: 0.72 } as const;
const mostAlike = 300;
const rowsAtOnce = 10_000;

export interface AlikePhoto {
  readonly photoId: number;
  /** Cosine, at most 1. */
  readonly likeness: number;
}

/**
 * Vectors of photos, as many bytes for each as the models give. Read when they are first asked for, then only what is new;
 * 18 MB for 100,000. What was purged stays until a new start: whoever asks looks each photo up all the same.
 */
export class SimilarPhotos {
  readonly #db: ReadDb;
  #models = '';
  #length = 0;
  #count = 0;
  #vectors = new Uint8Array(0);
  /** One through the length of each. */
  #scales = new Float32Array(0);
  #photos = new Int32Array(0);
  /** Where the vector of a photo lies. */
  readonly #rows = new Map<number, number>();
  #readTo = 0;

  constructor(db: ReadDb) {
    this.#db = db;
  }

  get count(): number {
    return this.#count;
  }

  /** The most alike first, the photo itself before all; empty while it was not looked at. */
  to(locationId: LocationId, most = mostAlike, least: number = likenessOf.alike): readonly AlikePhoto[] {
    this.#read();
    const photo = photoAt(this.#db, locationId);
    const row = photo === null ? undefined : this.#rows.get(photo);
    return photo === null || row === undefined ? [] : this.#nearest(row, most, least);
  }

  #nearest(row: number, most: number, least: number): readonly AlikePhoto[] {
    const length = this.#length;
    const vectors = this.#vectors;
    const wanted = vectors.slice(row * length, (row + 1) * length);
    const scale = this.#scales[row] ?? 0;
    const best: AlikePhoto[] = [];
    let bound = least;
    for (let other = 0, at = 0; other < this.#count; other++) {
      let product = 0;
      for (let n = 0; n < length; n++, at++) product += (wanted[n] ?? 0) * (vectors[at] ?? 0);
      const likeness = other === row ? 1 : product * scale * (this.#scales[other] ?? 0);
      if (likeness < bound) continue;
      insert(best, { photoId: this.#photos[other] ?? 0, likeness: Math.min(1, likeness) }, most);
      if (best.length === most) bound = Math.max(bound, best.at(-1)?.likeness ?? bound);
    }
    const itself = this.#photos[row] ?? 0;
    return [{ photoId: itself, likeness: 1 }, ...best.filter(({ photoId }) => photoId !== itself)];
  }

  #read(): void {
    // Other models than before: what they say cannot be compared.
    const models = latestModels(this.#db);
    if (models === null) return;
    if (models !== this.#models) this.#forget(models);
    for (;;) {
      const rows = embeddingsAfter(this.#db, this.#readTo, rowsAtOnce);
      for (const [, photo, ofModels, vector] of rows) if (ofModels === models) this.#put(photo, vector);
      this.#readTo = rows.at(-1)?.[0] ?? this.#readTo;
      if (rows.length < rowsAtOnce) return;
    }
  }

  #forget(models: string): void {
    this.#models = models;
    this.#length = 0;
    this.#count = 0;
    this.#readTo = 0;
    this.#rows.clear();
  }

  /** A photo that was looked at again keeps its place. */
  #put(photo: number, vector: Buffer): void {
    if (this.#length === 0) this.#length = vector.length;
    if (vector.length !== this.#length) return;
    const row = this.#rows.get(photo) ?? this.#count++;
    if (row >= this.#photos.length) this.#grow(Math.max(1_000, row * 2));
    this.#rows.set(photo, row);
    this.#photos[row] = photo;
    this.#vectors.set(vector, row * this.#length);
    this.#scales[row] = scaleOf(vector);
  }

  #grow(rows: number): void {
    const [vectors, scales, photos] = [this.#vectors, this.#scales, this.#photos];
    this.#vectors = new Uint8Array(rows * this.#length);
    this.#vectors.set(vectors.subarray(0, this.#count * this.#length));
    this.#scales = new Float32Array(rows);
    this.#scales.set(scales.subarray(0, rows));
    this.#photos = new Int32Array(rows);
    this.#photos.set(photos.subarray(0, rows));
  }
}

/** Keeps the largest, in order; of equals the one that came first. */
function insert(best: AlikePhoto[], one: AlikePhoto, most: number): void {
  let at = best.length;
  while (at > 0 && (best[at - 1]?.likeness ?? 0) < one.likeness) at--;
  if (at >= most) return;
  best.splice(at, 0, one);
  if (best.length > most) best.pop();
}
