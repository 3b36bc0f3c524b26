/** The words of the product, as types: see docs/data-model.md. Times are integers in milliseconds. */

/** BLAKE3-256 of a whole file: 64 lower-case hexadecimal digits. */
export type ContentHash = string & { readonly __brand: 'ContentHash' };
/** `image_exif.id`: one file in one library. In a grid it stands for its photo. */
export type LocationId = number & { readonly __brand: 'LocationId' };
export type LibraryId = number & { readonly __brand: 'LibraryId' };
export type TagId = number & { readonly __brand: 'TagId' };
export type InsightId = number & { readonly __brand: 'InsightId' };
export type JobId = number & { readonly __brand: 'JobId' };

/** Computed at the start of every tick, never stored. */
export interface Availability {
  readonly state: 'online' | 'offline' | 'suspect';
  readonly reason: 'readable' | 'root_missing' | 'root_not_directory' | 'root_unreadable' | 'root_empty' | 'not_probed';
  /** For people: what is the matter and what helps; empty when online. */
  readonly message: string;
}

export interface LibrarySummary {
  readonly id: LibraryId;
  readonly name: string;
  readonly rootPath: string;
  readonly availability: Availability;
  /** Photos with at least one place in this library (distinct bytes plus files not hashed yet). */
  readonly photoCount: number;
  /** Files known in this library. */
  readonly locationCount: number;
  readonly missingCount: number;
  /** Files whose bytes could not be shown: damaged, or of a type without a preview yet. */
  readonly problemCount: number;
  /** Files waiting for their first full read. */
  readonly backlogCount: number;
  readonly lastScan: ScanReport | null;
}

export interface ScanReport {
  readonly finishedAtMs: number;
  readonly filesSeen: number;
  readonly added: number;
  readonly changed: number;
  readonly missing: number;
  readonly moved: number;
  /** Folders and files that could not be listed; the first few by name. */
  readonly unreadableCount: number;
  readonly unreadableExamples: readonly string[];
  readonly outcome: 'completed' | 'cancelled' | 'interrupted';
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
   */
  readonly filter: 'all' | 'untagged' | 'missing' | 'problems';
}

/** Photos in each of the standing views, over all libraries; the same photos as their grids show. */
export type ViewCounts = Readonly<Record<GridView['filter'], number>>;

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
 * The photos of a view, newest first, one entry a photo, as parallel arrays of the same length.
 * A million photos are about 19 MB here; names and hashes come on demand by `gridDetails`.
 */
export interface GridModel {
  /** The location that stands for the photo in this view. */
  readonly ids: Int32Array;
  /** Capture time on the wall clock of the place, encoded as if it were UTC. */
  readonly sortTimesMs: Float64Array;
  /** Width by height as shown (orientation applied); 0 when not known yet. */
  readonly aspects: Float32Array;
  /** Number of places that hold the same bytes, in all libraries, at most 255. */
  readonly places: Uint8Array;
  readonly flags: Uint8Array;
  /** True when `limit` cut the list. */
  readonly truncated: boolean;
}

export interface GridDetail {
  readonly id: LocationId;
  readonly contentHash: ContentHash | null;
  readonly hasThumbnail: boolean;
  readonly fileName: string;
  readonly libraryId: LibraryId;
  readonly tagCount: number;
  /** Title of the current insight, for a label that says more than a file name. */
  readonly title: string | null;
}

export type MediaKind = 'image' | 'raw' | 'video' | 'other';

export interface Preview {
  readonly state: 'pending' | 'ready' | 'unsupported' | 'damaged';
  /** Why there is no picture, for people; null when ready or pending. */
  readonly reason: string | null;
}

export interface CaptureTime {
  /** On the wall clock of the place, encoded as if it were UTC. */
  readonly localMs: number;
  /** Offset from UTC in minutes, when the file says so. */
  readonly offsetMinutes: number | null;
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
}

export interface TagSummary {
  readonly id: TagId;
  readonly name: string;
  readonly photoCount: number;
}

/** A tag on a selection: on how many of the selected photos. */
export interface SelectionTag extends TagSummary {
  readonly selectedCount: number;
}

export interface InsightFact {
  readonly label: string;
  readonly text: string;
  /** Where the fact came from, for example `EXIF` or `file`. */
  readonly source: string;
}

export interface Insight {
  readonly id: InsightId;
  readonly title: string;
  readonly summary: string;
  readonly facts: readonly InsightFact[];
  readonly generatedAtMs: number;
  readonly provider: string;
  readonly modelVersion: string;
  readonly requestedBy: 'user' | 'background';
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
  /** Where it was made. The name is kept when the library is removed. */
  readonly libraryId: LibraryId;
  readonly libraryName: string;
  readonly relPath: string;
}

export interface PhotoDetails {
  readonly locationId: LocationId;
  readonly contentHash: ContentHash | null;
  readonly fileName: string;
  readonly mediaKind: MediaKind;
  readonly preview: Preview;
  readonly facts: PhotoFacts;
  readonly tags: readonly TagSummary[];
  /** Every location of the same bytes in every library, this one first. */
  readonly places: readonly Place[];
  /** Current first, then the history, latest first. */
  readonly insights: readonly Insight[];
}

/** A photo whose location was added, and the photos a bulk edit changed: enough to undo it. */
export interface TagEdit {
  readonly tag: TagSummary;
  /** One location of each photo that the edit changed; photos that were so already are not among them. */
  readonly changed: readonly LocationId[];
}
