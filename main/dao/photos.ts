/** `photos`: a small number for each content hash, by which the indexes go. */
import type { LocationId } from '../../preload/contract/model.js';
import { preparePluck } from '../db/open.js';
import type { ReadDb, WriteDb } from '../db/open.js';

/** Null when no row has or had that hash. */
export function photoIdOf(db: ReadDb, contentHash: Buffer): number | null {
  const id = preparePluck(db, 'SELECT id FROM photos WHERE content_hash = ?').get(contentHash) as number | undefined;
  return id ?? null;
}

/** Gives the hash a number when it has none yet. */
export function ensurePhotoId(db: WriteDb, contentHash: Buffer): number {
  return (
    photoIdOf(db, contentHash) ??
    (preparePluck(db, 'INSERT INTO photos (content_hash) VALUES (?) RETURNING id').get(contentHash) as number)
  );
}

/** Null for a file that was not read yet, or is gone. */
export function hashOfLocation(db: ReadDb, locationId: LocationId): Uint8Array | null {
  const hash = preparePluck(db, 'SELECT content_hash FROM image_exif WHERE id = ?').get(locationId);
  return hash instanceof Uint8Array ? hash : null;
}
