import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alikeLink,
  burstLinks,
  groupsOf,
  likelyPairs,
  meansOf,
  nearPairs,
  orderForStack,
  Signer,
  stackLimits,
} from './stack-finding.js';
import type { Link, StackCandidate, TimedPhotos } from './stack-finding.js';

const aPhoto = fc.record({
  timeMs: fc.option(
    fc.nat({ max: 20 }).map((n) => n * 500),
    { nil: null },
  ),
  camera: fc.nat({ max: 2 }),
  aspect: fc.constantFrom(0, 1.5, 1.52, 0.667, 1),
});
interface APhoto {
  readonly timeMs: number | null;
  readonly camera: number;
  readonly aspect: number;
}

function columns(photos: readonly APhoto[]): TimedPhotos {
  return {
    timesMs: Float64Array.from(photos, ({ timeMs }) => timeMs ?? NaN),
    cameras: Int32Array.from(photos, ({ camera }) => camera),
    aspects: Float32Array.from(photos, ({ aspect }) => aspect),
  };
}

/** In the order of time, as they are read; those without one stand where their file's time put them. */
const inTime = fc.array(fc.tuple(aPhoto, fc.nat({ max: 20 })), { maxLength: 12 }).map((photos) =>
  photos
    .map(([photo, fileTime]) => ({ photo, at: photo.timeMs ?? fileTime * 500 }))
    .sort((a, b) => a.at - b.at)
    .map(({ photo }) => photo),
);
/** A cosine for each pair, or none. */
const alikes = fc.array(fc.option(fc.constantFrom(0.5, 0.72, 0.95, 0.96, 0.98, 1), { nil: null }), {
  minLength: 200,
  maxLength: 200,
});

describe('bursts', () => {
  test('are neighbours of one camera, moments apart and alike where that is known', () => {
    fc.assert(
      fc.property(inTime, alikes, (photos, values) => {
        const likeness = (a: number, b: number): number | null => values[a * 13 + b] ?? null;
        const found = [...burstLinks(columns(photos), likeness)].map(({ a, b }) => `${a} ${b}`);
        const wanted: string[] = [];
        for (const [b, later] of photos.entries()) {
          if (later.camera === 0 || later.timeMs === null) continue;
          // The one before it, of this camera.
          let a = b - 1;
          while (a >= 0 && (photos[a]?.camera !== later.camera || photos[a]?.timeMs === null)) a--;
          const gap = later.timeMs - (photos[a]?.timeMs ?? -Infinity);
          const alike = a < 0 ? null : likeness(a, b);
          if (a >= 0 && gap <= stackLimits.burstGapMs && (alike === null || alike >= stackLimits.burstLikeness)) {
            wanted.push(`${a} ${b}`);
          }
        }
        expect(found).toEqual(wanted);
      }),
      { numRuns: 200 },
    );
  });
});

describe('nearly the same', () => {
  const at = (timeMs: number | null, aspect: number): APhoto => ({ timeMs, aspect, camera: 1 });
  const linked = (alike: number | null, one: APhoto, other: APhoto): boolean =>
    alikeLink(columns([one, other]), 0, 1, () => alike) !== null;

  test('is a high likeness of one shape, whenever, or one that is a little less within a minute', () => {
    const { nearLikeness, sameLikeness } = stackLimits;
    expect(linked(sameLikeness, at(null, 1.5), at(0, 1.51))).toBe(true);
    expect(linked(sameLikeness, at(null, 1.5), at(0, 0.667))).toBe(true);
    expect(linked(sameLikeness, at(null, 1.5), at(null, 1))).toBe(false);
    expect(linked(sameLikeness - 0.001, at(null, 1.5), at(0, 1.5))).toBe(false);
    expect(linked(nearLikeness, at(0, 1.5), at(60_000, 1))).toBe(true);
    expect(linked(nearLikeness, at(0, 1.5), at(60_001, 1))).toBe(false);
    expect(linked(null, at(0, 1.5), at(0, 1.5))).toBe(false);
  });
});

test('photos taken within a minute are compared with those just before them', () => {
  fc.assert(
    fc.property(inTime, (photos) => {
      const { timesMs } = columns(photos);
      const timed = photos.flatMap(({ timeMs }, row) => (timeMs === null ? [] : [row]));
      const wanted = timed.flatMap((row, at) =>
        timed
          .slice(Math.max(0, at - 8), at)
          .filter((before) => (timesMs[row] ?? 0) - (timesMs[before] ?? 0) <= stackLimits.nearMs)
          .map((before) => `${before} ${row}`),
      );
      expect([...nearPairs({ timesMs })].map((pair) => pair.join(' '))).toEqual(wanted);
    }),
  );
});

describe('groups', () => {
  const aLink = fc
    .record({
      pair: fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 2, maxLength: 2 }),
      kind: fc.constantFrom('burst' as const, 'alike' as const),
      strength: fc.constantFrom(0.95, 0.99, 1.2, 1.8),
    })
    .map(({ pair, kind, strength }): Link => ({ a: Math.min(...pair), b: Math.max(...pair), kind, strength }));

  test('are what naive merging of the strongest links first makes', () => {
    fc.assert(
      fc.property(
        fc.array(aLink, { maxLength: 16 }),
        fc.array(fc.array(fc.nat({ max: 2 }), { maxLength: 2 }), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 2, max: 8 }),
        (links, apart, most) => {
          let groups = apart.map((_, row) => ({ rows: [row], kinds: [] as string[] }));
          const isApart = (one: readonly number[], other: readonly number[]): boolean =>
            one.some((a) => other.some((b) => apart[a]?.some((group) => apart[b]?.includes(group))));
          for (const { a, b, kind } of [...links].sort((x, y) => y.strength - x.strength || x.a - y.a || x.b - y.b)) {
            const one = groups.find(({ rows }) => rows.includes(a));
            const other = groups.find(({ rows }) => rows.includes(b));
            if (one === undefined || other === undefined || one === other) continue;
            if (one.rows.length + other.rows.length > most || isApart(one.rows, other.rows)) continue;
            groups = groups.filter((group) => group !== one && group !== other);
            groups.push({ rows: [...one.rows, ...other.rows], kinds: [...one.kinds, ...other.kinds, kind] });
          }
          const wanted = groups
            .filter(({ rows }) => rows.length > 1)
            .map(
              ({ rows, kinds }) =>
                `${rows.sort((x, y) => x - y).join(' ')}: ${kinds.includes('alike') ? 'alike' : 'burst'}`,
            );
          const found = groupsOf(links, (row) => apart[row] ?? [], most).map(
            ({ rows, kind }) => `${rows.join(' ')}: ${kind}`,
          );
          expect(found.sort()).toEqual(wanted.sort());
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of an interval timer are not endless', () => {
    const links = Array.from({ length: 1_000 }, (_, a): Link => ({ a, b: a + 1, kind: 'burst', strength: 1 }));
    const sizes = groupsOf(links, () => []).map(({ rows }) => rows.length);
    expect(Math.max(...sizes)).toBe(stackLimits.mostPhotos);
  });
});

describe('pairs worth comparing', () => {
  /** Vectors as the models make them: never negative, some numbers always larger than others. */
  function vectorsOf(count: number, seed: number): Uint8Array[] {
    let state = seed;
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const scale = Array.from({ length: 184 }, () => 20 + 200 * random() ** 2);
    return Array.from({ length: count }, () => Uint8Array.from(scale, (most) => most * random()));
  }

  test('are nearly all that are nearly the same, and few others', () => {
    const vectors = vectorsOf(1_500, 7);
    // Every tenth photo has a copy that differs a little.
    const copies = vectors
      .filter((_, n) => n % 10 === 0)
      .map((vector) => vector.map((value, n) => Math.max(0, value + ((n * 37) % 9) - 4)));
    const all = [...vectors, ...copies];
    const signer = new Signer(meansOf(all.slice(0, 1_000)));
    const signatures = Uint32Array.from(all.flatMap((vector) => [...signer.sign(vector)]));
    const pairs = new Set([...likelyPairs(signatures)].map(([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`));
    const found = copies.filter((_, n) => pairs.has(`${n * 10} ${1_500 + n}`)).length;
    expect(found / copies.length).toBeGreaterThan(0.97);
    expect(pairs.size).toBeLessThan(all.length * 2);
  });
});

describe('the first one', () => {
  const photo = (some: Partial<StackCandidate>): StackCandidate => ({
    edge: 1600,
    sharpness: 0.4,
    clipped: 0,
    pixels: 12_000_000,
    timeMs: 0,
    ...some,
  });
  const first = (...photos: StackCandidate[]): { at: number; reason: string } => {
    const { order, reason } = orderForStack(photos);
    return { at: photos.findIndex((one) => one === order[0]), reason };
  };

  test('is the sharpest; of equally sharp ones the best exposed, then the largest, then the earliest', () => {
    expect(first(photo({}), photo({ sharpness: 0.6 }))).toEqual({ at: 1, reason: 'sharpest' });
    expect(first(photo({ clipped: 0.2, sharpness: 0.415 }), photo({ sharpness: 0.41 }))).toEqual({
      at: 1,
      reason: 'exposed',
    });
    expect(first(photo({ pixels: 2 }), photo({ pixels: 3 }))).toEqual({ at: 1, reason: 'largest' });
    expect(first(photo({ timeMs: 5 }), photo({ timeMs: 4 }))).toEqual({ at: 1, reason: 'earliest' });
  });

  test('is never a small copy, which looks sharper than it is', () => {
    expect(first(photo({ edge: 500, sharpness: 0.9, pixels: 1 }), photo({}))).toEqual({ at: 1, reason: 'largest' });
  });

  test('is the largest and earliest where nothing was looked at', () => {
    const unseen = { edge: null, sharpness: 0 };
    expect(first(photo({ ...unseen, timeMs: 5 }), photo({ ...unseen, timeMs: 4 }))).toEqual({
      at: 1,
      reason: 'earliest',
    });
    expect(first(photo({ ...unseen }), photo({ ...unseen, pixels: 13_000_000 }))).toEqual({ at: 1, reason: 'largest' });
  });

  test('is told in one order, whatever the order of asking', () => {
    const some = fc
      .record({
        edge: fc.constantFrom(null, 400, 1600),
        sharpness: fc.constantFrom(0.2, 0.21, 0.5),
        clipped: fc.constantFrom(0, 0.3),
        pixels: fc.constantFrom(0, 1_000, 2_000),
        timeMs: fc.nat({ max: 3 }),
      })
      .map((one) => (one.edge === null ? { ...one, sharpness: 0, clipped: 0 } : one));
    fc.assert(
      fc.property(fc.array(some, { minLength: 2, maxLength: 6 }), (photos) => {
        const { order } = orderForStack(photos);
        expect(orderForStack([...photos].reverse()).order).toEqual(order);
      }),
    );
  });
});
