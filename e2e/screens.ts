/** Every screen of the window, on the generated sample libraries, and how to get there in either language. */
import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import type { Bridge, RequestOf, ResponseOf, CallName } from '../preload/contract/api.js';
import type { LocationId } from '../preload/contract/model.js';
import { EVENT_CHANNEL } from '../preload/contract/channels.js';
import { keptSamples } from '../scripts/samples/kept.mjs';
import type { Workspace } from './app.js';

type SettingsTab = 'libraries' | 'work' | 'own_model' | 'backups' | 'general' | 'about';

export interface Stage {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly workspace: Workspace;
  /** All photos, newest first. */
  readonly ids: readonly LocationId[];
}

/** In place of the window's clock: a day on which another year has photos. */
export const now = Date.UTC(2026, 10, 25, 12);

export async function ask<N extends CallName>(page: Page, name: N, request: RequestOf<N>): Promise<ResponseOf<N>> {
  const answer = await page.evaluate(
    ([called, sent]) => (window as unknown as { readonly keepsight: Bridge }).keepsight.call(called, sent as never),
    [name, request] as const,
  );
  if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
  return answer.value as ResponseOf<N>;
}

async function quiet(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const libraries = await ask(page, 'libraries', {});
        const { items } = await ask(page, 'activity', {});
        const isRead = libraries.every((library) => library.photoCount > 0 && library.backlogCount === 0);
        return isRead && items.length === 0;
      },
      { timeout: 180_000, intervals: [500] },
    )
    .toBe(true);
}

/** Two libraries with everything that people do in them. */
export async function prepare(workspace: Workspace, app: ElectronApplication, page: Page): Promise<Stage> {
  const samples = await keptSamples(join(import.meta.dirname, '../artifacts/samples'));
  for (const [from, name] of [
    [samples.pictures, 'Pictures'],
    [samples.archive, 'Archive'],
  ] as const) {
    cpSync(from, join(workspace.folder, name), { recursive: true, preserveTimestamps: true });
    await ask(page, 'addLibrary', { rootPath: join(workspace.folder, name), name });
  }
  await quiet(page);
  const ids = await page.evaluate(async () => {
    const view = { libraryId: null, tagId: null, filter: 'all' } as const;
    const bridge = (window as unknown as { readonly keepsight: Bridge }).keepsight;
    const answer = await bridge.call('gridModel', { view, limit: null });
    return answer.ok ? Array.from(answer.value.ids) : [];
  });
  const photos = (...at: number[]): LocationId[] => at.map((n) => ids[n] as LocationId);
  const range = (from: number, to: number): LocationId[] => ids.slice(from, to) as LocationId[];
  const tag = (locationIds: LocationId[], ...tags: string[]): Promise<unknown> =>
    ask(page, 'giveTags', { locationIds, tags });
  await tag(range(0, 3), 'Places/France', 'Coast');
  await tag(range(3, 8), 'Places/Japan', 'Winter');
  await tag(range(16, 20), 'Places/Portugal', 'Coast', 'Storm');
  await tag(range(20, 26), 'Garden');
  await tag(photos(0, 4, 9, 17, 22, 27, 33, 41), 'Portfolio');
  await tag(photos(4, 17, 33), 'Print');
  await ask(page, 'setMarks', { locationIds: photos(4, 17, 27), marks: { rating: 5, flag: 'picked' } });
  await ask(page, 'setMarks', { locationIds: photos(0, 9, 22), marks: { rating: 4 } });
  await ask(page, 'setMarks', { locationIds: photos(2), marks: { flag: 'rejected' } });
  await ask(page, 'setMarks', { locationIds: photos(5, 6), marks: { label: 'green' } });
  await ask(page, 'createAlbum', { name: 'Coast at dusk', locationIds: photos(0, 17, 18, 1, 16, 19) });
  await ask(page, 'createAlbum', { name: 'For the wall', locationIds: photos(4, 33, 27) });
  await ask(page, 'createAlbum', { name: 'Next trip', locationIds: [] });
  await ask(page, 'createAlbum', { name: 'Best of Portfolio', locationIds: [], query: 'tag:Portfolio rating>=4' });
  const [library] = await ask(page, 'libraries', {});
  if (library === undefined) throw new Error('There is no library.');
  await ask(page, 'generateInsights', { target: { locationIds: ids as LocationId[] }, scope: 'all' });
  await expect
    .poll(
      async () => {
        const details = await ask(page, 'gridDetails', { locationIds: ids as LocationId[] });
        return details.filter(({ title }) => title === null).length;
      },
      { timeout: 120_000 },
    )
    .toBe(0);
  await quiet(page);
  const stage = { app, page, workspace, ids: ids as LocationId[] };
  // What changes by itself stands still: the screen would be another one each time.
  await ask(page, 'setPaused', { paused: true });
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.setFullScreen = () => undefined;
  });
  await page.addInitScript((at) => {
    const SystemDate = Date;
    class FixedDate extends SystemDate {
      constructor(...given: unknown[]) {
        if (given.length === 0) super(at);
        else super(...(given as [number]));
      }
      static override now(): number {
        return at;
      }
    }
    globalThis.Date = FixedDate as DateConstructor;
  }, now);
  return stage;
}

export interface Screen {
  readonly name: string;
  readonly open: (stage: Stage) => Promise<unknown>;
  /** What the picture is of; the whole window where it says nothing. */
  readonly part?: 'dialog';
  /** It looks the same in light and dark. */
  readonly isAlwaysDark?: true;
  /** A list lies over what is below it until the next key. */
  readonly isCovered?: true;
}

export async function showActivity({ app, page }: Stage, isShown: boolean): Promise<void> {
  const [library] = await ask(page, 'libraries', {});
  const real = await ask(page, 'activity', {});
  const item = {
    id: 'read-1',
    kind: 'read',
    libraryId: library?.id ?? 1,
    done: 1240,
    total: 5000,
    ratePerSecond: 40,
    secondsLeft: 94,
    current: '2025/07/PXL_20250712_212000.jpg',
  } as const;
  const activity = isShown ? { ...real, paused: false, items: [item] } : { ...real, paused: false };
  await app.evaluate(
    ({ BrowserWindow }, [channel, payload]) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send(channel, 'activity', payload);
    },
    [EVENT_CHANNEL, activity] as const,
  );
}

/** All photos, nothing selected, nothing open. */
export async function home(stage: Stage): Promise<void> {
  const { page } = stage;
  for (let tries = 0; tries < 6; tries += 1) {
    await page.keyboard.press('Escape');
    const isOpen = await page.getByRole('dialog').or(page.getByRole('alertdialog')).or(page.getByRole('menu')).count();
    if (isOpen === 0) break;
  }
  await sidebarItem(stage, 0).click();
  await expect(page.getByTestId('tile').first()).toBeVisible();
  if ((await page.getByTestId('filter-bar').count()) > 0) await page.keyboard.press('\\');
  await page.evaluate(() => {
    for (const scrolled of document.querySelectorAll('.scroll, .grid, .sidebar-list')) scrolled.scrollTo(0, 0);
  });
  await page.keyboard.press('Control+d');
  await showActivity(stage, false);
  await page.mouse.move(640, 2);
}

function sidebarItem({ page }: Stage, at: number): Locator {
  return page.getByTestId('sidebar').locator('.sidebar-item').nth(at);
}

function sidebarNamed({ page }: Stage, name: string): Locator {
  return page.getByTestId('sidebar').locator('.sidebar-item', { hasText: name }).first();
}

function tile({ page, ids }: Stage, at: number): Locator {
  return page.locator(`[data-testid="tile"][data-location-id="${String(ids[at] ?? 0)}"]`);
}

async function select(stage: Stage, ...rows: readonly number[]): Promise<void> {
  for (const [n, row] of rows.entries()) await tile(stage, row).click(n === 0 ? {} : { modifiers: ['Control'] });
  await stage.page.mouse.move(640, 2);
}

async function show(stage: Stage, name: string): Promise<void> {
  await sidebarNamed(stage, name).click();
  await stage.page.mouse.move(640, 2);
}

async function settings({ page }: Stage, tab: SettingsTab): Promise<void> {
  await page.keyboard.press('Control+Comma');
  await page.locator(`[role="tab"][data-key="${tab}"]`).click();
  await page.mouse.move(640, 2);
}

async function search({ page }: Stage, query: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(query);
  await page.keyboard.press('Enter');
}

/** In the viewer, which remembers it. */
async function showInfo({ page }: Stage, isWanted: boolean): Promise<void> {
  const info = page.getByTestId('viewer-info');
  const button = page.getByTestId('viewer').locator('.viewer-bar > .icon-button[aria-pressed]').first();
  if ((await button.getAttribute('aria-pressed')) !== String(isWanted)) await page.keyboard.press('i');
  await expect(info.getByRole('img')).toHaveCount(isWanted ? 1 : 0);
}

async function command({ page }: Stage, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.type(text);
}

const every: readonly Screen[] = [
  { name: 'grid', open: (): Promise<void> => Promise.resolve() },
  { name: 'selection', open: (stage: Stage): Promise<void> => select(stage, 4) },
  { name: 'selection-many', open: (stage: Stage): Promise<void> => select(stage, 3, 4, 5) },
  {
    name: 'tag-field',
    isCovered: true,
    open: async (stage: Stage): Promise<void> => {
      await select(stage, 1);
      await stage.page.keyboard.press('t');
      await expect(stage.page.getByRole('listbox').last()).toBeVisible();
    },
  },
  {
    name: 'photo-menu',
    open: (stage: Stage): Promise<void> => tile(stage, 4).click({ button: 'right' }),
  },
  {
    name: 'viewer',
    isAlwaysDark: true,
    open: async (stage: Stage): Promise<void> => {
      await tile(stage, 4).dblclick();
      await showInfo(stage, false);
      await stage.page.mouse.move(640, 2);
    },
  },
  {
    name: 'viewer-info',
    isAlwaysDark: true,
    open: async (stage: Stage): Promise<void> => {
      await tile(stage, 4).dblclick();
      await showInfo(stage, true);
      await stage.page.mouse.move(640, 2);
    },
  },
  {
    name: 'compare',
    isAlwaysDark: true,
    open: async (stage: Stage): Promise<void> => {
      await select(stage, 0, 1);
      await stage.page.keyboard.press('c');
      await expect(stage.page.getByTestId('pane')).toHaveCount(2);
    },
  },
  {
    name: 'slide-show',
    isAlwaysDark: true,
    open: async (stage: Stage): Promise<void> => {
      await select(stage, 0);
      await stage.page.keyboard.press('F5');
      await stage.page.keyboard.press(' ');
      await expect(stage.page.locator('.slide-in')).toHaveCSS('opacity', '1');
    },
  },
  {
    name: 'tags',
    open: async ({ page }: Stage): Promise<void> => {
      await page.keyboard.press('Control+Shift+t');
      await expect(page.getByTestId('tags-page').getByText('Portfolio').first()).toBeVisible();
    },
  },
  {
    name: 'tag-rename',
    part: 'dialog',
    open: async ({ page }: Stage): Promise<void> => {
      await page.keyboard.press('Control+Shift+t');
      await page.getByTestId('tags-page').getByText('Portfolio').first().click();
      await page.keyboard.press('F2');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'search',
    open: async (stage: Stage): Promise<void> => {
      await search(stage, 'tag:Places ');
      await expect(stage.page.locator('.search-filter').first()).toBeVisible();
      await stage.page.locator('.search-filter').first().click();
      await expect(stage.page.locator('.search-filter-list').getByText('France')).toBeVisible();
    },
  },
  {
    name: 'search-help',
    isCovered: true,
    open: async (stage: Stage): Promise<void> => {
      await stage.page.keyboard.press('/');
      await stage.page.keyboard.press('ArrowDown');
      await expect(stage.page.getByRole('option').last()).toBeVisible();
    },
  },
  {
    name: 'search-nothing',
    open: async (stage: Stage): Promise<void> => {
      await search(stage, 'submarine ');
      await expect(stage.page.getByTestId('tile')).toHaveCount(0);
    },
  },
  {
    name: 'filter-bar',
    open: async ({ page }: Stage): Promise<void> => {
      await page.keyboard.press('\\');
      await expect(page.getByTestId('filter-bar')).toBeVisible();
    },
  },
  { name: 'album', open: (stage: Stage): Promise<void> => show(stage, 'Coast at dusk') },
  {
    name: 'album-add',
    part: 'dialog',
    open: async (stage: Stage): Promise<void> => {
      await select(stage, 4);
      await stage.page.keyboard.press('Shift+B');
      await expect(stage.page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'album-empty',
    open: async (stage: Stage): Promise<void> => {
      await show(stage, 'Next trip');
      await expect(stage.page.getByTestId('empty')).toBeVisible();
    },
  },
  {
    name: 'album-smart',
    open: async (stage: Stage): Promise<void> => {
      await show(stage, 'Best of Portfolio');
      await expect(stage.page.getByTestId('tile').first()).toBeVisible();
    },
  },
  {
    name: 'map',
    open: async ({ page }: Stage): Promise<void> => {
      await page.keyboard.press('m');
      await expect(page.getByTestId('marker').first()).toBeVisible();
      await page.waitForTimeout(1000);
    },
  },
  {
    name: 'calendar',
    open: async ({ page }: Stage): Promise<void> => {
      await page.keyboard.press('d');
      await expect(page.getByTestId('day').first()).toBeVisible();
    },
  },
  {
    name: 'history',
    open: async ({ page }: Stage): Promise<void> => {
      await page.keyboard.press('Control+h');
      await expect(page.getByTestId('edit').first()).toBeVisible();
    },
  },
  {
    name: 'health',
    open: async ({ page }: Stage): Promise<void> => {
      await page.keyboard.press('Control+Shift+h');
      await expect(page.getByTestId('health-verdict')).toBeVisible();
    },
  },
  {
    name: 'health-duplicates',
    open: async (stage: Stage): Promise<void> => {
      await command(stage, (await isGerman(stage.page)) ? 'Duplikate' : 'Duplicates');
      await stage.page.keyboard.press('Enter');
      await expect(stage.page.getByTestId('duplicate-group').first()).toBeVisible();
    },
  },
  {
    name: 'insights',
    open: async (stage: Stage): Promise<void> => {
      await command(stage, (await isGerman(stage.page)) ? 'Beschreibungen aller Fotos' : 'Insights of all photos');
      await stage.page.keyboard.press('Enter');
      await expect(stage.page.getByTestId('insight-row').first()).toBeVisible();
    },
  },
  {
    name: 'people',
    open: async ({ page }: Stage): Promise<void> => {
      await page.keyboard.press('Control+Shift+f');
      await expect(page.getByTestId('people-page')).toBeVisible();
    },
  },
  {
    name: 'stacks',
    open: async (stage: Stage): Promise<void> => {
      await command(stage, (await isGerman(stage.page)) ? 'Vorgeschlagene Stapel' : 'Suggested stacks');
      await stage.page.keyboard.press('Enter');
      await expect(stage.page.getByTestId('stack-suggestions')).toBeVisible();
      const found = stage.page.getByTestId('stack-suggestion-count');
      await expect(found.or(stage.page.getByTestId('stack-suggestions-empty'))).toBeVisible();
    },
  },
  {
    name: 'settings-libraries',
    part: 'dialog',
    open: async (stage: Stage): Promise<void> => {
      await settings(stage, 'libraries');
      await expect(stage.page.getByTestId('library').first()).toBeVisible();
    },
  },
  { name: 'settings-work', part: 'dialog', open: (stage: Stage): Promise<void> => settings(stage, 'work') },
  { name: 'settings-model', part: 'dialog', open: (stage: Stage): Promise<void> => settings(stage, 'own_model') },
  { name: 'settings-backups', part: 'dialog', open: (stage: Stage): Promise<void> => settings(stage, 'backups') },
  { name: 'settings-general', part: 'dialog', open: (stage: Stage): Promise<void> => settings(stage, 'general') },
  { name: 'settings-about', part: 'dialog', open: (stage: Stage): Promise<void> => settings(stage, 'about') },
  {
    name: 'activity',
    open: async (stage: Stage): Promise<void> => {
      await showActivity(stage, true);
      await expect(stage.page.getByTestId('activity')).toBeVisible();
    },
  },
  { name: 'commands', part: 'dialog', open: (stage: Stage): Promise<void> => command(stage, '') },
  {
    name: 'shortcuts',
    part: 'dialog',
    open: async ({ page }: Stage): Promise<void> => {
      await page.keyboard.press('F1');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
];

export const screens = every;

/** The last: its library stays away. */
export const offline: Screen = {
  name: 'offline',
  open: async (stage: Stage): Promise<void> => {
    const { page, workspace } = stage;
    const archive = (await ask(page, 'libraries', {})).find(({ name }) => name === 'Archive');
    if (archive?.availability.state === 'online') {
      renameSync(join(workspace.folder, 'Archive'), join(workspace.folder, 'Unplugged'));
      await ask(page, 'scanLibrary', { libraryId: archive.id });
      await expect
        .poll(async () => (await ask(page, 'libraries', {})).find(({ id }) => id === archive.id)?.availability.state, {
          timeout: 60_000,
        })
        .toBe('offline');
    }
    await show(stage, 'Archive');
    await expect(page.getByTestId('availability-note').first()).toBeVisible();
    await expect(page.getByTestId('tile').first()).toBeVisible();
  },
};

export async function isGerman(page: Page): Promise<boolean> {
  return (await page.locator('html').getAttribute('lang')) === 'de';
}

/** Nothing moves, nothing loads, and no notice lies over it. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      // Some out of the window are loaded only when they come into it.
      [...document.images].every((image) => {
        const { top, bottom } = image.getBoundingClientRect();
        return image.complete || top > window.innerHeight || bottom < 0;
      }) && document.querySelector('[data-testid="blur"]') === null,
  );
  const notices = page.locator('.toast-close');
  while ((await notices.count()) > 0) {
    await notices
      .first()
      .click({ timeout: 2000 })
      .catch(() => undefined);
  }
  await page.waitForTimeout(250);
}

/** What can be pressed or filled in and is out of sight wherever one scrolls, or lies under something else. */
export function outOfReach(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const layers = [
      ...document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="menu"], .menu-popover'),
    ];
    const scope = layers.at(-1) ?? document.body;
    const kinds = 'button, input, textarea, [role="menuitem"], [role="menuitemradio"], [role="tab"], a[href]';
    const isOff = (element: Element): boolean =>
      element.matches(':disabled, [aria-disabled="true"], [data-disabled]') ||
      element.closest('[aria-hidden="true"], [inert]') !== null ||
      // For the keyboard alone.
      getComputedStyle(element).pointerEvents === 'none' ||
      !element.checkVisibility({ visibilityProperty: true });
    return [...scope.querySelectorAll(kinds)].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      // Those of the map lie over each other, and come apart as one goes nearer.
      if (isOff(element) || width <= 1 || height <= 1 || element.matches('.map-marker')) return [];
      element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const box = element.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const hit = document.elementFromPoint(x, y);
      // The thumb of a slider and the text of a choice lie over what is pressed by them.
      const around = hit?.closest('label, .slider') ?? null;
      const isHit = hit !== null && (element.contains(hit) || around?.contains(element) === true);
      if (isHit) return [];
      const name = element.getAttribute('aria-label') ?? element.textContent;
      return [`${element.tagName.toLowerCase()} “${name}” at ${String(Math.round(x))}, ${String(Math.round(y))}`];
    });
  });
}

/** Names of all buttons in bars and dialogs that are there at this size; of lists there is as much as has room. */
export function buttonsThere(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const within = ['header', '[role="dialog"]', '[role="alertdialog"]', '[role="toolbar"]', '.sidebar', '.tags-page'];
    const buttons = document.querySelectorAll(within.map((part) => `${part} button`).join());
    return [...buttons]
      .filter(
        (button) =>
          button.checkVisibility() && button.closest('[inert], [aria-hidden="true"], .filmstrip, .tags-row') === null,
      )
      .map((button) => button.getAttribute('aria-label') ?? button.textContent);
  });
}
