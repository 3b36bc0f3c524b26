import { useEffect, useState } from 'react';
import { onEvent, type ChangeTopic } from '../../api/index.js';
import { createRefresher } from '../../lib/refresher.js';
import { useEdits } from '../edits/index.js';
import { usePhotos } from '../photos/index.js';

const SETTLE_MILLIS = 120;

/**
 * What the selected photos have, once the selection rests, and again when one of the topics changed. `load` answers null
 * where it cannot be told, and is the same function all the time, as `topics` is the same list.
 */
export function useOfSelection<T>(
  load: () => Promise<readonly T[] | null>,
  topics: readonly ChangeTopic[],
): readonly T[] {
  const selection = usePhotos((state) => state.selection);
  const edits = useEdits((state) => state.count);
  const [found, setFound] = useState<readonly T[]>([]);
  useEffect(() => {
    let isWanted = true;
    const refresher = createRefresher(
      async () => {
        const answer = await load();
        if (isWanted && answer !== null) setFound(answer);
      },
      { minIntervalMillis: 1000, pausePerDuration: 4 },
    );
    const timer = setTimeout(refresher.request, SETTLE_MILLIS);
    const stop = onEvent('changed', (changed) => {
      if (changed.topics.some((topic) => topics.includes(topic))) refresher.request();
    });
    return () => {
      isWanted = false;
      clearTimeout(timer);
      refresher.stop();
      stop();
    };
  }, [selection, edits, load, topics]);
  return found;
}
