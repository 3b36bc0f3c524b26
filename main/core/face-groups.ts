/**
 * Which faces are of one person. A group holds faces that lie close together; a person is one group or several, because
 * people change. The machine only places faces that are in no group yet, and unites people nobody has named or set apart:
 * what the user said is never looked at again. Two people in one group are worse than one person in two, so it places with care.
 * The same faces in the same order give the same groups. Pure.
 */
import { faceVectorLength, squaredSteps } from './faces.js';

/** Squares of distances, in stored steps. Measured in docs/insights.md. */
export const faceDistances = {
  /** From the middle of a group: a face is of it. */
  join: squaredSteps(0.45),
  /** Between the middles of groups: they are of one person. */
  unite: squaredSteps(0.36),
  /** Between the middles of groups: the user is asked. */
  ask: squaredSteps(0.55),
} as const;

export interface FaceGroup {
  readonly id: number;
  /** The group that stands for the person. */
  readonly personId: number;
  /** It has a name, or is not to be shown: the user has seen it, and nothing is united with it. */
  readonly isSettled: boolean;
  readonly faces: number;
  /** Of the vectors of its faces, number by number. */
  readonly sum: Int32Array;
}

/** Square of the distance between a face and the middle of a group, or of the middles of two. */
export function squaredDistance(
  one: { readonly sum: ArrayLike<number>; readonly faces: number },
  other: { readonly sum: ArrayLike<number>; readonly faces: number },
): number {
  let [dot, ownSquare, otherSquare] = [0, 0, 0];
  for (let n = 0; n < faceVectorLength; n++) {
    const [a, b] = [one.sum[n] ?? 0, other.sum[n] ?? 0];
    dot += a * b;
    ownSquare += a * a;
    otherSquare += b * b;
  }
  const [ownCount, otherCount] = [one.faces, other.faces];
  return ownSquare / ownCount ** 2 - (2 * dot) / (ownCount * otherCount) + otherSquare / otherCount ** 2;
}

/** All groups, in memory, side by side: 512 bytes each. */
export class FaceGroups {
  #count = 0;
  #sums = new Int32Array(64 * faceVectorLength);
  readonly #ids: number[] = [];
  readonly #faces: number[] = [];
  readonly #squares: number[] = [];
  readonly #people: number[] = [];
  readonly #isSettled: boolean[] = [];
  readonly #places = new Map<number, number>();
  /** By person: those that the user said are somebody else. */
  readonly #apart = new Map<number, Set<number>>();

  get size(): number {
    return this.#count;
  }

  /** Groups are added in the order of their ids. */
  add(group: FaceGroup): void {
    const place = this.#count++;
    if (this.#sums.length < this.#count * faceVectorLength) {
      const larger = new Int32Array(this.#sums.length * 2);
      larger.set(this.#sums);
      this.#sums = larger;
    }
    this.#sums.set(group.sum, place * faceVectorLength);
    this.#ids.push(group.id);
    this.#faces.push(group.faces);
    this.#squares.push(squareOf(group.sum));
    this.#people.push(group.personId);
    this.#isSettled.push(group.isSettled);
    this.#places.set(group.id, place);
  }

  /** The user said that these two groups are not of one person. */
  setApart(oneId: number, otherId: number): void {
    const [one, other] = [this.personOf(oneId), this.personOf(otherId)];
    if (one === null || other === null || one === other) return;
    this.#apartFrom(one).add(other);
    this.#apartFrom(other).add(one);
  }

  /** Null for a group that is not known. */
  personOf(groupId: number): number | null {
    return this.#people[this.#places.get(groupId) ?? -1] ?? null;
  }

  /** How many faces the group has, and the sum of their vectors; null for a group that is not known. */
  madeOf(groupId: number): Pick<FaceGroup, 'faces' | 'sum'> | null {
    const place = this.#places.get(groupId);
    if (place === undefined) return null;
    const from = place * faceVectorLength;
    return { faces: this.#faces[place] ?? 0, sum: this.#sums.subarray(from, from + faceVectorLength) };
  }

  /** The group that the face is of; null when it is of none yet. The lowest number of those that are equally near. */
  groupFor(vector: Int8Array): number | null {
    const nearest = this.#nearest(vector, 1, () => true);
    return nearest !== null && nearest.distance <= faceDistances.join ? (this.#ids[nearest.place] ?? null) : null;
  }

  /** A face has come into a group. */
  put(groupId: number, vector: Int8Array): void {
    const place = this.#places.get(groupId);
    if (place === undefined) return;
    const from = place * faceVectorLength;
    for (let n = 0; n < faceVectorLength; n++) this.#sums[from + n] = (this.#sums[from + n] ?? 0) + (vector[n] ?? 0);
    this.#faces[place] = (this.#faces[place] ?? 0) + 1;
    this.#squares[place] = squareOf(this.#sums.subarray(from, from + faceVectorLength));
  }

  /** The person that the one of this group is, as far as the machine may say so; null for nobody. */
  unitedWith(groupId: number): number | null {
    const place = this.#places.get(groupId);
    const person = this.personOf(groupId);
    if (place === undefined || person === null || this.#isSettled[place] === true) return null;
    const from = place * faceVectorLength;
    const apart = this.#apart.get(person);
    const nearest = this.#nearest(
      this.#sums.subarray(from, from + faceVectorLength),
      this.#faces[place] ?? 0,
      (other) => {
        const otherPerson = this.#people[other] ?? 0;
        return otherPerson !== person && this.#isSettled[other] !== true && apart?.has(otherPerson) !== true;
      },
    );
    return nearest !== null && nearest.distance <= faceDistances.unite ? (this.#people[nearest.place] ?? null) : null;
  }

  /** All groups of one person are another person's. Answers those groups. */
  unite(personId: number, intoId: number): readonly number[] {
    const moved: number[] = [];
    for (const [place, person] of this.#people.entries()) {
      if (person !== personId) continue;
      this.#people[place] = intoId;
      moved.push(this.#ids[place] ?? 0);
    }
    for (const other of this.#apart.get(personId) ?? []) {
      this.#apart.get(other)?.delete(personId);
      this.#apartFrom(intoId).add(other);
      this.#apartFrom(other).add(intoId);
    }
    this.#apart.delete(personId);
    return moved;
  }

  #apartFrom(person: number): Set<number> {
    const known = this.#apart.get(person) ?? new Set();
    this.#apart.set(person, known);
    return known;
  }

  /** Of `faces` vectors, their sum. Groups without faces are near to nobody. */
  #nearest(
    sum: Int8Array | Int32Array,
    faces: number,
    isMeant: (place: number) => boolean,
  ): { readonly place: number; readonly distance: number } | null {
    const sums = this.#sums;
    const ownSquare = squareOf(sum) / faces ** 2;
    let best = -1;
    let least = Infinity;
    for (let place = 0, at = 0; place < this.#count; place++, at += faceVectorLength) {
      const count = this.#faces[place] ?? 0;
      if (count === 0) continue;
      let dot = 0;
      for (let n = 0; n < faceVectorLength; n++) dot += (sum[n] ?? 0) * (sums[at + n] ?? 0);
      const distance = ownSquare - (2 * dot) / (faces * count) + (this.#squares[place] ?? 0) / count ** 2;
      if (distance < least && isMeant(place)) {
        least = distance;
        best = place;
      }
    }
    return best === -1 ? null : { place: best, distance: least };
  }
}

/** Sums of up to 100,000 faces stay whole numbers in a double. */
function squareOf(sum: ArrayLike<number>): number {
  let square = 0;
  for (let n = 0; n < faceVectorLength; n++) square += (sum[n] ?? 0) ** 2;
  return square;
}
