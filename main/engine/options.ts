import type { Language } from '../../preload/contract/language.js';

/** What the main thread tells its worker threads at their start. Paths are absolute. */
export interface ReaderOptions {
  readonly databasePath: string;
  readonly thumbnailsPath: string;
  readonly backupFolder: string;
  readonly migrationsFolder: string;
}

export interface ReaderThreadOptions extends ReaderOptions {
  /** Whoever waits for this thread's answers waits shorter for others'. */
  readonly givesWay?: boolean;
}

export interface EngineOptions extends ReaderOptions {
  /** Built entry of the scanner thread. */
  readonly scannerEntry: string;
  /** Built entry of the decoder processes. */
  readonly decoderEntry: string;
  /** Built entry of the metadata process. */
  readonly metadataEntry: string;
  /** Built entry of the process that looks at photos; without it, nobody does. */
  readonly lookerEntry?: string;
  /** Built entry of the thread that checks and repairs databases; without it, copies are checked in the engine. */
  readonly repairEntry?: string;
  /** Program that runs the decoder and metadata processes; null: Electron as Node. */
  readonly helperRuntime: string | null;
  /** Number of decoder processes; 0: one a core. */
  readonly decoders: number;
  /** The towns of the world, as the build writes them; without it, no place has a name. */
  readonly placesPath?: string;
  /** What insights are written in. Default: English. `setLanguage` tells of another one. */
  readonly language?: Language;
}

/** Engine to main thread, beside the contract's events: what the readers need to answer. */
export const AVAILABILITY_EVENT = 'availability';
export const READY_EVENT = 'ready';
/** The database was found damaged while it was in use; with the error. */
export const DAMAGED_EVENT = 'damaged';
/** Reader to main thread: the thumbnails are damaged. */
export const THUMBNAILS_LOST_EVENT = 'thumbnailsLost';
export const FAILED_EVENT = 'failed';
export const LOG_EVENT = 'log';
