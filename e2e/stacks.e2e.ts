import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const exiftool = join(import.meta.dirname, '../node_modules/exiftool-vendored.pl/bin/exiftool');
const wallpapers = 'debian+lomiri-wallpapers-16.04';

/** As a camera writes it. The comment makes other bytes of the same picture. */
function taken(path: string, time: string, comment: string): void {
  execFileSync('perl', [
    exiftool,
    '-q',
    '-overwrite_original',
    '-Make=Maker',
    '-Model=X100',
    `-DateTimeOriginal=2024:05:01 ${time}`,
    `-Comment=${comment}`,
    path,
  ]);
}

test('bursts are suggested as stacks, and stacks are made, opened, changed and taken apart, by keys and by hand', async ({
  workspace,
}) => {
  const pictures = workspace.library('Pictures');
  for (const [name, source, time] of [
    ['sea-1.jpg', 'sunset_by_Aitzol_Berasategi', '20:00:00'],
    ['sea-2.jpg', 'sunset_by_Aitzol_Berasategi', '20:00:01'],
    ['sea-3.jpg', 'sunset_by_Aitzol_Berasategi', '20:00:01'],
    ['peak-1.jpg', 'picosdeeuropa_by_Aitzol_Berasategi', '12:00:00'],
    ['peak-2.jpg', 'picosdeeuropa_by_Aitzol_Berasategi', '12:00:01'],
    ['alone.jpg', 'life_by_Aitzol_Berasategi', '10:00:00'],
    ['friends.jpg', 'friends_by_Aitzol_Berasategi', '09:00:00'],
  ] as const) {
    workspace.put(`${wallpapers}/${source}.jpg`, 'Pictures', name);
    taken(join(pictures, name), time, name);
  }
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(7);
  const count = page.getByTestId('photo-count');

  await page.getByRole('button', { name: 'Suggested stacks' }).click();
  const groups = page.getByTestId('stack-suggestion');
  await expect(groups).toHaveCount(2);
  await expect(page.getByTestId('stack-suggestion-count')).toHaveText('2 suggested stacks');
  // Photos have not been looked at: that more could be found is said, and where.
  await expect(page.getByTestId('stack-look-note')).toContainText('7 photos have not been looked at');
  const sea = groups.first();
  await expect(sea).toContainText('Taken within 1 second');
  await expect(sea.getByTestId('suggested-photo').first().locator('img')).toBeVisible();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await keepsight.screenshot(`suggested-stacks-${colorScheme}`);
  }
  await keepsight.expectAccessible();

  // One stop of Tab for the photos of a group; arrows lead along, Enter chooses the first, Delete leaves out.
  const photo = (name: string) => sea.locator(`[data-file-name="${name}"]`);
  await photo('sea-1.jpg').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(photo('sea-2.jpg')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('End');
  await page.keyboard.press('Delete');
  await expect(sea.getByRole('button', { name: /^Stack 2 photos/ })).toBeVisible();
  await keepsight.screenshot('suggested-stack-changed');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await sea.getByRole('button', { name: /^Stack 3 photos/ }).press('Enter');
  await expect(page.getByText('Stacked 3 photos.')).toBeVisible();
  await expect(groups).toHaveCount(1);

  await groups.getByRole('button', { name: /^Not a stack/ }).click();
  await expect(page.getByTestId('stack-suggestions-empty')).toBeVisible();
  await keepsight.screenshot('suggested-stacks-none');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(groups).toHaveCount(1);
  await page.getByRole('button', { name: 'Stack the one shown' }).click();
  await expect(page.getByRole('dialog')).toContainText('2 photos will show as 1 stack.');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('stack-suggestions-empty')).toBeVisible();
  await page.keyboard.press('Escape');

  // Five photos behind two tiles; the first of each was chosen, or suggested.
  await expect(keepsight.tiles).toHaveCount(4);
  await expect(count).toHaveText('7 photos');
  const tile = keepsight.tile('sea-2.jpg');
  await expect(tile.getByTestId('stack-badge')).toHaveText('3');
  await tile.click();
  const stack = keepsight.inspector.getByTestId('inspector-stack');
  await expect(stack).toContainText('Stack of 3 photos');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await keepsight.screenshot(`photo-stack-${colorScheme}`);
  }
  await keepsight.expectAccessible();
  // Its tags are those of the stack.
  await keepsight.tag('Evening');
  await page.keyboard.press('Control+e');
  await expect(keepsight.tiles).toHaveCount(3);
  await keepsight.select('sea-3.jpg');
  await expect(keepsight.chip('Evening')).toBeVisible();
  await keepsight.screenshot('photo-stack-open');
  await stack.getByRole('button', { name: /sea-3.jpg/ }).click();
  await page.getByRole('menuitem', { name: 'Make this the first' }).click();
  await expect(keepsight.tiles.first()).toHaveAttribute('data-file-name', 'sea-3.jpg');
  await page.keyboard.press('Control+e');
  await expect(keepsight.tile('sea-3.jpg').getByTestId('stack-badge')).toHaveText('3');

  // By hand.
  await keepsight.tile('alone.jpg').click();
  await keepsight.tile('friends.jpg').click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+g');
  await expect(page.getByText('Stacked 2 photos.')).toBeVisible();
  await expect(keepsight.tiles).toHaveCount(3);
  await expect(keepsight.tile('friends.jpg').getByTestId('stack-badge')).toHaveText('2');
  await page.keyboard.press('Control+Shift+g');
  await expect(keepsight.tiles).toHaveCount(4);
  await page.keyboard.press('Control+z');
  await expect(keepsight.tiles).toHaveCount(3);
  await expect(count).toHaveText('7 photos');
});
