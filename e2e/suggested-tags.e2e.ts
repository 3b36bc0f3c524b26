/** Tags that insights suggest: taken and dismissed with the mouse and with the keyboard, never by themselves. */
import type { Locator, Page } from '@playwright/test';
import { expect, test, type Workspace } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const photos = {
  'aarhus.jpg': 'LycheeOrg+Lychee/tests/Samples/aarhus.jpg',
  'springs.jpg': 'immich-app+test-assets/metadata/gps-position/thompson-springs.jpg',
  'nowhere.jpg': 'recurser+exif-orientation-examples/Landscape_1.jpg',
} as const;

async function withInsights(
  workspace: Workspace,
  system: Record<string, string> = {},
): Promise<{ page: Page; keepsight: KeepsightPage }> {
  const folder = workspace.library('Pictures');
  for (const [name, source] of Object.entries(photos)) workspace.put(source, 'Pictures', name);
  const { page } = await workspace.start('Settings', system);
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(folder, 'Pictures');
  await keepsight.expectPhotos(Object.keys(photos).length);
  await page.context().setOffline(true);
  // What ExifTool says of it is there: its date, and with it its position.
  await expect(page.getByText('January 2022').first()).toBeVisible();
  await keepsight.select('springs.jpg');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+i');
  await expect(page.getByText('3 insights written.')).toBeVisible();
  return { page, keepsight };
}

function suggestion(keepsight: KeepsightPage, name: string): Locator {
  return keepsight.inspector.locator(`[data-suggested="${name}"]`);
}

test('suggested tags are taken and dismissed by a click, and undone', async ({ workspace }) => {
  const { page, keepsight } = await withInsights(workspace);
  await keepsight.select('aarhus.jpg');
  const place = 'Places/Denmark/Århus';
  const insight = keepsight.inspector.getByTestId('inspector-insight');
  await expect(insight).toContainText('Århus');
  await expect(suggestion(keepsight, place)).toBeVisible();
  await expect(keepsight.chip(place)).toBeHidden();
  await keepsight.screenshot('suggested-tags');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('suggested-tags-dark');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'light' });

  await page.getByRole('button', { name: `Add the suggested tag ${place}` }).click();
  await expect(keepsight.chip(place)).toBeVisible();
  await expect(suggestion(keepsight, place)).toBeHidden();
  await expect(page.getByText(`Tagged 1 photo “${place}”`)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(suggestion(keepsight, place)).toBeVisible();
  await expect(keepsight.chip(place)).toBeHidden();

  await page.getByRole('button', { name: `Do not suggest ${place} for this photo` }).click();
  await expect(suggestion(keepsight, place)).toBeHidden();
  await expect(page.getByText(`“${place}” is not suggested for this photo any more`)).toBeVisible();
  // A new insight does not bring it back.
  await keepsight.inspector.getByRole('button', { name: 'Generate again' }).click();
  await expect(keepsight.history).toHaveCount(2);
  await expect(suggestion(keepsight, place)).toBeHidden();
  await keepsight.grid.focus();
  await page.keyboard.press('Control+z');
  await expect(suggestion(keepsight, place)).toBeVisible();

  await page.keyboard.press('Control+h');
  await expect(keepsight.edits.first()).toContainText(`Took back: dismissal of the suggested tag “${place}”`);
  await keepsight.screenshot('suggested-tags-history');
});

test('suggested tags are taken with the keyboard, one by one and all of a selection', async ({ workspace }) => {
  const { page, keepsight } = await withInsights(workspace);
  await keepsight.select('aarhus.jpg');
  const place = 'Places/Denmark/Århus';
  await expect(suggestion(keepsight, place)).toBeVisible();
  const accept = page.getByRole('button', { name: `Add the suggested tag ${place}` });
  await accept.focus();
  await page.keyboard.press('Enter');
  await expect(keepsight.chip(place)).toBeVisible();
  await keepsight.grid.focus();
  await page.keyboard.press('Control+z');
  await expect(suggestion(keepsight, place)).toBeVisible();
  await accept.focus();
  await page.keyboard.press('Delete');
  await expect(suggestion(keepsight, place)).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(suggestion(keepsight, place)).toBeVisible();

  // Each photo of the selection gets its own.
  await keepsight.grid.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Tagged \d photos? “.*” and \d other tags?$/)).toBeVisible();
  await keepsight.select('springs.jpg');
  await expect(keepsight.inspector.locator('[data-tag^="Places/United States"]')).toBeVisible();
  await keepsight.select('aarhus.jpg');
  await expect(keepsight.chip(place)).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('No tags are suggested for the selection.')).toBeVisible();
});

test('the app says where its data come from', async ({ workspace }) => {
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.openSettings();
  await page.getByRole('tab', { name: 'About' }).click();
  await expect(page.getByTestId('data-sources')).toContainText('GeoNames (geonames.org), CC BY 4.0');
  await keepsight.screenshot('about');
  await keepsight.expectAccessible();
});
