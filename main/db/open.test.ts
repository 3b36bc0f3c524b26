import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../testing/files.js';
import { assertNodeApi, sqliteBindingPath } from './binding.js';
import { AppFailure } from './failure.js';
import {
  closeDb,
  logPages,
  openReadDb,
  openWriteDb,
  prepare,
  preparePluck,
  relaxed,
  snapshot,
  transaction,
} from './open.js';

const folder = temporaryFolder();

test('the writer is durable, checks foreign keys and writes ahead; a reader cannot write', () => {
  const path = join(folder, 'pragmas.sqlite');
  const db = openWriteDb(path);
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('synchronous', { simple: true })).toBe(2);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  db.exec('CREATE TABLE t (id INTEGER)');
  const reader = openReadDb(path);
  expect(preparePluck(reader, 'SELECT count(*) FROM t').get()).toBe(0);
  expect(() => prepare(reader, 'INSERT INTO t VALUES (1)').run()).toThrow('readonly');
  closeDb(reader);
  closeDb(db);
});

test('statements are compiled once for a connection and a row shape', () => {
  const db = openWriteDb(':memory:');
  expect(prepare(db, 'SELECT 1 AS one')).toBe(prepare(db, 'SELECT 1 AS one'));
  expect(prepare(db, 'SELECT 1 AS one').get()).toEqual({ one: 1 });
  expect(preparePluck(db, 'SELECT 1 AS one').get()).toBe(1);
  const other = openWriteDb(':memory:');
  expect(prepare(other, 'SELECT 1 AS one')).not.toBe(prepare(db, 'SELECT 1 AS one'));
  closeDb(db);
  closeDb(other);
});

test('a transaction inside another is taken back alone', () => {
  const db = openWriteDb(':memory:');
  db.exec('CREATE TABLE t (id INTEGER)');
  const insert = (id: number): unknown => prepare(db, 'INSERT INTO t VALUES (?)').run(id);
  transaction(db, () => {
    insert(1);
    expect(() =>
      transaction(db, () => {
        insert(2);
        throw new Error('no');
      }),
    ).toThrow('no');
    insert(3);
  });
  expect(preparePluck(db, 'SELECT id FROM t').all()).toEqual([1, 3]);
  expect(() =>
    transaction(db, () => {
      insert(4);
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(preparePluck(db, 'SELECT count(*) FROM t').get()).toBe(2);
  closeDb(db);
});

test('a snapshot sees one state while the writer goes on', () => {
  const path = join(folder, 'snapshot.sqlite');
  const db = openWriteDb(path);
  db.exec('CREATE TABLE t (id INTEGER)');
  const reader = openReadDb(path);
  const count = (): unknown => preparePluck(reader, 'SELECT count(*) FROM t').get();
  snapshot(reader, () => {
    expect(count()).toBe(0);
    prepare(db, 'INSERT INTO t VALUES (1)').run();
    expect(count()).toBe(0);
  });
  expect(count()).toBe(1);
  closeDb(reader);
  closeDb(db);
});

test('relaxed work leaves its pages in the log and the connection as durable as before', () => {
  const db = openWriteDb(join(folder, 'relaxed.sqlite'));
  db.exec('CREATE TABLE t (id INTEGER)');
  relaxed(db, () => {
    expect(db.pragma('synchronous', { simple: true })).toBe(1);
    prepare(db, 'INSERT INTO t VALUES (1)').run();
  });
  expect(logPages(db)).toBeGreaterThan(0);
  expect(db.pragma('synchronous', { simple: true })).toBe(2);
  expect(db.pragma('wal_autocheckpoint', { simple: true })).toBeGreaterThan(0);
  closeDb(db);
});

describe('trouble on opening is an AppFailure', () => {
  test('a folder that does not exist', () => {
    expect(() => openWriteDb(join(folder, 'nowhere', 'x.sqlite'))).toThrow(AppFailure);
  });

  test('a missing file, for a reader', () => {
    expect(() => openReadDb(join(folder, 'missing.sqlite'))).toThrow(AppFailure);
  });

  test('a file that is no database, for a reader', () => {
    const path = join(folder, 'text.sqlite');
    writeFileSync(path, 'text '.repeat(1000));
    expect(() => openReadDb(path)).toThrow('not a readable Keepsight database');
  });
});

describe('binding', () => {
  const named = process.env['KEEPSIGHT_SQLITE_BINDING'];
  afterEach(() => {
    if (named === undefined) delete process.env['KEEPSIGHT_SQLITE_BINDING'];
    else process.env['KEEPSIGHT_SQLITE_BINDING'] = named;
  });

  test('the environment names it first', () => {
    process.env['KEEPSIGHT_SQLITE_BINDING'] = '/elsewhere/better_sqlite3.node';
    expect(sqliteBindingPath()).toBe('/elsewhere/better_sqlite3.node');
  });

  test('the stock one is refused where loading it would end the process', () => {
    expect(() => {
      assertNodeApi('9');
    }).toThrow('Node-API 9');
    expect(() => {
      assertNodeApi(undefined);
    }).toThrow(AppFailure);
    assertNodeApi('10');
  });
});
