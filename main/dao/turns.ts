/** `photo_turns` and `turn_changes`: how people turned photos. By bytes where the hash is known, by place until then. */
import type { Edit, EditAction, EditId, LocationId, QuarterTurns } from '../../preload/contract/model.js';
import { prepare, preparePluck, prepareRaw, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { recordEdit, setPhotoCount } from './edits.js';
import type { NewEdit } from './edits.js';
import { shownBy, wholeStacks } from './stacks.js';

type TurnAction = Extract<EditAction, `turned_${string}`>;

const actionOf: Readonly<Record<1 | 2 | 3, TurnAction>> = { 1: 'turned_right', 2: 'turned_over', 3: 'turned_left' };

/** What an edit of turns did. */
export interface TurnChange {
  readonly editId: EditId;
  /** One location of each photo; of a stack the file that shows it. */
  readonly changed: LocationId[];
}

/** Turns the photos of these locations, with all files of their stacks: one edit. Null when none of them is there. */
export function turnPhotos(
  db: WriteDb,
  locationIds: readonly LocationId[],
  quarters: 1 | 2 | 3,
  nowMs: number,
): TurnChange | null {
  return transaction(db, () => {
    const files = preparePluck(
      db,
      `SELECT min(e.id) FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
       GROUP BY coalesce(e.photo_id, -e.id)`,
    ).all(idList(wholeStacks(db, locationIds, 'photo'))) as LocationId[];
    if (files.length === 0) return null;
    const editId = recordEdit(db, { action: actionOf[quarters], madeBy: 'user', tagId: null, nowMs });
    prepare(
      db,
      `INSERT INTO turn_changes (edit_id, photo_id, library_id, rel_path, quarters)
       SELECT @editId, e.photo_id, iif(e.photo_id IS NULL, e.library_id, NULL), iif(e.photo_id IS NULL, e.rel_path, NULL), @quarters
       FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value`,
    ).run({ editId, ids: idList(files), quarters });
    apply(db, editId);
    const changed = shownBy(db, files);
    setPhotoCount(db, editId, changed.length);
    return { editId, changed };
  });
}

/** Does what an edit says to each of its photos. */
function apply(db: WriteDb, editId: EditId): void {
  const add = 'DO UPDATE SET quarters = (photo_turns.quarters + excluded.quarters) % 4';
  prepare(
    db,
    `INSERT INTO photo_turns (photo_id, content_hash, quarters)
     SELECT c.photo_id, p.content_hash, sum(c.quarters) % 4 FROM turn_changes AS c CROSS JOIN photos AS p ON p.id = c.photo_id
     WHERE c.edit_id = ? GROUP BY c.photo_id ON CONFLICT (photo_id) WHERE photo_id IS NOT NULL ${add}`,
  ).run(editId);
  prepare(
    db,
    `INSERT INTO photo_turns (library_id, rel_path, quarters)
     SELECT c.library_id, c.rel_path, c.quarters FROM turn_changes AS c WHERE c.edit_id = ? AND c.photo_id IS NULL
     ON CONFLICT (rel_path, library_id) WHERE content_hash IS NULL ${add}`,
  ).run(editId);
}

const opposites: Readonly<Record<TurnAction, TurnAction>> = {
  turned_right: 'turned_left',
  turned_left: 'turned_right',
  turned_over: 'turned_over',
};

export function isTurn(action: EditAction): action is TurnAction {
  return Object.hasOwn(opposites, action);
}

/** Turns the photos of an edit back by as much as it turned them: an edit of its own. */
export function turnBack(db: WriteDb, edit: Edit, by: Pick<NewEdit, 'role' | 'nowMs'>, action: TurnAction): EditId {
  const places = prepare(
    db,
    `SELECT c.library_id AS libraryId, c.rel_path AS relPath, e.photo_id AS photoId
     FROM turn_changes AS c CROSS JOIN image_exif AS e ON e.library_id = c.library_id AND e.rel_path = c.rel_path
     WHERE c.edit_id = ? AND c.photo_id IS NULL AND e.photo_id IS NOT NULL ORDER BY c.library_id, c.rel_path`,
  ).all(edit.id) as HashedPlace[];
  for (const place of places) settleTurnsAt(db, place);
  const id = recordEdit(db, { ...by, action: opposites[action], madeBy: 'user', tagId: null, undoes: edit.id });
  prepare(
    db,
    `INSERT INTO turn_changes (edit_id, photo_id, library_id, rel_path, quarters)
     SELECT @id, photo_id, library_id, rel_path, (4 - quarters) % 4 FROM turn_changes WHERE edit_id = @undoes`,
  ).run({ id, undoes: edit.id });
  apply(db, id);
  setPhotoCount(db, id, edit.photoCount);
  return id;
}

interface HashedPlace {
  readonly libraryId: number;
  readonly relPath: string;
  readonly photoId: number;
}

/**
 * What was done at a place before its hash was known was done to these bytes. Where they had been turned already, under
 * another path, that holds: the same photo is not turned twice.
 */
export function settleTurnsAt(db: WriteDb, place: HashedPlace): void {
  const here = 'rel_path = @relPath AND library_id = @libraryId';
  const isTurned = preparePluck(db, 'SELECT 1 FROM photo_turns WHERE photo_id = ?').get(place.photoId) !== undefined;
  if (isTurned) {
    prepare(db, `DELETE FROM photo_turns WHERE content_hash IS NULL AND ${here}`).run({
      relPath: place.relPath,
      libraryId: place.libraryId,
    });
  } else {
    prepare(
      db,
      `UPDATE photo_turns SET photo_id = @photoId, library_id = NULL, rel_path = NULL,
         content_hash = (SELECT content_hash FROM photos WHERE id = @photoId) WHERE content_hash IS NULL AND ${here}`,
    ).run(place);
  }
  prepare(
    db,
    `UPDATE turn_changes SET photo_id = @photoId, library_id = NULL, rel_path = NULL, quarters = iif(@isTurned, 0, quarters)
     WHERE photo_id IS NULL AND ${here}`,
  ).run({ ...place, isTurned: isTurned ? 1 : 0 });
}

export const turnedPlacesSql = `
  SELECT DISTINCT e.library_id AS libraryId, e.rel_path AS relPath, e.photo_id AS photoId
  FROM reconcile_locations AS q CROSS JOIN image_exif AS e ON e.id = q.location_id
  CROSS JOIN turn_changes AS c ON c.photo_id IS NULL AND c.rel_path = e.rel_path AND c.library_id = e.library_id
  WHERE q.location_id <= @last AND e.photo_id IS NOT NULL ORDER BY e.library_id, e.rel_path`;

/** Places that got their hash, up to a location of reconcile's queue. */
export function fillTurns(db: WriteDb, last: number): void {
  for (const place of prepare(db, turnedPlacesSql).all({ last }) as HashedPlace[]) settleTurnsAt(db, place);
}

interface MovedPlaces {
  readonly fromLibrary: number;
  readonly fromPath: string;
  readonly toLibrary: number;
  readonly toPath: string;
  /** Of the file, where it is known. */
  readonly photoId: number | null;
}

/** A file moved: what was done before its hash was known is found at its new place. */
export function repointTurns(db: WriteDb, places: MovedPlaces): void {
  const { fromLibrary, fromPath, photoId } = places;
  if (photoId !== null) {
    settleTurnsAt(db, { libraryId: fromLibrary, relPath: fromPath, photoId });
    return;
  }
  const from = 'rel_path = @fromPath AND library_id = @fromLibrary';
  const isTaken =
    preparePluck(
      db,
      'SELECT 1 FROM photo_turns WHERE content_hash IS NULL AND rel_path = @toPath AND library_id = @toLibrary',
    ).get(places) !== undefined;
  if (isTaken) prepare(db, `DELETE FROM photo_turns WHERE content_hash IS NULL AND ${from}`).run(places);
  const to = 'SET library_id = @toLibrary, rel_path = @toPath';
  prepare(db, `UPDATE photo_turns ${to} WHERE content_hash IS NULL AND ${from}`).run(places);
  prepare(
    db,
    `UPDATE turn_changes ${to}, quarters = iif(@isTaken, 0, quarters) WHERE photo_id IS NULL AND ${from}`,
  ).run({ ...places, isTaken: isTaken ? 1 : 0 });
}

/** The new bytes of an edited file stand as the old ones did, unless somebody turned them before. */
export function carryTurn(
  db: WriteDb,
  { fromPhoto, toPhoto, toHash }: { readonly fromPhoto: number; readonly toPhoto: number; readonly toHash: Buffer },
): void {
  prepare(
    db,
    `INSERT INTO photo_turns (photo_id, content_hash, quarters)
     SELECT @toPhoto, @toHash, quarters FROM photo_turns WHERE photo_id = @fromPhoto AND quarters <> 0
     ON CONFLICT (photo_id) WHERE photo_id IS NOT NULL DO NOTHING`,
  ).run({ fromPhoto, toPhoto, toHash });
}

/** Photos that do not stand as their files say. */
export interface Turns {
  readonly ofPhotos: ReadonlyMap<number, QuarterTurns>;
  /** Of files without a hash. */
  readonly ofLocations: ReadonlyMap<number, QuarterTurns>;
}

/** They are few: people turn what their camera did not. */
export function allTurns(db: ReadDb): Turns {
  const ofPhotos = prepareRaw(
    db,
    'SELECT photo_id, quarters FROM photo_turns INDEXED BY photo_turns_photo WHERE photo_id IS NOT NULL AND quarters <> 0',
  ).all() as [number, QuarterTurns][];
  const ofLocations = prepareRaw(
    db,
    `SELECT e.id, t.quarters FROM photo_turns AS t INDEXED BY photo_turns_unhashed
     CROSS JOIN image_exif AS e ON e.library_id = t.library_id AND e.rel_path = t.rel_path
     WHERE t.content_hash IS NULL AND t.quarters <> 0`,
  ).all() as [number, QuarterTurns][];
  return { ofPhotos: new Map(ofPhotos), ofLocations: new Map(ofLocations) };
}

/** Of one photo. */
export function turnOfPhoto(db: ReadDb, photoId: number): QuarterTurns {
  return (preparePluck(db, 'SELECT quarters FROM photo_turns WHERE photo_id = ?').get(photoId) ?? 0) as QuarterTurns;
}

/** Of the photo at one location. */
export function turnOfLocation(db: ReadDb, locationId: LocationId): QuarterTurns {
  const quarters = preparePluck(
    db,
    `SELECT coalesce(
       (SELECT t.quarters FROM photo_turns AS t WHERE t.photo_id = e.photo_id),
       (SELECT t.quarters FROM photo_turns AS t
        WHERE t.content_hash IS NULL AND t.rel_path = e.rel_path AND t.library_id = e.library_id), 0)
     FROM image_exif AS e WHERE e.id = ?`,
  ).get(locationId) as QuarterTurns | undefined;
  return quarters ?? 0;
}
