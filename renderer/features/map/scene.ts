/** The map while it is on the screen, outside React: where it is looked at from, what is drawn, which clusters are shown. */
import type { BaseMap } from './base-map.js';
import { drawMap, type MapColors } from './draw.js';
import type { City } from './cities.js';
import {
  heldCamera,
  pannedBy,
  sight,
  toPixels,
  worldPixels,
  zoomedTo,
  type Camera,
  type PixelPoint,
  type PixelSize,
} from './mercator.js';
import { clustersIn, levelOf, type Cluster, type PointIndex } from './point-index.js';

/** Photos of a list that have a position. */
export interface PlacedPhotos {
  readonly index: PointIndex;
  /** Of the list, row by row. */
  readonly ids: Int32Array;
}

export interface Shown {
  /** In the order that people read: row by row. */
  readonly clusters: readonly Cluster[];
  /** What the clusters are of; null before there is any. */
  readonly photos: PlacedPhotos | null;
  readonly camera: Camera;
}

/** Middles of two clusters are so far apart, at a whole zoom. */
const apartPixels = 64;
const readingRowPixels = 56;
/** Clusters are made for so much more than is seen, while the map moves. */
const marginPixels = 240;
const restMillis = 120;
const glideMillis = 180;

const emptyBase: BaseMap = { land: [], coasts: [], borders: [], countries: [] };

export class MapScene {
  #canvas: HTMLCanvasElement | null = null;
  #markers: HTMLElement | null = null;
  #size: PixelSize = { width: 0, height: 0 };
  #camera: Camera = { x: 0.5, y: 0.4, zoom: 2 };
  #base: BaseMap = emptyBase;
  #fine: BaseMap | null = null;
  #cities: readonly City[] = [];
  #photos: PlacedPhotos | null = null;
  #shown: Shown = { clusters: [], photos: null, camera: this.#camera };
  #madeFor: { readonly level: number; readonly camera: Camera } | null = null;
  /** Those whose elements are in the document, in its order. */
  #placed: readonly Cluster[] = [];
  #frame = 0;
  #restTimer: ReturnType<typeof setTimeout> | null = null;
  #glide: { readonly from: Camera; readonly to: Camera; readonly startMs: number } | null = null;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly getShown = (): Shown => this.#shown;

  get camera(): Camera {
    return this.#camera;
  }

  get size(): PixelSize {
    return this.#size;
  }

  attach(canvas: HTMLCanvasElement, markers: HTMLElement): void {
    this.#canvas = canvas;
    this.#markers = markers;
    this.redraw();
  }

  detach(): void {
    cancelAnimationFrame(this.#frame);
    if (this.#restTimer !== null) clearTimeout(this.#restTimer);
    this.#frame = 0;
    this.#glide = null;
    this.#canvas = null;
    this.#markers = null;
  }

  resize(size: PixelSize): void {
    this.#size = size;
    const canvas = this.#canvas;
    if (canvas !== null) {
      canvas.width = Math.round(size.width * window.devicePixelRatio);
      canvas.height = Math.round(size.height * window.devicePixelRatio);
    }
    this.lookFrom(this.#camera);
    // A canvas that changed its size is empty until it is drawn again.
    this.#draw();
  }

  setBase(base: BaseMap, detail: 'coarse' | 'fine'): void {
    if (detail === 'coarse') this.#base = base;
    else this.#fine = base;
    this.redraw();
  }

  setCities(cities: readonly City[]): void {
    this.#cities = cities;
    this.redraw();
  }

  /** What is shown stays until clusters of these are: the marker with the keyboard among it. */
  setPhotos(photos: PlacedPhotos): void {
    this.#photos = photos;
    this.#cluster(marginPixels);
    this.#restSoon();
  }

  /** At once, and ends a glide. */
  lookFrom(camera: Camera): void {
    this.#glide = null;
    this.#move(heldCamera(camera, this.#size));
  }

  glideTo(camera: Camera): void {
    const to = heldCamera(camera, this.#size);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.lookFrom(to);
      return;
    }
    // The shorter way round the world.
    const from = { ...this.#camera, x: this.#camera.x + Math.round(to.x - this.#camera.x) };
    this.#glide = { from, to, startMs: performance.now() };
    this.redraw();
  }

  panBy(left: number, top: number): void {
    this.lookFrom(pannedBy(this.#camera, this.#size, left, top));
  }

  zoomBy(levels: number, at: PixelPoint): void {
    this.lookFrom(zoomedTo(this.#camera, this.#size, this.#camera.zoom + levels, at));
  }

  glideBy(levels: number, at: PixelPoint = this.middle()): void {
    const from = this.#glide?.to ?? this.#camera;
    this.glideTo(zoomedTo(from, this.#size, from.zoom + levels, at));
  }

  glidePan(left: number, top: number): void {
    this.glideTo(pannedBy(this.#glide?.to ?? this.#camera, this.#size, left, top));
  }

  middle(): PixelPoint {
    return { left: this.#size.width / 2, top: this.#size.height / 2 };
  }

  /** React has put these into the document. */
  placed(clusters: readonly Cluster[]): void {
    this.#placed = clusters;
    this.#place();
    // Names give way to what is there now.
    this.redraw();
  }

  redraw(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(this.#nextFrame);
  }

  readonly #nextFrame = (nowMs: number): void => {
    this.#frame = 0;
    const glide = this.#glide;
    if (glide !== null) {
      const share = Math.min(1, Math.max(0, (nowMs - glide.startMs) / glideMillis));
      this.#glide = share < 1 ? glide : null;
      this.#move(heldCamera(between(glide.from, glide.to, 1 - (1 - share) ** 3), this.#size));
    }
    this.#draw();
    this.#place();
  };

  #move(camera: Camera): void {
    this.#camera = camera;
    const made = this.#madeFor;
    const isFar =
      made?.level !== levelOf(camera.zoom) ||
      Math.abs(camera.x - made.camera.x) * worldPixels(camera.zoom) > marginPixels ||
      Math.abs(camera.y - made.camera.y) * worldPixels(camera.zoom) > marginPixels;
    if (isFar) this.#cluster(marginPixels);
    this.#restSoon();
    this.redraw();
  }

  /** What is out of sight is out of the document, and of the keyboard's way, once the map rests. */
  #restSoon(): void {
    if (this.#restTimer !== null) clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => {
      this.#cluster(0);
    }, restMillis);
  }

  #cluster(margin: number): void {
    const { width, height } = this.#size;
    if (this.#photos === null || width === 0 || height === 0) return;
    const level = levelOf(this.#camera.zoom);
    // Squares beside those in sight have a say in which of them are one.
    const around = sight(this.#camera, this.#size, marginPixels);
    const wide = around.east - around.west > 1 ? { ...around, east: around.west + 1 } : around;
    const apart = apartPixels / worldPixels(Math.round(this.#camera.zoom));
    const clusters = clustersIn(this.#photos.index, wide, level, apart)
      .map((cluster) => ({ cluster, at: toPixels(cluster, this.#camera, this.#size) }))
      .filter(({ at }) => at.left > -margin && at.left < width + margin && at.top > -margin && at.top < height + margin)
      .sort(
        (a, b) =>
          Math.floor(a.at.top / readingRowPixels) - Math.floor(b.at.top / readingRowPixels) || a.at.left - b.at.left,
      )
      .map(({ cluster }) => cluster);
    this.#madeFor = { level, camera: this.#camera };
    this.#shown = { clusters, photos: this.#photos, camera: this.#camera };
    for (const listener of this.#listeners) listener();
  }

  #place(): void {
    const elements = this.#markers?.children;
    if (elements === undefined) return;
    this.#placed.forEach((cluster, at) => {
      const element = elements.item(at);
      if (!(element instanceof HTMLElement)) return;
      const { left, top } = toPixels(cluster, this.#camera, this.#size);
      element.style.transform = `translate(${String(Math.round(left))}px, ${String(Math.round(top))}px)`;
    });
  }

  #draw(): void {
    const canvas = this.#canvas;
    const context = canvas?.getContext('2d') ?? null;
    if (canvas === null || context === null || this.#size.width === 0) return;
    const taken = this.#placed.map((cluster) => {
      const { left, top } = toPixels(cluster, this.#camera, this.#size);
      return { left: left - 26, right: left + 26, top: top - 26, bottom: top + 26 };
    });
    drawMap(context, {
      camera: this.#camera,
      size: this.#size,
      pixelRatio: window.devicePixelRatio,
      colors: colorsOf(canvas),
      base: this.#camera.zoom >= FINE_FROM ? (this.#fine ?? this.#base) : this.#base,
      cities: this.#cities,
      taken,
    });
  }
}

/** From this zoom on the finer lines are worth their size. */
export const FINE_FROM = 4.5;

/** On the way the place that both have in common stays where it is. */
function between(from: Camera, to: Camera, share: number): Camera {
  const zoom = from.zoom + (to.zoom - from.zoom) * share;
  const [fromWide, toWide, wide] = [2 ** -from.zoom, 2 ** -to.zoom, 2 ** -zoom];
  const along = Math.abs(toWide - fromWide) < 1e-12 ? share : (wide - fromWide) / (toWide - fromWide);
  return { zoom, x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along };
}

export function colorsOf(element: Element): MapColors {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(`--map-${name}`).trim();
  return {
    water: color('water'),
    land: color('land'),
    coast: color('coast'),
    border: color('border'),
    label: color('label'),
    country: color('country'),
    font: style.fontFamily,
  };
}
