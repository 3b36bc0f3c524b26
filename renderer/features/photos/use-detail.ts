import { useCallback, useSyncExternalStore } from 'react';
import type { GridDetail, LocationId } from '../../api/index.js';
import { gridDetails } from './details.js';

/** What is known of a photo in sight; null until somebody wanted it and it came. */
export function useDetail(id: LocationId): GridDetail | null {
  const subscribe = useCallback((listener: () => void) => gridDetails.subscribe(id, listener), [id]);
  return useSyncExternalStore(subscribe, () => gridDetails.get(id));
}
