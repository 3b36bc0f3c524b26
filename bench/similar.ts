/** The most alike of 100,000 photos, beside a bare loop over the same vectors in the same run. */
import { randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import type { LocationId } from '../preload/contract/model.js';
import { gridModel } from '../main/dao/grid.js';
import { SimilarPhotos } from '../main/dao/similar.js';
import { checkpoint, closeDb, openReadDb, prepare, preparePluck, transaction } from '../main/db/open.js';
import type { ReadDb, WriteDb } from '../main/db/open.js';
import { buildDatabase, inTemporaryFolder } from './lib/dataset.js';
import { medianMillis, timed } from './lib/measure.js';
import { machineLine, megabytes, millis, printTable, ratio, rows } from './lib/table.js';

const length = 184;
const photos = 100_000;
const kinds = 500;

/** Vectors around some hundred directions, as photos of some hundred scenes have them. */
function fill(db: WriteDb): void {
  const middles = new Uint8Array(kinds * length);
  randomFillSync(middles);
  const noise = new Uint8Array(length);
  const insert = prepare(db, "INSERT INTO photo_embeddings (photo_id, models, vector) VALUES (?, 'bench', ?)");
  const ids = preparePluck(db, 'SELECT id FROM photos ORDER BY id LIMIT ?').all(photos) as number[];
  transaction(db, () => {
    for (const id of ids) {
      randomFillSync(noise);
      const middle = (id % kinds) * length;
      insert.run(
        id,
        noise.map((value, n) => ((middles[middle + n] ?? 0) * 3 + value) >> 2),
      );
    }
  });
  checkpoint(db);
}

/** Nothing but the products of one vector with all others, whose memory lies in one piece. */
function bareLoop(db: ReadDb): number {
  const all = preparePluck(db, 'SELECT vector FROM photo_embeddings ORDER BY id').all() as Buffer[];
  const vectors = new Uint8Array(all.length * length);
  for (const [n, vector] of all.entries()) vectors.set(vector, n * length);
  const products = new Float64Array(all.length);
  let from = 0;
  return medianMillis(9, () => {
    from = (from + 7919) % all.length;
    const wanted = vectors.slice(from * length, (from + 1) * length);
    for (let other = 0, at = 0; other < all.length; other++) {
      let product = 0;
      for (let n = 0; n < length; n++, at++) product += (wanted[n] ?? 0) * (vectors[at] ?? 0);
      products[other] = product;
    }
    return products;
  });
}

async function run(folder: string): Promise<void> {
  const path = join(folder, 'keepsight.sqlite');
  const writer = await buildDatabase(path, { locations: Math.ceil(photos / 0.9), derived: 'none' });
  fill(writer);
  const db = openReadDb(path);
  const floor = bareLoop(db);
  const similar = new SimilarPhotos(db);
  const locations = preparePluck(
    db,
    'SELECT id FROM image_exif WHERE photo_id IN (SELECT photo_id FROM photo_embeddings) LIMIT 5000',
  ).all() as LocationId[];
  const first = timed(() => similar.to(locations[0] ?? (1 as LocationId)));
  let n = 0;
  const next = (): LocationId => locations[(n += 37) % locations.length] ?? (1 as LocationId);
  const context = { away: [], similarTo: (id: LocationId) => similar.to(id) };
  const asked = medianMillis(15, () => similar.to(next()));
  const shown = medianMillis(15, () =>
    gridModel(db, { libraryId: null, tagId: null, filter: 'all', likeLocationId: next() }, null, context),
  );
  printTable(
    `The most alike of ${rows(similar.count)} photos; floor: a bare loop over their vectors, ${millis(floor)}`,
    ['', 'median', 'against the floor'],
    [
      ['the first time, vectors read', millis(first.millis), ratio(first.millis, floor)],
      ['the most alike', millis(asked), ratio(asked, floor)],
      ['the grid of them', millis(shown), ratio(shown, floor)],
    ],
  );
  console.log(`\nMemory of the vectors: ${megabytes(similar.count * length)}.`);
  closeDb(db);
  closeDb(writer);
}

console.log(machineLine());
await inTemporaryFolder(run);
