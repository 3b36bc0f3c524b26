import type { InsightJob } from '../../api/index.js';
import { messages } from '../../lib/messages.js';

/** What a job is for. */
export function jobTitle({ target, scope, total, isGathered }: InsightJob): string {
  const words = messages.jobs;
  if (scope === 'new') return words.newPhotos;
  switch (target.kind) {
    case 'library':
      return words.ofLibrary(target.libraryName);
    case 'view':
      if (target.query !== '') return words.ofSearch(target.query);
      return target.name === null ? words.ofView(isGathered ? total : null) : words.ofNamedView(target.name);
    case 'selection':
    case 'everything':
      return words.ofSelection(isGathered ? total : null);
  }
}

/** Who writes for it, and for which photos. */
export function jobKind({ source, model, scope }: InsightJob): string {
  const words = messages.jobs;
  const by = model === null ? words.source[source] : words.ofModel(model);
  return scope === 'new' ? by : `${by} · ${words.scope[scope]}`;
}

/** "Done: 12 written, 3 had one already, 1 not described". */
export function jobResult({ state, done, skipped, failed }: InsightJob): string {
  const words = messages.jobs;
  const parts = [words.written(done)];
  if (skipped > 0) parts.push(words.skipped(skipped));
  if (failed > 0) parts.push(words.failed(failed));
  return `${words.state[state]}: ${parts.join(', ')}`;
}
