/** What a tag has beside its name and place: other names, a colour, a key. Each change is an edit and can be taken back. */
import type { EditId, TagId } from '../../preload/contract/model.js';
import type { HotKey, TagColour } from '../../preload/contract/tag-details.js';
import { lastLevelOf } from '../../preload/contract/tag-path.js';
import { AppFailure } from '../db/failure.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { countPhotos, recordEdit } from './edits.js';
import type { NewEdit } from './edits.js';
import { childrenOf, cleanLevels, foldName, getTag, livingTag, synonymHolder } from './tags.js';

export interface TagDetails {
  readonly synonyms: readonly string[];
  readonly colour: TagColour | null;
  readonly hotKey: HotKey | null;
}

/** What is to change; the rest stays. */
export type WantedDetails = Partial<TagDetails>;

/** As a tag was before an edit; what the edit did not change is left out. */
export interface TagBefore extends WantedDetails {
  readonly tagId: TagId;
  /** It was there. */
  readonly isThere?: boolean;
}

export function detailsOf(db: ReadDb, tagId: TagId): TagDetails {
  const row = prepare(db, 'SELECT colour, hot_key AS hotKey FROM tags WHERE id = ?').get(tagId) as Omit<
    TagDetails,
    'synonyms'
  >;
  const synonyms = preparePluck(db, 'SELECT name FROM tag_synonyms WHERE tag_id = ? ORDER BY id').all(
    tagId,
  ) as string[];
  return { ...row, synonyms };
}

/**
 * Null when all is so already. A key that another tag has goes over to this one. Throws an AppFailure `not_found`,
 * `name_invalid`, or `name_taken` for a name that a tag has already.
 */
export function describeTag(
  db: WriteDb,
  tagId: TagId,
  wanted: WantedDetails,
  by: Pick<NewEdit, 'nowMs'>,
): EditId | null {
  return transaction(db, () => {
    livingTag(db, tagId);
    const synonyms = wanted.synonyms === undefined ? undefined : cleanSynonyms(db, tagId, wanted.synonyms);
    const before = changeDetails(db, tagId, { ...wanted, ...(synonyms === undefined ? {} : { synonyms }) });
    if (before.length === 0) return null;
    return recordDetails(db, { action: 'tag_described', madeBy: 'user', tagId, nowMs: by.nowMs }, before);
  });
}

export function recordDetails(db: WriteDb, edit: NewEdit, before: readonly TagBefore[]): EditId {
  const id = recordEdit(db, { ...edit, tagsBefore: JSON.stringify(before) });
  countPhotos(db, id);
  return id;
}

/** Sets what is wanted and answers what was other before, of other tags too. */
export function changeDetails(db: WriteDb, tagId: TagId, wanted: WantedDetails): readonly TagBefore[] {
  const current = detailsOf(db, tagId);
  const before: { tagId: TagId; synonyms?: readonly string[]; colour?: TagColour | null; hotKey?: HotKey | null } = {
    tagId,
  };
  const others: TagBefore[] = [];
  const { synonyms, colour, hotKey } = wanted;
  if (colour !== undefined && colour !== current.colour) {
    before.colour = current.colour;
    prepare(db, 'UPDATE tags SET colour = ? WHERE id = ?').run(colour, tagId);
  }
  if (hotKey !== undefined && hotKey !== current.hotKey) {
    before.hotKey = current.hotKey;
    const taken = preparePluck(db, 'UPDATE tags SET hot_key = NULL WHERE hot_key = ? RETURNING id').all(
      hotKey,
    ) as TagId[];
    others.push(...taken.map((id) => ({ tagId: id, hotKey })));
    prepare(db, 'UPDATE tags SET hot_key = ? WHERE id = ?').run(hotKey, tagId);
  }
  if (synonyms !== undefined && JSON.stringify(synonyms) !== JSON.stringify(current.synonyms)) {
    before.synonyms = current.synonyms;
    setSynonyms(db, tagId, synonyms);
  }
  return Object.keys(before).length === 1 ? others : [before, ...others];
}

function setSynonyms(db: WriteDb, tagId: TagId, synonyms: readonly string[]): void {
  prepare(db, 'DELETE FROM tag_synonyms WHERE tag_id = ?').run(tagId);
  const insert = prepare(db, 'INSERT INTO tag_synonyms (tag_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING');
  for (const name of synonyms) insert.run(tagId, name);
}

/** The tag that has this name, or is called so on its own level; another one than `tagId`. */
function holderOf(db: ReadDb, tagId: TagId, name: string): { readonly id: TagId; readonly name: string } | null {
  const bySynonym = synonymHolder(db, name);
  if (bySynonym !== null && bySynonym.id !== tagId) return bySynonym;
  const key = foldName(name);
  const tags = prepare(db, 'SELECT id, name FROM tags WHERE deleted_at IS NULL ORDER BY id').all() as {
    id: TagId;
    name: string;
  }[];
  return tags.find((tag) => foldName(tag.name) === key || foldName(lastLevelOf(tag.name)) === key) ?? null;
}

/** Each once, of one level, and nobody else's. */
function cleanSynonyms(db: ReadDb, tagId: TagId, names: readonly string[]): readonly string[] {
  const clean = new Map<string, string>();
  for (const typed of names.filter((name) => name.trim() !== '')) {
    const levels = cleanLevels(typed);
    const [name = ''] = levels;
    if (levels.length !== 1) {
      throw new AppFailure('name_invalid', `“${typed.trim()}” cannot be another name: it has a / in it.`, {
        name: typed,
      });
    }
    const holder = holderOf(db, tagId, name);
    if (holder !== null) {
      throw new AppFailure('name_taken', `“${name}” is a name of the tag “${holder.name}” already.`, {
        tagId: holder.id,
        name: holder.name,
      });
    }
    if (!clean.has(foldName(name))) clean.set(foldName(name), name);
  }
  return [...clean.values()];
}

/** Of these names, those that no tag has. */
export function freeNames(db: ReadDb, tagId: TagId, names: readonly string[]): readonly string[] {
  return names.filter((name) => holderOf(db, tagId, name) === null);
}

/** A tag that goes leaves its other names and its key to whoever wants them. */
export function clearDetails(db: WriteDb, tagId: TagId): readonly TagBefore[] {
  return changeDetails(db, tagId, { synonyms: [], hotKey: null });
}

/** What `tags_before` of an edit says. */
export function tagsBefore(db: ReadDb, editId: EditId): readonly TagBefore[] {
  const json = preparePluck(db, 'SELECT tags_before FROM edits WHERE id = ?').get(editId) as string | null;
  return json === null ? [] : (JSON.parse(json) as TagBefore[]);
}

/**
 * Makes tags what they were before an edit, as far as nothing stands in the way: a name or a key that another tag has since
 * stays with that one, and a tag that photos bear, or others stand below, is not taken away. Answers what they were until
 * now. `revive` brings a deleted tag back.
 */
export function restoreDetails(
  db: WriteDb,
  list: readonly TagBefore[],
  nowMs: number,
  revive: (tagId: TagId) => void,
): readonly TagBefore[] {
  const were = list.map(({ tagId, synonyms, colour, hotKey, isThere }): TagBefore => {
    const current = detailsOf(db, tagId);
    return {
      tagId,
      ...(synonyms === undefined ? {} : { synonyms: current.synonyms }),
      ...(colour === undefined ? {} : { colour: current.colour }),
      ...(hotKey === undefined ? {} : { hotKey: current.hotKey }),
      ...(isThere === undefined ? {} : { isThere: getTag(db, tagId) !== null }),
    };
  });
  // All give up what they have before any of them takes it.
  for (const { tagId, synonyms, hotKey } of list) {
    changeDetails(db, tagId, {
      ...(synonyms === undefined ? {} : { synonyms: [] }),
      ...(hotKey === undefined ? {} : { hotKey: null }),
    });
  }
  for (const { tagId, isThere } of list) if (isThere === true) revive(tagId);
  for (const { tagId, synonyms, colour, hotKey } of list) {
    if (getTag(db, tagId) === null) continue;
    const isKeyFree =
      hotKey === undefined ||
      hotKey === null ||
      preparePluck(db, 'SELECT 1 FROM tags WHERE hot_key = ?').get(hotKey) === undefined;
    changeDetails(db, tagId, {
      ...(synonyms === undefined ? {} : { synonyms: freeNames(db, tagId, synonyms) }),
      ...(colour === undefined ? {} : { colour }),
      ...(hotKey === undefined || !isKeyFree ? {} : { hotKey }),
    });
  }
  // What was made last stands lowest.
  for (const { tagId, isThere } of [...list].reverse()) if (isThere === false) takeUnused(db, tagId, nowMs);
  return were;
}

function takeUnused(db: WriteDb, tagId: TagId, nowMs: number): void {
  const isBorne = preparePluck(db, 'SELECT 1 FROM tagged_photo WHERE tag_id = ? LIMIT 1').get(tagId) !== undefined;
  if (isBorne || childrenOf(db, tagId).length > 0) return;
  clearDetails(db, tagId);
  prepare(db, 'UPDATE tags SET deleted_at = ? WHERE id = ?').run(nowMs, tagId);
}
