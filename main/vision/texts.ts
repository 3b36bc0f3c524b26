/** Writing in pictures, by PP-OCRv4 on ONNX Runtime: where lines of it stand, then what each says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import type { SeenInPhoto } from '../core/seen.js';
import { boxOfEdges } from './boxes.js';
import { stretched } from './pixels.js';
import type { Pixels } from './pixels.js';
import { cornersOf, regionsOf } from './text-regions.js';
import type { Region } from './text-regions.js';

/** Longest edge in which lines are looked for, in pixels; a multiple of 32, as the net wants it. */
const findEdge = 960;
const lineHeight = 48;
/** Lines were learnt from in this width; what is shorter is filled up. */
const lineWidths = { least: 320, most: 2400 } as const;
const mostLines = 40;
const leastScore = 0.5;
/** Standing letters, one above the other, are not read; a line that runs up or down is. */
const upright = 1.5;
// Of ImageNet, as the model was taught; in the order blue, green, red.
const mean = [0.485, 0.456, 0.406] as const;
const deviation = [0.229, 0.224, 0.225] as const;

export type TextReader = (picture: Pixels) => Promise<SeenInPhoto['texts']>;

/** Rejects where the runtime or a model cannot be loaded. */
export async function openTextReader(folder: string): Promise<TextReader> {
  // Loaded only here: where its library is missing, all else is looked at all the same.
  const { InferenceSession: Session, Tensor } = await import('onnxruntime-node');
  const options: InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // It keeps what the largest picture took.
    enableCpuMemArena: false,
    enableMemPattern: false,
    logSeverityLevel: 3,
  };
  const finder = await Session.create(join(folder, 'text-lines.onnx'), options);
  const reader = await Session.create(join(folder, 'text-words.onnx'), options);
  // Number 0 is no letter, and the last one a space.
  const letters = ['', ...readFileSync(join(folder, 'text-letters.txt'), 'utf8').replace(/\n$/, '').split('\n'), ' '];

  const ask = async (
    session: InferenceSession,
    values: Float32Array,
    width: number,
    height: number,
  ): Promise<{ readonly values: Float32Array; readonly dims: readonly number[] }> => {
    const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
    const answer = (await session.run({ [input]: new Tensor('float32', values, [1, 3, height, width]) }))[output];
    if (answer === undefined) throw new Error('The model of writing said nothing.');
    return { values: answer.data as Float32Array, dims: answer.dims };
  };

  return async (picture) => {
    const { width, height } = sizeToFind(picture);
    const map = await ask(finder, planes(await stretched(picture, width, height), mean, deviation), width, height);
    const regions = regionsOf({ values: map.values, width, height }, mostLines);
    const [scaleX, scaleY] = [picture.width / width, picture.height / height];
    const found: SeenInPhoto['texts'][number][] = [];
    for (const region of regions) {
      const line = lineOf(picture, region, scaleX, scaleY);
      const { values, dims } = await ask(reader, line.values, line.width, lineHeight);
      const { text, score } = wordsOf(values, dims[2] ?? letters.length, letters);
      if (score >= leastScore && /[\p{L}\p{N}]/u.test(text))
        found.push({ text, score, box: boxOf(region, width, height) });
    }
    return inReadingOrder(found);
  };
}

function sizeToFind({ width, height }: Pixels): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, findEdge / Math.max(width, height));
  const fit = (edge: number): number => Math.max(32, Math.round((edge * scale) / 32) * 32);
  return { width: fit(width), height: fit(height) };
}

/** One plane a colour: blue, green, red. */
function planes({ data, width, height }: Pixels, less: readonly number[], by: readonly number[]): Float32Array {
  const size = width * height;
  const values = new Float32Array(size * 3);
  for (let plane = 0; plane < 3; plane++) {
    const [offset, scale] = [less[plane] ?? 0, 1 / (by[plane] ?? 1)];
    for (let at = 0, from = 2 - plane; at < size; at++, from += 3) {
      values[plane * size + at] = ((data[from] ?? 0) / 255 - offset) * scale;
    }
  }
  return values;
}

/** A line laid straight, from left to right, at the height in which it is read. */
function lineOf(
  picture: Pixels,
  region: Region,
  scaleX: number,
  scaleY: number,
): { readonly values: Float32Array; readonly width: number } {
  const isUpright = region.height > region.width * upright;
  // From a line that runs down, the reader's right is down.
  const [length, thickness] = isUpright ? [region.height, region.width] : [region.width, region.height];
  const angle = isUpright ? region.angle + Math.PI / 2 : region.angle;
  const shown = Math.min(lineWidths.most, Math.max(8, Math.round((lineHeight * length) / Math.max(1, thickness))));
  const width = Math.max(lineWidths.least, shown);
  const size = width * lineHeight;
  const values = new Float32Array(size * 3);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let row = 0; row < lineHeight; row++) {
    const v = ((row + 0.5) / lineHeight - 0.5) * thickness;
    for (let column = 0; column < shown; column++) {
      const u = ((column + 0.5) / shown - 0.5) * length;
      const x = (region.centre[0] + u * cos - v * sin) * scaleX - 0.5;
      const y = (region.centre[1] + u * sin + v * cos) * scaleY - 0.5;
      for (let plane = 0; plane < 3; plane++) {
        values[plane * size + row * width + column] = colourAt(picture, x, y, 2 - plane) / 127.5 - 1;
      }
    }
  }
  return { values, width };
}

/** Between pixels; beyond the edge, as at the edge. */
function colourAt({ data, width, height }: Pixels, x: number, y: number, channel: number): number {
  const [cx, cy] = [Math.min(width - 1, Math.max(0, x)), Math.min(height - 1, Math.max(0, y))];
  const [left, top] = [Math.floor(cx), Math.floor(cy)];
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const [dx, dy] = [cx - left, cy - top];
  const at = (px: number, py: number): number => data[(py * width + px) * 3 + channel] ?? 0;
  return (
    (at(left, top) * (1 - dx) + at(right, top) * dx) * (1 - dy) +
    (at(left, bottom) * (1 - dx) + at(right, bottom) * dx) * dy
  );
}

/** The likeliest letter of each step; of repeated ones, the first (CTC). */
export function wordsOf(
  values: Float32Array,
  kinds: number,
  letters: readonly string[],
): { readonly text: string; readonly score: number } {
  let text = '';
  let [sum, count, before] = [0, 0, 0];
  for (let from = 0; from + kinds <= values.length; from += kinds) {
    let best = 0;
    for (let kind = 1; kind < kinds; kind++) {
      if ((values[from + kind] ?? 0) > (values[from + best] ?? 0)) best = kind;
    }
    if (best !== 0 && best !== before) {
      text += letters[best] ?? '';
      sum += values[from + best] ?? 0;
      count++;
    }
    before = best;
  }
  return { text: text.trim(), score: count === 0 ? 0 : Math.min(1, sum / count) };
}

function boxOf(region: Region, width: number, height: number): SeenInPhoto['texts'][number]['box'] {
  const corners = cornersOf(region);
  const xs = corners.map(([x]) => x / width);
  const ys = corners.map(([, y]) => y / height);
  return boxOfEdges(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
}

/** Line by line; what stands on about the same height is one line. */
export function inReadingOrder(texts: SeenInPhoto['texts']): SeenInPhoto['texts'] {
  const middle = ({ box }: SeenInPhoto['texts'][number]): number => box.y + box.height / 2;
  const lines: SeenInPhoto['texts'][number][][] = [];
  for (const text of [...texts].sort((a, b) => middle(a) - middle(b))) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (
      line !== undefined &&
      first !== undefined &&
      middle(text) - middle(first) < Math.min(first.box.height, text.box.height) / 2
    ) {
      line.push(text);
    } else lines.push([text]);
  }
  return lines.flatMap((line) => line.sort((a, b) => a.box.x - b.box.x));
}
