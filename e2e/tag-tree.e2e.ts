import type { Locator } from '@playwright/test';
import type { KeepsightPage } from './keepsight-page.js';
import { byHand } from './keepsight-page.js';
import { expect, test } from './three-photos.js';

async function tagAll(keepsight: KeepsightPage, pairs: readonly (readonly [string, string])[]): Promise<void> {
  for (const [photo, tag] of pairs) {
    await keepsight.select(photo);
    await keepsight.tag(tag);
  }
}

test('tags stand below tags: typed as paths, completed by any level, shown and counted with what is below', async ({
  opened: { keepsight, page },
}) => {
  await tagAll(keepsight, [
    ['first.jpg', 'Places/Lisbon'],
    ['second.jpg', 'Places/Porto/Old Town'],
  ]);
  await keepsight.select('third.jpg');
  await page.keyboard.press('t');
  const field = keepsight.inspector.getByRole('combobox', { name: 'Add a tag' });
  await expect(field).toBeFocused();
  await page.keyboard.type('lis');
  await expect(field).toHaveValue('lisbon');
  await expect(keepsight.inspector.getByRole('option', { selected: true })).toHaveText(/^Places\/Lisbon/);
  await keepsight.screenshot('tag-tree-completion');
  await keepsight.expectAccessible();
  await page.keyboard.press('Enter');
  await expect(keepsight.chip('Places/Lisbon')).toContainText('Lisbon');
  await expect(keepsight.chip('Places/Lisbon')).not.toContainText('Places');
  await page.keyboard.press('Escape');

  // Opened and closed by arrows; the view of what is above shows what is below.
  const item = (name: string): Locator => page.getByTestId('sidebar').getByRole('button', { name, exact: true });
  await item('Places, 3 photos').click();
  await expect(page.getByRole('heading', { name: 'Places', exact: true })).toBeVisible();
  await keepsight.expectPhotos(3);
  await expect(item('Places/Lisbon, 2 photos')).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(item('Places/Lisbon, 2 photos')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(item('Places/Lisbon, 2 photos')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(item('Places/Porto/Old Town, 1 photo')).toBeFocused();
  await page.keyboard.press('Enter');
  await keepsight.expectPhotos(1);
  await keepsight.screenshot('tag-tree-sidebar');
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('tag-tree-sidebar-dark');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('ArrowLeft');
  await expect(item('Places/Porto, 1 photo')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(item('Places/Porto/Old Town, 1 photo')).toBeHidden();
  await item('Places/Lisbon, 2 photos').click();
  await keepsight.expectPhotos(2);
});

test('tags are moved by keys and by the mouse, and go with what is below them or leave it behind', async ({
  opened: { keepsight, page },
}) => {
  await tagAll(keepsight, [
    ['first.jpg', 'Places/Lisbon'],
    ['second.jpg', 'Porto'],
    ['third.jpg', 'Sea'],
  ]);
  await page.keyboard.press('Control+Shift+t');
  const list = page.getByRole('treegrid', { name: 'All tags' });
  const row = (name: string): Locator => list.getByRole('row', { name, exact: true });
  await row('Porto, 1 photo').click();
  await page.keyboard.press('v');
  await expect(page.getByRole('combobox', { name: 'Move below' })).toBeFocused();
  await page.keyboard.type('places');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Porto” will stand below “Places”, with all that is below it.')).toBeVisible();
  await keepsight.screenshot('tag-move');
  await keepsight.expectAccessible();
  await page.keyboard.press('Enter');
  await expect(row('Places/Porto, 1 photo')).toBeVisible();
  await expect(page.getByText('Moved the tag “Porto” to “Places/Porto”')).toBeVisible();

  await row('Places/Lisbon, 1 photo').dragTo(row('Sea, 1 photo'), byHand);
  await expect(row('Sea/Lisbon, 1 photo')).toBeVisible();
  await expect(row('Sea, 2 photos')).toBeVisible();
  await keepsight.screenshot('tag-tree-manager');
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('tag-tree-manager-dark');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'light' });

  // Up to the top again, from the menu.
  await row('Sea/Lisbon, 1 photo').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move to…' }).click();
  await expect(page.getByRole('combobox', { name: 'Move below' })).toBeFocused();
  await page.keyboard.type('top');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Lisbon” will stand at the top')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(row('Lisbon, 1 photo')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(row('Sea/Lisbon, 1 photo')).toBeVisible();

  await row('Sea, 2 photos').click();
  await page.keyboard.press('Delete');
  const alert = page.getByRole('alertdialog', { name: 'Delete “Sea”?' });
  await expect(alert.getByTestId('tag-preview')).toContainText('Taken off 2 photos');
  await keepsight.screenshot('tag-tree-delete');
  await keepsight.expectAccessible();
  await alert.getByRole('radio', { name: 'Keep the tag below it: it moves up' }).check();
  await expect(alert.getByTestId('tag-preview')).toContainText('Taken off 1 photo');
  await alert.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row('Lisbon, 1 photo')).toBeVisible();
  await expect(row('Sea, 2 photos')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(row('Sea/Lisbon, 1 photo')).toBeVisible();
  await row('Places, 1 photo').click();
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(row('Places/Porto, 1 photo')).toBeVisible();
});
