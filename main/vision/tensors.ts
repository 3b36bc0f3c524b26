/** TensorFlow.js on WebAssembly, in one thread, with models and binaries from the app's own folder. Runs in the process that looks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import type { GraphModel } from '@tensorflow/tfjs-converter';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { dispose, env, ready, setBackend, tensor4d } from '@tensorflow/tfjs-core';
import type { Tensor, io } from '@tensorflow/tfjs-core';
import type { Pixels } from './pixels.js';

interface ModelFile extends io.ModelJSON {
  readonly weightsManifest: io.WeightsManifestConfig;
}

/** Throws when the binaries are not there, or do not run here. */
export async function startTensors(folder: string): Promise<void> {
  setWasmPaths(join(folder, '/'));
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await setBackend('wasm'))) throw new Error('The WebAssembly backend does not start.');
  await ready();
}

/** By its name in the folder. */
export async function loadModel(folder: string, name: string): Promise<GraphModel> {
  const json = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as ModelFile;
  const weights = readFileSync(join(folder, `${name}.bin`));
  const artifacts: io.ModelArtifacts = {
    modelTopology: json.modelTopology,
    weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
    weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
    ...(json.signature === undefined ? {} : { signature: json.signature }),
    ...(json.userDefinedMetadata === undefined ? {} : { userDefinedMetadata: json.userDefinedMetadata }),
  };
  return loadGraphModel({ load: () => Promise.resolve(artifacts) });
}

/** What the named nodes say of a picture, in their order; without names the model's outputs, smallest first. */
export async function run(
  model: GraphModel,
  { data, width, height }: Pixels,
  scale: (value: number) => number,
  nodes?: readonly string[],
): Promise<readonly Float32Array[]> {
  const input = tensor4d(Float32Array.from(data, scale), [1, height, width, 3]);
  let outputs: readonly Tensor[] = [];
  try {
    const result = model.execute(input, nodes === undefined ? undefined : [...nodes]);
    outputs = Array.isArray(result) ? result : [result];
    const ordered = nodes === undefined ? [...outputs].sort((a, b) => a.size - b.size) : outputs;
    return await Promise.all(ordered.map(async (output) => (await output.data()) as Float32Array));
  } finally {
    dispose(input);
    dispose([...outputs]);
  }
}
