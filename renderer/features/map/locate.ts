/** Which photos of a list have a position, and where. Pure: it runs in a worker. */
import type { MapPoints } from '../../api/index.js';
import { IdIndex } from '../../lib/id-index.js';
import { orderPoints, type OrderedPoints } from './point-index.js';

/** Their rows in the list, and where, in degrees. */
export interface Located {
  readonly rows: Int32Array<ArrayBuffer>;
  readonly latitudes: Float64Array<ArrayBuffer>;
  readonly longitudes: Float64Array<ArrayBuffer>;
  readonly ordered: OrderedPoints;
}

/** `ids`: of the list, row by row. */
export function locate(ids: Int32Array, points: MapPoints): Located {
  const index = new IdIndex(ids);
  const rows = new Int32Array(points.ids.length);
  const latitudes = new Float64Array(points.ids.length);
  const longitudes = new Float64Array(points.ids.length);
  let count = 0;
  for (let i = 0; i < points.ids.length; i += 1) {
    const row = index.rowOf(points.ids[i] ?? -1);
    if (row < 0) continue;
    rows[count] = row;
    latitudes[count] = points.latitudes[i] ?? 0;
    longitudes[count] = points.longitudes[i] ?? 0;
    count += 1;
  }
  const found = {
    rows: rows.slice(0, count),
    latitudes: latitudes.slice(0, count),
    longitudes: longitudes.slice(0, count),
  };
  return { ...found, ordered: orderPoints(found.rows, found.latitudes, found.longitudes) };
}
