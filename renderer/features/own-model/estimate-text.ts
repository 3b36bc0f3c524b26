import { askedAtOnce, hasPrice, type InsightPlan, type OwnModelSettings } from '../../api/index.js';
import { formatTimeLeft } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { costText } from './cost-text.js';

/** What so many photos would take by the user's own model, as its last answers did: "About 0.34 EUR and 12 min, as …". */
export function estimateText(photos: number, earlier: InsightPlan['earlier'], settings: OwnModelSettings): string {
  const words = messages.ownModel;
  if (earlier === null) return hasPrice(settings) ? words.costUnknown : words.timeUnknown;
  const time = formatTimeLeft((photos * earlier.durationMs) / askedAtOnce(settings) / 1000);
  const cost = earlier.costMicros === null ? null : costText(photos * earlier.costMicros, settings.currency);
  const text = words.estimate(cost, time, earlier.answers);
  return hasPrice(settings) && cost === null ? `${text} ${words.onlyCostUnknown}` : text;
}
