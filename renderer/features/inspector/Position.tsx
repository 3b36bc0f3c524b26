import { lazy, Suspense } from 'react';
import { positionText } from '../../api/index.js';
import { formatCoordinates } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { openMap } from '../map/index.js';
import { openSearch } from '../search/index.js';

// With the map's data, which the window does not start with.
const MapPreview = lazy(async () => ({ default: (await import('../map/MapPreview.js')).MapPreview }));

interface PositionProps {
  readonly latitude: number;
  readonly longitude: number;
}

/** Where a photo was taken: a small map, and what else is there. */
export function Position({ latitude, longitude }: PositionProps) {
  const show = (): void => {
    openMap({ latitude, longitude });
  };
  return (
    <>
      {formatCoordinates(latitude, longitude)}
      <Suspense fallback={<span className="position-map" />}>
        <span className="position-map">
          <MapPreview latitude={latitude} longitude={longitude} onOpen={show} />
        </span>
      </Suspense>
      <span className="position-acts">
        <button type="button" className="link" onClick={show}>
          {messages.map.showOnMap}
        </button>
        <button
          type="button"
          className="link"
          onClick={() => {
            openSearch(`near:${positionText({ latitude: rounded(latitude), longitude: rounded(longitude) })}`);
          }}
        >
          {messages.search.nearby}
        </button>
      </span>
    </>
  );
}

/** To a metre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000;
}
