/**
 * Web Mercator. World coordinates run from 0 to 1, west to east and north to south; at zoom z the world is 256 · 2^z CSS
 * pixels wide. Degrees are WGS 84, north and east positive.
 */
import type { GridBounds } from '../../api/index.js';

export interface WorldPoint {
  readonly x: number;
  readonly y: number;
}

/** What is looked at: the world point in the middle of the window, and how near. */
export interface Camera extends WorldPoint {
  readonly zoom: number;
}

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

export interface PixelPoint {
  readonly left: number;
  readonly top: number;
}

const tilePixels = 256;
/** Where the projection ends, so that the world is a square. */
const mostLatitude = 85.0511287798066;
export const MOST_ZOOM = 14;
const equatorMetres = 40_075_016.686;

export function worldX(longitude: number): number {
  return (longitude + 180) / 360;
}

export function worldY(latitude: number): number {
  const held = Math.min(mostLatitude, Math.max(-mostLatitude, latitude));
  const sine = Math.sin((held * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** In [-180, 180), whichever world it is in. */
export function longitudeOf(x: number): number {
  return (x - Math.floor(x)) * 360 - 180;
}

export function latitudeOf(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

/** Pixels of the whole world. */
export function worldPixels(zoom: number): number {
  return tilePixels * 2 ** zoom;
}

/** The world fills the window and is in it once. */
export function leastZoom({ width, height }: PixelSize): number {
  return Math.max(0, Math.log2(Math.max(width, height, tilePixels) / tilePixels));
}

/** Within the zooms there are, no further north or south than the world, and with its middle in the one world. */
export function heldCamera(camera: Camera, size: PixelSize): Camera {
  const zoom = Math.min(MOST_ZOOM, Math.max(leastZoom(size), camera.zoom));
  const half = size.height / 2 / worldPixels(zoom);
  return { zoom, x: camera.x - Math.floor(camera.x), y: Math.min(1 - half, Math.max(half, camera.y)) };
}

/** The nearest of the worlds side by side. */
export function nearestX(x: number, to: number): number {
  return x - Math.round(x - to);
}

export function toPixels(point: WorldPoint, camera: Camera, size: PixelSize): PixelPoint {
  const scale = worldPixels(camera.zoom);
  return {
    left: (nearestX(point.x, camera.x) - camera.x) * scale + size.width / 2,
    top: (point.y - camera.y) * scale + size.height / 2,
  };
}

/** `x` may lie beyond 0 and 1: in the next world. */
export function toWorld({ left, top }: PixelPoint, camera: Camera, size: PixelSize): WorldPoint {
  const scale = worldPixels(camera.zoom);
  return { x: camera.x + (left - size.width / 2) / scale, y: camera.y + (top - size.height / 2) / scale };
}

export function pannedBy(camera: Camera, size: PixelSize, left: number, top: number): Camera {
  const scale = worldPixels(camera.zoom);
  return heldCamera({ zoom: camera.zoom, x: camera.x + left / scale, y: camera.y + top / scale }, size);
}

/** What is at `at` stays there. */
export function zoomedTo(camera: Camera, size: PixelSize, zoom: number, at: PixelPoint): Camera {
  const held = Math.min(MOST_ZOOM, Math.max(leastZoom(size), zoom));
  const point = toWorld(at, camera, size);
  const scale = worldPixels(held);
  const x = point.x - (at.left - size.width / 2) / scale;
  const y = point.y - (at.top - size.height / 2) / scale;
  return heldCamera({ zoom: held, x, y }, size);
}

/** A part of the world; `east` is beyond 1 where it reaches over the antimeridian. */
export interface WorldBox {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

export function sight(camera: Camera, size: PixelSize, margin = 0): WorldBox {
  const from = toWorld({ left: -margin, top: -margin }, camera, size);
  const to = toWorld({ left: size.width + margin, top: size.height + margin }, camera, size);
  return { west: from.x, north: from.y, east: to.x, south: to.y };
}

/** Shows all of the box, `padding` pixels from the edges, but no nearer than `most`. */
export function cameraFor(box: WorldBox, size: PixelSize, padding: number, most: number): Camera {
  const along = (part: number, pixels: number): number =>
    part <= 0 ? MOST_ZOOM : Math.log2(Math.max(32, pixels - 2 * padding) / tilePixels / part);
  const zoom = Math.min(most, along(box.east - box.west, size.width), along(box.south - box.north, size.height));
  return heldCamera({ zoom, x: (box.west + box.east) / 2, y: (box.north + box.south) / 2 }, size);
}

/** Degrees of a box; the whole way round where it is as wide as the world. */
export function boundsOf(box: WorldBox): GridBounds {
  const isRound = box.east - box.west >= 1;
  return {
    west: isRound ? -180 : longitudeOf(box.west),
    east: isRound ? 180 : longitudeOf(box.east),
    // The projection ends before the poles do, and what lies beyond stands at its edge.
    north: box.north <= 0 ? 90 : latitudeOf(box.north),
    south: box.south >= 1 ? -90 : latitudeOf(box.south),
  };
}

/** As the grid's own query decides it. */
export function isWithin({ west, south, east, north }: GridBounds, latitude: number, longitude: number): boolean {
  if (latitude < south || latitude > north) return false;
  return west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
}

export function metresPerPixel({ y, zoom }: Camera): number {
  return (equatorMetres * Math.cos((latitudeOf(y) * Math.PI) / 180)) / worldPixels(zoom);
}

export interface ScaleBar {
  readonly metres: number;
  readonly pixels: number;
}

/** The longest round length of at most so many pixels, in the middle of the window. */
export function scaleBar(camera: Camera, mostPixels: number): ScaleBar {
  const perPixel = metresPerPixel(camera);
  const most = perPixel * mostPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  return { metres, pixels: metres / perPixel };
}

/** Kilometres between two points, along the Earth's surface. */
export function kilometresBetween(fromLat: number, fromLon: number, toLat: number, toLon: number): number {
  const radians = Math.PI / 180;
  const high = Math.sin(((toLat - fromLat) * radians) / 2);
  const wide = Math.sin(((toLon - fromLon) * radians) / 2);
  const chord = high * high + Math.cos(fromLat * radians) * Math.cos(toLat * radians) * wide * wide;
  return (equatorMetres / 1000 / Math.PI) * Math.asin(Math.min(1, Math.sqrt(chord)));
}
