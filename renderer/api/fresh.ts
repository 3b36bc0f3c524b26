import type { ChangeTopic } from '../../preload/contract/events.js';
import { createRefresher, type RefresherOptions } from '../lib/refresher.js';
import { onEvent } from './client.js';

/** Loads now, and again as often as `pace` allows while something of these topics changes. Returns the function that stops it. */
export function keepFresh(
  load: () => Promise<void>,
  topics: readonly ChangeTopic[],
  pace: RefresherOptions,
): () => void {
  const refresher = createRefresher(load, pace);
  refresher.request();
  const stop = onEvent('changed', (changed) => {
    if (changed.topics.some((topic) => topics.includes(topic))) refresher.request();
  });
  return () => {
    refresher.stop();
    stop();
  };
}
