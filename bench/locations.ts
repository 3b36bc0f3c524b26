/**
 * A million files listed and read, as far as the database goes: what a hundred thousand cost, from the first to the last,
 * beside the same rows in a bare table. `npm run bench -- locations`.
 */
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { LibraryId, LocationId } from '../preload/contract/model.js';
import { captureTime } from '../main/core/capture-time.js';
import type { WallTime } from '../main/core/capture-time.js';
import { noFacts } from '../main/core/facts.js';
import { pendingReads, recordRead } from '../main/dao/locations.js';
import { migrate } from '../main/db/migrate.js';
import { checkpoint, closeDb, openWriteDb, prepare, transaction } from '../main/db/open.js';
import type { WriteDb } from '../main/db/open.js';
import { ScanApplier } from '../main/libraries/scanning.js';
import type { SeenFile } from '../main/libraries/scan-messages.js';
import { inTemporaryFolder } from './lib/dataset.js';
import { timed } from './lib/measure.js';
import { machineLine, millis, printTable, ratio, rows } from './lib/table.js';

const locations = 1_000_000;
const part = 100_000;
/** As the scanner sends them. */
const listedAtOnce = 500;
/** As the ingest writes them. */
const readAtOnce = 24;
const library = 1 as LibraryId;
const firstPhotoMs = Date.UTC(2004, 0, 1);

function fileNumbered(n: number): SeenFile {
  const mtimeMs = firstPhotoMs + n * 600_000;
  return {
    relPath: `${2004 + Math.floor(n / 50_000)}/${Math.floor(n / 200)}/IMG_${n}.jpg`,
    sizeBytes: 3_000_000 + n,
    mtimeMs,
    touchedAtMs: mtimeMs,
    device: 1,
    inode: 1_000_000 + n,
  };
}

/** Hashes come in no order, as those of photos do. */
function hashNumbered(n: number): Buffer {
  return createHash('sha256').update(`photo ${n}`).digest();
}

function range(from: number, size: number): number[] {
  return Array.from({ length: size }, (_, at) => from + at);
}

function list(db: WriteDb, from: number): void {
  const applier = new ScanApplier(db, library, () => false);
  for (let at = from; at < from + part; at += listedAtOnce) {
    const added = range(at, listedAtOnce).map(fileNumbered);
    applier.apply({ added, changed: [], returned: [], identified: [], ignored: [] }, Date.now());
  }
  checkpoint(db);
}

function read(db: WriteDb): void {
  for (let done = 0; done < part;) {
    const files = pendingReads(db, library, Date.now(), readAtOnce);
    if (files.length === 0) return;
    transaction(db, () => {
      for (const { id, mtimeMs } of files) recordOne(db, id, mtimeMs);
    });
    done += files.length;
  }
  checkpoint(db);
}

/** Every other photo tells its time zone: those beside it take it from there. */
function wallTime(id: LocationId, localMs: number): WallTime {
  return id % 2 === 0
    ? { localMs, offsetMinutes: 60, offsetSource: 'offset_tag' }
    : { localMs, offsetMinutes: null, offsetSource: null };
}

function recordOne(db: WriteDb, id: LocationId, mtimeMs: number): void {
  recordRead(
    db,
    {
      id,
      contentHash: hashNumbered(id),
      facts: { ...noFacts, width: 4000, height: 3000, cameraMake: 'Canon', cameraModel: 'EOS R6', iso: 200 },
      captured: captureTime(wallTime(id, mtimeMs), '', mtimeMs, mtimeMs),
      preview: { state: 'ready' },
      verdictOnEdit: 'edited',
    },
    mtimeMs,
  );
}

function fillBare(db: WriteDb, from: number): void {
  for (let at = from; at < from + part; at += listedAtOnce) {
    transaction(db, () => {
      for (const n of range(at, listedAtOnce)) {
        const { relPath, sizeBytes, mtimeMs, device, inode } = fileNumbered(n);
        prepare(
          db,
          `INSERT INTO files (library_id, rel_path, size_bytes, mtime_ms, device, inode, hash, width, height, taken)
           VALUES (1, ?, ?, ?, ?, ?, ?, 4000, 3000, ?)`,
        ).run(relPath, sizeBytes, mtimeMs, device, inode, hashNumbered(n), mtimeMs);
      }
    });
  }
  checkpoint(db);
}

await inTemporaryFolder(async (folder) => {
  const bare = openWriteDb(join(folder, 'bare.db'));
  bare.exec(
    `CREATE TABLE files (id INTEGER PRIMARY KEY, library_id INTEGER, rel_path TEXT, size_bytes INTEGER, mtime_ms INTEGER,
       device INTEGER, inode INTEGER, hash BLOB, width INTEGER, height INTEGER, taken INTEGER, UNIQUE (library_id, rel_path));
     CREATE INDEX files_hash ON files (hash)`,
  );
  const db = openWriteDb(join(folder, 'keepsight.db'));
  await migrate(db, resolve('migrations'), { backupFolder: join(folder, 'backups') });
  db.exec(`INSERT INTO libraries (id, name, root_path, created_time) VALUES (1, 'Photos', '/photos', 0)`);

  const parts = range(0, locations / part).map((n) => ({
    bare: timed(() => {
      fillBare(bare, n * part);
    }).millis,
    listed: timed(() => {
      list(db, n * part);
    }).millis,
    read: timed(() => {
      read(db);
    }).millis,
  }));
  closeDb(bare);
  closeDb(db);

  const [first] = parts;
  if (first === undefined) return;
  console.log(machineLine());
  const each = (time: number): string => `${((time * 1_000) / part).toFixed(1)} µs`;
  const against = (time: number, floor: number): string => `${each(time)} (${ratio(time, floor)})`;
  printTable(
    `Rows of ${rows(locations)} files, each ${rows(part)} of them; in brackets against the first`,
    ['', 'listed, a file', 'read, a file', 'bare table, a row', 'both against bare'],
    parts.map(({ bare: floor, listed, read: recorded }, at) => [
      `to ${rows((at + 1) * part)}`,
      against(listed, first.listed),
      against(recorded, first.read),
      against(floor, first.bare),
      ratio(listed + recorded, floor),
    ]),
  );
  const total = (of: 'bare' | 'listed' | 'read'): number => parts.reduce((sum, one) => sum + one[of], 0);
  console.log(
    `\nAll: listed ${millis(total('listed'))}, read ${millis(total('read'))}, bare table ${millis(total('bare'))}`,
  );
});
