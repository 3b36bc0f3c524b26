import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Locator } from '@playwright/test';
import { expect, test } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

/** The system's own dialogs cannot be clicked: they answer with this file. */
async function answerDialogs(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

test('tags come from files and go into files, after it was said what would happen', async ({ workspace }) => {
  const pictures = workspace.library('Pictures');
  workspace.put('recurser+exif-orientation-examples/Landscape_1.jpg', 'Pictures', 'first.jpg');
  const { page, app } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(1);
  await keepsight.select('first.jpg');
  await keepsight.tag('Places/Lisbon');
  await page.keyboard.press('Control+Shift+t');
  const list = page.getByRole('treegrid', { name: 'All tags' });
  const row = (name: string): Locator => list.getByRole('row', { name, exact: true });

  const file = join(workspace.folder, 'keywords.txt');
  writeFileSync(file, 'Places\n\tLisbon\n\t\t{Lissabon}\n\tPorto\n\t\t\tLost\nSea\n');
  await answerDialogs(app, file);
  const choose = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: 'Import and export of tags' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose('Import tags…');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByTestId('vocabulary-preview')).toHaveText(
    '2 tags will be made; 1 tag will get what is new: other names, a colour or a key; 1 tag stays as it is. No photo is changed.',
  );
  await expect(dialog).toContainText('Line 5: “Lost” stands further in than what is above it.');
  await keepsight.screenshot('tag-import');
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('tag-import-dark');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'light' });
  await dialog.getByRole('button', { name: 'Import 3 tags' }).click();
  await expect(row('Places/Porto, 0 photos')).toBeVisible();
  await expect(row('Places/Lisbon, 1 photo')).toContainText('Lissabon');
  await page.keyboard.press('Control+z');
  await expect(row('Places/Porto, 0 photos')).toBeHidden();
  await expect(row('Places/Lisbon, 1 photo')).not.toContainText('Lissabon');
  await page.keyboard.press('Control+Shift+z');
  await expect(row('Sea, 0 photos')).toBeVisible();

  const written = join(workspace.folder, 'written.json');
  await answerDialogs(app, written);
  await choose('Export for Keepsight…');
  await expect(page.getByText(/Wrote 4 tags to .*written\.json/)).toBeVisible();
  expect(JSON.parse(readFileSync(written, 'utf8'))).toEqual({
    format: 'keepsight-tags',
    version: 1,
    tags: [
      { path: ['Places'] },
      { path: ['Places', 'Lisbon'], otherNames: ['Lissabon'] },
      { path: ['Places', 'Porto'] },
      { path: ['Sea'] },
    ],
  });
  const table = join(workspace.folder, 'written.csv');
  await answerDialogs(app, table);
  await choose('Export as a table…');
  await expect(page.getByText(/Wrote 4 tags to .*written\.csv/)).toBeVisible();
  expect(readFileSync(table, 'utf8')).toContain('Places/Lisbon,1,Lissabon,,');
});

test('keywords that photos hold become tags when somebody says so, and only then', async ({ workspace }) => {
  const pictures = workspace.library('Pictures');
  workspace.put('LycheeOrg+Lychee/tests/Samples/mongolia.jpeg', 'Pictures', 'keywords.jpg');
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(1);
  await keepsight.select('keywords.jpg');
  await expect(keepsight.inspector.getByText('Mongolia').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Press T on a photo to give it its first tag.')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.type('keywords from');
  await page.keyboard.press('Enter');
  const keyword = page.getByTestId('keywords').getByRole('checkbox', { name: 'Mongolia, 1 photo' });
  // What a path says too is not chosen twice.
  await expect(keyword).not.toBeChecked();
  await expect(
    page.getByTestId('keywords').getByRole('checkbox', { name: 'Mongolia/Ôvôrhangaj/Хужирт, 1 photo' }),
  ).toBeChecked();
  await page.getByRole('button', { name: 'None', exact: true }).click();
  await keyword.focus();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('keywords-preview')).toHaveText('1 tag, given 1 time in all.');
  await keepsight.screenshot('tag-keywords');
  await keepsight.expectAccessible();
  await page.getByRole('button', { name: 'Take over 1 keyword' }).click();
  await expect(keepsight.chip('Mongolia')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(keepsight.chip('Mongolia')).toBeHidden();
});
