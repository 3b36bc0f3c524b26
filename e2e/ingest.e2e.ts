/** Reading files in the background: what the user sees of it and how it is held back. */
import { writeFileSync } from 'node:fs';
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
