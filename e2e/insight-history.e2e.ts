/** Versions of an insight beside each other, and what many photos by a model of the user's own mean, before they go to it. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelServer } from '../main/testing/model-server.js';
import { expect, test } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const samples = 'recurser+exif-orientation-examples';

test('any two versions are compared; photos of a view that were edited since are described again', async ({
  workspace,
}) => {
  const pictures = workspace.library('Pictures');
  workspace.put(`${samples}/Landscape_1.jpg`, 'Pictures', 'first.jpg');
  workspace.put(`${samples}/Portrait_1.jpg`, 'Pictures', 'second.jpg');
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(2);
  const describe = page.getByRole('dialog', { name: 'Describe photos' });
  await page.getByRole('button', { name: 'Describe all 2 photos of this view' }).click();
  await expect(describe.getByRole('radio', { name: 'Those without an insight (2)' })).toBeChecked();
  await keepsight.screenshot('describe-view');
  await keepsight.expectAccessible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+i');
  await describe.getByRole('button', { name: 'Describe 2 photos' }).click();
  await expect(page.getByText('2 insights written.')).toBeVisible();

  await keepsight.select('first.jpg');
  const insight = keepsight.inspector.getByTestId('inspector-insight');
  for (const [title, text] of [
    ['Our bench by the lake', 'Where we always stop.'],
    ['Our old bench by the lake', 'Where we always stopped, before it was painted.'],
  ] as const) {
    await insight.getByRole('button', { name: 'Edit' }).click();
    await insight.getByRole('textbox', { name: 'Title' }).fill(title);
    await insight.getByRole('textbox', { name: 'Text' }).fill(text);
    await page.keyboard.press('Control+Enter');
    await expect(insight).toContainText(title);
  }
  await expect(keepsight.history).toHaveCount(3);
  await keepsight.history
    .first()
    .getByRole('button', { name: /^Compare/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Compare versions' });
  const versions = dialog.getByRole('option');
  const difference = dialog.getByTestId('comparison');
  await expect(versions).toHaveCount(3);
  await expect(dialog.getByRole('option', { selected: true })).toHaveCount(2);
  await expect(difference).toContainText('6 words added, 1 word removed.');
  await expect(difference.locator('ins').first()).toContainText('old');
  await keepsight.screenshot('compare-versions');
  await keepsight.expectAccessible();
  // By keys alone: down to the one that Keepsight wrote, which takes the place of the one chosen first.
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(versions.last()).toHaveAttribute('aria-selected', 'true');
  await expect(dialog.getByRole('option', { selected: true })).toHaveCount(2);
  await expect(difference).not.toContainText('6 words added, 1');
  await dialog.getByText('In one text').click();
  await expect(difference.locator('del').first()).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('compare-versions-dark');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  // An edit of the file: what was written is from before it.
  appendFileSync(join(pictures, 'second.jpg'), 'more');
  await keepsight.select('second.jpg');
  await expect(keepsight.history.first()).toContainText('Before an edit');
  await page.keyboard.press('Control+Shift+i');
  await expect(describe.getByRole('radio', { name: 'Those edited since their insight was written (1)' })).toBeChecked();
  await describe.getByRole('button', { name: 'Describe 1 photo' }).click();
  await expect(keepsight.history).toHaveCount(2);
  await expect(keepsight.history.first()).not.toContainText('Before an edit');
  await keepsight.screenshot('history-carried');
});

test('before many photos go to a model that costs money it is said what that is, and no answer is paid twice', async ({
  workspace,
}) => {
  const server = new ModelServer();
  await server.start();
  const pictures = workspace.library('Pictures');
  for (let n = 0; n < 6; n++) {
    workspace.put(`${samples}/Landscape_${String(n)}.jpg`, 'Pictures', `landscape ${String(n)}.jpg`);
    workspace.put(`${samples}/Portrait_${String(n)}.jpg`, 'Pictures', `portrait ${String(n)}.jpg`);
  }
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Pictures');
  await keepsight.expectPhotos(12);
  await keepsight.openSettings();
  await keepsight.settings.getByRole('tab', { name: 'Your own model' }).click();
  const section = keepsight.settings.getByTestId('own-model');
  for (const [name, text] of [
    ['Address', server.origin],
    ['Price, million tokens in', '1000'],
    ['Price, million tokens out', '2000'],
    ['Currency', 'EUR'],
  ] as const) {
    await section.getByRole('textbox', { name, exact: true }).fill(text);
    await section.getByRole('textbox', { name, exact: true }).press('Enter');
  }
  await section.getByRole('button', { name: 'List models' }).click();
  await expect(section.getByRole('combobox', { name: 'Model' })).toHaveValue('llava:13b');
  await section.getByRole('checkbox', { name: 'Let my model write insights' }).click();
  await expect(section.getByText('Keepsight asks before sending more than 10 photos.')).toBeVisible();
  await keepsight.closeSettings();

  // From the selection's menu: with a price, more than ten are asked about.
  await page.keyboard.press('Control+a');
  await keepsight.inspector.getByRole('button', { name: 'Generate insights' }).click();
  await page.getByRole('menuitem', { name: 'With your model: only photos without one' }).click();
  const describe = page.getByRole('dialog', { name: 'Describe photos' });
  await expect(describe.getByTestId('own-model-sent')).toContainText('the picture, made smaller to 768 pixels');
  await expect(describe.getByTestId('describe-estimate')).toContainText('what this costs');
  await describe.getByRole('checkbox', { name: 'Do not ask again for up to 12 photos' }).click();
  await keepsight.screenshot('describe-own-model');
  await keepsight.expectAccessible();
  expect(server.asked).toHaveLength(0);
  await describe.getByRole('button', { name: 'Describe 12 photos' }).click();
  await expect(page.getByText('12 insights written.')).toBeVisible();
  expect(server.asked).toHaveLength(12);

  await page.getByRole('button', { name: 'Insights', exact: true }).click();
  const list = page.getByTestId('insight-list');
  await expect(list.getByTestId('insight-row')).toHaveCount(12);
  const renew = page.getByRole('dialog', { name: 'Renew insights' });
  const look = async (): Promise<void> => {
    await list.getByRole('button', { name: 'Renew all of these…' }).click();
    await expect(renew.getByTestId('renew-estimate')).toContainText('12 photos. About 1.68 EUR and under a minute');
    await renew.getByRole('button', { name: 'Show what the first 10 would be' }).click();
    await expect(renew.getByTestId('renew-kept')).toContainText('10 answers, 1.40 EUR so far.');
  };
  await look();
  await keepsight.screenshot('renew-own-model');
  await keepsight.expectAccessible();
  expect(server.asked).toHaveLength(22);
  await renew.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('10 answers thrown away. They cost 1.40 EUR.')).toBeVisible();
  await look();
  expect(server.asked).toHaveLength(32);
  await renew.getByRole('button', { name: 'Renew 12 photos' }).click();
  await expect(list.getByTestId('insight-row')).toHaveCount(24);
  expect(server.asked).toHaveLength(34);
  await keepsight.openSettings();
  await keepsight.settings.getByRole('tab', { name: 'Your own model' }).click();
  await expect(section).toContainText('24 insights cost 3.36 EUR so far.');
  await expect(section).toContainText('10 answers that you looked at and did not keep cost 1.40 EUR.');
  await expect(section).toContainText('Keepsight asks before sending more than 12 photos.');
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('own-model-dark');
  await keepsight.expectAccessible();
  await server.stop();
});
