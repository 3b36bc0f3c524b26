/** What a look at the pixels of photos found, by their bytes, and the queue of photos that wait for one. */
import type { ContentHash, LibraryId, LocationId } from '../../preload/contract/model.js';
import type { FacesLook } from '../core/faces.js';
import type { SeenInPhoto } from '../core/seen.js';
import { fileNameOf } from '../core/rel-path.js';
import { inSteps } from '../db/in-steps.js';
import { prepare, preparePluck, prepareRaw, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { getAppState, setAppState } from './app-state.js';
import { hashColumn, idList } from './columns.js';
import { recordFaces } from './photo-faces.js';

export const signalStates = { waiting: 0, done: 1, failed: 2, without_picture: 3 } as const;

/** Rows of one step. */
const photosAtOnce = 2_000;

/** New photos are put into the queue, in steps. Returns how many. */
export function* queueLooksSteps(db: WriteDb): Generator<void, number> {
  let queued = 0;
  yield* inSteps(
    db,
    (rows) => {
      const from = getAppState(db, 'lookedForTo') ?? 0;
      const last = preparePluck(db, 'SELECT max(id) FROM (SELECT id FROM photos WHERE id > ? ORDER BY id LIMIT ?)').get(
        from,
        Math.min(rows, photosAtOnce),
      ) as number | null;
      return last === null ? null : { from, last };
    },
    ({ from, last }) => {
      transaction(db, () => {
        queued += prepare(
          db,
          'INSERT INTO photo_signals (photo_id) SELECT id FROM photos WHERE id > ? AND id <= ? ON CONFLICT DO NOTHING',
        ).run(from, last).changes;
        setAppState(db, 'lookedForTo', last);
      });
    },
  );
  return queued;
}

/** What other models looked at is to be looked at again, in steps; what they found stays until then. Returns how many. */
export function* lookAgainSteps(db: WriteDb, models: string): Generator<void, number> {
  let after = 0;
  let again = 0;
  yield* inSteps(
    db,
    (rows) =>
      preparePluck(
        db,
        `SELECT max(photo_id) FROM (SELECT photo_id FROM photo_signals INDEXED BY photo_signals_state
           WHERE state = 1 AND photo_id > ? ORDER BY photo_id LIMIT ?)`,
      ).get(after, Math.min(rows, photosAtOnce)) as number | null,
    (last) => {
      again += prepare(
        db,
        `UPDATE photo_signals SET state = 0, tries = 0
         WHERE photo_id > ? AND photo_id <= ? AND state = 1 AND models IS NOT NULL AND models <> ?`,
      ).run(after, last, models).changes;
      after = last;
    },
  );
  return again;
}

/** A photo that waits, with files of it that are there. */
export interface PhotoToLookAt {
  readonly photoId: number;
  readonly contentHash: Buffer;
  readonly tries: number;
}

const waitingColumns = 's.photo_id AS photoId, p.content_hash AS contentHash, s.tries';

/** The last that came first. */
export function waitingLooks(db: ReadDb, limit: number): readonly PhotoToLookAt[] {
  return prepare(
    db,
    `SELECT ${waitingColumns} FROM photo_signals AS s INDEXED BY photo_signals_state
     CROSS JOIN photos AS p ON p.id = s.photo_id WHERE s.state = 0 ORDER BY s.photo_id DESC LIMIT ?`,
  ).all(limit) as PhotoToLookAt[];
}

/** Those of these files that wait, in their order. */
export function waitingLooksAmong(db: ReadDb, ids: readonly LocationId[]): readonly PhotoToLookAt[] {
  const statement = prepare(
    db,
    `SELECT ${waitingColumns} FROM image_exif AS e CROSS JOIN photo_signals AS s ON s.photo_id = e.photo_id AND s.state = 0
     CROSS JOIN photos AS p ON p.id = s.photo_id WHERE e.id = ?`,
  );
  return ids.map((id) => statement.get(id) as PhotoToLookAt | undefined).filter((row) => row !== undefined);
}

export interface FileToLookAt {
  readonly id: LocationId;
  readonly libraryId: LibraryId;
  readonly relPath: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** Files of a photo that are there, lowest id first. */
export function filesToLookAt(db: ReadDb, photoId: number): readonly FileToLookAt[] {
  return prepare(
    db,
    `SELECT id, library_id AS libraryId, rel_path AS relPath, size_bytes AS sizeBytes, mtime_ms AS mtimeMs
     FROM image_exif WHERE photo_id = ? AND presence = 0 ORDER BY id LIMIT 20`,
  ).all(photoId) as FileToLookAt[];
}

/** Written before the look begins, so that one that ends the whole app is counted too. */
export function beginLook(db: WriteDb, photoId: number): void {
  prepare(db, 'UPDATE photo_signals SET tries = tries + 1 WHERE photo_id = ? AND state = 0').run(photoId);
}

/** The look was broken off by no fault of the photo's. */
export function putLookBack(db: WriteDb, photoId: number): void {
  prepare(db, 'UPDATE photo_signals SET tries = max(0, tries - 1) WHERE photo_id = ? AND state = 0').run(photoId);
}

export interface LookResult {
  readonly seen: Omit<SeenInPhoto, 'texts'> & { readonly texts: SeenInPhoto['texts'] | null };
  readonly embedding: Uint8Array | null;
  readonly models: string;
  readonly edge: number;
  readonly faces?: FacesLook;
}

/** One transaction. */
export function recordLook(db: WriteDb, photoId: number, result: LookResult, nowMs: number): void {
  const { seen, embedding, models, edge } = result;
  transaction(db, () => {
    const { changes } = prepare(
      db,
      `UPDATE photo_signals SET state = 1, tries = 0, reason = NULL, models = @models, seen_at = @nowMs, edge = @edge,
         objects = @objects, faces = @faces, texts = @texts, colours = @colours, light = @light WHERE photo_id = @photoId`,
    ).run({
      photoId,
      models,
      nowMs,
      edge,
      objects: JSON.stringify(seen.objects.map(rounded)),
      faces: JSON.stringify(seen.faces.map(rounded)),
      texts: seen.texts === null ? null : JSON.stringify(seen.texts.map(rounded)),
      colours: JSON.stringify(seen.colours.map(({ name, share }) => ({ name, share: shortened(share) }))),
      light: JSON.stringify(
        Object.fromEntries(Object.entries({ ...seen.light }).map(([key, value]) => [key, shortened(value)])),
      ),
    });
    // Purged meanwhile: nothing is known of these bytes any more.
    if (changes === 0) return;
    recordFaces(db, photoId, result.faces ?? { kind: 'not_wanted' });
    prepare(db, 'DELETE FROM photo_embeddings WHERE photo_id = ?').run(photoId);
    if (embedding === null) return;
    prepare(db, 'INSERT INTO photo_embeddings (photo_id, models, vector) VALUES (?, ?, ?)').run(
      photoId,
      models,
      embedding,
    );
  });
}

function shortened(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function rounded<T extends SeenInPhoto['faces'][number]>(found: T): T {
  const { x, y, width, height } = found.box;
  const box = { x: shortened(x), y: shortened(y), width: shortened(width), height: shortened(height) };
  return { ...found, score: shortened(found.score), box };
}

/** What was found before stays. */
export function recordNoLook(
  db: WriteDb,
  photoId: number,
  state: 'failed' | 'without_picture',
  reason: string | null,
): void {
  prepare(db, 'UPDATE photo_signals SET state = ?, reason = ? WHERE photo_id = ?').run(
    signalStates[state],
    reason,
    photoId,
  );
}

/** Those that failed wait again. Returns how many. */
export function retryLooks(db: WriteDb): number {
  return prepare(db, 'UPDATE photo_signals SET state = 0, tries = 0, reason = NULL WHERE state = 2').run().changes;
}

export interface LookCounts {
  readonly waiting: number;
  readonly done: number;
  readonly failed: number;
}

/** Photos that are not in the queue yet wait as well. */
export function lookCounts(db: ReadDb): LookCounts {
  const count = preparePluck(db, 'SELECT count(*) FROM photo_signals INDEXED BY photo_signals_state WHERE state = ?');
  const [waiting = 0, done = 0, failed = 0] = [0, 1, 2].map((state) => count.get(state) as number);
  return { waiting: waiting + unqueuedLooks(db), done, failed };
}

/** Why photos failed, the last first. */
export function lookFailures(
  db: ReadDb,
  limit: number,
): readonly { readonly fileName: string; readonly reason: string }[] {
  const rows = prepare(
    db,
    `SELECT s.reason, (SELECT e.rel_path FROM image_exif AS e WHERE e.photo_id = s.photo_id ORDER BY e.presence, e.id LIMIT 1) AS relPath
     FROM photo_signals AS s INDEXED BY photo_signals_state WHERE s.state = 2 ORDER BY s.photo_id DESC LIMIT ?`,
  ).all(limit) as { readonly reason: string | null; readonly relPath: string | null }[];
  return rows.flatMap(({ reason, relPath }) =>
    reason === null || relPath === null ? [] : [{ fileName: fileNameOf(relPath), reason }],
  );
}

export function unqueuedLooks(db: ReadDb): number {
  return preparePluck(db, 'SELECT count(*) FROM photos WHERE id > ?').get(
    getAppState(db, 'lookedForTo') ?? 0,
  ) as number;
}

/** Of those in the queue. */
export function waitingLookCount(db: ReadDb): number {
  return preparePluck(
    db,
    'SELECT count(*) FROM photo_signals INDEXED BY photo_signals_state WHERE state = 0',
  ).get() as number;
}

interface SignalsRow {
  readonly objects: string;
  readonly faces: string;
  readonly texts: string | null;
  readonly colours: string;
  readonly light: string;
}

const seenColumns = 'objects, faces, texts, colours, light';

/** Null while these bytes were not looked at. Where nobody could read, there are no texts. */
export function seenInPhoto(db: ReadDb, contentHash: ContentHash): SeenInPhoto | null {
  const row = prepare(
    db,
    `SELECT ${seenColumns} FROM photos AS p CROSS JOIN photo_signals AS s ON s.photo_id = p.id
     WHERE p.content_hash = ? AND s.objects IS NOT NULL`,
  ).get(hashColumn(contentHash)) as SignalsRow | undefined;
  return row === undefined ? null : seenOf(row);
}

/** By number; photos that were not looked at are not among them. */
export function seenInPhotos(db: ReadDb, photos: readonly number[]): ReadonlyMap<number, SeenInPhoto> {
  const rows = prepare(
    db,
    `SELECT s.photo_id AS photoId, ${seenColumns} FROM json_each(?) AS wanted
     CROSS JOIN photo_signals AS s ON s.photo_id = wanted.value WHERE s.objects IS NOT NULL`,
  ).all(idList(photos)) as (SignalsRow & { readonly photoId: number })[];
  return new Map(rows.map((row) => [row.photoId, seenOf(row)]));
}

function seenOf({ objects, faces, texts, colours, light }: SignalsRow): SeenInPhoto {
  return {
    objects: JSON.parse(objects) as SeenInPhoto['objects'],
    faces: JSON.parse(faces) as SeenInPhoto['faces'],
    texts: texts === null ? [] : (JSON.parse(texts) as SeenInPhoto['texts']),
    colours: JSON.parse(colours) as SeenInPhoto['colours'],
    light: JSON.parse(light) as SeenInPhoto['light'],
  };
}

// ------------------------------------------------------------------ alike

export type EmbeddingRow = readonly [id: number, photoId: number, models: string, vector: Buffer];

/** In the order of their numbers, those after `id`. */
export function embeddingsAfter(db: ReadDb, id: number, limit: number): readonly EmbeddingRow[] {
  return prepareRaw(
    db,
    'SELECT id, photo_id, models, vector FROM photo_embeddings WHERE id > ? ORDER BY id LIMIT ?',
  ).all(id, limit) as EmbeddingRow[];
}

/** The models of the latest vector, with which those of others cannot be compared; null while there is none. */
export function latestModels(db: ReadDb): string | null {
  return (
    (preparePluck(db, 'SELECT models FROM photo_embeddings ORDER BY id DESC LIMIT 1').get() as string | undefined) ??
    null
  );
}

/** One through the length of a vector, so that a product with it is a cosine; 0 where there is none. */
export function scaleOf(vector: Uint8Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return squares === 0 ? 0 : 1 / Math.sqrt(squares);
}

export function embeddingCount(db: ReadDb): number {
  return preparePluck(db, 'SELECT count(*) FROM photo_embeddings').get() as number;
}

/** The number of the photo at a location; null while it has no hash, or is gone. */
export function photoAt(db: ReadDb, id: LocationId): number | null {
  return (
    (preparePluck(db, 'SELECT photo_id FROM image_exif WHERE id = ?').get(id) as number | null | undefined) ?? null
  );
}
