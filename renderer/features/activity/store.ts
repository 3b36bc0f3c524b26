import { create } from 'zustand';
import {
  call,
  onEvent,
  toAppError,
  type Activity,
  type JobId,
  type LibraryId,
  type Progress,
  type WorkLimits,
} from '../../api/index.js';
import { showToast } from '../../ui/index.js';

interface ActivityState {
  readonly activity: Activity;
}

const nothing: Activity = {
  paused: false,
  limits: { oneCore: false, onlyOnMains: false },
  waitsForMains: false,
  items: [],
  trouble: null,
  looking: { isOn: false, groupsFaces: false, trouble: null },
};

export const useActivity = create<ActivityState>(() => ({ activity: nothing }));

/** Returns the function that stops listening. */
export function startActivity(): () => void {
  let heard = false;
  const stop = onEvent('activity', (activity) => {
    heard = true;
    useActivity.setState({ activity });
  });
  call('activity', {}).then(
    (activity) => {
      if (!heard) useActivity.setState({ activity });
    },
    () => undefined,
  );
  return stop;
}

export async function setPaused(paused: boolean): Promise<void> {
  try {
    useActivity.setState({ activity: await call('setPaused', { paused }) });
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

export async function setWorkLimits(limits: WorkLimits): Promise<void> {
  try {
    useActivity.setState({ activity: await call('setWorkLimits', limits) });
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

/** Whether photos are looked at for what is in them. */
export async function setLooking(on: boolean): Promise<void> {
  try {
    useActivity.setState({ activity: await call('setLooking', { on }) });
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

export function cancelScan(libraryId: LibraryId): void {
  call('cancelScan', { libraryId }).catch((cause: unknown) => {
    showToast(toAppError(cause).message, { tone: 'error' });
  });
}

export function cancelJob(jobId: JobId): void {
  call('cancelJob', { jobId }).catch((cause: unknown) => {
    showToast(toAppError(cause).message, { tone: 'error' });
  });
}

export function pauseJob(jobId: JobId): void {
  call('pauseJob', { jobId }).catch((cause: unknown) => {
    showToast(toAppError(cause).message, { tone: 'error' });
  });
}

export function resumeJob(jobId: JobId): void {
  call('resumeJob', { jobId }).catch((cause: unknown) => {
    showToast(toAppError(cause).message, { tone: 'error' });
  });
}

export function cancelVerification(): void {
  call('cancelVerification', {}).catch((cause: unknown) => {
    showToast(toAppError(cause).message, { tone: 'error' });
  });
}

export function progressOfLibrary(activity: Activity, libraryId: LibraryId): readonly Progress[] {
  return activity.items.filter((item) => 'libraryId' in item && item.libraryId === libraryId);
}

export function isScanning(activity: Activity): boolean {
  return activity.items.some((item) => item.kind === 'scan' || item.kind === 'read');
}
