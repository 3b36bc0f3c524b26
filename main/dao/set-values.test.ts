/**
 * Marks and albums beside a world written down naively: files that come, are read late, are edited, moved and copied, while
 * people mark them, put them into an album and take edits back in any order.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unpackMarks } from '../../preload/contract/marks.js';
import type { AlbumId, EditId, LibraryId, LocationId } from '../../preload/contract/model.js';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { reconcile } from '../reconcile/reconcile.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase } from '../testing/database.js';
import { expectSound } from '../testing/sound.js';
import { addToAlbum, createAlbum, removeFromAlbum } from './albums.js';
import { getEdit } from './edits.js';
import { gridModel } from './grid.js';
import { carryDerivedData } from './lineage.js';
import { setMarks } from './marks.js';
import { markGoneSteps } from './moves.js';
import { redo, undo, undoEdit } from './undo.js';

type Field = 'rating' | 'flag' | 'album';

/** A value, and the turn of the edit that set it. */
interface Setting {
  readonly value: number;
  readonly by: number;
}

const unset: Setting = { value: 0, by: 0 };

interface NaiveFile {
  readonly id: LocationId;
  readonly path: string;
  readonly inode: number;
  /** Null until it is read. */
  bytes: number | null;
}

interface NaiveChange {
  /** The photo: its bytes, or a file that was not read then. */
  photo: string;
  readonly field: Field;
  readonly old: Setting;
  readonly now: Setting;
}

interface NaiveEdit {
  readonly id: EditId;
  readonly role: 'do' | 'undo' | 'redo';
  readonly changes: NaiveChange[];
  isUndone: boolean;
}

class NaiveWorld {
  readonly files: NaiveFile[] = [];
  /** By photo and field. */
  readonly settings = new Map<string, Setting>();
  readonly edits: NaiveEdit[] = [];
  turn = 0;

  photoOf({ bytes, path }: NaiveFile): string {
    return bytes === null ? path : `#${bytes}`;
  }

  at(photo: string, field: Field): Setting {
    return this.settings.get(`${photo} ${field}`) ?? unset;
  }

  set(photo: string, field: Field, setting: Setting): void {
    this.settings.set(`${photo} ${field}`, setting);
  }

  /** The later word counts. */
  meet(from: string, to: string, isMove: boolean): void {
    for (const field of ['rating', 'flag', 'album'] as const) {
      const one = this.at(from, field);
      if (one.by > this.at(to, field).by) this.set(to, field, one);
      if (isMove) this.settings.delete(`${from} ${field}`);
    }
    if (!isMove) return;
    for (const change of this.edits.flatMap(({ changes }) => changes)) if (change.photo === from) change.photo = to;
  }

  /** What an edit set, where that was another value. */
  edit(photos: ReadonlySet<string>, field: Field, value: number): NaiveChange[] {
    const by = ++this.turn;
    const changes = [...photos].flatMap((photo) => {
      const old = this.at(photo, field);
      if (old.value === value) return [];
      const now = { value, by };
      this.set(photo, field, now);
      return [{ photo, field, old, now }];
    });
    return changes;
  }

  takeBack(edit: NaiveEdit): NaiveChange[] {
    edit.isUndone = true;
    const latest = [...edit.changes].sort((a, b) => b.old.by - a.old.by);
    const done: NaiveChange[] = [];
    for (const { photo, field, old, now } of latest) {
      if (done.some((other) => other.photo === photo && other.field === field)) continue;
      const current = this.at(photo, field);
      const goes = field === 'album' && old.value === 0 && current.value !== 0;
      if ((current.by !== now.by && !goes) || current.value === old.value) continue;
      this.set(photo, field, old);
      done.push({ photo, field, old: current, now: old });
    }
    return done;
  }
}

const anIndex = fc.nat({ max: 5 });
const act = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('add', 'copy'), index: anIndex, bytes: fc.nat({ max: 3 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read'), index: anIndex, bytes: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('change'), index: anIndex, bytes: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move'), index: anIndex, bytes: fc.constant(0) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('set'),
      indexes: fc.array(anIndex, { minLength: 1, maxLength: 3 }),
      field: fc.constantFrom('rating' as const, 'flag' as const, 'album' as const),
      value: fc.nat({ max: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('undo', 'redo') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undoAny'), index: anIndex }) },
);

function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}

class Both {
  readonly db: WriteDb = memoryDatabase();
  readonly world = new NaiveWorld();
  readonly album: AlbumId;
  readonly #first: EditId;
  #paths = 0;
  #nowMs = 1;

  constructor() {
    addLibrary(this.db, 1);
    this.#first = createAlbum(this.db, { name: 'Best', locationIds: [], query: null }, 1);
    this.album = getEdit(this.db, this.#first).albumId ?? (0 as AlbumId);
  }

  add(bytes: number | null, inode = this.#paths + 1): NaiveFile {
    const path = `${String(++this.#paths).padStart(3, '0')}.jpg`;
    const id = addLocation(this.db, 1, path, { hash: bytes === null ? null : hashNumbered(bytes + 1) });
    prepare(this.db, 'UPDATE image_exif SET inode = ?, device = 1 WHERE id = ?').run(inode, id);
    const file = { id, path, inode, bytes };
    this.world.files.push(file);
    return file;
  }

  /** The file has these bytes from now on: read for the first time, or edited. */
  read(file: NaiveFile, bytes: number): void {
    const before = file.bytes;
    if (before === bytes) return;
    prepare(this.db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(bytes + 1), file.id);
    if (before !== null) {
      carryDerivedData(this.db, {
        libraryId: 1 as LibraryId,
        relPath: file.path,
        fromHash: hashNumbered(before + 1),
        toHash: hashNumbered(bytes + 1),
        verdict: 'edited',
        nowMs: ++this.#nowMs,
      });
    }
    const from = this.world.photoOf(file);
    file.bytes = bytes;
    this.world.meet(from, this.world.photoOf(file), before === null);
    reconcile(this.db, ++this.#nowMs);
  }

  move(file: NaiveFile): void {
    this.world.files.splice(this.world.files.indexOf(file), 1);
    const moved = this.add(file.bytes, file.inode);
    finish(markGoneSteps(this.db, 1 as LibraryId, [file.id], ++this.#nowMs));
    const from = this.world.photoOf(file);
    if (file.bytes === null) this.world.meet(from, this.world.photoOf(moved), true);
    reconcile(this.db, ++this.#nowMs);
  }

  set(files: readonly NaiveFile[], field: Field, value: number): void {
    if (files.length === 0) return;
    const ids = files.map(({ id }) => id);
    const nowMs = ++this.#nowMs;
    const change = { add: addToAlbum, remove: removeFromAlbum };
    const id =
      field === 'album'
        ? change[value === 0 ? 'remove' : 'add'](this.db, this.album, ids, nowMs)
        : field === 'rating'
          ? setMarks(this.db, ids, { rating: value as 0 | 1 | 2 }, nowMs)
          : setMarks(this.db, ids, { flag: ([null, 'picked', 'rejected'] as const)[value] ?? null }, nowMs);
    const wanted = field === 'album' ? Math.min(1, value) : value;
    const photos = new Set(files.map((file) => this.world.photoOf(file)));
    const changes = this.world.edit(photos, field, wanted);
    expect(id !== null).toBe(changes.length > 0);
    if (id === null) return;
    expect(getEdit(this.db, id).photoCount).toBe(changes.length);
    this.world.edits.push({ id, role: 'do', changes, isUndone: false });
  }

  /** By Ctrl+Z, Ctrl+Shift+Z, or from the history. */
  takeBack(kind: 'undo' | 'redo' | 'undoAny', index: number): void {
    const { edits } = this.world;
    const lastDo = edits.findLastIndex(({ role }) => role === 'do');
    const found =
      kind === 'undoAny'
        ? pick(
            edits.filter(({ isUndone }) => !isUndone),
            index,
          )
        : kind === 'undo'
          ? edits.findLast(({ role, isUndone }) => role !== 'undo' && !isUndone)
          : edits.findLast(({ role, isUndone }, at) => role === 'undo' && !isUndone && at > lastDo);
    // The album itself is older than all of these.
    if (found === undefined) return;
    const nowMs = ++this.#nowMs;
    const outcome =
      kind === 'undoAny' ? undoEdit(this.db, found.id, nowMs) : (kind === 'undo' ? undo : redo)(this.db, nowMs);
    const role = found.role === 'undo' ? 'redo' : 'undo';
    expect(outcome?.edit.role).toBe(role);
    const changes = this.world.takeBack(found);
    edits.push({ id: outcome?.edit.id ?? found.id, role, changes, isUndone: false });
  }

  check(): void {
    const model = gridModel(this.db, { libraryId: null, tagId: null, filter: 'all' }, null);
    const inAlbum = new Set(
      gridModel(this.db, { libraryId: null, tagId: null, filter: 'all', albumId: this.album }, null).ids,
    );
    const seen = new Set<string>();
    for (const file of this.world.files) {
      const photo = this.world.photoOf(file);
      if (seen.has(photo)) continue;
      seen.add(photo);
      const row = model.ids.indexOf(file.id);
      const { rating, flag } = unpackMarks(model.marks[row] ?? 0);
      expect([rating, flag, inAlbum.has(file.id)], photo).toEqual([
        this.world.at(photo, 'rating').value,
        ([null, 'picked', 'rejected'] as const)[this.world.at(photo, 'flag').value] ?? null,
        this.world.at(photo, 'album').value !== 0,
      ]);
    }
    expect(model.ids.length).toBe(seen.size);
    expect(preparePluck(this.db, "SELECT count(*) FROM edits WHERE made_by = 'user'").get()).toBe(
      this.world.edits.length + 1,
    );
    expectSound(this.db);
  }
}

test('whatever happens to files and is done to them, in any order, marks and albums end as written down naively', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 8, maxLength: 40, size: 'max' }), (acts) => {
      const both = new Both();
      for (const bytes of [null, 0, 1]) both.add(bytes);
      for (const each of acts) {
        const { files } = both.world;
        if ('indexes' in each) {
          const chosen = each.indexes.map((index) => pick(files, index)).filter((file) => file !== undefined);
          both.set([...new Set(chosen)], each.field, each.value);
        } else if (!('index' in each)) both.takeBack(each.kind, 0);
        else if (!('bytes' in each)) both.takeBack('undoAny', each.index);
        else if (each.kind === 'add') both.add(null);
        else if (each.kind === 'copy') both.add(pick(files, each.index)?.bytes ?? null);
        else {
          const unread = files.filter(({ bytes }) => bytes === null);
          const read = files.filter(({ bytes }) => bytes !== null);
          const file = pick(each.kind === 'read' ? unread : each.kind === 'change' ? read : files, each.index);
          if (file === undefined) continue;
          if (each.kind === 'move') both.move(file);
          else both.read(file, each.bytes);
        }
        both.check();
      }
      both.db.close();
    }),
    { numRuns: 40 },
  );
});
