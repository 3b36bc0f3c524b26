import { expect, it } from 'vitest';
import { finish } from '../db/in-steps.js';
import { addLibrary, addLocation, hashNumbered, memoryDatabase, plansOf } from '../testing/database.js';
import { mendTimesSteps } from './clock.js';

const minute = 60_000;

it('takes back what waits for a time that is far away, and leaves what is near or past', () => {
  const db = memoryDatabase();
  const library = addLibrary(db, 1);
  const now = 1_000 * minute;
  const set = (path: string, column: string, value: number, hash: Buffer | null = null): number => {
    const id = addLocation(db, library, path, { hash, presence: column === 'missing_since' ? 1 : 0 });
    db.prepare(`UPDATE image_exif SET ${column} = ? WHERE id = ?`).run(value, id);
    return id;
  };
  set('soon.jpg', 'read_retry_at', now + minute);
  set('far.jpg', 'read_retry_at', now + 100 * minute);
  set('past.jpg', 'missing_since', now - minute);
  set('future.jpg', 'missing_since', now + minute);
  set('verified.jpg', 'verified_at', now - minute, hashNumbered(1));
  set('ahead.jpg', 'verified_at', now + minute, hashNumbered(2));
  let mended = 0;
  const plan = plansOf(db, () => {
    mended = finish(mendTimesSteps(db, library, now));
  });
  expect(mended).toBe(3);
  const values = db
    .prepare(
      'SELECT rel_path, coalesce(missing_since, nullif(read_retry_at, 0), verified_at) FROM image_exif ORDER BY id',
    )
    .raw()
    .all();
  expect(values).toEqual([
    ['soon.jpg', now + minute],
    ['far.jpg', now],
    ['past.jpg', now - minute],
    ['future.jpg', now],
    ['verified.jpg', now - minute],
    ['ahead.jpg', now],
  ]);
  expect(finish(mendTimesSteps(db, library, now))).toBe(0);
  expect(plan.filter((line) => /^SCAN (?!json_each)/.test(line))).toEqual([]);
});
