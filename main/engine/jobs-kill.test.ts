/** SIGKILL in the middle of jobs, again and again: they go on at the next start, and each photo is described once for each. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listJobs } from '../dao/insight-jobs.js';
import { closeDb, openReadDb, prepare } from '../db/open.js';
import { EngineProcess } from '../testing/engine-process.js';
import { temporaryFolder } from '../testing/files.js';
import { editedPicture, testPictures } from '../testing/pictures.js';
import { random } from '../testing/random.js';
import { expectSound } from '../testing/sound.js';

const photos = 60;
const rounds = 6;
const seed = Date.now() % 1_000_000;

test(`seed ${seed}: jobs go on after a kill`, { timeout: 10 * 60_000 }, async () => {
  const folder = temporaryFolder();
  const { below } = random(seed);
  const pictures = testPictures(3);
  const rootPath = join(folder, 'Photos');
  mkdirSync(rootPath);
  for (let n = 0; n < photos; n++) {
    writeFileSync(join(rootPath, `${n}.jpg`), editedPicture(pictures[n % pictures.length] ?? Buffer.alloc(0), n));
  }
  const engine = new EngineProcess(join(folder, 'data'));
  const look = <T>(work: (db: ReturnType<typeof openReadDb>) => T): T => {
    const db = openReadDb(engine.options.databasePath);
    try {
      return work(db);
    } finally {
      closeDb(db);
    }
  };
  const until = async (what: string, condition: () => boolean): Promise<void> => {
    for (const deadline = Date.now() + 60_000; !condition();) {
      if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}: ${engine.logged.slice(-5).join(' ')}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  await engine.start();
  const library = await engine.call('addLibrary', { rootPath });
  await until('all is read', () =>
    look((db) => {
      const row = prepare(db, 'SELECT count(*) AS n, sum(content_hash IS NULL) AS open FROM image_exif').get() as {
        n: number;
        open: number;
      };
      return row.n === photos && row.open === 0;
    }),
  );
  for (let round = 0; round < rounds; round++) {
    await engine.call('generateInsights', { target: { libraryId: library.id }, scope: 'all' });
    await new Promise((resolve) => setTimeout(resolve, below(40)));
    await engine.kill();
    await engine.start();
  }
  await until('the jobs are done', () => look((db) => listJobs(db).every(({ state }) => state === 'completed')));
  look((db) => {
    for (const { done, skipped, failed, total } of listJobs(db)) {
      expect(done + skipped).toBe(total);
      expect(failed).toBe(0);
      expect(total).toBe(photos);
    }
    // What a later job was asked for while an earlier one waited is described once for both at the most.
    const counts = prepare(db, 'SELECT count(*) AS n FROM photo_insights GROUP BY photo_id').all() as { n: number }[];
    expect(counts).toHaveLength(photos);
    const written = listJobs(db).reduce((sum, { done }) => sum + done, 0);
    expect(counts.reduce((sum, { n }) => sum + n, 0)).toBe(written);
    expect(Math.max(...counts.map(({ n }) => n))).toBeLessThanOrEqual(rounds);
    expectSound(db);
  });
  await engine.stop();
});
