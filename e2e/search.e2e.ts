import type { Locator, Page } from '@playwright/test';
import { KeepsightPage } from './keepsight-page.js';
import { expect, test } from './three-photos.js';

test.use({ photoNames: ['harbour.jpg', 'lighthouse.jpg', 'IMG_4711.jpg'] });

/** The first two are of Lisbon, the second is blurry. */
test.beforeEach(async ({ opened: { keepsight } }) => {
  for (const [name, tag] of [
    ['harbour.jpg', 'Lisbon'],
    ['lighthouse.jpg', 'Lisbon'],
    ['lighthouse.jpg', 'blurry'],
  ] as const) {
    await keepsight.select(name);
    await keepsight.tag(tag);
  }
});

function field(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Search photos' });
}

test('photos are found by what is typed, with the keyboard alone', async ({ opened: { keepsight, page } }) => {
  await keepsight.grid.focus();
  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option').first()).toBeVisible();
  await keepsight.screenshot('search-fields');
  await keepsight.expectAccessible();

  // A field, its value from the list, and a second term that leaves one out.
  await page.keyboard.type('tag:lis');
  await expect(page.getByRole('option', { name: /Lisbon/ })).toBeVisible();
  await keepsight.screenshot('search-completion');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Term Tag Lisbon' })).toBeVisible();
  await keepsight.expectPhotos(2);
  await page.keyboard.type('-tag:blurry ');
  await expect(page.getByRole('button', { name: 'Term not Tag blurry' })).toBeVisible();
  await keepsight.expectPhotos(1);
  await expect(keepsight.tile('harbour.jpg')).toBeVisible();
  await keepsight.screenshot('search-result');
  await keepsight.expectAccessible();

  // The last term is text again, and goes.
  await page.keyboard.press('Backspace');
  await expect(field(page)).toHaveValue('-tag:blurry');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await keepsight.expectPhotos(2);

  // Tagging works in a search as anywhere, and what does not belong to it any more leaves it.
  await page.keyboard.type('-tag:harbour ');
  await expect(page.getByTestId('search-notes')).toContainText('There is no tag called “harbour”.');
  await keepsight.expectPhotos(2);
  await keepsight.select('harbour.jpg');
  await page.keyboard.press('t');
  const tagField = keepsight.inspector.getByRole('combobox', { name: 'Add a tag' });
  await expect(tagField).toBeFocused();
  await tagField.fill('harbour');
  await tagField.press('Enter');
  await keepsight.expectPhotos(1);
  await keepsight.grid.focus();
  await page.keyboard.press('Control+z');
  await keepsight.expectPhotos(2);

  // Escape leaves the search.
  await page.keyboard.press('Control+f');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await keepsight.expectPhotos(3);
});

test('a slip of the finger, what is nowhere, and which term is to blame are told', async ({
  opened: { keepsight, page },
}) => {
  const notes = page.getByTestId('search-notes');
  await page.keyboard.press('Control+f');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('lighthuose');
  await page.keyboard.press('Enter');
  await expect(notes).toContainText('Showing results for “lighthouse”.');
  await keepsight.expectPhotos(1);
  await keepsight.screenshot('search-corrected');
  await page.keyboard.press('Escape');
  await keepsight.expectPhotos(3);

  await page.keyboard.press('Control+f');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('4711 tag:Lisbon ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No photo matches' })).toBeVisible();
  await keepsight.screenshot('search-nothing');
  await keepsight.expectAccessible();
  await page.keyboard.press('Escape');
  await keepsight.expectPhotos(3);
  await page.keyboard.press('Control+f');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('4711 tag:Lisbon ');
  await page.getByRole('button', { name: 'Without tag:Lisbon: 1 photo' }).click();
  await expect(keepsight.tile('IMG_4711.jpg')).toBeVisible();

  await page.keyboard.press('Control+f');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('colr:red');
  await page.keyboard.press('Enter');
  await expect(notes).toContainText('There is no field “colr”');
});

test('a search is built by clicking, in light and dark', async ({ opened: { keepsight, page } }) => {
  await keepsight.select('harbour.jpg');
  await page.keyboard.press('4');
  await expect(keepsight.tile('harbour.jpg')).toHaveAccessibleName(/4 stars/);
  await page.keyboard.press('b');
  await page.keyboard.type('Best');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Show the filter bar' }).click();
  const filters = page.getByRole('group', { name: 'Filters' });
  await filters.getByRole('button', { name: 'Album' }).click();
  await expect(page.getByRole('dialog', { name: 'Album' }).getByRole('button', { name: 'Best 1' })).toBeVisible();
  await page.keyboard.press('Escape');
  await filters.getByRole('button', { name: 'Rating' }).click();
  await keepsight.screenshot('search-filters-rating');
  await page.getByRole('dialog', { name: 'Rating' }).getByRole('button', { name: '3 or more 1' }).click();
  await keepsight.expectPhotos(1);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Remove Rating 3 or more' }).click();
  await keepsight.expectPhotos(3);
  await filters.getByRole('button', { name: 'Tag' }).click();
  await expect(page.getByRole('dialog', { name: 'Tag' }).getByRole('button', { name: 'Lisbon 2' })).toBeVisible();
  await keepsight.screenshot('search-filters');
  await page.getByRole('button', { name: 'Lisbon 2' }).click();
  await keepsight.expectPhotos(2);
  await page.keyboard.press('Escape');
  // The chip's menu turns the term around.
  await page.getByRole('button', { name: 'Term Tag Lisbon' }).click();
  await keepsight.screenshot('search-chip');
  await page.getByRole('menuitem', { name: 'Exclude instead' }).click();
  await keepsight.expectPhotos(1);
  await expect(keepsight.tile('IMG_4711.jpg')).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await filters.getByRole('button', { name: 'Date' }).click();
  await keepsight.screenshot('search-dark');
  await page.keyboard.press('Escape');
  await keepsight.expectAccessible();
  await page.getByRole('button', { name: 'Remove not Tag Lisbon' }).click();
  await keepsight.expectPhotos(3);
  await page.getByRole('button', { name: 'How to search' }).click();
  await expect(page.getByRole('dialog', { name: 'How to search' })).toBeVisible();
  await keepsight.screenshot('search-help-dark');
  await keepsight.expectAccessible();
});

test('a search is kept as an album over a restart, renamed, deleted and brought back', async ({
  workspace,
  opened,
}) => {
  const { keepsight, page } = opened;
  await page.keyboard.press('Control+f');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('tag:Lisbon -tag:blurry ');
  await keepsight.expectPhotos(1);
  await page.getByRole('button', { name: 'Save as album' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Sharp Lisbon');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Sharp Lisbon, a saved search' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save as album' })).toBeHidden();
  await keepsight.screenshot('search-album');
  await keepsight.expectAccessible();
  await workspace.quit(opened);

  const second = await workspace.start();
  const again = new KeepsightPage(second.page);
  await again.expectPhotos(3);
  const album = second.page.getByRole('button', { name: 'Sharp Lisbon, a saved search' });
  await album.click();
  await again.expectPhotos(1);
  await expect(again.tile('harbour.jpg')).toBeVisible();
  await album.click({ button: 'right' });
  await second.page.getByRole('menuitem', { name: /Delete/ }).click();
  await second.page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Delete/ })
    .click();
  await expect(album).toBeHidden();
  await second.page.getByRole('button', { name: 'Undo' }).click();
  await expect(album).toBeVisible();
});

test('a saved search is opened, changed in the field, and saved there or as another one', async ({
  opened: { keepsight, page },
}) => {
  const album = (name: string, count: string): Locator =>
    page.getByTestId('sidebar').getByRole('button', { name: `${name}, a saved search, ${count}`, exact: true });
  const title = (text: string): Locator => page.getByRole('heading', { name: text, exact: true, level: 1 });
  const saveChanges = page.getByRole('button', { name: 'Save changes' });
  await page.keyboard.press('Control+f');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('tag:Lisbon ');
  await keepsight.expectPhotos(2);
  await page.keyboard.press('Control+s');
  await page.getByRole('dialog').getByRole('textbox').fill('Lisbon');
  await page.keyboard.press('Enter');
  await expect(album('Lisbon', '2 photos')).toHaveAttribute('aria-current', 'page');
  await expect(title('Lisbon')).toBeVisible();
  await expect(saveChanges).toBeHidden();

  await page.keyboard.press('Control+f');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('-tag:blurry ');
  await keepsight.expectPhotos(1);
  await expect(title('Lisbon, changed')).toBeVisible();
  await expect(album('Lisbon', '2 photos')).toHaveAttribute('aria-current', 'page');
  await keepsight.screenshot('search-changed');
  await keepsight.expectAccessible();
  await saveChanges.click();
  await expect(page.getByText('Changed the search of “Lisbon”')).toBeVisible();
  await expect(album('Lisbon', '1 photo')).toBeVisible();
  await expect(saveChanges).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(album('Lisbon', '2 photos')).toBeVisible();

  // What stands in the field stays there, to be saved elsewhere.
  await expect(saveChanges).toBeVisible();
  await page.getByRole('button', { name: 'Save as new' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Sharp');
  await page.keyboard.press('Enter');
  await expect(album('Sharp', '1 photo')).toHaveAttribute('aria-current', 'page');
  await expect(title('Sharp')).toBeVisible();

  // The counts follow what is done with the photos.
  await keepsight.tile('harbour.jpg').click();
  await page.keyboard.press('t');
  const tagField = keepsight.inspector.getByRole('combobox', { name: 'Add a tag' });
  await expect(tagField).toBeFocused();
  await tagField.fill('blurry');
  await tagField.press('Enter');
  await expect(album('Sharp', '0 photos')).toBeVisible();

  // From the list of commands, and with nothing to save.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.type('go to album lisbon');
  await page.keyboard.press('Enter');
  await keepsight.expectPhotos(2);
  await expect(title('Lisbon')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('“Lisbon” is this search already.')).toBeVisible();
});
