import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { byHand, KeepsightPage } from './keepsight-page.js';
import { expect, test } from './three-photos.js';

/** File names in the order of the grid. */
function order(page: Page): Promise<(string | null)[]> {
  return page
    .getByTestId('tile')
    .evaluateAll((tiles) =>
      tiles
        .sort((a, b) => Number(a.getAttribute('data-row')) - Number(b.getAttribute('data-row')))
        .map((tile) => tile.getAttribute('data-file-name')),
    );
}

test('an album is made, filled, ordered, renamed and deleted with the keyboard alone, and stays so', async ({
  workspace,
  opened,
}) => {
  const { keepsight, page, pictures } = opened;
  await keepsight.select('first.jpg');
  await page.keyboard.press('b');
  const dialog = page.getByRole('dialog', { name: 'Add 1 photo to an album' });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Best of all');
  await keepsight.screenshot('album-add');
  await keepsight.expectAccessible();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Created the album “Best of all” with 1 photo')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Best of all, 1 photo' })).toBeVisible();

  // Without a question into the same one; by choice into another one.
  await keepsight.select('second.jpg');
  await page.keyboard.press('b');
  await expect(page.getByText('Added 1 photo to “Best of all”')).toBeVisible();
  await keepsight.select('third.jpg');
  await page.keyboard.press('Shift+B');
  await page.keyboard.type('best');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Best of all, 3 photos' })).toBeVisible();

  // By the list of commands to the album, which has its own order.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.type('best of');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Best of all', exact: true })).toBeVisible();
  await keepsight.expectPhotos(3);
  expect(await order(page)).toEqual(['first.jpg', 'second.jpg', 'third.jpg']);
  await keepsight.tile('third.jpg').click();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => order(page)).toEqual(['first.jpg', 'third.jpg', 'second.jpg']);
  await expect(keepsight.tile('third.jpg')).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => order(page)).toEqual(['third.jpg', 'first.jpg', 'second.jpg']);
  await keepsight.screenshot('album');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('album-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Control+z');
  await expect.poll(() => order(page)).toEqual(['first.jpg', 'third.jpg', 'second.jpg']);
  await keepsight.tile('first.jpg').click();
  await page.keyboard.press('Delete');
  await keepsight.expectPhotos(2);
  await expect(page.getByText('Took 1 photo out of “Best of all”')).toBeVisible();
  await page.keyboard.press('Control+z');
  await keepsight.expectPhotos(3);
  expect(await order(page)).toEqual(['first.jpg', 'third.jpg', 'second.jpg']);
  await workspace.quit(opened);

  // Files that moved are in it still, over a restart.
  renameSync(join(pictures, 'first.jpg'), join(pictures, 'moved.jpg'));
  const second = await workspace.start();
  const again = new KeepsightPage(second.page);
  await again.expectPhotos(3);
  await second.page.getByRole('button', { name: 'Best of all, 3 photos' }).click();
  await expect.poll(() => order(second.page)).toEqual(['moved.jpg', 'third.jpg', 'second.jpg']);
});

test('photos are dragged onto an album and within it; its menu renames and deletes it', async ({
  opened: { keepsight, page },
}) => {
  await page.getByRole('button', { name: 'New album' }).click();
  await page.getByRole('textbox', { name: 'Name of the album' }).fill('Waterfall');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const album = page.getByRole('button', { name: /^Waterfall, \d photos?$/ });
  await expect(album).toHaveAccessibleName('Waterfall, 0 photos');
  await album.click();
  await expect(page.getByText('No photos in this album')).toBeVisible();
  await keepsight.screenshot('album-empty');

  await page.getByRole('button', { name: 'All photos, 3 photos' }).click();
  await keepsight.expectPhotos(3);
  await keepsight.tile('second.jpg').dragTo(album, byHand);
  await expect(album).toHaveAccessibleName('Waterfall, 1 photo');
  await page.keyboard.press('Control+a');
  const ofPhotos = keepsight.inspector.getByTestId('inspector-albums');
  await expect(ofPhotos.getByRole('button', { name: 'Show the album “Waterfall”, with 1 of 3 photos' })).toBeVisible();
  await keepsight.screenshot('inspector-albums-some');
  await keepsight.expectAccessible();
  await keepsight.tile('first.jpg').dragTo(album, byHand);
  await expect(album).toHaveAccessibleName('Waterfall, 3 photos');

  // The inspector says which albums a photo is in: each leads there, and can lose it.
  await keepsight.select('third.jpg');
  await ofPhotos.getByRole('button', { name: 'Take out of “Waterfall”' }).click();
  await expect(album).toHaveAccessibleName('Waterfall, 2 photos');
  await expect(ofPhotos.getByRole('listitem')).toHaveCount(0);
  await expect(keepsight.tile('third.jpg')).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(ofPhotos.getByRole('listitem')).toHaveText('Waterfall');
  await keepsight.screenshot('inspector-albums');
  await ofPhotos.getByRole('button', { name: 'Show the album “Waterfall”' }).click();
  await expect(page.getByRole('heading', { name: 'Waterfall', exact: true })).toBeVisible();
  await keepsight.expectPhotos(3);
  const [, , last] = await order(page);
  const source = keepsight.tile(last ?? '');
  await source.dragTo(keepsight.tile('second.jpg'), { targetPosition: { x: 10, y: 60 }, ...byHand });
  await expect.poll(async () => (await order(page))[0]).toBe(last);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await order(page))[0]).toBe('second.jpg');

  await keepsight.tile('third.jpg').click();
  await album.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Take the selected photos out' }).click();
  await keepsight.expectPhotos(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await keepsight.expectPhotos(3);

  await album.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await page.getByRole('textbox', { name: 'Name of the album' }).fill('Falls');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  const renamed = page.getByRole('button', { name: 'Falls, 3 photos' });
  await renamed.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('3 photos stay in the library');
  await keepsight.expectAccessible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'All photos' })).toBeVisible();
  await expect(renamed).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(renamed).toBeVisible();
});
