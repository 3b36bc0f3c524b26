import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { chooseInMenu } from './app-menu.js';
import { KeepsightPage } from './keepsight-page.js';
import { expect, test } from './three-photos.js';

function marksOf(page: Page, where: 'Inspector' | 'viewer'): Locator {
  const place = where === 'viewer' ? page.getByTestId('viewer') : page.getByRole('complementary', { name: where });
  return place.getByTestId('marks');
}

test('photos are rated, picked and labelled by keys and by mouse, in the grid and in the viewer, and stay so', async ({
  workspace,
  opened,
}) => {
  const { keepsight, page, pictures, app } = opened;

  // By keys, on the selection.
  await keepsight.select('first.jpg');
  await page.keyboard.press('4');
  await expect(page.getByText('Rated 1 photo 4 stars')).toBeVisible();
  await expect(keepsight.tile('first.jpg')).toHaveAccessibleName(/4 stars/);
  await page.keyboard.press('p');
  await page.keyboard.press('6');
  await expect(keepsight.tile('first.jpg')).toHaveAccessibleName(/4 stars, Picked, Red/);
  await expect(marksOf(page, 'Inspector').getByRole('button', { name: '4 stars' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Control+a');
  await expect(marksOf(page, 'Inspector').getByRole('group', { name: 'Rating, different ones' })).toBeVisible();
  await keepsight.screenshot('marks-mixed');
  await keepsight.expectAccessible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Took back: label red on 1 photo.')).toBeVisible();
  await expect(keepsight.tile('first.jpg')).toHaveAccessibleName(/4 stars, Picked$/);
  await page.keyboard.press('Control+Shift+z');
  await expect(keepsight.tile('first.jpg')).toHaveAccessibleName(/4 stars, Picked, Red/);

  // By the menu, which shows the keys.
  await keepsight.select('third.jpg');
  expect(await chooseInMenu(app, '2 stars')).toBe('2');
  await expect(keepsight.tile('third.jpg')).toHaveAccessibleName(/2 stars/);
  expect(await chooseInMenu(app, 'No stars')).toBe('0');
  await expect(keepsight.tile('third.jpg')).not.toHaveAccessibleName(/star/);

  // By mouse, in the inspector; the same button takes it away.
  await keepsight.select('second.jpg');
  await marksOf(page, 'Inspector').getByRole('button', { name: 'Rejected' }).click();
  await expect(keepsight.tile('second.jpg')).toHaveAccessibleName(/Rejected/);
  await marksOf(page, 'Inspector').getByRole('button', { name: 'Purple' }).click();
  await marksOf(page, 'Inspector').getByRole('button', { name: 'Purple' }).click();
  await expect(page.getByText('Took the colour label off 1 photo')).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('marks-dark');
  await page.emulateMedia({ colorScheme: 'light' });

  // In the viewer, with the next photo following.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.type('go on to the next');
  await page.keyboard.press('Enter');
  await expect(page.getByText('After a mark, the next photo is selected.')).toBeVisible();
  await keepsight.grid.press('Home');
  const fileName = (row: number): Promise<string | null> => keepsight.tiles.nth(row).getAttribute('data-file-name');
  const order = [await fileName(0), await fileName(1), await fileName(2)];
  await page.keyboard.press('Enter');
  const viewer = page.getByTestId('viewer');
  await expect(viewer).toContainText(order[0] ?? '');
  await page.keyboard.press('9');
  await expect(viewer.getByText('2 of 3')).toBeVisible();
  await marksOf(page, 'viewer').getByRole('button', { name: '3 stars' }).click();
  await expect(marksOf(page, 'viewer').getByRole('group', { name: 'Rating, 3 stars' })).toBeVisible();
  await keepsight.screenshot('marks-viewer');
  await keepsight.expectAccessible();
  await page.keyboard.press('0');
  await expect(viewer.getByText('3 of 3')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keepsight.tiles.nth(0)).toHaveAccessibleName(/Blue/);
  await expect(keepsight.tiles.nth(1)).not.toHaveAccessibleName(/star/);
  await workspace.quit(opened);

  // A file that moved keeps its marks, over a restart.
  renameSync(join(pictures, 'first.jpg'), join(pictures, 'moved.jpg'));
  const second = await workspace.start();
  const again = new KeepsightPage(second.page);
  await again.expectPhotos(3);
  await expect(again.tile('moved.jpg')).toHaveAccessibleName(/Picked, (Red|Blue)/);
  await second.page.keyboard.press('Control+h');
  await expect(again.edits.first()).toContainText(/Took the stars off 1 photo|Rated 1 photo 3 stars/);
});

test('the filter bar narrows what is shown by marks', async ({ opened: { keepsight, page } }) => {
  await keepsight.select('first.jpg');
  await page.keyboard.press('5');
  await keepsight.select('second.jpg');
  await page.keyboard.press('2');
  await page.keyboard.press('x');
  await expect(keepsight.tile('second.jpg')).toHaveAccessibleName(/2 stars, Rejected/);

  await page.keyboard.press('\\');
  const bar = page.getByTestId('filter-bar');
  await bar.getByRole('button', { name: 'At least 2 stars' }).click();
  await keepsight.expectPhotos(2);
  await keepsight.screenshot('filter-bar');
  await keepsight.expectAccessible();
  await bar.getByRole('button', { name: 'Hide rejected' }).click();
  await keepsight.expectPhotos(1);
  await expect(keepsight.tile('first.jpg')).toBeVisible();
  await bar.getByRole('button', { name: 'Red' }).click();
  await expect(page.getByText('No photo fits')).toBeVisible();
  await page.getByTestId('empty').getByRole('button', { name: 'Show all again' }).click();
  await keepsight.expectPhotos(3);

  // Gone through one by one: what has its flag leaves, and the next one is selected.
  await bar.getByRole('button', { name: 'Without a flag' }).click();
  await keepsight.expectPhotos(2);
  await keepsight.tiles.first().click();
  await page.keyboard.press('p');
  await keepsight.expectPhotos(1);
  await expect(keepsight.tiles.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('p');
  await expect(page.getByText('No photo fits')).toBeVisible();
  await page.keyboard.press('\\');
  await expect(bar).toBeHidden();
  await keepsight.expectPhotos(3);
});
