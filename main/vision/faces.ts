/** Faces, by BlazeFace. */
import type { GraphModel } from '@tensorflow/tfjs-converter';
import { boxOfEdges, surest } from './boxes.js';
import type { Found } from './boxes.js';
import { stretched } from './pixels.js';
import type { Pixels } from './pixels.js';
import { loadModel, run } from './tensors.js';

const inputEdge = 256;
const leastScore = 0.3;
const mostFaces = 100;
const sameFace = 0.3;
/** Where a face may be: so many in each square of a net of these steps. */
const nets = [
  { step: inputEdge / 16, each: 2 },
  { step: inputEdge / 8, each: 6 },
] as const;
/** Middle and size of the box, then six points: the eye on the left of the picture, that on the right, nose, mouth, ears. */
const boxLength = 16;

export interface FoundFace extends Found {
  /** The six points, in fractions of the picture; they may lie outside. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

const anchors: readonly (readonly [number, number])[] = nets.flatMap(({ step, each }) => {
  const cells = Math.ceil(inputEdge / step);
  return Array.from({ length: cells * cells * each }, (_, n) => {
    const cell = Math.floor(n / each);
    return [step * ((cell % cells) + 0.5), step * (Math.floor(cell / cells) + 0.5)] as const;
  });
});

export type FaceFinder = (picture: Pixels) => Promise<readonly FoundFace[]>;

export async function openFaceFinder(folder: string): Promise<FaceFinder> {
  const model: GraphModel = await loadModel(folder, 'blazeface');
  return async (picture) => {
    const input = await stretched(picture, inputEdge, inputEdge);
    // The nets' scores and boxes: of the coarse one and of the fine one.
    const [coarseScores, fineScores, coarseBoxes, fineBoxes] = await run(model, input, (value) => value / 127.5 - 1);
    if (
      coarseScores === undefined ||
      fineScores === undefined ||
      coarseBoxes === undefined ||
      fineBoxes === undefined
    ) {
      throw new Error('The model of faces said too little.');
    }
    return facesOf(joined(fineScores, coarseScores), joined(fineBoxes, coarseBoxes));
  };
}

function joined(one: Float32Array, other: Float32Array): Float32Array {
  const both = new Float32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** `scores`: before they become probabilities. */
export function facesOf(scores: Float32Array, boxes: Float32Array): readonly FoundFace[] {
  const found: FoundFace[] = [];
  for (const [n, [anchorX, anchorY]] of anchors.entries()) {
    const score = 1 / (1 + Math.exp(-(scores[n] ?? -Infinity)));
    if (score < leastScore) continue;
    const [dx = 0, dy = 0, width = 0, height = 0] = boxes.subarray(n * boxLength, n * boxLength + 4);
    const [x, y] = [anchorX + dx, anchorY + dy];
    const box = boxOfEdges(
      (x - width / 2) / inputEdge,
      (y - height / 2) / inputEdge,
      (x + width / 2) / inputEdge,
      (y + height / 2) / inputEdge,
    );
    const points = Array.from({ length: 6 }, (_, point): readonly [number, number] => {
      const at = n * boxLength + 4 + 2 * point;
      return [(anchorX + (boxes[at] ?? 0)) / inputEdge, (anchorY + (boxes[at + 1] ?? 0)) / inputEdge];
    });
    if (box.width > 0 && box.height > 0) found.push({ score, box, points });
  }
  return surest(found, sameFace).slice(0, mostFaces);
}
