import { create } from 'zustand';
import { call, keepFresh, toAppError, type AppError, type Backup } from '../../api/index.js';
import { formatBytes } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { showToast } from '../../ui/index.js';

interface BackupsState {
  /** Null before the first answer; the newest first. */
  readonly backups: readonly Backup[] | null;
  readonly error: AppError | null;
  /** A backup is being made, here. */
  readonly isMaking: boolean;
}

export const useBackups = create<BackupsState>(() => ({ backups: null, error: null, isMaking: false }));

export async function loadBackups(): Promise<void> {
  try {
    useBackups.setState({ backups: await call('backups', {}), error: null });
  } catch (cause) {
    useBackups.setState({ error: toAppError(cause) });
  }
}

/** Keeps the list fresh. Returns the function that stops it. */
export function startBackups(): () => void {
  return keepFresh(loadBackups, ['backups'], { minIntervalMillis: 500, pausePerDuration: 4 });
}

export async function createBackup(): Promise<void> {
  if (useBackups.getState().isMaking) return;
  useBackups.setState({ isMaking: true });
  try {
    const backup = await call('createBackup', {});
    showToast(messages.backups.made(formatBytes(backup.sizeBytes)));
    await loadBackups();
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  } finally {
    useBackups.setState({ isMaking: false });
  }
}
