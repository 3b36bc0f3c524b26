import { Maximize, Minus, Plus } from 'lucide-react';
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { formatDistance, formatKilometres } from '../../lib/format.js';
import { messages } from '../../lib/messages.js';
import { IconButton, Failed, Waiting } from '../../ui/index.js';
import { openViewer, selectNone, selectOnly, selectRows, toggleSelected, usePhotos } from '../photos/index.js';
import { openPage, showView, useView } from '../view/index.js';
import type { CityIndex } from './cities.js';
import { cityIndex, coarseMap, fineMap } from './data.js';
import { Markers } from './Markers.js';
import {
  boundsOf,
  cameraFor,
  isWithin,
  latitudeOf,
  longitudeOf,
  MOST_ZOOM,
  scaleBar,
  sight,
  toPixels,
  toWorld,
  worldX,
  worldY,
  type Camera,
  type WorldBox,
} from './mercator.js';
import { PointIndex, type Cluster } from './point-index.js';
import { FINE_FROM, MapScene } from './scene.js';
import { SelectionStrip } from './SelectionStrip.js';
import { retryMap, startMap, useMap } from './store.js';
import { useLocated, type LocatedPhotos } from './use-located.js';
import { useMapPointer, type PixelBox } from './use-map-pointer.js';
import './map.css';

/** How near a single photo is shown. */
const PHOTO_ZOOM = 12;
const FIT_PADDING = 64;
/** Of the window, by one press of an arrow. */
const panShare = 0.2;
/** A box of so little on each side was meant as a click. */
const leastBoxPixels = 4;

export function MapPage() {
  useEffect(startMap, []);
  const points = useMap((state) => state.points);
  const error = useMap((state) => state.error);
  const model = usePhotos((state) => state.model);
  const located = useLocated(model, points);
  return (
    <section className="map-page" aria-label={messages.map.title} data-testid="map-page">
      {error !== null && points === null ? (
        <Failed title={messages.map.failed} text={error.message} retry={messages.grid.retry} onRetry={retryMap} />
      ) : located === null ? (
        <Waiting text={messages.map.loading} />
      ) : (
        <OpenMap located={located} total={model?.ids.length ?? 0} />
      )}
    </section>
  );
}

interface OpenMapProps {
  readonly located: LocatedPhotos;
  readonly total: number;
}

function OpenMap({ located, total }: OpenMapProps) {
  const surface = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [scene] = useState(() => new MapScene());
  const { clusters, photos, camera } = useSyncExternalStore(scene.subscribe, scene.getShown);
  const index = useMemo(() => new PointIndex(located.ordered), [located]);
  /** A list that changed is placed a moment later: until then nothing is picked by the rows of the one before. */
  const isCurrent = usePhotos((state) => state.model?.ids === located.ids);
  const hasSelection = usePhotos((state) => state.selection.length > 0);
  const cities = useCities(scene);
  const [box, setBox] = useState<PixelBox | null>(null);

  useLayoutEffect(() => {
    const node = surface.current;
    if (node === null || canvas.current === null || layer.current === null) return undefined;
    scene.attach(canvas.current, layer.current);
    const measure = (): void => {
      scene.resize({ width: node.clientWidth, height: node.clientHeight });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => {
      observer.disconnect();
      scene.detach();
    };
  }, [scene]);
  useLayoutEffect(() => {
    scene.setPhotos({ index, ids: located.ids });
  }, [scene, index, located.ids]);
  useBase(scene, camera);
  useRedrawnColors(scene);
  useStartingCamera(scene, index);
  useMapFocus(surface);

  const fitAll = (): void => {
    scene.glideTo(cameraOfAll(scene, index));
  };
  const select = (inside: WorldBox, keep: boolean): void => {
    if (!isCurrent) return;
    const bounds = boundsOf(inside);
    const rows: number[] = [];
    for (let i = 0; i < located.rows.length; i += 1) {
      if (isWithin(bounds, located.latitudes[i] ?? 0, located.longitudes[i] ?? 0)) rows.push(located.rows[i] ?? -1);
    }
    selectRows(rows, keep);
    useMap.setState({ box: keep ? null : bounds });
  };
  useMapPointer(surface, scene, {
    onBox: setBox,
    onBoxDone: ({ left, top, width, height }, keep) => {
      if (width < leastBoxPixels && height < leastBoxPixels) return;
      const from = toWorld({ left, top }, scene.camera, scene.size);
      const to = toWorld({ left: left + width, top: top + height }, scene.camera, scene.size);
      select({ west: from.x, north: from.y, east: to.x, south: to.y }, keep);
    },
    onEmptyClick: selectNone,
  });

  const zoomInto = (cluster: Cluster): void => {
    const whole = index.boxOf(cluster.runs);
    const fitted = cameraFor(whole, scene.size, FIT_PADDING, MOST_ZOOM);
    // Nothing more would come apart.
    if (scene.camera.zoom >= MOST_ZOOM - 0.01) selectRows(index.rowsOf(cluster.runs), false);
    else scene.glideTo({ ...fitted, zoom: Math.max(fitted.zoom, Math.min(MOST_ZOOM, scene.camera.zoom + 1)) });
  };
  const pick = (cluster: Cluster, event: MouseEvent): void => {
    if (!isCurrent) return;
    const isMod = event.ctrlKey || event.metaKey;
    const row = index.faceOf(cluster.runs);
    if (cluster.count === 1) (isMod ? toggleSelected : selectOnly)(row);
    // The space bar, which clicks too, selects.
    else if (isMod || event.detail === 0) selectRows(index.rowsOf(cluster.runs), isMod);
    else zoomInto(cluster);
  };
  const open = (cluster: Cluster): void => {
    if (!isCurrent) return;
    if (cluster.count === 1) openViewer(index.faceOf(cluster.runs));
    else zoomInto(cluster);
  };
  const showRow = (row: number): void => {
    usePhotos.setState({ active: row });
    const at = located.rows.indexOf(row);
    if (at < 0) return;
    const point = { x: worldX(located.longitudes[at] ?? 0), y: worldY(located.latitudes[at] ?? 0) };
    const { left, top } = toPixels(point, scene.camera, scene.size);
    const isSeen = left > 40 && top > 40 && left < scene.size.width - 40 && top < scene.size.height - 40;
    if (!isSeen) scene.glideTo({ ...point, zoom: scene.camera.zoom });
  };
  const showInGrid = (): void => {
    const { box: bounds } = useMap.getState();
    if (bounds === null) openPage('photos');
    else showView({ ...useView.getState().view, bounds });
    usePhotos.setState(({ focusRequests }) => ({ focusRequests: focusRequests + 1 }));
  };

  const handleKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { width, height } = scene.size;
    const pans: Record<string, readonly [number, number]> = {
      ArrowLeft: [-width * panShare, 0],
      ArrowRight: [width * panShare, 0],
      ArrowUp: [0, -height * panShare],
      ArrowDown: [0, height * panShare],
    };
    const by = pans[event.key];
    if (by !== undefined) scene.glidePan(...by);
    else if (event.key === '+' || event.key === '=') scene.glideBy(1);
    else if (event.key === '-') scene.glideBy(-1);
    else if (event.key === 'Home') fitAll();
    else if (event.key.toLowerCase() === 'v') select(sight(scene.camera, scene.size), false);
    else if (event.key === 'Escape' && hasSelection) selectNone();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys come from what is in it
    <div className="map-body" onKeyDown={handleKey}>
      <div className="map-frame">
        <div
          ref={surface}
          className="map-colors map-surface"
          role="application"
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as a whole it is moved by keys
          tabIndex={0}
          aria-label={messages.map.surface}
          aria-describedby="map-help"
          data-testid="map"
          data-zoom={camera.zoom.toFixed(1)}
        >
          <canvas ref={canvas} className="map-canvas" aria-hidden="true" />
          <Markers
            scene={scene}
            layer={layer}
            surface={surface}
            photos={photos}
            clusters={clusters}
            cities={cities}
            onPick={pick}
            onOpen={open}
          />
          {box === null ? null : (
            <div
              className="map-box"
              ref={(node) => {
                placeBox(node, box);
              }}
            />
          )}
        </div>
        <p id="map-help" className="visually-hidden">
          {messages.map.help}
        </p>
        <div className="map-note" role="status">
          {messages.map.counts(located.rows.length, total)}
        </div>
        {located.rows.length === 0 ? (
          <div className="map-empty" data-testid="map-empty">
            <h2>{messages.map.none}</h2>
            <p>{messages.map.noneText}</p>
          </div>
        ) : null}
        <div className="map-controls">
          <IconButton
            label={messages.map.zoomIn}
            shortcut="+"
            onPress={() => {
              scene.glideBy(1);
            }}
          >
            <Plus size={16} />
          </IconButton>
          <IconButton
            label={messages.map.zoomOut}
            shortcut="-"
            onPress={() => {
              scene.glideBy(-1);
            }}
          >
            <Minus size={16} />
          </IconButton>
          <IconButton label={messages.map.fit} shortcut={messages.map.fitKey} onPress={fitAll}>
            <Maximize size={15} />
          </IconButton>
        </div>
        <Foot camera={camera} cities={cities} />
      </div>
      {hasSelection ? <SelectionStrip onShow={showRow} onGrid={showInGrid} /> : null}
    </div>
  );
}

function placeBox(node: HTMLElement | null, { left, top, width, height }: PixelBox): void {
  if (node === null) return;
  node.style.transform = `translate(${String(left)}px, ${String(top)}px)`;
  node.style.width = `${String(width)}px`;
  node.style.height = `${String(height)}px`;
}

function cameraOfAll(scene: MapScene, index: PointIndex): Camera {
  if (index.size === 0) return { x: 0.5, y: 0.4, zoom: 0 };
  return cameraFor(index.boxOf([{ from: 0, to: index.size }]), scene.size, FIT_PADDING, PHOTO_ZOOM);
}

/** Where the map was left, if it shows the same view; else all photos. What is asked for comes first, whenever that is. */
function useStartingCamera(scene: MapScene, index: PointIndex): void {
  const target = useMap((state) => state.target);
  const viewKey = useView((state) => JSON.stringify(state.view));
  const isReady = index.size > 0;
  useLayoutEffect(() => {
    const { camera, cameraView } = useMap.getState();
    if (target !== null) {
      scene.lookFrom({ x: worldX(target.longitude), y: worldY(target.latitude), zoom: PHOTO_ZOOM });
      useMap.setState({ target: null });
    } else if (camera !== null && cameraView === viewKey) scene.lookFrom(camera);
    else if (isReady) scene.lookFrom(cameraOfAll(scene, index));
    if (isReady) useMap.setState({ cameraView: viewKey, camera: scene.camera });
    // Photos that come or go while the map is looked at do not move it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [scene, viewKey, isReady, target === null]);
  useEffect(
    () => () => {
      useMap.setState({ camera: scene.camera });
    },
    [scene],
  );
}

/** The finer lines are fetched when the map is first looked at from so near. */
function useBase(scene: MapScene, camera: Camera): void {
  const isNear = camera.zoom >= FINE_FROM;
  useEffect(() => {
    let isWanted = true;
    void (isNear ? fineMap() : coarseMap()).then(
      (base) => {
        if (isWanted) scene.setBase(base, isNear ? 'fine' : 'coarse');
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [scene, isNear]);
}

function useCities(scene: MapScene): CityIndex | null {
  const [cities, setCities] = useState<CityIndex | null>(null);
  useEffect(() => {
    let isWanted = true;
    void cityIndex().then(
      (index) => {
        if (!isWanted) return;
        scene.setCities(index.cities);
        setCities(index);
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [scene]);
  return cities;
}

/** The canvas has its colours from the style sheet, and knows of no change by itself. */
function useRedrawnColors(scene: MapScene): void {
  useEffect(() => {
    const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'].map(
      (query) => matchMedia(query),
    );
    const redraw = (): void => {
      scene.redraw();
    };
    for (const query of queries) query.addEventListener('change', redraw);
    void document.fonts.ready.then(redraw);
    return () => {
      for (const query of queries) query.removeEventListener('change', redraw);
    };
  }, [scene]);
}

/** Whoever gives the keyboard back to the photos gives it to the map while that is shown. */
function useMapFocus(surface: { readonly current: HTMLDivElement | null }): void {
  const focusRequests = usePhotos((state) => state.focusRequests);
  useEffect(() => {
    surface.current?.focus({ preventScroll: true });
    // A dialog that closes manages the focus once more, a frame later.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) surface.current?.focus({ preventScroll: true });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [surface, focusRequests]);
}

/** From so near the map has nothing but towns to go by, and says so. */
const TOWNS_FROM = 9;

function Foot({ camera, cities }: { readonly camera: Camera; readonly cities: CityIndex | null }) {
  const bar = scaleBar(camera, 110);
  const latitude = latitudeOf(camera.y);
  const longitude = longitudeOf(camera.x);
  const near = camera.zoom < TOWNS_FROM ? null : (cities?.nearest(latitude, longitude, 400) ?? null);
  const line = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (line.current !== null) line.current.style.width = `${String(Math.round(bar.pixels))}px`;
  });
  return (
    <div className="map-foot">
      <div className="map-scale">
        <span>{formatDistance(bar.metres)}</span>
        <span ref={line} className="map-scale-bar" />
      </div>
      {near === null ? null : (
        <span className="map-near" data-testid="map-near">
          {messages.map.nearest(near.city.name, formatKilometres(near.kilometres))}
        </span>
      )}
      <span className="map-credit">{messages.map.credit}</span>
    </div>
  );
}
