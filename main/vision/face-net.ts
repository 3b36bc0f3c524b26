/**
 * What a face looks like, as 128 numbers: dlib's network of 29 layers (`dlib_face_recognition_resnet_model_v1`). Faces of
 * one person lie within 0.6 of each other. Runs in the process that looks.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  add,
  avgPool,
  concat,
  fused,
  io,
  matMul,
  maxPool,
  mean,
  mul,
  pad,
  relu,
  reshape,
  tensor4d,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Pixels } from './pixels.js';

/** Of red, green and blue in what it was trained with. */
const meanColour = [122.782, 117.001, 104.298] as const;
/** Each is followed by so many blocks of the same size. */
const stages = [
  { name: 'conv32', blocks: 3 },
  { name: 'conv64', blocks: 3 },
  { name: 'conv128', blocks: 2 },
  { name: 'conv256', blocks: 2 },
] as const;

interface Layer {
  readonly filter: Tensor4D;
  readonly bias: Tensor1D;
}

export type FaceNet = (chip: Pixels) => Promise<Float32Array>;

/** Throws when its files are not there. */
export function openFaceNet(folder: string): FaceNet {
  const weights = readWeights(folder);
  const layers = new Map<string, Layer>();
  for (const name of Object.keys(weights)) {
    const [, layer] = /^(.*)\/conv\/filters$/.exec(name) ?? [];
    if (layer !== undefined) layers.set(layer, layerOf(weights, layer));
  }
  const last = named(weights, 'fc') as Tensor2D;
  const convolve = (input: Tensor4D, name: string, strides: 1 | 2, isActive: boolean): Tensor4D => {
    const layer = layers.get(name);
    if (layer === undefined) throw new Error(`The model of faces lacks ${name}.`);
    return fused.conv2d({
      x: input,
      filter: layer.filter,
      strides,
      pad: strides === 2 ? 'valid' : 'same',
      bias: layer.bias,
      activation: isActive ? 'relu' : 'linear',
    });
  };
  const block = (input: Tensor4D, name: string): Tensor4D =>
    relu(add(convolve(convolve(input, `${name}/conv1`, 1, true), `${name}/conv2`, 1, false), input));
  const halvingBlock = (input: Tensor4D, name: string): Tensor4D => {
    const inner = convolve(convolve(input, `${name}/conv1`, 2, true), `${name}/conv2`, 1, false);
    return relu(sum(inner, avgPool(input, 2, 2, 'valid')));
  };
  return async ({ data, width, height }) => {
    const output = tidy(() => {
      let value = tensor4d(normalized(data), [1, height, width, 3]);
      for (const { name, blocks } of stages) {
        value =
          name === 'conv32'
            ? maxPool(convolve(value, `${name}_down`, 2, true), 3, 2, 'valid')
            : halvingBlock(value, `${name}_down`);
        for (let n = 1; n <= blocks; n++) value = block(value, `${name}_${String(n)}`);
      }
      value = halvingBlock(value, 'conv256_down_out');
      return matMul(mean<Tensor2D>(value, [1, 2]), last);
    });
    try {
      return (await output.data()) as Float32Array;
    } finally {
      output.dispose();
    }
  };
}

function normalized(data: Uint8Array): Float32Array {
  return Float32Array.from(data, (value, at) => (value - (meanColour[at % 3] ?? 0)) / 256);
}

/** Whichever is smaller, in any direction, is continued with zeros. */
function sum(one: Tensor4D, other: Tensor4D): Tensor4D {
  const shape = one.shape.map((length, n) => Math.max(length, other.shape[n] ?? 0)) as Tensor4D['shape'];
  return add(grown(one, shape), grown(other, shape));
}

function grown(value: Tensor4D, [, height, width, channels]: Tensor4D['shape']): Tensor4D {
  const [, ownHeight, ownWidth, ownChannels] = value.shape;
  const taller =
    ownHeight === height && ownWidth === width
      ? value
      : pad(value, [
          [0, 0],
          [0, height - ownHeight],
          [0, width - ownWidth],
          [0, 0],
        ]);
  return ownChannels === channels ? taller : concat([taller, zeros([1, height, width, channels - ownChannels])], 3);
}

function readWeights(folder: string): Readonly<Record<string, Tensor>> {
  const manifest = JSON.parse(readFileSync(join(folder, 'face-net.json'), 'utf8')) as io.WeightsManifestConfig;
  const bytes = readFileSync(join(folder, 'face-net.bin'));
  return io.decodeWeights(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
    manifest.flatMap((group) => group.weights),
  );
}

function named(weights: Readonly<Record<string, Tensor>>, name: string): Tensor {
  const found = weights[name];
  if (found === undefined) throw new Error(`The model of faces lacks ${name}.`);
  return found;
}

/** The scaling that follows each convolution is a part of it. */
function layerOf(weights: Readonly<Record<string, Tensor>>, name: string): Layer {
  const filters = named(weights, `${name}/conv/filters`);
  const scale = named(weights, `${name}/scale/weights`);
  const bias = named(weights, `${name}/conv/bias`);
  return {
    filter: mul<Tensor4D>(filters, reshape(scale, [1, 1, 1, scale.size])),
    bias: add<Tensor1D>(mul(bias, scale), named(weights, `${name}/scale/biases`)),
  };
}
