/**
 * Any sequence of what people do to files, tags and insights, on the DAOs as the engine uses them, beside the naive world:
 * who bears which tag and shows which insight, and what undo and redo make of it. The engine's model test does the same
 * with real files; here thousands of short histories shrink to the few acts that matter.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type {
  ContentHash,
  Edit,
  EditId,
  InsightId,
  InsightRating,
  LibraryId,
  LocationId,
  TagId,
} from '../../preload/contract/model.js';
import { noFacts } from '../core/facts.js';
import type { FileStats } from '../core/plan-scan.js';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { reconcile } from '../reconcile/reconcile.js';
import { addLibrary, addTag, hashNumbered, memoryDatabase } from '../testing/database.js';
import { bytesAt, NaiveWorld, pictureOf } from '../testing/naive-world.js';
import type { NaiveInsight, SeenFile } from '../testing/naive-world.js';
import { expectSound } from '../testing/sound.js';
import { editStack } from './edits.js';
import { chooseInsight, rateInsight, returnSteps, unpinChosen, writeInsight } from './insight-edits.js';
import { importSteps } from './insight-transfer.js';
import { insertLocations, markChanged, markReturned, pendingReads, recordRead } from './locations.js';
import { markGoneSteps, settleMovesSteps } from './moves.js';
import { deleteInsight, insightsOfLocation, storeInsight } from './photo-insights.js';
import { deleteTags, mergeTags, moveTags, renameTag } from './tag-edits.js';
import { setTagScope, tagCopies, tagLocations, tagsOfLocations, untagCopies, untagLocations } from './tagged-photo.js';
import { findOrCreateTag, listTags } from './tags.js';
import { redo, undo, undoEdit } from './undo.js';

const libraries = [1, 2] as LibraryId[];
const paths = ['a.jpg', 'b.jpg', 'c.jpg'];
const tagNames = ['Sea', 'Fog', 'Ice'];
const allBytes = ['0.0', '0.1', '0.2', '1.0'];
/** Sound ones, and what machines say whose clock was reset or set ahead. */
const soundMs = Date.UTC(2026, 0, 1);
const clocks = [soundMs, soundMs + 1, soundMs + 2, 0, 86_400_000, Date.UTC(2099, 0, 1)];

/** Providers of insights. */
const makers = ['test', 'other'];

const aLibrary = fc.constantFrom(...libraries);
const aPath = fc.constantFrom(...paths);
const aTag = fc.constantFrom(...tagNames);
/** Mostly of the first few, so that acts meet on the same photo. */
const anIndex = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 1 }) }, fc.nat({ max: 11 }));
const act = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), library: aLibrary, path: aPath, bytes: fc.constantFrom(...allBytes) }),
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('edit' as const), index: anIndex, bytes: fc.constantFrom(...allBytes) }),
  },
  fc.record({
    kind: fc.constantFrom('move' as const, 'copy' as const),
    index: anIndex,
    library: aLibrary,
    path: aPath,
  }),
  fc.record({ kind: fc.constant('remove' as const), index: anIndex }),
  fc.record({ kind: fc.constant('pause' as const) }),
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('tag', 'tag', 'untag', 'tagCopies', 'untagCopies', 'narrow', 'widen'),
      indexes: fc.array(anIndex, { minLength: 1, maxLength: 3 }),
      tag: aTag,
    }),
  },
  fc.record({ kind: fc.constant('rename' as const), tag: aTag, name: fc.constantFrom('', ' (2)') }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('moveTags' as const),
      tags: fc.uniqueArray(aTag, { minLength: 1, maxLength: 2 }),
      below: fc.option(aTag),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('removeTags' as const),
      tags: fc.uniqueArray(aTag, { minLength: 1, maxLength: 2 }),
      into: fc.option(aTag),
      withBelow: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undoAny' as const), index: anIndex }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('insight' as const),
      index: anIndex,
      at: fc.constantFrom(...clocks),
      how: fc.constantFrom('first', 'again', 'among_many'),
      maker: fc.constantFrom(...makers),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      bytes: fc.constantFrom(...allBytes),
      came: fc.array(
        fc.record({
          at: fc.constantFrom(...clocks),
          maker: fc.constantFrom(...makers),
          isCurrent: fc.boolean(),
          isPinned: fc.boolean(),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('write' as const), index: anIndex }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('return' as const), maker: fc.constantFrom(...makers) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('makeCurrent', 'unpin', 'deleteInsight', 'useful', 'wrong', 'unrated'),
      index: anIndex,
      which: anIndex,
    }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function hashOfBytes(bytes: string): Buffer {
  return hashNumbered(allBytes.indexOf(bytes) + 1);
}

function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(list.length, 1)];
}

class Both {
  readonly db: WriteDb = memoryDatabase();
  readonly world = new NaiveWorld(() => 1);
  readonly #tagIds: ReadonlyMap<string, TagId>;
  #files = 0;
  #nowMs = soundMs;
  #isReading = true;
  #insights = 0;

  constructor() {
    for (const id of libraries) {
      addLibrary(this.db, id);
      this.world.libraries.set(id, { id, disk: new Map(), isOnline: true });
    }
    this.#tagIds = new Map(tagNames.map((name) => [name, addTag(this.db, name)]));
  }

  #disk(library: number): Map<string, { bytes: string; file: number }> {
    return this.world.libraries.get(library)?.disk ?? new Map<string, { bytes: string; file: number }>();
  }

  #onDisk(): { library: number; path: string; bytes: string; file: number }[] {
    return libraries.flatMap((library) => [...this.#disk(library)].map(([path, file]) => ({ library, path, ...file })));
  }

  #findId({ library, path }: { readonly library: number; readonly path: string }): LocationId | null {
    const find = preparePluck(this.db, 'SELECT id FROM image_exif WHERE library_id = ? AND rel_path = ?');
    return (find.get(library, path) as LocationId | undefined) ?? null;
  }

  #idOf(file: { readonly library: number; readonly path: string }): LocationId {
    const id = this.#findId(file);
    if (id === null) throw new Error(`There is no ${file.library}/${file.path}.`);
    return id;
  }

  // ---------------------------------------------------------------- what a tick does

  #settle(): void {
    for (const library of libraries) this.#see(library);
    for (const library of libraries) this.#see(library);
    if (this.#isReading) for (const library of libraries) this.#read(library);
    for (const library of libraries) finish(settleMovesSteps(this.db, library));
    reconcile(this.db, ++this.#nowMs);
    this.world.settle(this.#isReading, (file) => this.#findId(file));
  }

  #see(library: LibraryId): void {
    const known = prepare(
      this.db,
      'SELECT id, rel_path AS path, inode AS file, presence FROM image_exif WHERE library_id = ? ORDER BY rel_path',
    ).all(library) as { id: LocationId; path: string; file: number; presence: number }[];
    const disk = this.#disk(library);
    const stats = (file: number): FileStats => ({ sizeBytes: 1, mtimeMs: file, device: 1, inode: file });
    const captured = { localMs: 0, offsetMinutes: null, offsetSource: null, source: 'file_time' } as const;
    for (const { id, path, file, presence } of known) {
      const there = disk.get(path);
      if (there !== undefined && there.file !== file) {
        markChanged(this.db, [{ ...stats(there.file), id, readNotBeforeMs: 0 }]);
      } else if (there !== undefined && presence !== 0) {
        markReturned(this.db, [id]);
      }
    }
    for (const [relPath, { file }] of disk) {
      if (known.some(({ path }) => path === relPath)) continue;
      const found = { ...stats(file), relPath, mediaKind: 'image', mimeType: 'image/jpeg', captured } as const;
      insertLocations(this.db, library, [{ ...found, readNotBeforeMs: 0 }], ++this.#nowMs);
    }
    const gone = known.filter(({ path }) => !disk.has(path)).map(({ id }) => id);
    finish(markGoneSteps(this.db, library, gone, ++this.#nowMs));
  }

  #read(library: LibraryId): void {
    for (const { id, relPath } of pendingReads(this.db, library, this.#nowMs, 100)) {
      const file = this.#disk(library).get(relPath);
      if (file === undefined) continue;
      const before = this.world.at(library, relPath)?.bytes ?? file.bytes;
      recordRead(
        this.db,
        {
          id,
          contentHash: hashOfBytes(file.bytes),
          facts: noFacts,
          captured: { localMs: 0, offsetMinutes: null, offsetSource: null, source: 'file_time' },
          preview: { state: 'ready' },
          verdictOnEdit: pictureOf(before) === pictureOf(file.bytes) ? 'edited' : 'replaced',
        },
        ++this.#nowMs,
      );
    }
  }

  // ---------------------------------------------------------------- what people do

  perform(each: Act): void {
    switch (each.kind) {
      case 'add':
        if (!this.#disk(each.library).has(each.path)) {
          this.#disk(each.library).set(each.path, { bytes: each.bytes, file: ++this.#files });
        }
        this.#settle();
        return;
      case 'edit':
      case 'move':
      case 'copy':
      case 'remove':
        this.#changeFile(each);
        this.#settle();
        return;
      case 'pause':
        this.#isReading = !this.#isReading;
        this.#settle();
        return;
      case 'undo':
      case 'redo': {
        const index = each.kind === 'undo' ? this.world.toUndo : this.world.toRedo;
        const takeBack = each.kind === 'undo' ? undo : redo;
        if (index < 0) expect(takeBack(this.db, ++this.#nowMs)).toBeNull();
        else this.#takeBack(index, () => takeBack(this.db, ++this.#nowMs));
        return;
      }
      case 'undoAny':
        this.#undoAny(each.index);
        return;
      case 'rename': {
        const name = `${each.tag}${each.name}`;
        if (this.world.deletedTags.has(each.tag)) return;
        renameTag(this.db, this.#idOfTag(each.tag), name, { nowMs: ++this.#nowMs });
        this.world.rename(each.tag, name);
        return;
      }
      case 'moveTags':
        this.#moveTags(each);
        return;
      case 'removeTags':
        this.#removeTags(each);
        return;
      case 'insight':
        this.#generate(each);
        return;
      case 'import':
        this.#import(each);
        this.#settle();
        return;
      case 'write':
        this.#write(each.index);
        return;
      case 'return':
        finish(returnSteps(this.db, { provider: each.maker, modelVersion: '1' }, ++this.#nowMs));
        this.world.returnTo(`${each.maker} 1`);
        return;
      case 'makeCurrent':
      case 'unpin':
      case 'deleteInsight':
      case 'useful':
      case 'wrong':
      case 'unrated':
        this.#chooseInsight(each);
        return;
      default:
        this.#tag(each);
    }
  }

  #changeFile(each: Extract<Act, { kind: 'edit' | 'move' | 'copy' | 'remove' }>): void {
    const file = pick(this.#onDisk(), each.index);
    if (file === undefined) return;
    const { library, path, bytes } = file;
    if (each.kind === 'edit') {
      this.#disk(library).set(path, { bytes: each.bytes, file: ++this.#files });
    } else if (each.kind === 'remove') {
      this.#disk(library).delete(path);
    } else if (!this.#disk(each.library).has(each.path)) {
      const isMove = each.kind === 'move';
      if (isMove) this.#disk(library).delete(path);
      this.#disk(each.library).set(each.path, { bytes, file: isMove ? file.file : ++this.#files });
    }
  }

  #tag({ kind, indexes, tag }: Extract<Act, { indexes: number[] }>): void {
    const { world, db } = this;
    const chosen = indexes.map((index) => pick(world.seen, index)).filter((file) => file !== undefined);
    const isForCopies = kind !== 'tag' && kind !== 'untag';
    const files = [...new Set(chosen)].filter(({ bytes }) => !isForCopies || bytes !== null);
    const [first] = files;
    if (first === undefined) return;
    // What a deleted tag was called below another one may be another path by now.
    if (world.deletedTags.has(tag) && world.placeOfTag(tag).parent !== null) return;
    const ids = files.map((file) => this.#idOf(file));
    const nowMs = ++this.#nowMs;
    // As people name it, deleted or not.
    const tagId = findOrCreateTag(db, world.nameOf(tag), nowMs).id;
    expect(tagId).toBe(this.#idOfTag(tag));
    world.typed(tag);
    if (kind === 'tag') {
      tagLocations(db, ids, tagId, nowMs);
      world.tag(files, tag);
    } else if (kind === 'untag') {
      untagLocations(db, ids, tagId, nowMs);
      world.untag(files, tag);
    } else if (kind === 'tagCopies') {
      tagCopies(db, ids, tagId, nowMs);
      world.tagCopies(files, tag);
    } else if (kind === 'untagCopies') {
      untagCopies(db, ids, tagId, nowMs);
      world.untagCopies(files, tag);
    } else {
      const scope = kind === 'narrow' ? 'copy' : 'photo';
      const { editId } = setTagScope(db, this.#idOf(first), tagId, scope, nowMs);
      expect(editId !== null).toBe(world.setScope(first, tag, scope));
    }
  }

  #editIds(): EditId[] {
    return preparePluck(
      this.db,
      "SELECT id FROM edits WHERE made_by IN ('user', 'import') AND part_of IS NULL ORDER BY id",
    ).all() as EditId[];
  }

  #undoAny(which: number): void {
    const open = this.world.edits.flatMap(({ isUndone }, index) => (isUndone ? [] : [index]));
    const index = pick(open, which);
    const editId = this.#editIds()[index ?? 0];
    if (index === undefined || editId === undefined) return;
    this.#takeBack(index, () => undoEdit(this.db, editId, ++this.#nowMs));
  }

  #takeBack(index: number, run: () => unknown): void {
    if (!this.world.canTakeBack(index)) {
      expect(run).toThrow(/no longer exists|not there any more|cannot stand below itself|stands below it/);
      return;
    }
    expect(run()).not.toBeNull();
    this.world.takeBack(index);
  }

  #idOfTag(tag: string): TagId {
    return this.#tagIds.get(tag) ?? (0 as TagId);
  }

  #moveTags({ tags, below }: Extract<Act, { kind: 'moveTags' }>): void {
    const { world, db } = this;
    const moved = tags.filter((tag) => !world.deletedTags.has(tag));
    if (moved.length === 0 || (below !== null && world.deletedTags.has(below))) return;
    const run = (): unknown =>
      moveTags(
        db,
        moved.map((tag) => this.#idOfTag(tag)),
        below === null ? null : this.#idOfTag(below),
        { nowMs: ++this.#nowMs },
      );
    if (below !== null && moved.some((tag) => world.withBelow(tag).includes(below))) {
      expect(run).toThrow('cannot stand below itself');
      return;
    }
    run();
    world.move(moved, below);
  }

  #removeTags({ tags, into, withBelow }: Extract<Act, { kind: 'removeTags' }>): void {
    const { world, db } = this;
    const asked = tags.filter((tag) => tag !== into && !world.deletedTags.has(tag));
    if (asked.length === 0 || (into !== null && world.deletedTags.has(into))) return;
    const isRound = into !== null && asked.some((tag) => world.withBelow(tag).includes(into));
    if (isRound) {
      const steps = asked.map((tag) => ({ tagId: this.#idOfTag(tag) }));
      expect(() => mergeTags(db, steps, this.#idOfTag(into), { nowMs: this.#nowMs })).toThrow('stands below it');
      return;
    }
    const depthOf = (tag: string): number => world.nameOf(tag).split('/').length;
    const all = withBelow && into === null ? asked.flatMap((tag) => world.withBelow(tag)) : asked;
    const gone = [...new Set(all)].sort((a, b) => depthOf(b) - depthOf(a));
    const steps = gone.map((tag) => ({ tagId: this.#idOfTag(tag) }));
    const nowMs = ++this.#nowMs;
    if (into === null) deleteTags(db, steps, { nowMs });
    else mergeTags(db, steps, this.#idOfTag(into), { nowMs });
    world.removeTags(gone, into);
  }

  #write(index: number): void {
    const file = pick(
      this.world.seen.filter(({ isMissing }) => !isMissing),
      index,
    );
    if (file === undefined) return;
    const title = `${++this.#insights}`;
    const nowMs = ++this.#nowMs;
    writeInsight(this.db, { locationId: this.#idOf(file), title, summary: '', nowMs });
    this.world.write(title, file.bytes ?? bytesAt(file), nowMs);
  }

  /** What was shown, and what was not, of bytes that are here or not, out of a file; and once more, which does nothing. */
  #import({ bytes, came }: Extract<Act, { kind: 'import' }>): void {
    const contentHash = hashOfBytes(bytes).toString('hex') as ContentHash;
    const nowMs = ++this.#nowMs;
    const insights = came.map(({ at, maker, isCurrent, isPinned }) => ({
      title: `${++this.#insights}`,
      text: '',
      facts: [],
      suggestedTags: [],
      provider: maker,
      model: '1',
      prompt: null,
      askedBy: 'user' as const,
      writtenAtMs: at,
      pinnedAtMs: isPinned ? ++this.#nowMs : null,
      isCurrent,
      whyNotCurrent: null,
      demotedAtMs: null,
      isStale: false,
      rating: null,
      durationMs: null,
      costMicros: null,
      currency: null,
      carriedFrom: null,
      library: 'Elsewhere',
      path: 'x.jpg',
    }));
    const run = () => finish(importSteps(this.db, [{ contentHash, insights }], 'insights.json', nowMs));
    expect(run().added).toBe(came.length);
    expect(run()).toMatchObject({ editId: null, known: came.length });
    this.world.import(
      insights.map(({ title, writtenAtMs, provider, isCurrent, pinnedAtMs }) => ({
        key: title,
        bytes,
        generatedAt: writtenAtMs,
        maker: `${provider} 1`,
        isCurrent,
        isPinned: pinnedAtMs !== null,
      })),
    );
  }

  #generate({ index, at, how, maker }: Extract<Act, { kind: 'insight' }>): void {
    const file = pick(this.world.seen, index);
    if (file === undefined) return;
    const title = `${++this.#insights}`;
    const isAgain = how === 'again';
    // What a person asks for again is pinned, and dated by the clock of now.
    const generatedAtMs = isAgain ? ++this.#nowMs : at;
    storeInsight(this.db, {
      libraryId: file.library as LibraryId,
      relPath: file.path,
      title,
      summary: '',
      facts: [],
      provider: maker,
      modelVersion: '1',
      promptVersion: null,
      requestedBy: 'user',
      generatedAtMs,
      pin: isAgain,
      yieldsToOwn: how === 'among_many',
    });
    const bytes = file.bytes ?? bytesAt(file);
    if (how === 'among_many') this.world.storeBehindOwn(title, bytes, generatedAtMs, `${maker} 1`);
    else this.world.store(title, bytes, generatedAtMs, isAgain, `${maker} 1`);
  }

  #chooseInsight({ kind, index, which }: Extract<Act, { which: number }>): void {
    const file = pick(this.world.seen, index);
    if (file === undefined) return;
    const found = pick(insightsOfLocation(this.db, this.#idOf(file), soundMs), which);
    const insight = this.world.historyOf(file.bytes ?? bytesAt(file)).find(({ key }) => key === found?.title);
    if (found === undefined || insight === undefined) return;
    const nowMs = ++this.#nowMs;
    const acts: Record<
      typeof kind,
      readonly [(db: WriteDb, id: InsightId, nowMs: number) => unknown, (on: NaiveInsight) => void]
    > = {
      makeCurrent: [
        chooseInsight,
        (one) => {
          this.world.makeCurrent(one);
        },
      ],
      unpin: [
        unpinChosen,
        (one) => {
          this.world.unpin(one);
        },
      ],
      deleteInsight: [
        deleteInsight,
        (one) => {
          this.world.delete(one);
        },
      ],
      useful: this.#rating('useful'),
      wrong: this.#rating('wrong'),
      unrated: this.#rating(null),
    };
    const [real, naive] = acts[kind];
    real(this.db, found.id, nowMs);
    naive(insight);
  }

  #rating(
    rating: InsightRating | null,
  ): readonly [(db: WriteDb, id: InsightId, nowMs: number) => unknown, (on: NaiveInsight) => void] {
    return [
      (db, id, nowMs) => rateInsight(db, id, rating, nowMs),
      (one) => {
        this.world.rate(one, rating);
      },
    ];
  }

  // ---------------------------------------------------------------- what is seen

  check(): void {
    const { db, world } = this;
    const tags = tagsOfLocations(
      db,
      world.seen.map((file) => this.#idOf(file)),
    );
    for (const file of world.seen) {
      const id = this.#idOf(file);
      expect((tags.get(id) ?? []).map(({ name }) => name).sort(), nameOf(file)).toEqual(
        [...world.tagsAt(file)].map((tag) => world.nameOf(tag)).sort(),
      );
      this.#checkInsights(file, id);
    }
    expect(tags.size).toBe(preparePluck(db, 'SELECT count(*) FROM image_exif').get());
    const counts = new Map(listTags(db).map(({ name, photoCount }) => [name, photoCount]));
    const living = tagNames.filter((tag) => !world.deletedTags.has(tag));
    expect(counts).toEqual(new Map(living.map((tag) => [world.nameOf(tag), world.photosWith(tag)])));
    const ids = this.#editIds();
    const stack = editStack(db);
    const idOf = (edit: Edit | null): EditId | undefined => edit?.id;
    expect([idOf(stack.undo), idOf(stack.redo)]).toEqual([ids[world.toUndo], ids[world.toRedo]]);
    expect(ids.length).toBe(world.edits.length);
    expectSound(db);
  }

  #checkInsights(file: SeenFile, id: LocationId): void {
    const shown = insightsOfLocation(this.db, id, soundMs);
    const history = this.world.historyOf(file.bytes ?? bytesAt(file));
    const stateOf = (title: string, isCurrent: boolean, why: string | null, rating: string | null): string =>
      `${title} ${isCurrent ? 'current' : (why ?? '')} ${rating ?? ''}`;
    expect(
      shown
        .map(({ title, isCurrent, whyNotCurrent, rating }) => stateOf(title, isCurrent, whyNotCurrent, rating))
        .sort(),
    ).toEqual(history.map(({ key, isCurrent, why, rating }) => stateOf(key, isCurrent, why, rating)).sort());
    for (const { generatedAtMs, hasWrongClock } of shown) {
      expect(hasWrongClock).toBe(generatedAtMs < Date.UTC(2000, 0) || generatedAtMs > soundMs + 86_400_000);
    }
  }
}

function nameOf({ library, path, bytes }: SeenFile): string {
  return `${library}/${path} ${bytes ?? 'not read'}`;
}

test(
  'whatever is done to files, tags and insights, and taken back in any order, ends as written down naively',
  { timeout: 300_000 },
  () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 40, size: 'max' }), (acts) => {
        const both = new Both();
        both.perform({ kind: 'add', library: 1 as LibraryId, path: 'a.jpg', bytes: '0.0' });
        for (const each of acts) {
          both.perform(each);
          both.check();
        }
        both.db.close();
      }),
      { numRuns: 60 },
    );
  },
);
