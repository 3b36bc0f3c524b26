/** Tags and insights survive what people do to files, drives and the database: as a user sees it. */
import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Workspace } from './app.js';
import { expect, test } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const lychee = 'LycheeOrg+Lychee/tests/Samples';

function putPhotos(workspace: Workspace): { readonly pictures: string; readonly archive: string } {
  const pictures = workspace.library('Pictures');
  const archive = workspace.library('Archive');
  workspace.put(`${lychee}/mongolia.jpeg`, 'Pictures', 'mongolia.jpeg');
  workspace.put(`${lychee}/train.jpg`, 'Pictures', 'train.jpg');
  workspace.put(`${lychee}/mongolia.jpeg`, 'Archive', 'copy.jpeg');
  workspace.put(`${lychee}/aarhus.jpg`, 'Archive', 'aarhus.jpg');
  return { pictures, archive };
}

async function startWith(workspace: Workspace, libraries: Readonly<Record<string, string>>): Promise<KeepsightPage> {
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  for (const [name, path] of Object.entries(libraries)) await keepsight.addLibrary(path, name);
  return keepsight;
}

async function openHealth(page: Page): Promise<void> {
  await page.getByTestId('health-item').click();
  await expect(page.getByTestId('health-verdict')).toBeVisible();
}

async function inBothSchemes(keepsight: KeepsightPage, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await keepsight.page.emulateMedia({ colorScheme });
    await keepsight.screenshot(`${name}-${colorScheme}`);
    await keepsight.expectAccessible();
  }
  await keepsight.page.emulateMedia({ colorScheme: null });
}

test('an edited file keeps tags and insights; a replaced one is asked about, and carries after all', async ({
  workspace,
}) => {
  const { pictures } = putPhotos(workspace);
  const keepsight = await startWith(workspace, { Pictures: pictures });
  const { page } = keepsight;
  await keepsight.expectPhotos(2);
  for (const name of ['mongolia.jpeg', 'train.jpg']) {
    await keepsight.select(name);
    await keepsight.tag('Journey');
    await keepsight.inspector.getByRole('button', { name: 'Generate insight', exact: true }).click();
    await expect(keepsight.history).toHaveCount(1);
  }
  // Other bytes, the same picture: as a program leaves it that writes metadata.
  appendFileSync(join(pictures, 'mongolia.jpeg'), 'edited');
  await keepsight.select('mongolia.jpeg');
  await expect(keepsight.inspector.getByTestId('lineage')).toContainText('Edited from an earlier version');
  await expect(keepsight.chip('Journey')).toBeVisible();
  await expect(keepsight.history).toContainText('Written for the photo before its last edit.');
  await inBothSchemes(keepsight, 'edited-photo');

  workspace.put(`${lychee}/aarhus.jpg`, 'Pictures', 'train.jpg');
  await expect(page.getByRole('button', { name: 'Health, 1 thing needs a look' })).toBeVisible();
  await keepsight.select('train.jpg');
  await expect(keepsight.inspector.getByTestId('lineage')).toContainText('Replaced another photo');
  await expect(keepsight.chip('Journey')).toBeHidden();
  await openHealth(page);
  await inBothSchemes(keepsight, 'health');
  await page.getByRole('button', { name: /^Decide: 1 file holds another photo/ }).click();
  await expect(page.getByTestId('replaced-file')).toContainText('Tags: Journey');
  await inBothSchemes(keepsight, 'replaced-files');
  await page.getByRole('button', { name: 'Carry tags and insights over to Pictures / train.jpg' }).click();
  await expect(page.getByText('No file was replaced')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Journey, 2 photos' }).click();
  await keepsight.expectPhotos(2);
});

test('undo and redo last across restarts, and any edit can be taken back in the history', async ({ workspace }) => {
  const { pictures } = putPhotos(workspace);
  const first = await workspace.start();
  const keepsight = new KeepsightPage(first.page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(2);
  await keepsight.select('mongolia.jpeg');
  await keepsight.tag('Early');
  await first.page.keyboard.press('Control+a');
  await expect(keepsight.inspector).toContainText('2 photos selected');
  await keepsight.tag('Late');
  await workspace.quit(first);

  const second = await workspace.start();
  const again = new KeepsightPage(second.page);
  await again.expectPhotos(2);
  await again.select('mongolia.jpeg');
  await expect(again.chip('Late')).toBeVisible();
  await second.page.keyboard.press('Control+z');
  await expect(again.chip('Late')).toBeHidden();
  await expect(second.page.getByText('Took back: tag “Late” on 2 photos')).toBeVisible();
  await second.page.keyboard.press('Control+Shift+z');
  await expect(again.chip('Late')).toBeVisible();

  await second.page.keyboard.press('Control+h');
  const edits = second.page.getByTestId('edit');
  await expect(edits).toHaveCount(4);
  await inBothSchemes(again, 'edit-history');
  await second.page.getByRole('button', { name: 'Take back: Tagged 1 photo “Early”' }).click();
  await expect(edits.first()).toContainText('Took back: tag “Early” on 1 photo');
  await second.page.keyboard.press('Escape');
  await expect(again.chip('Early')).toBeHidden();
  await expect(again.chip('Late')).toBeVisible();
});

test('a tag is for all places, or kept to one copy, which stays so through a move', async ({ workspace }) => {
  const { pictures, archive } = putPhotos(workspace);
  const keepsight = await startWith(workspace, { Pictures: pictures, Archive: archive });
  const { page } = keepsight;
  await keepsight.expectPhotos(3);
  await page.getByRole('button', { name: /^Archive, 2 photos/ }).click();
  await keepsight.select('copy.jpeg');
  await keepsight.tag('Print');
  await expect(keepsight.inspector).toContainText('Tags apply to all 2 places of this photo.');
  await keepsight.inspector.getByRole('button', { name: /^Tag Print, applies to all 2 places/ }).click();
  await page.getByRole('menuitem', { name: 'Only this copy' }).click();
  await expect(keepsight.chip('Print')).toContainText('only this copy');
  await inBothSchemes(keepsight, 'one-copy');
  await page.getByRole('button', { name: /^Pictures, 2 photos/ }).click();
  await keepsight.select('mongolia.jpeg');
  await expect(keepsight.chip('Print')).toBeHidden();
  await expect(keepsight.place('copy.jpeg')).toContainText('Print');

  renameSync(join(archive, 'copy.jpeg'), join(archive, 'for the printer.jpeg'));
  await page.getByRole('button', { name: 'Print, 1 photo' }).click();
  await expect(keepsight.tile('for the printer.jpeg')).toBeVisible();
  await keepsight.tiles.first().click();
  await expect(keepsight.chip('Print')).toContainText('only this copy');
});

test('a large loss is held back until the user says so', async ({ workspace }) => {
  const root = workspace.library('Pictures');
  workspace.put(`${lychee}/train.jpg`, 'Pictures', '0.jpg');
  for (let n = 1; n < 10; n++) {
    copyFileSync(join(root, '0.jpg'), join(root, `${n}.jpg`));
    appendFileSync(join(root, `${n}.jpg`), String(n));
  }
  const keepsight = await startWith(workspace, { Pictures: root });
  const { page } = keepsight;
  await keepsight.expectPhotos(10);
  await expect(page.getByRole('button', { name: /reading/i })).toHaveCount(0);
  for (let n = 1; n < 9; n++) rmSync(join(root, `${n}.jpg`));
  await page.getByRole('button', { name: /^Pictures, 10 photos, waits for your word/ }).click();
  const guard = page.getByTestId('loss-guard');
  await expect(guard).toContainText('8 of 10 files are not where they were');
  await keepsight.expectPhotos(10);
  await inBothSchemes(keepsight, 'loss-guard');
  await guard.getByRole('button', { name: 'The files of Pictures are gone' }).click();
  await expect(guard).toBeHidden();
  await keepsight.expectPhotos(2);
  await page.getByRole('button', { name: 'Missing, 8' }).click();
  await keepsight.expectPhotos(8);
});

test('an emptied folder is not believed; Health asks, and the answer makes its photos missing', async ({
  workspace,
}) => {
  const { pictures, archive } = putPhotos(workspace);
  const keepsight = await startWith(workspace, { Pictures: pictures, Archive: archive });
  const { page } = keepsight;
  await keepsight.expectPhotos(3);
  await keepsight.select('train.jpg');
  await keepsight.tag('Railway');
  for (const name of ['mongolia.jpeg', 'train.jpg']) rmSync(join(pictures, name));
  await page.getByRole('button', { name: 'Health, 1 thing needs a look' }).click();
  const note = page.getByTestId('availability-note');
  await expect(note).toContainText('Pictures is not trusted: the folder is empty');
  await inBothSchemes(keepsight, 'untrusted-library');
  await note.getByRole('button', { name: 'This is the right folder for Pictures' }).click();
  await expect(note).toBeHidden();
  await expect(page.getByTestId('health-page')).toContainText('1 photo is missing');
  await page.getByRole('button', { name: 'Railway, 0 photos' }).click();
  await expect(page.getByTestId('empty')).toContainText('The photos with this tag are missing');
  workspace.put(`${lychee}/train.jpg`, 'Archive', 'found again.jpg');
  await expect(page.getByTestId('tile')).toHaveCount(1);
});

test('bytes that change while size and time do not are found, told, and sound again when put right', async ({
  workspace,
}) => {
  const { pictures, archive } = putPhotos(workspace);
  const keepsight = await startWith(workspace, { Pictures: pictures, Archive: archive });
  const { page } = keepsight;
  await keepsight.expectPhotos(3);
  await keepsight.select('mongolia.jpeg');
  await keepsight.tag('Steppe');
  const path = join(pictures, 'mongolia.jpeg');
  const { atime, mtime } = statSync(path);
  const sound = readFileSync(path);
  const rotten = Buffer.from(sound);
  rotten.writeUInt8(rotten.readUInt8(rotten.length - 1000) ^ 1, rotten.length - 1000);
  writeFileSync(path, rotten);
  utimesSync(path, atime, mtime);
  await openHealth(page);
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByRole('button', { name: /^Decide: 1 file has changed silently/ }).click();
  await expect(page.getByRole('heading', { name: 'Pictures / mongolia.jpeg' })).toBeVisible();
  await expect(page.getByTestId('health-page')).toContainText('A sound copy is at');
  await inBothSchemes(keepsight, 'silent-change');
  writeFileSync(path, sound);
  utimesSync(path, atime, mtime);
  await page.getByRole('button', { name: 'Verify Pictures / mongolia.jpeg again' }).click();
  await expect(page.getByText('No file has changed silently')).toBeVisible();
  await page.getByRole('button', { name: 'Steppe, 1 photo' }).click();
  await keepsight.expectPhotos(1);
});

test('a backup is made, compared and restored, and what was there before is kept', async ({ workspace }) => {
  const { pictures } = putPhotos(workspace);
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addWholeLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(2);
  await keepsight.select('train.jpg');
  await keepsight.tag('Before');
  await keepsight.openSettings();
  await page.getByRole('tab', { name: 'Backups' }).click();
  await page.getByRole('button', { name: 'Back up now' }).click();
  const backups = keepsight.settings.getByTestId('backup');
  await expect(backups.filter({ hasText: 'Made by you' })).toHaveCount(1);
  await keepsight.closeSettings();
  await keepsight.tag('After');
  await keepsight.openSettings();
  await page.getByRole('tab', { name: 'Backups' }).click();
  await inBothSchemes(keepsight, 'backups');
  await backups.filter({ hasText: 'Made by you' }).getByRole('button').click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByTestId('backup-difference')).toContainText('1 tag on a photo');
  await expect(dialog).toContainText('Tags concerned: After');
  await inBothSchemes(keepsight, 'restore');
  await dialog.getByRole('button', { name: 'Restore this backup' }).click();
  await expect(dialog).toContainText('The backup was restored');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(backups.filter({ hasText: 'From before a restore' })).toHaveCount(1);
  await keepsight.closeSettings();
  await keepsight.select('train.jpg');
  await expect(keepsight.chip('Before')).toBeVisible();
  await expect(keepsight.chip('After')).toBeHidden();
});

test('a damaged database is told at the start, and nothing happens before the user says what', async ({
  workspace,
}) => {
  const { pictures } = putPhotos(workspace);
  const first = await workspace.start();
  const keepsight = new KeepsightPage(first.page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(2);
  await keepsight.select('train.jpg');
  await keepsight.tag('Saved');
  await keepsight.openSettings();
  await first.page.getByRole('tab', { name: 'Backups' }).click();
  await first.page.getByRole('button', { name: 'Back up now' }).click();
  await expect(keepsight.settings.getByTestId('backup').filter({ hasText: 'Made by you' })).toHaveCount(1);
  await workspace.quit(first);

  const database = join(workspace.folder, 'data/keepsight.db');
  const garbage = Buffer.alloc(statSync(database).size, 'garbage');
  writeFileSync(database, garbage);
  const second = await workspace.start(/^Restore the backup of/);
  const damaged = new KeepsightPage(second.page);
  await expect(second.page.getByTestId('recovery')).toContainText('The database is damaged');
  expect(readFileSync(database).equals(garbage)).toBe(true);
  await inBothSchemes(damaged, 'recovery');
  await second.page
    .getByRole('button', { name: /^Restore the backup of/ })
    .first()
    .click();
  await expect(second.page.getByRole('heading', { name: 'The backup was restored' })).toBeVisible();
  await damaged.screenshot('recovered');
  await second.page.getByRole('button', { name: 'Open Keepsight' }).click();
  await damaged.expectPhotos(2);
  await damaged.select('train.jpg');
  await expect(damaged.chip('Saved')).toBeVisible();
});
