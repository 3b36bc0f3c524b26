/** Thread: listing and look-ups over read-only connections, so that the engine never waits for a list. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answers } from '../../preload/contract/api.js';
import { GridUpdates } from '../../preload/contract/grid-update.js';
import type { Availability, ContentHash, LibraryId, LocationId } from '../../preload/contract/model.js';
import { listAlbums, selectionAlbums } from '../dao/albums.js';
import { calendarYear } from '../dao/calendar.js';
import { duplicateGroups } from '../dao/duplicates.js';
import { editHistory, editPhotos, editStack, photoTagHistory } from '../dao/edits.js';
import { gridDetails, gridModel, photosUpTo, viewCounts } from '../dao/grid.js';
import { fileKeywords } from '../dao/file-keywords.js';
import { findWhole, healthNumbers } from '../dao/health.js';
import { searchFacets, searchNotes, searchWords } from '../dao/search.js';
import { SearchCounts } from '../dao/search-counts.js';
import { camerasKnown, lensesKnown } from '../dao/search-values.js';
import type { SearchContext } from '../dao/search-plan.js';
import { listLeftOut } from '../dao/left-out.js';
import { ignorePreview, librarySummaries, listLibraries, removalPreview } from '../dao/libraries.js';
import { filePlace, successors } from '../dao/locations.js';
import { mapPoints } from '../dao/map-points.js';
import { insightMakers, listInsights } from '../dao/insight-list.js';
import { planInsights } from '../dao/insight-plan.js';
import { jobFailures, listJobs } from '../dao/insight-jobs.js';
import { silentChanges } from '../dao/verification.js';
import { ownModel } from '../dao/own-model.js';
import { photoDetails } from '../dao/photo-details.js';
import { remembered } from '../dao/remembered.js';
import { ambiguousTags } from '../dao/tag-ambiguities.js';
import { replacedFiles } from '../dao/replaced-files.js';
import { tagEditPreview } from '../dao/tag-edits.js';
import { people, personFaces } from '../dao/people-list.js';
import { faceCounts } from '../dao/photo-faces.js';
import { lookCounts, lookFailures } from '../dao/photo-signals.js';
import { SimilarPhotos } from '../dao/similar.js';
import { StackFinder } from '../dao/stack-suggestions.js';
import { givenSuggestions } from '../dao/suggested-tags.js';
import { suggestedTags } from '../dao/tag-suggestions.js';
import { TagTotals } from '../dao/tag-totals.js';
import { selectionTags } from '../dao/tagged-photo.js';
import { listTags } from '../dao/tags.js';
import { lastBackup, listBackups } from '../db/backups.js';
import { checkDatabase } from '../db/check.js';
import { openReadDb } from '../db/open.js';
import { blursOf, getThumbnail, openThumbnailStore } from '../db/thumbnail-store.js';
import { selfCheck } from '../reconcile/self-check.js';
import { checkPatterns, userRules } from '../libraries/ignore-rules.js';
import type { FilePlace } from '../core/file-place.js';
import type { Log } from '../core/log.js';
import { giveWay } from '../processes/thread-priority.js';
import { compareBackup } from './compare-backup.js';
import { LOG_EVENT, THUMBNAILS_LOST_EVENT } from './options.js';
import type { ReaderThreadOptions } from './options.js';
import { sendEvent, serve } from './rpc.js';

const port = parentPort;
if (port === null) throw new Error('The reader runs as a worker thread only.');

const options = workerData as ReaderThreadOptions;
const { databasePath, thumbnailsPath, backupFolder } = options;
if (options.givesWay) giveWay();
const db = openReadDb(databasePath);
const thumbnails = openThumbnailStore(thumbnailsPath, {
  readonly: true,
  onLost: () => {
    sendEvent(port, THUMBNAILS_LOST_EVENT, null);
  },
});
const log: Log = (level, message, fields = {}) => {
  sendEvent(port, LOG_EVENT, { level, message, fields });
};

let availability: ReadonlyMap<LibraryId, Availability> = new Map();

/** Libraries that were not probed yet may be away. */
function searchContext(): SearchContext {
  const away = listLibraries(db).filter(({ id }) => availability.get(id)?.state !== 'online');
  return { away: away.map(({ id }) => id), similarTo: (locationId) => similar.to(locationId) };
}

/** So many words are offered while somebody types. */
const wordsOffered = 8;
const failuresShown = 5;

/** A thread that takes the place of another one begins later, by far more than there are lists in a millisecond. */
const gridUpdates = new GridUpdates(Date.now() * 1000);
const tagTotals = new TagTotals(db);
const searchCounts = new SearchCounts(db);
const similar = new SimilarPhotos(db);
const stackFinder = new StackFinder(db);
const wholes = remembered(db, () => findWhole(db, Date.now()));

const answers: Answers<'reader'> = {
  libraries: () => librarySummaries(db, availability),
  libraryRemovalPreview: ({ libraryId }) => removalPreview(db, libraryId),
  leftOut: (page) => listLeftOut(db, page),
  ignorePreview: ({ libraryId, patterns }) => ignorePreview(db, libraryId, userRules(checkPatterns(patterns))),
  gridModel: ({ view, limit }) => gridModel(db, view, limit, searchContext()),
  gridUpdate: ({ view, since }) =>
    gridUpdates.since(since, JSON.stringify(view), gridModel(db, view, null, searchContext())),
  searchNotes: ({ view }) => searchNotes(db, view, searchContext()),
  searchFacets: ({ view }) => searchFacets(db, view, searchContext()),
  searchValues: () => ({ cameras: camerasKnown(db), lenses: lensesKnown(db) }),
  searchWords: ({ beginning }) => searchWords(db, beginning, wordsOffered),
  lookCounts: () => ({ ...lookCounts(db), reasons: lookFailures(db, failuresShown) }),
  faceCounts: () => faceCounts(db),
  people: () => people(db),
  personFaces: ({ personId, limit }) => personFaces(db, personId, limit),
  viewCounts: () => viewCounts(db),
  photoCount: ({ view }) => photosUpTo(db, view, Number.MAX_SAFE_INTEGER, searchContext()),
  mapPoints: ({ locationIds }) => mapPoints(db, locationIds),
  calendarYear: ({ view, year }) => calendarYear(db, view, year, searchContext()),
  gridDetails: ({ locationIds }) => {
    const details = gridDetails(db, locationIds);
    const hashes = details.flatMap(({ hasThumbnail, contentHash }) =>
      hasThumbnail && contentHash !== null ? [contentHash] : [],
    );
    const blurs = blursOf(thumbnails, hashes);
    return details.map((detail) => ({ ...detail, blur: blurs.get(detail.contentHash ?? '') ?? null }));
  },
  successors: ({ photos }) => successors(db, photos),
  ownModel: () => ownModel(db),
  insightPlan: ({ target }) => planInsights(db, target),
  insightMakers: () => insightMakers(db),
  insightList: ({ filter, after, limit }) => listInsights(db, filter, after, limit),
  insightJobs: () => listJobs(db),
  jobFailures: (page) => jobFailures(db, page),
  photoDetails: ({ locationId }) => photoDetails(db, locationId, availability),
  tags: () => listTags(db),
  albums: () => listAlbums(db),
  searchCounts: () => searchCounts.now(searchContext()),
  tagTotals: () => tagTotals.now(),
  tagEditPreview: ({ tagIds, intoTagId, below }) => tagEditPreview(db, tagIds, intoTagId, below),
  ambiguousTags: (page) => ambiguousTags(db, page),
  replacedFiles: (page) => replacedFiles(db, page),
  silentChanges: (page) => silentChanges(db, page),
  editStack: () => editStack(db),
  editHistory: (request) => editHistory(db, request),
  editPhotos: ({ editId }) => editPhotos(db, editId),
  photoTagHistory: ({ locationId }) => photoTagHistory(db, locationId),
  givenSuggestions: () => givenSuggestions(db),
  tagSuggestions: ({ locationIds }) => suggestedTags(db, locationIds),
  selectionTags: ({ locationIds }) => selectionTags(db, locationIds),
  selectionAlbums: ({ locationIds }) => selectionAlbums(db, locationIds),
  fileKeywords: ({ locationIds }) => fileKeywords(db, locationIds),
  duplicates: ({ offset, limit }) => duplicateGroups(db, wholes.now().duplicates, offset, limit),
  stackSuggestions: ({ offset, limit }) => stackFinder.page(offset, limit),
  orphans: () => wholes.now().orphans.groups,
  health: async () => ({ ...healthNumbers(db, await wholes.rested()), lastBackup: lastBackup(backupFolder) }),
  backups: () => listBackups(backupFolder),
  backupDifference: ({ name }) => compareBackup(options, name),
  checkDatabase: () => checkDatabase(db, Date.now()),
  selfCheck: () => selfCheck(db, Date.now()),
};

/** Calls of the main thread itself; the renderer's router does not know them. */
const internal = {
  setAvailability: (entries: readonly (readonly [LibraryId, Availability])[]): null => {
    availability = new Map(entries);
    return null;
  },
  thumbnail: ({ hash }: { readonly hash: ContentHash }): Uint8Array | null =>
    getThumbnail(thumbnails, hash)?.webp ?? null,
  filePlace: ({ locationId }: { readonly locationId: LocationId }): FilePlace | null => filePlace(db, locationId),
};

serve(port, { ...answers, ...internal }, log);
