/** For tests: databases with the schema of this checkout, and rows put in without the DAOs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { InsightId, LibraryId, LocationId, TagId } from '../../preload/contract/model.js';
import { openWriteDb, preparePluck } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';

export const migrationsFolder = resolve(import.meta.dirname, '../../migrations');

export function migrationNames(): string[] {
  return readdirSync(migrationsFolder).sort();
}

export function upSql(name: string): string {
  return readFileSync(join(migrationsFolder, name, 'up.sql'), 'utf8');
}

const allUpSql = migrationNames().map(upSql).join('\n');

let newest: Buffer | null = null;

/** The newest schema, in memory: quick enough for one a property run, because it is made once and copied. */
export function memoryDatabase(): WriteDb {
  newest ??= serialized();
  return openWriteDb(newest);
}

function serialized(): Buffer {
  const db = openWriteDb(':memory:');
  db.exec(allUpSql);
  const bytes = db.serialize();
  db.close();
  return bytes;
}

/** 32 bytes that say their number; null stays null. */
export function hashNumbered(n: number): Buffer {
  const hash = Buffer.alloc(32);
  hash.writeUInt32BE(n, 28);
  // The first byte differs too, so that the order of hashes is not the order of numbers.
  hash.writeUInt8((n * 167) % 256, 0);
  return hash;
}

export function addLibrary(db: WriteDb, id: number, name = `Library ${id}`): LibraryId {
  return preparePluck(
    db,
    'INSERT INTO libraries (id, name, root_path, created_time) VALUES (?, ?, ?, 0) RETURNING id',
  ).get(id, name, `/root/${id}`) as LibraryId;
}

export interface LocationOptions {
  readonly hash?: Buffer | null;
  readonly presence?: number;
  readonly previewState?: number;
  readonly readState?: number;
  readonly sortTimeMs?: number;
  readonly mediaKind?: string;
  /** Degrees. */
  readonly position?: readonly [latitude: number, longitude: number] | null;
}

export function addLocation(
  db: WriteDb,
  libraryId: number,
  relPath: string,
  options: LocationOptions = {},
): LocationId {
  const { hash = null, presence = 0, previewState = 1, sortTimeMs = 0, mediaKind = 'image' } = options;
  return preparePluck(
    db,
    `INSERT INTO image_exif (library_id, rel_path, content_hash, presence, preview_state, read_state, sort_time_ms,
       media_kind, latitude, longitude, size_bytes, mtime_ms, width, height)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1000, 0, 400, 300) RETURNING id`,
  ).get(
    libraryId,
    relPath,
    hash,
    presence,
    previewState,
    options.readState ?? (hash === null ? 0 : 1),
    sortTimeMs,
    mediaKind,
    options.position?.[0] ?? null,
    options.position?.[1] ?? null,
  ) as LocationId;
}

export function addTag(db: WriteDb, name: string): TagId {
  return preparePluck(db, 'INSERT INTO tags (name, created_time) VALUES (?, 0) RETURNING id').get(name) as TagId;
}

export interface TagRowOptions {
  readonly libraryId?: number | null;
  readonly relPath: string;
  readonly tagId: number;
  readonly hash?: Buffer | null;
}

export function addTagRow(db: WriteDb, row: TagRowOptions): number {
  return preparePluck(
    db,
    'INSERT INTO tagged_photo (library_id, rel_path, tag_id, created_time, content_hash) VALUES (?, ?, ?, 0, ?) RETURNING id',
  ).get(row.libraryId ?? null, row.relPath, row.tagId, row.hash ?? null) as number;
}

export interface InsightRowOptions {
  readonly libraryId: number;
  readonly relPath: string;
  readonly hash?: Buffer | null;
  readonly generatedAtMs?: number;
  readonly pinnedAtMs?: number | null;
  readonly isCurrent?: boolean;
  readonly title?: string;
}

export function addInsightRow(db: WriteDb, row: InsightRowOptions): InsightId {
  return preparePluck(
    db,
    `INSERT INTO photo_insights (library_id, rel_path, content_hash, title, summary, generated_at, model_version,
       pinned_at, is_current) VALUES (?, ?, ?, ?, 'Text', ?, '1', ?, ?) RETURNING id`,
  ).get(
    row.libraryId,
    row.relPath,
    row.hash ?? null,
    row.title ?? 'Title',
    row.generatedAtMs ?? 0,
    row.pinnedAtMs ?? null,
    row.isCurrent === false ? 0 : 1,
  ) as InsightId;
}

/** Lines of EXPLAIN QUERY PLAN for every statement that `work` runs on this connection. */
export function plansOf(db: ReadDb, work: () => void): string[] {
  const seen = new Set<string>();
  const original = db.prepare.bind(db);
  const spy = (sql: string): unknown => {
    seen.add(sql);
    return original(sql);
  };
  Object.defineProperty(db, 'prepare', { value: spy, configurable: true });
  try {
    work();
  } finally {
    Reflect.deleteProperty(db, 'prepare');
  }
  return [...seen]
    .filter((sql) => /^\s*(SELECT|WITH|UPDATE|DELETE|INSERT)/i.test(sql))
    .flatMap((sql) => planOf(db, sql));
}

/** Parameters are left unbound: the plan does not depend on them here. */
export function planOf(db: ReadDb, sql: string): string[] {
  const statement = db.prepare(`EXPLAIN QUERY PLAN ${sql}`);
  const names = [...new Set([...sql.matchAll(/@(\w+)/g)].map(([, name]) => name ?? ''))];
  const positional = (sql.match(/\?/g) ?? []).map(() => 1);
  const rows = (
    names.length > 0 ? statement.all(Object.fromEntries(names.map((name) => [name, 1]))) : statement.all(...positional)
  ) as { detail: string }[];
  return rows.map(({ detail }) => detail);
}
