import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Workspace } from './app.js';
import { expect, test } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const lychee = 'LycheeOrg+Lychee/tests/Samples';
const wallpapers = 'debian+lomiri-wallpapers-16.04';

/** Two folders of real photos with one photo in both. */
function putPhotos(workspace: Workspace): { readonly pictures: string; readonly archive: string } {
  const pictures = workspace.library('Pictures');
  const archive = workspace.library('Archive');
  workspace.put(`${lychee}/mongolia.jpeg`, 'Pictures', '2014/mongolia.jpeg');
  workspace.put(`${lychee}/train.jpg`, 'Pictures', '2019/train.jpg');
  workspace.put(`${lychee}/aarhus.jpg`, 'Pictures', '2019/aarhus.jpg');
  workspace.put(`${wallpapers}/sunset_by_Aitzol_Berasategi.jpg`, 'Pictures', 'sunset.jpg');
  workspace.put(`${lychee}/mongolia.jpeg`, 'Archive', 'usb/DSC_0001.jpeg');
  workspace.put(`${wallpapers}/life_by_Aitzol_Berasategi.jpg`, 'Archive', 'life.jpg');
  return { pictures, archive };
}

function fingerprint(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

test('first start with nothing leads to the first library', async ({ workspace }) => {
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await expect(page.getByRole('button', { name: 'Choose a folder…' })).toBeVisible();
  await keepsight.expectAccessible();
  await keepsight.screenshot('first-start');
  const root = workspace.library('Pictures');
  workspace.put(`${lychee}/mongolia.jpeg`, 'Pictures', 'mongolia.jpeg');
  await keepsight.addLibrary(root, 'Pictures');
  await keepsight.expectPhotos(1);
});

test('a tag given by hand shows on the same bytes in another library, and all is there after a restart', async ({
  workspace,
}) => {
  const { pictures, archive } = putPhotos(workspace);
  const before = fingerprint(join(pictures, '2014/mongolia.jpeg'));
  const first = await workspace.start();
  const keepsight = new KeepsightPage(first.page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.addLibrary(archive, 'Archive');
  await keepsight.expectPhotos(5);
  await keepsight.screenshot('library');
  await keepsight.expectAccessible();

  await first.page.getByRole('button', { name: /^Archive, 2 photos/ }).click();
  await keepsight.expectPhotos(2);
  await keepsight.select('DSC_0001.jpeg');
  await keepsight.tag('Steppe');
  await first.page.getByRole('button', { name: /^Pictures, 4 photos/ }).click();
  await keepsight.select('mongolia.jpeg');
  await expect(keepsight.chip('Steppe')).toBeVisible();
  await expect(keepsight.inspector.getByRole('heading', { name: 'Also in 2 places' })).toBeVisible();
  await expect(keepsight.place('usb/DSC_0001.jpeg')).toContainText('Archive');
  await expect(keepsight.place('2014/mongolia.jpeg')).toContainText('Pictures');
  await keepsight.screenshot('inspector');
  await keepsight.expectAccessible();
  await workspace.quit(first);

  const second = await workspace.start();
  const again = new KeepsightPage(second.page);
  await again.expectPhotos(5);
  await second.page.getByRole('button', { name: 'Steppe, 1 photo' }).click();
  await again.expectPhotos(1);
  await again.tiles.first().click();
  await expect(again.chip('Steppe')).toBeVisible();
  // Keepsight never writes to a photo.
  expect(fingerprint(join(pictures, '2014/mongolia.jpeg'))).toBe(before);
});

test('a tag edit is undone from its message, and with the keyboard', async ({ workspace }) => {
  const { pictures } = putPhotos(workspace);
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(4);
  await keepsight.select('train.jpg');
  await page.keyboard.press('Control+a');
  await expect(keepsight.inspector).toContainText('4 photos selected');
  await keepsight.tag('Everything');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(keepsight.chip('Everything')).toBeHidden();
  await keepsight.tag('Again');
  await keepsight.grid.focus();
  await page.keyboard.press('Control+z');
  await expect(keepsight.chip('Again')).toBeHidden();
  await keepsight.select('train.jpg');
  await keepsight.tag('One');
  await page.keyboard.press('Control+a');
  await expect(keepsight.chip('One')).toContainText('on 1 of 4');
});

test('undo outlasts a restart, and the history takes back any edit', async ({ workspace }) => {
  const { pictures, archive } = putPhotos(workspace);
  const first = await workspace.start();
  const keepsight = new KeepsightPage(first.page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.addLibrary(archive, 'Archive');
  await keepsight.expectPhotos(5);
  await keepsight.select('train.jpg');
  await keepsight.tag('Journey');
  await keepsight.select('mongolia.jpeg');
  await keepsight.tag('Steppe');
  await keepsight.chooseForTag('Steppe', 'Only this copy');
  await expect(keepsight.chip('Steppe')).toContainText('only this copy');
  await workspace.quit(first);

  const second = await workspace.start();
  const again = new KeepsightPage(second.page);
  await again.expectPhotos(5);
  await again.select('mongolia.jpeg');
  await expect(again.chip('Steppe')).toContainText('only this copy');
  await second.page.keyboard.press('Control+z');
  await expect(again.chip('Steppe')).not.toContainText('only this copy');
  await second.page.keyboard.press('Control+z');
  await expect(again.chip('Steppe')).toBeHidden();
  await second.page.keyboard.press('Control+Shift+z');
  await expect(again.chip('Steppe')).toBeVisible();

  await second.page.keyboard.press('Control+h');
  const journey = again.edits.filter({ hasText: 'Tagged 1 photo “Journey”' });
  await journey.getByRole('button', { name: /^Take back/ }).click();
  await expect(journey).toContainText('taken back');
  await expect(journey).toBeFocused();
  await again.screenshot('edit-history');
  await again.expectAccessible();
  await journey.getByRole('button', { name: /^Show the photos/ }).click();
  await expect(again.place('2019/train.jpg')).toBeVisible();
  await expect(again.chip('Journey')).toBeHidden();
});

test('moves and renames keep tags and insights, while the app runs and while it does not', async ({ workspace }) => {
  const { pictures, archive } = putPhotos(workspace);
  const first = await workspace.start();
  const keepsight = new KeepsightPage(first.page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.addLibrary(archive, 'Archive');
  await keepsight.expectPhotos(5);
  await keepsight.select('train.jpg');
  await keepsight.tag('Journey');
  await keepsight.inspector.getByRole('button', { name: 'Generate insight', exact: true }).click();
  await expect(keepsight.history).toHaveCount(1);

  mkdirSync(join(archive, 'moved/deep'), { recursive: true });
  renameSync(join(pictures, '2019/train.jpg'), join(archive, 'moved/deep/night train.jpg'));
  await expect(keepsight.tile('night train.jpg')).toBeVisible();
  await keepsight.expectPhotos(5);
  // The selection follows the bytes too.
  await expect(keepsight.place('moved/deep/night train.jpg')).toContainText('Archive');
  await expect(keepsight.inspector.getByTestId('place')).toHaveCount(1);
  await expect(keepsight.chip('Journey')).toBeVisible();
  await expect(keepsight.history).toHaveCount(1);
  await workspace.quit(first);

  renameSync(join(archive, 'moved'), join(pictures, 'from the archive'));
  const second = await workspace.start();
  const again = new KeepsightPage(second.page);
  await second.page.getByRole('button', { name: /^Pictures, 4 photos/ }).click();
  await again.select('night train.jpg');
  await expect(again.place('from the archive/deep/night train.jpg')).toContainText('Pictures');
  await expect(again.inspector.getByTestId('place')).toHaveCount(1);
  await expect(again.chip('Journey')).toBeVisible();
  await expect(again.history).toHaveCount(1);
  await expect(second.page.getByRole('button', { name: /^Missing/ })).toBeHidden();
});

test('an unplugged library stays browsable and taggable, and nothing is lost when it comes back', async ({
  workspace,
}) => {
  const { pictures, archive } = putPhotos(workspace);
  const first = await workspace.start();
  const keepsight = new KeepsightPage(first.page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.addLibrary(archive, 'Archive');
  await keepsight.expectPhotos(5);
  await workspace.quit(first);

  renameSync(archive, `${archive}-unplugged`);
  const second = await workspace.start();
  const unplugged = new KeepsightPage(second.page);
  await second.page.getByRole('button', { name: /^Archive, 2 photos, offline/ }).click();
  await unplugged.expectPhotos(2);
  await unplugged.select('life.jpg');
  await expect(unplugged.tile('life.jpg').locator('img')).toBeVisible();
  await unplugged.tag('Offline');
  await expect(unplugged.place('life.jpg')).toContainText('Library offline');
  await unplugged.screenshot('offline');
  await unplugged.openSettings();
  await expect(unplugged.libraryRow('Archive')).toContainText('is not there. Connect its drive');
  await unplugged.screenshot('settings-offline');
  await unplugged.closeSettings();

  renameSync(`${archive}-unplugged`, archive);
  await expect(second.page.getByRole('button', { name: /^Archive, 2 photos, online/ })).toBeVisible({
    timeout: 40_000,
  });
  await unplugged.expectPhotos(2);
  await unplugged.select('life.jpg');
  await expect(unplugged.chip('Offline')).toBeVisible();
  await expect(unplugged.place('life.jpg')).not.toContainText('offline');
});

test('insights made in two libraries before their hashes meet become one history with one current', async ({
  workspace,
}) => {
  const { pictures, archive } = putPhotos(workspace);
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await page.getByRole('button', { name: 'Choose a folder…' }).waitFor();
  await page.evaluate(() =>
    (window as unknown as { keepsight: { call(n: string, r: unknown): Promise<unknown> } }).keepsight.call(
      'setPaused',
      {
        paused: true,
      },
    ),
  );
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.addLibrary(archive, 'Archive');
  // Listed, not read: the same bytes are still two photos.
  await keepsight.expectPhotos(6);
  await keepsight.openSettings();
  for (const name of ['Pictures', 'Archive']) {
    await keepsight.libraryAction(name, 'Insights for photos without one');
  }
  await expect(page.getByText('2 insights written.')).toBeVisible();
  await keepsight.closeSettings();
  await keepsight.select('mongolia.jpeg');
  await expect(keepsight.history).toHaveCount(1);

  await page.getByRole('button', { name: 'Resume reading' }).first().click();
  await keepsight.expectPhotos(5);
  await keepsight.select('mongolia.jpeg');
  await expect(keepsight.history).toHaveCount(2);
  await expect(keepsight.history.filter({ has: page.getByText('Current', { exact: true }) })).toHaveCount(1);
  await expect(keepsight.history.nth(0)).toContainText('Pictures / 2014/mongolia.jpeg');
  await expect(keepsight.history.nth(1)).toContainText('Archive / usb/DSC_0001.jpeg');
  await expect(keepsight.history.nth(1)).toContainText('the other insight is earlier');

  await keepsight.inspector.getByRole('button', { name: 'Generate again' }).click();
  await expect(keepsight.history).toHaveCount(3);
  await expect(keepsight.history.nth(0)).toContainText('Pinned');
  const earliest = keepsight.history.filter({ hasText: '2014/mongolia.jpeg' }).last();
  await earliest.scrollIntoViewIfNeeded();
  await keepsight.screenshot('history');
  await keepsight.expectAccessible();
  await earliest.getByRole('button', { name: 'Make current' }).click();
  await expect(keepsight.history.nth(0)).toContainText('Pinned');
  await expect(keepsight.history.nth(1)).toContainText('You pinned the other insight');
});

test('killed in the middle of a scan, it goes on at the next start and loses nothing', async ({ workspace }) => {
  const root = workspace.library('Collection');
  for (const folder of [
    'LycheeOrg+Lychee',
    'immich-app+test-assets',
    'lovell+sharp',
    'recurser+exif-orientation-examples',
  ]) {
    workspace.put(folder, 'Collection', folder);
  }
  workspace.put(`${lychee}/mongolia.jpeg`, 'Collection', 'mongolia-first.jpeg');
  const first = await workspace.start();
  const keepsight = new KeepsightPage(first.page);
  await keepsight.openSettings();
  await keepsight.submitFolder(root, 'Collection');
  await keepsight.closeSettings();
  await keepsight.tiles.first().waitFor();
  await keepsight.tiles.first().click();
  // Others may have come before it meanwhile.
  const tagged = (await keepsight.selected.getAttribute('data-file-name')) ?? '';
  await keepsight.tag('Survivor');
  await workspace.kill(first);

  for (let round = 0; round < 2; round++) {
    const next = await workspace.start();
    await new KeepsightPage(next.page).tiles.first().waitFor();
    await next.page.waitForTimeout(200 * round);
    await workspace.kill(next);
  }

  const last = await workspace.start();
  const after = new KeepsightPage(last.page);
  await after.openSettings();
  await after.expectAllRead('Collection');
  await after.screenshot('settings');
  await after.expectAccessible();
  await after.closeSettings();
  await last.page.getByRole('button', { name: 'Survivor, 1 photo' }).click();
  await after.expectPhotos(1);
  // The same bytes may stand elsewhere too and lend the photo their name.
  await after.tiles.first().click();
  await expect(after.place(tagged)).toBeVisible();
  expect(existsSync(join(root, 'mongolia-first.jpeg'))).toBe(true);
});

test('the settings panel answers bad folders, and renames, relocates and removes', async ({ workspace }) => {
  const { pictures } = putPhotos(workspace);
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(4);
  await keepsight.select('train.jpg');
  await keepsight.tag('Kept');
  await keepsight.openSettings();
  const alert = keepsight.settings.getByRole('alert').first();
  for (const [path, answer] of [
    [pictures, 'already the library “Pictures”'],
    [join(pictures, '2019'), 'inside the library “Pictures”'],
    [join(pictures, 'nothing'), 'There is no folder'],
    [join(pictures, 'sunset.jpg'), 'is a file, not a folder'],
    ['relative/path', 'is not a whole path'],
    ['/', 'contains the library “Pictures”'],
  ] as const) {
    await keepsight.submitFolder(path);
    await expect(alert).toContainText(answer);
  }
  await keepsight.screenshot('settings-error');

  await keepsight.libraryAction('Pictures', 'Rename');
  await keepsight.settings.getByRole('textbox', { name: 'New name of Pictures' }).fill('Family');
  await keepsight.settings.getByRole('button', { name: 'Save' }).click();
  await expect(keepsight.libraryRow('Family')).toBeVisible();

  const moved = join(workspace.folder, 'Moved');
  renameSync(pictures, moved);
  const empty = workspace.library('Empty');
  await keepsight.libraryAction('Family', 'Relocate…');
  await keepsight.settings.getByRole('textbox', { name: 'New folder path' }).fill(empty);
  await keepsight.settings.getByRole('button', { name: 'Relocate', exact: true }).click();
  await expect(keepsight.libraryRow('Family')).toContainText('None of the photos of “Family” was found');
  await keepsight.settings.getByRole('textbox', { name: 'New folder path' }).fill(moved);
  await keepsight.settings.getByRole('button', { name: 'Relocate', exact: true }).click();
  await expect(keepsight.libraryRow('Family')).toContainText(moved);

  await keepsight.libraryAction('Family', 'Remove…');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('Your files are not touched.');
  await expect(dialog).toContainText('1 tag assignment and 0 insights stay');
  await keepsight.screenshot('remove-library');
  await dialog.getByRole('button', { name: 'Remove library' }).click();
  await expect(keepsight.libraryRow('Family')).toBeHidden();
  expect(existsSync(join(moved, 'sunset.jpg'))).toBe(true);

  await keepsight.submitFolder(moved);
  await expect(keepsight.libraryRow('Family')).toBeVisible();
  await keepsight.closeSettings();
  await page.getByRole('button', { name: 'Kept, 1 photo' }).click();
  await keepsight.expectPhotos(1);
});

test('the viewer opens, turns pages and closes by keyboard, back to the photo', async ({ workspace }) => {
  const { pictures } = putPhotos(workspace);
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(4);
  await keepsight.select('aarhus.jpg');
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog', { name: /aarhus\.jpg/ });
  await expect(viewer).toBeVisible();
  await expect
    .poll(() =>
      viewer
        .locator('img')
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBe(4032);
  await keepsight.screenshot('viewer');
  await page.keyboard.press('ArrowRight');
  await expect(viewer).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator(':focus')).toHaveCount(1);
});

test('dark and light follow the system', async ({ workspace }) => {
  const { pictures } = putPhotos(workspace);
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(4);
  const lightness = (): Promise<number> =>
    page.evaluate(() => Number(/\d+/.exec(getComputedStyle(document.body).backgroundColor)?.[0]));
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await lightness()).toBeGreaterThan(200);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await lightness()).toBeLessThan(60);
  await keepsight.select('sunset.jpg');
  await keepsight.screenshot('library-dark');
  await keepsight.expectAccessible();
});
