import { afterEach, beforeEach, expect, test } from 'vitest';
import type { InsightFilter, InsightPlace } from '../../preload/contract/model.js';
import { finish } from '../db/in-steps.js';
import { closeDb } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, plansOf } from '../testing/database.js';
import { insightMakers, listInsights, locationsOfList } from './insight-list.js';

let db: WriteDb;
beforeEach(() => {
  db = memoryDatabase();
  addLibrary(db, 1, 'Photos');
});
afterEach(() => {
  closeDb(db);
});

const all: InsightFilter = { maker: null, fromMs: null, toMs: null, standing: 'all', differs: false, rating: null };

interface Options {
  readonly provider?: string;
  readonly model?: string;
  readonly at?: number;
  readonly isCurrent?: boolean;
  readonly rating?: string;
  readonly isDeleted?: boolean;
}

function add(photo: number, title: string, options: Options = {}): void {
  const {
    provider = 'Keepsight',
    model = '1',
    at = photo,
    isCurrent = true,
    rating = null,
    isDeleted = false,
  } = options;
  db.prepare(
    `INSERT INTO photo_insights (library_id, rel_path, content_hash, title, summary, generated_at, provider, model_version,
       is_current, rating, deleted_at) VALUES (1, ?, ?, ?, '', ?, ?, ?, ?, ?, ?)`,
  ).run(
    `${photo}.jpg`,
    hashNumbered(photo),
    title,
    at,
    provider,
    model,
    isCurrent ? 1 : 0,
    rating,
    isDeleted ? 1 : null,
  );
}

function titles(filter: Partial<InsightFilter>): string[] {
  return listInsights(db, { ...all, ...filter }, null, 100).insights.map(({ title }) => title);
}

test('latest first, by whom, when, and whether it is shown', () => {
  const photo = addLocation(db, 1, '1.jpg', { hash: hashNumbered(1) });
  add(1, 'Boat', { at: 10, isCurrent: false });
  add(1, 'Two boats', { at: 20, provider: 'Ollama', model: 'llava' });
  add(2, 'Hill', { at: 15, rating: 'wrong' });
  add(3, 'Gone', { at: 30, isDeleted: true });
  add(4, 'boat', { at: 5, isCurrent: false });
  add(4, 'Boat', { at: 6, provider: 'You', model: '' });
  expect(titles({})).toEqual(['Two boats', 'Hill', 'Boat', 'Boat', 'boat']);
  expect(titles({ standing: 'current' })).toEqual(['Two boats', 'Hill', 'Boat']);
  expect(titles({ standing: 'history' })).toEqual(['Boat', 'boat']);
  expect(titles({ maker: { provider: 'Ollama', modelVersion: 'llava' } })).toEqual(['Two boats']);
  expect(titles({ fromMs: 6, toMs: 15 })).toEqual(['Boat', 'Boat']);
  expect(titles({ rating: 'wrong' })).toEqual(['Hill']);
  expect(titles({ rating: 'none', standing: 'current' })).toEqual(['Two boats', 'Boat']);
  // The second photo has one version only, and the versions of the fourth say the same.
  expect(titles({ differs: true })).toEqual(['Two boats', 'Boat']);
  const [first, second] = listInsights(db, all, null, 2).insights;
  expect(first).toMatchObject({ locationId: photo, versions: 2, libraryName: 'Photos', isCurrent: true });
  expect(second).toMatchObject({ locationId: null, versions: 1 });
  expect(insightMakers(db)).toEqual([
    { provider: 'You', modelVersion: '', insights: 1, current: 1 },
    { provider: 'Keepsight', modelVersion: '1', insights: 3, current: 1 },
    { provider: 'Ollama', modelVersion: 'llava', insights: 1, current: 1 },
  ]);
});

test('in parts: all of it, each once, also where many have one time and few fit', () => {
  for (let n = 1; n <= 1_300; n++) add(n, `${n}`, { at: Math.floor(n / 700), isCurrent: n % 400 === 0 });
  for (const standing of ['all', 'current'] as const) {
    const seen: string[] = [];
    let place: InsightPlace | null = null;
    let parts = 0;
    do {
      const page: ReturnType<typeof listInsights> = listInsights(db, { ...all, standing }, place, 90);
      seen.push(...page.insights.map(({ title }) => title));
      place = page.next;
      parts++;
    } while (place !== null && parts < 100);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(standing === 'all' ? 1_300 : 3);
  }
});

test('the photos of a list, each once', () => {
  const [a, b] = [1, 2].map((n) => addLocation(db, 1, `${n}.jpg`, { hash: hashNumbered(n) }));
  addLocation(db, 1, 'copy of 1.jpg', { hash: hashNumbered(1) });
  add(1, 'A', { at: 1, isCurrent: false });
  add(1, 'B', { at: 2 });
  add(2, 'C', { at: 3 });
  add(9, 'D', { at: 4 });
  expect(finish(locationsOfList(db, all))).toEqual([b, a]);
});

test('every statement goes by an index', () => {
  add(1, 'A');
  const plan = plansOf(db, () => {
    listInsights(db, { ...all, differs: true, rating: 'wrong' }, null, 10);
    listInsights(db, { ...all, maker: { provider: 'Keepsight', modelVersion: '1' } }, null, 10);
    insightMakers(db);
  });
  expect(plan.filter((line) => /^SCAN (?!wanted|json_each|CONSTANT)/.test(line))).toEqual([
    'SCAN photo_insights USING COVERING INDEX photo_insights_maker',
  ]);
  // Only the few rows of an answer are sorted, and the copies of each photo.
  expect(plan.filter((line) => line.includes('TEMP B-TREE'))).toHaveLength(2);
});
