/** Thumbnails by content hash, in a file of their own: it can be large, and it can be made again from the photos. */
import { hexToHash } from '../core/hash.js';
import { AppFailure } from './failure.js';
import { closeDb, openReadDb, openWriteDb, prepare, preparePluck, transaction } from './open.js';
import type { ReadDb, WriteDb } from './open.js';

declare const store: unique symbol;
/** May have been opened for reading only; `putThumbnails` then throws. */
export type ThumbnailStore = ReadDb & { readonly [store]: true };

export interface ThumbnailRow {
  /** 32 bytes. */
  readonly contentHash: Uint8Array;
  readonly webp: Uint8Array;
  /** Size of the thumbnail in pixels. */
  readonly width: number;
  readonly height: number;
}

export interface Thumbnail {
  readonly webp: Buffer;
  readonly width: number;
  readonly height: number;
}

const schemaVersion = 1;
const schemaSql = `
  CREATE TABLE thumbnails (
    id INTEGER PRIMARY KEY,
    content_hash BLOB NOT NULL UNIQUE CHECK (length(content_hash) = 32),
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    webp BLOB NOT NULL
  ) STRICT;
  PRAGMA user_version = ${schemaVersion};
`;

export function openThumbnailStore(path: string, options: { readonly readonly?: boolean } = {}): ThumbnailStore {
  // Pages of 8 kB: a thumbnail is two or three of them. Durability is normal: what a power cut takes is made again.
  const db = options.readonly === true ? openReadDb(path) : openWriteDb(path, { pageSize: 8192, durability: 'normal' });
  try {
    let version = db.pragma('user_version', { simple: true }) as number;
    if (version === 0 && !db.readonly) {
      transaction(db as WriteDb, () => db.exec(schemaSql));
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
  return db as ThumbnailStore;
}

/** One transaction. A thumbnail that is there already is replaced. */
export function putThumbnails(thumbnails: ThumbnailStore, rows: readonly ThumbnailRow[]): void {
  if (rows.length === 0) return;
  const insert = prepare(
    thumbnails,
    `INSERT INTO thumbnails (content_hash, width, height, webp) VALUES (?, ?, ?, ?)
     ON CONFLICT (content_hash) DO UPDATE SET width = excluded.width, height = excluded.height, webp = excluded.webp`,
  );
  transaction(thumbnails as unknown as WriteDb, () => {
    for (const row of rows) insert.run(row.contentHash, row.width, row.height, row.webp);
  });
}

export function putThumbnail(thumbnails: ThumbnailStore, row: ThumbnailRow): void {
  putThumbnails(thumbnails, [row]);
}

/** One transaction; hashes without a thumbnail are passed over. The file keeps its size: new thumbnails use the room. */
export function deleteThumbnails(thumbnails: ThumbnailStore, hashes: readonly Uint8Array[]): void {
  if (hashes.length === 0) return;
  const remove = prepare(thumbnails, 'DELETE FROM thumbnails WHERE content_hash = ?');
  transaction(thumbnails as unknown as WriteDb, () => {
    for (const hash of hashes) remove.run(hash);
  });
}

/** Null when there is none. `hash`: 32 bytes, or the contract's hexadecimal text. */
export function getThumbnail(thumbnails: ThumbnailStore, hash: string | Uint8Array): Thumbnail | null {
  const row = prepare(thumbnails, 'SELECT webp, width, height FROM thumbnails WHERE content_hash = ?').get(key(hash));
  return (row as Thumbnail | undefined) ?? null;
}

export function hasThumbnail(thumbnails: ThumbnailStore, hash: string | Uint8Array): boolean {
  return preparePluck(thumbnails, 'SELECT 1 FROM thumbnails WHERE content_hash = ?').get(key(hash)) !== undefined;
}

export function closeThumbnailStore(thumbnails: ThumbnailStore): void {
  closeDb(thumbnails);
}

function key(hash: string | Uint8Array): Uint8Array {
  return typeof hash === 'string' ? hexToHash(hash) : hash;
}
