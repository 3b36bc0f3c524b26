/** Faces as they are compared. Pure. */
import type { Box } from './seen.js';

/** Numbers of a face. */
export const faceVectorLength = 128;
/** A step of a stored number is this part of one: what dlib's network says lies well within ±0.5. */
const steps = 250;

export interface DescribedFace {
  readonly score: number;
  readonly box: Box;
  /** How sharp it is; comparable among faces only. */
  readonly sharpness: number;
  readonly vector: Int8Array;
}

/** What a look at a picture told of its faces. */
export type FacesLook =
  | { readonly kind: 'not_wanted' }
  /** `models`: vectors of others cannot be compared with these. */
  | { readonly kind: 'described'; readonly models: string; readonly faces: readonly DescribedFace[] }
  /** No photo is to blame. */
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Rounded to 250ths: two faces are as far from each other as before to within a hundredth. */
export function faceVector(values: Float32Array): Int8Array {
  return Int8Array.from(values, (value) => Math.max(-127, Math.min(127, Math.round(value * steps))));
}

/** A distance as dlib has it, in the square of stored steps. */
export function squaredSteps(distance: number): number {
  return (distance * steps) ** 2;
}
