import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LibraryId, LocationId } from '../../preload/contract/model.js';
import { closeDb } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addInsightRow, addLibrary, addLocation, hashNumbered, memoryDatabase, plansOf } from '../testing/database.js';
import { planInsights } from './insight-plan.js';
import { changeOwnModel } from './own-model.js';

let db: WriteDb;
beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1, 'Photos');
  addLibrary(db, 2, 'Archive');
});
afterEach(() => {
  closeDb(db);
});

const filter = { maker: null, fromMs: null, toMs: null, standing: 'all', differs: false, rating: null } as const;

function answered(model: string, durationMs: number, costMicros: number | null, currency = 'EUR'): void {
  const id = addInsightRow(db, { libraryId: 1, relPath: 'a.jpg', hash: hashNumbered(1), isCurrent: false });
  db.prepare(
    'UPDATE photo_insights SET provider = ?, model_version = ?, duration_ms = ?, cost_micros = ?, currency = ? WHERE id = ?',
  ).run('models.example', model, durationMs, costMicros, currency, id);
}

test('photos are counted as they would be described: copies once, what is missing not', () => {
  const ids = [
    addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) }),
    addLocation(db, 2, 'copy.jpg', { hash: hashNumbered(1) }),
    addLocation(db, 1, 'b.jpg', { hash: hashNumbered(2) }),
    addLocation(db, 1, 'c.jpg'),
    addLocation(db, 1, 'gone.jpg', { hash: hashNumbered(4), presence: 2 }),
    addLocation(db, 1, 'd.jpg', { hash: hashNumbered(5) }),
  ] as LocationId[];
  addInsightRow(db, { libraryId: 1, relPath: 'b.jpg', hash: hashNumbered(2) });
  addInsightRow(db, { libraryId: 1, relPath: 'd.jpg', hash: hashNumbered(5) });
  db.exec("UPDATE photo_insights SET is_stale = 1 WHERE rel_path = 'd.jpg'");
  expect(planInsights(db, { locationIds: ids }).photos).toEqual({ all: 4, missing: 2, stale: 1 });
  expect(planInsights(db, { libraryId: 2 as LibraryId }).photos).toEqual({ all: 1, missing: 1, stale: 0 });
  expect(planInsights(db, { libraryId: 1 as LibraryId }).photos).toEqual({ all: 4, missing: 2, stale: 1 });
  expect(planInsights(db, { filter }).photos).toEqual({ all: 2, missing: 0, stale: 1 });
  expect(planInsights(db, { locationIds: [] }).photos).toEqual({ all: 0, missing: 0, stale: 0 });
});

test('what it takes is told by the last answers of the model, also under its dated name', () => {
  changeOwnModel(db, {
    kind: 'openai',
    baseUrl: 'https://models.example/v1',
    model: 'vision-2',
    inputPrice: 1,
    currency: 'EUR',
  });
  const earlier = () => planInsights(db, { locationIds: [] }).earlier;
  expect(earlier()).toBeNull();
  answered('vision-2', 1_000, 100);
  answered('vision-2-2026-05-01', 3_000, 300);
  answered('vision-2', 2_000, 9_000, 'USD');
  answered('vision-1', 90_000, 90_000);
  expect(earlier()).toEqual({ answers: 3, durationMs: 2_000, costMicros: 200 });
  changeOwnModel(db, { inputPrice: null });
  expect(earlier()?.costMicros).toBeNull();
});

test('it reads by indexes', () => {
  const plans = plansOf(db, () => {
    planInsights(db, { locationIds: [1 as LocationId] });
    planInsights(db, { libraryId: 1 as LibraryId });
  });
  expect(
    plans.filter((line) => /SCAN (e|i|image_exif|photo_insights)\b/.test(line) && !line.includes('INDEX')),
  ).toEqual([]);
});
