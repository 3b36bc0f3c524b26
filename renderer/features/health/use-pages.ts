import { useCallback, useEffect, useRef, useState } from 'react';
import { keepFresh, toAppError } from '../../api/index.js';

/** The most that one call answers. */
export const MOST_PER_CALL = 1000;
const FIRST_PAGE = 40;

export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

export interface Pages<T> {
  /** Null before the first answer. */
  readonly items: readonly T[] | null;
  readonly error: string | null;
  readonly hasMore: boolean;
  readonly showMore: () => void;
  readonly reload: () => void;
}

/**
 * A long list, as much of it as was asked for, read again when something changes. `load` must not change between
 * renders.
 */
export function usePages<T>(load: (page: PageRequest) => Promise<readonly T[]>): Pages<T> {
  const [items, setItems] = useState<readonly T[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [hasMore, setHasMore] = useState(false);
  const wanted = useRef(FIRST_PAGE);
  const ticket = useRef(0);

  const reload = useCallback(async (): Promise<void> => {
    const mine = ++ticket.current;
    try {
      // One more than is shown tells whether there is more.
      const { items: read, isWhole } = await readUpTo(load, wanted.current + 1);
      if (mine !== ticket.current) return;
      setItems(read.slice(0, wanted.current));
      setHasMore(!isWhole);
      setError(null);
    } catch (cause) {
      if (mine === ticket.current) setError(toAppError(cause).message);
    }
  }, [load]);

  useEffect(() => {
    return keepFresh(reload, ['health', 'photos', 'tags'], { minIntervalMillis: 800, pausePerDuration: 4 });
  }, [reload]);

  return {
    items,
    error,
    hasMore,
    showMore: () => {
      wanted.current += FIRST_PAGE * 2;
      void reload();
    },
    reload: () => void reload(),
  };
}

interface ReadList<T> {
  readonly items: readonly T[];
  /** There are no more than these. */
  readonly isWhole: boolean;
}

/** The first `count` of a list, in as many calls as it takes. */
export async function readUpTo<T>(
  load: (page: PageRequest) => Promise<readonly T[]>,
  count: number,
): Promise<ReadList<T>> {
  const items: T[] = [];
  while (items.length < count) {
    const limit = Math.min(MOST_PER_CALL, count - items.length);
    const part = await load({ offset: items.length, limit });
    items.push(...part);
    if (part.length < limit) return { items, isWhole: true };
  }
  return { items, isWhole: false };
}
