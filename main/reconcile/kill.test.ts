import { spawn } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { closeDb, openWriteDb, preparePluck, prepareRaw, transaction } from '../db/open.js';
import {
  addInsightRow,
  addLibrary,
  addLocation,
  addTag,
  addTagRow,
  hashNumbered,
  migrationNames,
  upSql,
} from '../testing/database.js';
import { temporaryFolder } from '../testing/files.js';
import { reconcile } from './reconcile.js';

const folder = temporaryFolder();
const files = 6000;

function fill(path: string): void {
  const db = openWriteDb(path);
  for (const name of migrationNames()) db.exec(upSql(name));
  transaction(db, () => {
    addLibrary(db, 1);
    addLibrary(db, 2);
    const tag = addTag(db, 'Sea');
    for (let n = 0; n < files; n++) {
      const place = { libraryId: 1 + (n % 2), relPath: `${n}.jpg` };
      addTagRow(db, { ...place, libraryId: n % 3 === 0 ? null : place.libraryId, tagId: tag });
      addInsightRow(db, { ...place, generatedAtMs: n });
      addLocation(db, place.libraryId, place.relPath, { hash: hashNumbered(n % 4000) });
    }
  });
  closeDb(db);
}

/** Reconciles in a process of its own, which kills itself where the given step would begin. */
async function reconcileUntilKilled(script: string, path: string, step: number): Promise<string | null> {
  const child = spawn(process.execPath, [script, path, String(step)], { stdio: 'inherit' });
  return new Promise((done) => child.on('exit', (_code, signal) => done(signal)));
}

test('kill -9 between steps: the next run goes on from there and ends where an undisturbed one does', async () => {
  const entry = join(folder, 'entry.ts');
  writeFileSync(
    entry,
    `import { openWriteDb } from ${JSON.stringify(resolve(import.meta.dirname, '../db/open.ts'))};
     import { reconcileSteps } from ${JSON.stringify(resolve(import.meta.dirname, 'reconcile.ts'))};
     const [, , path, killBefore] = process.argv;
     const steps = reconcileSteps(openWriteDb(path), 7);
     for (let step = 0; ; step++) {
       if (step === Number(killBefore)) process.kill(process.pid, 'SIGKILL');
       if (steps.next().done) break;
     }`,
  );
  await build({
    root: resolve(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir: resolve(import.meta.dirname, '../../node_modules/.cache/keepsight-kill-test'),
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { format: 'es', entryFileNames: 'entry.mjs' } },
    },
  });
  const script = resolve(import.meta.dirname, '../../node_modules/.cache/keepsight-kill-test/entry.mjs');

  const path = join(folder, 'killed.sqlite');
  fill(path);
  const undisturbed = join(folder, 'undisturbed.sqlite');
  copyFileSync(path, undisturbed);

  let kills = 0;
  for (const step of [0, 1, 1, 2, 1]) {
    if ((await reconcileUntilKilled(script, path, step)) === 'SIGKILL') kills++;
  }
  expect(kills).toBeGreaterThanOrEqual(2);
  expect(await reconcileUntilKilled(script, path, -1)).toBeNull();

  const [ends, expected] = [path, undisturbed].map((file) => {
    const db = openWriteDb(file);
    if (file === undisturbed) reconcile(db, 7);
    else expect(reconcile(db, 7).changed).toBe(false);
    const end = {
      tags: prepareRaw(db, 'SELECT id, content_hash FROM tagged_photo ORDER BY id').all(),
      insights: prepareRaw(
        db,
        'SELECT id, content_hash, is_current, demoted_reason, demoted_at FROM photo_insights ORDER BY id',
      ).all(),
      counts: prepareRaw(db, 'SELECT * FROM tag_counts').all(),
      intact: preparePluck(db, 'PRAGMA integrity_check').get(),
    };
    closeDb(db);
    return end;
  });
  expect(ends).toEqual(expected);
  expect(ends?.intact).toBe('ok');
});
