import { expect, test } from 'vitest';
import type { LibraryId } from '../../preload/contract/model.js';
import { verifyIntervalMs } from '../core/verification.js';
import { databaseBytes } from '../db/check.js';
import { prepare } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import {
  addInsightRow,
  addLibrary,
  addLocation,
  addTag,
  addTagRow,
  hashNumbered,
  memoryDatabase,
  plansOf,
} from '../testing/database.js';
import { setAppState } from './app-state.js';
import { duplicateGroups, findDuplicates } from './duplicates.js';
import { findWhole, healthNumbers } from './health.js';

function twoLibraries(): WriteDb {
  const db = memoryDatabase();
  addLibrary(db, 1, 'Photos');
  addLibrary(db, 2, 'Archive');
  return db;
}

test('duplicates: the largest waste first, missing and silently changed files aside, page by page', () => {
  const db = twoLibraries();
  const sized = (library: number, path: string, hash: number, size: number, presence = 0): number => {
    const id = addLocation(db, library, path, { hash: hashNumbered(hash), presence });
    prepare(db, 'UPDATE image_exif SET size_bytes = ? WHERE id = ?').run(size, id);
    return id;
  };
  sized(1, 'small.jpg', 1, 10);
  sized(1, 'small 2.jpg', 1, 10);
  sized(2, 'small 3.jpg', 1, 10);
  const large = sized(1, 'large.jpg', 2, 500);
  const largeCopy = sized(2, 'large.jpg', 2, 500);
  sized(1, 'single.jpg', 3, 9000);
  sized(2, 'single.jpg', 3, 9000, 2);
  sized(1, 'sound.jpg', 4, 7000);
  const rotten = sized(2, 'rotten.jpg', 4, 7000);
  prepare(db, 'INSERT INTO fixity_failures (location_id, expected_hash, found_hash, found_at) VALUES (?, ?, ?, 0)').run(
    rotten,
    hashNumbered(4),
    hashNumbered(5),
  );
  prepare(
    db,
    'INSERT INTO photo_turns (photo_id, content_hash, quarters) SELECT id, content_hash, 3 FROM photos WHERE content_hash = ?',
  ).run(hashNumbered(2));
  const found = findDuplicates(db);
  expect(found.counts).toEqual({ photos: 2, extraFiles: 3, reclaimableBytes: 520 });
  expect(duplicateGroups(db, found, 0, 1)).toEqual([
    {
      contentHash: hashNumbered(2).toString('hex'),
      turn: 3,
      sizeBytes: 500,
      files: [
        { locationId: large, libraryName: 'Photos', relPath: 'large.jpg' },
        { locationId: largeCopy, libraryName: 'Archive', relPath: 'large.jpg' },
      ],
    },
  ]);
  expect(duplicateGroups(db, found, 1, 10).map(({ files }) => files.length)).toEqual([3]);
  expect(duplicateGroups(db, found, 2, 10)).toEqual([]);
  prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(large);
  expect(duplicateGroups(db, found, 0, 10).map(({ sizeBytes }) => sizeBytes)).toEqual([10]);
  db.close();
});

test('health counts what the page says, each thing once', () => {
  const db = twoLibraries();
  const nowMs = 1_800_000_000_000;
  const tag = addTag(db, 'Sea');
  const verified = prepare(db, 'UPDATE image_exif SET verified_at = ? WHERE id = ?');
  const fresh = addLocation(db, 1, 'fresh.jpg', { hash: hashNumbered(1) });
  verified.run(nowMs - 1000, fresh);
  const old = addLocation(db, 2, 'copy.jpg', { hash: hashNumbered(1) });
  verified.run(nowMs - verifyIntervalMs - 1, old);
  // Gone: neither due nor read, but its photo is missing.
  addLocation(db, 1, 'gone.jpg', { hash: hashNumbered(2), presence: 2 });
  addLocation(db, 1, 'damaged.jpg', { hash: hashNumbered(3), previewState: 3 });
  const video = addLocation(db, 1, 'video.mov', { hash: hashNumbered(4), previewState: 2 });
  addLocation(db, 1, 'new.jpg');
  addTagRow(db, { libraryId: 1, relPath: 'forgotten.jpg', tagId: tag, hash: hashNumbered(9) });
  addInsightRow(db, { libraryId: 1, relPath: 'forgotten.jpg', hash: hashNumbered(9) });
  const guard = { noticedAtMs: 5, count: 300, total: 400, examples: ['a.jpg'] };
  prepare(db, 'UPDATE libraries SET loss_guard = ? WHERE id = 2').run(JSON.stringify(guard));
  prepare(db, 'INSERT INTO fixity_failures VALUES (?, ?, ?, 1)').run(video, hashNumbered(4), hashNumbered(7));
  prepare(
    db,
    `INSERT INTO content_lineage (library_id, rel_path, from_hash, to_hash, observed_at, verdict)
     VALUES (1, 'x.jpg', ?, ?, 0, 'replaced'), (1, 'y.jpg', ?, ?, 0, 'edited')`,
  ).run(hashNumbered(5), hashNumbered(6), hashNumbered(5), hashNumbered(6));
  prepare(db, "INSERT INTO tag_ambiguities (tag_id, rel_path, photo_id, noted_at) VALUES (?, 'a.jpg', 1, 0)").run(tag);
  const check = { checkedAtMs: 9, isSound: true, findings: [] };
  setAppState(db, 'databaseCheck', check);
  expect(healthNumbers(db, findWhole(db, nowMs))).toEqual({
    ambiguousTags: 1,
    replacedFiles: 1,
    missingPhotos: 1,
    unreadableFiles: 1,
    leftOutPaths: 0,
    silentlyChanged: 1,
    duplicates: { photos: 1, extraFiles: 1, reclaimableBytes: 1000 },
    orphans: { photos: 1, tags: 1, marks: 0, albums: 0, stacks: 0, insights: 1 },
    heldBack: [{ libraryId: 2 as LibraryId, name: 'Archive', guard }],
    backlog: { toRead: 1, toDescribe: 4, toReconcile: 0 },
    // The damaged file and the video were never confirmed.
    verification: { files: 4, due: 3, oldestVerifiedAtMs: nowMs - verifyIntervalMs - 1, intervalDays: 90 },
    database: { sizeBytes: databaseBytes(db), lastCheck: check },
    lastSelfCheck: null,
  });
  db.close();
});

test('the numbers at a glance come from small indexes', () => {
  const db = twoLibraries();
  const whole = findWhole(db, 0);
  const plans = plansOf(db, () => healthNumbers(db, whole));
  const scans = plans.filter((line) => line.startsWith('SCAN ') && !/USING (COVERING )?INDEX/.test(line));
  expect(
    scans.filter(
      (line) =>
        !/SCAN (libraries|library_counts|reconcile_\w+|app_state|totals|fixity_failures|left_out|CONSTANT)/.test(line),
    ),
  ).toEqual([]);
  db.close();
});
