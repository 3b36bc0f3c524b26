import { expect, test } from 'vitest';
import type { ChangeTopic } from '../../../preload/contract/events.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase } from '../../testing/database.js';
import { ChangeNotice } from '../changes.js';
import { tagAnswers } from './tags.js';

/** One photo, and what was announced by what was asked for. */
function setUp() {
  const db = memoryDatabase();
  addLibrary(db, 1);
  const photo = addLocation(db, 1, 'a.jpg', { hash: hashNumbered(1) });
  const announced: ChangeTopic[] = [];
  const answers = tagAnswers(db, new ChangeNotice((topics) => announced.push(...topics)), () => 1);
  const topicsOf = async (asked: () => unknown): Promise<ReadonlySet<ChangeTopic>> => {
    announced.length = 0;
    await asked();
    return new Set(announced);
  };
  return { db, photo, answers, topicsOf };
}

test('lists that do not ask for tags stay as they are when photos are tagged, and when that is undone', async () => {
  const { db, photo, answers, topicsOf } = setUp();
  const locationIds = [photo];
  const steps = [
    () => answers.tagPhotos({ locationIds, name: 'Sea' }),
    () => answers.giveTags({ locationIds, tags: ['Sand'] }),
    () => answers.undo({}),
    () => answers.redo({}),
  ];
  for (const step of steps) {
    const topics = await topicsOf(step);
    expect(topics).toContain('tags');
    expect(topics).not.toContain('photos');
  }
  db.close();
});

test('what else an edit changes is announced, and again when it is undone', async () => {
  const { db, photo, answers, topicsOf } = setUp();
  const locationIds = [photo];
  const edits = [
    { topic: 'photos', ask: () => answers.turnPhotos({ locationIds, quarters: 1 }) },
    { topic: 'marks', ask: () => answers.setMarks({ locationIds, marks: { rating: 3 } }) },
    { topic: 'albums', ask: () => answers.createAlbum({ name: 'Sea', locationIds }) },
  ] as const;
  for (const { topic, ask } of edits) {
    expect(await topicsOf(ask)).toContain(topic);
    expect(await topicsOf(() => answers.undo({}))).toContain(topic);
  }
  expect(await topicsOf(() => answers.undo({}))).toEqual(new Set());
  db.close();
});
