import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContentHash, InsightId, LibraryId, LocationId, TagId } from '../../preload/contract/model.js';
import { insightsOfLocation, makeCurrent, storeInsight } from '../dao/photo-insights.js';
import { ambiguousTags, settleAmbiguousTag } from '../dao/tag-ambiguities.js';
import { tagFile, tagLocations, tagsOfLocations, untagLocations } from '../dao/tagged-photo.js';
import { listTags } from '../dao/tags.js';
import { prepare, preparePluck, prepareRaw } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import {
  addInsightRow,
  addLibrary,
  addLocation,
  addTag,
  addTagRow,
  hashNumbered,
  memoryDatabase,
  planOf,
} from '../testing/database.js';
import { Oracle } from '../testing/oracle.js';
import {
  fillInsightsSql,
  fillTaggedPhotoSql,
  mergeSql,
  noteAmbiguitiesSql,
  noteChosenSql,
  notePhotosSql,
  reconcile,
  reconcileSteps,
} from './reconcile.js';

const libraries = [1, 2, 3];
const paths = ['a.jpg', 'sub/b.jpg'];
const tagNumbers = [1, 2];
const hashNumbers = [1, 2];

const aLibrary = fc.constantFrom(...libraries);
const aPath = fc.constantFrom(...paths);
const aTag = fc.constantFrom(...tagNumbers);
const aHash = fc.constantFrom(...hashNumbers);
const someHash = fc.option(aHash, { nil: null });
const anIndex = fc.nat({ max: 11 });
const aTime = fc.nat({ max: 5 });

const operation = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), library: aLibrary, path: aPath, hash: someHash }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('hash' as const), index: anIndex, hash: aHash }) },
  fc.record({
    kind: fc.constant('presence' as const),
    index: anIndex,
    presence: fc.constantFrom(0 as const, 1 as const, 2 as const),
  }),
  fc.record({ kind: fc.constant('drop' as const), index: anIndex }),
  fc.record({ kind: fc.constant('tagFile' as const), library: aLibrary, path: aPath, tag: aTag }),
  fc.record({ kind: fc.constant('tag' as const), index: anIndex, tag: aTag }),
  fc.record({ kind: fc.constant('untag' as const), index: anIndex, tag: aTag }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('olderRow' as const), path: aPath, tag: aTag }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('insight' as const),
      library: aLibrary,
      path: aPath,
      at: aTime,
      pin: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('olderInsight' as const), library: aLibrary, path: aPath, at: aTime }),
  },
  fc.record({ kind: fc.constant('settle' as const), meant: fc.subarray(hashNumbers) }),
  fc.record({ kind: fc.constant('makeCurrent' as const), index: anIndex, at: aTime }),
  fc.record({ kind: fc.constant('reconcile' as const) }),
);
/** Most places exist from the start, so that acts meet at the same bytes and the same paths. */
const history = fc
  .tuple(
    fc.array(fc.record({ kind: fc.constant('add' as const), library: aLibrary, path: aPath, hash: someHash }), {
      minLength: 4,
      maxLength: 10,
    }),
    fc.array(operation, { minLength: 1, maxLength: 40 }),
  )
  .map(([places, acts]) => [...places, ...acts]);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

function emptyDatabase(): WriteDb {
  const db = memoryDatabase();
  for (const id of libraries) addLibrary(db, id);
  for (const n of tagNumbers) addTag(db, `Tag ${n}`);
  return db;
}

function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(list.length, 1)];
}

/** The same act on both sides. */
function act(db: WriteDb, oracle: Oracle, op: Operation, round: number): void {
  switch (op.kind) {
    case 'add': {
      if (oracle.at(op.library, op.path) !== undefined) return;
      const id = addLocation(db, op.library, op.path, { hash: op.hash === null ? null : hashNumbered(op.hash) });
      oracle.locations.push({ id, library: op.library, path: op.path, hash: op.hash, presence: 0 });
      return;
    }
    case 'hash': {
      const location = pick(oracle.locations, op.index);
      if (location === undefined) return;
      prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(op.hash), location.id);
      location.hash = op.hash;
      return;
    }
    case 'presence': {
      const location = pick(oracle.locations, op.index);
      if (location === undefined) return;
      prepare(db, 'UPDATE image_exif SET presence = ? WHERE id = ?').run(op.presence, location.id);
      location.presence = op.presence;
      return;
    }
    case 'drop': {
      const location = pick(oracle.locations, op.index);
      if (location === undefined) return;
      prepare(db, 'DELETE FROM image_exif WHERE id = ?').run(location.id);
      oracle.locations = oracle.locations.filter((other) => other !== location);
      return;
    }
    case 'tagFile':
      tagFile(db, { libraryId: op.library as LibraryId, relPath: op.path, tagId: op.tag as TagId, nowMs: 0 });
      oracle.tagFile(op.library, op.path, op.tag);
      return;
    case 'tag': {
      const location = pick(oracle.locations, op.index);
      if (location === undefined) return;
      tagLocations(db, [location.id as LocationId], op.tag as TagId, 0);
      oracle.tagFile(location.library, location.path, op.tag);
      return;
    }
    case 'untag': {
      const location = pick(oracle.locations, op.index);
      if (location === undefined) return;
      untagLocations(db, [location.id as LocationId], op.tag as TagId, 0);
      oracle.untag(location, op.tag);
      return;
    }
    case 'olderRow':
      addTagRow(db, { libraryId: null, relPath: op.path, tagId: op.tag });
      oracle.tagRows.push({ library: null, path: op.path, tag: op.tag, hash: null });
      return;
    case 'settle': {
      const [ambiguity] = oracle.ambiguities.filter(({ isSettled }) => !isSettled);
      const listed = ambiguousTags(db, { offset: 0, limit: 9 }).find(
        ({ tag, relPath }) => tag.id === ambiguity?.tag && relPath === ambiguity.path,
      );
      if (ambiguity === undefined || listed === undefined) return;
      const meant = op.meant.filter((hash) => ambiguity.photos.has(hash));
      const hashes = meant.map((hash) => hashNumbered(hash).toString('hex') as ContentHash);
      settleAmbiguousTag(db, listed.id, hashes, 0);
      oracle.settle(ambiguity, new Set(meant));
      return;
    }
    case 'insight': {
      const id = storeInsight(db, {
        libraryId: op.library as LibraryId,
        relPath: op.path,
        title: 'Title',
        summary: 'Text',
        facts: [],
        provider: 'test',
        modelVersion: '1',
        promptVersion: null,
        requestedBy: 'user',
        generatedAtMs: op.at,
        pin: op.pin,
      });
      oracle.storeInsight(id, op.library, op.path, op.at, op.pin);
      return;
    }
    case 'olderInsight': {
      const { library, path, at: generatedAt } = op;
      const id = addInsightRow(db, { libraryId: library, relPath: path, generatedAtMs: generatedAt });
      oracle.insights.push({ id, library, path, generatedAt, hash: null, pinnedAt: null, current: true, why: null });
      return;
    }
    case 'makeCurrent': {
      const insight = pick(oracle.insights, op.index);
      if (insight === undefined) return;
      makeCurrent(db, insight.id as InsightId, op.at);
      oracle.makeCurrent(insight, op.at);
      return;
    }
    case 'reconcile': {
      const expected = oracle.reconcile();
      const result = reconcile(db, round);
      expect(result).toEqual({
        taggedPhotoFilled: expected.filledTags,
        insightsFilled: expected.filledInsights,
        marksFilled: 0,
        albumsFilled: 0,
        stacksFilled: 0,
        insightsDemoted: expected.demoted,
        ambiguousTags: expected.ambiguous,
        changed: expected.filledTags + expected.filledInsights + expected.demoted + expected.ambiguous > 0,
      });
    }
  }
}

const numberByHash = new Map(hashNumbers.map((n) => [hashNumbered(n).toString('hex'), n]));

function numberOf(hash: Buffer | null): number | null {
  return hash === null ? null : (numberByHash.get(hash.toString('hex')) ?? -1);
}

function expectSame(db: WriteDb, oracle: Oracle): void {
  const rows = prepareRaw(
    db,
    'SELECT library_id, rel_path, tag_id, content_hash FROM tagged_photo ORDER BY id',
  ).all() as [number | null, string, number, Buffer | null][];
  expect(rows.map(([library, path, tag, hash]) => ({ library, path, tag, hash: numberOf(hash) }))).toEqual(
    oracle.tagRows,
  );
  const insights = prepareRaw(
    db,
    'SELECT id, content_hash, pinned_at, is_current, demoted_reason FROM photo_insights ORDER BY id',
  ).all() as [number, Buffer | null, number | null, number, string | null][];
  expect(
    insights.map(([id, hash, pinnedAt, current, why]) => ({
      id,
      hash: numberOf(hash),
      pinnedAt,
      current: current === 1,
      why,
    })),
  ).toEqual(oracle.insights.map(({ id, hash, pinnedAt, current, why }) => ({ id, hash, pinnedAt, current, why })));
  const tags = tagsOfLocations(
    db,
    oracle.locations.map(({ id }) => id as LocationId),
  );
  for (const location of oracle.locations) {
    const found = (tags.get(location.id as LocationId) ?? []).map(({ id }) => id as number).sort();
    expect(found).toEqual([...oracle.tagsOf(location)].sort());
    const shown = insightsOfLocation(db, location.id as LocationId);
    expect(shown.find(({ isCurrent }) => isCurrent)?.id ?? null).toBe(oracle.shownAt(location));
    expect(shown.map(({ id }) => id as number).sort((a, b) => a - b)).toEqual(
      oracle.insightsAt(location.library, location.path, location.hash).map(({ id }) => id),
    );
  }
  for (const { id, photoCount } of listTags(db)) expect(photoCount).toBe(oracle.photosWith(id));
  expectCountsTrue(db);
  expectSameAmbiguities(db, oracle);
}

function expectSameAmbiguities(db: WriteDb, oracle: Oracle): void {
  const open = oracle.ambiguities.filter(({ isSettled }) => !isSettled);
  const noted = ambiguousTags(db, { offset: 0, limit: 1000 }).map(({ tag, relPath, photos }) => [
    `${tag.id} ${relPath}`,
    photos.map(({ contentHash, isTagged }) => `${numberByHash.get(contentHash)} ${isTagged}`).sort(),
  ]);
  const expected = open.map(({ tag, path, photos }) => [
    `${tag} ${path}`,
    [...photos.keys()].map((hash) => `${hash} ${oracle.bears(hash, tag)}`).sort(),
  ]);
  expect(Object.fromEntries(noted)).toEqual(Object.fromEntries(expected));
  expect(noted.length).toBe(open.length);
  expect(preparePluck(db, 'SELECT count(*) FROM tag_ambiguities').get()).toBe(oracle.ambiguities.length);
}

/** What the triggers keep, counted again from the rows. */
function expectCountsTrue(db: WriteDb): void {
  expect(prepare(db, 'SELECT * FROM library_counts ORDER BY library_id').all()).toEqual(
    prepare(
      db,
      `SELECT l.id AS library_id, count(e.id) AS locations,
         count(DISTINCT CASE WHEN e.presence < 2 THEN iif(e.content_hash IS NULL, e.id, hex(e.content_hash)) END) AS photos,
         count(*) FILTER (WHERE e.presence = 2) AS missing,
         count(*) FILTER (WHERE e.presence < 2 AND e.preview_state >= 2) AS problems,
         count(*) FILTER (WHERE e.read_state = 0) AS backlog
       FROM libraries AS l LEFT JOIN image_exif AS e ON e.library_id = l.id GROUP BY l.id ORDER BY l.id`,
    ).all(),
  );
  for (const table of ['image_exif', 'tagged_photo', 'photo_insights']) {
    const wrong = `SELECT count(*) FROM ${table} AS r LEFT JOIN photos AS p ON p.id = r.photo_id
      WHERE p.content_hash IS NOT r.content_hash`;
    expect(preparePluck(db, wrong).get()).toBe(0);
  }
}

test('every way of writing, reading and reconciling agrees with the design written down naively', () => {
  fc.assert(
    fc.property(history, (operations) => {
      const db = emptyDatabase();
      const oracle = new Oracle();
      for (const [round, op] of operations.entries()) {
        act(db, oracle, op, round);
        expectSame(db, oracle);
      }
      act(db, oracle, { kind: 'reconcile' }, operations.length);
      expectSame(db, oracle);
      db.close();
    }),
    { numRuns: 200 },
  );
});

test('what the queues did not name needed nothing: a reconcile over everything finds nothing more', () => {
  fc.assert(
    fc.property(history, (operations) => {
      const db = emptyDatabase();
      const oracle = new Oracle();
      for (const [round, op] of operations.entries()) act(db, oracle, op, round);
      reconcile(db, 1);
      expect(reconcile(db, 2).changed).toBe(false);
      db.exec(`INSERT INTO reconcile_locations SELECT id FROM image_exif;
        INSERT INTO reconcile_insights SELECT id FROM photos;`);
      expect(reconcile(db, 3)).toEqual({
        taggedPhotoFilled: 0,
        insightsFilled: 0,
        marksFilled: 0,
        albumsFilled: 0,
        stacksFilled: 0,
        insightsDemoted: 0,
        ambiguousTags: 0,
        changed: false,
      });
      db.close();
    }),
    { numRuns: 150 },
  );
});

const world = fc
  .uniqueArray(fc.record({ library: aLibrary, path: aPath, hash: aHash }), {
    minLength: 2,
    maxLength: 9,
    selector: ({ library, path }) => `${library}/${path}`,
  })
  .chain((files) =>
    fc.record({
      files: fc.constant(files),
      tagRows: fc.array(fc.record({ file: fc.constantFrom(...files), tag: aTag }), { maxLength: 8 }),
      insights: fc.array(
        fc.record({ file: fc.constantFrom(...files), at: aTime, pinnedAt: fc.option(aTime, { nil: null }) }),
        {
          maxLength: 8,
        },
      ),
      orders: fc.tuple(
        fc.shuffledSubarray(files, { minLength: files.length }),
        fc.shuffledSubarray(files, { minLength: files.length }),
      ),
      reconcileAfterEach: fc.boolean(),
    }),
  );

test('rows that know their library: the order in which hashes arrive, and how often reconcile runs, changes nothing', () => {
  fc.assert(
    fc.property(world, ({ files, tagRows, insights, orders, reconcileAfterEach }) => {
      const [once, often] = orders.map((order, which) => {
        const db = emptyDatabase();
        for (const { library, path } of files) addLocation(db, library, path);
        for (const { file, tag } of tagRows) addTagRow(db, { libraryId: file.library, relPath: file.path, tagId: tag });
        for (const { file, at, pinnedAt } of insights) {
          addInsightRow(db, { libraryId: file.library, relPath: file.path, generatedAtMs: at, pinnedAtMs: pinnedAt });
        }
        for (const { library, path, hash } of order) {
          prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE library_id = ? AND rel_path = ?').run(
            hashNumbered(hash),
            library,
            path,
          );
          if (which === 1 && reconcileAfterEach) reconcile(db, 1);
        }
        reconcile(db, 2);
        const end = {
          tags: prepareRaw(db, 'SELECT id, content_hash FROM tagged_photo ORDER BY id').all(),
          insights: prepareRaw(
            db,
            'SELECT id, content_hash, is_current, pinned_at FROM photo_insights ORDER BY id',
          ).all(),
        };
        db.close();
        return end;
      });
      expect(once).toEqual(often);
    }),
    { numRuns: 150 },
  );
});

test('many rows go in several short steps, and a run that stops between two goes on in the next', () => {
  const db = emptyDatabase();
  const files = 3000;
  db.transaction(() => {
    for (let n = 0; n < files; n++) {
      addTagRow(db, { libraryId: 1, relPath: `${n}.jpg`, tagId: 1 });
      addInsightRow(db, { libraryId: 1, relPath: `${n}.jpg`, generatedAtMs: n });
      addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n % 2000) });
    }
  })();
  const stopped = reconcileSteps(db, 1);
  expect(stopped.next().done).toBe(false);
  const filledFirst = preparePluck(
    db,
    'SELECT count(*) FROM tagged_photo WHERE content_hash IS NOT NULL',
  ).get() as number;
  expect(filledFirst).toBeGreaterThan(0);
  expect(filledFirst).toBeLessThan(files);
  const result = reconcile(db, 2);
  expect(result.taggedPhotoFilled).toBe(files - filledFirst);
  expect(result.insightsDemoted).toBe(1000);
  expect(preparePluck(db, 'SELECT count(*) FROM photo_insights WHERE is_current = 1').get()).toBe(2000);
  expect(reconcile(db, 3).changed).toBe(false);
  db.close();
});

test('the losing insight says why: merged later, or not pinned', () => {
  const db = emptyDatabase();
  const [bytes, others] = [hashNumbered(1), hashNumbered(2)];
  addLocation(db, 1, 'a.jpg', { hash: bytes });
  addLocation(db, 2, 'a.jpg', { hash: bytes });
  addLocation(db, 1, 'b.jpg', { hash: others });
  addLocation(db, 2, 'b.jpg', { hash: others });
  const early = addInsightRow(db, { libraryId: 2, relPath: 'a.jpg', generatedAtMs: 10 });
  const late = addInsightRow(db, { libraryId: 1, relPath: 'a.jpg', generatedAtMs: 20 });
  const unpinned = addInsightRow(db, { libraryId: 1, relPath: 'b.jpg', generatedAtMs: 10 });
  const pinned = addInsightRow(db, { libraryId: 2, relPath: 'b.jpg', generatedAtMs: 20, pinnedAtMs: 30 });
  reconcile(db, 99);
  const read = prepare(
    db,
    'SELECT is_current AS isCurrent, demoted_reason AS why, demoted_at AS at FROM photo_insights WHERE id = ?',
  );
  expect(read.get(early)).toEqual({ isCurrent: 1, why: null, at: null });
  expect(read.get(late)).toEqual({ isCurrent: 0, why: 'merged_later', at: 99 });
  expect(read.get(pinned)).toEqual({ isCurrent: 1, why: null, at: null });
  expect(read.get(unpinned)).toEqual({ isCurrent: 0, why: 'not_pinned', at: 99 });
  db.close();
});

test('no step goes through a whole table', () => {
  const db = emptyDatabase();
  for (const sql of [fillTaggedPhotoSql, fillInsightsSql, noteAmbiguitiesSql, notePhotosSql, noteChosenSql, mergeSql]) {
    const scans = planOf(db, sql).filter((line) => /^SCAN (?!found|ranked|\(subquery)/.test(line));
    expect(scans).toEqual([]);
  }
  db.close();
});
