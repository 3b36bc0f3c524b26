/**
 * Photos by position, in the order of the Z-curve: what lies in a square of the world, of whatever size, is one run of it.
 * So a cluster costs two searches, its middle two subtractions, and no zoom has to be prepared. A million points are
 * sorted in some hundred milliseconds, away from the window's thread, and take 24 MB.
 */
import { worldX, worldY, type WorldBox } from './mercator.js';

/** Bits of each coordinate in the curve. */
const bits = 16;
const side = 2 ** bits;

/** Part of the order: from, included, to, excluded. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

export interface Cluster {
  /** The same while the square that it stands for has the most of its surroundings. */
  readonly key: string;
  /** The middle of its square's photos, in the world. */
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly runs: readonly Run[];
}

function spread(value: number): number {
  let n = value;
  n = (n | (n << 8)) & 0x00ff00ff;
  n = (n | (n << 4)) & 0x0f0f0f0f;
  n = (n | (n << 2)) & 0x33333333;
  return (n | (n << 1)) & 0x55555555;
}

function codeOf(x: number, y: number): number {
  return (spread(x) | (spread(y) << 1)) >>> 0;
}

function cellOf(part: number): number {
  return Math.min(side - 1, Math.max(0, Math.floor(part * side)));
}

/** Numbers from 0 on, so that `codes` rise; those of the same code in their order. */
function orderOf(codes: Uint32Array): Uint32Array {
  const count = codes.length;
  let order = new Uint32Array(count);
  let next = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) order[i] = i;
  const digit = 11;
  for (let shift = 0; shift < 32; shift += digit) {
    const starts = new Uint32Array(2 ** digit + 1);
    for (let i = 0; i < count; i += 1) {
      const bucket = (((codes[i] ?? 0) >>> shift) & (2 ** digit - 1)) + 1;
      starts[bucket] = (starts[bucket] ?? 0) + 1;
    }
    for (let bucket = 1; bucket < starts.length; bucket += 1)
      starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
    for (let i = 0; i < count; i += 1) {
      const row = order[i] ?? 0;
      const bucket = ((codes[row] ?? 0) >>> shift) & (2 ** digit - 1);
      const at = starts[bucket] ?? 0;
      next[at] = row;
      starts[bucket] = at + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Points in the order of the curve: arrays that can be handed from thread to thread. */
export interface OrderedPoints {
  /** Rows, as they were given. */
  readonly rows: Int32Array<ArrayBuffer>;
  readonly codes: Uint32Array<ArrayBuffer>;
  /** Sums of all before, in parts of the world: of n points there are n + 1. */
  readonly sumX: Float64Array<ArrayBuffer>;
  readonly sumY: Float64Array<ArrayBuffer>;
}

/** Arrays of the same length: `rows` says what stands at each position, in degrees. */
export function orderPoints(rows: Int32Array, latitudes: Float64Array, longitudes: Float64Array): OrderedPoints {
  const count = rows.length;
  const xs = new Float64Array(count);
  const ys = new Float64Array(count);
  const codes = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) {
    const x = worldX(longitudes[i] ?? 0);
    const y = worldY(latitudes[i] ?? 0);
    xs[i] = x;
    ys[i] = y;
    codes[i] = codeOf(cellOf(x), cellOf(y));
  }
  const order = orderOf(codes);
  const ordered = {
    rows: new Int32Array(count),
    codes: new Uint32Array(count),
    sumX: new Float64Array(count + 1),
    sumY: new Float64Array(count + 1),
  };
  for (let i = 0; i < count; i += 1) {
    const at = order[i] ?? 0;
    ordered.rows[i] = rows[at] ?? -1;
    ordered.codes[i] = codes[at] ?? 0;
    ordered.sumX[i + 1] = (ordered.sumX[i] ?? 0) + (xs[at] ?? 0);
    ordered.sumY[i + 1] = (ordered.sumY[i] ?? 0) + (ys[at] ?? 0);
  }
  return ordered;
}

export class PointIndex {
  readonly rows: Int32Array;
  readonly size: number;
  readonly #codes: Uint32Array;
  readonly #sumX: Float64Array;
  readonly #sumY: Float64Array;

  constructor({ rows, codes, sumX, sumY }: OrderedPoints) {
    this.rows = rows;
    this.size = rows.length;
    this.#codes = codes;
    this.#sumX = sumX;
    this.#sumY = sumY;
  }

  /** The first whose code is not below. */
  #lowerBound(code: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#codes[middle] ?? 0) < code) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What lies in a square: the world is 2^level of them wide. */
  runOf(level: number, column: number, row: number): Run {
    const each = 4 ** (bits - level);
    const first = codeOf(column, row) * each;
    return { from: this.#lowerBound(first), to: this.#lowerBound(first + each) };
  }

  meanOf({ from, to }: Run): { readonly x: number; readonly y: number } {
    const count = to - from;
    return {
      x: ((this.#sumX[to] ?? 0) - (this.#sumX[from] ?? 0)) / count,
      y: ((this.#sumY[to] ?? 0) - (this.#sumY[from] ?? 0)) / count,
    };
  }

  /** Where the points of the runs lie, to a square of the curve. */
  boxOf(runs: readonly Run[]): WorldBox {
    let [west, north, east, south] = [1, 1, 0, 0];
    for (const { from, to } of runs) {
      for (let i = from; i < to; i += 1) {
        const x = (this.#sumX[i + 1] ?? 0) - (this.#sumX[i] ?? 0);
        const y = (this.#sumY[i + 1] ?? 0) - (this.#sumY[i] ?? 0);
        west = Math.min(west, x);
        east = Math.max(east, x);
        north = Math.min(north, y);
        south = Math.max(south, y);
      }
    }
    return aroundTheShortWay({ west, north, east, south }, runs, this);
  }

  /** Squares of the world that hold something, within a box that may reach over the antimeridian. */
  squares(box: WorldBox, level: number): readonly Cluster[] {
    const cells = 2 ** level;
    const first = Math.floor(box.west * cells);
    const last = Math.min(first + cells - 1, Math.floor(box.east * cells));
    const top = Math.max(0, Math.floor(box.north * cells));
    const bottom = Math.min(cells - 1, Math.floor(box.south * cells));
    const found: Cluster[] = [];
    for (let row = top; row <= bottom; row += 1) {
      for (let wrapped = first; wrapped <= last; wrapped += 1) {
        const column = ((wrapped % cells) + cells) % cells;
        const run = this.runOf(level, column, row);
        if (run.to === run.from) continue;
        const key = `${String(level)}/${String(column)}/${String(row)}`;
        found.push({ key, ...this.meanOf(run), count: run.to - run.from, runs: [run] });
      }
    }
    return found;
  }

  rowsOf(runs: readonly Run[]): Int32Array {
    const result = new Int32Array(runs.reduce((sum, { from, to }) => sum + to - from, 0));
    let at = 0;
    for (const { from, to } of runs) {
      result.set(this.rows.subarray(from, to), at);
      at += to - from;
    }
    return result;
  }

  /** One that stands for all: of some of them the first in the list that the rows are of. */
  faceOf(runs: readonly Run[]): number {
    let best = -1;
    for (const { from, to } of runs) {
      const step = Math.max(1, Math.floor((to - from) / 16));
      for (let i = from; i < to; i += step) {
        const row = this.rows[i] ?? -1;
        if (best < 0 || row < best) best = row;
      }
    }
    return best;
  }
}

/** Photos on both sides of the antimeridian lie together, not around the whole world. */
function aroundTheShortWay(box: WorldBox, runs: readonly Run[], index: PointIndex): WorldBox {
  if (box.east - box.west <= 0.5) return box;
  let [west, east] = [1, 0];
  for (const run of runs) {
    for (let i = run.from; i < run.to; i += 1) {
      const { x } = index.meanOf({ from: i, to: i + 1 });
      if (x >= 0.5) west = Math.min(west, x);
      else east = Math.max(east, x);
    }
  }
  const over = { ...box, west, east: east + 1 };
  return over.east - over.west < box.east - box.west ? over : box;
}

/** Squares of 45 to 90 pixels. */
const squaresPerTile = 2;

export function levelOf(zoom: number): number {
  return Math.min(bits, Math.max(0, Math.round(zoom) + squaresPerTile));
}

/**
 * What is shown for the photos in a box: squares of the world whose middles are at least `apart` of the world from each
 * other, the fuller one taking in what comes too near.
 */
export function clustersIn(index: PointIndex, box: WorldBox, level: number, apart: number): readonly Cluster[] {
  const squares = [...index.squares(box, level)].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const kept: { cluster: Cluster; count: number; runs: Run[] }[] = [];
  for (const square of squares) {
    let nearest: (typeof kept)[number] | null = null;
    let least = apart * apart;
    for (const candidate of kept) {
      const dx = candidate.cluster.x - square.x;
      const wide = dx - Math.round(dx);
      const high = candidate.cluster.y - square.y;
      const distance = wide * wide + high * high;
      if (distance >= least) continue;
      least = distance;
      nearest = candidate;
    }
    if (nearest === null) kept.push({ cluster: square, count: square.count, runs: [...square.runs] });
    else {
      nearest.count += square.count;
      nearest.runs.push(...square.runs);
    }
  }
  return kept.map(({ cluster, count, runs }) => ({ ...cluster, count, runs }));
}
