import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlbumId, EditId, GridView, LibraryId, LocationId } from '../../preload/contract/model.js';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { reconcile } from '../reconcile/reconcile.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, planOf, plansOf } from '../testing/database.js';
import { expectSound } from '../testing/sound.js';
import {
  addToAlbum,
  albumsTable,
  changeAlbumSearch,
  createAlbum,
  deleteAlbum,
  listAlbums,
  moveInAlbum,
  removeFromAlbum,
  renameAlbum,
  selectionAlbums,
} from './albums.js';
import { editPhotos, editStack, getEdit } from './edits.js';
import { gridModel } from './grid.js';
import { removeLibrarySteps } from './libraries.js';
import { carryDerivedData } from './lineage.js';
import { markGoneSteps } from './moves.js';
import { foldFoundSql } from './set-values.js';
import { settleNewStacks } from './settle-stacks.js';
import { redo, undo, undoEdit } from './undo.js';

function shown(db: WriteDb, albumId: AlbumId, more: Partial<GridView> = {}): number[] {
  const view = { libraryId: null, tagId: null, filter: 'all', albumId, ...more } as const;
  const whole = [...gridModel(db, view, null).ids];
  expect([...gridModel(db, view, 600).ids]).toEqual(whole);
  return whole;
}

function newAlbum(db: WriteDb, name: string, ids: readonly LocationId[] = []): AlbumId {
  const { albumId } = getEdit(db, createAlbum(db, { name, locationIds: ids, query: null }, 1));
  if (albumId === null) throw new Error('No album');
  return albumId;
}

function counts(db: WriteDb): Record<string, number> {
  return Object.fromEntries(listAlbums(db).map(({ name, photoCount }) => [name, photoCount]));
}

/** Seven photos, the second of two places; the last is not read yet. */
function setUp() {
  const db = memoryDatabase();
  addLibrary(db, 1);
  addLibrary(db, 2);
  const ids = Array.from({ length: 7 }, (_, n) =>
    addLocation(db, 1, `${n}.jpg`, { hash: n === 6 ? null : hashNumbered(n + 1), sortTimeMs: n }),
  );
  const copy = addLocation(db, 2, 'copy.jpg', { hash: hashNumbered(2) });
  const [a, b, c, d, e, f, unread] = ids as [
    LocationId,
    LocationId,
    LocationId,
    LocationId,
    LocationId,
    LocationId,
    LocationId,
  ];
  return { db, ids, a, b, c, d, e, f, unread, copy };
}

test('photos stand in the order in which they were put in, each once, and are taken out again', () => {
  const { db, a, b, c, unread, copy } = setUp();
  const album = newAlbum(db, 'Best', [c, unread]);
  expect(editStack(db).undo).toMatchObject({ action: 'album_created', albumName: 'Best', photoCount: 2 });
  const added = addToAlbum(db, album, [copy, a, c], 2);
  expect(getEdit(db, added ?? (0 as EditId))).toMatchObject({ albumName: 'Best', photoCount: 2 });
  expect(editPhotos(db, added ?? (0 as EditId))).toEqual([a, b]);
  expect(shown(db, album)).toEqual([c, unread, b, a]);
  expect(counts(db)).toEqual({ Best: 4 });
  expect(addToAlbum(db, album, [b, unread], 3)).toBeNull();
  removeFromAlbum(db, album, [unread, b], 4);
  expect(removeFromAlbum(db, album, [unread], 5)).toBeNull();
  expect(shown(db, album)).toEqual([c, a]);
  undo(db, 6);
  expect(shown(db, album)).toEqual([c, unread, b, a]);
  undo(db, 7);
  expect(shown(db, album)).toEqual([c, unread]);
  undo(db, 8);
  expect([listAlbums(db), shown(db, album)]).toEqual([[], []]);
  redo(db, 9);
  redo(db, 10);
  expect(shown(db, album)).toEqual([c, unread, b, a]);
  expectSound(db);
  db.close();
});

test('an album is renamed, deleted, and comes back with its photos and their order', () => {
  const { db, a, b, c } = setUp();
  const album = newAlbum(db, 'Best', [c, a, b]);
  renameAlbum(db, album, ' Very best ', { nowMs: 2 });
  expect(renameAlbum(db, album, 'Very best', { nowMs: 3 })).toBeNull();
  expect(() => renameAlbum(db, album, ' ', { nowMs: 3 })).toThrow('needs a name');
  const deletion = deleteAlbum(db, album, { nowMs: 4 });
  expect(counts(db)).toEqual({});
  expect(() => addToAlbum(db, album, [a], 5)).toThrow('not there any more');
  undoEdit(db, deletion, 6);
  expect(counts(db)).toEqual({ 'Very best': 3 });
  expect(shown(db, album)).toEqual([c, a, b]);
  undo(db, 7);
  expect(counts(db)).toEqual({ Best: 3 });
  expect(redo(db, 8)?.edit).toMatchObject({ action: 'album_renamed', albumName: 'Best', otherName: 'Very best' });
  db.close();
});

test('what was done to an album that is gone cannot be taken back before it is back', () => {
  const { db, a } = setUp();
  const album = newAlbum(db, 'Best');
  const added = addToAlbum(db, album, [a], 2) ?? (0 as EditId);
  deleteAlbum(db, album, { nowMs: 3 });
  expect(() => undoEdit(db, added, 4)).toThrow('The album “Best” no longer exists.');
  undo(db, 5);
  undoEdit(db, added, 6);
  expect(shown(db, album)).toEqual([]);
  expectSound(db);
  db.close();
});

test('photos are moved, alone or several; what was added goes by undo wherever it was moved to', () => {
  const { db, a, b, c, d, e } = setUp();
  const album = newAlbum(db, 'Best', [a, b, c]);
  const added = addToAlbum(db, album, [d, e], 2) ?? (0 as EditId);
  moveInAlbum(db, album, [e, c], a, 3);
  expect(shown(db, album)).toEqual([c, e, a, b, d]);
  expect(moveInAlbum(db, album, [c, e], a, 4)).toBeNull();
  expect(editStack(db).undo).toMatchObject({ action: 'album_photos_moved', photoCount: 2 });
  moveInAlbum(db, album, [c], null, 5);
  expect(shown(db, album)).toEqual([e, a, b, d, c]);
  // A move writes what moved.
  expect(
    preparePluck(
      db,
      "SELECT count(*) FROM photo_changes JOIN edits ON edits.id = edit_id WHERE action LIKE '%moved'",
    ).get(),
  ).toBe(3);
  undoEdit(db, added, 6);
  expect(shown(db, album)).toEqual([a, b, c]);
  undo(db, 7);
  expect(shown(db, album)).toEqual([c, a, b]);
  expectSound(db);
  db.close();
});

test('an edited file stands where the old one did, a moved one is found again, and a removed library’s come back', () => {
  const { db, a, b, c, copy } = setUp();
  const album = newAlbum(db, 'Best', [a, b, c]);
  const fromHash = hashNumbered(2);
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(50), b);
  const at = { libraryId: 1 as LibraryId, relPath: '1.jpg' };
  carryDerivedData(db, { ...at, fromHash, toHash: hashNumbered(50), verdict: 'edited', nowMs: 2 });
  // The copy has the old bytes, which are in the album too: at the same place.
  expect(shown(db, album)).toEqual([a, copy, b, c]);
  moveInAlbum(db, album, [c], b, 3);
  expect(shown(db, album)).toEqual([a, copy, c, b]);
  undo(db, 4);
  expect(shown(db, album)).toEqual([a, copy, b, c]);
  expectSound(db);

  db.exec('UPDATE image_exif SET inode = id, device = 1');
  const moved = addLocation(db, 2, 'moved.jpg', { hash: hashNumbered(1) });
  db.exec(`UPDATE image_exif SET inode = ${a}, device = 1 WHERE id = ${moved}`);
  finish(markGoneSteps(db, 1 as LibraryId, [a], 5));
  expect(shown(db, album)).toEqual([moved, copy, b, c]);
  finish(removeLibrarySteps(db, 2 as LibraryId, 6));
  expect(shown(db, album)).toEqual([b, c]);
  expect(counts(db)).toEqual({ Best: 2 });
  addLibrary(db, 3);
  const back = addLocation(db, 3, 'moved.jpg', { hash: hashNumbered(1) });
  expect(shown(db, album)).toEqual([back, b, c]);
  expect(shown(db, album, { libraryId: 1 as LibraryId })).toEqual([b, c]);
  expectSound(db);
  db.close();
});

test('files that become one photo are in the albums of either, at its place', () => {
  const { db, a, b } = setUp();
  const raw = addLocation(db, 1, 'IMG_1.CR2', { hash: hashNumbered(60), mediaKind: 'raw' });
  const album = newAlbum(db, 'Best', [a, raw, b]);
  const picture = addLocation(db, 1, 'IMG_1.JPG', { hash: hashNumbered(61) });
  settleNewStacks(db, 100, 2);
  expect(shown(db, album)).toEqual([a, picture, b]);
  removeFromAlbum(db, album, [picture], 3);
  expect(shown(db, album)).toEqual([a, b]);
  expect(counts(db)).toEqual({ Best: 2 });
  expectSound(db);
  db.close();
});

/** The album as a list, and what each edit found and left. */
class NaiveAlbum {
  list: number[] = [];
  readonly edits: { before: number[]; after: number[]; isUndone: boolean }[] = [];

  set(after: number[]): void {
    if (after.join() === this.list.join()) return;
    this.edits.push({ before: this.list, after, isUndone: false });
    this.list = after;
  }
}

test('whatever is put in, moved and taken out, undone and done again in turn, the order is as written down naively', () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constantFrom('add', 'remove'), photos: fc.uniqueArray(fc.nat({ max: 6 }), { minLength: 1 }) }),
    fc.record({
      kind: fc.constant('move'),
      photos: fc.uniqueArray(fc.nat({ max: 6 }), { minLength: 1, maxLength: 3 }),
      before: fc.option(fc.nat({ max: 6 })),
    }),
    fc.record({ kind: fc.constantFrom('undo', 'redo') }),
    fc.record({ kind: fc.constant('read') }),
  );
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 30 }), (acts) => {
      const { db, ids, unread } = setUp();
      const album = newAlbum(db, 'Best');
      const naive = new NaiveAlbum();
      let undone: NaiveAlbum['edits'] = [];
      const idOf = (n: number): LocationId => ids[n] ?? (0 as LocationId);
      for (const each of acts) {
        const photos = 'photos' in each ? each.photos : [];
        if (each.kind === 'add') {
          addToAlbum(db, album, photos.map(idOf), 1);
          const was = naive.list;
          naive.set([...was, ...photos.filter((n) => !was.includes(n))]);
          if (naive.list !== was) undone = [];
        } else if (each.kind === 'remove') {
          removeFromAlbum(db, album, photos.map(idOf), 1);
          const was = naive.list;
          naive.set(was.filter((n) => !photos.includes(n)));
          if (naive.list !== was) undone = [];
        } else if (each.kind === 'move') {
          const before = 'before' in each ? each.before : null;
          const was = naive.list;
          const moved = was.filter((n) => photos.includes(n));
          const rest = was.filter((n) => !photos.includes(n));
          const at = before === null || !rest.includes(before) ? rest.length : rest.indexOf(before);
          moveInAlbum(db, album, photos.map(idOf), before === null ? null : idOf(before), 1);
          naive.set([...rest.slice(0, at), ...moved, ...rest.slice(at)]);
          if (naive.list !== was) undone = [];
        } else if (each.kind === 'undo') {
          const last = naive.edits.findLast((edit) => !edit.isUndone);
          // Before all of these comes the album itself.
          if (last === undefined) continue;
          undo(db, 1);
          last.isUndone = true;
          naive.list = last.before;
          undone.push(last);
        } else if (each.kind === 'redo') {
          redo(db, 1);
          const next = undone.pop();
          if (next === undefined) continue;
          next.isUndone = false;
          naive.list = next.after;
        } else {
          prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(70), unread);
          expect(shown(db, album)).toEqual(naive.list.map(idOf));
          reconcile(db, 1);
        }
        expect(shown(db, album)).toEqual(naive.list.map(idOf));
        expect(counts(db)).toEqual({ Best: naive.list.length });
      }
      expectSound(db);
      db.close();
    }),
    { numRuns: 40 },
  );
});

test('two places in an album that turn out to be one photo stand once; the later word counts', () => {
  const { db, a, b, unread } = setUp();
  const album = newAlbum(db, 'Best', [a, unread, b]);
  removeFromAlbum(db, album, [a], 2);
  addToAlbum(db, album, [a], 3);
  expect(shown(db, album)).toEqual([unread, b, a]);
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(1), unread);
  expect(reconcile(db, 4)).toMatchObject({ albumsFilled: 1 });
  expect(shown(db, album)).toEqual([b, a]);
  expect(counts(db)).toEqual({ Best: 2 });
  expectSound(db);
  db.close();
});

test('by an index: adding, moving, the counts, the view of an album, the pass over the queue', () => {
  const { db, a, b, c, unread } = setUp();
  const album = newAlbum(db, 'Best', [a, unread]);
  const isWhole = (line: string): boolean =>
    /^SCAN (?!wanted|q$|p$|c$|found|met|standing|chosen|albums|\(subquery|CONSTANT)/.test(line) &&
    !/^SCAN (a|t|tagged_photo) USING (COVERING )?INDEX (album_photos|tagged_photo|photo_turns)_(order|unhashed|copies)/.test(
      line,
    );
  const lines = [
    ...plansOf(db, () => addToAlbum(db, album, [b, c], 2)),
    ...plansOf(db, () => moveInAlbum(db, album, [b], a, 3)),
    ...plansOf(db, () => undo(db, 4)),
    ...plansOf(db, () => listAlbums(db)),
    ...plansOf(db, () => shown(db, album)),
    ...planOf(db, foldFoundSql(albumsTable)),
  ];
  expect(lines.filter(isWhole)).toEqual([]);
  expect(lines.filter((line) => line.includes('image_exif_grid'))).toEqual([]);
  db.close();
});

test('the search of an album is changed, taken back and done again; chosen photos have none', () => {
  const { db, a } = setUp();
  const search = (): (string | null)[] => listAlbums(db).map(({ query }) => query);
  const edit = getEdit(db, createAlbum(db, { name: 'Sea', locationIds: [], query: 'TAGS:sea  stars:>=3' }, 1));
  const album = edit.albumId ?? (0 as AlbumId);
  expect(search()).toEqual(['tag:sea rating>=3']);
  expect(changeAlbumSearch(db, album, 'tag:sea rating:>=3', { nowMs: 2 })).toBeNull();
  changeAlbumSearch(db, album, 'tag:sea -blurry', { nowMs: 3 });
  expect(editStack(db).undo).toMatchObject({ action: 'album_search_changed', albumName: 'Sea', photoCount: 0 });
  changeAlbumSearch(db, album, 'tag:ocean', { nowMs: 4 });
  undo(db, 5);
  expect(search()).toEqual(['tag:sea -blurry']);
  undo(db, 6);
  expect(search()).toEqual(['tag:sea rating>=3']);
  redo(db, 7);
  redo(db, 8);
  expect(search()).toEqual(['tag:ocean']);
  expect(() => changeAlbumSearch(db, newAlbum(db, 'Chosen', [a]), 'sea', { nowMs: 9 })).toThrow(/chosen/);
  const last = changeAlbumSearch(db, album, 'lake', { nowMs: 10 }) ?? (0 as EditId);
  deleteAlbum(db, album, { nowMs: 11 });
  expect(() => changeAlbumSearch(db, album, 'sea', { nowMs: 12 })).toThrow(/not there any more/);
  expect(() => undoEdit(db, last, 13)).toThrow(/no longer exists/);
  db.close();
});

test('the albums of a selection, each with how many of its photos', () => {
  const { db, a, b, c, d, unread, copy } = setUp();
  const best = newAlbum(db, 'Best', [a, b, unread]);
  const rest = newAlbum(db, 'Rest', [c]);
  deleteAlbum(db, newAlbum(db, 'Gone', [a, b]), { nowMs: 2 });
  createAlbum(db, { name: 'Search', locationIds: [], query: 'sea' }, 3);
  const of = (ids: readonly LocationId[]): string[] =>
    selectionAlbums(db, ids).map(({ name, selectedCount }) => `${name} ${selectedCount}`);
  expect(of([a, b, copy, c, d, unread])).toEqual(['Best 3', 'Rest 1']);
  expect(of([copy])).toEqual(['Best 1']);
  expect(of([d])).toEqual([]);
  removeFromAlbum(db, best, [b, unread], 4);
  expect(of([a, b, unread])).toEqual(['Best 1']);
  // What waits for its hash was said later than what is known of the bytes.
  db.exec(`UPDATE image_exif SET content_hash = x'${hashNumbered(3).toString('hex')}' WHERE rel_path = '6.jpg'`);
  db.exec(`INSERT INTO album_photos (album_id, library_id, rel_path, position, position_by)
    VALUES (${rest}, 1, '6.jpg', NULL, 99) ON CONFLICT DO NOTHING`);
  expect(of([unread])).toEqual([]);
  expect(of([c])).toEqual(['Rest 1']);
  const plan = plansOf(db, () => selectionAlbums(db, [a]));
  expect(plan.filter((line) => /^SCAN (a|e|b|album_photos|image_exif)\b/.test(line))).toEqual([]);
  db.close();
});
