/** Keywords inside files (`embedded_texts`) as tags that they could be. Nothing of it happens by itself. */
import type { EmbeddedField, FileKeyword, LocationId, TagId } from '../../preload/contract/model.js';
import { LEVEL_SEPARATOR, levelsOf } from '../../preload/contract/tag-path.js';
import { tagNameOf } from '../core/file-keywords.js';
import { preparePluck, prepareRaw, snapshot, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { asOneChange, tagLocations } from './tagged-photo.js';
import type { TagChange } from './tagged-photo.js';
import { findOrCreateTag, findTag, foldName } from './tags.js';

const mostKeywords = 5000;

/** By photo: the hash leads to the texts without going through those of others. */
const keywordsSql = `
  SELECT e.id, k.field, k.text
  FROM json_each(?) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
  CROSS JOIN embedded_texts AS k ON k.content_hash = e.content_hash
  WHERE k.field IN ('keyword', 'keyword_path')`;

interface Found {
  readonly name: string;
  readonly locations: Set<LocationId>;
}

/** By the folded name of the tag; a name in several writings is one. */
function keywordsOf(db: ReadDb, locationIds: readonly LocationId[]): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  /** A keyword is written in thousands of files. */
  const keys = new Map<string, Found | null>();
  const rows = prepareRaw(db, keywordsSql).iterate(idList(locationIds)) as IterableIterator<
    [LocationId, EmbeddedField, string]
  >;
  for (const [id, field, text] of rows) {
    const written = `${field} ${text}`;
    let entry = keys.get(written);
    if (entry === undefined) {
      const name = tagNameOf(field, text);
      const key = name === null ? null : foldName(name);
      entry = key === null || name === null ? null : (found.get(key) ?? { name, locations: new Set() });
      keys.set(written, entry);
      if (key !== null && entry !== null) found.set(key, entry);
    }
    entry?.locations.add(id);
  }
  return found;
}

/** Those of most photos first. */
export function fileKeywords(db: ReadDb, locationIds: readonly LocationId[]): readonly FileKeyword[] {
  return snapshot(db, () => {
    const all = [...keywordsOf(db, locationIds).values()]
      .sort((a, b) => b.locations.size - a.locations.size || (a.name < b.name ? -1 : 1))
      .slice(0, mostKeywords);
    const parts = new Set(all.flatMap(({ name }) => partsOf(name)).map(foldName));
    return all.map(({ name, locations }) => {
      const tag = findTag(db, name);
      return {
        name,
        photoCount: locations.size,
        borneCount: tag === null || tag.isDeleted ? 0 : countBearing(db, [...locations], tag.id),
        isPath: levelsOf(name).length > 1,
        isPartOfPath: parts.has(foldName(name)),
      };
    });
  });
}

/** What a path says besides: each of its levels by itself, and the paths that lead to it. */
function partsOf(name: string): readonly string[] {
  const levels = levelsOf(name);
  if (levels.length === 1) return [];
  return [...levels, ...levels.slice(1).map((_, at) => levels.slice(0, at + 1).join(LEVEL_SEPARATOR))];
}

function countBearing(db: ReadDb, locationIds: readonly LocationId[], tagId: TagId): number {
  return preparePluck(
    db,
    `SELECT count(*) FROM json_each(@ids) AS wanted CROSS JOIN image_exif AS e ON e.id = wanted.value
     WHERE EXISTS (SELECT 1 FROM tagged_photo AS t WHERE t.photo_id = e.photo_id AND t.tag_id = @tagId)`,
  ).get({ ids: idList(locationIds), tagId }) as number;
}

/**
 * Gives the tags of these names to those of the photos whose files hold such a keyword: one edit, made by `import`. Throws an
 * AppFailure `name_invalid`.
 */
export function takeKeywords(
  db: WriteDb,
  locationIds: readonly LocationId[],
  names: readonly string[],
  nowMs: number,
): TagChange {
  return transaction(db, () => {
    const found = keywordsOf(db, locationIds);
    const wanted = [...new Set(names.map(foldName))].flatMap((key) => found.get(key) ?? []);
    return asOneChange(
      db,
      wanted.map(({ name, locations }) =>
        tagLocations(db, [...locations], findOrCreateTag(db, name, nowMs).id, nowMs, 'import'),
      ),
    );
  });
}
