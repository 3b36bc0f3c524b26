/** All tags at once: as a file would have them, and what an import of a file does. */
import type { EditId, TagId, VocabularyEntry, VocabularyPreview } from '../../preload/contract/model.js';
import { levelsOf } from '../../preload/contract/tag-path.js';
import type { WrittenTag } from '../core/vocabulary.js';
import { prepare, preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { changeDetails, detailsOf, freeNames, recordDetails } from './tag-details.js';
import type { TagBefore, WantedDetails } from './tag-details.js';
import { findOrCreateTag, listTags } from './tags.js';

export function writtenTags(db: ReadDb): readonly WrittenTag[] {
  return listTags(db).map(({ name, synonyms, colour, hotKey, photoCount }) => ({
    name,
    synonyms,
    colour,
    hotKey,
    photoCount,
  }));
}

function livingTags(db: ReadDb): ReadonlyMap<TagId, string> {
  const rows = prepare(db, 'SELECT id, name FROM tags WHERE deleted_at IS NULL').all() as { id: TagId; name: string }[];
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What a tag lacks of what the file says. What it has stays: a file must not take away what a person gave. */
function lacking(db: ReadDb, tagId: TagId, { synonyms, colour, hotKey }: VocabularyEntry): WantedDetails {
  const own = detailsOf(db, tagId);
  const known = new Set(own.synonyms.map((name) => name.toLocaleLowerCase()));
  const more = freeNames(
    db,
    tagId,
    synonyms.filter((name) => !known.has(name.toLocaleLowerCase()) && levelsOf(name).length === 1),
  );
  const isKeyFree =
    hotKey !== null && preparePluck(db, 'SELECT 1 FROM tags WHERE hot_key = ?').get(hotKey) === undefined;
  return {
    ...(more.length === 0 ? {} : { synonyms: [...own.synonyms, ...more] }),
    ...(own.colour === null && colour !== null ? { colour } : {}),
    ...(own.hotKey === null && isKeyFree ? { hotKey } : {}),
  };
}

interface Imported {
  /** Uppermost first. */
  readonly made: readonly TagId[];
  readonly changed: readonly TagId[];
  readonly before: readonly TagBefore[];
  readonly entryTags: ReadonlySet<TagId>;
}

function apply(db: WriteDb, entries: readonly VocabularyEntry[], nowMs: number): Imported {
  const there = livingTags(db);
  const pairs = entries.map((entry) => ({ entry, tagId: findOrCreateTag(db, entry.name, nowMs).id }));
  const now = livingTags(db);
  const depthOf = (id: TagId): number => levelsOf(now.get(id) ?? '').length;
  const made = [...now.keys()].filter((id) => !there.has(id)).sort((a, b) => depthOf(a) - depthOf(b) || a - b);
  const isMade = new Set(made);
  const changes: TagBefore[] = [];
  for (const { entry, tagId } of pairs) {
    const before = changeDetails(db, tagId, lacking(db, tagId, entry));
    // A new tag goes as a whole when the import is taken back.
    if (!isMade.has(tagId)) changes.push(...before);
  }
  return {
    made,
    changed: [...new Set(changes.map(({ tagId }) => tagId))],
    before: [
      ...made.map((tagId): TagBefore => ({ tagId, isThere: false, synonyms: [], colour: null, hotKey: null })),
      ...changes,
    ],
    entryTags: new Set(pairs.map(({ tagId }) => tagId)),
  };
}

/**
 * Makes the tags that are not there and gives known ones what they lack, as one edit; null when all is so already. Throws an
 * AppFailure `name_invalid`.
 */
export function importVocabulary(db: WriteDb, entries: readonly VocabularyEntry[], nowMs: number): EditId | null {
  return transaction(db, () => {
    const { made, before } = apply(db, entries, nowMs);
    const tagId = made[0] ?? before[0]?.tagId;
    if (tagId === undefined) return null;
    return recordDetails(db, { action: 'tags_imported', madeBy: 'import', tagId, nowMs }, before);
  });
}

class Preview extends Error {
  readonly found: Pick<VocabularyPreview, 'newTags' | 'changedTags' | 'unchanged'>;

  constructor(found: Preview['found']) {
    super('Not an error: what was tried is taken back');
    this.found = found;
  }
}

/** Does it and takes it back: what is said beforehand is what happens. */
export function previewVocabulary(db: WriteDb, entries: readonly VocabularyEntry[], nowMs: number): Preview['found'] {
  try {
    return transaction(db, () => {
      const { made, changed, entryTags } = apply(db, entries, nowMs);
      const names = livingTags(db);
      const nameOf = (id: TagId): string => names.get(id) ?? '';
      const touched = new Set([...made, ...changed]);
      throw new Preview({
        newTags: made.map(nameOf),
        changedTags: changed.map(nameOf),
        unchanged: [...entryTags].filter((id) => !touched.has(id)).length,
      });
    });
  } catch (error) {
    if (error instanceof Preview) return error.found;
    throw error;
  }
}
