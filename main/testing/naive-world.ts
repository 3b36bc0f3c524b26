/**
 * What people do to files, and what Keepsight must make of it, written down naively: no SQL, no hashes, no queues.
 * Bytes are texts, `picture.edit`: edits of one picture look alike, other pictures are plainly others.
 */

export interface NaiveFile {
  readonly bytes: string;
  /** Which file it is, whatever it is called, since it was last written. A rename keeps it, a copy has its own. */
  readonly file: number;
}

export interface NaiveLibrary {
  readonly id: number;
  readonly disk: Map<string, NaiveFile>;
  isOnline: boolean;
}

/** A location as the app has seen it. */
export interface SeenFile {
  readonly library: number;
  readonly path: string;
  file: number;
  /** Null until it was read. */
  bytes: string | null;
  isMissing: boolean;
}

interface TagAtPlace {
  /** Null in rows from before they knew it. */
  readonly library: number | null;
  readonly path: string;
  readonly tag: string;
}

interface CopyTag {
  library: number;
  path: string;
  bytes: string;
  readonly tag: string;
}

export interface NaiveInsight {
  /** Of the engine's row; carried ones get theirs later and are known by what they say. */
  readonly key: string;
  bytes: string;
  isCurrent: boolean;
  isDeleted: boolean;
  pinnedAt: number | null;
  readonly generatedAt: number;
  readonly order: number;
  /** When it stopped being current. */
  demoted: number;
}

/** Where a change of a tag happened: on bytes, or at a place that was not read yet. */
type Target = { readonly bytes: string } | { readonly library: number; readonly path: string };

interface Change {
  readonly target: Target;
  readonly tag: string;
  readonly action: 'add' | 'remove';
}

interface NaiveEdit {
  readonly changes: readonly Change[];
  readonly role: 'do' | 'undo' | 'redo';
  isUndone: boolean;
}

export class NaiveWorld {
  readonly libraries = new Map<number, NaiveLibrary>();
  readonly seen: SeenFile[] = [];
  readonly tags = new Map<string, Set<string>>();
  readonly atPlaces: TagAtPlace[] = [];
  readonly copyTags: CopyTag[] = [];
  readonly insights: NaiveInsight[] = [];
  readonly edits: NaiveEdit[] = [];
  readonly lineage = new Set<string>();
  /** Tags that the user took off bytes since these were edited into others. */
  readonly removedSince = new Map<string, Set<string>>();
  readonly #insightsAtPlaces: { key: string; library: number; path: string; generatedAt: number }[] = [];
  #clock = 0;

  at(library: number, path: string): SeenFile | undefined {
    return this.seen.find((file) => file.library === library && file.path === path);
  }

  placesOf(bytes: string): SeenFile[] {
    return this.seen.filter((file) => file.bytes === bytes);
  }

  tagsOfBytes(bytes: string): Set<string> {
    let tags = this.tags.get(bytes);
    if (tags === undefined) this.tags.set(bytes, (tags = new Set()));
    return tags;
  }

  tagsAt(file: SeenFile): Set<string> {
    const result = new Set(file.bytes === null ? [] : this.tagsOfBytes(file.bytes));
    for (const row of this.atPlaces) if (this.#homeOf(row) === file) result.add(row.tag);
    for (const row of this.copyTags) {
      if (row.library === file.library && row.path === file.path && row.bytes === file.bytes) result.add(row.tag);
    }
    return result;
  }

  /** Photos with a file that is not missing and the tag on one of its places. */
  photosWith(tag: string): number {
    const photos = this.seen
      .filter((file) => !file.isMissing && this.tagsAt(file).has(tag))
      .map((file) => file.bytes ?? `${file.library}/${file.path}`);
    return new Set(photos).size;
  }

  #homeOf(row: TagAtPlace): SeenFile | undefined {
    if (row.library !== null) return this.at(row.library, row.path);
    const candidates = this.seen.filter(({ path }) => path === row.path).sort((a, b) => a.library - b.library);
    return candidates.find(({ bytes }) => bytes !== null) ?? candidates[0];
  }

  // ---------------------------------------------------------------- what the user does

  tag(files: readonly SeenFile[], tag: string): void {
    this.#record(
      files
        .filter((file) => !this.#isShared(file, tag))
        .map((file) => ({ target: targetOf(file), tag, action: 'add' })),
      'do',
    );
  }

  untag(files: readonly SeenFile[], tag: string): void {
    this.#record(
      files.filter((file) => this.#bears(file, tag)).map((file) => ({ target: targetOf(file), tag, action: 'remove' })),
      'do',
    );
  }

  undo(): boolean {
    const index = this.edits.findLastIndex((edit) => edit.role !== 'undo' && !edit.isUndone);
    return this.#takeBack(index, 'undo');
  }

  redo(): boolean {
    const index = this.edits.findLastIndex((edit) => edit.role === 'undo' && !edit.isUndone);
    if (index < this.edits.findLastIndex((edit) => edit.role === 'do')) return false;
    return this.#takeBack(index, 'redo');
  }

  #takeBack(index: number, role: 'undo' | 'redo'): boolean {
    const edit = this.edits[index];
    if (edit === undefined) return false;
    edit.isUndone = true;
    const changes = edit.changes.map((change) => ({
      ...change,
      action: change.action === 'add' ? ('remove' as const) : ('add' as const),
    }));
    this.#record(changes, role);
    return true;
  }

  #isShared(file: SeenFile, tag: string): boolean {
    return (
      (file.bytes !== null && this.tagsOfBytes(file.bytes).has(tag)) ||
      this.atPlaces.some((row) => row.tag === tag && this.#homeOf(row) === file)
    );
  }

  #bears(file: SeenFile, tag: string): boolean {
    const places = file.bytes === null ? [file] : this.placesOf(file.bytes);
    return places.some((place) => this.tagsAt(place).has(tag));
  }

  #record(changes: readonly Change[], role: NaiveEdit['role']): void {
    const distinct = new Map(changes.map((change) => [JSON.stringify(change), change]));
    if (distinct.size === 0 && role === 'do') return;
    for (const change of distinct.values()) this.#apply(change);
    this.edits.push({ changes: [...distinct.values()], role, isUndone: false });
  }

  #apply({ target, tag, action }: Change): void {
    const bytes = 'bytes' in target ? target.bytes : (this.at(target.library, target.path)?.bytes ?? null);
    if (bytes === null) {
      const place = target as { library: number; path: string };
      const index = this.atPlaces.findIndex(
        (row) => row.tag === tag && row.library === place.library && row.path === place.path,
      );
      if (action === 'add' && index < 0) this.atPlaces.push({ ...place, tag });
      if (action === 'remove' && index >= 0) this.atPlaces.splice(index, 1);
      return;
    }
    if (action === 'add') {
      this.tagsOfBytes(bytes).add(tag);
    } else {
      this.tagsOfBytes(bytes).delete(tag);
      const removed = this.removedSince.get(bytes) ?? new Set();
      this.removedSince.set(bytes, removed.add(tag));
    }
    // For the photo or not at all: tags of single copies have become needless, or go with it.
    removeWhere(this.copyTags, (row) => row.tag === tag && row.bytes === bytes);
    removeWhere(this.atPlaces, (row) => row.tag === tag && this.#homeOf(row)?.bytes === bytes);
  }

  store(key: string, bytes: string, generatedAt: number, isPinned: boolean): void {
    for (const other of this.currentOf(bytes)) this.#demote(other);
    const order = ++this.#clock;
    this.insights.push({
      key,
      bytes,
      isCurrent: true,
      isDeleted: false,
      pinnedAt: isPinned ? order : null,
      generatedAt,
      order,
      demoted: 0,
    });
  }

  /** From before places had hashes. */
  storeAtPlace(key: string, library: number, path: string, generatedAt: number): void {
    this.#insightsAtPlaces.push({ key, library, path, generatedAt });
  }

  makeCurrent(insight: NaiveInsight): void {
    for (const other of this.currentOf(insight.bytes)) if (other !== insight) this.#demote(other);
    insight.isCurrent = true;
    insight.pinnedAt = ++this.#clock;
  }

  delete(insight: NaiveInsight): void {
    const wasCurrent = insight.isCurrent;
    insight.isDeleted = true;
    insight.isCurrent = false;
    if (!wasCurrent) return;
    const rest = this.historyOf(insight.bytes);
    const next =
      rest.filter(({ pinnedAt }) => pinnedAt !== null).sort((a, b) => (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0))[0] ??
      rest.sort((a, b) => b.demoted - a.demoted || b.order - a.order)[0];
    if (next !== undefined) next.isCurrent = true;
  }

  /** All of a photo that are not deleted. */
  historyOf(bytes: string): NaiveInsight[] {
    return this.insights.filter((insight) => insight.bytes === bytes && !insight.isDeleted);
  }

  currentOf(bytes: string): NaiveInsight[] {
    return this.historyOf(bytes).filter(({ isCurrent }) => isCurrent);
  }

  #demote(insight: NaiveInsight): void {
    insight.isCurrent = false;
    insight.demoted = ++this.#clock;
  }

  /** The library was taken out of the app: its files are forgotten, what is known of their bytes is not. */
  forget(library: number): void {
    removeWhere(this.seen, (file) => file.library === library);
  }

  // ---------------------------------------------------------------- what the app finds

  /** Everything that the disks show was seen, read unless reading is paused, and reconciled. */
  settle(isReading: boolean): void {
    const online = [...this.libraries.values()].filter(({ isOnline }) => isOnline);
    for (const library of online) this.#see(library);
    this.#takeOver();
    if (isReading) for (const library of online) this.#read(library);
    for (const library of online) this.#miss(library);
    this.#follow();
    this.#reconcile();
  }

  #see(library: NaiveLibrary): void {
    for (const [path, { file }] of library.disk) {
      const known = this.at(library.id, path);
      if (known === undefined) {
        this.seen.push({ library: library.id, path, file, bytes: null, isMissing: false });
      } else {
        known.isMissing = false;
        known.file = file;
      }
    }
  }

  /** A file that is known already under another path takes over what is known, edited since or not. */
  #takeOver(): void {
    for (const file of this.seen) {
      if (file.bytes !== null || this.libraries.get(file.library)?.isOnline !== true) continue;
      const same = this.seen.find((other) => other !== file && other.file === file.file && other.bytes !== null);
      if (same !== undefined) file.bytes = same.bytes;
    }
  }

  #read(library: NaiveLibrary): void {
    for (const [path, { bytes }] of library.disk) {
      const known = this.at(library.id, path);
      if (known === undefined) continue;
      const before = known.bytes;
      known.bytes = bytes;
      if (before !== null && before !== bytes) this.#edited(known, before, bytes);
    }
  }

  #edited(place: SeenFile, from: string, to: string): void {
    for (const row of [...this.atPlaces]) {
      if (row.path !== place.path || row.library !== place.library) continue;
      this.tagsOfBytes(from).add(row.tag);
      removeWhere(this.atPlaces, (other) => other === row);
    }
    if (pictureOf(from) !== pictureOf(to)) return;
    const isRevert = this.lineage.has(`${to}>${from}`);
    this.lineage.add(`${from}>${to}`);
    const target = this.tagsOfBytes(to);
    if (isRevert && !this.placesOf(to).some((other) => other !== place && !other.isMissing)) {
      for (const tag of this.removedSince.get(from) ?? []) {
        if (!this.tagsOfBytes(from).has(tag)) target.delete(tag);
      }
    }
    this.removedSince.delete(to);
    for (const tag of this.tagsOfBytes(from)) target.add(tag);
    for (const row of this.copyTags) {
      if (row.library === place.library && row.path === place.path && row.bytes === from) row.bytes = to;
    }
    if (this.insights.some((insight) => insight.bytes === to)) return;
    this.insights.push(...this.historyOf(from).map((insight) => ({ ...insight, bytes: to })));
  }

  #miss(library: NaiveLibrary): void {
    for (const file of this.seen) {
      if (file.library === library.id && !library.disk.has(file.path)) file.isMissing = true;
    }
  }

  /** Missing here, present elsewhere: it was moved, and its place is forgotten. */
  #follow(): void {
    for (const gone of this.seen.filter(({ isMissing }) => isMissing)) {
      const isOnline = this.libraries.get(gone.library)?.isOnline === true;
      const present = this.seen.filter(({ isMissing }) => !isMissing);
      const heir =
        present.find(({ file, bytes }) => file === gone.file && (gone.bytes === null || bytes === gone.bytes)) ??
        // Of a library that is away nothing is concluded from copies elsewhere.
        (isOnline ? present.findLast(({ bytes }) => bytes !== null && bytes === gone.bytes) : undefined);
      if (heir === undefined) continue;
      for (const row of this.atPlaces) {
        if (row.library !== gone.library || row.path !== gone.path) continue;
        Object.assign(row, { library: heir.library, path: heir.path });
      }
      for (const row of this.copyTags) {
        if (row.library !== gone.library || row.path !== gone.path || row.bytes !== gone.bytes) continue;
        Object.assign(row, { library: heir.library, path: heir.path });
      }
      removeWhere(this.seen, (other) => other === gone);
    }
  }

  #reconcile(): void {
    for (const row of [...this.#insightsAtPlaces]) {
      const bytes = this.at(row.library, row.path)?.bytes ?? null;
      if (bytes === null) continue;
      removeWhere(this.#insightsAtPlaces, (other) => other === row);
      this.insights.push({
        ...row,
        bytes,
        isCurrent: true,
        isDeleted: false,
        pinnedAt: null,
        order: ++this.#clock,
        demoted: 0,
      });
    }
    for (const row of [...this.atPlaces]) {
      const bytes = this.#homeOf(row)?.bytes ?? null;
      if (bytes === null) continue;
      this.tagsOfBytes(bytes).add(row.tag);
      removeWhere(this.atPlaces, (other) => other === row);
    }
    for (const bytes of new Set(this.insights.map((insight) => insight.bytes))) {
      const [, ...others] = this.currentOf(bytes).sort(
        (a, b) => (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0) || a.generatedAt - b.generatedAt || a.order - b.order,
      );
      for (const other of others) this.#demote(other);
    }
  }
}

function targetOf(file: SeenFile): Target {
  return file.bytes === null ? { library: file.library, path: file.path } : { bytes: file.bytes };
}

export function pictureOf(bytes: string): number {
  return Number(bytes.split('.')[0]);
}

function removeWhere<T>(list: T[], condition: (item: T) => boolean): void {
  for (let index = list.length - 1; index >= 0; index--) {
    const item = list[index];
    if (item !== undefined && condition(item)) list.splice(index, 1);
  }
}
