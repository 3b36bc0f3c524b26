/** How many photos bear a tag or one below it, each counted once. */
import type { TagId, TagTotal } from '../../preload/contract/model.js';
import { prepare, preparePluck, snapshot } from '../db/open.js';
import type { ReadDb } from '../db/open.js';
import { hasUnhashedTagRows, homeOfRow } from './leads-to.js';

interface TreeTag {
  readonly id: TagId;
  readonly parentId: TagId | null;
  /** Of `tag_counts`: the photos are the same as long as this is. */
  readonly changes: number;
}

const photosOfTagSql = `
  SELECT DISTINCT t.photo_id FROM tagged_photo AS t WHERE t.tag_id = ? AND t.photo_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM image_exif AS e WHERE e.photo_id = t.photo_id AND e.presence < 2 AND e.stack_cover_id IS NULL)`;

/**
 * Remembers the photos of each tag as long as they stay the same, four bytes each, so that a change costs what changed:
 * counting the union of a million rows anew takes a second.
 */
export class TagTotals {
  readonly #db: ReadDb;
  #known = new Map<TagId, { readonly changes: number; readonly photos: Int32Array }>();

  constructor(db: ReadDb) {
    this.#db = db;
  }

  /** Of tags that have some below them. */
  now(): readonly TagTotal[] {
    return snapshot(this.#db, () => this.#count());
  }

  #count(): readonly TagTotal[] {
    const tags = treeTags(this.#db);
    this.#known = new Map(tags.map((tag) => [tag.id, this.#photosOf(tag)]));
    const unhashed = unhashedPhotos(this.#db);
    const below = new Map<TagId, TagId[]>();
    for (const { id, parentId } of tags) {
      if (parentId !== null) below.set(parentId, [...(below.get(parentId) ?? []), id]);
    }
    const seen = new Seen();
    return tags
      .filter(({ id }) => below.has(id))
      .map(({ id }) => {
        seen.clear();
        const open = [id];
        for (let tagId = open.pop(); tagId !== undefined; tagId = open.pop()) {
          seen.add(this.#known.get(tagId)?.photos ?? []);
          seen.add(unhashed.get(tagId) ?? []);
          open.push(...(below.get(tagId) ?? []));
        }
        return { tagId: id, photoCount: seen.count };
      });
  }

  #photosOf({ id, changes }: TreeTag): { readonly changes: number; readonly photos: Int32Array } {
    const known = this.#known.get(id);
    if (known?.changes === changes) return known;
    return { changes, photos: Int32Array.from(preparePluck(this.#db, photosOfTagSql).all(id) as number[]) };
  }
}

/** Numbers, each counted once; negative ones are of files without a hash. */
class Seen {
  #turn = 0;
  #marks = new Int32Array(1024);
  readonly #others = new Set<number>();
  count = 0;

  clear(): void {
    this.#turn += 1;
    this.#others.clear();
    this.count = 0;
  }

  add(numbers: Iterable<number>): void {
    for (const number of numbers) {
      if (number < 0) {
        if (this.#others.has(number)) continue;
        this.#others.add(number);
      } else {
        if (number >= this.#marks.length) this.#grow(number);
        if (this.#marks[number] === this.#turn) continue;
        this.#marks[number] = this.#turn;
      }
      this.count += 1;
    }
  }

  #grow(number: number): void {
    const marks = new Int32Array(Math.max(number + 1, this.#marks.length * 2));
    marks.set(this.#marks);
    this.#marks = marks;
  }
}

/** Those that stand below another one, or have some below them. */
function treeTags(db: ReadDb): readonly TreeTag[] {
  return prepare(
    db,
    `SELECT g.id, g.parent_id AS parentId, coalesce(c.changes, 0) AS changes
     FROM tags AS g LEFT JOIN tag_counts AS c ON c.tag_id = g.id
     WHERE g.deleted_at IS NULL AND (g.parent_id IS NOT NULL OR EXISTS (
       SELECT 1 FROM tags AS t INDEXED BY tags_parent WHERE t.parent_id = g.id AND t.parent_id IS NOT NULL AND t.deleted_at IS NULL))`,
  ).all() as TreeTag[];
}

/** Photos that bear tags by rows without a hash. */
function unhashedPhotos(db: ReadDb): ReadonlyMap<TagId, readonly number[]> {
  const photos = new Map<TagId, number[]>();
  if (!hasUnhashedTagRows(db)) return photos;
  const rows = prepare(
    db,
    `SELECT DISTINCT t.tag_id AS tagId, coalesce(e.photo_id, -e.id) AS photo
     FROM tagged_photo AS t INDEXED BY tagged_photo_unhashed CROSS JOIN image_exif AS e ON e.id = ${homeOfRow('t')}
     WHERE t.content_hash IS NULL AND t.copy_of IS NULL AND e.presence < 2 AND e.stack_cover_id IS NULL`,
  ).all() as { readonly tagId: TagId; readonly photo: number }[];
  for (const { tagId, photo } of rows) {
    const known = photos.get(tagId);
    if (known === undefined) photos.set(tagId, [photo]);
    else known.push(photo);
  }
  return photos;
}
