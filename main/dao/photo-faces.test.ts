import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FacesLook } from '../core/faces.js';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, plansOf } from '../testing/database.js';
import { setAppState } from './app-state.js';
import { editToUndo } from './edits.js';
import { FacePlacer } from './face-groups.js';
import { hidePerson, namePerson } from './people.js';
import { people } from './people-list.js';
import {
  beginDeletingFaces,
  beginFaceLook,
  deleteFacesSteps,
  faceCounts,
  isDeletingFaces,
  putFaceLookBack,
  queueFaceLooksSteps,
  recordFaces,
  recordFacesAlone,
  recordNoFaces,
  retryFaceLooks,
  setKeepsFaces,
  waitingFaceLook,
  wantsFaces,
} from './photo-faces.js';
import { undo } from './undo.js';

const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };

function look(...values: readonly number[]): FacesLook {
  return {
    kind: 'described',
    models: 'one',
    faces: values.map((value) => ({ score: 0.9, box, sharpness: 0.2, vector: new Int8Array(128).fill(value) })),
  };
}

let db: WriteDb;
beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1);
});
afterEach(() => {
  db.close();
});

/** Its number. A photo that was looked at, with a face or without. */
function addPhoto(n: number, state = 1, faces = '[{"score":0.9}]'): number {
  addLocation(db, 1, `${String(n)}.jpg`, { hash: hashNumbered(n) });
  const id = preparePluck(db, 'SELECT id FROM photos WHERE content_hash = ?').get(hashNumbered(n)) as number;
  prepare(db, 'INSERT INTO photo_signals (photo_id, state, faces) VALUES (?, ?, ?)').run(id, state, faces);
  return id;
}

function faces(): number {
  return preparePluck(db, 'SELECT count(*) FROM photo_faces').get() as number;
}

it('off, nothing is kept of faces, whatever a look found', () => {
  const photo = addPhoto(1);
  recordFaces(db, photo, look(1));
  expect(faces()).toBe(0);
  expect(preparePluck(db, 'SELECT count(*) FROM face_looks').get()).toBe(0);
  expect(wantsFaces(db, photo)).toBe(false);
});

it('turned on, photos with faces that were looked at before wait; those without are done', () => {
  const [withFace, without, unsure, waiting] = [
    addPhoto(1),
    addPhoto(2, 1, '[]'),
    addPhoto(3, 1, '[{"score":0.4}]'),
    addPhoto(4, 0),
  ];
  setKeepsFaces(db, true);
  finish(queueFaceLooksSteps(db));
  expect(prepare(db, 'SELECT photo_id AS id, state FROM face_looks ORDER BY photo_id').all()).toEqual([
    { id: withFace, state: 0 },
    { id: without, state: 1 },
    { id: unsure, state: 1 },
  ]);
  expect(waitingFaceLook(db)?.photoId).toBe(withFace);
  // A look at all of it describes its faces too, unless that was done.
  expect(wantsFaces(db, waiting)).toBe(true);
  expect(wantsFaces(db, without)).toBe(false);
  // Turned off and on again, what was looked at meanwhile waits too.
  setKeepsFaces(db, false);
  const later = addPhoto(5);
  setKeepsFaces(db, true);
  finish(queueFaceLooksSteps(db));
  expect(waitingFaceLook(db)?.photoId).toBe(later);
});

it('a photo is not tried for ever, and one that could not be described by no fault of its own waits', () => {
  const photo = addPhoto(1);
  setKeepsFaces(db, true);
  finish(queueFaceLooksSteps(db));
  beginFaceLook(db, photo);
  expect(waitingFaceLook(db)?.tries).toBe(1);
  putFaceLookBack(db, photo);
  expect(waitingFaceLook(db)?.tries).toBe(0);
  recordNoFaces(db, photo);
  expect(waitingFaceLook(db)).toBeNull();
  expect(faceCounts(db)).toMatchObject({ waiting: 0, failed: 1 });
  expect(retryFaceLooks(db)).toBe(1);
  recordFacesAlone(db, photo, look(1, 40));
  expect(waitingFaceLook(db)).toBeNull();
  expect(faces()).toBe(2);
  // Not twice.
  recordFacesAlone(db, photo, look(1));
  expect(faces()).toBe(2);
  const other = addPhoto(2);
  recordFaces(db, other, { kind: 'unavailable', reason: 'no model' });
  expect(waitingFaceLook(db)?.photoId).toBe(other);
});

it('what is forgotten leaves no face', () => {
  const photo = addPhoto(1);
  setKeepsFaces(db, true);
  recordFacesAlone(db, photo, look(1));
  finish(new FacePlacer(db).steps());
  expect(faces()).toBe(1);
  prepare(db, 'DELETE FROM image_exif').run();
  prepare(db, 'DELETE FROM photos WHERE id = ?').run(photo);
  expect(faces()).toBe(0);
  expect(preparePluck(db, 'SELECT count(*) FROM face_looks').get()).toBe(0);
  finish(new FacePlacer(db).steps());
  expect(people(db).once).toEqual([]);
});

it('all face data is deleted, in steps that go on after a crash; tags and their undo stay', () => {
  setKeepsFaces(db, true);
  for (let n = 1; n <= 3; n++) recordFacesAlone(db, addPhoto(n), look(5));
  finish(new FacePlacer(db).steps());
  const [anna] = people(db).unnamed;
  if (anna === undefined) throw new Error('nobody');
  namePerson(db, anna.id, 'People/Anna', 10);
  hidePerson(db, anna.id, true, 20);
  setAppState(db, 'facesLookedForTo', 3);
  const tagged = (): unknown => preparePluck(db, 'SELECT count(*) FROM tagged_photo').get();
  expect(tagged()).toBe(3);

  beginDeletingFaces(db);
  // Broken off after its first step.
  const broken = deleteFacesSteps(db);
  broken.next();
  broken.return(0);
  expect(isDeletingFaces(db)).toBe(true);
  // What a look brings meanwhile is not kept.
  recordFacesAlone(db, addPhoto(9), look(1));
  finish(deleteFacesSteps(db));
  expect(isDeletingFaces(db)).toBe(false);
  for (const table of ['photo_faces', 'face_groups', 'face_groups_apart', 'face_looks']) {
    expect(preparePluck(db, `SELECT count(*) FROM ${table}`).get(), table).toBe(0);
  }
  expect(preparePluck(db, 'SELECT count(*) FROM edits WHERE faces_before IS NOT NULL').get()).toBe(0);
  expect(db.pragma('secure_delete', { simple: true })).toBe(0);
  expect(tagged()).toBe(3);
  // The last edit is that of the tag now, and is taken back as ever.
  expect(editToUndo(db)).not.toBeNull();
  expect(undo(db, 30)?.edit).toMatchObject({ action: 'tag_removed', photoCount: 3 });
  expect(tagged()).toBe(0);
});

it('finds the next photo, and whether one is done, by an index', () => {
  setKeepsFaces(db, true);
  const plans = plansOf(db, () => {
    waitingFaceLook(db);
    wantsFaces(db, 1);
    recordFaces(db, 1, look(1));
  });
  for (const line of plans) expect(line).not.toMatch(/^SCAN (?!VALUES)/);
});
