/** What edits of people change of faces and groups, written down with each edit, so that it can be put back. */
import type { EditAction, EditId, TagId } from '../../preload/contract/model.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, prepareRaw } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { recordEdit, setFacesBefore, setPhotoCount } from './edits.js';
import type { NewEdit } from './edits.js';

export interface FacesBefore {
  readonly groups: readonly {
    readonly id: number;
    readonly personId: number;
    readonly tagId: number | null;
    readonly isHidden: 0 | 1;
  }[];
  readonly faces: readonly { readonly id: number; readonly groupId: number | null; readonly isTold: 0 | 1 }[];
  /** Pairs of groups, and whether the user had set them apart. */
  readonly apart: readonly { readonly oneId: number; readonly otherId: number; readonly isApart: 0 | 1 }[];
}

export interface ToRemember {
  readonly groups?: readonly number[];
  readonly faces?: readonly number[];
  readonly apart?: readonly (readonly [oneId: number, otherId: number])[];
}

const apartSql =
  'EXISTS (SELECT 1 FROM face_groups_apart AS a WHERE a.one_id = p.value ->> 0 AND a.other_id = p.value ->> 1)';

/** As it is now; what is gone is left out. */
export function facesNow(db: ReadDb, { groups = [], faces = [], apart = [] }: ToRemember): FacesBefore {
  return {
    groups: prepare(
      db,
      `SELECT g.id, g.person_id AS personId, g.tag_id AS tagId, g.is_hidden AS isHidden
       FROM json_each(?) AS w CROSS JOIN face_groups AS g ON g.id = w.value`,
    ).all(idList(groups)) as FacesBefore['groups'],
    faces: prepare(
      db,
      `SELECT f.id, f.group_id AS groupId, f.is_told AS isTold
       FROM json_each(?) AS w CROSS JOIN photo_faces AS f ON f.id = w.value`,
    ).all(idList(faces)) as FacesBefore['faces'],
    apart: prepare(
      db,
      `SELECT p.value ->> 0 AS oneId, p.value ->> 1 AS otherId, ${apartSql} AS isApart FROM json_each(?) AS p`,
    ).all(JSON.stringify(apart.map(ordered))) as FacesBefore['apart'],
  };
}

function ordered([one, other]: readonly [number, number]): readonly [number, number] {
  return one < other ? [one, other] : [other, one];
}

export function setApart(db: WriteDb, one: number, other: number, isApart: boolean): void {
  const pair = ordered([one, other]);
  if (isApart) prepare(db, 'INSERT INTO face_groups_apart VALUES (?, ?) ON CONFLICT DO NOTHING').run(...pair);
  else prepare(db, 'DELETE FROM face_groups_apart WHERE one_id = ? AND other_id = ?').run(...pair);
}

/** Pairs of these groups that the user had set apart. */
export function apartAmong(db: ReadDb, groups: readonly number[]): [one: number, other: number][] {
  return prepareRaw(
    db,
    `WITH among AS MATERIALIZED (SELECT value AS id FROM json_each(?))
     SELECT a.one_id, a.other_id FROM among CROSS JOIN face_groups_apart AS a ON a.one_id = among.id
     WHERE a.other_id IN among ORDER BY 1, 2`,
  ).all(idList(groups)) as [number, number][];
}

/** Puts it back, and answers how it was until now. */
function putBack(db: WriteDb, before: FacesBefore): FacesBefore {
  const now = facesNow(db, {
    groups: before.groups.map(({ id }) => id),
    faces: before.faces.map(({ id }) => id),
    apart: before.apart.map(({ oneId, otherId }) => [oneId, otherId]),
  });
  const group = prepare(
    db,
    'UPDATE face_groups SET person_id = @personId, tag_id = @tagId, is_hidden = @isHidden WHERE id = @id',
  );
  for (const row of before.groups) group.run(row);
  const face = prepare(db, 'UPDATE photo_faces SET group_id = @groupId, is_told = @isTold WHERE id = @id');
  for (const row of before.faces) face.run(row);
  for (const { oneId, otherId, isApart } of before.apart) setApart(db, oneId, otherId, isApart === 1);
  // The group that stood for the person may have been united with another one meanwhile.
  const follow = prepare(
    db,
    `UPDATE face_groups SET person_id = h.person_id FROM face_groups AS h
     WHERE face_groups.id IN (SELECT value FROM json_each(?)) AND h.id = face_groups.person_id AND h.person_id <> h.id`,
  );
  const ids = idList(before.groups.map(({ id }) => id));
  for (let tries = 0; tries < before.groups.length && follow.run(ids).changes > 0; tries++);
  return now;
}

function facesBefore(db: ReadDb, editId: EditId): FacesBefore | null {
  const json = preparePluck(db, 'SELECT faces_before FROM edits WHERE id = ?').get(editId) as string | null | undefined;
  return json === null || json === undefined ? null : (JSON.parse(json) as FacesBefore);
}

/** What an edit of tags did to people too is taken back by the edit `id`; nothing where faces were deleted since. */
export function takeBackFacesOf(db: WriteDb, undoes: EditId, id: EditId): void {
  const before = facesBefore(db, undoes);
  if (before !== null) setFacesBefore(db, id, JSON.stringify(putBack(db, before)));
}

const facesActions = {
  person_named: 'person_named',
  people_joined: 'people_joined',
  faces_parted: 'faces_parted',
  person_hidden: 'person_shown',
  person_shown: 'person_hidden',
} as const satisfies Partial<Record<EditAction, EditAction>>;
export type FacesAction = keyof typeof facesActions;

export function isFacesAction(action: EditAction): action is FacesAction {
  return Object.hasOwn(facesActions, action);
}

/** Takes back an edit that was of faces alone. Throws an AppFailure `edit_impossible` when they were deleted since. */
export function takeBackFaces(
  db: WriteDb,
  undoes: EditId,
  action: FacesAction,
  by: Pick<NewEdit, 'role' | 'nowMs'>,
): EditId {
  const before = facesBefore(db, undoes);
  if (before === null) {
    throw new AppFailure('edit_impossible', 'What was known of these faces has been deleted.', { editId: undoes });
  }
  const { tagId, photos } = prepare(db, 'SELECT tag_id AS tagId, photo_count AS photos FROM edits WHERE id = ?').get(
    undoes,
  ) as { tagId: TagId | null; photos: number };
  const id = recordEdit(db, { ...by, action: facesActions[action], madeBy: 'user', tagId, undoes });
  setPhotoCount(db, id, photos);
  setFacesBefore(db, id, JSON.stringify(putBack(db, before)));
  return id;
}

/**
 * Of a tag that was merged into another one: its person is called by that one, or is one with whom that one names. Null
 * where it named nobody; else what was before.
 */
export function followMerge(db: WriteDb, tagId: TagId, intoId: TagId): FacesBefore | null {
  const named = (id: TagId): number[] =>
    preparePluck(
      db,
      'SELECT id FROM face_groups INDEXED BY face_groups_tag WHERE tag_id = ? AND tag_id IS NOT NULL ORDER BY id',
    ).all(id) as number[];
  const people = named(tagId);
  if (people.length === 0) return null;
  const [into = null] = named(intoId);
  const groupsOf = (ids: readonly number[]): number[] =>
    preparePluck(
      db,
      'SELECT g.id FROM json_each(?) AS w CROSS JOIN face_groups AS g ON g.person_id = w.value OR g.id = w.value',
    ).all(idList(ids)) as number[];
  const groups = groupsOf(people);
  const apart = apartAmong(db, into === null ? groups : [...groups, ...groupsOf([into])]);
  const before = facesNow(db, { groups, apart });
  for (const [one, other] of apart) setApart(db, one, other, false);
  const name = prepare(db, 'UPDATE face_groups SET tag_id = ? WHERE id = ?');
  for (const id of people) name.run(into === null ? intoId : null, id);
  const join = prepare(db, 'UPDATE face_groups SET person_id = ? WHERE person_id = ?');
  const stays = into ?? people[0] ?? 0;
  for (const id of people) if (id !== stays) join.run(stays, id);
  return before;
}
