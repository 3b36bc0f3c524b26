/** Thumbnails by content hash, in a file of their own: it can be large, and it can be made again from the photos. */
import { existsSync, statSync } from 'node:fs';
import { hexToHash } from '../core/hash.js';
import { removeDatabaseFiles } from './backups.js';
import { AppFailure, storageFailure } from './failure.js';
import { closeDb, openReadDb, openWriteDb, prepare, preparePluck, transaction } from './open.js';
import type { ReadDb, WriteDb } from './open.js';

export interface ThumbnailStoreOptions {
  readonly readonly?: boolean;
  /**
   * The store was damaged and all it had is lost. Called before the file goes, so that a crash forgets nothing; a store
   * that only reads goes on without pictures and leaves the file.
   */
  readonly onLost?: () => void;
}

/** May have been opened for reading only; `putThumbnails` then throws. */
export interface ThumbnailStore {
  readonly path: string;
  readonly options: ThumbnailStoreOptions;
  db: ReadDb;
  /** Which file is open: another one may have taken its place. */
  fileId: number;
  /** A reader tells of a damaged file once. */
  toldOf: number | null;
}

export interface ThumbnailRow {
  /** 32 bytes. */
  readonly contentHash: Uint8Array;
  readonly webp: Uint8Array;
  /** Size of the thumbnail in pixels. */
  readonly width: number;
  readonly height: number;
  /** What is shown before it, 32 bytes (`preload/contract/blur.ts`). */
  readonly blur: Uint8Array;
}

export interface Thumbnail {
  readonly webp: Buffer;
  readonly width: number;
  readonly height: number;
}

const schemaVersion = 2;
/**
 * Blurs lie by themselves: some hundred of them are read for a screen before its thumbnails, each of which is three pages.
 * `blurs_to_make` has a row while thumbnails of an earlier version may lack one: those with a greater hash.
 */
const blursSql = `
  CREATE TABLE blurs (
    content_hash BLOB PRIMARY KEY CHECK (length(content_hash) = 32),
    blur BLOB NOT NULL CHECK (length(blur) = 32)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE blurs_to_make (after_hash BLOB NOT NULL) STRICT;
`;
const schemaSql = `
  CREATE TABLE thumbnails (
    id INTEGER PRIMARY KEY,
    content_hash BLOB NOT NULL UNIQUE CHECK (length(content_hash) = 32),
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    webp BLOB NOT NULL
  ) STRICT;
  ${blursSql}
  PRAGMA user_version = ${schemaVersion};
`;
/** By the version before. */
const upgradeSql: Readonly<Record<number, string>> = {
  1: `${blursSql} INSERT INTO blurs_to_make (after_hash) VALUES (x''); PRAGMA user_version = 2;`,
};

/** A store that is damaged is made anew, unless it is opened for reading only. Throws an AppFailure. */
export function openThumbnailStore(path: string, options: ThumbnailStoreOptions = {}): ThumbnailStore {
  try {
    return { path, options, db: connect(path, options), fileId: fileIdOf(path), toldOf: null };
  } catch (error) {
    if (options.readonly === true || !isDamage(error)) throw error;
    options.onLost?.();
    removeDatabaseFiles(path);
    return { path, options, db: connect(path, options), fileId: fileIdOf(path), toldOf: null };
  }
}

/** Throws all thumbnails away, whatever state the file is in. */
export function rebuildThumbnailStore(store: ThumbnailStore): void {
  store.options.onLost?.();
  closeDb(store.db);
  removeDatabaseFiles(store.path);
  store.db = connect(store.path, store.options);
  store.fileId = fileIdOf(store.path);
}

/** A damaged store has nothing, and is made anew: no photo is the worse for it. */
function use<T>(store: ThumbnailStore, nothing: T, work: (db: ReadDb) => T): T {
  const isReader = store.options.readonly === true;
  try {
    if (isReader) followFile(store);
    return work(store.db);
  } catch (error) {
    if (!isDamage(error)) throw error;
    if (!isReader) {
      rebuildThumbnailStore(store);
    } else if (store.toldOf !== store.fileId) {
      store.toldOf = store.fileId;
      store.options.onLost?.();
    }
    return nothing;
  }
}

/** The engine may have made the store anew. */
function followFile(store: ThumbnailStore): void {
  if (!existsSync(store.path) || fileIdOf(store.path) === store.fileId) return;
  const fileId = fileIdOf(store.path);
  const db = connect(store.path, store.options);
  closeDb(store.db);
  store.db = db;
  store.fileId = fileId;
}

function fileIdOf(path: string): number {
  return statSync(path).ino;
}

function isDamage(error: unknown): boolean {
  const failure = error instanceof AppFailure ? error : storageFailure(error);
  return failure?.details['damaged'] === true;
}

function connect(path: string, options: ThumbnailStoreOptions): ReadDb {
  // Pages of 8 kB: a thumbnail is two or three of them. Durability is normal: what a power cut takes is made again.
  const db = options.readonly === true ? openReadDb(path) : openWriteDb(path, { pageSize: 8192, durability: 'normal' });
  try {
    let version = db.pragma('user_version', { simple: true }) as number;
    const sql = version === 0 ? schemaSql : upgradeSql[version];
    if (sql !== undefined && !db.readonly) {
      transaction(db as WriteDb, () => db.exec(sql));
      version = schemaVersion;
    }
    if (version !== schemaVersion) {
      throw new AppFailure(
        'database_unavailable',
        `The thumbnail store ${path} has version ${version}; this app reads version ${schemaVersion}. ` +
          'Update this app, or move the file away: thumbnails are made again.',
        { path, version },
      );
    }
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

const putBlurSql =
  'INSERT INTO blurs (content_hash, blur) VALUES (?, ?) ON CONFLICT (content_hash) DO UPDATE SET blur = excluded.blur';

/** One transaction. A thumbnail that is there already is replaced. */
export function putThumbnails(thumbnails: ThumbnailStore, rows: readonly ThumbnailRow[]): void {
  if (rows.length === 0) return;
  const put = (db: ReadDb): boolean => {
    const insert = prepare(
      db,
      `INSERT INTO thumbnails (content_hash, width, height, webp) VALUES (?, ?, ?, ?)
       ON CONFLICT (content_hash) DO UPDATE SET width = excluded.width, height = excluded.height, webp = excluded.webp`,
    );
    const insertBlur = prepare(db, putBlurSql);
    transaction(db as WriteDb, () => {
      for (const row of rows) {
        insert.run(row.contentHash, row.width, row.height, row.webp);
        insertBlur.run(row.contentHash, row.blur);
      }
    });
    return true;
  };
  // The second time into the store that was made anew.
  if (!use(thumbnails, false, put)) put(thumbnails.db);
}

export function putThumbnail(thumbnails: ThumbnailStore, row: ThumbnailRow): void {
  putThumbnails(thumbnails, [row]);
}

/** One transaction; hashes without a thumbnail are passed over. The file keeps its size: new thumbnails use the room. */
export function deleteThumbnails(thumbnails: ThumbnailStore, hashes: readonly Uint8Array[]): void {
  if (hashes.length === 0) return;
  use(thumbnails, undefined, (db) => {
    const remove = prepare(db, 'DELETE FROM thumbnails WHERE content_hash = ?');
    const removeBlur = prepare(db, 'DELETE FROM blurs WHERE content_hash = ?');
    transaction(db as WriteDb, () => {
      for (const hash of hashes) {
        remove.run(hash);
        removeBlur.run(hash);
      }
    });
  });
}

/** Null when there is none. `hash`: 32 bytes, or the contract's hexadecimal text. */
export function getThumbnail(thumbnails: ThumbnailStore, hash: string | Uint8Array): Thumbnail | null {
  const contentHash = key(hash);
  return use(thumbnails, null, (db) => {
    const row = prepare(db, 'SELECT webp, width, height FROM thumbnails WHERE content_hash = ?').get(contentHash);
    return (row as Thumbnail | undefined) ?? null;
  });
}

export function hasThumbnail(thumbnails: ThumbnailStore, hash: string | Uint8Array): boolean {
  const contentHash = key(hash);
  return use(
    thumbnails,
    false,
    (db) => preparePluck(db, 'SELECT 1 FROM thumbnails WHERE content_hash = ?').get(contentHash) !== undefined,
  );
}

/** Of these hashes, as the contract writes them, those that have one: base64 of 32 bytes. */
export function blursOf(thumbnails: ThumbnailStore, hashes: readonly string[]): ReadonlyMap<string, string> {
  return use(thumbnails, new Map<string, string>(), (db) => {
    const get = preparePluck(db, 'SELECT blur FROM blurs WHERE content_hash = ?');
    const found = hashes.map((hash) => [hash, get.get(hexToHash(hash)) as Buffer | undefined] as const);
    return new Map(found.flatMap(([hash, blur]) => (blur === undefined ? [] : [[hash, blur.toString('base64')]])));
  });
}

/** Thumbnails of an earlier version. */
export interface Unblurred {
  readonly rows: readonly { readonly contentHash: Buffer; readonly webp: Buffer }[];
  /** All hashes up to this one were looked at; null: all there are. */
  readonly upTo: Buffer | null;
}

/** The next ones that lack a blur, of a piece of so many; null when none has to be looked at any more. */
export function nextUnblurred(thumbnails: ThumbnailStore, piece: number): Unblurred | null {
  return use(thumbnails, null, (db) => {
    const after = preparePluck(db, 'SELECT after_hash FROM blurs_to_make').get() as Buffer | undefined;
    if (after === undefined) return null;
    const hashes = preparePluck(
      db,
      'SELECT content_hash FROM thumbnails WHERE content_hash > ? ORDER BY content_hash LIMIT ?',
    ).all(after, piece) as Buffer[];
    const get = prepare(
      db,
      `SELECT content_hash AS contentHash, webp FROM thumbnails AS t
       WHERE content_hash = ? AND NOT EXISTS (SELECT 1 FROM blurs AS b WHERE b.content_hash = t.content_hash)`,
    );
    const rows = hashes.flatMap((hash) => (get.all(hash) as { contentHash: Buffer; webp: Buffer }[]).slice(0, 1));
    return { rows, upTo: hashes.length < piece ? null : (hashes.at(-1) ?? null) };
  });
}

/** Writes what was made of a piece, and how far that goes: one transaction. */
export function putBlurs(
  thumbnails: ThumbnailStore,
  blurs: readonly { readonly contentHash: Uint8Array; readonly blur: Uint8Array }[],
  upTo: Uint8Array | null,
): void {
  use(thumbnails, undefined, (db) => {
    const insert = prepare(db, putBlurSql);
    transaction(db as WriteDb, () => {
      for (const { contentHash, blur } of blurs) insert.run(contentHash, blur);
      if (upTo === null) prepare(db, 'DELETE FROM blurs_to_make').run();
      else prepare(db, 'UPDATE blurs_to_make SET after_hash = ?').run(upTo);
    });
  });
}

export function closeThumbnailStore(thumbnails: ThumbnailStore): void {
  closeDb(thumbnails.db);
}

function key(hash: string | Uint8Array): Uint8Array {
  return typeof hash === 'string' ? hexToHash(hash) : hash;
}
