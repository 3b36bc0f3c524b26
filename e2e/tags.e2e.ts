import type { Locator } from '@playwright/test';
import { byHand, KeepsightPage } from './keepsight-page.js';
import { expect, test } from './three-photos.js';

test('tags are renamed, merged, deleted and brought back with the keyboard alone, and stay so', async ({
  workspace,
  opened,
}) => {
  const { keepsight, page } = opened;
  for (const [name, tag] of [
    ['first.jpg', 'Lisbn'],
    ['second.jpg', 'Lisbon'],
    ['third.jpg', 'Fog'],
  ] as const) {
    await keepsight.select(name);
    await keepsight.tag(tag);
  }

  const list = page.getByRole('treegrid', { name: 'All tags' });
  const row = (name: string): Locator => list.getByRole('row', { name: new RegExp(`^${name}, `) });
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Control+Shift+t');
  await expect(list.getByRole('row')).toHaveCount(3);
  await keepsight.screenshot('tags');
  await keepsight.expectAccessible();

  // Into the list by Tab, along it by arrows.
  const toList = async (): Promise<void> => {
    for (let i = 0; i < 60 && (await list.locator('[role="row"]:focus').count()) === 0; i++) {
      await page.keyboard.press('Tab');
    }
    await expect(list.locator('[role="row"]:focus')).toHaveCount(1);
    await page.keyboard.press('Home');
  };
  await toList();
  await expect(row('Fog')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row('Lisbn')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('F2');
  await expect(dialog.getByRole('textbox', { name: 'New name' })).toBeFocused();
  await keepsight.screenshot('tag-rename');
  await keepsight.expectAccessible();
  await page.keyboard.type('Lisboa');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(row('Lisboa')).toBeVisible();
  await expect(page.getByText('Renamed the tag “Lisbn” to “Lisboa”')).toBeVisible();

  // The dialog gave the focus back to the row.
  await expect(row('Lisboa')).toBeFocused();
  await page.keyboard.press('m');
  // While its list is open, the choice is all that there is of the dialog.
  await expect(page.getByRole('combobox', { name: 'Merge into' })).toBeFocused();
  await page.keyboard.type('lisbon');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog.getByTestId('tag-preview')).toHaveText('1 photo will bear “Lisbon” instead.');
  await keepsight.screenshot('tag-merge');
  await keepsight.expectAccessible();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(row('Lisbon')).toHaveAccessibleName('Lisbon, 2 photos');
  await expect(row('Lisboa')).toBeHidden();

  // The row that took the place of the one that is gone has the keyboard, and the next key is about it.
  await expect(row('Lisbon')).toBeFocused();
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await expect(row('Lisbon')).toBeHidden();
  await expect(row('Fog')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(list.getByRole('row')).toHaveCount(2);
  await expect(row('Fog')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  const alert = page.getByRole('alertdialog', { name: 'Delete 2 tags?' });
  await expect(alert.getByTestId('tag-preview')).toContainText('Taken off 3 photos, of which 3 will have no tag left.');
  await keepsight.screenshot('tag-delete');
  await keepsight.expectAccessible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('No tags yet')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(list.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(list.getByRole('row')).toHaveCount(3);
  await page.keyboard.press('Control+Shift+z');
  await expect(row('Lisbon')).toHaveAccessibleName('Lisbon, 2 photos');
  await workspace.quit(opened);

  const second = await workspace.start();
  const again = new KeepsightPage(second.page);
  await again.expectPhotos(3);
  await again.select('first.jpg');
  await expect(again.chip('Lisbon')).toBeVisible();
  await second.page.keyboard.press('Control+h');
  await expect(again.edits.first()).toContainText('Did again: merging of the tag “Lisboa” into “Lisbon”');
});

test('tags are copied and pasted, and what is likely is offered first', async ({ opened: { keepsight, page } }) => {
  await keepsight.select('first.jpg');
  await page.keyboard.press('Control+Shift+v');
  await expect(page.getByText('No tags were copied yet. Press Ctrl Shift C on a photo that bears some.')).toBeVisible();
  await keepsight.tag('Waterfall');
  await keepsight.tag('Holiday');
  await keepsight.grid.focus();
  await page.keyboard.press('Control+Shift+c');
  await expect(page.getByText('Copied 2 tags: Holiday, Waterfall')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+Shift+v');
  await expect(page.getByText(/^Tagged 2 photos “\w+” and 1 other tag$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Holiday, 3 photos' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Holiday, 1 photo' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Waterfall, 1 photo' })).toBeVisible();

  // The end of the name stands behind what is typed, and Enter takes it; the list says why each tag is offered.
  await keepsight.select('second.jpg');
  await page.keyboard.press('t');
  const field = keepsight.inspector.getByRole('combobox', { name: 'Add a tag' });
  const options = keepsight.inspector.getByRole('option');
  await expect(options.first()).toContainText(/same day|used lately/);
  await keepsight.screenshot('tag-suggestions');
  await keepsight.expectAccessible();
  await page.keyboard.type('wat');
  await expect(field).toHaveValue('waterfall');
  await page.keyboard.press('Enter');
  await expect(keepsight.chip('Waterfall')).toBeVisible();
  // Who takes the end away means what stands there.
  await page.keyboard.type('hol');
  await expect(field).toHaveValue('holiday');
  await page.keyboard.press('Backspace');
  await expect(field).toHaveValue('hol');
  await page.keyboard.press('Enter');
  await expect(keepsight.chip('hol')).toBeVisible();
});

test('untagged photos come one after the other, and several tags are given at once', async ({
  opened: { keepsight, page },
}) => {
  await page.getByRole('button', { name: 'Untagged, 3 photos' }).click();
  await expect(page.getByRole('heading', { name: 'Untagged' })).toBeVisible();
  await keepsight.tiles.first().click();
  const field = keepsight.inspector.getByRole('combobox', { name: 'Add a tag' });
  const shown = (): Promise<string | null> => keepsight.inspector.getByTestId('inspector-places').textContent();
  const seen = new Set<string | null>();
  await page.keyboard.press('t');
  for (const [tags, left] of [
    ['Sea, Fog', 2],
    ['sea', 1],
  ] as const) {
    await expect(field).toBeFocused();
    seen.add(await shown());
    await page.keyboard.type(tags);
    await page.keyboard.press('Enter');
    // The next one is there, and can be typed for at once.
    await keepsight.expectPhotos(left);
  }
  await expect(field).toBeFocused();
  seen.add(await shown());
  expect(seen.size).toBe(3);
  await page.keyboard.type('fog');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Untagged, 0 photos' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sea, 2 photos' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Fog, 2 photos' })).toBeVisible();
});

test('a name that another tag has leads to a merge, from the menu of a tag in the sidebar', async ({
  opened: { keepsight, page },
}) => {
  await keepsight.select('first.jpg');
  await keepsight.tag('Sea');
  await keepsight.select('second.jpg');
  await keepsight.tag('Ocean');
  await page.getByRole('button', { name: 'Sea, 1 photo' }).click();
  await keepsight.expectPhotos(1);

  await page.getByRole('button', { name: 'Sea, 1 photo' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await page.getByRole('textbox', { name: 'New name' }).fill('ocean');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('There is a tag “Ocean” already.');
  await keepsight.screenshot('tag-name-taken');
  await keepsight.expectAccessible();
  await page.getByRole('button', { name: 'Merge into “Ocean”…' }).click();
  await expect(page.getByTestId('tag-preview')).toHaveText('1 photo will bear “Ocean” instead.');
  await page.getByRole('button', { name: 'Merge', exact: true }).click();

  // What was looked at is part of the other tag now.
  await expect(page.getByRole('heading', { name: 'Ocean', exact: true })).toBeVisible();
  await keepsight.expectPhotos(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Sea, 1 photo' })).toBeVisible();
  await keepsight.expectPhotos(1);

  await page.getByRole('button', { name: 'Manage tags' }).click();
  await page.getByRole('row', { name: 'Ocean, 1 photo' }).dblclick();
  await expect(page.getByRole('heading', { name: 'Ocean', exact: true })).toBeVisible();
});

test('a tag is dragged from the sidebar onto a photo, or onto all that are selected', async ({
  opened: { keepsight, page },
}) => {
  await keepsight.select('first.jpg');
  await keepsight.tag('Sea');
  const sea = (count: string): Locator =>
    page.getByTestId('sidebar').getByRole('button', { name: `Sea, ${count}`, exact: true });
  await sea('1 photo').dragTo(keepsight.tile('second.jpg'), byHand);
  await expect(sea('2 photos')).toBeVisible();
  await expect(page.getByText('Tagged 1 photo “Sea”')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(sea('1 photo')).toBeVisible();
  // What was selected is so still, and the view is the same.
  await expect(keepsight.tile('first.jpg')).toHaveAttribute('aria-selected', 'true');

  await keepsight.grid.press('Control+a');
  await sea('1 photo').hover();
  await page.mouse.down();
  await keepsight.tile('third.jpg').hover();
  await keepsight.tile('third.jpg').hover();
  await keepsight.screenshot('tag-drag');
  await page.mouse.up();
  await expect(sea('3 photos')).toBeVisible();
  await expect(page.getByText('Tagged 2 photos “Sea”')).toBeVisible();
});
