/**
 * Suggested stacks: how well the limits of `core/stack-finding.ts` tell edited copies from other photos, and how long finding takes.
 * `npm run bench -- stacks [COUNT]`: labelled real photos with copies made of them; then COUNT photos in a database, 200,000 where
 * nothing is said. 0 leaves that out.
 */
import { randomFillSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { orderForStack, stackLimits } from '../main/core/stack-finding.js';
import type { SeenLight } from '../main/core/seen.js';
import { StackFinder } from '../main/dao/stack-suggestions.js';
import { checkpoint, closeDb, openReadDb, prepare, preparePluck, transaction } from '../main/db/open.js';
import type { WriteDb } from '../main/db/open.js';
import { DecodePool } from '../main/ingest/decode-pool.js';
import { Looker } from '../main/vision/looker.js';
import { lookEdge } from '../main/vision/looks.js';
import { photosFolder } from '../scripts/photos.mjs';
import { buildDatabase, inTemporaryFolder } from './lib/dataset.js';
import { cosine, editedPicture, partOf } from './lib/edited-pictures.js';
import type { PictureEdit } from './lib/edited-pictures.js';
import { decoderRuntime } from './lib/engine.js';
import { labelledPhotos } from './lib/labelled-photos.js';
import { percentile } from './lib/measure.js';
import { machineLine, megabytes, millis, printTable, rows, share } from './lib/table.js';

interface Looked {
  readonly file: string;
  readonly picture: Uint8Array;
  readonly embedding: Uint8Array;
  readonly light: SeenLight;
}

const pool = new DecodePool({ ...decoderRuntime(), size: 1 });
const looker = new Looker({ ...decoderRuntime(), entryPath: resolve('out/main/looker.cjs') });

async function lookAt(picture: Uint8Array): Promise<Pick<Looked, 'embedding' | 'light'>> {
  const outcome = await looker.look(picture);
  if (outcome.kind !== 'seen' || outcome.embedding === null) throw new Error(JSON.stringify(outcome));
  return { embedding: outcome.embedding, light: outcome.seen.light };
}

/** What people and programs do to a photo whose copy is still the same picture. */
const copies: readonly PictureEdit[] = [
  ['half as wide', 'image.resize({ width: Math.round(width / 2) })'],
  ['a quarter as wide', 'image.resize({ width: Math.round(width / 4) })'],
  ['JPEG of quality 60', 'image.jpeg({ quality: 60 })'],
  ['JPEG of quality 30', 'image.jpeg({ quality: 30 })'],
  ['its middle, 95 %', partOf(0.025, 0.025, 0.95)],
  ['its middle, 90 %', partOf(0.05, 0.05, 0.9)],
  ['its middle, 80 %', partOf(0.1, 0.1, 0.8)],
  ['a little brighter', 'image.linear(1.15, 5)'],
  ['a little darker', 'image.linear(0.87, 0)'],
  ['brighter', 'image.linear(1.35, 10)'],
];

/** As the next photo of a burst: the camera moved a little, and the picture is a little out of focus. */
const nextOfBurst: readonly PictureEdit[] = [
  ['moved by 4 %', partOf(0.04, 0.02, 0.94)],
  ['moved by 8 %, out of focus', `${partOf(0.08, 0.05, 0.9)}.blur(1.6)`],
];

const blurred: readonly PictureEdit[] = [
  ['blurred by 0.8', 'image.blur(0.8)'],
  ['blurred by 1.5', 'image.blur(1.5)'],
  ['blurred by 3', 'image.blur(3)'],
];

const edited = (picture: Uint8Array, expression: string): Uint8Array => editedPicture(picture, expression, 88);

const limits = [0.9, 0.93, 0.95, 0.96, 0.97, 0.98, 0.99];

async function run(): Promise<void> {
  console.log(machineLine());
  const files = labelledPhotos.filter(({ file }) => existsSync(join(photosFolder, file)));
  const all: Looked[] = [];
  for (const { file } of files) {
    const rendered = await pool.render({ path: join(photosFolder, file) }, { edge: lookEdge });
    if (rendered.kind !== 'rendered') throw new Error(`${file}: ${rendered.reason}`);
    all.push({ file, picture: rendered.image, ...(await lookAt(rendered.image)) });
  }
  const queries = all.filter((_, n) => n % 3 === 0);
  const others: number[] = [];
  for (const [n, one] of all.entries()) {
    for (const other of all.slice(n + 1)) others.push(cosine(one.embedding, other.embedding));
  }
  const table: string[][] = [];
  const own: number[] = [];
  for (const [name, edit] of copies) {
    const likenesses: number[] = [];
    for (const { picture, embedding, file } of queries) {
      const copy = await lookAt(edited(picture, edit));
      likenesses.push(cosine(embedding, copy.embedding));
      for (const other of all) if (other.file !== file) others.push(cosine(copy.embedding, other.embedding));
    }
    own.push(...likenesses);
    table.push([
      name,
      percentile(likenesses, 0.1).toFixed(3),
      percentile(likenesses, 0.5).toFixed(3),
      ...limits.map((limit) => share(likenesses.filter((value) => value >= limit).length, likenesses.length)),
    ]);
  }
  printTable(
    `Copies of ${queries.length} photos: how many are as alike as that`,
    ['', 'p10', 'median', ...limits.map(String)],
    table,
  );
  printTable(
    `All copies, and ${rows(others.length)} pairs of different photos`,
    ['least likeness', 'copies found', 'wrong pairs', 'of all found, right'],
    limits.map((limit) => {
      const right = own.filter((value) => value >= limit).length;
      const wrong = others.filter((value) => value >= limit).length;
      return [limit.toFixed(2), share(right, own.length), String(wrong), share(right, right + wrong)];
    }),
  );

  const bursts: string[][] = [];
  const least = [0.72, 0.8, 0.85, 0.9];
  for (const [name, edit] of nextOfBurst) {
    const likenesses: number[] = [];
    for (const { picture, embedding } of queries) {
      likenesses.push(cosine(embedding, (await lookAt(edited(picture, edit))).embedding));
    }
    bursts.push([
      name,
      percentile(likenesses, 0.1).toFixed(3),
      ...least.map((limit) => share(likenesses.filter((value) => value >= limit).length, likenesses.length)),
    ]);
  }
  const different = others.slice(0, (all.length * (all.length - 1)) / 2);
  bursts.push([
    'another photo',
    percentile(different, 0.1).toFixed(3),
    ...least.map((limit) => share(different.filter((value) => value >= limit).length, different.length)),
  ]);
  printTable(
    'Next photos of a burst, made by moving the picture, and other photos',
    ['', 'p10', ...least.map(String)],
    bursts,
  );

  let first = 0;
  const wins = blurred.map(() => 0);
  for (const { light, picture } of queries) {
    const candidate = (
      seen: SeenLight,
      n: number,
    ): Parameters<typeof orderForStack>[0][number] & { readonly n: number } => ({
      edge: 1600,
      sharpness: seen.sharpness,
      clipped: seen.clippedHighlights + seen.clippedShadows,
      pixels: 1,
      timeMs: n,
      n,
    });
    const copiesOfIt = [];
    for (const [n, [, edit]] of blurred.entries())
      copiesOfIt.push(candidate((await lookAt(edited(picture, edit))).light, n + 1));
    // Last, so that nothing but sharpness brings it to the front.
    const original = candidate(light, 9);
    const { order } = orderForStack([...copiesOfIt, original]);
    if (order[0] === original) first++;
    for (const [n, copy] of copiesOfIt.entries())
      if (orderForStack([copy, original]).order[0] === original) wins[n] = (wins[n] ?? 0) + 1;
  }
  printTable(
    `The sharpest first: ${queries.length} photos beside blurred copies of them`,
    ['', 'the photo comes first'],
    [
      ...blurred.map(([name], n) => [`beside one ${name}`, share(wins[n] ?? 0, queries.length)]),
      ['beside all three', share(first, queries.length)],
    ],
  );
  pool.close();
  looker.close();
}

const length = 184;

/** A tenth in bursts of five; vectors around some thousand directions, and of each fiftieth photo a copy that is nearly the same. */
function fill(db: WriteDb): void {
  const ids = preparePluck(db, 'SELECT id FROM photos ORDER BY id').all() as number[];
  const time = prepare(
    db,
    `UPDATE image_exif SET sort_time_ms = ?, captured_source = 'exif', camera_make = 'Maker', camera_model = 'X' WHERE photo_id = ?`,
  );
  const insert = prepare(db, "INSERT INTO photo_embeddings (photo_id, models, vector) VALUES (?, 'bench', ?)");
  const middles = new Uint8Array(1_000 * length);
  randomFillSync(middles);
  const noise = new Uint8Array(length);
  let before = new Uint8Array(length);
  for (let from = 0; from < ids.length; from += 20_000) {
    transaction(db, () => {
      for (const [at, id] of ids.slice(from, from + 20_000).entries()) {
        const n = from + at;
        time.run(n * 10_000 - (n % 50 < 5 ? (n % 5) * 9_500 : 0), id);
        randomFillSync(noise);
        const middle = (n % 1_000) * length;
        const vector =
          n % 50 === 1
            ? before.map((value) => value ^ 1)
            : noise.map((value, k) => ((middles[middle + k] ?? 0) + value) >> 1);
        insert.run(id, vector);
        before = vector;
      }
    });
  }
  checkpoint(db);
}

async function measure(count: number, folder: string): Promise<void> {
  const path = join(folder, 'keepsight.sqlite');
  const writer = await buildDatabase(path, { locations: count, derived: 'none' });
  fill(writer);
  const db = openReadDb(path);
  const held = (): number => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = held();
  const finder = new StackFinder(db);
  const from = performance.now();
  const found = await finder.page(0, 30);
  const first = performance.now() - from;
  prepare(writer, "INSERT INTO app_state (key, value) VALUES ('bench', 1)").run();
  const again = performance.now();
  await finder.page(0, 30);
  const second = performance.now() - again;
  printTable(
    `Finding among ${rows(count)} files`,
    ['', ''],
    [
      ['suggested stacks', rows(found.total)],
      ['the first time, vectors read', millis(first)],
      ['again, with the rest before it', millis(second)],
      ['more memory held', megabytes(held() - before)],
      ['limits', JSON.stringify(stackLimits)],
    ],
  );
  closeDb(db);
  closeDb(writer);
}

const wanted = process.argv
  .slice(2)
  .map(Number)
  .find((count) => !Number.isNaN(count));
if (process.argv.includes('only')) {
  pool.close();
  looker.close();
} else await run();
if (wanted !== 0) await inTemporaryFolder((folder) => measure(wanted ?? 200_000, folder));
