/** What the app remembers of its own upkeep, one value a key. */
import type { DatabaseCheck, SelfCheck, SuggestionSource } from '../../preload/contract/model.js';
import type { OwnModelSettings } from '../../preload/contract/own-model.js';
import type { WorkLimits } from '../../preload/contract/progress.js';
import { prepare, preparePluck } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';

/** Values are kept as JSON. */
export interface AppState {
  readonly databaseCheck: DatabaseCheck;
  readonly selfCheck: SelfCheck;
  /** The latest time the clock ever showed, in milliseconds. */
  readonly latestTimeMs: number;
  /** The thumbnails were lost: files are to be read again for theirs. */
  readonly thumbnailsLost: boolean;
  readonly workLimits: WorkLimits;
  /** Of the types that could have a preview when files without one were last looked through; see `previewGeneration`. */
  readonly previewGeneration: number;
  /** Of what was made of ExifTool's readings when they were last asked for again; see `metadataGeneration`. */
  readonly metadataGeneration: number;
  /** Files up to this id were looked at for stacks; see `settleStacksSteps`. Triggers lower it. */
  readonly stacksSettledTo: number;
  /** Names of files up to this id are in the index of searches; see `fillSearchSteps`. Triggers lower it. */
  readonly searchNamesTo: number;
  /** Photos up to this number, from before there was the index, are still to be put into it; 0 for none. */
  readonly searchTextsFrom: number;
  /** Photos are looked at, as the user wants it; false where it was never set. */
  readonly isLooking: boolean;
  /** Photos up to this number are in the queue of those to be looked at; see `queueLooksSteps`. A trigger lowers it. */
  readonly lookedForTo: number;
  /** What looked last, with every part of it there; what others looked at is looked at again. */
  readonly lookModels: string;
  /** Faces are kept and grouped, as the user wants it; false where it was never set. */
  readonly isGroupingFaces: boolean;
  /** Of photos that were looked at before that was wanted, those up to this number are in the queue of faces. */
  readonly facesLookedForTo: number;
  /** Everything that is known of faces is being deleted: a crash does not keep any of it. */
  readonly isDeletingFaces: boolean;
  readonly ownModel: OwnModelSettings;
  /** What is suggested for one of these reasons is given by itself, as the user wants it; none where it was never set. */
  readonly givenSuggestions: readonly SuggestionSource[];
  /** By library id: since when a user wants all its files to be read again. */
  readonly verificationAsked: Readonly<Record<number, number>>;
}

/** Null when it was never set. */
export function getAppState<K extends keyof AppState>(db: ReadDb, key: K): AppState[K] | null {
  const json = preparePluck(db, 'SELECT value FROM app_state WHERE key = ?').get(key) as string | undefined;
  return json === undefined ? null : (JSON.parse(json) as AppState[K]);
}

export function setAppState<K extends keyof AppState>(db: WriteDb, key: K, value: AppState[K]): void {
  prepare(
    db,
    'INSERT INTO app_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(value));
}
