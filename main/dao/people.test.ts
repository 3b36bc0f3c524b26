import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaceId, FaceView, LocationId, Person, PersonId, TagId } from '../../preload/contract/model.js';
import { faceVectorLength } from '../core/faces.js';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, plansOf } from '../testing/database.js';
import { FacePlacer } from './face-groups.js';
import { confirmFaces, hidePerson, joinPeople, namePerson, partFaces, partPeople } from './people.js';
import { people, personFaces, suggestedPeople } from './people-list.js';
import { recordFacesAlone, setKeepsFaces } from './photo-faces.js';
import { acceptSuggestedTags } from './suggested-tags.js';
import { deleteTags, mergeTags, renameTag } from './tag-edits.js';
import { untagLocations } from './tagged-photo.js';
import { findTag } from './tags.js';
import { redo, undo, undoEdit } from './undo.js';

let db: WriteDb;
let placer: FacePlacer;
let photos: number;
beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1);
  setKeepsFaces(db, true);
  placer = new FacePlacer(db);
  photos = 0;
});
afterEach(() => {
  db.close();
});

function scattered(seed: number, n: number, limit: number): number {
  return (Math.imul(Math.imul(seed + 1, 2654435761) ^ Math.imul(n + 1, 40503), 2246822519) >>> 8) % limit;
}

/** What somebody looks like, more or less; `shift` of 128 numbers makes it less sure. */
function vectorOf(somebody: number, seed: number, shift = 0): Int8Array {
  return Int8Array.from({ length: faceVectorLength }, (_, n) => {
    const middle = scattered(somebody, n, 2) === 0 ? -9 : 9;
    return middle + scattered(seed, n, 9) - 4 + (n < shift ? -Math.sign(middle) * 15 : 0);
  });
}

/** A photo with these faces. Answers its location. */
function addPhoto(...vectors: readonly Int8Array[]): LocationId {
  const n = ++photos;
  const location = addLocation(db, 1, `${String(n)}.jpg`, { hash: hashNumbered(n) });
  const photo = preparePluck(db, 'SELECT photo_id FROM image_exif WHERE id = ?').get(location) as number;
  recordFacesAlone(db, photo, {
    kind: 'described',
    models: 'one',
    faces: vectors.map((vector, at) => ({
      score: 0.9,
      box: { x: at / 10, y: 0.1, width: 0.1, height: 0.1 },
      sharpness: 0.2,
      vector,
    })),
  });
  return location;
}

function place(): void {
  finish(placer.steps());
}

/** So many photos of somebody, each with one face. */
function addPhotosOf(somebody: number, count: number): LocationId[] {
  return Array.from({ length: count }, (_, n) => addPhoto(vectorOf(somebody, somebody * 100 + n + photos * 7)));
}

function only(list: readonly Person[]): Person {
  const [one, ...others] = list;
  if (one === undefined || others.length > 0) throw new Error(`${String(list.length)} people`);
  return one;
}

function locationsOf(faces: readonly FaceView[]): (LocationId | null)[] {
  return faces.map(({ locationId }) => locationId).sort();
}

function tagged(name: string): LocationId[] {
  return preparePluck(
    db,
    `SELECT e.id FROM tagged_photo AS t JOIN tags AS g ON g.id = t.tag_id JOIN image_exif AS e ON e.photo_id = t.photo_id
     WHERE g.name = ? ORDER BY e.id`,
  ).all(name) as LocationId[];
}

function tagNamed(name: string): TagId {
  const tag = findTag(db, name);
  if (tag === null) throw new Error(name);
  return tag.id;
}

it('faces are grouped by who they are, those seen more often first', () => {
  const annas = addPhotosOf(1, 4);
  addPhotosOf(2, 2);
  addPhotosOf(3, 1);
  place();
  const { unnamed, once, onceCount, named } = people(db);
  expect(unnamed.map(({ faces }) => faces)).toEqual([4, 2]);
  expect([once.length, onceCount, named.length]).toEqual([1, 1, 0]);
  const [anna] = unnamed;
  expect(locationsOf(personFaces(db, anna?.id ?? (0 as PersonId), 10).faces)).toEqual(annas);
  expect(anna?.best).toMatchObject({ box: { x: 0, y: 0.1, width: 0.1, height: 0.1 }, turn: 0 });
});

describe('naming', () => {
  it('gives the photos a tag, as one edit that is taken back and done again', () => {
    const annas = addPhotosOf(1, 3);
    place();
    const anna = only(people(db).unnamed);
    const edit = namePerson(db, anna.id, 'People/Anna', 1);
    expect(tagged('People/Anna')).toEqual(annas);
    expect(only(people(db).named)).toMatchObject({ id: anna.id, tag: { name: 'People/Anna' }, faces: 3, suggested: 0 });
    expect(undo(db, 2)?.edit).toMatchObject({ action: 'tag_removed', photoCount: 3 });
    expect(tagged('People/Anna')).toEqual([]);
    expect(only(people(db).unnamed).id).toBe(anna.id);
    redo(db, 3);
    expect(tagged('People/Anna')).toEqual(annas);
    expect(only(people(db).named).tag?.name).toBe('People/Anna');
    expect(() => undoEdit(db, edit, 4)).toThrow('taken back already');
  });

  it('where the photos bear the tag already is an edit too', () => {
    const annas = addPhotosOf(1, 2);
    place();
    const anna = only(people(db).unnamed);
    namePerson(db, anna.id, 'People/Anna', 1);
    undo(db, 2);
    for (const [at, id] of annas.entries()) acceptTag(id, 'People/Anna', 3 + at);
    namePerson(db, anna.id, 'people/anna', 9);
    expect(only(people(db).named).tag?.name).toBe('People/Anna');
    expect(undo(db, 10)?.edit).toMatchObject({ action: 'person_named', role: 'undo' });
    expect(tagged('People/Anna')).toEqual(annas);
    expect(people(db).named).toEqual([]);
  });

  it('by a name that somebody has makes the two one', () => {
    const [annas, others] = [addPhotosOf(1, 3), addPhotosOf(2, 2)];
    place();
    const [one, other] = people(db).unnamed;
    namePerson(db, one?.id ?? (0 as PersonId), 'People/Anna', 1);
    namePerson(db, other?.id ?? (0 as PersonId), 'People/Anna', 2);
    expect(only(people(db).named).faces).toBe(5);
    expect(tagged('People/Anna')).toEqual([...annas, ...others]);
    undo(db, 3);
    expect(only(people(db).named).faces).toBe(3);
    expect(only(people(db).unnamed).faces).toBe(2);
    expect(tagged('People/Anna')).toEqual(annas);
  });

  it('follows the tag when it is renamed, merged or deleted', () => {
    addPhotosOf(1, 3);
    addPhotosOf(2, 2);
    place();
    const [anna, ben] = people(db).unnamed;
    namePerson(db, anna?.id ?? (0 as PersonId), 'People/Anna', 1);
    namePerson(db, ben?.id ?? (0 as PersonId), 'People/Ben', 2);
    renameTag(db, tagNamed('People/Anna'), 'Anne', { nowMs: 3 });
    expect(people(db).named.map(({ tag }) => tag?.name)).toEqual(['People/Anne', 'People/Ben']);
    mergeTags(db, [{ tagId: tagNamed('People/Ben') }], tagNamed('People/Anne'), { nowMs: 4 });
    expect(only(people(db).named)).toMatchObject({ faces: 5, tag: { name: 'People/Anne' } });
    undo(db, 5);
    expect(people(db).named.map(({ tag, faces }) => [tag?.name, faces])).toEqual([
      ['People/Anne', 3],
      ['People/Ben', 2],
    ]);
    deleteTags(db, [{ tagId: tagNamed('People/Ben') }], { nowMs: 6 });
    expect(only(people(db).unnamed).id).toBe(ben?.id);
    undo(db, 7);
    expect(people(db).named).toHaveLength(2);
  });

  it('refuses a second name', () => {
    addPhotosOf(1, 2);
    place();
    const anna = only(people(db).unnamed);
    namePerson(db, anna.id, 'People/Anna', 1);
    expect(() => namePerson(db, anna.id, 'People/Ben', 2)).toThrow('Rename that tag');
    expect(() => namePerson(db, 77 as PersonId, 'People/Ben', 2)).toThrow('not there any more');
  });
});

function acceptTag(id: LocationId, name: string, nowMs: number): void {
  prepare(
    db,
    `INSERT INTO tagged_photo (library_id, rel_path, content_hash, photo_id, tag_id, created_time)
     SELECT library_id, rel_path, content_hash, photo_id, ?, ? FROM image_exif WHERE id = ?`,
  ).run(tagNamed(name), nowMs, id);
}

describe('a new face of somebody with a name', () => {
  let anna: PersonId;
  beforeEach(() => {
    addPhotosOf(1, 3);
    place();
    anna = only(people(db).unnamed).id;
    namePerson(db, anna, 'People/Anna', 1);
  });

  it('is only suggested; yes gives the photo the tag', () => {
    const id = addPhoto(vectorOf(1, 77));
    place();
    expect(tagged('People/Anna')).not.toContain(id);
    expect(only(people(db).named).suggested).toBe(1);
    const [suggestion] = suggestedPeople(db, [id]).get(id) ?? [];
    expect(suggestion).toMatchObject({ personId: anna, tagName: 'People/Anna' });
    const { suggested } = personFaces(db, anna, 10);
    expect(locationsOf(suggested)).toEqual([id]);
    confirmFaces(
      db,
      anna,
      suggested.map((face) => face.id),
      2,
    );
    expect(tagged('People/Anna')).toContain(id);
    expect(suggestedPeople(db, [id]).size).toBe(0);
    undo(db, 3);
    expect(tagged('People/Anna')).not.toContain(id);
    expect(suggestedPeople(db, [id]).get(id)).toHaveLength(1);
  });

  it('is taken by the key that takes all suggestions of a photo', () => {
    const id = addPhoto(vectorOf(1, 77));
    place();
    acceptSuggestedTags(db, [id], 2);
    expect(tagged('People/Anna')).toContain(id);
    undo(db, 3);
    expect(tagged('People/Anna')).not.toContain(id);
    expect(suggestedPeople(db, [id]).get(id)).toHaveLength(1);
  });

  it('no is for good: the face is somebody of its own, and nobody is asked again', () => {
    const id = addPhoto(vectorOf(1, 77));
    place();
    const [suggestion] = suggestedPeople(db, [id]).get(id) ?? [];
    partFaces(db, anna, [suggestion?.faceId ?? (0 as FaceId)], false, 2);
    place();
    expect(suggestedPeople(db, [id]).size).toBe(0);
    expect(only(people(db).named)).toMatchObject({ faces: 3, suggested: 0 });
    // It looks like Anna, and is not taken for her.
    expect(only(people(db).once).maybe).toBeNull();
    addPhotosOf(1, 2);
    place();
    expect(suggestedPeople(db, [id]).size).toBe(0);
    undo(db, 3);
    place();
    expect(suggestedPeople(db, [id]).get(id)).toHaveLength(1);
  });

  it('is not suggested where the tag was taken off', () => {
    const [first] = tagged('People/Anna');
    if (first === undefined) throw new Error('nothing tagged');
    untagLocations(db, [first], tagNamed('People/Anna'), 2);
    expect(suggestedPeople(db, [first]).size).toBe(0);
    expect(only(people(db).named).suggested).toBe(0);
  });

  it('that is less sure is a question about somebody without a name', () => {
    addPhoto(vectorOf(1, 71, 60));
    place();
    const stranger = only(people(db).once);
    expect(stranger.maybe).toMatchObject({ personId: anna, tagName: 'People/Anna' });
    partPeople(db, stranger.id, anna, 2);
    expect(only(people(db).once).maybe).toBeNull();
    undo(db, 3);
    expect(only(people(db).once).maybe?.personId).toBe(anna);
    joinPeople(db, stranger.id, anna, 4);
    expect(only(people(db).named).faces).toBe(4);
    expect(tagged('People/Anna')).toHaveLength(4);
  });
});

describe('corrections', () => {
  it('a face that is not the person takes the tag off its photo, unless the person is on it all the same', () => {
    const mixed = addPhoto(vectorOf(1, 1), vectorOf(1, 2));
    const wrong = addPhoto(vectorOf(1, 3));
    place();
    const anna = only(people(db).unnamed);
    namePerson(db, anna.id, 'People/Anna', 1);
    const { faces } = personFaces(db, anna.id, 10);
    const ofPhoto = (id: LocationId): FaceId[] => faces.filter((face) => face.locationId === id).map((face) => face.id);
    const parted = [...ofPhoto(mixed).slice(0, 1), ...ofPhoto(wrong)];
    partFaces(db, anna.id, parted, false, 2);
    place();
    expect(tagged('People/Anna')).toEqual([mixed]);
    expect(people(db).onceCount).toBe(2);
    undo(db, 3);
    place();
    expect(tagged('People/Anna')).toEqual([mixed, wrong]);
    expect(only(people(db).named).faces).toBe(3);
  });

  it('who is ignored is in no list and no question; later faces neither', () => {
    addPhotosOf(1, 3);
    place();
    const stranger = only(people(db).unnamed);
    hidePerson(db, stranger.id, true, 1);
    addPhotosOf(1, 2);
    place();
    expect(people(db).unnamed).toEqual([]);
    expect(only(people(db).hidden).faces).toBe(5);
    expect(undo(db, 2)?.edit).toMatchObject({ action: 'person_shown', role: 'undo' });
    expect(only(people(db).unnamed).faces).toBe(5);
    expect(hidePerson(db, stranger.id, false, 3)).toBeNull();
  });

  it('two who have names are one by their tags', () => {
    addPhotosOf(1, 3);
    addPhotosOf(2, 2);
    place();
    const [one, other] = people(db).unnamed;
    if (one === undefined || other === undefined) throw new Error('nobody');
    namePerson(db, one.id, 'People/Anna', 1);
    namePerson(db, other.id, 'People/Ben', 2);
    joinPeople(db, one.id, other.id, 3);
    expect(only(people(db).named)).toMatchObject({ tag: { name: 'People/Ben' }, faces: 5 });
    expect(tagged('People/Ben')).toHaveLength(5);
    expect(() => joinPeople(db, other.id, other.id, 4)).toThrow('one person already');
  });

  it('two who were set apart and have names are not apart any more once they are one, until it is taken back', () => {
    const apart = (): unknown => prepare(db, 'SELECT one_id, other_id FROM face_groups_apart').all();
    addPhotosOf(1, 3);
    addPhotosOf(2, 2);
    place();
    const [one, other] = people(db).unnamed;
    if (one === undefined || other === undefined) throw new Error('nobody');
    partPeople(db, one.id, other.id, 1);
    const before = apart();
    expect(before).toHaveLength(1);
    namePerson(db, one.id, 'People/Anna', 2);
    namePerson(db, other.id, 'People/Ben', 3);
    joinPeople(db, one.id, other.id, 4);
    expect(apart()).toEqual([]);
    undo(db, 5);
    expect(apart()).toEqual(before);
    redo(db, 6);
    expect(apart()).toEqual([]);
  });
});

/** Everything that the user can see of people, and their tags. */
function state(): unknown {
  return {
    faces: prepare(db, 'SELECT id, group_id, is_told FROM photo_faces ORDER BY id').all(),
    groups: prepare(
      db,
      `SELECT id, person_id, tag_id, is_hidden FROM face_groups AS g
       WHERE EXISTS (SELECT 1 FROM photo_faces AS f WHERE f.group_id = g.id) ORDER BY id`,
    ).all(),
    apart: prepare(db, 'SELECT one_id, other_id FROM face_groups_apart ORDER BY 1, 2').all(),
    tags: prepare(db, 'SELECT DISTINCT photo_id, tag_id FROM tagged_photo ORDER BY 1, 2').all(),
  };
}

interface GroupRow {
  readonly id: number;
  readonly personId: number;
  readonly isSettled: 0 | 1;
}

function groupRows(): readonly GroupRow[] {
  return prepare(
    db,
    `SELECT g.id, g.person_id AS personId, (p.is_hidden = 1 OR p.tag_id IS NOT NULL) AS isSettled
     FROM face_groups AS g JOIN face_groups AS p ON p.id = g.person_id ORDER BY g.id`,
  ).all() as GroupRow[];
}

/** The machine adds, and changes nothing that the user said; people whom the user set apart are not united. */
function placeAndCheck(): void {
  const facesBefore = prepare(
    db,
    'SELECT id, group_id AS groupId, is_told AS isTold FROM photo_faces WHERE group_id IS NOT NULL ORDER BY id',
  ).all() as { readonly id: number }[];
  const groupsBefore = groupRows();
  const tagsBefore = prepare(db, 'SELECT photo_id, tag_id FROM tagged_photo ORDER BY id').all();
  place();
  const known = new Set(facesBefore.map(({ id }) => id));
  const facesNow = prepare(
    db,
    'SELECT id, group_id AS groupId, is_told AS isTold FROM photo_faces ORDER BY id',
  ).all() as {
    readonly id: number;
    readonly groupId: number | null;
  }[];
  expect(facesNow.filter(({ id }) => known.has(id))).toEqual(facesBefore);
  expect(facesNow.filter(({ groupId }) => groupId === null)).toEqual([]);
  expect(prepare(db, 'SELECT photo_id, tag_id FROM tagged_photo ORDER BY id').all()).toEqual(tagsBefore);
  const now = new Map(groupRows().map((group) => [group.id, group]));
  for (const before of groupsBefore) {
    if (before.isSettled === 1) expect(now.get(before.id)).toEqual(before);
    // Whoever was one person still is.
    for (const other of groupsBefore) {
      if (other.personId !== before.personId) continue;
      expect(now.get(other.id)?.personId).toBe(now.get(before.id)?.personId);
    }
  }
  for (const { id, personId } of now.values())
    expect(now.get(personId)?.personId, `group ${String(id)}`).toBe(personId);
  const apart = prepare(db, 'SELECT one_id AS one, other_id AS other FROM face_groups_apart').all() as {
    readonly one: number;
    readonly other: number;
  }[];
  for (const { one, other } of apart) expect(now.get(one)?.personId).not.toBe(now.get(other)?.personId);
}

const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('add' as const), who: fc.nat(3), seed: fc.nat(1000), shift: fc.nat(70) }),
  },
  fc.record({ kind: fc.constant('name' as const), who: fc.nat(), name: fc.constantFrom('Anna', 'Ben') }),
  fc.record({ kind: fc.constant('part' as const), who: fc.nat(), face: fc.nat(), hidden: fc.boolean() }),
  fc.record({ kind: fc.constant('join' as const), who: fc.nat(), other: fc.nat() }),
  fc.record({ kind: fc.constant('apart' as const), who: fc.nat(), other: fc.nat() }),
  fc.record({ kind: fc.constant('hide' as const), who: fc.nat() }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** True when there was something to do. */
function perform(wanted: Act, nowMs: number): boolean {
  if (wanted.kind === 'add') {
    addPhoto(vectorOf(wanted.who, wanted.seed, wanted.shift));
    return false;
  }
  const list = people(db);
  const all = [...list.named, ...list.unnamed, ...list.once, ...list.hidden].sort((a, b) => a.id - b.id);
  const person = all[wanted.who % all.length];
  if (person === undefined) return false;
  const other = 'other' in wanted ? (all[wanted.other % all.length] ?? person) : person;
  switch (wanted.kind) {
    case 'name':
      if (person.tag !== null) return false;
      namePerson(db, person.id, `People/${wanted.name}`, nowMs);
      return true;
    case 'part': {
      const { faces, suggested } = personFaces(db, person.id, 100);
      const ids = [...faces, ...suggested].map(({ id }) => id).sort((a, b) => a - b);
      const face = ids[wanted.face % ids.length];
      return face !== undefined && partFaces(db, person.id, [face], wanted.hidden, nowMs) !== null;
    }
    case 'join':
      if (person.id === other.id) return false;
      joinPeople(db, person.id, other.id, nowMs);
      return true;
    case 'apart':
      if (person.id === other.id) return false;
      partPeople(db, person.id, other.id, nowMs);
      return true;
    case 'hide':
      return hidePerson(db, person.id, !person.isHidden, nowMs) !== null;
  }
}

it('whatever is said and found in any order, the machine keeps to what the user said, and each step is taken back whole', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 4, maxLength: 24 }), (acts) => {
      db.close();
      db = memoryDatabase();
      addLibrary(db, 1);
      setKeepsFaces(db, true);
      placer = new FacePlacer(db);
      for (const [at, wanted] of acts.entries()) {
        const before = state();
        const nowMs = 1000 + at * 10;
        if (perform(wanted, nowMs)) {
          const after = state();
          undo(db, nowMs + 1);
          expect(state(), 'taken back').toEqual(before);
          redo(db, nowMs + 2);
          expect(state(), 'done again').toEqual(after);
        }
        placeAndCheck();
      }
    }),
    { numRuns: 40 },
  );
});

it('what is asked often is found by an index', () => {
  addPhotosOf(1, 3);
  place();
  const anna = only(people(db).unnamed);
  namePerson(db, anna.id, 'People/Anna', 1);
  const id = addPhoto(vectorOf(1, 77));
  place();
  const plans = plansOf(db, () => {
    suggestedPeople(db, [id]);
    personFaces(db, anna.id, 10);
    placer = new FacePlacer(db);
    place();
  });
  expect(plans.filter((line) => /^SCAN (f|g|p|e|t|photo_faces|tagged_photo|image_exif)\b/.test(line))).toEqual([]);
});
