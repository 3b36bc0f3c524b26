import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, upSql, migrationNames } from '../testing/database.js';
import { temporaryFolder } from '../testing/files.js';
import { checkDatabase } from './check.js';
import { closeDb, openReadDb, openWriteDb, transaction } from './open.js';

const folder = temporaryFolder();

test('a sound database has no findings', () => {
  const db = memoryDatabase();
  addLocation(db, addLibrary(db, 1), 'a.jpg', { hash: hashNumbered(1) });
  expect(checkDatabase(db, 7)).toEqual({ checkedAtMs: 7, isSound: true, findings: [] });
  db.close();
});

test('rows that lead nowhere are named by what they are', () => {
  const db = memoryDatabase();
  addLibrary(db, 1);
  db.pragma('foreign_keys = OFF');
  addLocation(db, 9, 'a.jpg');
  addLocation(db, 9, 'b.jpg');
  expect(checkDatabase(db, 0)).toEqual({
    checkedAtMs: 0,
    isSound: false,
    findings: ['2 files of a library that is not there.'],
  });
  db.close();
});

test('a page of rubbish is found, and said in words', () => {
  const path = join(folder, 'damaged.db');
  const db = openWriteDb(path);
  transaction(db, () => {
    db.exec(migrationNames().map(upSql).join('\n'));
    addLibrary(db, 1);
    for (let n = 1; n <= 2000; n++) addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n) });
  });
  // A page in the middle: the rows take up most of the file.
  const pageToDamage = Math.floor((db.pragma('page_count', { simple: true }) as number) / 2);
  closeDb(db);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(512, 0x5a), 0, 512, (pageToDamage - 1) * 4096);
  closeSync(file);
  const damaged = openReadDb(path);
  const { isSound, findings } = checkDatabase(damaged, 0);
  expect(isSound).toBe(false);
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.length).toBeLessThanOrEqual(20);
  for (const finding of findings) expect(finding).toMatch(/^(A|An|Something) [^(]+\. \(.+\)$/s);
  damaged.close();
});

test('parts of the index of words that were merged since the last look are no damage', () => {
  const path = join(folder, 'merged.db');
  const db = openWriteDb(path);
  for (const name of migrationNames()) db.exec(upSql(name));
  const index = (from: number): void => {
    for (let rowid = from; rowid < from + 20; rowid++) {
      db.prepare('INSERT INTO search_names (rowid, folder, name) VALUES (?, ?, ?)').run(rowid, 'Trips', `${rowid}.jpg`);
    }
  };
  index(1);
  const reader = openReadDb(path);
  expect(checkDatabase(reader, 0).findings).toEqual([]);
  index(100);
  db.exec("INSERT INTO search_names (search_names) VALUES ('optimize')");
  expect(checkDatabase(reader, 0).findings).toEqual([]);
  closeDb(reader);
  closeDb(db);
});
