/** New faces among 100,000, beside a bare loop over the middles of the groups in the same run; and what a page of people costs. */
import { join } from 'node:path';
import { FacePlacer } from '../main/dao/face-groups.js';
import { people } from '../main/dao/people-list.js';
import { setKeepsFaces } from '../main/dao/photo-faces.js';
import { finish } from '../main/db/in-steps.js';
import { checkpoint, closeDb, openReadDb, prepare, preparePluck, transaction } from '../main/db/open.js';
import type { WriteDb } from '../main/db/open.js';
import { buildDatabase, inTemporaryFolder } from './lib/dataset.js';
import { medianMillis, timed } from './lib/measure.js';
import { machineLine, megabytes, millis, printTable, ratio, rows } from './lib/table.js';

const length = 128;
const faces = 100_000;
/** Some are seen a thousand times, most a few times, as in albums of families and towns. */
const somebody = (n: number): number => Math.floor(8_000 * ((n * 0.618_033_988_75) % 1) ** 3);
const added = 500;

function random(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9;
    state ^= state >>> 13;
    return ((state >>> 0) % 65_536) / 65_536;
  };
}

function insertFaces(db: WriteDb, from: number, count: number): void {
  const insert = prepare(
    db,
    `INSERT INTO photo_faces (photo_id, x, y, width, height, score, sharpness, models, vector)
     VALUES (?, 0.2, 0.2, 0.1, 0.1, 0.9, 0.2, 'bench', ?)`,
  );
  const photos = preparePluck(db, 'SELECT count(*) FROM photos').get() as number;
  transaction(db, () => {
    for (let n = from; n < from + count; n++) {
      const own = random(n * 7919 + 3);
      const middle = random(somebody(n) * 104_729 + 1);
      const vector = Int8Array.from({ length }, () => Math.round((middle() - 0.5) * 44 + (own() - 0.5) * 26));
      insert.run(1 + (n % photos), Buffer.from(vector.buffer));
    }
  });
}

/** Nothing but the products of one vector with the sums of all groups, whose memory lies in one piece. */
function bareLoop(groups: number): number {
  const sums = Int32Array.from({ length: groups * length }, (_, n) => (n * 31) % 97);
  const wanted = Int8Array.from({ length }, (_, n) => n - 64);
  let least = 0;
  return medianMillis(9, () => {
    for (let group = 0, at = 0; group < groups; group++) {
      let product = 0;
      for (let n = 0; n < length; n++, at++) product += (wanted[n] ?? 0) * (sums[at] ?? 0);
      if (product < least) least = product;
    }
    return least;
  });
}

async function run(folder: string): Promise<void> {
  const path = join(folder, 'keepsight.sqlite');
  const db = await buildDatabase(path, { locations: 60_000, derived: 'none' });
  setKeepsFaces(db, true);
  insertFaces(db, 0, faces);
  checkpoint(db);
  const placer = new FacePlacer(db);
  const all = timed(() => finish(placer.steps()));
  const groups = preparePluck(db, 'SELECT count(*) FROM face_groups').get() as number;
  const persons = preparePluck(db, 'SELECT count(DISTINCT person_id) FROM face_groups').get() as number;
  const floor = bareLoop(groups);
  insertFaces(db, faces, added);
  const more = timed(() => finish(placer.steps()));
  insertFaces(db, faces + added, 1);
  const fresh = new FacePlacer(db);
  const read = timed(() => finish(fresh.steps()));
  const reader = openReadDb(path);
  const page = medianMillis(5, () => people(reader));
  printTable(
    `${rows(faces)} faces in ${rows(groups)} groups of ${rows(persons)} people; floor: a bare loop over the groups, ${millis(floor)}`,
    ['', 'time', 'against the floor'],
    [
      ['all faces, one after the other', millis(all.millis), ''],
      ['each, on average', millis(all.millis / faces), ratio(all.millis / faces, floor)],
      [`each of ${rows(added)} more`, millis(more.millis / added), ratio(more.millis / added, floor)],
      ['the first after a start or a correction', millis(read.millis), ratio(read.millis, floor)],
      ['the page of people', millis(page), ratio(page, floor)],
    ],
  );
  console.log(`\nMemory of the groups: ${megabytes(groups * length * 4)}.`);
  closeDb(reader);
  closeDb(db);
}

console.log(machineLine());
await inTemporaryFolder(run);
