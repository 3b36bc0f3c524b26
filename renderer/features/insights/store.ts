import { create } from 'zustand';
import {
  call,
  onEvent,
  toAppError,
  type EditId,
  type GridView,
  type Insight,
  ownHand,
  type InsightId,
  type InsightRating,
  type InsightSource,
  type JobId,
  type JobScope,
  type LibraryId,
  type LocationId,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { showToast } from '../../ui/index.js';
import { countEdit, editText, offerUndo } from '../edits/index.js';
import { useOwnModel } from '../own-model/index.js';
import { builtIn } from './made-by.js';
import { endText } from './end-text.js';

export type InsightTarget =
  { readonly locationIds: LocationId[]; readonly view?: GridView } | { readonly libraryId: LibraryId };

interface Job {
  readonly jobId: JobId;
  /** What was asked for, so that its button can show that it is under way. */
  readonly targetKey: string;
}

interface InsightsState {
  readonly jobs: readonly Job[];
  /** Jobs that were asked for and have no number yet. */
  readonly starting: readonly string[];
  /** Rises when an insight may have changed by what the user did here. */
  readonly edits: number;
}

export const useInsights = create<InsightsState>(() => ({ jobs: [], starting: [], edits: 0 }));

export function photoKey(locationId: LocationId): string {
  return `photo ${String(locationId)}`;
}

export function libraryKey(libraryId: LibraryId): string {
  return `library ${String(libraryId)}`;
}

export const SELECTION_KEY = 'selection';
export const VIEW_KEY = 'view';

export function isUnderWay(state: InsightsState, targetKey: string): boolean {
  return state.starting.includes(targetKey) || state.jobs.some((job) => job.targetKey === targetKey);
}

export function jobOf(state: InsightsState, targetKey: string): JobId | null {
  return state.jobs.find((job) => job.targetKey === targetKey)?.jobId ?? null;
}

/** Returns the function that stops listening. */
export function startInsights(): () => void {
  return onEvent('jobEnded', (end) => {
    const { jobs, starting } = useInsights.getState();
    const ours = jobs.find((job) => job.jobId === end.jobId);
    useInsights.setState(({ jobs, edits }) => ({
      jobs: jobs.filter((job) => job.jobId !== end.jobId),
      edits: edits + 1,
    }));
    if (ours === undefined) endedEarly.add(end.jobId);
    // The one photo asked for shows its new insight itself.
    const isSeen =
      end.outcome === 'completed' &&
      end.failed === 0 &&
      (ours?.targetKey ?? starting.at(-1))?.startsWith('photo ') === true;
    if (!isSeen) showToast(endText(end), end.outcome === 'failed' ? { tone: 'error' } : {});
  });
}

/** Jobs that ended before their number arrived here: short ones do. */
const endedEarly = new Set<JobId>();

export async function generateInsights(
  target: InsightTarget,
  scope: JobScope,
  targetKey: string,
  source: InsightSource = 'built_in',
): Promise<void> {
  useInsights.setState(({ starting }) => ({ starting: [...starting, targetKey] }));
  try {
    const { jobId } = await call('generateInsights', { target, scope, source });
    const hasEnded = endedEarly.delete(jobId);
    if (!hasEnded) useInsights.setState(({ jobs }) => ({ jobs: [...jobs, { jobId, targetKey }] }));
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  } finally {
    useInsights.setState(({ starting }) => {
      const index = starting.indexOf(targetKey);
      return { starting: starting.filter((_, i) => i !== index) };
    });
  }
}

/** Says what was done; what shows insights asks again. */
async function change(run: () => Promise<{ readonly editId: EditId | null }>, text: string): Promise<void> {
  try {
    const { editId } = await run();
    useInsights.setState(({ edits }) => ({ edits: edits + 1 }));
    if (editId === null) return;
    countEdit();
    offerUndo(text, editId);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

export function makeCurrent(insightId: InsightId): Promise<void> {
  return change(() => call('makeInsightCurrent', { insightId }), messages.insights.madeCurrent);
}

/** Of the insight that is current already. */
export function pin(insightId: InsightId): Promise<void> {
  return change(() => call('makeInsightCurrent', { insightId }), messages.insights.pinnedNow);
}

export function unpin(insightId: InsightId): Promise<void> {
  return change(() => call('unpinInsight', { insightId }), messages.insights.unpinned);
}

/** What the current insights of these photos suggest, each photo its own. */
export async function acceptSuggestedTags(locationIds: LocationId[]): Promise<void> {
  try {
    const edit = await call('acceptSuggestedTags', { locationIds });
    if (edit === null) {
      showToast(messages.insights.noSuggestions);
      return;
    }
    countEdit();
    offerUndo(editText(edit), edit.id);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

/** True when it is kept. */
export async function writeInsight(text: {
  readonly locationId: LocationId;
  readonly title: string;
  readonly summary: string;
}): Promise<boolean> {
  try {
    const { editId } = await call('writeInsight', text);
    countEdit();
    offerUndo(messages.edits.done.insight_written(text.title), editId);
    return true;
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
    return false;
  }
}

/** Null takes the rating away. False when it could not be set, which is told. */
export async function rateInsight(
  { id, title }: Pick<Insight, 'id' | 'title'>,
  rating: InsightRating | null,
): Promise<boolean> {
  try {
    const { editId } = await call('rateInsight', { insightId: id, rating });
    countEdit();
    if (editId !== null) offerUndo(messages.edits.done.insight_rated(title, rating ?? ''), editId);
    return true;
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
    return false;
  }
}

export async function dismissSuggestedTag(insightId: InsightId, name: string): Promise<void> {
  try {
    const edit = await call('dismissSuggestedTag', { insightId, name });
    if (edit === null) return;
    countEdit();
    offerUndo(editText(edit), edit.id);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

/** By whoever wrote it, where that one is there; else by Keepsight. */
export function renewInsight(locationId: LocationId, { provider }: Pick<Insight, 'provider'>): Promise<void> {
  const hasOwnModel = useOwnModel.getState().model?.settings.on === true;
  const source = provider !== builtIn && provider !== ownHand && hasOwnModel ? 'own_model' : 'built_in';
  return generateInsights({ locationIds: [locationId] }, 'all', photoKey(locationId), source);
}

export async function deleteInsight({ id, title }: Pick<Insight, 'id' | 'title'>): Promise<void> {
  try {
    const { editId } = await call('deleteInsight', { insightId: id });
    countEdit();
    offerUndo(messages.edits.done.insight_deleted(title), editId);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}
