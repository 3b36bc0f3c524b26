import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeDb } from '../db/open.js';
import { EngineBench, samples } from '../testing/engine-bench.js';

let bench: EngineBench;
beforeEach(async () => {
  bench = new EngineBench();
  await bench.start();
});
afterEach(() => bench.stop());

function unread(): number {
  return bench.db.prepare('SELECT count(*) FROM image_exif WHERE read_state = 0').pluck().get() as number;
}

describe('limits of background work', () => {
  it('on battery, files are listed and wait; on mains power they are read, also after a restart', async () => {
    const { answers } = bench.engine;
    const root = bench.library('Photos');
    cpSync(join(samples, 'mongolia.jpeg'), join(root, 'a.jpeg'));
    expect(answers.setWorkLimits({ oneCore: false, onlyOnMains: true })).toMatchObject({ waitsForMains: false });
    bench.engine.internal.setPowerSource({ isOnBattery: true });
    expect(answers.activity({})).toMatchObject({ waitsForMains: true, paused: false });
    await bench.add(root);
    await bench.until('the file is listed', () => unread() === 1);
    await bench.until('its library was scanned', () => bench.photo('a.jpeg').contentHash === null);

    closeDb(bench.db);
    await bench.engine.close();
    await bench.start();
    expect(bench.engine.answers.activity({})).toMatchObject({ limits: { oneCore: false, onlyOnMains: true } });
    bench.engine.internal.setPowerSource({ isOnBattery: true });
    cpSync(join(samples, 'train.jpg'), join(root, 'b.jpg'));
    await bench.until('the second file is listed', () => bench.ids().length === 2);
    bench.engine.internal.setPowerSource({ isOnBattery: false });
    await bench.settled();
    expect(bench.photo('a.jpeg').contentHash).not.toBeNull();
  });

  it('on one core, everything is read all the same', async () => {
    await bench.engine.answers.setWorkLimits({ oneCore: true, onlyOnMains: false });
    const root = bench.library('Photos');
    for (const name of ['mongolia.jpeg', 'train.jpg', 'png.png']) cpSync(join(samples, name), join(root, name));
    await bench.add(root);
    await bench.settled();
    expect(bench.photos().every(({ contentHash }) => contentHash !== null)).toBe(true);
  });
});
