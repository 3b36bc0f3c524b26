import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const samples = 'recurser+exif-orientation-examples';

test('the list of commands does everything with the keyboard alone', async ({ workspace }) => {
  const pictures = workspace.library('Pictures');
  workspace.put(`${samples}/Landscape_1.jpg`, 'Pictures', 'landscape.jpg');
  workspace.put(`${samples}/Portrait_1.jpg`, 'Pictures', 'portrait.jpg');
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(2);
  await keepsight.select('landscape.jpg');
  await keepsight.tag('Waterfall');

  const list = page.getByRole('dialog', { name: 'Commands' });
  const field = list.getByRole('combobox');
  const choose = async (text: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
    await page.keyboard.type(text);
    await expect(list.getByRole('option').first()).toHaveAttribute('data-focused', 'true');
    await page.keyboard.press('Enter');
    await expect(list).toBeHidden();
  };
  await choose('go to tag wat');
  await expect(page.getByRole('heading', { name: 'Waterfall' })).toBeVisible();
  await keepsight.expectPhotos(1);
  await choose('all photos');
  await keepsight.expectPhotos(2);

  await page.keyboard.press('Control+a');
  await choose('tag the selection with it water');
  await expect(page.getByRole('button', { name: 'Waterfall, 2 photos' })).toBeVisible();
  await choose('take back');
  await expect(page.getByRole('button', { name: 'Waterfall, 1 photo' })).toBeVisible();

  // What was used last is on top the next time.
  await page.keyboard.press('Control+k');
  await expect(list.getByRole('option').first()).toHaveText(/^Undo the last edit/);
  await keepsight.screenshot('commands');
  await keepsight.expectAccessible();
  await page.keyboard.type('nothing is called so');
  await expect(list.getByText('Nothing is called that.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();

  await choose('backups');
  await expect(keepsight.settings.getByRole('tab', { name: 'Backups' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('List of commands');
  await keepsight.screenshot('shortcuts');
  await keepsight.expectAccessible();
});

test('thumbnails grow and shrink by wheel and keys, around what is looked at', async ({ workspace }) => {
  const pictures = workspace.library('Pictures');
  // One lying, one standing, and so on, whatever time their copies took: rows are as high as their photos make them.
  for (let at = 0; at < 16; at++) {
    const name = `${String(at).padStart(2, '0')}.jpg`;
    workspace.put(`${samples}/${at % 2 === 0 ? 'Landscape' : 'Portrait'}_${at >> 1}.jpg`, 'Pictures', name);
    utimesSync(join(pictures, name), 1_700_000_000, 1_700_000_000 + at);
  }
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addWholeLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(16);
  await expect(keepsight.tiles.locator('img[src*="thumb/"]')).toHaveCount(16);
  const heightOf = async (): Promise<number> => (await keepsight.tiles.first().boundingBox())?.height ?? 0;
  const usual = await heightOf();
  const turn = async (by: number): Promise<void> => {
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, by);
    await page.keyboard.up('Control');
  };
  const looked = keepsight.tiles.nth(8);
  const name = (await looked.getAttribute('data-file-name')) ?? '';
  const box = async (): Promise<{ readonly top: number; readonly bottom: number }> => {
    const { y, height } = (await keepsight.tile(name).boundingBox()) ?? { y: 0, height: 0 };
    return { top: y, bottom: y + height };
  };
  await looked.hover();
  const { top, bottom } = await box();
  const pointer = (top + bottom) / 2;
  await turn(-240);
  await expect.poll(heightOf).toBeGreaterThan(usual * 1.3);
  const grown = await box();
  // Its row, or the one beside it: rows break anew.
  const rowHeight = grown.bottom - grown.top;
  expect(grown.top).toBeLessThan(pointer + rowHeight);
  expect(grown.bottom).toBeGreaterThan(pointer - rowHeight);
  await turn(600);
  await expect.poll(heightOf).toBeLessThan(usual);

  await page.keyboard.press('Control+0');
  await expect.poll(heightOf).toBe(usual);
  // Rows are as high as their photos make them: one step may change none.
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await press('Control+-', 'Control+-', 'Control+-');
  await expect.poll(heightOf).toBeLessThan(usual);
  await press('Control+0', 'Control+=', 'Control+Shift+=', 'Control+=');
  await expect.poll(heightOf).toBeGreaterThan(usual);
});

test('the viewer looks closer by wheel, drag, click and keys, and goes along the photos around', async ({
  workspace,
}) => {
  const pictures = workspace.library('Pictures');
  const names = ['Landscape_1', 'Landscape_2', 'Landscape_3', 'Portrait_1', 'Portrait_6'];
  for (const name of names) workspace.put(`${samples}/${name}.jpg`, 'Pictures', `${name}.jpg`);
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(names.length);
  await keepsight.select('Landscape_1.jpg');
  await page.keyboard.press('Enter');
  const viewer = page.getByTestId('viewer');
  const picture = (name: string): Locator => viewer.getByRole('img', { name: `${name}.jpg` }).last();
  const surface = viewer.getByTestId('surface');
  const boxOf = async (locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> =>
    (await locator.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const percent = async (): Promise<number> => parseInt(await viewer.getByText(/^\d+ %$/).innerText(), 10);
  await expect(viewer.getByText(/^\d+ %$/)).toBeVisible();
  const whole = await percent();
  expect(whole).toBeLessThan(100);

  await page.keyboard.press('z');
  await expect.poll(percent).toBe(100);
  await expect
    .poll(async () => (await boxOf(picture('Landscape_1'))).width)
    .toBeGreaterThan((await boxOf(surface)).width);
  // It goes with the hand, and a drag is no click.
  const before = await boxOf(picture('Landscape_1'));
  const { x, y, width, height } = await boxOf(surface);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 - 80, y + height / 2 - 40, { steps: 4 });
  await page.mouse.up();
  const dragged = await boxOf(picture('Landscape_1'));
  expect(Math.round(dragged.x - before.x)).toBe(-80);
  expect(await percent()).toBe(100);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(async () => (await boxOf(picture('Landscape_1'))).x).toBeGreaterThan(dragged.x + 50);
  await page.keyboard.press('+');
  await expect.poll(percent).toBe(140);
  await page.mouse.wheel(0, -120);
  await expect.poll(percent).toBeGreaterThan(150);
  await keepsight.screenshot('viewer-close');
  await page.keyboard.press('Control+0');
  await expect.poll(percent).toBe(whole);
  await surface.click({ position: { x: width / 2, y: height / 2 } });
  await expect.poll(percent).toBe(100);

  // Another photo is seen whole.
  const strip = viewer.getByTestId('filmstrip');
  await expect(strip.getByRole('button')).toHaveCount(names.length);
  await strip.getByRole('button', { name: 'Portrait_6.jpg' }).click();
  await expect(picture('Portrait_6')).toBeVisible();
  await expect(strip.locator('[aria-current="true"]')).toHaveAccessibleName('Portrait_6.jpg');
  await expect.poll(percent).toBeLessThan(100);
  await keepsight.screenshot('viewer');
  await keepsight.expectAccessible();
  await page.keyboard.press('s');
  await expect(strip).toHaveCount(0);
  await page.keyboard.press('s');
  await expect(strip).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keepsight.tile('Portrait_6.jpg')).toBeFocused();
});
