/** Reads what can be read of a damaged database, row by row around the damaged pages. The damaged file is only read. */
import { closeSync, copyFileSync, existsSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { listBackups, removeDatabaseFiles } from './backups.js';
import { AppFailure } from './failure.js';
import { closeDb, openDamagedDb, preparePluck } from './open.js';
import type { ReadDb, Statement, WriteDb } from './open.js';

/** Kept by increments, and made again from the other tables, or by the next scan. */
const derivedTables = new Set([
  'schema_migrations',
  'library_counts',
  'tag_counts',
  'totals',
  'reconcile_locations',
  'reconcile_insights',
  'left_out',
  'stacks_to_settle',
  'search_words',
  'search_names_waiting',
  'search_texts_waiting',
]);

const rowsAtOnce = 500;
/** Near a damaged page, a readable row is looked for in steps of so many numbers at the most. */
const shortStep = 16;
/** More rows than fit on a page. */
const rowsPerPage = 200;
const headerBytes = 100;

export interface SalvagedTable {
  readonly copied: number;
  /** Null when the damage does not let them be counted. */
  readonly lost: number | null;
}

/**
 * Opens the damaged database to be read; null when nothing can be read of it. A first page that is damaged is replaced in
 * a copy, at `workPath`, by those of the newest backups and of `fresh`, whose schema may be laid out alike.
 */
export function openDamaged(path: string, backupFolder: string, fresh: string, workPath: string): ReadDb | null {
  const asItIs = openWithTables(path);
  if (asItIs !== null) return asItIs;
  if (!existsSync(path) || statSync(path).size <= headerBytes) return null;
  const donors = [...listBackups(backupFolder).map(({ name }) => join(backupFolder, name)), fresh];
  for (const donor of donors) {
    for (const bytes of [headerBytes, pageSizeOf(donor)]) {
      copyWithFirstPage(path, donor, bytes, workPath);
      const db = openWithTables(workPath);
      if (db !== null) return db;
    }
  }
  return null;
}

/** Null when it cannot be opened, or its tables are mixed up: neither of two has what belongs there. */
function openWithTables(path: string): ReadDb | null {
  let db: ReadDb | null = null;
  try {
    db = openDamagedDb(path);
    if (holds(db, librarySql) || holds(db, fileSql)) return db;
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
  }
  if (db !== null) closeDb(db);
  return null;
}

const librarySql =
  "SELECT typeof(id) || typeof(name) || typeof(root_path) = 'integertexttext' FROM libraries WHERE rowid > 0 LIMIT 1";
const fileSql =
  "SELECT typeof(library_id) || typeof(rel_path) = 'integertext' FROM image_exif NOT INDEXED WHERE rowid > 0 LIMIT 1";

function holds(db: ReadDb, sql: string): boolean {
  try {
    return preparePluck(db, sql).get() === 1;
  } catch {
    return false;
  }
}

function pageSizeOf(path: string): number {
  const header = readBytes(path, headerBytes);
  const size = header.readUInt16BE(16);
  return size === 1 ? 65_536 : size;
}

function readBytes(path: string, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, count, 0);
  } finally {
    closeSync(file);
  }
  return bytes;
}

function copyWithFirstPage(path: string, donor: string, count: number, target: string): void {
  removeDatabaseFiles(target);
  copyFileSync(path, target);
  const hasLog = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
  if (hasLog) copyFileSync(`${path}-wal`, `${target}-wal`);
  const bytes = readBytes(donor, count);
  const pageSize = pageSizeOf(donor);
  // See https://www.sqlite.org/fileformat.html: journal mode, pages in the file and that this count is valid, no free pages.
  bytes.fill(hasLog ? 2 : 1, 18, 20);
  bytes.writeUInt32BE(Math.floor(statSync(path).size / pageSize), 28);
  bytes.fill(0, 32, 40);
  bytes.copy(bytes, 92, 24, 28);
  const file = openSync(target, 'r+');
  try {
    writeSync(file, bytes, 0, count, 0);
  } finally {
    closeSync(file);
  }
}

/**
 * Copies all tables into a database of the same version that has nothing in it yet. Counts and queues stay empty, and
 * references may lead nowhere.
 */
export function copyReadable(from: ReadDb, to: WriteDb): ReadonlyMap<string, SalvagedTable> {
  to.pragma('foreign_keys = OFF');
  const held = to
    .prepare(
      `SELECT type, name, sql FROM sqlite_schema
       WHERE type = 'trigger' OR (type = 'index' AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%')`,
    )
    .all() as { readonly type: string; readonly name: string; readonly sql: string }[];
  for (const { type, name } of held) to.exec(`DROP ${type} ${name}`);
  const tables = to
    .prepare(
      "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .all() as { readonly name: string; readonly wr: number }[];
  const salvaged = new Map<string, SalvagedTable>();
  for (const { name, wr } of tables) {
    if (!derivedTables.has(name)) salvaged.set(name, copyTable(from, to, name, wr === 0));
  }
  // Triggers last: indexes may be used by them.
  for (const { sql } of held.sort((a, b) => a.type.localeCompare(b.type))) to.exec(sql);
  to.pragma('foreign_keys = ON');
  return salvaged;
}

function copyTable(from: ReadDb, to: WriteDb, table: string, hasRowId: boolean): SalvagedTable {
  const columns = columnsOf(to, table).filter((column) => columnsOf(from, table).includes(column));
  if (columns.length === 0) return { copied: 0, lost: null };
  const list = columns.join(', ');
  const insert = to.prepare(`INSERT OR IGNORE INTO ${table} (${list}) VALUES (${columns.map(() => '?').join(', ')})`);
  let copied = 0;
  let refused = 0;
  const keep = (row: readonly unknown[]): void => {
    if (inserts(insert, row)) copied++;
    else refused++;
  };
  const write = (rows: readonly (readonly unknown[])[]): void => {
    to.transaction(() => {
      rows.forEach(keep);
    })();
  };
  const isWhole = hasRowId
    ? copyByNumber(from, table, list, write)
    : copyInOrder(from.prepare(`SELECT ${list} FROM ${table}`).raw().safeIntegers(), write);
  if (isWhole) return { copied, lost: refused };
  const expected = countOf(from, table);
  return { copied, lost: expected === null || expected < copied ? null : expected - copied };
}

function columnsOf(db: ReadDb, table: string): readonly string[] {
  try {
    // Columns that are computed are not listed.
    return (db.pragma(`table_info(${table})`) as { readonly name: string }[]).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** False for a row that cannot be one of this table's: its bytes are damaged. */
function inserts(insert: Statement, row: readonly unknown[]): boolean {
  try {
    return insert.run(...row).changes === 1;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')) return false;
    throw error;
  }
}

/** Where no index has all rows of a table, but two have them together. */
const countSql: Readonly<Record<string, string>> = {
  photo_insights: `
    SELECT (SELECT count(*) FROM photo_insights INDEXED BY photo_insights_photo WHERE photo_id IS NOT NULL)
      + (SELECT count(*) FROM photo_insights INDEXED BY photo_insights_unhashed WHERE content_hash IS NULL)`,
};

/** An index that is not damaged may tell. */
function countOf(db: ReadDb, table: string): number | null {
  try {
    return preparePluck(db, countSql[table] ?? `SELECT count(*) FROM ${table}`).get() as number;
  } catch {
    return null;
  }
}

type Rows = (readonly unknown[])[];

/** True when all of it could be read. */
function copyInOrder(select: Statement, write: (rows: Rows) => void, ...parameters: unknown[]): boolean {
  const rows: Rows = [];
  let isWhole = true;
  try {
    for (const row of select.iterate(...parameters)) rows.push(row as unknown[]);
  } catch (error) {
    if (!isDamage(error)) throw error;
    isWhole = false;
  }
  write(rows);
  return isWhole;
}

/** Reads a table by the numbers of its rows, and goes on after a page that cannot be read. True when there was none. */
function copyByNumber(db: ReadDb, table: string, list: string, write: (rows: Rows) => void): boolean {
  const select = db
    .prepare(`SELECT rowid, ${list} FROM ${table} NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT ${rowsAtOnce}`)
    .raw()
    .safeIntegers();
  const first = db.prepare(`SELECT rowid FROM ${table} NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT 1`).pluck();
  let isWhole = true;
  for (let next: number | null = 1; next !== null;) {
    let last: number = next - 1;
    let count = 0;
    const isRead = copyInOrder(
      select,
      (rows) => {
        count = rows.length;
        last = Number(rows.at(-1)?.[0] ?? last);
        write(rows.map((row) => row.slice(1)));
      },
      next,
    );
    if (isRead && count < rowsAtOnce) return isWhole;
    if (!isRead) isWhole = false;
    next = isRead ? last + 1 : nextReadable(first, last + 1, highestNumber(db, table, last));
  }
  return isWhole;
}

/**
 * The number of a row past the damage; null when there is none up to `highest`. Damage is a page or two nearly always; the
 * further it goes, the longer the steps.
 */
function nextReadable(first: Statement, from: number, highest: number): number | null {
  let step = 1;
  for (let failed = from, at = from + 1; failed <= highest; failed = at, at += step) {
    const found = probe(first, at);
    if (found === null) return null;
    if (found !== 'damaged') return firstReadable(first, failed, at, found);
    step = Math.min(step * 2, Math.max(shortStep, Math.floor((at - from) / 64)));
  }
  return null;
}

/** The damage ends somewhere after `failed` and not after `at`, from where `found` is the next row. */
function firstReadable(first: Statement, failed: number, at: number, found: number): number {
  let earliest = found;
  for (let low = failed, high = at; high - low > 1;) {
    const middle = Math.floor((low + high) / 2);
    const there = probe(first, middle);
    if (typeof there === 'number') {
      earliest = there;
      high = middle;
    } else {
      low = middle;
    }
  }
  return earliest;
}

function probe(first: Statement, from: number): number | 'damaged' | null {
  try {
    return (first.get(from) as number | undefined) ?? null;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return 'damaged';
  }
}

function highestNumber(db: ReadDb, table: string, last: number): number {
  try {
    return (preparePluck(db, `SELECT max(rowid) FROM ${table} NOT INDEXED`).get() as number | null) ?? last;
  } catch {
    return last + rowsPerPage * (db.pragma('page_count', { simple: true }) as number);
  }
}

function isDamage(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB|IOERR|CANTOPEN)/.test(String(error.code))
  );
}
