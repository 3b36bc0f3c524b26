/** The queue of photos to be looked at, with processes that look as tests want them to. */
import { appendFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FaceId } from '../../preload/contract/model.js';
import { people } from '../dao/people-list.js';
import { faceCounts } from '../dao/photo-faces.js';
import { lookCounts, lookFailures } from '../dao/photo-signals.js';
import type { LookCounts } from '../dao/photo-signals.js';
import { closeDb, openReadDb } from '../db/open.js';
import { imageSize } from '../testing/decoding.js';
import { EngineBench, samples } from '../testing/engine-bench.js';
import { EngineProcess } from '../testing/engine-process.js';
import { temporaryFolder } from '../testing/files.js';

const seen = `{ objects: [{ label: 'train', score: 0.9, box: { x: 0, y: 0, width: 1, height: 1 } }], faces: [],
  texts: [{ text: 'Platform', score: 0.9, box: { x: 0, y: 0, width: 1, height: 1 } }],
  colours: [{ name: 'green', share: 0.5 }],
  light: { brightness: 0.5, contrast: 0.2, sharpness: 0.5, noise: 0, clippedShadows: 0, clippedHighlights: 0 } }`;

const answering = `process.send({ kind: 'seen', jobId, seen: ${seen}, embedding: Uint8Array.of(1, 2, 3), edge: 1600, isSpent: false, faces: { kind: 'not_wanted' } });`;

/** A process that looks; `onLook` is done for each picture. */
function lookerScript(folder: string, onLook: string, models = 'fake'): string {
  return `const fs = require('node:fs');
    const note = (text) => fs.appendFileSync(${JSON.stringify(join(folder, 'looked.log'))}, text + '\\n');
    process.on('disconnect', () => process.exit(0));
    process.on('message', ({ jobId, picture, wanted }) => { note('look'); ${onLook} });
    process.send({ kind: 'ready', models: ${JSON.stringify(models)}, missing: [] });`;
}

let bench: EngineBench;
let entry: string;
beforeEach(() => {
  bench = new EngineBench();
  entry = join(bench.folder, 'fake-looker.cjs');
  bench.lookerEntry = entry;
});
afterEach(() => bench.stop());

function looked(): number {
  const log = join(bench.folder, 'looked.log');
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').length : 0;
}

function counts(): LookCounts {
  return lookCounts(bench.db);
}

async function withPhotos(names: Readonly<Record<string, string>>): Promise<void> {
  const root = bench.library('Photos');
  for (const [as, from] of Object.entries(names)) cpSync(join(samples, from), join(root, as));
  await bench.add(root);
  await bench.settled();
}

const tick = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 600));

it('off, nothing is looked at; on, each content once, with its copies, and searches find it', async () => {
  writeFileSync(entry, lookerScript(bench.folder, answering));
  await bench.start();
  await withPhotos({ 'train.jpg': 'train.jpg', 'copy.jpg': 'train.jpg', 'mongolia.jpeg': 'mongolia.jpeg' });
  await tick();
  expect(looked()).toBe(0);
  expect(await bench.engine.answers.setLooking({ on: true })).toMatchObject({ looking: { isOn: true, trouble: null } });
  await bench.until('both contents are looked at', () => counts().done === 2);
  expect(looked()).toBe(2);
  await bench.until('they are indexed', () => bench.ids('all').length === 2);
  const found = (match: string): number =>
    bench.db.prepare('SELECT count(*) FROM search_texts WHERE search_texts MATCH ?').pluck().get(match) as number;
  await bench.until('the writing is found', () => found('writing : platform') === 2);
  expect(found('object : zug')).toBe(2);
  expect(found('colour : grün')).toBe(2);
  // What comes later is looked at as well, and a copy of something known is not.
  cpSync(join(samples, 'train.jpg'), join(bench.folder, 'Photos', 'third.jpg'));
  cpSync(join(samples, 'aarhus.jpg'), join(bench.folder, 'Photos', 'aarhus.jpg'));
  await bench.engine.answers.scanLibrary({ libraryId: null });
  await bench.until('the new one is looked at', () => counts().done === 3);
  expect(looked()).toBe(3);
});

it('a photo that ends the process is tried three times and marked; asked again, it is looked at', async () => {
  writeFileSync(entry, lookerScript(bench.folder, 'process.exit(1);'));
  await bench.start();
  await withPhotos({ 'train.jpg': 'train.jpg' });
  await bench.engine.answers.setLooking({ on: true });
  await bench.until('it is given up', () => counts().failed === 1);
  expect(looked()).toBe(3);
  expect(lookFailures(bench.db, 5)).toEqual([
    { fileName: 'train.jpg', reason: 'The process that looks at photos stopped at this one.' },
  ]);
  await tick();
  expect(looked()).toBe(3);
  writeFileSync(entry, lookerScript(bench.folder, answering));
  expect(await bench.engine.answers.retryLooks({})).toBe(1);
  await bench.until('it is looked at', () => counts().done === 1);
});

it('where nobody can look, no photo is to blame and it is said why; turned on again, it is tried again', async () => {
  writeFileSync(entry, 'process.exit(1);');
  await bench.start();
  await withPhotos({ 'train.jpg': 'train.jpg' });
  await bench.engine.answers.setLooking({ on: true });
  const trouble = async (): Promise<string | null> => (await bench.engine.answers.activity({})).looking.trouble;
  let said: string | null = null;
  await bench.until('trouble is told', () => {
    void trouble().then((reason) => (said = reason));
    return said !== null;
  });
  expect(said).toBe('The process that looks at photos does not start.');
  expect(counts()).toEqual({ waiting: 1, done: 0, failed: 0 });
  expect(bench.db.prepare('SELECT tries FROM photo_signals').pluck().get()).toBe(0);
  writeFileSync(entry, lookerScript(bench.folder, answering));
  await bench.engine.answers.setLooking({ on: true });
  await bench.until('it is looked at', () => counts().done === 1);
  expect(await trouble()).toBeNull();
});

it('paused, nothing new is begun; a clean end blames no photo; another model looks again', async () => {
  writeFileSync(entry, lookerScript(bench.folder, `setTimeout(() => { ${answering} }, 300);`));
  await bench.start();
  await withPhotos({ 'train.jpg': 'train.jpg', 'mongolia.jpeg': 'mongolia.jpeg', 'aarhus.jpg': 'aarhus.jpg' });
  await bench.engine.answers.setLooking({ on: true });
  await bench.until('one is looked at', () => looked() > 0);
  await bench.engine.answers.setPaused({ paused: true });
  await tick();
  const before = looked();
  await tick();
  expect(looked()).toBe(before);
  await bench.engine.answers.setPaused({ paused: false });
  await bench.until('another one is begun', () => looked() > before);
  await bench.stop();
  await bench.start();
  expect(bench.db.prepare('SELECT max(tries) FROM photo_signals').pluck().get()).toBe(0);
  await bench.until('all are looked at', () => counts().done === 3);
  writeFileSync(entry, lookerScript(bench.folder, answering, 'better'));
  cpSync(join(samples, 'fin de journée.jpg'), join(bench.folder, 'Photos', 'new.jpg'));
  await bench.engine.answers.scanLibrary({ libraryId: null });
  const better = (): number =>
    bench.db.prepare("SELECT count(*) FROM photo_signals WHERE models = 'better'").pluck().get() as number;
  await bench.until('all are looked at again', () => better() === 4);
});

it('killed while it looks, it goes on where it was', async () => {
  await bench.start();
  const folder = temporaryFolder();
  const root = join(folder, 'Photos');
  for (const name of ['train.jpg', 'mongolia.jpeg', 'aarhus.jpg']) cpSync(join(samples, name), join(root, name));
  const script = join(folder, 'looker.cjs');
  writeFileSync(script, lookerScript(folder, `setTimeout(() => { ${answering} }, 500);`));
  appendFileSync(join(folder, 'looked.log'), '');
  const engine = new EngineProcess(folder, { lookerEntry: script });
  const open = <T>(work: (db: ReturnType<typeof openReadDb>) => T): T => {
    const db = openReadDb(engine.options.databasePath);
    try {
      return work(db);
    } finally {
      closeDb(db);
    }
  };
  await engine.start();
  await engine.call('addLibrary', { rootPath: root });
  await engine.call('setLooking', { on: true });
  await bench.until('the first is begun', () => readFileSync(join(folder, 'looked.log'), 'utf8').includes('look'));
  await engine.kill();
  expect(open((db) => db.pragma('integrity_check', { simple: true }))).toBe('ok');
  await engine.start();
  await bench.until('all are looked at', () => open((db) => lookCounts(db).done === 3));
  expect(open((db) => db.prepare('SELECT max(tries) FROM photo_signals').pluck().get())).toBe(0);
  await engine.kill();
});

/** One face on each picture; `wanted` is written down. */
const withFaces = `note(wanted);
  const described = { kind: 'described', models: 'one', faces: [{ score: 0.9, box: { x: 0.1, y: 0.1, width: 0.2, height: 0.2 },
    sharpness: 0.2, vector: new Int8Array(128).fill(3) }] };
  if (wanted === 'faces') process.send({ kind: 'faces_seen', jobId, faces: described, isSpent: false });
  else process.send({ kind: 'seen', jobId, seen: { ...${seen}, faces: [{ score: 0.9, box: { x: 0.1, y: 0.1, width: 0.2, height: 0.2 } }] },
    embedding: null, edge: 1600, isSpent: false, faces: wanted === 'all' ? { kind: 'not_wanted' } : described });`;

function wantedLog(): readonly string[] {
  return readFileSync(join(bench.folder, 'looked.log'), 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line !== 'look');
}

it('faces are described where that is wanted: of new photos with the rest, of those from before by themselves', async () => {
  writeFileSync(entry, lookerScript(bench.folder, withFaces));
  await bench.start();
  await withPhotos({ 'train.jpg': 'train.jpg', 'mongolia.jpeg': 'mongolia.jpeg' });
  await bench.engine.answers.setLooking({ on: true });
  await bench.until('both are looked at', () => counts().done === 2);
  expect(faceCounts(bench.db)).toMatchObject({ isOn: false, faces: 0, waiting: 0 });

  expect(await bench.engine.answers.setFaceGrouping({ on: true })).toMatchObject({ looking: { groupsFaces: true } });
  await bench.until('their faces are grouped', () => people(bench.db).unnamed[0]?.faces === 2);
  expect(wantedLog()).toEqual(['all', 'all', 'faces', 'faces']);
  cpSync(join(samples, 'aarhus.jpg'), join(bench.folder, 'Photos', 'aarhus.jpg'));
  await bench.engine.answers.scanLibrary({ libraryId: null });
  await bench.until('the new one comes to them', () => faceCounts(bench.db).faces === 3);
  expect(wantedLog().at(-1)).toBe('all_and_faces');
  await bench.until('it is placed', () => people(bench.db).unnamed[0]?.faces === 3);

  const faceId = people(bench.db).unnamed[0]?.best?.id ?? (0 as FaceId);
  const shown = await bench.engine.internal.facePicture({ faceId });
  expect(shown && imageSize(shown.image)).toMatchObject({ format: 'jpeg' });
  expect(await bench.engine.internal.facePicture({ faceId })).toEqual(shown);

  expect(await bench.engine.answers.deleteFaces({})).toEqual({ faces: 3 });
  expect(await bench.engine.internal.facePicture({ faceId })).toBeNull();
  expect(faceCounts(bench.db)).toMatchObject({ isOn: false, isDeleting: false, faces: 0, people: 0, waiting: 0 });
  // The bytes of the vectors are nowhere in the file any more.
  await bench.stop();
  const file = readFileSync(join(bench.folder, 'keepsight.db'));
  expect(file.includes(Buffer.alloc(128, 3))).toBe(false);
  await bench.start();
});

it('a photo whose faces end the process is tried three times and left', async () => {
  writeFileSync(entry, lookerScript(bench.folder, `if (wanted === 'faces') process.exit(1); ${withFaces}`));
  await bench.start();
  await withPhotos({ 'train.jpg': 'train.jpg' });
  await bench.engine.answers.setLooking({ on: true });
  await bench.until('it is looked at', () => counts().done === 1);
  await bench.engine.answers.setFaceGrouping({ on: true });
  await bench.until('its faces are given up', () => faceCounts(bench.db).failed === 1);
  expect(counts()).toMatchObject({ done: 1, failed: 0 });
  writeFileSync(entry, lookerScript(bench.folder, withFaces));
  expect(await bench.engine.answers.retryLooks({})).toBe(1);
  await bench.until('they are described', () => faceCounts(bench.db).faces === 1);
});
