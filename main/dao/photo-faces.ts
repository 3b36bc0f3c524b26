/** `photo_faces`: faces by the bytes they are in; the queue of photos whose faces are to be described; and how all of it is deleted. */
import type { FaceCounts } from '../../preload/contract/model.js';
import type { FacesLook } from '../core/faces.js';
import { inSteps } from '../db/in-steps.js';
import { checkpoint, prepare, preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { getAppState, setAppState } from './app-state.js';

/** Rows of one step. */
const photosAtOnce = 2_000;
/** Faces of a look that are worth another one for themselves. */
const leastScore = 0.72;

/** Nothing is kept of faces where this is false. */
export function keepsFaces(db: ReadDb): boolean {
  return getAppState(db, 'isGroupingFaces') === true;
}

/** Turned on, photos that were looked at before come into the queue. What is kept stays when it is turned off. */
export function setKeepsFaces(db: WriteDb, isOn: boolean): void {
  transaction(db, () => {
    setAppState(db, 'isGroupingFaces', isOn);
    if (isOn) setAppState(db, 'facesLookedForTo', 0);
  });
}

/** Photos that were looked at without it come into the queue, in steps; those without a face are done. Returns how many. */
export function* queueFaceLooksSteps(db: WriteDb): Generator<void, number> {
  let queued = 0;
  yield* inSteps(
    db,
    (rows) => {
      const from = getAppState(db, 'facesLookedForTo') ?? 0;
      const last = preparePluck(
        db,
        'SELECT max(photo_id) FROM (SELECT photo_id FROM photo_signals WHERE photo_id > ? ORDER BY photo_id LIMIT ?)',
      ).get(from, Math.min(rows, photosAtOnce)) as number | null;
      return last === null ? null : { from, last };
    },
    ({ from, last }) => {
      transaction(db, () => {
        queued += prepare(
          db,
          `INSERT INTO face_looks (photo_id, state)
           SELECT photo_id, NOT EXISTS (SELECT 1 FROM json_each(faces) AS f WHERE f.value ->> 'score' >= ${leastScore})
           FROM photo_signals WHERE photo_id > ? AND photo_id <= ? AND state = 1 AND faces IS NOT NULL ON CONFLICT DO NOTHING`,
        ).run(from, last).changes;
        setAppState(db, 'facesLookedForTo', last);
      });
    },
  );
  return queued;
}

export interface PhotoForFaces {
  readonly photoId: number;
  readonly contentHash: Buffer;
  readonly tries: number;
}

/** The last that came first; null when none waits. */
export function waitingFaceLook(db: ReadDb): PhotoForFaces | null {
  const row = prepare(
    db,
    `SELECT f.photo_id AS photoId, p.content_hash AS contentHash, f.tries FROM face_looks AS f INDEXED BY face_looks_state
     CROSS JOIN photos AS p ON p.id = f.photo_id WHERE f.state = 0 ORDER BY f.photo_id DESC LIMIT 1`,
  ).get() as PhotoForFaces | undefined;
  return row ?? null;
}

export function waitingFaceLookCount(db: ReadDb): number {
  return preparePluck(
    db,
    'SELECT count(*) FROM face_looks INDEXED BY face_looks_state WHERE state = 0',
  ).get() as number;
}

/** The faces of this photo are to be described with the rest of it. */
export function wantsFaces(db: ReadDb, photoId: number): boolean {
  return (
    keepsFaces(db) &&
    preparePluck(db, 'SELECT 1 FROM face_looks WHERE photo_id = ? AND state = 1').get(photoId) === undefined
  );
}

/** Written before it begins, so that one that ends the whole app is counted too. */
export function beginFaceLook(db: WriteDb, photoId: number): void {
  prepare(db, 'UPDATE face_looks SET tries = tries + 1 WHERE photo_id = ? AND state = 0').run(photoId);
}

/** It was broken off by no fault of the photo's. */
export function putFaceLookBack(db: WriteDb, photoId: number): void {
  prepare(db, 'UPDATE face_looks SET tries = max(0, tries - 1) WHERE photo_id = ? AND state = 0').run(photoId);
}

/** It is left alone until a person asks again. */
export function recordNoFaces(db: WriteDb, photoId: number): void {
  prepare(db, 'UPDATE face_looks SET state = 2 WHERE photo_id = ?').run(photoId);
}

/** Those that failed wait again. Returns how many. */
export function retryFaceLooks(db: WriteDb): number {
  return prepare(db, 'UPDATE face_looks SET state = 0, tries = 0 WHERE state = 2').run().changes;
}

/**
 * Part of the transaction that writes a look down. Nothing is kept where faces are not wanted any more; where they were not
 * described, the photo waits for another look.
 */
export function recordFaces(db: WriteDb, photoId: number, look: FacesLook): void {
  if (!keepsFaces(db)) return;
  if (look.kind !== 'described') {
    prepare(db, 'INSERT INTO face_looks (photo_id) VALUES (?) ON CONFLICT DO NOTHING').run(photoId);
    return;
  }
  const isDone =
    preparePluck(db, 'SELECT 1 FROM face_looks WHERE photo_id = ? AND state = 1').get(photoId) !== undefined;
  if (isDone) return;
  prepare(
    db,
    'INSERT INTO face_looks (photo_id, state) VALUES (?, 1) ON CONFLICT (photo_id) DO UPDATE SET state = 1, tries = 0',
  ).run(photoId);
  const insert = prepare(
    db,
    `INSERT INTO photo_faces (photo_id, x, y, width, height, score, sharpness, models, vector)
     VALUES (@photoId, @x, @y, @width, @height, @score, @sharpness, @models, @vector)`,
  );
  for (const { score, box, sharpness, vector } of look.faces) {
    insert.run({
      photoId,
      ...box,
      score,
      sharpness,
      models: look.models,
      vector: Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
    });
  }
}

/** One transaction; the photo may have been purged meanwhile. */
export function recordFacesAlone(db: WriteDb, photoId: number, look: FacesLook): void {
  transaction(db, () => {
    const isThere = preparePluck(db, 'SELECT 1 FROM photos WHERE id = ?').get(photoId) !== undefined;
    if (isThere) recordFaces(db, photoId, look);
  });
}

export function faceCounts(db: ReadDb): FaceCounts {
  const count = preparePluck(db, 'SELECT count(*) FROM face_looks INDEXED BY face_looks_state WHERE state = ?');
  return {
    isOn: keepsFaces(db),
    isDeleting: getAppState(db, 'isDeletingFaces') === true,
    faces: preparePluck(db, 'SELECT count(*) FROM photo_faces').get() as number,
    people: preparePluck(db, 'SELECT count(DISTINCT person_id) FROM face_groups WHERE faces > 0').get() as number,
    waiting: count.get(0) as number,
    failed: count.get(2) as number,
  };
}

// ------------------------------------------------------------------ deletion

export function isDeletingFaces(db: ReadDb): boolean {
  return getAppState(db, 'isDeletingFaces') === true;
}

/** From here on they are deleted, also after a crash; and no more are kept. */
export function beginDeletingFaces(db: WriteDb): void {
  transaction(db, () => {
    setAppState(db, 'isGroupingFaces', false);
    setAppState(db, 'isDeletingFaces', true);
  });
}

const tables = ['photo_faces', 'face_groups', 'face_groups_apart', 'face_looks'] as const;
/** Edits that were of faces alone; those that gave tags stay. */
const ofFacesAlone = "('person_named', 'people_joined', 'faces_parted', 'person_hidden', 'person_shown')";

/**
 * Everything that is known of faces goes, in steps, and its place in the file is overwritten. Tags that people were named by
 * stay, and so do edits that gave them; backups are not touched. Returns how many faces there were.
 */
export function* deleteFacesSteps(db: WriteDb): Generator<void, number> {
  let deleted = 0;
  const former = db.pragma('secure_delete', { simple: true }) as number;
  db.pragma('secure_delete = ON');
  try {
    for (const table of tables) {
      const key = table === 'face_groups_apart' ? 'one_id' : table === 'face_looks' ? 'photo_id' : 'id';
      yield* inSteps(
        db,
        (rows) =>
          preparePluck(db, `SELECT max(${key}) FROM (SELECT ${key} FROM ${table} ORDER BY ${key} LIMIT ?)`).get(
            rows,
          ) as number | null,
        (last) => {
          const { changes } = prepare(db, `DELETE FROM ${table} WHERE ${key} <= ?`).run(last);
          if (table === 'photo_faces') deleted += changes;
        },
      );
    }
    transaction(db, () => {
      prepare(db, 'UPDATE edits SET faces_before = NULL WHERE faces_before IS NOT NULL').run();
      prepare(db, `DELETE FROM edits WHERE action IN ${ofFacesAlone}`).run();
      prepare(db, "DELETE FROM app_state WHERE key IN ('isDeletingFaces', 'facesLookedForTo')").run();
    });
    checkpoint(db);
  } finally {
    db.pragma(`secure_delete = ${String(former)}`);
  }
  return deleted;
}
