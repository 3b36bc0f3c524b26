import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EditId, LocationId } from '../../preload/contract/model.js';
import { preparePluck, prepare } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { reconcile } from '../reconcile/reconcile.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, planOf, plansOf } from '../testing/database.js';
import { editHistory, editPhotos } from './edits.js';
import { gridModel } from './grid.js';
import { carryDerivedData } from './lineage.js';
import { repointBackReferences } from './photo-insights.js';
import { ensurePhotoId } from './photos.js';
import { turnedPlacesSql, turnOfLocation, turnPhotos } from './turns.js';
import { redo, undo, undoEdit } from './undo.js';

const everything = { libraryId: null, tagId: null, filter: 'all' } as const;

interface NaiveFile {
  readonly id: LocationId;
  bytes: number | null;
}

interface NaiveEdit {
  readonly id: EditId;
  readonly turns: { of: NaiveFile | number; quarters: number }[];
}

/** Turns add up, photo by photo; nothing else is known of them. */
class NaiveWorld {
  readonly files: NaiveFile[] = [];
  readonly ofBytes = new Map<number, number>();
  readonly ofPlaces = new Map<NaiveFile, number>();
  readonly edits: NaiveEdit[] = [];

  turnOf(file: NaiveFile): number {
    return (file.bytes === null ? this.ofPlaces.get(file) : this.ofBytes.get(file.bytes)) ?? 0;
  }

  turn(id: EditId, turns: NaiveEdit['turns']): void {
    for (const { of, quarters } of turns) {
      if (typeof of === 'number') this.ofBytes.set(of, ((this.ofBytes.get(of) ?? 0) + quarters) % 4);
      else this.ofPlaces.set(of, ((this.ofPlaces.get(of) ?? 0) + quarters) % 4);
    }
    this.edits.push({ id, turns });
  }

  /** Of bytes that were turned before, that holds. */
  settle(file: NaiveFile, bytes: number): void {
    const turn = this.ofPlaces.get(file);
    const isTurned = this.ofBytes.has(bytes);
    this.ofPlaces.delete(file);
    if (turn !== undefined && !isTurned) this.ofBytes.set(bytes, turn);
    for (const change of this.edits.flatMap(({ turns }) => turns).filter(({ of }) => of === file)) {
      change.of = bytes;
      if (isTurned) change.quarters = 0;
    }
  }
}

const act = fc.oneof(
  fc.record({
    kind: fc.constant('turn' as const),
    on: fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1 }),
    quarters: fc.constantFrom(1 as const, 2 as const, 3 as const),
  }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'reconcile' as const) }),
  fc.record({ kind: fc.constant('takeBack' as const), edit: fc.nat({ max: 9 }) }),
  fc.record({ kind: fc.constant('read' as const), on: fc.nat({ max: 5 }), bytes: fc.nat({ max: 2 }) }),
  fc.record({ kind: fc.constant('edit' as const), on: fc.nat({ max: 5 }), turnsItself: fc.boolean() }),
  fc.record({ kind: fc.constant('move' as const), on: fc.nat({ max: 5 }) }),
);

test('turns add up and are taken back as in a world written down naively, whatever becomes of the files', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const db = memoryDatabase();
      addLibrary(db, 1);
      const world = new NaiveWorld();
      for (let n = 0; n < 6; n++) {
        const bytes = n < 3 ? n : null;
        const id = addLocation(db, 1, `${n}.jpg`, { hash: bytes === null ? null : hashNumbered(bytes) });
        world.files.push({ id, bytes });
      }
      let nextBytes = 10;
      let moves = 0;
      let now = 1;
      // Files without a hash of the world that have one in the database, until reconcile comes.
      const read = new Set<NaiveFile>();
      const settleAll = (): void => {
        for (const file of [...read].sort((a, b) => a.id - b.id))
          if (file.bytes !== null) world.settle(file, file.bytes);
        read.clear();
      };
      const mirrored = (id: EditId, undone: NaiveEdit): void => {
        world.turn(
          id,
          undone.turns.map(({ of, quarters }) => ({ of, quarters: (4 - quarters) % 4 })),
        );
      };
      for (const one of acts) {
        now += 1;
        // The engine reconciles at the end of each tick; what is seen in between is settled by place.
        if (one.kind !== 'turn' && one.kind !== 'read') {
          reconcile(db, now);
          settleAll();
        }
        switch (one.kind) {
          case 'turn': {
            const files = one.on.map((n) => world.files[n]).filter((file) => file !== undefined);
            if (files.some((file) => read.has(file))) {
              reconcile(db, now);
              settleAll();
            }
            const change = turnPhotos(
              db,
              files.map(({ id }) => id),
              one.quarters,
              now,
            );
            const photos = [...new Set(files.map((file) => file.bytes ?? file))];
            if (change !== null)
              world.turn(
                change.editId,
                photos.map((of) => ({ of, quarters: one.quarters })),
              );
            break;
          }
          case 'undo':
          case 'redo': {
            const outcome = (one.kind === 'undo' ? undo : redo)(db, now);
            if (outcome === null) break;
            const undone = world.edits.find(({ id }) => id === undoneBy(db, outcome.edit.id));
            if (undone !== undefined) mirrored(outcome.edit.id, undone);
            break;
          }
          case 'takeBack': {
            const edit = world.edits[one.edit];
            if (edit === undefined || isTakenBack(db, edit.id)) break;
            mirrored(undoEdit(db, edit.id, now).edit.id, edit);
            break;
          }
          case 'read': {
            const file = world.files[one.on];
            if (file?.bytes !== null) break;
            file.bytes = one.bytes;
            prepare(db, 'UPDATE image_exif SET content_hash = ?, read_state = 1 WHERE id = ?').run(
              hashNumbered(one.bytes),
              file.id,
            );
            read.add(file);
            break;
          }
          case 'edit': {
            const file = world.files[one.on];
            if (typeof file?.bytes !== 'number') break;
            const from = file.bytes;
            file.bytes = nextBytes++;
            const toHash = hashNumbered(file.bytes);
            const relPath = preparePluck(db, 'SELECT rel_path FROM image_exif WHERE id = ?').get(file.id) as string;
            prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(toHash, file.id);
            const { turnsItself } = one;
            carryDerivedData(db, {
              libraryId: 1 as never,
              relPath,
              fromHash: hashNumbered(from),
              toHash,
              verdict: 'edited',
              turnsItself,
              nowMs: now,
            });
            const turn = world.ofBytes.get(from) ?? 0;
            if (turn !== 0 && !turnsItself) world.ofBytes.set(file.bytes, turn);
            break;
          }
          case 'reconcile':
            break;
          case 'move': {
            const file = world.files[one.on];
            if (file === undefined) break;
            const to = addLocation(db, 1, `moved ${moves++}.jpg`, {
              hash: file.bytes === null ? null : hashNumbered(file.bytes),
            });
            repointBackReferences(db, file.id, to, { followsCopy: true });
            prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(file.id);
            Object.assign(file, { id: to });
            break;
          }
        }
      }
      reconcile(db, now);
      settleAll();
      for (const file of world.files) expect(turnOfLocation(db, file.id)).toBe(world.turnOf(file));
      const { ids, turns, aspects } = gridModel(db, everything, null);
      for (const [row, id] of ids.entries()) {
        const file = world.files.find((candidate) => candidate.id === id);
        const turn = file === undefined ? 0 : world.turnOf(file);
        expect(turns[row]).toBe(turn);
        expect(aspects[row]).toBeCloseTo(turn % 2 === 0 ? 4 / 3 : 3 / 4, 5);
      }
      db.close();
    }),
    { numRuns: 300 },
  );
});

function undoneBy(db: WriteDb, id: EditId): EditId {
  return preparePluck(db, 'SELECT undoes FROM edits WHERE id = ?').get(id) as EditId;
}

function isTakenBack(db: WriteDb, id: EditId): boolean {
  return preparePluck(db, 'SELECT undone_by IS NOT NULL FROM edits WHERE id = ?').get(id) === 1;
}

test('an edit of many photos is one line of the history, of a stack one photo, and leads back to them', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const cover = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  const raw = addLocation(db, 1, 'a.cr2', { hash: hashNumbered(2), mediaKind: 'raw' });
  const other = addLocation(db, 1, 'b.jpg');
  prepare(db, 'UPDATE image_exif SET stack_cover_id = ? WHERE id = ?').run(cover, raw);
  const change = turnPhotos(db, [cover, other], 3, 5);
  expect(change?.changed).toEqual([cover, other]);
  expect([cover, raw, other].map((id) => turnOfLocation(db, id))).toEqual([3, 3, 3]);
  expect(editHistory(db, { tagId: null, offset: 0, limit: 9 })).toMatchObject([
    { action: 'turned_left', photoCount: 2 },
  ]);
  expect(editPhotos(db, change?.editId ?? (0 as EditId))).toEqual([cover, other]);
  expect(undo(db, 6)?.edit).toMatchObject({ action: 'turned_right', role: 'undo', photoCount: 2 });
  expect(turnOfLocation(db, raw)).toBe(0);
  expect(redo(db, 7)?.edit).toMatchObject({ action: 'turned_left', role: 'redo' });
  expect(turnOfLocation(db, other)).toBe(3);
  db.close();
});

test('a photo that is forgotten leaves no turn for the next one of its number', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const id = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  turnPhotos(db, [id], 1, 5);
  prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(id);
  db.exec('DELETE FROM photos');
  ensurePhotoId(db, hashNumbered(2));
  expect(turnOfLocation(db, addLocation(db, 1, 'b.jpg', { hash: hashNumbered(2) }))).toBe(0);
  db.close();
});

test('turns are found by an index', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const id = addLocation(db, 1, 'a.jpg');
  const plan = plansOf(db, () => {
    turnPhotos(db, [id], 1, 5);
    undo(db, 6);
    turnOfLocation(db, id);
  });
  expect(plan.filter((line) => /^SCAN (?!wanted|\(subquery|CONSTANT)/.test(line))).toEqual([]);
  expect(planOf(db, turnedPlacesSql).filter((line) => /^SCAN (?!q)/.test(line))).toEqual([]);
  db.close();
});
