/** Names and hashes of the photos in sight, fetched by windows and kept for the most recently seen. */
import { call, type ContentHash, type GridDetail, type LocationId } from '../../api/index.js';

const CAPACITY = 4000;
const WINDOW = 400;

interface Entry {
  /** Null when the photo is gone. */
  readonly detail: GridDetail | null;
  /** The last one known; it outlives the location, so that a photo that moved can be found again. */
  readonly contentHash: ContentHash | null;
  readonly generation: number;
}

type Fetch = (locationIds: LocationId[]) => Promise<readonly GridDetail[]>;

export class DetailCache {
  readonly #fetch: Fetch;
  readonly #capacity: number;
  /** In order of use, the oldest first. */
  readonly #entries = new Map<LocationId, Entry>();
  readonly #listeners = new Map<LocationId, Set<() => void>>();
  #generation = 0;
  #wanted: readonly LocationId[] = [];
  #isFetching = false;

  constructor(fetch: Fetch, capacity = CAPACITY) {
    this.#fetch = fetch;
    this.#capacity = capacity;
  }

  get(id: LocationId): GridDetail | null {
    return this.#entries.get(id)?.detail ?? null;
  }

  lastHash(id: LocationId): ContentHash | null {
    return this.#entries.get(id)?.contentHash ?? null;
  }

  subscribe(id: LocationId, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(id, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(id);
    };
  }

  /** What is in sight now. A later call replaces what an earlier one still waits for. */
  want(ids: readonly LocationId[]): void {
    this.#wanted = ids;
    for (const id of ids) {
      const entry = this.#entries.get(id);
      if (entry === undefined) continue;
      this.#entries.delete(id);
      this.#entries.set(id, entry);
    }
    void this.#pump();
  }

  /** Everything may have changed; what is known stays until the new answer is there. */
  invalidate(): void {
    this.#generation += 1;
    void this.#pump();
  }

  async #pump(): Promise<void> {
    if (this.#isFetching) return;
    this.#isFetching = true;
    try {
      for (;;) {
        const generation = this.#generation;
        const ids = this.#wanted.filter((id) => this.#entries.get(id)?.generation !== generation).slice(0, WINDOW);
        if (ids.length === 0) return;
        this.#store(ids, await this.#fetch(ids), generation);
      }
    } catch {
      // The next scroll or change asks again.
      this.#wanted = [];
    } finally {
      this.#isFetching = false;
    }
  }

  #store(ids: readonly LocationId[], details: readonly GridDetail[], generation: number): void {
    const found = new Map(details.map((detail) => [detail.id, detail]));
    for (const id of ids) {
      const detail = found.get(id) ?? null;
      const before = this.#entries.get(id);
      const isSame = before !== undefined && sameDetail(before.detail, detail);
      this.#entries.delete(id);
      const contentHash = detail?.contentHash ?? before?.contentHash ?? null;
      this.#entries.set(id, { detail: isSame ? before.detail : detail, contentHash, generation });
      if (!isSame) for (const listener of this.#listeners.get(id) ?? []) listener();
    }
    for (const id of this.#entries.keys()) {
      if (this.#entries.size <= this.#capacity) break;
      this.#entries.delete(id);
    }
  }
}

function sameDetail(a: GridDetail | null, b: GridDetail | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.contentHash === b.contentHash &&
    a.hasThumbnail === b.hasThumbnail &&
    a.blur === b.blur &&
    a.fileName === b.fileName &&
    a.title === b.title &&
    a.tagCount === b.tagCount &&
    a.durationMs === b.durationMs &&
    a.behind.join() === b.behind.join() &&
    a.libraryId === b.libraryId
  );
}

export const gridDetails = new DetailCache((locationIds) => call('gridDetails', { locationIds }));
