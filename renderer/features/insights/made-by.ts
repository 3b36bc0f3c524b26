import { locale, ownHand, type Insight, type LineageStep } from '../../api/index.js';
import { formatMoment } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { costText } from '../own-model/index.js';

/** Provider of what Keepsight writes itself, as the history names it. */
export const builtIn = 'Keepsight';

const seconds = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** Under this it is not worth a word. */
const shortestToldMillis = 100;

/** Who wrote it and at whose word, and what it took: "Ollama, version llava:13b, prompt 3, asked for by you · 2.1 s". */
export function madeBy(insight: Insight): string {
  const { provider, modelVersion, promptVersion, requestedBy, durationMs, costMicros, currency } = insight;
  const words = messages.insights;
  if (provider === ownHand) return words.writtenByYou;
  const parts = [words.provider(provider, modelVersion)];
  // The prompt of what Keepsight writes itself is its language.
  if (promptVersion !== null && provider !== builtIn) parts.push(words.prompt(promptVersion));
  parts.push(requestedBy === 'user' ? words.byUser : words.byBackground);
  const took = [
    durationMs === null || durationMs < shortestToldMillis ? null : words.took(seconds.format(durationMs / 1000)),
    costMicros === null ? null : costText(costMicros, currency ?? ''),
  ].filter((part) => part !== null);
  return [parts.join(', '), ...took].join(' · ');
}

/** Along which line it came to these bytes; null for what was written for them. */
export function carriedText({ carriedFrom }: Insight, lineage: readonly LineageStep[]): string | null {
  if (carriedFrom === null) return null;
  const words = messages.insights;
  const step = lineage.find(({ fromHash }) => fromHash === carriedFrom);
  if (step === undefined) return words.carried;
  return words.carriedAt(messages.insights.madeAt(step.libraryName, step.relPath), formatMoment(step.observedAtMs));
}
