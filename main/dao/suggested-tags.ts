/** Taking the tags that insights suggest: nothing of it happens by itself. */
import type { FaceId, LocationId, PersonId, TagId } from '../../preload/contract/model.js';
import { tagMeantBy } from '../../preload/contract/tag-path.js';
import { prepare, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { confirmFaces } from './people.js';
import { suggestedPeople } from './people-list.js';
import { currentSuggestions } from './photo-insights.js';
import { asOneChange, tagLocations } from './tagged-photo.js';
import type { TagChange } from './tagged-photo.js';
import { findOrCreateTag, foldName } from './tags.js';
import type { TagRow } from './tags.js';

/**
 * Gives each of these photos what its current insight suggests and nobody dismissed, and the names of people whom faces on it
 * look like: one edit, the user's.
 */
export function acceptSuggestedTags(db: WriteDb, locationIds: readonly LocationId[], nowMs: number): TagChange {
  return transaction(db, () => {
    const wanted = new Map<string, { readonly name: string; readonly ids: LocationId[] }>();
    for (const [id, tags] of currentSuggestions(db, locationIds, nowMs)) {
      for (const { name } of tags) {
        const key = foldName(name);
        const entry = wanted.get(key) ?? { name, ids: [] };
        entry.ids.push(id);
        wanted.set(key, entry);
      }
    }
    const known = livingTags(db);
    const idOf = (name: string): TagId => (tagMeantBy(name, known) ?? findOrCreateTag(db, name, nowMs)).id;
    return asOneChange(db, [
      ...[...wanted.values()].map(({ name, ids }) => tagLocations(db, ids, idOf(name), nowMs)),
      ...confirmedPeople(db, locationIds, nowMs),
    ]);
  });
}

function confirmedPeople(db: WriteDb, locationIds: readonly LocationId[], nowMs: number): readonly TagChange[] {
  const faces = new Map<PersonId, FaceId[]>();
  for (const { personId, faceId } of [...suggestedPeople(db, locationIds).values()].flat()) {
    faces.set(personId, [...(faces.get(personId) ?? []), faceId]);
  }
  return [...faces].map(([personId, faceIds]) => ({
    editId: confirmFaces(db, personId, faceIds, nowMs),
    changed: [],
  }));
}

function livingTags(db: ReadDb): readonly TagRow[] {
  return prepare(db, 'SELECT id, name FROM tags WHERE deleted_at IS NULL ORDER BY id').all() as TagRow[];
}
