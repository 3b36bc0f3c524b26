/** `face_groups`: what is made of their faces, and how new faces come into them. The decisions are `core/face-groups.ts`. */
import { FaceGroups } from '../core/face-groups.js';
import type { FaceGroup } from '../core/face-groups.js';
import { faceVectorLength } from '../core/faces.js';
import { inSteps } from '../db/in-steps.js';
import { prepare, preparePluck, prepareRaw, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { keepsFaces } from './photo-faces.js';

/** Rows that are read in one step. */
const groupsAtOnce = 5_000;

export function vectorOf(blob: Buffer): Int8Array {
  return new Int8Array(blob.buffer, blob.byteOffset, blob.byteLength);
}

/** A copy: what SQLite hands out need not begin where a number of 32 bits may. */
export function sumOf(blob: Buffer | null): Int32Array {
  if (blob === null) return new Int32Array(faceVectorLength);
  return new Int32Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength));
}

function sumColumn(sum: Int32Array): Buffer {
  return Buffer.from(sum.buffer, sum.byteOffset, sum.byteLength);
}

/** Larger and sharper faces show better. */
const showsBestSql = 'ORDER BY width * height * min(sharpness, 0.5) * score DESC, id LIMIT 1';

/** What is made of the faces of a group is made again, of all of them. */
function freshenGroup(db: WriteDb, id: number): void {
  const sum = new Int32Array(faceVectorLength);
  let faces = 0;
  const rows = preparePluck(db, 'SELECT vector FROM photo_faces WHERE group_id = ?').iterate(id);
  for (const blob of rows as IterableIterator<Buffer>) {
    const vector = vectorOf(blob);
    for (let n = 0; n < faceVectorLength; n++) sum[n] = (sum[n] ?? 0) + (vector[n] ?? 0);
    faces++;
  }
  prepare(
    db,
    `UPDATE face_groups SET faces = @faces, sum = @sum, is_stale = 0,
       best_face_id = (SELECT id FROM photo_faces WHERE group_id = @id ${showsBestSql}) WHERE id = @id`,
  ).run({ id, faces, sum: sumColumn(sum) });
}

/** These faces came into a group that was fresh: no other one is read again, but for the one that showed best. */
function addToGroup(
  db: WriteDb,
  id: number,
  { faces, sum }: Pick<FaceGroup, 'faces' | 'sum'>,
  added: readonly number[],
): void {
  prepare(
    db,
    `UPDATE face_groups AS g SET faces = @faces, sum = @sum, is_stale = 0,
       best_face_id = (SELECT id FROM photo_faces
         WHERE id IN (SELECT value FROM json_each(@added) UNION ALL SELECT g.best_face_id) ${showsBestSql})
     WHERE g.id = @id`,
  ).run({ id, faces, sum: sumColumn(sum), added: idList(added) });
}

function nextStale(db: ReadDb): number | null {
  return preparePluck(db, 'SELECT min(id) FROM face_groups INDEXED BY face_groups_stale WHERE is_stale = 1').get() as
    number | null;
}

/** True when anybody but `placeFacesSteps` changed something since. */
export function areGroupsStale(db: ReadDb): boolean {
  return nextStale(db) !== null;
}

function* freshenSteps(db: WriteDb): Generator<void, void> {
  yield* inSteps(
    db,
    () => nextStale(db),
    (id) => {
      transaction(db, () => {
        freshenGroup(db, id);
      });
    },
  );
}

const groupColumns = `g.id, g.person_id AS personId, g.faces, g.sum,
  (p.is_hidden = 1 OR EXISTS (SELECT 1 FROM tags AS t WHERE t.id = p.tag_id AND t.deleted_at IS NULL)) AS isSettled`;

interface GroupRow {
  readonly id: number;
  readonly personId: number;
  readonly faces: number;
  readonly sum: Buffer | null;
  readonly isSettled: 0 | 1;
}

function groupOf({ sum, isSettled, ...row }: GroupRow): FaceGroup {
  return { ...row, sum: sumOf(sum), isSettled: isSettled === 1 };
}

/** All groups, in memory. */
export function* loadGroupsSteps(db: ReadDb): Generator<void, FaceGroups> {
  const groups = new FaceGroups();
  let last = 0;
  for (;;) {
    const rows = prepare(
      db,
      `SELECT ${groupColumns} FROM face_groups AS g CROSS JOIN face_groups AS p ON p.id = g.person_id
       WHERE g.id > ? ORDER BY g.id LIMIT ${groupsAtOnce}`,
    ).all(last) as GroupRow[];
    for (const row of rows) groups.add(groupOf(row));
    last = rows.at(-1)?.id ?? last;
    if (rows.length < groupsAtOnce) break;
    yield;
  }
  for (const [one, other] of prepareRaw(db, 'SELECT one_id, other_id FROM face_groups_apart').all() as [
    number,
    number,
  ][]) {
    groups.setApart(one, other);
  }
  return groups;
}

export interface NewFace {
  readonly id: number;
  readonly vector: Buffer;
}

/** Faces that are in no group yet, in their order. */
export function newFaces(db: ReadDb, limit: number): readonly NewFace[] {
  return prepare(
    db,
    'SELECT id, vector FROM photo_faces INDEXED BY photo_faces_group WHERE group_id IS NULL ORDER BY is_told, id LIMIT ?',
  ).all(limit) as NewFace[];
}

/** One transaction: each face comes into a group, and people that turn out to be one are united. */
function placeFaces(db: WriteDb, groups: FaceGroups, faces: readonly NewFace[]): void {
  /** By group, the faces that came into it; of one that has another person now, maybe none. */
  const touched = new Map<number, number[]>();
  for (const { id, vector: blob } of faces) {
    const vector = vectorOf(blob);
    const known = groups.groupFor(vector);
    const groupId = known ?? newGroup(db, groups);
    groups.put(groupId, vector);
    prepare(db, 'UPDATE photo_faces SET group_id = ? WHERE id = ?').run(groupId, id);
    const added = touched.get(groupId) ?? [];
    added.push(id);
    touched.set(groupId, added);
    const into = groups.unitedWith(groupId);
    const from = groups.personOf(groupId);
    if (into === null || from === null) continue;
    // The person that was known first goes on.
    const [stays, goes] = into < from ? [into, from] : [from, into];
    for (const moved of groups.unite(goes, stays)) touched.set(moved, touched.get(moved) ?? []);
    prepare(db, 'UPDATE face_groups SET person_id = ? WHERE person_id = ?').run(stays, goes);
  }
  for (const [id, added] of touched) {
    const made = groups.madeOf(id);
    if (made !== null) addToGroup(db, id, made, added);
  }
}

function newGroup(db: WriteDb, groups: FaceGroups): number {
  const id = insertGroup(db);
  groups.add({ id, personId: id, isSettled: false, faces: 0, sum: new Int32Array(faceVectorLength) });
  return id;
}

/** A group, and person, of its own, without faces. */
export function insertGroup(db: WriteDb): number {
  const id = preparePluck(db, 'INSERT INTO face_groups (person_id) VALUES (0) RETURNING id').get() as number;
  prepare(db, 'UPDATE face_groups SET person_id = id WHERE id = ?').run(id);
  return id;
}

/** Holds all groups in memory for as long as nobody else changes any. */
export class FacePlacer {
  readonly #db: WriteDb;
  #groups: FaceGroups | null = null;

  constructor(db: WriteDb) {
    this.#db = db;
  }

  /** New faces come into groups, in steps. Returns how many; null where nothing had to be done. */
  *steps(): Generator<void, number | null> {
    const db = this.#db;
    const isStale = areGroupsStale(db);
    if (!isStale && (!keepsFaces(db) || newFaces(db, 1).length === 0)) return null;
    let placed = 0;
    if (isStale || this.#groups === null) {
      yield* freshenSteps(db);
      this.#groups = yield* loadGroupsSteps(db);
    }
    const groups = this.#groups;
    // What is in memory goes with what is written: where that fails, it is read again.
    this.#groups = null;
    // A call between two steps may change groups: they are looked at afresh the next time.
    yield* inSteps(
      db,
      (rows) => {
        if (areGroupsStale(db)) return null;
        const faces = newFaces(db, Math.min(rows, 200));
        return faces.length === 0 ? null : faces;
      },
      (faces) => {
        transaction(db, () => {
          placeFaces(db, groups, faces);
        });
        placed += faces.length;
      },
      1,
    );
    this.#groups = groups;
    return placed;
  }

  /** What is in memory is given back. */
  forget(): void {
    this.#groups = null;
  }
}
