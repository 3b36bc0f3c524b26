import { beforeEach, describe, expect, it } from 'vitest';
import type { LibraryId, LocationId } from '../../preload/contract/model.js';
import { finish } from '../db/in-steps.js';
import type { WriteDb } from '../db/open.js';
import {
  addInsightRow,
  addLibrary,
  addTag,
  addTagRow,
  hashNumbered,
  memoryDatabase,
  plansOf,
} from '../testing/database.js';
import { getLibrary } from './libraries.js';
import { insertLocations, markChanged, markIdentified, markReturned, recordRead } from './locations.js';
import type { NewLocation } from './locations.js';
import { acceptLossSteps, markGoneSteps, settleMovesSteps } from './moves.js';
import type { GoneCounts } from './moves.js';
import { insightsOfLocation } from './photo-insights.js';

const day = 24 * 60 * 60_000;

let db: WriteDb;
let one: LibraryId;
let two: LibraryId;
beforeEach(() => {
  db = memoryDatabase();
  one = addLibrary(db, 1);
  two = addLibrary(db, 2);
});

function insert(libraryId: LibraryId, relPath: string, inode: number | null, nowMs = 0): LocationId {
  const file: NewLocation = {
    relPath,
    sizeBytes: 10,
    mtimeMs: 20,
    device: inode === null ? null : 5,
    inode,
    mediaKind: 'image',
    mimeType: 'image/jpeg',
    captured: { localMs: 20, offsetMinutes: null, offsetSource: null, source: 'file_time' },
    readNotBeforeMs: 0,
  };
  insertLocations(db, libraryId, [file], nowMs);
  return db
    .prepare('SELECT id FROM image_exif WHERE library_id = ? AND rel_path = ?')
    .pluck()
    .get(libraryId, relPath) as LocationId;
}

function read(id: LocationId, hash: Buffer, nowMs = 1): void {
  recordRead(
    db,
    {
      id,
      contentHash: hash,
      facts: {
        width: 4,
        height: 3,
        captured: { localMs: 77, offsetMinutes: 60, offsetSource: 'offset_tag' },
        cameraMake: 'Maker',
        cameraModel: null,
        lensModel: null,
        focalLengthMm: null,
        apertureF: null,
        exposureSeconds: null,
        iso: 100,
        latitude: null,
        longitude: null,
        durationMs: 42_000,
        motionOffset: 7,
        motionLength: 9,
      },
      captured: { localMs: 77, offsetMinutes: 60, offsetSource: 'offset_tag', source: 'exif' },
      preview: { state: 'ready' },
      verdictOnEdit: 'edited',
    },
    nowMs,
  );
}

function markGone(ids: readonly number[], tickStartedAtMs: number): GoneCounts {
  return finish(markGoneSteps(db, one, ids, tickStartedAtMs));
}

interface Row {
  readonly hash: Buffer | null;
  readonly readState: number;
  readonly verifiedAt: number;
  readonly presence: number;
  readonly make: string | null;
}

function row(id: LocationId): Row | undefined {
  return db
    .prepare(
      'SELECT content_hash AS hash, read_state AS readState, verified_at AS verifiedAt, presence, camera_make AS make FROM image_exif WHERE id = ?',
    )
    .get(id) as Row | undefined;
}

function tagPlaces(): unknown[] {
  return db
    .prepare("SELECT library_id, rel_path, hex(content_hash) <> '' AS hashed FROM tagged_photo ORDER BY id")
    .raw()
    .all();
}

const hash = hashNumbered(1);

describe('a file that is known under another path', () => {
  it('takes over what is known of it and is not read again, to be confirmed later', () => {
    read(insert(one, 'a.jpg', 7), hash);
    const copy = insert(two, 'deep/b.jpg', 7);
    expect(row(copy)).toEqual({ hash, readState: 1, verifiedAt: 0, presence: 0, make: 'Maker' });
  });

  it('is another file where number, size or time differ, or there is no number', () => {
    const known = insert(one, 'a.jpg', 7);
    read(known, hash);
    expect(row(insert(two, 'b.jpg', 8))).toMatchObject({ hash: null, readState: 0 });
    expect(row(insert(two, 'c.jpg', null))).toMatchObject({ hash: null, readState: 0 });
    markChanged(db, [{ id: known, sizeBytes: 11, mtimeMs: 20, device: 5, inode: 7, readNotBeforeMs: 0 }]);
    expect(row(insert(two, 'd.jpg', 7))).toMatchObject({ hash: null, readState: 0 });
  });

  it('brings the old hash along when it was edited and not read yet, so that the edit is found', () => {
    const known = insert(one, 'a.jpg', 7);
    read(known, hash);
    addTagRow(db, { libraryId: one, relPath: 'a.jpg', tagId: addTag(db, 'Sea'), hash });
    markChanged(db, [{ id: known, sizeBytes: 10, mtimeMs: 20, device: 5, inode: 7, readNotBeforeMs: 0 }]);
    const moved = insert(one, 'b.jpg', 7);
    expect(row(moved)).toMatchObject({ hash, readState: 0 });
    expect(markGone([known], 10)).toEqual({ unconfirmed: 0, missing: 0, moved: 1 });
    read(moved, hashNumbered(2));
    expect(db.prepare('SELECT count(*) FROM tagged_photo WHERE content_hash = ?').pluck().get(hashNumbered(2))).toBe(1);
  });

  it('settles the move at once when the other path was not found before, whatever was made there', () => {
    const gone = insert(one, 'a.jpg', 7);
    addTagRow(db, { libraryId: one, relPath: 'a.jpg', tagId: addTag(db, 'Early') });
    read(gone, hash);
    addInsightRow(db, { libraryId: one, relPath: 'a.jpg', hash });
    expect(markGone([gone], 10)).toEqual({ unconfirmed: 1, missing: 0, moved: 0 });
    const moved = insert(two, 'b.jpg', 7);
    expect(row(gone)).toBeUndefined();
    expect(tagPlaces()).toEqual([[two, 'b.jpg', 1]]);
    expect(insightsOfLocation(db, moved)).toMatchObject([{ libraryId: two, relPath: 'b.jpg' }]);
  });

  it('keeps tags of a file that was moved before it was ever read', () => {
    const gone = insert(one, 'a.jpg', 7);
    addTagRow(db, { libraryId: one, relPath: 'a.jpg', tagId: addTag(db, 'Early') });
    insert(one, 'b.jpg', 7);
    expect(markGone([gone], 10).moved).toBe(1);
    expect(tagPlaces()).toEqual([[one, 'b.jpg', 0]]);
  });

  it('is doubted when another file of the same size and time took its place, and not after a mount', () => {
    const id = insert(one, 'a.jpg', 7);
    read(id, hash, 1_000);
    markIdentified(db, [{ id, device: 6, inode: 7, isOtherFile: false }]);
    expect(row(id)?.verifiedAt).toBe(1_000);
    markIdentified(db, [{ id, device: 6, inode: 9, isOtherFile: true }]);
    expect(row(id)?.verifiedAt).toBe(0);
  });
});

describe('a file that is not found', () => {
  it('is missing when a second look does not find it either', () => {
    const gone = insert(one, 'a.jpg', null);
    read(gone, hash);
    expect(markGone([gone], 10)).toEqual({ unconfirmed: 1, missing: 0, moved: 0 });
    expect(markGone([gone], 10)).toEqual({ unconfirmed: 0, missing: 0, moved: 0 });
    expect(markGone([gone], 11)).toEqual({ unconfirmed: 0, missing: 1, moved: 0 });
    read(insert(two, 'late.jpg', null, 500), hash);
    expect(finish(settleMovesSteps(db, one))).toBe(1);
  });

  it('is not taken for a copy that was edited since and is not read again yet', () => {
    const gone = insert(one, 'a.jpg', null);
    const copy = insert(one, 'copy.jpg', 9);
    for (const id of [gone, copy]) read(id, hash);
    const edited = { id: copy, sizeBytes: 11, mtimeMs: 30, device: 5, inode: 9, readNotBeforeMs: 0 };
    markChanged(db, [edited]);
    markGone([gone], 10);
    expect(markGone([gone], 11)).toEqual({ unconfirmed: 0, missing: 1, moved: 0 });
    read(copy, hashNumbered(2));
    expect(finish(settleMovesSteps(db, one))).toBe(0);
    markChanged(db, [{ ...edited, mtimeMs: 20 }]);
    expect(finish(settleMovesSteps(db, one))).toBe(0);
    read(copy, hash);
    expect(finish(settleMovesSteps(db, one))).toBe(1);
  });

  it('points to the same file before a newer copy, and to the newest copy otherwise', () => {
    const gone = insert(one, 'a.jpg', 7);
    read(gone, hash);
    addInsightRow(db, { libraryId: one, relPath: 'a.jpg', hash });
    read(insert(one, 'old.jpg', null, 1), hash);
    const newest = insert(two, 'new.jpg', null, 50);
    read(newest, hash);
    insert(one, 'same.jpg', 7, 2);
    markGone([gone], 10);
    const place = (): unknown => insightsOfLocation(db, newest).map(({ libraryId, relPath }) => [libraryId, relPath]);
    expect(place()).toEqual([[one, 'same.jpg']]);
    const same = insert(one, 'same.jpg', 7);
    markGone([same], 100);
    markGone([same], 101);
    expect(place()).toEqual([[two, 'new.jpg']]);
  });

  describe('with a tag for that copy alone', () => {
    function copyTag(relPath: string): void {
      const id = addTagRow(db, { libraryId: one, relPath, tagId: addTag(db, 'Print'), hash });
      db.prepare('UPDATE tagged_photo SET copy_of = ? WHERE id = ?').run(hash, id);
    }

    it('gives it to where the file was moved to', () => {
      const gone = insert(one, 'a.jpg', 7);
      read(gone, hash);
      copyTag('a.jpg');
      insert(two, 'moved.jpg', 7);
      markGone([gone], 10);
      expect(tagPlaces()).toEqual([[two, 'moved.jpg', 1]]);
    });

    it('gives it to a copy made while the file went, and to no copy that stood there long before', () => {
      const gone = insert(one, 'a.jpg', null, 0);
      read(gone, hash);
      copyTag('a.jpg');
      read(insert(two, 'old.jpg', null, 10), hash);
      markGone([gone], 2 * day);
      markGone([gone], 2 * day + 1);
      // The tag waits for its file to come back, and applies to nothing meanwhile.
      expect(tagPlaces()).toEqual([[one, 'a.jpg', 0]]);

      db.exec('DELETE FROM tagged_photo; DELETE FROM tags');
      const again = insert(one, 'a.jpg', null, 3 * day);
      read(again, hash);
      copyTag('a.jpg');
      read(insert(two, 'new.jpg', null, 4 * day - 1), hash);
      markGone([again], 4 * day);
      markGone([again], 4 * day + 1);
      expect(tagPlaces()).toEqual([[two, 'new.jpg', 1]]);
    });

    it('waits for a file that is not read yet, and may be the one, before it looks at other copies', () => {
      const gone = insert(one, 'a.jpg', null, 0);
      read(gone, hash);
      copyTag('a.jpg');
      read(insert(two, 'old.jpg', null, 10), hash);
      const unread = insert(two, 'moved.jpg', null, 2 * day);
      markGone([gone], 2 * day);
      expect(markGone([gone], 2 * day + 1)).toMatchObject({ missing: 1, moved: 0 });
      expect(finish(settleMovesSteps(db, one))).toBe(0);
      read(unread, hash);
      expect(finish(settleMovesSteps(db, one))).toBe(1);
      expect(tagPlaces()).toEqual([[two, 'moved.jpg', 1]]);
    });
  });
});

describe('an unusually large loss', () => {
  let ids: LocationId[];
  beforeEach(() => {
    ids = Array.from({ length: 20 }, (_, n) => insert(one, `${String(n).padStart(2, '0')}.jpg`, null));
    ids.forEach((id, n) => {
      read(id, hashNumbered(n));
    });
  });
  const guard = (): unknown => getLibrary(db, one).lossGuard;
  const presences = (): unknown =>
    db.prepare('SELECT presence, count(*) FROM image_exif GROUP BY 1 ORDER BY 1').raw().all();

  it('is held back with its number and examples, kept up to date, and lifts by itself', () => {
    expect(markGone(ids.slice(0, 10), 10)).toEqual({ unconfirmed: 10, missing: 0, moved: 0 });
    expect(guard()).toBeNull();
    expect(markGone(ids.slice(0, 10), 11)).toEqual({ unconfirmed: 0, missing: 0, moved: 0 });
    expect(guard()).toEqual({
      noticedAtMs: 11,
      count: 10,
      total: 20,
      examples: ['00.jpg', '01.jpg', '02.jpg', '03.jpg', '04.jpg', '05.jpg', '06.jpg', '07.jpg'],
    });
    markGone(ids.slice(0, 11), 12);
    markGone(ids.slice(0, 11), 13);
    expect(guard()).toMatchObject({ noticedAtMs: 11, count: 11 });
    markReturned(db, ids.slice(4));
    expect(markGone(ids.slice(0, 4), 14)).toEqual({ unconfirmed: 0, missing: 4, moved: 0 });
    expect(guard()).toBeNull();
  });

  it('is none where the bytes stand elsewhere, or a new file of the same size and time waits to be read', () => {
    ids.slice(0, 10).forEach((_, n) => {
      read(insert(two, `${n}.jpg`, null), hashNumbered(n));
    });
    for (let n = 10; n < 16; n++) insert(two, `${n}.jpg`, null);
    markGone(ids, 10);
    expect(markGone(ids, 11)).toEqual({ unconfirmed: 0, missing: 10, moved: 10 });
    expect(guard()).toBeNull();
  });

  it('is believed when the user says so', () => {
    markGone(ids, 10);
    markGone(ids, 11);
    expect(guard()).toMatchObject({ count: 20 });
    finish(acceptLossSteps(db, one));
    expect(guard()).toBeNull();
    expect(presences()).toEqual([[2, 20]]);
  });
});

it('looks files up by their number, never through the table', () => {
  const gone = insert(one, 'a.jpg', 7);
  read(gone, hash);
  const plan = plansOf(db, () => {
    insert(two, 'b.jpg', 7);
    markGone([gone], 10);
    finish(settleMovesSteps(db, one));
  });
  expect(plan.filter((line) => /^SCAN (?!home)/.test(line))).toEqual([]);
  expect(plan.some((line) => line.includes('image_exif_file (inode=? AND device=?)'))).toBe(true);
});
