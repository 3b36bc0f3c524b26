/** Where writing stands, by a map of how likely each pixel is part of a line of it (DB, arXiv 1911.08947). Pure. */

export type Point = readonly [x: number, y: number];

/** A rectangle that may lie askew; `along` is the direction of its width. Pixels of the map. */
export interface Region {
  readonly centre: Point;
  readonly width: number;
  readonly height: number;
  /** Radians, clockwise from the right. */
  readonly angle: number;
  /** How likely its pixels are writing, on average. */
  readonly score: number;
}

export interface ProbabilityMap {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** As PP-OCR has them. */
const [pixelThreshold, regionThreshold, growth] = [0.3, 0.6, 1.6];
const leastEdge = 3;
const leastGrownEdge = 6;

export function regionsOf(map: ProbabilityMap, most: number): readonly Region[] {
  const regions: Region[] = [];
  for (const { edges, score } of componentsOf(map)) {
    if (score < regionThreshold) continue;
    const tight = smallestRectangle(hullOf(edges));
    if (Math.min(tight.width, tight.height) < leastEdge) continue;
    // What the model marks is the middle of the line: it grows by its area against its edge.
    const by = (tight.width * tight.height * growth) / (2 * (tight.width + tight.height));
    const grown = { ...tight, width: tight.width + 2 * by, height: tight.height + 2 * by };
    if (Math.min(grown.width, grown.height) < leastGrownEdge) continue;
    regions.push({ ...grown, score });
  }
  return regions.sort((a, b) => b.width * b.height - a.width * a.height).slice(0, most);
}

interface Component {
  /** First and last pixel of each of its rows: its hull is theirs. */
  readonly edges: readonly Point[];
  readonly score: number;
}

function* componentsOf({ values, width, height }: ProbabilityMap): Generator<Component> {
  const seen = new Uint8Array(width * height);
  const stack: number[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] === 1 || (values[start] ?? 0) <= pixelThreshold) continue;
    seen[start] = 1;
    stack.push(start);
    const rows = new Map<number, [first: number, last: number]>();
    let [sum, count] = [0, 0];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      sum += values[at] ?? 0;
      count++;
      const row = rows.get(y);
      if (row === undefined) rows.set(y, [x, x]);
      else {
        row[0] = Math.min(row[0], x);
        row[1] = Math.max(row[1], x);
      }
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (seen[next] === 1 || (values[next] ?? 0) <= pixelThreshold) continue;
          seen[next] = 1;
          stack.push(next);
        }
      }
    }
    const edges = [...rows].flatMap(([y, [first, last]]): Point[] => [
      [first, y],
      [last + 1, y],
      [first, y + 1],
      [last + 1, y + 1],
    ]);
    yield { edges, score: sum / count };
  }
}

/** The corners of the convex hull, in order (Andrew 1979). */
export function hullOf(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      for (;;) {
        const [before, last] = [chain.at(-2), chain.at(-1)];
        if (before === undefined || last === undefined || turn(before, last, point) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function turn([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/** One side lies on a side of the hull. `width` is along the direction that is nearer to level. */
export function smallestRectangle(hull: readonly Point[]): Omit<Region, 'score'> {
  let best: Omit<Region, 'score'> | null = null;
  for (const [n, from] of hull.entries()) {
    const to = hull[(n + 1) % hull.length] ?? from;
    if (to === from) continue;
    const rectangle = rectangleAlong(hull, Math.atan2(to[1] - from[1], to[0] - from[0]));
    if (best === null || rectangle.width * rectangle.height < best.width * best.height) best = rectangle;
  }
  return best ?? { centre: hull[0] ?? [0, 0], width: 0, height: 0, angle: 0 };
}

function rectangleAlong(points: readonly Point[], direction: number): Omit<Region, 'score'> {
  // A quarter of a turn changes nothing but which side is called width.
  const angle = direction - Math.round(direction / (Math.PI / 2)) * (Math.PI / 2);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    const [u, v] = [x * cos + y * sin, y * cos - x * sin];
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
  }
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  return { centre: [u * cos - v * sin, u * sin + v * cos], width: right - left, height: bottom - top, angle };
}

export function cornersOf({ centre: [x, y], width, height, angle }: Omit<Region, 'score'>): readonly Point[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const
  ).map(([a, b]): Point => {
    const [u, v] = [(a * width) / 2, (b * height) / 2];
    return [x + u * cos - v * sin, y + u * sin + v * cos];
  });
}
