/** A model of the user's own, as a user meets it: a server on this computer stands for it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { json, ModelServer, says, saysGood } from '../main/testing/model-server.js';
import { expect, test, Workspace } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const samples = 'recurser+exif-orientation-examples';
const names = ['first.jpg', 'second.jpg', 'third.jpg'];

function everythingBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => !path.includes('Cache') && statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join();
}

test('a model is set up, tried, and describes a selection; trouble is told and tried again', async ({ workspace }) => {
  const server = new ModelServer();
  await server.start();
  const pictures = workspace.library('Pictures');
  for (const [i, name] of names.entries()) {
    workspace.put(`${samples}/Landscape_${String(i + 1)}.jpg`, 'Pictures', name);
  }
  const first = await workspace.start();
  const { page } = first;
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(3);

  await keepsight.openSettings();
  await keepsight.settings.getByRole('tab', { name: 'Your own model' }).click();
  const section = keepsight.settings.getByTestId('own-model');
  const sent = section.getByTestId('own-model-sent');
  const trial = section.getByTestId('own-model-trial');
  const on = section.getByRole('checkbox', { name: 'Let my model write insights' });
  await expect(on).toBeDisabled();
  await expect(sent).toHaveText('Nothing, as long as no address is given.');
  const address = section.getByRole('textbox', { name: 'Address' });
  await address.fill('ftp://somewhere');
  await address.press('Enter');
  await expect(section.getByRole('alert')).toContainText('This is no address of a server.');
  await address.fill(server.origin);
  await address.press('Enter');
  await expect(sent).toContainText(`${new URL(server.origin).host} on this computer is sent:`);
  await expect(sent).toContainText('the picture, made smaller to 768 pixels');
  await expect(sent).toContainText('with: language, file name, tags');
  await section.getByRole('checkbox', { name: 'Tell when and with what it was taken' }).click();
  await expect(sent).toContainText('with: language, file name, tags, date, time, camera');
  await section.getByRole('textbox', { name: 'Key' }).fill('sk-secret-of-the-user');
  await section.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(section.getByText(/Held in memory until you close Keepsight|Kept in the key store/)).toBeVisible();
  await section.getByRole('button', { name: 'List models' }).click();
  await expect(trial).toHaveText('The server answers. 2 models found.');
  await expect(section.getByRole('combobox', { name: 'Model' })).toHaveValue('llava:13b');

  server.behaviours = [json({ error: 'model is loading' }, 404), saysGood];
  await section.getByRole('button', { name: 'Try it' }).click();
  await expect(trial).toContainText('does not know this model or this address: model is loading');
  await section.getByRole('button', { name: 'Try it' }).click();
  await expect(trial).toContainText('It works.');
  await expect(trial).toContainText('Boats at the quay');
  await on.click();
  await expect(on).toBeChecked();
  await keepsight.screenshot('own-model');
  await keepsight.expectAccessible();

  const prompt = section.getByRole('textbox', { name: 'Prompt' });
  await prompt.fill('Describe it in {langauge}.');
  await expect(section.getByText('There is nothing that {langauge} could stand for.')).toBeVisible();
  await prompt.fill('Describe it in {language}. Its name is {fileName}.');
  await section.getByRole('button', { name: 'Save as a new version' }).click();
  await expect(section.getByRole('combobox', { name: 'Version' })).toContainText('Version 1');
  await prompt.scrollIntoViewIfNeeded();
  await keepsight.screenshot('own-model-prompt');
  await keepsight.expectAccessible();
  await keepsight.closeSettings();

  // One photo of three gets nothing but garbage, and is tried again later.
  server.received.length = 0;
  server.behaviours = [saysGood];
  server.answersOf = (request) => (JSON.stringify(request.body).includes('second.jpg') ? says('no idea') : null);
  await page.keyboard.press('Control+a');
  await keepsight.inspector.getByRole('button', { name: 'Generate insights' }).click();
  await page.getByRole('menuitem', { name: 'With your model: again for all' }).click();
  await expect(page.getByText('2 insights written. 1 photo could not be described')).toBeVisible();
  expect(JSON.stringify(server.asked.map(({ body }) => body))).toContain('Its name is first.jpg.');

  await keepsight.openSettings();
  await keepsight.settings.getByRole('tab', { name: 'Background work' }).click();
  const job = keepsight.settings.getByTestId('job').first();
  await expect(job).toContainText('3 selected photos');
  await expect(job).toContainText('Done: 2 insights written, 1 not described');
  await job.getByRole('button', { name: '1 photo not described' }).click();
  await expect(job).toContainText('Pictures / ');
  await expect(job).toContainText('The model did not answer in the form it was asked for, twice.');
  await keepsight.screenshot('jobs');
  await keepsight.expectAccessible();
  server.answersOf = null;
  server.behaviours = [saysGood];
  await job.getByRole('button', { name: 'Try again' }).click();
  await expect(job).toContainText('Done: 3 insights written');
  await keepsight.closeSettings();

  await keepsight.select('second.jpg');
  await expect(keepsight.inspector.getByTestId('inspector-insight')).toContainText('Boats at the quay');
  await expect(keepsight.history.first()).toContainText('Ollama, version llava:13b, prompt 1, asked for by you');

  // All of them by another model of the same server, after a look at what that would be.
  await page.getByRole('button', { name: 'Insights', exact: true }).click();
  await page.getByTestId('insight-list').getByRole('button', { name: 'Renew all of these…' }).click();
  const renew = page.getByRole('dialog', { name: 'Renew insights' });
  const models = renew.getByRole('combobox', { name: 'Model' });
  await expect(models.getByRole('option')).toHaveText(['llava:13b (as in the settings)', 'moondream']);
  server.received.length = 0;
  await models.selectOption('moondream');
  await expect(renew.getByTestId('renew-estimate')).toContainText('has not described a photo yet');
  await renew.getByRole('button', { name: 'Show what the first 10 would be' }).click();
  await expect(renew.getByTestId('renew-preview')).toHaveCount(3);
  await expect(renew.getByTestId('renew-kept')).toBeVisible();
  await keepsight.screenshot('renew-model');
  await keepsight.expectAccessible();
  await renew.getByRole('button', { name: 'Renew 3 photos' }).click();
  await expect(page.getByText('3 insights written.')).toBeVisible();
  expect(server.asked.map(({ body }) => (body as { readonly model: string }).model)).toEqual(
    Array(3).fill('moondream'),
  );
  await page.getByRole('button', { name: /^All photos/ }).click();
  await keepsight.select('second.jpg');
  await expect(keepsight.history.first()).toContainText('Ollama, version moondream, prompt 1, asked for by you');
  await expect(keepsight.history).toHaveCount(2);

  await workspace.quit(first);
  expect(everythingBelow(join(workspace.folder, 'data'))).not.toContain('sk-secret-of-the-user');
  await server.stop();
});

test('texts written by hand, ratings, and the insights of all photos', async ({ workspace }) => {
  const pictures = workspace.library('Pictures');
  for (const [i, name] of names.entries()) {
    workspace.put(`${samples}/Landscape_${String(i + 1)}.jpg`, 'Pictures', name);
  }
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(3);
  const insight = keepsight.inspector.getByTestId('inspector-insight');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+i');
  await expect(page.getByText('3 insights written.')).toBeVisible();

  await keepsight.select('first.jpg');
  await insight.getByRole('button', { name: 'Edit' }).click();
  const form = insight.getByTestId('own-text');
  await expect(form.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await form.getByRole('textbox', { name: 'Title' }).fill('Our bench by the lake');
  await form.getByRole('textbox', { name: 'Text' }).fill('Where we always stop.');
  await keepsight.screenshot('own-text');
  await keepsight.expectAccessible();
  await page.keyboard.press('Control+Enter');
  await expect(insight).toContainText('Our bench by the lake');
  await expect(keepsight.history).toHaveCount(2);
  await expect(keepsight.history.first()).toContainText('Written by you');
  await expect(keepsight.history.first()).toContainText('Pinned');
  await page.keyboard.press('Control+z');
  await expect(insight).not.toContainText('Our bench by the lake');
  await expect(keepsight.history).toHaveCount(1);
  await page.keyboard.press('Control+Shift+z');
  await expect(insight).toContainText('Our bench by the lake');

  // For all photos once more: what was written by hand stays.
  await page.keyboard.press('Control+a');
  await keepsight.inspector.getByRole('button', { name: 'Generate insights' }).click();
  await page.getByRole('menuitem', { name: 'Again for all', exact: true }).click();
  await expect(keepsight.inspector.getByText('3 photos selected')).toBeVisible();
  await keepsight.select('second.jpg');
  await expect(keepsight.history).toHaveCount(2);
  await keepsight.history.first().getByRole('button', { name: 'Wrong' }).click();
  await expect(keepsight.history.first().getByRole('button', { name: 'Wrong' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.getByText(/^Called the insight .* wrong$/)).toBeVisible();
  await keepsight.select('first.jpg');
  await expect(insight).toContainText('Our bench by the lake');
  await keepsight.screenshot('insight-history');
  await keepsight.expectAccessible();

  await page.getByRole('button', { name: 'Insights', exact: true }).click();
  const list = page.getByTestId('insight-list');
  const rows = list.getByTestId('insight-row');
  await expect(rows).toHaveCount(7);
  await keepsight.screenshot('insight-list');
  await keepsight.expectAccessible();
  await list.getByRole('combobox', { name: 'Rating' }).selectOption('Wrong');
  await expect(rows).toHaveCount(1);
  await list.getByRole('button', { name: 'Show all' }).click();
  await list.getByRole('combobox', { name: 'Shown or past' }).selectOption('Shown now');
  await expect(rows).toHaveCount(3);
  await list.getByRole('checkbox', { name: 'Only where the titles of versions differ' }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Our bench by the lake');
  await rows.getByRole('button', { name: /^Compare/ }).click();
  const comparison = page.getByRole('dialog', { name: 'Compare versions' });
  await expect(comparison.getByRole('option')).toHaveCount(3);
  await page.keyboard.press('Escape');
  await list.getByRole('button', { name: 'Renew all of these…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Renew insights' });
  await dialog.getByRole('button', { name: 'Show what the first 10 would be' }).click();
  await expect(dialog.getByTestId('renew-preview')).toHaveCount(1);
  await expect(dialog.getByTestId('renew-preview').locator('del').first()).toBeVisible();
  await keepsight.screenshot('renew');
  await keepsight.expectAccessible();
  await page.keyboard.press('Escape');
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('insight-list-dark');
  await keepsight.expectAccessible();
});

/** The system's own dialogs cannot be clicked: they answer with this file. */
async function answerDialogs(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

test('insights go into a file with their history, and wait elsewhere for the photos that they belong to', async ({
  workspace,
}) => {
  const pictures = workspace.library('Pictures');
  workspace.put(`${samples}/Landscape_1.jpg`, 'Pictures', 'first.jpg');
  const { page, app } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(1);
  await keepsight.select('first.jpg');
  const insight = keepsight.inspector.getByTestId('inspector-insight');
  await insight.getByRole('button', { name: 'Generate insight', exact: true }).click();
  await insight.getByRole('button', { name: 'Edit' }).click();
  await insight.getByRole('textbox', { name: 'Title' }).fill('Our bench by the lake');
  await page.keyboard.press('Control+Enter');
  await expect(keepsight.history).toHaveCount(2);
  await page.getByRole('button', { name: 'Insights', exact: true }).click();
  const list = page.getByTestId('insight-list');
  // What has a picture has bytes to be found by: what was not read yet is left out of the file.
  await expect(list.getByTestId('insight-row').locator('img')).toHaveCount(2);
  const file = join(workspace.folder, 'insights.json');
  await answerDialogs(app, file);
  const choose = async (on: Page, item: string): Promise<void> => {
    await on.getByRole('button', { name: 'Export and import' }).click();
    await on.getByRole('menuitem', { name: item }).click();
  };
  await choose(page, 'Export all with their history (JSON)…');
  await expect(page.getByText('2 insights of 1 photo written to “insights.json”.')).toBeVisible();
  await choose(page, 'Import…');
  await expect(page.getByText('Everything in “insights.json” was here already.')).toBeVisible();
  await expect(list.getByTestId('insight-row')).toHaveCount(2);

  const elsewhere = new Workspace();
  try {
    const second = await elsewhere.start();
    const other = new KeepsightPage(second.page);
    const empty = elsewhere.library('Empty');
    await other.addLibrary(empty, 'Empty');
    await second.page.getByRole('button', { name: 'Insights', exact: true }).click();
    await answerDialogs(second.app, file);
    await choose(second.page, 'Import…');
    await expect(
      second.page.getByText(/Imported insights of 1 photo from “insights.json”.*1 photo not known yet/),
    ).toBeVisible();
    await expect(second.page.getByTestId('insight-row')).toHaveCount(2);
    elsewhere.put(`${samples}/Landscape_1.jpg`, 'Empty', 'a copy.jpg');
    await second.page.getByRole('button', { name: /^All photos/ }).click();
    await other.expectPhotos(1);
    await other.select('a copy.jpg');
    await expect(other.history).toHaveCount(2);
    await expect(other.inspector.getByTestId('inspector-insight')).toContainText('Our bench by the lake');
    await expect(other.history.first()).toContainText('Pictures / first.jpg');
    await second.page.keyboard.press('Control+z');
    await expect(other.history).toHaveCount(0);
  } finally {
    await elsewhere.dispose();
  }
});
