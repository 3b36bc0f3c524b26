import { useEffect, useState } from 'react';
import { call, onEvent, toAppError, type AppError, type LocationId, type PhotoDetails } from '../../api/index.js';

export interface LoadedDetails {
  /** Of the photo before, until the answer for this one is there: nothing flashes. */
  readonly details: PhotoDetails | null;
  readonly error: AppError | null;
  /** True when `details` belong to the photo that was asked for. */
  readonly isSettled: boolean;
}

const REFRESH_MILLIS = 400;

/** The details of one photo, fresh after every change. `edits` rises when the user changed something here. */
export function usePhotoDetails(locationId: LocationId | null, edits: number): LoadedDetails {
  const [loaded, setLoaded] = useState<{
    readonly id: LocationId;
    readonly details: PhotoDetails | null;
    readonly error: AppError | null;
  } | null>(null);
  const [changes, setChanges] = useState(0);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = onEvent('changed', () => {
      timer ??= setTimeout(() => {
        timer = null;
        setChanges((count) => count + 1);
      }, REFRESH_MILLIS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, []);

  useEffect(() => {
    if (locationId === null) return;
    let isWanted = true;
    call('photoDetails', { locationId }).then(
      (details) => {
        if (isWanted) setLoaded({ id: locationId, details, error: null });
      },
      (cause: unknown) => {
        if (isWanted) setLoaded({ id: locationId, details: null, error: toAppError(cause) });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [locationId, edits, changes]);

  return {
    details: loaded?.details ?? null,
    error: loaded?.error ?? null,
    isSettled: loaded !== null && loaded.id === locationId,
  };
}
