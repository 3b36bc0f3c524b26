/** Full-size pictures for the viewer, of files that the window cannot show by itself: made when they are asked for. */
import { stat } from 'node:fs/promises';
import type { LocationId } from '../../preload/contract/model.js';
import type { FaceBox } from '../../preload/contract/face-square.js';
import { mediaTypeOf } from '../core/media-types.js';
import type { MediaType } from '../core/media-types.js';
import { NewestFirst } from '../core/newest-first.js';
import { RecentlyUsed } from '../core/recently-used.js';
import { fileNameOf } from '../core/rel-path.js';
import { filePlace } from '../dao/locations.js';
import type { ReadDb } from '../db/open.js';
import type { DecodePool, RenderOptions, RenderOutcome, Rendition } from '../ingest/decode-pool.js';
import { withEmbeddedPreview } from '../ingest/embedded-preview.js';
import type { Attempt, PreviewReader } from '../ingest/embedded-preview.js';
import { realFile } from '../libraries/roots.js';

/** One is made while the next is read; more would only delay the one that is looked at. */
const atOnce = 2;
/** Whoever steps through photos faster than they are made wants the last ones. */
const maxWaiting = 4;
/** About twenty pictures. */
const maxCacheBytes = 64 * 1024 * 1024;
const maxReasons = 64;

const goneReason = 'The file is not there now. Connect its drive, or scan its library again.';
const passedOverReason = 'The picture was passed over for later ones. Open it again.';
const noExifToolReason = 'The picture in this RAW file cannot be read: ExifTool does not run on this computer.';

export interface RenditionDependencies {
  readonly db: ReadDb;
  readonly pool: DecodePool;
  readonly previews: PreviewReader;
}

/** Of a file as it is now: another size or time is another picture. */
interface Source {
  readonly path: string;
  readonly type: MediaType | null;
  readonly key: string;
}

const failed = (reason: string): RenderOutcome => ({ kind: 'failed', reason });

export class Renditions {
  readonly #deps: RenditionDependencies;
  readonly #made = new RecentlyUsed<string, Rendition>(maxCacheBytes, ({ image }) => image.byteLength);
  readonly #underway = new Map<string, Promise<RenderOutcome>>();
  readonly #queue = new NewestFirst({ atOnce, maxWaiting });
  readonly #reasons = new Map<LocationId, string>();

  constructor(dependencies: RenditionDependencies) {
    this.#deps = dependencies;
  }

  /**
   * A JPEG or WebP in sRGB of at most 4,096 pixels an edge, upright. Looked up by the location, never by a path. Never
   * rejects; of several that wait, the one asked for last is made first, and the oldest are given up.
   */
  async of(locationId: LocationId): Promise<RenderOutcome> {
    const source = await this.#find(locationId);
    const outcome = source === null ? failed(goneReason) : await this.#get(source);
    this.#reasons.delete(locationId);
    if (outcome.kind === 'failed') {
      this.#reasons.set(locationId, outcome.reason);
      const [oldest] = this.#reasons.keys();
      if (this.#reasons.size > maxReasons && oldest !== undefined) this.#reasons.delete(oldest);
    }
    return outcome;
  }

  /**
   * A picture of at most `edge` pixels for something else than a window, made in its turn and not kept. Of a file that is
   * not there, and of a video, its thumbnail is all there is.
   */
  async picture(locationId: LocationId, edge: number, thumbnail: () => Uint8Array | null): Promise<RenderOutcome> {
    const source = await this.#find(locationId);
    if (source !== null && source.type?.kind !== 'video') return this.#make(source, { edge, isUrgent: false });
    const image = thumbnail();
    if (image === null) return failed(goneReason);
    const picture = { image, orientation: 1, stored: null, isAdobeRgb: false };
    return this.#deps.pool.render({ picture }, { edge, isUrgent: false });
  }

  /** A face and what is around it, of at most `edge` pixels a side; made at once and not kept. */
  async face(locationId: LocationId, face: FaceBox, edge: number): Promise<RenderOutcome> {
    const source = await this.#find(locationId);
    return source === null ? failed(goneReason) : this.#make(source, { edge, face });
  }

  /** Why the last attempt at a location gave no picture; null when it gave one, or is long ago. */
  whyNone(locationId: LocationId): string | null {
    return this.#reasons.get(locationId) ?? null;
  }

  async #find(locationId: LocationId): Promise<Source | null> {
    const place = filePlace(this.#deps.db, locationId);
    if (place === null) return null;
    const path = await realFile(place.rootPath, place.relPath);
    const stats = path === null ? null : await stat(path).catch(() => null);
    if (path === null || stats === null) return null;
    const type = mediaTypeOf(fileNameOf(place.relPath));
    return { path, type, key: `${stats.size} ${stats.mtimeMs} ${path}` };
  }

  #get(source: Source): Promise<RenderOutcome> {
    const known = this.#made.get(source.key);
    if (known !== undefined) return Promise.resolve({ kind: 'rendered', ...known });
    const underway = this.#underway.get(source.key);
    if (underway !== undefined) return underway;
    const outcome = this.#queue
      .run(() => this.#make(source), failed(passedOverReason))
      .then((made) => {
        this.#underway.delete(source.key);
        if (made.kind === 'rendered') this.#made.set(source.key, { image: made.image, mimeType: made.mimeType });
        return made;
      });
    this.#underway.set(source.key, outcome);
    return outcome;
  }

  async #make({ path, type }: Source, options: RenderOptions = {}): Promise<RenderOutcome> {
    const { pool, previews } = this.#deps;
    if (type?.kind === 'video') return failed('This is a video: it is played, not drawn.');
    if (type?.preview !== 'embedded') return pool.render({ path }, options);
    const outcome = await withEmbeddedPreview(previews, path, async (picture): Promise<Attempt<RenderOutcome>> => {
      const rendered = await pool.render({ picture }, options);
      return rendered.kind === 'rendered'
        ? { kind: 'done', value: rendered }
        : { kind: 'damaged', reason: rendered.reason };
    });
    switch (outcome.kind) {
      case 'done':
        return outcome.value;
      case 'ordinary':
        return pool.render({ path }, options);
      case 'unavailable':
        return failed(noExifToolReason);
      case 'damaged':
      case 'unsupported':
        return failed(outcome.reason);
    }
  }
}
