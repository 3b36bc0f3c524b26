import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './app.js';
import { KeepsightPage } from './keepsight-page.js';

const samples = 'recurser+exif-orientation-examples';

function menuLabels(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap(({ label, submenu }) => [
      label,
      ...(submenu?.items ?? []).filter(({ type }) => type !== 'separator').map((item) => item.label),
    ]),
  );
}

async function languageOf(page: Page): Promise<string | null> {
  return page.locator('html').getAttribute('lang');
}

test('the window and its menu change to German and back, and stay as they are over a restart', async ({
  workspace,
}) => {
  const pictures = workspace.library('Bilder');
  workspace.put(`${samples}/Landscape_1.jpg`, 'Bilder', 'eins.jpg');
  workspace.put(`${samples}/Landscape_2.jpg`, 'Bilder', 'zwei.jpg');
  const first = await workspace.start();
  const { app, page } = first;
  const keepsight = new KeepsightPage(page);
  await keepsight.addLibrary(pictures, 'Bilder');
  await keepsight.expectPhotos(2);
  expect(await languageOf(page)).toBe('en');
  expect(await menuLabels(app)).toContain('Scan all libraries');

  await keepsight.openSettings();
  await page.getByRole('tab', { name: 'General' }).click();
  await expect(page.getByRole('radio', { name: 'As the system' })).toBeChecked();
  await keepsight.screenshot('language-en');
  await keepsight.expectAccessible();
  await page.getByRole('radio', { name: 'Deutsch' }).click();

  // The window is another page now, and where it was.
  const settings = page.getByRole('dialog', { name: 'Einstellungen' });
  await expect(settings).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Deutsch' })).toBeChecked();
  await expect(page.getByRole('tab', { name: 'Allgemein' })).toHaveAttribute('aria-selected', 'true');
  expect(await languageOf(page)).toBe('de');
  await keepsight.screenshot('de-settings-general');
  await keepsight.expectAccessible();
  await page.keyboard.press('Escape');
  await expect(settings).toBeHidden();
  await expect(page.getByText('2 Fotos', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Inspektor' })).toBeVisible();
  const labels = await menuLabels(app);
  expect(labels).toContain('Alle Bibliotheken durchsuchen');
  expect(labels).toContain('Ausschneiden');
  expect(labels).toContain('Vollbild');
  expect(labels.join()).not.toMatch(/Settings|Quit|Copy|Select|Tag\b|Thumbnails|Toggle|View/);

  // What main says is said in German too.
  await page.keyboard.press('Control+Comma');
  const form = settings.getByTestId('add-library');
  await form.getByRole('textbox', { name: 'Ordnerpfad' }).fill(`${pictures}/keiner`);
  await form.getByRole('button', { name: 'Hinzufügen', exact: true }).click();
  await expect(settings.getByText(`Den Ordner ${pictures}/keiner gibt es nicht.`)).toBeVisible();
  await workspace.quit(first);

  const second = await workspace.start('Einstellungen');
  expect(await languageOf(second.page)).toBe('de');
  expect(await menuLabels(second.app)).toContain('Alle Bibliotheken durchsuchen');
  // By the list of commands, found in the language of who cannot read this one.
  await second.page.keyboard.press('Control+k');
  await second.page.keyboard.type('language engl');
  await second.page.keyboard.press('Enter');
  await expect(second.page.getByRole('button', { name: 'Settings' }).first()).toBeVisible();
  await expect(second.page.getByRole('dialog')).toBeHidden();
  expect(await languageOf(second.page)).toBe('en');
  expect(await menuLabels(second.app)).toContain('Scan all libraries');
});

test('a system that speaks German gets German', async ({ workspace }) => {
  const { app, page } = await workspace.start('Ordner wählen…', { LANGUAGE: 'de_AT', LANG: 'de_AT.UTF-8' });
  expect(await languageOf(page)).toBe('de');
  expect(await menuLabels(app)).toContain('Beenden');
});
