import { cpSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editImage } from '../testing/decoding.js';
import { EngineBench, samples } from '../testing/engine-bench.js';

const mongolia = join(samples, 'mongolia.jpeg');
const train = join(samples, 'train.jpg');

let bench: EngineBench;
let root: string;
beforeEach(async () => {
  bench = new EngineBench();
  await bench.start();
  root = bench.library('Photos');
});
afterEach(() => bench.stop());

/** Tags `a.jpg`, puts other bytes in its place and answers its tags and what the lineage says then. */
async function tagsAfter(from: string, change: (path: string) => void): Promise<readonly [string[], string[]]> {
  const path = join(root, 'a.jpg');
  cpSync(from, path);
  await bench.add(root);
  await bench.settled();
  const before = bench.photo('a.jpg');
  await bench.engine.answers.tagPhotos({ locationIds: [before.locationId], name: 'Kept' });
  change(path);
  utimesSync(path, new Date(), new Date(Date.now() - 60_000));
  await bench.until('the new bytes are read', () => bench.photo('a.jpg').contentHash !== before.contentHash);
  const after = bench.photo('a.jpg');
  const verdicts = bench.db.prepare('SELECT verdict FROM content_lineage').pluck().all() as string[];
  return [after.tags.map(({ name }) => name), verdicts];
}

describe('a file with other bytes in place', () => {
  it('was edited when it is re-compressed to another size with its date changed: it looks the same', async () => {
    expect(
      await tagsAfter(train, (path) => {
        editImage(train, path, 'resize', 'brighten', 'anotherTime');
      }),
    ).toEqual([['Kept'], ['edited']]);
  });

  it('was edited when it is turned, which changes its look and swaps its sides', async () => {
    expect(
      await tagsAfter(train, (path) => {
        editImage(train, path, 'rotate', 'anotherTime');
      }),
    ).toEqual([['Kept'], ['edited']]);
  });

  it('was edited when the new bytes do not say when they were taken', async () => {
    expect(
      await tagsAfter(train, (path) => {
        cpSync(join(samples, 'without_exif.jpg'), path);
      }),
    ).toEqual([['Kept'], ['edited']]);
  });

  it('was replaced when another photo takes its name: nothing is carried, and the old photo keeps what it had', async () => {
    expect(
      await tagsAfter(train, (path) => {
        cpSync(mongolia, path);
      }),
    ).toEqual([[], ['replaced']]);
    cpSync(train, join(root, 'restored.jpg'));
    await bench.until('the old photo is back', () => bench.photo('restored.jpg').tags.length === 1);
  });
});
