import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InsightId, LibraryId, LocationId, TagId } from '../../preload/contract/model.js';
import { makeCurrent, storeInsight } from '../dao/photo-insights.js';
import { tagFile, tagLocations, untagLocations } from '../dao/tagged-photo.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import {
  addInsightRow,
  addLibrary,
  addLocation,
  addTag,
  addTagRow,
  hashNumbered,
  memoryDatabase,
} from '../testing/database.js';
import { expectSound } from '../testing/sound.js';
import { reconcile } from './reconcile.js';
import { selfCheck, selfCheckFindings } from './self-check.js';

const aLibrary = fc.constantFrom(1, 2, 3);
const aPath = fc.constantFrom('a.jpg', 'sub/b.jpg', 'c.jpg');
const aTag = fc.constantFrom(1, 2);
const aHash = fc.constantFrom(1, 2, 3);
const anIndex = fc.nat({ max: 11 });
const kinds = [
  'add',
  'hash',
  'presence',
  'state',
  'drop',
  'move',
  'tagFile',
  'tag',
  'untag',
  'olderRow',
  'copyRow',
  'insight',
  'olderInsight',
  'makeCurrent',
  'reconcile',
] as const;
const act = fc.record({
  kind: fc.constantFrom(...kinds, 'hash' as const, 'tag' as const, 'add' as const),
  library: aLibrary,
  path: aPath,
  tag: aTag,
  hash: fc.option(aHash, { nil: null }),
  index: anIndex,
  number: fc.nat({ max: 2 }),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
const history = fc.array(act, { minLength: 5, maxLength: 50 });

function emptyDatabase(): WriteDb {
  const db = memoryDatabase();
  for (const id of [1, 2, 3]) addLibrary(db, id);
  for (const n of [1, 2]) addTag(db, `Tag ${n}`);
  return db;
}

/** The id of some row; null when the table is empty. */
function some(db: WriteDb, table: string, index: number): number | null {
  const ids = preparePluck(db, `SELECT id FROM ${table} ORDER BY id`).all() as number[];
  return ids[index % Math.max(ids.length, 1)] ?? null;
}

function bytes(hash: number | null): Buffer | null {
  return hash === null ? null : hashNumbered(hash);
}

function perform(db: WriteDb, { kind, library, path, tag, hash, index, number }: Act): void {
  const location = some(db, 'image_exif', index) as LocationId | null;
  const insight = some(db, 'photo_insights', index) as InsightId | null;
  const tagId = tag as TagId;
  const libraryId = library as LibraryId;
  const isFree =
    preparePluck(db, 'SELECT 1 FROM image_exif WHERE library_id = ? AND rel_path = ?').get(library, path) === undefined;
  switch (kind) {
    case 'add':
      if (isFree) addLocation(db, library, path, { hash: bytes(hash), presence: number, previewState: number + 1 });
      return;
    case 'hash':
      prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(bytes(hash), location);
      return;
    case 'presence':
      prepare(db, 'UPDATE image_exif SET presence = ? WHERE id = ?').run(number, location);
      return;
    case 'state':
      prepare(db, 'UPDATE image_exif SET read_state = ?, preview_state = ? WHERE id = ?').run(
        number,
        number + 1,
        location,
      );
      return;
    case 'drop':
      prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(location);
      return;
    case 'move':
      if (isFree)
        prepare(db, 'UPDATE image_exif SET library_id = ?, rel_path = ? WHERE id = ?').run(library, path, location);
      return;
    case 'tagFile':
      tagFile(db, { libraryId, relPath: path, tagId, nowMs: 0 });
      return;
    case 'tag':
      if (location !== null) tagLocations(db, [location], tagId, 0);
      return;
    case 'untag':
      if (location !== null) untagLocations(db, [location], tagId);
      return;
    case 'olderRow':
      addTagRow(db, { libraryId: null, relPath: path, tagId: tag });
      return;
    case 'copyRow':
      prepare(
        db,
        `INSERT INTO tagged_photo (library_id, rel_path, tag_id, created_time, content_hash, copy_of)
         SELECT library_id, rel_path, ?, 0, content_hash, content_hash FROM image_exif
         WHERE id = ? AND content_hash IS NOT NULL`,
      ).run(tag, location);
      return;
    case 'insight':
      storeInsight(db, {
        libraryId,
        relPath: path,
        title: 'Title',
        summary: 'Text',
        facts: [],
        provider: 'test',
        modelVersion: '1',
        promptVersion: null,
        requestedBy: 'user',
        generatedAtMs: index,
        pin: number === 0,
      });
      return;
    case 'olderInsight':
      addInsightRow(db, { libraryId: library, relPath: path, generatedAtMs: index });
      return;
    case 'makeCurrent':
      if (insight !== null) makeCurrent(db, insight, index);
      return;
    case 'reconcile':
      reconcile(db, index);
  }
}

/** Each contradicts something that is kept; `where` says that there is something to contradict. */
const corruptions = {
  'a library count': 'UPDATE library_counts SET photos = photos + 1 WHERE library_id = 2',
  'a library without counts': 'DELETE FROM library_counts WHERE library_id = 3',
  'a backlog count': 'UPDATE library_counts SET backlog = backlog - 1 WHERE library_id = 1',
  'a problem count': 'UPDATE library_counts SET problems = problems + 2 WHERE library_id = 1',
  'a tag count': 'UPDATE tag_counts SET photos = photos + 1 WHERE tag_id = 1',
  'a tag without a count': 'DELETE FROM tag_counts WHERE tag_id = 2',
  'the number of photos': 'UPDATE totals SET photos = photos - 1',
  'the number of tagged photos': 'UPDATE totals SET tagged = tagged + 1',
  'a file under another photo': `UPDATE image_exif SET photo_id = photo_id + 1000
    WHERE id = (SELECT min(id) FROM image_exif WHERE photo_id IS NOT NULL)`,
  'a tag without its photo': `UPDATE tagged_photo SET photo_id = NULL
    WHERE id = (SELECT min(id) FROM tagged_photo WHERE photo_id IS NOT NULL)`,
  'an insight under another photo': `UPDATE photo_insights SET photo_id = photo_id + 1000
    WHERE id = (SELECT min(id) FROM photo_insights WHERE photo_id IS NOT NULL)`,
  'a tag that nobody waits for': `UPDATE tagged_photo SET content_hash = NULL, photo_id = NULL
    WHERE id = (SELECT t.id FROM tagged_photo AS t JOIN image_exif AS e ON e.library_id = t.library_id
      AND e.rel_path = t.rel_path AND e.content_hash IS NOT NULL
      WHERE t.content_hash IS NOT NULL AND t.copy_of IS NULL
        AND NOT EXISTS (SELECT 1 FROM reconcile_locations AS q WHERE q.location_id = e.id) LIMIT 1)`,
  'an insight that nobody waits for': `UPDATE photo_insights SET content_hash = NULL, photo_id = NULL
    WHERE id = (SELECT i.id FROM photo_insights AS i JOIN image_exif AS e ON e.library_id = i.library_id
      AND e.rel_path = i.rel_path AND e.content_hash IS NOT NULL WHERE i.content_hash IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM reconcile_locations AS q WHERE q.location_id = e.id) LIMIT 1)`,
  'a second current insight': `UPDATE photo_insights SET is_current = 1
    WHERE id = (SELECT o.id FROM photo_insights AS o JOIN photo_insights AS c ON c.photo_id = o.photo_id AND c.is_current = 1
      WHERE o.is_current = 0
        AND NOT EXISTS (SELECT 1 FROM reconcile_insights AS q WHERE q.photo_id = o.photo_id) LIMIT 1)`,
  'a deleted insight that is current': `UPDATE photo_insights SET deleted_at = 1
    WHERE id = (SELECT min(id) FROM photo_insights WHERE is_current = 1)`,
  'a tag for a copy that holds other bytes': `UPDATE tagged_photo SET copy_of = zeroblob(32)
    WHERE id = (SELECT min(id) FROM tagged_photo WHERE copy_of IS NOT NULL AND content_hash IS NOT NULL)`,
  'an undo that the edit does not know':
    "INSERT INTO edits (at, made_by, action, role, undoes, photo_count) VALUES (0, 'user', 'tag_added', 'undo', 999, 0)",
  'an edit with fewer photos than it says':
    "INSERT INTO edits (at, made_by, action, tag_id, tag_name, photo_count) VALUES (0, 'user', 'tag_added', 1, 'Tag 1', 3)",
  'a change of no edit': 'INSERT INTO tag_changes (edit_id, photo_id) VALUES (999, 1)',
};

function withoutTriggers(db: WriteDb): void {
  const names = preparePluck(db, "SELECT name FROM sqlite_master WHERE type = 'trigger'").all() as string[];
  for (const name of names) db.exec(`DROP TRIGGER ${name}`);
}

test('after any acts the check finds nothing, at every moment', () => {
  fc.assert(
    fc.property(history, (acts) => {
      const db = emptyDatabase();
      for (const each of acts) {
        perform(db, each);
        expectSound(db);
      }
      db.close();
    }),
    { numRuns: 150 },
  );
});

test('one wrong number or row anywhere is found', () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(history, (acts) => {
      const db = emptyDatabase();
      const photo = addLocation(db, 1, 'd.jpg', { hash: hashNumbered(1) });
      addInsightRow(db, { libraryId: 1, relPath: 'd.jpg', hash: hashNumbered(1), isCurrent: false });
      addInsightRow(db, { libraryId: 1, relPath: 'd.jpg', hash: hashNumbered(1) });
      tagLocations(db, [photo], 1 as TagId, 0);
      for (const each of acts) perform(db, each);
      withoutTriggers(db);
      for (const [name, sql] of Object.entries(corruptions)) {
        db.exec('SAVEPOINT sound');
        if (prepare(db, sql).run().changes > 0) {
          met.add(name);
          expect(selfCheckFindings(db), name).not.toEqual([]);
        }
        db.exec('ROLLBACK TO sound; RELEASE sound');
      }
      expectSound(db);
      db.close();
    }),
    { numRuns: 60 },
  );
  expect([...met].sort()).toEqual(Object.keys(corruptions).sort());
});

test('a finding says in words what was kept and what was counted', () => {
  const db = emptyDatabase();
  const sea = addTag(db, 'Sea');
  const photo = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  tagLocations(db, [photo], sea, 0);
  prepare(db, 'UPDATE tag_counts SET photos = 7 WHERE tag_id = ?').run(sea);
  const check = selfCheck(db, 5);
  expect(check).toMatchObject({ checkedAtMs: 5, photos: 1, isSound: false });
  expect(check.findings).toEqual([{ what: 'photos with the tag “Sea”', kept: 7, counted: 1 }]);
  expect(() => {
    expectSound(db);
  }).toThrow('photos with the tag “Sea”: 7 kept, 1 counted');
  db.close();
});
