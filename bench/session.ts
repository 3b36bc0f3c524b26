/**
 * A session with a million photos in the real window: the start, scrolling, jumps along the dates, tagging many, taking it
 * back. What counts is the work that the window's own thread does for each frame: pixels are made by other threads, and
 * on a machine without a graphics card by the processor. `npm run bench -- session [files] [folder]`: with a folder its
 * data are made there once, and used again.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { packBlur } from '../preload/contract/blur.js';
import { metadataGeneration } from '../main/core/facts.js';
import { previewGeneration } from '../main/core/media-types.js';
import { setAppState } from '../main/dao/app-state.js';
import { fillSearchSteps } from '../main/dao/search-index.js';
import { settleStacksSteps } from '../main/dao/settle-stacks.js';
import { finish } from '../main/db/in-steps.js';
import { closeDb, preparePluck } from '../main/db/open.js';
import type { WriteDb } from '../main/db/open.js';
import { closeThumbnailStore, openThumbnailStore, putThumbnails } from '../main/db/thumbnail-store.js';
import { startApp } from './lib/app.js';
import type { LooseBridge, StartedApp } from './lib/app.js';
import { decoderRuntime } from './lib/engine.js';
import { buildDatabase, inTemporaryFolder } from './lib/dataset.js';
import { percentile } from './lib/measure.js';
import { memoryOf } from './lib/memory.js';
import { machineLine, megabytes, millis, printTable, rows } from './lib/table.js';

/** Places along the list that the session jumps to, as parts of all. */
const jumps = [0.1, 0.3, 0.5, 0.7, 0.9];
/** Photos that have a thumbnail: at the top, and around each place jumped to. */
const atTop = 20_000;
const atJump = 4_000;
/** A frame of 60 Hz. */
const frameMillis = 1000 / 60;

interface Frames {
  /** Milliseconds that the window's thread worked for each frame, from the first event of it until it was handed over. */
  readonly work: number[];
  /** Tasks of the window's thread over 50 ms. */
  readonly longTasks: number[];
}

type WatchingWindow = Window & { seenFrames?: Frames };

/** Runs in the page: from the first scroll event of a frame, or its start, until style, layout and painting are done. */
function watchFrames(): void {
  const page = window as WatchingWindow;
  const frames: Frames = { work: [], longTasks: [] };
  page.seenFrames = frames;
  new PerformanceObserver((list) => {
    if (page.seenFrames === frames) for (const entry of list.getEntries()) frames.longTasks.push(entry.duration);
  }).observe({ type: 'longtask' });
  const channel = new MessageChannel();
  let startedAt = 0;
  channel.port1.onmessage = () => {
    // Two frames may begin before the first one's message comes.
    if (startedAt > 0) frames.work.push(performance.now() - startedAt);
    startedAt = 0;
  };
  window.addEventListener(
    'scroll',
    () => {
      if (startedAt === 0) startedAt = performance.now();
    },
    { capture: true },
  );
  const next = (): void => {
    if (page.seenFrames !== frames) return;
    if (startedAt === 0) startedAt = performance.now();
    channel.port2.postMessage(null);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

async function framesOf(page: Page, work: () => Promise<void>): Promise<Frames> {
  await page.evaluate(watchFrames);
  await work();
  return page.evaluate(() => {
    const watching = window as WatchingWindow;
    const frames = watching.seenFrames ?? { work: [], longTasks: [] };
    delete watching.seenFrames;
    return frames;
  });
}

/** Milliseconds until every tile in sight shows its thumbnail. */
function untilPictures(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        const startedAt = performance.now();
        const look = (): void => {
          const grid = document.querySelector('[data-testid="grid"]');
          const box = grid?.getBoundingClientRect();
          const inSight = [...document.querySelectorAll('[data-testid="tile"]')].filter((tile) => {
            const { top, bottom } = tile.getBoundingClientRect();
            return box !== undefined && bottom > box.top + 40 && top < box.bottom;
          });
          const isShown = (tile: Element): boolean => {
            const image = tile.querySelector('img');
            return (
              tile.querySelector('.tile-note') !== null || (image !== null && image.complete && image.naturalWidth > 0)
            );
          };
          if (inSight.length > 4 && inSight.every(isShown)) done(performance.now() - startedAt);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

async function fill(folder: string, files: number): Promise<void> {
  const startedAt = performance.now();
  const db = await buildDatabase(join(folder, 'keepsight.db'), { locations: files, derived: 'hashed' });
  makeThumbnails(db, join(folder, 'thumbnails.db'), files);
  // What the app would do of itself in its first minutes with them.
  finish(settleStacksSteps(db, Date.now()));
  finish(fillSearchSteps(db));
  setAppState(db, 'previewGeneration', previewGeneration);
  setAppState(db, 'metadataGeneration', metadataGeneration);
  closeDb(db);
  console.log(`${rows(files)} files made in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
}

/** Like thumbnails in size and in what it takes to decode them. Not in this process: see docs/decisions.md on helpers. */
const pictureScript = `
const sharp = require('sharp');
const picture = (i) => sharp({ create: { width: 400, height: 300, channels: 3, background: '#000',
    noise: { type: 'gaussian', mean: 60 + i * 3, sigma: 20 } } }).blur(2 + (i % 5)).webp({ quality: 78 }).toBuffer();
Promise.all(Array.from({ length: 40 }, (_, i) => picture(i)))
  .then((all) => process.stdout.write(JSON.stringify(all.map((each) => each.toString('base64')))));
`;

function somePictures(): readonly Buffer[] {
  const json = execFileSync(decoderRuntime().runtimePath ?? process.execPath, ['-e', pictureScript], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 64 * 1024 * 1024,
    encoding: 'utf8',
  });
  return (JSON.parse(json) as string[]).map((each) => Buffer.from(each, 'base64'));
}

function makeThumbnails(db: WriteDb, path: string, files: number): void {
  const pictures = somePictures();
  const store = openThumbnailStore(path);
  const newest = preparePluck(
    db,
    `SELECT content_hash FROM image_exif WHERE content_hash IS NOT NULL AND presence < 2
     ORDER BY sort_time_ms DESC LIMIT ? OFFSET ?`,
  );
  const parts = [[atTop, 0] as const, ...jumps.map((part) => [atJump, Math.round(part * files - atJump / 2)] as const)];
  for (const [count, offset] of parts) {
    const hashes = newest.all(count, offset) as Buffer[];
    putThumbnails(
      store,
      hashes.map((contentHash, i) => ({
        contentHash,
        webp: pictures[i % pictures.length] ?? Buffer.alloc(0),
        width: 400,
        height: 300,
        blur: packBlur(Array.from({ length: 48 }, (_, n) => (i * 7 + n * 5) % 256)),
      })),
    );
  }
  closeThumbnailStore(store);
}

/** The process that runs the page: of all that Electron started, the one called a renderer. */
async function rendererPid({ app }: StartedApp): Promise<number> {
  const pid = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.isVisible())
      ?.webContents.getOSProcessId(),
  );
  return pid ?? 0;
}

function frameRow(name: string, { work, longTasks }: Frames): readonly string[] {
  const late = work.filter((each) => each > frameMillis).length;
  return [
    name,
    rows(work.length),
    millis(percentile(work, 0.5)),
    millis(percentile(work, 0.95)),
    millis(percentile(work, 0.99)),
    `${((late / Math.max(1, work.length)) * 100).toFixed(1)} %`,
    longTasks.length === 0 ? 'none' : `${longTasks.length}, at most ${millis(percentile(longTasks, 1))}`,
  ];
}

/** As a hand turns it: so many steps of so many pixels, one each 16 ms. */
async function wheel(page: Page, steps: number, pixels: number): Promise<void> {
  for (let i = 0; i < steps; i++) {
    await page.mouse.wheel(0, pixels);
    await page.waitForTimeout(16);
  }
}

async function scrubTo(page: Page, part: number): Promise<void> {
  const box = await page.getByRole('slider', { name: 'Date' }).boundingBox();
  if (box === null) throw new Error('There is no date scale.');
  const inset = 12;
  await page.mouse.click(box.x + box.width / 2, box.y + inset + part * (box.height - 2 * inset));
}

/** By the window's own clock: how the request gets into the page is no part of it. */
function timedCall(page: Page, name: string, request: unknown): Promise<number> {
  return page.evaluate(
    async ([called, sent]) => {
      const bridge = (window as unknown as { readonly keepsight: LooseBridge }).keepsight;
      const startedAt = performance.now();
      const answer = await bridge.call(called, sent);
      if (!answer.ok) throw new Error(`${called} failed`);
      return performance.now() - startedAt;
    },
    [name, request] as const,
  );
}

async function session(folder: string): Promise<void> {
  const started = await startApp(folder);
  const { page, app } = started;
  await page.getByTestId('tile').first().waitFor();
  const first = await untilPictures(page);
  const sinceNavigation = await page.evaluate(() => performance.now());
  const firstPaint = await page.evaluate(() => performance.getEntriesByName('first-paint')[0]?.startTime ?? NaN);
  await page
    .getByText(/^[\d,]+ photos$/)
    .first()
    .waitFor();
  const settled = memoryOf([await rendererPid(started)]);
  printTable(
    'Start, as the window sees it',
    ['', ''],
    [
      ['from its first line of code to all thumbnails of the first screen', millis(sinceNavigation)],
      ['of that, after the window’s first paint, which shows it', millis(sinceNavigation - firstPaint)],
      ['of that, after the first tile', millis(first)],
      ['window process: memory, its own and its part of what is shared', megabytes(settled.proportional)],
    ],
  );

  const box = await page.getByTestId('grid').boundingBox();
  await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 300);
  const gentle = await framesOf(page, () => wheel(page, 240, 60));
  const fast = await framesOf(page, () => wheel(page, 240, 600));
  const waits: number[] = [];
  const jumped = await framesOf(page, async () => {
    for (const part of jumps) {
      await scrubTo(page, part);
      waits.push(await untilPictures(page));
    }
  });
  const zoomed = await framesOf(page, async () => {
    for (const key of ['-', '-', '-', '=', '=', '=']) {
      await page.keyboard.press(`Control+${key}`);
      await page.waitForTimeout(120);
    }
  });
  const held = async (): Promise<number> => memoryOf([await rendererPid(started)]).proportional;
  const busy = await held();
  // The window lets go of what is out of sight when nobody touches it; see `startMemoryCare`.
  await page.waitForTimeout(6_000);
  const rested = await held();
  await scrubTo(page, jumps[0] ?? 0);
  const back = await untilPictures(page);
  printTable(
    `Work of the window for a frame (of 60 Hz: ${frameMillis.toFixed(1)} ms)`,
    ['', 'frames', 'median', 'p95', 'p99', 'longer than a frame', 'tasks over 50 ms'],
    [
      frameRow('scrolling by 60 pixels a step', gentle),
      frameRow('scrolling by 600 pixels a step', fast),
      frameRow('jumping along the dates', jumped),
      frameRow('thumbnails larger and smaller', zoomed),
    ],
  );
  printTable(
    'After a jump along the dates',
    ['', 'median', 'longest'],
    [
      ['all thumbnails in sight', millis(percentile(waits, 0.5)), millis(percentile(waits, 1))],
      ['back to the first of these places, after a rest', millis(back), millis(back)],
    ],
  );
  printTable(
    'Memory of the window process',
    ['', ''],
    [
      ['after all of this', megabytes(busy)],
      ['after a rest', megabytes(rested)],
    ],
  );

  const ids = await page.evaluate(async () => {
    const bridge = (
      window as unknown as { keepsight: { call(n: string, r: unknown): Promise<{ value: { ids: Int32Array } }> } }
    ).keepsight;
    const { value } = await bridge.call('gridModel', {
      view: { libraryId: null, tagId: null, filter: 'all' },
      limit: 10_000,
    });
    return [...value.ids];
  });
  // By date they lie all over the database here; those of folders that follow each other lie together.
  const together = Array.from({ length: ids.length }, (_, n) => 1 + n);
  const edits: [string, ...string[]][] = [];
  for (const [name, locationIds] of [
    ['the newest, anywhere in the folders', ids],
    ['of folders one after the other', together],
  ] as const) {
    const times: number[] = [];
    for (const [call, request] of [
      // A tag of this run's own: on data of an earlier run the photos would bear it.
      ['tagPhotos', { locationIds, name: `${name} (${Date.now()})` }],
      ['undo', {}],
      ['redo', {}],
    ] as const) {
      // Nobody takes back what they do not see yet: what follows an edit, words for the search and the list, is done by then.
      await page.waitForTimeout(3_000);
      times.push(await timedCall(page, call, request));
    }
    edits.push([name, ...times.map(millis)]);
  }
  printTable(`Tagging ${rows(ids.length)} photos, as the window waits for it`, ['', 'tag', 'undo', 'redo'], edits);
  const end = memoryOf([await rendererPid(started)]);
  const heapBytes = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  // What Chromium keeps for as long as nobody else wants it: pictures that it could decode again.
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Memory.simulatePressureNotification', { level: 'critical' });
  await page.waitForTimeout(3_000);
  const pressed = memoryOf([await rendererPid(started)]);
  printTable(
    'At the end',
    ['', ''],
    [
      ['window process: memory', megabytes(end.proportional)],
      ['of that, what its scripts hold', megabytes(heapBytes)],
      ['window process: memory, once other programs are short of it', megabytes(pressed.proportional)],
    ],
  );
  await app.close();
}

async function run(): Promise<void> {
  const files = Number(process.argv[2] ?? 1_000_000);
  const kept = process.argv[3];
  console.log(machineLine());
  const use = async (folder: string): Promise<void> => {
    if (!existsSync(join(folder, 'keepsight.db'))) await fill(folder, files);
    await session(folder);
  };
  if (kept === undefined) await inTemporaryFolder(use);
  else {
    mkdirSync(kept, { recursive: true });
    await use(kept);
  }
}

await run();
