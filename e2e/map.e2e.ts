import type { Locator, Page } from '@playwright/test';
import { expect, test, type Workspace } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

/** Real photos with a position, and one without. */
const photos = {
  'aarhus.jpg': 'LycheeOrg+Lychee/tests/Samples/aarhus.jpg',
  'mongolia.jpeg': 'LycheeOrg+Lychee/tests/Samples/mongolia.jpeg',
  'train.jpg': 'LycheeOrg+Lychee/tests/Samples/train.jpg',
  'iphone.jpg': 'drewnoakes+metadata-extractor-images/jpg/Apple iPhone 4.jpg',
  'desire.jpg': 'drewnoakes+metadata-extractor-images/jpg/HTC Desire.jpg',
  'springs.jpg': 'immich-app+test-assets/metadata/gps-position/thompson-springs.jpg',
  'nowhere.jpg': 'recurser+exif-orientation-examples/Landscape_1.jpg',
} as const;

async function withPhotos(workspace: Workspace): Promise<{ page: Page; keepsight: KeepsightPage }> {
  const folder = workspace.library('Pictures');
  for (const [name, source] of Object.entries(photos)) workspace.put(source, 'Pictures', name);
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addWholeLibrary(folder, 'Pictures');
  await keepsight.expectPhotos(Object.keys(photos).length);
  return { page, keepsight };
}

function markers(page: Page): Locator {
  return page.getByTestId('marker');
}

/** Photos in all clusters in sight. */
async function photosShown(page: Page): Promise<number> {
  const counts = await markers(page).evaluateAll((nodes) => nodes.map((node) => Number(node.dataset['count'])));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function zoomOf(page: Page): Promise<number> {
  return Number(await page.getByTestId('map').getAttribute('data-zoom'));
}

/** The map has come to where it was sent. */
async function expectAtRest(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const before = await zoomOf(page);
      await page.waitForTimeout(250);
      return (await zoomOf(page)) - before;
    })
    .toBe(0);
}

test('the map shows where photos were taken, without a network, and selects them by a box', async ({ workspace }) => {
  const { page, keepsight } = await withPhotos(workspace);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.context().setOffline(true);
  expect(
    await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)),
  ).not.toContainEqual(expect.stringMatching(/countries|MapPage/));
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await expect(page.getByText('6 of 7 photos with a position')).toBeVisible();
  await expect.poll(() => photosShown(page)).toBe(6);
  await expect(markers(page).first()).toHaveAccessibleName(/ near | at /);
  await page.waitForTimeout(1000);
  await keepsight.screenshot('map');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await keepsight.screenshot('map-dark');
  await keepsight.expectAccessible();
  await page.emulateMedia({ colorScheme: 'dark', contrast: 'more' });
  await keepsight.screenshot('map-dark-contrast');
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });

  // A box around everything, drawn with Shift.
  const map = page.getByTestId('map');
  const box = await map.boundingBox();
  if (box === null) throw new Error('The map has no place.');
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + 20, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 60, box.y + box.height - 60, { steps: 5 });
  await keepsight.screenshot('map-box');
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const strip = page.getByTestId('map-strip');
  await expect(strip).toContainText('6 photos selected');
  await keepsight.screenshot('map-selected');
  await keepsight.expectAccessible();

  // All of them are tagged at once, on the map.
  await keepsight.tag('Travels');
  await expect(map).toBeVisible();
  await expect(page.getByRole('button', { name: 'Travels, 6 photos' })).toBeVisible();
  await strip.getByRole('button', { name: 'Show in grid' }).click();
  await expect(page.getByRole('heading', { name: 'Area on the map' })).toBeVisible();
  await keepsight.expectPhotos(6);
  await keepsight.screenshot('map-area');

  // And from a photo back to its place.
  await keepsight.tile('aarhus.jpg').click();
  const facts = keepsight.inspector.getByTestId('inspector-facts');
  await expect(facts.getByRole('button', { name: /Where it was taken: near/ })).toBeVisible();
  await keepsight.screenshot('map-inspector');
  await keepsight.expectAccessible();
  await facts.getByRole('button', { name: 'Photos nearby' }).click();
  await keepsight.expectPhotos(1);
  await keepsight.tile('aarhus.jpg').click();
  await facts.getByRole('button', { name: 'Show on map' }).click();
  await expect.poll(() => zoomOf(page)).toBe(12);
  await expect(markers(page)).toHaveCount(1);
  await expect(page.getByTestId('map-near')).toContainText('Nearest town');
  await keepsight.screenshot('map-near');
  await markers(page).first().dblclick();
  await expect(page.getByTestId('viewer')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(map).toBeFocused();
  expect(requests.filter((url) => !/^(app|media|data|blob):/.test(url))).toEqual([]);
});

test('the map is gone through by the keyboard alone', async ({ workspace }) => {
  const { page, keepsight } = await withPhotos(workspace);
  await keepsight.grid.focus();
  await page.keyboard.press('m');
  const map = page.getByTestId('map');
  await expect(map).toBeFocused();
  await expect.poll(() => photosShown(page)).toBe(6);
  const start = await zoomOf(page);
  await page.keyboard.press('+');
  await expect.poll(() => zoomOf(page)).toBeGreaterThan(start + 0.9);
  await page.keyboard.press('Home');
  await expect.poll(() => zoomOf(page)).toBeLessThan(start + 0.1);
  await expectAtRest(page);
  await expect.poll(() => photosShown(page)).toBe(6);

  // Tab leads to the first, in the order of reading; Enter goes nearer until it is one photo, which it opens.
  await page.keyboard.press('Tab');
  await expect(markers(page).first()).toBeFocused();
  const name = await markers(page).first().getAttribute('aria-label');
  expect(name).toMatch(/near|at/);
  const viewer = page.getByTestId('viewer');
  for (let i = 0; i < 12 && !(await viewer.isVisible()); i += 1) {
    const before = await zoomOf(page);
    await page.keyboard.press('Enter');
    // Pressed once more while the viewer comes, it would close it.
    await expect.poll(async () => (await viewer.isVisible()) || (await zoomOf(page)) > before).toBe(true);
    await expectAtRest(page);
  }
  await expect(viewer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await expect(map).toBeFocused();

  await page.keyboard.press('Home');
  await expect.poll(() => zoomOf(page)).toBeLessThan(start + 0.1);
  await expectAtRest(page);
  await expect.poll(() => photosShown(page)).toBe(6);
  await page.keyboard.press('v');
  await expect(page.getByTestId('map-strip')).toContainText('6 photos selected');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('map-strip')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(keepsight.grid.or(keepsight.tiles.first()).first()).toBeVisible();
  await expect(page.getByTestId('map-page')).toBeHidden();
});

test('where nothing has a position, the map says so', async ({ workspace }) => {
  const folder = workspace.library('Pictures');
  workspace.put(photos['nowhere.jpg'], 'Pictures', 'nowhere.jpg');
  const { page } = await workspace.start();
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(folder, 'Pictures');
  await keepsight.expectPhotos(1);
  await page.keyboard.press('m');
  await expect(page.getByTestId('map-empty')).toContainText('No photo here has a position');
  await keepsight.screenshot('map-empty');
  await keepsight.expectAccessible();
});
