import type { Page } from '@playwright/test';
import { expect, test, type RunningApp, type Workspace } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const samples = 'recurser+exif-orientation-examples';

async function withPhotos(
  workspace: Workspace,
): Promise<{ running: RunningApp; page: Page; keepsight: KeepsightPage }> {
  const folder = workspace.library('Pictures');
  for (let n = 1; n <= 8; n += 1) {
    workspace.put(
      `${samples}/Landscape_${String(n)}.jpg`,
      'Pictures',
      `2019-07-0${String(n > 4 ? 2 : 1)} 12.00.0${String(n)}.jpg`,
    );
  }
  workspace.put('LycheeOrg+Lychee/tests/Samples/aarhus.jpg', 'Pictures', 'aarhus.jpg');
  const running = await workspace.start();
  const keepsight = new KeepsightPage(running.page);
  await keepsight.addLibrary(folder, 'Pictures');
  await keepsight.expectPhotos(9);
  return { running, page: running.page, keepsight };
}

test('panes are made wider and narrower by mouse and keys, and stay so', async ({ workspace }) => {
  const { running, page, keepsight } = await withPhotos(workspace);
  const edge = page.getByRole('separator', { name: 'Width of the sidebar' });
  const sidebar = page.getByTestId('sidebar');
  await expect(edge).toHaveAttribute('aria-valuenow', '232');
  const box = await edge.boundingBox();
  if (box === null) throw new Error('The edge has no place.');
  await page.mouse.move(box.x + 4, 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 64, 300, { steps: 4 });
  await page.mouse.up();
  await expect(edge).toHaveAttribute('aria-valuenow', '292');
  expect((await sidebar.boundingBox())?.width).toBeCloseTo(292, 0);
  await edge.dblclick();
  await expect(edge).toHaveAttribute('aria-valuenow', '232');

  const other = page.getByRole('separator', { name: 'Width of the inspector' });
  await other.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(other).toHaveAttribute('aria-valuenow', '336');
  await page.keyboard.press('Home');
  await expect(other).toHaveAttribute('aria-valuenow', '264');
  await page.keyboard.press('End');
  await expect(other).toHaveAttribute('aria-valuenow', '560');
  await keepsight.screenshot('panes-wide');
  await keepsight.expectAccessible();
  await workspace.quit(running);

  const second = await workspace.start();
  await expect(second.page.getByRole('separator', { name: 'Width of the inspector' })).toHaveAttribute(
    'aria-valuenow',
    '560',
  );
});

test('the menu of photos has what can be done with them, by mouse and by keyboard', async ({ workspace }) => {
  const { running, page, keepsight } = await withPhotos(workspace);
  const menu = page.getByTestId('photo-menu');
  const tile = keepsight.tile('2019-07-01 12.00.01.jpg');
  await tile.click({ button: 'right' });
  await expect(tile).toHaveAttribute('aria-selected', 'true');
  await expect(menu.getByRole('menuitem')).toContainText(['Open', 'Tag the selection', 'Copy the tags']);
  await keepsight.screenshot('photo-menu');
  await keepsight.expectAccessible();
  await menu.getByRole('menuitem', { name: 'Select all of this day' }).click();
  await expect(page.getByText('4 selected')).toBeVisible();

  // The keys; the selection stays, and goes to the clipboard as files.
  await tile.focus();
  await page.keyboard.press('Shift+F10');
  await expect(menu).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(page.getByText('4 selected')).toBeVisible();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied 4 files: paste them in another program')).toBeVisible();
  const copied = await running.app.evaluate(({ clipboard }) => {
    const older = clipboard as unknown as { readonly readBuffer: (format: string) => Buffer };
    return older.readBuffer('x-special/gnome-copied-files').toString();
  });
  expect(copied.split('\n')).toHaveLength(5);
  expect(copied).toMatch(/^copy\nfile:\/\/\/.*2019-07-01%2012\.00\.0\d\.jpg/);

  await keepsight.tile('aarhus.jpg').click({ button: 'right' });
  await menu.getByRole('menuitem', { name: 'Show on map' }).click();
  await expect(page.getByTestId('map')).toBeVisible();

  // Dragged with Alt, the files go to the system: what it is given is heard of here.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(keepsight.tile('aarhus.jpg')).toBeVisible();
  await running.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return;
    const given: string[] = [];
    Object.assign(globalThis, { given });
    window.webContents.startDrag = ({ files = [] }) => {
      given.push(...files);
    };
  });
  await page.keyboard.down('Alt');
  await keepsight.tile('aarhus.jpg').hover();
  await page.mouse.down();
  await page.mouse.move(700, 500, { steps: 8 });
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await expect
    .poll(() => running.app.evaluate(() => (globalThis as unknown as { given: string[] }).given))
    .toEqual([expect.stringMatching(/aarhus\.jpg$/)]);
});

test('narrow windows, twice the size, and high contrast leave everything in reach', async ({ workspace }) => {
  const { running, page, keepsight } = await withPhotos(workspace);
  await page.keyboard.press('Control+a');
  const setSize = (width: number, height: number): Promise<void> =>
    running.app.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
      },
      { width, height },
    );
  const setZoom = (factor: number): Promise<void> =>
    running.app.evaluate(({ BrowserWindow }, zoom) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(zoom);
    }, factor);
  /** Pages wider than the window would have to be scrolled sideways. */
  const expectNoOverflow = async (): Promise<void> => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  };
  const screens = async (suffix: string): Promise<void> => {
    await keepsight.screenshot(`photos-${suffix}`);
    for (const [name, key, test] of [
      ['map', 'm', 'map-page'],
      ['calendar', 'd', 'calendar-page'],
      ['tags', 'Control+Shift+t', 'tags-page'],
      ['history', 'Control+h', 'history-page'],
      ['health', 'Control+Shift+h', 'health-page'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(
        page
          .getByTestId(test)
          .or(page.getByRole('heading', { level: 1 }))
          .first(),
      ).toBeVisible();
      await page.waitForTimeout(700);
      await expectNoOverflow();
      await keepsight.screenshot(`${name}-${suffix}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    }
    await keepsight.openSettings();
    await keepsight.screenshot(`settings-${suffix}`);
    await keepsight.closeSettings();
    await page.keyboard.press('Control+k');
    await keepsight.screenshot(`commands-${suffix}`);
    await page.keyboard.press('Escape');
  };

  await setSize(860, 640);
  await keepsight.tiles.first().click();
  await expect(keepsight.inspector).toBeVisible();
  await keepsight.screenshot('photos-narrow');
  await keepsight.expectAccessible();
  await page.keyboard.press('Escape');
  await keepsight.grid.focus();
  await page.keyboard.press('Control+d');
  await expect(keepsight.inspector).toBeHidden();

  await setSize(1280, 800);
  await setZoom(2);
  await screens('zoomed');
  await setZoom(1);
  await page.emulateMedia({ contrast: 'more' });
  await screens('contrast');
  await page.emulateMedia({ contrast: 'more', colorScheme: 'dark' });
  await screens('contrast-dark');
  await page.emulateMedia({ contrast: 'no-preference', colorScheme: 'light', forcedColors: 'active' });
  await screens('forced');
});
