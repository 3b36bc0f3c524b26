import { cpSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replacedFiles } from '../dao/replaced-files.js';
import { ambiguousTags } from '../dao/tag-ambiguities.js';
import { closeDb, openWriteDb } from '../db/open.js';
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

  it.each(['aarhus.jpg', 'without_exif.jpg'])(
    'was replaced by another photo of the same camera, and by one that does not say when it was taken: %s',
    async (other) => {
      expect(
        await tagsAfter(train, (path) => {
          cpSync(join(samples, other), path);
        }),
      ).toEqual([[], ['replaced']]);
    },
  );

  it('was replaced when another photo takes its name: nothing is carried, and the old photo keeps what it had', async () => {
    expect(
      await tagsAfter(train, (path) => {
        cpSync(mongolia, path);
      }),
    ).toEqual([[], ['replaced']]);
    expect(bench.photo('a.jpg').lineage).toMatchObject([{ verdict: 'replaced', formerAt: null }]);
    cpSync(train, join(root, 'restored.jpg'));
    await bench.until('the old photo is back', () => bench.photo('restored.jpg').tags.length === 1);
    expect(bench.photo('a.jpg').lineage[0]?.formerAt).toBe(bench.photo('restored.jpg').locationId);
  });

  it('was an edit after all when the user says so: one word, and everything is carried', async () => {
    await tagsAfter(train, (path) => {
      cpSync(mongolia, path);
    });
    const [replaced] = replacedFiles(bench.db, { offset: 0, limit: 10 });
    expect(replaced).toMatchObject({
      relPath: 'a.jpg',
      tagNames: ['Kept'],
      locationId: bench.photo('a.jpg').locationId,
    });
    await bench.engine.answers.settleReplaced({ lineageIds: replaced === undefined ? [] : [replaced.id], carry: true });
    expect(bench.photo('a.jpg').tags.map(({ name }) => name)).toEqual(['Kept']);
    expect(replacedFiles(bench.db, { offset: 0, limit: 10 })).toEqual([]);
  });
});

it('an older tag that means two photos is listed, and goes to the one that was meant', async () => {
  const other = bench.library('Archive');
  cpSync(train, join(root, 'a.jpg'));
  cpSync(mongolia, join(other, 'a.jpg'));
  await bench.add(root);
  await bench.add(other);
  await bench.settled();
  const writer = openWriteDb(join(bench.folder, 'keepsight.db'));
  writer.exec(`INSERT INTO tags (id, name, created_time) VALUES (1, 'Old', 0);
    INSERT INTO tagged_photo (rel_path, tag_id, created_time) VALUES ('a.jpg', 1, 0)`);
  closeDb(writer);
  await bench.engine.answers.scanLibrary({ libraryId: null });
  await bench.until('the tag is noted', () => ambiguousTags(bench.db, { offset: 0, limit: 10 }).length === 1);
  const [ambiguous] = ambiguousTags(bench.db, { offset: 0, limit: 10 });
  const meant = ambiguous?.photos.find(({ libraryName }) => libraryName === 'Archive');
  if (ambiguous === undefined || meant === undefined) throw new Error('The photo of the archive is not on the list.');
  const { changed } = await bench.engine.answers.settleAmbiguousTag({
    ambiguityId: ambiguous.id,
    contentHashes: [meant.contentHash],
  });
  expect(changed).toHaveLength(2);
  expect(bench.db.prepare('SELECT hex(content_hash) FROM tagged_photo').pluck().all()).toEqual([
    meant.contentHash.toUpperCase(),
  ]);
  expect(ambiguousTags(bench.db, { offset: 0, limit: 10 })).toEqual([]);
});
