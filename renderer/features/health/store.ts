import { create } from 'zustand';
import { call, keepFresh, toAppError, type AppError, type ChangeTopic, type Health } from '../../api/index.js';

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

const concerning: readonly ChangeTopic[] = ['health', 'backups', 'libraries', 'photos'];

/** Keeps the numbers fresh. Returns the function that stops it. */
export function startHealth(): () => void {
  return keepFresh(loadHealth, concerning, { minIntervalMillis: 1500, pausePerDuration: 9 });
}
