/** Faces that are large, upright and sharp enough to tell whose they are, each with what it looks like. Runs in the process that looks. */
import type { DescribedFace } from '../core/faces.js';
import { faceVector } from '../core/faces.js';
import { chipOf, chipSharpness, placingOf } from './face-chip.js';
import type { Point } from './face-chip.js';
import { openFaceNet } from './face-net.js';
import type { FoundFace } from './faces.js';
import type { Pixels } from './pixels.js';

/** Of one picture, the surest. */
const mostFaces = 30;
/** As sure as what is told of faces elsewhere; below, half of what is found are dogs, fruit and drawings. */
const leastScore = 0.72;
/** Pixels between the eyes: of fewer, nobody could tell whose they are. */
const leastEyeDistance = 16;
/** Blurred faces, and things that are no faces, look alike to the network: they would become one person. */
const leastSharpness = 0.06;
const mostSharpness = 0.45;
/** Of the distance of the eyes to that from them to the mouth: less is a face from the side, or none. */
const leastFrontal = 0.65;

export type FaceDescriber = (picture: Pixels, faces: readonly FoundFace[]) => Promise<readonly DescribedFace[]>;

/** Throws when the model is not there. */
export function openFaceDescriber(folder: string): FaceDescriber {
  const describe = openFaceNet(folder);
  return async (picture, faces) => {
    const described: DescribedFace[] = [];
    for (const { score, box, points } of faces.filter((face) => face.score >= leastScore).slice(0, mostFaces)) {
      const [right, left, , mouth] = points.map(([x, y]): Point => [x * picture.width, y * picture.height]);
      if (right === undefined || left === undefined || mouth === undefined || !isSeenWell(right, left, mouth)) continue;
      const chip = chipOf(picture, placingOf([right, left, mouth]));
      const sharpness = chipSharpness(chip);
      if (sharpness < leastSharpness || sharpness > mostSharpness) continue;
      described.push({ score, box, sharpness, vector: faceVector(await describe(chip)) });
    }
    return described;
  };
}

function isSeenWell(right: Point, left: Point, mouth: Point): boolean {
  const eyes = Math.hypot(left[0] - right[0], left[1] - right[1]);
  const down = Math.hypot(mouth[0] - (right[0] + left[0]) / 2, mouth[1] - (right[1] + left[1]) / 2);
  return eyes >= leastEyeDistance && eyes >= leastFrontal * down;
}
