/** The words of the product, as types: see docs/data-model.md. Times are integers in milliseconds. */
import type { FaceBox } from './face-square.js';
import type { ColourLabel, Flag, Marks, Rating } from './marks.js';
import type { NameField } from './search-query.js';
import type { HotKey, TagColour } from './tag-details.js';

/** BLAKE3-256 of a whole file: 64 lower-case hexadecimal digits. */
export type ContentHash = string & { readonly __brand: 'ContentHash' };
/** `image_exif.id`: one file in one library. In a grid it stands for its photo. */
export type LocationId = number & { readonly __brand: 'LocationId' };
export type LibraryId = number & { readonly __brand: 'LibraryId' };
export type TagId = number & { readonly __brand: 'TagId' };
export type InsightId = number & { readonly __brand: 'InsightId' };
export type AlbumId = number & { readonly __brand: 'AlbumId' };
/** A face in a photo; never given twice. */
export type FaceId = number & { readonly __brand: 'FaceId' };
/** Somebody on photos, named or not: the group of faces that stands for one. */
export type PersonId = number & { readonly __brand: 'PersonId' };
export type JobId = number & { readonly __brand: 'JobId' };

/** `edits.id`: one thing done to tags, insights or photos, by somebody, at some time. */
export type EditId = number & { readonly __brand: 'EditId' };
/** `content_lineage.id`: one file that got other bytes. */
export type LineageId = number & { readonly __brand: 'LineageId' };
/** `tag_ambiguities.id` */
export type AmbiguityId = number & { readonly __brand: 'AmbiguityId' };

/** Computed at the start of every tick, never stored. */
export interface Availability {
  /** `suspect` is treated as offline: nothing is scanned, nothing is taken as deleted. */
  readonly state: 'online' | 'offline' | 'suspect';
  readonly reason:
    | 'readable'
    /** Online; the volume or the folder does not let itself be written to, which Keepsight never needs. */
    | 'read_only'
    | 'root_missing'
    | 'root_not_directory'
    | 'root_unreadable'
    | 'root_empty'
    /** Another drive is mounted where the library's was. */
    | 'volume_differs'
    /** The marker file names another library, or is gone. */
    | 'marker_differs'
    | 'not_probed';
  /** For people: what is the matter and what helps; empty when online and writable. */
  readonly message: string;
  /** Where the library's drive or folder seems to be now; offered for relocation. Null when it was not seen elsewhere. */
  readonly foundAt: string | null;
  /** How changes are noticed; null while it is not online. */
  readonly watching: Watching | null;
}

/** `events`: the system tells of each change. `polling`: the whole library is looked at now and then. */
export interface Watching {
  readonly by: 'events' | 'polling';
  /**
   * Why it is polled: `network` drives tell of no changes that others make; `limit`: the system watches no more folders;
   * `failed`: it could not be watched. Null for events.
   */
  readonly reason: 'network' | 'limit' | 'failed' | null;
  /** Milliseconds between two looks, as they are now; null for events. */
  readonly pauseMs: number | null;
}

/** An unusually large loss: nothing is taken as missing before the user says so. */
export interface LossGuard {
  readonly noticedAtMs: number;
  /** Files that are not where they were, whose bytes are known nowhere else. */
  readonly count: number;
  /** Files known in the library. */
  readonly total: number;
  /** Paths of the first few. */
  readonly examples: readonly string[];
}

export interface LibrarySummary {
  readonly id: LibraryId;
  readonly name: string;
  readonly rootPath: string;
  readonly availability: Availability;
  /** The root holds a marker file that says which library it is. */
  readonly hasMarker: boolean;
  /** Null while nothing is held back. */
  readonly lossGuard: LossGuard | null;
  /** What the user wants to be left out: patterns as in a .gitignore file, without regard to case. */
  readonly ignorePatterns: readonly string[];
  /** Photos with at least one place in this library (distinct bytes plus files not hashed yet). */
  readonly photoCount: number;
  /** Files known in this library. */
  readonly locationCount: number;
  readonly missingCount: number;
  /** Files whose bytes could not be shown: damaged, or of a type without a preview yet. */
  readonly problemCount: number;
  /** Files waiting for their first full read. */
  readonly backlogCount: number;
  /** Files and folders that the scan met and did not list; `leftOut` says why. At most 5000 are kept a library. */
  readonly leftOutCount: number;
  readonly lastScan: ScanReport | null;
}

export interface ScanReport {
  readonly finishedAtMs: number;
  readonly filesSeen: number;
  readonly added: number;
  readonly changed: number;
  readonly missing: number;
  readonly moved: number;
  /** Folders and files that could not be read; `leftOut` lists them. */
  readonly unreadableCount: number;
  readonly outcome: 'completed' | 'cancelled' | 'interrupted';
}

/** A file or folder in a library that is not listed. */
export interface LeftOut {
  readonly libraryId: LibraryId;
  readonly libraryName: string;
  /** The empty path is the library's own folder. */
  readonly relPath: string;
  /** For people: why, and what helps. */
  readonly reason: string;
}

/** What patterns would do to a library. */
export interface IgnorePreview {
  /** Known files that would leave the listing; what is known of their photos stays. */
  readonly leaving: number;
  /** Paths of the first few. */
  readonly examples: readonly string[];
}

/** What the remove dialog says before anything is removed. */
export interface LibraryRemovalPreview {
  readonly name: string;
  readonly locationCount: number;
  /** Photos that no other library holds. */
  readonly photosOnlyHere: number;
  /** Tag assignments that stay in the database. */
  readonly tagsKept: number;
  /** Insights, current and past, that stay in the database. */
  readonly insightsKept: number;
}

/** Which photos a grid shows. */
export interface GridView {
  readonly libraryId: LibraryId | null;
  readonly tagId: TagId | null;
  /**
   * `all`: every photo that is not known to be missing. `untagged`: those without any tag.
   * `missing`: photos all of whose files are gone. `problems`: damaged files and types without a preview.
   * The Health page leads to the others. `unreadable`: damaged files and files that could not be read.
   * `duplicates`: photos with two files or more. `replaced`: files whose new bytes wait for the user's word.
   * `ambiguous`: photos that an older tag may have meant. `changed_silently`: other bytes, same size and time.
   */
  readonly filter:
    | 'all'
    | 'untagged'
    | 'missing'
    | 'problems'
    | 'unreadable'
    | 'duplicates'
    | 'replaced'
    | 'ambiguous'
    | 'changed_silently';
  /** What is searched for besides, in the language of `search-query.ts`; without one, nothing in particular. */
  readonly query?: string;
  /** Only photos of this album, in its order; absent for all. */
  readonly albumId?: AlbumId;
  /** Only photos with so many stars or more; absent for all. */
  readonly minRating?: Rating;
  /** Only photos with this flag, `none` for those without one; absent for all. */
  readonly flag?: Flag | 'none' | 'not_rejected';
  /** Only photos with this colour label, `none` for those without one; absent for all. */
  readonly label?: ColourLabel | 'none';
  /** Absent: capture time, newest first, by month. */
  readonly order?: GridOrder | undefined;
  /** Only photos that were taken within these bounds. */
  readonly bounds?: GridBounds;
  /** Only photos taken from then on, by the wall clock of the place, encoded as if it were UTC. */
  readonly from?: number;
  /** Only photos taken before then. */
  readonly to?: number;
  /** Only photos of these days, of whichever year: month times 100 plus day. */
  readonly monthDays?: readonly number[];
  /** Only photos that look like this one, the most alike first, itself before all; absent for all. */
  readonly likeLocationId?: LocationId;
  /** Only photos of the stack that this one is in, each by itself and in the stack's order; absent for all. */
  readonly stackOf?: LocationId;
}

/** Of photos, by their bytes. */
export interface LookCounts {
  /** Not looked at yet. */
  readonly waiting: number;
  readonly done: number;
  readonly failed: number;
  /** Why the first few failed, for people. */
  readonly reasons: readonly { readonly fileName: string; readonly reason: string }[];
}

/** What is kept of faces. */
export interface FaceCounts {
  /** Faces are kept and grouped. */
  readonly isOn: boolean;
  /** All of it is being deleted. */
  readonly isDeleting: boolean;
  readonly faces: number;
  readonly people: number;
  /** Photos whose faces are still to be looked at, of those that were looked at before it was turned on. */
  readonly waiting: number;
  readonly failed: number;
}

/** A face as it is shown: cut out of the thumbnail of its photo. */
export interface FaceView {
  readonly id: FaceId;
  readonly contentHash: ContentHash;
  /** A file of the photo; null when none is left. */
  readonly locationId: LocationId | null;
  readonly box: FaceBox;
  /** How the photo stands. */
  readonly turn: QuarterTurns;
}

export interface Person {
  readonly id: PersonId;
  /** By which the person is named; null for nobody yet. */
  readonly tag: { readonly id: TagId; readonly name: string } | null;
  /** The user wants to hear nothing of this person. */
  readonly isHidden: boolean;
  readonly faces: number;
  /** Faces that the machine took for this person, on photos without the tag. */
  readonly suggested: number;
  readonly best: FaceView | null;
  /** Of one without a name: a named person whom the faces are like. */
  readonly maybe: { readonly personId: PersonId; readonly tagName: string; readonly best: FaceView | null } | null;
}

/** Those with a name by name; the others by how often they are seen. Of those without a name, the first few hundred. */
export interface People {
  readonly named: readonly Person[];
  readonly unnamed: readonly Person[];
  /** Seen on one photo only. */
  readonly once: readonly Person[];
  readonly onceCount: number;
  readonly hidden: readonly Person[];
}

export interface PersonFaces {
  readonly person: Person;
  /** Of `suggested`, the first. */
  readonly suggested: readonly FaceView[];
  /** The others, the last found first: a part of them. */
  readonly faces: readonly FaceView[];
  readonly hasMore: boolean;
}

/** A face on a photo that may be a named person's, who is not on the photo by tag. */
export interface SuggestedPerson {
  readonly faceId: FaceId;
  readonly personId: PersonId;
  readonly tagId: TagId;
  readonly tagName: string;
}

/** What was made of a search. */
export interface SearchNotes {
  /** Words that are nowhere, and those that were looked for instead. */
  readonly corrections: readonly { readonly typed: string; readonly meant: string }[];
  /** Names that nothing has. */
  readonly unknown: readonly { readonly field: NameField | 'near'; readonly name: string }[];
  /** Where nothing is found: each term without which something is, what is left without it, and how much that finds. */
  readonly without: readonly {
    readonly term: string;
    readonly query: string;
    readonly photos: number;
    /** There are more than `photos`. */
    readonly isMore: boolean;
  }[];
}

/** A value of a search's field, and on how many of the photos shown it is. */
export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/** What the photos of a view have in common, the most first where nothing else is said; dates the latest first. At most 200 of each. */
export interface SearchFacets {
  readonly photos: number;
  readonly tags: readonly FacetCount[];
  /** Years, or months where all is of one year. */
  readonly dates: readonly FacetCount[];
  readonly cameras: readonly FacetCount[];
  readonly lenses: readonly FacetCount[];
  readonly libraries: readonly FacetCount[];
  readonly types: readonly FacetCount[];
  /** `5` to `1`: with so many stars or more; `0`: without. */
  readonly ratings: readonly FacetCount[];
  /** Each in its own order, `none` for those without last. */
  readonly flags: readonly FacetCount[];
  readonly labels: readonly FacetCount[];
  /** Those whose photos are chosen; of albums that have one name, photos of any of them. */
  readonly albums: readonly FacetCount[];
}

/** Values that a search can name, in the alphabet's order. */
export interface SearchValues {
  readonly cameras: readonly string[];
  readonly lenses: readonly string[];
}

/** In which order a grid stands. */
export interface GridOrder {
  /** `added`: when the file was first seen here. Names are compared without case, numbers in them by their value. */
  readonly by: 'captured' | 'added' | 'name' | 'size' | 'rating';
  readonly descending: boolean;
  /**
   * Days and months are those of the time that is sorted by, else of the capture time, newest first. Within each group
   * photos stand as they are sorted.
   */
  readonly group: 'day' | 'month' | 'place' | 'library' | 'none';
}

/** A part of a grid: the photos from this row to the next part's. */
export interface GridSection {
  readonly from: number;
  readonly key: GridSectionKey;
}

/** What the photos of a part have in common. */
export type GridSectionKey =
  /** The first moment of it, on the wall clock, encoded as if it were UTC. */
  | { readonly kind: 'day' | 'month'; readonly startMs: number }
  | { readonly kind: 'library'; readonly libraryId: LibraryId }
  /** As files call the place. */
  | { readonly kind: 'place'; readonly name: string }
  /** Of a place without a known name: about the middle of its photos, in degrees. */
  | { readonly kind: 'position'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'no_place' }
  /** A capital letter; `0` for any digit, the empty text for other signs. */
  | { readonly kind: 'initial'; readonly text: string }
  /** From this size to the next step of 1, 2 and 5. */
  | { readonly kind: 'size'; readonly fromBytes: number }
  /** Stars, 0 to 5. */
  | { readonly kind: 'rating'; readonly rating: Rating }
  /** To the photo that others are compared with. `same`: another version of it, or the next moment. */
  | { readonly kind: 'likeness'; readonly likeness: 'itself' | 'same' | 'alike' };

/** Degrees, WGS 84, edges included. Where `west` is above `east`, it reaches over the antimeridian. */
export interface GridBounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Positions of locations, as parallel arrays of the same length: 20 MB for a million. Degrees, WGS 84. */
export interface MapPoints {
  readonly ids: Int32Array;
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
}

/** The days of a year on which photos were taken, by the wall clock of the place. */
export interface CalendarYear {
  readonly year: number;
  /** Every year with photos, the earliest first. */
  readonly years: readonly number[];
  /** Those with photos, in their order. */
  readonly days: readonly {
    /** Its beginning, encoded as if it were UTC. */
    readonly dayMs: number;
    readonly photos: number;
    /** A photo of the day that stands for it. */
    readonly locationId: LocationId;
  }[];
}

/** Photos in each of the views that the sidebar lists, over all libraries; the same photos as their grids show. */
export type ViewCounts = Readonly<Record<'all' | 'untagged' | 'missing' | 'problems', number>>;

/** By how many quarters to the right somebody turned a photo, on top of what its file says. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** Bits of `GridModel.flags`. */
export const GridFlag = {
  /** Not read yet: no thumbnail. */
  pending: 1,
  /** No preview for this type yet. */
  unsupported: 2,
  /** The file is damaged or could not be read. */
  damaged: 4,
  video: 8,
  missing: 16,
} as const;

/**
 * The photos of a view in its order, an album's in its own; one entry a photo, as parallel arrays of the same length.
 * A million photos are about 22 MB here; names and hashes come on demand by `gridDetails`.
 */
export interface GridModel {
  /** The location that stands for the photo in this view. */
  readonly ids: Int32Array;
  /** Capture time on the wall clock of the place, encoded as if it were UTC. */
  readonly sortTimesMs: Float64Array;
  /** Width by height as shown (orientation applied, and turned); 0 when not known yet. */
  readonly aspects: Float32Array;
  /** Number of places that hold the same bytes, in all libraries, at most 255. */
  readonly places: Uint8Array;
  readonly flags: Uint8Array;
  /** As `unpackMarks` reads them; 0 for none. */
  readonly marks: Uint16Array;
  /** `QuarterTurns` of each. */
  readonly turns: Uint8Array;
  /** Other photos of its stack that the view covers, and shows by this one; 0 where it stands for itself alone. */
  readonly stacked: Uint16Array;
  /**
   * The parts of the list, which the headers and the scale at the edge tell: the view's groups, or where there are none the
   * steps of what it is sorted by. Null where both follow from `sortTimesMs`, which is captured times in their order.
   */
  readonly sections: readonly GridSection[] | null;
  /** True when `limit` cut the list. */
  readonly truncated: boolean;
}

/** Of a list, beside its photos: each an array with a number for each of them. */
export const gridColumns = ['sortTimesMs', 'aspects', 'places', 'flags', 'marks', 'turns', 'stacked'] as const;
export type GridColumn = (typeof gridColumns)[number];

/** `rows` of the list, and their values, as the column has them; null: the values are the whole column. */
export interface ColumnChange {
  readonly rows: Int32Array | null;
  readonly values: GridModel[GridColumn];
}

/** Between two lists of the same photos in the same order; what is not there did not change. */
export interface GridChanges {
  readonly columns: Partial<Record<GridColumn, ColumnChange>>;
  readonly sections?: readonly GridSection[] | null;
}

/** `stamp` is what the next call says to get no more than what changed since this answer. */
export type GridUpdate =
  { readonly stamp: number; readonly model: GridModel } | { readonly stamp: number; readonly changes: GridChanges };

export interface GridDetail {
  readonly id: LocationId;
  readonly contentHash: ContentHash | null;
  readonly hasThumbnail: boolean;
  /** What is shown before the thumbnail: base64 of the bytes that `blurPixels` reads; null where there is none. */
  readonly blur: string | null;
  readonly fileName: string;
  readonly libraryId: LibraryId;
  readonly tagCount: number;
  /** Title of the current insight, for a label that says more than a file name. */
  readonly title: string | null;
  /** Of a video, in milliseconds; null where it is not known, and for photos. */
  readonly durationMs: number | null;
  /** The file holds a short video behind its picture. */
  readonly hasMotion: boolean;
  /** What kinds of files stand behind this one in its stack, each once; empty when it is one file. */
  readonly behind: readonly MediaKind[];
}

export type MediaKind = 'image' | 'raw' | 'video' | 'other';

export interface Preview {
  readonly state: 'pending' | 'ready' | 'unsupported' | 'damaged';
  /** Why there is no picture, or none yet, for people; null when ready, and when it only waits for its turn. */
  readonly reason: string | null;
}

/**
 * Where the offset of a capture time is known from, the most trusted first: written with the time; the satellites' clock
 * against the wall clock; the time zone of the GPS position; the zone that the camera is set to; other photos of the same
 * camera at that time. `utc`: the file tells the time in UTC and not of which place; the wall time is then UTC's.
 */
export type OffsetSource = 'offset_tag' | 'gps_time' | 'gps_place' | 'camera' | 'history' | 'utc';

export interface CaptureTime {
  /** On the wall clock of the place, encoded as if it were UTC. */
  readonly localMs: number;
  /** Offset from UTC in minutes, when it is known. */
  readonly offsetMinutes: number | null;
  /** Null exactly when the offset is. */
  readonly offsetSource: OffsetSource | null;
  readonly source: 'exif' | 'file_name' | 'file_time';
}

export interface PhotoFacts {
  readonly captured: CaptureTime;
  /** As shown, orientation applied; null until read. */
  readonly width: number | null;
  readonly height: number | null;
  readonly sizeBytes: number;
  readonly mimeType: string;
  readonly cameraMake: string | null;
  readonly cameraModel: string | null;
  readonly lensModel: string | null;
  readonly focalLengthMm: number | null;
  readonly apertureF: number | null;
  readonly exposureSeconds: number | null;
  readonly iso: number | null;
  /** Degrees, WGS 84, north and east positive. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** How long a video is, in milliseconds; null for photos, and where it is not known. */
  readonly durationMs: number | null;
  /** The file holds a short video behind its picture: `media://motion/<location id>`. */
  readonly hasMotion: boolean;
}

export interface Place {
  readonly locationId: LocationId;
  readonly libraryId: LibraryId;
  readonly libraryName: string;
  /** `/`-separated, below the library's root. */
  readonly relPath: string;
  readonly libraryState: Availability['state'];
  /** `unconfirmed`: not found once; believed only when a later tick does not find it either. */
  readonly presence: 'present' | 'unconfirmed' | 'missing';
  /** Tags that this copy alone bears. */
  readonly tags: readonly TagSummary[];
  /** Its bytes are others than when they were hashed, while size and time are the same. */
  readonly isChangedSilently: boolean;
}

export interface TagSummary {
  readonly id: TagId;
  /** With the tags above it: `Places/Lisbon`; see `tag-path.ts`. */
  readonly name: string;
  /** Photos that bear this very tag; those of tags below it are not among them. */
  readonly photoCount: number;
}

export interface AlbumSummary {
  readonly id: AlbumId;
  readonly name: string;
  /** Of chosen photos; those that a search finds are counted by `searchCounts`. */
  readonly photoCount: number;
  /** A search, for an album whose photos are what it finds; null for one whose photos are chosen. */
  readonly query: string | null;
}

/** Photos that the search of an album finds. */
export interface SearchCount {
  readonly albumId: AlbumId;
  readonly photoCount: number;
}

/** A tag in the list of all of them. */
export interface ListedTag extends TagSummary {
  /** The tag that it stands below; null at the top. */
  readonly parentId: TagId | null;
  /** Other names: whoever types one means this tag. */
  readonly synonyms: readonly string[];
  readonly colour: TagColour | null;
  readonly hotKey: HotKey | null;
  /** Some photo bears it, be all of its files missing or its library removed. */
  readonly isInUse: boolean;
}

/** Photos of a tag and of all below it, each once. */
export interface TagTotal {
  readonly tagId: TagId;
  readonly photoCount: number;
}

/** A tag that may be wanted next. */
export interface TagSuggestion {
  readonly tag: TagSummary;
  /** What speaks for it most: photos of the same day, of the same place, with the same tags, or that it was used last. */
  readonly reason: 'day' | 'place' | 'with' | 'recent';
  /** For `with`, the tag that it often goes with. */
  readonly withName: string | null;
}

/** A tag as files of other programs have it. */
export interface VocabularyEntry {
  /** The path; see `tag-path.ts`. */
  readonly name: string;
  readonly synonyms: readonly string[];
  readonly colour: TagColour | null;
  readonly hotKey: HotKey | null;
}

/** `json`: all that Keepsight knows. `keywords`: a list with tabs, as Lightroom has it. `paths`: one a line. `csv`: a table. */
export type VocabularyFormat = 'json' | 'keywords' | 'paths' | 'csv';

export interface VocabularyProblem {
  /** Counted from 1; of JSON, the tag. */
  readonly line: number;
  /** For people. */
  readonly text: string;
}

/** What a file of tags holds, and what an import of it would do. */
export interface VocabularyPreview {
  readonly fileName: string;
  readonly entries: readonly VocabularyEntry[];
  /** At most 100; the rest of the file is read all the same. */
  readonly problems: readonly VocabularyProblem[];
  /** Paths of tags that would be made, those above others too. */
  readonly newTags: readonly string[];
  /** Paths of known tags that would get other names, a colour or a key. */
  readonly changedTags: readonly string[];
  /** Tags of the file that are known, with all that it says of them. */
  readonly unchanged: number;
}

/** A keyword that files of a selection hold. */
export interface FileKeyword {
  /** The tag that it would be. */
  readonly name: string;
  readonly photoCount: number;
  /** Of these, those that bear that tag already. */
  readonly borneCount: number;
  /** It says below which others it stands. */
  readonly isPath: boolean;
  /** It is a level of one of the paths, or leads to one: programs write both. */
  readonly isPartOfPath: boolean;
}

/** What deleting tags, or merging them into another one, would do. Photos without any file count too. */
export interface TagEditPreview {
  /** Photos that bear one of the tags. */
  readonly photos: number;
  /** Of these, those that bear the other tag already; 0 without one. */
  readonly withBoth: number;
  /** Of these, those that bear no other tag than these. */
  readonly withoutOther: number;
  /** Tags that stand below these, on every level. */
  readonly below: number;
}

/** Whom a tag is for: all places of a photo, or one copy of it. */
export type TagScope = 'photo' | 'copy';

/** A tag as one copy of a photo bears it. */
export interface PhotoTag extends TagSummary {
  readonly scope: TagScope;
}

/** A tag on a selection: on how many of the selected photos. */
export interface SelectionTag extends TagSummary {
  readonly selectedCount: number;
}

/** An album of chosen photos, and how many of a selection are in it. */
export interface SelectionAlbum {
  readonly id: AlbumId;
  readonly name: string;
  readonly selectedCount: number;
}

export type InsightRating = 'useful' | 'wrong';

/** The provider of what a user wrote by hand, as the history names it. */
export const ownHand = 'You';

export interface InsightFact {
  readonly label: string;
  readonly text: string;
  /** Where the fact came from, for example `EXIF` or `file`. */
  readonly source: string;
}

/** What suggested tags are made of: where the photo was taken, what is seen in it, which day it was, or a model's word. */
export const suggestionSources = ['place', 'picture', 'calendar', 'model'] as const;
export type SuggestionSource = (typeof suggestionSources)[number];

/**
 * A tag that an insight thinks fits. It is the photo's only once a person has taken it, or has said that what is made of
 * this is to be given by itself.
 */
export interface SuggestedTag {
  /** A path; see `tag-path.ts`. */
  readonly name: string;
  readonly source: SuggestionSource;
  /** How sure it is, 0 to 1. */
  readonly score: number;
}

/** A suggested tag, as the photo has it now. */
export interface OfferedTag extends SuggestedTag {
  /** Somebody did not want it for this photo: it is offered no more. */
  readonly isDismissed: boolean;
}

export interface Insight {
  readonly id: InsightId;
  readonly title: string;
  readonly summary: string;
  readonly facts: readonly InsightFact[];
  /** The best first. */
  readonly suggestedTags: readonly OfferedTag[];
  readonly generatedAtMs: number;
  readonly provider: string;
  /** Empty for what the user wrote. */
  readonly modelVersion: string;
  /** Which prompt it answers; null where there is none. */
  readonly promptVersion: string | null;
  readonly requestedBy: 'user' | 'background';
  /** What it took to make; null where it is not known. */
  readonly durationMs: number | null;
  /** In millionths of the currency, by the prices that held then; null where there were none. */
  readonly costMicros: number | null;
  readonly currency: string | null;
  /** What the user thinks of it. */
  readonly rating: InsightRating | null;
  /** The bytes that it was written for, when a file was edited since and it was carried along; null else. */
  readonly carriedFrom: ContentHash | null;
  /** When a user's regeneration or "make current" pinned it; null when not pinned. */
  readonly pinnedAtMs: number | null;
  readonly isCurrent: boolean;
  /**
   * Why it is not current. `superseded`: a newer one of the same photo was stored. `merged_later`: the same bytes met
   * in two places and the other insight is earlier. `not_pinned`: the other one is pinned by the user.
   */
  readonly whyNotCurrent: 'superseded' | 'merged_later' | 'not_pinned' | null;
  readonly demotedAtMs: number | null;
  /** The bytes were edited after it was generated. */
  readonly isStale: boolean;
  /** Its time cannot be right (before 2000, or in the future): a clock was wrong. It never wins by being earliest. */
  readonly hasWrongClock: boolean;
  /** Where it was made. The name is kept when the library is removed. */
  readonly libraryId: LibraryId;
  readonly libraryName: string;
  readonly relPath: string;
}

/** Which of all insights are listed. */
export interface InsightFilter {
  readonly maker: { readonly provider: string; readonly modelVersion: string } | null;
  /** When they were written: from then on, and before then. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** `stale`: shown, and written before the photo was edited. */
  readonly standing: 'all' | 'current' | 'stale' | 'history';
  /** Only of photos of which another version, by somebody else, says something else. */
  readonly differs: boolean;
  /** `none`: not rated. Null for all. */
  readonly rating: InsightRating | 'none' | null;
}

/** Whoever wrote insights that are kept. */
export interface InsightMaker {
  readonly provider: string;
  readonly modelVersion: string;
  readonly insights: number;
  /** Of these, those that are shown. */
  readonly current: number;
}

/** Where a part of the list of all insights begins: after this one. */
export interface InsightPlace {
  readonly generatedAtMs: number;
  readonly id: number;
}

export interface ListedInsight extends Pick<
  Insight,
  | 'id'
  | 'title'
  | 'summary'
  | 'provider'
  | 'modelVersion'
  | 'promptVersion'
  | 'generatedAtMs'
  | 'isCurrent'
  | 'isStale'
  | 'rating'
  | 'libraryName'
  | 'relPath'
> {
  readonly isPinned: boolean;
  readonly contentHash: ContentHash | null;
  /** A place of the photo; null when no file of it is left. */
  readonly locationId: LocationId | null;
  /** Of the photo, this one included. */
  readonly versions: number;
}

export interface InsightPage {
  readonly insights: readonly ListedInsight[];
  /** Null at the end. */
  readonly next: InsightPlace | null;
}

export interface InsightExport {
  readonly fileName: string;
  readonly photos: number;
  readonly insights: number;
  /** Insights of files that were not read yet: left out, since there are no bytes to find them by. */
  readonly withoutHash: number;
}

export interface InsightImport {
  readonly fileName: string;
  /** Null when all of it was here already. */
  readonly editId: EditId | null;
  readonly added: number;
  readonly photos: number;
  /** Insights that were here already, or were deleted here. */
  readonly known: number;
  /** Photos that no library holds yet. */
  readonly waiting: number;
  /** Parts of the file that say what cannot be. */
  readonly unreadable: number;
}

/** An insight as it would be. It is kept aside for the job that may follow. */
export interface PreviewedInsight {
  /** Names it in `throwAwayPreviews`; null where it failed, and for an answer that waits for another job already. */
  readonly previewId: number | null;
  readonly locationId: LocationId;
  readonly contentHash: ContentHash | null;
  readonly fileName: string;
  /** What is shown now; null for none. */
  readonly now: { readonly title: string; readonly summary: string } | null;
  /** What it would be; null where it failed. */
  readonly then: { readonly title: string; readonly summary: string } | null;
  /** Why there is none, for people. */
  readonly error: string | null;
  readonly durationMs: number | null;
  /** In millionths of the currency; null where it is not known. */
  readonly costMicros: number | null;
  readonly currency: string;
}

/** Answers that were looked at and not wanted. */
export interface ThrownAwayAnswers {
  readonly answers: number;
  /** By currency, in millionths of it. */
  readonly costs: readonly { readonly currency: string; readonly micros: number }[];
}

/** Who writes insights: Keepsight itself, or a model that the user runs or has an account for. */
export type InsightSource = 'built_in' | 'own_model';

/** `first` comes before everything else; one photo alone then waits for no mains power either: somebody looks at it. */
export type JobPriority = 'first' | 'usual' | 'last';

/**
 * Which photos of its target: `missing`: those without an insight. `stale`: those whose insight is from before their file was
 * edited. `all`: every one. Of jobs beside, `new`: photos as they come, until it is cancelled.
 */
export type JobScope = 'missing' | 'stale' | 'all';

/** What a job would do, before it begins. */
export interface InsightPlan {
  /** Photos by what they would be described for. */
  readonly photos: Readonly<Record<JobScope, number>>;
  /** What the last answers of the user's own model took, as it is set now; null when there is none yet. */
  readonly earlier: {
    /** So many were looked at, at the most 100. */
    readonly answers: number;
    /** Of one, in the mean. */
    readonly durationMs: number;
    /** Of one, in the mean, in millionths of the currency; null where no cost is known. */
    readonly costMicros: number | null;
  } | null;
}

/** Insights that somebody asked for: work that goes on after a restart. */
export interface InsightJob {
  readonly id: JobId;
  readonly source: InsightSource;
  /** Another model than that which is set; null for that, and for Keepsight itself. */
  readonly model: string | null;
  readonly scope: JobScope | 'new';
  readonly target:
    | { readonly kind: 'selection' | 'everything' }
    /** The query is empty for a view that searches for nothing; the name is that of its album, tag or library, null for none. */
    | { readonly kind: 'view'; readonly query: string; readonly name: string | null }
    | { readonly kind: 'library'; readonly libraryName: string };
  readonly priority: JobPriority;
  readonly state: 'open' | 'paused' | 'completed' | 'cancelled' | 'failed';
  /** Why it failed, or was paused by itself, for people. */
  readonly reason: string | null;
  readonly createdAtMs: number;
  readonly endedAtMs: number | null;
  /** Photos: as far as the target was looked at while `isGathered` is false. */
  readonly total: number;
  readonly isGathered: boolean;
  readonly done: number;
  /** They had an insight already when their turn came, or their files were gone. */
  readonly skipped: number;
  readonly failed: number;
}

/** A photo that a job could not describe. */
export interface JobFailure {
  /** Null when no file of it is left. */
  readonly locationId: LocationId | null;
  readonly libraryName: string | null;
  readonly relPath: string | null;
  /** For people. */
  readonly error: string;
  readonly tries: number;
}

/** One of the files that are one photo: the picture, its RAW file, the video that was taken with it. */
export interface StackedFile {
  readonly locationId: LocationId;
  readonly fileName: string;
  readonly mediaKind: MediaKind;
  readonly sizeBytes: number;
}

/** One of several photos that somebody put into one stack. */
export interface StackedPhoto {
  /** A file of it; one that is there before one that is not. */
  readonly locationId: LocationId;
  readonly contentHash: ContentHash | null;
  readonly fileName: string;
  readonly hasThumbnail: boolean;
  readonly turn: QuarterTurns;
}

/** Photos that may belong into one stack. */
export interface StackSuggestion {
  /** The same as long as it is of the same photos. */
  readonly id: string;
  /** `burst`: one camera, moments apart. `alike`: some of them are nearly the same picture. */
  readonly kind: 'burst' | 'alike';
  /** Why the first one is suggested as the first. `earliest`: nothing else tells them apart. */
  readonly reason: 'sharpest' | 'exposed' | 'largest' | 'earliest';
  /** In the order that is suggested. */
  readonly photos: readonly SuggestedPhoto[];
  /** When the first and the last of them were taken, on the wall clock, encoded as if it were UTC. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SuggestedPhoto {
  readonly locationId: LocationId;
  readonly contentHash: ContentHash;
  readonly fileName: string;
  readonly libraryName: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly hasThumbnail: boolean;
  readonly turn: QuarterTurns;
  /** 0 to 1; null while it was not looked at. */
  readonly sharpness: number | null;
}

/** A part of the suggested stacks, the newest first. */
export interface StackSuggestions {
  readonly total: number;
  /** In all of them. */
  readonly photos: number;
  readonly groups: readonly StackSuggestion[];
  /** Photos that were looked at, and those that were not: of these only bursts are found. */
  readonly lookedAt: number;
  readonly notLookedAt: number;
}

/** A file beside a photo that says something about it, and is none itself. */
export interface Sidecar {
  readonly fileName: string;
  readonly sizeBytes: number;
}

export interface PhotoDetails {
  readonly locationId: LocationId;
  readonly contentHash: ContentHash | null;
  readonly fileName: string;
  readonly mediaKind: MediaKind;
  readonly preview: Preview;
  readonly facts: PhotoFacts;
  /** What the file says in words of its own; empty while it is not described yet. */
  readonly embeddedTexts: readonly EmbeddedText[];
  /** As this copy bears them: those for the photo, and those for this copy only. */
  readonly tags: readonly PhotoTag[];
  /** Every location of the same bytes in every library, this one first. */
  readonly places: readonly Place[];
  /** The files that are this photo, the one that shows it first; empty when it is one file. */
  readonly stack: readonly StackedFile[];
  /** The photos that are in one stack with this one, itself too, in their order; empty where it is in none. */
  readonly stackedPhotos: readonly StackedPhoto[];
  /** Current first, then the history, latest first. */
  readonly insights: readonly Insight[];
  /** Former bytes of this photo's files, the last edit first. */
  readonly lineage: readonly LineageStep[];
  readonly turn: QuarterTurns;
  /** Named people whom faces on it look like, each once. */
  readonly suggestedPeople: readonly SuggestedPerson[];
}

/**
 * What a text inside a file is about. `keyword_path`: a keyword with those that it stands below, in the writing of the
 * program that put it there (`Places|Lisbon`, `Places/Lisbon`). `person` has the names of marked faces too.
 */
export type EmbeddedField =
  | 'title'
  | 'description'
  | 'keyword'
  | 'keyword_path'
  | 'person'
  | 'place'
  | 'rating'
  | 'label'
  | 'creator'
  | 'copyright';

/** A text inside a file, as found there: one entry of a list, not trimmed; at most 500 a file of 2,000 characters each. */
export interface EmbeddedText {
  readonly field: EmbeddedField;
  /** The tag, as ExifTool calls it: `IPTC:Keywords`. */
  readonly source: string;
  readonly text: string;
}

/** A file got other bytes. */
export interface LineageStep {
  readonly id: LineageId;
  readonly observedAtMs: number;
  readonly libraryName: string;
  readonly relPath: string;
  readonly fromHash: ContentHash;
  /** A place where the former bytes still are; null when there is none. */
  readonly formerAt: LocationId | null;
  /** `edited`: tags and insights were carried. `replaced`: plainly another photo, nothing was carried. */
  readonly verdict: 'edited' | 'replaced';
}

/** What an edit of tags did. */
export interface TagEdit {
  /** Null when nothing had to be changed. */
  readonly editId: EditId | null;
  readonly tag: TagSummary;
  /** One location of each photo that the edit changed; photos that were so already are not among them. */
  readonly changed: readonly LocationId[];
}

export type EditAction =
  | 'tag_added'
  | 'tag_removed'
  /** From all places of the photo to one copy. */
  | 'tag_narrowed'
  /** From one copy to all places of the photo. */
  | 'tag_widened'
  | 'insight_deleted'
  | 'insight_restored'
  /** A tag that an insight suggests is offered no more. */
  | 'suggestion_dismissed'
  | 'suggestion_restored'
  /** Useful, wrong, or neither any more: `otherName` says which. */
  | 'insight_rated'
  /** Chosen to be shown, by making it current or pinning it; and no longer pinned. */
  | 'insight_chosen'
  | 'insight_unpinned'
  /** By hand, and taken away again. */
  | 'insight_written'
  | 'insight_unwritten'
  /** Many photos show what one provider and model, which `otherName` tells, wrote of them. */
  | 'insights_returned'
  /** From a file, which `otherName` tells. */
  | 'insights_imported'
  | 'tag_renamed'
  /** Below another tag, or to the top, with all below it. */
  | 'tag_moved'
  /** Taken off all photos, and out of every list. */
  | 'tag_deleted'
  | 'tag_restored'
  /** Its other names, its colour or its key. */
  | 'tag_described'
  /** Tags that came out of a file, new ones or what is new of them. */
  | 'tags_imported'
  /** All its photos bear another tag instead. */
  | 'tag_merged'
  | 'tag_unmerged'
  /** A person got a name, or faces were told to be a person's, whose photos bore the tag already. */
  | 'person_named'
  /** Two people without a name are one. */
  | 'people_joined'
  /** Faces are not of the person they were taken for. */
  | 'faces_parted'
  /** Nobody is asked about the person any more; and again. */
  | 'person_hidden'
  | 'person_shown'
  /** Rating, flag or label. */
  | 'marks_set'
  /** Made, with photos or without or brought back. */
  | 'album_created'
  | 'album_renamed'
  | 'album_deleted'
  /** Another search, of an album whose photos are what it finds. */
  | 'album_search_changed'
  | 'album_photos_added'
  | 'album_photos_removed'
  /** To another place in its order. */
  | 'album_photos_moved'
  /** Photos were turned by a quarter, or by half a turn. */
  | 'turned_right'
  | 'turned_left'
  | 'turned_over'
  /** Different photos show as one tile; or no more, all of a stack or some of it. */
  | 'photos_stacked'
  | 'photos_unstacked'
  /** Another photo shows its stack. */
  | 'stack_first_set'
  /** Photos are not suggested as a stack any more; or once more. */
  | 'stack_dismissed'
  | 'stack_offered';

/** One line of the history. */
export interface Edit {
  readonly id: EditId;
  readonly atMs: number;
  /**
   * `carry`: the file was edited in place, or became one photo with others, and tags went with it. `insight`: it suggested
   * them, and the user wants such tags to be given by themselves.
   */
  readonly madeBy: 'user' | 'import' | 'carry' | 'insight';
  readonly action: EditAction;
  /** `undo` takes back an edit; `redo` takes back an undo. */
  readonly role: 'do' | 'undo' | 'redo';
  /** When it was taken back; null while it is in effect. */
  readonly undoneAtMs: number | null;
  /** Null for edits of insights and turns; null when the tag is deleted (its name stays). */
  readonly tagId: TagId | null;
  /** As it was then; of a rename or a move, before it. */
  readonly tagName: string | null;
  /** Null for edits that are not of an album, and when it is deleted (its name stays). */
  readonly albumId: AlbumId | null;
  /** As it was then; of a rename, before it. */
  readonly albumName: string | null;
  /**
   * The new name of a rename or a move, of the tag that another was merged into, or of the suggested tag; null for other
   * edits.
   */
  readonly otherName: string | null;
  /** The edit that this one was done with, and is taken back with. */
  readonly partOf: EditId | null;
  /** Other tags that the same edit gave, moved, deleted, merged or brought back. */
  readonly otherTagCount: number;
  readonly insightTitle: string | null;
  /** What an edit of marks set; null for other edits. */
  readonly marks: Partial<Marks> | null;
  readonly photoCount: number;
}

/** One line of a photo's own tag history. */
export interface PhotoTagChange {
  /** Null for tags from before the history was kept: `atMs` is when the tag was given. */
  readonly editId: EditId | null;
  readonly atMs: number;
  readonly madeBy: Edit['madeBy'] | 'unknown';
  readonly action: Extract<EditAction, 'tag_added' | 'tag_removed' | 'tag_narrowed' | 'tag_widened'>;
  readonly role: Edit['role'];
  readonly undoneAtMs: number | null;
  readonly tagId: TagId;
  readonly tagName: string;
  /** Photos that the same edit changed. */
  readonly photoCount: number;
  /** For one copy only: which. */
  readonly copy: { readonly libraryName: string; readonly relPath: string } | null;
}

/** What Ctrl+Z and Ctrl+Shift+Z would do now. */
export interface EditStack {
  readonly undo: Edit | null;
  readonly redo: Edit | null;
}

/** What undoing or redoing did. */
export interface EditOutcome {
  /** The new edit. */
  readonly edit: Edit;
  /** Photos that could not be brought back, because their files are forgotten. */
  readonly skipped: number;
}

// ------------------------------------------------------------------ health

/** Everything the Health page says at a glance. */
export interface Health {
  readonly ambiguousTags: number;
  readonly replacedFiles: number;
  readonly missingPhotos: number;
  readonly unreadableFiles: number;
  /** Files and folders that the scans met and did not list. */
  readonly leftOutPaths: number;
  readonly silentlyChanged: number;
  readonly duplicates: {
    readonly photos: number;
    /** Files beyond the first of each photo. */
    readonly extraFiles: number;
    readonly reclaimableBytes: number;
  };
  readonly orphans: OrphanCounts;
  readonly heldBack: readonly { readonly libraryId: LibraryId; readonly name: string; readonly guard: LossGuard }[];
  readonly backlog: {
    readonly toRead: number;
    readonly toDescribe: number;
    readonly toReconcile: number;
  };
  readonly verification: {
    /** Files whose bytes were read and hashed. */
    readonly files: number;
    /** Those whose last reading is longer ago than the interval, or that were never confirmed. */
    readonly due: number;
    /** The longest time since a file was last read; null when there is none. */
    readonly oldestVerifiedAtMs: number | null;
    readonly intervalDays: number;
  };
  readonly database: { readonly sizeBytes: number; readonly lastCheck: DatabaseCheck | null };
  readonly lastSelfCheck: SelfCheck | null;
  readonly lastBackup: Backup | null;
}

/** Derived data whose photo has no file in any library, removed ones aside. */
export interface OrphanCounts {
  readonly photos: number;
  readonly tags: number;
  /** Photos with a rating, a flag or a label. */
  readonly marks: number;
  /** Places of photos in albums. */
  readonly albums: number;
  /** Photos that somebody put into a stack. */
  readonly stacks: number;
  readonly insights: number;
}

/** Orphans by the library they were made in. */
export interface OrphanGroup extends OrphanCounts {
  readonly libraryId: LibraryId | null;
  readonly libraryName: string;
  /** The library was removed from Keepsight; a library that is still there may just have lost the files. */
  readonly isRemoved: boolean;
  /** Names of a few tags that would go. */
  readonly tagNames: readonly string[];
}

/** What SQLite says of its own file. */
export interface DatabaseCheck {
  readonly checkedAtMs: number;
  readonly isSound: boolean;
  /** The first few findings, for people. */
  readonly findings: readonly string[];
}

/** Every number and queue that is kept by increments, counted afresh and compared. */
export interface SelfCheck {
  readonly checkedAtMs: number;
  readonly durationMs: number;
  readonly photos: number;
  readonly isSound: boolean;
  readonly findings: readonly SelfCheckFinding[];
}

export interface SelfCheckFinding {
  /** What was compared, for example "photos with the tag Sea". */
  readonly what: string;
  readonly kept: number;
  readonly counted: number;
}

/** An older tag whose path leads to different photos. */
export interface AmbiguousTag {
  readonly id: AmbiguityId;
  readonly tag: TagSummary;
  readonly relPath: string;
  readonly photos: readonly {
    /** Null when no file of it is left. */
    readonly locationId: LocationId | null;
    readonly contentHash: ContentHash;
    readonly turn: QuarterTurns;
    readonly libraryName: string;
    /** Bears the tag now. */
    readonly isTagged: boolean;
  }[];
}

/** A file whose new bytes are plainly another photo. */
export interface ReplacedFile {
  readonly id: LineageId;
  readonly observedAtMs: number;
  readonly locationId: LocationId | null;
  readonly libraryName: string;
  readonly relPath: string;
  readonly fromHash: ContentHash;
  readonly toHash: ContentHash;
  readonly fromTurn: QuarterTurns;
  readonly toTurn: QuarterTurns;
  /** What the old bytes have and the new ones would get. */
  readonly tagNames: readonly string[];
  readonly insights: number;
}

/** A file whose bytes changed while its size and time did not. */
export interface SilentChange {
  readonly locationId: LocationId;
  readonly foundAtMs: number;
  readonly libraryName: string;
  readonly relPath: string;
  readonly contentHash: ContentHash;
  readonly turn: QuarterTurns;
  /** Other present files that still hold the bytes: where a sound copy is. */
  readonly soundCopies: readonly { readonly libraryName: string; readonly relPath: string }[];
}

/** Files of one photo, the largest waste first. */
export interface DuplicateGroup {
  readonly contentHash: ContentHash;
  readonly turn: QuarterTurns;
  readonly sizeBytes: number;
  readonly files: readonly {
    readonly locationId: LocationId;
    readonly libraryName: string;
    readonly relPath: string;
  }[];
}

// ------------------------------------------------------------------ backups

export interface Backup {
  /** File name in the backup folder. */
  readonly name: string;
  /** `rescue`: what was there before a restore. */
  readonly kind: 'daily' | 'upgrade' | 'manual' | 'rescue';
  readonly madeAtMs: number;
  readonly sizeBytes: number;
}

/** What a restore would change: the backup against what is there now. */
export interface BackupDifference {
  readonly backup: Backup;
  readonly libraries: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** Tag assignments and insights that the backup has and now has not, and the other way round. */
  readonly tags: { readonly onlyInBackup: number; readonly onlyNow: number; readonly names: readonly string[] };
  readonly insights: { readonly onlyInBackup: number; readonly onlyNow: number };
  /** Photos whose rating, flag or label is another one in the backup than now. */
  readonly marks: { readonly onlyInBackup: number; readonly onlyNow: number };
  /** Photos in albums that the other side has not in them. */
  readonly albums: { readonly onlyInBackup: number; readonly onlyNow: number };
  /** Photos in stacks made by hand that the other side has not with the same photos. */
  readonly stacks: { readonly onlyInBackup: number; readonly onlyNow: number };
  readonly photos: { readonly inBackup: number; readonly now: number };
}

/** How the app could start. */
export type StartState =
  | { readonly state: 'running' }
  | {
      /** The database is damaged. It was left as it is; nothing happens before the user says what. */
      readonly state: 'damaged';
      readonly message: string;
      readonly databasePath: string;
      /** Sound ones, the newest first. */
      readonly backups: readonly Backup[];
    };

/** What a salvage read out of a damaged database. */
export interface Salvage {
  readonly libraries: number;
  readonly files: number;
  readonly tags: number;
  readonly insights: number;
  /** Rows known to be lost; null when the damage does not let them be counted. */
  readonly lost: number | null;
  /** Where the damaged file is kept. */
  readonly keptAs: string;
}
