/** People: what the user says of who is on photos. Each is an edit, and where it names somebody an edit of tags. */
import type { EditId, FaceId, LocationId, PersonId, TagId } from '../../preload/contract/model.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { recordEdit, setFacesBefore, setPhotoCount } from './edits.js';
import { insertGroup } from './face-groups.js';
import { apartAmong, facesNow, setApart } from './faces-before.js';
import type { FacesAction, FacesBefore } from './faces-before.js';
import { mergeTags } from './tag-edits.js';
import { tagLocations, untagLocations } from './tagged-photo.js';
import type { TagChange } from './tagged-photo.js';
import { findOrCreateTag } from './tags.js';

interface PersonRow {
  readonly id: PersonId;
  readonly isHidden: 0 | 1;
  /** Of a living tag. */
  readonly tagId: TagId | null;
  readonly tagName: string | null;
}

function personRow(db: ReadDb, id: PersonId): PersonRow {
  const row = prepare(
    db,
    `SELECT g.id, g.is_hidden AS isHidden, t.id AS tagId, t.name AS tagName FROM face_groups AS g
     LEFT JOIN tags AS t ON t.id = g.tag_id AND t.deleted_at IS NULL WHERE g.id = ? AND g.person_id = g.id`,
  ).get(id) as PersonRow | undefined;
  if (row === undefined) throw new AppFailure('not_found', 'This person is not there any more.', { personId: id });
  return row;
}

function groupsOf(db: ReadDb, personId: PersonId): number[] {
  return preparePluck(db, 'SELECT id FROM face_groups WHERE person_id = ? ORDER BY id').all(personId) as number[];
}

function facesOf(db: ReadDb, personId: PersonId): FaceId[] {
  return preparePluck(
    db,
    `SELECT f.id FROM face_groups AS g CROSS JOIN photo_faces AS f ON f.group_id = g.id WHERE g.person_id = ? ORDER BY f.id`,
  ).all(personId) as FaceId[];
}

/** One file of each photo that these faces are in, a present one before one that is not. */
function locationsOf(db: ReadDb, faceIds: readonly FaceId[]): LocationId[] {
  return preparePluck(
    db,
    `SELECT found.place FROM (
       SELECT DISTINCT (SELECT e.id FROM image_exif AS e WHERE e.photo_id = f.photo_id ORDER BY e.presence, e.id LIMIT 1) AS place
       FROM json_each(?) AS w CROSS JOIN photo_faces AS f ON f.id = w.value) AS found
     WHERE found.place IS NOT NULL`,
  ).all(idList(faceIds)) as LocationId[];
}

function photosOf(db: ReadDb, faceIds: readonly FaceId[]): number {
  return preparePluck(
    db,
    'SELECT count(DISTINCT f.photo_id) FROM json_each(?) AS w CROSS JOIN photo_faces AS f ON f.id = w.value',
  ).get(idList(faceIds)) as number;
}

/** The edit of tags, or where no photo got or lost one an edit of faces alone, says what was before. */
function written(
  db: WriteDb,
  change: TagChange | null,
  faces: readonly FaceId[],
  edit: { readonly action: FacesAction; readonly tagId: TagId | null; readonly nowMs: number },
  before: FacesBefore,
): EditId {
  let id = change?.editId ?? null;
  if (id === null) {
    id = recordEdit(db, { ...edit, madeBy: 'user' });
    setPhotoCount(db, id, photosOf(db, faces));
  }
  setFacesBefore(db, id, JSON.stringify(before));
  return id;
}

function tellFaces(db: WriteDb, faceIds: readonly FaceId[]): void {
  prepare(db, 'UPDATE photo_faces SET is_told = 1 WHERE id IN (SELECT value FROM json_each(?)) AND is_told = 0').run(
    idList(faceIds),
  );
}

/**
 * The photos of a person get a tag, and the person is called so from now on: one edit. Where somebody is called so already,
 * the two are one. Throws an AppFailure `not_found`, `name_invalid`, or `edit_impossible` for a person who has a name.
 */
export function namePerson(db: WriteDb, personId: PersonId, name: string, nowMs: number): EditId {
  return transaction(db, () => {
    const person = personRow(db, personId);
    const tag = findOrCreateTag(db, name, nowMs);
    if (person.tagName !== null && person.tagId !== tag.id) {
      throw new AppFailure('edit_impossible', `This person is called “${person.tagName}”. Rename that tag instead.`, {
        tagId: person.tagId,
      });
    }
    const other = personCalled(db, tag.id);
    if (other !== null && other !== personId) return joinPeople(db, personId, other, nowMs);
    const faces = facesOf(db, personId);
    const before = facesNow(db, { groups: [personId], faces });
    prepare(db, 'UPDATE face_groups SET tag_id = ?, is_hidden = 0 WHERE id = ?').run(tag.id, personId);
    tellFaces(db, faces);
    const change = tagLocations(db, locationsOf(db, faces), tag.id, nowMs);
    return written(db, change, faces, { action: 'person_named', tagId: tag.id, nowMs }, before);
  });
}

/** Null where the tag is nobody's name. */
function personCalled(db: ReadDb, tagId: TagId): PersonId | null {
  const id = preparePluck(
    db,
    `SELECT min(id) FROM face_groups INDEXED BY face_groups_tag
     WHERE tag_id = ? AND tag_id IS NOT NULL AND person_id = id`,
  ).get(tagId) as PersonId | null;
  return id;
}

/**
 * Two people are one: one edit. The one who has a name goes on, and the other's photos get that tag; of two names the first
 * is merged into the second. Throws an AppFailure `not_found` or `edit_impossible`.
 */
export function joinPeople(db: WriteDb, oneId: PersonId, otherId: PersonId, nowMs: number): EditId {
  return transaction(db, () => {
    const [one, other] = [personRow(db, oneId), personRow(db, otherId)];
    if (oneId === otherId) throw new AppFailure('edit_impossible', 'This is one person already.', { personId: oneId });
    if (one.tagId !== null && other.tagId !== null && one.tagId !== other.tagId) {
      return mergeTags(db, [{ tagId: one.tagId }], other.tagId, { nowMs });
    }
    const [from, into] = one.tagId !== null && other.tagId === null ? [other, one] : [one, other];
    const groups = groupsOf(db, from.id);
    const faces = facesOf(db, from.id);
    const apart = apartAmong(db, [...groups, ...groupsOf(db, into.id)]);
    const before = facesNow(db, { groups, faces, apart });
    for (const [a, b] of apart) setApart(db, a, b, false);
    prepare(db, 'UPDATE face_groups SET person_id = ? WHERE person_id = ?').run(into.id, from.id);
    prepare(db, 'UPDATE face_groups SET tag_id = NULL, is_hidden = 0 WHERE id = ?').run(from.id);
    const { tagId } = into;
    if (tagId !== null) tellFaces(db, faces);
    const change = tagId === null ? null : tagLocations(db, locationsOf(db, faces), tagId, nowMs);
    return written(db, change, faces, { action: 'people_joined', tagId, nowMs }, before);
  });
}

/**
 * These faces are of the person whom the machine took them for: their photos get the tag. Throws an AppFailure `not_found`,
 * or `edit_impossible` for a person without a name.
 */
export function confirmFaces(
  db: WriteDb,
  personId: PersonId,
  faceIds: readonly FaceId[],
  nowMs: number,
): EditId | null {
  return transaction(db, () => {
    const { tagId } = personRow(db, personId);
    if (tagId === null) throw new AppFailure('edit_impossible', 'This person has no name.', { personId });
    const faces = facesAmong(db, personId, faceIds);
    if (faces.length === 0) return null;
    const before = facesNow(db, { faces });
    tellFaces(db, faces);
    const change = tagLocations(db, locationsOf(db, faces), tagId, nowMs);
    return written(db, change, faces, { action: 'person_named', tagId, nowMs }, before);
  });
}

/** Those of these faces that are of the person now. */
function facesAmong(db: ReadDb, personId: PersonId, faceIds: readonly FaceId[]): FaceId[] {
  return preparePluck(
    db,
    `SELECT f.id FROM json_each(?) AS w CROSS JOIN photo_faces AS f ON f.id = w.value
     CROSS JOIN face_groups AS g ON g.id = f.group_id WHERE g.person_id = ? ORDER BY f.id`,
  ).all(idList(faceIds), personId) as FaceId[];
}

/**
 * These faces are not of this person, for good: each is somebody of its own until it is named, or with `areHidden` ignored.
 * Photos that were tagged for them, and on which the person is not seen elsewhere, lose the tag: one edit. Null where there
 * is nothing to set apart. Throws an AppFailure `not_found`.
 */
export function partFaces(
  db: WriteDb,
  personId: PersonId,
  faceIds: readonly FaceId[],
  areHidden: boolean,
  nowMs: number,
): EditId | null {
  return transaction(db, () => {
    const { tagId } = personRow(db, personId);
    const faces = facesAmong(db, personId, faceIds);
    const isAll = faces.length === facesOf(db, personId).length;
    if (faces.length === 0 || (isAll && faces.length === 1 && tagId === null && !areHidden)) return null;
    const tagged = tagId === null ? [] : photosOnlyBy(db, personId, tagId, faces);
    const former = prepare(
      db,
      'SELECT id, group_id AS groupId FROM photo_faces WHERE id IN (SELECT value FROM json_each(?))',
    );
    const rows = former.all(idList(faces)) as { readonly id: FaceId; readonly groupId: number }[];
    const placed = rows.map((row) => ({ ...row, newId: insertGroup(db) }));
    const apart = placed.map(({ groupId, newId }): [number, number] => [groupId, newId]);
    const before = facesNow(db, { groups: placed.map(({ newId }) => newId), faces, apart });
    for (const { id, groupId, newId } of placed) {
      prepare(db, 'UPDATE photo_faces SET group_id = ?, is_told = 1 WHERE id = ?').run(newId, id);
      setApart(db, groupId, newId, true);
      if (areHidden) prepare(db, 'UPDATE face_groups SET is_hidden = 1 WHERE id = ?').run(newId);
    }
    const change = tagId === null ? null : untagLocations(db, tagged, tagId, nowMs);
    return written(db, change, faces, { action: areHidden ? 'person_hidden' : 'faces_parted', tagId, nowMs }, before);
  });
}

/** Photos that bear the tag and show the person by these faces alone. */
function photosOnlyBy(db: ReadDb, personId: PersonId, tagId: TagId, faceIds: readonly FaceId[]): LocationId[] {
  const faces = preparePluck(
    db,
    `WITH chosen AS MATERIALIZED (SELECT value AS id FROM json_each(@faces))
     SELECT f.id FROM chosen CROSS JOIN photo_faces AS f ON f.id = chosen.id
     WHERE f.is_told = 1
       AND EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = f.photo_id AND t.tag_id = @tagId)
       AND NOT EXISTS (SELECT 1 FROM photo_faces AS o CROSS JOIN face_groups AS g ON g.id = o.group_id
         WHERE o.photo_id = f.photo_id AND g.person_id = @personId AND o.id NOT IN (SELECT id FROM chosen))`,
  ).all({ faces: idList(faceIds), tagId, personId }) as FaceId[];
  return locationsOf(db, faces);
}

/** These two are not one person, for good. Throws an AppFailure `not_found`. */
export function partPeople(db: WriteDb, oneId: PersonId, otherId: PersonId, nowMs: number): EditId {
  return transaction(db, () => {
    const [one, other] = [personRow(db, oneId), personRow(db, otherId)];
    const before = facesNow(db, { apart: [[oneId, otherId]] });
    setApart(db, oneId, otherId, true);
    return written(
      db,
      null,
      facesOf(db, oneId),
      { action: 'faces_parted', tagId: other.tagId ?? one.tagId, nowMs },
      before,
    );
  });
}

/** Nobody is asked about this person any more; or again. Null when it is so already. Throws an AppFailure `not_found`. */
export function hidePerson(db: WriteDb, personId: PersonId, isHidden: boolean, nowMs: number): EditId | null {
  return transaction(db, () => {
    const person = personRow(db, personId);
    if ((person.isHidden === 1) === isHidden) return null;
    const before = facesNow(db, { groups: [personId] });
    prepare(db, 'UPDATE face_groups SET is_hidden = ? WHERE id = ?').run(Number(isHidden), personId);
    const action = isHidden ? 'person_hidden' : 'person_shown';
    return written(db, null, facesOf(db, personId), { action, tagId: person.tagId, nowMs }, before);
  });
}
