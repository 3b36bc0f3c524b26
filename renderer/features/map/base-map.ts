/**
 * The world as lines: land, coasts, borders and names of countries, out of the TopoJSON of `world-atlas` (Natural Earth,
 * public domain). Coordinates are those of `mercator.ts`, as x, y, x, y …
 */
import { worldX, worldY, type WorldBox } from './mercator.js';

/** What is read of a TopoJSON file. */
export interface Topology {
  readonly transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] };
  readonly arcs: readonly (readonly (readonly [number, number])[])[];
  readonly objects: {
    readonly land: { readonly geometries: readonly Geometry[] };
    readonly countries: {
      /** `id`: its number in ISO 3166-1, as three digits; a country that not all recognise has none. */
      readonly geometries: readonly (Geometry & {
        readonly id?: string;
        readonly properties: { readonly name: string };
      })[];
    };
  };
}

type Rings = readonly (readonly number[])[];

export type Geometry =
  | { readonly type: 'Polygon'; readonly arcs: Rings }
  | { readonly type: 'MultiPolygon'; readonly arcs: readonly Rings[] }
  /** Nothing of it is shown. */
  | { readonly type?: null | undefined };

export interface Line extends WorldBox {
  readonly points: Float32Array;
}

export interface CountryName {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Of the largest part of the country, in the world: what decides when the name has room. */
  readonly width: number;
}

export interface BaseMap {
  /** Closed. */
  readonly land: readonly Line[];
  readonly coasts: readonly Line[];
  readonly borders: readonly Line[];
  readonly countries: readonly CountryName[];
}

function lineOf(points: Float32Array): Line {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] ?? 0;
    const y = points[i + 1] ?? 0;
    west = Math.min(west, x);
    east = Math.max(east, x);
    north = Math.min(north, y);
    south = Math.max(south, y);
  }
  return { points, west, north, east, south };
}

/** Over the antimeridian a line goes on in the next world: its coordinates leave 0 to 1 there. */
function unwrapped(points: Float32Array): Float32Array {
  let before = points[0] ?? 0;
  for (let i = 2; i < points.length; i += 2) {
    const x = points[i] ?? 0;
    before = x - Math.round(x - before);
    points[i] = before;
  }
  return points;
}

function arcPoints({ transform, arcs }: Topology): Float32Array[] {
  const [scaleX, scaleY] = transform.scale;
  const [fromX, fromY] = transform.translate;
  return arcs.map((arc) => {
    const points = new Float32Array(arc.length * 2);
    let [x, y] = [0, 0];
    arc.forEach(([dx, dy], at) => {
      x += dx;
      y += dy;
      points[at * 2] = worldX(x * scaleX + fromX);
      points[at * 2 + 1] = worldY(y * scaleY + fromY);
    });
    return unwrapped(points);
  });
}

/** An arc and the next share the point where they meet; one that is written as ~n runs backwards. */
function ringOf(ring: readonly number[], arcs: readonly Float32Array[]): Float32Array {
  const parts = ring.map((n) => ({ points: arcs[n < 0 ? ~n : n] ?? new Float32Array(0), isBackwards: n < 0 }));
  const result = new Float32Array(parts.reduce((sum, { points }) => sum + points.length, 0));
  let at = 0;
  for (const { points, isBackwards } of parts) {
    for (let i = 0; i < points.length; i += 2) {
      const from = isBackwards ? points.length - 2 - i : i;
      result[at++] = points[from] ?? 0;
      result[at++] = points[from + 1] ?? 0;
    }
  }
  return overThePole(unwrapped(result));
}

/** What goes once round the world, as Antarctica does, is closed along its southern edge. */
function overThePole(ring: Float32Array): Float32Array {
  const first = ring[0] ?? 0;
  const last = ring[ring.length - 2] ?? 0;
  if (Math.abs(last - first) < 0.5) return ring;
  const closed = new Float32Array(ring.length + 4);
  closed.set(ring);
  closed.set([last, 1, first, 1], ring.length);
  return closed;
}

export function polygonsOf(geometry: Geometry): readonly Rings[] {
  if (geometry.type === 'Polygon') return [geometry.arcs];
  return geometry.type === 'MultiPolygon' ? geometry.arcs : [];
}

/** Twice the signed area, in the world. */
function doubleArea(points: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < points.length; i += 2) {
    const next = (i + 2) % points.length;
    sum += (points[i] ?? 0) * (points[next + 1] ?? 0) - (points[next] ?? 0) * (points[i + 1] ?? 0);
  }
  return sum;
}

/** In the middle of the longest stretch of land on the line halfway down: inside, and with room for a name. */
function namePlace(
  points: Float32Array,
  { north, south }: Line,
): { readonly x: number; readonly y: number; readonly width: number } {
  let best = { x: 0, y: 0, width: 0 };
  for (const share of [0.5, 0.4, 0.6]) {
    const y = north + (south - north) * share;
    const crossings: number[] = [];
    for (let i = 0; i < points.length; i += 2) {
      const next = (i + 2) % points.length;
      const [y0 = 0, y1 = 0, x0 = 0, x1 = 0] = [points[i + 1], points[next + 1], points[i], points[next]];
      if (y0 > y !== y1 > y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = (crossings[i + 1] ?? 0) - (crossings[i] ?? 0);
      if (width > best.width) best = { x: (crossings[i] ?? 0) + width / 2, y, width };
    }
  }
  return best;
}

function countryName(name: string, geometry: Geometry, arcs: readonly Float32Array[]): CountryName | null {
  let largest: Float32Array | null = null;
  let area = 0;
  for (const [outer] of polygonsOf(geometry)) {
    if (outer === undefined) continue;
    const points = ringOf(outer, arcs);
    const own = Math.abs(doubleArea(points));
    if (own <= area) continue;
    largest = points;
    area = own;
  }
  return largest === null ? null : { name, ...namePlace(largest, lineOf(largest)) };
}

/** `nameOf`: what a country is called on the map; gets its number, and what the data calls it in English. */
export function baseMapOf(topology: Topology, nameOf: (id: string | undefined, name: string) => string): BaseMap {
  const arcs = arcPoints(topology);
  const { land, countries } = topology.objects;
  const uses = new Uint8Array(arcs.length);
  for (const geometry of countries.geometries) {
    for (const n of polygonsOf(geometry).flat(2)) uses[n < 0 ? ~n : n] = (uses[n < 0 ? ~n : n] ?? 0) + 1;
  }
  const used = (times: (count: number) => boolean): Line[] => arcs.filter((_, at) => times(uses[at] ?? 0)).map(lineOf);
  return {
    land: land.geometries.flatMap((geometry) =>
      polygonsOf(geometry).flatMap((rings) => rings.map((ring) => lineOf(ringOf(ring, arcs)))),
    ),
    coasts: used((count) => count === 1),
    borders: used((count) => count > 1),
    countries: countries.geometries
      .map((geometry) => countryName(nameOf(geometry.id, geometry.properties.name), geometry, arcs))
      .filter((name) => name !== null),
  };
}
