/** Takes a database file from whatever version it has to the newest one this app knows, or refuses and leaves it alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBackup } from './backups.js';
import { AppFailure } from './failure.js';
import { asDatabaseFailure, damagedFailure, openWriteDb, prepare, preparePluck, transaction } from './open.js';
import type { ReadDb, WriteDb } from './open.js';

interface Migration {
  /** `<YYYY-MM-DD-HHMMSS>_<name>`; the order of the names is the order of the migrations. */
  readonly name: string;
  readonly upSql: string;
  readonly downPath: string;
}

export interface MigrateOptions {
  /**
   * Made when needed. The database is copied there before an upgrade; the newest five copies are kept. Null: what is
   * upgraded is a copy itself.
   */
  readonly backupFolder: string | null;
}

export interface MigrateResult {
  readonly applied: readonly string[];
  /** Path of the copy made before the upgrade; null when there was nothing to lose. */
  readonly backupPath: string | null;
}

/**
 * Each migration is one transaction, so a crash leaves the database at one version or the next.
 * Throws an AppFailure `database_unavailable` for a database of a newer app and for a damaged file.
 */
export async function migrate(db: WriteDb, migrationsFolder: string, options: MigrateOptions): Promise<MigrateResult> {
  const known = readMigrations(migrationsFolder);
  try {
    checkIntegrity(db);
    const before = appliedNames(db);
    const recorded = before ?? adopt(db, known);
    refuseNewer(db, known, recorded);
    const pending = known.slice(recorded.length);
    let backupPath: string | null = null;
    if (options.backupFolder !== null && pending.length > 0 && recorded.length > 0) {
      const { name } = await makeBackup(db, options.backupFolder, 'upgrade', {
        nowMs: Date.now(),
        suffix: `version-${db.pragma('user_version', { simple: true }) as number}`,
      });
      backupPath = join(options.backupFolder, name);
    }
    if (before === null) record(db, recorded, 0);
    for (const [offset, migration] of pending.entries()) {
      applyOne(db, migration, recorded.length + offset + 1);
    }
    return { applied: pending.map((migration) => migration.name), backupPath };
  } catch (error) {
    throw asDatabaseFailure(error, db.name);
  }
}

/**
 * How many migrations the database has, and how many it lacks. Reads only. Throws an AppFailure `database_unavailable`
 * for a database of a newer app and for one that is not Keepsight's.
 */
export function pendingMigrations(
  db: ReadDb,
  migrationsFolder: string,
): { readonly applied: number; readonly pending: number } {
  const known = readMigrations(migrationsFolder);
  const recorded = appliedNames(db) ?? adopt(db, known);
  refuseNewer(db, known, recorded);
  return { applied: recorded.length, pending: known.length - recorded.length };
}

/** Name of the newest migration that the database has; null when it records none. Throws as `pendingMigrations` does. */
export function newestMigration(db: ReadDb, migrationsFolder: string): string | null {
  const recorded = appliedNames(db);
  if (recorded !== null) refuseNewer(db, readMigrations(migrationsFolder), recorded);
  return recorded?.at(-1) ?? null;
}

/** Reverts, newest first, every migration after `toName`; the empty name reverts all. For development and tests. */
export function migrateDown(db: WriteDb, migrationsFolder: string, toName: string): readonly string[] {
  const known = readMigrations(migrationsFolder);
  const recorded = appliedNames(db) ?? adopt(db, known);
  refuseNewer(db, known, recorded);
  if (toName !== '' && !recorded.includes(toName)) {
    throw new AppFailure('database_unavailable', `The database does not have the migration ${toName}.`, { toName });
  }
  const keep = toName === '' ? 0 : recorded.indexOf(toName) + 1;
  const reverted: string[] = [];
  for (let version = recorded.length; version > keep; version--) {
    const migration = known[version - 1];
    if (migration === undefined) break;
    const sql = readFileSync(migration.downPath, 'utf8');
    withoutForeignKeys(db, () => {
      transaction(db, () => {
        db.exec(sql);
        prepare(db, 'DELETE FROM schema_migrations WHERE name = ?').run(migration.name);
        db.pragma(`user_version = ${version - 1}`);
      });
    });
    reverted.push(migration.name);
  }
  return reverted;
}

function readMigrations(folder: string): readonly Migration[] {
  const migrations = readdirSync(folder)
    .filter((name) => /^\d{4}-\d\d-\d\d-\d{6}_[a-z0-9_]+$/.test(name))
    .sort()
    .map((name) => ({
      name,
      upSql: readFileSync(join(folder, name, 'up.sql'), 'utf8'),
      downPath: join(folder, name, 'down.sql'),
    }));
  if (migrations.length === 0) {
    throw new AppFailure(
      'database_unavailable',
      `No migrations were found in ${folder}: the installation is incomplete.`,
      {
        folder,
      },
    );
  }
  return migrations;
}

/** Only what is quick: the header and the schema. A page damaged further in is met by the query that reads it. */
function checkIntegrity(db: ReadDb): void {
  preparePluck(db, 'SELECT count(*) FROM sqlite_schema').get();
}

/** Null when the database does not record them: it is empty, or older than the record. */
function appliedNames(db: ReadDb): readonly string[] | null {
  const hasTable = preparePluck(db, `SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations'`).get() !== undefined;
  return hasTable ? (preparePluck(db, 'SELECT name FROM schema_migrations ORDER BY name').all() as string[]) : null;
}

/** A database without a record is the version whose schema it has; one that has none of them is not ours. */
function adopt(db: ReadDb, known: readonly Migration[]): readonly string[] {
  const schema = schemaOf(db);
  if (schema === '') return [];
  const trial = openWriteDb(':memory:');
  try {
    for (const [index, migration] of known.entries()) {
      trial.exec(migration.upSql);
      if (schemaOf(trial) === schema) return known.slice(0, index + 1).map(({ name }) => name);
    }
  } finally {
    trial.close();
  }
  throw new AppFailure(
    'database_unavailable',
    `The file ${db.name} is a database, but not one of Keepsight's. It was left as it is: choose another data folder.`,
    { path: db.name },
  );
}

function schemaOf(db: ReadDb): string {
  const rows = preparePluck(
    db,
    `SELECT type || ' ' || name || ' ' || sql FROM sqlite_schema
     WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
  ).all() as string[];
  return rows.map((sql) => sql.replace(/\s+/g, ' ').trim()).join('\n');
}

function refuseNewer(db: ReadDb, known: readonly Migration[], recorded: readonly string[]): void {
  const names = new Set(known.map(({ name }) => name));
  const unknown = recorded.filter((name) => !names.has(name));
  const newest = unknown.at(-1);
  if (newest !== undefined) {
    throw new AppFailure(
      'database_unavailable',
      `The database ${db.name} was used by a newer Keepsight (it has “${newest}”). ` +
        'It was left as it is: update this app, or open a backup made before that update.',
      { path: db.name, unknownMigration: newest },
    );
  }
  if (recorded.some((name, index) => known[index]?.name !== name)) {
    throw new AppFailure(
      'database_unavailable',
      `The database ${db.name} lacks a migration older than its newest one. It was left as it is: open a backup.`,
      { path: db.name },
    );
  }
}

function record(db: WriteDb, names: readonly string[], nowMs: number): void {
  transaction(db, () => {
    db.exec(
      'CREATE TABLE schema_migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT, WITHOUT ROWID',
    );
    for (const name of names)
      prepare(db, 'INSERT INTO schema_migrations (name, applied_at) VALUES (?, ?)').run(name, nowMs);
    db.pragma(`user_version = ${names.length}`);
  });
}

function applyOne(db: WriteDb, migration: Migration, version: number): void {
  withoutForeignKeys(db, () => {
    transaction(db, () => {
      db.exec(migration.upSql);
      const broken = db.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0) throw damagedFailure(db.name);
      prepare(db, 'INSERT INTO schema_migrations (name, applied_at) VALUES (?, ?)').run(migration.name, Date.now());
      db.pragma(`user_version = ${version}`);
    });
  });
}

/** Foreign keys can only be switched outside a transaction; while on, they would act on tables that are rebuilt. */
function withoutForeignKeys(db: WriteDb, work: () => void): void {
  db.pragma('foreign_keys = OFF');
  try {
    work();
  } finally {
    db.pragma('foreign_keys = ON');
  }
}
