/**
 * Which photos are likely to belong into one stack: bursts, by camera and time, and pictures that are nearly the same.
 * What is near in time or in looks is a link; links become groups, the strongest first.
 */

/** Chosen by `npm run bench -- stacks`; docs/insights.md has the figures. */
export const stackLimits = {
  /** Between two neighbours of a burst, by the camera's clock, which mostly tells whole seconds. */
  burstGapMs: 2_000,
  /** Neighbours of a burst that are less alike than this show something else. Cosine. */
  burstLikeness: 0.72,
  /** Nearly the same picture, where both were taken within `nearMs`. Cosine. */
  nearLikeness: 0.9,
  nearMs: 60_000,
  /** Nearly the same picture, whenever it was taken, of about the same shape. Cosine. */
  sameLikeness: 0.95,
  /** Of two shapes, width by height: how much larger one may be. */
  sameShape: 1.03,
  /** A camera on an interval timer must not become one stack of a thousand photos. */
  mostPhotos: 100,
} as const;

/** Photos in the order of their times, as parallel arrays. */
export interface TimedPhotos {
  /** On the camera's clock; NaN where that is not known. Ascending, those without one anywhere. */
  readonly timesMs: Float64Array;
  /** A number for each camera; 0 where it is not known. */
  readonly cameras: Int32Array;
  /** Width by height; 0 where it is not known. */
  readonly aspects: Float32Array;
}

export type LinkKind = 'burst' | 'alike';

export interface Link {
  /** Rows, the lower first. */
  readonly a: number;
  readonly b: number;
  readonly kind: LinkKind;
  /** Stronger ones come first: 1 to 2 for a burst, a cosine for what is alike. */
  readonly strength: number;
}

/** Cosine of two rows; null where one of them was not looked at. */
export type Likeness = (a: number, b: number) => number | null;

/** Between neighbours of one camera. Where both were looked at, they must be alike. One pass; each row is held only briefly. */
export function* burstLinks({ timesMs, cameras }: TimedPhotos, likeness: Likeness): Generator<Link, void> {
  const lastOf = new Map<number, number>();
  for (let row = 0; row < timesMs.length; row++) {
    const camera = cameras[row] ?? 0;
    const time = timesMs[row] ?? NaN;
    if (camera === 0 || Number.isNaN(time)) continue;
    const before = lastOf.get(camera);
    lastOf.set(camera, row);
    if (before === undefined) continue;
    const gap = time - (timesMs[before] ?? NaN);
    if (gap > stackLimits.burstGapMs) continue;
    const alike = likeness(before, row);
    if (alike !== null && alike < stackLimits.burstLikeness) continue;
    yield { a: before, b: row, kind: 'burst', strength: 2 - gap / stackLimits.burstGapMs };
  }
}

/** So many before each one are compared with it. */
const neighboursInTime = 8;

/** Pairs that were taken within `nearMs`: an export tells the time of its original. */
export function* nearPairs({ timesMs }: Pick<TimedPhotos, 'timesMs'>): Generator<readonly [number, number], void> {
  let recent: number[] = [];
  for (let row = 0; row < timesMs.length; row++) {
    const time = timesMs[row] ?? NaN;
    if (Number.isNaN(time)) continue;
    recent = recent.filter((before) => time - (timesMs[before] ?? NaN) <= stackLimits.nearMs).slice(-neighboursInTime);
    for (const before of recent) yield [before, row];
    recent.push(row);
  }
}

/** The link between two pictures that may be nearly the same; null where they are not. */
export function alikeLink(photos: TimedPhotos, one: number, other: number, likeness: Likeness): Link | null {
  const alike = likeness(one, other);
  if (alike === null || alike < Math.min(stackLimits.nearLikeness, stackLimits.sameLikeness)) return null;
  const isNear = Math.abs((photos.timesMs[one] ?? NaN) - (photos.timesMs[other] ?? NaN)) <= stackLimits.nearMs;
  const isSame =
    alike >= stackLimits.sameLikeness && haveSameShape(photos.aspects[one] ?? 0, photos.aspects[other] ?? 0);
  if (!isSame && !(isNear && alike >= stackLimits.nearLikeness)) return null;
  return { a: Math.min(one, other), b: Math.max(one, other), kind: 'alike', strength: Math.min(1, alike) };
}

function haveSameShape(one: number, other: number): boolean {
  if (one <= 0 || other <= 0) return false;
  // A copy may have been turned upright.
  const [a, b] = [Math.max(one, 1 / one), Math.max(other, 1 / other)];
  return Math.max(a, b) / Math.min(a, b) <= stackLimits.sameShape;
}

export interface FoundGroup {
  /** Rows, ascending. */
  readonly rows: readonly number[];
  /** `burst` where every link of it is one. */
  readonly kind: LinkKind;
}

/**
 * Groups of two rows and more. The strongest links are followed first, and none that would make a group too large, or put
 * two photos into one of which somebody said that they are no stack: `apartOf` names these groups.
 */
export function groupsOf(
  links: Iterable<Link>,
  apartOf: (row: number) => readonly number[],
  most: number = stackLimits.mostPhotos,
): readonly FoundGroup[] {
  const parents = new Map<number, number>();
  const roots = new Map<number, { size: number; kind: LinkKind; apart: ReadonlySet<number> }>();
  const rootOf = (row: number): number => {
    let root = row;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    for (let at = row; at !== root;) {
      const up = parents.get(at) ?? root;
      parents.set(at, root);
      at = up;
    }
    return root;
  };
  const stateOf = (root: number): { size: number; kind: LinkKind; apart: ReadonlySet<number> } =>
    roots.get(root) ?? { size: 1, kind: 'burst', apart: new Set(apartOf(root)) };
  for (const { a, b, kind } of [...links].sort(byStrength)) {
    const [one, other] = [rootOf(a), rootOf(b)];
    if (one === other) continue;
    const [first, second] = [stateOf(one), stateOf(other)];
    if (first.size + second.size > most) continue;
    if ([...second.apart].some((group) => first.apart.has(group))) continue;
    parents.set(other, one);
    roots.delete(other);
    const isBurst = kind === 'burst' && first.kind === 'burst' && second.kind === 'burst';
    roots.set(one, {
      size: first.size + second.size,
      kind: isBurst ? 'burst' : 'alike',
      apart: second.apart.size === 0 ? first.apart : new Set([...first.apart, ...second.apart]),
    });
  }
  const members = new Map<number, number[]>();
  for (const root of roots.keys()) members.set(root, [root]);
  for (const row of parents.keys()) members.get(rootOf(row))?.push(row);
  return [...members].map(([root, rows]) => ({
    rows: rows.sort((x, y) => x - y),
    kind: roots.get(root)?.kind ?? 'burst',
  }));
}

function byStrength(one: Link, other: Link): number {
  return other.strength - one.strength || one.a - other.a || one.b - other.b;
}

// ------------------------------------------------------------------ which pictures to compare

/** 64 signs of a vector, in two numbers: near vectors differ in few of them. */
export const signatureWords = 2;
const bits = 32 * signatureWords;
/** Numbers of a vector that are summed on each side of a sign. */
const sideLength = 8;
/** Of two signatures that are worth comparing, so many signs may differ. */
const mostDifferent = 16;
/** Orders in which signatures are sorted, each beginning with other signs, and neighbours that are compared in each. */
const orders = 8;
const neighbours = 12;
/** Rows that a key has room for: two million. */
const rowSpace = 2 ** 21;

/** Which numbers of a vector each sign is made of: always the same for one length. */
function sidesFor(length: number): Int32Array {
  const sides = new Int32Array(bits * sideLength * 2);
  let state = 0x9e3779b9;
  for (let at = 0; at < sides.length; at++) {
    // xorshift32: any even spread will do.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    sides[at] = (state >>> 0) % length;
  }
  return sides;
}

/** Makes signatures of vectors of one length; `means` are of enough of them to be typical. */
export class Signer {
  readonly #weights: Float64Array;
  readonly #sides: Int32Array;

  constructor(means: Float64Array) {
    this.#weights = means.map((mean) => 1 / (mean + 1));
    this.#sides = sidesFor(means.length);
  }

  /** Two numbers of 32 signs each. */
  sign(vector: Uint8Array): readonly [number, number] {
    const words: [number, number] = [0, 0];
    let at = 0;
    for (let bit = 0; bit < bits; bit++) {
      let sum = 0;
      for (let n = 0; n < sideLength * 2; n++, at++) {
        const from = this.#sides[at] ?? 0;
        const value = (vector[from] ?? 0) * (this.#weights[from] ?? 0);
        sum += n < sideLength ? value : -value;
      }
      if (sum > 0) {
        if (bit < 32) words[0] |= 1 << bit;
        else words[1] |= 1 << (bit - 32);
      }
    }
    return [words[0] >>> 0, words[1] >>> 0];
  }
}

/** The mean of each number of some vectors of one length. */
export function meansOf(vectors: readonly Uint8Array[]): Float64Array {
  const means = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) for (let n = 0; n < means.length; n++) means[n] = (means[n] ?? 0) + (vector[n] ?? 0);
  return means.map((sum) => sum / Math.max(1, vectors.length));
}

function countOnes(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Pairs of rows whose signatures are near, some of them several times. `signatures` has two numbers a row. Sorted in eight
 * orders, near ones stand together in most cases; all pairs of a million would take a day.
 */
export function* likelyPairs(signatures: Uint32Array): Generator<readonly [number, number], void> {
  const count = signatures.length / signatureWords;
  const keys = new Float64Array(count);
  for (let order = 0; order < orders; order++) {
    const shift = (order % 4) * 8;
    for (let row = 0; row < count; row++) {
      const word = signatures[row * 2 + (order < orders / 2 ? 0 : 1)] ?? 0;
      const turned = shift === 0 ? word : ((word << shift) | (word >>> (32 - shift))) >>> 0;
      // The signs above, the row below: 32 and 21 of 53 bits.
      keys[row] = turned * rowSpace + row;
    }
    keys.sort();
    for (let at = 0; at < count; at++) {
      const one = (keys[at] ?? 0) % rowSpace;
      for (let next = at + 1; next < Math.min(count, at + 1 + neighbours); next++) {
        const other = (keys[next] ?? 0) % rowSpace;
        const different =
          countOnes((signatures[one * 2] ?? 0) ^ (signatures[other * 2] ?? 0)) +
          countOnes((signatures[one * 2 + 1] ?? 0) ^ (signatures[other * 2 + 1] ?? 0));
        if (different <= mostDifferent) yield [one, other];
      }
    }
  }
}

// ------------------------------------------------------------------ which one comes first

/** What is known of a photo that may show the stack. */
export interface StackCandidate {
  /** Of the picture that was looked at, the longest edge in pixels; null while it was not looked at. */
  readonly edge: number | null;
  /** 0 to 1; comparable only for pictures of about the same size. */
  readonly sharpness: number;
  /** Share of pixels that are black or white without any drawing. */
  readonly clipped: number;
  /** Width times height; 0 where it is not known. */
  readonly pixels: number;
  readonly timeMs: number;
}

/** Why the first one is the first. `earliest`: nothing else tells them apart. */
export type FirstReason = 'sharpest' | 'exposed' | 'largest' | 'earliest';

/** A picture that was looked at larger is worth more: made smaller, any picture looks sharp. */
function edgeClass({ edge }: StackCandidate): number {
  if (edge === null) return 0;
  return edge >= 1_200 ? 3 : edge >= 600 ? 2 : 1;
}

/** Sharpness in steps of about a tenth, below which nobody sees a difference. */
function sharpnessStep({ edge, sharpness }: StackCandidate): number {
  return edge === null ? 0 : Math.round(Math.log(Math.max(sharpness, 0.001)) / Math.log(1.1));
}

function exposureStep({ edge, clipped }: StackCandidate): number {
  return edge === null ? 0 : -Math.round(clipped * 50);
}

const keys: readonly { readonly reason: FirstReason; readonly of: (one: StackCandidate) => number }[] = [
  { reason: 'largest', of: edgeClass },
  { reason: 'sharpest', of: sharpnessStep },
  { reason: 'exposed', of: exposureStep },
  { reason: 'largest', of: ({ pixels }) => pixels },
  { reason: 'sharpest', of: ({ edge, sharpness }) => (edge === null ? 0 : sharpness) },
  { reason: 'earliest', of: ({ timeMs }) => -timeMs },
];

/** The best first; of equals the one that came first. The reason tells why the first one is not the second. */
export function orderForStack<T extends StackCandidate>(
  photos: readonly T[],
): { readonly order: readonly T[]; readonly reason: FirstReason } {
  const order = [...photos].sort((one, other) => {
    for (const { of } of keys) {
      const difference = of(other) - of(one);
      if (difference !== 0 && !Number.isNaN(difference)) return difference;
    }
    return 0;
  });
  const [first, second] = order;
  const told =
    first === undefined || second === undefined ? undefined : keys.find(({ of }) => of(first) !== of(second));
  return { order, reason: told?.reason ?? 'earliest' };
}
