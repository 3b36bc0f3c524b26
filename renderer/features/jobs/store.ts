import { create } from 'zustand';
import {
  call,
  keepFresh,
  toAppError,
  type AppError,
  type InsightJob,
  type InsightSource,
  type JobFailure,
  type JobId,
} from '../../api/index.js';
import { showToast } from '../../ui/index.js';

interface JobsState {
  /** Null before the first answer. */
  readonly jobs: readonly InsightJob[] | null;
  readonly error: AppError | null;
}

export const useJobs = create<JobsState>(() => ({ jobs: null, error: null }));

async function load(): Promise<void> {
  try {
    useJobs.setState({ jobs: await call('insightJobs', {}), error: null });
  } catch (cause) {
    useJobs.setState({ error: toAppError(cause) });
  }
}

/** Keeps the list fresh; how far jobs are, the activity tells. Returns the function that stops it. */
export function startJobs(): () => void {
  return keepFresh(load, ['jobs'], { minIntervalMillis: 200, pausePerDuration: 4 });
}

async function change(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
    await load();
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

export function doFirst(jobId: JobId): Promise<void> {
  return change(() => call('setJobPriority', { jobId, priority: 'first' }));
}

export function retryJob(jobId: JobId): Promise<void> {
  return change(() => call('retryJob', { jobId }));
}

export function forgetEndedJobs(): Promise<void> {
  return change(() => call('forgetEndedJobs', {}));
}

export function describeNewPhotos(source: InsightSource, on: boolean): Promise<void> {
  return change(() => call('describeNewPhotos', { source, on }));
}

/** Whether photos are described as they come. */
export function describesNew(jobs: readonly InsightJob[] | null, source: InsightSource): boolean {
  return jobs?.some((job) => job.scope === 'new' && job.source === source && job.endedAtMs === null) ?? false;
}

/** So many are shown; nobody reads more. */
export const failuresShown = 50;

export function loadFailures(jobId: JobId): Promise<readonly JobFailure[]> {
  return call('jobFailures', { jobId, offset: 0, limit: failuresShown });
}
