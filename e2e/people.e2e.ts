/** People: off until it is turned on; a face gets a name, and its photos the tag; and all of it is deleted again. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const faces = 'immich-app+test-assets/metadata/faces';
const other = 'drewnoakes+metadata-extractor-images/jpg/Canon EOS 7D.jpg';

test('somebody gets a name by which later photos are suggested; it is undone, and all face data is deleted', async ({
  workspace,
}) => {
  const folder = workspace.library('Pictures');
  workspace.put(`${faces}/portrait.jpg`, 'Pictures', 'laboratory.jpg');
  workspace.put(`${faces}/portrait-orientation-6.jpg`, 'Pictures', 'turned.jpg');
  workspace.put(other, 'Pictures', 'model.jpg');
  workspace.put('recurser+exif-orientation-examples/Landscape_1.jpg', 'Pictures', 'view.jpg');
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(folder, 'Pictures');
  await keepsight.expectPhotos(4);
  const people = page.getByTestId('people-page');
  const person = (name: string) => people.locator(`[data-testid="person"][data-person="${name}"]`);

  // Off: it is said so, and how it is turned on.
  await page.keyboard.press('Control+Shift+F');
  await expect(people).toContainText('Faces are not grouped');
  await keepsight.screenshot('people-off');
  await keepsight.expectAccessible();
  await people.getByRole('button', { name: 'Open the settings' }).click();
  const settings = page.getByTestId('face-settings');
  await expect(settings.getByRole('checkbox')).toBeDisabled();
  const looking = page.getByTestId('looking');
  await looking.getByText('Look at photos to describe them').click();
  await expect(looking).toContainText('4 photos looked at.', { timeout: 120_000 });
  // Those were looked at before faces were wanted.
  await settings.getByText('Group faces so that people can be named').click();
  await expect(settings).toContainText('3 faces of 2 people kept.', { timeout: 60_000 });
  await keepsight.screenshot('people-settings');
  await keepsight.expectAccessible();
  await settings.getByRole('button', { name: 'Show people' }).click();

  // With the keyboard alone: the one who is seen twice gets a name.
  await expect(person('')).toHaveCount(1);
  await expect(people).toContainText('Seen once (1)');
  await keepsight.screenshot('people');
  await keepsight.expectAccessible();
  await person('').focus();
  await page.keyboard.press('Enter');
  await expect(people.getByTestId('face')).toHaveCount(2);

  // Nobody needs a name to be the same person as somebody else.
  await people.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Same person as…' }).click();
  await expect(page.getByTestId('merge-person')).toHaveCount(1);
  await keepsight.screenshot('people-merge');
  await keepsight.expectAccessible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Make one person' }).click();
  await expect(people.getByTestId('face')).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await people.getByRole('button', { name: 'All people' }).click();
  await expect(people).toContainText('Seen once (1)');
  await person('').click();
  await expect(people.getByTestId('face')).toHaveCount(2);
  const field = people.getByRole('combobox', { name: 'Who is this?' });
  await field.focus();
  await page.keyboard.type('Marie');
  // Faces of which a thumbnail has too little come from their photos.
  await expect(people.locator('.face-picture-sharp[data-shown="true"]')).not.toHaveCount(0);
  await keepsight.screenshot('person-unnamed');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tagged 2 photos “People/Marie”')).toBeVisible();
  await expect(people.getByRole('heading', { name: 'Marie', exact: true })).toBeVisible();
  await people.getByRole('button', { name: 'Show the photos' }).click();
  await keepsight.expectPhotos(2);
  await page
    .getByTestId('sidebar')
    .getByRole('button', { name: /^All photos/ })
    .click();
  await keepsight.expectPhotos(4);
  await keepsight.select('turned.jpg');
  await expect(keepsight.chip('People/Marie')).toBeVisible();
  await keepsight.grid.focus();
  await page.keyboard.press('Control+z');
  await expect(keepsight.chip('People/Marie')).toBeHidden();
  await page.keyboard.press('Control+Shift+z');
  await expect(keepsight.chip('People/Marie')).toBeVisible();

  // A later photo of her is suggested, beside the photo and on the page; nothing happens by itself.
  const later = 'later.jpg';
  workspace.put(`${faces}/portrait.jpg`, 'Pictures', later);
  appendFileSync(join(folder, later), 'other bytes');
  await page.keyboard.press('Control+r');
  await page
    .getByTestId('sidebar')
    .getByRole('button', { name: /^All photos/ })
    .click();
  await keepsight.expectPhotos(5);
  await keepsight.select(later);
  const suggestion = keepsight.inspector.locator('[data-suggested="People/Marie"]');
  await expect(suggestion).toBeVisible({ timeout: 60_000 });
  await expect(keepsight.chip('People/Marie')).toBeHidden();
  await keepsight.screenshot('people-suggested');
  await keepsight.expectAccessible();
  await page.keyboard.press('Control+Shift+F');
  await expect(person('Marie')).toContainText('1 new');
  await keepsight.screenshot('people-named');
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('people-named-dark');
  await keepsight.expectAccessible();
  await person('Marie').click();
  await expect(people.getByTestId('question')).toContainText('Is this Marie?');
  await keepsight.screenshot('person-question-dark');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'light' });
  await keepsight.screenshot('person-question');
  await page.keyboard.press('y');
  await expect(page.getByText('Tagged 1 photo “People/Marie”')).toBeVisible();
  await expect(people.getByTestId('question')).toBeHidden();

  // A correction: that one was not her after all.
  await people.getByTestId('face').first().click();
  await keepsight.screenshot('person-chosen');
  await people.getByRole('button', { name: 'Not this person' }).click();
  await expect(page.getByText('Removed “People/Marie” from 1 photo')).toBeVisible();
  await expect(people.getByTestId('face')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(people.getByTestId('face')).toHaveCount(3);

  await keepsight.openSettings();
  await page.getByRole('tab', { name: 'Background work' }).click();
  await settings.getByRole('button', { name: 'Delete all face data…' }).click();
  await keepsight.screenshot('people-delete');
  await keepsight.expectAccessible();
  await page.getByRole('button', { name: 'Delete face data' }).click();
  await expect(settings.getByRole('checkbox')).not.toBeChecked();
  await expect(page.getByText('Deleted 4 faces and all that was known of them.')).toBeVisible();
  await keepsight.closeSettings();
  await expect(people).toContainText('Faces are not grouped');
  // The tag is a tag like any other.
  await page
    .getByTestId('sidebar')
    .getByRole('button', { name: /^All photos/ })
    .click();
  await keepsight.select('turned.jpg');
  await expect(keepsight.chip('People/Marie')).toBeVisible();
});
