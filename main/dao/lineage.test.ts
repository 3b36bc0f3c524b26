import { beforeEach, describe, expect, test } from 'vitest';
import type { LibraryId, LineageId, LocationId, TagId } from '../../preload/contract/model.js';
import type { EditVerdict } from '../core/edit-verdict.js';
import { finish } from '../db/in-steps.js';
import { prepare, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import {
  addInsightRow,
  addLibrary,
  addLocation,
  addTag,
  hashNumbered,
  memoryDatabase,
  plansOf,
} from '../testing/database.js';
import { expectSound } from '../testing/sound.js';
import { photoTagHistory } from './edits.js';
import { gridModel } from './grid.js';
import { findWhole, healthNumbers } from './health.js';
import { carryDerivedData } from './lineage.js';
import { photoDetails } from './photo-details.js';
import { insightsOfLocation } from './photo-insights.js';
import { replacedFiles, settleReplacedSteps } from './replaced-files.js';
import { tagCopies, tagLocations, tagsOfCopy, untagLocations } from './tagged-photo.js';
import { undoEdit } from './undo.js';

let db: WriteDb;
let sea: TagId;
let fog: TagId;
let nowMs: number;

beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1, 'Photos');
  addLibrary(db, 2, 'Archive');
  sea = addTag(db, 'Sea');
  fog = addTag(db, 'Fog');
  nowMs = 100;
  return () => {
    expectSound(db);
    db.close();
  };
});

const [a, b, c] = [1, 2, 3];

function file(hash: number, library = 1, path = 'a.jpg'): LocationId {
  return addLocation(db, library, path, { hash: hashNumbered(hash) });
}

/** The file gets other bytes. */
function edit(id: LocationId, to: number, verdict: EditVerdict = 'edited'): void {
  const before = prepare(
    db,
    'SELECT library_id AS libraryId, rel_path AS relPath, content_hash AS fromHash FROM image_exif WHERE id = ?',
  ).get(id) as { libraryId: LibraryId; relPath: string; fromHash: Buffer };
  prepare(db, 'UPDATE image_exif SET content_hash = ? WHERE id = ?').run(hashNumbered(to), id);
  carryDerivedData(db, { ...before, toHash: hashNumbered(to), verdict, nowMs: ++nowMs });
}

function tag(id: LocationId, tagId: TagId): void {
  tagLocations(db, [id], tagId, ++nowMs);
}

function untag(id: LocationId, tagId: TagId): void {
  untagLocations(db, [id], tagId, ++nowMs);
}

function names(id: LocationId): string[] {
  return tagsOfCopy(db, id).map(({ name, scope }) => (scope === 'copy' ? `${name} (copy)` : name));
}

function waiting(): LineageId[] {
  return replacedFiles(db, { offset: 0, limit: 100 }).map(({ id }) => id);
}

function settle(carry: boolean): void {
  finish(settleReplacedSteps(db, waiting(), carry, ++nowMs));
}

function titles(id: LocationId): string[] {
  return insightsOfLocation(db, id).map(
    ({ title, isCurrent, isStale }) => `${title}${isCurrent ? ', current' : ''}${isStale ? ', stale' : ''}`,
  );
}

describe('an edit carries tags', () => {
  test('each as an edit of its own, which says so and can be taken back', () => {
    const here = file(a);
    tag(here, sea);
    edit(here, b);
    expect(names(here)).toEqual(['Sea']);
    const [line] = photoTagHistory(db, here);
    expect(line).toMatchObject({ action: 'tag_added', madeBy: 'carry', tagName: 'Sea', photoCount: 1, copy: null });
    if (line === undefined || line.editId === null) throw new Error('The carry is not in the history.');
    undoEdit(db, line.editId, ++nowMs);
    expect(names(here)).toEqual([]);
  });

  test('those for this file alone go along; those for a copy elsewhere stay there', () => {
    const here = file(a);
    const copy = file(a, 2);
    tagCopies(db, [here], sea, 1);
    tagCopies(db, [copy], fog, 2);
    edit(here, b);
    expect(names(here)).toEqual(['Sea (copy)']);
    expect(names(copy)).toEqual(['Fog (copy)']);
    edit(here, a);
    expect(names(here)).toEqual(['Sea (copy)']);
    expect(names(copy)).toEqual(['Fog (copy)']);
  });
});

describe('a file that goes back to what it was', () => {
  test('loses what was taken off meanwhile, and keeps what was added', () => {
    const here = file(a);
    tag(here, sea);
    edit(here, b);
    untag(here, sea);
    tag(here, fog);
    edit(here, a);
    expect(names(here)).toEqual(['Fog']);
    expect(photoTagHistory(db, here)[1]).toMatchObject({ action: 'tag_removed', madeBy: 'carry', tagName: 'Sea' });
  });

  test('through several edits: what was taken off anywhere on the way', () => {
    const here = file(a);
    tag(here, sea);
    edit(here, b);
    untag(here, sea);
    edit(here, c);
    tag(here, fog);
    edit(here, a);
    expect(names(here)).toEqual(['Fog']);
    const { lineage } = photoDetails(db, here, new Map());
    expect(lineage.map(({ fromHash }) => fromHash)).toEqual([c, b, a].map((n) => hashNumbered(n).toString('hex')));
  });

  test('while an unedited copy is there: the histories have split, and it keeps its own', () => {
    const here = file(a);
    const copy = file(a, 2);
    tag(here, sea);
    edit(here, b);
    untag(here, sea);
    expect([names(here), names(copy)]).toEqual([[], ['Sea']]);
    edit(here, a);
    expect([names(here), names(copy)]).toEqual([['Sea'], ['Sea']]);
  });

  test('what was given again, or was taken off before the edit, is not taken away', () => {
    const here = file(a);
    tag(here, sea);
    tag(here, fog);
    edit(here, b);
    untag(here, sea);
    tag(here, sea);
    edit(here, a);
    expect(names(here)).toEqual(['Fog', 'Sea']);
    untag(here, fog);
    tag(here, fog);
    edit(here, b);
    edit(here, a);
    expect(names(here)).toEqual(['Fog', 'Sea']);
  });
});

describe('a file replaced by another photo', () => {
  test('takes nothing with it, and is listed with what it would get', () => {
    const here = file(a);
    tag(here, sea);
    addInsightRow(db, { libraryId: 1, relPath: 'a.jpg', hash: hashNumbered(a), title: 'Waves' });
    edit(here, b, 'replaced');
    expect([names(here), titles(here)]).toEqual([[], []]);
    expect(replacedFiles(db, { offset: 0, limit: 10 })).toMatchObject([
      { locationId: here, libraryName: 'Photos', relPath: 'a.jpg', tagNames: ['Sea'], insights: 1 },
    ]);
    const shown = gridModel(db, { libraryId: null, tagId: null, filter: 'replaced' }, null);
    expect([...shown.ids]).toEqual([here]);
    expect(healthNumbers(db, findWhole(db, 0)).replacedFiles).toBe(1);
  });

  test('that was an edit after all gets everything, stale, behind an insight of its own', () => {
    const here = file(a);
    tag(here, sea);
    addInsightRow(db, { libraryId: 1, relPath: 'a.jpg', hash: hashNumbered(a), title: 'Waves' });
    edit(here, b, 'replaced');
    addInsightRow(db, { libraryId: 1, relPath: 'a.jpg', hash: hashNumbered(b), title: 'Own', generatedAtMs: 9 });
    settle(true);
    expect(names(here)).toEqual(['Sea']);
    expect(titles(here)).toEqual(['Own, current', 'Waves, stale']);
    expect(waiting()).toEqual([]);
    expect(photoDetails(db, here, new Map()).lineage[0]?.verdict).toBe('edited');
    // Once said, it holds.
    edit(here, a, 'replaced');
    edit(here, b, 'replaced');
    expect(waiting()).toEqual([]);
  });

  test('gets it also where it was edited on since', () => {
    const here = file(a);
    tag(here, sea);
    addInsightRow(db, { libraryId: 1, relPath: 'a.jpg', hash: hashNumbered(a), title: 'Waves' });
    edit(here, b, 'replaced');
    edit(here, c);
    expect(replacedFiles(db, { offset: 0, limit: 10 })[0]?.locationId).toBeNull();
    settle(true);
    expect(names(here)).toEqual(['Sea']);
    expect(titles(here)).toEqual(['Waves, current, stale']);
  });

  test('that is another photo starts afresh, and is not asked about again', () => {
    const here = file(a);
    tag(here, sea);
    edit(here, b, 'replaced');
    settle(false);
    expect([names(here), waiting()]).toEqual([[], []]);
    const old = file(a, 2);
    expect(names(old)).toEqual(['Sea']);
    edit(old, b, 'replaced');
    expect(waiting()).toEqual([]);
  });

  test('is no question any more when the old photo is back', () => {
    const here = file(a);
    tag(here, sea);
    edit(here, b, 'replaced');
    edit(here, a, 'replaced');
    expect([names(here), waiting()]).toEqual([['Sea'], []]);
  });

  test('many are settled in steps, each once', () => {
    for (let n = 0; n < 1200; n++) {
      const here = file(1000 + n, 1, `${n}.jpg`);
      if (n % 2 === 0) tag(here, sea);
      edit(here, 5000 + n, 'replaced');
    }
    const ids = preparePluck(db, 'SELECT id FROM content_lineage').all() as LineageId[];
    const steps = settleReplacedSteps(db, [...ids, ...ids], true, ++nowMs);
    expect(steps.next().done).toBe(false);
    finish(steps);
    expect(preparePluck(db, 'SELECT photos FROM tag_counts WHERE tag_id = ?').get(sea)).toBe(600);
    expect(preparePluck(db, "SELECT sum(photo_count) FROM edits WHERE made_by = 'carry'").get()).toBe(600);
  });
});

test('every statement goes by an index', () => {
  const here = file(a);
  tag(here, sea);
  const plan = plansOf(db, () => {
    edit(here, b);
    untag(here, sea);
    edit(here, a);
    edit(here, c, 'replaced');
    replacedFiles(db, { offset: 0, limit: 10 });
    finish(settleReplacedSteps(db, waiting(), true, 9));
  });
  const found = /^SCAN (?!wanted|home|r|line|back|forth|json_each|CONSTANT|\(subquery|\(join)/;
  expect(plan.filter((line) => found.test(line))).toEqual(['SCAN l USING INDEX content_lineage_open']);
});
