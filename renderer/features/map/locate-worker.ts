/** `locate` in a thread of its own: a million photos would hold the window up for half a second. */
import type { MapPoints } from '../../api/index.js';
import { locate } from './locate.js';

export interface LocateRequest {
  readonly ids: Int32Array;
  readonly points: MapPoints;
}

addEventListener('message', ({ data: { ids, points } }: MessageEvent<LocateRequest>) => {
  const located = locate(ids, points);
  const { rows, latitudes, longitudes, ordered } = located;
  const arrays = [rows, latitudes, longitudes, ordered.rows, ordered.codes, ordered.sumX, ordered.sumY];
  postMessage(located, { transfer: arrays.map(({ buffer }) => buffer) });
});
