import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from './app.js';
import type { Workspace } from './app.js';
import { recordClip } from './clip.js';
import { KeepsightPage } from './keepsight-page.js';

const samples = 'recurser+exif-orientation-examples';

/** Upright pictures of one size, by name. */
function putPictures(workspace: Workspace, library: string, names: readonly string[]): void {
  for (const [i, name] of names.entries()) {
    workspace.put(`${samples}/Landscape_${String(i + 1)}.jpg`, library, name);
  }
}

async function shownNames(tiles: Locator): Promise<string[]> {
  return tiles.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-file-name') ?? ''));
}

test('photos are sorted and grouped from the menu and from the list of commands, and stay so', async ({
  workspace,
}) => {
  const pictures = workspace.library('Pictures');
  const archive = workspace.library('Archive');
  putPictures(workspace, 'Pictures', ['IMG_10.jpg', 'img_2.jpg', 'beach.jpg']);
  workspace.put(`${samples}/Portrait_1.jpg`, 'Archive', 'attic.jpg');
  const first = await workspace.start();
  const { page } = first;
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.addLibrary(archive, 'Archive');
  await keepsight.expectPhotos(4);
  await keepsight.select('img_2.jpg');

  const menu = page.getByRole('menu', { name: 'Sort and group' });
  await page.getByRole('button', { name: 'Sort and group' }).click();
  await expect(menu.getByRole('menuitemradio', { name: 'Capture time' })).toBeChecked();
  await menu.getByRole('menuitemradio', { name: 'Name' }).click();
  await expect(menu.getByRole('menuitemradio', { name: 'A to Z' })).toBeChecked();
  await menu.getByRole('menuitemradio', { name: 'Nothing' }).click();
  await keepsight.screenshot('order-menu');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('order-menu-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Escape');
  await expect.poll(() => shownNames(keepsight.tiles)).toEqual(['attic.jpg', 'beach.jpg', 'img_2.jpg', 'IMG_10.jpg']);
  // The photo that was selected is so still.
  await expect(keepsight.tile('img_2.jpg')).toHaveAttribute('aria-selected', 'true');

  // By keys alone: libraries stand over their photos.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.type('group by library');
  await page.keyboard.press('Enter');
  await expect(keepsight.grid.getByRole('group', { name: 'Archive' })).toBeVisible();
  await expect.poll(() => shownNames(keepsight.tiles)).toEqual(['attic.jpg', 'beach.jpg', 'img_2.jpg', 'IMG_10.jpg']);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.type('turn the order');
  await page.keyboard.press('Enter');
  await expect.poll(() => shownNames(keepsight.tiles)).toEqual(['attic.jpg', 'IMG_10.jpg', 'img_2.jpg', 'beach.jpg']);
  await keepsight.grid.getByTitle('Select Pictures').click();
  await expect(page.getByText('3 selected')).toBeVisible();
  await keepsight.screenshot('order-by-library');
  await keepsight.expectAccessible();
  await workspace.quit(first);

  const second = await workspace.start();
  const again = new KeepsightPage(second.page);
  await again.expectPhotos(4);
  await expect.poll(() => shownNames(again.tiles)).toEqual(['attic.jpg', 'IMG_10.jpg', 'img_2.jpg', 'beach.jpg']);
  // A library is another kind of view, with an order of its own.
  await second.page.getByRole('button', { name: /^Pictures, / }).click();
  await again.expectPhotos(3);
  await expect(again.grid.getByRole('group', { name: 'Pictures' })).toHaveCount(0);
});

test('photos are rotated by keys, in the grid and in the viewer, and it stays through a restart, a move and undo', async ({
  workspace,
}) => {
  const pictures = workspace.library('Pictures');
  putPictures(workspace, 'Pictures', ['first.jpg', 'second.jpg', 'third.jpg']);
  const first = await workspace.start();
  const { page } = first;
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(3);
  const isUpright = async (where: KeepsightPage, name: string): Promise<boolean> => {
    const box = await where.tile(name).boundingBox();
    return (box?.height ?? 0) > (box?.width ?? 0);
  };
  await keepsight.select('first.jpg');
  await keepsight.tile('second.jpg').click({ modifiers: ['Control'] });
  await page.keyboard.press(']');
  await expect(page.getByText('Rotated 2 photos right')).toBeVisible();
  await expect.poll(() => isUpright(keepsight, 'first.jpg')).toBe(true);
  expect(await isUpright(keepsight, 'third.jpg')).toBe(false);
  await keepsight.screenshot('rotated-grid');
  await keepsight.expectAccessible();

  await keepsight.tile('first.jpg').dblclick();
  const viewer = page.getByTestId('viewer');
  const image = viewer.getByRole('img', { name: 'first.jpg' });
  await expect(image).toBeVisible();
  const shape = async (): Promise<'upright' | 'lying'> => {
    const box = await image.boundingBox();
    return (box?.height ?? 0) > (box?.width ?? 0) ? 'upright' : 'lying';
  };
  await expect(viewer.locator('.viewer-stage')).toHaveAttribute('data-turn', '1');
  await keepsight.screenshot('rotated-viewer');
  // How large it is shown is known once the picture is there.
  await expect(viewer.getByText(/^\d+ %$/)).toBeVisible();
  await page.keyboard.press('z');
  await expect(viewer.getByText('100 %')).toBeVisible();
  await page.keyboard.press('0');
  await page.keyboard.press('[');
  await expect(viewer.locator('.viewer-stage')).toHaveAttribute('data-turn', '0');
  expect(await shape()).toBe('lying');
  await page.keyboard.press('Control+z');
  await expect(viewer.locator('.viewer-stage')).toHaveAttribute('data-turn', '1');
  await page.keyboard.press('Escape');
  await workspace.quit(first);

  // Moved on the disk while the app was not running.
  mkdirSync(join(pictures, 'deep'));
  renameSync(join(pictures, 'second.jpg'), join(pictures, 'deep', 'moved.jpg'));
  const second = await workspace.start();
  const again = new KeepsightPage(second.page);
  await expect(again.tile('moved.jpg')).toBeVisible();
  await expect(again.tile('second.jpg')).toHaveCount(0, { timeout: 40_000 });
  expect(await isUpright(again, 'moved.jpg')).toBe(true);
  expect(await isUpright(again, 'first.jpg')).toBe(true);
  await second.page.keyboard.press('Control+h');
  const rotated = again.edits.filter({ hasText: 'Rotated 2 photos right' });
  await rotated.getByRole('button', { name: /^Take back/ }).click();
  await second.page.keyboard.press('Escape');
  await expect.poll(() => isUpright(again, 'moved.jpg')).toBe(false);
  await expect.poll(() => isUpright(again, 'first.jpg')).toBe(false);
});

test('photos are compared side by side, by keys and the wheel, and what is done is done to the marked one', async ({
  workspace,
}) => {
  const pictures = workspace.library('Pictures');
  putPictures(workspace, 'Pictures', ['1.jpg', '2.jpg', '3.jpg', '4.jpg']);
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(4);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.type('sort by name');
  await page.keyboard.press('Enter');
  await expect.poll(() => shownNames(keepsight.tiles)).toEqual(['1.jpg', '2.jpg', '3.jpg', '4.jpg']);

  // One photo, and the one after it.
  await keepsight.select('1.jpg');
  await page.keyboard.press('c');
  const compare = page.getByTestId('compare');
  const pane = (at: number): Locator => compare.getByTestId('pane').nth(at);
  await expect(pane(0)).toHaveAccessibleName(/1\.jpg/);
  await expect(pane(1)).toHaveAccessibleName(/2\.jpg/);
  await expect(pane(0)).toHaveAttribute('aria-current', 'true');
  await expect(compare.getByRole('img', { name: '2.jpg' })).toBeVisible();
  await keepsight.screenshot('compare-2');
  await keepsight.expectAccessible();

  // Both come closer at the same place; each alone when they are not linked.
  const sheet = (at: number): Locator => pane(at).locator('.viewer-sheet');
  await pane(0).hover({ position: { x: 100, y: 100 } });
  await page.mouse.wheel(0, -240);
  await expect.poll(() => sheet(1).getAttribute('style')).not.toContain('scale(1)');
  expect(await sheet(1).getAttribute('style')).toBe(await sheet(0).getAttribute('style'));
  await page.keyboard.press('l');
  await page.keyboard.press('z');
  await expect.poll(() => sheet(0).getAttribute('style')).toContain('scale(1)');
  expect(await sheet(1).getAttribute('style')).not.toContain('scale(1)');
  await page.keyboard.press('l');
  await expect.poll(() => sheet(1).getAttribute('style')).toContain('scale(1)');

  // Tab, then the next photos that are not shown already.
  await page.keyboard.press('Tab');
  await expect(pane(1)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(pane(1)).toHaveAccessibleName(/3\.jpg/);
  await page.keyboard.press(']');
  await expect(page.getByText('Rotated 1 photo right')).toBeVisible();
  await expect(pane(1).locator('.viewer-stage')).toHaveAttribute('data-turn', '1');
  await expect(pane(0).locator('.viewer-stage')).toHaveAttribute('data-turn', '0');
  await page.keyboard.press('Escape');
  await expect(compare).toBeHidden();
  await expect(page.getByText('2 selected')).toBeVisible();

  await page.keyboard.press('Control+a');
  await page.keyboard.press('c');
  await expect(compare.getByTestId('pane')).toHaveCount(4);
  await keepsight.screenshot('compare-4');
  await keepsight.expectAccessible();
  await page.keyboard.press('Escape');
});

test('the viewer tells what is known of a photo, with its histogram, and fills the screen', async ({ workspace }) => {
  const pictures = workspace.library('Pictures');
  putPictures(workspace, 'Pictures', ['one.jpg', 'two.jpg']);
  const { app, page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(2);
  await keepsight.select('one.jpg');
  await keepsight.tag('Sea');
  await keepsight.tile('one.jpg').dblclick();
  await page.keyboard.press('i');
  const info = page.getByTestId('viewer-info');
  await expect(info).toContainText('one.jpg');
  await expect(info.getByRole('listitem')).toHaveText(['Sea']);
  await expect(info.getByRole('img', { name: /^Histogram: / })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByTestId('clipping')).toBeVisible();
  await keepsight.screenshot('viewer-info');
  await keepsight.expectAccessible();
  await page.keyboard.press('i');
  await expect(info).toBeHidden();

  const isFull = (): Promise<boolean> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen() ?? false);
  await page.keyboard.press('F11');
  await expect.poll(isFull).toBe(true);
  await page.keyboard.press('F11');
  await expect.poll(isFull).toBe(false);
});

test('a slide show goes through the photos by itself, stands still by the space bar, and leaves the screen as it was', async ({
  workspace,
}) => {
  const pictures = workspace.library('Pictures');
  putPictures(workspace, 'Pictures', ['a.jpg', 'b.jpg', 'c.jpg']);
  const { app, page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(3);
  await keepsight.tiles.nth(1).click();
  await page.keyboard.press('F5');
  const show = page.getByTestId('slide-show');
  await expect(show.getByText('2 of 3')).toBeVisible();
  const isFull = (): Promise<boolean> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen() ?? false);
  await expect.poll(isFull).toBe(true);
  await page.keyboard.press(' ');
  await expect(show.getByRole('button', { name: 'Go on' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(show.getByText('3 of 3')).toBeVisible();
  await expect(show.locator('.slide-in img')).toHaveJSProperty('complete', true);
  await expect(show.locator('.slide-in')).toHaveCSS('opacity', '1');
  await keepsight.screenshot('slide-show');
  await keepsight.expectAccessible();
  await page.keyboard.press(' ');
  await expect(show.getByText('1 of 3')).toBeAttached({ timeout: 15_000 });
  await page.keyboard.press('Escape');
  await expect(show).toBeHidden();
  await expect.poll(isFull).toBe(false);
  await expect(keepsight.tiles.nth(0)).toHaveAttribute('aria-selected', 'true');
});

test('a slide show plays a video to its end; a turned one has controls that stand upright', async ({ workspace }) => {
  const pictures = workspace.library('Pictures');
  putPictures(workspace, 'Pictures', ['1.jpg', '3.jpg']);
  const { page } = await workspace.start();
  writeFileSync(join(pictures, '2.webm'), await recordClip(page));
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(3);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.type('sort by name');
  await page.keyboard.press('Enter');
  await expect.poll(() => shownNames(keepsight.tiles)).toEqual(['1.jpg', '2.webm', '3.jpg']);

  await keepsight.select('2.webm');
  await page.keyboard.press('F5');
  const show = page.getByTestId('slide-show');
  const video = show.locator('video');
  await expect.poll(() => video.evaluate((node: HTMLVideoElement) => node.currentTime)).toBeGreaterThan(0.2);
  // It stands still while the show does, however long that is, and goes on to its end, which is after two seconds.
  await page.keyboard.press(' ');
  await expect.poll(() => video.evaluate((node: HTMLVideoElement) => node.paused)).toBe(true);
  await expect(show.getByText('2 of 3')).toBeVisible();
  await page.keyboard.press(' ');
  await expect(show.getByText('3 of 3')).toBeAttached({ timeout: 15_000 });
  await page.keyboard.press('Escape');
  await expect(show).toBeHidden();

  await keepsight.tile('2.webm').dblclick();
  const controls = page.getByTestId('video-controls');
  await expect(page.getByTestId('viewer').locator('video[controls]')).toBeVisible();
  await expect(controls).toBeHidden();
  await page.keyboard.press(']');
  await expect(controls).toBeVisible();
  await expect(page.getByTestId('viewer').locator('video[controls]')).toHaveCount(0);
  const box = await controls.boundingBox();
  expect((box?.width ?? 0) > (box?.height ?? 0)).toBe(true);
  await controls.getByRole('button', { name: 'Sound off' }).click();
  await expect(controls.getByRole('button', { name: 'Sound on' })).toBeVisible();
  const isPaused = (): Promise<boolean> =>
    page
      .getByTestId('viewer')
      .locator('video')
      .evaluate((node: HTMLVideoElement) => node.paused);
  await expect.poll(isPaused).toBe(true);
  await controls.getByRole('button', { name: 'Play' }).click();
  await expect.poll(isPaused).toBe(false);
  await keepsight.screenshot('video-turned');
  await keepsight.expectAccessible();
});
