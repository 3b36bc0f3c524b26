import { copyFileSync, cpSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LibraryId, LibrarySummary } from '../../preload/contract/model.js';
import { EngineBench, samples } from '../testing/engine-bench.js';

let bench: EngineBench;
let root: string;
let id: LibraryId;

async function summary(): Promise<LibrarySummary> {
  return bench.engine.answers.renameLibrary({ libraryId: id, name: 'Photos' });
}

function guard(): { readonly count: number } | null {
  const stored = bench.db.prepare('SELECT loss_guard FROM libraries WHERE id = ?').pluck().get(id) as string | null;
  return stored === null ? null : (JSON.parse(stored) as { count: number });
}

beforeEach(async () => {
  bench = new EngineBench();
  await bench.start();
  root = bench.library('Photos');
  cpSync(samples, join(root, 'trip'), { recursive: true });
  copyFileSync(join(samples, 'aarhus.jpg'), join(root, 'stays.jpg'));
  ({ id } = await bench.add(root));
  await bench.settled();
  renameSync(join(root, 'trip'), join(bench.folder, 'away'));
  await bench.until('the loss is held back', () => guard() !== null);
});
afterEach(() => bench.stop());

describe('an unusually large loss', () => {
  it('is asked about, with examples; nothing is missing, and what comes back is seen', async () => {
    const { lossGuard } = await summary();
    expect(lossGuard?.examples[0]).toMatch(/^trip\//);
    expect(lossGuard?.count).toBeGreaterThan(10);
    expect(bench.ids('missing')).toEqual([]);
    await bench.engine.answers.scanLibrary({ libraryId: id });
    mkdirSync(join(root, 'trip'));
    copyFileSync(join(bench.folder, 'away/train.jpg'), join(root, 'trip/train.jpg'));
    await bench.until('it is one less', () => (guard()?.count ?? 0) === (lossGuard?.count ?? 0) - 1);
    expect(bench.ids('missing')).toEqual([]);

    renameSync(join(bench.folder, 'away'), join(root, 'back'));
    await bench.until('it lifts by itself', () => guard() === null);
    await bench.settled();
    expect(bench.ids('missing')).toEqual([]);
  });

  it('outlives a restart, and is believed when the user says so', async () => {
    await bench.stop();
    await bench.start();
    expect((await summary()).lossGuard).not.toBeNull();
    const { count } = (await summary()).lossGuard ?? { count: 0 };
    expect(await bench.engine.answers.settleLoss({ libraryId: id, accept: true })).toMatchObject({ lossGuard: null });
    expect((await summary()).missingCount).toBe(count);
  });

  it('is held back again when it is looked for again and still true', async () => {
    const before = guard()?.count;
    expect(await bench.engine.answers.settleLoss({ libraryId: id, accept: false })).toMatchObject({ lossGuard: null });
    await bench.until('it is held back again', () => guard()?.count === before);
    expect(bench.ids('missing')).toEqual([]);
  });
});
