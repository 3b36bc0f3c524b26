import { useEffect, useRef, useState } from 'react';
import { formatCoordinates } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import type { BaseMap } from './base-map.js';
import type { CityIndex } from './cities.js';
import { cityIndex, coarseMap } from './data.js';
import { drawMap } from './draw.js';
import { heldCamera, worldX, worldY } from './mercator.js';
import { placeName } from './names.js';
import { colorsOf } from './scene.js';
import './map.css';

/** The region: what the coarse lines are good for, with towns to go by. */
const PREVIEW_ZOOM = 6;

interface MapPreviewProps {
  readonly latitude: number;
  readonly longitude: number;
  readonly onOpen: () => void;
}

/** Where a photo was taken, at a glance; it leads to the map. */
export function MapPreview({ latitude, longitude, onOpen }: MapPreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [base, setBase] = useState<BaseMap | null>(null);
  const [cities, setCities] = useState<CityIndex | null>(null);
  useEffect(() => {
    let isWanted = true;
    void Promise.all([coarseMap(), cityIndex()]).then(
      ([map, index]) => {
        if (!isWanted) return;
        setBase(map);
        setCities(index);
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, []);
  useEffect(() => {
    const node = canvas.current;
    if (node === null || base === null || cities === null) return undefined;
    const draw = (): void => {
      const size = { width: node.clientWidth, height: node.clientHeight };
      const context = node.getContext('2d');
      if (context === null || size.width === 0) return;
      node.width = Math.round(size.width * window.devicePixelRatio);
      node.height = Math.round(size.height * window.devicePixelRatio);
      const point = { x: worldX(longitude), y: worldY(latitude) };
      const middle = { left: size.width / 2, top: size.height / 2 };
      drawMap(context, {
        camera: heldCamera({ ...point, zoom: PREVIEW_ZOOM }, size),
        size,
        pixelRatio: window.devicePixelRatio,
        colors: colorsOf(node),
        base,
        cities: cities.cities,
        taken: [{ left: middle.left - 8, right: middle.left + 8, top: middle.top - 8, bottom: middle.top + 8 }],
      });
    };
    draw();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', draw);
    const observer = new ResizeObserver(draw);
    observer.observe(node);
    return () => {
      dark.removeEventListener('change', draw);
      observer.disconnect();
    };
  }, [base, cities, latitude, longitude]);
  const place =
    cities === null
      ? formatCoordinates(latitude, longitude)
      : placeName(cities, { x: worldX(longitude), y: worldY(latitude) });
  return (
    <button
      type="button"
      className="map-colors map-preview"
      aria-label={messages.map.preview(place)}
      title={messages.map.showOnMap}
      onClick={onOpen}
    >
      <canvas ref={canvas} className="map-canvas" aria-hidden="true" />
      <span className="map-preview-pin" />
    </button>
  );
}
