import fc from 'fast-check';
import { expect, it } from 'vitest';
import { faceDistances, FaceGroups, squaredDistance } from './face-groups.js';
import { faceVector, faceVectorLength } from './faces.js';

/** A number below `limit`, always the same for the same two. */
function scattered(seed: number, n: number, limit: number): number {
  const mixed = Math.imul(Math.imul(seed + 1, 2654435761) ^ Math.imul(n + 1, 40503), 2246822519) >>> 8;
  return mixed % limit;
}

/** A face of somebody: about 0.6 from other people's, and up to 0.5 from the same person's. */
function face(somebody: number, seed: number, spread: number): Int8Array {
  return Int8Array.from({ length: faceVectorLength }, (_, n) => {
    const middle = scattered(somebody, n, 2) === 0 ? -9 : 9;
    return middle + scattered(seed, n, 2 * spread + 1) - spread;
  });
}

interface NaiveGroup {
  readonly id: number;
  personId: number;
  readonly isSettled: boolean;
  readonly faces: Int8Array[];
}

/** The same by the words of its description, from all faces each time. */
class NaiveGroups {
  readonly groups: NaiveGroup[] = [];
  readonly apart: (readonly [number, number])[] = [];

  middle(group: NaiveGroup): number[] {
    return Array.from(
      { length: faceVectorLength },
      (_, n) => group.faces.reduce((sum, vector) => sum + (vector[n] ?? 0), 0) / group.faces.length,
    );
  }

  nearest(middle: ArrayLike<number>, among: readonly NaiveGroup[], most: number): NaiveGroup | null {
    const near = among
      .filter(({ faces }) => faces.length > 0)
      .map((group) => ({ group, distance: distance(middle, this.middle(group)) }))
      .filter((one) => one.distance <= most)
      .sort((a, b) => a.distance - b.distance || a.group.id - b.group.id);
    return near[0]?.group ?? null;
  }

  groupFor(vector: Int8Array): number | null {
    return this.nearest(vector, this.groups, faceDistances.join)?.id ?? null;
  }

  areApart(one: number, other: number): boolean {
    const personOf = (id: number): number | undefined => this.groups.find((group) => group.id === id)?.personId;
    return this.apart.some(([a, b]) => {
      const people = [personOf(a), personOf(b)];
      return people.includes(one) && people.includes(other);
    });
  }

  unitedWith(id: number): number | null {
    const group = this.groups.find((one) => one.id === id);
    if (group === undefined || group.isSettled) return null;
    const others = this.groups.filter(
      (other) =>
        other.personId !== group.personId && !other.isSettled && !this.areApart(other.personId, group.personId),
    );
    return this.nearest(this.middle(group), others, faceDistances.unite)?.personId ?? null;
  }
}

function distance(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let n = 0; n < faceVectorLength; n++) sum += ((one[n] ?? 0) - (other[n] ?? 0)) ** 2;
  return sum;
}

const seed = fc.integer({ min: 0, max: 1_000_000 });
const step = fc.record({ somebody: fc.integer({ min: 0, max: 5 }), seed, spread: fc.integer({ min: 4, max: 14 }) });
const known = fc.record({
  faces: fc.array(step, { minLength: 0, maxLength: 3 }),
  isSettled: fc.boolean(),
  /** One of those before it. */
  of: fc.option(fc.nat(), { nil: null }),
});

it('places and unites as a look at all faces would', () => {
  fc.assert(
    fc.property(
      fc.array(known, { maxLength: 6 }),
      fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
      fc.array(step, { maxLength: 25 }),
      (before, apart, steps) => {
        const naive = new NaiveGroups();
        const groups = new FaceGroups();
        for (const [at, { faces, isSettled, of }] of before.entries()) {
          const id = at + 1;
          const head =
            of === null || naive.groups.length === 0 ? null : (naive.groups[of % naive.groups.length] ?? null);
          const group = {
            id,
            personId: head?.personId ?? id,
            // What a person is, all its groups are.
            isSettled: head?.isSettled ?? isSettled,
            faces: faces.map((one) => face(one.somebody, one.seed, one.spread)),
          };
          naive.groups.push(group);
          const sum = new Int32Array(faceVectorLength);
          for (const vector of group.faces) for (const [n, value] of vector.entries()) sum[n] = (sum[n] ?? 0) + value;
          groups.add({ ...group, faces: group.faces.length, sum });
        }
        for (const [a, b] of apart) {
          const [one, other] = [naive.groups[a % 6], naive.groups[b % 6]];
          if (one === undefined || other === undefined || one.personId === other.personId) continue;
          naive.apart.push([one.id, other.id]);
          groups.setApart(one.id, other.id);
        }
        for (const { somebody, seed: of, spread } of steps) {
          const vector = face(somebody, of, spread);
          const found = groups.groupFor(vector);
          expect(found).toBe(naive.groupFor(vector));
          const id = found ?? naive.groups.length + 1;
          if (found === null) {
            naive.groups.push({ id, personId: id, isSettled: false, faces: [] });
            groups.add({ id, personId: id, isSettled: false, faces: 0, sum: new Int32Array(faceVectorLength) });
          }
          naive.groups.find((group) => group.id === id)?.faces.push(vector);
          groups.put(id, vector);
          const into = groups.unitedWith(id);
          expect(into).toBe(naive.unitedWith(id));
          const from = groups.personOf(id);
          if (into === null || from === null) continue;
          const moved = naive.groups.filter(({ personId }) => personId === from);
          expect(groups.unite(from, into)).toEqual(moved.map((group) => group.id));
          for (const group of moved) group.personId = into;
        }
        for (const { id, personId } of naive.groups) expect(groups.personOf(id)).toBe(personId);
      },
    ),
    { numRuns: 60 },
  );
});

it('the distance of groups is that of their middles', () => {
  const [one, other] = [face(1, 1, 6), face(2, 2, 6)];
  const sum = Int32Array.from(one, (value, n) => value + (other[n] ?? 0));
  const middle = Array.from(sum, (value) => value / 2);
  expect(squaredDistance({ sum, faces: 2 }, { sum: one, faces: 1 })).toBeCloseTo(distance(middle, one), 6);
  expect(squaredDistance({ sum: one, faces: 1 }, { sum: one, faces: 1 })).toBe(0);
});

it('a stored face is as far from others as before, within a hundredth', () => {
  const values = fc.array(fc.double({ min: -0.4, max: 0.4, noNaN: true }), { minLength: 128, maxLength: 128 });
  fc.assert(
    fc.property(values, values, (a, b) => {
      const exact = Math.sqrt(distance(a, b));
      const stored = Math.sqrt(distance(faceVector(Float32Array.from(a)), faceVector(Float32Array.from(b)))) / 250;
      expect(Math.abs(stored - exact)).toBeLessThan(0.05);
    }),
    { numRuns: 100 },
  );
});
