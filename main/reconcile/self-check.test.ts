import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TagId } from '../../preload/contract/model.js';
import { tagLocations } from '../dao/tagged-photo.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addInsightRow, addLocation, addTag, addTagRow, hashNumbered } from '../testing/database.js';
import { emptyDatabase, history, perform } from '../testing/random-acts.js';
import { expectSound } from '../testing/sound.js';
import { reconcile } from './reconcile.js';
import { recount } from './recount.js';
import { selfCheck, selfCheckFindings } from './self-check.js';

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
  'an ambiguous tag that nobody noted': `DELETE FROM tag_ambiguities WHERE id = (
    SELECT a.id FROM tag_ambiguities AS a JOIN tagged_photo AS t ON t.rel_path = a.rel_path AND t.tag_id = a.tag_id
      AND t.library_id IS NULL AND t.photo_id IS NOT NULL
    JOIN image_exif AS c ON c.rel_path = t.rel_path AND c.photo_id <> t.photo_id
    WHERE NOT EXISTS (SELECT 1 FROM image_exif AS e JOIN reconcile_locations AS q ON q.location_id = e.id
      WHERE e.rel_path = a.rel_path) LIMIT 1)`,
  'an undo that the edit does not know':
    "INSERT INTO edits (at, made_by, action, role, undoes, photo_count) VALUES (0, 'user', 'tag_added', 'undo', 999, 0)",
  'an edit with fewer photos than it says':
    "INSERT INTO edits (at, made_by, action, tag_id, tag_name, photo_count) VALUES (0, 'user', 'tag_added', 1, 'Tag 1', 3)",
  'a change of no edit': 'INSERT INTO tag_changes (edit_id, photo_id, is_added) VALUES (999, 1, 1)',
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

/** Not numbers or queues, but rows that contradict each other: they are shown, and nobody guesses. */
const notRecounted = new Set([
  'a deleted insight that is current',
  'an undo that the edit does not know',
  'a change of no edit',
]);

test('one wrong number or row anywhere is found', () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(history, (acts) => {
      const db = emptyDatabase();
      const photo = addLocation(db, 1, 'd.jpg', { hash: hashNumbered(1) });
      addInsightRow(db, { libraryId: 1, relPath: 'd.jpg', hash: hashNumbered(1), isCurrent: false });
      addInsightRow(db, { libraryId: 1, relPath: 'd.jpg', hash: hashNumbered(1) });
      tagLocations(db, [photo], 1 as TagId, 0);
      const copyRow = addTagRow(db, { libraryId: 1, relPath: 'd.jpg', tagId: 2, hash: hashNumbered(1) });
      prepare(db, 'UPDATE tagged_photo SET copy_of = content_hash WHERE id = ?').run(copyRow);
      addTagRow(db, { relPath: 'e.jpg', tagId: 1 });
      for (const library of [1, 2]) addLocation(db, library, 'e.jpg', { hash: hashNumbered(library) });
      reconcile(db, 0);
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

test('a recount puts numbers and queues right, and reconcile goes on from there', () => {
  const repairable = Object.entries(corruptions).filter(([name]) => !notRecounted.has(name));
  fc.assert(
    fc.property(history, fc.subarray(repairable, { minLength: 1 }), (acts, damage) => {
      const db = emptyDatabase();
      for (const each of acts) perform(db, each);
      const triggers = prepare(db, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as {
        name: string;
        sql: string;
      }[];
      withoutTriggers(db);
      for (const [, sql] of damage) db.exec(sql);
      for (const { sql } of triggers) db.exec(sql);
      recount(db);
      expectSound(db);
      reconcile(db, 1);
      expectSound(db);
      db.close();
    }),
    { numRuns: 100 },
  );
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
