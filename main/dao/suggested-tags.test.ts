import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { EditId, InsightId, LibraryId, LocationId, SuggestedTag } from '../../preload/contract/model.js';
import { reconcile } from '../reconcile/reconcile.js';
import { preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, addTag, hashNumbered, memoryDatabase, planOf, plansOf } from '../testing/database.js';
import {
  countedPhotosSql,
  editStack,
  getEdit,
  editHistory,
  editPhotos,
  openGiftSql,
  photoTagHistory,
} from './edits.js';
import { carryDerivedData } from './lineage.js';
import {
  deleteInsight,
  dismissedAtSql,
  dismissSuggestedTag,
  insightsOfLocation,
  storeInsight,
  suggestedSql,
} from './photo-insights.js';
import {
  acceptSuggestedTags,
  givenSuggestions,
  giveSuggestedTags,
  setGivenSuggestions,
  tagsBorneOnceSql,
} from './suggested-tags.js';
import { tagByName, tagsOfCopy, untagLocations } from './tagged-photo.js';
import { findTag, withDescendants } from './tags.js';
import { deleteTags } from './tag-edits.js';
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

/** The file `a.jpg` of hash 1 has other bytes from now on. */
function edit(id: LocationId): void {
  preparePluck(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ? RETURNING id').get(hashNumbered(9), id);
  carryDerivedData(db, {
    libraryId: 1 as LibraryId,
    relPath: 'a.jpg',
    fromHash: hashNumbered(1),
    toHash: hashNumbered(9),
    nowMs: clock++,
    verdict: 'edited',
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

  test('are not accepted where the photo bears a tag below, or one that has that as another name', () => {
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const hund = addTag(db, 'Hund');
    preparePluck(db, "INSERT INTO tag_synonyms (tag_id, name) VALUES (?, 'Dog') RETURNING id").get(hund);
    tagByName(db, [a], 'Places/Portugal/Porto', 'photo', clock++);
    store(1, 'a.jpg', tag('Places/Portugal', 'place'), tag('Dog'));
    acceptSuggestedTags(db, [a], clock++);
    expect(borne(a)).toEqual(['Hund', 'Places/Portugal/Porto']);
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

    edit(a);
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

/** What photos bear where suggested tags are given by themselves, by rules as plain as they are told. */
class PlainWorld {
  readonly bears: readonly Set<string>[];
  readonly dismissed: readonly Set<string>[];
  readonly #everBorne: readonly Set<string>[];
  readonly #living = new Set<string>();
  readonly #everThere = new Set<string>();
  readonly #lines: { readonly first: string; readonly given: (readonly [number, string])[]; isUndone: boolean }[] = [];

  constructor(photos: number) {
    const sets = (): Set<string>[] => Array.from({ length: photos }, () => new Set<string>());
    [this.bears, this.dismissed, this.#everBorne] = [sets(), sets(), sets()];
  }

  tag(photo: number, name: string): void {
    for (const level of this.#levels(name)) {
      this.#living.add(level);
      this.#everThere.add(level);
    }
    this.bears[photo]?.add(name);
    this.#everBorne[photo]?.add(name);
  }

  describe(photo: number, suggested: readonly string[]): void {
    const offered: string[] = [];
    for (const name of suggested) {
      const has = [...(this.bears[photo] ?? []), ...offered];
      const isAbove = has.some((own) => own === name || own.startsWith(`${name}/`));
      if (!isAbove && this.dismissed[photo]?.has(name) === false) offered.push(name);
    }
    const given = offered.filter((name) => {
      const wasDeleted = this.#levels(name).some((level) => this.#everThere.has(level) && !this.#living.has(level));
      return !wasDeleted && this.#everBorne[photo]?.has(name) === false;
    });
    const [first] = given;
    if (first === undefined) return;
    for (const name of given) this.tag(photo, name);
    const open = this.#lines.at(-1);
    const changes = given.map((name) => [photo, name] as const);
    if (open?.isUndone === false) open.given.push(...changes);
    else this.#lines.push({ first, given: changes, isUndone: false });
  }

  /** The last line of the history that can be taken back; false when there is none. */
  takeBack(): boolean {
    const line = this.#lines.findLast(({ first, isUndone }) => !isUndone && this.#living.has(first));
    if (line === undefined) return false;
    line.isUndone = true;
    for (const [photo, name] of line.given) this.bears[photo]?.delete(name);
    return true;
  }

  delete(name: string): void {
    for (const gone of [...this.#living].filter((one) => one === name || one.startsWith(`${name}/`))) {
      this.#living.delete(gone);
      for (const tags of this.bears) tags.delete(gone);
    }
  }

  #levels(name: string): readonly string[] {
    const levels = name.split('/');
    return levels.map((_, at) => levels.slice(0, at + 1).join('/'));
  }
}

describe('suggested tags that are given by themselves', () => {
  const minute = 60_000;
  /** Describes the photo at a place, as a job does. */
  const describePhoto = (id: LocationId, relPath: string, ...tags: readonly SuggestedTag[]): boolean =>
    giveSuggestedTags(db, new Map([[store(1, relPath, ...tags), id]]), clock++);

  test('are those that the user wants, and none at first', () => {
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const tags = [tag('Places/Portugal/Porto', 'place'), tag('Dog'), tag('Holidays/Easter', 'calendar')];
    expect(givenSuggestions(db)).toEqual([]);
    expect(describePhoto(a, 'a.jpg', ...tags)).toBe(false);
    expect(borne(a)).toEqual([]);
    setGivenSuggestions(db, ['place', 'calendar', 'place']);
    expect(givenSuggestions(db)).toEqual(['place', 'calendar']);
    expect(describePhoto(a, 'a.jpg', ...tags)).toBe(true);
    expect(borne(a)).toEqual(['Holidays/Easter', 'Places/Portugal/Porto']);
    expect(describePhoto(a, 'a.jpg', ...tags)).toBe(false);
    // The others are still offered.
    expect(offered(a)).toContain('Dog');
  });

  test('are one line of the history, whichever photos they are of, and taken back by it; not by undo', () => {
    setGivenSuggestions(db, ['picture']);
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const b = addLocation(db, 1, 'b.jpg', { hash: hashNumbered(2) });
    const c = addLocation(db, 1, 'c.jpg', { hash: null });
    addTag(db, 'Dog');
    describePhoto(a, 'a.jpg', tag('Dog'), tag('Cat'));
    describePhoto(b, 'b.jpg', tag('dog'), tag('Boat'));
    describePhoto(c, 'c.jpg', tag('Boat'));
    expect([a, b, c].map(borne)).toEqual([['Cat', 'Dog'], ['Boat', 'Dog'], ['Boat']]);
    const [whole, ...others] = editHistory(db, { tagId: null, offset: 0, limit: 10 });
    expect(others).toEqual([]);
    expect(whole).toMatchObject({ action: 'tag_added', madeBy: 'insight', otherTagCount: 2, photoCount: 3 });
    expect(editPhotos(db, made(whole?.id ?? null))).toEqual([a, b, c]);
    // It is a line of the history of each of its tags.
    for (const name of ['Dog', 'Cat', 'Boat']) {
      expect(editHistory(db, { tagId: findTag(db, name)?.id ?? null, offset: 0, limit: 10 })).toEqual([whole]);
    }
    expect(photoTagHistory(db, b).map(({ madeBy, tagName }) => [madeBy, tagName])).toEqual([
      ['insight', 'Boat'],
      ['insight', 'Dog'],
    ]);
    expect(editStack(db).undo).toBeNull();
    expect(undo(db, clock++)).toBeNull();
    // Another photo, long after: another line.
    clock += 11 * minute;
    const d = addLocation(db, 1, 'd.jpg', { hash: hashNumbered(4) });
    describePhoto(d, 'd.jpg', tag('Dog'));
    expect(editHistory(db, { tagId: null, offset: 0, limit: 10 })).toHaveLength(2);
    undoEdit(db, made(whole?.id ?? null), clock++);
    expect([a, b, c, d].map(borne)).toEqual([[], [], [], ['Dog']]);
    redo(db, clock++);
    undoEdit(db, made(editStack(db).undo?.id ?? null), clock++);
    // What was taken back is not given again.
    describePhoto(a, 'a.jpg', tag('Dog'), tag('Bird'));
    expect(borne(a)).toEqual(['Bird']);
    const byInsights = () =>
      editHistory(db, { tagId: null, offset: 0, limit: 10 }).filter(({ madeBy }) => madeBy === 'insight');
    expect(byInsights()[0]).toMatchObject({ tagName: 'Dog', otherTagCount: 1, photoCount: 2, undoneAtMs: null });
    // A line that was taken back gets no more.
    undoEdit(db, made(byInsights()[0]?.id ?? null), clock++);
    describePhoto(a, 'a.jpg', tag('Tree'));
    expect(byInsights()[0]).toMatchObject({ tagName: 'Tree', otherTagCount: 0, photoCount: 1, undoneAtMs: null });
  });

  test('are not what somebody took off the photo, or off the file before it was edited', () => {
    setGivenSuggestions(db, ['picture', 'place']);
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const unread = addLocation(db, 1, 'unread.jpg', { hash: null });
    const porto = tagByName(db, [a, unread], 'Places/Portugal/Porto', 'photo', clock++).tagId;
    untagLocations(db, [a, unread], porto, clock++);
    describePhoto(a, 'a.jpg', tag('Places/Portugal/Porto', 'place'), tag('Dog'));
    describePhoto(unread, 'unread.jpg', tag('Places/Portugal/Porto', 'place'));
    expect([a, unread].map(borne)).toEqual([['Dog'], []]);
    dismissSuggestedTag(db, store(1, 'a.jpg', tag('Cat')), 'Cat', clock++);
    describePhoto(a, 'a.jpg', tag('Cat'));
    expect(borne(a)).toEqual(['Dog']);

    edit(a);
    expect(borne(a)).toEqual(['Dog']);
    describePhoto(a, 'a.jpg', tag('Places/Portugal/Porto', 'place'), tag('Cat'), tag('Boat'));
    expect(borne(a)).toEqual(['Boat', 'Dog']);
  });

  test('are no tags that were deleted, nor below one', () => {
    setGivenSuggestions(db, ['picture', 'place']);
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const b = addLocation(db, 1, 'b.jpg', { hash: hashNumbered(2) });
    for (const name of ['Dog', 'Places/Portugal']) {
      deleteTags(db, [{ tagId: tagByName(db, [b], name, 'photo', clock++).tagId }], { nowMs: clock++ });
    }
    describePhoto(a, 'a.jpg', tag('Dog'), tag('Places/Portugal/Porto', 'place'), tag('Places/Spain', 'place'));
    expect(borne(a)).toEqual(['Places/Spain']);
    expect(findTag(db, 'Dog')?.isDeleted).toBe(true);
    expect(findTag(db, 'Places/Portugal/Porto')).toBeNull();
  });

  test('are not those of an insight that is not shown', () => {
    setGivenSuggestions(db, ['picture']);
    const a = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
    const former = store(1, 'a.jpg', tag('Dog'));
    store(1, 'a.jpg', tag('Cat'));
    expect(giveSuggestedTags(db, new Map([[former, a]]), clock++)).toBe(false);
    expect(borne(a)).toEqual([]);
  });

  test('whatever people do in between: what a list of plain rules says', () => {
    const names = ['Dog', 'Cat', 'Places', 'Places/Spain', 'Places/Spain/Vigo'];
    const name = fc.constantFrom(...names);
    const photo = fc.nat(2);
    const act = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('describe'), photo, some: fc.uniqueArray(name) }) },
      fc.record({ kind: fc.constantFrom('tag', 'untag', 'dismiss'), photo, some: fc.tuple(name) }),
      fc.record({ kind: fc.constantFrom('delete', 'take back'), photo, some: fc.tuple(name) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        db = memoryDatabase();
        addLibrary(db, 1, 'Photos');
        setGivenSuggestions(db, ['picture']);
        const places = [0, 1, 2].map((n) => `${n}.jpg`);
        const ids = places.map((path, n) => addLocation(db, 1, path, { hash: hashNumbered(n + 1) }));
        const world = new PlainWorld(ids.length);
        for (const { kind, photo: at, some } of acts) {
          const [path = '', id] = [places[at], ids[at]];
          if (id === undefined) continue;
          const [first = ''] = some;
          const known = findTag(db, first);
          const living = known?.isDeleted === false ? known.id : null;
          if (kind === 'describe') {
            describePhoto(id, path, ...some.map((each) => tag(each)));
            world.describe(at, some);
          } else if (kind === 'tag') {
            tagByName(db, [id], first, 'photo', clock++);
            world.tag(at, first);
          } else if (kind === 'dismiss') {
            dismissSuggestedTag(db, store(1, path), first, clock++);
            world.dismissed[at]?.add(first);
          } else if (kind === 'take back') {
            const [line] = editHistory(db, { tagId: null, offset: 0, limit: 100 }).filter(
              ({ madeBy, undoneAtMs, tagId }) => madeBy === 'insight' && undoneAtMs === null && tagId !== null,
            );
            if (line !== undefined) undoEdit(db, line.id, clock++);
            expect(world.takeBack()).toBe(line !== undefined);
          } else if (living !== null && kind === 'untag') {
            untagLocations(db, [id], living, clock++);
            world.bears[at]?.delete(first);
          } else if (living !== null) {
            deleteTags(
              db,
              withDescendants(db, [living]).map((tagId) => ({ tagId })),
              { nowMs: clock++ },
            );
            world.delete(first);
          }
          expect(ids.map(borne)).toEqual(world.bears.map((tags) => [...tags].sort()));
        }
      }),
    );
  });

  test('are asked for by indexes', () => {
    // Of what one edit changed, not of all that was ever changed.
    expect(
      planOf(db, countedPhotosSql).filter((line) => /_changes|\bc\b/.test(line) && !line.includes('_edit')),
    ).toEqual([]);
    expect(planOf(db, openGiftSql).filter((line) => line.includes('SCAN') && !line.includes('INDEX'))).toEqual([]);
    expect(planOf(db, tagsBorneOnceSql).filter((line) => /SCAN (?!line|\()/.test(line))).toEqual([]);
  });
});
