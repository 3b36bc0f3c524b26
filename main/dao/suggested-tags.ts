/** Taking the tags that insights suggest: nothing of it happens by itself, unless the user wants it so. */
import { offersOf } from '../../preload/contract/offered.js';
import type { Offer } from '../../preload/contract/offered.js';
import type {
  FaceId,
  InsightId,
  LocationId,
  PersonId,
  SuggestedTag,
  SuggestionSource,
  TagId,
} from '../../preload/contract/model.js';
import { levelsOf, LEVEL_SEPARATOR, tagMeantBy } from '../../preload/contract/tag-path.js';
import { preparePluck, transaction } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';
import { getAppState, setAppState } from './app-state.js';
import { idList } from './columns.js';
import { countPhotos, joinEdits, openGift } from './edits.js';
import { confirmFaces } from './people.js';
import { suggestedPeople } from './people-list.js';
import { currentSuggestions } from './photo-insights.js';
import { asOneChange, tagIdsOfLocations, tagLocations } from './tagged-photo.js';
import type { TagChange } from './tagged-photo.js';
import { findOrCreateTag, findTag, namedTags } from './tags.js';

/**
 * Gives each of these photos what it is offered of the tags that its current insight suggests, and the names of people whom
 * faces on it look like: one edit, the user's.
 */
export function acceptSuggestedTags(db: WriteDb, locationIds: readonly LocationId[], nowMs: number): TagChange {
  return transaction(db, () => {
    const offered = offersOfPhotos(db, currentSuggestions(db, locationIds, nowMs));
    const wanted = byTag(offered, (offer) => offer.tagId ?? findOrCreateTag(db, offer.name, nowMs).id);
    return asOneChange(db, [
      ...[...wanted].map(([tagId, ids]) => tagLocations(db, ids, tagId, nowMs)),
      ...confirmedPeople(db, locationIds, nowMs),
    ]);
  });
}

type Offers = ReadonlyMap<LocationId, readonly Offer<SuggestedTag>[]>;

function offersOfPhotos(db: ReadDb, suggested: ReadonlyMap<LocationId, readonly SuggestedTag[]>): Offers {
  const known = namedTags(db);
  const nameOf = new Map(known.map(({ id, name }) => [id, name]));
  const meantBy = tagMeantBy(known);
  const borne = tagIdsOfLocations(db, [...suggested.keys()]);
  return new Map(
    [...suggested].map(([id, tags]) => {
      const names = (borne.get(id) ?? []).flatMap((tagId) => nameOf.get(tagId) ?? []);
      const undismissed = tags.map((tag) => ({ ...tag, isDismissed: false }));
      return [id, offersOf(undismissed, meantBy, names)];
    }),
  );
}

function byTag(
  offers: Offers,
  tagOf: (offer: Offer<SuggestedTag>, id: LocationId) => TagId | null,
): ReadonlyMap<TagId, LocationId[]> {
  const wanted = new Map<TagId, LocationId[]>();
  for (const [id, some] of offers) {
    for (const offer of some) {
      const tagId = tagOf(offer, id);
      if (tagId !== null) wanted.set(tagId, [...(wanted.get(tagId) ?? []), id]);
    }
  }
  return wanted;
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

/** What is suggested for one of these reasons is given by itself. */
export function givenSuggestions(db: ReadDb): readonly SuggestionSource[] {
  return getAppState(db, 'givenSuggestions') ?? [];
}

/** From now on; what was given stays. */
export function setGivenSuggestions(db: WriteDb, sources: readonly SuggestionSource[]): void {
  setAppState(db, 'givenSuggestions', [...new Set(sources)]);
}

/**
 * Gives photos that were just described what the user wants to be given by itself of the tags that these insights suggest,
 * those of them that are current: an edit of `insight`, one with what was given within some minutes before. Not what somebody took off the
 * photo, or off an earlier edit of its file, and no tag that was deleted. People are never named by it. False when nothing
 * was given.
 */
export function giveSuggestedTags(db: WriteDb, stored: ReadonlyMap<InsightId, LocationId>, nowMs: number): boolean {
  const sources = new Set(givenSuggestions(db));
  if (sources.size === 0 || stored.size === 0) return false;
  return transaction(db, () => {
    const locationIds = currentOnes(db, [...stored.keys()]).flatMap((id) => stored.get(id) ?? []);
    const suggested = [...currentSuggestions(db, locationIds, nowMs)]
      .map(([id, tags]): [LocationId, SuggestedTag[]] => [id, tags.filter(({ source }) => sources.has(source))])
      .filter(([, tags]) => tags.length > 0);
    if (suggested.length === 0) return false;
    const before = new Map(suggested.map(([id]) => [id, new Set(tagsBorneOnce(db, id))]));
    const wanted = byTag(offersOfPhotos(db, new Map(suggested)), ({ tagId, name }, id) => {
      const known = tagId ?? (wasDeleted(db, name) ? null : findOrCreateTag(db, name, nowMs).id);
      return known === null || before.get(id)?.has(known) === true ? null : known;
    });
    if (wanted.size === 0) return false;
    const open = openGift(db, nowMs);
    let whole = open?.whole ?? null;
    for (const [tagId, ids] of wanted) {
      const part = open?.parts.get(tagId) ?? null;
      const { editId } = tagLocations(db, ids, tagId, nowMs, 'insight', part);
      if (editId === null || editId === part) continue;
      if (whole === null) whole = editId;
      else joinEdits(db, editId, whole);
    }
    if (whole === null) return false;
    countPhotos(db, whole);
    return true;
  });
}

function currentOnes(db: ReadDb, insightIds: readonly InsightId[]): readonly InsightId[] {
  return preparePluck(
    db,
    `SELECT i.id FROM json_each(?) AS stored CROSS JOIN photo_insights AS i ON i.id = stored.value WHERE i.is_current = 1`,
  ).all(idList(insightIds)) as InsightId[];
}

/** The tag of this path, or one above it, was there, and somebody deleted it. */
function wasDeleted(db: ReadDb, name: string): boolean {
  const levels = levelsOf(name);
  return levels.some((_, at) => findTag(db, levels.slice(0, at + 1).join(LEVEL_SEPARATOR))?.isDeleted === true);
}

/** Tags that anybody ever gave to the photo, or took off it: of these bytes, and of those that the file had before. */
export const tagsBorneOnceSql = `
  WITH RECURSIVE line (hash) AS (
    SELECT content_hash FROM image_exif WHERE id = @id AND content_hash IS NOT NULL
    UNION
    SELECT l.from_hash FROM line CROSS JOIN content_lineage AS l ON l.to_hash = line.hash WHERE l.verdict = 'edited')
  SELECT d.tag_id FROM line CROSS JOIN photos AS p ON p.content_hash = line.hash
  CROSS JOIN tag_changes AS c ON c.photo_id = p.id CROSS JOIN edits AS d ON d.id = c.edit_id WHERE d.tag_id IS NOT NULL
  UNION
  SELECT d.tag_id FROM image_exif AS e
  CROSS JOIN tag_changes AS c ON c.photo_id IS NULL AND c.rel_path = e.rel_path AND c.library_id = e.library_id
  CROSS JOIN edits AS d ON d.id = c.edit_id WHERE e.id = @id AND d.tag_id IS NOT NULL`;

function tagsBorneOnce(db: ReadDb, id: LocationId): readonly TagId[] {
  return preparePluck(db, tagsBorneOnceSql).all({ id }) as TagId[];
}
