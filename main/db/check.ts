/** What SQLite says of its own file, in words for people. */
import type { DatabaseCheck } from '../../preload/contract/model.js';
import { preparePluck, prepareRaw } from './open.js';
import type { ReadDb } from './open.js';

const maxFindings = 20;
/** Above it, indexes are not compared with their tables: that alone takes minutes. */
const quickAboveBytes = 2 * 1024 ** 3;

/** Reads the whole file. */
export function checkDatabase(db: ReadDb, nowMs: number): DatabaseCheck {
  let findings = firstOf(damage(db), maxFindings);
  // Parts of an index may have been merged just between the look for them and the check.
  if (findings.length > 0 && findings.every((line) => line.includes('fts5:')))
    findings = firstOf(damage(db), maxFindings);
  if (findings.length === 0) findings.push(...brokenReferences(db));
  return { checkedAtMs: nowMs, isSound: findings.length === 0, findings };
}

/** Bytes of the database as SQLite counts them, its log aside. */
export function databaseBytes(db: ReadDb): number {
  const pages = db.pragma('page_count', { simple: true }) as number;
  return pages * (db.pragma('page_size', { simple: true }) as number);
}

/** Where the damage is bad enough the check itself stops with an error, after what it has found. */
function* damage(db: ReadDb): Generator<string, void> {
  const pragma = databaseBytes(db) > quickAboveBytes ? 'quick_check' : 'integrity_check';
  try {
    forgetIndexes(db);
    const lines = prepareRaw(db, `PRAGMA ${pragma}(${maxFindings})`).iterate() as IterableIterator<[string]>;
    for (const [line] of lines) if (line !== 'ok') yield damageInWords(line);
  } catch (error) {
    if (!isDamage(error)) throw error;
    yield damageInWords(error.message);
  }
}

/**
 * A connection remembers which parts an index of words has. The check would look for those, and take what others merged
 * since for damage; whoever reads from such an index looks first whether they are still right.
 */
function forgetIndexes(db: ReadDb): void {
  const names = preparePluck(
    db,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'",
  ).all() as string[];
  for (const name of names) preparePluck(db, `SELECT rowid FROM "${name}" LIMIT 1`).get();
}

function isDamage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(String(error.code));
}

function firstOf(lines: Iterable<string>, limit: number): string[] {
  const first: string[] = [];
  for (const line of lines) {
    first.push(line);
    if (first.length === limit) break;
  }
  return first;
}

/** The line of SQLite itself follows in brackets, for whoever has to mend it. */
export function damageInWords(line: string): string {
  return `${wordsFor(line)} (${line})`;
}

function wordsFor(line: string): string {
  const missing = /row \d+ missing from index (\w+)|wrong # of entries in index (\w+)/.exec(line);
  if (missing !== null) return 'An index does not match what it lists; searches may miss photos.';
  if (line.includes('non-unique entry')) return 'Something is there twice that may be there only once.';
  if (/NULL value in|CHECK constraint failed|non-\w+ value in/.test(line)) return 'A stored value cannot be right.';
  return 'A part of the database file is damaged.';
}

const referenceNames: Readonly<Record<string, string>> = {
  image_exif: 'files of a library that is not there',
  tagged_photo: 'tags on photos whose tag is not there',
  album_photos: 'photos in albums that are not there',
  fixity_failures: 'reports about files that are not there',
  tag_ambiguities: 'ambiguous tags whose tag is not there',
  tag_ambiguity_photos: 'photos of ambiguous tags that are not on the list',
};

function brokenReferences(db: ReadDb): string[] {
  const counts = new Map<string, number>();
  for (const [table] of prepareRaw(db, 'PRAGMA foreign_key_check').iterate() as IterableIterator<[string]>) {
    counts.set(table, (counts.get(table) ?? 0) + 1);
  }
  return [...counts].map(
    ([table, count]) =>
      `${count.toLocaleString('en')} ${referenceNames[table] ?? `rows that lead nowhere (${table})`}.`,
  );
}
