import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EngineBench, samples } from '../testing/engine-bench.js';

const hour = 60 * 60_000;

let bench: EngineBench;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true });
  bench = new EngineBench();
  await bench.start();
});
afterEach(async () => {
  await bench.stop();
  vi.useRealTimers();
});

it('goes on at once when the clock goes back: a missing file is confirmed, a new one is read', async () => {
  const root = bench.library('Photos');
  cpSync(join(samples, 'mongolia.jpeg'), join(root, 'a.jpeg'));
  cpSync(join(samples, 'train.jpg'), join(root, 'b.jpg'));
  await bench.add(root);
  await bench.settled();
  rmSync(join(root, 'a.jpeg'));
  await bench.until(
    'it is not found once',
    () => bench.db.prepare('SELECT count(*) FROM image_exif WHERE presence = 1').pluck().get() === 1,
  );
  vi.setSystemTime(Date.now() - hour);
  await bench.until('it is missing', () => bench.ids('missing').length === 1);
  cpSync(join(samples, 'aarhus.jpg'), join(root, 'c.jpg'));
  await bench.until('the new file is read', () => bench.photo('c.jpg').contentHash !== null);
  expect(bench.ids()).toHaveLength(2);
});
