import { expect, test } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const immich = 'immich-app+test-assets/albums';
const dog = 'drewnoakes+metadata-extractor-images/jpg/FujiFilm MX-1200.jpg';

test('photos are looked at when that is wanted; searches and what is alike find them, in the packaged app', async ({
  workspace,
}) => {
  const pictures = workspace.library('Pictures');
  workspace.put(dog, 'Pictures', 'dog.jpg');
  workspace.put(dog, 'Pictures', 'copy of dog.jpg');
  workspace.put(`${immich}/text/book-beside-flowers.jpg`, 'Pictures', 'book.jpg');
  for (const flower of ['wood_anemones', 'cyclamen_persicum', 'polemonium_reptans', 'orychophragmus_violaceus']) {
    workspace.put(`${immich}/nature/${flower}.jpg`, 'Pictures', `${flower}.jpg`);
  }
  for (const n of [1, 2]) {
    workspace.put(`recurser+exif-orientation-examples/Landscape_${String(n)}.jpg`, 'Pictures', `view ${String(n)}.jpg`);
  }
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(8);

  // Off: it is said so where it is missed, and can be turned on there.
  await keepsight.select('view 1.jpg');
  await page.keyboard.press('Control+l');
  await expect(page.getByTestId('empty')).toContainText('Photos have not been looked at');
  await keepsight.screenshot('alike-off');
  await keepsight.expectAccessible();
  await page.getByRole('button', { name: 'Back to what was shown before' }).last().click();
  await keepsight.expectPhotos(8);

  await keepsight.openSettings();
  await page.getByRole('tab', { name: 'Background work' }).click();
  const looking = page.getByTestId('looking');
  await expect(looking.getByRole('checkbox')).not.toBeChecked();
  await looking.getByText('Look at photos to describe them').click();
  await expect(looking.getByRole('checkbox')).toBeChecked();
  await keepsight.screenshot('looking-settings');
  await expect(looking).toContainText('8 photos looked at.', { timeout: 120_000 });
  await expect(looking).not.toContainText('Not everything');
  await keepsight.screenshot('looking-done');
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('looking-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await keepsight.expectAccessible();
  await keepsight.closeSettings();

  // What is in them.
  for (const [typed, name] of [
    ['object:dog', 'dog.jpg'],
    ['object:Hund', 'dog.jpg'],
  ] as const) {
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('combobox', { name: 'Search photos' })).toBeFocused();
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    await keepsight.expectPhotos(1);
    await expect(page.locator(`[data-file-name="${name}"], [data-file-name="copy of ${name}"]`)).toHaveCount(1);
    await keepsight.screenshot('search-object');
    await page.keyboard.press('Control+f');
    await page.keyboard.press('Escape');
    await keepsight.expectPhotos(8);
  }

  // What looks alike, by key and by menu; the other way round, it is nearly the same.
  await keepsight.select('view 1.jpg');
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Photos like this one' })).toBeVisible();
  await expect(keepsight.tiles.first()).toHaveAttribute('data-file-name', 'view 1.jpg');
  await expect(keepsight.tiles.nth(1)).toHaveAttribute('data-file-name', 'view 2.jpg');
  await expect(keepsight.grid).toContainText('Nearly the same');
  await keepsight.screenshot('alike');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('alike-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Back to what was shown before' }).click();
  await keepsight.expectPhotos(8);
  await keepsight.tile('wood_anemones.jpg').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'More like this' }).click();
  await expect(keepsight.tiles.first()).toHaveAttribute('data-file-name', 'wood_anemones.jpg');

  // The other way round, it is suggested as one of a stack.
  await page.getByRole('button', { name: 'Suggested stacks' }).click();
  const group = page.getByTestId('stack-suggestion');
  await expect(group).toHaveCount(1);
  await expect(group).toContainText('Nearly the same picture');
  await expect(group.getByTestId('suggested-photo')).toHaveCount(2);
  await expect(page.getByTestId('stack-look-note')).toBeHidden();
  await keepsight.screenshot('suggested-stacks-alike');
});
