import { z } from 'zod';
import type { Result } from './errors.js';
import type { EventName, Events } from './events.js';
import { languageChoices } from './language.js';
import type { LanguageChoice } from './language.js';
import { colourLabels, flags } from './marks.js';
import type {
  AlbumId,
  AlbumSummary,
  AmbiguityId,
  AmbiguousTag,
  Backup,
  BackupDifference,
  CalendarYear,
  ContentHash,
  DatabaseCheck,
  DuplicateGroup,
  Edit,
  EditId,
  EditOutcome,
  EditStack,
  FaceCounts,
  FaceId,
  FileKeyword,
  GridDetail,
  GridModel,
  GridUpdate,
  Health,
  IgnorePreview,
  InsightExport,
  InsightId,
  InsightImport,
  InsightJob,
  InsightMaker,
  InsightPage,
  InsightPlan,
  JobFailure,
  JobId,
  LibraryId,
  LibraryRemovalPreview,
  LeftOut,
  LibrarySummary,
  ListedTag,
  LineageId,
  LookCounts,
  LocationId,
  MapPoints,
  OrphanCounts,
  OrphanGroup,
  People,
  PersonFaces,
  PersonId,
  PhotoDetails,
  PhotoTagChange,
  PreviewedInsight,
  ReplacedFile,
  Salvage,
  SearchCount,
  SearchFacets,
  SearchNotes,
  SearchValues,
  SelectionAlbum,
  SelectionTag,
  SelfCheck,
  Sidecar,
  SilentChange,
  StackSuggestions,
  StartState,
  SuggestionSource,
  TagEdit,
  TagEditPreview,
  TagId,
  TagSuggestion,
  TagTotal,
  ThrownAwayAnswers,
  ViewCounts,
  VocabularyPreview,
} from './model.js';
import { suggestionSources } from './model.js';
import { maxPromptLength, ownModelChanges, ownModelKinds, ownModelName } from './own-model.js';
import type { KeyState, OwnModel, OwnModelTrial } from './own-model.js';
import type { Activity } from './progress.js';
import { maxSearchLength } from './search-query.js';
import { hotKeyPattern, tagColours } from './tag-details.js';
import type { HotKey } from './tag-details.js';

/** Who answers a call: the writing engine, a read-only reader, or the shell (windows and dialogs). */
export type Answerer = 'engine' | 'reader' | 'shell';

interface Call<Schema extends z.ZodType, Response, By extends Answerer> {
  readonly by: By;
  readonly request: Schema;
  /** Carries the type only. */
  readonly response?: Response;
}

function call<Response>() {
  return <const By extends Answerer, Schema extends z.ZodType>(
    by: By,
    request: Schema,
  ): Call<Schema, Response, By> => ({
    by,
    request,
  });
}

const rowId = z.int().positive();
const locationId = rowId.transform((id) => id as LocationId);
const libraryId = rowId.transform((id) => id as LibraryId);
const tagId = rowId.transform((id) => id as TagId);
/** Each once. */
const tagIds = z
  .array(tagId)
  .min(1)
  .max(10_000)
  .refine((ids) => new Set(ids).size === ids.length);
const albumId = rowId.transform((id) => id as AlbumId);
const insightId = rowId.transform((id) => id as InsightId);
const contentHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((hash) => hash as ContentHash);
const editId = rowId.transform((id) => id as EditId);
const lineageId = rowId.transform((id) => id as LineageId);
const ambiguityId = rowId.transform((id) => id as AmbiguityId);
const faceId = rowId.transform((id) => id as FaceId);
const personId = rowId.transform((id) => id as PersonId);
const faceIds = z.array(faceId).min(1).max(10_000);
const jobId = rowId.transform((id) => id as JobId);
const insightSource = z.enum(['built_in', 'own_model']);
/** `model`: of the server of the user's own model another one than that which is set; absent: that. */
const insightWriter = { source: insightSource, model: ownModelName.exactOptional() };
const jobScope = z.enum(['missing', 'stale', 'all']);
const insightMaker = z.strictObject({ provider: z.string().max(200), modelVersion: z.string().max(200) });
const insightFilter = z.strictObject({
  maker: insightMaker.nullable(),
  fromMs: z.int().nullable(),
  toMs: z.int().nullable(),
  standing: z.enum(['all', 'current', 'stale', 'history']),
  differs: z.boolean(),
  rating: z.enum(['useful', 'wrong', 'none']).nullable(),
});
const nothing = z.strictObject({});
const folderPath = z.string().min(1).max(4096);
const name = z.string().max(200);
/** A path of levels, as it was typed; see `tag-path.ts`. */
const tagName = z.string().max(1000);
const hotKey = z
  .string()
  .regex(hotKeyPattern)
  .transform((key) => key as HotKey);
const synonyms = z.array(name).max(100);
const vocabularyEntry = z.strictObject({
  name: tagName,
  synonyms,
  colour: z.enum(tagColours).nullable(),
  hotKey: hotKey.nullable(),
});
/** Never a path. */
const fileName = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^/\\]+$/);
/** Name of a file in the backup folder: never a path. */
const backupName = z.string().regex(/^[\w.-]{1,200}$/);
/** What is wrong with one is said by `pattern_invalid`; these are bounds of the message only. */
const ignorePatterns = z.array(z.string().max(1000)).max(1000);
const tagScope = z.enum(['photo', 'copy']);
/** A part of a long list: those after the first `offset`. */
const page = { offset: z.int().nonnegative(), limit: z.int().positive().max(1000) };
const rating = z.literal([0, 1, 2, 3, 4, 5]);
/** What is not named stays as it is; null takes away. */
const marks = z
  .strictObject({
    rating: rating.exactOptional(),
    flag: z.enum(flags).nullable().exactOptional(),
    label: z.enum(colourLabels).nullable().exactOptional(),
  })
  .refine((some) => Object.keys(some).length > 0);
/** A selection: one location of each photo. */
const locationIds = z.array(locationId).min(1).max(2_000_000);

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);
/** Milliseconds, within what a date can say. */
const wallTime = z.number().min(-8.64e15).max(8.64e15);

/** That many photos at the most are chosen for one stack. */
export const mostStacked = 1_000;
/** That many files at the most are handed to other programs at once. */
export const mostFilesOut = 500;

export const gridView = z.strictObject({
  libraryId: libraryId.nullable(),
  tagId: tagId.nullable(),
  filter: z.enum([
    'all',
    'untagged',
    'missing',
    'problems',
    'unreadable',
    'duplicates',
    'replaced',
    'ambiguous',
    'changed_silently',
  ]),
  query: z.string().max(maxSearchLength).exactOptional(),
  albumId: albumId.exactOptional(),
  minRating: rating.exactOptional(),
  flag: z.enum([...flags, 'none', 'not_rejected']).exactOptional(),
  label: z.enum([...colourLabels, 'none']).exactOptional(),
  order: z
    .strictObject({
      by: z.enum(['captured', 'added', 'name', 'size', 'rating']),
      descending: z.boolean(),
      group: z.enum(['day', 'month', 'place', 'library', 'none']),
    })
    .optional(),
  bounds: z
    .strictObject({ west: longitude, south: latitude, east: longitude, north: latitude })
    .refine(({ south, north }) => south <= north)
    .exactOptional(),
  from: wallTime.exactOptional(),
  to: wallTime.exactOptional(),
  monthDays: z.array(z.int().min(101).max(1231)).min(1).max(366).readonly().exactOptional(),
  likeLocationId: locationId.exactOptional(),
  stackOf: locationId.exactOptional(),
});

/** With `view`, the photos are those of that view. */
const insightTarget = z.union([
  z.strictObject({ locationIds, view: gridView.exactOptional() }),
  z.strictObject({ libraryId }),
]);

/** Every call the renderer can make. Client, router and handlers derive their types from this map. */
export const api = {
  appInfo: call<AppInfo>()('shell', nothing),
  /** Of menu, dialogs and window, from now on. The window is loaded anew where that is another language than its own. */
  setLanguage: call<{ readonly isLoadedAnew: boolean }>()('shell', z.strictObject({ choice: z.enum(languageChoices) })),
  /** Answers null when the user cancels. */
  pickFolder: call<string | null>()('shell', z.strictObject({ title: z.string().max(200) })),
  /** The file, or with `sidecar` the file of that name that `sidecars` lists for it. */
  showInFolder: call<null>()('shell', z.strictObject({ locationId, sidecar: fileName.optional() })),
  /** Puts the files on the clipboard, for other programs; where that is not possible, their paths. Those that are not there are left out. */
  copyFiles: call<CopiedFiles>()(
    'shell',
    z.strictObject({ locationIds: z.array(locationId).min(1).max(mostFilesOut) }),
  ),
  /** While the mouse is held: drags the files out of the window. Answers how many. */
  dragFiles: call<number>()('shell', z.strictObject({ locationIds: z.array(locationId).min(1).max(mostFilesOut) })),
  /** Looked up in the folder of the first of the files, which are one photo. Empty while that is not there. */
  sidecars: call<readonly Sidecar[]>()('shell', z.strictObject({ locationIds: z.array(locationId).min(1).max(20) })),

  /** Null: the other way round than it is. Answers how the window was before. */
  /**
   * Lets go of decoded pictures that are not shown, where the window holds more memory than it is meant to. What is shown again
   * is decoded again: for when nobody waits.
   */
  freeMemory: call<null>()('shell', nothing),
  setFullScreen: call<{ readonly wasOn: boolean }>()('shell', z.strictObject({ on: z.boolean().nullable() })),
  /** While it is on, the screen does not go dark by itself. */
  keepAwake: call<null>()('shell', z.strictObject({ on: z.boolean() })),

  libraries: call<readonly LibrarySummary[]>()('reader', nothing),
  /**
   * `acceptBroadRoot` answers a `folder_too_broad` error: the home folder or a whole disk, added on purpose.
   * Without a name the folder's own is taken. Adding the root of a library that was removed brings that library back.
   */
  addLibrary: call<LibrarySummary>()(
    'engine',
    z.strictObject({ rootPath: folderPath, name: name.optional(), acceptBroadRoot: z.boolean().optional() }),
  ),
  renameLibrary: call<LibrarySummary>()('engine', z.strictObject({ libraryId, name })),
  /** `folder_mismatch` when none of the library's files is found there; `acceptMismatch` relocates all the same. */
  relocateLibrary: call<LibrarySummary>()(
    'engine',
    z.strictObject({ libraryId, rootPath: folderPath, acceptMismatch: z.boolean().optional() }),
  ),
  /**
   * The user says that this is the library's folder after all: another drive or marker, or an empty folder, is taken as
   * it is from now on.
   */
  trustLibrary: call<LibrarySummary>()('engine', z.strictObject({ libraryId })),
  /**
   * Writes or removes the hidden file in the root that says which library it is; the only file Keepsight ever writes
   * there. `folder_not_writable`, or `library_offline`.
   */
  setLibraryMarker: call<LibrarySummary>()('engine', z.strictObject({ libraryId, present: z.boolean() })),
  /**
   * Files that match leave the library's listing as if it were removed for them, and are not missing; they come back, with
   * all that is known of their bytes, when the pattern goes. `pattern_invalid` says what is wrong with which one.
   */
  setIgnorePatterns: call<LibrarySummary>()('engine', z.strictObject({ libraryId, patterns: ignorePatterns })),
  ignorePreview: call<IgnorePreview>()('reader', z.strictObject({ libraryId, patterns: ignorePatterns })),
  /** Answers the mass-loss guard: `accept` takes the files as missing, else they are looked for again. */
  settleLoss: call<LibrarySummary>()('engine', z.strictObject({ libraryId, accept: z.boolean() })),
  libraryRemovalPreview: call<LibraryRemovalPreview>()('reader', z.strictObject({ libraryId })),
  removeLibrary: call<null>()('engine', z.strictObject({ libraryId })),
  /** Null scans every library. Answers when the scan is queued; progress and the report come by events. */
  scanLibrary: call<null>()('engine', z.strictObject({ libraryId: libraryId.nullable() })),
  /** Files and folders that the scans met and did not list, library by library. */
  leftOut: call<readonly LeftOut[]>()('reader', z.strictObject(page)),
  cancelScan: call<null>()('engine', z.strictObject({ libraryId })),

  activity: call<Activity>()('engine', nothing),
  setWorkLimits: call<Activity>()('engine', z.strictObject({ oneCore: z.boolean(), onlyOnMains: z.boolean() })),
  /** Photos are looked at for what is in them, once all is read: things, faces, writing, colours, and what they look like. */
  setLooking: call<Activity>()('engine', z.strictObject({ on: z.boolean() })),
  lookCounts: call<LookCounts>()('reader', nothing),
  /** Those that failed are looked at again. Answers how many. */
  retryLooks: call<number>()('engine', nothing),
  /**
   * Faces that looks find are kept and grouped, so that people can be named; nothing leaves the computer. Turned off, what is
   * kept stays until it is deleted. Photos are looked at anyway, or nothing comes.
   */
  setFaceGrouping: call<Activity>()('engine', z.strictObject({ on: z.boolean() })),
  /** Everything that is known of faces goes, and it is turned off. Answers how many faces there were. */
  deleteFaces: call<{ readonly faces: number }>()('engine', nothing),
  faceCounts: call<FaceCounts>()('reader', nothing),
  people: call<People>()('reader', nothing),
  /** `not_found`. */
  personFaces: call<PersonFaces>()('reader', z.strictObject({ personId, limit: z.int().positive().max(10_000) })),
  /** The tag is made where there is none; who is called so already is this person. `name_invalid`, `edit_impossible`. */
  namePerson: call<Edit>()('engine', z.strictObject({ personId, name: tagName })),
  /** Two are one, of whom at least one has no name; of two names the first goes into the second. */
  joinPeople: call<Edit>()('engine', z.strictObject({ personId, otherId: personId })),
  /** Two are not one, whatever the machine thinks. */
  partPeople: call<Edit>()('engine', z.strictObject({ personId, otherId: personId })),
  /** Null when they are of somebody else by now. */
  confirmFaces: call<Edit | null>()('engine', z.strictObject({ personId, faceIds })),
  /** They are not of this person; `areIgnored`: nor of anybody to be asked about. Null when there is nothing to part. */
  partFaces: call<Edit | null>()('engine', z.strictObject({ personId, faceIds, areIgnored: z.boolean() })),
  /** Null when it is so already. */
  hidePerson: call<Edit | null>()('engine', z.strictObject({ personId, isHidden: z.boolean() })),
  setPaused: call<Activity>()('engine', z.strictObject({ paused: z.boolean() })),
  /** What is in view is read first. */
  prioritise: call<null>()('engine', z.strictObject({ locationIds: z.array(locationId).max(2000) })),

  /** Why the last `renditionUrl` of a location gave no picture: a sentence; null when it gave one. */
  whyNotShown: call<string | null>()('engine', z.strictObject({ locationId })),

  /**
   * With `limit`, only the first photos: a first screen at once. Orders that take all photos to know the first come
   * whole all the same.
   */
  gridModel: call<GridModel>()('reader', z.strictObject({ view: gridView, limit: z.int().positive().nullable() })),
  /** The whole list of a view; what changed in it, where it has the photos of the answer with the stamp `since`. */
  gridUpdate: call<GridUpdate>()('reader', z.strictObject({ view: gridView, since: z.number().nullable() })),
  /** Of one view. */
  photoCount: call<number>()('reader', z.strictObject({ view: gridView })),
  /**
   * Where photos were taken: of these locations, those that have a position; null: of all there are, copies and files
   * behind a cover too.
   */
  mapPoints: call<MapPoints>()('reader', z.strictObject({ locationIds: z.array(locationId).max(20_000).nullable() })),
  /** Null: the last year with photos. */
  calendarYear: call<CalendarYear>()(
    'reader',
    z.strictObject({ view: gridView, year: z.int().min(1).max(9999).nullable() }),
  ),
  viewCounts: call<ViewCounts>()('reader', nothing),
  /** What was made of the query of a view. */
  searchNotes: call<SearchNotes>()('reader', z.strictObject({ view: gridView })),
  searchFacets: call<SearchFacets>()('reader', z.strictObject({ view: gridView })),
  searchValues: call<SearchValues>()('reader', nothing),
  /** Words of names and texts that begin so, in the alphabet's order. */
  searchWords: call<readonly string[]>()('reader', z.strictObject({ beginning: z.string().max(200) })),
  /** In the order of the request; ids that are gone are left out. */
  gridDetails: call<readonly GridDetail[]>()('reader', z.strictObject({ locationIds: z.array(locationId).max(2000) })),
  photoDetails: call<PhotoDetails>()('reader', z.strictObject({ locationId })),
  /**
   * All locations of photos whose location left a view: moved, or standing for other bytes' place now. The hash is the
   * last one known, for when the location itself is gone. In the order of the request; an empty list knows none.
   */
  successors: call<readonly (readonly LocationId[])[]>()(
    'reader',
    z.strictObject({ photos: z.array(z.strictObject({ locationId, contentHash: contentHash.nullable() })).max(1000) }),
  ),

  tags: call<readonly ListedTag[]>()('reader', nothing),
  /** Of each tag that has some below it: photos that bear it or one of those. */
  tagTotals: call<readonly TagTotal[]>()('reader', nothing),
  selectionTags: call<readonly SelectionTag[]>()('reader', z.strictObject({ locationIds })),
  /** For a selection: some of its photos stand for all. Tags that all of these bear are not among them. */
  tagSuggestions: call<readonly TagSuggestion[]>()(
    'reader',
    z.strictObject({ locationIds: z.array(locationId).max(50) }),
  ),
  /**
   * Creates the tag when there is none of that name; names are compared without regard to case. With the scope `copy`
   * only these very files bear it, not the other places of the same bytes; `edit_impossible` for files not hashed yet.
   */
  tagPhotos: call<TagEdit>()('engine', z.strictObject({ locationIds, name: tagName, scope: tagScope.optional() })),
  /**
   * Gives several tags at once, known ones or by name as `tagPhotos` does: one edit. Null when every photo bears all of
   * them already.
   */
  giveTags: call<Edit | null>()(
    'engine',
    z.strictObject({
      locationIds,
      tags: z
        .array(z.union([tagId, tagName]))
        .min(1)
        .max(1000),
    }),
  ),
  /** Gives a tag to these photos, or takes it off them when all bear it: one edit. */
  toggleTag: call<Edit | null>()('engine', z.strictObject({ locationIds, tagId })),
  /** Takes several tags off at once: one edit. Null when no photo bears any of them. */
  takeTags: call<Edit | null>()('engine', z.strictObject({ locationIds, tagIds })),
  /** With the scope `copy`, takes away what only these files bear. */
  untagPhotos: call<TagEdit>()('engine', z.strictObject({ locationIds, tagId, scope: tagScope.optional() })),
  /**
   * A name of one level leaves the tag where it stands; a path is where it goes. What is below it goes along. Null when
   * that is its name already; `name_taken`, with the other tag's `tagId` and `name`, when another one has it.
   */
  renameTag: call<Edit | null>()('engine', z.strictObject({ tagId, name: tagName })),
  /**
   * Below another tag, or with null to the top, with all below them: one edit. Null when they stand there already;
   * `name_taken` as for `renameTag`, `edit_impossible` for a tag below itself.
   */
  moveTags: call<Edit | null>()('engine', z.strictObject({ tagIds, parentId: tagId.nullable() })),
  /** Takes tags off all photos and out of every list, with those below them unless these are lifted: one edit. */
  deleteTags: call<Edit>()('engine', z.strictObject({ tagIds, below: z.enum(['delete', 'lift']) })),
  /**
   * All photos with one of these tags bear another one instead, and what stood below stands below that: one edit.
   * `edit_impossible` for a tag below one of them. With `keepNames`, what they were called are other names of that one.
   */
  mergeTags: call<Edit>()('engine', z.strictObject({ tagIds, intoTagId: tagId, keepNames: z.boolean() })),
  /**
   * What is left out stays. Null when all is so already. A key that another tag has goes over to this one; `name_taken`
   * for another name that a tag has already.
   */
  describeTag: call<Edit | null>()(
    'engine',
    z.strictObject({
      tagId,
      synonyms: synonyms.optional(),
      colour: z.enum(tagColours).nullable().optional(),
      hotKey: hotKey.nullable().optional(),
    }),
  ),
  /** With `below`, the tags below them too. */
  tagEditPreview: call<TagEditPreview>()(
    'reader',
    z.strictObject({ tagIds, intoTagId: tagId.nullable(), below: z.boolean() }),
  ),
  /** Lets the user choose a file of tags, and says what an import would do; null when the user cancels. */
  openVocabulary: call<VocabularyPreview | null>()('shell', nothing),
  /** Lets the user choose where to write all tags; null when the user cancels. */
  saveVocabulary: call<{ readonly fileName: string; readonly tags: number } | null>()(
    'shell',
    z.strictObject({ format: z.enum(['json', 'keywords', 'paths', 'csv']) }),
  ),
  /** Makes the tags that are not there, and gives known ones what they lack: one edit. Null when all is so already. */
  importVocabulary: call<Edit | null>()('engine', z.strictObject({ entries: z.array(vocabularyEntry).max(20_000) })),
  /** Keywords inside the files of these photos, those of most photos first, at most 5000. */
  fileKeywords: call<readonly FileKeyword[]>()('reader', z.strictObject({ locationIds })),
  /** Gives the tags of these names to the photos whose files hold such a keyword: one edit. Null when all bear them. */
  takeKeywords: call<Edit | null>()(
    'engine',
    z.strictObject({ locationIds, names: z.array(tagName).min(1).max(5000) }),
  ),
  /** Narrows a tag of a photo to one of its copies, or widens it to all of them. */
  setTagScope: call<TagEdit>()('engine', z.strictObject({ locationId, tagId, scope: tagScope })),

  /** Sets marks of all places of these photos: one edit. Null when all of them are so already. */
  setMarks: call<Edit | null>()('engine', z.strictObject({ locationIds, marks })),
  /**
   * Turns photos by quarters to the right: one edit. The files are not changed. Null when none of them is there any more.
   */
  turnPhotos: call<Edit | null>()(
    'engine',
    z.strictObject({ locationIds, quarters: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
  ),

  /**
   * Makes a stack of each of these groups, whose first photo shows it: one edit. Photos bring along those that they are in
   * a stack with; some photos of one stack become another one. Null when all is so already.
   */
  stackPhotos: call<Edit | null>()(
    'engine',
    z.strictObject({ groups: z.array(z.array(locationId).min(1).max(mostStacked)).min(1).max(1000) }),
  ),
  /** The stacks of these photos are none any more: one edit. Null when none of them is in one. */
  unstackPhotos: call<Edit | null>()('engine', z.strictObject({ locationIds })),
  /** These photos leave their stacks: one edit. Null when none of them is in one. */
  takeOutOfStack: call<Edit | null>()('engine', z.strictObject({ locationIds })),
  /** It shows its stack from now on. Null when it does so already. */
  setStackFirst: call<Edit | null>()('engine', z.strictObject({ locationId })),
  /** Photos that are no stack are not suggested as one again: one edit. Null for fewer than two. */
  dismissStack: call<Edit | null>()(
    'engine',
    z.strictObject({ locationIds: z.array(locationId).min(1).max(mostStacked) }),
  ),

  /** Takes seconds where there are a million photos. */
  stackSuggestions: call<StackSuggestions>()('reader', z.strictObject(page)),

  /** By name, without those that were deleted. */
  albums: call<readonly AlbumSummary[]>()('reader', nothing),
  /** By name. What searches find is not among them. */
  selectionAlbums: call<readonly SelectionAlbum[]>()('reader', z.strictObject({ locationIds })),
  /** Of each album that is a search. Takes seconds where there are many of a million photos. */
  searchCounts: call<readonly SearchCount[]>()('reader', nothing),
  /** With photos in it from the start, or without; several albums may have one name. */
  createAlbum: call<Edit>()(
    'engine',
    z.strictObject({
      name,
      locationIds: z.array(locationId).max(2_000_000),
      query: z.string().max(maxSearchLength).exactOptional(),
    }),
  ),
  /** Null when that is its name already. */
  renameAlbum: call<Edit | null>()('engine', z.strictObject({ albumId, name })),
  /** Null when that is its search already; `edit_impossible` for an album whose photos are chosen. */
  changeAlbumSearch: call<Edit | null>()(
    'engine',
    z.strictObject({ albumId, query: z.string().min(1).max(maxSearchLength) }),
  ),
  deleteAlbum: call<Edit>()('engine', z.strictObject({ albumId })),
  /** At its end, in the order of the request. Null when all of them are in it. */
  addToAlbum: call<Edit | null>()('engine', z.strictObject({ albumId, locationIds })),
  removeFromAlbum: call<Edit | null>()('engine', z.strictObject({ albumId, locationIds })),
  /** Before another photo of it, null for the end. Null when they stand there already. */
  moveInAlbum: call<Edit | null>()('engine', z.strictObject({ albumId, locationIds, before: locationId.nullable() })),

  /** Takes back the last edit of the user that is in effect; null when there is none. */
  undo: call<EditOutcome | null>()('engine', nothing),
  /** Takes back the last undo, unless something else was done since; null when there is none. */
  redo: call<EditOutcome | null>()('engine', nothing),
  /** Takes back one edit, the last or not. `edit_impossible` when it is taken back already. */
  undoEdit: call<EditOutcome>()('engine', z.strictObject({ editId })),
  editStack: call<EditStack>()('reader', nothing),
  /** Latest first; of one tag, or all. */
  editHistory: call<readonly Edit[]>()('reader', z.strictObject({ tagId: tagId.nullable(), ...page })),
  /** One location of each photo that an edit changed, those that still have one. */
  editPhotos: call<readonly LocationId[]>()('reader', z.strictObject({ editId })),
  /** Latest first. */
  photoTagHistory: call<readonly PhotoTagChange[]>()('reader', z.strictObject({ locationId })),

  generateInsights: call<{ readonly jobId: JobId }>()(
    'engine',
    z.strictObject({
      target: insightTarget,
      /** What was written before becomes history. */
      scope: jobScope,
      /** Absent: Keepsight itself. */
      source: insightSource.exactOptional(),
    }),
  ),
  /** What that would be, and what it would take; with `filter`, of the photos of that list, by that model or the one that is set. */
  insightPlan: call<InsightPlan>()(
    'reader',
    z.strictObject({
      target: z.union([insightTarget, z.strictObject({ filter: insightFilter, model: ownModelName.exactOptional() })]),
    }),
  ),
  /** From now on photos are described as they come, or no longer. */
  describeNewPhotos: call<null>()('engine', z.strictObject({ source: insightSource, on: z.boolean() })),
  /** Those under way first, in the order of their turn; then the last 20 that ended, latest first. */
  insightJobs: call<readonly InsightJob[]>()('reader', nothing),
  jobFailures: call<readonly JobFailure[]>()('reader', z.strictObject({ jobId, ...page })),
  cancelJob: call<null>()('engine', z.strictObject({ jobId })),
  /** What is being described is finished. */
  pauseJob: call<null>()('engine', z.strictObject({ jobId })),
  resumeJob: call<null>()('engine', z.strictObject({ jobId })),
  setJobPriority: call<null>()('engine', z.strictObject({ jobId, priority: z.enum(['first', 'usual', 'last']) })),
  /** Photos that a job could not describe are tried again, whether it has ended or not. */
  retryJob: call<null>()('engine', z.strictObject({ jobId })),
  /** Jobs that ended leave the list. */
  forgetEndedJobs: call<null>()('engine', nothing),
  /** What is set for the user's own model, without its key. */
  ownModel: call<OwnModel>()('reader', nothing),
  /** What is not named stays as it is. `name_invalid` for an address that is none, or to switch on what is not there. */
  setOwnModel: call<OwnModel>()('engine', z.strictObject({ changes: ownModelChanges })),
  /** It is asked from now on; an earlier text is that version again. `name_invalid` says what is wrong with it. */
  saveOwnModelPrompt: call<OwnModel>()('engine', z.strictObject({ text: z.string().max(2 * maxPromptLength) })),
  /** Names of the models at an address. `edit_impossible` says what is the matter there. */
  ownModelNames: call<readonly string[]>()(
    'engine',
    z.strictObject({ kind: z.enum(ownModelKinds), baseUrl: z.string().max(500) }),
  ),
  /** Asks it about a picture that Keepsight draws. `edit_impossible` says what is the matter. */
  tryOwnModel: call<OwnModelTrial>()('engine', nothing),
  ownModelKey: call<KeyState>()('shell', nothing),
  /** For the address that it is for, by its origin; null forgets it. */
  setOwnModelKey: call<KeyState>()(
    'shell',
    z.strictObject({
      known: z.strictObject({ key: z.string().min(1).max(1000), origin: z.string().max(500) }).nullable(),
    }),
  ),
  /** Who wrote insights that are kept. */
  insightMakers: call<readonly InsightMaker[]>()('reader', nothing),
  /** Latest first; a part can be short while there is more: see `next`. */
  insightList: call<InsightPage>()(
    'reader',
    z.strictObject({
      filter: insightFilter,
      after: z.strictObject({ generatedAtMs: z.int(), id: rowId }).nullable(),
      limit: z.int().positive().max(500),
    }),
  ),
  /** Lets the user choose where to write all insights with their history, by content hash; null when the user cancels. */
  exportInsights: call<InsightExport | null>()('shell', z.strictObject({ format: z.enum(['json', 'csv']) })),
  /**
   * Lets the user choose such a file, and takes what is new: one edit. Insights of photos that are not known wait for them.
   * Null when the user cancels.
   */
  importInsights: call<InsightImport | null>()('shell', nothing),
  /** What an insight would be: kept for the job that may follow, which then asks no second time. Throws what `generateInsights` does. */
  previewInsight: call<PreviewedInsight>()('engine', z.strictObject({ locationId, ...insightWriter })),
  /** No job follows. What is being asked for is stopped. */
  throwAwayPreviews: call<ThrownAwayAnswers>()('engine', z.strictObject({ previewIds: z.array(rowId).max(1000) })),
  /** A job that describes the photos of the list again. Answers how many there are; no job where there are none. */
  renewInsights: call<{ readonly jobId: JobId | null; readonly photos: number }>()(
    'engine',
    z.strictObject({ filter: insightFilter, ...insightWriter }),
  ),
  /** Every photo shows the last thing that this one wrote of it, but those that show what the user wrote: one edit. */
  returnToMaker: call<{ readonly editId: EditId | null; readonly photos: number; readonly keptOwn: number }>()(
    'engine',
    z.strictObject({ maker: insightMaker }),
  ),
  /** By hand: pinned and current from now on. `name_invalid` without a title. */
  writeInsight: call<{ readonly editId: EditId }>()(
    'engine',
    z.strictObject({ locationId, title: z.string().max(500), summary: z.string().max(20_000) }),
  ),
  /** Null when that is so already. */
  rateInsight: call<{ readonly editId: EditId | null }>()(
    'engine',
    z.strictObject({ insightId, rating: z.enum(['useful', 'wrong']).nullable() }),
  ),
  /** Pinned, too. Null when that is so already. */
  makeInsightCurrent: call<{ readonly editId: EditId | null }>()('engine', z.strictObject({ insightId })),
  /** Which insight is current is decided again as if it had never been pinned. */
  unpinInsight: call<{ readonly editId: EditId | null }>()('engine', z.strictObject({ insightId })),
  /**
   * Gives each of these photos what it is offered of the tags that its current insight suggests; see `offersOf`: one edit.
   * Null when there is nothing to give.
   */
  acceptSuggestedTags: call<Edit | null>()('engine', z.strictObject({ locationIds })),
  /** What is suggested for one of these reasons is given by itself to photos that are described; none by default. */
  givenSuggestions: call<readonly SuggestionSource[]>()('reader', nothing),
  /** From now on; what was given stays. */
  setGivenSuggestions: call<null>()('engine', z.strictObject({ sources: z.array(z.enum(suggestionSources)) })),
  /** The photo is not offered this tag any more, by no insight: one edit. Null when it was dismissed already. */
  dismissSuggestedTag: call<Edit | null>()('engine', z.strictObject({ insightId, name: tagName })),
  /** Answers the edit that `undoEdit` takes back. */
  deleteInsight: call<{ readonly editId: EditId }>()('engine', z.strictObject({ insightId })),

  health: call<Health>()('reader', nothing),
  ambiguousTags: call<readonly AmbiguousTag[]>()('reader', z.strictObject(page)),
  /** The photos that were meant bear the tag from now on, the others of the same path do not. */
  settleAmbiguousTag: call<TagEdit>()(
    'engine',
    z.strictObject({ ambiguityId, contentHashes: z.array(contentHash).max(1000) }),
  ),
  replacedFiles: call<readonly ReplacedFile[]>()('reader', z.strictObject(page)),
  /** `carry`: it was an edit after all. Otherwise the old photo keeps what it had, and the new one starts afresh. */
  settleReplaced: call<null>()(
    'engine',
    z.strictObject({ lineageIds: z.array(lineageId).min(1).max(100_000), carry: z.boolean() }),
  ),
  silentChanges: call<readonly SilentChange[]>()('reader', z.strictObject(page)),
  /** `accept`: the bytes are right as they are, as if edited. `verify_again`: the file was put right. */
  settleSilentChange: call<null>()(
    'engine',
    z.strictObject({
      locationIds: z.array(locationId).min(1).max(100_000),
      answer: z.enum(['accept', 'verify_again']),
    }),
  ),
  duplicates: call<readonly DuplicateGroup[]>()('reader', z.strictObject(page)),
  orphans: call<readonly OrphanGroup[]>()('reader', nothing),
  /**
   * Deletes tags, marks, places in albums and stacks, insights and thumbnails of photos without any file, after a backup.
   * Null: those of no library.
   */
  purgeOrphans: call<Omit<OrphanCounts, 'photos'> & { readonly backup: Backup }>()(
    'engine',
    z.strictObject({ libraryIds: z.array(libraryId.nullable()).min(1).max(10_000) }),
  ),
  /** Reads files again now, whenever they were last read; null: in all libraries. Progress comes by `activity`. */
  verifyFiles: call<null>()('engine', z.strictObject({ libraryId: libraryId.nullable() })),
  cancelVerification: call<null>()('engine', nothing),
  checkDatabase: call<DatabaseCheck>()('reader', nothing),
  selfCheck: call<SelfCheck>()('reader', nothing),
  /** Makes the numbers and queues that `selfCheck` compares again from what they are about. */
  recount: call<null>()('engine', nothing),

  /** The newest first. */
  backups: call<readonly Backup[]>()('reader', nothing),
  createBackup: call<Backup>()('engine', nothing),
  /** `backup_unusable` when the file is damaged or of a newer app. */
  backupDifference: call<BackupDifference>()('reader', z.strictObject({ name: backupName })),
  /** Puts a backup in the database's place; what was there is kept as a `rescue` backup. The engine starts again. */
  restoreBackup: call<null>()('shell', z.strictObject({ name: backupName })),
  startState: call<StartState>()('shell', nothing),
  /** Reads what can be read of a damaged database into a new one; the damaged file is kept. */
  salvageDatabase: call<Salvage>()('shell', nothing),
} as const;

export interface CopiedFiles {
  readonly count: number;
  readonly as: 'files' | 'paths';
}

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly platform: string;
  readonly dataFolder: string;
  readonly languageChoice: LanguageChoice;
}

export type Api = typeof api;
export type CallName = keyof Api;
/** What the caller gives: plain numbers for ids are refused by the types, not only by the schema. */
export type RequestOf<N extends CallName> = z.output<Api[N]['request']>;
export type ResponseOf<N extends CallName> = NonNullable<Api[N]['response']> | Extract<Api[N]['response'], null>;
export type CallsBy<By extends Answerer> = {
  [N in CallName]: Api[N]['by'] extends By ? N : never;
}[CallName];
/** What answers the calls: values, at once or later, with expected trouble thrown and put into the envelope by who serves. */
export type Answers<By extends Answerer> = {
  readonly [N in CallsBy<By>]: (request: RequestOf<N>) => ResponseOf<N> | Promise<ResponseOf<N>>;
};

/** `window.keepsight`: all that the renderer can reach of the rest of the app. */
export interface Bridge {
  call<N extends CallName>(name: N, request: RequestOf<N>): Promise<Result<ResponseOf<N>>>;
  /** Returns the function that stops listening. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
  /** The path of a dropped folder; the empty string when it has none. */
  pathForFile(file: File): string;
}
