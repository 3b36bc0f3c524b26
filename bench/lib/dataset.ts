/** Databases of any size for the benches: two libraries, a tenth of the files copies of each other. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { migrate } from '../../main/db/migrate.js';
import { openWriteDb, prepare, transaction } from '../../main/db/open.js';
import type { WriteDb } from '../../main/db/open.js';

export const tagCount = 50;
const filesPerFolder = 200;
// A prime: its multiples meet every file once.
const scatterStep = 617_761;
const firstPhotoMs = Date.UTC(2004, 0, 1);
const lastPhotoMs = Date.UTC(2026, 0, 1);

export interface DatasetOptions {
  readonly locations: number;
  /** Tag rows and insights, one each a location; without their hash they wait for reconcile. */
  readonly derived: 'none' | 'hashed' | 'unhashed';
  /** Tags and insights made in the order of the files (the default), or all over the place: the worst there is. */
  readonly order?: 'files' | 'scattered';
}

/** Same options, same rows. Filled at the version before photos got numbers, then upgraded: much quicker than row by row. */
export async function buildDatabase(path: string, options: DatasetOptions): Promise<WriteDb> {
  const migrationsFolder = resolve('migrations');
  const db = openWriteDb(path);
  for (const name of readdirSync(migrationsFolder).sort()) {
    if (name < '2026-06-12') db.exec(readFileSync(join(migrationsFolder, name, 'up.sql'), 'utf8'));
  }
  db.exec(
    `INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 0), (2, 'Archive', '/archive', 0)`,
  );
  const tag = prepare(db, 'INSERT INTO tags (id, name, created_time) VALUES (?, ?, 0)');
  for (let id = 1; id <= tagCount; id++) tag.run(id, `Tag ${id}`);
  const batch = 50_000;
  for (let from = 0; from < options.locations; from += batch) {
    transaction(db, () => {
      for (let n = from; n < Math.min(from + batch, options.locations); n++) {
        insertFile(db, n, options);
        insertDerived(db, options.order === 'scattered' ? (n * scatterStep) % options.locations : n, options);
      }
    });
  }
  await migrate(db, migrationsFolder, { backupFolder: join(path, '..', 'backups') });
  rmSync(join(path, '..', 'backups'), { recursive: true, force: true });
  db.exec('ANALYZE');
  db.pragma('wal_checkpoint(TRUNCATE)');
  return db;
}

interface FileNumbered {
  readonly hash: Buffer;
  readonly library: number;
  readonly relPath: string;
  readonly isCopy: boolean;
}

function fileNumbered(n: number, locations: number): FileNumbered {
  // The last tenth of the files are copies of the first ones, in the other library.
  const originals = Math.ceil(locations * 0.9);
  const isCopy = n >= originals;
  const hash = createHash('sha256')
    .update(`photo ${isCopy ? n - originals : n}`)
    .digest();
  const relPath = `${2004 + (n % 22)}/${Math.floor(n / filesPerFolder)}/IMG_${n}.jpg`;
  return { hash, library: isCopy ? 2 : 1, relPath, isCopy };
}

function insertFile(db: WriteDb, n: number, { locations }: DatasetOptions): void {
  const { hash, library, relPath } = fileNumbered(n, locations);
  const random = hash.readUInt32LE(0) / 2 ** 32;
  const portrait = hash.readUInt8(4) < 80;
  prepare(
    db,
    `INSERT INTO image_exif (id, library_id, rel_path, content_hash, size_bytes, mtime_ms, mime_type, width, height,
       captured_local_ms, sort_time_ms, captured_source, added_at, read_state, preview_state, metadata_state,
       camera_make, camera_model, presence)
     VALUES (?, ?, ?, ?, 4000000, 0, 'image/jpeg', ?, ?, ?, ?, 'exif', 0, 1, ?, 1, 'Canon', 'EOS R6', ?)`,
  ).run(
    n + 1,
    library,
    relPath,
    hash,
    portrait ? 3000 : 4000,
    portrait ? 4000 : 3000,
    ...sortTimes(random),
    n % 500 === 7 ? 3 : 1,
    n % 1000 === 9 ? 2 : 0,
  );
}

function insertDerived(db: WriteDb, n: number, { locations, derived }: DatasetOptions): void {
  if (derived === 'none') return;
  const { hash, library, relPath, isCopy } = fileNumbered(n, locations);
  const rowHash = derived === 'hashed' ? hash : null;
  // Every fifth row is from before rows knew their library.
  prepare(
    db,
    'INSERT INTO tagged_photo (library_id, rel_path, tag_id, created_time, content_hash) VALUES (?, ?, ?, 0, ?)',
  ).run(n % 5 === 0 ? null : library, relPath, 1 + (hash.readUInt8(5) % tagCount), rowHash);
  prepare(
    db,
    `INSERT INTO photo_insights (library_id, rel_path, title, summary, generated_at, model_version, provider, content_hash,
       is_current, pinned_at)
     VALUES (?, ?, ?, 'A summary of a sentence or two, as the built-in provider writes it.', ?, '1', 'built-in', ?, ?, ?)`,
  ).run(library, relPath, `Photo ${n}`, n, rowHash, rowHash !== null && isCopy ? 0 : 1, n % 97 === 0 ? n : null);
}

/**
 * What comes together over years, for a database whose tags know their photos: every tag has its line in the history,
 * from edits of a thousand photos; every hundredth photo has a tag for one copy only; every hundredth older tag is
 * ambiguous; every thousandth photo has lost its last file.
 */
export function addYears(db: WriteDb): void {
  transaction(db, () => {
    db.exec(`
      INSERT INTO tag_changes (edit_id, photo_id, is_added)
        SELECT DISTINCT 1 + id / 1000, photo_id, 1 FROM tagged_photo WHERE photo_id IS NOT NULL;
      INSERT INTO edits (id, at, made_by, action, tag_id, tag_name, photo_count)
        SELECT edit_id, edit_id, 'user', 'tag_added', 1, 'Tag 1', count(*) FROM tag_changes GROUP BY edit_id;
      INSERT INTO tagged_photo (library_id, rel_path, tag_id, created_time, content_hash, photo_id, copy_of)
        SELECT library_id, rel_path, 1, 0, content_hash, photo_id, content_hash FROM image_exif
        WHERE id % 100 = 0 AND content_hash IS NOT NULL AND presence < 2;
      INSERT INTO tag_ambiguities (tag_id, rel_path, photo_id, noted_at)
        SELECT tag_id, rel_path, photo_id, 0 FROM tagged_photo
        WHERE library_id IS NULL AND photo_id IS NOT NULL AND id % 100 = 1;
      INSERT INTO tag_ambiguity_photos (ambiguity_id, photo_id, library_id)
        SELECT a.id, a.photo_id + other.value, 1 FROM tag_ambiguities AS a CROSS JOIN json_each('[0,1]') AS other;
      DELETE FROM image_exif WHERE id % 1000 = 500;
    `);
  });
  db.exec('ANALYZE');
  db.pragma('wal_checkpoint(TRUNCATE)');
}

function sortTimes(random: number): readonly [number, number] {
  const at = Math.floor(firstPhotoMs + random * (lastPhotoMs - firstPhotoMs));
  return [at, at];
}

/** A folder for the databases; removed when `work` is done. */
export async function inTemporaryFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keepsight-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
