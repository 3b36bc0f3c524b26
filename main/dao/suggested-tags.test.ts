import { beforeEach, describe, expect, test } from 'vitest';
import type { EditId, InsightId, LibraryId, LocationId, SuggestedTag } from '../../preload/contract/model.js';
import { reconcile } from '../reconcile/reconcile.js';
import { preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, addTag, hashNumbered, memoryDatabase, planOf, plansOf } from '../testing/database.js';
import { getEdit, editPhotos } from './edits.js';
import { carryDerivedData } from './lineage.js';
import {
  deleteInsight,
  dismissedAtSql,
  dismissSuggestedTag,
  insightsOfLocation,
  storeInsight,
  suggestedSql,
} from './photo-insights.js';
import { acceptSuggestedTags } from './suggested-tags.js';
import { tagsOfCopy } from './tagged-photo.js';
import { redo, undo, undoEdit } from './undo.js';

let db: WriteDb;
let clock = 1000;
beforeEach(() => {
  db = memoryDatabase();
  clock = 1000;
  addLibrary(db, 1, 'Photos');
  addLibrary(db, 2, 'Archive');
});

const tag = (name: string, source: SuggestedTag['source'] = 'picture'): SuggestedTag => ({ name, source, score: 0.9 });

function store(libraryId: number, relPath: string, ...suggestedTags: readonly SuggestedTag[]): InsightId {
  return storeInsight(db, {
    libraryId: libraryId as LibraryId,
    relPath,
    title: 'Title',
    summary: 'Text',
    facts: [],
    suggestedTags,
    provider: 'built-in',
    modelVersion: '1',
    promptVersion: null,
    requestedBy: 'user',
    generatedAtMs: clock++,
    pin: false,
  });
}

/** Of an edit that is expected to do something. */
function made(editId: EditId | null): EditId {
  if (editId === null) throw new Error('Nothing was done');
  return editId;
}

const offered = (id: LocationId): string[] =>
  (insightsOfLocation(db, id)[0]?.suggestedTags ?? [])
    .filter(({ isDismissed }) => !isDismissed)
    .map(({ name }) => name);
const borne = (id: LocationId): string[] => tagsOfCopy(db, id).map(({ name }) => name);

describe('suggested tags', () => {
  test('are kept with their insight, with what they were made of', () => {
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    store(1, 'a.jpg', tag('Places/Portugal/Porto', 'place'), tag('Dog'));
    expect(insightsOfLocation(db, a)[0]?.suggestedTags).toEqual([
      { name: 'Places/Portugal/Porto', source: 'place', score: 0.9, isDismissed: false },
      { name: 'Dog', source: 'picture', score: 0.9, isDismissed: false },
    ]);
    expect(borne(a)).toEqual([]);
  });

  test('are accepted by one edit, each photo its own, and taken back by one', () => {
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const b = addLocation(db, 1, 'b.jpg', { hash: hashNumbered(2) });
    const c = addLocation(db, 1, 'c.jpg', { hash: null });
    const none = addLocation(db, 1, 'd.jpg', { hash: hashNumbered(4) });
    store(1, 'a.jpg', tag('Places/Portugal/Porto', 'place'), tag('Dog'));
    store(1, 'b.jpg', tag('dog'), tag('Cat'));
    store(1, 'c.jpg', tag('Cat'));
    const { editId } = acceptSuggestedTags(db, [a, b, c, none], clock++);
    expect([a, b, c, none].map(borne)).toEqual([['Dog', 'Places/Portugal/Porto'], ['Cat', 'Dog'], ['Cat'], []]);
    expect(getEdit(db, made(editId))).toMatchObject({ action: 'tag_added', madeBy: 'user', otherTagCount: 2 });
    expect(acceptSuggestedTags(db, [a, b, c, none], clock++).editId).toBeNull();
    undo(db, clock++);
    expect([a, b, c].map(borne)).toEqual([[], [], []]);
    redo(db, clock++);
    expect(borne(a)).toEqual(['Dog', 'Places/Portugal/Porto']);
  });

  test('mean a tag that is there already', () => {
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    addTag(db, 'Porto');
    store(1, 'a.jpg', tag('Places/Portugal/Porto', 'place'));
    acceptSuggestedTags(db, [a], clock++);
    expect(borne(a)).toEqual(['Porto']);
  });

  test('that were dismissed stay so: for other insights, other places, and after an edit of the bytes', () => {
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const id = store(1, 'a.jpg', tag('Dog'), tag('Cat'));
    const editId = dismissSuggestedTag(db, id, 'dog', clock++);
    expect(getEdit(db, made(editId))).toMatchObject({
      action: 'suggestion_dismissed',
      otherName: 'dog',
      tagId: null,
    });
    expect(editPhotos(db, made(editId))).toEqual([a]);
    expect(dismissSuggestedTag(db, id, 'Dog', clock++)).toBeNull();
    expect(offered(a)).toEqual(['Cat']);
    const newer = store(1, 'a.jpg', tag('Dog'), tag('Bird'));
    expect(offered(a)).toEqual(['Bird']);
    const copy = addLocation(db, 2, 'copy.jpg', { hash: hashNumbered(1) });
    expect(offered(copy)).toEqual(['Bird']);
    acceptSuggestedTags(db, [copy], clock++);
    expect(borne(a)).toEqual(['Bird']);
    // The one that remembers may be deleted.
    deleteInsight(db, id, clock++);
    expect(offered(a)).toEqual(['Bird']);
    dismissSuggestedTag(db, newer, 'Bird', clock++);

    preparePluck(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ? RETURNING id').get(hashNumbered(9), a);
    carryDerivedData(db, {
      libraryId: 1 as LibraryId,
      relPath: 'a.jpg',
      fromHash: hashNumbered(1),
      toHash: hashNumbered(9),
      nowMs: clock++,
      verdict: 'edited',
    });
    expect(insightsOfLocation(db, a)[0]?.suggestedTags.map(({ name }) => name)).toEqual(['Dog', 'Bird']);
    expect(offered(a)).not.toContain('Bird');
  });

  test('that were dismissed come back by undo, and go again by redo', () => {
    const a = addLocation(db, 1, 'a.jpg', { hash: null });
    const id = store(1, 'a.jpg', tag('Dog'), tag('Cat'));
    const first = made(dismissSuggestedTag(db, id, 'Dog', clock++));
    dismissSuggestedTag(db, id, 'Cat', clock++);
    expect(offered(a)).toEqual([]);
    undo(db, clock++);
    expect(offered(a)).toEqual(['Cat']);
    // The hash of the place becomes known in between.
    preparePluck(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ? RETURNING id').get(hashNumbered(5), a);
    reconcile(db, clock++);
    expect(offered(a)).toEqual(['Cat']);
    undoEdit(db, first, clock++);
    expect(offered(a)).toEqual(['Dog', 'Cat']);
    redo(db, clock++);
    expect(offered(a)).toEqual(['Cat']);
  });

  test('are asked for by indexes', () => {
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const id = store(1, 'a.jpg', tag('Dog'));
    const plans = [
      ...planOf(db, suggestedSql),
      ...planOf(db, dismissedAtSql),
      ...plansOf(db, () => dismissSuggestedTag(db, id, 'Dog', clock++)),
      ...plansOf(db, () => undo(db, clock++)),
    ];
    expect(plans.filter((line) => /SCAN (i|photo_insights|e|image_exif)\b/.test(line))).toEqual([]);
    expect(offered(a)).toEqual(['Dog']);
  });
});
