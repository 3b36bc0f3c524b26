/**
 * How well faces are told apart: of real photos, of people in the pictures of a package that the build uses, and of the same
 * photos made smaller, darker, turned, mirrored and badly packed. People on one photo are different people; of two photos, only
 * pairs that a person could tell by looking at them are counted.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { squaredDistance } from '../main/core/face-groups.js';
import { squaredSteps } from '../main/core/faces.js';
import type { DescribedFace } from '../main/core/faces.js';
import { openFaceDescriber } from '../main/vision/described-faces.js';
import { openFaceFinder } from '../main/vision/faces.js';
import { openPicture } from '../main/vision/pixels.js';
import { startTensors } from '../main/vision/tensors.js';
import { copyLookModels } from '../scripts/look-models.mjs';
import { photosFolder } from '../scripts/photos.mjs';
import { inTemporaryFolder } from './lib/dataset.js';
import { percentile } from './lib/measure.js';
import { machineLine, megabytes, millis, printTable } from './lib/table.js';

/** One letter a person; `?` could be somebody of another photo. By where the faces begin, from the left. */
const labelled: readonly { readonly file: string; readonly people: string }[] = [
  { file: 'immich-app+test-assets/metadata/faces/portrait.jpg', people: 'A' },
  { file: 'immich-app+test-assets/metadata/faces/portrait-orientation-6.jpg', people: 'A' },
  { file: 'drewnoakes+metadata-extractor-images/jpg/Canon EOS 7D.jpg', people: 'B' },
  { file: 'drewnoakes+metadata-extractor-images/jpg/metadata-extractor-dotnet issue 51.jpg', people: 'C' },
  { file: 'drewnoakes+metadata-extractor-images/jpg/Nikon E900 (2).jpg', people: 'D' },
];
/** Six pictures of several people each; whether one is on several of them is not known, but for a laughing woman on two. */
const samples = [1, 2, 3, 4, 5, 6].map((n) => resolve(`node_modules/@vladmandic/face-api/demo/sample${String(n)}.jpg`));

const changes: Readonly<Record<string, (picture: Sharp, width: number) => Sharp>> = {
  'half the size': (picture, width) => picture.resize(Math.round(width / 2)),
  'darker and paler': (picture) => picture.modulate({ brightness: 0.6, saturation: 0.5 }),
  'turned by 15°': (picture) => picture.rotate(15, { background: '#888' }),
  mirrored: (picture) => picture.flop(),
  'packed badly': (picture) => picture.jpeg({ quality: 18 }),
};

interface Face extends DescribedFace {
  /** Faces of one original picture share it. */
  readonly photo: string;
  /** Of the altered pictures of one face, the same; null where the person may be on another photo too. */
  readonly who: string;
  readonly isSure: boolean;
  readonly change: string;
}

async function run(folder: string): Promise<void> {
  copyLookModels(folder);
  await startTensors(folder);
  const before = process.memoryUsage.rss();
  const [find, describe] = [await openFaceFinder(folder), openFaceDescriber(folder)];
  const times: number[] = [];
  const facesOf = async (bytes: Uint8Array): Promise<readonly DescribedFace[]> => {
    const picture = await openPicture(bytes);
    const found = await find(picture);
    const startedAt = performance.now();
    const faces = await describe(picture, found);
    if (faces.length > 0) times.push((performance.now() - startedAt) / faces.length);
    return [...faces].sort((a, b) => a.box.x - b.box.x);
  };
  const all: Face[] = [];
  const photos = [
    ...labelled.map(({ file, people }) => ({ path: join(photosFolder, file), people })),
    ...samples.filter((path) => existsSync(path)).map((path) => ({ path, people: null })),
  ];
  for (const [at, { path, people }] of photos.entries()) {
    const bytes = readFileSync(path);
    const originals = await facesOf(bytes);
    const upright = await sharp(bytes).rotate().toBuffer();
    const { width } = await sharp(upright).metadata();
    const add = (faces: readonly DescribedFace[], change: string): void => {
      // Where another number of faces is seen, nobody knows which is which.
      if (faces.length !== originals.length) return;
      const inOrder = change === 'mirrored' ? [...faces].reverse() : faces;
      for (const [n, face] of inOrder.entries()) {
        const letter = people?.[n];
        all.push({
          ...face,
          photo: String(at),
          who: letter ?? `${String(at)}-${String(n)}`,
          isSure: letter !== undefined,
          change,
        });
      }
    };
    add(originals, '');
    for (const [name, change] of Object.entries(changes)) {
      add(await facesOf(await change(sharp(upright), width).png().toBuffer()), name);
    }
  }
  const pairs = all.flatMap((one, n) =>
    all.slice(n + 1).flatMap((other) => {
      const isSame = one.who === other.who;
      const isKnown = isSame || one.photo === other.photo || (one.isSure && other.isSure);
      const distance = Math.sqrt(
        squaredDistance({ sum: one.vector, faces: 1 }, { sum: other.vector, faces: 1 }) / squaredSteps(1),
      );
      return isKnown ? [{ isSame, distance, changes: [one.change, other.change] }] : [];
    }),
  );
  const same = pairs.filter(({ isSame }) => isSame);
  const others = pairs.filter(({ isSame }) => !isSame);
  printTable(
    `${String(all.length)} faces, ${String(all.filter(({ change }) => change === '').length)} of them as they were taken: ${String(same.length)} pairs of one person, ${String(others.length)} of two`,
    ['closer than', 'right', 'wrong', 'missed', 'precision', 'recall'],
    [0.35, 0.4, 0.45, 0.5, 0.55, 0.6].map((most) => {
      const right = same.filter(({ distance }) => distance <= most).length;
      const wrong = others.filter(({ distance }) => distance <= most).length;
      const part = (a: number, b: number): string => (b === 0 ? '' : `${((100 * a) / b).toFixed(1)} %`);
      return [
        String(most),
        String(right),
        String(wrong),
        String(same.length - right),
        part(right, right + wrong),
        part(right, same.length),
      ];
    }),
  );
  printTable(
    'Distances of one person’s faces by what was done to one of the two',
    ['', 'pairs', 'median', 'largest'],
    Object.keys(changes).map((name) => {
      const some = same.filter(({ changes: [a, b] }) => (a === '' && b === name) || (b === '' && a === name));
      const distances = some.map(({ distance }) => distance);
      return [name, String(some.length), percentile(distances, 0.5).toFixed(2), Math.max(0, ...distances).toFixed(2)];
    }),
  );
  const closest = others.map(({ distance }) => distance).sort((a, b) => a - b);
  console.log(
    `\nThe closest of two people: ${closest
      .slice(0, 5)
      .map((value) => value.toFixed(3))
      .join(', ')}`,
  );
  console.log(
    `A face: ${millis(percentile(times, 0.5))} in the median; memory by then: ${megabytes(process.memoryUsage.rss() - before)}.`,
  );
}

console.log(machineLine());
await inTemporaryFolder(run);
