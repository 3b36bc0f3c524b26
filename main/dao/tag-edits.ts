/** Edits of tags themselves: their names, and whether they are. Each is one transaction and can be taken back. */
import type { EditId, TagEditPreview, TagId } from '../../preload/contract/model.js';
import { AppFailure } from '../db/failure.js';
import { prepare, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { idList } from './columns.js';
import { countPhotos, joinEdits, recordEdit } from './edits.js';
import type { NewEdit } from './edits.js';
import { giveTaken } from './give-and-take.js';
import { homeOfRow } from './leads-to.js';
import { cleanTagName, findTag, getTag, livingTag } from './tags.js';

export type EditContext = Pick<NewEdit, 'role' | 'nowMs'>;

/**
 * Null when that is its name already. Throws an AppFailure `not_found`, `name_invalid`, or `name_taken` with `tagId` and
 * `name` of the tag that has it.
 */
export function renameTag(
  db: WriteDb,
  { tagId, undoes = null }: TagStep,
  wanted: string,
  { role, nowMs }: EditContext,
): EditId | null {
  return transaction(db, () => {
    const tag = livingTag(db, tagId);
    const name = cleanTagName(wanted);
    if (name === tag.name && undoes === null) return null;
    clearName(db, tagId, name);
    const id = recordEdit(db, { ...roleOf(role), nowMs, action: 'tag_renamed', tagId, undoes, otherName: name });
    prepare(db, 'UPDATE tags SET name = ? WHERE id = ?').run(name, tagId);
    countPhotos(db, id);
    return id;
  });
}

/** A name that only a deleted tag bears is free: that one gives way. */
function clearName(db: WriteDb, tagId: TagId, name: string): void {
  const holder = findTag(db, name);
  if (holder === null || holder.id === tagId) return;
  if (holder.isDeleted) {
    prepare(db, "UPDATE tags SET name = name || ' (' || id || ', deleted)' WHERE id = ?").run(holder.id);
    return;
  }
  throw new AppFailure('name_taken', `There is a tag “${holder.name}” already. To make them one, merge them.`, {
    tagId: holder.id,
    name: holder.name,
  });
}

/** A tag of an edit of several, and which former edit of it this one takes back. */
export interface TagStep {
  readonly tagId: TagId;
  readonly undoes?: EditId | null;
  /** Of a merge: what was given to the other tag, and taken from it since. */
  readonly partUndoes?: EditId | null;
}

/**
 * Takes tags off all photos, those without any file too, and out of every list: one edit. The last one stands for all of
 * them in the history. Throws an AppFailure `not_found`.
 */
export function deleteTags(db: WriteDb, steps: readonly TagStep[], { role, nowMs }: EditContext): EditId {
  return transaction(db, () =>
    asOne(db, steps, ({ tagId, undoes }) => {
      livingTag(db, tagId);
      const id = recordEdit(db, { ...roleOf(role), nowMs, action: 'tag_deleted', tagId, undoes: undoes ?? null });
      takeWholeTag(db, id, tagId, nowMs);
      return id;
    }),
  );
}

/** All photos with one of these tags bear another one instead. Throws an AppFailure `not_found` or `edit_impossible`. */
export function mergeTags(db: WriteDb, steps: readonly TagStep[], intoId: TagId, { role, nowMs }: EditContext): EditId {
  return transaction(db, () => {
    const into = livingTag(db, intoId);
    return asOne(db, steps, ({ tagId, undoes, partUndoes }) => {
      const { name } = livingTag(db, tagId);
      if (tagId === intoId) {
        throw new AppFailure('edit_impossible', `“${name}” cannot be merged into itself.`, { tagId });
      }
      const by = { ...roleOf(role), nowMs };
      // The part comes first: undo takes the last edit, and with it its parts.
      const part = recordEdit(db, { ...by, action: 'tag_added', tagId: intoId, undoes: partUndoes ?? null });
      const other = { otherTagId: intoId, otherName: into.name };
      const id = recordEdit(db, { ...by, ...other, action: 'tag_merged', tagId, undoes: undoes ?? null });
      joinEdits(db, part, id);
      takeWholeTag(db, id, tagId, nowMs);
      giveTaken(db, id, part, intoId, true);
      countPhotos(db, part);
      return id;
    });
  });
}

function roleOf(role: NewEdit['role']): Pick<NewEdit, 'role' | 'madeBy'> {
  return { madeBy: 'user', ...(role === undefined ? {} : { role }) };
}

function asOne(db: WriteDb, steps: readonly TagStep[], run: (step: TagStep) => EditId): EditId {
  const ids = steps.map(run);
  const whole = ids.at(-1);
  if (whole === undefined) throw new Error('An edit of no tags');
  for (const id of ids) if (id !== whole) joinEdits(db, id, whole);
  return whole;
}

const writeWholeLossSql = `
  INSERT INTO tag_changes (edit_id, photo_id, library_id, rel_path, is_copy, is_added, tagged_at)
  SELECT @editId, photo, library, path, is_copy, 0, min(since) FROM (
    SELECT t.photo_id AS photo, t.library_id AS library, t.rel_path AS path, 0 AS is_copy, t.created_time AS since
    FROM tagged_photo AS t WHERE t.tag_id = @tagId AND t.copy_of IS NULL AND t.photo_id IS NOT NULL
    UNION ALL
    SELECT p.id, t.library_id, t.rel_path, 1, t.created_time
    FROM tagged_photo AS t CROSS JOIN photos AS p ON p.content_hash = t.copy_of
    WHERE t.tag_id = @tagId AND t.copy_of IS NOT NULL
    UNION ALL
    SELECT e.photo_id, coalesce(e.library_id, t.library_id), t.rel_path, 0, t.created_time
    FROM tagged_photo AS t LEFT JOIN image_exif AS e ON e.id = ${homeOfRow('t')}
    WHERE t.tag_id = @tagId AND t.copy_of IS NULL AND t.photo_id IS NULL)
  GROUP BY photo, is_copy, iif(photo IS NULL OR is_copy = 1, library, NULL), iif(photo IS NULL OR is_copy = 1, path, NULL)`;

/** Every row of the tag goes, written down with its place; what was asked about it is answered. */
function takeWholeTag(db: WriteDb, editId: EditId, tagId: TagId, nowMs: number): void {
  prepare(db, writeWholeLossSql).run({ editId, tagId });
  prepare(db, 'DELETE FROM tagged_photo WHERE tag_id = ?').run(tagId);
  prepare(db, 'UPDATE tags SET deleted_at = ? WHERE id = ?').run(nowMs, tagId);
  prepare(
    db,
    'UPDATE tag_ambiguities SET settled_at = @nowMs, settled_by = @editId WHERE tag_id = @tagId AND settled_at IS NULL',
  ).run({ nowMs, editId, tagId });
  countPhotos(db, editId);
}

/** A deleted tag is one again, by the name it had; nothing where it is one. Throws an AppFailure `edit_impossible` when another one has that now. */
export function reviveTag(db: WriteDb, tagId: TagId, name: string): void {
  if (getTag(db, tagId) !== null) return;
  const holder = findTag(db, name);
  if (holder !== null && holder.id !== tagId && holder.isDeleted) clearName(db, tagId, name);
  else if (holder !== null && holder.id !== tagId) {
    throw new AppFailure(
      'edit_impossible',
      `Another tag is called “${holder.name}” now. Rename that one first, then take this back.`,
      { tagId: holder.id },
    );
  }
  prepare(db, 'UPDATE tags SET name = ?, deleted_at = NULL WHERE id = ?').run(name, tagId);
}

/** What deleting tags, or merging them into another one, would do. */
export function tagEditPreview(db: ReadDb, tagIds: readonly TagId[], intoId: TagId | null): TagEditPreview {
  return prepare(
    db,
    `WITH wanted AS MATERIALIZED (SELECT value AS tag_id FROM json_each(@tagIds)),
       bearing AS MATERIALIZED (
         SELECT DISTINCT t.photo_id, iif(t.photo_id IS NULL, t.library_id, NULL) AS library_id,
           iif(t.photo_id IS NULL, t.rel_path, NULL) AS rel_path
         FROM wanted CROSS JOIN tagged_photo AS t ON t.tag_id = wanted.tag_id)
     SELECT count(*) AS photos,
       count(*) FILTER (WHERE EXISTS (SELECT 1 FROM tagged_photo AS o
         WHERE o.photo_id = b.photo_id AND o.tag_id = @intoId)) AS withBoth,
       count(*) FILTER (WHERE iif(b.photo_id IS NOT NULL,
         NOT EXISTS (SELECT 1 FROM tagged_photo AS o
           WHERE o.photo_id = b.photo_id AND o.tag_id NOT IN (SELECT tag_id FROM wanted)),
         NOT EXISTS (SELECT 1 FROM tagged_photo AS o WHERE o.content_hash IS NULL AND o.rel_path = b.rel_path
           AND o.library_id IS b.library_id AND o.tag_id NOT IN (SELECT tag_id FROM wanted)))) AS withoutOther
     FROM bearing AS b`,
  ).get({ tagIds: idList(tagIds), intoId }) as TagEditPreview;
}
