/** DESIGN.md, section 2, written down naively: no SQL, no indexes, no queues. The property tests hold the app to it. */

export interface OracleLocation {
  readonly id: number;
  readonly library: number;
  readonly path: string;
  hash: number | null;
  presence: 0 | 1 | 2;
}

export interface OracleTagRow {
  /** Null in rows from before they knew it. */
  readonly library: number | null;
  readonly path: string;
  readonly tag: number;
  hash: number | null;
}

export interface OracleInsight {
  readonly id: number;
  readonly library: number;
  readonly path: string;
  readonly generatedAt: number;
  hash: number | null;
  pinnedAt: number | null;
  current: boolean;
  why: string | null;
}

/** An older tag that may mean several photos. */
export interface OracleAmbiguity {
  readonly tag: number;
  readonly path: string;
  /** Hashes of all that it may mean, each with the lowest library where it stood. */
  readonly photos: Map<number, number>;
  isSettled: boolean;
}

export class Oracle {
  ambiguities: OracleAmbiguity[] = [];
  locations: OracleLocation[] = [];
  tagRows: OracleTagRow[] = [];
  insights: OracleInsight[] = [];

  at(library: number, path: string): OracleLocation | undefined {
    return this.locations.find((location) => location.library === library && location.path === path);
  }

  /** The place an unhashed row belongs to. */
  homeOf(row: { readonly library: number | null; readonly path: string }): OracleLocation | undefined {
    if (row.library !== null) return this.at(row.library, row.path);
    const candidates = this.locations.filter(({ path }) => path === row.path).sort((a, b) => a.library - b.library);
    return candidates.find(({ hash }) => hash !== null) ?? candidates[0];
  }

  tagsOf(location: OracleLocation): Set<number> {
    const rows = this.tagRows.filter((row) =>
      row.hash === null ? this.homeOf(row) === location : row.hash === location.hash,
    );
    return new Set(rows.map(({ tag }) => tag));
  }

  /** Photos with a file that is not missing and the tag on one of its visible places. */
  photosWith(tag: number): number {
    const photos = this.locations
      .filter((location) => location.presence !== 2 && this.tagsOf(location).has(tag))
      .map(photoKey);
    return new Set(photos).size;
  }

  /** The photo bears the tag, by its bytes or at one of its places. */
  bears(hash: number, tag: number): boolean {
    return (
      this.tagRows.some((row) => row.hash === hash && row.tag === tag) ||
      this.locations.some((location) => location.hash === hash && this.tagsOf(location).has(tag))
    );
  }

  #lowestLibraryOf(hash: number): number {
    const libraries = this.locations.filter((location) => location.hash === hash).map(({ library }) => library);
    return libraries.length === 0 ? 0 : Math.min(...libraries);
  }

  /** The user says which photos an older tag meant. */
  settle(ambiguity: OracleAmbiguity, meant: ReadonlySet<number>): void {
    const { tag, path, photos } = ambiguity;
    const bore = new Set([...photos.keys()].filter((hash) => this.bears(hash, tag)));
    this.tagRows = this.tagRows.filter((row) => {
      const hash = row.hash ?? this.homeOf(row)?.hash ?? null;
      return row.tag !== tag || hash === null || !photos.has(hash) || meant.has(hash);
    });
    const inOrder = [...photos].sort(([, a], [, b]) => a - b);
    for (const [hash, library] of inOrder) {
      if (meant.has(hash) && !bore.has(hash)) this.tagRows.push({ library, path, tag, hash });
    }
    ambiguity.isSettled = true;
  }

  tagFile(library: number, path: string, tag: number): void {
    const location = this.at(library, path);
    const bears =
      location === undefined
        ? this.tagRows.some(
            (row) => row.hash === null && row.library === library && row.path === path && row.tag === tag,
          )
        : this.tagsOf(location).has(tag);
    if (!bears) this.tagRows.push({ library, path, tag, hash: location?.hash ?? null });
  }

  untag(location: OracleLocation, tag: number): void {
    const places = this.placesOf(location);
    this.tagRows = this.tagRows.filter((row) => {
      if (row.tag !== tag) return true;
      if (row.hash !== null) return row.hash !== location.hash;
      const home = this.homeOf(row);
      return home === undefined || !places.includes(home);
    });
  }

  placesOf(location: OracleLocation): OracleLocation[] {
    return location.hash === null ? [location] : this.locations.filter(({ hash }) => hash === location.hash);
  }

  /** Insights of the photo at a place that need not be known. */
  insightsAt(library: number, path: string, hash: number | null): OracleInsight[] {
    const places = hash === null ? [] : this.locations.filter((location) => location.hash === hash);
    return this.insights.filter((insight) => {
      if (insight.hash !== null) return insight.hash === hash;
      if (insight.library === library && insight.path === path) return true;
      return places.some((place) => place.library === insight.library && place.path === insight.path);
    });
  }

  storeInsight(id: number, library: number, path: string, generatedAt: number, pin: boolean): void {
    const hash = this.at(library, path)?.hash ?? null;
    for (const other of this.insightsAt(library, path, hash)) demote(other, 'superseded');
    const pinnedAt = pin ? generatedAt : null;
    this.insights.push({ id, library, path, generatedAt, hash, pinnedAt, current: true, why: null });
  }

  makeCurrent(insight: OracleInsight, now: number): void {
    const known = this.at(insight.library, insight.path)?.hash ?? null;
    const hash = insight.hash ?? known;
    for (const other of this.insightsAt(insight.library, insight.path, hash)) {
      const isAtOtherBytes = other.hash === null && known !== null && known !== hash && other.path === insight.path;
      if (other !== insight && !(isAtOtherBytes && other.library === insight.library)) demote(other, 'not_pinned');
    }
    const pins = this.insightsAt(insight.library, insight.path, hash).map(({ pinnedAt }) => pinnedAt ?? -1);
    Object.assign(insight, { current: true, pinnedAt: Math.max(now, ...pins.map((pin) => pin + 1)), why: null });
  }

  /** The id of the insight that is shown as current at a location; null when there is none. */
  shownAt(location: OracleLocation): number | null {
    const current = this.insightsAt(location.library, location.path, location.hash).filter(
      (insight) => insight.current,
    );
    return current.sort(mergeOrder)[0]?.id ?? null;
  }

  reconcile(): { filledTags: number; filledInsights: number; demoted: number; ambiguous: number } {
    const counts = { filledTags: 0, filledInsights: 0, demoted: 0, ambiguous: 0 };
    for (const row of this.tagRows) {
      if (row.hash !== null) continue;
      const hash = this.homeOf(row)?.hash ?? null;
      if (hash === null) continue;
      row.hash = hash;
      counts.filledTags++;
    }
    for (const { library, path, tag, hash } of this.tagRows) {
      if (library !== null || hash === null) continue;
      const there = this.locations.filter((location) => location.path === path && location.hash !== null);
      let noted = this.ambiguities.find((ambiguity) => ambiguity.tag === tag && ambiguity.path === path);
      if (noted === undefined && there.some((other) => other.hash !== hash)) {
        this.ambiguities.push((noted = { tag, path, photos: new Map(), isSettled: false }));
        if (!there.some((other) => other.hash === hash)) noted.photos.set(hash, this.#lowestLibraryOf(hash));
        counts.ambiguous++;
      }
      if (noted === undefined || noted.isSettled) continue;
      for (const other of there) {
        const known = noted.photos.get(other.hash ?? 0) ?? Infinity;
        noted.photos.set(other.hash ?? 0, Math.min(known, other.library));
      }
    }
    for (const insight of this.insights) {
      if (insight.hash !== null) continue;
      insight.hash = this.at(insight.library, insight.path)?.hash ?? null;
      if (insight.hash !== null) counts.filledInsights++;
    }
    for (const hash of new Set(this.insights.map((insight) => insight.hash))) {
      if (hash === null) continue;
      const current = this.insights.filter((insight) => insight.hash === hash && insight.current).sort(mergeOrder);
      for (const other of current.slice(1)) {
        demote(other, (current[0]?.pinnedAt ?? null) === null ? 'merged_later' : 'not_pinned');
        counts.demoted++;
      }
    }
    return counts;
  }
}

export function photoKey(location: OracleLocation): string {
  return location.hash === null ? `location ${location.id}` : `hash ${location.hash}`;
}

function demote(insight: OracleInsight, why: string): void {
  if (!insight.current) return;
  insight.current = false;
  insight.why = why;
}

/** Pinned before unpinned, the latest pin first; then the earliest generated; then the lowest id. */
function mergeOrder(a: OracleInsight, b: OracleInsight): number {
  if (a.pinnedAt !== b.pinnedAt) {
    if (a.pinnedAt === null) return 1;
    if (b.pinnedAt === null) return -1;
    return b.pinnedAt - a.pinnedAt;
  }
  return a.generatedAt - b.generatedAt || a.id - b.id;
}
