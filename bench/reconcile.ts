/**
 * Reconcile against the same SQL run bare: first pass over rows that all wait for their hash, then the steady state; and
 * what the Health page asks of the same database.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryId } from '../preload/contract/model.js';
import { duplicateGroups } from '../main/dao/duplicates.js';
import { findWhole, healthNumbers } from '../main/dao/health.js';
import { findOrphans, purgeOrphansSteps } from '../main/dao/orphans.js';
import { checkDatabase } from '../main/db/check.js';
import { closeDb, openReadDb, openWriteDb, prepare, transaction } from '../main/db/open.js';
import type { WriteDb } from '../main/db/open.js';
import { reconcile, reconcileSteps } from '../main/reconcile/reconcile.js';
import type { ReconcileResult } from '../main/reconcile/reconcile.js';
import { addYears, buildDatabase, inTemporaryFolder } from './lib/dataset.js';
import { closeThumbnailStore, openThumbnailStore } from '../main/db/thumbnail-store.js';
import { recountSteps } from '../main/reconcile/recount.js';
import { selfCheck } from '../main/reconcile/self-check.js';
import { inStepsTimed, medianMillis, timed } from './lib/measure.js';
import { machineLine, millis, printTable, ratio, rows } from './lib/table.js';

const bareSql = [
  `UPDATE tagged_photo SET content_hash = CASE WHEN library_id IS NULL
     THEN (SELECT e.content_hash FROM image_exif AS e WHERE e.rel_path = tagged_photo.rel_path
           AND e.content_hash IS NOT NULL ORDER BY e.library_id LIMIT 1)
     ELSE (SELECT e.content_hash FROM image_exif AS e
           WHERE e.library_id = tagged_photo.library_id AND e.rel_path = tagged_photo.rel_path) END
   WHERE content_hash IS NULL`,
  `UPDATE photo_insights SET content_hash = (SELECT e.content_hash FROM image_exif AS e
     WHERE e.library_id = photo_insights.library_id AND e.rel_path = photo_insights.rel_path)
   WHERE content_hash IS NULL`,
  `UPDATE photo_insights AS i SET is_current = 0, demoted_at = 1,
     demoted_reason = iif(ranked.winner_pin IS NULL, 'merged_later', 'not_pinned')
   FROM (SELECT id, row_number() OVER best AS place, first_value(pinned_at) OVER best AS winner_pin
         FROM photo_insights WHERE is_current = 1 AND content_hash IS NOT NULL
         WINDOW best AS (PARTITION BY content_hash ORDER BY pinned_at DESC NULLS LAST, generated_at, id)) AS ranked
   WHERE i.id = ranked.id AND ranked.place > 1`,
];

interface FirstPass {
  readonly bareMillis: number;
  readonly reconcileMillis: number;
  readonly steps: number;
  readonly longestStepMillis: number;
  readonly result: ReconcileResult;
}

/** Both end with their log copied back into the file, so that neither leaves work behind. */
function firstPass(db: WriteDb, bareCopy: string): FirstPass {
  const bare = openWriteDb(bareCopy);
  const bareMillis = timed(() => {
    for (const sql of bareSql) bare.exec(sql);
    bare.pragma('wal_checkpoint(TRUNCATE)');
  }).millis;
  closeDb(bare);
  const { value, millis: reconcileMillis } = timed(() => {
    const run = inStepsTimed(reconcileSteps(db, 1));
    db.pragma('wal_checkpoint(TRUNCATE)');
    return run;
  });
  const { steps, longestStepMillis, value: result } = value;
  return { bareMillis, reconcileMillis, steps, longestStepMillis, result };
}

/** A tick in which ten photos were read and one insight of a copy was made. */
function dirty(db: WriteDb, locations: number, round: number): void {
  transaction(db, () => {
    for (let n = 0; n < 10; n++) {
      const id = ((round * 10 + n) % locations) + 1;
      prepare(
        db,
        'UPDATE tagged_photo SET content_hash = NULL WHERE copy_of IS NULL AND rel_path = (SELECT rel_path FROM image_exif WHERE id = ?)',
      ).run(id);
    }
  });
}

/** Everything the Health page asks, on a connection of its own as in the app; then the acts it offers. */
function health(path: string, writer: WriteDb, folder: string): string[][] {
  const db = openReadDb(path);
  const lines: [string, string, string, string][] = [];
  const read = <T>(what: string, work: () => T): T => {
    const { value, millis: took } = timed(work);
    lines.push([what, millis(took), '', '']);
    return value;
  };
  const whole = read('health: duplicates, orphans, verification, once after a change', () => findWhole(db, Date.now()));
  lines.push(['health: everything else, each time', millis(medianMillis(21, () => healthNumbers(db, whole))), '', '']);
  lines.push([
    'a page of 100 duplicates',
    millis(medianMillis(5, () => duplicateGroups(db, whole.duplicates, 1000, 100))),
    '',
    '',
  ]);
  const check = read('self-check', () => selfCheck(db, 0));
  if (!check.isSound) throw new Error(`The database of the bench is not sound: ${JSON.stringify(check.findings)}`);
  read('database check', () => checkDatabase(db, 0));
  const thumbnails = openThumbnailStore(join(folder, 'thumbnails.sqlite'));
  const { photos } = findOrphans(db).counts;
  for (const [what, steps] of [
    ['recount', recountSteps(writer)],
    [`purge of ${rows(photos)} orphans`, purgeOrphansSteps(writer, thumbnails, [1, 2, null] as (LibraryId | null)[])],
  ] as const) {
    const run = inStepsTimed<unknown>(steps);
    lines.push([what, millis(run.millis), String(run.steps), millis(run.longestStepMillis)]);
  }
  closeThumbnailStore(thumbnails);
  closeDb(db);
  return lines;
}

const cases = [
  { locations: 10_000, order: 'files' },
  { locations: 1_000_000, order: 'files' },
] as const;
/** Nothing that was made together lies together: `npm run bench -- reconcile scattered`; it takes minutes. */
const worst = [{ locations: 1_000_000, order: 'scattered' }] as const;

export async function run(): Promise<void> {
  console.log(machineLine());
  const first: string[][] = [];
  const steady: string[][] = [];
  const steadyMillis: number[] = [];
  const whole: string[][] = [];
  for (const { locations, order } of process.argv.includes('scattered') ? [...cases, ...worst] : cases) {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'keepsight.sqlite');
      closeDb(await buildDatabase(path, { locations, derived: 'unhashed', order }));
      const bareCopy = join(folder, 'bare.sqlite');
      copyFileSync(path, bareCopy);
      const db = openWriteDb(path);
      const pass = firstPass(db, bareCopy);
      const { taggedPhotoFilled, insightsFilled, insightsDemoted } = pass.result;
      first.push([
        `${rows(taggedPhotoFilled)} + ${rows(insightsFilled)} filled, ${rows(insightsDemoted)} merged${order === 'scattered' ? ', scattered' : ''}`,
        millis(pass.bareMillis),
        millis(pass.reconcileMillis),
        ratio(pass.reconcileMillis, pass.bareMillis),
        String(pass.steps),
        millis(pass.longestStepMillis),
      ]);
      if (order === 'scattered') {
        closeDb(db);
        return;
      }
      addYears(db);
      const nothing = medianMillis(201, () => reconcile(db, 1));
      let round = 0;
      const tenChanged: number[] = [];
      for (; round < 51; round++) {
        dirty(db, locations, round);
        tenChanged.push(timed(() => reconcile(db, 1)).millis);
      }
      tenChanged.sort((a, b) => a - b);
      const ten = tenChanged[25] ?? Number.NaN;
      steadyMillis.push(nothing, ten);
      steady.push([rows(locations), millis(nothing), millis(ten)]);
      if (locations >= 1_000_000) whole.push(...health(path, db, folder));
      closeDb(db);
    });
  }
  printTable('Reconcile, first pass', ['rows', 'bare SQL', 'reconcile', 'ratio', 'steps', 'longest step'], first);
  const [nothingSmall = 1, tenSmall = 1, nothingLarge = 1, tenLarge = 1] = steadyMillis;
  steady.push(['large against small', ratio(nothingLarge, nothingSmall), ratio(tenLarge, tenSmall)]);
  printTable('Reconcile, steady state (median)', ['rows of each', 'nothing changed', '10 photos changed'], steady);
  printTable('Health, 1,000,000 files, tags and insights', ['what', 'time', 'steps', 'longest step'], whole);
}

await run();
