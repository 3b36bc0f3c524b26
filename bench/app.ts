/**
 * The whole app while it indexes a folder: how long the window's calls wait, how late the main thread is, and how much
 * memory all processes hold. `npm run bench -- app FOLDER [all | read | SECONDS] [DATA]`; with `read` it ends before
 * ExifTool's pass does, with a number after so many seconds. With a folder for the app's data they are kept there, and the
 * next run goes on where this one ended.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { Bridge } from '../preload/contract/api.js';
import type { GridModel, LibrarySummary } from '../preload/contract/model.js';
import type { Activity } from '../preload/contract/progress.js';
import { ask, startApp } from './lib/app.js';
import type { LooseBridge } from './lib/app.js';
import { memoryOf, processTree, watchMemory } from './lib/memory.js';
import type { Memory } from './lib/memory.js';
import { percentile } from './lib/measure.js';
import { machineLine, megabytes, millis, printTable, rows } from './lib/table.js';

/** What the page keeps while it measures. */
interface Measured {
  /** Milliseconds from the call to its answer, by call. */
  readonly waits: Record<string, number[]>;
  /** Of the window's own thread, in milliseconds, those over 50. */
  readonly longTasks: number[];
}

type MeasuringWindow = Window & { readonly keepsight: Bridge; measured?: Measured };

/** Runs in the page: asks what the window asks as people browse and tag, one call after the other. */
async function measureCalls(): Promise<void> {
  const page = window as unknown as MeasuringWindow;
  const measured: Measured = { waits: {}, longTasks: [] };
  page.measured = measured;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) measured.longTasks.push(entry.duration);
  }).observe({ type: 'longtask' });
  const bridge = page.keepsight as LooseBridge;
  const timed = async (name: string, request: unknown, label = name): Promise<unknown> => {
    const startedAt = performance.now();
    const answer = await bridge.call(name, request);
    (measured.waits[label] ??= []).push(performance.now() - startedAt);
    return answer.value;
  };
  const view = { libraryId: null, tagId: null, filter: 'all' };
  const pause = (): Promise<void> => new Promise((done) => setTimeout(done, 50));
  for (let round = 0; page.measured === measured; round++) {
    const model = (await timed('gridModel', { view, limit: 600 }, 'gridModel, first 600')) as GridModel | undefined;
    const ids = [...(model?.ids ?? [])];
    const [first] = ids;
    if (first !== undefined) {
      await timed('gridDetails', { locationIds: ids.slice(0, 200) });
      await timed('photoDetails', { locationId: ids[round % ids.length] });
      await timed('prioritise', { locationIds: ids.slice(0, 60) });
      await pause();
      await timed('tagPhotos', { locationIds: [ids[round % ids.length]], name: 'Bench' });
      await timed('undo', {});
    }
    for (const name of ['libraries', 'tags', 'viewCounts', 'activity']) await timed(name, {});
    if (round % 20 === 0) await timed('gridModel', { view, limit: null }, 'gridModel, all');
    await pause();
  }
}

/** Milliseconds between two looks at the clock. */
const lookEvery = 10;

/** Runs in the main thread. */
function watchDelay(_electron: unknown, resolution: number): void {
  const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  Object.assign(globalThis, { benchDelay: histogram });
}

/** Milliseconds that a look came late: Node counts from look to look. */
function readDelay(_electron: unknown, every: number): { readonly p99: number; readonly max: number } {
  const { benchDelay } = globalThis as unknown as { benchDelay: { percentile(p: number): number; max: number } };
  return { p99: benchDelay.percentile(99) / 1e6 - every, max: benchDelay.max / 1e6 - every };
}

async function untilIndexed(page: Page, withMetadata: boolean, mostSeconds: number): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    if (performance.now() - startedAt > mostSeconds * 1000) return performance.now() - startedAt;
    await new Promise((done) => setTimeout(done, 1_000));
    const [library] = await ask<readonly LibrarySummary[]>(page, 'libraries', {});
    const { items } = await ask<Activity>(page, 'activity', {});
    const isRead = library !== undefined && library.lastScan !== null && library.backlogCount === 0;
    if (isRead && (!withMetadata || items.length === 0)) return performance.now() - startedAt;
  }
}

async function run(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('Name a folder of photos: npm run bench -- app FOLDER');
  const [, , , until, kept] = process.argv;
  const seconds = Number(until);
  const dataFolder = kept ?? mkdtempSync(join(tmpdir(), 'keepsight-bench-'));
  const { app, page, pid } = await startApp(dataFolder);
  await page.getByRole('button', { name: 'Settings' }).first().waitFor();
  const isNew = (await ask<readonly LibrarySummary[]>(page, 'libraries', {})).length === 0;
  const idle = memoryOf(processTree(pid));
  const memory = watchMemory(pid);
  await app.evaluate(watchDelay, lookEvery);
  if (isNew) await ask(page, 'addLibrary', { rootPath: resolve(folder) });
  void page.evaluate(measureCalls);
  const indexMillis = await untilIndexed(page, until !== 'read', seconds > 0 ? seconds : Infinity);
  memory.stop();
  const delay = await app.evaluate(readDelay, lookEvery);
  const { waits, longTasks } = await page.evaluate(() => {
    const measuring = window as unknown as MeasuringWindow;
    const result = measuring.measured ?? { waits: {}, longTasks: [] };
    delete measuring.measured;
    return result;
  });
  const [library] = await ask<readonly LibrarySummary[]>(page, 'libraries', {});
  await new Promise((done) => setTimeout(done, 5_000));
  const settled = memoryOf(processTree(pid));
  await app.close();
  if (kept === undefined) rmSync(dataFolder, { recursive: true, force: true });

  console.log(machineLine());
  const waiting = library?.backlogCount ?? 0;
  const read = `${rows((library?.photoCount ?? 0) - waiting)} of ${rows(library?.photoCount ?? 0)} photos read`;
  console.log(`\n${read} in ${(indexMillis / 1000).toFixed(0)} s`);
  const ofWindow = Object.entries(waits).filter(([name]) => name !== 'gridModel, all');
  const all = ofWindow.flatMap(([, times]) => times);
  const row = (name: string, times: readonly number[]): string[] => [
    name,
    rows(times.length),
    millis(percentile(times, 0.5)),
    millis(percentile(times, 0.99)),
    millis(percentile(times, 1)),
  ];
  printTable(
    'Calls of the window while all of it runs',
    ['', 'calls', 'median', 'p99', 'longest'],
    [...Object.entries(waits).map(([name, times]) => row(name, times)), row('all but the whole grid', all)],
  );
  printTable(
    'Threads',
    ['', 'p99', 'longest'],
    [
      ['main thread: delay of its event loop', millis(delay.p99), millis(delay.max)],
      [
        `window: long tasks (${longTasks.length})`,
        longTasks.length === 0 ? '' : millis(percentile(longTasks, 0.99)),
        longTasks.length === 0 ? '' : millis(percentile(longTasks, 1)),
      ],
    ],
  );
  const memoryRow = (what: string, { proportional, resident, processes }: Memory): string[] => [
    what,
    megabytes(proportional),
    megabytes(resident),
    String(processes),
  ];
  printTable(
    'Memory of all processes',
    ['', 'proportional', 'resident', 'processes'],
    [
      memoryRow('empty, before', idle),
      memoryRow('most while indexing', memory.peak()),
      memoryRow('five seconds after', settled),
    ],
  );
  const parts = [...memory.peak().byKind].sort(([, a], [, b]) => b - a);
  console.log(`\nThe most: ${parts.map(([kind, bytes]) => `${kind} ${megabytes(bytes)}`).join(', ')}`);
}

await run();
