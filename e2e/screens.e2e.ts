/**
 * Every screen against its picture in `e2e/screens`, in light and dark; that it is accessible, and that nothing is lost in
 * a window of half the size, which is also what twice the size of everything leaves. New pictures:
 * `npm test -- e2e e2e/screens --update-snapshots`. With KEEPSIGHT_REVIEW, pictures of all screens as they are, in more sizes
 * and in German, are written to `artifacts/review`, for people to look at, and what is found at twice the size beside them.
 */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test, Workspace } from './app.js';
import { KeepsightPage } from './keepsight-page.js';
import {
  ask,
  buttonsThere,
  home,
  offline,
  outOfReach,
  prepare,
  screens,
  settled,
  type Screen,
  type Stage,
} from './screens.js';

const isReview = process.env['KEEPSIGHT_REVIEW'] !== undefined;
const reviewFolder = join(import.meta.dirname, '../artifacts/review');
const themes = ['light', 'dark'] as const;
const system = { TZ: 'UTC', LANG: 'en_GB.UTF-8' };
const chromium = ['--force-device-scale-factor=1', '--font-render-hinting=none', '--disable-lcd-text'];

/**
 * What differs from run to run is left out: times, notices, folders, insights in the order in which they were written. Photos are blurred and in few tones, for small files:
 * that they are the right ones, as large and in the place that they should be, is seen all the same.
 */
const maskCss = `
  time, .edit-day-title, .toasts, .library-path, .backup-when, .about dd,
  [data-testid='availability-note'] p, .insight-row { visibility: hidden !important; }
  img { filter: blur(3px) url(#few-tones); }
`;

async function mask(page: Page): Promise<void> {
  await page.evaluate((css) => {
    if (document.getElementById('few-tones') === null) {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      svg.setAttribute('width', '0');
      svg.setAttribute('height', '0');
      svg.style.position = 'absolute';
      svg.setAttribute('aria-hidden', 'true');
      const tones = '0 0.2 0.4 0.6 0.8 1';
      const parts = ['R', 'G', 'B'].map((part) => `<feFunc${part} type="discrete" tableValues="${tones}"/>`).join('');
      svg.innerHTML = `<filter id="few-tones" color-interpolation-filters="sRGB"><feComponentTransfer>${parts}</feComponentTransfer></filter>`;
      document.body.append(svg);
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, maskCss);
}

async function unmask(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
}

function setSize(app: ElectronApplication, width: number, height: number): Promise<void> {
  return app.evaluate(
    ({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
    },
    { width, height },
  );
}

function setZoom(app: ElectronApplication, factor: number): Promise<void> {
  return app.evaluate(({ BrowserWindow }, zoom) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(zoom);
  }, factor);
}

type Pictured = Pick<Screen, 'name' | 'part' | 'isAlwaysDark'>;

/** The stages for photos are dark always: the same picture has to do for both. */
function nameOf(screen: Pictured, theme: string): string {
  return screen.isAlwaysDark === true ? `${screen.name}.png` : `${screen.name}-${theme}.png`;
}

/** The picture of a screen is as it was; one that has none fails. */
async function compare(page: Page, screen: Pictured, theme: string): Promise<void> {
  await mask(page);
  const name = nameOf(screen, theme);
  const options = { maxDiffPixelRatio: 0.02, threshold: 0.05, timeout: 30_000 };
  if (screen.part === undefined) await expect.soft(page).toHaveScreenshot(name, options);
  else await expect.soft(page.locator('.dialog').last()).toHaveScreenshot(name, options);
  await unmask(page);
}

async function review(page: Page, name: string): Promise<void> {
  mkdirSync(reviewFolder, { recursive: true });
  await page.screenshot({ path: join(reviewFolder, `${name}.png`), animations: 'disabled' });
}

/** In larger windows, which may be another arrangement. */
async function reviewLarger({ app, page }: Stage, name: string): Promise<void> {
  for (const [width, height] of [
    [1920, 1080],
    [2560, 1440],
  ] as const) {
    await setSize(app, width, height);
    await page.waitForFunction((wanted) => window.innerWidth === wanted, width);
    await settled(page);
    await review(page, `${name}-${String(width)}`);
  }
  await setSize(app, 1280, 800);
  await page.waitForFunction(() => window.innerWidth === 1280);
}

/** What the window shows: Playwright's own picture would be of a quarter of it. */
async function reviewZoomed(app: ElectronApplication, name: string): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64'),
  );
  writeFileSync(join(reviewFolder, `${name}-zoomed.png`), Buffer.from(png ?? '', 'base64'));
}

/** At twice the size everything can be got at, and no button is gone. */
async function expectAllInReach({ app, page }: Stage, name: string): Promise<void> {
  const before = await buttonsThere(page);
  await setZoom(app, 2);
  await page.waitForFunction(() => window.innerWidth <= 640);
  await page.waitForTimeout(250);
  if (isReview) await reviewZoomed(app, name);
  const after = new Set(await buttonsThere(page));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const found = {
    gone: before.filter((button) => !after.has(button)),
    outOfReach: await outOfReach(page),
    overflow: Math.max(0, overflow),
  };
  const none: typeof found = { gone: [], outOfReach: [], overflow: 0 };
  if (isReview) appendFileSync(join(reviewFolder, 'found.txt'), `${name} ${JSON.stringify(found, null, 1)}\n`);
  else expect.soft(found, `${name}: what is lost at twice the size`).toEqual(none);
  await setZoom(app, 1);
  await page.waitForFunction(() => window.innerWidth === 1280);
}

async function look(stage: Stage, screen: Screen): Promise<void> {
  const { page } = stage;
  const keepsight = new KeepsightPage(page);
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await settled(page);
    if (isReview) {
      await keepsight.expectAccessible().catch((error: unknown) => {
        appendFileSync(
          join(reviewFolder, 'found.txt'),
          `${screen.name} ${theme} axe ${String(error).slice(0, 1500)}\n`,
        );
      });
    } else await keepsight.expectAccessible();
    if (isReview) await review(page, `${screen.name}-${theme}`);
    await compare(page, screen, theme);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  if (isReview) await reviewLarger(stage, screen.name);
  if (screen.isCovered !== true) await expectAllInReach(stage, screen.name);
}

test.describe.configure({ timeout: 300_000 });
test.skip(process.platform !== 'linux', 'Letters are drawn otherwise elsewhere.');

test('first start', async ({ workspace }) => {
  const { app, page } = await workspace.start('Settings', system, chromium);
  await expect(page.getByTestId('first-start')).toBeVisible();
  await look({ app, page, workspace, ids: [] }, { name: 'first-start', open: () => Promise.resolve() });
});

test.describe('with photos', () => {
  let stage: Stage;

  test.beforeAll(async () => {
    test.setTimeout(600_000);
    const workspace = new Workspace();
    const { app, page } = await workspace.start('Settings', system, chromium);
    stage = await prepare(workspace, app, page);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.reload();
    await expect(page.getByTestId('tile').first()).toBeVisible();
  });

  test.afterAll(async () => {
    await stage.workspace.dispose();
  });

  test.beforeEach(async () => {
    await home(stage);
  });

  for (const screen of screens) {
    test(screen.name, async () => {
      await screen.open(stage);
      await look(stage, screen);
    });
  }

  if (isReview) {
    test('German', async () => {
      test.setTimeout(600_000);
      const { page } = stage;
      await ask(page, 'setLanguage', { choice: 'de' });
      await expect(page.locator('html')).toHaveAttribute('lang', 'de');
      await expect(page.getByTestId('tile').first()).toBeVisible();
      for (const screen of screens) {
        await home(stage);
        await screen.open(stage);
        await settled(page);
        await review(page, `${screen.name}-de`);
      }
      await home(stage);
      await ask(page, 'setLanguage', { choice: 'en' });
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    });
  }

  test('offline', async () => {
    await offline.open(stage);
    await look(stage, offline);
  });

  test('placeholders', async () => {
    const { app, page } = stage;
    // Thumbnails that do not come: what stands in their place is there in the first frame.
    const devTools = await app.context().newCDPSession(page);
    await devTools.send('Network.enable');
    await devTools.send('Network.setCacheDisabled', { cacheDisabled: true });
    await app.evaluate(({ protocol }) => {
      protocol.unhandle('media');
      protocol.handle('media', () => new Promise<Response>(() => undefined));
    });
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.reloadIgnoringCache();
    });
    await expect(page.getByTestId('blur').first()).toBeVisible();
    await expect.poll(async () => page.getByTestId('blur').count()).toBeGreaterThan(10);
    await showNothingElse(page);
    const colours = await page
      .getByTestId('blur')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => [...(canvas.getContext('2d')?.getImageData(0, 0, 8, 8).data ?? [])]);
    expect(new Set(colours).size).toBeGreaterThan(8);
    if (isReview) await review(page, 'placeholders');
    await page.getByTestId('tile').first().dblclick();
    const box = await page.locator('.viewer-blur .blur').boundingBox();
    const stageBox = await page.locator('.viewer-stage').boundingBox();
    if (box === null || stageBox === null) throw new Error('There is no placeholder.');
    // As large as the photo will be: it touches two edges of its stage.
    const touches = [Math.abs(box.width - stageBox.width), Math.abs(box.height - stageBox.height)];
    expect(Math.min(...touches)).toBeLessThan(1.5);
    await page.keyboard.press('Escape');
  });
});

async function showNothingElse(page: Page): Promise<void> {
  await page.mouse.move(640, 2);
  await page.waitForTimeout(250);
}
