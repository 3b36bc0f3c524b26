/**
 * Plays videos for a frame of each, in a hidden window of their own: Chromium is the decoder that is there anyway. The window
 * is sandboxed, has a session of its own, reaches no network, and is served one page and one video at a time.
 */
import { BrowserWindow, session } from 'electron';
import type { Session, WebContents } from 'electron';
import { POSTER_MADE_CHANNEL, POSTER_MAKE_CHANNEL, POSTER_PAGE } from '../../preload/contract/poster.js';
import type { PosterOrder } from '../../preload/contract/poster.js';
import { MEDIA_SCHEME } from '../../preload/contract/media.js';
import type { LocationId } from '../../preload/contract/model.js';
import type { Log } from '../core/log.js';
import type { PosterOutcome } from '../core/poster.js';
import { sendOriginal } from './media.js';
import type { OriginalFile } from './media.js';
import { posterAnswerSchema } from './poster-answer.js';
import { hardenSession } from './security.js';

/** Not kept on the disk: a name without `persist:`. */
const partition = 'video-posters';
const openMillis = 15_000;

const page = `<!doctype html><html lang="en"><meta charset="utf-8" /><title>Posters</title></html>`;
const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; media-src media://poster; base-uri 'none'; form-action 'none'",
} as const;

export interface VideoPostersOptions {
  /** Built preload of the hidden window. */
  readonly preloadPath: string;
  /** The file of a location, checked to lie in its library; null when it is not there. */
  readonly find: (id: LocationId) => Promise<OriginalFile | null>;
  readonly log: Log;
  /** One video may take this long. Default 20 s. */
  readonly timeoutMillis?: number;
  /** A window is replaced after this many videos, so that no leak of a codec adds up. Default 100. */
  readonly videosPerWindow?: number;
  /** A window that has nothing to do is closed after this time. Default 20 s. */
  readonly idleMillis?: number;
}

interface Player {
  readonly window: BrowserWindow;
  videosPlayed: number;
}

function isUsable({ window }: Player): boolean {
  return !window.isDestroyed() && !window.webContents.isCrashed();
}

/** 0: there is none any more. */
function killProcess(pid: number): void {
  try {
    if (pid > 0) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

interface Served {
  readonly url: string;
  readonly file: OriginalFile;
}

export class VideoPosters {
  readonly #options: VideoPostersOptions;
  readonly #timeoutMillis: number;
  readonly #videosPerWindow: number;
  readonly #idleMillis: number;
  #session: Session | null = null;
  #player: Player | null = null;
  #served: Served | null = null;
  #nextVideo = 1;
  /** One after the other. */
  #last: Promise<unknown> = Promise.resolve();
  #idleTimer: NodeJS.Timeout | null = null;
  /** Ends the video that is played now. */
  #giveUp: (() => void) | null = null;
  #isClosed = false;

  constructor(options: VideoPostersOptions) {
    this.#options = options;
    this.#timeoutMillis = options.timeoutMillis ?? 20_000;
    this.#videosPerWindow = options.videosPerWindow ?? 100;
    this.#idleMillis = options.idleMillis ?? 20_000;
  }

  /** A frame of a video, by the location of its file. Never rejects, and comes to an end whatever the file is. */
  make(locationId: LocationId): Promise<PosterOutcome> {
    const made = this.#last.then(() => this.#make(locationId));
    this.#last = made;
    return made;
  }

  /** Ends what is under way; nothing is played afterwards. */
  close(): void {
    this.#isClosed = true;
    const isPlaying = this.#giveUp !== null;
    this.#giveUp?.();
    this.#discard({ isHung: isPlaying });
  }

  async #make(locationId: LocationId): Promise<PosterOutcome> {
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    try {
      const file = await this.#options.find(locationId);
      if (file === null) return { kind: 'gone' };
      const player = await this.#open();
      if (player === null) return { kind: 'unavailable', reason: 'The app is closing.' };
      return await this.#play(player, file);
    } catch (error) {
      this.#discard();
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.log('warn', 'the window that plays videos did not open', { reason });
      return { kind: 'unavailable', reason };
    } finally {
      this.#idleTimer = setTimeout(() => {
        this.#discard();
      }, this.#idleMillis);
    }
  }

  async #play(player: Player, file: OriginalFile): Promise<PosterOutcome> {
    const { webContents } = player.window;
    player.videosPlayed++;
    this.#served = { url: `${POSTER_PAGE}${this.#nextVideo++}`, file };
    const outcome = await this.#answerOf(webContents, this.#served.url);
    this.#served = null;
    if (outcome.kind === 'stopped') {
      this.#discard({ isHung: outcome.because === 'timeout' });
      this.#options.log('warn', 'a video stopped its player', { because: outcome.because });
    } else if (player.videosPlayed >= this.#videosPerWindow) {
      this.#discard();
    }
    return outcome;
  }

  #answerOf(contents: WebContents, url: string): Promise<PosterOutcome> {
    return new Promise((resolve) => {
      const end = (outcome: PosterOutcome): void => {
        clearTimeout(timer);
        contents.ipc.removeAllListeners(POSTER_MADE_CHANNEL);
        contents.off('render-process-gone', crash);
        this.#giveUp = null;
        resolve(outcome);
      };
      const crash = (): void => {
        end({ kind: 'stopped', because: 'crash' });
      };
      const timer = setTimeout(() => {
        end({ kind: 'stopped', because: 'timeout' });
      }, this.#timeoutMillis);
      this.#giveUp = () => {
        end({ kind: 'unavailable', reason: 'The app is closing.' });
      };
      contents.once('render-process-gone', crash);
      contents.ipc.once(POSTER_MADE_CHANNEL, (_event, answer: unknown) => {
        const parsed = posterAnswerSchema.safeParse(answer);
        end(parsed.success ? parsed.data : { kind: 'stopped', because: 'crash' });
      });
      contents.send(POSTER_MAKE_CHANNEL, { url } satisfies PosterOrder);
    });
  }

  /** Null after the end. Rejects when no window can be opened. */
  async #open(): Promise<Player | null> {
    if (this.#isClosed) return null;
    if (this.#player !== null && isUsable(this.#player)) return this.#player;
    this.#discard();
    const window = new BrowserWindow({
      show: false,
      width: 400,
      height: 400,
      title: 'Keepsight',
      skipTaskbar: true,
      webPreferences: {
        session: this.#ownSession(),
        preload: this.#options.preloadPath,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        webgl: false,
        spellcheck: false,
        navigateOnDragDrop: false,
        // A page that is never shown would be slowed down to nothing.
        backgroundThrottling: false,
      },
    });
    const player = { window, videosPlayed: 0 };
    this.#player = player;
    const { webContents } = window;
    webContents.setAudioMuted(true);
    // Stricter than for the app's own window: nothing leads from here to anywhere.
    webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    webContents.on('will-navigate', (event) => {
      event.preventDefault();
    });
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error('Its page did not load.'));
      }, openMillis);
    });
    await Promise.race([window.loadURL(POSTER_PAGE), tooLate]).finally(() => {
      clearTimeout(timer);
    });
    return isUsable(player) ? player : null;
  }

  #ownSession(): Session {
    if (this.#session !== null) return this.#session;
    const own = session.fromPartition(partition, { cache: false });
    hardenSession(own, this.#options.log);
    own.webRequest.onBeforeRequest((details, callback) => {
      callback({ cancel: !details.url.startsWith(POSTER_PAGE) });
    });
    own.on('will-download', (event) => {
      event.preventDefault();
    });
    own.protocol.handle(MEDIA_SCHEME, (request) => this.#serve(request));
    this.#session = own;
    return own;
  }

  async #serve(request: Request): Promise<Response> {
    if (request.url === POSTER_PAGE) return new Response(page, { headers: pageHeaders });
    if (this.#served?.url !== request.url) return new Response(null, { status: 404 });
    try {
      return await sendOriginal(this.#served.file, request);
    } catch {
      return new Response(null, { status: 404 });
    }
  }

  #discard({ isHung = false } = {}): void {
    const window = this.#player?.window;
    this.#player = null;
    this.#served = null;
    if (window === undefined || window.isDestroyed()) return;
    const renderer = window.webContents.getOSProcessId();
    window.destroy();
    // One that hangs in a decoder does not hear that it is to end.
    if (isHung) killProcess(renderer);
  }
}
