/** Reading files in the background: what the user sees of it and how it is held back. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const lychee = 'LycheeOrg+Lychee/tests/Samples';

test('background work is shown in one place, paused and limited there, and what failed is tried again', async ({
  workspace,
}) => {
  const root = workspace.library('Pictures');
  workspace.put(`${lychee}/mongolia.jpeg`, 'Pictures', 'mongolia.jpeg');
  writeFileSync(join(root, 'empty.jpg'), '');
  const first = await workspace.start();
  const keepsight = new KeepsightPage(first.page);
  await keepsight.addLibrary(root, 'Pictures');
  await keepsight.expectPhotos(2);
  await keepsight.openSettings();
  await first.page.getByRole('tab', { name: 'Background work' }).click();
  const work = first.page.getByTestId('work');
  await expect(work).toContainText('Nothing is running.');
  await expect(work).toContainText('1 file could not be read.');
  await work.getByText('Use one core only').click();
  await work.getByRole('button', { name: 'Pause reading' }).click();
  await expect(work).toContainText('Reading is paused.');
  workspace.put(`${lychee}/train.jpg`, 'Pictures', 'train.jpg');
  await expect(work).toContainText('Reading is paused. 1 file waits.');
  for (const colorScheme of ['light', 'dark'] as const) {
    await first.page.emulateMedia({ colorScheme });
    await keepsight.screenshot(`background-work-${colorScheme}`);
    await keepsight.expectAccessible();
  }
  await work.getByRole('button', { name: 'Resume reading' }).click();
  await expect(work).toContainText('Nothing is running.');

  await work.getByRole('button', { name: 'Show them' }).click();
  await keepsight.expectPhotos(1);
  await workspace.quit(first);

  const { page } = await workspace.start();
  const again = new KeepsightPage(page);
  await again.expectPhotos(3);
  await again.openSettings();
  await page.getByRole('tab', { name: 'Background work' }).click();
  await expect(page.getByRole('checkbox', { name: /Use one core only/ })).toBeChecked();
  workspace.put(`${lychee}/aarhus.jpg`, 'Pictures', 'empty.jpg');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('work')).toContainText('Every file could be read');
});

test('pictures that Chromium cannot show are decoded by the packaged app, as thumbnails and whole in the viewer', async ({
  workspace,
}) => {
  const root = workspace.library('Phone');
  const images = join(import.meta.dirname, '../main/testing/images');
  for (const name of ['p3-8bit.heic', 'p3-lossless16.jxl']) copyFileSync(join(images, name), join(root, name));
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(root, 'Phone');
  await keepsight.expectPhotos(2);
  for (const name of ['p3-8bit.heic', 'p3-lossless16.jxl']) {
    await keepsight.select(name);
    await page.keyboard.press('Enter');
    const picture = page.getByRole('dialog', { name: new RegExp(name) }).getByRole('img', { name });
    await expect.poll(() => picture.getAttribute('src')).toMatch(/^media:\/\/rendition\/\d+$/);
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});
