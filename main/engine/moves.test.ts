import { cpSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench, samples } from '../testing/engine-bench.js';
import { filesBelow } from '../testing/files.js';

let bench: EngineBench;
beforeEach(async () => {
  bench = new EngineBench();
  await bench.start();
});
afterEach(() => bench.stop());

describe('moves that the file system vouches for', () => {
  it('need no reading: a whole tree goes to another library while reading is paused', async () => {
    const [one, two] = [bench.library('one'), bench.library('two')];
    cpSync(samples, join(one, 'trip'), { recursive: true });
    // An empty root would be taken for a drive that is not mounted.
    writeFileSync(join(one, 'notes.txt'), 'stays');
    await bench.add(one);
    await bench.add(two);
    await bench.settled();
    const before = bench.photo('train.jpg');
    const texts = bench.photo('mongolia.jpeg').embeddedTexts;
    expect(texts).toContainEqual({ field: 'keyword', source: 'XMP-dc:Subject', text: 'Хужирт' });
    const count = bench.ids().length;
    await bench.engine.answers.tagPhotos({ locationIds: bench.ids(), name: 'Trip' });
    await bench.engine.answers.setPaused({ paused: true });

    mkdirSync(join(two, 'deep'));
    renameSync(join(one, 'trip'), join(two, 'deep/renamed'));
    await bench.until(
      'the moves are settled',
      () =>
        bench.ids().length === count &&
        bench
          .photos()
          .every(({ places }) =>
            places.every(({ libraryName, presence }) => libraryName === 'two' && presence === 'present'),
          ),
    );
    expect(bench.photo('train.jpg')).toMatchObject({
      contentHash: before.contentHash,
      facts: before.facts,
      preview: before.preview,
      tags: [{ name: 'Trip' }],
    });
    expect(bench.photo('mongolia.jpeg').embeddedTexts).toEqual(texts);
    expect(bench.db.prepare('SELECT count(*) FROM image_exif').pluck().get()).toBe(filesBelow(two).length);
    expect(bench.db.prepare('SELECT count(*) FROM image_exif WHERE read_state = 0').pluck().get()).toBe(0);
    expect(bench.ids('missing')).toEqual([]);
    expect(new Set(bench.db.prepare('SELECT library_id FROM tagged_photo').pluck().all()).size).toBe(1);
  });

  it('lets two names of one file share what is known, and one of them go', async () => {
    const root = bench.library('Photos');
    cpSync(join(samples, 'train.jpg'), join(root, 'a.jpg'));
    await bench.add(root);
    await bench.settled();
    await bench.engine.answers.setPaused({ paused: true });
    linkSync(join(root, 'a.jpg'), join(root, 'b.jpg'));
    await bench.until('it is one photo in two places', () => bench.photo('b.jpg').places.length === 2);
    expect(bench.ids()).toHaveLength(1);
    rmSync(join(root, 'a.jpg'));
    await bench.until('one place is left', () => bench.photo('b.jpg').places.length === 1);
    expect(bench.ids('missing')).toEqual([]);
  });
});
