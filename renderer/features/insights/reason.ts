import type { Insight } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

/** Why an insight is or is not the one that is shown, in plain words. */
export function standing(insight: Insight, all: readonly Insight[]): string {
  if (insight.isCurrent) {
    if (insight.pinnedAtMs !== null) return messages.insights.whyCurrentPinned;
    const hasMerged = all.some((other) => other.whyNotCurrent === 'merged_later');
    return hasMerged ? messages.insights.whyCurrentMerged : messages.insights.whyCurrent;
  }
  switch (insight.whyNotCurrent) {
    case 'merged_later':
      return insight.hasWrongClock ? messages.insights.mergedWrongClock : messages.insights.mergedLater;
    case 'not_pinned':
      return messages.insights.notPinned;
    case 'superseded':
    case null:
      return messages.insights.superseded;
  }
}
