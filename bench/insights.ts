/**
 * What a look at photos finds, against what a person sees in them; how long it takes, and what it holds.
 * `npm run bench -- insights [FOLDER]`: labelled photos below the folder of real photos. Without a network.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { claims } from '../main/core/claims.js';
import type { SeenInPhoto } from '../main/core/seen.js';
import { DecodePool } from '../main/ingest/decode-pool.js';
import { lookEdge } from '../main/vision/looks.js';
import { Looker } from '../main/vision/looker.js';
import { photosFolder } from '../scripts/photos.mjs';
import { cosine, editedPicture, partOf } from './lib/edited-pictures.js';
import type { PictureEdit } from './lib/edited-pictures.js';
import { decoderRuntime } from './lib/engine.js';
import { labelledPhotos } from './lib/labelled-photos.js';
import type { LabelledPhoto } from './lib/labelled-photos.js';
import { watchMemory } from './lib/memory.js';
import { percentile } from './lib/measure.js';
import { machineLine, megabytes, millis, printTable, share } from './lib/table.js';

interface Looked {
  readonly photo: LabelledPhoto;
  readonly picture: Uint8Array;
  readonly seen: SeenInPhoto;
  readonly embedding: Uint8Array;
}

const pool = new DecodePool({ ...decoderRuntime(), size: 1 });
const looker = new Looker({ ...decoderRuntime(), entryPath: resolve('out/main/looker.cjs') });

async function lookAt(picture: Uint8Array): Promise<Pick<Looked, 'seen' | 'embedding'>> {
  const outcome = await looker.look(picture);
  if (outcome.kind !== 'seen' || outcome.embedding === null) throw new Error(JSON.stringify(outcome));
  if (outcome.missing.length > 0) throw new Error(JSON.stringify(outcome.missing));
  return { seen: { ...outcome.seen, texts: outcome.seen.texts ?? [] }, embedding: outcome.embedding };
}

/** Right, wrong and missed. */
interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

function row(name: string, { right, wrong, missed }: Tally): readonly string[] {
  return [
    name,
    String(right),
    String(wrong),
    String(missed),
    share(right, right + wrong),
    share(right, right + missed),
  ];
}

const head = ['', 'right', 'wrong', 'missed', 'precision', 'recall'];

/** A kind of thing counts once a photo; what may be seen there is neither right nor wrong. */
function objectsAt(all: readonly Looked[], least: number): Tally {
  const tally = { right: 0, wrong: 0, missed: 0 };
  for (const { photo, seen } of all) {
    const found = new Set(seen.objects.filter(({ score }) => score >= least).map(({ label }) => label));
    for (const label of found) {
      if (photo.objects.includes(label)) tally.right++;
      else if (!photo.maybe.includes(label)) tally.wrong++;
    }
    tally.missed += photo.objects.filter((label) => !found.has(label)).length;
  }
  return tally;
}

/** One face more or less is one. Photos whose faces nobody would count are left out. */
function facesAt(all: readonly Looked[], least: number): Tally {
  const tally = { right: 0, wrong: 0, missed: 0 };
  for (const { photo, seen } of all) {
    if (photo.faces === null) continue;
    const found = seen.faces.filter(({ score }) => score >= least).length;
    tally.right += Math.min(found, photo.faces);
    tally.wrong += Math.max(0, found - photo.faces);
    tally.missed += Math.max(0, photo.faces - found);
  }
  return tally;
}

/** Whether there is writing that can be read. */
function textsAt(all: readonly Looked[], least: number): Tally {
  const tally = { right: 0, wrong: 0, missed: 0 };
  for (const { photo, seen } of all) {
    if (photo.hasText === null) continue;
    const isFound = seen.texts.some(({ score }) => score >= least);
    if (isFound && photo.hasText) tally.right++;
    else if (isFound) tally.wrong++;
    else if (photo.hasText) tally.missed++;
  }
  return tally;
}

/** The colours that a person names first, among the first three that are found. */
function colours(all: readonly Looked[], most: number): Tally {
  const tally = { right: 0, wrong: 0, missed: 0 };
  for (const { photo, seen } of all) {
    const found = seen.colours.slice(0, most).map(({ name }) => name);
    for (const name of photo.colours) {
      if (found.includes(name)) tally.right++;
      else tally.missed++;
    }
    tally.wrong += found.filter((name) => !photo.colours.includes(name) && !photo.maybe.includes(name)).length;
  }
  return tally;
}

const edits: readonly PictureEdit[] = [
  ['JPEG of quality 30', 'image.jpeg({ quality: 30 })'],
  ['a quarter as wide', 'image.resize({ width: Math.round(width / 4) })'],
  ['its middle, 80 %', partOf(0.1, 0.1, 0.8)],
  ['a corner, 60 %', partOf(0, 0, 0.6)],
  ['grey', 'image.greyscale()'],
  ['brighter', 'image.linear(1.3, 10)'],
  ['mirrored', 'image.flop()'],
];

const edited = (picture: Uint8Array, expression: string): Uint8Array => editedPicture(picture, expression, 85);

/** Edited copies of each fourth photo, looked for among all. */
async function nearTable(all: readonly Looked[]): Promise<void> {
  const queries = all.filter((_, n) => n % 4 === 0);
  const table: string[][] = [];
  for (const [name, edit] of edits) {
    const own: number[] = [];
    const others: number[] = [];
    let first = 0;
    for (const { photo, picture } of queries) {
      const { embedding } = await lookAt(edited(picture, edit));
      const likenesses = all.map((one) => ({ file: one.photo.file, likeness: cosine(embedding, one.embedding) }));
      const mine = likenesses.find(({ file }) => file === photo.file)?.likeness ?? 0;
      const best = Math.max(...likenesses.filter(({ file }) => file !== photo.file).map(({ likeness }) => likeness));
      own.push(mine);
      others.push(best);
      if (mine > best) first++;
    }
    table.push([
      name,
      share(first, queries.length),
      percentile(own, 0.1).toFixed(3),
      percentile(own, 0.5).toFixed(3),
      percentile(others, 0.5).toFixed(3),
      percentile(others, 0.9).toFixed(3),
    ]);
  }
  printTable(
    `Edited copies of ${queries.length} photos, looked for among ${all.length}`,
    ['edit', 'found first', 'likeness p10', 'median', 'next other, median', 'p90'],
    table,
  );
}

/** What is nearest to a photo has the same scene, where scenes are named. */
function sceneTable(all: readonly Looked[]): void {
  const named = all.filter(({ photo }) => photo.scene !== null);
  const several = named.filter(({ photo }) => named.filter((other) => other.photo.scene === photo.scene).length > 1);
  let first = 0;
  const same: number[] = [];
  const different: number[] = [];
  for (const one of several) {
    const others = named.filter((other) => other !== one);
    const ranked = others
      .map((other) => ({ other, likeness: cosine(one.embedding, other.embedding) }))
      .sort((a, b) => b.likeness - a.likeness);
    if (ranked[0]?.other.photo.scene === one.photo.scene) first++;
    for (const { other, likeness } of ranked) (other.photo.scene === one.photo.scene ? same : different).push(likeness);
  }
  printTable(
    `Scenes: ${several.length} photos that have others of theirs among ${named.length}`,
    ['', ''],
    [
      ['nearest is of the same scene', share(first, several.length)],
      [
        'likeness within a scene, p10 / median / p90',
        [0.1, 0.5, 0.9].map((part) => percentile(same, part).toFixed(3)).join(' / '),
      ],
      [
        'between scenes, p10 / median / p90 / p99',
        [0.1, 0.5, 0.9, 0.99].map((part) => percentile(different, part).toFixed(3)).join(' / '),
      ],
    ],
  );
}

async function run(): Promise<void> {
  console.log(machineLine());
  const wanted = process.argv.slice(2).find((argument) => argument !== 'verbose') ?? photosFolder;
  const files = labelledPhotos.filter(({ file }) => existsSync(join(wanted, file)));
  const verbose = process.argv.includes('verbose');
  const all: Looked[] = [];
  const times = { render: [] as number[], look: [] as number[] };
  const memory = watchMemory(process.pid);
  let lookerPeak = 0;
  const startedAt = performance.now();
  for (const photo of files) {
    const path = join(wanted, photo.file);
    const from = performance.now();
    const rendered = await pool.render({ path }, { edge: lookEdge });
    if (rendered.kind !== 'rendered') throw new Error(`${path}: ${rendered.reason}`);
    const between = performance.now();
    const found = await lookAt(rendered.image);
    times.render.push(between - from);
    times.look.push(performance.now() - between);
    all.push({ photo, picture: rendered.image, ...found });
    const { pid } = looker;
    if (pid !== null) lookerPeak = Math.max(lookerPeak, residentOf(pid));
    if (verbose) {
      const { objects, faces, texts, colours: named, light } = found.seen;
      console.log(
        photo.file.split('/').at(-1),
        `${Math.round(times.look.at(-1) ?? 0)} ms`,
        objects.map(({ label, score }) => `${label} ${score.toFixed(2)}`).join(', '),
        '| faces',
        faces.map(({ score }) => score.toFixed(2)).join(' '),
        '|',
        texts.map(({ text, score }) => `“${text}” ${score.toFixed(2)}`).join(' '),
        '|',
        named
          .slice(0, 4)
          .map(({ name, share: part }) => `${name} ${part.toFixed(2)}`)
          .join(' '),
        '|',
        Object.entries({ ...light })
          .map(([key, value]) => `${key} ${value.toFixed(2)}`)
          .join(' '),
      );
    }
  }
  const seconds = (performance.now() - startedAt) / 1000;
  memory.stop();
  const steps = [0.35, 0.45, claims.object.sure, 0.65];
  printTable(
    `Things in ${all.length} photos, by the least score`,
    head,
    steps.map((least) => row(least.toFixed(2), objectsAt(all, least))),
  );
  printTable(
    'Faces',
    head,
    [0.45, claims.face.sure, 0.75].map((least) => row(least.toFixed(2), facesAt(all, least))),
  );
  printTable(
    'Whether there is writing',
    head,
    [0.6, claims.text.searched, 0.9].map((least) => row(least.toFixed(2), textsAt(all, least))),
  );
  printTable(
    'Colours that a person names, among the first found',
    head,
    [1, 2, 3].map((most) => row(String(most), colours(all, most))),
  );
  sceneTable(all);
  printTable(
    'Time, one photo after the other',
    ['', 'median', 'p90', 'most'],
    [
      ['making the picture', ...[0.5, 0.9, 1].map((part) => millis(percentile(times.render, part)))],
      ['looking', ...[0.5, 0.9, 1].map((part) => millis(percentile(times.look, part)))],
    ],
  );
  console.log(
    `\n${((60 * all.length) / seconds).toFixed(0)} photos a minute; the looker held ${megabytes(lookerPeak)} at the most.`,
  );
  await nearTable(all);
  pool.close();
  looker.close();
}

function residentOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

await run();
