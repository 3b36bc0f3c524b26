import { z } from 'zod';
import type { Result } from './errors.js';
import type { EventName, Events } from './events.js';
import type {
  ContentHash,
  GridDetail,
  GridModel,
  InsightId,
  JobId,
  LibraryId,
  LibraryRemovalPreview,
  LibrarySummary,
  LocationId,
  PhotoDetails,
  SelectionTag,
  TagEdit,
  TagId,
  TagSummary,
  ViewCounts,
} from './model.js';
import type { Activity } from './progress.js';

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
const insightId = rowId.transform((id) => id as InsightId);
const contentHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((hash) => hash as ContentHash);
const jobId = rowId.transform((id) => id as JobId);
const nothing = z.strictObject({});
const folderPath = z.string().min(1).max(4096);
const name = z.string().max(200);
/** A selection: one location of each photo. */
const locationIds = z.array(locationId).min(1).max(2_000_000);

export const gridView = z.strictObject({
  libraryId: libraryId.nullable(),
  tagId: tagId.nullable(),
  filter: z.enum(['all', 'untagged', 'missing', 'problems']),
});

/** Every call the renderer can make. Client, router and handlers derive their types from this map. */
export const api = {
  appInfo: call<AppInfo>()('shell', nothing),
  /** Answers null when the user cancels. */
  pickFolder: call<string | null>()('shell', z.strictObject({ title: z.string().max(200) })),
  showInFolder: call<null>()('shell', z.strictObject({ locationId })),

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
  libraryRemovalPreview: call<LibraryRemovalPreview>()('engine', z.strictObject({ libraryId })),
  removeLibrary: call<null>()('engine', z.strictObject({ libraryId })),
  /** Null scans every library. Answers when the scan is queued; progress and the report come by events. */
  scanLibrary: call<null>()('engine', z.strictObject({ libraryId: libraryId.nullable() })),
  cancelScan: call<null>()('engine', z.strictObject({ libraryId })),

  activity: call<Activity>()('engine', nothing),
  setPaused: call<Activity>()('engine', z.strictObject({ paused: z.boolean() })),
  /** What is in view is read first. */
  prioritise: call<null>()('engine', z.strictObject({ locationIds: z.array(locationId).max(2000) })),

  /** With `limit`, only the newest photos: a first screen at once. */
  gridModel: call<GridModel>()('reader', z.strictObject({ view: gridView, limit: z.int().positive().nullable() })),
  viewCounts: call<ViewCounts>()('reader', nothing),
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

  tags: call<readonly TagSummary[]>()('reader', nothing),
  selectionTags: call<readonly SelectionTag[]>()('reader', z.strictObject({ locationIds })),
  /** Creates the tag when there is none of that name; names are compared without regard to case. */
  tagPhotos: call<TagEdit>()('engine', z.strictObject({ locationIds, name })),
  untagPhotos: call<TagEdit>()('engine', z.strictObject({ locationIds, tagId })),

  generateInsights: call<{ readonly jobId: JobId }>()(
    'engine',
    z.strictObject({
      target: z.union([z.strictObject({ locationIds }), z.strictObject({ libraryId })]),
      /** `missing`: only photos without an insight. `all`: generate again; the former ones become history. */
      scope: z.enum(['missing', 'all']),
    }),
  ),
  cancelJob: call<null>()('engine', z.strictObject({ jobId })),
  makeInsightCurrent: call<null>()('engine', z.strictObject({ insightId })),
} as const;

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly platform: string;
  readonly dataFolder: string;
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
