/** The photos of the list that have a position, ready for the map. */
import { useEffect, useState } from 'react';
import type { GridModel, MapPoints } from '../../api/index.js';
import type { LocateRequest } from './locate-worker.js';
import type { Located } from './locate.js';

export interface LocatedPhotos extends Located {
  /** The list that its rows are of: the one before, until the next is ready. */
  readonly ids: Int32Array;
}

/** Null until it is known. */
export function useLocated(model: Pick<GridModel, 'ids'> | null, points: MapPoints | null): LocatedPhotos | null {
  const [located, setLocated] = useState<LocatedPhotos | null>(null);
  useEffect(() => {
    if (model === null || points === null) return undefined;
    const { ids } = model;
    const worker = new Worker(new URL('./locate-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Located>) => {
      worker.terminate();
      setLocated({ ids, ...data });
    });
    worker.postMessage({ ids, points } satisfies LocateRequest);
    return () => {
      worker.terminate();
    };
  }, [model, points]);
  return located;
}
