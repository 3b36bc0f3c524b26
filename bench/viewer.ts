/**
 * How soon the viewer shows a photo: its blurred colours, its stored preview, the photo itself. `npm run bench -- viewer
 * FOLDER`; `node scripts/samples/generate.mjs FOLDER` makes one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { LibrarySummary } from '../preload/contract/model.js';
import type { Activity } from '../preload/contract/progress.js';
import { ask, startApp } from './lib/app.js';
import { percentile } from './lib/measure.js';
import { machineLine, millis, printTable } from './lib/table.js';

const steps = 30;

/** Milliseconds from the key to the frame; null where something better was there before. */
interface Shown {
  readonly colours: number | null;
  readonly preview: number | null;
  readonly whole: number | null;
}

type Watching = Window & { watchViewer?: () => Promise<Shown> };

/** Runs in the page: from the next key on, each frame is asked what it will show. */
function installWatch(): void {
  const page = window as unknown as Watching;
  page.watchViewer = () =>
    new Promise((done) => {
      const seen: { -readonly [K in keyof Shown]: Shown[K] } = { colours: null, preview: null, whole: null };
      let before: Element | null = document.querySelector('.viewer-stage');
      const start = (): void => {
        const startedAt = performance.now();
        const look = (): void => {
          const stage = document.querySelector('.viewer-stage');
          // The photo before is still there until React has changed it for the next one.
          if (stage === before && performance.now() - startedAt < 5_000) {
            requestAnimationFrame(look);
            return;
          }
          before = null;
          const elapsed = performance.now() - startedAt;
          const images = [...(stage?.querySelectorAll<HTMLImageElement>('.viewer-image') ?? [])];
          const isThere = (image: HTMLImageElement): boolean => image.complete && image.naturalWidth > 0;
          const isWhole = (image: HTMLImageElement): boolean => !image.src.startsWith('media://thumb/');
          const isShown = (image: HTMLImageElement): boolean =>
            isThere(image) && !image.classList.contains('viewer-image-loading');
          if (images.some((image) => isWhole(image) && isShown(image))) seen.whole ??= elapsed;
          else if (images.some((image) => !isWhole(image) && isThere(image))) seen.preview ??= elapsed;
          else if (stage?.querySelector('.blur') instanceof Element) seen.colours ??= elapsed;
          if (seen.whole !== null || elapsed > 10_000) done(seen);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      };
      window.addEventListener('keydown', start, { capture: true, once: true });
    });
}

async function untilIndexed(page: Page): Promise<void> {
  for (;;) {
    await page.waitForTimeout(1_000);
    const libraries = await ask<readonly LibrarySummary[]>(page, 'libraries', {});
    const { items } = await ask<Activity>(page, 'activity', {});
    if (libraries.every(({ lastScan, backlogCount }) => lastScan !== null && backlogCount === 0) && items.length === 0)
      return;
  }
}

async function timeKey(page: Page, key: string): Promise<Shown> {
  const watched = page.evaluate(() => (window as unknown as Watching).watchViewer?.());
  // The watch listens before the key comes.
  await page.waitForTimeout(50);
  await page.keyboard.press(key);
  const shown = await watched;
  if (shown === undefined) throw new Error('The page was loaded anew.');
  return shown;
}

function row(name: string, times: readonly Shown[]): string[] {
  const column = (of: (shown: Shown) => number | null): string => {
    const found = times.map(of).filter((value) => value !== null);
    return found.length === 0 ? '' : `${millis(percentile(found, 0.5))} (${millis(percentile(found, 0.95))})`;
  };
  const any = (shown: Shown): number | null => shown.colours ?? shown.preview ?? shown.whole;
  const picture = (shown: Shown): number | null => shown.preview ?? shown.whole;
  return [name, String(times.length), column(any), column(picture), column((shown) => shown.whole)];
}

async function run(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('Name a folder of photos: npm run bench -- viewer FOLDER');
  const dataFolder = mkdtempSync(join(tmpdir(), 'keepsight-bench-'));
  const { app, page } = await startApp(dataFolder);
  await page.getByTestId('first-start').waitFor();
  await ask(page, 'addLibrary', { rootPath: resolve(folder) });
  await untilIndexed(page);
  await ask(page, 'setPaused', { paused: true });
  await page.evaluate(() => {
    window.location.reload();
  });
  await page.getByTestId('tile').first().waitFor();
  await page.waitForTimeout(2_000);
  await page.evaluate(installWatch);

  await page.getByTestId('tile').first().click();
  const opened = [await timeKey(page, 'Enter')];
  const walked: Shown[] = [];
  for (let n = 0; n < steps; n += 1) {
    await page.waitForTimeout(1_000);
    walked.push(await timeKey(page, 'ArrowRight'));
  }
  // One after the other, as soon as each is there: the neighbours are not prepared yet.
  const hurried: Shown[] = [];
  for (let n = 0; n < steps; n += 1) hurried.push(await timeKey(page, n % 2 === 0 ? 'End' : 'Home'));
  await app.close();
  rmSync(dataFolder, { recursive: true, force: true });

  console.log(machineLine());
  printTable(
    'From a key to the first frame that shows…, median (95 %)',
    ['', 'times', 'anything of it', 'a picture', 'the whole picture'],
    [
      row('opened from the grid', opened),
      row('the next one, after a second', walked),
      row('the other end, at once', hurried),
    ],
  );
}

await run();
