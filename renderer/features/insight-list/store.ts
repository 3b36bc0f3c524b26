import { create } from 'zustand';
import {
  call,
  keepFresh,
  toAppError,
  type AppError,
  type Insight,
  type InsightFilter,
  type InsightMaker,
  type InsightPlace,
  type InsightPlan,
  type InsightSource,
  type ListedInsight,
  type LocationId,
  type PreviewedInsight,
} from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import { showToast } from '../../ui/index.js';
import { countEdit, offerUndo } from '../edits/index.js';
import { costText } from '../own-model/index.js';

const PAGE = 60;
/** Photos whose insights are shown as they would be, before all are renewed. */
export const PREVIEWED = 10;

interface InsightListState {
  readonly filter: InsightFilter;
  readonly makers: readonly InsightMaker[];
  /** Null before the first answer. */
  readonly insights: readonly ListedInsight[] | null;
  /** Null at the end. */
  readonly next: InsightPlace | null;
  readonly error: AppError | null;
  readonly isLoading: boolean;
}

export const everyInsight: InsightFilter = {
  maker: null,
  fromMs: null,
  toMs: null,
  standing: 'all',
  differs: false,
  rating: null,
};

const nothingYet = { insights: null, next: null, error: null, isLoading: false } as const;

export const useInsightList = create<InsightListState>(() => ({ filter: everyInsight, makers: [], ...nothingYet }));

/** Parts that are empty are passed over: few insights may fit among many. */
async function part(after: InsightPlace | null): Promise<void> {
  const { filter } = useInsightList.getState();
  useInsightList.setState({ isLoading: true });
  try {
    const page = await call('insightList', { filter, after, limit: PAGE });
    const now = useInsightList.getState();
    if (now.filter !== filter) return;
    const known = after === null ? [] : (now.insights ?? []);
    useInsightList.setState({ insights: [...known, ...page.insights], next: page.next, error: null, isLoading: false });
    if (page.insights.length === 0 && page.next !== null) await part(page.next);
  } catch (cause) {
    if (useInsightList.getState().filter === filter)
      useInsightList.setState({ error: toAppError(cause), isLoading: false });
  }
}

async function reload(): Promise<void> {
  const makers = call('insightMakers', {}).then(
    (list) => {
      useInsightList.setState({ makers: list });
    },
    () => undefined,
  );
  await Promise.all([makers, part(null)]);
}

/** Keeps the first part fresh. Returns the function that stops it. */
export function startInsightList(): () => void {
  return keepFresh(reload, ['insights'], { minIntervalMillis: 1000, pausePerDuration: 4 });
}

export async function loadMore(): Promise<void> {
  const { next, isLoading } = useInsightList.getState();
  if (next !== null && !isLoading) await part(next);
}

export function retry(): void {
  useInsightList.setState(nothingYet);
  void reload();
}

export function setFilter(changes: Partial<InsightFilter>): void {
  useInsightList.setState(({ filter }) => ({ filter: { ...filter, ...changes }, ...nothingYet }));
  void part(null);
}

/** All of a photo's; null where they cannot be had, which is told. */
export async function versionsOf(locationId: LocationId): Promise<readonly Insight[] | null> {
  try {
    return (await call('photoDetails', { locationId })).insights;
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
    return null;
  }
}

/** The first few photos of the list, each once. */
export function firstPhotos(insights: readonly ListedInsight[]): readonly LocationId[] {
  const ids = insights.map(({ locationId }) => locationId).filter((id) => id !== null);
  return [...new Set(ids)].slice(0, PREVIEWED);
}

/** Who is to write. `model`: another one of the user's own server than that which is set. */
export interface Writer {
  readonly source: InsightSource;
  readonly model?: string;
}

export function previewOf(locationId: LocationId, writer: Writer): Promise<PreviewedInsight> {
  return call('previewInsight', { locationId, ...writer });
}

/** Of all photos of the list: how many, and what they would take. */
export function planOfList(model: string | undefined): Promise<InsightPlan> {
  const { filter } = useInsightList.getState();
  return call('insightPlan', { target: { filter, ...(model === undefined ? {} : { model }) } });
}

/** Nobody goes on with these. What they cost is said; what was being asked for is stopped, and may cost something too. */
export async function throwAway(
  previews: readonly PreviewedInsight[],
  source: InsightSource,
  isAsking: boolean,
): Promise<void> {
  const words = messages.insightList;
  const previewIds = previews.map(({ previewId }) => previewId).filter((id) => id !== null);
  try {
    const { answers, costs } = await call('throwAwayPreviews', { previewIds });
    if (source === 'built_in' || (answers === 0 && !isAsking)) return;
    const cost = costs.map(({ currency, micros }) => costText(micros, currency));
    showToast([words.thrownAway(answers, cost), ...(isAsking ? [words.oneWasAsked] : [])].join(' '));
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

/** True when the work has begun. */
export async function renewAll(writer: Writer): Promise<boolean> {
  try {
    const { photos } = await call('renewInsights', { filter: useInsightList.getState().filter, ...writer });
    showToast(photos === 0 ? messages.insightList.noPhotos : messages.insightList.renewing(photos));
    return photos > 0;
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
    return false;
  }
}

export async function exportInsights(format: 'json' | 'csv'): Promise<void> {
  const words = messages.insightList;
  try {
    const done = await call('exportInsights', { format });
    if (done === null) return;
    const leftOut = done.withoutHash === 0 ? '' : ` ${words.leftOut(done.withoutHash)}`;
    showToast(`${words.exported(done.insights, done.photos, done.fileName)}.${leftOut}`);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

export async function importInsights(): Promise<void> {
  const words = messages.insightList;
  try {
    const done = await call('importInsights', {});
    if (done === null) return;
    const { editId, photos, fileName, waiting, unreadable } = done;
    const notes = [
      waiting === 0 ? null : words.waiting(waiting),
      unreadable === 0 ? null : words.unreadable(unreadable),
    ].filter((note) => note !== null);
    if (editId === null) {
      showToast([`${words.nothingNew(fileName)}.`, ...notes].join(' '));
      return;
    }
    countEdit();
    offerUndo([`${messages.edits.done.insights_imported(fileName, photos)}.`, ...notes].join(' '), editId);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}

export async function returnTo({ provider, modelVersion }: InsightMaker): Promise<void> {
  const words = messages.insightList;
  try {
    const { editId, photos, keptOwn } = await call('returnToMaker', { maker: { provider, modelVersion } });
    const kept = keptOwn === 0 ? '' : ` ${words.keptOwn(keptOwn)}`;
    if (editId === null) {
      showToast(`${words.nothingToReturn}${kept}`);
      return;
    }
    countEdit();
    offerUndo(`${messages.edits.done.insights_returned(words.maker(provider, modelVersion), photos)}.${kept}`, editId);
  } catch (cause) {
    showToast(toAppError(cause).message, { tone: 'error' });
  }
}
