import type { Locator } from '@playwright/test';
import { byHand } from './keepsight-page.js';
import { expect, test } from './three-photos.js';

test.beforeEach(async ({ opened: { keepsight } }) => {
  await keepsight.select('first.jpg');
  await keepsight.tag('Lisbon');
});

test('a tag has other names, a colour and a key, given by the mouse and by keys', async ({
  opened: { keepsight, page },
}) => {
  const item = (name: string): Locator => page.getByTestId('sidebar').getByRole('button', { name, exact: true });
  await item('Lisbon, 1 photo').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Other names…' }).click();
  await page.keyboard.type('Lissabon, Olisipo');
  await keepsight.screenshot('tag-other-names');
  await keepsight.expectAccessible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Changed the details of the tag “Lisbon”')).toBeVisible();

  await item('Lisbon, 1 photo').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Colour' }).hover();
  await page.getByRole('menuitem', { name: 'Teal' }).click();
  await expect(item('Lisbon, 1 photo').locator('[data-colour="teal"]')).toBeVisible();
  // By keys alone: the menu, its part, the key.
  await item('Lisbon, 1 photo').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Hot key' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('menuitem', { name: 'No hot key' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await keepsight.screenshot('tag-hot-key-menu');
  await page.keyboard.press('Enter');
  await expect(item('Lisbon, 1 photo')).toContainText('Alt 1');

  // The other name leads to the tag, and says so.
  await keepsight.select('second.jpg');
  await page.keyboard.press('t');
  await expect(keepsight.inspector.getByRole('combobox', { name: 'Add a tag' })).toBeFocused();
  await page.keyboard.type('liss');
  await expect(keepsight.inspector.getByRole('option', { selected: true })).toContainText('Lissabon → Lisbon');
  await keepsight.screenshot('tag-synonym');
  await keepsight.expectAccessible();
  await page.keyboard.press('Enter');
  await expect(keepsight.chip('Lisbon')).toBeVisible();
  await page.keyboard.press('Escape');

  // The key takes it away where all bear it, else gives it to those that do not.
  await keepsight.grid.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Alt+1');
  await expect(page.getByText('Tagged 1 photo “Lisbon”')).toBeVisible();
  await expect(item('Lisbon, 3 photos')).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(page.getByText('Removed “Lisbon” from 3 photos')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(item('Lisbon, 3 photos')).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('tag-details-dark');
  await page.emulateMedia({ colorScheme: 'light' });

  await page.keyboard.press('Control+Shift+t');
  await page.getByRole('button', { name: 'Hot keys…' }).click();
  await expect(page.getByRole('combobox', { name: 'Tag for Alt 1' })).toHaveValue('Lisbon');
  await keepsight.screenshot('tag-hot-keys');
  await keepsight.expectAccessible();
  await page.getByRole('button', { name: 'Another key' }).click();
  await page.getByRole('combobox', { name: 'Tag for A', exact: true }).fill('lis');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Tag for Alt 1' })).toHaveValue('');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.keyboard.press('Escape');
  await expect(item('Lisbon, 3 photos')).toContainText('A');
  await keepsight.select('third.jpg');
  await page.keyboard.press('a');
  await expect(item('Lisbon, 2 photos')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: 'Your tags' })).toBeVisible();
  await page.keyboard.press('Escape');

  // Typed at once, before the viewer gave way to the field: letters are not keys of tags and marks then.
  await keepsight.select('second.jpg');
  await keepsight.grid.press('Enter');
  await expect(page.getByTestId('viewer')).toBeVisible();
  await page.keyboard.press('t');
  await page.keyboard.type('Spa');
  await page.keyboard.press('Enter');
  await expect(keepsight.chip('Spa')).toBeVisible();
  await expect(item('Lisbon, 2 photos')).toBeVisible();
  await expect(keepsight.tile('second.jpg')).not.toHaveAccessibleName(/Picked/);
});

test('photos are tagged as one clicks and drags over them, and with the keyboard', async ({
  opened: { keepsight, page },
}) => {
  const item = (name: string): Locator => page.getByTestId('sidebar').getByRole('button', { name, exact: true });
  await expect(item('Lisbon, 1 photo')).toBeVisible();
  await keepsight.grid.focus();
  await page.keyboard.press('Shift+t');
  const bar = page.getByTestId('painting');
  await expect(bar.getByRole('combobox', { name: 'Add a tag to paint with' })).toBeFocused();
  await page.keyboard.type('lis');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(bar).toContainText('Lisbon');
  await keepsight.screenshot('tag-painting');
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('tag-painting-dark');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'light' });

  // One stroke over two photos is one edit.
  const middle = async (name: string): Promise<readonly [number, number]> => {
    const box = await keepsight.tile(name).boundingBox();
    if (box === null) throw new Error(`${name} is not in sight`);
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  await page.mouse.move(...(await middle('second.jpg')));
  await page.mouse.down();
  await page.mouse.move(...(await middle('third.jpg')), { steps: 8 });
  await page.mouse.up();
  await expect(item('Lisbon, 3 photos')).toBeVisible();
  await expect(page.getByText('Tagged 2 photos “Lisbon”')).toBeVisible();
  await keepsight.tile('first.jpg').click({ modifiers: ['Alt'] });
  await expect(item('Lisbon, 2 photos')).toBeVisible();
  // The photo that was painted last has the keyboard.
  await keepsight.tile('first.jpg').focus();
  await page.keyboard.press('Space');
  await expect(item('Lisbon, 3 photos')).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(item('Lisbon, 2 photos')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(item('Lisbon, 3 photos')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(item('Lisbon, 1 photo')).toBeVisible();
  await keepsight.tile('second.jpg').click();
  await expect(keepsight.inspector.getByTestId('inspector-places')).toContainText('second.jpg');
});

test('photos are dropped onto a tag in the sidebar, one or all that are selected', async ({
  opened: { keepsight, page },
}) => {
  const item = (name: string): Locator => page.getByTestId('sidebar').getByRole('button', { name, exact: true });
  await keepsight.tile('second.jpg').dragTo(item('Lisbon, 1 photo'), byHand);
  await expect(item('Lisbon, 2 photos')).toBeVisible();
  await expect(page.getByText('Tagged 1 photo “Lisbon”')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(item('Lisbon, 1 photo')).toBeVisible();
  await keepsight.grid.focus();
  await page.keyboard.press('Control+a');
  await keepsight.tile('third.jpg').dragTo(item('Lisbon, 1 photo'), byHand);
  await expect(item('Lisbon, 3 photos')).toBeVisible();
  await expect(page.getByText('Tagged 2 photos “Lisbon”')).toBeVisible();
});

test('a photo that is pressed stays under the pointer while others come', async ({
  workspace,
  opened: { keepsight, page },
}) => {
  await page.keyboard.press('Escape');
  await expect(keepsight.tiles.locator('img[src^="media://thumb/"]')).toHaveCount(3);
  await keepsight.tile('second.jpg').hover();
  await page.mouse.down();
  workspace.put('recurser+exif-orientation-examples/Portrait_1.jpg', 'Pictures', 'fourth.jpg');
  await expect(page.getByTestId('sidebar').getByRole('button', { name: 'All photos, 4 photos' })).toBeVisible();
  await expect(keepsight.tiles).toHaveCount(3);
  await page.mouse.up();
  await keepsight.expectPhotos(4);
  await expect(keepsight.tile('second.jpg')).toHaveAttribute('aria-selected', 'true');
  await expect(keepsight.tiles.and(page.locator('[aria-selected="true"]'))).toHaveCount(1);
});
