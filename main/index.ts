/** Composition root of the main thread: windows, protocols and messages. Runs no query and decodes no image. */
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  app,
  clipboard,
  dialog,
  nativeImage,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  session,
  shell,
} from 'electron';
import type { BrowserWindow, WebContents } from 'electron';
import type { AppInfo, CallName, CopiedFiles, RequestOf } from '../preload/contract/api.js';
import type { CommandId } from '../preload/contract/commands.js';
import { fail, ok } from '../preload/contract/errors.js';
import type { Result } from '../preload/contract/errors.js';
import type { EventName, Events } from '../preload/contract/events.js';
import { languageOf, withLanguage } from '../preload/contract/language.js';
import type { Language, LanguageChoice } from '../preload/contract/language.js';
import { MEDIA_SCHEME } from '../preload/contract/media.js';
import type { GridView, LocationId, Sidecar } from '../preload/contract/model.js';
import type { Activity } from '../preload/contract/progress.js';
import { troubleIn } from '../preload/contract/sentences.js';
import { overallProgress } from './core/overall-progress.js';
import type { FilePlace } from './core/file-place.js';
import type { PosterOutcome } from './core/poster.js';
import { isSidecarOf } from './core/stacks.js';
import type { CheckResult } from './engine/engine.js';
import type { EngineOptions } from './engine/options.js';
import { createRouter } from './ipc/router.js';
import { emit, listen } from './ipc/transport.js';
import { realFile } from './libraries/roots.js';
import { sidecarsOf } from './libraries/sidecars.js';
import { APP_SCHEME, APP_URL, createAppHandler } from './shell/app-protocol.js';
import { dragIconPixels, filesOnClipboard } from './shell/file-transfer.js';
import { writeFormats } from './shell/clipboard.js';
import { findHelperRuntime, outsideArchive } from './shell/helper-runtime.js';
import { chooseInsightFile, chooseWhereToSaveInsights } from './shell/insight-dialogs.js';
import { KeyStore } from './shell/key-store.js';
import { loadLanguageChoice, saveLanguageChoice } from './shell/language-choice.js';
import { openLog } from './shell/log-file.js';
import { createMediaHandler } from './shell/media.js';
import type { OriginalFile, RenditionImage } from './shell/media.js';
import { installMenu } from './shell/menu.js';
import { Recovery } from './shell/recovery.js';
import { hardenContents, hardenSession } from './shell/security.js';
import { SpareMemory } from './shell/spare-memory.js';
import { Threads } from './shell/threads.js';
import { VideoPosters } from './shell/video-posters.js';
import { chooseVocabulary, chooseWhereToSave } from './shell/vocabulary-dialogs.js';
import { openWindow, preloadPathOf } from './shell/window.js';
import { shellWords } from './shell/words.js';

const outFolder = join(import.meta.dirname, '..');
const dataFolder = app.getPath('userData');
const languagePath = join(dataFolder, 'language.json');
const repairEntry = join(import.meta.dirname, 'repair.cjs');
const log = openLog(join(dataFolder, 'logs'), { minLevel: app.isPackaged ? 'info' : 'debug' });

// Electron would stop everything behind a dialog that nobody can act on. What is at stake lives in the engine's thread.
process.on('uncaughtException', (error) => {
  log('error', 'unexpected error in the main thread', { error: error.stack ?? error.message });
});

let window: BrowserWindow | null = null;
let threads: Threads | null = null;
let posters: VideoPosters | null = null;
let languageChoice = loadLanguageChoice(languagePath);

/* eslint-disable @typescript-eslint/no-deprecated -- what takes their place is not in all versions of Electron that the app runs on */
const keyStore = new KeyStore(join(dataFolder, 'own-model-key.json'), {
  canKeep: () =>
    safeStorage.isEncryptionAvailable() &&
    // On Linux without a key ring Electron encrypts with a password that everybody knows.
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (bytes) => safeStorage.decryptString(bytes),
});
/* eslint-enable @typescript-eslint/no-deprecated */

function contents(): WebContents | null {
  return window?.webContents ?? null;
}

function languageNow(): Language {
  return languageOf(languageChoice, app.getPreferredSystemLanguages());
}

function showMenu(): void {
  const send = (command: CommandId): void => {
    emit(contents(), 'menu', { command });
  };
  installMenu(send, shellWords[languageNow()], process.platform === 'darwin');
}

function setLanguage(choice: LanguageChoice): Result<{ readonly isLoadedAnew: boolean }> {
  const before = languageNow();
  languageChoice = choice;
  if (!saveLanguageChoice(languagePath, choice)) log('warn', 'the language could not be saved', { choice });
  const isLoadedAnew = languageNow() !== before;
  if (isLoadedAnew) {
    showMenu();
    void threads?.engine('setLanguage', { language: languageNow() });
    // After the answer, which the page could not receive any more.
    setImmediate(() => void window?.loadURL(withLanguage(APP_URL, languageNow())));
  }
  return ok({ isLoadedAnew });
}

function engineOptions(): EngineOptions {
  return {
    databasePath: join(dataFolder, 'keepsight.db'),
    thumbnailsPath: join(dataFolder, 'thumbnails.db'),
    backupFolder: join(dataFolder, 'backups'),
    migrationsFolder: join(app.getAppPath(), 'migrations'),
    repairEntry,
    scannerEntry: join(import.meta.dirname, 'scanner.cjs'),
    decoderEntry: outsideArchive(join(import.meta.dirname, 'decoder.cjs')),
    metadataEntry: outsideArchive(join(import.meta.dirname, 'metadata.cjs')),
    lookerEntry: outsideArchive(join(import.meta.dirname, 'looker.cjs')),
    helperRuntime: findHelperRuntime(join(import.meta.dirname, 'index.cjs')),
    decoders: 0,
    placesPath: join(import.meta.dirname, 'places.bin'),
    language: languageNow(),
  };
}

function showOnTaskBar(activity: Activity): void {
  const progress = overallProgress(activity);
  const isHeld = activity.paused || activity.waitsForMains;
  window?.setProgressBar(progress, { mode: isHeld ? 'paused' : progress > 1 ? 'indeterminate' : 'normal' });
}

/** Before Electron is ready: the database opens while Chromium starts. What needs Electron waits for it. */
function startThreads(): { readonly running: Threads; readonly recovery: Recovery } {
  mkdirSync(dataFolder, { recursive: true });
  const engine = engineOptions();
  const tell = <E extends EventName>(name: E, payload: Events[E]): void => {
    emit(contents(), name, payload);
    if (name === 'activity') showOnTaskBar(payload as Activity);
  };
  const tellPowerSource = (): void => {
    void running.engine('setPowerSource', { isOnBattery: powerMonitor.isOnBatteryPower() });
  };
  void app.whenReady().then(() => {
    powerMonitor.on('on-battery', tellPowerSource);
    powerMonitor.on('on-ac', tellPowerSource);
  });
  const recovery = new Recovery({
    threads: () => running,
    repairEntry,
    paths: {
      databasePath: engine.databasePath,
      backupFolder: engine.backupFolder,
      migrationsFolder: engine.migrationsFolder,
    },
    log,
    emit: tell,
  });
  const running: Threads = new Threads({
    entries: { engine: join(import.meta.dirname, 'engine.cjs'), reader: join(import.meta.dirname, 'reader.cjs') },
    engine,
    log,
    answers: {
      ownModelKey: async () => {
        await app.whenReady();
        return keyStore.get();
      },
      makePoster: async ({ locationId }: { readonly locationId: LocationId }) => {
        await app.whenReady();
        return makePoster(running, locationId);
      },
    },
    onEvent: tell,
    onEngineReady: () => {
      void app.whenReady().then(tellPowerSource);
      // Another engine may have taken the first one's place, and another language been chosen meanwhile.
      void running.engine('setLanguage', { language: languageNow() });
    },
    onFatal: (error) => {
      log('error', 'cannot go on', { code: error.code, message: error.message });
      void app.whenReady().then(() => {
        dialog.showErrorBox(
          shellWords[languageNow()].cannotOpenDatabase,
          troubleIn(languageNow(), error.code, error.message),
        );
        app.exit(1);
      });
    },
    onDamaged: (error) => {
      recovery.damaged(error);
    },
  });
  return { running, recovery };
}

async function findOriginal(running: Threads, locationId: LocationId): Promise<OriginalFile | null> {
  const answer = await running.finder('filePlace', { locationId });
  const place = answer.ok ? (answer.value as FilePlace | null) : null;
  if (place === null) return null;
  const path = await realFile(place.rootPath, place.relPath);
  return path === null ? null : { path, mimeType: place.mimeType, motion: place.motion };
}

function makePoster(running: Threads, locationId: LocationId): Promise<PosterOutcome> {
  posters ??= new VideoPosters({
    preloadPath: preloadPathOf(outFolder, 'poster'),
    find: (id) => findOriginal(running, id),
    log,
  });
  return posters.make(locationId);
}

async function pickFolder(title: string): Promise<string | null> {
  const options = { title, properties: ['openDirectory' as const] };
  const chosen = window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
  return chosen.filePaths[0] ?? null;
}

async function sidecars(running: Threads, locationIds: readonly LocationId[]): Promise<Result<readonly Sidecar[]>> {
  const files = await Promise.all(locationIds.map((id) => findOriginal(running, id)));
  return ok(await sidecarsOf(files.filter((file) => file !== null).map(({ path }) => path)));
}

async function showInFolder(running: Threads, request: RequestOf<'showInFolder'>): Promise<Result<null>> {
  const { locationId, sidecar } = request;
  const photo = await findOriginal(running, locationId);
  const path = photo === null ? null : sidecar === undefined ? photo.path : pathOfSidecar(photo.path, sidecar);
  if (path === null) {
    return fail(
      'library_offline',
      'The file cannot be shown: it is not there now. Connect its drive, then try again.',
      {},
      true,
    );
  }
  shell.showItemInFolder(path);
  return ok(null);
}

async function pathsOf(running: Threads, locationIds: readonly LocationId[]): Promise<readonly string[]> {
  const files = await Promise.all(locationIds.map((id) => findOriginal(running, id)));
  return files.filter((file) => file !== null).map(({ path }) => path);
}

function filesNotThere(): Result<never> {
  return fail(
    'library_offline',
    'The file cannot be shown: it is not there now. Connect its drive, then try again.',
    {},
    true,
  );
}

async function copyFiles(running: Threads, locationIds: readonly LocationId[]): Promise<Result<CopiedFiles>> {
  const paths = await pathsOf(running, locationIds);
  if (paths.length === 0) return filesNotThere();
  const formats = filesOnClipboard(paths, process.platform, process.env['XDG_CURRENT_DESKTOP'] ?? '');
  if (formats.length > 0) await writeFormats(formats);
  else await clipboard.writeText(paths.join('\r\n'));
  return ok({ count: paths.length, as: formats.length > 0 ? 'files' : 'paths' });
}

async function dragFiles(running: Threads, locationIds: readonly LocationId[]): Promise<Result<number>> {
  const paths = await pathsOf(running, locationIds);
  const [file] = paths;
  if (file === undefined) return filesNotThere();
  const { pixels, size } = dragIconPixels();
  const icon = nativeImage.createFromBitmap(pixels, { width: size, height: size });
  contents()?.startDrag({ file, files: [...paths], icon });
  return ok(paths.length);
}

function pathOfSidecar(photoPath: string, name: string): string | null {
  return isSidecarOf(name, basename(photoPath)) ? join(dirname(photoPath), name) : null;
}

function setFullScreen(on: boolean | null): { readonly wasOn: boolean } {
  const wasOn = window?.isFullScreen() ?? false;
  window?.setFullScreen(on ?? !wasOn);
  return { wasOn };
}

const spareMemory = new SpareMemory(log);

/** Electron's number of what keeps the screen on; null while nothing does. */
let awake: number | null = null;

function keepAwake(on: boolean): void {
  if (on === (awake !== null)) return;
  if (awake !== null) powerSaveBlocker.stop(awake);
  awake = on ? powerSaveBlocker.start('prevent-display-sleep') : null;
}

async function answerShell(
  running: Threads,
  mending: Recovery,
  name: CallName,
  request: unknown,
): Promise<Result<unknown>> {
  switch (name) {
    case 'appInfo':
      return ok({
        version: app.getVersion(),
        electron: process.versions.electron,
        platform: process.platform,
        dataFolder,
        languageChoice,
      } satisfies AppInfo);
    case 'setLanguage':
      return setLanguage((request as RequestOf<'setLanguage'>).choice);
    case 'pickFolder':
      return ok(await pickFolder((request as { title: string }).title));
    case 'openVocabulary': {
      const path = await chooseVocabulary(window, shellWords[languageNow()]);
      return path === null ? ok(null) : running.engine('readVocabulary', { path });
    }
    case 'saveVocabulary': {
      const { format } = request as RequestOf<'saveVocabulary'>;
      const path = await chooseWhereToSave(window, shellWords[languageNow()], format);
      return path === null ? ok(null) : running.engine('saveVocabulary', { path, format });
    }
    case 'ownModelKey':
      return ok(keyStore.state());
    case 'setOwnModelKey':
      return ok(keyStore.set((request as RequestOf<'setOwnModelKey'>).known));
    case 'exportInsights': {
      const { format } = request as RequestOf<'exportInsights'>;
      const path = await chooseWhereToSaveInsights(window, shellWords[languageNow()], format);
      return path === null ? ok(null) : running.engine('exportInsights', { path, format });
    }
    case 'importInsights': {
      const path = await chooseInsightFile(window, shellWords[languageNow()]);
      return path === null ? ok(null) : running.engine('importInsights', { path });
    }
    case 'showInFolder':
      return showInFolder(running, request as RequestOf<'showInFolder'>);
    case 'copyFiles':
      return copyFiles(running, (request as RequestOf<'copyFiles'>).locationIds);
    case 'dragFiles':
      return dragFiles(running, (request as RequestOf<'dragFiles'>).locationIds);
    case 'sidecars':
      return sidecars(running, (request as RequestOf<'sidecars'>).locationIds);
    case 'freeMemory': {
      const shown = contents();
      if (shown !== null) void spareMemory.free(shown);
      return ok(null);
    }
    case 'setFullScreen':
      return ok(setFullScreen((request as RequestOf<'setFullScreen'>).on));
    case 'keepAwake':
      keepAwake((request as RequestOf<'keepAwake'>).on);
      return ok(null);
    case 'startState':
      return ok(await mending.startState());
    case 'restoreBackup':
      return mending.restore((request as { name: string }).name);
    case 'salvageDatabase':
      return mending.salvage();
    default:
      return fail('invalid_request', `${name} is not answered here.`);
  }
}

/** Lists go to readers of their own, everything else that reads to another one: a long list delays no click. */
const listCalls: ReadonlySet<CallName> = new Set([
  'gridModel',
  'viewCounts',
  'calendarYear',
  'tags',
  'albums',
  'libraries',
  'selectionTags',
  'selectionAlbums',
  'searchNotes',
  'searchWords',
]);
/** What may take seconds goes to a reader of its own. */
const longCalls: ReadonlySet<CallName> = new Set([
  'health',
  'searchCounts',
  'photoCount',
  'orphans',
  'duplicates',
  'backupDifference',
  'libraryRemovalPreview',
  'ignorePreview',
  'tagEditPreview',
  'fileKeywords',
  'checkDatabase',
  'selfCheck',
  'insightMakers',
  'insightList',
  'insightPlan',
  'stackSuggestions',
  'people',
  'personFaces',
]);
/** Lists to their end; the first totals of a million tags take as long as one. */
const sweepCalls: ReadonlySet<CallName> = new Set(['gridUpdate', 'searchFacets', 'tagTotals', 'mapPoints']);
/** What is remembered of the answers, as `recordCheck` of the engine names it. */
const checkKeys: Partial<Record<CallName, CheckResult['key']>> = {
  checkDatabase: 'databaseCheck',
  selfCheck: 'selfCheck',
};

function isOfLikeness(request: unknown): boolean {
  const { view } = request as { readonly view?: GridView };
  return view?.likeLocationId !== undefined;
}

async function answerReader(running: Threads, name: CallName, request: unknown): Promise<Result<unknown>> {
  // It has all vectors in memory, and one thread of these is enough.
  if (isOfLikeness(request)) return running.sweeper(name, request);
  if (name === 'gridModel' && (request as RequestOf<'gridModel'>).limit === null) return running.sweeper(name, request);
  if (sweepCalls.has(name)) return running.sweeper(name, request);
  if (listCalls.has(name)) return running.lister(name, request);
  if (!longCalls.has(name)) return running.finder(name, request);
  const answer = await running.checker(name, request);
  const key = checkKeys[name];
  if (key !== undefined && answer.ok) await running.engine('recordCheck', { key, value: answer.value });
  return answer;
}

function listenToRenderer(running: Threads, mending: Recovery): void {
  const route = createRouter(
    {
      engine: (name, request) => running.engine(name, request),
      reader: (name, request) => answerReader(running, name, request),
      shell: (name, request) => answerShell(running, mending, name, request),
    },
    log,
  );
  listen(route, { appUrl: APP_URL, window: contents, log });
}

function renditionIn(answer: Awaited<ReturnType<Threads['engine']>>): RenditionImage | null {
  const outcome = answer.ok ? (answer.value as RenditionImage | { readonly kind: 'failed' }) : null;
  return outcome !== null && 'image' in outcome ? outcome : null;
}

function serveProtocols(running: Threads): void {
  protocol.handle(APP_SCHEME, createAppHandler(join(outFolder, 'renderer')));
  protocol.handle(
    MEDIA_SCHEME,
    createMediaHandler({
      thumbnail: async (hash) => {
        const answer = await running.finder('thumbnail', { hash });
        return answer.ok ? (answer.value as Uint8Array<ArrayBuffer> | null) : null;
      },
      original: (id) => findOriginal(running, id),
      exifThumbnail: async (locationId) => {
        const answer = await running.engine('exifThumbnail', { locationId });
        return answer.ok ? (answer.value as Uint8Array<ArrayBuffer> | null) : null;
      },
      rendition: async (locationId) => renditionIn(await running.engine('rendition', { locationId })),
      face: async (faceId) => renditionIn(await running.engine('facePicture', { faceId })),
    }),
  );
}

function showWindow(): void {
  if (window !== null) {
    if (window.isMinimized()) window.restore();
    window.focus();
    return;
  }
  window = openWindow({
    pageUrl: withLanguage(APP_URL, languageNow()),
    preloadPath: preloadPathOf(outFolder, 'index'),
    statePath: join(dataFolder, 'window.json'),
  });
  // A page that is gone, or loaded anew, shows nothing that the screen should stay on for.
  window.webContents.on('did-start-loading', () => {
    keepAwake(false);
  });
  window.on('closed', () => {
    window = null;
    keepAwake(false);
    // Its hidden companion is a window too, and must not keep the app from ending with its last one.
    if (process.platform !== 'darwin') posters?.close();
  });
}

protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  {
    scheme: MEDIA_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true },
  },
]);

// Two apps on one database would be two engines: the second start shows the first one's window.
if (app.requestSingleInstanceLock()) {
  hardenContents(APP_URL, log);
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    const running = threads;
    if (running === null) return;
    event.preventDefault();
    threads = null;
    posters?.close();
    void running.stop().finally(() => {
      app.quit();
    });
  });
  const { running, recovery } = startThreads();
  threads = running;
  void app.whenReady().then(() => {
    nativeTheme.themeSource = 'system';
    hardenSession(session.defaultSession, log);
    serveProtocols(running);
    listenToRenderer(running, recovery);
    showMenu();
    showWindow();
  });
} else {
  app.quit();
}
