/** Pictures for the grid of photos that have no thumbnail yet. Nothing of them is kept: the thumbnail comes soon. */
import type { LocationId } from '../../preload/contract/model.js';
import { mediaTypeOf } from '../core/media-types.js';
import { NewestFirst } from '../core/newest-first.js';
import { fileNameOf } from '../core/rel-path.js';
import { filePlace } from '../dao/locations.js';
import type { ReadDb } from '../db/open.js';
import type { DecodePool } from '../ingest/decode-pool.js';
import { realFile } from '../libraries/roots.js';

/** Enough that no decoder waits for the next; each takes a few milliseconds. */
const atOnce = 8;
/** More than a large screen shows. */
const maxWaiting = 500;

/** Others hold none, or one that Chromium cannot show. */
function mayHaveOne(relPath: string): boolean {
  const type = mediaTypeOf(fileNameOf(relPath));
  return type?.kind === 'raw' || type?.mimeType === 'image/jpeg';
}

export class ExifThumbnails {
  readonly #db: ReadDb;
  readonly #pool: DecodePool;
  readonly #queue = new NewestFirst({ atOnce, maxWaiting });

  constructor({ db, pool }: { readonly db: ReadDb; readonly pool: DecodePool }) {
    this.#db = db;
    this.#pool = pool;
  }

  /** A JPEG with the orientation of its photo; null when there is none in its first bytes. Never rejects. */
  of(locationId: LocationId): Promise<Uint8Array | null> {
    return this.#queue.run(() => this.#read(locationId), null);
  }

  async #read(locationId: LocationId): Promise<Uint8Array | null> {
    const place = filePlace(this.#db, locationId);
    if (place === null || !mayHaveOne(place.relPath)) return null;
    const path = await realFile(place.rootPath, place.relPath);
    return path === null ? null : this.#pool.exifThumbnail(path);
  }
}
