import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { closeDb, openWriteDb } from '../db/open.js';
import { migrationNames, upSql } from '../testing/database.js';
import { temporaryFolder } from '../testing/files.js';
import { runScan } from './scan-runner.js';

it('lets calls be answered between two batches, however many have been found', async () => {
  const folder = temporaryFolder();
  const root = join(folder, 'Photos');
  mkdirSync(root);
  for (let n = 0; n < 4_000; n++) writeFileSync(join(root, `${n}.jpg`), '');
  const databasePath = join(folder, 'keepsight.db');
  const db = openWriteDb(databasePath);
  for (const name of migrationNames()) db.exec(upSql(name));
  closeDb(db);

  const seen: string[] = [];
  const { port1, port2 } = new MessageChannel();
  port2.on('message', () => seen.push('call'));
  const task = { databasePath, libraryId: 1, rootPath: root, hasFileIds: true, ignorePatterns: [], targets: null };
  const scan = runScan(resolve('out/main/scanner.cjs'), task, {
    differences: () => {
      seen.push('batch');
      port1.postMessage(null);
      // The scanner finds the next ones faster than they are written.
      const until = performance.now() + 20;
      while (performance.now() < until);
    },
    progress: () => undefined,
    shouldAbandon: () => Promise.resolve(false),
  });
  expect(await scan.ended).toMatchObject({ outcome: 'completed', filesSeen: 4_000 });
  port2.close();
  expect(seen.filter((each) => each === 'batch').length).toBeGreaterThanOrEqual(8);
  expect(seen.join(' ')).not.toContain('batch batch');
});
