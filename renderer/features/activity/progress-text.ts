import type { Progress } from '../../api/index.js';
import { formatTimeLeft } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';

/** "1,204 of 9,000 · 85/s · 2 min left": what is known of it. */
export function progressText(item: Progress): string {
  const parts = [messages.activity.of(item.done, item.total)];
  if (item.kind === 'insights' && item.state !== 'running')
    return [...parts, messages.activity.jobState[item.state]].join(' · ');
  if (item.ratePerSecond !== null && item.ratePerSecond > 0) parts.push(messages.activity.rate(item.ratePerSecond));
  if (item.secondsLeft !== null) parts.push(messages.activity.left(formatTimeLeft(item.secondsLeft)));
  return parts.join(' · ');
}

export function progressTitle(item: Progress, libraryName: (id: number) => string): string {
  if (item.kind === 'look') return messages.activity.look;
  return item.kind === 'insights'
    ? messages.activity.insightsBy[item.source]
    : messages.activity[item.kind](libraryName(item.libraryId));
}
