import { beforeEach, describe, expect, test } from 'vitest';
import type { InsightId, LibraryId, LocationId } from '../../preload/contract/model.js';
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
import { carryDerivedData } from './lineage.js';
import {
  insightsOfLocation,
  makeCurrent,
  repointBackReferences,
  storeInsight,
  unpinInsight,
} from './photo-insights.js';
import type { NewInsight } from './photo-insights.js';
import { tagsOfLocations } from './tagged-photo.js';

let db: WriteDb;
beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1, 'Photos');
  addLibrary(db, 2, 'Archive');
});

function store(libraryId: number, relPath: string, generatedAtMs: number, more: Partial<NewInsight> = {}): InsightId {
  return storeInsight(db, {
    libraryId: libraryId as LibraryId,
    relPath,
    title: `At ${generatedAtMs}`,
    summary: 'Text',
    facts: [{ label: 'Camera', text: 'X100', source: 'EXIF' }],
    provider: 'built-in',
    modelVersion: '1',
    promptVersion: null,
    requestedBy: 'user',
    generatedAtMs,
    pin: false,
    ...more,
  });
}

const state = (id: InsightId): unknown =>
  prepare(
    db,
    'SELECT is_current AS current, demoted_reason AS why, demoted_at AS at, pinned_at AS pinned FROM photo_insights WHERE id = ?',
  ).get(id);
const history = (id: LocationId): unknown[] =>
  insightsOfLocation(db, id).map((insight) => [insight.id, insight.isCurrent, insight.whyNotCurrent]);

describe('storing', () => {
  test('the former ones of the same bytes become history, wherever they were made', () => {
    const here = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    addLocation(db, 2, 'b.jpg', { hash: hashNumbered(1) });
    const earlier = store(2, 'b.jpg', 10);
    const later = store(1, 'a.jpg', 20, { pin: true });
    expect(state(earlier)).toEqual({ current: 0, why: 'superseded', at: 20, pinned: null });
    expect(state(later)).toEqual({ current: 1, why: null, at: null, pinned: 20 });
    expect(insightsOfLocation(db, here)).toMatchObject([
      { id: later, isCurrent: true, libraryName: 'Photos', relPath: 'a.jpg', facts: [{ label: 'Camera' }] },
      { id: earlier, isCurrent: false, whyNotCurrent: 'superseded', libraryName: 'Archive', relPath: 'b.jpg' },
    ]);
  });

  test('without a hash the place decides, and other places keep theirs', () => {
    addLocation(db, 1, 'a.jpg');
    addLocation(db, 2, 'a.jpg');
    const other = store(2, 'a.jpg', 5);
    const earlier = store(1, 'a.jpg', 10);
    store(1, 'a.jpg', 20);
    expect(state(earlier)).toMatchObject({ current: 0, why: 'superseded' });
    expect(state(other)).toMatchObject({ current: 1 });
  });

  test('a row without a hash is of the photo too when its place has one by now', () => {
    const early = addInsightRow(db, { libraryId: 1, relPath: 'a.jpg', generatedAtMs: 1 });
    addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    addLocation(db, 2, 'b.jpg', { hash: hashNumbered(1) });
    store(2, 'b.jpg', 20);
    expect(state(early)).toMatchObject({ current: 0, why: 'superseded' });
  });

  test("the caller's hash wins over the look-up", () => {
    addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const ofPlace = store(1, 'a.jpg', 10);
    const given = store(1, 'a.jpg', 20, { contentHash: hashNumbered(2).toString('hex') });
    expect(prepare(db, 'SELECT content_hash AS hash FROM photo_insights WHERE id = ?').get(given)).toEqual({
      hash: hashNumbered(2),
    });
    expect(state(ofPlace)).toMatchObject({ current: 1 });
  });
});

describe('making current', () => {
  test('pins, and the others say so', () => {
    const here = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const first = store(1, 'a.jpg', 10);
    const second = store(1, 'a.jpg', 20);
    makeCurrent(db, first, 30);
    expect(state(first)).toEqual({ current: 1, why: null, at: null, pinned: 30 });
    expect(state(second)).toEqual({ current: 0, why: 'not_pinned', at: 30, pinned: null });
    expect(history(here)).toEqual([
      [first, true, null],
      [second, false, 'not_pinned'],
    ]);
    makeCurrent(db, second, 40);
    expect(state(first)).toMatchObject({ current: 0, why: 'not_pinned', pinned: 30 });
  });

  test('an insight that is not there', () => {
    expect(() => {
      makeCurrent(db, 99 as InsightId, 1);
    }).toThrow('no longer there');
  });
});

describe('reading', () => {
  test('several current ones that reconcile has not met yet show as one, by its order', () => {
    const here = addLocation(db, 1, 'a.jpg');
    const later = addInsightRow(db, { libraryId: 1, relPath: 'a.jpg', generatedAtMs: 20 });
    const earlier = addInsightRow(db, { libraryId: 1, relPath: 'a.jpg', generatedAtMs: 10 });
    expect(history(here)).toEqual([
      [earlier, true, null],
      [later, false, 'merged_later'],
    ]);
  });

  test('the name of a removed library is kept', () => {
    const here = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    addInsightRow(db, { libraryId: 2, relPath: 'old.jpg', hash: hashNumbered(1) });
    db.exec('UPDATE libraries SET removed_at = 5 WHERE id = 2; DELETE FROM image_exif WHERE library_id = 2');
    expect(insightsOfLocation(db, here)[0]?.libraryName).toBe('Archive');
  });
});

test('a moved file: what was made at the old place says the new one, rows without a hash get it', () => {
  const sea = addTag(db, 'Sea');
  const from = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  const to = addLocation(db, 2, 'moved/a.jpg', { hash: hashNumbered(1) });
  addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: sea });
  addTagRow(db, { libraryId: null, relPath: 'a.jpg', tagId: sea });
  addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: sea, hash: hashNumbered(9) });
  const insight = addInsightRow(db, { libraryId: 1, relPath: 'a.jpg' });
  repointBackReferences(db, from, to, { followsCopy: true });
  const moved = [2, 'moved/a.jpg', hashNumbered(1)];
  expect(db.prepare('SELECT library_id, rel_path, content_hash FROM tagged_photo ORDER BY id').raw().all()).toEqual([
    moved,
    moved,
    [1, 'a.jpg', hashNumbered(9)],
  ]);
  expect(
    db.prepare('SELECT library_id, rel_path, content_hash FROM photo_insights WHERE id = ?').raw().get(insight),
  ).toEqual(moved);
});

describe('edited in place', () => {
  const [old, edited] = [hashNumbered(1), hashNumbered(2)];
  function edit(): ReturnType<typeof carryDerivedData> {
    db.prepare(`UPDATE image_exif SET content_hash = ? WHERE library_id = 1 AND rel_path = 'a.jpg'`).run(edited);
    return carryDerivedData(db, {
      verdict: 'edited',
      libraryId: 1 as LibraryId,
      relPath: 'a.jpg',
      fromHash: old,
      toHash: edited,
      nowMs: 50,
    });
  }

  test('tags and history go along, marked stale; the unedited copy keeps its own; once is enough', () => {
    const sea = addTag(db, 'Sea');
    const here = addLocation(db, 1, 'a.jpg', { hash: old });
    const copy = addLocation(db, 2, 'a.jpg', { hash: old });
    addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: sea, hash: old });
    addTagRow(db, { libraryId: 2, relPath: 'a.jpg', tagId: sea, hash: old });
    store(2, 'a.jpg', 10);
    store(1, 'a.jpg', 20);
    expect(edit()).toEqual({ tagsCarried: 1, insightsCarried: 2 });
    expect(edit()).toEqual({ tagsCarried: 0, insightsCarried: 0 });
    expect([...tagsOfLocations(db, [here, copy]).values()].map((tags) => tags.length)).toEqual([1, 1]);
    expect(
      insightsOfLocation(db, here).map(({ isStale, isCurrent, generatedAtMs }) => [isStale, isCurrent, generatedAtMs]),
    ).toEqual([
      [true, true, 20],
      [true, false, 10],
    ]);
    expect(insightsOfLocation(db, copy).map(({ isStale }) => isStale)).toEqual([false, false]);
    expect(db.prepare('SELECT from_hash, to_hash, observed_at FROM content_lineage').raw().all()).toEqual([
      [old, edited, 50],
    ]);
  });

  test('bytes that have a history of their own keep it', () => {
    addLocation(db, 1, 'a.jpg', { hash: old });
    const other = addLocation(db, 2, 'b.jpg', { hash: edited });
    const own = store(2, 'b.jpg', 5);
    store(1, 'a.jpg', 20);
    expect(edit().insightsCarried).toBe(0);
    expect(history(other)).toEqual([[own, true, null]]);
  });

  test('rows made before the old hash was known belong to the old bytes', () => {
    const sea = addTag(db, 'Sea');
    addLocation(db, 1, 'a.jpg', { hash: old });
    const copy = addLocation(db, 2, 'b.jpg', { hash: old });
    addTagRow(db, { libraryId: 1, relPath: 'a.jpg', tagId: sea });
    addInsightRow(db, { libraryId: 1, relPath: 'a.jpg' });
    expect(edit()).toEqual({ tagsCarried: 1, insightsCarried: 1 });
    expect(tagsOfLocations(db, [copy]).get(copy)).toHaveLength(1);
    expect(insightsOfLocation(db, copy)).toHaveLength(1);
  });
});

test('every statement goes by an index', () => {
  const here = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  const there = addLocation(db, 2, 'a.jpg', { hash: hashNumbered(1) });
  const plan = plansOf(db, () => {
    const insight = store(1, 'a.jpg', 1);
    makeCurrent(db, insight, 2);
    insightsOfLocation(db, here);
    carryDerivedData(db, {
      verdict: 'edited',
      libraryId: 1 as LibraryId,
      relPath: 'a.jpg',
      fromHash: hashNumbered(1),
      toHash: hashNumbered(2),
      nowMs: 1,
    });
    repointBackReferences(db, here, there, { followsCopy: true });
  });
  expect(plan.filter((line) => /^SCAN (?!wanted|home|json_each|CONSTANT|\(subquery)/.test(line))).toEqual([]);
});

test('to unpin one that is not current leaves the current one alone', () => {
  const here = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  const [first, second] = [store(1, 'a.jpg', 10), store(1, 'a.jpg', 20)];
  makeCurrent(db, first, 30);
  unpinInsight(db, second, 40);
  expect(history(here)).toEqual([
    [first, true, null],
    [second, false, 'not_pinned'],
  ]);
});
