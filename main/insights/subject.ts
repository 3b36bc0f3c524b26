/** What providers are told of a photo. */
import type { Language } from '../../preload/contract/language.js';
import type { LocationId } from '../../preload/contract/model.js';
import { photoDetails } from '../dao/photo-details.js';
import { seenInPhoto } from '../dao/photo-signals.js';
import type { ReadDb } from '../db/open.js';
import type { InsightSubject } from './provider.js';

/** Throws an AppFailure `not_found` when the location is gone. */
export function subjectOf(db: ReadDb, locationId: LocationId, language: Language): InsightSubject {
  const { contentHash, fileName, facts, places, tags, embeddedTexts } = photoDetails(db, locationId, new Map());
  const present = places.filter(({ presence }) => presence !== 'missing');
  return {
    locationId,
    fileName,
    facts,
    placeCount: Math.max(1, present.length),
    libraryNames: [...new Set(present.map(({ libraryName }) => libraryName))],
    tagNames: tags.map(({ name }) => name),
    seen: contentHash === null ? null : seenInPhoto(db, contentHash),
    placeNames: embeddedTexts.filter(({ field }) => field === 'place').map(({ text }) => text.trim()),
    language,
  };
}
