import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { InsightId, LibraryId, LocationId } from '../../preload/contract/model.js';
import { editStack } from '../dao/edits.js';
import { rateInsight, writeInsight } from '../dao/insight-edits.js';
import { importSteps } from '../dao/insight-transfer.js';
import type { ImportResult } from '../dao/insight-transfer.js';
import { deleteInsight, insightsOfLocation, makeCurrent, storeInsight } from '../dao/photo-insights.js';
import { redo, undo } from '../dao/undo.js';
import { finish } from '../db/in-steps.js';
import { closeDb, preparePluck } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { reconcile } from '../reconcile/reconcile.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, plansOf } from '../testing/database.js';
import { temporaryFolder } from '../testing/files.js';
import { expectSound } from '../testing/sound.js';
import { exportSteps, readInsightFile } from './insight-files.js';

let from: WriteDb;
let to: WriteDb;
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  from = memoryDatabase();
  to = memoryDatabase();
  addLibrary(from, 1, 'Photos');
  addLibrary(from, 2, 'Elsewhere');
  addLibrary(to, 7, 'Photos');
});
afterEach(() => {
  closeDb(from);
  closeDb(to);
});

function store(db: WriteDb, library: number, relPath: string, title: string, at: number): InsightId {
  return storeInsight(db, {
    libraryId: library as LibraryId,
    relPath,
    title,
    summary: `Text, with "quotes",\nlines and ; of ${title}`,
    facts: [{ label: 'Camera', text: 'A, "B"', source: 'EXIF' }],
    suggestedTags: [{ name: 'Places/Porto', source: 'place', score: 0.9 }],
    provider: 'Ollama',
    modelVersion: 'llava',
    promptVersion: '3',
    requestedBy: 'user',
    generatedAtMs: at,
    pin: false,
    durationMs: 1_234,
    costMicros: 567,
    currency: 'EUR',
  });
}

/** Two photos with a history each, one of them rated, written by hand and with a deleted version. */
function fill(): void {
  const sound = Date.UTC(2026, 0, 1);
  const a = addLocation(from, 1, 'a.jpg', { hash: hashNumbered(1) });
  addLocation(from, 2, 'sub/b.jpg', { hash: hashNumbered(2) });
  addLocation(from, 1, 'unread.jpg');
  const first = store(from, 1, 'a.jpg', 'First', sound + 1);
  store(from, 1, 'a.jpg', 'Second', sound + 2);
  rateInsight(from, first, 'wrong', sound + 3);
  writeInsight(from, { locationId: a, title: 'Ours', summary: '', nowMs: sound + 4 });
  deleteInsight(from, store(from, 2, 'sub/b.jpg', 'Bad', sound + 5), sound + 6);
  makeCurrent(from, store(from, 2, 'sub/b.jpg', 'Good', sound + 7), sound + 8);
  store(from, 1, 'unread.jpg', 'Unread', sound + 9);
}

function exported(format: 'json' | 'csv'): string {
  const path = join(folder, `insights.${format}`);
  finish(exportSteps(from, path, format, 1));
  return path;
}

function imported(path: string): ImportResult {
  const { photos, fileName } = readInsightFile(path);
  return finish(importSteps(to, photos, fileName, Date.UTC(2026, 5, 1)));
}

/** All that the history tells, but for where rows are. */
function historyOf(db: WriteDb, location: LocationId): unknown {
  return insightsOfLocation(db, location).map(({ id: _id, libraryId: _libraryId, ...rest }) => rest);
}

test.each(['json', 'csv'] as const)(
  '%s: the whole history comes back as it was, for photos that come later too',
  (format) => {
    fill();
    const path = join(folder, `insights.${format}`);
    expect(finish(exportSteps(from, path, format, 1))).toEqual({
      fileName: `insights.${format}`,
      photos: 2,
      insights: 4,
      withoutHash: 1,
    });
    const here = addLocation(to, 7, 'other name.jpg', { hash: hashNumbered(1) });
    expect(readInsightFile(path).unreadable).toBe(0);
    expect(imported(path)).toMatchObject({ added: 4, photos: 2, known: 0, waiting: 1 });
    reconcile(to, Date.UTC(2026, 5, 1));
    const [a, b] = preparePluck(from, 'SELECT id FROM image_exif ORDER BY id').all() as LocationId[];
    expect(historyOf(to, here)).toEqual(historyOf(from, a ?? here));
    const later = addLocation(to, 7, 'b.jpg', { hash: hashNumbered(2) });
    expect(historyOf(to, later)).toEqual(historyOf(from, b ?? here));
    expectSound(to);

    // Once more, and out of here again: nothing is new.
    expect(imported(path)).toMatchObject({ editId: null, added: 0, known: 4 });
    const back = join(folder, `back.${format}`);
    finish(exportSteps(to, back, format, 1));
    expect(readFileSync(back, 'utf8')).toBe(readFileSync(path, 'utf8'));
  },
);

test('what is here decides as for bytes that meet: a pin first, else the earliest', () => {
  fill();
  const path = exported('json');
  const a = addLocation(to, 7, 'a.jpg', { hash: hashNumbered(1) });
  const b = addLocation(to, 7, 'b.jpg', { hash: hashNumbered(2) });
  store(to, 7, 'a.jpg', 'Here', Date.UTC(2025, 0, 1));
  const pinned = store(to, 7, 'b.jpg', 'Pinned here', Date.UTC(2026, 1, 1));
  makeCurrent(to, pinned, Date.UTC(2026, 2, 1));
  imported(path);
  reconcile(to, Date.UTC(2026, 5, 1));
  expect(insightsOfLocation(to, a)[0]?.title).toBe('Ours');
  expect(insightsOfLocation(to, b)[0]?.title).toBe('Pinned here');
  expectSound(to);
});

test('an import is taken back, and done again', () => {
  fill();
  const path = exported('json');
  const a = addLocation(to, 7, 'a.jpg', { hash: hashNumbered(1) });
  store(to, 7, 'a.jpg', 'Here', Date.UTC(2025, 0, 1));
  imported(path);
  reconcile(to, Date.UTC(2026, 5, 1));
  expect(editStack(to).undo).toMatchObject({ action: 'insights_imported', otherName: 'insights.json', photoCount: 2 });
  expect(undo(to, Date.UTC(2026, 5, 2))?.edit).toMatchObject({ role: 'undo', photoCount: 2 });
  expect(insightsOfLocation(to, a).map(({ title, isCurrent }) => [title, isCurrent])).toEqual([['Here', true]]);
  // What was taken back is not new, and stays away.
  expect(imported(path)).toMatchObject({ added: 0, known: 4 });
  redo(to, Date.UTC(2026, 5, 3));
  expect(insightsOfLocation(to, a)).toHaveLength(4);
  expectSound(to);
});

test('a file that is none of ours is refused, and what cannot be is left out', () => {
  fill();
  const path = exported('json');
  const write = (text: string, name = 'odd.json'): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const text = readFileSync(path, 'utf8');
  expect(readInsightFile(write(text.replace('"wrong"', '"awful"'))).unreadable).toBe(1);
  for (const odd of [
    '',
    '{}',
    '{"format":"keepsight-insights","version":9,"photos":[]}',
    '[1,2]',
    'a,b\n1,2',
    text.slice(0, 80),
  ]) {
    expect(() => readInsightFile(write(odd))).toThrow('no file of insights');
  }
  expect(() => readInsightFile(join(folder, 'nothing.json'))).toThrow('could not be read');
  const table = readFileSync(exported('csv'), 'utf8').replace(/^\uFEFF/, '');
  expect(readInsightFile(write(`${table}odd,line\r\n`, 'odd.csv')).unreadable).toBe(1);
});

test('an export that cannot be written leaves what stood there', () => {
  fill();
  const path = join(folder, 'insights.json');
  writeFileSync(path, 'before');
  expect(() => finish(exportSteps(from, join(folder, 'no folder/insights.json'), 'json', 1))).toThrow(
    'could not be written',
  );
  expect(readFileSync(path, 'utf8')).toBe('before');
});

test('photos are looked up by an index', () => {
  fill();
  const photos = readInsightFile(exported('json')).photos;
  const plan = plansOf(to, () => {
    finish(importSteps(to, photos, 'x', 1));
    finish(exportSteps(to, join(folder, 'x.json'), 'json', 1));
  });
  // Those without a hash are counted by their own index.
  expect(plan.filter((line) => /^SCAN (?!wanted|json_each|CONSTANT|libraries|.*_unhashed$)/.test(line))).toEqual([]);
});
