/**
 * Everything that is kept by increments, counted afresh from the rows themselves and compared: the counts that triggers
 * keep, the photo numbers, reconcile's queues, and what rows promise each other. Reads only; one state of the database.
 */
import type { SelfCheck, SelfCheckFinding } from '../../preload/contract/model.js';
import { prepare, preparePluck, prepareRaw, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { ambiguousSql } from './reconcile.js';

/** More would not be read; the first ones say what is the matter. */
const maxFindings = 100;

/** In the order of the columns of `countedLibrariesSql` after the library's id. */
export const libraryCountColumns = ['locations', 'photos', 'missing', 'problems', 'backlog'] as const;

const libraryCountNames: Readonly<Record<(typeof libraryCountColumns)[number], string>> = {
  locations: 'files',
  photos: 'photos',
  missing: 'missing files',
  problems: 'files without a preview',
  backlog: 'files waiting to be read',
};

/** The file is one of those that the grid and the counts go by. */
const shown = 'presence < 2 AND stack_cover_id IS NULL';

export const countedLibrariesSql = `
  SELECT l.id AS library_id, coalesce(f.locations, 0) AS locations, coalesce(f.unhashed, 0) + coalesce(p.photos, 0) AS photos,
    coalesce(f.missing, 0) AS missing, coalesce(f.problems, 0) AS problems, coalesce(f.backlog, 0) AS backlog
  FROM libraries AS l
  LEFT JOIN (
    SELECT library_id, count(*) AS locations,
      sum(content_hash IS NULL AND presence < 2 AND stack_cover_id IS NULL) AS unhashed, sum(presence = 2) AS missing,
      sum(preview_state >= 2 AND presence < 2) AS problems, sum(read_state = 0) AS backlog
    FROM image_exif NOT INDEXED GROUP BY library_id) AS f ON f.library_id = l.id
  LEFT JOIN (
    SELECT library_id, count(*) AS photos FROM (
      SELECT DISTINCT library_id, photo_id FROM image_exif WHERE photo_id IS NOT NULL AND ${shown})
    GROUP BY library_id) AS p ON p.library_id = l.id`;

const visible =
  'EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = t.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)';

export const countedTagsSql = `
  SELECT g.id AS tag_id, coalesce(c.photos, 0) AS photos FROM tags AS g
  LEFT JOIN (
    SELECT t.tag_id, count(*) AS photos
    FROM (SELECT DISTINCT tag_id, photo_id FROM tagged_photo WHERE photo_id IS NOT NULL) AS t
    WHERE ${visible} GROUP BY t.tag_id) AS c ON c.tag_id = g.id`;

export const countedTotalsSql = `
  SELECT
    (SELECT count(DISTINCT photo_id) FROM image_exif WHERE photo_id IS NOT NULL AND ${shown})
      + (SELECT count(*) FROM image_exif WHERE photo_id IS NULL AND ${shown}) AS photos,
    (SELECT count(*) FROM (SELECT DISTINCT photo_id FROM tagged_photo WHERE photo_id IS NOT NULL) AS t WHERE ${visible})
      AS tagged`;

/** Tables whose `photo_id` follows their `content_hash`. */
export const tablesWithPhotos = {
  image_exif: 'files',
  tagged_photo: 'tags on photos',
  photo_insights: 'insights',
  photo_marks: 'marks',
  album_photos: 'photos in albums',
  photo_turns: 'turned photos',
  stacked_photos: 'photos in stacks',
  apart_photos: 'photos kept out of stacks',
} as const;

/** A hashed location at the place of `waiting`, where reconcile would take a hash from. */
const homeOfTagRow = `e.rel_path = waiting.rel_path AND e.content_hash IS NOT NULL
  AND (waiting.library_id IS NULL OR waiting.library_id = e.library_id)
  AND (waiting.copy_of IS NULL OR (waiting.copy_of = e.content_hash AND e.presence < 2))`;
const homeOfInsight = `e.rel_path = waiting.rel_path AND e.content_hash IS NOT NULL AND e.library_id = waiting.library_id`;

const waiting = [
  { table: 'tagged_photo', name: 'tags', home: homeOfTagRow },
  { table: 'photo_insights', name: 'insights', home: homeOfInsight },
  { table: 'photo_marks', name: 'marks', home: homeOfInsight },
  { table: 'album_photos', name: 'photos in albums', home: homeOfInsight },
  { table: 'stacked_photos', name: 'photos in stacks', home: homeOfInsight },
  { table: 'apart_photos', name: 'photos kept out of stacks', home: homeOfInsight },
] as const;

/** Older tags that may mean several photos, and are not on the list. */
const unnotedSql = `tagged_photo AS t INDEXED BY tagged_photo_older WHERE ${ambiguousSql}
  AND NOT EXISTS (SELECT 1 FROM tag_ambiguities AS a WHERE a.rel_path = t.rel_path AND a.tag_id = t.tag_id)`;

/** Ids of all locations that reconcile has to look at. */
export const waitingPlacesSql = [
  ...waiting.map(
    ({ table, home }) => `SELECT e.id FROM ${table} AS waiting CROSS JOIN image_exif AS e ON ${home}
      WHERE waiting.content_hash IS NULL`,
  ),
  `SELECT e.id FROM (SELECT t.rel_path FROM ${unnotedSql}) AS unnoted
     CROSS JOIN image_exif AS e ON e.rel_path = unnoted.rel_path AND e.content_hash IS NOT NULL`,
].join(' UNION ');

/** Numbers of all photos whose insights have to be merged. */
export const severalCurrentSql = `
  SELECT photo_id FROM photo_insights WHERE photo_id IS NOT NULL AND is_current = 1
  GROUP BY photo_id HAVING count(*) > 1`;

/** Ids of tags for one copy that apply although its file holds other bytes. */
export const copiesOfOtherBytesSql = `
  SELECT t.id FROM tagged_photo AS t WHERE t.copy_of IS NOT NULL AND t.content_hash IS NOT NULL
    AND (t.content_hash <> t.copy_of OR NOT EXISTS (
      SELECT 1 FROM image_exif AS e
      WHERE e.library_id = t.library_id AND e.rel_path = t.rel_path AND e.content_hash = t.copy_of))`;

/** What must not exist, as a count of it. */
const exceptions: readonly { readonly what: string; readonly sql: string }[] = [
  ...Object.entries(tablesWithPhotos).map(([table, name]) => ({
    what: `${name} filed under another photo than their bytes say`,
    sql: `SELECT count(*) FROM ${table} AS r NOT INDEXED LEFT JOIN photos AS p ON p.id = r.photo_id
      WHERE p.content_hash IS NOT r.content_hash`,
  })),
  ...waiting.map(({ table, name, home }) => ({
    what: `${name} that wait for their photo although it is known, unnoticed`,
    sql: `SELECT count(*) FROM ${table} AS waiting WHERE waiting.content_hash IS NULL
      AND EXISTS (SELECT 1 FROM image_exif AS e WHERE ${home})
      AND NOT EXISTS (
        SELECT 1 FROM image_exif AS e CROSS JOIN reconcile_locations AS q ON q.location_id = e.id WHERE ${home})`,
  })),
  {
    what: 'photos with several current insights, unnoticed',
    sql: `SELECT count(*) FROM (${severalCurrentSql}) AS several
      WHERE NOT EXISTS (SELECT 1 FROM reconcile_insights AS q WHERE q.photo_id = several.photo_id)`,
  },
  {
    what: 'deleted insights that are shown as current',
    sql: 'SELECT count(*) FROM photo_insights WHERE deleted_at IS NOT NULL AND is_current = 1',
  },
  {
    what: 'tags for one copy that do not say which file',
    sql: 'SELECT count(*) FROM tagged_photo WHERE copy_of IS NOT NULL AND library_id IS NULL',
  },
  {
    what: 'tags for one copy that apply although its file holds other bytes',
    sql: `SELECT count(*) FROM (${copiesOfOtherBytesSql})`,
  },
  {
    what: 'files of removed libraries',
    sql: `SELECT count(*) FROM libraries AS l CROSS JOIN image_exif AS e ON e.library_id = l.id
      WHERE l.removed_at IS NOT NULL`,
  },
  {
    what: 'edits and undos that do not point at each other',
    sql: `SELECT
        (SELECT count(*) FROM edits AS e WHERE e.undone_by IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM edits AS u WHERE u.id = e.undone_by AND u.undoes = e.id))
      + (SELECT count(*) FROM edits AS u WHERE u.undoes IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM edits AS e WHERE e.id = u.undoes AND e.undone_by = u.id))
      + (SELECT count(*) FROM edits AS u WHERE (u.role = 'do') <> (u.undoes IS NULL))`,
  },
  {
    what: 'changes in the history that belong to no edit',
    sql: `SELECT
        (SELECT count(*) FROM tag_changes AS c WHERE NOT EXISTS (SELECT 1 FROM edits AS e WHERE e.id = c.edit_id))
      + (SELECT count(*) FROM photo_changes AS c WHERE NOT EXISTS (SELECT 1 FROM edits AS e WHERE e.id = c.edit_id))`,
  },
  {
    what: 'files behind a file that does not show them',
    sql: `SELECT count(*) FROM image_exif AS e INDEXED BY image_exif_stack
      LEFT JOIN image_exif AS c ON c.id = e.stack_cover_id
      WHERE e.stack_cover_id IS NOT NULL AND (c.id IS NULL OR c.presence = 2 OR c.stack_cover_id IS NOT NULL)`,
  },
  {
    what: 'silently changed files that are not in any library',
    sql: `SELECT count(*) FROM fixity_failures AS f
      WHERE NOT EXISTS (SELECT 1 FROM image_exif AS e WHERE e.id = f.location_id)`,
  },
  {
    what: 'older tags that may mean several photos, unnoticed',
    sql: `SELECT count(*) FROM ${unnotedSql} AND NOT EXISTS (SELECT 1 FROM image_exif AS c CROSS JOIN reconcile_locations AS q ON q.location_id = c.id
        WHERE c.rel_path = t.rel_path AND c.content_hash IS NOT NULL)`,
  },
  {
    what: 'photos of an ambiguous tag that is not on the list',
    sql: `SELECT count(*) FROM tag_ambiguity_photos AS p
      WHERE NOT EXISTS (SELECT 1 FROM tag_ambiguities AS a WHERE a.id = p.ambiguity_id)`,
  },
];

/** As the Health page shows it. */
export function selfCheck(db: ReadDb, nowMs: number): SelfCheck {
  return snapshot(db, () => {
    const startedAt = performance.now();
    const findings = selfCheckFindings(db);
    const photos = preparePluck(db, 'SELECT photos FROM totals').get() as number | undefined;
    return {
      checkedAtMs: nowMs,
      durationMs: Math.round(performance.now() - startedAt),
      photos: photos ?? 0,
      isSound: findings.length === 0,
      findings: findings.slice(0, maxFindings),
    };
  });
}

/** Every difference; an empty list when all is sound. For what must not exist, `kept` is 0. */
export function selfCheckFindings(db: ReadDb): SelfCheckFinding[] {
  return snapshot(db, () => [
    ...libraryFindings(db),
    ...tagFindings(db),
    ...totalFindings(db),
    ...editFindings(db),
    ...exceptions.flatMap(({ what, sql }) => different(what, 0, preparePluck(db, sql).get() as number)),
  ]);
}

function different(what: string, kept: number, counted: number): SelfCheckFinding[] {
  return kept === counted ? [] : [{ what, kept, counted }];
}

function libraryFindings(db: ReadDb): SelfCheckFinding[] {
  const kept = new Map(
    (
      prepareRaw(db, `SELECT library_id, ${libraryCountColumns.join(', ')} FROM library_counts`).all() as [
        number,
        ...number[],
      ][]
    ).map(([id, ...counts]) => [id, counts]),
  );
  const names = new Map(prepareRaw(db, 'SELECT id, name FROM libraries').all() as [number, string][]);
  return (prepareRaw(db, countedLibrariesSql).all() as [number, ...number[]][]).flatMap(([id, ...counted]) =>
    libraryCountColumns.flatMap((column, at) =>
      // A library without a row has no numbers at all, which is a difference too.
      different(`${libraryCountNames[column]} in “${names.get(id) ?? id}”`, kept.get(id)?.[at] ?? -1, counted[at] ?? 0),
    ),
  );
}

function tagFindings(db: ReadDb): SelfCheckFinding[] {
  const rows = prepare(
    db,
    `SELECT g.name, coalesce(k.photos, -1) AS kept, c.photos AS counted
     FROM (${countedTagsSql}) AS c CROSS JOIN tags AS g ON g.id = c.tag_id LEFT JOIN tag_counts AS k ON k.tag_id = c.tag_id
     WHERE k.photos IS NOT c.photos`,
  ).all() as { name: string; kept: number; counted: number }[];
  return rows.flatMap(({ name, kept, counted }) => different(`photos with the tag “${name}”`, kept, counted));
}

function totalFindings(db: ReadDb): SelfCheckFinding[] {
  interface Totals {
    readonly photos: number;
    readonly tagged: number;
  }
  const counted = prepare(db, countedTotalsSql).get() as Totals;
  const kept = (prepare(db, 'SELECT photos, tagged FROM totals').get() as Totals | undefined) ?? {
    photos: -1,
    tagged: -1,
  };
  return [
    ...different('photos in all libraries', kept.photos, counted.photos),
    ...different('photos with any tag', kept.tagged, counted.tagged),
  ];
}

/**
 * An edit has a row for each of its photos at least: more where it changed several copies of one, and where files that
 * were photos of their own then turned out to be copies since. Its parts may be all that it changed. Insights that were
 * purged leave none.
 */
export const countedEditsSql = `
  SELECT e.id, e.tag_name AS tagName, e.photo_count AS kept, count(c.edit_id) AS counted
  FROM edits AS e LEFT JOIN (
    SELECT edit_id, photo_id, iif(photo_id IS NULL, library_id, NULL), iif(photo_id IS NULL, rel_path, NULL)
    FROM tag_changes
    UNION SELECT edit_id, photo_id, iif(photo_id IS NULL, library_id, NULL), iif(photo_id IS NULL, rel_path, NULL)
    FROM photo_changes
    UNION SELECT c.edit_id, i.photo_id, iif(i.photo_id IS NULL, i.library_id, NULL), iif(i.photo_id IS NULL, i.rel_path, NULL)
    FROM insight_changes AS c CROSS JOIN photo_insights AS i ON i.id = c.chosen_id) AS c ON c.edit_id = e.id
  WHERE e.insight_id IS NULL GROUP BY e.id
  HAVING kept < counted OR (kept > 0 AND counted = 0 AND e.action NOT LIKE 'insights\\_%' ESCAPE '\\'
    AND NOT EXISTS (SELECT 1 FROM edits AS p CROSS JOIN tag_changes AS c ON c.edit_id = p.id WHERE p.part_of = e.id))`;

function editFindings(db: ReadDb): SelfCheckFinding[] {
  const rows = prepare(db, countedEditsSql).all() as { tagName: string | null; kept: number; counted: number }[];
  return rows.flatMap(({ tagName, kept, counted }) =>
    different(
      `photos of an edit of ${tagName === null ? 'photos' : `the tag “${tagName}”`} in the history`,
      kept,
      counted,
    ),
  );
}
