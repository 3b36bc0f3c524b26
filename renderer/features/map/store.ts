/** Where photos were taken, and what the map is asked to show. Light: the map itself is loaded when it is first opened. */
import { create } from 'zustand';
import {
  call,
  onEvent,
  toAppError,
  type AppError,
  type GridBounds,
  type GridModel,
  type LocationId,
  type MapPoints,
} from '../../api/index.js';
import { createRefresher } from '../../lib/refresher.js';
import { IdIndex, usePhotos } from '../photos/index.js';
import { openPage, useView } from '../view/index.js';
import type { Camera } from './mercator.js';

export interface MapTarget {
  readonly latitude: number;
  readonly longitude: number;
}

interface MapState {
  /** Null before the first answer. */
  readonly points: MapPoints | null;
  readonly error: AppError | null;
  /** Where the map was left. */
  readonly camera: Camera | null;
  /** Of which view that was. */
  readonly cameraView: string | null;
  /** To be shown next; null: all photos, or where the map was left. */
  readonly target: MapTarget | null;
  /** The box that the selection was made by, while it is that. */
  readonly box: GridBounds | null;
}

export const useMap = create<MapState>(() => ({
  points: null,
  error: null,
  camera: null,
  cameraView: null,
  target: null,
  box: null,
}));

/** Of the view that is shown, not of the part of the map that it was narrowed to. */
export function openMap(target: MapTarget | null = null): void {
  const { bounds, ...view } = useView.getState().view;
  if (bounds !== undefined) useView.setState({ view });
  useMap.setState({ target });
  openPage('map');
}

/** Positions of so few photos are asked for by their ids. */
const FEW = 5000;

async function loadPoints(): Promise<void> {
  const { model, isLoading } = usePhotos.getState();
  if (model === null || isLoading) return;
  const locationIds = model.ids.length <= FEW ? ([...model.ids] as LocationId[]) : null;
  try {
    useMap.setState({ points: await call('mapPoints', { locationIds }), error: null });
  } catch (cause) {
    useMap.setState({ error: toAppError(cause) });
  }
}

/** While the map is shown. Returns the function that stops it. */
export function startMap(): () => void {
  const refresher = createRefresher(loadPoints, { minIntervalMillis: 300, pausePerDuration: 4 });
  refresher.request();
  const stopPhotos = usePhotos.subscribe((state, before) => {
    if (state.model !== before.model || state.isLoading !== before.isLoading) refresher.request();
    if (state.selection !== before.selection && useMap.getState().box !== null) useMap.setState({ box: null });
  });
  const stopChanged = onEvent('changed', ({ topics }) => {
    if (topics.includes('photos')) refresher.request();
  });
  return () => {
    refresher.stop();
    stopPhotos();
    stopChanged();
  };
}

export function retryMap(): void {
  void loadPoints();
}

/** The photos of a list that have a position: their rows, and where, in degrees. */
export interface Located {
  readonly rows: Int32Array;
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
}

export function locate(model: Pick<GridModel, 'ids'>, points: MapPoints): Located {
  const index = new IdIndex(model.ids);
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
  return {
    rows: rows.subarray(0, count),
    latitudes: latitudes.subarray(0, count),
    longitudes: longitudes.subarray(0, count),
  };
}
