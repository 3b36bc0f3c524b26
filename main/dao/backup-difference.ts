/** What a backup has and now has not, and the other way round: two databases of the newest schema on one connection. */
import type { BackupDifference } from '../../preload/contract/model.js';
import { prepare, preparePluck } from '../db/open.js';
import type { ReadDb } from '../db/open.js';

const namesShown = 20;

type Side = 'main' | 'backup';
const otherSide = { main: 'backup', backup: 'main' } as const;

/**
 * `db` has what is there now as `main` and the backup attached as `backup`. Both mostly give their rows the same numbers,
 * for one comes from the other: where a number means something else, a temporary table says what it is on the other side.
 * What one side has by a place, for its file was not read yet, and the other by the hash that the file has, is the same.
 */
export function differenceOfAttached(db: ReadDb): Omit<BackupDifference, 'backup'> {
  for (const side of ['main', 'backup'] as const) {
    for (const [what, sql] of Object.entries(mappings)) db.exec(sql(side, `${what}_of_${side}`));
  }
  const inBackup = tagsOnlyIn(db, 'backup');
  const now = tagsOnlyIn(db, 'main');
  return {
    libraries: { added: librariesOnlyIn(db, 'backup'), removed: librariesOnlyIn(db, 'main') },
    tags: { onlyInBackup: sum(inBackup), onlyNow: sum(now), names: namesOf([...inBackup, ...now]) },
    insights: { onlyInBackup: insightsOnlyIn(db, 'backup'), onlyNow: insightsOnlyIn(db, 'main') },
    marks: { onlyInBackup: marksOnlyIn(db, 'backup'), onlyNow: marksOnlyIn(db, 'main') },
    albums: { onlyInBackup: albumsOnlyIn(db, 'backup'), onlyNow: albumsOnlyIn(db, 'main') },
    stacks: { onlyInBackup: stacksOnlyIn(db, 'backup'), onlyNow: stacksOnlyIn(db, 'main') },
    photos: {
      inBackup: preparePluck(db, 'SELECT photos FROM backup.totals').get() as number,
      now: preparePluck(db, 'SELECT photos FROM main.totals').get() as number,
    },
  };
}

/** Rows whose number is another's, or nobody's (-1), on the other side. */
function mapping(side: Side, table: string, what: 'photos' | 'tags' | 'libraries', same: string): string {
  const other = otherSide[side];
  return `CREATE TEMP TABLE ${table} (id INTEGER PRIMARY KEY, other INTEGER NOT NULL);
    INSERT INTO temp.${table}
      SELECT o.id, coalesce((SELECT n.id FROM ${other}.${what} AS n WHERE ${same}), -1) FROM ${side}.${what} AS o
      WHERE NOT EXISTS (SELECT 1 FROM ${other}.${what} AS n WHERE n.id = o.id AND ${same});`;
}

const mappings = {
  photos: (side: Side, table: string) => mapping(side, table, 'photos', 'n.content_hash = o.content_hash'),
  tags: (side: Side, table: string) => mapping(side, table, 'tags', 'n.name = o.name'),
  // A library may have been renamed or relocated; when it was added it keeps.
  libraries: (side: Side, table: string) =>
    mapping(
      side,
      table,
      'libraries',
      '(n.created_time = o.created_time AND (n.id = o.id OR n.root_path = o.root_path))',
    ),
} as const;

/** The number of `value` on the other side. */
function across(what: keyof typeof mappings, side: Side, value: string): string {
  return `coalesce((SELECT m.other FROM temp.${what}_of_${side} AS m WHERE m.id = ${value}), ${value})`;
}

type UnhashedTable = 'tagged_photo' | 'photo_insights' | 'photo_marks' | 'album_photos';

/** What the other side has under the photo that stands there where this side's row `row` knows the place alone. */
function knownSinceByHash(side: Side, table: UnhashedTable, row: string, match: string): string {
  const other = otherSide[side];
  return `EXISTS (SELECT 1 FROM ${other}.image_exif AS e CROSS JOIN ${other}.${table} AS n ON n.photo_id = e.photo_id
    WHERE e.library_id = ${across('libraries', side, `${row}.library_id`)} AND e.rel_path = ${row}.rel_path AND ${match})`;
}

/** What the other side has under one of the places of a photo whose hash this side's row `row` knows. */
function knownByPlaceOnly(side: Side, table: UnhashedTable, row: string, match: string): string {
  const isUnhashed = unhashed[table];
  return `EXISTS (SELECT 1 FROM ${side}.image_exif AS e CROSS JOIN ${otherSide[side]}.${table} AS n ON n.rel_path = e.rel_path
    WHERE e.photo_id = ${row}.photo_id AND n.library_id = ${across('libraries', side, 'e.library_id')} AND ${isUnhashed}
      AND ${match})`;
}

/** As the indexes of places without a hash say it. */
const unhashed = {
  tagged_photo: 'n.content_hash IS NULL',
  photo_insights: 'n.content_hash IS NULL',
  photo_marks: 'n.photo_id IS NULL',
  album_photos: 'n.photo_id IS NULL',
} as const satisfies Record<UnhashedTable, string>;

interface TagLine {
  readonly name: string;
  readonly photos: number;
}

/** Tags of photos, of single copies, and of places that have no hash yet: each of them once, by tag. */
function tagsOnlyIn(db: ReadDb, side: Side): readonly TagLine[] {
  const other = otherSide[side];
  const tag = across('tags', side, 't.tag_id');
  const library = across('libraries', side, 't.library_id');
  const samePlace = `n.library_id IS ${library} AND n.rel_path = t.rel_path AND n.tag_id = ${tag}`;
  const sameTag = `n.tag_id = ${tag} AND n.copy_of IS NULL`;
  return prepare(
    db,
    `SELECT g.name, sum(lost.photos) AS photos FROM (
       SELECT t.tag_id, count(*) AS photos FROM (
         SELECT DISTINCT photo_id, tag_id FROM ${side}.tagged_photo WHERE photo_id IS NOT NULL AND copy_of IS NULL) AS t
       WHERE NOT EXISTS (SELECT 1 FROM ${other}.tagged_photo AS n
         WHERE n.photo_id = ${across('photos', side, 't.photo_id')} AND ${sameTag})
         AND NOT ${knownByPlaceOnly(side, 'tagged_photo', 't', sameTag)}
       GROUP BY t.tag_id
       UNION ALL
       SELECT t.tag_id, count(*) FROM (
         SELECT DISTINCT copy_of, library_id, rel_path, tag_id FROM ${side}.tagged_photo INDEXED BY tagged_photo_copies
         WHERE copy_of IS NOT NULL) AS t
       WHERE NOT EXISTS (
         SELECT 1 FROM ${other}.tagged_photo AS n INDEXED BY tagged_photo_copies WHERE n.copy_of = t.copy_of AND ${samePlace})
       GROUP BY t.tag_id
       UNION ALL
       SELECT t.tag_id, count(*) FROM (
         SELECT DISTINCT library_id, rel_path, tag_id FROM ${side}.tagged_photo INDEXED BY tagged_photo_unhashed
         WHERE content_hash IS NULL AND copy_of IS NULL) AS t
       WHERE NOT EXISTS (
         SELECT 1 FROM ${other}.tagged_photo AS n INDEXED BY tagged_photo_unhashed
         WHERE n.content_hash IS NULL AND n.copy_of IS NULL AND ${samePlace})
         AND NOT ${knownSinceByHash(side, 'tagged_photo', 't', sameTag)}
       GROUP BY t.tag_id) AS lost
     JOIN ${side}.tags AS g ON g.id = lost.tag_id GROUP BY g.id`,
  ).all() as TagLine[];
}

function sum(lines: readonly TagLine[]): number {
  return lines.reduce((total, { photos }) => total + photos, 0);
}

/** The names of most photos first. */
function namesOf(lines: readonly TagLine[]): readonly string[] {
  const names = [...lines].sort((a, b) => b.photos - a.photos).map(({ name }) => name);
  return [...new Set(names)].slice(0, namesShown);
}

/** Insights that are deleted are not there; which one is current, or pinned, is no difference of content. */
function insightsOnlyIn(db: ReadDb, side: Side): number {
  const other = otherSide[side];
  const sameText = `n.deleted_at IS NULL AND n.generated_at = i.generated_at AND n.title = i.title AND n.summary = i.summary
    AND n.facts = i.facts`;
  const photo = across('photos', side, 'i.photo_id');
  const place = `n.library_id = ${across('libraries', side, 'i.library_id')} AND n.rel_path = i.rel_path`;
  return preparePluck(
    db,
    `SELECT count(*) FROM ${side}.photo_insights AS i
     WHERE i.deleted_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM ${other}.photo_insights AS n WHERE n.id = i.id AND n.photo_id = ${photo} AND ${sameText})
       AND iif(i.photo_id IS NULL,
         NOT EXISTS (SELECT 1 FROM ${other}.photo_insights AS n INDEXED BY photo_insights_unhashed
           WHERE n.content_hash IS NULL AND ${place} AND ${sameText})
         AND NOT ${knownSinceByHash(side, 'photo_insights', 'i', sameText)},
         NOT EXISTS (SELECT 1 FROM ${other}.photo_insights AS n WHERE n.photo_id = ${photo} AND ${sameText})
         AND NOT ${knownByPlaceOnly(side, 'photo_insights', 'i', sameText)})`,
  ).get() as number;
}

/** Photos, and places that have no hash yet, that have marks which the other side has not. */
function marksOnlyIn(db: ReadDb, side: Side): number {
  const other = otherSide[side];
  const same = 'n.rating = m.rating AND n.flag = m.flag AND n.label = m.label';
  const isSet = 'm.rating + m.flag + m.label > 0';
  const library = across('libraries', side, 'm.library_id');
  return preparePluck(
    db,
    `SELECT (SELECT count(*) FROM ${side}.photo_marks AS m WHERE m.photo_id IS NOT NULL AND ${isSet}
         AND NOT EXISTS (SELECT 1 FROM ${other}.photo_marks AS n
           WHERE n.photo_id = ${across('photos', side, 'm.photo_id')} AND ${same})
         AND NOT ${knownByPlaceOnly(side, 'photo_marks', 'm', same)})
       + (SELECT count(*) FROM ${side}.photo_marks AS m WHERE m.photo_id IS NULL AND ${isSet}
         AND NOT EXISTS (SELECT 1 FROM ${other}.photo_marks AS n
           WHERE n.photo_id IS NULL AND n.rel_path = m.rel_path AND n.library_id = ${library} AND ${same})
         AND NOT ${knownSinceByHash(side, 'photo_marks', 'm', same)})`,
  ).get() as number;
}

/** Photos, and places that have no hash yet, in albums that have them not on the other side. Albums keep when they were made. */
function albumsOnlyIn(db: ReadDb, side: Side): number {
  const other = otherSide[side];
  const library = across('libraries', side, 'a.library_id');
  const own = `${side}.album_photos AS a CROSS JOIN ${side}.albums AS l ON l.id = a.album_id AND l.deleted_at IS NULL
    WHERE a.position IS NOT NULL`;
  const same = `EXISTS (SELECT 1 FROM ${other}.albums AS o WHERE o.id = n.album_id AND o.deleted_at IS NULL
    AND o.created_time = l.created_time) AND n.album_id = a.album_id AND n.position IS NOT NULL`;
  return preparePluck(
    db,
    `SELECT (SELECT count(*) FROM ${own} AND a.photo_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM ${other}.album_photos AS n
           WHERE n.photo_id = ${across('photos', side, 'a.photo_id')} AND ${same})
         AND NOT ${knownByPlaceOnly(side, 'album_photos', 'a', same)})
       + (SELECT count(*) FROM ${own} AND a.photo_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM ${other}.album_photos AS n
           WHERE n.photo_id IS NULL AND n.rel_path = a.rel_path AND n.library_id = ${library} AND ${same})
         AND NOT ${knownSinceByHash(side, 'album_photos', 'a', same)})`,
  ).get() as number;
}

/** Photos, and places that have no hash yet, in stacks that the other side has not with the same photos. */
function stacksOnlyIn(db: ReadDb, side: Side): number {
  const other = otherSide[side];
  const number = (photo: string): string =>
    `iif(${across('photos', side, photo)} = -1, 'new ' || ${photo}, ${across('photos', side, photo)})`;
  const photoAt = (of: Side, library: string, photo: string): string =>
    `(SELECT ${photo} FROM ${of}.image_exif AS e
      WHERE e.library_id = ${library} AND e.rel_path = s.rel_path AND e.photo_id IS NOT NULL)`;
  const library = across('libraries', side, 's.library_id');
  const libraryHere = across('libraries', other, 's.library_id');
  // Everything by the other side's numbers.
  const companies = (of: Side, photo: string, readSince: string, libraryThere: string): string => `
    SELECT json_group_array(member) AS company, count(*) AS photos FROM (
      SELECT s.stack, iif(s.photo_id IS NULL,
        coalesce(${readSince}, format('%s/%s', ${libraryThere}, s.rel_path)), ${photo}) AS member
      FROM ${of}.stacked_photos AS s WHERE s.stack IS NOT NULL ORDER BY s.stack, member)
    GROUP BY stack`;
  return preparePluck(
    db,
    `WITH own AS (${companies(side, number('s.photo_id'), photoAt(other, library, 'e.photo_id'), library)}),
       others AS (${companies(other, 's.photo_id', photoAt(side, libraryHere, number('e.photo_id')), 's.library_id')})
     SELECT coalesce(sum(photos), 0) FROM own WHERE company NOT IN (SELECT company FROM others)`,
  ).get() as number;
}

/** By name. */
function librariesOnlyIn(db: ReadDb, side: Side): readonly string[] {
  return preparePluck(
    db,
    `SELECT l.name FROM ${side}.libraries AS l WHERE l.removed_at IS NULL AND NOT EXISTS (
       SELECT 1 FROM ${otherSide[side]}.libraries AS n
       WHERE n.id = ${across('libraries', side, 'l.id')} AND n.removed_at IS NULL)
     ORDER BY l.name`,
  ).all() as string[];
}
