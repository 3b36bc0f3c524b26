/** Tags that insights suggest: taken and dismissed with the mouse and with the keyboard; by themselves only where it is wanted. */
import type { Locator } from '@playwright/test';
import { expect, test, type RunningApp, type Workspace } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const photos = {
  'aarhus.jpg': 'LycheeOrg+Lychee/tests/Samples/aarhus.jpg',
  'springs.jpg': 'immich-app+test-assets/metadata/gps-position/thompson-springs.jpg',
  'nowhere.jpg': 'recurser+exif-orientation-examples/Landscape_1.jpg',
} as const;

interface Window extends RunningApp {
  readonly keepsight: KeepsightPage;
}

async function withPhotos(workspace: Workspace): Promise<Window> {
  const folder = workspace.library('Pictures');
  for (const [name, source] of Object.entries(photos)) workspace.put(source, 'Pictures', name);
  const { app, page } = await workspace.start('Settings');
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(folder, 'Pictures');
  await keepsight.expectPhotos(Object.keys(photos).length);
  await page.context().setOffline(true);
  // What ExifTool says of it is there: its date, and with it its position.
  await expect(page.getByText('January 2022').first()).toBeVisible();
  return { app, page, keepsight };
}

async function describeAll({ page, keepsight }: Window): Promise<void> {
  await keepsight.select('springs.jpg');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+i');
  await expect(page.getByText('3 insights written.')).toBeVisible();
}

async function withInsights(workspace: Workspace): Promise<Window> {
  const window = await withPhotos(workspace);
  await describeAll(window);
  return window;
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

test('suggested tags of a kind are given by themselves where the user wants it, and taken back from the history', async ({
  workspace,
}) => {
  const window = await withPhotos(workspace);
  const { page, keepsight } = window;
  const place = 'Places/Denmark/Århus';
  await keepsight.openSettings();
  await page.getByRole('tab', { name: 'Background work' }).click();
  const given = page.getByTestId('given-suggestions');
  const kinds = given.getByRole('checkbox');
  await expect(kinds).toHaveCount(4);
  for (const kind of await kinds.all()) await expect(kind).not.toBeChecked();
  const places = given.getByRole('checkbox', { name: 'Where it was taken' });
  await places.focus();
  await page.keyboard.press('Space');
  await expect(places).toBeChecked();
  await keepsight.screenshot('given-suggestions');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('given-suggestions-dark');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Escape');

  await describeAll(window);
  await keepsight.select('aarhus.jpg');
  await expect(keepsight.chip(place)).toBeVisible();
  await expect(suggestion(keepsight, place)).toBeHidden();
  await expect(page.getByTestId('sidebar').getByText('Places')).toBeVisible();

  // It is no step of undo: a line of the history, which takes all of it back.
  await page.keyboard.press('Control+h');
  await expect(keepsight.edits).toHaveCount(1);
  await expect(keepsight.edits.first()).toContainText('By itself: an insight suggested it');
  await expect(keepsight.edits.first()).toContainText('Tagged 2 photos');
  await keepsight.screenshot('given-suggestions-history');
  await keepsight.expectAccessible();
  await keepsight.edits.first().getByRole('button', { name: 'Take back' }).click();
  await expect(keepsight.edits).toHaveCount(2);
  await page.keyboard.press('Escape');
  await keepsight.select('aarhus.jpg');
  await expect(suggestion(keepsight, place)).toBeVisible();
  await expect(keepsight.chip(place)).toBeHidden();

  // What was taken off is offered, and not given again.
  await keepsight.inspector.getByRole('button', { name: 'Generate again' }).click();
  await expect(keepsight.history).toHaveCount(2);
  await expect(suggestion(keepsight, place)).toBeVisible();
  await expect(keepsight.chip(place)).toBeHidden();

  await workspace.quit(window);
  const { page: again } = await workspace.start();
  await new KeepsightPage(again).openSettings();
  await again.getByRole('tab', { name: 'Background work' }).click();
  await expect(again.getByTestId('given-suggestions').getByRole('checkbox', { checked: true })).toHaveCount(1);
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
