/** The engine: libraries, the tick, and the calls that write. Lives in a worker thread; owns the writing connection. */
import { availableParallelism } from 'node:os';
import type { Answers } from '../../preload/contract/api.js';
import type { AppError } from '../../preload/contract/errors.js';
import type { EventName, Events } from '../../preload/contract/events.js';
import type { Language } from '../../preload/contract/language.js';
import type {
  Availability,
  FaceId,
  InsightExport,
  InsightImport,
  LibraryId,
  LocationId,
  VocabularyFormat,
  VocabularyPreview,
} from '../../preload/contract/model.js';
import type { Log } from '../core/log.js';
import { metadataGeneration } from '../core/facts.js';
import { previewGeneration, previewedSince } from '../core/media-types.js';
import { pollPause } from '../core/poll-pause.js';
import { getAppState, setAppState } from '../dao/app-state.js';
import type { AppState } from '../dao/app-state.js';
import { offsetsFromHistorySteps } from '../dao/capture-history.js';
import { mendTimesSteps } from '../dao/clock.js';
import { getLibrary, listLibraries, rememberVolume, setLastScan } from '../dao/libraries.js';
import type { LibraryRow } from '../dao/libraries.js';
import {
  describeAgainSteps,
  holdsFiles,
  nextReadDueAtMs,
  hasUnconfirmed,
  readAgainForPreviewsSteps,
  readAgainForThumbnailsSteps,
  retryFailedReads,
  sampleFiles,
  unconfirmedPaths,
} from '../dao/locations.js';
import { replaceLeftOut } from '../dao/left-out.js';
import { hasLossGuard } from '../dao/loss-guard.js';
import { noneGone, settleMovesSteps } from '../dao/moves.js';
import type { GoneCounts, GoneOptions } from '../dao/moves.js';
import { fillSearchSteps, isSearchBehind } from '../dao/search-index.js';
import { importSteps } from '../dao/insight-transfer.js';
import { ownModelSettings, promptOf, promptVersion } from '../dao/own-model.js';
import { hashOfLocation } from '../dao/photos.js';
import { settleNewStacks, settleStacksSteps } from '../dao/settle-stacks.js';
import { removeLeftovers } from '../db/backups.js';
import { yieldToCalls } from '../db/in-steps.js';
import { migrate } from '../db/migrate.js';
import { checkpoint, closeDb, logPages, openWriteDb } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { finishReplacement } from '../db/replace.js';
import { closeThumbnailStore, getThumbnail, openThumbnailStore, rebuildThumbnailStore } from '../db/thumbnail-store.js';
import type { ThumbnailStore } from '../db/thumbnail-store.js';
import { drainBlurs } from '../ingest/blurs.js';
import { DecodePool } from '../ingest/decode-pool.js';
import type { RenderOutcome, Rendition } from '../ingest/decode-pool.js';
import { Ingest } from '../ingest/ingest.js';
import { Posters } from '../ingest/posters.js';
import type { MakePoster } from '../ingest/posters.js';
import { Verifier } from '../ingest/verifier.js';
import { builtInProvider } from '../insights/built-in.js';
import { exportSteps, readInsightFile } from '../insights/insight-files.js';
import { OwnModel } from '../insights/own-model/own-model.js';
import type { Picture } from '../insights/own-model/own-model.js';
import { PhotoTrouble } from '../insights/provider.js';
import { InsightJobs } from '../insights/jobs.js';
import { openPlaces } from '../insights/place-table.js';
import { findElsewhere, probeRoot } from '../libraries/availability.js';
import type { KnownRoot } from '../libraries/availability.js';
import { LibraryService } from '../libraries/library-service.js';
import { maxLeftOut } from '../libraries/scan-messages.js';
import { runScan } from '../libraries/scan-runner.js';
import type { ScanEnd } from '../libraries/scan-runner.js';
import { ScanApplier } from '../libraries/scanning.js';
import { systemVolumes } from '../libraries/volume.js';
import type { Volumes } from '../libraries/volume.js';
import { watchRoot } from '../libraries/watch.js';
import { WatchLimitReached } from '../libraries/watch-listener.js';
import type { Watch } from '../libraries/watch-listener.js';
import { MetadataReader } from '../metadata/metadata-reader.js';
import { reconcileSteps } from '../reconcile/reconcile.js';
import { ActivityBoard, noLimits } from './activity.js';
import { Looker } from '../vision/looker.js';
import { FacePlacer } from '../dao/face-groups.js';
import { deleteFacesSteps, isDeletingFaces } from '../dao/photo-faces.js';
import { Looks } from '../vision/looks.js';
import { backupAnswers } from './answers/backups.js';
import { healthAnswers } from './answers/health.js';
import { insightAnswers } from './answers/insights.js';
import { libraryAnswers } from './answers/libraries.js';
import { peopleAnswers } from './answers/people.js';
import { tagAnswers } from './answers/tags.js';
import { workAnswers } from './answers/work.js';
import { readVocabulary, saveVocabulary } from './vocabulary-files.js';
import { BackupKeeper } from './backup-keeper.js';
import { Backlog } from './backlog.js';
import { ChangeNotice } from './changes.js';
import type { EngineControl } from './control.js';
import { ExifThumbnails } from './exif-thumbnails.js';
import { FacePictures } from './face-pictures.js';
import { LibraryState } from './library-state.js';
import type { ScanRequest } from './library-state.js';
import { AVAILABILITY_EVENT, DAMAGED_EVENT } from './options.js';
import type { EngineOptions } from './options.js';
import { Renditions } from './renditions.js';
import { Ticker } from './ticker.js';
import { Upkeep } from './upkeep.js';

const probeEveryMillis = 15_000;
const afterEventMillis = 300;
const confirmAfterMillis = 2_000;
/** Where events tell of what comes back, so that people see within two seconds what went. */
const confirmWatchedAfterMillis = 1_000;
/** A watched library is listed whole now and then all the same: events can be lost without a word. */
const watchedScanEveryMillis = 15 * 60_000;
/** What an interrupted scan did not come to is looked for again. */
const interruptedScanAgainMillis = 30_000;
const sampledFiles = 50;
/** The index of searches is filled for so long at the most before the tick looks after everything else again. */
const searchSliceMillis = 5_000;
const blurSliceMillis = 1_000;
const clockToleranceMillis = 60_000;
/** New files that are put into stacks with each batch of a scan; the rest comes after it. */
const stackedAtOnce = 1_000;
/** So few files are read again without a word. */
const quietlyVerified = 5;

export interface EngineSurroundings {
  readonly emit: (name: string, payload: unknown) => void;
  readonly log: Log;
  /** Default: the system's own. */
  readonly volumes?: Volumes;
  /** Plays videos for a frame of them. Default: nobody does, and they wait. */
  readonly makePoster?: MakePoster;
  /** The key of the user's own model, and the address that it is for. Default: there is none. */
  readonly ownModelKey?: () => Promise<{ readonly key: string; readonly origin: string } | null>;
}

export type CheckResult = {
  readonly [K in 'databaseCheck' | 'selfCheck']: { readonly key: K; readonly value: AppState[K] };
}['databaseCheck' | 'selfCheck'];

function* markForThumbnails(db: WriteDb): Generator<void, true> {
  yield* readAgainForThumbnailsSteps(db);
  setAppState(db, 'thumbnailsLost', false);
  return true;
}

function* markForPreviews(db: WriteDb, knownGeneration: number): Generator<void, true> {
  yield* readAgainForPreviewsSteps(db, previewedSince(knownGeneration));
  setAppState(db, 'previewGeneration', previewGeneration);
  return true;
}

function* markForDescription(db: WriteDb): Generator<void, true> {
  yield* describeAgainSteps(db);
  setAppState(db, 'metadataGeneration', metadataGeneration);
  return true;
}

/** What is sent is handed over, and what was made is kept. */
function handedOver<T extends Rendition>(made: T): T {
  return { ...made, image: Uint8Array.from(made.image) };
}

export class Engine {
  readonly answers: Answers<'engine'>;
  /** Calls of the main thread itself; the renderer's router does not know them. */
  readonly internal = {
    /** For the viewer; see `Renditions`. */
    rendition: async ({ locationId }: { readonly locationId: LocationId }): Promise<RenderOutcome> => {
      const outcome = await this.#renditions.of(locationId);
      return outcome.kind === 'rendered' ? handedOver(outcome) : outcome;
    },
    /** For the grid; see `ExifThumbnails`. */
    exifThumbnail: ({ locationId }: { readonly locationId: LocationId }): Promise<Uint8Array | null> =>
      this.#exifThumbnails.of(locationId),
    /** For the page of people; see `FacePictures`. */
    facePicture: async ({ faceId }: { readonly faceId: FaceId }): Promise<Rendition | null> => {
      const picture = await this.#facePictures.of(faceId);
      return picture === null ? null : handedOver(picture);
    },
    /** Keeps what a reader found, which cannot write. */
    recordCheck: (result: CheckResult): null => {
      setAppState(this.#db, result.key, result.value);
      this.#changes.add('health');
      return null;
    },
    /** Told at the start and whenever it changes. */
    setPowerSource: ({ isOnBattery }: { readonly isOnBattery: boolean }): null => {
      this.#activity.isOnBattery = isOnBattery;
      this.#heldOrNot();
      return null;
    },
    /** Of the window, and of what is written from now on. */
    setLanguage: ({ language }: { readonly language: Language }): null => {
      this.#language = language;
      return null;
    },
    /** The user chose this file in a dialog of the main thread. */
    readVocabulary: ({ path }: { readonly path: string }): VocabularyPreview =>
      readVocabulary(this.#db, path, Date.now()),
    saveVocabulary: ({
      path,
      format,
    }: {
      readonly path: string;
      readonly format: VocabularyFormat;
    }): { readonly fileName: string; readonly tags: number } => saveVocabulary(this.#db, path, format),
    exportInsights: async ({
      path,
      format,
    }: {
      readonly path: string;
      readonly format: 'json' | 'csv';
    }): Promise<InsightExport | null> => this.#inSteps(exportSteps(this.#db, path, format, Date.now())),
    importInsights: ({ path }: { readonly path: string }): Promise<InsightImport | null> => this.#importInsights(path),
    /** A reader found them damaged. */
    rebuildThumbnails: (): null => {
      rebuildThumbnailStore(this.#thumbnails);
      this.#ticker.request(0);
      return null;
    },
  };
  readonly #options: EngineOptions;
  readonly #emit: EngineSurroundings['emit'];
  readonly #log: Log;
  readonly #db: WriteDb;
  readonly #thumbnails: ThumbnailStore;
  readonly #volumes: Volumes;
  readonly #states = new Map<LibraryId, LibraryState>();
  readonly #activity: ActivityBoard;
  readonly #changes: ChangeNotice;
  readonly #pool: DecodePool;
  readonly #ingest: Ingest;
  readonly #posters: Posters;
  readonly #looks: Looks;
  readonly #placer: FacePlacer;
  readonly #metadata: MetadataReader;
  readonly #renditions: Renditions;
  readonly #exifThumbnails: ExifThumbnails;
  readonly #facePictures: FacePictures;
  readonly #backlog: Backlog;
  readonly #verifier: Verifier;
  readonly #ownModel: OwnModel;
  readonly #jobs: InsightJobs;
  readonly #libraries: LibraryService;
  readonly #ticker: Ticker;
  readonly #backups: BackupKeeper;
  readonly #upkeep: Upkeep;
  readonly #closing = new AbortController();
  /** Aborts a running slice of the backlog, so that a scan or a pause does not wait for its end. */
  #slice = new AbortController();
  #announcedAvailability = '';
  #language: Language;
  /** Of the last tick; the first one finds that the clock may have been wrong before. */
  #tickStartedAtMs = Infinity;
  /** Something was listed or read since moves were last settled. */
  #hasNewFiles = true;

  /** Opens and upgrades the database. Rejects with an `AppFailure` that says what to do. */
  static async open(options: EngineOptions, surroundings: EngineSurroundings): Promise<Engine> {
    const replaced = await finishReplacement(options);
    if (replaced !== null) surroundings.log('info', 'a restore that was interrupted was finished', { ...replaced });
    const db = openWriteDb(options.databasePath);
    try {
      removeLeftovers(options.backupFolder, options.databasePath);
      await migrate(db, options.migrationsFolder, { backupFolder: options.backupFolder });
      const onLost = (): void => {
        setAppState(db, 'thumbnailsLost', true);
        surroundings.log('warn', 'the thumbnails were damaged and are made again', {});
      };
      return new Engine(options, surroundings, db, openThumbnailStore(options.thumbnailsPath, { onLost }));
    } catch (error) {
      closeDb(db);
      throw error;
    }
  }

  private constructor(
    options: EngineOptions,
    { emit, log, volumes = systemVolumes(), makePoster, ownModelKey }: EngineSurroundings,
    db: WriteDb,
    thumbnails: ThumbnailStore,
  ) {
    const nowMs = Date.now;
    this.#options = options;
    this.#language = options.language ?? 'en';
    this.#emit = emit;
    this.#log = log;
    this.#volumes = volumes;
    this.#db = db;
    this.#thumbnails = thumbnails;
    this.#activity = new ActivityBoard(
      (activity) => {
        this.#tell('activity', activity);
      },
      () => performance.now(),
    );
    this.#changes = new ChangeNotice((topics) => {
      this.#tell('changed', { topics });
    });
    this.#pool = new DecodePool({
      entryPath: options.decoderEntry,
      runtimePath: options.helperRuntime,
      size: options.decoders > 0 ? options.decoders : availableParallelism(),
    });
    const limits = getAppState(db, 'workLimits') ?? noLimits;
    this.#activity.limits = limits;
    this.#pool.useOne(limits.oneCore);
    this.#metadata = new MetadataReader({ entryPath: options.metadataEntry, runtimePath: options.helperRuntime });
    this.#ingest = new Ingest({ db, thumbnails, pool: this.#pool, previews: this.#metadata, nowMs });
    this.#posters = new Posters({
      db,
      thumbnails,
      pool: this.#pool,
      videos: this.#metadata,
      make: makePoster ?? null,
      nowMs,
    });
    const { lookerEntry } = options;
    this.#looks = new Looks({
      db,
      thumbnails,
      pool: this.#pool,
      previews: this.#metadata,
      looker:
        lookerEntry === undefined ? null : new Looker({ entryPath: lookerEntry, runtimePath: options.helperRuntime }),
      nowMs,
      onTrouble: (trouble) => {
        if (trouble !== null && trouble !== this.#activity.looking.trouble) {
          log('warn', 'photos cannot be looked at as they should', { reason: trouble });
        }
        this.#activity.looking = { isOn: this.#looks.isOn, groupsFaces: this.#looks.keepsFaces, trouble };
      },
    });
    this.#activity.looking = { isOn: this.#looks.isOn, groupsFaces: this.#looks.keepsFaces, trouble: null };
    this.#placer = new FacePlacer(db);
    this.#renditions = new Renditions({ db, pool: this.#pool, previews: this.#metadata });
    this.#exifThumbnails = new ExifThumbnails({ db, pool: this.#pool });
    this.#facePictures = new FacePictures(db, this.#renditions);
    this.#backlog = new Backlog({
      db,
      ingest: this.#ingest,
      posters: this.#posters,
      looks: this.#looks,
      pool: this.#pool,
      metadata: this.#metadata,
      activity: this.#activity,
      log,
      nowMs,
      onPhotosChanged: () => {
        this.#hasNewFiles = true;
        this.#changes.add('photos', 'libraries');
      },
      onLooked: () => {
        this.#changes.add('signals');
      },
    });
    this.#verifier = new Verifier({
      db,
      pool: this.#pool,
      log,
      nowMs,
      onProgress: (libraryId, progress) => {
        const work = { kind: 'verify', libraryId } as const;
        if (progress === null) this.#activity.finish(work);
        else if (progress.isAsked || progress.total > quietlyVerified) {
          const { done, total, current } = progress;
          this.#activity.update(work, { done, total, current });
        }
      },
      onFinding: (finding) => {
        if (finding !== 'sound') this.#changes.add('photos', 'health');
      },
    });
    const builtIn = builtInProvider({ places: openPlaces(options.placesPath ?? null, log) });
    this.#ownModel = new OwnModel({
      settings: () => ownModelSettings(db),
      known: (subject, signal) => builtIn.describe(subject, signal),
      prompt: (id) => promptOf(db, id),
      promptVersion,
      key: ownModelKey ?? (() => Promise.resolve(null)),
      picture: (locationId, edge) => this.#pictureFor(locationId, edge),
    });
    this.#jobs = new InsightJobs({
      db,
      provider: (source, model) => (source === 'built_in' ? builtIn : this.#ownModel.provider(model)),
      language: () => this.#language,
      activity: this.#activity,
      hold: () => ({ isHeld: this.#activity.waitsForMains, oneCore: this.#activity.limits.oneCore }),
      nowMs,
      log,
      onStored: ({ hasGivenTags }) => {
        this.#changes.add('insights');
        if (hasGivenTags) this.#changes.add('tags', 'photos');
      },
      onChanged: () => {
        this.#changes.add('jobs');
      },
      onEnd: (end) => {
        this.#changes.flush();
        this.#tell('jobEnded', end);
        this.#ticker.request(0);
      },
    });
    this.#libraries = new LibraryService(db, nowMs);
    this.#backups = new BackupKeeper({
      db,
      folder: options.backupFolder,
      repairEntry: options.repairEntry ?? null,
      nowMs,
      signal: this.#closing.signal,
      onMade: () => {
        this.#changes.add('backups', 'health');
      },
    });
    this.#upkeep = new Upkeep({
      db,
      backups: this.#backups,
      activity: this.#activity,
      log,
      nowMs,
      onDamage: ({ code, message, details, retryable }) => {
        emit(DAMAGED_EVENT, { code, message, details, retryable } satisfies AppError);
      },
    });
    this.#ticker = new Ticker(async () => {
      try {
        this.#upkeep.beforeTick();
        await this.#upkeep.afterTick(!(await this.#tick()));
      } catch (error) {
        this.#recoverTick(error);
      }
    });
    this.answers = {
      ...libraryAnswers(this.#libraries, this.#control()),
      ...workAnswers({
        db,
        verifier: this.#verifier,
        activity: this.#activity,
        ingest: this.#ingest,
        posters: this.#posters,
        looks: this.#looks,
        pool: this.#pool,
        renditions: this.#renditions,
        control: this.#control(),
      }),
      ...tagAnswers(db, this.#changes, nowMs),
      ...peopleAnswers({
        db,
        looks: this.#looks,
        activity: this.#activity,
        control: this.#control(),
        deleteAll: () => this.#deleteFaces(),
        nowMs,
      }),
      ...backupAnswers(this.#backups),
      ...insightAnswers({
        db,
        changes: this.#changes,
        jobs: this.#jobs,
        ownModel: this.#ownModel,
        inSteps: (steps) => this.#inSteps(steps),
        closing: this.#closing.signal,
        nowMs,
      }),
      ...healthAnswers({ db, thumbnails, backups: this.#backups, control: this.#control(), nowMs }),
    };
  }

  start(): void {
    for (const library of listLibraries(this.#db)) this.#attach(library);
    this.#ticker.request(0);
    this.#jobs.wake();
  }

  /** What holds the work back has changed: it ends at its next safe point, or goes on. */
  #heldOrNot(): void {
    if (this.#activity.isHeld) this.#slice.abort();
    else this.#ticker.request(0);
    this.#jobs.wake();
  }

  async #importInsights(path: string): Promise<InsightImport | null> {
    const { fileName, photos, unreadable } = readInsightFile(path);
    const result = await this.#inSteps(importSteps(this.#db, photos, fileName, Date.now()));
    this.#changes.add('insights', 'photos');
    // Which of several is shown is reconcile's word.
    this.#ticker.request(0);
    return result === null ? null : { ...result, fileName, unreadable };
  }

  /** For the user's own model, which sees a photo as the viewer shows it. */
  async #pictureFor(locationId: LocationId, edge: number): Promise<Picture> {
    const outcome = await this.#renditions.picture(locationId, edge, () => {
      const hash = hashOfLocation(this.#db, locationId);
      return hash === null ? null : (getThumbnail(this.#thumbnails, hash)?.webp ?? null);
    });
    if (outcome.kind === 'failed') throw new PhotoTrouble(outcome.reason, false);
    return outcome;
  }

  /** Ends what runs at its next safe point and closes the database. */
  async close(): Promise<null> {
    this.#closing.abort();
    this.#slice.abort();
    for (const state of this.#states.values()) state.cancelScan?.();
    this.#jobs.close();
    this.#posters.close();
    this.#looks.close();
    this.#pool.close();
    await this.#ticker.stop();
    await this.#jobs.settled();
    await this.#backups.settled();
    await Promise.all([...this.#states.values()].map((state) => this.#unwatch(state)));
    await this.#metadata.close();
    this.#activity.close();
    this.#changes.flush();
    closeThumbnailStore(this.#thumbnails);
    closeDb(this.#db);
    return null;
  }

  #tell<E extends EventName>(name: E, payload: Events[E]): void {
    this.#emit(name, payload);
  }

  #attach(library: LibraryRow): LibraryState {
    const state = new LibraryState(library);
    state.requestFullScan(false);
    this.#states.set(library.id, state);
    return state;
  }

  async #detach(id: LibraryId): Promise<void> {
    const state = this.#states.get(id);
    if (state === undefined) return;
    this.#states.delete(id);
    state.cancelScan?.();
    this.#slice.abort();
    await this.#unwatch(state);
    for (const kind of ['scan', 'glance', 'read', 'metadata', 'poster', 'verify'] as const)
      this.#activity.finish({ kind, libraryId: id });
  }

  // ------------------------------------------------------------------ the tick

  /** What was under way is looked for again: a scan whose findings could not be written finds them once more. */
  #recoverTick(error: unknown): void {
    for (const state of this.#states.values()) state.requestFullScan(false);
    this.#ticker.request(this.#upkeep.tickFailed(error));
  }

  /** True when there is more to read now. */
  async #tick(): Promise<boolean> {
    const startedAtMs = Date.now();
    await this.#mendTimes(startedAtMs);
    await this.#remakeThumbnails();
    await this.#makeNewPreviews();
    await this.#describeAgain();
    await this.#settleStacks();
    await this.#probeAll();
    const online = [...this.#states.values()].filter((state) => state.availability.state === 'online');
    for (const state of online) {
      if (this.#closing.signal.aborted) return true;
      await this.#watch(state);
      if (performance.now() >= state.nextFullScanAt) state.requestFullScan(false);
      if (this.#looksAgain(state)) state.requestScan(unconfirmedPaths(this.#db, state.id));
      const request = state.takeScanRequest();
      if (request !== null) await this.#scan(state, request, startedAtMs);
    }
    await this.#settleStacks();
    const hasMore =
      (await this.#drainBacklog(online)) ||
      (await this.#makeBlurs()) ||
      (await this.#look(online)) ||
      (await this.#verify(online));
    await this.#placeFaces();
    if (!hasMore) {
      this.#pool.releaseIdle();
      this.#looks.releaseIdle();
      this.#placer.forget();
    }
    await this.#reconcile(startedAtMs);
    if (!hasMore) await this.#jobs.gatherNew();
    await this.#fillSearch();
    // Copied back here, and not by whatever call happens to write next.
    if (logPages(this.#db) > 0) checkpoint(this.#db);
    this.#planNext(hasMore, startedAtMs);
    return hasMore;
  }

  /** At the start, and when the clock went back: what was put off by a wrong clock must not wait for it. */
  async #mendTimes(nowMs: number): Promise<void> {
    const wentBack = nowMs < this.#tickStartedAtMs - clockToleranceMillis;
    this.#tickStartedAtMs = nowMs;
    if (!wentBack) return;
    for (const id of this.#states.keys()) {
      const mended = await this.#inSteps(mendTimesSteps(this.#db, id, nowMs));
      if (mended !== null && mended > 0)
        this.#log('info', 'times of the future were mended', { libraryId: id, mended });
    }
  }

  /** Asked for before the lost ones are deleted; done when every file that had one waits to be read. */
  async #remakeThumbnails(): Promise<void> {
    if (getAppState(this.#db, 'thumbnailsLost') !== true) return;
    if ((await this.#inSteps(markForThumbnails(this.#db))) !== null) this.#changes.add('photos', 'libraries');
  }

  /** After an upgrade: files that had no preview are read again when their type can have one now. */
  async #makeNewPreviews(): Promise<void> {
    const known = getAppState(this.#db, 'previewGeneration') ?? 1;
    if (known >= previewGeneration) return;
    if ((await this.#inSteps(markForPreviews(this.#db, known))) !== null) this.#changes.add('photos', 'libraries');
  }

  /** After an upgrade that makes more of what files say. */
  async #describeAgain(): Promise<void> {
    if ((getAppState(this.#db, 'metadataGeneration') ?? 1) >= metadataGeneration) return;
    await this.#inSteps(markForDescription(this.#db));
  }

  /** Files that were not found once are looked for again soon; those of a loss that is held back by whole scans only. */
  #looksAgain({ id }: LibraryState): boolean {
    return hasUnconfirmed(this.#db, id) && !hasLossGuard(this.#db, id);
  }

  #planNext(hasMore: boolean, tickStartedAtMs: number): void {
    const states = [...this.#states.values()].filter((state) => state.availability.state === 'online');
    this.#ticker.request(probeEveryMillis);
    if (hasMore && !this.#activity.isHeld) this.#ticker.request(0);
    if (states.some((state) => state.isScanWanted)) this.#ticker.request(0);
    for (const state of states) {
      if (this.#looksAgain(state)) {
        this.#ticker.request(state.watch === null ? confirmAfterMillis : confirmWatchedAfterMillis);
      }
    }
    if (this.#activity.isHeld) return;
    for (const { id } of states) {
      // Those that became due while the tick ran may have been looked for too early.
      const dueAtMs = nextReadDueAtMs(this.#db, id, tickStartedAtMs);
      if (dueAtMs !== null) this.#ticker.request(Math.max(0, dueAtMs - Date.now()) + 10);
    }
  }

  async #probeAll(): Promise<void> {
    const libraries = listLibraries(this.#db);
    await Promise.all(
      libraries.map(async (library) => {
        const state = this.#states.get(library.id);
        if (state !== undefined) await this.#probe(state, library, libraries);
      }),
    );
    this.#announceAvailability();
  }

  async #probe(state: LibraryState, library: LibraryRow, libraries: readonly LibraryRow[]): Promise<void> {
    const before = state.availability.state;
    const known = this.#knownRoot(state, library);
    const { availability, identity, hasFileIds, isNetwork } = await probeRoot(known, this.#volumes);
    state.hasFileIds = hasFileIds;
    state.isNetwork = isNetwork;
    if (availability.state === 'online') {
      const { volumeId, volumePath } = library;
      if (identity !== null && (identity.volumeId !== volumeId || identity.volumePath !== volumePath)) {
        rememberVolume(this.#db, library, identity);
      }
      state.sample = null;
      state.availability = availability;
    } else {
      // A probe that began before the user's word must not take it back.
      if (availability.reason !== 'root_empty') state.trustsEmptyRoot = false;
      state.availability = await this.#withWhereabouts(state, availability, known, libraries);
    }
    if (availability.state === before) return;
    this.#log('info', 'a library changed its availability', {
      libraryId: state.id,
      from: before,
      to: availability.state,
      reason: availability.reason,
    });
    if (availability.state === 'online') {
      state.requestFullScan(false);
      state.unwatchedBecause = null;
      state.pollPauseMs = null;
    } else {
      await this.#unwatch(state);
    }
  }

  #knownRoot(state: LibraryState, { volumeId, volumePath, markerId }: LibraryRow): KnownRoot {
    const expectsFiles = !state.trustsEmptyRoot && holdsFiles(this.#db, state.id);
    return { rootPath: state.rootPath, expectsFiles, volumeId, volumePath, markerId };
  }

  async #withWhereabouts(
    state: LibraryState,
    availability: Availability,
    known: KnownRoot,
    libraries: readonly LibraryRow[],
  ): Promise<Availability> {
    const foundAt = await findElsewhere(
      known,
      {
        sample: () => (state.sample ??= sampleFiles(this.#db, state.id, sampledFiles)),
        otherRoots: libraries.filter(({ id }) => id !== state.id).map(({ rootPath }) => rootPath),
      },
      this.#volumes,
    );
    if (foundAt === null) return availability;
    return {
      ...availability,
      message: `Its photos are at ${foundAt} now. Relocate the library there to go on where you left off.`,
      foundAt,
    };
  }

  /** Looks at the root again before something is believed that was found, or not found, below it. */
  async #isStillOnline(state: LibraryState): Promise<boolean> {
    const library = listLibraries(this.#db).find(({ id }) => id === state.id);
    if (library === undefined || !this.#states.has(state.id)) return false;
    const { availability } = await probeRoot(this.#knownRoot(state, library), this.#volumes);
    return availability.state === 'online';
  }

  #announceAvailability(): void {
    const entries: (readonly [LibraryId, Availability])[] = [...this.#states].map(([id, state]) => [
      id,
      state.announced,
    ]);
    const announced = JSON.stringify(entries);
    if (announced === this.#announcedAvailability) return;
    this.#announcedAvailability = announced;
    this.#emit(AVAILABILITY_EVENT, entries);
    this.#changes.add('libraries');
  }

  async #watch(state: LibraryState): Promise<void> {
    if (state.watch !== null || state.unwatchedBecause !== null) return;
    if (state.isNetwork) {
      this.#poll(state, 'network', 'it lies on a network drive');
      return;
    }
    try {
      let watch: Watch | null = null;
      watch = await watchRoot(state.rootPath, {
        changed: (relPaths) => {
          state.requestScan(relPaths);
          this.#interruptForScan();
        },
        lost: (reason) => {
          this.#log('warn', 'watching a library lost events', { libraryId: state.id, reason });
          state.requestFullScan(false);
          this.#interruptForScan();
        },
        ended: (error) => {
          if (watch !== null) void this.#watchEnded(state, watch, error);
        },
      });
      state.watch = watch;
      this.#announceAvailability();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#poll(state, error instanceof WatchLimitReached ? 'limit' : 'failed', reason);
    }
  }

  #poll(state: LibraryState, because: NonNullable<LibraryState['unwatchedBecause']>, reason: string): void {
    state.unwatchedBecause = because;
    this.#log('warn', 'a library is not watched; it is listed now and then', { libraryId: state.id, because, reason });
    this.#announceAvailability();
  }

  /** Begun anew by the next tick, unless the system cannot. */
  async #watchEnded(state: LibraryState, watch: Watch, error: Error): Promise<void> {
    if (state.watch !== watch) return;
    await this.#unwatch(state);
    if (error instanceof WatchLimitReached) this.#poll(state, 'limit', error.message);
    else this.#log('warn', 'watching a library ended', { libraryId: state.id, reason: error.message });
    state.requestFullScan(false);
    this.#interruptForScan();
  }

  async #unwatch(state: LibraryState): Promise<void> {
    const { watch } = state;
    state.watch = null;
    try {
      await watch?.close();
    } catch {
      // The folder went away, and its watch with it.
    }
  }

  #interruptForScan(): void {
    this.#ticker.request(afterEventMillis);
    setTimeout(() => {
      this.#slice.abort();
    }, afterEventMillis);
  }

  async #scan(state: LibraryState, request: ScanRequest, tickStartedAtMs: number): Promise<void> {
    const work = { kind: 'scan', libraryId: state.id } as const;
    const startedAt = performance.now();
    const isWhole = request.targets === null;
    const applier = new ScanApplier(this.#db, state.id, (relPath) => state.isIgnored(relPath));
    if (request.byUser) retryFailedReads(this.#db, state.id);
    this.#ingest.forgetVanished();
    this.#posters.forgetVanished();
    const scan = runScan(
      this.#options.scannerEntry,
      {
        databasePath: this.#options.databasePath,
        libraryId: state.id,
        rootPath: state.rootPath,
        hasFileIds: state.hasFileIds,
        ignorePatterns: state.ignorePatterns,
        targets: request.targets,
      },
      {
        differences: (differences) => {
          this.#verifier.wake();
          if (!applier.apply(differences, Date.now())) return;
          settleNewStacks(this.#db, stackedAtOnce, Date.now());
          this.#hasNewFiles = true;
          this.#changes.add('photos', 'libraries', 'tags', 'insights');
        },
        progress: (done, current) => {
          if (isWhole) this.#activity.update(work, { done, total: null, current });
        },
        shouldAbandon: async () => !(await this.#isStillOnline(state)),
      },
    );
    state.cancelScan = () => {
      scan.cancel();
    };
    const end = await scan.ended.finally(() => {
      state.cancelScan = null;
      this.#activity.finish(work);
    });
    if (end.filesSeen > 0) state.trustsEmptyRoot = false;
    // Before a NotFound is believed, the root is looked at again: a drive may have gone while it was listed.
    const gone = await this.#applyGone(state, applier, end, tickStartedAtMs, { settlesMovesAtOnce: isWhole });
    if (end.outcome === 'completed' && this.#states.has(state.id)) {
      const isNews = replaceLeftOut(this.#db, state.id, request.targets ?? [''], end.leftOut, maxLeftOut);
      if (isNews) this.#changes.add('libraries', 'health');
    }
    if (gone.unconfirmed + gone.missing + gone.moved > 0) this.#changes.add('photos', 'libraries', 'tags', 'insights');
    if (end.outcome === 'interrupted')
      this.#log('warn', 'a scan was interrupted', { libraryId: state.id, reason: end.reason });
    if (isWhole && this.#states.has(state.id)) {
      setLastScan(this.#db, state.id, applier.report(end, gone, Date.now()));
      this.#changes.add('libraries');
      const foundChanges = applier.added + applier.changed + gone.unconfirmed + gone.missing + gone.moved > 0;
      const pause =
        end.outcome === 'interrupted'
          ? interruptedScanAgainMillis
          : this.#scanPause(state, performance.now() - startedAt, foundChanges);
      state.nextFullScanAt = performance.now() + pause;
      this.#ticker.request(pause);
    }
  }

  #scanPause(state: LibraryState, scanMillis: number, foundChanges: boolean): number {
    if (state.watch !== null) return watchedScanEveryMillis;
    state.pollPauseMs = Math.round(pollPause({ scanMillis, foundChanges, pauseMillis: state.pollPauseMs }));
    this.#announceAvailability();
    return state.pollPauseMs;
  }

  async #applyGone(
    state: LibraryState,
    applier: ScanApplier,
    end: ScanEnd,
    tickStartedAtMs: number,
    options: GoneOptions,
  ): Promise<GoneCounts> {
    if (end.outcome !== 'completed' || !(await this.#isStillOnline(state))) return noneGone;
    const wasHeldBack = hasLossGuard(this.#db, state.id);
    const gone = (await this.#inSteps(applier.gone(end.gone, tickStartedAtMs, options))) ?? noneGone;
    if (hasLossGuard(this.#db, state.id) === wasHeldBack) return gone;
    this.#log(wasHeldBack ? 'info' : 'warn', wasHeldBack ? 'a loss was made good' : 'a large loss is held back', {
      libraryId: state.id,
    });
    this.#changes.add('libraries', 'health');
    return gone;
  }

  async #drainBacklog(online: readonly LibraryState[]): Promise<boolean> {
    if (this.#activity.isHeld || this.#closing.signal.aborted) return false;
    this.#slice = new AbortController();
    const hasMore = await this.#backlog.drain(
      online.filter((state) => this.#states.has(state.id)),
      this.#slice.signal,
    );
    await this.#settleMoves(online);
    if (!hasMore) await this.#offsetsFromHistory(online);
    await this.#settleStacks();
    return hasMore || this.#slice.signal.aborted;
  }

  /** When all is read that can be: what a camera's photos say of each other's time zone. */
  async #offsetsFromHistory(online: readonly LibraryState[]): Promise<void> {
    for (const { id } of online) {
      if (this.#slice.signal.aborted || !this.#states.has(id)) continue;
      if (((await this.#inSteps(offsetsFromHistorySteps(this.#db, id))) ?? 0) > 0) this.#changes.add('photos');
    }
  }

  /** Thumbnails that an earlier version made have none; nobody waits for them. */
  async #makeBlurs(): Promise<boolean> {
    if (this.#activity.isHeld || this.#closing.signal.aborted) return false;
    const untilMs = performance.now() + blurSliceMillis;
    const hasMore = await drainBlurs(this.#thumbnails, this.#pool, { untilMs, signal: this.#slice.signal });
    return hasMore || this.#slice.signal.aborted;
  }

  /** When all is read. New photos come into the queue, and what is to be looked at with other models again. */
  async #look(online: readonly LibraryState[]): Promise<boolean> {
    if (this.#activity.isHeld || !this.#looks.isOn) return false;
    await this.#inSteps(this.#looks.queueSteps());
    const queueFaces = this.#looks.queueFacesSteps();
    if (queueFaces !== null) await this.#inSteps(queueFaces);
    const again = this.#looks.againSteps();
    if (again !== null) await this.#inSteps(again);
    if (this.#closing.signal.aborted) return false;
    const readable = online.filter((state) => this.#states.has(state.id));
    const hasMore = await this.#backlog.look(readable, this.#slice.signal);
    return hasMore || this.#looks.hasOthersToDoAgain || this.#slice.signal.aborted;
  }

  /** New faces come to their people; what the user said of people since is taken into account. */
  async #placeFaces(): Promise<void> {
    if (isDeletingFaces(this.#db)) {
      await this.#deleteFaces();
      return;
    }
    if (((await this.#inSteps(this.#placer.steps())) ?? null) !== null) this.#changes.add('people');
  }

  /** Answers how many faces there were. */
  async #deleteFaces(): Promise<number> {
    this.#placer.forget();
    const deleted = await this.#inSteps(deleteFacesSteps(this.#db));
    this.#facePictures.forget();
    this.#changes.add('people', 'signals', 'tags', 'photos');
    return deleted ?? 0;
  }

  /** Last of all: whatever else wants to be done interrupts it at once. */
  async #verify(online: readonly LibraryState[]): Promise<boolean> {
    if (this.#activity.isHeld || this.#closing.signal.aborted) return false;
    const readable = online.filter((state) => this.#states.has(state.id));
    return (await this.#verifier.drain(readable, this.#slice.signal)) || this.#slice.signal.aborted;
  }

  /** Only files that turned up since the last time can be where missing ones went. */
  async #settleMoves(online: readonly LibraryState[]): Promise<void> {
    if (!this.#hasNewFiles) return;
    this.#hasNewFiles = false;
    for (const { id } of online) {
      const settled = await this.#inSteps(settleMovesSteps(this.#db, id));
      if (settled !== null && settled > 0) this.#changes.add('photos', 'libraries', 'tags', 'insights');
    }
  }

  async #settleStacks(): Promise<void> {
    const changed = await this.#inSteps(settleStacksSteps(this.#db, Date.now()));
    if (changed !== null && changed > 0) this.#changes.add('photos', 'libraries', 'tags', 'insights');
  }

  async #reconcile(nowMs: number): Promise<void> {
    const result = await this.#inSteps(reconcileSteps(this.#db, nowMs));
    if (result === null) return;
    const { changed, ...counts } = result;
    this.#log(changed ? 'info' : 'debug', 'reconciled', counts);
    if (changed) this.#changes.add('photos', 'tags', 'insights', 'libraries');
    if (counts.ambiguousTags > 0) this.#changes.add('health');
  }

  /** Last, and not to the end where a scan waits: at the first time there may be a million to index. */
  async #fillSearch(): Promise<void> {
    const until = performance.now() + searchSliceMillis;
    const indexed = await this.#inSteps(
      fillSearchSteps(this.#db, () => this.#slice.signal.aborted || performance.now() > until),
    );
    if (indexed !== null && indexed > 0) this.#changes.add('search');
    if (isSearchBehind(this.#db)) this.#ticker.request(0);
  }

  /** Runs long work in short transactions and answers calls between them. Null when the engine closed before its end. */
  async #inSteps<T>(steps: Generator<void, T>): Promise<T | null> {
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      await yieldToCalls();
      if (this.#closing.signal.aborted) return null;
    }
  }

  // ----------------------------------------------------------------- the calls

  /** What the calls may do to the engine's work. */
  #control(): EngineControl {
    return {
      states: this.#states,
      changes: this.#changes,
      attach: (id) => {
        this.#attach(getLibrary(this.#db, id));
      },
      detach: (id) => this.#detach(id),
      probeAll: () => this.#probeAll(),
      announceAvailability: () => {
        this.#announceAvailability();
      },
      tickSoon: () => {
        this.#ticker.request(0);
      },
      interrupt: () => {
        this.#slice.abort();
      },
      heldOrNot: () => {
        this.#heldOrNot();
      },
      inSteps: (steps) => this.#inSteps(steps),
    };
  }
}
