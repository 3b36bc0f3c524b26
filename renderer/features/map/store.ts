/** Where photos were taken, and what the map is asked to show. Light: the map itself is loaded when it is first opened. */
import { create } from 'zustand';
import {
  call,
  onEvent,
  toAppError,
  type AppError,
  type GridBounds,
  type LocationId,
  type MapPoints,
} from '../../api/index.js';
import { createRefresher } from '../../lib/refresher.js';
import { usePhotos } from '../photos/index.js';
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
