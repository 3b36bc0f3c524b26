/** The engine on real folders, with patterns that come and go. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LibraryId } from '../../preload/contract/model.js';
import { ignorePreview, librarySummaries } from '../dao/libraries.js';
import { userRules } from '../libraries/ignore-rules.js';
import { EngineBench } from '../testing/engine-bench.js';
import { testPictures } from '../testing/pictures.js';
import { selfCheck } from '../reconcile/self-check.js';

const pictures = testPictures(30);

let bench: EngineBench;
let root: string;
let id: LibraryId;

beforeEach(async () => {
  bench = new EngineBench();
  await bench.start();
  root = bench.library('Photos');
  mkdirSync(join(root, 'exports'));
  pictures.forEach((picture, n) => {
    writeFileSync(join(root, n < 20 ? `exports/${n}.jpg` : `${n}.jpg`), picture);
  });
  ({ id } = await bench.add(root));
  await bench.settled();
});
afterEach(() => bench.stop());

async function ignore(...patterns: string[]): Promise<void> {
  await bench.engine.answers.setIgnorePatterns({ libraryId: id, patterns });
}

function shown(): string[] {
  return bench.photos().map(({ fileName }) => fileName);
}

async function scanned(): Promise<void> {
  const finishedAt = (): number => librarySummaries(bench.db, new Map())[0]?.lastScan?.finishedAtMs ?? 0;
  const before = finishedAt();
  await bench.engine.answers.scanLibrary({ libraryId: id });
  await bench.until('it was scanned', () => finishedAt() > before);
}

describe('a pattern', () => {
  it('takes its files out of the listing at once: they are not missing, no loss is held back, tags come back with them', async () => {
    const { locationId } = bench.photo('exports/3.jpg');
    await bench.engine.answers.tagPhotos({ locationIds: [locationId], name: 'Sea' });
    expect(ignorePreview(bench.db, id, userRules(['exports/']))).toMatchObject({
      leaving: 20,
      examples: ['exports/0.jpg', 'exports/1.jpg', 'exports/10.jpg', 'exports/11.jpg', 'exports/12.jpg'],
    });
    await ignore('exports/');
    expect(shown()).toHaveLength(10);
    await scanned();
    await scanned();
    expect(shown()).toHaveLength(10);
    expect(bench.ids('missing')).toEqual([]);
    const [library] = librarySummaries(bench.db, new Map());
    expect(library).toMatchObject({
      lossGuard: null,
      missingCount: 0,
      locationCount: 10,
      ignorePatterns: ['exports/'],
    });

    await ignore();
    await bench.until('they are back', () => shown().length === 30);
    await bench.settled();
    await bench.until('the tag is back', () => bench.photo('exports/3.jpg').tags[0]?.name === 'Sea');
    expect(selfCheck(bench.db, Date.now()).findings).toEqual([]);
  });

  it('keeps out files that turn up later, and holds over a restart', async () => {
    await ignore('*.tmp.jpg');
    const [picture = Buffer.alloc(0)] = pictures;
    writeFileSync(join(root, 'a.tmp.jpg'), Buffer.concat([picture, Buffer.from('a')]));
    writeFileSync(join(root, 'a.jpg'), Buffer.concat([picture, Buffer.from('b')]));
    await bench.until('the other one is there', () => shown().includes('a.jpg'));
    await bench.stop();
    await bench.start();
    await scanned();
    expect(shown()).toContain('a.jpg');
    expect(shown()).not.toContain('a.tmp.jpg');
  });

  it('of a library that is away holds at once and when it comes back', async () => {
    renameSync(root, `${root}-away`);
    await bench.engine.answers.scanLibrary({ libraryId: id });
    await bench.until('it is offline', () => bench.logged.some((entry) => entry.fields['to'] === 'offline'));
    await ignore('exports/');
    expect(shown()).toHaveLength(10);
    renameSync(`${root}-away`, root);
    await scanned();
    expect(shown()).toHaveLength(10);
    expect(bench.ids('missing')).toEqual([]);
  });

  it('that cannot be used changes nothing', async () => {
    await ignore('exports/');
    await expect(ignore('*')).rejects.toMatchObject({ code: 'pattern_invalid' });
    expect(librarySummaries(bench.db, new Map())[0]?.ignorePatterns).toEqual(['exports/']);
  });

  it('leaves a loss that is really one to the guard', async () => {
    await ignore('exports/');
    for (let n = 20; n < 29; n++) renameSync(join(root, `${n}.jpg`), join(bench.folder, `${n}.jpg`));
    await scanned();
    await bench.until('it is held back', () => librarySummaries(bench.db, new Map())[0]?.lossGuard !== null);
    expect(librarySummaries(bench.db, new Map())[0]?.lossGuard).toMatchObject({ count: 9, total: 10 });
  });
});
