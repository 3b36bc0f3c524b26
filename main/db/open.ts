/** Connections to SQLite. Runs in the engine (one writer) and in reader workers (read-only); never in the main thread. */
import Database from 'better-sqlite3';
import { sqliteBindingPath } from './binding.js';
import { AppFailure, storageFailure } from './failure.js';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A connection that may read. */
export type ReadDb = Database.Database & { readonly [readable]: true };
/** The connection that may also write; there is one in the app. */
export type WriteDb = ReadDb & { readonly [writable]: true };
export type Statement = Database.Statement;

export interface OpenOptions {
  /** Page size of a new file in bytes. */
  readonly pageSize?: number;
  /** `full` survives a power cut; `normal` may lose the last commits, which suits data that can be made again. */
  readonly durability?: 'full' | 'normal';
}

// The log is copied back by `checkpoint` between pieces of work; this bound only keeps it from growing without end.
const autoCheckpointPages = 16_384;

/**
 * Opens or creates the file, or a copy in memory of the bytes of one. Throws an AppFailure `database_unavailable` when it is
 * no database or cannot be opened.
 */
export function openWriteDb(path: string | Buffer, options: OpenOptions = {}): WriteDb {
  return guarded(typeof path === 'string' ? path : ':memory:', () => {
    const db = connect(path, false);
    try {
      if (options.pageSize !== undefined) db.pragma(`page_size = ${options.pageSize}`);
      db.pragma('journal_mode = WAL');
      db.pragma(`synchronous = ${options.durability === 'normal' ? 'NORMAL' : 'FULL'}`);
      db.pragma('foreign_keys = ON');
      db.pragma(`wal_autocheckpoint = ${autoCheckpointPages}`);
      db.pragma(`journal_size_limit = ${128 * 1024 * 1024}`);
      commonPragmas(db);
    } catch (error) {
      db.close();
      throw error;
    }
    return db as WriteDb;
  });
}

/** Opens an existing file for reading only. */
export function openReadDb(path: string): ReadDb {
  return guarded(path, () => {
    const db = connect(path, true);
    try {
      commonPragmas(db);
    } catch (error) {
      db.close();
      throw error;
    }
    return db as ReadDb;
  });
}

/**
 * Opens a damaged file for reading only: what is wrong with its size or schema shows at the queries that meet it.
 * Nothing is mapped into memory, where a disk that fails ends the process.
 */
export function openDamagedDb(path: string): ReadDb {
  return guarded(path, () => {
    const db = connect(path, true);
    db.unsafeMode(true);
    db.pragma('writable_schema = ON');
    db.pragma('mmap_size = 0');
    return db as ReadDb;
  });
}

function connect(path: string | Buffer, readonly: boolean): Database.Database {
  const binding = sqliteBindingPath();
  return new Database(path, {
    readonly,
    fileMustExist: readonly,
    timeout: 5000,
    ...(binding === null ? {} : { nativeBinding: binding }),
  });
}

function commonPragmas(db: Database.Database): void {
  db.pragma('cache_size = -65536');
  db.pragma(`mmap_size = ${1024 * 1024 * 1024}`);
  db.pragma('temp_store = MEMORY');
  // Reads the schema, so that a file that is no database is refused here and not at the first query.
  db.pragma('schema_version');
}

function guarded<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw asDatabaseFailure(error, path);
  }
}

/** SQLite's own trouble with the file as an AppFailure; anything else as it is. */
export function asDatabaseFailure(error: unknown, path: string): unknown {
  if (error instanceof Error && error.name === 'SqliteError') {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : 'SQLITE_ERROR';
    const storage = storageFailure(error);
    if (storage?.details['damaged'] === true) return damagedFailure(path, error);
    if (storage !== null && storage.code !== 'database_unavailable' && !code.startsWith('SQLITE_CANTOPEN'))
      return storage;
    return new AppFailure(
      'database_unavailable',
      `The database ${path} could not be opened: ${error.message}.`,
      { path, sqliteCode: code },
      storage?.retryable ?? false,
      error,
    );
  }
  if (error instanceof TypeError) {
    return new AppFailure(
      'database_unavailable',
      `The database ${path} could not be opened: ${error.message}.`,
      { path },
      false,
      error,
    );
  }
  return error;
}

export function damagedFailure(path: string, cause?: unknown): AppFailure {
  return new AppFailure(
    'database_unavailable',
    `The file ${path} is not a readable Keepsight database. It was left as it is: ` +
      'put a backup in its place, or move it away to start with an empty one.',
    { path, damaged: true },
    false,
    cause,
  );
}

type Mode = 'object' | 'pluck' | 'raw';
const statements = new WeakMap<ReadDb, Map<string, Statement>>();

function cached(db: ReadDb, sql: string, mode: Mode): Statement {
  let bySql = statements.get(db);
  if (bySql === undefined) {
    bySql = new Map();
    statements.set(db, bySql);
  }
  const key = mode === 'object' ? sql : `${mode} ${sql}`;
  let statement = bySql.get(key);
  if (statement === undefined) {
    statement = db.prepare(sql);
    if (mode === 'pluck') statement.pluck();
    if (mode === 'raw') statement.raw();
    bySql.set(key, statement);
  }
  return statement;
}

/** Compiled once per connection; give it constant texts only. Rows come as objects. */
export function prepare(db: ReadDb, sql: string): Statement {
  return cached(db, sql, 'object');
}

/** As `prepare`; each row comes as its first column. */
export function preparePluck(db: ReadDb, sql: string): Statement {
  return cached(db, sql, 'pluck');
}

/** As `prepare`; each row comes as an array. */
export function prepareRaw(db: ReadDb, sql: string): Statement {
  return cached(db, sql, 'raw');
}

/** For a text that will hardly come again: nothing of it is kept. */
export function prepareOnce(db: ReadDb, sql: string): Statement {
  return db.prepare(sql);
}

type Runner = (work: () => unknown) => unknown;
const runners = new WeakMap<ReadDb, Runner>();

/** Runs `work` in one IMMEDIATE transaction, rolled back when it throws; inside another one it is a savepoint. */
export function transaction<T>(db: WriteDb, work: () => T): T {
  let runner = runners.get(db);
  if (runner === undefined) {
    const inTransaction = db.transaction((inner: () => unknown) => inner());
    runner = (inner) => inTransaction.immediate(inner);
    runners.set(db, runner);
  }
  return runner(work) as T;
}

/** Reads that belong together see one state of the database. */
export function snapshot<T>(db: ReadDb, work: () => T): T {
  return db.inTransaction ? work() : db.transaction(work).deferred();
}

/**
 * Transactions inside do not wait for the disk: a power cut may take them back, in whole and from the last one on.
 * For work that is found undone and done again. Nor do they copy the log back: call `checkpoint` between them.
 * Not inside a transaction.
 */
export function relaxed<T>(db: WriteDb, work: () => T): T {
  const synchronous = db.pragma('synchronous', { simple: true }) as number;
  db.pragma('synchronous = NORMAL');
  db.pragma('wal_autocheckpoint = 0');
  try {
    return work();
  } finally {
    db.pragma(`synchronous = ${synchronous}`);
    db.pragma(`wal_autocheckpoint = ${autoCheckpointPages}`);
  }
}

/** Pages in the log that are not copied back yet. */
export function logPages(db: WriteDb): number {
  const [state] = db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
  return state === undefined ? 0 : state.log - state.checkpointed;
}

/** Copies the log back into the database without waiting for anybody; call it between pieces of work. */
export function checkpoint(db: WriteDb): void {
  db.pragma('wal_checkpoint(PASSIVE)');
}

/** Makes a database that nobody has open one file: nothing is left in a log beside it, and reading it makes none. */
export function settleJournal(path: string): void {
  guarded(path, () => {
    const db = connect(path, false);
    try {
      db.pragma('journal_mode = DELETE');
    } finally {
      db.close();
    }
  });
}

export function closeDb(db: ReadDb): void {
  if (!db.open) return;
  if (!db.readonly) {
    try {
      db.pragma('analysis_limit = 400');
      db.pragma('optimize');
      db.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // On a full or damaged disk the log stays as it is, for the next opening.
      if (storageFailure(error) === null) throw error;
    }
  }
  statements.delete(db);
  runners.delete(db);
  db.close();
}
