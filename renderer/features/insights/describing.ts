/** Photos that somebody wants to have described: at once, or after a question about what it means. */
import { create } from 'zustand';
import {
  asksBefore,
  call,
  toAppError,
  type AppError,
  type InsightPlan,
  type InsightSource,
  type JobScope,
} from '../../api/index.js';
import { useOwnModel } from '../own-model/index.js';
import { generateInsights, type InsightTarget } from './store.js';

export interface Describing {
  readonly target: InsightTarget;
  /** So that the button which asked can show that it is under way. */
  readonly targetKey: string;
  /** Whose photos: "Lisbon", "3 photos selected". */
  readonly name: string;
  /** As far as it is known without counting: no fewer than there are. */
  readonly photos: number;
  /** What is chosen at first; null for what there is to do. */
  readonly scope: JobScope | null;
  readonly source: InsightSource;
}

interface DescribingState {
  readonly asked: Describing | null;
  /** Null while it is counted. */
  readonly plan: InsightPlan | null;
  readonly error: AppError | null;
}

const nothing: DescribingState = { asked: null, plan: null, error: null };

export const useDescribing = create<DescribingState>(() => nothing);

/** Asks what is to be described, and by whom. */
export async function askToDescribe(asked: Describing): Promise<void> {
  useDescribing.setState({ ...nothing, asked });
  try {
    const plan = await call('insightPlan', { target: asked.target });
    if (useDescribing.getState().asked === asked) useDescribing.setState({ plan });
  } catch (cause) {
    if (useDescribing.getState().asked === asked) useDescribing.setState({ error: toAppError(cause) });
  }
}

/** Asks only where many photos would leave the computer, or cost money. */
export function describePhotos(asked: Describing & { readonly scope: JobScope }): void {
  const settings = useOwnModel.getState().model?.settings;
  const isFree = asked.source === 'built_in' || settings === undefined || !asksBefore(settings, asked.photos);
  if (isFree) void generateInsights(asked.target, asked.scope, asked.targetKey, asked.source);
  else void askToDescribe(asked);
}

export function stopDescribing(): void {
  useDescribing.setState(nothing);
}

/** What there is to do: what lacks an insight, else what was edited since, else all of it. */
export function usualScope({ photos }: InsightPlan): JobScope {
  return photos.missing > 0 ? 'missing' : photos.stale > 0 ? 'stale' : 'all';
}
