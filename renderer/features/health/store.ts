import { create } from 'zustand';
import { call, onEvent, toAppError, type AppError, type ChangeTopic, type Health } from '../../api/index.js';
import { createRefresher } from '../../lib/refresher.js';

interface HealthState {
  /** Null before the first answer. */
  readonly health: Health | null;
  readonly error: AppError | null;
}

export const useHealth = create<HealthState>(() => ({ health: null, error: null }));

export async function loadHealth(): Promise<void> {
  try {
    useHealth.setState({ health: await call('health', {}), error: null });
  } catch (cause) {
    useHealth.setState({ error: toAppError(cause) });
  }
}

const concerning: ReadonlySet<ChangeTopic> = new Set(['health', 'backups', 'libraries', 'photos']);

/** Keeps the numbers fresh. Returns the function that stops it. */
export function startHealth(): () => void {
  const refresher = createRefresher(loadHealth, { minIntervalMillis: 1500, pausePerDuration: 9 });
  refresher.request();
  const stop = onEvent('changed', ({ topics }) => {
    if (topics.some((topic) => concerning.has(topic))) refresher.request();
  });
  return () => {
    refresher.stop();
    stop();
  };
}
