/** Keeps `image_exif.stack_cover_id` up: which files are one photo, by their names; see `core/stacks.ts`. */
import type { LibraryId, LocationId, TagId } from '../../preload/contract/model.js';
import { coversOf, isCompanion, stackKeyOf, stackNameOf, usualStems } from '../core/stacks.js';
import type { StackFile, StackName } from '../core/stacks.js';
import { inSteps } from '../db/in-steps.js';
import { prepare, preparePluck, prepareRaw, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { shareAlbums } from './albums.js';
import { getAppState, setAppState } from './app-state.js';
import { idList } from './columns.js';
import { belongsTo } from './leads-to.js';
import { shareMarks } from './marks.js';
import { shareStacks } from './photo-stacks.js';
import { tagLocations } from './tagged-photo.js';

interface TouchedFile {
  readonly libraryId: LibraryId;
  readonly relPath: string;
}

interface NewFile extends TouchedFile {
  readonly id: LocationId;
  readonly stackKey: string | null;
}

interface Candidate extends StackFile {
  readonly coverId: LocationId | null;
  readonly presence: number;
}

/** Files that are new since the last time, and names that lost or got back a file, in steps. Returns how many files changed. */
export function* settleStacksSteps(db: WriteDb, nowMs: number): Generator<void, number> {
  let changed = 0;
  yield* inSteps(
    db,
    (rows) => someOrNull(touchedFiles(db, rows)),
    (files) => {
      changed += settleTouched(db, files);
    },
  );
  yield* inSteps(
    db,
    (rows) => someOrNull(newFiles(db, rows)),
    (files) => {
      changed += settleNew(db, files, nowMs);
    },
  );
  return changed;
}

/** The same for at most so many of the new files, at once: while a scan goes on, so that pairs do not show as two. */
export function settleNewStacks(db: WriteDb, limit: number, nowMs: number): number {
  return settleNew(db, newFiles(db, limit), nowMs);
}

/** All stacks are to be made anew: for a database whose rows may not be those that they were made of. */
export function forgetStacks(db: WriteDb): void {
  prepare(
    db,
    `UPDATE image_exif SET stack_cover_id = NULL WHERE stack_cover_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM image_exif AS c WHERE c.id = image_exif.stack_cover_id)`,
  ).run();
  setAppState(db, 'stacksSettledTo', 0);
}

function someOrNull<T>(items: readonly T[]): readonly T[] | null {
  return items.length === 0 ? null : items;
}

function touchedFiles(db: ReadDb, limit: number): readonly TouchedFile[] {
  return prepare(db, 'SELECT library_id AS libraryId, rel_path AS relPath FROM stacks_to_settle LIMIT ?').all(
    limit,
  ) as TouchedFile[];
}

function newFiles(db: ReadDb, limit: number): readonly NewFile[] {
  return prepare(
    db,
    `SELECT id, library_id AS libraryId, rel_path AS relPath, stack_key AS stackKey FROM image_exif NOT INDEXED
     WHERE id > ? ORDER BY id LIMIT ?`,
  ).all(getAppState(db, 'stacksSettledTo') ?? 0, limit) as NewFile[];
}

function settleTouched(db: WriteDb, files: readonly TouchedFile[]): number {
  const done = prepare(db, 'DELETE FROM stacks_to_settle WHERE library_id = ? AND rel_path = ?');
  return transaction(db, () => {
    const changed = settleNames(db, files).length;
    for (const { libraryId, relPath } of files) done.run(libraryId, relPath);
    return changed;
  });
}

function settleNew(db: WriteDb, files: readonly NewFile[], nowMs: number): number {
  const last = files.at(-1);
  if (last === undefined) return 0;
  const file = prepare(db, 'UPDATE image_exif SET stack_key = ? WHERE id = ?');
  return transaction(db, () => {
    for (const { id, relPath, stackKey } of files) {
      // Of files of before there were stacks.
      const key = stackKeyOf(relPath);
      if (key !== stackKey) file.run(key, id);
    }
    const changed = settleNames(db, thoseWithCompanions(db, files));
    setAppState(db, 'stacksSettledTo', last.id);
    shareTags(db, changed, nowMs);
    shareMarks(db, changed, nowMs);
    shareAlbums(db, changed, nowMs);
    shareStacks(db, changed);
    return changed.length;
  });
}

const companionsAtOnce = 2_000;

/** The files whose names a RAW file or a video may bear too; the others are photos by themselves. */
function thoseWithCompanions(db: ReadDb, files: readonly NewFile[]): readonly NewFile[] {
  const namesOf = new Map<string, ReadonlySet<string> | null>();
  return files.filter(({ libraryId, relPath }) => {
    if (isCompanion(relPath)) return true;
    const { folder, key } = stackNameOf(relPath);
    const place = `${String(libraryId)}/${folder}`;
    let names = namesOf.get(place);
    if (names === undefined) {
      names = companionNames(db, libraryId, folder);
      namesOf.set(place, names);
    }
    return names === null || names.has(folder + key);
  });
}

/** Of all RAW files and videos at or below a folder, as they are compared; null when they are too many. */
function companionNames(db: ReadDb, libraryId: LibraryId, folder: string): ReadonlySet<string> | null {
  const paths = preparePluck(
    db,
    `SELECT rel_path FROM image_exif INDEXED BY image_exif_companion
     WHERE library_id = @libraryId AND media_kind IN ('raw', 'video') AND rel_path > @folder AND rel_path < @end LIMIT @limit`,
  ).all({
    libraryId,
    folder,
    // '0' follows '/'; after every path comes what begins with the last code point.
    end: folder === '' ? '\u{10FFFF}' : `${folder.slice(0, -1)}0`,
    limit: companionsAtOnce,
  }) as string[];
  if (paths.length === companionsAtOnce) return null;
  return new Set(paths.map((path) => storedKey(stackNameOf(path))));
}

/**
 * What was said of files before they were one photo is said of all of it, as for an edited file. Not of files that were
 * one photo before and come back: a tag that was taken off meanwhile would come back with them.
 */
function shareTags(db: WriteDb, members: readonly LocationId[], nowMs: number): void {
  if (members.length === 0) return;
  const file = `FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS m ON m.id = wanted.value
    CROSS JOIN image_exif AS f ON f.id = m.id OR f.id = m.stack_cover_id`;
  const borne = prepareRaw(
    db,
    `SELECT tag_id, json_group_array(id) FROM (
       SELECT t.tag_id, m.id ${file} CROSS JOIN tagged_photo AS t ON t.photo_id = f.photo_id AND t.copy_of IS NULL
       UNION SELECT t.tag_id, m.id ${file} CROSS JOIN tagged_photo AS t ON ${belongsTo('t', 'f')}) GROUP BY tag_id`,
  ).all({ ids: idList(members) }) as [TagId, string][];
  for (const [tagId, ids] of borne) tagLocations(db, JSON.parse(ids) as LocationId[], tagId, nowMs, 'carry');
}

function storedKey({ folder, key }: StackName): string {
  return folder + key;
}

/** Answers the files that another file shows now, or none does any more. */
function settleNames(db: WriteDb, files: readonly TouchedFile[]): readonly LocationId[] {
  const setCover = prepare(db, 'UPDATE image_exif SET stack_cover_id = ? WHERE id = ?');
  const seen = new Set<string>();
  const changed: LocationId[] = [];
  for (const { libraryId, relPath } of files) {
    const name = stackNameOf(relPath);
    const itself = `${String(libraryId)}/${storedKey(name)}`;
    if (seen.has(itself)) continue;
    seen.add(itself);
    const candidates = filesNamed(db, libraryId, name);
    const covers = coversOf(candidates.filter(({ presence }) => presence < 2));
    for (const { id, coverId } of candidates) {
      const wanted = covers.get(id) ?? null;
      if (wanted === coverId) continue;
      setCover.run(wanted, id);
      changed.push(id);
    }
  }
  return changed;
}

const candidateColumns = 'id, rel_path AS relPath, stack_cover_id AS coverId, presence';
const namesAtOnce = 16;

/** All files of one folder whose names are one to stacks, missing ones too; by path where they are written as usual. */
function filesNamed(db: ReadDb, libraryId: LibraryId, name: StackName): readonly Candidate[] {
  const byKey = prepare(
    db,
    `SELECT ${candidateColumns} FROM image_exif INDEXED BY image_exif_stack_key WHERE library_id = ? AND stack_key = ?`,
  ).all(libraryId, storedKey(name)) as Candidate[];
  const found = usualStems(name.key).flatMap((stem) => [...filesStarting(db, libraryId, `${name.folder}${stem}`)]);
  return [...byKey, ...found].filter(({ relPath }, i, all) => {
    const { folder, key } = stackNameOf(relPath);
    return folder === name.folder && key === name.key && all.findIndex((other) => other.relPath === relPath) === i;
  });
}

/** Files whose path is `start`, or goes on with a dot; what lies in a folder of such a name is passed over. */
function* filesStarting(db: ReadDb, libraryId: LibraryId, start: string): Generator<Candidate, void> {
  // '/' follows '.' in the alphabet.
  const statement = prepare(
    db,
    `SELECT ${candidateColumns} FROM image_exif WHERE library_id = ? AND rel_path > ? AND rel_path < ?
     ORDER BY rel_path LIMIT ?`,
  );
  let after = `${start}.`;
  for (;;) {
    const rows = statement.all(libraryId, after, `${start}/`, namesAtOnce) as Candidate[];
    let inFolder: string | null = null;
    for (const row of rows) {
      const slash = row.relPath.indexOf('/', start.length);
      inFolder = slash === -1 ? null : row.relPath.slice(0, slash);
      if (inFolder !== null) break;
      yield row;
    }
    if (inFolder === null && rows.length < namesAtOnce) return;
    // '0' follows '/'.
    after = inFolder === null ? (rows.at(-1)?.relPath ?? start) : `${inFolder}0`;
  }
}
