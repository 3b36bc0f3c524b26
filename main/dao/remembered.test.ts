import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeDb, openReadDb, openWriteDb, preparePluck } from '../db/open.js';
import { temporaryFolder } from '../testing/files.js';
import { remembered } from './remembered.js';

const folder = temporaryFolder();

test('computes again only when another connection has written, and after a rest where there is no hurry', async () => {
  const path = join(folder, 'keepsight.db');
  const writer = openWriteDb(path);
  writer.exec('CREATE TABLE numbers (n INTEGER)');
  const reader = openReadDb(path);
  let passes = 0;
  const total = remembered(reader, () => {
    passes++;
    return preparePluck(reader, 'SELECT count(*) FROM numbers').get() as number;
  });
  expect([total.now(), total.now(), await total.rested(), passes]).toEqual([0, 0, 0, 1]);
  writer.exec('INSERT INTO numbers VALUES (1)');
  expect([total.now(), passes]).toEqual([1, 2]);
  writer.exec('INSERT INTO numbers VALUES (2)');
  // Two that wait together, and one pass for both.
  expect(await Promise.all([total.rested(), total.rested()])).toEqual([2, 2]);
  expect(passes).toBe(3);
  closeDb(reader);
  closeDb(writer);
});
