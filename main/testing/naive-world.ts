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
  /** As it was last seen; the bytes are older when not. */
  isRead: boolean;
  /** As it was last seen. */
  size: number;
  isMissing: boolean;
  /** The engine's number of it, once known: of two, the later one turned up later. */
  id: number;
  /** Of a database of long ago: it did not turn up when another one went. */
  readonly isOld: boolean;
}

interface Place {
  readonly library: number;
  readonly path: string;
}

interface TagAtPlace {
  /** Null in rows from before they knew it. */
  readonly library: number | null;
  readonly path: string;
  readonly tag: string;
}

/** For one file as long as it holds these bytes. */
interface CopyTag {
  library: number;
  path: string;
  bytes: string;
  readonly tag: string;
}

export interface NaiveInsight {
  /** Of the engine's row; carried ones get theirs later and are known by what they say. */
  readonly key: string;
  /** Of a file that was not read yet: `bytesAt` its place. */
  bytes: string;
  isCurrent: boolean;
  isDeleted: boolean;
  pinnedAt: number | null;
  readonly generatedAt: number;
  readonly order: number;
  /** When it stopped being current. */
  demoted: number;
  why: Why;
  whyBeforePin: Why;
  /** Who wrote it: a provider and its model. */
  readonly maker: string;
  rating: string | null;
}

type Why = 'superseded' | 'merged_later' | 'not_pinned' | null;

/** What an edit gave or took: on bytes, at a place that was not read yet, or for one copy. */
interface Change {
  bytes: string | null;
  library: number;
  path: string;
  readonly isCopy: boolean;
  readonly isGiven: boolean;
}

interface NaiveEdit {
  readonly role: 'do' | 'undo' | 'redo';
  isUndone: boolean;
  readonly tag: string | null;
  readonly changes: Change[];
  readonly insight: NaiveInsight | null;
  /** Of a deletion: the insight itself, and the one that followed it, as they were; null in other edits. */
  readonly before: null | readonly { readonly insight: NaiveInsight; readonly was: NaiveInsight }[];
  /** Of a text of the user's: what was current before it; undefined in other edits. */
  readonly former?: NaiveInsight | null;
  /** The text was taken away again. */
  readonly isUnwritten?: boolean;
  readonly rated?: { readonly before: string | null; readonly after: string | null };
  /** Of an import: what came, and whether it was shown where it came from. */
  readonly imported?: readonly { readonly insight: NaiveInsight; readonly wasCurrent: boolean }[];
  /** Of a choice, or of a return to somebody's answers: what of each photo was touched, as it was and became. */
  readonly returned?: readonly (readonly TouchedInsight[])[];
  /** Of tags themselves; null for the others. */
  readonly whole: WholeTags | null;
  /** Tags that were renamed, or moved below others. */
  readonly placed: null | readonly PlacedTag[];
}

interface TouchedInsight {
  readonly insight: NaiveInsight;
  readonly before: NaiveInsight;
  readonly after: NaiveInsight;
}

/** Where a tag stood before it went elsewhere. */
interface PlacedTag {
  readonly tag: string;
  readonly before: TagPlace;
  /** It stood below another tag, or the top, and not only under another name. */
  readonly isMove: boolean;
}

interface TagPlace {
  /** Null at the top. */
  readonly parent: string | null;
  readonly level: string;
}

/** Tags that were deleted, or went into another one; or came back from that. */
interface WholeTags {
  readonly parts: readonly {
    readonly tag: string;
    readonly taken: Change[];
    readonly given: Change[];
    /** What stood below it, and went elsewhere. */
    readonly moved: readonly PlacedTag[];
  }[];
  readonly into: string | null;
  readonly isBack: boolean;
}

export class NaiveWorld {
  readonly #sizeOf: (bytes: string) => number;
  readonly libraries = new Map<number, NaiveLibrary>();
  readonly seen: SeenFile[] = [];
  readonly tags = new Map<string, Set<string>>();
  readonly atPlaces: TagAtPlace[] = [];
  readonly copyTags: CopyTag[] = [];
  readonly insights: NaiveInsight[] = [];
  readonly edits: NaiveEdit[] = [];
  readonly lineage = new Set<string>();
  readonly deletedTags = new Set<string>();
  /** Of tags that are not where they were first. Of deleted ones, where they stood. */
  readonly #places = new Map<string, TagPlace>();
  /** Tags that the user took off bytes since these were edited into others. */
  readonly removedSince = new Map<string, Set<string>>();
  /** Places that a database of long ago knows, until they are seen. */
  readonly oldPlaces = new Set<string>();
  #clock = 0;

  constructor(sizeOf: (bytes: string) => number) {
    this.#sizeOf = sizeOf;
  }

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
      if (isAt(row, file) && row.bytes === file.bytes && !file.isMissing) result.add(row.tag);
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
    this.#record('do', tag, (changes) => {
      for (const file of files.filter((candidate) => !this.#isShared(candidate, tag))) {
        this.#give(changes, tag, file.bytes, file);
        for (const row of this.#copiesOf(file.bytes, tag)) this.#takeCopy(changes, row);
      }
    });
  }

  untag(files: readonly SeenFile[], tag: string): void {
    this.#record('do', tag, (changes) => {
      for (const file of files) {
        for (const row of this.#copiesOf(file.bytes, tag)) this.#takeCopy(changes, row);
        this.#take(changes, tag, file.bytes, file);
      }
    });
  }

  tagCopies(files: readonly SeenFile[], tag: string): void {
    this.#record('do', tag, (changes) => {
      for (const file of files) {
        if (!this.#isShared(file, tag)) this.#giveCopy(changes, { ...placeOf(file), bytes: file.bytes ?? '', tag });
      }
    });
  }

  untagCopies(files: readonly SeenFile[], tag: string): void {
    this.#record('do', tag, (changes) => {
      for (const file of files) {
        for (const row of this.#copiesOf(file.bytes, tag)) if (isAt(row, file)) this.#takeCopy(changes, row);
      }
    });
  }

  /** Returns whether there was anything to change. */
  setScope(file: SeenFile, tag: string, scope: 'copy' | 'photo'): boolean {
    const isShared = this.#isShared(file, tag);
    if (scope === 'copy' ? !isShared : isShared || !this.tagsAt(file).has(tag)) return false;
    this.#record('do', tag, (changes) => {
      for (const row of this.#copiesOf(file.bytes, tag)) this.#takeCopy(changes, row);
      this.#take(changes, tag, file.bytes, file);
      if (scope === 'copy') this.#giveCopy(changes, { ...placeOf(file), bytes: file.bytes ?? '', tag });
      else this.#give(changes, tag, file.bytes, file);
    });
    return true;
  }

  placeOfTag(tag: string): TagPlace {
    return this.#places.get(tag) ?? { parent: null, level: tag };
  }

  nameOf(tag: string): string {
    const { parent, level } = this.placeOfTag(tag);
    return parent === null ? level : `${this.nameOf(parent)}/${level}`;
  }

  /** The tag and what stands below it, of those that are not deleted. */
  withBelow(tag: string): string[] {
    return [tag, ...this.#childrenOf(tag).flatMap((child) => this.withBelow(child))];
  }

  #childrenOf(tag: string): string[] {
    return [...this.#places].flatMap(([child, { parent }]) =>
      parent === tag && !this.deletedTags.has(child) ? [child] : [],
    );
  }

  #put(tag: string, place: TagPlace): PlacedTag {
    const before = this.placeOfTag(tag);
    this.#places.set(tag, place);
    return { tag, before, isMove: before.parent !== place.parent };
  }

  rename(tag: string, level: string): void {
    const { parent, level: before } = this.placeOfTag(tag);
    if (level === before) return;
    this.edits.push({ ...emptyEdit, tag, changes: [], placed: [this.#put(tag, { parent, level })] });
  }

  /** Those below another one of these go along. */
  move(tags: readonly string[], parent: string | null): void {
    const placed = tags
      .filter((tag) => !tags.some((other) => other !== tag && this.withBelow(other).includes(tag)))
      .filter((tag) => this.placeOfTag(tag).parent !== parent)
      .map((tag) => this.#put(tag, { parent, level: this.placeOfTag(tag).level }));
    if (placed.length > 0) this.edits.push({ ...emptyEdit, tag: placed.at(-1)?.tag ?? null, changes: [], placed });
  }

  /** A tag that is gone is brought back below the tag that it stood below, where that is there. */
  #revive(tag: string): void {
    if (!this.deletedTags.delete(tag)) return;
    const { parent, level } = this.placeOfTag(tag);
    this.#places.set(tag, { parent: parent !== null && this.deletedTags.has(parent) ? null : parent, level });
  }

  #putBack({ tag, before, isMove }: PlacedTag): PlacedTag {
    const { parent: current } = this.placeOfTag(tag);
    const former = before.parent !== null && this.deletedTags.has(before.parent) ? null : before.parent;
    return this.#put(tag, { parent: isMove ? former : current, level: before.level });
  }

  /** By typing its name. */
  typed(tag: string): void {
    this.#revive(tag);
  }

  /** `into`: what their photos bear instead; null to delete them. What stands below goes up, or below that. */
  removeTags(
    tags: readonly string[],
    into: string | null,
    role: NaiveEdit['role'] = 'do',
    again: readonly (readonly PlacedTag[])[] = [],
  ): void {
    const parts = tags.map((tag, index) => {
      const taken: Change[] = [];
      const given: Change[] = [];
      const redone = (again[index] ?? [])
        .filter((move) => !this.deletedTags.has(move.tag) && this.placeOfTag(move.tag).parent === tag)
        .map((move) => this.#putBack(move));
      let stays: string | null = this.placeOfTag(tag).parent;
      while (stays !== null && tags.includes(stays)) stays = this.placeOfTag(stays).parent;
      const left = this.#childrenOf(tag).filter((child) => into !== null || !tags.includes(child));
      const moved = [
        ...redone,
        ...left.map((child) => this.#put(child, { parent: into ?? stays, level: this.placeOfTag(child).level })),
      ];
      this.#takeWhole(taken, tag);
      if (into !== null) this.#giveWhole(taken, into, given);
      this.deletedTags.add(tag);
      return { tag, taken, given, moved };
    });
    this.#recordWhole(role, { parts, into, isBack: false });
  }

  #bringBack({ parts, into }: WholeTags, role: NaiveEdit['role']): void {
    const depthOf = (tag: string): number => this.nameOf(tag).split('/').length;
    for (const { tag } of [...parts].sort((a, b) => depthOf(a.tag) - depthOf(b.tag))) this.#revive(tag);
    const back = parts.map(({ tag, taken, given, moved }) => {
      const returning = moved
        .filter((move) => !this.deletedTags.has(move.tag) && move.before.parent === tag)
        .filter((move) => !this.withBelow(move.tag).includes(tag))
        .map((move) => this.#putBack(move));
      const returned: Change[] = [];
      const lost: Change[] = [];
      this.#giveWhole(taken, tag, returned);
      if (into !== null) this.#takeGiven(given, into, lost);
      return { tag, taken: lost, given: returned, moved: returning };
    });
    this.#recordWhole(role, { parts: back, into, isBack: true });
  }

  #recordWhole(role: NaiveEdit['role'], whole: WholeTags): void {
    const changes = whole.parts.flatMap(({ taken, given }) => [...taken, ...given]);
    this.edits.push({ ...emptyEdit, role, tag: null, changes, whole });
  }

  #takeWhole(changes: Change[], tag: string): void {
    const isOf = (row: TagAtPlace): boolean => row.tag === tag;
    const homes = this.atPlaces.filter(isOf).map((row) => ({ row, bytes: this.#homeOf(row)?.bytes ?? null }));
    const read = homes.flatMap(({ bytes }) => (bytes === null ? [] : [bytes]));
    const tagged = [...this.tags].flatMap(([bytes, tags]) => (tags.delete(tag) ? [bytes] : []));
    for (const bytes of new Set([...tagged, ...read])) {
      this.removedSince.set(bytes, (this.removedSince.get(bytes) ?? new Set()).add(tag));
      changes.push({ bytes, library: 0, path: '', isCopy: false, isGiven: false });
    }
    for (const { row, bytes } of homes) {
      if (bytes === null) {
        changes.push({ bytes, library: row.library ?? 0, path: row.path, isCopy: false, isGiven: false });
      }
    }
    removeWhere(this.atPlaces, isOf);
    for (const row of this.copyTags.filter((candidate) => candidate.tag === tag)) this.#takeCopy(changes, row);
  }

  #giveWhole(taken: readonly Change[], tag: string, changes: Change[]): void {
    for (const change of taken.filter(({ isCopy }) => !isCopy)) {
      if (!this.#isBorne(change, tag)) this.#give(changes, tag, change.bytes, change);
    }
    this.#giveCopies(taken, tag, changes);
  }

  /** False when the tag that it is about is not there. */
  canTakeBack(index: number): boolean {
    const { tag, whole, placed } = this.edits[index] ?? emptyEdit;
    if (whole === null && tag !== null && this.deletedTags.has(tag)) return false;
    // What would stand below itself cannot go back.
    const isRound = ({ tag: moved, before, isMove }: PlacedTag): boolean =>
      isMove &&
      !this.deletedTags.has(moved) &&
      before.parent !== null &&
      !this.deletedTags.has(before.parent) &&
      this.withBelow(moved).includes(before.parent);
    if (placed !== null) return !placed.some(isRound);
    if (whole === null) return true;
    const wanted = [...whole.parts.map((part) => part.tag), ...(whole.into === null ? [] : [whole.into])];
    const { into } = whole;
    const isMergedBelow = into !== null && whole.parts.some((part) => this.withBelow(part.tag).includes(into));
    return !whole.isBack || (wanted.every((one) => !this.deletedTags.has(one)) && !isMergedBelow);
  }

  /** Those that undo and redo would take back; -1 for none. */
  get toUndo(): number {
    return this.edits.findLastIndex((edit) => edit.role !== 'undo' && !edit.isUndone);
  }

  get toRedo(): number {
    const index = this.edits.findLastIndex((edit) => edit.role === 'undo' && !edit.isUndone);
    return index < this.edits.findLastIndex((edit) => edit.role === 'do') ? -1 : index;
  }

  takeBack(index: number): void {
    const edit = this.edits[index];
    if (edit === undefined) throw new Error(`No edit ${index}`);
    edit.isUndone = true;
    const role = edit.role === 'undo' ? 'redo' : 'undo';
    const { tag, insight, whole, placed } = edit;
    if (placed !== null) {
      const back = placed.filter((one) => !this.deletedTags.has(one.tag)).map((one) => this.#putBack(one));
      this.edits.push({ ...emptyEdit, role, tag, changes: [], placed: back });
      return;
    }
    if (whole !== null) {
      if (whole.isBack)
        this.removeTags(
          whole.parts.map((part) => part.tag),
          whole.into,
          role,
          whole.parts.map((part) => part.moved),
        );
      else this.#bringBack(whole, role);
      return;
    }
    if (edit.imported !== undefined) {
      this.#takeBackImport(edit.imported, role);
      return;
    }
    if (edit.returned !== undefined) {
      this.#takeBackReturn(edit.returned, role);
      return;
    }
    if (insight !== null && edit.rated !== undefined) {
      const { before, after } = edit.rated;
      this.#rateAs(insight, insight.rating === after ? before : insight.rating, role);
      return;
    }
    if (insight !== null) {
      if (edit.before === null) this.#deleteAs(insight, role, edit.former);
      else this.#restore(insight, edit.before, role, edit.isUnwritten === true);
      return;
    }
    this.#record(
      role,
      tag ?? '',
      (changes) => {
        this.#takeGiven(edit.changes, tag ?? '', changes);
        this.#giveTaken(edit, tag ?? '', changes);
      },
      true,
    );
  }

  #takeGiven(done: readonly Change[], tag: string, changes: Change[]): void {
    for (const change of done.filter(({ isGiven }) => isGiven)) {
      if (!change.isCopy) this.#take(changes, tag, change.bytes, change);
      for (const row of this.copyTags.filter((candidate) => candidate.tag === tag)) {
        if (change.isCopy && isAt(row, change) && row.bytes === change.bytes) this.#takeCopy(changes, row);
      }
    }
  }

  /** Where the edit both took and gave, what it took comes back only if what it gave was still there. */
  #giveTaken(edit: NaiveEdit, tag: string, changes: Change[]): void {
    const taken = edit.changes.filter(
      ({ isGiven, bytes }) =>
        !isGiven &&
        (bytes === null ||
          !edit.changes.some((other) => other.isGiven && other.bytes === bytes) ||
          changes.some((other) => !other.isGiven && other.bytes === bytes)),
    );
    for (const change of taken.filter(({ isCopy }) => !isCopy)) {
      const { bytes } = change;
      const file = bytes === null ? this.at(change.library, change.path) : this.placesOf(bytes)[0];
      const isKnown =
        file !== undefined ||
        (bytes !== null &&
          (this.tagsOfBytes(bytes).size > 0 || this.insights.some((insight) => insight.bytes === bytes)));
      if (isKnown && !this.#isBorne(change, tag)) this.#give(changes, tag, bytes, change);
    }
    this.#giveCopies(taken, tag, changes);
  }

  #isBorne({ bytes, library, path }: Change, tag: string): boolean {
    if (bytes !== null) return this.#isPhotoTagged(bytes, tag);
    const file = this.at(library, path);
    return file !== undefined && this.#isShared(file, tag);
  }

  #giveCopies(taken: readonly Change[], tag: string, changes: Change[]): void {
    for (const { library, path, bytes } of taken.filter(({ isCopy }) => isCopy)) {
      if (bytes !== null && !this.tagsOfBytes(bytes).has(tag)) this.#giveCopy(changes, { library, path, bytes, tag });
    }
  }

  #isShared(file: SeenFile, tag: string): boolean {
    return (
      (file.bytes !== null && this.tagsOfBytes(file.bytes).has(tag)) ||
      this.atPlaces.some((row) => row.tag === tag && this.#homeOf(row) === file)
    );
  }

  #isPhotoTagged(bytes: string, tag: string): boolean {
    return this.tagsOfBytes(bytes).has(tag) || this.placesOf(bytes).some((place) => this.#isShared(place, tag));
  }

  /** Of the copies that still are where they were, missing or not. */
  #copiesOf(bytes: string | null, tag: string): CopyTag[] {
    return this.copyTags.filter(
      (row) => row.tag === tag && row.bytes === bytes && this.at(row.library, row.path)?.bytes === bytes,
    );
  }

  #record(role: NaiveEdit['role'], tag: string, act: (changes: Change[]) => void, isKeptEmpty = false): void {
    const changes: Change[] = [];
    act(changes);
    if (changes.length === 0 && !isKeptEmpty) return;
    this.edits.push({ ...emptyEdit, role, tag, changes });
  }

  #give(changes: Change[], tag: string, bytes: string | null, { library, path }: Place): void {
    if (bytes === null) {
      if (this.atPlaces.some((row) => row.tag === tag && isAt(row, { library, path }))) return;
      this.atPlaces.push({ library, path, tag });
    } else {
      if (this.tagsOfBytes(bytes).has(tag)) return;
      this.tagsOfBytes(bytes).add(tag);
    }
    changes.push({ bytes, library, path, isCopy: false, isGiven: true });
  }

  #take(changes: Change[], tag: string, bytes: string | null, { library, path }: Place): void {
    const rows = this.atPlaces.filter((row) => {
      const home = this.#homeOf(row);
      const isHere = bytes === null ? home !== undefined && isAt(home, { library, path }) : home?.bytes === bytes;
      return row.tag === tag && (isHere || (bytes === null && isAt(row, { library, path })));
    });
    const isTaken = bytes !== null && this.tagsOfBytes(bytes).delete(tag);
    removeWhere(this.atPlaces, (row) => rows.includes(row));
    if (bytes !== null && (isTaken || rows.length > 0)) {
      this.removedSince.set(bytes, (this.removedSince.get(bytes) ?? new Set()).add(tag));
    }
    if (isTaken || rows.length > 0) changes.push({ bytes, library, path, isCopy: false, isGiven: false });
  }

  #giveCopy(changes: Change[], row: CopyTag): void {
    if (this.copyTags.some((other) => other.tag === row.tag && other.bytes === row.bytes && isAt(other, row))) return;
    this.copyTags.push(row);
    changes.push({ bytes: row.bytes, library: row.library, path: row.path, isCopy: true, isGiven: true });
  }

  #takeCopy(changes: Change[], row: CopyTag): void {
    removeWhere(this.copyTags, (other) => other === row);
    changes.push({ bytes: row.bytes, library: row.library, path: row.path, isCopy: true, isGiven: false });
  }

  store(key: string, bytes: string, generatedAt: number, isPinned: boolean, maker = 'test 1'): void {
    const now = ++this.#clock;
    for (const other of this.currentOf(bytes)) demote(other, 'superseded', now);
    this.insights.push({ ...newInsight(key, bytes, generatedAt, now, maker), pinnedAt: isPinned ? now : null });
  }

  /** Asked for many photos: what the user wrote stays. */
  storeBehindOwn(key: string, bytes: string, generatedAt: number, maker: string): void {
    if (!this.currentOf(bytes).some((other) => other.maker === ownMaker)) {
      this.store(key, bytes, generatedAt, false, maker);
      return;
    }
    const now = ++this.#clock;
    this.insights.push({
      ...newInsight(key, bytes, generatedAt, now, maker),
      isCurrent: false,
      why: 'not_pinned',
      demoted: now,
    });
  }

  /** From before places had hashes. */
  storeAtPlace(key: string, library: number, path: string, generatedAt: number): void {
    this.insights.push(newInsight(key, bytesAt({ library, path }), generatedAt, ++this.#clock));
  }

  /** Out of a file: what was shown where it came from is a candidate here. */
  import(
    files: readonly {
      readonly key: string;
      readonly bytes: string;
      readonly generatedAt: number;
      readonly maker: string;
      readonly isCurrent: boolean;
      readonly isPinned: boolean;
    }[],
  ): void {
    const imported = files.map(({ key, bytes, generatedAt, maker, isCurrent, isPinned }) => {
      const now = ++this.#clock;
      const insight: NaiveInsight = {
        ...newInsight(key, bytes, generatedAt, now, maker),
        isCurrent,
        why: isCurrent ? null : 'superseded',
        pinnedAt: isPinned ? now : null,
      };
      this.insights.push(insight);
      return { insight, wasCurrent: isCurrent };
    });
    this.edits.push({ ...emptyEdit, imported, changes: [] });
  }

  #takeBackImport(imported: NonNullable<NaiveEdit['imported']>, role: NaiveEdit['role']): void {
    const touched = imported.filter(({ insight }) => insight.isDeleted === (role === 'redo'));
    for (const { insight, wasCurrent } of touched) {
      if (role === 'undo') {
        this.#takeOut(insight);
        continue;
      }
      const now = ++this.#clock;
      const isShown = this.currentOf(insight.bytes).length > 0;
      insight.isDeleted = false;
      if (wasCurrent && !isShown) promote(insight);
      else demote(insight, 'merged_later', now);
    }
    this.edits.push({ ...emptyEdit, role, imported: touched, changes: [] });
  }

  makeCurrent(insight: NaiveInsight): void {
    this.#asChoice(insight, () => {
      this.#choose(insight);
    });
  }

  unpin(insight: NaiveInsight): void {
    this.#asChoice(insight, () => {
      this.#unpin(insight);
    });
  }

  /** An edit of whatever changes by it; none where nothing does. */
  #asChoice({ bytes }: NaiveInsight, choose: () => void): void {
    const all = this.historyOf(bytes).map((one) => ({ insight: one, before: { ...one } }));
    choose();
    const touched = all
      .filter(({ insight, before }) => !isSameStanding(insight, before))
      .map((one) => ({ ...one, after: { ...one.insight } }));
    if (touched.length > 0) this.edits.push({ ...emptyEdit, returned: [touched], changes: [] });
  }

  #choose(insight: NaiveInsight): void {
    const now = ++this.#clock;
    for (const other of this.currentOf(insight.bytes)) if (other !== insight) demote(other, 'not_pinned', now);
    if (insight.pinnedAt === null) insight.whyBeforePin = insight.why;
    promote(insight);
    insight.pinnedAt = now;
  }

  #unpin(insight: NaiveInsight): void {
    const now = ++this.#clock;
    insight.pinnedAt = null;
    const others = this.historyOf(insight.bytes).filter((other) => other !== insight && other.why === 'not_pinned');
    if (!insight.isCurrent || others.length === 0) return;
    const isBehind = insight.whyBeforePin === 'superseded';
    const [winner] = [...others, ...(isBehind ? [] : [insight])].sort(mergeOrder);
    for (const other of [insight, ...others]) {
      if (other === winner) promote(other);
      else if (other === insight && isBehind) demote(other, 'superseded', now);
      else demote(other, winner?.pinnedAt === null ? 'merged_later' : 'not_pinned', now);
    }
  }

  delete(insight: NaiveInsight): void {
    this.#deleteAs(insight, 'do');
  }

  /** The user's own words. */
  write(key: string, bytes: string, generatedAt: number): void {
    const former = this.currentOf(bytes)[0] ?? null;
    this.store(key, bytes, generatedAt, false, ownMaker);
    const own = this.insights.at(-1);
    if (own === undefined) return;
    this.#choose(own);
    this.edits.push({ ...emptyEdit, insight: own, former, changes: [] });
  }

  rate(insight: NaiveInsight, rating: string | null): void {
    if (insight.rating !== rating) this.#rateAs(insight, rating, 'do');
  }

  #rateAs(insight: NaiveInsight, after: string | null, role: NaiveEdit['role']): void {
    const before = insight.rating;
    insight.rating = after;
    this.edits.push({ ...emptyEdit, role, insight, rated: { before, after }, changes: [] });
  }

  /** Every photo shows the last thing that somebody wrote of it, but those that show what the user wrote. */
  returnTo(maker: string): void {
    const returned = this.insights
      .filter((insight) => insight.maker === maker && !insight.isCurrent && !insight.isDeleted)
      .sort((a, b) => b.generatedAt - a.generatedAt || b.order - a.order)
      .flatMap((insight) => {
        const shown = this.currentOf(insight.bytes);
        if (shown.some((other) => other.maker === maker || other.maker === ownMaker)) return [];
        const touched = [insight, ...shown].map((one) => ({ insight: one, before: { ...one } }));
        this.#choose(insight);
        return [touched.map((one) => ({ ...one, after: { ...one.insight } }))];
      });
    if (returned.length > 0) this.edits.push({ ...emptyEdit, returned, changes: [] });
  }

  #takeBackReturn(groups: NonNullable<NaiveEdit['returned']>, role: NaiveEdit['role']): void {
    const returned = groups.filter((group) => group.every(({ insight, after }) => isSameStanding(insight, after)));
    for (const { insight, before } of returned.flat()) Object.assign(insight, standingOf(before));
    const turned = returned.map((group) => group.map((one) => ({ ...one, before: one.after, after: one.before })));
    this.edits.push({ ...emptyEdit, role, returned: turned, changes: [] });
  }

  #deleteAs(insight: NaiveInsight, role: NaiveEdit['role'], former?: NaiveInsight | null): void {
    const before = this.#takeOut(insight, former);
    this.edits.push({ ...emptyEdit, role, insight, before, isUnwritten: former !== undefined, changes: [] });
  }

  #takeOut(insight: NaiveInsight, former?: NaiveInsight | null): NonNullable<NaiveEdit['before']> {
    ++this.#clock;
    const isFormer = (one: NaiveInsight): number => Number(one === former);
    const [next] = this.historyOf(insight.bytes)
      .filter((other) => other !== insight && !other.isCurrent)
      .sort(
        (a, b) =>
          isFormer(b) - isFormer(a) ||
          (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0) ||
          b.demoted - a.demoted ||
          b.order - a.order,
      );
    const isThere = !insight.isDeleted;
    const changed = !isThere ? [] : insight.isCurrent && next !== undefined ? [insight, next] : [insight];
    const before = changed.map((one) => ({ insight: one, was: { ...one } }));
    Object.assign(insight, { isDeleted: true, isCurrent: false });
    if (changed.length === 2 && next !== undefined) promote(next);
    return before;
  }

  #restore(
    insight: NaiveInsight,
    before: NonNullable<NaiveEdit['before']>,
    role: NaiveEdit['role'],
    isWritten: boolean,
  ): void {
    const now = ++this.#clock;
    const [own, follower] = before;
    const wasDeleted = insight.isDeleted;
    if (own !== undefined) insight.isDeleted = false;
    const others = this.currentOf(insight.bytes).filter((other) => other !== insight);
    if (wasDeleted && own?.was.isCurrent === true) {
      if (others.every((other) => other === follower?.insight)) {
        for (const other of others) demote(other, follower?.was.why ?? null, follower?.was.demoted ?? 0);
        promote(insight);
      } else {
        demote(insight, 'superseded', now);
      }
    }
    const former = isWritten ? { former: follower?.insight ?? null } : {};
    this.edits.push({ ...emptyEdit, role, insight, ...former, changes: [] });
  }

  /** All of a photo that are not deleted. */
  historyOf(bytes: string): NaiveInsight[] {
    return this.insights.filter((insight) => insight.bytes === bytes && !insight.isDeleted);
  }

  currentOf(bytes: string): NaiveInsight[] {
    return this.historyOf(bytes).filter(({ isCurrent }) => isCurrent);
  }

  /** The library was taken out of the app: its files are forgotten, what is known of their bytes is not. */
  forget(library: number): void {
    removeWhere(this.seen, (file) => file.library === library);
  }

  // ---------------------------------------------------------------- what the app finds

  /** Everything that the disks show was seen, read unless reading is paused, and reconciled. */
  settle(isReading: boolean, idOf: (file: SeenFile) => number | null): void {
    const online = [...this.libraries.values()].filter(({ isOnline }) => isOnline);
    for (const library of online) this.#see(library);
    if (isReading) for (const library of online) this.#read(library);
    for (const library of online) this.#miss(library);
    for (const file of this.seen) if (file.id === Infinity) file.id = idOf(file) ?? Infinity;
    this.#follow((file) => idOf(file) !== null);
    this.#reconcile();
  }

  #see(library: NaiveLibrary): void {
    for (const [path, { file, bytes: onDisk }] of library.disk) {
      const known = this.at(library.id, path);
      const size = this.#sizeOf(onDisk);
      if (known === undefined) {
        const { bytes, isRead } = this.#known(file);
        const isOld = this.oldPlaces.delete(`${library.id}/${path}`);
        const id = Infinity;
        this.seen.push({ library: library.id, path, file, bytes, isRead, size, isMissing: false, id, isOld });
      } else {
        known.isMissing = false;
        known.isRead &&= known.file === file;
        Object.assign(known, { file, size });
      }
    }
  }

  /** A new path of a file that is known already: what is known goes along, edited since or not. */
  #known(file: number): Pick<SeenFile, 'bytes' | 'isRead'> {
    const same = this.seen.filter((other) => other.file === file && other.bytes !== null);
    return same.findLast(({ isRead }) => isRead) ?? same.at(-1) ?? { bytes: null, isRead: false };
  }

  #read(library: NaiveLibrary): void {
    for (const [path, { bytes }] of library.disk) {
      const known = this.at(library.id, path);
      if (known === undefined) continue;
      const before = known.bytes;
      Object.assign(known, { bytes, isRead: true });
      if (before !== null && before !== bytes) this.#edited(known, before, bytes);
    }
  }

  #edited(place: SeenFile, from: string, to: string): void {
    this.#settleChanges(place, from);
    for (const row of [...this.atPlaces]) {
      if (!isAt(row, place)) continue;
      this.tagsOfBytes(from).add(row.tag);
      removeWhere(this.atPlaces, (other) => other === row);
    }
    if (pictureOf(from) !== pictureOf(to)) return;
    const since = this.#lineBetween(to, from);
    this.lineage.add(`${from}>${to}`);
    const target = this.tagsOfBytes(to);
    if (!this.placesOf(to).some((other) => other !== place && !other.isMissing)) {
      for (const tag of since.flatMap((bytes) => [...(this.removedSince.get(bytes) ?? [])])) {
        if (!this.tagsOfBytes(from).has(tag)) target.delete(tag);
      }
    }
    this.removedSince.delete(to);
    for (const tag of this.tagsOfBytes(from)) target.add(tag);
    for (const row of this.copyTags) if (isAt(row, place) && row.bytes === from) row.bytes = to;
    if (this.insights.some((insight) => insight.bytes === to)) return;
    this.insights.push(...this.historyOf(from).map((insight) => ({ ...insight, bytes: to })));
  }

  /** All bytes, the last ones among them, on the ways of edits that lead from the first bytes to the last ones. */
  #lineBetween(first: string, last: string): string[] {
    const reach = (start: string, end: string, isForward: boolean): Set<string> => {
      const found = new Set([start]);
      for (const bytes of found) {
        if (bytes === end) continue;
        for (const step of this.lineage) {
          const [from = '', to = ''] = step.split('>');
          if ((isForward ? from : to) === bytes) found.add(isForward ? to : from);
        }
      }
      return found;
    };
    const forth = reach(first, last, true);
    return [...reach(last, first, false)].filter((bytes) => bytes !== first && forth.has(bytes));
  }

  #miss(library: NaiveLibrary): void {
    for (const file of this.seen) {
      if (file.library === library.id && !library.disk.has(file.path)) file.isMissing = true;
    }
  }

  /**
   * Missing here, present elsewhere: it was moved, and its place is forgotten. Of a file that went from two places within
   * one look, the engine keeps the one it looked at last.
   */
  #follow(isKnown: (file: SeenFile) => boolean): void {
    for (const gone of this.seen.filter(({ isMissing }) => isMissing)) {
      const isOnline = this.libraries.get(gone.library)?.isOnline === true;
      const others = this.seen.filter((file) => file !== gone).sort((a, b) => a.id - b.id);
      const present = others.filter(({ isMissing }) => !isMissing);
      const sameFile =
        present.findLast(({ file, bytes }) => file === gone.file && (!gone.isRead || bytes === gone.bytes)) ??
        // Gone here before it was read, and read and gone elsewhere.
        (gone.bytes === null || !isKnown(gone)
          ? others.findLast(({ file, bytes }) => file === gone.file && bytes !== null)
          : undefined);
      const heir =
        sameFile ??
        // Of a library that is away nothing is concluded from copies elsewhere.
        (isOnline && !this.#mayBeUnread(gone, present)
          ? present.findLast(({ isRead, bytes }) => isRead && bytes !== null && bytes === gone.bytes)
          : undefined);
      if (heir === undefined) {
        if (this.#isUnknown(gone)) removeWhere(this.seen, (other) => other === gone);
        continue;
      }
      const to = { library: heir.library, path: heir.path };
      const bytes = gone.bytes ?? heir.bytes;
      if (bytes !== null) this.#settleChanges(gone, bytes);
      for (const row of this.atPlaces) if (isAt(row, gone)) Object.assign(row, to);
      for (const insight of this.insights) {
        if (insight.bytes === bytesAt(gone)) insight.bytes = gone.bytes ?? bytesAt(to);
      }
      // A copy that turned up before the other did, or long before it went, is not where that was moved to.
      if (sameFile !== undefined || (heir.id > gone.id && !heir.isOld)) {
        const changes = this.edits.flatMap((edit) => edit.changes);
        for (const change of changes) {
          const isOfCopy = change.isCopy && change.bytes === gone.bytes;
          if (isAt(change, gone) && (isOfCopy || change.bytes === null)) Object.assign(change, to);
        }
        for (const row of [...this.copyTags]) {
          if (!isAt(row, gone)) continue;
          const isThere = this.copyTags.some(
            (own) => own.tag === row.tag && own.bytes === row.bytes && isAt(own, heir),
          );
          if (!isThere) Object.assign(row, to);
          const isEdited = heir.bytes !== null && this.lineage.has(`${gone.bytes ?? ''}>${heir.bytes}`);
          if (!isThere && isEdited && row.bytes === gone.bytes) row.bytes = heir.bytes ?? '';
        }
      }
      removeWhere(this.seen, (other) => other === gone);
    }
  }

  /** Never read, and nothing was said of it. */
  #isUnknown(gone: SeenFile): boolean {
    return (
      gone.bytes === null &&
      !this.atPlaces.some((row) => row.path === gone.path && (row.library === gone.library || row.library === null)) &&
      !this.insights.some(({ bytes }) => bytes === bytesAt(gone)) &&
      !this.edits.some(({ changes }) => changes.some((change) => change.bytes === null && isAt(change, gone)))
    );
  }

  /** Something is for this file alone, and it may be one that was not read yet. */
  #mayBeUnread(gone: SeenFile, present: readonly SeenFile[]): boolean {
    const isForCopy =
      this.copyTags.some((row) => isAt(row, gone)) ||
      this.edits.some(({ changes }) =>
        changes.some((change) => change.isCopy && change.bytes === gone.bytes && isAt(change, gone)),
      );
    return isForCopy && present.some(({ isRead, size }) => !isRead && size === gone.size);
  }

  #settleChanges(place: Place, bytes: string): void {
    for (const change of this.edits.flatMap((edit) => edit.changes)) {
      if (change.bytes === null && isAt(change, place)) change.bytes = bytes;
    }
  }

  #reconcile(): void {
    for (const file of this.seen) {
      if (file.bytes === null) continue;
      for (const insight of this.insights) if (insight.bytes === bytesAt(file)) insight.bytes = file.bytes;
    }
    for (const file of this.seen) if (file.bytes !== null) this.#settleChanges(file, file.bytes);
    for (const row of [...this.atPlaces]) {
      const bytes = this.#homeOf(row)?.bytes ?? null;
      if (bytes === null) continue;
      this.tagsOfBytes(bytes).add(row.tag);
      removeWhere(this.atPlaces, (other) => other === row);
    }
    const now = ++this.#clock;
    for (const bytes of new Set(this.insights.map((insight) => insight.bytes))) {
      const [winner, ...others] = this.currentOf(bytes).sort(mergeOrder);
      for (const other of others) demote(other, winner?.pinnedAt === null ? 'merged_later' : 'not_pinned', now);
    }
  }
}

const emptyEdit: NaiveEdit = {
  role: 'do',
  isUndone: false,
  tag: null,
  changes: [],
  insight: null,
  before: null,
  whole: null,
  placed: null,
};

export const ownMaker = 'You ';

function standingOf({ isCurrent, pinnedAt, demoted, why, whyBeforePin }: NaiveInsight): Partial<NaiveInsight> {
  return { isCurrent, pinnedAt, demoted, why, whyBeforePin };
}

function isSameStanding(one: NaiveInsight, other: NaiveInsight): boolean {
  return !one.isDeleted && JSON.stringify(standingOf(one)) === JSON.stringify(standingOf(other));
}

function newInsight(key: string, bytes: string, generatedAt: number, order: number, maker = 'test 1'): NaiveInsight {
  const state = { isCurrent: true, isDeleted: false, pinnedAt: null, demoted: 0, why: null, whyBeforePin: null };
  return { key, bytes, generatedAt, order, maker, rating: null, ...state };
}

function promote(insight: NaiveInsight): void {
  Object.assign(insight, { isCurrent: true, why: null, demoted: 0 });
}

function demote(insight: NaiveInsight, why: Why, demoted: number): void {
  Object.assign(insight, { isCurrent: false, why, demoted });
}

/** The latest pin, then a time that a sound clock can have shown, then the earliest, then the first row. */
function mergeOrder(a: NaiveInsight, b: NaiveInsight): number {
  const isWrong = ({ generatedAt }: NaiveInsight): boolean =>
    generatedAt < Date.UTC(2000, 0) || generatedAt > Date.now() + 24 * 3_600_000;
  return (
    (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0) ||
    Number(isWrong(a)) - Number(isWrong(b)) ||
    a.generatedAt - b.generatedAt ||
    a.order - b.order
  );
}

function isAt(one: Place | TagAtPlace, other: Place): boolean {
  return one.library === other.library && one.path === other.path;
}

/** What an insight is of while its file was not read: whatever stands there. */
export function bytesAt({ library, path }: Place): string {
  return `@${String(library)}/${path}`;
}

function placeOf({ library, path }: SeenFile): Place {
  return { library, path };
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
