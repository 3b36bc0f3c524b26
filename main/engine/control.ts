import type { LibraryId } from '../../preload/contract/model.js';
import type { ChangeNotice } from './changes.js';
import type { LibraryState } from './library-state.js';

/** What the calls may do to the engine's work; see `answers/`. */
export interface EngineControl {
  readonly states: ReadonlyMap<LibraryId, LibraryState>;
  readonly changes: ChangeNotice;
  readonly attach: (id: LibraryId) => void;
  /** Ends what runs for the library, so that it can be changed or removed. */
  readonly detach: (id: LibraryId) => Promise<void>;
  readonly probeAll: () => Promise<void>;
  readonly announceAvailability: () => void;
  readonly tickSoon: () => void;
  /** Ends the running slice of the backlog at its next safe point. */
  readonly interrupt: () => void;
  /** What holds the work back has changed: it ends at its next safe point, or goes on. */
  readonly heldOrNot: () => void;
  /** Runs long work in short transactions and answers calls between them. Null when the engine closed before its end. */
  readonly inSteps: <T>(steps: Generator<void, T>) => Promise<T | null>;
}
