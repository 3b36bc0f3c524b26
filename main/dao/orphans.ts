/**
 * Tags, marks, places in albums and in stacks, and insights whose photo has no file in any library. A missing file is one all the same: it may come back, and
 * its library may only be unplugged.
 */
import type { LibraryId, OrphanCounts, OrphanGroup } from '../../preload/contract/model.js';
import { AppFailure } from '../db/failure.js';
import { inSteps } from '../db/in-steps.js';
import { prepare, preparePluck, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { deleteThumbnails } from '../db/thumbnail-store.js';
import type { ThumbnailStore } from '../db/thumbnail-store.js';
import { idList } from './columns.js';
import { recordEmbeddedTexts } from './embedded-texts.js';
import { forgetPhotoChanges } from './set-values.js';
import type { ValueTable } from './set-values.js';

const tagNamesShown = 5;

/** A replaced photo whose old bytes wait for the user's word keeps what it would give. */
function isOrphan(photo: string): string {
  return `NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = ${photo}.id)
    AND NOT EXISTS (SELECT 1 FROM content_lineage AS l
      WHERE l.from_hash = ${photo}.content_hash AND l.verdict = 'replaced' AND l.settled_at IS NULL)`;
}

/** The place of a row without a hash is not in any library; an older row knows only a path. */
function hasNoPlace(row: string): string {
  return `NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.library_id = ${row}.library_id AND e.rel_path = ${row}.rel_path)
    AND (${row}.library_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM libraries AS l
      CROSS JOIN image_exif AS e ON e.library_id = l.id AND e.rel_path = ${row}.rel_path))`;
}

/** Rows for one copy whose file holds other bytes or none. */
const orphanedCopiesSql = `
  SELECT t.id, t.library_id, t.tag_id, p.id AS photo FROM tagged_photo AS t INDEXED BY tagged_photo_copies
  CROSS JOIN photos AS p ON p.content_hash = t.copy_of
  WHERE t.copy_of IS NOT NULL AND t.content_hash IS NULL AND ${isOrphan('p')}`;

/** What people set on photos, and what makes a row say something: what was cleared is none any more. */
const values = [
  { table: 'photo_marks', kind: 'marks', isSet: 'rating + flag + label > 0' },
  { table: 'album_photos', kind: 'albums', isSet: 'position IS NOT NULL' },
  { table: 'stacked_photos', kind: 'stacks', isSet: 'stack IS NOT NULL' },
] as const satisfies readonly { table: ValueTable['name']; kind: keyof Purged; isSet: string }[];

/** No row says anything of the photo with this number. */
function hasNothing(photo: string): string {
  return ['tagged_photo', 'photo_insights', ...values.map(({ table }) => table)]
    .map((table) => `NOT EXISTS (SELECT 1 FROM ${table} AS given WHERE given.photo_id = ${photo})`)
    .join(' AND ');
}

const countedSql = `count(DISTINCT photo) AS photos, count(*) FILTER (WHERE what = 'tags') AS tags,
    ${values.map(({ kind }) => `count(*) FILTER (WHERE what = '${kind}') AS ${kind},`).join(' ')}
    count(*) FILTER (WHERE what = 'insights') AS insights`;

const orphansSql = `
  WITH photo AS MATERIALIZED (SELECT p.id FROM photos AS p WHERE ${isOrphan('p')}),
  orphan AS MATERIALIZED (
    SELECT t.library_id AS libraryId, t.photo_id AS photo, t.tag_id AS tagId, 'tags' AS what
      FROM photo CROSS JOIN tagged_photo AS t ON t.photo_id = photo.id
    UNION ALL SELECT library_id, photo, tag_id, 'tags' FROM (${orphanedCopiesSql})
    UNION ALL SELECT i.library_id, i.photo_id, NULL, 'insights'
      FROM photo CROSS JOIN photo_insights AS i ON i.photo_id = photo.id
    UNION ALL SELECT t.library_id, format('%s/%s', t.library_id, t.rel_path), t.tag_id, 'tags'
      FROM tagged_photo AS t INDEXED BY tagged_photo_unhashed
      WHERE t.content_hash IS NULL AND t.copy_of IS NULL AND ${hasNoPlace('t')}
    UNION ALL SELECT i.library_id, format('%s/%s', i.library_id, i.rel_path), NULL, 'insights'
      FROM photo_insights AS i INDEXED BY photo_insights_unhashed
      WHERE i.content_hash IS NULL AND ${hasNoPlace('i')}
    ${values
      .map(
        ({ table, kind, isSet }) => `
    UNION ALL SELECT v.library_id, v.photo_id, NULL, '${kind}'
      FROM photo CROSS JOIN ${table} AS v ON v.photo_id = photo.id WHERE ${isSet}
    UNION ALL SELECT v.library_id, format('%s/%s', v.library_id, v.rel_path), NULL, '${kind}'
      FROM ${table} AS v INDEXED BY ${table}_unhashed WHERE v.photo_id IS NULL AND ${isSet} AND ${hasNoPlace('v')}`,
      )
      .join('')})
  SELECT 'all' AS kind, NULL AS libraryId, NULL AS tagId, ${countedSql} FROM orphan
  UNION ALL
  SELECT 'library', libraryId, NULL, ${countedSql} FROM orphan GROUP BY libraryId
  UNION ALL
  SELECT 'tag', libraryId, tagId, 0, count(*), 0, 0, 0, 0 FROM orphan WHERE tagId IS NOT NULL GROUP BY libraryId, tagId`;

interface OrphanLine extends OrphanCounts {
  readonly kind: 'all' | 'library' | 'tag';
  readonly libraryId: LibraryId | null;
  readonly tagId: number | null;
}

export interface Orphans {
  /** A photo counts once, wherever its tags and insights were made. */
  readonly counts: OrphanCounts;
  /** The largest first. */
  readonly groups: readonly OrphanGroup[];
}

/** Goes through all photos: half a second for a million. */
export function findOrphans(db: ReadDb): Orphans {
  return snapshot(db, () => {
    const lines = prepare(db, orphansSql).all() as OrphanLine[];
    const {
      photos = 0,
      tags = 0,
      marks = 0,
      albums = 0,
      stacks = 0,
      insights = 0,
    } = lines.find(({ kind }) => kind === 'all') ?? {};
    const groups = lines.filter(({ kind }) => kind === 'library').map((line) => groupOf(db, line, lines));
    return {
      counts: { photos, tags, marks, albums, stacks, insights },
      groups: groups.sort((a, b) => b.photos - a.photos || (a.libraryId ?? 0) - (b.libraryId ?? 0)),
    };
  });
}

function groupOf(
  db: ReadDb,
  { libraryId, photos, tags, marks, albums, stacks, insights }: OrphanLine,
  lines: readonly OrphanLine[],
): OrphanGroup {
  const library = prepare(db, 'SELECT name, removed_at IS NOT NULL AS isRemoved FROM libraries WHERE id = ?').get(
    libraryId,
  ) as { readonly name: string; readonly isRemoved: number } | undefined;
  const most = lines
    .filter((line) => line.kind === 'tag' && line.libraryId === libraryId)
    .sort((a, b) => b.tags - a.tags)
    .slice(0, tagNamesShown);
  return {
    libraryId,
    libraryName: library?.name ?? (libraryId === null ? 'From before libraries were noted' : 'A former library'),
    isRemoved: libraryId !== null && library?.isRemoved !== 0,
    tagNames: most.map(({ tagId }) => preparePluck(db, 'SELECT name FROM tags WHERE id = ?').get(tagId) as string),
    photos,
    tags,
    marks,
    albums,
    stacks,
    insights,
  };
}

/**
 * Throws an AppFailure `edit_impossible` while files are not known or not read yet: they may be the very photos that
 * the orphans belong to, for example in a library that was removed and is coming back.
 */
export function requireAllFilesKnown(db: ReadDb): void {
  const unlisted = preparePluck(
    db,
    `SELECT name FROM libraries WHERE removed_at IS NULL
       AND (last_scan IS NULL OR json_extract(last_scan, '$.outcome') <> 'completed') ORDER BY id LIMIT 1`,
  ).get() as string | undefined;
  if (unlisted !== undefined) {
    throw new AppFailure(
      'edit_impossible',
      `“${unlisted}” has not been looked through whole yet, and may hold these photos. Scan it first, or remove it.`,
      { name: unlisted },
      true,
    );
  }
  const unread = preparePluck(
    db,
    'SELECT count(*) FROM image_exif WHERE read_state = 0 AND read_attempts = 0 AND presence = 0',
  ).get() as number;
  if (unread > 0) {
    throw new AppFailure(
      'edit_impossible',
      `${unread === 1 ? 'One file has' : `${unread.toLocaleString('en')} files have`} not been read yet, and may hold these photos. Try again later.`,
      { unread },
      true,
    );
  }
}

export type Purged = Omit<OrphanCounts, 'photos'>;

type PurgedSoFar = { -readonly [What in keyof Purged]: number };

/** Photos without a file looked at in one transaction: each may have many rows. */
const photosAtOnce = 300;

/**
 * Deletes what orphans were given in these libraries, in steps; null stands for rows that know no library. What has
 * found its file by now is left alone. A photo with nothing left loses its history, thumbnail, texts and number as well.
 */
export function* purgeOrphansSteps(
  db: WriteDb,
  thumbnails: ThumbnailStore,
  libraryIds: readonly (LibraryId | null)[],
): Generator<void, Purged> {
  const counts: PurgedSoFar = { tags: 0, marks: 0, albums: 0, stacks: 0, insights: 0 };
  const wanted = { ids: JSON.stringify(libraryIds) };
  const pinned = numbersInUse(db);
  transaction(db, () => {
    counts.tags += prepare(
      db,
      `DELETE FROM tagged_photo WHERE id IN (SELECT id FROM (${orphanedCopiesSql}) AS t WHERE ${isWanted('t')})`,
    ).run(wanted).changes;
  });
  yield;
  let after = 0;
  const lastOf = preparePluck(db, 'SELECT max(id) FROM (SELECT id FROM photos WHERE id > ? ORDER BY id LIMIT ?)');
  yield* inSteps(
    db,
    (rows) => lastOf.get(after, rows) as number | null,
    (last) => {
      transaction(db, () => {
        const photos = preparePluck(
          db,
          `SELECT p.id FROM photos AS p WHERE p.id > ? AND p.id <= ? AND ${isOrphan('p')} ORDER BY p.id LIMIT ?`,
        ).all(after, last, photosAtOnce) as number[];
        purgePhotos(db, thumbnails, photos, wanted.ids, pinned, counts);
        after = photos.length < photosAtOnce ? last : (photos.at(-1) ?? last);
      });
    },
  );
  yield* purgeUnhashed(db, 'tagged_photo', 'AND t.copy_of IS NULL', wanted.ids, (rows) => (counts.tags += rows));
  yield* purgeUnhashed(db, 'photo_insights', '', wanted.ids, (rows) => (counts.insights += rows));
  for (const { table, kind, isSet } of values) counts[kind] += purgeValuesAtPlaces(db, table, isSet, wanted.ids);
  purgeValuesAtPlaces(db, 'apart_photos', 'apart IS NOT NULL', wanted.ids);
  yield;
  yield* dropDeadLineage(db);
  return counts;
}

/** `library_id` is one of the libraries in the parameter `ids`, null among them. */
function isWanted(row: string): string {
  return `EXISTS (SELECT 1 FROM json_each(@ids) AS w WHERE w.value IS ${row}.library_id)`;
}

/** Numbers that the list of ambiguous tags names. */
function numbersInUse(db: ReadDb): ReadonlySet<number> {
  return new Set(
    preparePluck(
      db,
      'SELECT photo_id FROM tag_ambiguities UNION SELECT photo_id FROM tag_ambiguity_photos',
    ).all() as number[],
  );
}

function purgePhotos(
  db: WriteDb,
  thumbnails: ThumbnailStore,
  photos: readonly number[],
  ids: string,
  pinned: ReadonlySet<number>,
  counts: PurgedSoFar,
): void {
  if (photos.length === 0) return;
  for (const [table, kind] of [
    ['tagged_photo', 'tags'],
    ['photo_insights', 'insights'],
  ] as const) {
    counts[kind] += prepare(
      db,
      `DELETE FROM ${table} WHERE id IN (
         SELECT t.id FROM json_each(@photos) AS p CROSS JOIN ${table} AS t ON t.photo_id = p.value WHERE ${isWanted('t')})`,
    ).run({ photos: idList(photos), ids }).changes;
  }
  for (const { table, kind, isSet } of values) {
    const gone = preparePluck(
      db,
      `DELETE FROM ${table} WHERE photo_id IN (SELECT value FROM json_each(@photos)) AND ${isWanted(table)}
       RETURNING ${isSet}`,
    ).all({ photos: idList(photos), ids }) as number[];
    counts[kind] += sumOf(gone);
  }
  const empty = preparePluck(
    db,
    `SELECT p.value FROM json_each(?) AS p
     WHERE ${hasNothing('p.value')}
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS c INDEXED BY tagged_photo_copies
         WHERE c.copy_of IS NOT NULL AND c.copy_of = (SELECT content_hash FROM photos WHERE id = p.value))`,
  ).all(idList(photos)) as number[];
  forget(db, thumbnails, empty, pinned);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0);
}

/** Nothing is known of these photos any more. Thumbnails go first: without its rows nobody would look for them again. */
function forget(db: WriteDb, thumbnails: ThumbnailStore, photos: readonly number[], pinned: ReadonlySet<number>): void {
  const ids = idList(photos);
  const hashes = preparePluck(
    db,
    'SELECT p.content_hash FROM json_each(?) AS w CROSS JOIN photos AS p ON p.id = w.value',
  ).all(ids) as Buffer[];
  deleteThumbnails(thumbnails, hashes);
  forgetChanges(
    db,
    preparePluck(db, 'SELECT c.id FROM json_each(?) AS w CROSS JOIN tag_changes AS c ON c.photo_id = w.value').all(
      ids,
    ) as number[],
  );
  forgetPhotoChanges(
    db,
    preparePluck(db, 'SELECT c.id FROM json_each(?) AS w CROSS JOIN photo_changes AS c ON c.photo_id = w.value').all(
      ids,
    ) as number[],
  );
  for (const hash of hashes) recordEmbeddedTexts(db, hash, []);
  prepare(db, 'DELETE FROM apart_photos WHERE photo_id IN (SELECT value FROM json_each(?))').run(ids);
  prepare(db, 'DELETE FROM reconcile_insights WHERE photo_id IN (SELECT value FROM json_each(?))').run(ids);
  prepare(db, 'DELETE FROM photos WHERE id IN (SELECT value FROM json_each(?))').run(
    idList(photos.filter((id) => !pinned.has(id))),
  );
}

/** All changes of a photo go at once, so each edit is short of one photo for each of its photos among them. */
function forgetChanges(db: WriteDb, changes: readonly number[]): void {
  if (changes.length === 0) return;
  prepare(
    db,
    `UPDATE edits SET photo_count = photo_count - gone.photos FROM (
       SELECT edit_id, count(*) AS photos FROM (
         SELECT DISTINCT c.edit_id, c.photo_id, iif(c.photo_id IS NULL, c.library_id, NULL),
           iif(c.photo_id IS NULL, c.rel_path, NULL)
         FROM json_each(?) AS w CROSS JOIN tag_changes AS c ON c.id = w.value)
       GROUP BY edit_id) AS gone
     WHERE edits.id = gone.edit_id`,
  ).run(idList(changes));
  const edits = preparePluck(
    db,
    'SELECT DISTINCT c.edit_id FROM json_each(?) AS w CROSS JOIN tag_changes AS c ON c.id = w.value',
  ).all(idList(changes)) as number[];
  prepare(db, 'DELETE FROM tag_changes WHERE id IN (SELECT value FROM json_each(?))').run(idList(changes));
  // Files that were photos of their own then may have turned out to be copies since, and counted more than once.
  prepare(
    db,
    `UPDATE edits SET photo_count = 0 WHERE id IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM tag_changes AS c WHERE c.edit_id = edits.id)`,
  ).run(idList(edits));
}

/** Rows that wait for a hash at a place that is in no library, path by path. */
function* purgeUnhashed(
  db: WriteDb,
  table: 'tagged_photo' | 'photo_insights',
  only: string,
  ids: string,
  count: (rows: number) => void,
): Generator<void, void> {
  let after = '';
  const lastOf = preparePluck(
    db,
    `SELECT max(rel_path) FROM (SELECT rel_path FROM ${table} INDEXED BY ${table}_unhashed
       WHERE content_hash IS NULL AND rel_path > ? ORDER BY rel_path LIMIT ?)`,
  );
  yield* inSteps(
    db,
    (rows) => lastOf.get(after, rows) as string | null,
    (last) => {
      transaction(db, () => {
        const found = prepare(
          db,
          `SELECT t.id, t.library_id AS libraryId, t.rel_path AS relPath FROM ${table} AS t INDEXED BY ${table}_unhashed
           WHERE t.content_hash IS NULL AND t.rel_path > @after AND t.rel_path <= @last ${only}
             AND ${isWanted('t')} AND ${hasNoPlace('t')}`,
        ).all({ after, last, ids }) as { id: number; libraryId: number | null; relPath: string }[];
        prepare(db, `DELETE FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`).run(
          idList(found.map(({ id }) => id)),
        );
        if (table === 'tagged_photo') {
          const changes = found.flatMap(
            ({ libraryId, relPath }) =>
              preparePluck(
                db,
                'SELECT id FROM tag_changes WHERE photo_id IS NULL AND rel_path = ? AND library_id IS ?',
              ).all(relPath, libraryId) as number[],
          );
          forgetChanges(db, [...new Set(changes)]);
        }
        count(found.length);
        after = last;
      });
    },
  );
}

/** Values that wait for a hash at a place that is in no library; few, as a file that is gone was hardly ever not read. */
function purgeValuesAtPlaces(db: WriteDb, table: ValueTable['name'], isSet: string, ids: string): number {
  return transaction(db, () => {
    const gone = prepare(
      db,
      `DELETE FROM ${table} WHERE photo_id IS NULL AND rel_path > '' AND ${isWanted(table)}
         AND ${hasNoPlace(table)}
       RETURNING library_id AS libraryId, rel_path AS relPath, ${isSet} AS isSet`,
    ).all({ ids }) as { libraryId: number; relPath: string; isSet: number }[];
    const changes = gone.flatMap(
      ({ libraryId, relPath }) =>
        preparePluck(db, 'SELECT id FROM photo_changes WHERE photo_id IS NULL AND rel_path = ? AND library_id = ?').all(
          relPath,
          libraryId,
        ) as number[],
    );
    forgetPhotoChanges(db, changes);
    return sumOf(gone.map((row) => row.isSet));
  });
}

/** Steps of an edited file's line that end in bytes of which nothing is known any more, from the end of each line. */
function* dropDeadLineage(db: WriteDb): Generator<void, void> {
  const dead = preparePluck(
    db,
    `SELECT l.id FROM content_lineage AS l LEFT JOIN photos AS p ON p.content_hash = l.to_hash
     WHERE (l.verdict = 'edited' OR l.settled_at IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = p.id)
       AND ${hasNothing('p.id')}
       AND NOT EXISTS (SELECT 1 FROM content_lineage AS next WHERE next.from_hash = l.to_hash AND next.id <> l.id)
     LIMIT ?`,
  );
  yield* inSteps(
    db,
    (rows) => {
      const found = dead.all(rows) as number[];
      return found.length === 0 ? null : found;
    },
    (found) => {
      prepare(db, 'DELETE FROM content_lineage WHERE id IN (SELECT value FROM json_each(?))').run(idList(found));
    },
  );
}
