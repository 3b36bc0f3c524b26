import type { Activity } from '../../preload/contract/progress.js';

/** What a user waits for. Verifying goes on for days, and nobody does. */
const worthABar: ReadonlySet<Activity['items'][number]['kind']> = new Set([
  'scan',
  'glance',
  'read',
  'metadata',
  'poster',
  'insights',
]);

/** One figure for the system's task bar: 0 to 1, above 1 while it cannot be known, below 0 when nothing is under way. */
export function overallProgress({ items }: Activity): number {
  const isPaused = (item: Activity['items'][number]): boolean => item.kind === 'insights' && item.state === 'paused';
  const shown = items.filter((item) => worthABar.has(item.kind) && !isPaused(item));
  if (shown.length === 0) return -1;
  const known = shown.filter(({ total }) => total !== null && total > 0);
  if (known.length === 0) return 2;
  const sum = (of: (item: Activity['items'][number]) => number): number =>
    known.reduce((all, item) => all + of(item), 0);
  return Math.min(1, sum(({ done }) => done) / sum(({ total }) => total ?? 0));
}
