/** `libraries`: named root folders. A removed one keeps its row, so that history can name it and it can come back. */
import type {
  Availability,
  IgnorePreview,
  LibraryId,
  LibraryRemovalPreview,
  LibrarySummary,
  LocationId,
  LossGuard,
  ScanReport,
} from '../../preload/contract/model.js';
import { AppFailure } from '../db/failure.js';
import { inSteps } from '../db/in-steps.js';
import { prepare, preparePluck, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { forgetLeftOut, leftOutCount } from './left-out.js';

export interface LibraryRow {
  readonly id: LibraryId;
  readonly name: string;
  readonly rootPath: string;
  readonly createdAtMs: number;
  readonly lastScan: ScanReport | null;
  /** Identity of the volume that holds the root; null until it was seen once. */
  readonly volumeId: string | null;
  /** The root below its volume. */
  readonly volumePath: string | null;
  /** What the marker file says; null while the user wants none. */
  readonly markerId: string | null;
  readonly lossGuard: LossGuard | null;
  /** What the user wants to be left out. */
  readonly ignorePatterns: readonly string[];
}

interface StoredLibrary extends Omit<LibraryRow, 'lastScan' | 'lossGuard' | 'ignorePatterns'> {
  readonly lastScan: string | null;
  readonly lossGuard: string | null;
  readonly ignorePatterns: string | null;
}

const columns = `id, name, root_path AS rootPath, created_time AS createdAtMs, last_scan AS lastScan,
  volume_id AS volumeId, volume_path AS volumePath, marker_id AS markerId, loss_guard AS lossGuard, ignore_patterns AS ignorePatterns`;

function toLibrary(row: StoredLibrary): LibraryRow {
  return {
    ...row,
    lastScan: row.lastScan === null ? null : (JSON.parse(row.lastScan) as ScanReport),
    lossGuard: row.lossGuard === null ? null : (JSON.parse(row.lossGuard) as LossGuard),
    ignorePatterns: row.ignorePatterns === null ? [] : (JSON.parse(row.ignorePatterns) as string[]),
  };
}

export interface NewLibrary {
  readonly name: string;
  readonly rootPath: string;
  readonly createdAtMs: number;
}

/** Throws an AppFailure `library_duplicate` when a library has that root already. */
export function insertLibrary(db: WriteDb, library: NewLibrary): LibraryRow {
  // In a transaction, because what a statement that returns a row meets when it commits by itself is not told.
  const row = transaction(
    db,
    () =>
      prepare(
        db,
        `INSERT INTO libraries (name, root_path, created_time) VALUES (?, ?, ?)
         ON CONFLICT (root_path) WHERE removed_at IS NULL DO NOTHING RETURNING ${columns}`,
      ).get(library.name, library.rootPath, library.createdAtMs) as StoredLibrary | undefined,
  );
  if (row === undefined) throw duplicateRoot(db, library.rootPath);
  return toLibrary(row);
}

/** A removed library with the same root gets its id back, and its tags and history with it; null when there is none. */
export function reviveLibrary(db: WriteDb, rootPath: string, name?: string): LibraryRow | null {
  return transaction(db, () => {
    if (libraryAt(db, rootPath) !== null) throw duplicateRoot(db, rootPath);
    const row = prepare(
      db,
      `UPDATE libraries SET removed_at = NULL, last_scan = NULL, volume_id = NULL, volume_path = NULL, marker_id = NULL,
         loss_guard = NULL, name = coalesce(@name, name)
       WHERE id = (SELECT id FROM libraries WHERE root_path = @rootPath AND removed_at IS NOT NULL
                   ORDER BY removed_at DESC, id DESC LIMIT 1) RETURNING ${columns}`,
    ).get({ rootPath, name: name ?? null }) as StoredLibrary | undefined;
    return row === undefined ? null : toLibrary(row);
  });
}

export function renameLibrary(db: WriteDb, id: LibraryId, name: string): LibraryRow {
  const row = transaction(
    db,
    () =>
      prepare(db, `UPDATE libraries SET name = ? WHERE id = ? AND removed_at IS NULL RETURNING ${columns}`).get(
        name,
        id,
      ) as StoredLibrary | undefined,
  );
  if (row === undefined) throw noLibrary(id);
  return toLibrary(row);
}

/** The same files at another root, whose volume is learnt at the next probe. Throws an AppFailure `library_duplicate` when a library has that root already. */
export function relocateLibrary(db: WriteDb, id: LibraryId, rootPath: string): LibraryRow {
  return transaction(db, () => {
    const other = libraryAt(db, rootPath);
    if (other !== null && other.id !== id) throw duplicateRoot(db, rootPath);
    const row = prepare(
      db,
      `UPDATE libraries SET root_path = ?, volume_id = NULL, volume_path = NULL
       WHERE id = ? AND removed_at IS NULL RETURNING ${columns}`,
    ).get(rootPath, id) as StoredLibrary | undefined;
    if (row === undefined) throw noLibrary(id);
    return toLibrary(row);
  });
}

const forgetSql = 'DELETE FROM image_exif WHERE id IN (SELECT value FROM json_each(?))';

/** Files leave the listing as those of a removed library do: what is known of their bytes stays. */
export function forgetLocations(db: WriteDb, ids: readonly number[]): number {
  return transaction(db, () => prepare(db, forgetSql).run(JSON.stringify(ids)).changes);
}

/** Forgets the library's files that are ignored, in steps; returns how many. Known or not, none is lost by it. */
export function* forgetIgnoredSteps(
  db: WriteDb,
  id: LibraryId,
  isIgnored: (relPath: string) => boolean,
): Generator<void, number> {
  let count = 0;
  let after: string | null = null;
  yield* inSteps(
    db,
    (rows) => {
      const page = knownPaths(db, id, after, rows);
      after = page.at(-1)?.relPath ?? null;
      return page.length === 0 ? null : page;
    },
    (page) => {
      const ignored = page.filter(({ relPath }) => isIgnored(relPath));
      if (ignored.length > 0)
        count += forgetLocations(
          db,
          ignored.map((file) => file.id),
        );
    },
  );
  return count;
}

interface KnownPath {
  readonly id: LocationId;
  readonly relPath: string;
}

function knownPaths(db: ReadDb, id: LibraryId, after: string | null, limit: number): readonly KnownPath[] {
  return prepare(
    db,
    `SELECT id, rel_path AS relPath FROM image_exif WHERE library_id = ? AND rel_path > ? ORDER BY rel_path LIMIT ?`,
  ).all(id, after ?? '', limit) as KnownPath[];
}

const previewPageRows = 5_000;
const previewExamples = 5;

/** Which known files would leave the listing if just these were ignored. Reads every path of the library. */
export function ignorePreview(db: ReadDb, id: LibraryId, isIgnored: (relPath: string) => boolean): IgnorePreview {
  return snapshot(db, () => {
    getLibrary(db, id);
    let leaving = 0;
    const examples: string[] = [];
    let page = knownPaths(db, id, null, previewPageRows);
    while (page.length > 0) {
      for (const { relPath } of page) {
        if (!isIgnored(relPath)) continue;
        leaving++;
        if (examples.length < previewExamples) examples.push(relPath);
      }
      page = knownPaths(db, id, page.at(-1)?.relPath ?? null, previewPageRows);
    }
    return { leaving, examples };
  });
}

/**
 * Forgets the library's files, in steps; its tags and insights stay. Returns how many locations went. The library is
 * removed by the last step: when the app stops before that, it is still there, and its next scan finds what was
 * forgotten. It must not be scanned meanwhile.
 */
export function* removeLibrarySteps(db: WriteDb, id: LibraryId, removedAtMs: number): Generator<void, number> {
  getLibrary(db, id);
  let count = 0;
  const some = preparePluck(
    db,
    'SELECT json_group_array(id) FROM (SELECT id FROM image_exif WHERE library_id = ? ORDER BY photo_id LIMIT ?)',
  );
  yield* inSteps(
    db,
    (rows) => {
      const ids = some.get(id, rows) as string;
      return ids === '[]' ? null : ids;
    },
    (ids) => {
      transaction(db, () => {
        count += prepare(db, forgetSql).run(ids).changes;
      });
    },
  );
  transaction(db, () => {
    forgetLeftOut(db, id);
    prepare(db, 'UPDATE libraries SET removed_at = ? WHERE id = ?').run(removedAtMs, id);
  });
  return count;
}

export function removalPreview(db: ReadDb, id: LibraryId): LibraryRemovalPreview {
  return snapshot(db, () => {
    const { name } = getLibrary(db, id);
    const counts = prepare(
      db,
      `SELECT
         (SELECT locations FROM library_counts WHERE library_id = @id) AS locationCount,
         (SELECT count(*) FROM image_exif WHERE library_id = @id AND photo_id IS NULL)
           + (SELECT count(*) FROM (
               SELECT 1 FROM image_exif WHERE photo_id IS NOT NULL GROUP BY photo_id
               HAVING min(library_id) = @id AND max(library_id) = @id)) AS photosOnlyHere,
         (SELECT count(*) FROM (
            SELECT DISTINCT t.photo_id, t.tag_id
            FROM (SELECT DISTINCT photo_id FROM image_exif WHERE library_id = @id AND photo_id IS NOT NULL) AS photo
            CROSS JOIN tagged_photo AS t ON t.photo_id = photo.photo_id))
           + (SELECT count(*) FROM tagged_photo WHERE content_hash IS NULL AND library_id = @id) AS tagsKept,
         (SELECT count(*)
            FROM (SELECT DISTINCT photo_id FROM image_exif WHERE library_id = @id AND photo_id IS NOT NULL) AS photo
            CROSS JOIN photo_insights AS i ON i.photo_id = photo.photo_id)
           + (SELECT count(*) FROM photo_insights WHERE content_hash IS NULL AND library_id = @id) AS insightsKept`,
    ).get({ id }) as Omit<LibraryRemovalPreview, 'name'>;
    return { name, ...counts };
  });
}

/** By name; without the removed ones. */
export function listLibraries(db: ReadDb): LibraryRow[] {
  const rows = prepare(db, `SELECT ${columns} FROM libraries WHERE removed_at IS NULL`).all() as StoredLibrary[];
  const collator = new Intl.Collator(undefined, { numeric: true });
  return rows.map(toLibrary).sort((a, b) => collator.compare(a.name, b.name) || a.id - b.id);
}

/** Throws an AppFailure `not_found` when there is none, or it was removed. */
export function getLibrary(db: ReadDb, id: LibraryId): LibraryRow {
  const row = prepare(db, `SELECT ${columns} FROM libraries WHERE id = ? AND removed_at IS NULL`).get(id) as
    StoredLibrary | undefined;
  if (row === undefined) throw noLibrary(id);
  return toLibrary(row);
}

/** The library with exactly this root; null when there is none. */
export function libraryAt(db: ReadDb, rootPath: string): LibraryRow | null {
  const row = prepare(db, `SELECT ${columns} FROM libraries WHERE root_path = ? AND removed_at IS NULL`).get(
    rootPath,
  ) as StoredLibrary | undefined;
  return row === undefined ? null : toLibrary(row);
}

/** What a root was found to lie on; nothing is written when the library was relocated meanwhile. */
export function rememberVolume(
  db: WriteDb,
  { id, rootPath }: Pick<LibraryRow, 'id' | 'rootPath'>,
  volume: { readonly volumeId: string; readonly volumePath: string },
): void {
  prepare(db, 'UPDATE libraries SET volume_id = ?, volume_path = ? WHERE id = ? AND root_path = ?').run(
    volume.volumeId,
    volume.volumePath,
    id,
    rootPath,
  );
}

/** The volume that is found next is taken for the library's. */
export function forgetVolume(db: WriteDb, id: LibraryId): void {
  prepare(db, 'UPDATE libraries SET volume_id = NULL, volume_path = NULL WHERE id = ?').run(id);
}

/** Null: no marker is expected in the root. */
export function setMarkerId(db: WriteDb, id: LibraryId, markerId: string | null): void {
  prepare(db, 'UPDATE libraries SET marker_id = ? WHERE id = ?').run(markerId, id);
}

export function setIgnorePatterns(db: WriteDb, id: LibraryId, patterns: readonly string[]): void {
  prepare(db, 'UPDATE libraries SET ignore_patterns = ? WHERE id = ?').run(
    patterns.length === 0 ? null : JSON.stringify(patterns),
    id,
  );
}

export function setLastScan(db: WriteDb, id: LibraryId, report: ScanReport): void {
  prepare(db, 'UPDATE libraries SET last_scan = ? WHERE id = ?').run(JSON.stringify(report), id);
}

const notProbed: Availability = {
  state: 'offline',
  reason: 'not_probed',
  message: 'Not looked at yet.',
  foundAt: null,
  watching: null,
};

type Counts = Pick<LibrarySummary, 'photoCount' | 'locationCount' | 'missingCount' | 'problemCount' | 'backlogCount'>;

/** By name. The counts are kept by triggers and cost nothing to read. */
export function librarySummaries(db: ReadDb, availability: ReadonlyMap<LibraryId, Availability>): LibrarySummary[] {
  return snapshot(db, () =>
    listLibraries(db).map(({ id, name, rootPath, lastScan, lossGuard, markerId, ignorePatterns }) => {
      const counts = prepare(
        db,
        `SELECT photos AS photoCount, locations AS locationCount, missing AS missingCount, problems AS problemCount,
           backlog AS backlogCount FROM library_counts WHERE library_id = ?`,
      ).get(id) as Counts;
      const hasMarker = markerId !== null;
      return {
        id,
        name,
        rootPath,
        availability: availability.get(id) ?? notProbed,
        hasMarker,
        lossGuard,
        ignorePatterns,
        lastScan,
        leftOutCount: leftOutCount(db, id),
        ...counts,
      };
    }),
  );
}

function noLibrary(id: LibraryId): AppFailure {
  return new AppFailure('not_found', 'This library is no longer in Keepsight.', { libraryId: id });
}

function duplicateRoot(db: ReadDb, rootPath: string): AppFailure {
  const name = preparePluck(db, 'SELECT name FROM libraries WHERE root_path = ? AND removed_at IS NULL').get(
    rootPath,
  ) as string | undefined;
  return new AppFailure('library_duplicate', `This folder is already the library “${name ?? rootPath}”.`, {
    rootPath,
    name: name ?? null,
  });
}
