/** `tags`, the tree that they make, and how many photos bear each. */
import type { ListedTag, TagId, TagSummary } from '../../preload/contract/model.js';
import { LEVEL_SEPARATOR, typedLevels } from '../../preload/contract/tag-path.js';
import type { NamedTag } from '../../preload/contract/tag-path.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, prepareRaw, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { hasUnhashedTagRows, homeOfRow } from './leads-to.js';

/** In characters. */
const maxLevelLength = 100;
const maxNameLength = 500;

export interface TagRow {
  readonly id: TagId;
  readonly name: string;
}

/** A tag, or what a deleted one left: its name is free for another one. */
export interface FoundTag extends TagRow {
  readonly isDeleted: boolean;
}

const synonymsSql = `coalesce((SELECT json_group_array(s.name ORDER BY s.id) FROM tag_synonyms AS s
  WHERE s.tag_id = tags.id), '[]')`;

/** All tags with their other names, in the order in which they were made. */
export function namedTags(db: ReadDb): readonly (TagRow & NamedTag)[] {
  const rows = prepare(
    db,
    `SELECT id, name, ${synonymsSql} AS synonyms FROM tags WHERE deleted_at IS NULL ORDER BY id`,
  ).all() as (TagRow & { readonly synonyms: string })[];
  return rows.map(({ synonyms, ...tag }) => ({ ...tag, synonyms: JSON.parse(synonyms) as string[] }));
}

/** By name. Counts are of photos that have a file which is shown: not missing, and not behind the cover of a stack. */
export function listTags(db: ReadDb): ListedTag[] {
  const rows = prepare(
    db,
    `SELECT id, name, parent_id AS parentId, colour, hot_key AS hotKey,
       ${synonymsSql} AS synonyms,
       EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.tag_id = tags.id) AS isInUse
     FROM tags WHERE deleted_at IS NULL`,
  ).all() as (Omit<ListedTag, 'photoCount' | 'isInUse' | 'synonyms'> & {
    readonly isInUse: 0 | 1;
    readonly synonyms: string;
  })[];
  const counts = photoCounts(db);
  return rows
    .map(({ isInUse, synonyms, ...tag }) => ({
      ...tag,
      synonyms: JSON.parse(synonyms) as string[],
      photoCount: counts.get(tag.id) ?? 0,
      isInUse: isInUse === 1,
    }))
    .sort(byName);
}

/** These tags and all below them, each once; those that were deleted are not among them. */
export function withDescendants(db: ReadDb, tagIds: readonly TagId[]): TagId[] {
  return preparePluck(
    db,
    `WITH RECURSIVE below (id) AS (
       SELECT value FROM json_each(?)
       UNION SELECT t.id FROM below CROSS JOIN tags AS t INDEXED BY tags_parent
         ON t.parent_id = below.id AND t.parent_id IS NOT NULL AND t.deleted_at IS NULL)
     SELECT id FROM below`,
  ).all(idList(tagIds)) as TagId[];
}

/** Directly below a tag. */
export function childrenOf(db: ReadDb, tagId: TagId): TagRow[] {
  return prepare(
    db,
    `SELECT id, name FROM tags INDEXED BY tags_parent
     WHERE parent_id = ? AND parent_id IS NOT NULL AND deleted_at IS NULL ORDER BY id`,
  ).all(tagId) as TagRow[];
}

/** Null at the top. Of a deleted tag, the one that it stood below. */
export function parentIdOf(db: ReadDb, tagId: TagId): TagId | null {
  return (preparePluck(db, 'SELECT parent_id FROM tags WHERE id = ?').get(tagId) as TagId | null | undefined) ?? null;
}

/** The path of a level below a tag, or at the top. */
export function pathBelow(parent: TagRow | null, level: string): string {
  return parent === null ? level : `${parent.name}${LEVEL_SEPARATOR}${level}`;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return collator.compare(a.name, b.name) || (a.name < b.name ? -1 : Number(a.name > b.name));
}

/** Null when there is no such tag. */
export function getTag(db: ReadDb, id: TagId): TagSummary | null {
  const row = prepare(db, 'SELECT id, name FROM tags WHERE id = ? AND deleted_at IS NULL').get(id) as
    TagRow | undefined;
  return row === undefined ? null : { ...row, photoCount: photoCounts(db, [id]).get(id) ?? 0 };
}

/**
 * The tag of that name, or of that other name, made when there is none, with the tags above it. Names are compared without regard to case, in
 * every script. Throws an AppFailure `name_invalid` when a level of it is not 1 to 100 characters in one line.
 */
export function findOrCreateTag(db: WriteDb, name: string, nowMs: number): TagRow {
  // A name of before tags had levels may be no path.
  const asItIs = findTag(db, name.normalize('NFC').trim());
  if (asItIs?.isDeleted === false) return { id: asItIs.id, name: asItIs.name };
  return ensureLevels(db, cleanLevels(name), nowMs);
}

/** The tag of this path; those of its levels that are not there are made. */
export function ensureLevels(db: WriteDb, levels: readonly string[], nowMs: number): TagRow {
  // In a transaction, because what a statement that returns a row meets when it commits by itself is not told.
  return transaction(db, () => {
    let parent: TagRow | null = null;
    for (const level of levels) parent = ensureLevel(db, parent, level, nowMs);
    if (parent === null) throw new Error('A path of no levels');
    return parent;
  });
}

function ensureLevel(db: WriteDb, parent: TagRow | null, level: string, nowMs: number): TagRow {
  const path = pathBelow(parent, level);
  const found = findTag(db, path);
  if (found?.isDeleted !== false) {
    const meant = synonymHolder(db, level);
    if (meant !== null && (parent === null || parentIdOf(db, meant.id) === parent.id)) return meant;
  }
  if (found === null) {
    return prepare(db, 'INSERT INTO tags (name, parent_id, created_time) VALUES (?, ?, ?) RETURNING id, name').get(
      path,
      parent?.id ?? null,
      nowMs,
    ) as TagRow;
  }
  // Whoever makes a tag of the name of a deleted one gets that one again, without its photos.
  const name = found.isDeleted ? path : found.name;
  prepare(db, 'UPDATE tags SET name = ?, parent_id = ?, deleted_at = NULL WHERE id = ?').run(
    name,
    parent?.id ?? null,
    found.id,
  );
  return { id: found.id, name };
}

/** The tag that has this other name; null when none has. */
export function synonymHolder(db: ReadDb, name: string): TagRow | null {
  const key = foldName(name);
  const rows = prepare(
    db,
    'SELECT t.id, t.name, s.name AS synonym FROM tag_synonyms AS s CROSS JOIN tags AS t ON t.id = s.tag_id',
  ).all() as (TagRow & { readonly synonym: string })[];
  const found = rows.find(({ synonym }) => foldName(synonym) === key);
  return found === undefined ? null : { id: found.id, name: found.name };
}

/** The tag of that name, without regard to case, deleted or not; null when there never was one. */
export function findTag(db: ReadDb, name: string): FoundTag | null {
  const sameAscii = prepare(db, `${foundSql} WHERE name = ?`).get(name) as StoredTag | undefined;
  if (sameAscii !== undefined) return foundTag(sameAscii);
  // SQLite folds A to Z only; the rest is compared here. Tags are few.
  const key = foldName(name);
  const rows = prepare(db, `${foundSql} ORDER BY id`).all() as StoredTag[];
  const same = rows.find((row) => foldName(row.name) === key);
  return same === undefined ? null : foundTag(same);
}

const foundSql = 'SELECT id, name, deleted_at AS deletedAtMs FROM tags';

interface StoredTag extends TagRow {
  readonly deletedAtMs: number | null;
}

function foundTag({ id, name, deletedAtMs }: StoredTag): FoundTag {
  return { id, name, isDeleted: deletedAtMs !== null };
}

/** Throws an AppFailure `not_found` for a tag that was deleted, or never was. */
export function livingTag(db: ReadDb, id: TagId): TagSummary {
  const tag = getTag(db, id);
  if (tag === null) throw new AppFailure('not_found', 'This tag is not there any more.', { tagId: id });
  return tag;
}

/** Throws an AppFailure `name_invalid`. */
export function cleanLevels(name: string): readonly string[] {
  const levels = typedLevels(name.normalize('NFC'));
  const isLong = (text: string, most: number): boolean => Array.from(text).length > most;
  if (
    levels.length === 0 ||
    levels.some((level) => isLong(level, maxLevelLength) || /[\p{Cc}\u2028\u2029]/u.test(level)) ||
    isLong(levels.join(LEVEL_SEPARATOR), maxNameLength)
  ) {
    throw new AppFailure(
      'name_invalid',
      `A tag needs a name of 1 to ${maxLevelLength} characters in one line, and at most ${maxNameLength} with the tags above it.`,
      { name },
    );
  }
  return levels;
}

/** By way of upper case, so that “Straße” and “STRASSE” are one; the Turkish dotless ı stays a letter of its own. */
export function foldName(name: string): string {
  return name
    .split('ı')
    .map((part) => part.toUpperCase().toLowerCase())
    .join('ı')
    .normalize('NFC');
}

/** For all tags, or for those asked for. */
export function photoCounts(db: ReadDb, tagIds?: readonly TagId[]): ReadonlyMap<TagId, number> {
  const ids = tagIds === undefined ? null : idList(tagIds);
  const hashed = (
    ids === null
      ? prepareRaw(db, 'SELECT tag_id, photos FROM tag_counts').all()
      : prepareRaw(
          db,
          `SELECT c.tag_id, c.photos FROM json_each(?) AS wanted CROSS JOIN tag_counts AS c ON c.tag_id = wanted.value`,
        ).all(ids)
  ) as [TagId, number][];
  const counts = new Map(hashed);
  for (const { tagId, photos } of unhashedCounts(db)) {
    const count = counts.get(tagId);
    if (count !== undefined) counts.set(tagId, count + photos);
  }
  return counts;
}

/** Photos that bear a tag only through rows that have no hash yet. */
function unhashedCounts(db: ReadDb): { tagId: TagId; photos: number }[] {
  if (!hasUnhashedTagRows(db)) return [];
  return prepare(
    db,
    `SELECT t.tag_id AS tagId, count(DISTINCT coalesce(e.photo_id, -e.id)) AS photos
     FROM tagged_photo AS t INDEXED BY tagged_photo_unhashed
     CROSS JOIN image_exif AS e ON e.id = ${homeOfRow('t')}
     WHERE t.content_hash IS NULL AND t.copy_of IS NULL AND e.presence < 2 AND e.stack_cover_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM tagged_photo AS h WHERE h.photo_id = e.photo_id AND h.tag_id = t.tag_id)
     GROUP BY t.tag_id`,
  ).all() as { tagId: TagId; photos: number }[];
}
