import type { CommandId } from './commands.js';
import type { JobId, StartState } from './model.js';
import type { Activity } from './progress.js';

/** What may have changed since the last event; the renderer asks again for what it shows. */
export type ChangeTopic =
  | 'libraries'
  | 'photos'
  | 'tags'
  | 'marks'
  | 'albums'
  | 'insights'
  | 'jobs'
  | 'health'
  | 'backups'
  | 'search'
  | 'stacks'
  | 'signals'
  | 'people';

export interface JobEnd {
  readonly jobId: JobId;
  readonly outcome: 'completed' | 'cancelled' | 'failed';
  readonly done: number;
  readonly failed: number;
  /** Photos that were to be described; 0 when all of them were already. */
  readonly total: number;
  /** Why it failed, for people: a sentence. Null when it did not. */
  readonly reason: string | null;
}

/** Main to renderer. Coalesced by the sender: at most ten a second each. */
export interface Events {
  readonly activity: Activity;
  readonly changed: { readonly topics: readonly ChangeTopic[] };
  readonly jobEnded: JobEnd;
  /** The database was found damaged, restored or salvaged. */
  readonly startState: StartState;
  readonly menu: { readonly command: CommandId };
}
export type EventName = keyof Events;
