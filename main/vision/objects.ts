/** Things of 80 kinds, by CenterNet on MobileNetV3; and what the whole picture looks like, by a layer of the same pass. */
import type { GraphModel } from '@tensorflow/tfjs-converter';
import { objectLabels } from '../core/seen-words.js';
import type { SeenInPhoto } from '../core/seen.js';
import { boxOfEdges, surest } from './boxes.js';
import { quantized } from './embedding.js';
import { stretched } from './pixels.js';
import type { Pixels } from './pixels.js';
import { loadModel, run } from './tensors.js';

const inputEdge = 512;
/** x1, y1, x2, y2 in pixels of the input, score, kind. */
const rowLength = 6;
const detections = 'tower_0/detections';
/** The squeezed means of 184 channels, after which the net knows what stands where no more. */
const embeddingNode = 'tower_0/MobilenetV3/expanded_conv_13/squeeze_excite/Conv/Relu';
/** What is less sure is noise. */
const leastScore = 0.3;
const mostObjects = 30;
const [sameKind, anyKind] = [0.45, 0.85];

export type ObjectFinder = (picture: Pixels) => Promise<{
  readonly objects: SeenInPhoto['objects'];
  readonly embedding: Uint8Array;
}>;

export async function openObjectFinder(folder: string): Promise<ObjectFinder> {
  const model: GraphModel = await loadModel(folder, 'centernet');
  return async (picture) => {
    const input = await stretched(picture, inputEdge, inputEdge);
    const [rows, features] = await run(model, input, (value) => value, [detections, embeddingNode]);
    if (rows === undefined || features === undefined) throw new Error('The model of objects said nothing.');
    return { objects: objectsOf(rows), embedding: quantized(features) };
  };
}

export function objectsOf(rows: Float32Array): SeenInPhoto['objects'] {
  const found: SeenInPhoto['objects'][number][] = [];
  for (let at = 0; at + rowLength <= rows.length; at += rowLength) {
    const [left = 0, top = 0, right = 0, bottom = 0, score = 0, kind = -1] = rows.subarray(at, at + rowLength);
    const label = objectLabels[Math.round(kind)];
    if (label === undefined || score < leastScore) continue;
    const box = boxOfEdges(left / inputEdge, top / inputEdge, right / inputEdge, bottom / inputEdge);
    if (box.width > 0 && box.height > 0) found.push({ label, score: Math.min(1, score), box });
  }
  const ofEachKind = surest(found, sameKind, (one, other) => one.label === other.label);
  return surest(ofEachKind, anyKind).slice(0, mostObjects);
}
