import type { PreviewedInsight } from '../../api/index.js';

/** What these answers cost, by currency, in millionths of it; nothing where no cost is known. */
export function sumOfCosts(
  answers: readonly Pick<PreviewedInsight, 'costMicros' | 'currency'>[],
): readonly { readonly currency: string; readonly micros: number }[] {
  const sums = new Map<string, number>();
  for (const { costMicros, currency } of answers) {
    if (costMicros !== null) sums.set(currency, (sums.get(currency) ?? 0) + costMicros);
  }
  return [...sums].map(([currency, micros]) => ({ currency, micros }));
}
