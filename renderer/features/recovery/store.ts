import { create } from 'zustand';
import { call, onEvent, type StartState } from '../../api/index.js';

type Damaged = Extract<StartState, { state: 'damaged' }>;

interface StartStore {
  /** Null while it is not known yet. */
  readonly start: StartState | null;
  /** The last damage that was met: what the recovery screen shows until the user goes on. */
  readonly damage: Damaged | null;
  /** Rises when another database took the place of the one before: everything shown is read again. */
  readonly databases: number;
}

export const useStart = create<StartStore>(() => ({ start: null, damage: null, databases: 0 }));

function hear(start: StartState): void {
  useStart.setState(({ damage, databases }) => ({
    start,
    damage: start.state === 'damaged' ? start : damage,
    databases: databases + 1,
  }));
}

/** Returns the function that stops listening. */
export function startRecovery(): () => void {
  let heard = false;
  const stop = onEvent('startState', (state) => {
    heard = true;
    hear(state);
  });
  call('startState', {}).then(
    (state) => {
      if (!heard) hear(state);
    },
    // Whatever keeps this from being answered is told by the calls that follow.
    () => {
      if (!heard) hear({ state: 'running' });
    },
  );
  return stop;
}

/** The user has read what could be saved, and goes on. */
export function leaveRecovery(): void {
  useStart.setState({ damage: null });
}
