import { messages } from '../../lib/messages.js';

/** What a fact of an insight is called in the language of the window; insights are kept as they were written. */
export function factLabel(written: string): string {
  const known: Readonly<Record<string, string>> = messages.insights.factLabels;
  return Object.hasOwn(known, written) ? (known[written] ?? written) : written;
}
