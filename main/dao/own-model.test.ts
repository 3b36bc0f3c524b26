import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultOwnModel, defaultPrompt } from '../../preload/contract/own-model.js';
import { closeDb } from '../db/open.js';
import type { WriteDb } from '../db/open.js';
import { addLibrary, memoryDatabase, plansOf } from '../testing/database.js';
import { changeOwnModel, ownModel, ownModelSettings, promptOf, promptVersion, savePrompt } from './own-model.js';

let db: WriteDb;
beforeEach(() => {
  db = memoryDatabase();
});
afterEach(() => {
  closeDb(db);
});

test('it is off, and asks Keepsight’s own prompt, until somebody says otherwise', () => {
  expect(ownModel(db)).toEqual({
    settings: defaultOwnModel,
    prompts: [{ id: 0, text: defaultPrompt, createdAtMs: null }],
    costs: [],
    thrownAway: [],
  });
});

test('who asked to be asked less agreed to one place and its prices', () => {
  changeOwnModel(db, { baseUrl: 'https://models.example/v1', inputPrice: 2, asksAbove: 500 });
  expect(changeOwnModel(db, { longEdge: 512, inputPrice: 1 }).asksAbove).toBe(500);
  expect(changeOwnModel(db, { baseUrl: 'https://models.example/v2' }).asksAbove).toBe(500);
  expect(changeOwnModel(db, { outputPrice: 1 }).asksAbove).toBe(10);
  changeOwnModel(db, { asksAbove: 500 });
  expect(changeOwnModel(db, { baseUrl: 'https://other.example/v1' }).asksAbove).toBe(10);
});

test('an edited prompt is a new version, an earlier text is that version again, and none is lost', () => {
  const first = savePrompt(db, 'Say what it is, in {language}.\r\nPlease. ', 1);
  expect(first.text).toBe('Say what it is, in {language}.\nPlease.');
  const second = savePrompt(db, 'Say less.', 2);
  expect(ownModelSettings(db).promptId).toBe(second.id);
  expect(savePrompt(db, first.text, 3)).toEqual(first);
  expect(savePrompt(db, defaultPrompt, 4).id).toBe(0);
  expect(ownModel(db).prompts.map(({ id }) => id)).toEqual([second.id, first.id, 0]);
  expect(changeOwnModel(db, { promptId: first.id }).promptId).toBe(first.id);
  expect([promptVersion(0), promptVersion(first.id)]).toEqual(['Keepsight 1', String(first.id)]);
  expect(promptOf(db, 99)).toBeNull();
});

test.each([
  ['', 'empty'],
  ['x'.repeat(9_000), 'too long'],
  ['In {langauge}', '{langauge}'],
])('a prompt that is refused', (text, message) => {
  expect(() => savePrompt(db, text, 1)).toThrow(message);
});

test('it is not switched on without an address and a model, nor with an address that is none', () => {
  expect(() => changeOwnModel(db, { on: true })).toThrow('Give the address');
  expect(() => changeOwnModel(db, { baseUrl: 'ftp://x' })).toThrow('no address');
  expect(() => changeOwnModel(db, { promptId: 5 })).toThrow('no longer there');
  changeOwnModel(db, { baseUrl: 'localhost:11434', model: 'llava', on: true });
  expect(ownModelSettings(db)).toMatchObject({ on: true, model: 'llava', longEdge: 768 });
  expect(() => changeOwnModel(db, { baseUrl: '' })).toThrow('Give the address');
});

test('costs are summed by currency, by an index', () => {
  addLibrary(db, 1);
  const insert = db.prepare(
    `INSERT INTO photo_insights (library_id, rel_path, title, summary, generated_at, model_version, cost_micros, currency)
     VALUES (1, 'a.jpg', 'T', 'S', 1, '1', ?, ?)`,
  );
  for (const [cost, currency] of [
    [10, 'EUR'],
    [5, 'EUR'],
    [7, 'USD'],
    [null, null],
  ] as const)
    insert.run(cost, currency);
  expect(ownModel(db).costs).toEqual([
    { currency: 'EUR', insights: 2, micros: 15 },
    { currency: 'USD', insights: 1, micros: 7 },
  ]);
  const plan = plansOf(db, () => ownModel(db)).filter((line) => line.includes('photo_insights'));
  expect(plan.every((line) => line.includes('USING COVERING INDEX photo_insights_cost'))).toBe(true);
});
